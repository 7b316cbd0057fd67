"""Which findings are about one VM: by what they say of it, by the machine that they name, by where their files lie.

Nothing here looks at each of many VMs for each of many findings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Literal

from ..facts.case import Conflict, Source
from .base import Finding, VmKey


@dataclass(slots=True)
class Located:
    """A finding with the file that it comes from, and what a fact file brings itself.

    `folder` are the parts of the path that the file lies in. `stated`: a person wrote it down for this case.
    """

    finding: Finding
    file: str
    case_id: str | None = None
    failed_at: datetime | None = None
    sources: dict[str, Source] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    unanswered: dict[str, str] = field(default_factory=dict)
    folder: tuple[str, ...] = ()
    stated: bool = False

    def source(self, path: str) -> Source:
        """Where a fact of it stands."""
        own = self.sources.get(path)
        place = self.finding.places.get(path, "")
        kind: Literal["stated", "file"] = "stated" if self.stated else "file"
        return own or Source(kind=kind, file=self.file, place=place, observed_at=self.finding.seen_at(path))


@dataclass(slots=True)
class Group:
    """The findings about one VM; `key` is what they know of it together."""

    key: VmKey | None
    members: list[Located] = field(default_factory=list)


def order(entry: Located) -> tuple[Any, ...]:
    """By what findings are sorted, whatever the order of their files."""
    key = entry.finding.vm or VmKey("")
    known = sum(bool(p) for p in (key.name, key.resource_group, key.subscription_id))
    return (
        -known,
        key.name,
        key.resource_group,
        key.subscription_id,
        entry.file,
        sorted(entry.finding.places.values()),
    )


def grouped(entries: list[Located]) -> list[Group]:
    """The findings that name a VM, by VM and sorted; one that fits several VMs stands alone."""
    index = ByKey()
    for entry in entries:
        assert entry.finding.vm is not None
        fitting = index.fitting(entry.finding.vm)
        if len(fitting) == 1:
            index.moved(fitting[0], entry)
        else:
            index.note(Group(entry.finding.vm, [entry]))
    return sorted(
        index.groups, key=lambda g: (g.key.name, g.key.resource_group, g.key.subscription_id) if g.key else ("",)
    )


class ByKey:
    """Groups by what is known of their VM, so that those that may be the same are found without a look at each."""

    def __init__(self, groups: Iterable[Group] = ()) -> None:
        self.groups: list[Group] = []
        self._by_group: dict[tuple[str, str], list[Group]] = {}
        self._by_name: dict[str, list[Group]] = {}
        for group in groups:
            self.note(group)

    def note(self, group: Group) -> None:
        """Take a group in."""
        self.groups.append(group)
        if group.key is not None:
            self._by_name.setdefault(group.key.name, []).append(group)
            self._by_group.setdefault((group.key.name, group.key.resource_group), []).append(group)

    def moved(self, group: Group, entry: Located) -> None:
        """Give a group another finding, by which more of its VM may be known."""
        before = group.key
        _add(group, entry)
        if before is not None and group.key is not None and group.key.resource_group != before.resource_group:
            self._by_group[before.name, before.resource_group].remove(group)
            self._by_group.setdefault((group.key.name, group.key.resource_group), []).append(group)

    def fitting(self, key: VmKey) -> list[Group]:
        """The groups whose VM may be this one; of those that could be, no more than two."""
        if key.resource_group:
            near = [*self._by_group.get((key.name, key.resource_group), ()), *self._by_group.get((key.name, ""), ())]
        else:
            near = self._by_name.get(key.name, [])
        return list(islice((g for g in near if g.key and g.key.fits(key)), 2))


class Places:
    """Where the files of each group lie, and which names its machine has."""

    def __init__(self, groups: list[Group]) -> None:
        self._groups = groups
        self._folders: dict[tuple[str, ...], dict[int, None]] = {}
        self._hosts: dict[str, dict[int, None]] = {}
        for at, group in enumerate(groups):
            if group.key is not None:
                self._hosts.setdefault(group.key.name, {})[at] = None
            for member in group.members:
                self.note(at, member)

    def note(self, at: int, member: Located) -> None:
        """Take in a finding of the group in this place."""
        for depth in range(len(member.folder) + 1):
            self._folders.setdefault(member.folder[:depth], {})[at] = None
        named = str(member.finding.facts.get("vm.computer_name", "")).lower()
        if named:
            self._hosts.setdefault(named, {})[at] = None

    def of(self, entry: Located) -> int | None:
        """The one group whose machine a finding names, or with a file in the innermost folder that it shares with any.

        None where there are none or several.
        """
        host = (entry.finding.host or "").partition(".")[0].lower()
        found = self._hosts.get(host) if host else None
        if not found:
            prefixes = (entry.folder[:depth] for depth in range(len(entry.folder), -1, -1))
            found = next((self._folders[prefix] for prefix in prefixes if prefix in self._folders), {})
        return next(iter(found)) if len(found) == 1 else None


def attach(groups: list[Group], places: Places, entry: Located) -> bool:
    """Give a finding that names no VM to the group that it belongs to; whether there was one."""
    if len(groups) == 1 or entry.finding.shared:
        chosen: Iterable[int] = range(len(groups))
    else:
        one = places.of(entry)
        chosen = () if one is None else (one,)
    for at in chosen:
        groups[at].members.append(entry)
        places.note(at, entry)
    return bool(chosen)


def join(index: ByKey, entry: Located) -> bool:
    """Give the row of a list to the one group that it is about; whether there was one."""
    fitting = index.fitting(entry.finding.vm) if entry.finding.vm else []
    if len(fitting) == 1:
        index.moved(fitting[0], entry)
    return len(fitting) == 1


def _add(group: Group, entry: Located) -> None:
    assert group.key is not None and entry.finding.vm is not None
    group.key = group.key.merged(entry.finding.vm)
    group.members.append(entry)
