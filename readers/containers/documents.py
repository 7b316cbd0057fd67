"""Several answers in one text: what a person pastes from a terminal, one command's output after the other.

Between the JSON documents may stand what a terminal shows there: prompts with commands, headings, messages of tools.
Any other text means that this is no such paste (a web page with examples, a log), and nothing of it is read; a few
lines of words around answers that are longer than them are let pass where nobody else can read the text.
"""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

from ...facts.errors import InputError
from .peeling import ESCAPE
from .strict_json import limit, strict_decoder

MOST_DOCUMENTS = 1000
_MOST_BROKEN = 20
_MOST_WASTED = 16 * 1024**2  # characters of broken documents that are looked through
_LONGEST_LINE = 2000  # characters of a line that may stand between documents
_OPENING = re.compile(r"^[ \t]*(?=\{|\[(?:[\s{\[\]\"]|$))", re.MULTILINE)
_NEXT = re.compile(r"[ \t]*(?=[{\[])")  # directly behind a document
_COMMAND = re.compile(r"^[^\n{\"]{0,150}?(?:(?<!\S)|(?<=[>#$%]))(?:az [a-z]|(?:Get|Search)-Az[A-Z])", re.MULTILINE)
_PROMPT = (
    r"(?:\([\w.-]{1,40}\) )?(?:\[[\d:.]{1,20}\] ?)?"
    r"(?:PS [^>\n]{0,200}>|\[[^\]\n]{1,100}\][$#]|[\w.@~:/\\-]{1,100}(?: [\w.~/-]{1,60})? ?[$#>%❯]|"
    r"[\w.-]{1,60} \[[^\]\n]{1,100}\] ?[$#]|[$#>%❯])"
)
_BANNERS = (
    r"(?:Windows )?PowerShell(?: [\d.]{1,20}| transcript (?:start|end))?|Copyright .*|\(c\) .*|Microsoft Windows \[.*|"
    r"Install the latest PowerShell .*|Loading personal and system profiles .*|Transcript (?:started|stopped), .*|"
    r"(?:Requesting a|Welcome to Azure) Cloud ?Shell.*|Connecting terminal.*|MOTD: .*|Type \"(?:az|help)\" .*|"
    r"(?:Start time|End time|Username|RunAs User|Configuration Name|Machine|Host Application|Process ID|PSVersion|"
    r"PSEdition|PSCompatibleVersions|BuildVersion|CLRVersion|WSManStackVersion|PSRemotingProtocolVersion|"
    r"SerializationVersion|GitCommitId|OS|Platform): .*|\*{10,80}"
)
_TERMINAL = re.compile(
    r"\s*(?:"
    rf"{_PROMPT}(?:\s.*)?|(?:>>>|In \[\d{{1,4}}\]:|Out\[\d{{1,4}}\]:)(?:\s.*)?|"  # a prompt, and the command behind it
    r"[A-Za-z]:\\[^>\n]{0,200}>.*|"
    r"[^{\"]{0,150}?(?:(?<!\S)|(?<=[>#$%]))(?:az [a-z]|(?:Get|Search)-Az[A-Z]).*|"  # a command behind any prompt
    r"[\u2500-\u259f\u276f\u279c\ue0a0-\ue0d4].{0,200}|"  # a line of a prompt that is drawn
    r"(?:sudo )?(?:az|(?:Get|Set|Select|Connect|Search)-Az\w{1,60}|cat|echo|ssh)(?: .*)?|az\.\w{1,4} : .*|"
    r"[^<>`]*[\\`|]|--?[A-Za-z].*|\|.*|"  # a command that goes on in the next line, and how it goes on
    r"[#=*+_-]{1,10}(?: .*)?|#.*|[\w ./()'\"-]{1,60}:|"  # headings
    r"[^\d{}\[\]\"<>]{2,40}: ?\d{1,6}[^\d{}\[\]\"<>]{1,20}: ?\d{1,6}|"  # `At line:1 char:1`, in any language
    r"(?:WARNING|ERROR|INFO|DEBUG|VERBOSE|Code|Message|Content|Exception Details|Inner error)\b.*|"
    rf"\([A-Za-z]{{3,60}}\).*|Please run.*|To sign in.*|{_BANNERS}|"
    r")\s*"
)
_KEY = re.compile(r"(?:- )?[a-z][A-Za-z_]{1,60}:(?:\s|$)")  # of YAML, as `az -o yaml` and fact files have them
_LOGGED = re.compile(r"\s*\[?(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d )")
_FRAGMENT = re.compile(r"\s*(?:\"[^\"\n]{1,80}\"\s*:|[}\]],?\s*$)")
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)  # of a page that explains something
_LINE = 80  # characters of an answer in one line that count as a line of it
MOST_TALK = 20  # lines of people's own words around the answers that they pass on


class PastedDocument(NamedTuple):
    """One JSON document of a text: the line that it begins in, its data, and the text before it."""

    line: int
    data: Any
    before: str


class Documents(NamedTuple):
    """The documents of a text in their order, the lines in which broken ones begin, and the text after the last.

    `talk` is how many lines are no terminal's.
    """

    found: list[PastedDocument]
    broken: list[int]
    after: str
    talk: int = 0


def looks_like_paste(head: str) -> bool:
    """Whether a text begins as a terminal shows a command, with JSON in a line of its own below it."""
    opening = _OPENING.search(head)
    return opening is not None and opening.start() > 0 and not _talk(head[: opening.start()])


def documents_of(text: str, where: str = "", talk: int = 0) -> Documents | None:
    """The JSON documents in a text; None where other things stand in it too, or none can be read.

    `talk` is how many lines may be of no terminal: words of people, which are no more than the lines of the answers.
    What follows a broken document is read from the next command on. Raises InputError where a document has what is
    not accepted, or where there are more than the limits allow.
    """
    text = ESCAPE.sub("", text) if "\x1b" in text else text
    decoder, at, wasted, before = strict_decoder(), 0, 0, ""
    found: list[PastedDocument] = []
    broken: list[int] = []
    line, counted = 1, 0
    said = answered = 0
    while (opening := _NEXT.match(text, at) if found else None) or (opening := _OPENING.search(text, at)):
        begin = opening.end()
        said += _talk(text[at:begin])
        if said > talk:
            return None
        before += text[at:begin]
        line += text.count("\n", counted, begin)
        counted = begin
        try:
            data, at = decoder.raw_decode(text, begin)
            answered += max(text.count("\n", begin, at), (at - begin) // _LINE)
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
    said += _talk(text[at:])
    if not found or said > min(talk, answered) or (said and _HEADING.search(text)):
        return None
    limit([document.data for document in found], where)
    return Documents(found, broken, text[at:].strip(), said)


def without_terminal(text: str) -> str | None:
    """YAML with the lines made empty that a terminal shows before and after it; None for other texts."""
    lines = text.split("\n")
    begin, end = 0, len(lines)
    while begin < end and _is_shown(lines[begin]):
        begin += 1
    while end > begin and _is_shown(lines[end - 1]):
        end -= 1
    if begin == end or not (any(map(str.strip, lines[:begin])) or any(map(str.strip, lines[end:]))):
        return None
    if not _KEY.match(lines[begin]):
        return None
    return "\n" * begin + "\n".join(lines[begin:end])


def _is_shown(line: str) -> bool:
    return len(line) <= _LONGEST_LINE and (not _KEY.match(line) and _TERMINAL.fullmatch(line) is not None)


def _talk(text: str) -> int:
    """How many lines of a text no terminal shows; a long one, and one of a log or of JSON, count as any number.

    What stands in an answer that was cut off belongs to something that cannot be seen.
    """
    strange = 0
    for line in text.splitlines():
        if len(line) > _LONGEST_LINE or _LOGGED.match(line) or _FRAGMENT.match(line):
            return MOST_TALK + 1
        strange += _TERMINAL.fullmatch(line) is None
    return strange
