"""Reads Recovery Services vaults (`az backup vault list` and `show`, `Get-AzRecoveryServicesVault`), whether a vault
has a Resource Guard, the registration of resource providers, and the state of a subscription.

A list of vaults tells of each only its name; which of them is the case's, the name of the vault in the case tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.arm_ids import id_parts
from ..base import Finding, Node, Reader, rows, some

_VAULT = "microsoft.recoveryservices/vaults"
_IMMUTABILITY = {"disabled": "disabled", "unlocked": "unlocked", "locked": "locked", "enabled": "unlocked"}
_SOFT_DELETE = {"enabled": "enabled", "disabled": "disabled", "alwayson": "always_on", "invalid": ""}
_ACCESS = {"enabled": True, "disabled": False}
_PROVIDER = "microsoft.recoveryservices"


def is_vault(row: Node) -> bool:
    """Whether this is a Recovery Services vault."""
    if row["type"].word:
        return row["type"].word == _VAULT
    return row.has("securitySettings") and not row.has("protectionState")


def read_vaults(node: Node) -> Iterator[Finding]:
    """What one vault says of itself; of several, nothing tells which is the case's."""
    found = [row for row in rows(node) if is_vault(row)]
    if len(found) > 1:
        names = ", ".join(row["name"].text or "?" for row in found[:10])
        yield Finding(
            None, shared=True, notes=[f"{node.place}: {len(found)} vaults ({names}); show the one in question"]
        )
        return
    vault = found[0]
    finding = Finding(None)
    parts = id_parts(vault["id"].name)
    finding.add("backup.vault", parts.get("vaults") or vault["name"].name, vault["name"].place)
    finding.add("backup.vault_resource_group", parts.get("resourcegroups"), vault["id"].place)
    finding.add("vault.subscription_id", parts.get("subscriptions"), vault["id"].place)
    finding.add("vault.location", vault["location"].name, vault["location"].place)
    security = vault["securitySettings"]
    finding.add_word("vault.immutability", security["immutabilitySettings.state"], _IMMUTABILITY)
    finding.add_word("vault.soft_delete", security["softDeleteSettings.softDeleteState"], _SOFT_DELETE)
    access = vault["publicNetworkAccess"]
    finding.add("vault.public_access", _ACCESS.get(access.word), access.place)
    yield finding


def is_guard(row: Node) -> bool:
    """Whether this is the link of a vault to its Resource Guard."""
    return row.has("resourceGuardResourceId") or row.has("resourceGuardOperationDetails")


def read_guard(node: Node) -> Iterator[Finding]:
    """That a guard protects operations of the vault."""
    for row in rows(node):
        if is_guard(row):
            finding = Finding(None)
            finding.add("vault.resource_guard", True, row.place)
            yield finding


def is_provider(row: Node) -> bool:
    """Whether this tells how the subscription is registered for Azure Backup."""
    return row["namespace"].word == _PROVIDER and row.has("registrationState")


def read_providers(node: Node) -> Iterator[Finding]:
    """Whether the subscription is registered; while it is being registered, nothing is said."""
    for row in rows(node):
        if is_provider(row):
            state = row["registrationState"]
            finding = Finding(None, shared=True)
            told = {"registered": True, "notregistered": False, "unregistered": False}.get(state.word)
            finding.add("vault.provider_registered", told, state.place)
            yield finding


def is_account(row: Node) -> bool:
    """Whether this is the subscription that the CLI is signed in to."""
    return row.has("tenantId", "environmentName", "isDefault") and row.has("state")


def read_account(node: Node) -> Iterator[Finding]:
    """Whether the subscription is enabled; of several, only the one in use counts."""
    found = [row for row in rows(node) if is_account(row)]
    mine = found if len(found) == 1 else [row for row in found if row["isDefault"].boolean]
    for row in mine[:1]:
        finding = Finding(None, shared=True)
        disabled = {"enabled": False, "disabled": True}.get(row["state"].word)
        finding.add("vault.subscription_disabled", disabled, row["state"].place)
        yield finding


VAULTS = Reader("Recovery Services vaults", some(is_vault), read_vaults)
GUARDS = Reader("Resource Guard of a vault", some(is_guard), read_guard)
PROVIDERS = Reader("registration of resource providers", some(is_provider), read_providers)
ACCOUNT = Reader("subscription in use", some(is_account), read_account)
