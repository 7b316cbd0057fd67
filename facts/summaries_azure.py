"""Summaries of what several Azure answers say together: restore points, key vaults, the VM's backup policy.

Lists over many VMs, vaults and policies hold what is not the case's; each function first picks what is, by names and
ids, and says nothing where that cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from .arm_ids import id_parts
from .vocabulary import Observed

RESTORE_POINTS = 18  # the limit of kb/limits.py: from here on a sum proves enough, although it may not be the whole
_BACKUPS_OF = re.compile(r"AzureBackup_(?P<vm>.+?)(?:_\d+)?", re.IGNORECASE)  # before 2018-09 without a number
_BACKUP_GROUP = re.compile(r"AzureBackupRG_(?P<region>[a-z0-9]+)_\d+", re.IGNORECASE)
_READ_AND_BACK_UP = {"get", "list", "backup"}  # on secrets, and on keys where one wraps them


class Judged(NamedTuple):
    """A value with what is doubtful of it (see Summary in summaries.py)."""

    value: Any
    doubt: str | None


# --- restore points


def _own_collections(case: Observed) -> list[Any]:
    """The collections whose source is the VM of the case."""
    return [row for row in case.restore_points.found or () if _is_of_vm(case, row.source)]


def _is_of_vm(case: Observed, arm_id: str | None) -> bool:
    parts = id_parts(arm_id)
    vm = case.vm
    pairs = (
        (vm.name, parts.get("virtualmachines")),
        (vm.resource_group, parts.get("resourcegroups")),
        (vm.subscription_id, parts.get("subscriptions")),
    )
    return bool(vm.name and parts.get("virtualmachines")) and all(_agree(known, told) for known, told in pairs)


def _agree(one: str | None, other: str | None) -> bool:
    return not one or not other or one.lower() == other.lower()


def _restore_points(case: Observed) -> int | None:
    """Their number over all listed collections of the VM; a part of them where that alone reaches the limit.

    Points that the user makes himself count too by the document, yet only those of Azure Backup prove that the limit
    is reached: where it takes both, nothing is said.
    """
    own = _own_collections(case)
    known = [row for row in own if row.points is not None]
    every = int(sum(row.points for row in known))
    if sum(row.points for row in known if _BACKUPS_OF.fullmatch(row.name or "")) >= RESTORE_POINTS:
        return every
    perhaps = [r for r in case.restore_points.found or () if not r.source and named_after(case.vm.name, r.name)]
    whole = any(row.listed for row in own) and len(known) == len(own) and not perhaps
    return every if whole and every < RESTORE_POINTS else None


def _collections(case: Observed) -> tuple[str, ...] | None:
    """Names to put into commands, of which one deletes: only what is certainly the VM's."""
    group = (backup_group(case) or "?").lower()
    mine = {row.name for row in _own_collections(case) if row.name and (row.resource_group or "").lower() == group}
    return tuple(sorted(mine)) or None


def backup_group(case: Observed) -> str | None:
    """The group that Azure Backup keeps the VM's points in; None where there are several, or the user's own only."""
    groups = backup_groups(case)
    return groups.pop() if len({group.lower() for group in groups}) == 1 else None


def backup_groups(case: Observed) -> set[str]:
    """The groups that Azure Backup keeps the VM's points in: today's, an older one, or the VM's own before 2018-09.

    `az resource list` does not tell the VM of a collection: there the name and the region have to fit.
    """
    made = [row for row in _own_collections(case) if _BACKUPS_OF.fullmatch(row.name or "")]
    region = _squeezed(case.vm.location)
    if not made and region:
        made = [
            row
            for row in case.restore_points.found or ()
            if not row.source and _squeezed(row.location) == region and named_after(case.vm.name, row.name)
        ]
    return {row.resource_group for row in made if row.resource_group}


def named_after(vm: str | None, collection: str | None) -> bool:
    """Whether Azure Backup names a collection of this VM so."""
    found = _BACKUPS_OF.fullmatch(collection or "")
    named = (collection or "").lower().removeprefix("azurebackup_")  # a VM's own name can end in a number
    return found is not None and bool(vm) and (vm or "").lower() in (found["vm"].lower(), named)


def _refused(case: Observed) -> Judged | None:
    """Whether a policy refused a group or a collection for the restore points of this VM; others prove nothing."""
    doubts = [d for row in case.restore_points.refused or () if (d := _refusal_of_other(case, row.id)) is not None]
    return Judged(True, None if "" in doubts else min(doubts)) if doubts else None


def _refusal_of_other(case: Observed, refused: str | None) -> str | None:
    """None where what was refused is not the VM's; empty where it can only be so; else what is not known, in words."""
    parts = id_parts(refused)
    mine = case.vm.subscription_id or id_parts(case.vm.id).get("subscriptions")
    if not _agree(mine, parts.get("subscriptions")):
        return None
    collection = parts.get("restorepointcollections")
    if collection and case.vm.name and not named_after(case.vm.name, collection):
        return None
    group = _BACKUP_GROUP.fullmatch(parts.get("resourcegroups") or "")
    region = _squeezed(case.vm.location)
    if group and region and group["region"].lower() != region:
        return None
    sure = mine and (collection or (group and region) or not group)
    return "" if sure else "the VM's subscription or region is not known: the refused group may be another one's"


def _squeezed(region: str | None) -> str:
    return (region or "").replace(" ", "").lower()


# --- key vaults


def _vaults_of_disks(case: Observed) -> dict[str, Any]:
    """The key vaults of the VM's disks by name in lower case; a name that the case states counts as one of them."""
    named = {row.name.lower(): row for row in case.keyvault.of_disks or () if row.name}
    return named or ({case.keyvault.name.lower(): None} if case.keyvault.name else {})


def _vault_shown(case: Observed, name: str) -> Any:
    return next((row for row in case.keyvault.vaults or () if (row.name or "").lower() == name), None)


def _the_vault(case: Observed) -> str | None:
    """The vault in question: the only one, or the only one that Azure Backup may not read."""
    names = list(_vaults_of_disks(case))
    closed = [name for name in names if _access(case, name) is False]
    return names[0] if len(names) == 1 else closed[0] if len(closed) == 1 else None


def _shown_alone(case: Observed) -> Any:
    """The only vault that was shown, where the disks tell of none: its name is known, not that it is theirs."""
    shown = [row for row in case.keyvault.vaults or () if row.name]
    return shown[0] if len(shown) == 1 and not _vaults_of_disks(case) and case.disks.encrypted is not False else None


def _vault_name(case: Observed) -> str | None:
    name = _the_vault(case)
    row = _vaults_of_disks(case).get(name) if name else None
    alone = _shown_alone(case)
    return row.name if row is not None else name or (alone.name if alone is not None else None)


def _vault_group(case: Observed) -> str | None:
    name = _the_vault(case)
    rows = (_vault_shown(case, name), _vaults_of_disks(case).get(name)) if name else (_shown_alone(case),)
    return next((row.resource_group for row in rows if row is not None and row.resource_group), None)


def _uses_rbac(case: Observed) -> bool | None:
    name = _the_vault(case)
    shown = _vault_shown(case, name) if name else None
    return shown.uses_rbac if shown is not None else None


def _backup_has_access(case: Observed) -> bool | None:
    """Whether Azure Backup may read every key vault of the VM's disks; one that it may not read settles it."""
    told = [_access(case, name) for name in _vaults_of_disks(case)]
    return False if False in told else True if told and None not in told else None


def _access(case: Observed, name: str) -> bool | None:
    shown, use = _vault_shown(case, name), _vaults_of_disks(case)[name]
    if shown is None or shown.uses_rbac is None:
        return None
    if shown.uses_rbac:
        return _access_by_role(case, shown, use is not None and not use.keys)
    ids = {row.id.lower() for row in case.keyvault.backup_service or () if row.id}
    if shown.policies is None or not ids:
        return None  # without its object id, a policy of Azure Backup looks like any other
    mine = [p for p in shown.policies if (p.object_id or "").lower() in ids and not p.through_application]
    secrets, keys = (_words(words) for words in ((p.secrets for p in mine), (p.keys for p in mine)))
    wrapped = use.keys if use is not None else None  # None: no word on whether keys of the vault are in use
    if secrets >= _READ_AND_BACK_UP and (keys >= _READ_AND_BACK_UP or (use is not None and not wrapped)):
        return True
    return False if not secrets >= _READ_AND_BACK_UP or (wrapped and not keys >= _READ_AND_BACK_UP) else None


def _words(lists: Iterable[tuple[str, ...] | None]) -> set[str]:
    words = {word.lower() for listed in lists for word in listed or ()}
    return words | _READ_AND_BACK_UP if "all" in words else words


def _access_by_role(case: Observed, vault: Any, secrets_only: bool) -> bool | None:
    """True by a role that suffices; False where a list reaches this vault and the service has none of its roles in it.

    A role that is not known, as a custom one, may suffice.
    """
    ids = {row.id.lower() for row in case.keyvault.backup_service or () if row.id}
    here = (vault.id or "").lower()
    reaching = [r for r in case.keyvault.roles or () if here and f"{here}/".startswith(f"{r.scope or '?'}/".lower())]
    roles = {row.role for row in reaching if (row.principal or "").lower() in ids}
    enough = {"secrets_officer"} if secrets_only else {"secrets_officer", "crypto_officer"}
    if "administrator" in roles or enough <= roles:
        return True
    return False if ids and reaching and None not in roles else None


# --- the backup policy


def _policy(case: Observed) -> Any:
    """The policy that the VM's item uses; None where its name is unknown or two policies could be meant."""
    if not case.backup.policies:
        return None
    name = (case.backup.policy or "").lower()
    fitting = [
        row
        for row in case.backup.policies or ()
        if name and (row.name or "").lower() == name and _agree(row.vault, case.backup.vault)
    ]
    return fitting[0] if len(fitting) == 1 else None


def interval_hours(case: Observed) -> float | None:
    """The hours between two scheduled backups: as stated, else of the VM's policy."""
    stated = case.backup.interval_hours
    return stated if stated is not None else getattr(_policy(case), "interval_hours", None)


def _of_policy(column: str) -> Callable[[Observed], Any]:
    return lambda case: getattr(_policy(case), column, None)


def _per_day(case: Observed) -> int | None:
    """The scheduled backups per day, where they alone fill the restore points: those on demand are not known."""
    policy = _policy(case)
    if policy is None or not policy.scheduled_per_day or not policy.instant_retention_days:
        return None
    enough = policy.scheduled_per_day * policy.instant_retention_days >= RESTORE_POINTS
    return int(policy.scheduled_per_day) if enough else None


AZURE_SUMMARIES: dict[str, tuple[str, Callable[[Observed], Any]]] = {
    "restore_points.resource_group": ("restore_points.found", backup_group),
    "restore_points.collections": ("restore_points.found", _collections),
    "restore_points.count": ("restore_points.found", _restore_points),
    "restore_points.group_denied": ("restore_points.refused", _refused),
    "keyvault.name": ("keyvault.of_disks", _vault_name),
    "keyvault.resource_group": ("keyvault.of_disks", _vault_group),
    "keyvault.uses_rbac": ("keyvault.vaults", _uses_rbac),
    "keyvault.backup_has_access": ("keyvault.vaults", _backup_has_access),
    "backup.policy_type": ("backup.policies", _of_policy("type")),
    "backup.interval_hours": ("backup.policies", interval_hours),
    "backup.instant_retention_days": ("backup.policies", _of_policy("instant_retention_days")),
    "backup.crash_consistent_only": ("backup.policies", _of_policy("crash_consistent_only")),
    "backup.per_day": ("backup.policies", _per_day),
}
