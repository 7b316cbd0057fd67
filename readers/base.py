"""What all readers share: the finding they produce, and which VM it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..facts.arm_ids import id_parts
from .containers.content import Line
from .node import Node, Rows, goes_on, is_cut, parsed_time, rows

__all__ = ["Finding", "Line", "Node", "Reader", "Rows", "TextReader", "VmKey", "about", "is_cut", "key_of"]
__all__ += ["parsed_time", "row_of", "rows", "some"]

_VM_ID = re.compile(
    r"/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft\.(Classic)?Compute/"
    r"(virtualMachineScaleSets/[^/]+/)?virtualMachines/[^/]+",
    re.IGNORECASE,
)

TEXTS = ("message", "error", "reason", "notes")  # the ends of the names of facts of which a part tells something
_NAMES = (".name", ".id", "resource_group", "vault", "subscription_id", "location", "policy")
_WITHOUT_BLANKS = {"vm.id", "vm.resource_group", "vm.subscription_id", "backup.vault_resource_group"}
_BROKEN = re.compile(r"  |\.\.\.|\N{HORIZONTAL ELLIPSIS}")
_MARKED = re.compile(r"> |\N{HORIZONTAL ELLIPSIS}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S{0,12} \S")


@dataclass(frozen=True, slots=True)
class VmKey:
    """Which VM a finding is about; all parts lower case, empty when unknown."""

    name: str
    resource_group: str = ""
    subscription_id: str = ""

    def fits(self, other: VmKey) -> bool:
        """Whether both may be the same VM: what both know is equal."""
        pairs = (
            (self.name, other.name),
            (self.resource_group, other.resource_group),
            (self.subscription_id, other.subscription_id),
        )
        return all(a == b or not a or not b for a, b in pairs)

    def merged(self, other: VmKey) -> VmKey:
        """The key with what either of the two knows."""
        return VmKey(
            self.name or other.name,
            self.resource_group or other.resource_group,
            self.subscription_id or other.subscription_id,
        )


class FirstFit:
    """Which of many VMs is the first that fits a key, without a look at each of them."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str | None, str | None], int] = {}  # None: whatever it is

    def note(self, key: VmKey, at: int) -> None:
        """Note the key of the VM that stands in this place, which is behind those noted before."""
        for group in (key.resource_group, None):
            for subscription in (key.subscription_id, None):
                self._first.setdefault((key.name, group, subscription), at)

    def at(self, key: VmKey) -> int | None:
        """The place of the first VM with this name that fits the key; None where none does."""
        groups = (key.resource_group, "") if key.resource_group else (None,)
        subscriptions = (key.subscription_id, "") if key.subscription_id else (None,)
        found = (self._first.get((key.name, g, s)) for g in groups for s in subscriptions)
        return min((at for at in found if at is not None), default=None)


@dataclass(slots=True)
class Finding:
    """What one reader learnt about one VM from one place.

    `vm` is None where the file does not say which VM it is about: one VM (a log of its guest), whose machine name
    `host` may tell, or, where `shared`, every VM (a list of locks). `facts` maps paths of the vocabulary to values,
    `places` the same paths to where in the file they stand. `observed_at` is the time that the content tells,
    `undated` the facts that it says nothing of, `taken_at` when the output was taken, where that is known. `failed`
    tells of a job or an item whether it shows a failed backup (None: it cannot tell). `listed` marks a row of a list
    over many VMs, which only joins a case that another file is about.
    """

    vm: VmKey | None
    facts: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    observed_at: datetime | None = None
    undated: set[str] = field(default_factory=set)
    taken_at: datetime | None = None
    failed: bool | None = None
    listed: bool = False
    shared: bool = False
    host: str | None = None
    notes: list[str] = field(default_factory=list)

    def add(self, path: str, value: Any, place: str = "") -> None:
        """Note a fact, unless the value is None (unknown), a name that is cut off, or the fact is known already."""
        if isinstance(value, str) and goes_on(value) and (not path.endswith(TEXTS) or len(value.strip()) == 1):
            return
        if isinstance(value, str) and value.endswith("...") and not path.endswith(TEXTS):
            return
        if isinstance(value, str) and _MARKED.match(value) and not path.endswith(TEXTS):
            return  # some lines of a table are quoted, say: its columns are others
        if isinstance(value, str) and path.endswith(_NAMES) and _BROKEN.search(value.strip()):
            return  # broken in two on its way, or cut within
        if isinstance(value, str) and " " in value.strip() and path in _WITHOUT_BLANKS:
            return
        if value is not None and value != "" and path not in self.facts:
            self.facts[path] = value
            self.places[path] = place

    def seen_at(self, path: str) -> datetime | None:
        """When a fact was observed, None where nothing tells."""
        return self.taken_at if path in self.undated else self.observed_at or self.taken_at

    def add_word(self, path: str, node: Node, words: Mapping[str, str]) -> None:
        """Note a fact that is one of a few words; a word that is not known is told in a note."""
        if node.text is None:
            return
        self.add(path, words.get(node.text.lower()), node.place)
        if node.text.lower() not in words:
            self.notes.append(f"{node.place}: {node.text[:80]!r} is not a known value, left out")


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of structured file (JSON, CLIXML): its name for people, a test of its data, and how it is read."""

    kind: str
    recognises: Callable[[Node], bool]
    read: Callable[[Node], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class TextReader:
    """A kind of text: its name for people, a test of its beginning, and how its lines are read.

    `recognises` gets up to 64 KiB, with `\\n` line ends; `read` gets all lines, streamed: a log may have 500 MB, so
    it must not keep them.
    """

    kind: str
    recognises: Callable[[str], bool]
    read: Callable[[Iterable[Line]], Iterable[Finding]]


def some(test: Callable[[Node], bool]) -> Callable[[Node], bool]:
    """A reader's test of a file from its test of one row: at least one row passes."""
    return lambda node: any(test(row) for row in rows(node))


def row_of(**values: Any) -> dict[str, Any]:
    """A row of a list-valued fact, without what is unknown or cut off."""
    return {
        name: value
        for name, value in values.items()
        if value is not None
        and not (isinstance(value, str) and not name.endswith(TEXTS) and (goes_on(value) or _MARKED.match(value)))
        and not (name in ("id", "resource_group") and isinstance(value, str) and " " in value.strip())
    }


def key_of(arm_id: str | None, name: str | None = None, group: str | None = None) -> VmKey | None:
    """The VM that an ARM id (of a VM or of something in it) names; `name` and `group` where it says less."""
    parts = id_parts(arm_id)
    vm = name if "virtualmachinescalesets" in parts and name else parts.get("virtualmachines") or name
    if not vm:
        return None
    found = parts.get("resourcegroups") or group or ""
    return VmKey(vm.lower(), found.lower(), parts.get("subscriptions", "").lower())


NOTHING = Node(None)


def about(arm_id: Node, name: Node = NOTHING, group: Node = NOTHING) -> Finding:
    """A finding about the VM that an ARM id (or name and group) names, with the facts of its identity."""
    parts = id_parts(arm_id.name) if "/virtualmachines/" in arm_id.word else {}
    finding = Finding(key_of(arm_id.name if parts else None, name.name, group.name))
    if "virtualmachinescalesets" not in parts:  # there the id ends with a bare instance number
        finding.add("vm.name", parts.get("virtualmachines"), arm_id.place)
    finding.add("vm.name", name.name, name.place)
    finding.add("vm.resource_group", parts.get("resourcegroups"), arm_id.place)
    finding.add("vm.resource_group", group.name, group.place)
    finding.add("vm.subscription_id", parts.get("subscriptions"), arm_id.place)
    whole = _VM_ID.match(arm_id.name or "")
    finding.add("vm.id", whole.group() if whole else None, arm_id.place)
    return finding
