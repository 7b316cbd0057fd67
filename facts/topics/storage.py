"""What can be observed about disks, locks, restore points and the key vault."""

from __future__ import annotations

from typing import Literal

from ..declaration import Row, Topic, az, fact, portal
from ..quantities import Count, Gibibytes, Name, Text


class Disk(Row):
    """One managed disk of the VM."""

    name: Name | None = fact("Name", holds="disk")
    size_gb: Gibibytes | None = fact("Size", unit="GiB")
    encryption: Literal["platform", "customer", "platform_and_customer", "ade", "none"] | None = fact(
        "Encryption; `ade` is Azure Disk Encryption inside the guest",
        words={
            "encryptionatrestwithplatformkey": "platform",
            "encryptionatrestwithcustomerkey": "customer",
            "encryptionatrestwithplatformandcustomerkeys": "platform_and_customer",
            "azure_disk_encryption": "ade",
        },
    )
    sku: Name | None = fact("SKU, as `Premium_LRS`", holds="word")
    shared: bool | None = fact("Shared disk (maxShares above 1)")
    entra_data_access: bool | None = fact("Data access needs Microsoft Entra authentication")


class DiskFacts(Topic):
    """The disks of the VM; sizes in GiB as Azure counts them (1 TB = 1024 GiB)."""

    attached: tuple[Disk, ...] | None = fact("Disks of the VM, as listed", lasts="configured")
    largest_gb: Gibibytes | None = fact(
        "Size of the largest disk",
        "How large is the largest disk of the VM?",
        portal("VM > Settings > Disks"),
        az("az disk list -g {resource_group} -o table"),
        unit="GiB",
        lasts="configured",
    )
    largest_encrypted_gb: Gibibytes | None = fact(
        "Size of the largest disk with Azure Disk Encryption (0 when none is encrypted)",
        "How large is the largest disk with Azure Disk Encryption (0 when none is encrypted)?",
        portal("VM > Settings > Disks > Encryption"),
        az("az vm encryption show -g {resource_group} -n {vm}"),
        unit="GiB",
        lasts="fixed",
    )
    total_gb: Gibibytes | None = fact(
        "Sum of the disk sizes",
        "How large are all disks of the VM together?",
        portal("VM > Settings > Disks"),
        az("az disk list -g {resource_group} -o table"),
        unit="GiB",
        lasts="configured",
    )
    encrypted: bool | None = fact(
        "A disk uses Azure Disk Encryption, with keys in a key vault",
        "Are the disks encrypted with Azure Disk Encryption (keys in a key vault)?",
        portal("VM > Settings > Disks > Additional settings"),
        az("az vm encryption show -g {resource_group} -n {vm}"),
        lasts="fixed",
    )
    throttled: bool | None = fact(
        "A disk or its storage account was at its limit of IOPS or throughput during the backup",
        "Was a disk of the VM, or its storage account, at its limit of IOPS or throughput during the backup?",
        portal("VM > Monitoring > Metrics > Data Disk IOPS Consumed Percentage, OS Disk IOPS Consumed Percentage"),
        az("az monitor metrics list --resource {vm_id} --metrics 'Data Disk IOPS Consumed Percentage'"),
        lasts="fixed",
    )
    unmanaged: bool | None = fact(
        "The disks are unmanaged: page blobs in a storage account, whose snapshots the guest takes",
        "Are the disks of the VM unmanaged (VHD files in a storage account)?",
        portal("VM > Settings > Disks: 'Managed disk' or a storage account"),
        az("az disk list -g {resource_group} -o table"),
        lasts="configured",
    )
    leftover_snapshots: bool | None = fact(
        "A disk has old snapshots that nobody needs, or that soft delete keeps",
        "Have the VM's disks snapshots that nobody needs any more, or (unmanaged disks) that soft delete keeps?",
        portal(
            "Snapshots, filtered by the disk; unmanaged: Storage account > Containers > vhds > the disk > Snapshots"
        ),
        lasts="configured",
    )


class Lock(Row):
    """One management lock; `scope` is where it stands, `target` the id of what it stands on."""

    name: Name | None = fact("Name", holds="lock")
    id: Name | None = fact("ARM id of the lock", holds="arm_id")
    level: Literal["cannot_delete", "read_only"] | None = fact(
        "Level", words={"cannotdelete": "cannot_delete", "delete": "cannot_delete"}
    )
    scope: Literal["subscription", "resource_group", "resource"] | None = fact("Scope")
    resource_group: Name | None = fact("Resource group that it stands on or in", holds="group")
    target: Name | None = fact("ARM id of what is locked", holds="arm_id")
    notes: Text | None = fact("Notes", holds="text")


class LockFacts(Topic):
    """Management locks that can stop the clean-up of old restore points."""

    found: tuple[Lock, ...] | None = fact("Locks, as listed", lasts="configured")
    backup_group: bool | None = fact(
        "A lock holds the restore point resource group (AzureBackupRG_...), directly or from the subscription",
        "Is there a lock on the resource group AzureBackupRG_<region>_<n>, or on the whole subscription?",
        portal("Resource group AzureBackupRG_... > Settings > Locks (inherited ones are shown too)"),
        az("az lock list -g {backup_group}"),
        az("az lock list"),
        lasts="configured",
        mended=False,
    )
    backup_group_ids: tuple[Name, ...] | None = fact(
        "ARM ids of the locks that hold the restore point resource group",
        holds="arm_id",
        lasts="configured",
    )
    vm_group: bool | None = fact("A lock stands on the VM's own resource group", lasts="configured")


class RestorePointCollection(Row):
    """One restore point collection of a list or shown alone; `points` is None where its points are not shown."""

    name: Name | None = fact("Name, as `AzureBackup_<VM>_<digits>`", holds="collection")
    id: Name | None = fact("ARM id", holds="arm_id")
    resource_group: Name | None = fact("Resource group that it is in", holds="group")
    location: Name | None = fact("Azure region", holds="word")
    source: Name | None = fact("ARM id of the VM that its points are of", holds="arm_id")
    points: Count | None = fact("Number of restore points in it")
    listed: bool | None = fact("Stands in a list of collections, not shown alone")


class Refusal(Row):
    """Something of Azure Backup that an Azure Policy refused, as the activity log has it."""

    name: Name | None = fact("Which refusal it is", holds="word")
    id: Name | None = fact("ARM id of what was refused", holds="arm_id")


class RestorePointFacts(Topic):
    """Instant restore points: the snapshots in the restore point collections of the VM."""

    found: tuple[RestorePointCollection, ...] | None = fact(
        "Restore point collections, as listed and shown", lasts="state"
    )
    resource_group: Name | None = fact(
        "Resource group of the restore point collections (AzureBackupRG_<region>_<n>)",
        holds="group",
        lasts="fixed",
    )
    collections: tuple[Name, ...] | None = fact(
        "Names of the restore point collections of the VM", holds="collection", lasts="state"
    )
    count: Count | None = fact(
        "Restore points of the VM, over all collections",
        "How many restore points does the VM have, over all its restore point collections?",
        portal("Resource group AzureBackupRG_... > Show hidden types > restore point collection"),
        az("az restore-point collection list -g {backup_group}"),
        az("az restore-point collection show -g {backup_group} --collection-name {collection} --restore-points"),
        lasts="state",
    )
    refused: tuple[Refusal, ...] | None = fact(
        "Groups and collections of restore points that an Azure Policy refused, as listed", lasts="event"
    )
    group_denied: bool | None = fact(
        "An Azure Policy denies the resource group of the restore points, or what is created in it",
        "Does an Azure Policy with effect Deny (as one that demands tags) keep Azure Backup from creating its resource "
        "group AzureBackupRG_<region>_<n>, or what it puts there?",
        portal("Policy > Compliance, and subscription > Activity log: 'Deny' policy action"),
        az("az monitor activity-log list --offset 7d --status Failed -o table"),
        az("az policy assignment list --disable-scope-strict-match -o table"),
        lasts="event",
    )
    collection_deleted: bool | None = fact(
        "Someone deleted a restore point collection of the VM",
        "Does the activity log show that someone deleted a restore point collection of this VM, at or before the time "
        "of the failure?",
        portal("Resource group AzureBackupRG_... > Activity log > Delete Restore Point Collection"),
        az("az monitor activity-log list -g {backup_group} --offset 7d -o table"),
        lasts="event",
    )


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
    permissions_recently_set: bool | None = fact("The permissions were given after the failed backup", lasts="fixed")
