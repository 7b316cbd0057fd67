"""Error codes that are not of a backup: of a restore, of configuring a backup, or of a job that was cancelled.

Someone who pastes one is told so. None of them is a sign for or against a cause.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.knowledge import ErrorCode
from ...facts.references import Reference
from ..sources import FAQ, RECORDINGS, SELF_HELP, SIBLING

_RESTORE, _CONFIGURE = "a restore", "configuring a backup"
_CROSS = "UserErrorCrossSubscriptionRestore"

_RECORDED = RECORDINGS.section("errorDetails of jobs")
# Code, operation, message and number as far as they are known, source (None: the sibling page, under the code).
_ROWS: tuple[tuple[str, str, str, int | None, Reference | None], ...] = (
    ("UserErrorSkuNotAvailable", _RESTORE, "VM creation failed as VM size selected is not available.", None, None),
    (
        "UserErrorMarketPlaceVMNotSupported",
        _RESTORE,
        "VM creation failed due to Market Place purchase request being not present.",
        None,
        None,
    ),
    (
        "UserErrorInstantRpNotFound",
        _RESTORE,
        "Restore failed because the snapshot of the VM was not found. The snapshot could have been deleted, please "
        "check.",
        None,
        None,
    ),
    (
        f"{_CROSS}NotSupportedForOLR",
        _RESTORE,
        "Operation failed as Cross Subscription Restore is not supported for Original Location Recovery.",
        None,
        None,
    ),
    (
        f"{_CROSS}NotSupportedForUnManagedAzureVM",
        _RESTORE,
        "Operation failed as Cross Subscription Restore is not supported for Azure VMs with Unmanaged Disks.",
        None,
        None,
    ),
    (
        f"{_CROSS}NotSupportedForCRR",
        _RESTORE,
        "Operation failed as Cross Subscription Restore is not supported along-with Cross Region Restore.",
        None,
        None,
    ),
    (
        f"{_CROSS}NotSupportedFromSnapshot",
        _RESTORE,
        "Operation failed as Cross Subscription Restore is not supported when restoring from a Snapshot recovery "
        "point.",
        None,
        None,
    ),
    (
        f"{_CROSS}InvalidTenant",
        _RESTORE,
        "Operation failed as the tenant IDs for source and target subscriptions don't match.",
        None,
        None,
    ),
    (
        f"{_CROSS}InvalidTargetSubscription",
        _RESTORE,
        "Operation failed as the target subscription specified for restore is not registered to the Azure Recovery "
        "Services Resource Provider.",
        None,
        None,
    ),
    (
        f"{_CROSS}NotSupportedForEncryptedAzureVM",
        _RESTORE,
        "Operation failed as Cross Subscription Restore is not supported for Encrypted Azure VMs.",
        None,
        None,
    ),
    (
        f"{_CROSS}NotSupportedForTrustedLaunchAzureVM",
        _RESTORE,
        "Operation failed as Cross Subscription Restore is not supported for Trusted Launch Azure VMs (TVMs).",
        None,
        None,
    ),
    ("UserErrorVmNotShutDown", _RESTORE, "", None, FAQ.section("Restore")),
    ("VMMarketplaceInvalidInput", "creating or starting a VM", "", None, FAQ.section("Restore")),
    ("RestoreOperationFailed", _RESTORE, "Restore failed with an internal error.", 400003, _RECORDED),
    ("DataTransferFromVaultFailed", _RESTORE, "Data transfer from the vault failed.", 400004, _RECORDED),
    ("UserErrorBCMRestoreStorageAccountNotFound", _RESTORE, "", 400048, _RECORDED),
    ("UserErrorBCMRestoreStorageAccountNotInSameVaultLocation", _RESTORE, "", 400069, _RECORDED),
    ("UserErrorSubnetNotFoundV2", _RESTORE, "", 400138, _RECORDED),
    ("VMCreationTimeOutStorageErrorV2", _RESTORE, "", 400199, _RECORDED),
    ("UserErrorUnsupportedConfigForUnmanagedToManaged", _RESTORE, "", 400367, _RECORDED),
    ("DiskAPIRevokeSASFailed", _RESTORE, "", 400380, _RECORDED),
    (
        "UserErrorMigrationFromTrustedLaunchVMToNonTrustedVMNotAllowed",
        _CONFIGURE,
        "Backup cannot be configured for the VM which has migrated from Trusted Launch mode to non Trusted Launch "
        "mode.",
        None,
        None,
    ),
    *(
        (code, "a backup of SQL Server in a VM", message, None, SELF_HELP.section(code))
        for code, message in (
            ("UserErrorSQLLSNValidationFailure", "Log chain is broken."),
            (
                "UserErrorOtherBackupProductCausingSQLLSNValidationFailure",
                "Log chain is broken, as another backup product is taking backups",
            ),
        )
    ),
    ("UserErrorJobSuccessfullyCancelled", "a job that was cancelled", "Job is cancelled.", 400158, _RECORDED),
)


def _codes() -> Iterator[ErrorCode]:
    for code, operation, message, number, source in _ROWS:
        yield ErrorCode(
            code=code,
            title=message.removesuffix(".") or f"A code of {operation}",
            families=(),
            messages=(message,) if message else (),
            numbers=(number,) if number else (),
            note=(
                f"{code} is a code of {operation}, not of a backup: it does not tell why a backup failed. The failed "
                "backup job shows another code."
            ),
            sources=(source or SIBLING.section(code),),
        )


FOREIGN_CODES = tuple(_codes())
