"""Several answers in one text: what a person pastes from a terminal, one command's output after the other.

Between the JSON documents may stand what a terminal shows there: prompts with commands, headings, messages of tools.
Any other text means that this is no such paste (a web page with examples, a log), and nothing of it is read.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from ...facts.errors import InputError
from .strict_json import limit, strict_decoder

MOST_DOCUMENTS = 1000
_MOST_BROKEN = 20
_MOST_WASTED = 16 * 1024**2  # characters of broken documents that are looked through
_LONGEST_LINE = 2000  # characters of a line that may stand between documents
_OPENING = re.compile(r"^[ \t]*(?=\{|\[(?:[\s{\[\]\"]|$))", re.MULTILINE)
_NEXT = re.compile(r"[ \t]*(?=[{\[])")  # directly behind a document
_COMMAND = re.compile(r"^[^\n{\"]{0,150}?(?<!\S)(?:az [a-z]|(?:Get|Search)-Az[A-Z])", re.MULTILINE)
_PROMPT = (
    r"(?:\([\w.-]{1,40}\) )?"
    r"(?:PS [^>\n]{0,200}>|\[[^\]\n]{1,100}\][$#]|[\w.@~:/\\-]{1,100}(?: [\w.~/-]{1,60})? ?[$#>%❯]|[$#>%❯])"
)
_TERMINAL = re.compile(
    r"\s*(?:"
    rf"{_PROMPT}(?:\s.*)?|[A-Za-z]:\\[^>\n]{{0,200}}>.*|"  # a prompt, and the command behind it
    r"(?:sudo )?(?:az|(?:Get|Set|Select|Connect|Search)-Az\w{1,60}|cat|echo|ssh)(?: .*)?|"
    r"[^<>`]*[\\`|]|--?[A-Za-z].*|\|.*|"  # a command that goes on in the next line, and how it goes on
    r"[#=*+_-]{1,10}(?: .*)?|#.*|[\w ./()'\"-]{1,60}:|"  # headings
    r"(?:WARNING|ERROR|INFO|DEBUG|VERBOSE|Code|Message|Content|Exception Details|Inner error)\b.*|"
    r"\([A-Za-z]{3,60}\).*|Please run.*|To sign in.*|"
    r")\s*"
)


class PastedDocument(NamedTuple):
    """One JSON document of a text: the line that it begins in, its data, and the text before it."""

    line: int
    data: Any
    before: str


class Documents(NamedTuple):
    """The documents of a text in their order, the lines in which broken ones begin, and the text after the last."""

    found: list[PastedDocument]
    broken: list[int]
    after: str


def looks_like_paste(head: str) -> bool:
    """Whether a text begins as a terminal shows a command, with JSON in a line of its own below it."""
    opening = _OPENING.search(head)
    return opening is not None and opening.start() > 0 and _is_terminal(head[: opening.start()])


def documents_of(text: str, where: str = "") -> Documents | None:
    """The JSON documents in a text; None where other things stand in it too, or none can be read.

    What follows a broken document is read from the next command on. Raises InputError where a document has what is
    not accepted, or where there are more than the limits allow.
    """
    decoder, at, wasted, before = strict_decoder(), 0, 0, ""
    found: list[PastedDocument] = []
    broken: list[int] = []
    line, counted = 1, 0
    while (opening := _NEXT.match(text, at) if found else None) or (opening := _OPENING.search(text, at)):
        begin = opening.end()
        if not _is_terminal(text[at:begin]):
            return None
        before += text[at:begin]
        line += text.count("\n", counted, begin)
        counted = begin
        try:
            data, at = decoder.raw_decode(text, begin)
        except json.JSONDecodeError as error:
            wasted += error.pos - begin
            broken.append(line)
            command = _COMMAND.search(text, error.pos)
            if command is None or wasted > _MOST_WASTED or len(broken) > _MOST_BROKEN:
                at = len(text)
                break
            at, before = command.start(), ""
        except (ValueError, RecursionError) as error:
            what = "is nested too deeply" if isinstance(error, RecursionError) else str(error)
            raise InputError(f"the answer in line {line} cannot be used: {what}", where=where) from None
        else:
            found.append(PastedDocument(line, data, before.strip()))
            before = ""
            if len(found) > MOST_DOCUMENTS:
                raise InputError(f"holds more than {MOST_DOCUMENTS} answers", where=where)
    if not found or not _is_terminal(text[at:]):
        return None
    limit([document.data for document in found], where)
    return Documents(found, broken, text[at:].strip())


def _is_terminal(text: str) -> bool:
    return all(len(line) <= _LONGEST_LINE and _TERMINAL.fullmatch(line) for line in text.splitlines())
