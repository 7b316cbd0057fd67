"""Reads managed disks: `az disk list` and `az disk show`, raw or as the CLI prints them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..base import Finding, Node, Reader, VmKey, about, is_cut, row_of, rows, some
from .encryption import add_key_vaults

_ENCRYPTION = {
    "encryptionatrestwithplatformkey": "platform",
    "encryptionatrestwithcustomerkey": "customer",
    "encryptionatrestwithplatformandcustomerkeys": "platform_and_customer",
}
_LOOSE = {"unattached", "readytoupload", "activeupload"}  # disk states without a VM
_LARGEST_GB = 1e12  # beyond any disk


def is_disk(row: Node) -> bool:
    """Whether this is a managed disk."""
    if row["type"].word:
        return row["type"].word == "microsoft.compute/disks"
    return row.has("diskSizeGB") and any(row.has(mark) for mark in ("diskState", "creationData", "managedBy"))


def size_of(disk: Node) -> float | None:
    """The size of a disk in GiB (`diskSizeGB`, in the CLI `diskSizeGb`); None when Azure does not tell."""
    size, in_bytes = disk["diskSizeGB"].number, disk["diskSizeBytes"].number
    if size is None and in_bytes is not None:
        size = in_bytes / 1024**3
    return size if size is not None and 0 <= size <= _LARGEST_GB else None


def disk_row(disk: Node) -> dict[str, Any]:
    """A managed disk as a row of `disks.attached`.

    Azure Disk Encryption (`encryptionSettingsCollection.enabled`, in 2017 `encryptionSettings.enabled`)
    counts before the encryption at rest that every disk has. A disk without `maxShares` is not shared.
    """
    shares, mode = disk["maxShares"].number, disk["dataAccessAuthMode"].word
    guest = disk.first("encryptionSettingsCollection.enabled", "encryptionSettings.enabled").boolean
    not_shared = False if disk.has("creationData") else None
    return row_of(
        name=disk["name"].name,
        size_gb=size_of(disk),
        encryption="ade" if guest else _ENCRYPTION.get(disk["encryption.type"].word),
        sku=disk.first("sku.name", "sku").name,
        shared=shares > 1 if shares is not None else not_shared,
        network_closed=_is_closed(disk),
        entra_data_access=mode == "azureactivedirectory" if mode else None,
        security_type=disk["securityProfile.securityType"].name,
        encryption_set=disk["encryption.diskEncryptionSetId"].name,
        access_open=True if disk["diskState"].word.startswith("activesas") else None,
    )


def _is_closed(disk: Node) -> bool | None:
    """Whether public networks are shut out of a disk's data (`publicNetworkAccess`, `networkAccessPolicy`).

    Either setting shuts them out by itself; that they are let in takes both.
    """
    access, policy = disk["publicNetworkAccess"].word, disk["networkAccessPolicy"].word
    if access == "disabled" or policy in ("denyall", "allowprivate"):
        return True
    return False if access == "enabled" and policy == "allowall" else None


def read_disks(node: Node) -> Iterator[Finding]:
    """One finding per VM that disks are attached to (`managedBy`), one without VM for those that do not tell.

    Disks in a state without a VM, or whose VM is not known, are not taken for disks of one. One disk shown alone, one
    page of several, or the answer to a query says nothing of the VM's other disks, so it gives no rows: they would
    imply that there are no others.
    """
    alone = is_disk(node) or is_cut(node)
    found: dict[VmKey | None, tuple[Finding, list[dict[str, Any]]]] = {}
    loose = Finding(None, listed=True)
    for row in rows(node):
        if not is_disk(row):
            loose.notes.append(f"{row.place}: not a managed disk, skipped")
        elif not row["managedBy"].text and row["diskState"].word in _LOOSE:
            loose.notes.append(f"disk {row['name'].text} is attached to no VM ({row['diskState'].text})")
        elif not row["managedBy"].text:
            loose.notes.append(f"nothing says of which VM disk {row['name'].text} is (managedBy), skipped")
        else:
            for owner in (row["managedBy"], *row["managedByExtended"]):
                finding = about(owner)
                finding.listed = True
                if finding.vm:
                    found.setdefault(finding.vm, (finding, []))[1].append(disk_row(row))
                    add_key_vaults(found[finding.vm][0], _settings(row))
    for finding, disks in found.values():
        if not alone:
            finding.add("disks.attached", tuple(disks), node.place)
        elif any(disk.get("encryption") == "ade" for disk in disks):
            finding.add("disks.encrypted", True, node.place)
        if alone:
            shown = "One disk alone does" if is_disk(node) else "A query and one page of several do"
            finding.notes.append(f"{shown} not tell of the other disks: give `az disk list` or `az vm show` too.")
        yield finding
    if loose.notes:
        yield loose


def _settings(disk: Node) -> Iterator[Node]:
    """The encryption settings of a disk, unless they are switched off."""
    collection = disk["encryptionSettingsCollection"]
    if collection["enabled"].boolean is not False:
        yield from collection["encryptionSettings"]
    yield disk["encryptionSettings"]  # until 2018


DISKS = Reader("managed disks", some(is_disk), read_disks)
