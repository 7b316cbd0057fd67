"""Reads `vssadmin list writers` and `vssadmin list providers`, in any language.

A block begins with a name in quotes (`Writer name: 'System Writer'`, `Verfassername: "System Writer"`); a line with a
number in brackets (`[1]`) is its state, the line after it the last error. The ids of the writers are fixed by Windows
and the same everywhere. Labels, header and indentation are not relied on.

What stands between the prompt with the command and the next prompt is the whole list. Where the System Writer is not in
it, it cannot be reached; not in two lists, it is not there: a list can be short once, while a snapshot is made.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ..base import Finding, Line, TextReader

_NAME = re.compile(r"\s*[^:'\"]{3,60}:\s*(?P<quote>['\"«“])(?P<name>[^'\"«»“”]{1,200})['\"»”]\s*")
_ID = re.compile(r"\s*[^:]{2,60}:\s*\{(?P<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}\s*", re.I)
_STATE = re.compile(r"\s*[^:\[]{2,60}:\s*\[(?P<state>\d{1,3})\]\s*(?P<word>.{0,100})")
_ERROR = re.compile(r"\s*[^:]{2,60}:\s*(?P<error>[^\s:：][^:：]{0,200})")
_PROVIDER = re.compile(
    r"provider|anbieter|fournisseur|proveedor|provedor|fornitore|aanbieder|dostawca|leverant|udbyder|プロバイダ|"
    r"поставщик|提供程序|공급자",
    re.IGNORECASE,
)
_MOST = 500
_PROMPT = re.compile(r"\s{0,4}(?:PS [^>\n]{0,200}>|[A-Za-z]:\\[^>\n]{0,200}>)")
_ASKED = re.compile(rf"{_PROMPT.pattern}\s{{0,4}}vssadmin(?:\.exe)?\s{{1,4}}list\s{{1,4}}writers\s*", re.IGNORECASE)
_HEADER = re.compile(r"\s*(?:vssadmin\b|\(C\))", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"\.\.\.|…|[<\[(*]|\^C|\b(?:snip|truncated|gekürzt|etc)\b", re.IGNORECASE
)  # by whoever pasted it
_WHOLE = 6  # writers at least that every Windows has: a list with fewer was shortened
_MANY = 3  # writers from which on what all of them say is read as `No error`
_SYSTEM_WRITER = "e8132975-6f93-4464-a53e-1050253ae220"
_ALWAYS = {  # writers that every Windows has: where one is absent, the list is an excerpt, or ill
    _SYSTEM_WRITER: "System Writer",
    "afbab4a2-367d-4d15-a586-71dbb18f8485": "Registry Writer",
    "542da469-d3e1-473c-9f4f-7847f01fc64f": "COM+ REGDB Writer",
}
_ERRORS = {
    "timed out", "retryable error", "non-retryable error", "inconsistent shadow copy", "unexpected error",
    "out of resources", "not responding",
}  # fmt: skip
_NO_ERROR = {
    "no error", "kein fehler", "aucune erreur", "geen fout", "nessun errore", "sin errores", "sin error",
    "ningún error", "no hay errores", "sem erros", "nenhum erro", "inga fel", "ingen fejl", "ingen feil", "エラーなし",
}  # fmt: skip


def is_writers(head: str) -> bool:
    """Whether this is a list of VSS writers: a name in quotes, an id, and a state in brackets; or a session in which
    there is none.
    """
    lines = [line[:300] for line in head.split("\n")]
    asked = next((n for n, line in enumerate(lines) if _ASKED.fullmatch(line)), None)
    if asked is not None and _answer(lines[asked + 1 :]) == "none":
        return True
    named = any(_NAME.fullmatch(line) for line in lines)
    return named and any(_ID.fullmatch(line) for line in lines) and any(_STATE.fullmatch(line) for line in lines)


def _answer(lines: list[str]) -> str:
    """What the lines behind the command are up to the next prompt: `none` where no writer is listed, `some` where there
    is something else (writers, or an error), and nothing where no prompt follows.
    """
    for line in lines:
        if _PROMPT.match(line):
            return "none"
        if not _HEADER.match(line) and (re.search("[:：]", line) or _LEFT_OUT.search(line)):
            return "some"
    return ""


def read_writers(lines: Iterable[Line]) -> Iterator[Finding]:
    """The writers with state and last error.

    Writers that are all well establish that none is bad only where the list is whole: an excerpt tells nothing then.
    """
    rows: list[dict[str, Any]] = []
    ids: set[str] = set()
    expecting, first, asked, lists, open_list, left_out, known = "", 0, 0, 0, False, False, False
    for line in lines:
        text = line.text[:300]
        left_out = left_out or "..." in text or "…" in text
        if _PROMPT.match(text):
            lists += open_list
            open_list = _ASKED.fullmatch(text) is not None
            asked, expecting = asked or (line.number if open_list else 0), ""
        elif found := _NAME.fullmatch(text):
            rows = rows[: _MOST - 1]
            rows.append({"name": found["name"].strip()})
            first, expecting, known = first or line.number, "", False
        elif not rows:
            continue
        elif found := _ID.fullmatch(text):
            known = True
            ids.add(found["id"].lower() if len(ids) < 2 * _MOST else "")
        elif found := _STATE.fullmatch(text):
            if not known:
                continue  # the ids of a writer stand before its state: this is another one's
            rows[-1].setdefault("state", int(found["state"]))
            expecting = "error"
        elif expecting and text.strip():
            if found := _ERROR.fullmatch(text):
                error = found["error"].strip()
                rows[-1]["last_error"] = "No error" if error.lower() in _NO_ERROR else error
            expecting = ""
    rows = _worst_of_each(_in_english([row for row in rows if _is_told(row)]))
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "a list of VSS writers")
    others = _ALWAYS.keys() - {_SYSTEM_WRITER}
    lists = lists if not left_out and (not rows or (len(rows) >= _WHOLE and others <= ids)) else 0
    if _SYSTEM_WRITER in ids or lists > 1:
        finding.add("windows.system_writer_listed", _SYSTEM_WRITER in ids, f"line {first or asked}")
    elif lists:
        finding.add("signs.vss_writers_unreachable", True, f"line {first or asked}: the System Writer is not listed")
    if not rows:
        finding.notes.append(f"line {asked}: no VSS writer at all is listed")
        yield finding
        return
    absent = [name for writer, name in _ALWAYS.items() if writer not in ids]
    well = all(_is_well(row) for row in rows)
    if absent and well:
        finding.notes.append(
            f"{len(rows)} VSS writer(s) are listed, and all are well, but {', '.join(absent)} is not among them: the "
            "list is an excerpt, or these writers do not answer"
        )
    else:
        finding.add("windows.vss_writers", tuple(rows), f"line {first}")
    yield finding


def _is_told(row: dict[str, Any]) -> bool:
    """Whether a writer's state is there, and of one that is stable its last error: else its block is broken."""
    return "state" in row and (row["state"] != 1 or "last_error" in row)


def _in_english(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, with `No error` for what most of the writers say that are stable, in whatever language."""
    said = Counter(row.get("last_error") for row in rows if row.get("state") == 1)
    if not said or len(rows) < _MANY:
        return rows
    ((usual, count),) = said.most_common(1)
    if usual is None or 2 * count <= len(rows) or usual.lower() in _ERRORS:
        return rows
    return [{**row, "last_error": "No error"} if row.get("last_error") == usual else row for row in rows]


def _is_well(row: dict[str, Any]) -> bool:
    return row.get("state") == 1 and row.get("last_error") == "No error"


def _worst_of_each(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row per name: a writer can have several instances, and the one that is not well counts."""
    kept: dict[str, dict[str, Any]] = {}
    for row in sorted(rows, key=_is_well):
        kept.setdefault(row["name"].casefold(), row)
    return [row for row in rows if kept[row["name"].casefold()] is row]


WRITERS = TextReader("VSS writers", is_writers, read_writers)

_WRITER = re.compile(r"Writer\b|Verfasser|Rédacteur|ライター", re.IGNORECASE)
_OF_AZURE = re.compile(r"azure|iaasvm", re.IGNORECASE)  # the backup extension brings one too
_OWN = {
    "b5946137-7b9f-4925-af80-51abd60b20d5",
    "89300202-3cec-4981-9171-19f59559e0f2",
    "74600e39-7dc5-4567-a03b-f091d6c7b092",
}


def is_providers(head: str) -> bool:
    """Whether this is a list of VSS providers: names in quotes and ids, without any state."""
    lines = [line[:300] for line in head[:4000].split("\n")]
    names = [line for line in lines if _NAME.fullmatch(line)]
    if any(map(_WRITER.search, names)):
        return False  # what is left of a list of writers
    if names and any("vssadmin" in line.lower() for line in lines):
        return True
    # A block of it that somebody took out.
    labelled = any(_PROVIDER.search(line) for line in lines if _NAME.fullmatch(line) or _ID.fullmatch(line))
    return bool(names) and labelled and any(map(_ID.fullmatch, lines)) and not any(map(_STATE.fullmatch, lines))


def read_providers(lines: Iterable[Line]) -> Iterator[Finding]:
    """The providers that are not Windows' own: they can take the snapshots over."""
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "a list of VSS providers")
    name = ""
    foreign: list[str] = []
    own = whole = False
    for line in lines:
        text = line.text[:300]
        whole = whole or "vssadmin" in text.lower()
        if found := _NAME.fullmatch(text):
            name = found["name"]
        elif (found := _ID.fullmatch(text)) and name:
            if found["id"].lower() in _OWN:
                own = True
            elif _OF_AZURE.search(name):
                finding.notes.append(f"line {line.number}: VSS provider {name!r} is that of the backup extension")
            elif len(foreign) < 20:
                foreign.append(name)
                finding.notes.append(f"line {line.number}: VSS provider {name!r} is not one of Windows' own")
            name = ""
    if foreign or (own and whole):  # a block that was taken out does not tell what else there is
        finding.add("windows.foreign_vss_providers", tuple(foreign), "the list of VSS providers")
    yield finding


PROVIDERS = TextReader("VSS providers", is_providers, read_providers)
