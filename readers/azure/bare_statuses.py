"""Reads the statuses of a VM in answers of any other form: `ProvisioningState/failed/...` and `PowerState/...` stand
for themselves, in whatever JSON, table or lines of tabs a query of one's own puts them.

Only a VM has a power state, and only a VM's provisioning state names an error in a word (an extension's has a number),
so these are the VM's; a provisioning state is the VM's as well where it stands beside a power state. Any other is told
in a note: it is that of an extension or a disk, or of the VM, and that cannot be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from ..base import Finding, Line, Node, Reader, Rows, TextReader, VmKey
from ..containers.peeling import ESCAPE
from .asked import command_in
from .instance_view import POWER, PROVISIONING

KIND = "statuses of a VM"
_MOST_VALUES, _DEEPEST, _MOST_ROWS, _MOST_NOTES = 5_000, 20, 1_000, 3
_POWER = re.compile(r"(?:PowerState/|VM )(?P<state>[A-Za-z]{5,20})")
_STATE = re.compile(r"ProvisioningState/(?P<state>[A-Za-z]{4,20})(?:/(?P<error>[A-Za-z]\w{4,80}|\d{1,10}))?")
_NAMES = {"name", "vm", "vmname", "computername", "n"}
_NAME = re.compile(r"[A-Za-z0-9][\w-]{0,63}")
_CELLS = re.compile(r"\t| {2,}")
_MISSING = "a table of states says nothing of the agent: `az vm get-instance-view -g GROUP -n VM -o json` does"
_RULED = re.compile(r"\s*-{2,}(?: +-+)*\s*")


def _states(node: Node) -> list[tuple[Node, str, str]]:
    """The statuses in some data, each with where it stands, its state, and the container that it stands in."""
    found: list[tuple[Node, str, str]] = []
    level = [(node, "")]
    seen = 0
    for _ in range(_DEEPEST):
        below: list[tuple[Node, str]] = []
        for each, container in level:
            seen += 1
            if seen > _MOST_VALUES:
                return found
            value = each.value
            room = _MOST_VALUES + 1 - len(below)  # what lies beyond is not looked at, so no node is made for it
            if isinstance(value, dict):
                # The code of a status stands in an object of its own: what it stands beside are the others of the list.
                within = container if container and "code" in {str(key).lower() for key in value} else each.place or "."
                held = islice(value.items(), room)
                below += [(Node(v, f"{each.place}.{k}".lstrip(".")), within) for k, v in held]
            elif isinstance(value, list):
                below += [(child, each.place or ".") for child in islice(each, room)]
            elif isinstance(value, str) and (kind := _kind_of(value)):
                found.append((each, kind, container))
        level = below
        if not level:
            break
    return found


def _kind_of(text: str) -> str:
    text = text.strip()
    power = _POWER.fullmatch(text)
    if power is not None and power["state"].lower() in POWER:
        return "power"
    state = _STATE.fullmatch(text)
    return "state" if state is not None and state["state"].lower() in PROVISIONING else ""


def _is_some(node: Node) -> bool:
    if isinstance(node.value, dict) and node["type"].word.startswith("microsoft."):
        return False  # a resource, which another reader knows, or none
    return isinstance(node.value, dict | list) and _tells(node)


def status_in(node: Node) -> str | None:
    """The first status that stands in some data, with its place; None where there is none."""
    return next((f"{each.place} has {each.text}" for each, _, _ in _states(node)), None)


def _tells(node: Node) -> bool:
    return any(kind == "power" or _names_error(each) for each, kind, _ in _states(node))


def _names_error(node: Node) -> bool:
    found = _STATE.fullmatch((node.text or "").strip())
    return found is not None and found["state"].lower() == "failed" and not (found["error"] or "0").isdecimal()


def read_statuses_anywhere(node: Node) -> Iterator[Finding]:
    """The power and provisioning state of the VM, of each of several where rows name them."""
    rows = list(node) if isinstance(node.value, list) else []
    powered = [row for row in rows if any(kind == "power" for _, kind, _ in _states(row))]
    if len(powered) > 1 and all(isinstance(row.value, dict | list) for row in powered):
        for row in powered[:_MOST_ROWS]:
            finding = _of_one(row)
            name = _name_in(row)
            if name is not None and name.name:
                finding.vm, finding.listed = VmKey(name.name.lower()), True
                finding.add("vm.name", name.name, name.place)
                yield finding
        if not any(_name_in(row) for row in powered):
            yield Finding(None, shared=True, notes=[f"{node.place}: states of {len(powered)} VMs without their names"])
        return
    yield _of_one(node)


def _of_one(node: Node) -> Finding:
    finding = Finding(None)
    states = _states(node)
    powers = {power["state"].lower() for n, kind, _ in states if kind == "power" and (power := _match(_POWER, n))}
    beside = {container for _, kind, container in states if kind == "power"}
    others = 0
    for each, kind, container in states:
        if kind == "power" and len(powers) == 1:
            finding.add("vm.power_state", next(iter(powers)), each.place)
            continue
        found = _match(_STATE, each) if kind == "state" else None
        if found is None:
            continue
        state, error = found["state"].lower(), found["error"] or ""
        if _names_error(each) or container in beside:
            finding.add("vm.provisioning_state", state, each.place)
            if state == "failed" and error and not error.isdecimal():
                finding.add("vm.provisioning_error", error, each.place)
        else:
            others += 1
            if others <= _MOST_NOTES:
                finding.notes.append(
                    f"{each.place}: {each.text} is a status, and it cannot be seen of what: of the VM, a disk or an "
                    "extension"
                )
    return finding


def _match(pattern: re.Pattern[str], node: Node) -> re.Match[str] | None:
    return pattern.fullmatch((node.text or "").strip())


def _name_in(row: Node) -> Node | None:
    if not isinstance(row.value, dict):
        return None
    named = [Node(value, row.place) for key, value in row.value.items() if str(key).strip().lower() in _NAMES]
    return next((node for node in named if node.name and _NAME.fullmatch(node.name)), None)


def _rows_of(lines: Iterable[Line]) -> list[Node] | None:
    """The rows of lines that have nothing but statuses and short cells in them; None for other texts."""
    rows: list[Node] = []
    header: list[str] = []
    spans: list[slice] = []
    last = ""
    for line in islice(lines, _MOST_ROWS):
        text = ESCAPE.sub("", line.text).rstrip() if "\x1b" in line.text else line.text.rstrip()
        if not text.strip() or (not rows and command_in(text) is not None):
            continue
        if _RULED.fullmatch(text) and last and not spans:
            starts = [found.start() for found in re.finditer(r"-+", text)]
            spans = [slice(a, b) for a, b in zip(starts, [*starts[1:], None], strict=True)]
            header = [last[span].strip() for span in spans]
            if len(rows) != 1:
                return None
            rows = []
            continue
        last = text
        cells = [text[span] for span in spans] if spans else [cell for cell in _CELLS.split(text) if cell.strip()]
        cells = [cell.strip() for cell in cells]
        if len(cells) > 12 or any(len(cell.split()) > 3 and not _kind_of(cell) for cell in cells):
            return None
        named = len(header) > 1 and len(set(header)) == len(header)
        value = dict(zip(header, cells, strict=True)) if named else cells[0] if len(cells) == 1 else cells
        rows.append(Node(value, f"line {line.number}"))
    return rows


def _text_fits(head: str) -> bool:
    lowered = head[:20_000].lower()
    if not any(mark in lowered for mark in ("powerstate/", "provisioningstate/", "vm ")):
        return False
    lines = [Line(n, text) for n, text in enumerate(head[:20_000].split("\n"), 1)]
    rows = _rows_of(lines)
    if not rows:
        return False
    told = [row for row in rows if any(_kind_of(str(cell)) for cell in _cells_of(row))]
    return 2 * len(told) >= len(rows) and _tells(_gathered(rows))


def _cells_of(row: Node) -> list[Any]:
    held = row.value
    return list(held.values()) if isinstance(held, dict) else held if isinstance(held, list) else [held]


def _gathered(rows: list[Node]) -> Node:
    """The rows as one list; of bare statuses, one in each line, those of one VM."""
    return Node(Rows((row.value for row in rows), (row.place for row in rows)))


def _read_text(lines: Iterable[Line]) -> Iterator[Finding]:
    rows = _rows_of(lines) or []
    for finding in read_statuses_anywhere(_gathered(rows)):
        finding.places = {
            fact: found[0] if (found := re.match(r"line \d+", place)) else place
            for fact, place in finding.places.items()
        }
        finding.notes.append(_MISSING)
        yield finding


STATUSES_ANYWHERE = Reader(KIND, _is_some, read_statuses_anywhere)
STATUS_LINES = TextReader(KIND, _text_fits, _read_text)
