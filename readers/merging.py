"""From findings to cases: which findings are about one VM, and what holds where they disagree.

Everything here is independent of the order of files: findings are sorted first. A disagreement is settled by the
times of observation; where they cannot settle it, the fact counts as unknown, and the case says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from ..facts.case import Case, Conflict, Source, validated
from ..facts.errors import InputError
from ..facts.signatures.declaration import SIGNS, WINDOW
from ..facts.vocabulary import spec_of, vocabulary
from .grouping import ByKey, Group, Places, attach, grouped, join, order
from .grouping import Located as Located
from .machines import doubted, without_other_machines

_MOST_NAMED = 10  # files in one remark
_FEW = 5  # VMs that one text can be about
_LONG = 8  # letters of a name that is no word by chance
_OWN = frozenset({"error.code", "error.number", "error.message", "error.inner_message"})  # of a VM's own job
_WORDS = {"error.words", "error.printed", *_OWN}
_NEVER = datetime.min.replace(tzinfo=UTC)
_NO_POINTS = (
    "restore points are not shown, their number is unknown: "
    "`az restore-point collection show -g BACKUP_GROUP --collection-name NAME --restore-points` shows them"
)


def cases_of(located: Iterable[Located]) -> tuple[list[Case], list[str]]:
    """The cases that the findings form, sorted by VM, and remarks on what was left out.

    Files about one VM draw in the rows about it from lists over many; rows of other VMs are then left out. Lists
    alone give one case per VM with a failed backup. What is about every VM (locks, a fact file without a name) belongs
    to every case; what is about one VM and does not name it (a log) to the case whose files lie with it, or whose
    machine it names.
    """
    entries = sorted(located, key=order)
    remarks: list[str] = []
    anchors = grouped([e for e in entries if e.finding.vm and not e.finding.listed])
    rows = [e for e in entries if e.finding.vm and e.finding.listed]
    loose = [e for e in entries if not e.finding.vm]
    if anchors:
        index = ByKey(anchors)
        left = sum(not join(index, row) for row in rows)
        groups = anchors
        if left:
            remarks.append(f"{left} row(s) about other VMs in the same files were left out")
    else:
        groups = grouped(rows)
        failing = [g for g in groups if not _is_healthy(g)]
        healthy = len(groups) - len(failing)
        if failing:
            groups = failing
            if healthy:
                remarks.append(f"{healthy} VM(s) in the files show no failed backup and were left out")
    if not groups and loose:
        groups = [Group(None)]
    places = Places(groups)
    lost = [e for e in loose if not attach(groups, places, e)]
    if len(groups) <= _FEW:
        shared = _share_words(groups, lost)
        remarks += filter(None, shared.values())
        lost = [e for e in lost if e.file not in shared]
    lost = [e for e in lost if e.finding.facts.keys() != {PRINTED}]
    if lost:
        named = list(dict.fromkeys(e.file for e in lost))
        more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
        files = ", ".join(named[:_MOST_NAMED]) + more
        remarks.append(f"which VM is this about? {files}: left out; put the files of each VM into a folder of its own")
    made = []
    for group in groups:
        case = _merged(group)
        if any(e.finding.failed is False for e in group.members) and not any(e.finding.failed for e in group.members):
            case = _noted(case, "The files show no failed backup of this VM.")
        if case.restore_points.found and all(row.points is None for row in case.restore_points.found):
            case = _noted(case, _NO_POINTS)
        made.append(case)
    return made, remarks


def _share_words(groups: list[Group], lost: Iterable[Located]) -> dict[str, str]:
    """Give what is told of a failure to the VM that it names, else to the one that failed.

    Where several are named, or may be meant, its words are a hint for each of them and no more: a code in them is that
    of one VM, and would confirm a cause of another. A VM that has an error code of its own keeps to that. Returns a
    remark for each file that was given to some.
    """
    shared: dict[str, str] = {}
    failed = [g for g in groups if any(member.finding.failed for member in g.members)]
    meant = failed or [g for g in groups if not _is_healthy(g)]
    coded = {id(g) for g in groups if any(_OWN & member.finding.facts.keys() for member in g.members)}
    for entry in lost:
        words = {path: value for path, value in entry.finding.facts.items() if path in _WORDS}
        if not words:
            continue
        said = str(list(words.values())).lower()
        named = [g for g in groups if _is_named(g, said)]
        given = named or meant
        if len(given) > 1:
            words = {PRINTED: (*words.get("error.words", ()), *words.get(PRINTED, ()))}
        if not given or not any(words.values()):
            continue
        finding = replace(entry.finding, facts=words)
        for group in given:
            if id(group) not in coded:
                group.members.append(replace(entry, finding=finding))
        if entry.finding.facts.keys() == {PRINTED}:
            continue
        shared[entry.file] = ""
        if len(given) > 1:
            shared[entry.file] = (
                f"{entry.file} is not about one VM alone: its words are a hint for {len(given)} of them, and no more; "
                "put the files of each VM into a folder of its own"
            )
        elif not named:
            shared[entry.file] = f"{entry.file} names no VM: it counts for the one whose backup failed"
    return shared


def _is_named(group: Group, said: str) -> bool:
    """Whether a text names the VM of a group; a short name that is a word of a language can stand there by chance."""
    name = group.key.name if group.key else ""
    if not name or (name.isalpha() and len(name) < _LONG):
        return False
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", said) is not None


def _is_healthy(group: Group) -> bool:
    """Whether a group's findings show that backups ran, and none that failed."""
    told = {e.finding.failed for e in group.members}
    return False in told and True not in told


def _noted(case: Case, note: str) -> Case:
    return case if note in case.notes else case.model_copy(update={"notes": (*case.notes, note)})


@dataclass(frozen=True, slots=True)
class _Value:
    value: Any  # as the model made it: the same whatever spelling a file used
    source: Source

    @property
    def time(self) -> datetime:
        seen = self.source.observed_at or _NEVER
        return seen if seen.tzinfo else seen.replace(tzinfo=UTC)  # one without a zone is hours off at most


def _merged(group: Group) -> Case:
    values: dict[str, list[_Value]] = {}
    group, notes = without_other_machines(group)
    strange, remarks = doubted(group)
    notes += remarks
    conflicts: list[Conflict] = []
    for entry in group.members:
        notes += entry.finding.notes
        conflicts += entry.conflicts
        for path, value in _usable(entry, notes).items():
            source = entry.source(path)
            if id(entry) in strange:
                source = source.model_copy(update={"other_name": True})
            values.setdefault(path, []).append(_Value(value, source))
    _without_doubted(values)
    _current_signs(values)
    facts: dict[str, Any] = {}
    provenance: dict[str, Source] = {}
    for path in (p for p in vocabulary() if p in values):
        chosen, conflict = _settle(path, values[path])
        if conflict:
            conflicts.append(conflict)
        if chosen is not None:
            facts[path], provenance[path] = chosen.value, chosen.source
    data = nested(facts)
    ids = sorted({e.case_id for e in group.members if e.case_id})
    times = [e.failed_at for e in group.members if e.failed_at]
    data["id"] = ids[0] if len(ids) == 1 else None
    data["failed_at"] = max(times) if times else None
    given_up = {f: how for entry in group.members for f, how in entry.unanswered.items()}
    data["unanswered"] = {f: how for f, how in given_up.items() if f not in facts}
    data["provenance"] = provenance
    data["conflicts"] = sorted(conflicts, key=lambda c: c.fact)
    data["notes"] = list(dict.fromkeys(notes))
    return validated(data)


def nested(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts by path as the nested form that a fact file has."""
    data: dict[str, Any] = {}
    for path, value in facts.items():
        topic, _, name = path.partition(".")
        data.setdefault(topic, {})[name] = value
    return data


def _usable(entry: Located, notes: list[str]) -> dict[str, Any]:
    """The finding's facts in the model's types; one that the model refuses is dropped with a note."""
    facts = entry.finding.facts
    try:
        return dict(validated(nested(facts)).stated())
    except InputError:
        usable: dict[str, Any] = {}
        for path, value in facts.items():
            try:
                usable.update(validated(nested({path: value})).stated())
            except InputError as error:
                notes.append(f"{entry.file}: {error} It is not used.")
        return usable


def _settle(path: str, values: list[_Value]) -> tuple[_Value | None, Conflict | None]:
    """The value that stands, and the conflict where there is one."""
    spec = spec_of(path)
    values = sorted(values, key=lambda v: (v.source.file, v.source.place, str(v.value)))
    newest = max(values, key=lambda v: v.time)
    if spec.kind == "rows":
        return _Value(_union(values), newest.source), None
    if path in _TOLD:
        told = tuple(dict.fromkeys(text for value in values for text in value.value))
        return _Value(told, newest.source), None
    if path in _GATHERED:
        return _Value(_gathered(values, newest.time), newest.source), None
    different = {_same(v.value) for v in values}
    if len(different) == 1:
        return newest, None
    if not spec.askable and path not in _IDENTITY:
        return newest, None  # descriptions (messages, times) may differ without contradicting each other
    latest = {_same(v.value) for v in values if v.time == newest.time}
    settled = len(latest) == 1 and newest.time is not _NEVER and all(v.source.observed_at for v in values)
    shown = tuple((str(v.value), v.source) for v in values)
    return (newest if settled else None), Conflict(
        fact=path, values=shown, chosen=str(newest.value) if settled else None
    )


def _without_doubted(values: dict[str, list[_Value]]) -> None:
    """Leave out what a machine of another name tells, where the VM itself tells of the same."""
    for path, seen in values.items():
        values[path] = [v for v in seen if not v.source.other_name] or seen


PRINTED = "error.printed"
_TOLD = ("error.words", PRINTED)  # each file tells its own part, in the order of the files
_GATHERED = ("agent.log_signatures", "agent.log_seldom")  # each log of an agent tells its own part


def _current_signs(values: dict[str, list[_Value]]) -> None:
    """Leave out the signs that a log tells which ended more than a day before the newest log with one."""
    told = {path: values[path] for path in values if path.startswith(SIGNS)}
    newest = max((v.time for seen in told.values() for v in seen), default=_NEVER)
    for path, seen in told.items():
        values[path] = [v for v in seen if v.time is _NEVER or newest - v.time <= WINDOW]
        if not values[path]:
            del values[path]


def _gathered(values: list[_Value], newest: datetime) -> tuple[str, ...]:
    """The words of all sources that are not more than a day older than the newest; what has no time is kept."""
    current = [v for v in values if v.time is _NEVER or newest - v.time <= WINDOW]
    return tuple(sorted({word for v in current for word in v.value}))


_IDENTITY = ("vm.name", "vm.resource_group", "vm.id", "vm.vm_id", "backup.vault")


def _same(value: Any) -> Any:
    """Values that mean the same are equal in this form: Azure changes the case of names as it likes."""
    if isinstance(value, str):
        return value.casefold()
    return tuple(sorted(v.casefold() for v in value)) if isinstance(value, tuple) else value


def _union(values: list[_Value]) -> tuple[Any, ...]:
    """Rows of several lists, one per name; where two speak of one thing, the newer's columns win."""
    rows: dict[Any, Any] = {}
    for value in sorted(values, key=lambda v: v.time):
        for n, row in enumerate(value.value):
            key = (getattr(row, "id", None) or row.name or "").casefold() or (value.source.file, n)
            columns = {k: v for k, v in row if v is not None}
            rows[key] = rows[key].model_copy(update=columns) if key in rows else row
    return tuple(rows.values())
