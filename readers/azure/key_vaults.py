"""Reads key vaults and who may read them: `az keyvault show` and `list`, `az ad sp show`, `az role assignment list`,
their raw REST answers, `Get-AzKeyVault`, `Get-AzADServicePrincipal` and `Get-AzRoleAssignment` as JSON.

Access policies name principals by object id; the one of Backup Management Service is found by its application id, in a
service principal, a role assignment, or the display names that PowerShell adds. Only that one is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...facts.arm_ids import id_parts
from ..base import Finding, Node, Reader, row_of, rows, some

APPLICATION = "262044b1-e2ce-469f-a196-69ab7ada62d3"  # Backup Management Service, public cloud
_SERVICE = re.compile(r"backup management service(?: \(.*\))?")
_ROLES = {  # names and ids of built-in roles (azure-docs, rbac-guide of Key Vault)
    "key vault administrator": "administrator",
    "00482a5a-887f-4fb3-b363-3b7fe8e74483": "administrator",
    "key vault secrets officer": "secrets_officer",
    "b86a8fe4-44ce-4948-aee5-eccb2c155cd7": "secrets_officer",
    "key vault crypto officer": "crypto_officer",
    "14b46e9e-c2b7-41b4-b07b-48a6ebf60603": "crypto_officer",
}
_WORD = re.compile(r"[A-Za-z]{1,40}")


def is_vault(row: Node) -> bool:
    """Whether this is a key vault."""
    if row["type"].word.startswith("microsoft."):
        return row["type"].word == "microsoft.keyvault/vaults"
    return row.has("vaultUri", "accessPolicies") or row.has("vaultName", "accessPolicies")


def read_vaults(node: Node) -> Iterator[Finding]:
    """The vaults of the file in one finding that is about every VM: whose keys are in them, the VM's disks tell."""
    finding = Finding(None, shared=True)
    found = [row for row in rows(node) if is_vault(row)]
    finding.add("keyvault.vaults", tuple(vault_row(row) for row in found), node.place)
    named = [row for vault in found for policy in vault["accessPolicies"] if (row := _service_in(policy))]
    finding.add("keyvault.backup_service", tuple(named) or None, node.place)
    if len(found) == 1:  # it was asked for after its last change: of two answers, the later one holds
        finding.observed_at = found[0]["systemData.lastModifiedAt"].time
    if any(not isinstance(row["accessPolicies"].value, list) for row in found):
        finding.notes.append("access policies are not shown here: `az keyvault show` shows those of one vault")
    yield finding


def vault_row(row: Node) -> dict[str, Any]:
    """A key vault as a row of `keyvault.vaults`; without `enableRbacAuthorization`, one with policies uses them."""
    arm_id = row.first("resourceId", "id")
    parts = id_parts(arm_id.name)
    policies, rbac = row["accessPolicies"], row["enableRbacAuthorization"].boolean
    if rbac is None and isinstance(policies.value, list) and policies.value:
        rbac = False
    whole = isinstance(policies.value, list) and all(isinstance(policy, dict) for policy in policies.value)
    return row_of(
        name=row.first("vaultName", "name").name or parts.get("vaults"),
        resource_group=row.first("resourceGroup", "resourceGroupName").name or parts.get("resourcegroups"),
        id=arm_id.name,
        uses_rbac=rbac,
        policies=tuple(_policy_row(policy) for policy in policies) if whole else None,
        firewall=_firewall(row),
    )


def _firewall(row: Node) -> str | None:
    """Whom the firewall lets through; None where neither rules nor the public access are shown.

    Trusted Microsoft services, of which Azure Backup is one, come through unless the bypass is `None`: what is not set
    is `AzureServices` (reference of KeyVaultNetworkRuleBypassOption).
    """
    default, public = row["networkAcls.defaultAction"].word, row["publicNetworkAccess"].word
    if default == "deny" or public == "disabled":
        return "closed" if row["networkAcls.bypass"].word == "none" else "trusted_services"
    return "open" if default == "allow" or public == "enabled" else None


def _policy_row(policy: Node) -> dict[str, Any]:
    return row_of(
        object_id=policy["objectId"].name,
        name=policy["displayName"].name,
        through_application=True if policy["applicationId"].text else None,
        keys=_words(policy.first("permissions.keys", "permissionsToKeys")),
        secrets=_words(policy.first("permissions.secrets", "permissionsToSecrets")),
    )


def _words(listed: Node) -> tuple[str, ...]:
    """Permissions in lower case; a kind of object without any is left out of a policy."""
    return tuple(word.word for word in listed if _WORD.fullmatch(word.text or ""))


def _service_in(policy: Node) -> dict[str, Any] | None:
    """Backup Management Service by the display name that PowerShell adds: `Backup Management Service (<id>)`."""
    if _SERVICE.fullmatch(policy["displayName"].word) and policy["objectId"].name:
        return {"id": policy["objectId"].name, "name": policy["displayName"].name}
    return None


def is_principal(row: Node) -> bool:
    """Whether this is a service principal."""
    return row.has("appId", "servicePrincipalType") or row.has("appId", "servicePrincipalNames")


def read_principals(node: Node) -> Iterator[Finding]:
    """The object id of Backup Management Service, where it is among the service principals."""
    finding = Finding(None, shared=True)
    found = [
        row_of(id=row.first("id", "objectId").name, name=row["displayName"].name)
        for row in rows(node)
        if is_principal(row) and row["appId"].word == APPLICATION and row.first("id", "objectId").name
    ]
    finding.add("keyvault.backup_service", tuple(found) or None, node.place)
    if not found:
        finding.notes.append(f"Backup Management Service ({APPLICATION}) is not among these service principals")
    yield finding


def is_assignment(row: Node) -> bool:
    """Whether this is an assignment of a role."""
    told = row.has("principalId", "scope") or row.has("objectId", "scope")
    return told and (row.has("roleDefinitionName") or row.has("roleDefinitionId"))


def read_assignments(node: Node) -> Iterator[Finding]:
    """The assignments that open key vaults to services; whose they are is told by the object id of the service."""
    finding = Finding(None, shared=True)
    roles, services = [], []
    for row in rows(node):
        principal = row.first("principalId", "objectId").name
        if not is_assignment(row) or not principal:
            continue
        named = row.first("principalName", "displayName").word
        if named == APPLICATION or _SERVICE.fullmatch(named):
            services.append({"id": principal, "name": "Backup Management Service"})
        role = _ROLES.get(row["roleDefinitionName"].word) or _ROLES.get(row["roleDefinitionId"].word.rpartition("/")[2])
        scope = row["scope"].name
        opens = role or "/providers/microsoft.keyvault/vaults/" in (scope or "").lower()
        if opens and row.first("principalType", "objectType").word in ("serviceprincipal", ""):
            name = row.first("principalName", "displayName").name
            identity = f"{principal} {role or row['roleDefinitionName'].word} {scope}"[:500]
            roles.append(row_of(id=identity, name=name, principal=principal, role=role, scope=scope))
    finding.add("keyvault.roles", tuple(roles) or None, node.place)
    finding.add("keyvault.backup_service", tuple(services) or None, node.place)
    yield finding


def is_bare_policy(row: Node) -> bool:
    """Whether this is an access policy without its vault (`--query properties.accessPolicies`)."""
    return row.has("objectId", "permissions", "tenantId")


def read_bare_policies(node: Node) -> Iterator[Finding]:
    """Nothing: of which vault they are, and whether they are all, cannot be seen."""
    yield Finding(None, notes=["access policies do not tell of which key vault: give the whole of `az keyvault show`"])


KEY_VAULTS = Reader("key vaults", some(is_vault), read_vaults)
PRINCIPALS = Reader("service principals", some(is_principal), read_principals)
ASSIGNMENTS = Reader("role assignments", some(is_assignment), read_assignments)
BARE_POLICIES = Reader("access policies", some(is_bare_policy), read_bare_policies)
