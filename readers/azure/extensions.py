"""Reads VM extensions: `az vm extension list` and `show`; joins what different places say of one extension.

`ExtensionTable` serves the VM readers too: an instance view tells of an extension in `extensions`, of its
handler in `vmAgent.extensionHandlers`, and the VM model in `resources`. The worst of them counts: an
extension can be failed while its handler is Ready, and a VM stays Succeeded with a failed extension.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..base import Finding, Node, Reader, VmKey, about, is_cut, row_of, rows, some
from .encryption import add_key_vaults, extension_settings

_TYPE = "microsoft.compute/virtualmachines/extensions"
_STATES = {
    "succeeded": "succeeded",
    "ready": "succeeded",
    "failed": "failed",
    "canceled": "failed",
    "unresponsive": "failed",
    "updating": "updating",
    "creating": "creating",
    "deleting": "deleting",
    "transitioning": "transitioning",
    "installing": "transitioning",
    "notready": "transitioning",
}
_SHOWN = {
    "provisioning succeeded": "succeeded",
    "provisioning failed": "failed",
    "ready": "succeeded",
    "not ready": "transitioning",
}
_MOVING = {"updating", "creating", "deleting", "transitioning"}


def status_state(status: Node) -> str | None:
    """The state in one status of an extension or of its handler; None when the status is about other things.

    A handler that is `NotReady` with a number (`ProvisioningState/NotReady/1007`) has failed, without one it
    is being enabled. The level says nothing: it is `Info` on failed handlers.
    """
    kind, _, state = status["code"].word.partition("/")
    if not kind:
        return _SHOWN.get(status["displayStatus"].word)
    if kind != "provisioningstate":
        return None
    state, _, number = state.partition("/")
    return "failed" if state == "notready" and number else _STATES.get(state)


def _gravity(state: str | None) -> int:
    return 3 if state == "failed" else 2 if state in _MOVING else 1 if state else 0


@dataclass(slots=True)
class ExtensionTable:
    """The extensions of one VM, each in one row however many places tell of it."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    _named: dict[str, list[int]] = field(default_factory=dict)  # name -> which rows have it, in order
    _nameless: dict[str, list[int]] = field(default_factory=dict)  # publisher and type -> rows without a name
    _kinds: dict[str, list[int]] = field(default_factory=dict)  # publisher and type -> rows

    def add_statuses(self, entries: Iterable[Node]) -> None:
        """Add `instanceView.extensions` or `vmAgent.extensionHandlers`."""
        for entry in entries:
            self._note(entry)
            self._join(_identity(entry, entry["type"]), _told([*entry["statuses"], entry["status"]]))

    def add_resources(self, entries: Iterable[Node]) -> None:
        """Add extension resources: the rows of `az vm extension list` or of `resources` in a VM."""
        for entry in entries:
            self._note(entry)
            view = entry["instanceView"]
            row = _identity(entry, entry.first("typePropertiesType", "extensionType", "properties.type"))
            row.update(row_of(version=view["typeHandlerVersion"].name))
            self._join(row, [(_STATES.get(entry["provisioningState"].word), None)])
            self._join(row, _told([*view["statuses"], *entry["statuses"]]))

    def fill(self, finding: Finding) -> None:
        """Give the finding its `extensions.installed`, unless no extension was told of."""
        if self.rows:
            finding.add("extensions.installed", tuple(self.rows), ", ".join(self.places))

    def fill_some(self, finding: Finding, place: str) -> None:
        """Give the finding what extensions that may not be all can tell: which of them fail or change."""
        named = [(row.get("name") or row.get("type"), row.get("state"), row) for row in self.rows]
        failed = tuple(name for name, state, _ in named if name and state == "failed")
        moving = tuple(name for name, state, _ in named if name and state in _MOVING)
        finding.add("extensions.failed", failed or None, place)
        finding.add("extensions.in_transition", moving or None, place)
        for name, state, row in named:
            if "vmsnapshot" in f"{row.get('name')} {row.get('type')}".lower():
                finding.add("extensions.backup_state", state, place)
                finding.add("extensions.backup_message", row.get("message"), place)
            if len(named) == 1:
                finding.notes.append(f"the file tells of one extension only: {name}, {state or 'state unknown'}")

    def _note(self, entry: Node) -> None:
        place = entry.place.rpartition("[")[0]
        if place and place not in self.places:
            self.places.append(place)

    def _join(self, new: dict[str, Any], told: Iterable[tuple[str | None, str | None]]) -> None:
        at = self._place_of(new)
        if at is None:
            at = len(self.rows)
            self.rows.append({})
        row = self.rows[at]
        for name, value in new.items():
            row.setdefault(name, value)
        self._index(row, at)
        for state, message in told:
            if _gravity(state) > _gravity(row.get("state")):
                row["state"] = state
                if message:
                    row["message"] = message
            if state and message:
                row.setdefault("message", message)

    def _place_of(self, new: dict[str, Any]) -> int | None:
        """Where the first row stands that tells of the same extension; None where there is none."""
        kind = _kind(new)
        fitting = [self._named.get(new["name"].lower(), [])] if "name" in new else []
        if kind:
            fitting.append((self._nameless if "name" in new else self._kinds).get(kind, []))
        found = (next((at for at in rows if _same(self.rows[at], new)), None) for rows in fitting)
        return min((at for at in found if at is not None), default=None)

    def _index(self, row: dict[str, Any], at: int) -> None:
        """Have the row found by what it says now; what it said before is looked at again when it is found."""
        name, kind = row.get("name", "").lower(), _kind(row)
        for index, key in ((self._named, name), (self._kinds, kind), (self._nameless, "" if name else kind)):
            known = index.setdefault(key, []) if key else [at]
            if at not in known[-1:]:
                insort(known, at)


def _told(statuses: Iterable[Node]) -> list[tuple[str | None, str | None]]:
    return [(status_state(status), status["message"].text) for status in statuses]


def _identity(entry: Node, kind: Node) -> dict[str, Any]:
    """Name, publisher, type, version; in a view the type holds both: `Microsoft.OSTCExtensions.VMAccess`."""
    publisher, name = entry["publisher"].name, kind.name
    if publisher is None:
        publisher, _, name = (kind.name or "").rpartition(".")
    return row_of(
        name=entry["name"].name,
        publisher=publisher or None,
        type=name or None,
        version=entry["typeHandlerVersion"].name,
    )


def _same(row: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether both tell of one extension: same name where both have one, else same publisher and type."""
    if "name" in row and "name" in new:
        return bool(row["name"].lower() == new["name"].lower())
    return bool(_kind(row)) and _kind(row) == _kind(new)


def _kind(row: dict[str, Any]) -> str:
    """Publisher and type, empty where the type is not known."""
    return f"{row.get('publisher')}.{row['type']}".lower() if "type" in row else ""


def is_extension(row: Node) -> bool:
    """Whether this is the resource of a VM extension."""
    if row["type"].word.startswith("microsoft."):
        return row["type"].word == _TYPE
    return row.has("publisher", "typeHandlerVersion", "provisioningState")


def read_extensions(node: Node) -> Iterator[Finding]:
    """One finding per VM with its extensions.

    From `show`, a query or one of several pages only what some extensions can tell: that they failed or change, and
    the state of the backup extension; that the others are well cannot be seen there.
    """
    by_vm: dict[VmKey | None, tuple[Finding, list[Node]]] = {}
    for row in rows(node):
        if is_extension(row):
            finding = about(row["id"], row["vmName"], row["resourceGroupName"])
            by_vm.setdefault(finding.vm, (finding, []))[1].append(row)
    for finding, resources in by_vm.values():
        finding.listed = len(by_vm) > 1
        table = ExtensionTable()
        table.add_resources(resources)
        if rows(node)[0].place == node.place or is_cut(node):
            table.fill_some(finding, node.place)
        else:
            table.fill(finding)
        for resource in resources:
            add_key_vaults(finding, extension_settings(resource))
        yield finding


EXTENSIONS = Reader("VM extensions", some(is_extension), read_extensions)
