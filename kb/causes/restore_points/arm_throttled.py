"""The subscription's calls to Azure are throttled."""

from ...authoring import *

_CODE = "TooManyRequests"
_THROTTLED = platform.throttled == True
_LOG = how(platform.throttled, "portal", "az")

CAUSE = cause(
    __name__,
    "The subscription's calls to Azure are throttled",
    "Azure takes only so many calls of a subscription in a time, per region and kind of call. Above that it answers "
    "429, to Azure Backup too: at the start of many backups at once, or beside a script or product that calls all the "
    "time. Terraform reads every backup item in each run: with many VMs it makes such calls itself.",
    sources=(
        THROTTLING.section("Throttling error details"),
        THROTTLING.section("Best practices"),
    ),
    phases=BOTH,
    codes=(_CODE, "snapshot"),
    rules=(
        confirms(
            _THROTTLED,
            error.code == _CODE,
            because="the code says it, and Azure refused calls of the subscription for their number at that time",
            rival="none: a VM's own trouble does not make 429",
        ),
        # A call that was refused once was made again: it is common, and harms no backup by itself.
        hints(_THROTTLED),
        suggests(error.code == _CODE),
        rules_out(platform.throttled == False),
    ),
    remedy=(
        look(
            "See in the activity log who calls so often, and at which kind of call the answers were 429.",
            _LOG,
            azps(
                "Export-AzLogAnalyticThrottledRequest -Location {location} -FromTime (Get-Date).AddDays(-1) "
                "-ToTime (Get-Date) -BlobContainerSasUri {container_sas}"
            ),
            rights="Reader on the subscription",
            caution="The report does not count calls on disks and snapshots.",
        ),
        change(
            "Spread the schedules of the vaults, and have scripts wait as long as Retry-After says.",
            SCHEDULE,
            rights="Backup Contributor on the vault",
            caution="A schedule holds for all VMs of the policy. With Terraform: fewer calls at a time "
            "(-parallelism), and states of fewer VMs.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("The activity log shows no more answers of 429 at the time of the backups.", _LOG),
)
