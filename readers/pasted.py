"""A text that people pasted: their own words, what they quote, and the outputs of tools between, each read alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress

from ..facts.errors import InputError
from ..facts.failure_texts import unquoted
from .base import Finding
from .containers.content import Content, of_bytes
from .containers.parsing import MAX_BYTES, decoded
from .containers.peeling import unmarked
from .known_lines import lines_beside
from .merging import Located
from .parts import MOST_TEXT, Part, answer_at_end, is_quoted, is_words, parts_of
from .told import KIND, failing_lines, is_of_words, read_told

Read = Callable[[Content], tuple[list[Located], str]]
_FEW_LINES = 30  # of a log that are taken as words
_SYSTEM = {"vm.os_type", "vm.os_name", "vm.os_version", "vm.distribution"}  # what any log tells
_LINE = re.compile(r"\bline (\d{1,7})\b")


def read_pasted(text: str, content: Content, read: Read) -> tuple[list[Located], str] | None:
    """What a person's words and the parts between them tell; None where it is all of one kind, and not quoted."""
    if is_quoted(text):
        plain = unquoted(text).encode()
        return read(of_bytes(plain, content.where, content.folder))
    parts = parts_of(text)
    if len(parts) < 2:
        return None
    found: list[Located] = []
    kinds: dict[str, None] = {}
    words: list[str] = []
    logged: list[str] = []
    for part in parts:
        if part.kind == "words":
            words.append(part.text)
            continue
        try:
            entries, kind = read(of_bytes(part.text.encode(), content.where, content.folder))
        except InputError:
            # Data may be the error that the words are about. Of other output only what would be words by itself is.
            words += [part.text] if part.kind == "data" or read_told(part.text) is not None else []
            continue
        if kind == KIND:
            words.append(part.text)
            continue
        if part.kind == "data" and not any(entry.finding.facts for entry in entries):
            words.append(part.text)  # the error that the person's words are about, perhaps
            continue
        kinds.setdefault(kind)
        if part.kind == "log" and not any(entry.finding.facts.keys() - _SYSTEM for entry in entries):
            logged += _words_of(part, kind)
        if any("error.words" in entry.finding.facts for entry in entries):
            words.append(part.text)  # what is told in the parts is one text
            entries = [entry for entry in entries if "error.words" not in entry.finding.facts]
        if part.kind in ("session", "other"):
            entries += located(lines_beside((entry.finding for entry in entries), part.text), content)
        for entry in entries:
            if part.kind == "data":
                places = entry.finding.places
                entry.finding.places = {fact: f"line {part.line}: {at}".rstrip(": ") for fact, at in places.items()}
            else:
                _move(entry.finding, part.line - 1)
        found += entries
    told = read_told("\n\n".join(words))
    if told is not None:
        if "error.words" in told.facts:
            told.facts["error.words"] += tuple(logged)
        kinds.setdefault(KIND)
        found += located([told], content)
        # A line of a log may be quoted in a sentence.
        found += located(lines_beside((entry.finding for entry in found), "\n\n".join(words), words=True), content)
    return (found, ", ".join(kinds)) if found else None


def without_marks(content: Content) -> Content:
    """The content without numbers or marks before all of its lines, where it has such. Raises InputError as `whole`."""
    head = content.head
    if unmarked(head[: head.rfind("\n") + 1]) is None:
        return content
    whole = content.whole(MAX_BYTES)
    with suppress(InputError):
        whole = (unmarked(decoded(whole).replace("\r\n", "\n")) or "").encode("utf-8", "replace") or whole
    return of_bytes(whole, content.where, content.folder)


def read_below_a_log(text: str, content: Content, read: Read) -> tuple[list[Located], str] | None:
    """What a log and the answer below it tell; None where no answer goes on to its end."""
    return read_pasted(text, content, read) if answer_at_end(text.split("\n")) else None


def sentences_beside(text: str, content: Content) -> list[Located]:
    """What a person's sentences tell that stand right before an output, with no empty line between; often nothing."""
    if len(text) > MOST_TEXT:
        return []
    told = read_told("\n".join(line for line in text.split("\n") if is_words([line])))
    return located([told], content) if told is not None else []


def _words_of(part: Part, kind: str) -> list[str]:
    """The lines of trouble of a log of few lines that nobody knows: their words hint at what a person asks."""
    if len(part.lines) > _FEW_LINES or not is_of_words(part.text, kind):
        return []
    return [text] if (text := failing_lines(part.lines)) else []


def _move(finding: Finding, lines: int) -> None:
    """Have a finding's places and notes name the lines of the whole text, of which a part was read."""

    def moved(text: str) -> str:
        return _LINE.sub(lambda found: f"line {int(found[1]) + lines}", text)

    finding.places = {fact: moved(place) for fact, place in finding.places.items()}
    finding.notes = [moved(note) for note in finding.notes]


def located(findings: Iterable[Finding], content: Content) -> list[Located]:
    """The findings with the file and folder that they came from, and the time of the failure that they tell of."""
    return [
        Located(f, content.where, failed_at=f.observed_at if _is_dated(f) else None, folder=content.folder)
        for f in findings
    ]


def _is_dated(finding: Finding) -> bool:
    """Whether a finding tells of a failure, and when that was."""
    return bool(finding.failed) and "error.code" not in finding.undated
