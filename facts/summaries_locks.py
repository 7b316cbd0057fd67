"""Summaries of management locks: which hold the restore points of the VM, and which the VM itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .arm_ids import id_parts
from .summaries_azure import Judged, backup_groups, named_after
from .vocabulary import Observed

_BACKUP_GROUP = re.compile(r"AzureBackupRG_(?P<region>[a-z0-9]+)_\d+", re.IGNORECASE)


def _locking_ids(case: Observed) -> tuple[str, ...] | None:
    """The locks that surely hold the group: they are put into commands that delete them."""
    ids = [lock.id or lock.name or "(unnamed)" for lock in case.locks.found or () if _hold_on_points(case, lock) == ""]
    return tuple(sorted(ids)) or None


def _group_locked(case: Observed) -> Judged | None:
    holds = [doubt for lock in case.locks.found or () if (doubt := _hold_on_points(case, lock)) is not None]
    return Judged(True, min(holds)) if holds else None


def _hold_on_points(case: Observed, lock: Any) -> str | None:
    """Whether a lock reaches the group that holds the VM's restore points (domain: W.4, W.8, 3.6).

    None where it does not; empty where it surely does; else what is not known, in words. Groups of one name stand in
    every subscription, and a region can have several.
    """
    same = _same_subscription(case, lock)
    if same is False:
        return None
    unsure = "" if same else "the subscription of the lock, or of the VM, is not known"
    if lock.scope == "subscription":
        return unsure
    if lock.scope == "resource":
        return unsure if named_after(case.vm.name, id_parts(lock.target).get("restorepointcollections")) else None
    group = lock.resource_group or ""
    stated = case.restore_points.resource_group
    known = {stated} if stated else backup_groups(case)
    if known:
        return unsure if group.lower() in {each.lower() for each in known} else None
    found = _BACKUP_GROUP.fullmatch(group)
    region = (case.vm.location or "").replace(" ", "").lower()
    if found is None or region != found["region"].lower():
        return None
    return "the group is not known to hold the restore points of this VM"


def _same_subscription(case: Observed, lock: Any) -> bool | None:
    """Whether a lock stands in the VM's subscription; None where either is unknown."""
    mine = case.vm.subscription_id or id_parts(case.vm.id).get("subscriptions")
    its = id_parts(lock.id).get("subscriptions") or id_parts(lock.target).get("subscriptions")
    return mine.lower() == its.lower() if mine and its else None


def _vm_group_locked(case: Observed) -> Judged | None:
    group = (case.vm.resource_group or "").lower()
    held = [
        "" if same else "the subscription of the lock, or of the VM, is not known"
        for lock in case.locks.found or ()
        if (same := _same_subscription(case, lock)) is not False
        and (
            lock.scope == "subscription"
            or (lock.scope == "resource_group" and (lock.resource_group or "").lower() == group)
        )
    ]
    return Judged(True, min(held)) if group and held else None


def _readonly_on_vm(case: Observed) -> Judged | None:
    held = [doubt for lock in case.locks.found or () if (doubt := _hold_on_vm(case, lock)) is not None]
    return Judged(True, min(held)) if held else None


def _readonly_ids(case: Observed) -> tuple[str, ...] | None:
    """The locks that surely hold the VM: they are put into commands that delete them."""
    ids = [lock.id or lock.name or "(unnamed)" for lock in case.locks.found or () if _hold_on_vm(case, lock) == ""]
    return tuple(sorted(ids)) or None


def _hold_on_vm(case: Observed, lock: Any) -> str | None:
    """Whether a ReadOnly lock reaches the VM: None where it does not, empty where it surely does, else what is unknown.

    A lock of level CanNotDelete lets a snapshot be taken (support matrix, "Back up Azure VMs with locks").
    """
    same = _same_subscription(case, lock)
    if lock.level != "read_only" or same is False:
        return None
    unsure = "" if same else "the subscription of the lock, or of the VM, is not known"
    if lock.scope == "subscription":
        return unsure
    group = (case.vm.resource_group or "").lower()
    if not group or (lock.resource_group or "").lower() != group:
        return None
    if lock.scope == "resource_group":
        return unsure
    vm = id_parts(lock.target).get("virtualmachines", "").lower()
    return unsure if vm and vm == (case.vm.name or "").lower() else None


LOCK_SUMMARIES: dict[str, tuple[str, Callable[[Observed], Any]]] = {
    "locks.backup_group": ("locks.found", _group_locked),
    "locks.backup_group_ids": ("locks.found", _locking_ids),
    "locks.vm_group": ("locks.found", _vm_group_locked),
    "locks.readonly_on_vm": ("locks.found", _readonly_on_vm),
    "locks.readonly_on_vm_ids": ("locks.found", _readonly_ids),
}
