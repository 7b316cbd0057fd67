"""Reads what Azure PowerShell prints of its objects: lists (`Name : value`), the nested list of `Get-AzVM -Status`, and
tables. The rows are read as their JSON is, by the readers of Azure's answers.

A print leaves out most of an object: of what lies deeper only names of types or properties stand there (`{Name, ...}`),
and a table cuts what does not fit. Such values are unknown, not empty. Times are in the format of the machine, in which
day and month cannot be told apart: they are left out. What a print leaves out is said with the command that tells it
(Az.Compute, Az.RecoveryServices and Az.Resources, their `format.ps1xml` and recorded prints).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from ..base import Finding, Line, Node, Reader, Rows, TextReader
from ..containers.peeling import ESCAPE
from ..tables import MOST_ROWS, to_rows
from ..windows.powershell import objects

KIND = "print of Azure PowerShell"
Readings = Callable[[Node], list[tuple[Reader, Node]]]
_MOST_LINES, _MOST_KEYS, _DEEPEST, _LONGEST = 20_000, 2_000, 12, 8_000
_PAIR = re.compile(r"(?P<indent> {0,40})(?P<name>[A-Za-z]\w{0,60})(?:\[\d{1,4}\])?(?P<gap> *):(?: (?P<value>.*))?")
_ITEM = re.compile(r"\[\d{1,4}\] *:")
_RULED = re.compile(r"\s*-{2,}(?: +-+)+\s*")
_DEEPER = re.compile(
    r"\{.*|@\{.*|(?:Microsoft\.Azure\.(?:Commands|Management|PowerShell)|System)\.[\w.`\[\], +]*|.*(?:\.\.\.|…)\}?"
)
_HASH = re.compile(r"@\{(?P<pairs>[^{}]{1,400})\}")
_TIME = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[ T,].*")
_OF_A_MODEL = {"vm.vmss_mode", "vm.custom_image", "disks.attached"}
# By columns or names that together only this cmdlet prints: what its print leaves out.
_MISSING: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(names.split()), said)
    for names, said in (
        (
            "workloadname operation status",
            "a print of jobs has no error code: `Get-AzRecoveryServicesBackupJobDetail -JobId JOB -VaultId VAULT_ID | "
            "ConvertTo-Json -Depth 10` tells it",
        ),
        (
            "code displaystatus",
            "a table of states says nothing of the agent: `az vm get-instance-view -g GROUP -n VM -o json` does",
        ),
        (
            "resourcegroupname name powerstate",
            "a table of VMs says nothing of the agent: `Get-AzVM -ResourceGroupName GROUP -Name VM -Status` does",
        ),
        (
            "resourcegroupname name type provisioningstate",
            "this print says nothing of the agent: `Get-AzVM -ResourceGroupName GROUP -Name VM -Status` does",
        ),
        (
            "vmname publisher provisioningstate",
            "a print of extensions has no messages: `Get-AzVM -ResourceGroupName GROUP -Name VM -Status` has them",
        ),
    )
)
_DATA = re.compile(
    r"\s{0,40}(?:\"|[}\]],?$|[{\[]\s*$|\[?\{\s?\")"
)  # of JSON below it: no row, and no value that goes on


def powershell_prints(readings_of: Readings) -> TextReader:
    """The reader of such prints, whose rows are read by what `readings_of` names."""

    def recognises(head: str) -> bool:
        rows = _rows(Line(n, text) for n, text in enumerate(head[:20_000].split("\n"), 1))
        return rows is not None and bool(readings_of(rows))

    return TextReader(KIND, recognises, lambda lines: _read(lines, readings_of))


def _read(lines: Iterable[Line], readings_of: Readings) -> Iterator[Finding]:
    rows = _rows(lines)
    if rows is None:
        return
    known = frozenset(rows.value.places)
    said = _what_is_missing(rows)
    for reader, mine in readings_of(rows):
        for finding in reader.read(mine):
            finding.notes += [said] if said else []
            for fact in _OF_A_MODEL & finding.facts.keys():  # a table has no more than the system of it
                del finding.facts[fact], finding.places[fact]
            yield to_rows(finding, known)


def _what_is_missing(rows: Node) -> str:
    names = {str(name).lower() for row in rows.value[:20] for name in row}
    return next((said for needed, said in _MISSING if needed <= names), "")


def _rows(lines: Iterable[Line]) -> Node | None:
    """The objects of a print as rows, each with its line; None for other texts."""
    taken = [
        Line(line.number, (ESCAPE.sub("", line.text) if "\x1b" in line.text else line.text).rstrip())
        for line in islice(lines, _MOST_LINES)
    ]
    begin = next((n for n, line in enumerate(taken[:12]) if _begins(taken, n)), None)
    if begin is None:
        return None
    end = next((n for n, line in enumerate(taken) if n > begin and _DATA.match(line.text)), len(taken))
    taken = taken[:end]
    if _RULED.fullmatch(taken[begin + 1].text) if begin + 1 < len(taken) else False:
        found = [(node.place, dict(node.value)) for node in islice(objects(taken[begin:]), MOST_ROWS)]
    else:
        found = list(islice(_listed(taken[begin:]), MOST_ROWS))
    rows = [(place, _whole(_known(row))) for place, row in found]
    return Node(Rows((row for _, row in rows), (place for place, _ in rows), True)) if rows else None


def _begins(lines: list[Line], at: int) -> bool:
    """Whether a list or a table begins in this line: two names, their colons one below the other, or a ruled line."""
    following = next((line.text for line in lines[at + 1 : at + 2]), "")
    if _RULED.fullmatch(following):
        return bool(lines[at].text.strip())
    one, other = _PAIR.fullmatch(lines[at].text), _PAIR.fullmatch(following)
    if one is None or other is None or one["indent"]:
        return False
    return bool(one["gap"] or other["gap"]) and one.end("gap") == other.end("gap")


def _listed(lines: list[Line]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a list: those in another stand below it, indented, with their colons in the same column."""
    row: dict[str, Any] = {}
    stack: list[tuple[int, dict[str, Any]]] = []
    last: tuple[dict[str, Any], str] | None = None
    place, column, keys = "", 0, 0
    for line in lines:
        pair = _PAIR.fullmatch(line.text)
        if not line.text.strip():
            if row:
                yield place, row
            row, stack, last = {}, [], None
            continue
        if pair is None or not (_goes_on(pair, column) if row else not pair["indent"]):
            if last is not None and line.text.startswith("  "):
                held, name = last
                held[name] = f"{held[name]} {line.text.strip()}"[:_LONGEST]
            elif row:  # something else begins
                yield place, row
                row, stack, last = {}, [], None
            continue
        if not row:
            place, column, keys, stack = f"line {line.number}", pair.end("gap"), 0, [(-1, row)]
        indent, name, value = len(pair["indent"]), pair["name"], (pair["value"] or "").strip()
        keys += 1
        if keys > _MOST_KEYS:
            continue
        while len(stack) > 1 and stack[-1][0] >= indent:
            stack.pop()
        holder = stack[-1][1]
        if not value and len(stack) < _DEEPEST:
            below: dict[str, Any] = {}
            if _ITEM.match(line.text[pair.end("name") :]):
                holder.setdefault(name, [])
                if isinstance(holder[name], list):
                    holder[name].append(below)
            else:
                holder[name] = below
            stack.append((indent, below))
            last = None
        else:
            holder[name], last = value, (holder, name)
    if row:
        yield place, row


def _goes_on(pair: re.Match[str], column: int) -> bool:
    """Whether a pair belongs to the object whose colons stand in this column; further right a value goes on."""
    return pair.end("gap") == column or 0 < len(pair["indent"]) < column // 2


def _known(value: Any) -> Any:
    """What is known of a value: without what only names what lies deeper, and without times."""
    if isinstance(value, dict):
        kept = {name: _known(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each not in (None, {})}
    if isinstance(value, list):
        return [_known(each) for each in value]
    text = str(value).strip()
    pairs = _HASH.fullmatch(text)
    if pairs is not None:
        split = (pair.partition("=") for pair in pairs["pairs"].split(";"))
        return {name.strip(): each.strip() for name, _, each in split if name.strip()}
    return None if not text or _DEEPER.fullmatch(text) or _TIME.fullmatch(text) else text


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    """A row with what its names say of its kind, where only the names of a table tell it."""
    names = {name.lower() for name in row}
    by_name = {name.lower(): each for name, each in row.items()}
    if {"resourcegroupname", "name", "powerstate"} <= names and "vmagent" not in names:
        system = {"storageProfile": {"osDisk": {"osType": by_name["ostype"]}}} if "ostype" in by_name else {}
        # `VM running`, at the right of its column, begins in the one before it.
        cells = {k: v.removesuffix("VM").rstrip() if isinstance(v, str) else v for k, v in row.items()}
        return {"type": "Microsoft.Compute/virtualMachines", **cells, **system}
    if {"vmname", "publisher", "provisioningstate"} <= names:
        return {"TypeHandlerVersion": None, **row}
    return row
