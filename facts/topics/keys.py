"""What can be observed about keys: the key vaults of encrypted disks, disk encryption sets, the vault's own key."""

from __future__ import annotations

from typing import Literal

from ..declaration import Row, Topic, ask, az, fact, portal
from ..quantities import Name


class AccessPolicy(Row):
    """What one principal may do in a key vault: words such as `get`, `list`, `backup`, or `all`."""

    object_id: Name | None = fact("Object id of the principal", holds="object")
    name: Name | None = fact("Name of the principal, where it is told", holds="principal")
    through_application: bool | None = fact("Holds only for calls that an application makes in the principal's name")
    keys: tuple[Name, ...] | None = fact("Permissions on keys", holds="word")
    secrets: tuple[Name, ...] | None = fact("Permissions on secrets", holds="word")


class KeyVault(Row):
    """A key vault, whoever uses it; `policies` is None where they are not shown."""

    name: Name | None = fact("Name, unique in Azure", holds="keyvault")
    resource_group: Name | None = fact("Resource group", holds="group")
    id: Name | None = fact("ARM id", holds="arm_id")
    uses_rbac: bool | None = fact("Azure RBAC instead of access policies")
    policies: tuple[AccessPolicy, ...] | None = fact("All its access policies")
    firewall: Literal["open", "trusted_services", "closed"] | None = fact("Whom its firewall lets through")


class KeyVaultOfDisks(Row):
    """A key vault that the encryption settings of the VM's disks name."""

    name: Name | None = fact("Name", holds="keyvault")
    resource_group: Name | None = fact("Resource group", holds="group")
    secrets: bool | None = fact("Holds the secrets of disks")
    keys: bool | None = fact("Holds keys that wrap those secrets")


class BackupService(Row):
    """The service principal `Backup Management Service` in one directory."""

    id: Name | None = fact("Object id", holds="object")
    name: Name | None = fact("Display name", holds="principal")


class RoleAssignment(Row):
    """A role on keys and secrets, and who has it where; one that is not known has none here."""

    id: Name | None = fact("Which assignment it is", holds="arm_id")
    name: Name | None = fact("Name of the principal", holds="principal")
    principal: Name | None = fact("Object id of the principal", holds="object")
    role: Literal["administrator", "secrets_officer", "crypto_officer"] | None = fact("Role of Key Vault")
    scope: Name | None = fact("ARM id of where it holds, and below", holds="arm_id")


class KeyVaultFacts(Topic):
    """The key vault that holds the disk encryption keys."""

    of_disks: tuple[KeyVaultOfDisks, ...] | None = fact(
        "Key vaults that hold the keys of the VM's disks", lasts="configured"
    )
    vaults: tuple[KeyVault, ...] | None = fact("Key vaults, as listed and shown", lasts="configured")
    roles: tuple[RoleAssignment, ...] | None = fact(
        "Role assignments on keys and secrets, as listed", lasts="configured"
    )
    backup_service: tuple[BackupService, ...] | None = fact(
        "Object ids of Backup Management Service", lasts="configured"
    )
    name: Name | None = fact("Name of the key vault", holds="keyvault", lasts="fixed")
    resource_group: Name | None = fact("Resource group of the key vault", holds="group", lasts="fixed")
    uses_rbac: bool | None = fact(
        "Key vault uses Azure RBAC instead of access policies",
        "Does the key vault use Azure role-based access control (instead of access policies)?",
        portal("Key vault > Settings > Access configuration"),
        # In brackets, for older vaults have no such property: that prints null, and means access policies.
        az('az keyvault show -n {keyvault} --query "[properties.enableRbacAuthorization]"'),
        lasts="configured",
    )
    backup_has_access: bool | None = fact(
        "Backup Management Service may get, list and back up keys and secrets",
        "Does 'Backup Management Service' have Get, List and Backup on keys and secrets of the key vault (with "
        "RBAC: the role Key Vault Administrator)?",
        portal("Key vault > Access policies (or Access control (IAM))"),
        az("az keyvault show -n {keyvault}"),
        az("az ad sp show --id 262044b1-e2ce-469f-a196-69ab7ada62d3"),
        # A vault with RBAC has no policies; a role may also come from the group or the subscription.
        az(
            "az role assignment list --scope $(az keyvault show -n {keyvault} --query id -o tsv) "
            "--include-inherited -o table"
        ),
        lasts="configured",
    )
    firewall: Literal["open", "trusted_services", "closed"] | None = fact(
        "Whom the key vault's firewall lets through: all networks, chosen ones and trusted Microsoft services, or "
        "chosen ones only",
        "Is the key vault open to all networks (open), or restricted with 'Allow trusted Microsoft services' "
        "(trusted_services) or without it (closed)?",
        portal("Key vault > Settings > Networking"),
        az('az keyvault show -n {keyvault} --query "[properties.networkAcls,properties.publicNetworkAccess]"'),
        lasts="configured",
        mended=frozenset(("open", "trusted_services")),
    )
    firewall_refused: bool | None = fact(
        "The key vault's own log has a refusal of Azure Backup by the firewall",
        "Does the log of the key vault (AuditEvent, result 403) say that the caller "
        "262044b1-e2ce-469f-a196-69ab7ada62d3 is not a trusted service?",
        portal("Key vault > Monitoring > Logs > AzureDiagnostics, at the time of the backup"),
        lasts="event",
    )
    deleted: bool | None = fact(
        "A key vault that holds keys of the VM's disks was deleted",
        "Was a key vault that holds keys of the VM's disks deleted?",
        portal("Key vaults > Manage deleted vaults"),
        az("az keyvault list-deleted -o table"),
        lasts="configured",
        mended=False,
    )
    secret_gone: bool | None = fact(
        "The secret or the key of an encrypted disk (Azure Disk Encryption) is gone from its key vault",
        "Was the secret or the key with which a disk of the VM is encrypted deleted from its key vault?",
        portal("Key vault > Objects > Secrets, Keys > Manage deleted secrets, keys"),
        az("az keyvault secret list-deleted --vault-name {keyvault} -o table"),
        az("az keyvault key list-deleted --vault-name {keyvault} -o table"),
        lasts="configured",
        mended=False,
    )
    key_of_certificate: bool | None = fact(
        "The key that wraps the disks' secret belongs to a certificate",
        "Does the key encryption key of the disks belong to a certificate of the key vault (a managed key)?",
        portal("Key vault > Objects > Certificates > (each) > Key Identifier, against that of the disks"),
        az("az vm encryption show -g {resource_group} -n {vm}"),
        az("az keyvault key show --id {key_id} --query managed"),
        lasts="fixed",
    )
    ade_modes_mixed: bool | None = fact(
        "The VM was encrypted with a Microsoft Entra application first, and without one later, or the reverse",
        "Was the VM encrypted with a Microsoft Entra application first and without one later, or the reverse?",
        ask("whoever set up the encryption knows; the extension AzureDiskEncryption has AADClientID in its settings"),
        lasts="fixed",
    )
    permissions_recently_set: bool | None = fact("The permissions were given after the failed backup", lasts="fixed")


class EncryptionSet(Row):
    """A disk encryption set, whichever disks use it."""

    id: Name | None = fact("ARM id", holds="arm_id")
    name: Name | None = fact("Name", holds="disk")
    identity: Literal["system", "user", "system_and_user", "none"] | None = fact("Identity")


class EncryptionSetFacts(Topic):
    """The disk encryption set (customer-managed keys of managed disks): its own identity reads the key."""

    found: tuple[EncryptionSet, ...] | None = fact("Disk encryption sets, as listed", lasts="configured")

    identity: Literal["system", "user", "system_and_user", "none"] | None = fact(
        "Identity of the disk encryption set",
        "Which identity has the disk encryption set: a system-assigned one, a user-assigned one, both, or none?",
        portal("Disk encryption set > Settings > Identity"),
        az("az disk-encryption-set identity show -g {resource_group} -n {encryption_set}"),
        lasts="configured",
        mended=frozenset(("system", "system_and_user")),
    )
    has_access: bool | None = fact(
        "The set's identity may get, wrap and unwrap with its key",
        "May the identity of the disk encryption set get, wrap and unwrap with its key (access policy, or the role Key "
        "Vault Crypto Service Encryption User), and does the key vault's firewall let it through?",
        portal("Disk encryption set > Overview: a warning stands there; Key vault > Access policies"),
        az("az disk-encryption-set show -g {resource_group} -n {encryption_set}"),
        lasts="configured",
        mended=True,
    )
    key_state: Literal["enabled", "disabled", "expired", "gone"] | None = fact(
        "State of the key of the disk encryption set",
        "Is the key of the disk encryption set enabled, disabled, expired, or gone?",
        portal("Key vault > Objects > Keys > (the key)"),
        az("az keyvault key show --id {key_id} --query attributes"),
        lasts="configured",
        mended="enabled",
    )
    keyvault_gone: bool | None = fact(
        "The key vault of the disk encryption set was deleted",
        "Was the key vault of the disk encryption set deleted?",
        portal("Key vaults > Manage deleted vaults"),
        az("az keyvault list-deleted -o table"),
        lasts="configured",
        mended=False,
    )
