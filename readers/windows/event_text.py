"""Events as text, as rows: `wevtutil /f:text`, what Event Viewer copies, lists, tables and CSV, and bare messages.

Labels are localised. What they name is told by where they stand, which is the same in every language (log, source,
date, number), or by a number beside a source that is known; never by a label's own word.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from ...facts.signatures import SIGNATURES
from ..base import Line, Node
from .powershell import objects, sample

_BEGINNING = re.compile(r"\s{0,8}Event\[\d{1,9}\]:?\s*")
_LABELLED = re.compile(r"\s{0,8}(?P<label>[^\W\d_][^:：=\n]{0,40})[:：=](?:\s{1,40}|(?=\S)|$)(?P<value>.*)")
_NO_LABEL = re.compile(r"\"|^[A-Z][a-z]{2} [ \d]\d \d{1,2}$")  # a name in JSON, the time of a system log
_NUMBER = re.compile(r"\d{1,5}")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4} ")
# A label that speaks of an identifier, as far as one can tell without its language.
_IDENTIFIER = re.compile(r"(?:^|[^a-z])id(?:$|[^a-z])|код|номер|numer|номер|id$|識別|标识|代码|번호", re.IGNORECASE)
_CRASH = (
    r"\w[^\n]{2,80}?[ :：]\s?\S{1,120}\.exe, [^,:：\n]{3,24}\s?[:：] ?[\d.]{3,30}, "
    r"[^,:：\n]{3,30}\s?[:：] ?0x[0-9a-f]{8}"
)
_DOTNET = r"\w[^:：\n]{2,30}\s?[:：]\s?\S{1,120}\.exe\s*\n[^:：\n]{3,40}\s?[:：]\s?v\d{1,2}\.\d"
_DOTNET_BEGINS = re.compile(r"\s{0,8}\w[^:：\n]{2,30}\s?[:：]\s?\S{1,120}\.exe\s*$")
CRASH = re.compile(rf"\s*(?:faulting application name: |{_CRASH})", re.IGNORECASE)
DOTNET = re.compile(rf"\s*{_DOTNET}", re.IGNORECASE)
_MESSAGE = re.compile(
    rf"\s{{0,40}}(?:Faulting application name: \S|{_CRASH})|"
    r".{3,400}\.exe was (?:prevented from running|allowed to run)",
    re.IGNORECASE,
)
_GROUP = re.compile(r"\s{0,20}ProviderName: (?P<source>\S.{0,100})$")  # above a table of `Get-WinEvent`
_MOST_LINES = 200
_HEADER = 9  # lines from the log's name to the computer's
_DESCRIPTIONS = {
    "description", "beschreibung", "beschrijving", "descripción", "descrição", "descrizione", "opis", "popis", "leírás",
    "açıklama", "beskrivning", "beskrivelse", "kuvaus", "описание", "説明", "说明", "描述", "설명",
}  # fmt: skip
_KNOWN_SOURCES = {
    "vss", "volsnap", "swprv", "ntfs", "disk", "eventsystem", "com", "sqlwriter", "sqlvdi", "msiinstaller", "msdtc",
    "schannel", "esent", "winmgmt", "rdagent", "service control manager", ".net runtime", "application error",
    "windows error reporting", "windows azure guest agent", "windowsazureguestagent", "application popup",
    "microsoft-windows-capi2", "microsoft-windows-backup", "microsoft-windows-distributedcom",
    "microsoft-windows-time-service", "microsoft-windows-security-auditing", "microsoft-windows-applocker",
    "microsoft-windows-codeintegrity", "microsoft-windows-kernel-general", "microsoft-windows-kernel-power",
    "microsoft-windows-ntfs",
}  # fmt: skip


class _Labelled(NamedTuple):
    """One line with a label: the line, what stands before the colon, and what behind it."""

    line: Line
    label: str
    value: str


@cache
def known_sources() -> frozenset[str]:
    """Sources of events, in lower case: those of the signatures, and common ones."""
    return frozenset(_KNOWN_SOURCES) | {
        place.source.lower() for each in SIGNATURES for place in each.places if place.source
    }


def is_event(row: Node) -> bool:
    """Whether this is an event: a number, and a message or data, with its source, log, level or time."""
    told = any(row.has(n) for n in ("ProviderName", "Source", "LogName", "TimeCreated", "TimeGenerated", "EntryType"))
    numbered = row.first("Id", "EventID", "Event ID", "InstanceID").integer is not None
    return numbered and told and (row.has("Message") or row.has("Data"))


def is_event_text(head: str) -> bool:
    """Whether a text holds events, in one of the forms."""
    if any(is_event(row) for row in sample(head)):
        return True
    lines = [Line(n, line[:500]) for n, line in enumerate(head.split("\n"), 1)]
    return _viewer_csv(lines) is not None or bool(_blocks_in(lines)) or any(_begins(a, b) for a, b in _pairs(lines))


def event_rows(lines: Iterable[Line]) -> Iterator[Node]:
    """The events, streamed. The form shows in the first lines."""
    stream = iter(lines)
    first = [line for line, _ in zip(stream, range(_MOST_LINES), strict=False)]
    every = chain(first, stream)
    mark = _viewer_csv(first)
    if mark is not None:
        yield from _csv_rows(every, mark)
    elif (form := _blocks_in(first)) == "whole":
        yield from _blocks(every)
    elif any(is_event(row) for row in sample("\n".join(line.text for line in first))):
        yield from _objects(every)
    else:
        yield from _blocks(every) if form else _bare(every)


def _objects(lines: Iterable[Line]) -> Iterator[Node]:
    """The events in lists, tables and CSV; a table has its source in a line above it."""
    groups: list[tuple[int, str]] = []

    def noting() -> Iterator[Line]:
        for line in lines:
            if found := _GROUP.match(line.text[:200]):
                groups.append((line.number, found["source"].strip()))
                del groups[:-2]  # a row is given when the line after it was read
            yield line

    for row in objects(noting()):
        if not is_event(row):
            continue
        number = row.place.removeprefix("line ")
        source = next((s for n, s in reversed(groups) if number.isdigit() and n < int(number)), "")
        if source and not row.has("ProviderName") and not row.has("Source"):
            row = Node({**row.value, "ProviderName": source}, row.place)
        yield row


# --- blocks of labelled lines


def _blocks_in(lines: list[Line]) -> str:
    """Whether there are blocks with labels: `whole` ones by their positions, `partial` ones, empty for other texts."""
    found = ""
    run: list[_Labelled] = []
    for line in [*lines, Line(0, "")]:
        labelled = _labelled(line)
        if labelled is not None and len(run) < _MOST_LINES:
            run.append(labelled)
            continue
        header = _header_of(run)
        if header is not None and "LogName" in header[0]:
            return "whole"
        found = found or ("partial" if header is not None else "")
        run = []
    return found


def _labelled(line: Line) -> _Labelled | None:
    found = _LABELLED.match(line.text[:500]) if not _BEGINNING.fullmatch(line.text[:500]) else None
    if found is None or _NO_LABEL.search(found["label"]):
        return None
    return _Labelled(line, found["label"].strip(), found["value"].strip())


def _header_of(run: list[_Labelled]) -> tuple[dict[str, Any], int, int] | None:
    """The properties of an event in lines with labels, where they begin, and how many lines they take; None for others.

    By position: log, source, date, number. Else, in part: a source that is known, and a number near it.
    """
    for at in range(min(len(run), 4)):
        if len(run) - at >= 4 and _is_head(run[at : at + 4]):
            log, source, date, number = (each.value for each in run[at : at + 4])
            values = {"LogName": log, "ProviderName": source, "TimeCreated": date, "Id": number}
            more = run[at + 4 : at + 14]
            described = (n for n, each in enumerate(more, 5) if _is_description(n, each))
            length = next(described, 4)
            if length > 5:
                values["MachineName"] = more[length - 6].value
                values["Level"] = more[1].value
            return values, at, length
    near = run[:6]
    named = next((each for each in near if each.value.lower() in known_sources()), None)
    numbers = [each for each in near if _NUMBER.fullmatch(each.value) and _IDENTIFIER.search(each.label)]
    if named is None or not numbers:
        return None
    dated = next((each for each in near if _DATE.search(each.value)), None)
    last = max(n for n, each in enumerate(near) if each in (named, numbers[0], dated))
    told = {"TimeCreated": dated.value} if dated else {}
    return {"ProviderName": named.value, "Id": numbers[0].value, **told}, 0, last + 1


def _is_head(four: list[_Labelled]) -> bool:
    log, source, date, number = four
    return bool(
        _NUMBER.fullmatch(number.value)
        and log.value
        and source.value
        and len(re.findall(r"\d+", date.value)) >= 5  # an address has four
        and not _NUMBER.fullmatch(source.value)
    )


def _is_description(number: int, line: _Labelled) -> bool:
    """Whether this is the last line of a header, by its word, or by its place and that nothing stands behind it."""
    return line.label.lower() in _DESCRIPTIONS or (number > _HEADER and not line.value)


def _blocks(lines: Iterable[Line]) -> Iterator[Node]:
    """The events in blocks of lines with labels, each with the message that follows its header."""
    values: dict[str, Any] = {}
    message: list[str] = []
    place = ""
    run: list[_Labelled] = []

    def ended() -> Iterator[Node]:
        """Take in the lines with labels that have come to an end: a header, or a part of the message."""
        nonlocal values, message, place
        header = _header_of(run)
        if header is None:
            message += [each.line.text[:2000] for each in run][: _MOST_LINES - len(message)]
            return
        told, at, length = header
        message += [each.line.text[:2000] for each in run[:at]][: max(0, _MOST_LINES - len(message))]
        if values:
            yield _event(values, message, place)
        values, place = told, f"line {run[at].line.number}"
        message = [run[at + length - 1].value] if length > 4 and "LogName" in told else []
        message += [each.line.text[:2000] for each in run[at + length :]]

    for line in lines:
        found = _labelled(line)
        if found is not None and len(run) < _MOST_LINES:
            run.append(found)
            continue
        yield from ended()
        run = []
        if values and len(message) < _MOST_LINES and not _BEGINNING.fullmatch(line.text[:500]):
            message.append(line.text[:2000])
    yield from ended()
    if values:
        yield _event(values, message, place)


def _event(values: dict[str, Any], message: list[str], place: str) -> Node:
    return Node({**values, "Message": "\n".join(message).strip()}, place)


# --- CSV of Event Viewer, whose columns have no names for the description


def is_viewer_csv(head: str) -> bool:
    """Whether a text is a table that Event Viewer saved; its messages read like a person's words."""
    return _viewer_csv([Line(n, text[:500]) for n, text in enumerate(head[:4000].split("\n")[:20], 1)]) is not None


def _viewer_csv(lines: list[Line]) -> str | None:
    """The mark between the columns of level, date, source, number, category; None for other texts."""
    filled = [line.text.lstrip("\ufeff") for line in lines[:4] if line.text.strip()]
    if len(filled) < 2:
        return None
    for mark in (",", ";", "\t"):
        names, cells = filled[0].split(mark), filled[1].split(mark)
        if len(names) in (5, 6) and len(cells) >= 6 and not re.search(r"[\d\"{:]", filled[0]):
            return mark if _NUMBER.fullmatch(cells[3].strip()) and re.search(r"\d.*\d:\d", cells[1]) else None
    return None


def _csv_rows(lines: Iterable[Line], mark: str) -> Iterator[Node]:
    number = [0]

    def texts() -> Iterator[str]:
        for line in lines:
            number[0] = line.number
            yield line.text.replace("\r", "") + "\n"

    names = ("Level", "TimeCreated", "ProviderName", "Id", "Task", "Message")
    reader = csv.reader(texts(), delimiter=mark)
    try:
        for n, cells in enumerate(reader):
            if n and len(cells) >= len(names):
                yield Node(dict(zip(names, cells, strict=False)), f"line {number[0]}")
    except csv.Error:
        return


# --- messages without anything else


def _pairs(lines: list[Line]) -> Iterator[tuple[str, str]]:
    texts = [line.text for line in lines]
    return zip(texts, [*texts[1:], ""], strict=True)


def _begins(line: str, following: str) -> bool:
    """Whether the message of an event begins in a line."""
    if _MESSAGE.match(line[:500]):
        return True
    return _DOTNET_BEGINS.match(line[:300]) is not None and DOTNET.match(f"{line[:300]}\n{following[:100]}") is not None


def _bare(lines: Iterable[Line]) -> Iterator[Node]:
    """Messages without anything else, each from its first line to an empty one, or to the next."""
    message: list[str] = []
    place = ""
    before: Line | None = None
    for line in chain(lines, [Line(0, "")]):
        if before is not None:
            if _begins(before.text, line.text):
                if message:
                    yield Node({"Message": "\n".join(message)}, place)
                message, place = [before.text[:2000].strip()], f"line {before.number}"
            elif message and before.text.strip() and len(message) < _MOST_LINES:
                message.append(before.text[:2000].strip())
            elif message:
                yield Node({"Message": "\n".join(message)}, place)
                message = []
        before = line
    if message:
        yield Node({"Message": "\n".join(message)}, place)
