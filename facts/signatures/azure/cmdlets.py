"""What the module Az.RecoveryServices answers by itself, before anything is sent: policies, names, regions, disks.

There is no error code then: the sentence in the terminal, in a script's log or in a mail is all there is.
"""

from __future__ import annotations

from functools import partial

from ...documents import AZ_POWERSHELL
from ..declaration import Signature
from .configuring import _ANSWERS

_refused = partial(Signature, where=_ANSWERS, source=AZ_POWERSHELL.section("Resources.resx"), within=None)

SIGNATURES: tuple[Signature, ...] = (
    _refused(
        "cmdlet-refuses-policy",
        "A cmdlet refuses a backup policy before it sends it",
        has=(
            "the daysofweek specified",
            "daysoftheweek is mandatory",
            "daysofweek parameter is mandatory",
            "all retention schedules are empty in retentionpolicy",
            "retentiontime in retention schedule should be same as backup time",
            "retention schedule can't be null",
            "weekly retention schedule should not be null",
            "only one backuptime is allowed",
            "only one retentiontime is allowed",
            "retentionformattype cannot be 'daily'",
            "in monthly/yearly retention schedule",
            "monthsofyear list in yearlyretentionschedule",
            "scheduletimes in schedule should be in utc",
            "scheduleruntimes in schedule policy should be in utc",
            "schedulerundays should not be empty",
            "standard hourly policy is not supported",
            "standard hourly schedule is not supported",
            "schedulewindowduration should be",
            "schedulewindowduration can't be",
            "schedulewindowstarttime is out of range",
            "incorrect value for scheduleinterval",
            "can't be null for hourly policy",
            "must be empty for non-hourly policy",
            "must be empty for hourly policy",
            "monthly or yearly retention needs to be set",
            "monthly or yearly retention should be >= 9 months",
            "tierafterduration needs to be",
            "invalid schedulepolicy - either null",
            "invalid retentionpolicy - either null",
        ),
        gives="signs.policy_refused_by_client",
        example="The DaysOfWeek specified for monthly and yearly retention policies should be a subset of the "
        "DaysOfWeek value specified in the backup schedule",
        silent="The days of the week were changed in the backup schedule.",
    ),
    _refused(
        "cmdlet-refuses-retention",
        "A cmdlet refuses the number of days, weeks, months or years of a retention",
        has="retentionduration in ",
        beside="should be from ",
        example="RetentionDuration in Days should be from 7 - 9999",
        silent="RetentionDuration in Days was set.",
    ),
    _refused(
        "cmdlet-refuses-instant-days",
        "A cmdlet refuses the days of instant restore points",
        has="snapshotretentionrangeindays, the minimum value is",
        gives="signs.instant_days_refused",
        example="For Standard policy SnapshotRetentionRangeInDays, the minimum value is 1 and maximum is 5.",
        silent="SnapshotRetentionRangeInDays is 5.",
    ),
    _refused(
        "cmdlet-refuses-region",
        "A cmdlet says that VM and vault are in different regions",
        has="is not in the same location as the recovery services vault",
        gives={"vault.same_region": False},
        example="The specified Azure Virtual Machine 'vm1' (location 'westus') is not in the same location as the "
        "Recovery Services vault (location 'eastus').",
        silent="The VM is in the same location as the Recovery Services vault.",
    ),
    _refused(
        "cmdlet-refuses-names",
        "A cmdlet finds no policy, item or VM of the name that was given, or takes its parameters for contradictory",
        has=(
            "backup policy not found with name",
            "a backup policy with the specified name already exists",
            "backup policy name must contain",
            "backup policy name should contain",
            "policyid is null or empty",
            "azure vm name can not be null or empty",
            "please specify only one of the parameters from inclusiondiskslist",
            "both inclusion and exclusion lists provided",
            "set vault context first using cmdlet",
            "invalid protectionpolicy - either null",
            "invalid item - either null",
            "verify that the vm exists and that -name, -resourcegroupname",
            "unsupported combination for workloadtype",
        ),
        gives="signs.arguments_refused",
        example="Backup Policy not found with name: DailyPolicy2",
        silent="The backup policy was found.",
    ),
    _refused(
        "cmdlet-asks-for-guard",
        "A cmdlet says that a Resource Guard protects the operation",
        has=("as the operation is protected with resourceguard", "resourceguardmapping not found"),
        gives="signs.resource_guard_request",
        example="ProtectedItemURI can't be null as the operation is protected with ResourceGuard",
        silent="The vault has no ResourceGuard.",
    ),
)
