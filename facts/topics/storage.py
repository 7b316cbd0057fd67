"""What can be observed about disks, locks and restore points."""

from __future__ import annotations

from typing import Literal

from ..declaration import AtMost, Row, Topic, az, fact, portal
from ..quantities import Count, Gibibytes, Name, Text

_LIST = az("az disk list -g {resource_group}")
_MODEL = az("az vm show -g {resource_group} -n {vm} --query storageProfile")


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
    network_closed: bool | None = fact("Its data cannot be reached from public networks")
    system: bool | None = fact("It is the disk of the operating system")
    write_accelerator: bool | None = fact("Write Accelerator is on")
    ephemeral: bool | None = fact("Ephemeral: it lies on the host, and is lost when the VM is deallocated")
    failed: bool | None = fact("Azure shows it in a state other than 'Provisioning succeeded'")
    being_detached: bool | None = fact("It is being detached (toBeDetached)")
    security_type: Name | None = fact("Security type, as `TrustedLaunch`", holds="word")
    encryption_set: Name | None = fact("ARM id of its disk encryption set", holds="arm_id")
    access_open: bool | None = fact("Someone has an access (SAS) to its data (diskState ActiveSAS)")


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
        mended=False,
    )
    shared: bool | None = fact(
        "A shared disk (maxShares above 1) is attached",
        "Is a shared disk (one that several VMs can attach, maxShares above 1) attached to the VM?",
        portal("VM > Settings > Disks > (each data disk) > Configuration: Shared disk"),
        _LIST,
        lasts="configured",
        mended=False,
    )
    fast_kinds: tuple[Literal["ultra", "premium_v2"], ...] | None = fact(
        "Ultra and Premium SSD v2 disks among those of the VM",
        "Has the VM Ultra disks (ultra) or Premium SSD v2 disks (premium_v2)? Say none where it has neither.",
        portal("VM > Settings > Disks: Storage type"),
        _LIST,
        lasts="configured",
        mended=(),
    )
    write_accelerator: Literal["none", "data", "os"] | None = fact(
        "Disks with Write Accelerator: none, data disks, or the one of the operating system",
        "Is Write Accelerator on for the OS disk (os), for data disks only (data), or for none?",
        portal("VM > Settings > Disks > Host caching: with Write Accelerator or without"),
        _MODEL,
        lasts="configured",
        mended="none",
    )
    ephemeral_os: bool | None = fact(
        "The OS disk is ephemeral: it lies on the host",
        "Is the OS disk of the VM an ephemeral one (it lies on the host and is lost when the VM is deallocated)?",
        portal("VM > Overview > JSON View > storageProfile.osDisk.diffDiskSettings"),
        _MODEL,
        lasts="fixed",
    )
    entra_auth: bool | None = fact(
        "A disk demands Microsoft Entra sign-in for access to its data",
        "Does a disk of the VM demand Microsoft Entra sign-in for access to its data (dataAccessAuthMode)?",
        portal("Disk > Settings > Disk export: data access authentication mode"),
        _LIST,
        lasts="configured",
        mended=False,
    )
    network_closed: bool | None = fact(
        "The data of a disk cannot be reached from public networks",
        "Is a disk of the VM closed to public networks (publicNetworkAccess Disabled, or networkAccessPolicy DenyAll "
        "or AllowPrivate)?",
        portal("Disk > Settings > Networking"),
        _LIST,
        lasts="configured",
        mended=False,
    )
    secure_data_disk: bool | None = fact(
        "A data disk was the OS disk of a Trusted Launch or confidential VM",
        "Is a data disk of the VM a former OS disk of a Trusted Launch or confidential VM (it has a security type)?",
        portal("Disk > Overview > JSON View > securityProfile.securityType, of each data disk"),
        _LIST,
        lasts="fixed",
    )
    failed: bool | None = fact(
        "A disk of the VM is in a failed state, or is being detached",
        "Does a disk of the VM stand in a failed state, or is one still being detached?",
        portal("VM > Overview > JSON View > instanceView.disks, and storageProfile.dataDisks.toBeDetached"),
        az("az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.disks"),
        lasts="state",
    )
    data_count: Count | None = fact(
        "Number of data disks",
        "How many data disks has the VM?",
        portal("VM > Settings > Disks"),
        az('az vm show -g {resource_group} -n {vm} --query "length(storageProfile.dataDisks)"'),
        lasts="configured",
    )
    classic_storage: bool | None = fact(
        "The disks lie in a classic storage account",
        "Do the disks of the VM lie in a classic storage account (Microsoft.ClassicStorage)?",
        portal("Storage accounts (classic)"),
        az("az resource list --resource-type Microsoft.ClassicStorage/storageAccounts -o table"),
        lasts="configured",
        mended=False,
    )
    other_snapshots: bool | None = fact(
        "Another product took snapshots of the same disks at the time of the failure",
        "Did another product (Site Recovery, Azure Disk Backup, Veeam, ...) or a script take snapshots of the VM's "
        "disks at the time when the backup failed?",
        portal("Snapshots, sorted by time; subscription > Activity log > Create or Update Snapshot"),
        az('az snapshot list --query "[].[name,timeCreated,creationData.sourceResourceId]"'),
        lasts="event",
    )
    excluded: bool | None = fact(
        "Disks are left out of the backup (selective disk backup)",
        "Are disks of the VM left out of its backup (selective disk backup)?",
        portal("Recovery Services vault > Backup items > Azure Virtual Machine > (the VM) > View details"),
        az(
            "az backup item show -g {vault_resource_group} -v {vault} -c {vm} -n {vm} "
            "--backup-management-type AzureIaasVM --query properties.extendedProperties.diskExclusionProperties"
        ),
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
    readonly_on_vm: bool | None = fact(
        "A ReadOnly lock holds the VM: on it, its resource group or the subscription",
        "Is there a lock of level ReadOnly on the VM, its resource group or the whole subscription?",
        portal("VM > Settings > Locks (inherited ones are shown too)"),
        az("az lock list"),
        lasts="configured",
        mended=False,
    )
    readonly_on_vm_ids: tuple[Name, ...] | None = fact(
        "ARM ids of the ReadOnly locks that hold the VM", holds="arm_id", lasts="configured"
    )
    refused_cleanup: bool | None = fact(
        "The activity log shows that a lock refused to let restore points of the VM be deleted (ScopeLocked)",
        "Does the activity log of the backup group show a failed 'Delete Restore Point' with ScopeLocked for this VM?",
        portal("Resource group AzureBackupRG_... > Activity log: Delete Restore Point, Failed"),
        az("az monitor activity-log list -g {backup_group} --offset 7d --status Failed"),
        lasts="event",
    )


class RestorePointCollection(Row):
    """One restore point collection of a list or shown alone; `points` is None where its points are not shown."""

    name: Name | None = fact("Name, as `AzureBackup_<VM>_<digits>`", holds="collection")
    id: Name | None = fact("ARM id", holds="arm_id")
    resource_group: Name | None = fact("Resource group that it is in", holds="group")
    location: Name | None = fact("Azure region", holds="word")
    source: Name | None = fact("ARM id of the VM that its points are of", holds="arm_id")
    points: Count | None = fact("Number of restore points in it")
    listed: bool | None = fact("Stands in a list of collections, not shown alone")
    state: Literal["succeeded", "updating", "failed", "deleting"] | None = fact(
        "Provisioning state", words={"creating": "updating"}
    )


class Refusal(Row):
    """Something of Azure Backup that an Azure Policy refused, as the activity log has it."""

    name: Name | None = fact("Which refusal it is", holds="word")
    id: Name | None = fact("ARM id of what was refused", holds="arm_id")
    reason: Name | None = fact("Why, as far as the policy's name and words tell: `tag`, `location`, ...", holds="word")
    assignment: Name | None = fact("Name of the policy assignment that refused it", holds="policy")


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
        "Names of the restore point collections of the VM",
        "What are the names of the VM's restore point collections? Say none where it has none.",
        portal("Resource group AzureBackupRG_... > Show hidden types"),
        az("az restore-point collection list -g {backup_group} -o table"),
        holds="collection",
        lasts="state",
    )
    count: Count | None = fact(
        "Restore points of the VM, over all collections",
        "How many restore points does the VM have, over all its restore point collections?",
        portal("Resource group AzureBackupRG_... > Show hidden types > restore point collection"),
        az("az restore-point collection list -g {backup_group}"),
        az("az restore-point collection show -g {backup_group} --collection-name {collection} --restore-points"),
        lasts="state",
        mended=AtMost(17),
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
    create_error: Text | None = fact(
        "Error of the failed restore point in the activity log", holds="text", lasts="event"
    )
    provisioning_state: Literal["succeeded", "updating", "failed", "deleting"] | None = fact(
        "Provisioning state of the VM's restore point collection",
        "Which provisioning state has the VM's restore point collection (Succeeded, Deleting, ...)?",
        portal("Resource group AzureBackupRG_... > Show hidden types > the collection > JSON View"),
        az(
            "az restore-point collection show -g {backup_group} --collection-name {collection} "
            "--query provisioningState"
        ),
        words={"creating": "updating"},
        lasts="state",
    )
    foreign: bool | None = fact(
        "Another product makes restore points of the VM: a collection whose name is not AzureBackup_...",
        "Has the VM restore point collections that Azure Backup did not make (their names do not begin AzureBackup_)?",
        portal("Restore point collections of the subscription, filtered by their source"),
        az('az restore-point collection list-all --query "[].[name,source.id]"'),
        lasts="configured",
        mended=False,
    )
    access_open: bool | None = fact(
        "An access (SAS) to a disk of an old restore point is still open",
        "Did someone open an access (SAS, export) to a disk of an old restore point, and not end it?",
        portal("Resource group AzureBackupRG_... > Activity log: Delete Restore Point, Failed"),
        az("az monitor activity-log list -g {backup_group} --offset 7d --status Failed"),
        lasts="configured",
        mended=False,
    )
    group_deleted: bool | None = fact(
        "Someone deletes, or deleted, the resource group of the restore points",
        "Did someone delete the resource group AzureBackupRG_<region>_<n> at the time of the failure?",
        portal("Subscription > Activity log > Delete resource group"),
        az("az monitor activity-log list -g {backup_group} --offset 7d -o table"),
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
