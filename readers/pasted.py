"""A text that people pasted: their own words, what they quote, and the outputs of tools between, each read alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import takewhile

from ..facts.errors import InputError
from ..facts.failure_texts import unquoted
from .azure.vm_beside import STATUSES, vm_beside
from .base import Finding, TextReader
from .containers.content import HEAD_BYTES, Content, Line, of_bytes, text_of
from .containers.parsing import MAX_BYTES, decoded
from .containers.peeling import MOST, peeled, without_tags
from .known_lines import begins_an_entry, lines_beside
from .merging import Located
from .parts import (
    MOST_TEXT,
    Part,
    answer_at_end,
    has_quotes,
    has_words_last,
    is_quoted,
    is_words,
    opens_an_answer,
    parts_of,
)
from .tidying import tidied
from .told import KIND, failing_lines, is_of_words, read_told

Read = Callable[[Content], tuple[list[Located], str]]
_FEW_LINES = 30  # of a log that are taken as words
_SYSTEM = {"vm.os_type", "vm.os_name", "vm.os_version", "vm.distribution"}  # what any log tells
_OPENS = ("{", "[")
MOST_TIDIED = 4  # times that something is taken off, which lies within something else
_LABELS = re.compile(r"\w[:：][ \t]")  # in the text of an event: `name: x, version: y`
_FEWEST_LABELS = 2
_LINE = re.compile(r"\bline (\d{1,7})\b")


def read_pasted(text: str, content: Content, read: Read) -> tuple[list[Located], str] | None:
    """What a person's words and the parts between them tell; None where it is all of one kind, and not quoted."""
    whole = _read_unquoted(text, content, read) if is_quoted(text) and not _quotes_a_log(text) else None
    if whole is not None and (whole[1] != KIND or not has_quotes(text)):
        return whole
    parts = parts_of(text)
    if len(parts) < 2:
        return whole
    found: list[Located] = []
    kinds: dict[str, None] = {}
    said: list[Part] = []  # what a person says, and what belongs to it
    logged: list[str] = []
    for part in parts:
        if part.kind == "words":
            said.append(part)
            continue
        try:
            entries, kind = read(of_bytes(part.text.encode(), content.where, content.folder))
        except InputError:
            # Data may be the error that the words are about. Of other output only what would be words by itself is.
            said += [part] if part.kind == "data" or read_told(part.text) is not None else []
            continue
        if kind == KIND:
            said.append(part)
            continue
        if part.kind == "data" and not any(entry.finding.facts for entry in entries):
            said.append(part)  # the error that the person's words are about, perhaps
            continue
        kinds.setdefault(kind)
        if part.kind == "log" and not any(entry.finding.facts.keys() - _SYSTEM for entry in entries):
            logged += _words_of(part, kind)
        if any("error.words" in entry.finding.facts for entry in entries):
            said.append(part)  # what is told in the parts is one text
            entries = [entry for entry in entries if "error.words" not in entry.finding.facts]
        if part.kind in ("session", "other"):
            entries += located(lines_beside((entry.finding for entry in entries), part.text), content)
        for entry in entries:
            if part.kind == "data":
                _stand_in(entry.finding, part.line)
            else:
                _move(entry.finding, part.line - 1)
        found += entries
    words = "\n\n".join(part.text for part in said)
    told = read_told(words)
    if told is not None:
        if "error.words" in told.facts:
            told.facts["error.words"] += tuple(logged)
        kinds.setdefault(KIND)
        lines = [number for part in said for number in range(part.line, part.line + part.text.count("\n") + 2)]
        # A line of a log may be quoted in a sentence.
        beside = lines_beside([told, *(entry.finding for entry in found)], words, words=True)
        for finding in (told, *beside):
            _stand(finding, lambda line: lines[min(line, len(lines)) - 1])
        found += located([told, *beside], content)
    return (found, ", ".join(kinds)) if found else None


def read_above_words(content: Content, read: Read) -> tuple[list[Located], str] | None:
    """What a text tells that ends with a person's words; None for another one, and for events, which are sentences."""
    from .registry import text_reader_for  # few texts end so

    if len(content.beginning) >= HEAD_BYTES or not has_words_last(content.head):
        return None
    reader = text_reader_for(content.head)
    if reader is not None and reader.kind.startswith("Windows events"):
        return None
    return read_pasted(content.head, content, read)


def _quotes_a_log(text: str) -> bool:
    """Whether a person's lines stand around a log that is quoted: they are no part of its entries."""
    first = next((line for line in text.split("\n") if line.startswith(">")), "")
    return has_quotes(text) and begins_an_entry(unquoted(first))


def _read_unquoted(text: str, content: Content, read: Read) -> tuple[list[Located], str] | None:
    """What a text tells without the marks of quotes; None where it is refused and has lines of a person around them."""
    plain = unquoted(text).encode()
    try:
        return read(of_bytes(plain, content.where, content.folder))
    except InputError:
        if not has_quotes(text):
            raise
        return None


def as_it_was(content: Content) -> Content:
    """The content without what was put before, around or between its lines on its way; itself where nothing was.

    Raises InputError as `whole` does.
    """
    if content.tidied >= MOST_TIDIED:
        return content
    head = content.head
    is_all = len(content.beginning) < HEAD_BYTES
    if tidied(head if is_all else head[: head.rfind("\n") + 1] or head) is None:
        return content
    whole = content.small(MOST)
    if whole is None:
        return content
    with suppress(InputError):
        text = decoded(whole).replace("\r\n", "\n").replace("\r", "\n")
        whole = (tidied(text) or text).encode("utf-8", "replace")
    return of_bytes(whole, content.where, content.folder, content.tidied + 1)


def read_peeled(content: Content, read: Read) -> tuple[list[Located], str] | None:
    """What a text tells without the marks before its lines, which are taken for parts of its names; None for others."""
    inner = peeled(text_of(content.whole(MAX_BYTES)))
    with suppress(InputError):
        return read(of_bytes(inner.encode(), content.where, content.folder, content.tidied + 1)) if inner else None
    return None


def without_page(content: Content) -> tuple[Content | None, Content]:
    """What a web page or a mail that was saved as one shows, None for others; and the content itself, to read it."""
    head = content.head
    if without_tags(head) is None or (whole := content.small(MOST)) is None:
        return None, content
    text = whole.decode(content.encoding, "replace")
    shown = without_tags(text.replace("\r\n", "\n")) or ""
    page = of_bytes(shown.encode("utf-8", "replace"), content.where, content.folder, content.tidied + 1)
    return page, of_bytes(whole, content.where, content.folder, content.tidied)


class LongLog:
    """The lines of a long log, as they are streamed, but for an answer in JSON that goes on from one to the end."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines
        self._held: list[Line] = []

    def __iter__(self) -> Iterator[Line]:
        size = 0
        for line in self._lines:
            if not self._held and (line.text[:1] not in _OPENS or opens_an_answer(line.text) is None):
                yield line
                continue
            size += len(line.text)
            self._held.append(line)
            if begins_an_entry(line.text) or size > MOST:  # the log goes on: what was held is a part of it
                yield from self._let_go()
                size = 0
        if not answer_at_end(["", *(line.text for line in self._held)]):
            yield from self._let_go()

    def _let_go(self) -> list[Line]:
        held, self._held = self._held, []
        return held

    def below(self, content: Content, read: Read) -> tuple[list[Located], str]:
        """What the answer tells, once the lines were read; nothing where there is none."""
        text = "\n".join(line.text for line in self._held)
        try:
            found, kind = read(of_bytes(text.encode("utf-8", "replace"), content.where)) if text else ([], "")
        except InputError:
            return [], ""
        for entry in found:
            _stand_in(entry.finding, self._held[0].number)
            entry.folder = content.folder
        return found, kind


def read_log(reader: TextReader, content: Content, read: Read) -> tuple[list[Located], str]:
    """The findings in a log, and in an answer of Azure that stands below it."""
    if len(content.beginning) < HEAD_BYTES:  # that is all of it
        text = content.head
        below = read_pasted(text, content, read) if answer_at_end(text.split("\n")) else None
        if below is not None:
            return below
    log = LongLog(content.lines())
    found = located(reader.read(log), content)
    entries, kind = log.below(content, read)
    return found + entries, f"{reader.kind}, {kind}" if entries else reader.kind


def _stand_in(finding: Finding, line: int) -> None:
    """Have a finding's places name the line in which the data begins that it comes from."""
    finding.places = {fact: f"line {line}: {at}".rstrip(": ") for fact, at in finding.places.items()}


def sentences_beside(text: str, content: Content) -> list[Located]:
    """What a person's sentences tell that stand right above an output, with no empty line between; often nothing."""
    lines = text.split("\n")
    said = list(takewhile(lambda line: is_words([line]) and len(_LABELS.findall(line)) < _FEWEST_LABELS, lines))
    if len(text) > MOST_TEXT or not "".join(lines[len(said) :]).strip():
        return []  # all of it may be what a command says in sentences
    told = read_told("\n".join(said))
    return located([told], content) if told is not None else []


def _words_of(part: Part, kind: str) -> list[str]:
    """The lines of trouble of a log of few lines that nobody knows: their words hint at what a person asks."""
    if len(part.lines) > _FEW_LINES or not is_of_words(part.text, kind):
        return []
    return [text] if (text := failing_lines(part.lines)) else []


def _move(finding: Finding, lines: int) -> None:
    """Have a finding's places and notes name the lines of the whole text, of which a part was read."""
    _stand(finding, lambda line: line + lines)


def _stand(finding: Finding, in_whole: Callable[[int], int]) -> None:
    """Have a finding's places and notes name the lines that theirs are in the whole text."""

    def moved(text: str) -> str:
        return _LINE.sub(lambda found: f"line {in_whole(int(found[1]))}", text)

    finding.places = {fact: moved(place) for fact, place in finding.places.items()}
    finding.notes = [moved(note) for note in finding.notes]


def with_vm_beside(found: list[Located], kind: str, content: Content) -> tuple[list[Located], str]:
    """The findings with the VM whose id stands beside statuses, where none of them names one."""
    if STATUSES in kind and not any(entry.finding.vm for entry in found):
        found += located(vm_beside(content.head), content)
    return found, kind


def located(findings: Iterable[Finding], content: Content) -> list[Located]:
    """The findings with the file and folder that they came from, and the time of the failure that they tell of."""
    return [
        Located(f, content.where, failed_at=f.observed_at if _is_dated(f) else None, folder=content.folder)
        for f in findings
    ]


def _is_dated(finding: Finding) -> bool:
    """Whether a finding tells of a failure, and when that was."""
    return bool(finding.failed) and "error.code" not in finding.undated
