"""Which machine a text was taken on, and whether that is the VM of the case: by the names in prompts and logs.

Azure's own name of the machine inside decides. Where only the VM's name is known, a machine of another name may be the
VM (names are shortened, and machines renamed) or another one: what it tells counts a step less, and the case says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .grouping import Group, Located

_LEAST = 3  # letters and digits of a name that can be a part of the other
_NO_NAMES = {"localhost", "azure", "cc"}  # of machines that nobody named, and of Cloud Shell


def without_other_machines(group: Group) -> tuple[Group, list[str]]:
    """The group without what comes from other machines, and a remark on each file that was left out."""
    strange = _of_other_machines(group)
    if not strange:
        return group, []
    mine = next(m.finding.facts["vm.computer_name"] for m in group.members if "vm.computer_name" in m.finding.facts)
    remarks = [
        f"{file} comes from the machine {host}, but Azure calls the machine of this VM {mine}: left out"
        for file, host in sorted({(m.file, m.finding.host or "") for m in strange})
    ]
    left_out = {id(m) for m in strange}
    return Group(group.key, [m for m in group.members if id(m) not in left_out]), remarks


def doubted(group: Group) -> tuple[set[int], list[str]]:
    """The ids of the findings that may be of another machine than the VM, and a remark on each such file.

    Where neither the VM's name nor that of its machine is known, one machine is taken for it, and of several none.
    """
    named = [m for m in group.members if _named(m) and not m.finding.vm]
    if not named or any("vm.computer_name" in m.finding.facts for m in group.members):
        return set(), []  # what is of another machine was left out
    mine = _name_of(group)
    if mine:
        strange = [m for m in named if not _can_be(m.finding.host or "", mine)]
        end = f"and the VM is called {mine}: it counts a step less, because nothing tells that they are the same"
    else:
        several = any(not _can_be(m.finding.host or "", named[0].finding.host or "") for m in named)
        strange = named if several else []
        end = "and other text from another one: both count a step less, because nothing tells which is the VM"
    remarks = [
        f"{file} comes from the machine {host}, {end}"
        for file, host in sorted({(m.file, m.finding.host or "") for m in strange})
    ]
    return {id(m) for m in strange}, remarks


def _named(member: Located) -> bool:
    name = _first_label(member.finding.host or "")
    return name not in {"", *_NO_NAMES} and not name.isdecimal()  # no address


def _name_of(group: Group) -> str:
    """The VM's name as a text tells it, as it is written there; empty where none does."""
    told = (str(m.finding.facts["vm.name"]) for m in group.members if "vm.name" in m.finding.facts)
    return next(told, group.key.name if group.key else "")


def _can_be(host: str, name: str) -> bool:
    """Whether a machine of this name is taken for the VM of that name: the one is the other, or a part of it."""
    one, other = (re.sub(r"[^a-z0-9]", "", _first_label(each)) for each in (host, name))
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _LEAST and shorter in longer)


def _first_label(host: str) -> str:
    return host.partition(".")[0].lower()


def _is_host_of(host: str, group: Group) -> bool:
    """Whether a machine of this name is the group's VM: by the VM's name, or the computer name that Azure knows."""
    names = {group.key.name if group.key else ""}
    names |= {str(m.finding.facts.get("vm.computer_name", "")).lower() for m in group.members}
    return _first_label(host) in names


def _of_other_machines(group: Group) -> Iterable[Located]:
    """The findings that come from a machine of another name than the case's VM: they are not about it."""
    known = any("vm.computer_name" in m.finding.facts for m in group.members)
    if not known or not group.key:
        return []
    return [m for m in group.members if m.finding.host and not m.finding.vm and not _is_host_of(m.finding.host, group)]
