"""Reads disk encryption sets: `az disk-encryption-set list` and `show`, raw REST answers, `Get-AzDiskEncryptionSet`.

A set names the key of managed disks, and has an identity of its own that reads it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Finding, Node, Reader, row_of, rows, some

_IDENTITIES = {
    "systemassigned": "system",
    "userassigned": "user",
    "systemassigned, userassigned": "system_and_user",
    "systemassigned,userassigned": "system_and_user",
    "none": "none",
}


def is_set(row: Node) -> bool:
    """Whether this is a disk encryption set."""
    if row["type"].word.startswith("microsoft."):
        return row["type"].word == "microsoft.compute/diskencryptionsets"
    return row.has("activeKey", "identity")


def read_sets(node: Node) -> Iterator[Finding]:
    """The sets of the file in one finding that is about every VM: which of them a VM uses, its disks tell."""
    finding = Finding(None, shared=True)
    found = [
        row_of(
            id=row["id"].name,
            name=row["name"].name,
            identity=_IDENTITIES.get(row["identity.type"].word),
        )
        for row in rows(node)
        if is_set(row)
    ]
    finding.add("des.found", tuple(found), node.place)
    yield finding


SETS = Reader("disk encryption sets", some(is_set), read_sets)
