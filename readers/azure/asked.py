"""Reads an answer of the Azure CLI below the command that asked for it, where the answer alone tells not what it is.

A person copies both: `az backup item show ... --query properties.protectionState -o tsv`, and below it one word. The
command tells which kind of resource it is and often its name, the query which property (queries.py); then the readers
of whole answers read it. All output formats of the CLI are taken (knack, `output.py`): JSON, YAML, tables, tabs.

A query shows a part. What a reader concludes from the rest, as that a VM belongs to no scale set because none is
named, is not taken: only facts that stand in what was asked for are, and rows that say for themselves what is unknown.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from ...facts.errors import InputError
from ..base import Finding, Line, Node, Reader, Rows, TextReader
from ..containers.parsing import parse
from ..containers.peeling import ESCAPE
from .queries import MISSING, Cannot, Path, is_a_value, path_of, put_back

KIND = "answer of az to a query"
Readings = Callable[[Node], list[tuple[Reader, Node]]]
_MOST_LINES = 20_000
_LONGEST_COMMAND = 4000
_MOST_COMMANDS = 200
_COMMAND = re.compile(r"(?:[^\n]{0,150}[>#$%❯])?\s{0,8}az (?=[a-z])")
_GOES_ON = ("\\", "`", "^")
_RULED = re.compile(r"\s{0,8}-{2,}(?: +-+)*\s*")
_SHOWN = re.compile(r"(vm|provisioning) ([a-z]{4,20})")
_VM_ID = re.compile(
    r"/subscriptions/[\w-]{1,64}/resourceGroups/[\w.()-]{1,90}/providers/[\w.]{1,60}/virtualMachines/[\w-]{1,64}"
)
_STATUSES = re.compile(r"(?:^|\.)statuses$")
# By the groups of a command the type of what it answers with; the options that name it, and where the name belongs.
_NAMED = {"-n": "name", "--name": "name", "-g": "resourceGroup", "--resource-group": "resourceGroup"}
_ITEM = {"-n": "friendlyName", "--name": "friendlyName"}
_KINDS: dict[str, tuple[str, dict[str, str]]] = {
    "vm": ("Microsoft.Compute/virtualMachines", _NAMED),
    "vm extension": ("Microsoft.Compute/virtualMachines/extensions", {"-n": "name", "--name": "name"}),
    "disk": ("Microsoft.Compute/disks", _NAMED),
    "backup item": (
        "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
        _ITEM,
    ),
    "backup vault": ("Microsoft.RecoveryServices/vaults", {"-n": "name", "--name": "name"}),
    "backup policy": ("Microsoft.RecoveryServices/vaults/backupPolicies", {}),
    "backup job": ("Microsoft.RecoveryServices/vaults/backupJobs", {"--operation": "operation", "--status": "status"}),
    "keyvault": ("Microsoft.KeyVault/vaults", _NAMED),
    "restore-point collection": (
        "Microsoft.Compute/restorePointCollections",
        {"--collection-name": "name", "-g": "resourceGroup", "--resource-group": "resourceGroup"},
    ),
    "lock": ("Microsoft.Authorization/locks", {}),
    "provider": ("", {"-n": "namespace", "--namespace": "namespace"}),
    "account": ("", {}),
}
_VERBS = ("show", "list", "list-all", "get-instance-view")
# Facts that are rows, which leave out what is not known; those that a part could make wrong need all these names.
_ROWS: dict[str, tuple[str, ...]] = {
    "keyvault.vaults": (),
    "restore_points.found": (),
    "backup.jobs": ("operation", "status"),
    "locks.found": ("id", "level"),
    "extensions.failed": ("name", "provisioningstate"),
    "extensions.in_transition": ("name", "provisioningstate"),
    "extensions.backup_state": ("name", "provisioningstate"),
}
_TOGETHER = {"keyvault": {"properties.networkacls", "properties.publicnetworkaccess"}}  # one alone misleads
_ABSENT = {"vm.vmss_mode", "extensions.installed"}  # concluded from what is not there


class Asked(NamedTuple):
    """A command of the Azure CLI: its groups and verb, its options, and what its query asks for."""

    groups: str
    verb: str
    options: dict[str, str]
    path: Path

    @property
    def is_list(self) -> bool:
        """Whether the answer has a row for each of several."""
        return self.verb.startswith("list")


def command_in(line: str) -> str | None:
    """The command of the Azure CLI that was typed in a line, with or without a prompt before it; None for others."""
    line = ESCAPE.sub("", line[:_LONGEST_COMMAND])
    found = _COMMAND.match(line)
    return line[found.end() - 3 :].strip() if found else None


def asked_in(command: str) -> Asked | None:
    """What a command asks for; None where it has no query that is understood, or its answer is of no known kind."""
    if "--query" not in command:
        return None
    try:
        words = shlex.split(command, posix=True)[1:]
    except ValueError:
        return None
    named: list[str] = []
    while words and not words[0].startswith("-"):
        named.append(words.pop(0))
    groups, verb = " ".join(named[:-1]), named[-1] if named else ""
    if groups not in _KINDS or verb not in _VERBS:
        return None
    options: dict[str, str] = {}
    for n, word in enumerate(words):
        name, mark, value = word.partition("=")
        if word.startswith("-") and (mark or n + 1 < len(words)):
            options.setdefault(name, value if mark else words[n + 1])
    try:
        path = path_of(options.get("--query", ""))
    except Cannot:
        return None
    return Asked(groups, verb, options, path)


def restored(asked: Asked, value: Any, places: list[str] | None = None) -> Node | None:
    """The resources that an answer shows a part of, as the readers know them; None where that cannot be told."""
    try:
        whole = put_back(asked.path, value)
    except Cannot:
        return None
    found = whole if isinstance(whole, list) else [whole]
    if not found or not all(isinstance(row, dict) for row in found) or isinstance(whole, list) != asked.is_list:
        return None
    kind, named = _KINDS[asked.groups]
    mine: dict[str, Any] = {"type": kind} if kind else {}
    if asked.groups == "account":
        mine = dict.fromkeys(("tenantId", "environmentName"), None) | {"isDefault": True}
    if not asked.is_list or asked.groups == "backup job":  # a list of jobs has those that were asked for
        for option, name in named.items():
            if option in asked.options and re.fullmatch(r"[\w.() -]{1,200}", asked.options[option]):
                mine.setdefault(name, asked.options[option])
        if asked.groups == "vm" and _VM_ID.fullmatch(asked.options.get("--ids", "")):
            mine.setdefault("id", asked.options["--ids"])
    elif "-g" in asked.options and "resourceGroup" in named.values():
        mine["resourceGroup"] = asked.options["-g"]
    rows = [mine | {k: v for k, v in row.items() if k != "type" or not kind} for row in found]
    if asked.groups == "vm":
        for row in rows:
            _give_codes(row)
    if not asked.is_list:
        return Node(rows[0])
    places = places if places is not None and len(places) == len(rows) else [f"[{n}]" for n in range(len(rows))]
    return Node(Rows(rows, places, True))


def _give_codes(vm: dict[str, Any]) -> None:
    """Give the statuses of a VM of which only the words are shown (`VM running`) the codes that these stand for."""
    view = vm.get("instanceView")
    statuses = view.get("statuses") if isinstance(view, dict) else None
    for status in statuses if isinstance(statuses, list) else ():
        if isinstance(status, dict) and "code" not in status:
            shown = _SHOWN.fullmatch(str(status.get("displayStatus", "")).strip().lower())
            if shown:
                status["code"] = f"{'PowerState' if shown[1] == 'vm' else 'ProvisioningState'}/{shown[2]}"


def read_restored(asked: Asked, node: Node, readings_of: Readings) -> list[tuple[str, list[Finding]]]:
    """What the readers say of such resources, by kind, without what they conclude from what was not asked for."""
    leaves = {leaf.replace(".displaystatus", ".code") for leaf in _leaves(asked.path)}
    together = _TOGETHER.get(asked.groups, set())
    if leaves & together and not together <= leaves:
        return []
    names = {leaf.rpartition(".")[2] for leaf in leaves}
    names |= {name for option, name in _KINDS[asked.groups][1].items() if option in asked.options}
    read: list[tuple[str, list[Finding]]] = []
    for reader, mine in readings_of(node):
        findings = list(reader.read(mine))
        for finding in findings:
            finding.notes = []
            for fact, place in list(finding.places.items()):
                needed = _ROWS.get(fact)
                fits = set(needed) <= names if needed is not None else _stands_in(place, leaves)
                if fact in _ABSENT or not fits:
                    del finding.facts[fact], finding.places[fact]
        read.append((reader.kind, [finding for finding in findings if finding.facts]))
    return [(kind, findings) for kind, findings in read if findings]


def read_asked(before: str, data: Any, readings_of: Readings) -> list[Finding]:
    """What data tells of which the text `before` it ends with the command that asked for it; else nothing."""
    command = ""
    for command, answer in _answers(Line(n, text) for n, text in enumerate(before[-_LONGEST_COMMAND:].split("\n"), 1)):
        if any(line.text.strip() for line in answer):
            command = ""  # something else was printed in between
    asked = asked_in(command)
    node = restored(asked, data) if asked is not None else None
    if asked is None or node is None:
        return []
    return [finding for _, findings in read_restored(asked, node, readings_of) for finding in findings]


_INJECTED = {"id", "name", "friendlyname", "resourcegroup", "namespace", "operation"}


def _stands_in(place: str, leaves: set[str]) -> bool:
    plain = re.sub(r"^line \d+\.?|\[\d+\]\.?", ".", place).strip(".").replace("..", ".").lower()
    if plain in _INJECTED or any(plain == leaf or plain.startswith(f"{leaf}.") for leaf in leaves):
        return True
    return _STATUSES.search(plain) is not None and any(leaf.startswith(f"{plain}.") for leaf in leaves)


def _leaves(path: Path, before: str = "") -> Iterator[str]:
    """The places of what a query shows, in lower case, without the numbers of rows."""
    at = before
    for step in path:
        if step.kind == "name":
            at = f"{at}.{step.name.lower()}".strip(".")
        elif step.kind in ("list", "hash", "length"):
            for _, part in step.parts:
                yield from _leaves(part, at)
            return
    yield at


def asked_reader(readings_of: Readings, tables: TextReader, read_told: Callable[[str], Finding | None]) -> TextReader:
    """The reader of such commands with their answers; one that no query tells of is read where it is a known table,
    or by `read_told` where it tells a failure.
    """

    def recognises(head: str) -> bool:
        first = next((line for line in head.split("\n", 40)[:40] if line.strip()), "")
        if command_in(first) is None or "--query" not in head:
            return False
        lines = (Line(n, text) for n, text in enumerate(head.split("\n"), 1))
        return any(_read_one(command, answer, readings_of) for command, answer in _answers(lines))

    def read(lines: Iterable[Line]) -> Iterator[Finding]:
        rest: list[str] = []
        for command, answer in _answers(lines):
            found = _read_one(command, answer, readings_of)
            yield from (finding for _, findings in found for finding in findings)
            text = "\n".join(line.text for line in answer)
            if not found and tables.recognises(text):
                yield from tables.read(answer)
            elif not found:
                rest.append(f"{command}\n{text}")
        # What another command says may be the failure itself: `az backup protection enable-for-vm ...`, and an error.
        told = read_told("\n\n".join(rest)) if rest else None
        if told is not None:
            yield told

    return TextReader(KIND, recognises, read)


def _answers(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    """The commands of a text, each with the lines below it, up to an empty one: an answer has none in it."""
    command, answer, goes_on, count = "", list[Line](), False, 0
    ended = False
    for line in lines:
        text = ESCAPE.sub("", line.text) if "\x1b" in line.text else line.text
        typed = None if goes_on else command_in(text)
        if typed is not None:
            if command:
                yield command, answer
            count += 1
            if count > _MOST_COMMANDS:
                return
            command, answer, ended = typed, [], False
        elif goes_on and len(command) < _LONGEST_COMMAND:
            command = f"{command} {text.strip()}"
        else:
            ended = ended or (bool(answer) and not text.strip())
            if command and not ended and text.strip() and len(answer) < _MOST_LINES:
                answer.append(Line(line.number, text))
            continue
        goes_on = command.endswith(_GOES_ON)
        command = command.rstrip("\\`^ ") if goes_on else command
    if command:
        yield command, answer


def _read_one(command: str, answer: list[Line], readings_of: Readings) -> list[tuple[str, list[Finding]]]:
    asked = asked_in(command)
    while answer and answer[-1].text.strip() in ("", "..."):  # YAML ends a bare value so
        answer = answer[:-1]
    if asked is None or not answer:
        return []
    value, places = _value(asked, answer)
    node = None if value is MISSING else restored(asked, value, places)
    if node is None:
        return []
    read = read_restored(asked, node, readings_of)
    first = f"line {answer[0].number}"
    for _, findings in read:
        for finding in findings:
            finding.places = {
                fact: found[0] if (found := re.match(r"line \d+", place)) else f"{first}, {place}".rstrip(", ")
                for fact, place in finding.places.items()
            }
    return read


def _value(asked: Asked, answer: list[Line]) -> tuple[Any, list[str] | None]:
    """The value that an answer shows, and where each of its rows stands; MISSING where it has another form."""
    texts = [line.text for line in answer]
    ruled = next((n for n, text in enumerate(texts[:4]) if _RULED.fullmatch(text)), 0)
    places = [f"line {line.number}" for line in answer[ruled + 1 if ruled else 0 :]]
    if ruled:
        return _of_table(asked, texts[ruled - 1], texts[ruled], texts[ruled + 1 :]), places
    shape = texts[0].lstrip()[:1]
    if shape in ("{", "[", '"') or re.match(r"- |[A-Za-z]\w{0,80}:(?: |$)", texts[0]):
        try:
            return parse("\n".join(texts).encode("utf-8", "replace")), None
        except InputError:
            return MISSING, None
    return _of_tabs(asked, texts), places


def _columns(asked: Asked) -> list[tuple[str, Path]] | None:
    """The columns of an answer in rows, each with its part of the query; None where each row has one value."""
    last = asked.path[-1]
    return list(last.parts) if last.kind in ("hash", "list") else None


def _has_rows(asked: Asked) -> bool:
    """Whether each line is a row of its own: of a list that was asked for, or of a multiselect that shows a list."""
    return any(step.kind in ("all", "only") for step in asked.path)


def _cell(text: str) -> Any:
    text = text.strip()
    return MISSING if text in ("", "None") or text[0] in "[{" else text


def _row(asked: Asked, cells: list[str]) -> Any:
    """A row with its values; those of lists are not shown in it, only how many they are."""
    columns = _columns(asked) or []
    if len(cells) > len(columns):
        return MISSING
    cells = [*cells, *[""] * (len(columns) - len(cells))]
    given = [_cell(cell) if is_a_value(path) else MISSING for (_, path), cell in zip(columns, cells, strict=True)]
    if asked.path[-1].kind == "list":
        return given
    return {name: value for (name, _), value in zip(columns, given, strict=True) if value is not MISSING}


def _of_tabs(asked: Asked, texts: list[str]) -> Any:
    columns = _columns(asked)
    if columns is None:
        if _has_rows(asked):
            return [_cell(text) for text in texts]
        return _number(texts[0].strip()) if len(texts) == 1 and "\t" not in texts[0] else MISSING
    if _has_rows(asked):
        return [_row(asked, text.split("\t")) for text in texts]
    if asked.path[-1].kind == "list":  # one value in each line
        return _row(asked, texts)
    return _row(asked, texts[0].split("\t")) if len(texts) == 1 else MISSING


def _of_table(asked: Asked, header: str, ruled: str, texts: list[str]) -> Any:
    starts = [found.start() for found in re.finditer(r"-+", ruled)]
    spans = [slice(a, b) for a, b in zip(starts, [*starts[1:], None], strict=True)]
    heads = [header[span].strip().lower() for span in spans]
    columns = _columns(asked)
    if columns is None or (asked.path[-1].kind == "list" and not _has_rows(asked)):
        return _of_tabs(asked, [text.strip() for text in texts]) if heads == ["result"] else MISSING
    is_list = asked.path[-1].kind == "list"
    wanted = [f"column{n}" if is_list else name.lower() for n, (name, _) in enumerate(columns, 1)]
    if not set(heads) <= set(wanted):
        return MISSING
    rows = [
        _row(asked, [dict(zip(heads, (text[span] for span in spans), strict=True)).get(name, "") for name in wanted])
        for text in texts
    ]
    return rows if _has_rows(asked) else rows[0] if len(rows) == 1 else MISSING


def _number(text: str) -> Any:
    return int(text) if text.isdecimal() and len(text) < 10 else _cell(text)
