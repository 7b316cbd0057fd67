"""Codes of a backup that did not begin: another one runs, the VM is not protected, or no longer exists."""

from ...engine.knowledge import ErrorCode
from ..sources import RECORDINGS, SEED, SIBLING, THREADS

_GONE = SIBLING.section("320001, ResourceNotFound / 400094, BCMV2VMNotFound")

START_CODES = (
    ErrorCode(
        code="UserErrorBackupOperationInProgress",
        title="Another backup operation is in progress",
        families=("backup-in-progress",),
        names=("job-running",),
        aliases=("SystemBackupOperationInProgress",),
        messages=(
            "Unable to initiate backup as another backup operation is currently in progress",
            "Another operation is currently in progress on this item. Please wait until the previous operation "
            "is completed",
            "kan geen back-up initiëren omdat er momenteel een andere back-upbewerking wordt uitgevoerd",
            "kan de back-up niet starten omdat er momenteel een andere back-upbewerking wordt uitgevoerd",
        ),
        sources=(SEED.section("UserErrorBackupOperationInProgress"),),
    ),
    ErrorCode(
        code="UserErrorBcmDatasourceNotPresent",
        title="This virtual machine is not (actively) protected by Azure Backup",
        families=("not-protected",),
        names=("not-protected",),
        messages=(
            "Backup failed: This virtual machine is not (actively) protected by Azure Backup.",
            "back-up is mislukt: deze virtuele machine is niet (actief) beveiligd door Azure Backup",
            "het maken van de back-up is mislukt: deze virtuele machine wordt niet (actief) beveiligd door Azure "
            "backup.",
        ),
        sources=(SEED.section("UserErrorBcmDatasourceNotPresent"),),
    ),
    ErrorCode(
        code="ResourceNotFound",
        title="Could not perform the operation as the VM no longer exists",
        families=("vm-gone",),
        says=("vm_gone",),
        names=("vm-gone",),
        messages=("Could not perform the operation as VM no longer exists.",),
        numbers=(320001,),
        sources=(_GONE,),
    ),
    ErrorCode(
        code="BCMV2VMNotFound",
        title="The virtual machine doesn't exist",
        families=("vm-gone",),
        says=("vm_gone",),
        names=("vm-gone",),
        messages=("The virtual machine doesn't exist", "An Azure virtual machine wasn't found."),
        numbers=(400094,),
        sources=(_GONE,),
    ),
    ErrorCode(
        code="UserErrorVmNotFoundV2",
        title="Virtual machine doesn't exist",
        families=("vm-gone",),
        says=("vm_gone",),
        names=("vm-gone",),
        messages=("Virtual machine doesn't exist.",),
        aliases=("UserErrorAzureVmNotFoundV2",),
        numbers=(400136,),
        sources=(RECORDINGS.section("errorDetails of backup jobs, 2021"), _GONE),
    ),
    ErrorCode(
        code="UserErrorGenericResourceNotFound",
        title="A resource of the backup does not exist",
        families=("vm-gone", "backup-group-gone"),
        leaves_open=("keys",),
        messages=("Azure resource does not exist.",),
        numbers=(400309,),
        note="It does not say which resource: the VM, its group, a disk, a key vault. The activity log names it.",
        sources=(RECORDINGS.section("errorDetails of backup jobs, 2021"),),
    ),
    # Met at backups, and at whatever else a vault is asked for.
    ErrorCode(
        code="CloudInternalError",
        title="Azure Backup encountered an internal error of its own",
        families=("platform-transient",),
        names=("platform-transient",),
        messages=("Microsoft Azure Backup encountered an internal error. Wait for a few minutes",),
        aliases=("CloudCommunicationError", "CloudTimeoutError", "CloudServiceEndpointNotFound"),
        numbers=(130001,),
        note="Where it stays, look at the call itself: some clients get it for a filter that is missing, and where an "
        "immutable vault refuses to delete.",
        sources=(THREADS.section("Internal errors of Azure Backup, 2018 to 2023"),),
    ),
)
