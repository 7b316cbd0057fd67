"""Events that stand in one line each: rows of Event Viewer that were copied, a monitoring's line, a note in a ticket.

A line is one where source and number of an event stand beside each other, or in columns, behind nothing but a level, a
date and labels. What follows, up to the next such line, is its message. A text that says more than that, as a person's
does, is left to the readers of such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ...facts.failure_texts import names_a_code
from ..base import Finding, Line, Node, TextReader
from .event_text import known_sources
from .events import read_events
from .powershell import with_lines

_LONGEST, _MOST_LINES = 2000, 50
_SURE_DIGITS = 3  # of a number that stands beside a source and before a colon
_EVENT = re.compile(r"event|ereignis|evento|événement|gebeurtenis|イベント|\bid\b", re.IGNORECASE)
_LABELLED = re.compile(r"^[^\W\d_][^\W\d]{1,15}(?: [^\W\d]{1,12})?[:：] ")
_COLUMNS = re.compile(r"\t| {2,}|\s?[|;]\s?")
_DATE = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ,]{1,2}\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?: ?[AP]M)?(?:Z| UTC)?"
_LEVELS = {
    "error": 2, "fehler": 2, "erreur": 2, "fout": 2, "errore": 2, "erro": 2, "エラー": 2, "错误": 2, "오류": 2,
    "critical": 1, "kritisch": 1, "critique": 1, "warning": 3, "warnung": 3, "avertissement": 3, "waarschuwing": 3,
    "advertencia": 3, "avviso": 3, "aviso": 3, "警告": 3, "경고": 3, "information": 4, "informationen": 4, "info": 4,
    "informatie": 4, "información": 4, "informazioni": 4, "informações": 4, "情報": 4, "信息": 4, "정보": 4,
}  # fmt: skip
_LEVEL = "|".join(_LEVELS)
# What may stand before source and number, and between them: words that name a part of an event, and signs.
_LABEL = (
    r"(?:windows|event(?: ?log)?|ereignis(?:se)?|evento|événement|イベント|id|kennung|nr|no|number|source|quelle|bron|"
    r"fuente|origem|origine|from|of|application|system|log|provider(?: ?name)?|in)"
)
_BETWEEN = rf"(?:[\W_]{{0,3}}{_LABEL}){{0,5}}[\W_]{{1,4}}"


@cache
def _line() -> re.Pattern[str]:
    """How a line begins that has an event in it, in words and not in columns."""
    named = "|".join(sorted(map(re.escape, known_sources()), key=len, reverse=True))
    level = rf"(?:\b(?P<level>{_LEVEL})\b[\W_]{{0,3}})?"
    return re.compile(
        rf"[\W_]{{0,8}}(?:(?P<date>{_DATE})[\W_]{{0,6}})?{level}(?:{_LABEL}[\W_]{{1,4}}){{0,4}}"
        rf"(?:(?P<source>{named}){_BETWEEN}(?P<number>\d{{1,5}})|(?P<number2>\d{{1,5}}){_BETWEEN}(?P<source2>{named}))\b"
        rf"[\W_]{{0,4}}",
        re.IGNORECASE,
    )


def _in_columns(text: str) -> dict[str, str] | None:
    """The event in a line of columns; None for another line."""
    cells = [_LABELLED.sub("", cell.strip()) for cell in _COLUMNS.split(text, 12)]
    at = next((n for n, cell in enumerate(cells[:8]) if cell.lower() in known_sources()), None)
    if at is None or len(cells) < 4:
        return None
    row = {"ProviderName": cells[at]}
    for cell in cells:
        *word, last = cell.rsplit(" ", 1)
        level = (word[0] if word else last).lower()
        if last.isdecimal() and len(last) <= 5 and "Id" not in row and (not word or level in _LEVELS):
            row["Id"] = last
        if level in _LEVELS:
            row.setdefault("Level", str(_LEVELS[level]))
        elif re.fullmatch(_DATE, cell, re.IGNORECASE):
            row.setdefault("TimeCreated", cell)
    if "Id" not in row or ("TimeCreated" not in row and "Level" not in row):
        return None
    row["Message"] = max((cell for cell in cells if " " in cell and cell not in row.values()), key=len, default="")
    return row


def _event_in(text: str) -> dict[str, str] | None:
    """The event that begins in a line; None where none does."""
    text = text[:_LONGEST]
    found = _line().match(text)
    if found is None or not _is_told_as_event(found):
        return _in_columns(text)
    parts = found.groupdict()
    row = {"ProviderName": parts["source"] or parts["source2"], "Id": parts["number"] or parts["number2"]}
    row["Message"] = text[found.end() :].strip()
    if parts["date"]:
        row["TimeCreated"] = parts["date"]
    if parts["level"]:
        row["Level"] = str(_LEVELS[parts["level"].lower()])
    return row


def _is_told_as_event(found: re.Match[str]) -> bool:
    """Whether more than a source and a number says that it is an event: `disk 3` may be a disk."""
    parts = found.groupdict()
    alone = found[0].rstrip().endswith(":") and len(parts["number"] or "") >= _SURE_DIGITS
    return bool(parts["date"] or parts["level"] or alone or _EVENT.search(found[0]))


def has_event_lines(head: str) -> bool:
    """Whether the first line of a text is one of an event, and each paragraph begins with one."""
    if names_a_code(head):
        return False
    begun, paragraphs = 0, 0
    inside = False
    for line in head.split("\n")[:_MOST_LINES]:
        if not line.strip():
            inside = False
            continue
        paragraphs += not inside
        begun += not inside and _event_in(line) is not None
        inside = True
        if begun < paragraphs:
            return False
    return begun > 0


def _rows(lines: Iterable[Line]) -> Iterator[Node]:
    row: dict[str, str] = {}
    place = ""
    more: list[str] = []

    def ended() -> Iterator[Node]:
        if row:
            yield Node({**row, "Message": "\n".join([row["Message"], *more]).strip()}, place)

    for line in lines:
        begun = _event_in(line.text)
        if begun is None:
            if len(more) < _MOST_LINES:
                more.append(line.text[:_LONGEST])
            continue
        yield from ended()
        row, place, more = begun, f"line {line.number}", []
    yield from ended()


def _read(lines: Iterable[Line]) -> Iterator[Finding]:
    for finding in read_events(_rows(lines)):
        yield with_lines(finding)


EVENT_LINES = TextReader("Windows events", has_event_lines, _read)
