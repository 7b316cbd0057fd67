"""What can be observed about the backup itself (`backup`): vault, item, policy and jobs."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ..declaration import Row, Topic, ask, az, fact, portal
from ..quantities import Count, Gibibytes, Hours, Name, Text

_JOBS = portal("Recovery Services vault > Monitoring > Backup jobs")
_POLICY = portal("Recovery Services vault > Backup policies > (the policy)")
_ITEM = az("az backup item list -g {vault_resource_group} -v {vault} --backup-management-type AzureIaasVM")

JobStatus = Literal["in_progress", "completed", "completed_with_warnings", "failed", "cancelling", "cancelled"]


class Job(Row):
    """One job of the VM."""

    name: Name | None = fact("Job id", holds="job")
    vault: Name | None = fact("Vault", holds="vault")
    operation: Name | None = fact("Operation, as `Backup`", holds="word")
    status: JobStatus | None = fact("Status")
    started: datetime | None = fact("Start time")
    ended: datetime | None = fact("End time")


class Policy(Row):
    """One backup policy of a vault, whichever items use it."""

    name: Name | None = fact("Name", holds="policy")
    id: Name | None = fact("ARM id", holds="arm_id")
    vault: Name | None = fact("Vault", holds="vault")
    type: Literal["standard", "enhanced"] | None = fact("Type", words={"v1": "standard", "v2": "enhanced"})
    interval_hours: Hours | None = fact("Hours between two scheduled backups, the shortest", unit="h")
    scheduled_per_day: Count | None = fact("Scheduled backups per day")
    instant_retention_days: Count | None = fact("Days that instant restore points are kept", unit="days")
    crash_consistent_only: bool | None = fact("Takes only crash-consistent snapshots")
    items: Count | None = fact("VMs that use it")


class BackupFacts(Topic):
    """How the VM is protected, and what its jobs do."""

    vault: Name | None = fact("Recovery Services vault", holds="vault", lasts="fixed")
    vault_resource_group: Name | None = fact("Resource group of the vault", holds="group", lasts="fixed")
    container: Name | None = fact("Container name, as `iaasvmcontainerv2;rg;vm`", holds="container", lasts="fixed")
    item: Name | None = fact("Protected item name, as `vm;iaasvmcontainerv2;rg;vm`", holds="container", lasts="fixed")
    job: Name | None = fact("Id of the failed job", holds="job", lasts="fixed")
    jobs: tuple[Job, ...] | None = fact("Jobs of the VM, as listed", lasts="state", hours=2)
    last_status: Literal[JobStatus, "none"] | None = fact("Status of the last backup", lasts="state", hours=24)
    protection_state: (
        Literal[
            "protected",
            "first_backup_pending",
            "protection_error",
            "stopped",
            "paused",
            "suspended",
            "not_protected",
        ]
        | None
    ) = fact(
        "Protection state of the backup item",
        "Which protection state does the backup item have (Protected, Stopped, Paused, not protected, ...)?",
        portal("Recovery Services vault > Backup items > Azure Virtual Machine > (the VM)"),
        _ITEM,
        words={
            "irpending": "first_backup_pending",
            "protectionstopped": "stopped",
            "protectionpaused": "paused",
            "backupssuspended": "suspended",
        },
        lasts="configured",
        mended="protected",
    )
    precheck: Literal["passed", "action_suggested", "action_required", "invalid"] | None = fact(
        "Backup pre-check status",
        words={"warning": "action_suggested", "critical": "action_required"},
        lasts="state",
    )
    later_completed: bool | None = fact(
        "A later backup of the VM has completed",
        "Has a later backup of this VM completed since?",
        portal("Recovery Services vault > Backup Jobs, filtered by the VM"),
        lasts="fixed",
    )
    job_in_progress: bool | None = fact(
        "Another backup job of the VM is running in this vault",
        "Is another backup job of this VM running in the vault?",
        _JOBS,
        az("az backup job list -g {vault_resource_group} -v {vault} --status InProgress"),
        lasts="state",
        hours=2,
    )
    running_jobs: tuple[Name, ...] | None = fact(
        "Ids of other backup jobs of the VM that are running", holds="job", lasts="state", hours=2
    )
    moved_from_other_vault: bool | None = fact(
        "The VM was protected in another vault before",
        "Was this VM protected in another vault before?",
        ask("whoever set up the backup knows; the old vault still lists the VM under Backup items"),
        lasts="fixed",
    )
    job_in_old_vault: bool | None = fact(
        "A backup job of the VM is running in the old vault",
        "Is a backup job of this VM running in the old vault?",
        portal("old Recovery Services vault > Monitoring > Backup jobs"),
        az("az backup job list -g {old_vault_resource_group} -v {old_vault} --status InProgress"),
        lasts="state",
        hours=2,
    )
    old_vault: Name | None = fact("The vault that protected the VM before", holds="vault", lasts="fixed")
    old_vault_resource_group: Name | None = fact("Resource group of the old vault", holds="group", lasts="fixed")
    last_duration_hours: Hours | None = fact(
        "Duration of the last complete backup",
        "How many hours did the last complete backup take?",
        _JOBS,
        unit="h",
        lasts="state",
    )
    transferred_gb: Gibibytes | None = fact(
        "Data that the backup transferred to the vault",
        "How much data has the backup transferred (GB)?",
        portal("Recovery Services vault > Monitoring > Backup jobs > the job > Data Transferred"),
        az("az backup job show -g {vault_resource_group} -v {vault} -n {job}"),
        unit="GiB",
        lasts="fixed",
    )
    disk_added: bool | None = fact(
        "A disk was added or moved since the last complete backup",
        "Was a disk added to the VM, or moved, since its last complete backup?",
        portal("Recovery Services vault > Monitoring > Backup jobs > the job > Backed-up disk(s), of two jobs"),
        ask("whoever runs the VM knows"),
        lasts="fixed",
    )
    interval_hours: Hours | None = fact(
        "Hours between two scheduled backups",
        "How many hours lie between two scheduled backups?",
        _POLICY,
        unit="h",
        lasts="configured",
    )
    overruns_schedule: bool | None = fact(
        "The last backup took longer than the schedule leaves between two",
        "Did the last complete backup take longer than the time between two scheduled backups?",
        _JOBS,
        lasts="state",
    )
    per_day: Count | None = fact(
        "Backups per day, scheduled and on demand together",
        "How many backups of this VM are taken per day (scheduled and on demand)?",
        portal("Recovery Services vault > Backup policies, and Backup jobs of the last days"),
        lasts="configured",
    )
    policy: Name | None = fact("Name of the backup policy", holds="policy", lasts="configured")
    policies: tuple[Policy, ...] | None = fact("Backup policies, as listed and shown", lasts="configured")
    policy_type: Literal["standard", "enhanced"] | None = fact(
        "Type of the backup policy",
        "Is the backup policy a Standard or an Enhanced policy?",
        portal("Recovery Services vault > Backup policies > Policy sub type"),
        words={"v1": "standard", "v2": "enhanced"},
        lasts="configured",
        mended="enhanced",
    )
    policy_migrated: bool | None = fact(
        "The VM was moved from a Standard to an Enhanced policy, and backups fail since",
        "Was the VM moved from a Standard to an Enhanced policy, and do its backups fail since then?",
        ask("whoever set up the backup knows; the vault's activity log shows the change of the policy"),
        portal("Recovery Services vault > Backup items > (the VM) > Backup policy, and the vault's Activity log"),
        lasts="event",
    )
    crash_consistent_only: bool | None = fact(
        "The policy takes only crash-consistent snapshots, without the agent",
        "Is 'Only crash consistent snapshot' ticked in the (Enhanced) policy?",
        _POLICY,
        lasts="configured",
    )
    instant_retention_days: Count | None = fact(
        "Days that instant restore points are kept",
        "For how many days does the policy keep instant restore points?",
        _POLICY,
        unit="days",
        lasts="configured",
    )
    protected_elsewhere: bool | None = fact(
        "Another vault than this one protects the VM",
        "Does another vault than the one that you use protect the VM?",
        portal("VM > Backup: the vault that it names"),
        az("az backup protection check-vm --vm {vm_id}"),
        lasts="configured",
        mended=False,
    )
    soft_deleted: bool | None = fact(
        "The vault holds a soft-deleted backup item of the VM",
        "Does this vault hold a soft-deleted backup item of the VM (or of an earlier VM of this name)?",
        portal("Recovery Services vault > Backup items > Azure Virtual Machine: Soft deleted"),
        _ITEM,
        lasts="configured",
        mended=False,
    )
    policy_items: Count | None = fact(
        "VMs that use the backup policy",
        "How many VMs use this backup policy?",
        portal("Recovery Services vault > Backup policies > (the policy) > Associated items"),
        az(
            "az backup policy show -g {vault_resource_group} -v {vault} -n {policy} --query "
            "properties.protectedItemsCount"
        ),
        lasts="configured",
    )
    policy_inconsistent: bool | None = fact(
        "The last change of the policy did not reach the backup item",
        "Does the backup item say that its policy is inconsistent (extendedInfo.policyInconsistent)?",
        az(
            "az backup item show -g {vault_resource_group} -v {vault} -c {vm} -n {vm} --backup-management-type "
            "AzureIaasVM --query properties.extendedInfo"
        ),
        lasts="configured",
        mended=False,
    )
    policy_fault: (
        Literal[
            "times_differ",
            "days_not_scheduled",
            "hourly_window",
            "archive_without_monthly",
            "other_type",
            "timezone_unknown",
            "retention_out_of_limits",
            "instant_too_long",
            "none",
        ]
        | None
    ) = fact(
        "What is wrong in the policy's input",
        "What of this is so in the policy that was sent: the retention's times differ from the schedule's "
        "(times_differ), retention days are not among the schedule's (days_not_scheduled), an hourly schedule has an "
        "interval as long as its window (hourly_window), archiving without monthly or yearly points "
        "(archive_without_monthly), a policy of this name has another type (other_type), a time zone by another name "
        "than Windows gives it (timezone_unknown), retention beyond the limits (retention_out_of_limits), instant "
        "points kept too long (instant_too_long), or none of this?",
        ask("compare the JSON, template or Terraform block that was sent with a default policy"),
        az("az backup policy get-default-for-vm -g {vault_resource_group} -v {vault}"),
        lasts="fixed",
    )
    policy_workload: Literal["vm", "sql", "hana", "files", "other"] | None = fact(
        "Kind of workload that the policy is for",
        "For which kind of workload is the backup policy: Azure VMs (vm), SQL Server in VMs, SAP HANA in VMs (hana), "
        "file shares (files), or another?",
        portal("Recovery Services vault > Backup policies > Policy type"),
        az(
            "az backup policy show -g {vault_resource_group} -v {vault} -n {policy} --query "
            "properties.backupManagementType"
        ),
        words={"azureiaasvm": "vm", "azureworkload": "sql", "azurestorage": "files", "mssql": "sql"},
        lasts="fixed",
    )
    protection_change_running: bool | None = fact(
        "Another change of the VM's protection, or of the vault, is running",
        "Does another job that enables or changes the backup of this VM, or an update of the vault, still run?",
        portal("Recovery Services vault > Monitoring > Backup jobs, operation Configure backup"),
        az("az backup job list -g {vault_resource_group} -v {vault} --operation ConfigureBackup --status InProgress"),
        lasts="state",
        hours=2,
    )
    refusal_code: Name | None = fact(
        "Error code with which Azure refuses to protect the VM, asked without doing it", holds="code", lasts="event"
    )
    refusal_message: Text | None = fact(
        "What Azure says where it refuses to protect the VM, asked without doing it", holds="text", lasts="event"
    )
    left_trusted_launch: bool | None = fact(
        "The VM was a Trusted Launch VM when it was protected, and is a Standard one now",
        "Was the VM a Trusted Launch VM while it was protected before, and is its security type Standard now?",
        portal("VM > Overview: Security type, and the VM's Activity log"),
        az("az vm show -g {resource_group} -n {vm} --query securityProfile"),
        lasts="fixed",
    )
    on_demand_today: Count | None = fact(
        "Backups on demand that were tried for the VM on that day (UTC)",
        "How many backups on demand were tried for this VM on that day (UTC), failed ones included?",
        _JOBS,
        lasts="fixed",
    )
    last_done: (
        Literal[
            "moved_group",
            "moved_subscription",
            "moved_region",
            "recreated",
            "renamed",
            "restored",
            "policy_changed",
            "nothing",
        ]
        | None
    ) = fact(
        "What was done to the VM since its backup worked",
        "What was done to the VM since its backup last worked: was it moved to another resource group (moved_group), "
        "subscription or region, made anew under the same name (recreated), renamed, restored, given another backup "
        "policy (policy_changed), or nothing of this?",
        ask("whoever runs the VM knows; the VM's and the subscription's activity log show a move for 90 days"),
        lasts="fixed",
    )
    other_product_at_failure: bool | None = fact(
        "Another product made a snapshot of the machine at the time of the failure",
        "Did another backup product, or a task with shadow copies, run on this machine within 15 minutes of the "
        "failure?",
        ask("whoever runs other backups of this machine knows their times"),
        lasts="fixed",
    )
    first_backup_done: bool | None = fact(
        "A backup of this VM has succeeded before",
        "Has a backup of this VM ever succeeded?",
        _JOBS,
        _ITEM,
        lasts="fixed",
    )
    last_time: datetime | None = fact("Time of the last backup attempt", lasts="fixed")
