"""Summaries of the rows of disks: their sizes, kinds, settings and states.

A row that says nothing of a setting leaves it open: a disk that has it proves it, and only rows that all say no exclude
it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .vocabulary import Observed

_FAST = {"ultrassd_lrs": "ultra", "premiumv2_lrs": "premium_v2"}


def _largest_disk(case: Observed) -> float | None:
    sizes = [d.size_gb for d in case.disks.attached or ()]
    known = [s for s in sizes if s is not None]
    return max(known) if known and len(known) == len(sizes) else None


def _total_size(case: Observed) -> float | None:
    sizes = [d.size_gb for d in case.disks.attached or ()]
    return sum(s for s in sizes if s is not None) if sizes and None not in sizes else None


def _unmanaged(case: Observed) -> bool | None:
    """A disk that Azure lists with a kind of storage is a managed one."""
    kinds = [d.sku for d in case.disks.attached or ()]
    return False if kinds and None not in kinds else None


def _encrypted(case: Observed) -> bool | None:
    kinds = [d.encryption for d in case.disks.attached or ()]
    if case.disks.largest_encrypted_gb is not None:
        return case.disks.largest_encrypted_gb > 0
    if "ade" in kinds:
        return True
    return False if kinds and None not in kinds else None


def _largest_encrypted(case: Observed) -> float | None:
    if case.disks.encrypted is False or _encrypted(case) is False:
        return 0.0
    if any(d.encryption is None for d in case.disks.attached or ()):
        return None
    sizes = [d.size_gb for d in case.disks.attached or () if d.encryption == "ade"]
    return max(s for s in sizes if s is not None) if sizes and None not in sizes else None


def _any(column: str, data_only: bool = False) -> Callable[[Observed], bool | None]:
    """Whether a disk (a data disk) has this; None where none is known to have it, and one does not tell."""

    def told(case: Observed) -> bool | None:
        values = [getattr(d, column) for d in case.disks.attached or () if not (data_only and d.system)]
        return True if True in values else False if values and None not in values else None

    return told


def _fast_kinds(case: Observed) -> tuple[str, ...] | None:
    kinds = [d.sku.lower() if d.sku else None for d in case.disks.attached or ()]
    fast = tuple(dict.fromkeys(_FAST[kind] for kind in kinds if kind in _FAST))
    return fast if fast or (kinds and None not in kinds) else None


def _write_accelerator(case: Observed) -> str | None:
    rows = case.disks.attached or ()
    on = [d for d in rows if d.write_accelerator]
    if any(d.system for d in on):
        return "os"
    if on:
        return "data" if all(d.system is False for d in on) else None
    return "none" if rows and all(d.write_accelerator is False for d in rows) else None


def _ephemeral(case: Observed) -> bool | None:
    rows = [d for d in case.disks.attached or () if d.system or d.ephemeral]
    return next((True for d in rows if d.ephemeral), False if rows and rows[0].ephemeral is False else None)


def _secure_data_disk(case: Observed) -> bool | None:
    """A security type on a data disk proves it. A list without any proves nothing: the CLI leaves out what is null."""
    rows = [d for d in case.disks.attached or () if d.system is False]
    return True if any((d.security_type or "standard").lower() != "standard" for d in rows) else None


def _failed(case: Observed) -> bool | None:
    rows = case.disks.attached or ()
    if any(d.failed or d.being_detached for d in rows):
        return True
    return False if rows and all(d.failed is False and d.being_detached is False for d in rows) else None


def _data_count(case: Observed) -> int | None:
    """The number of data disks, where each row tells whether it is one."""
    rows = case.disks.attached or ()
    return sum(not d.system for d in rows) if rows and all(d.system is not None for d in rows) else None


def _set_identity(case: Observed) -> str | None:
    """The identity of the sets that the VM's disks name; None where they differ, or one is not listed."""
    used = {d.encryption_set.lower() for d in case.disks.attached or () if d.encryption_set}
    kinds = {row.identity for row in case.des.found or () if (row.id or "").lower() in used}
    listed = {row.id.lower() for row in case.des.found or () if row.id}
    return kinds.pop() if used and used <= listed and len(kinds) == 1 else None


DISK_SUMMARIES: dict[str, tuple[str, Callable[[Observed], Any]]] = {
    "disks.largest_gb": ("disks.attached", _largest_disk),
    "disks.largest_encrypted_gb": ("disks.attached", _largest_encrypted),
    "disks.total_gb": ("disks.attached", _total_size),
    "disks.encrypted": ("disks.attached", _encrypted),
    "disks.unmanaged": ("disks.attached", _unmanaged),
    "disks.shared": ("disks.attached", _any("shared")),
    "disks.fast_kinds": ("disks.attached", _fast_kinds),
    "disks.write_accelerator": ("disks.attached", _write_accelerator),
    "disks.ephemeral_os": ("disks.attached", _ephemeral),
    "disks.entra_auth": ("disks.attached", _any("entra_data_access")),
    "disks.network_closed": ("disks.attached", _any("network_closed")),
    "disks.secure_data_disk": ("disks.attached", _secure_data_disk),
    "disks.failed": ("disks.attached", _failed),
    "disks.data_count": ("disks.attached", _data_count),
    "des.identity": ("des.found", _set_identity),
}
