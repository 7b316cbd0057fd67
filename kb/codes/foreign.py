"""Error codes that are not of a backup of a VM: of a restore, of another product, or of a job that was cancelled.

Someone who pastes one is told so, and what to do instead. None of them is a sign for or against a cause.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...engine.knowledge import ErrorCode
from ...facts.references import Reference
from ..sources import FAQ, RECORDINGS, SELF_HELP, SIBLING
from .products import PRODUCTS

_RESTORE = "a restore"
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
# Codes of a restore of the self-help articles: message, and what to do instead.
_RESTORES: dict[str, tuple[str, str]] = {
    "OlrBackupFailed": (
        "Snapshot task failed before replace disks",
        "Before it replaces disks, the restore takes a backup of the VM, and that one failed: diagnose the failed "
        "backup job of the same minute by its own code. Or restore with 'Create new'.",
    ),
    "UserErrorOlrNotSupported": (
        "The selected restore operation type is not supported.",
        "Restore with 'Create new', or restore the disks.",
    ),
    "UserErrorOlrNotSupportedOnRpWithDisksExcluded": (
        "This RP had some disks excluded during backup, original location restore from such RPs is not supported",
        "Restore the disks, and attach them.",
    ),
    "UserErrorNetworkAclSANotSupported": (
        "Network Acl Storage Account Not Supported",
        "The staging storage account has a firewall: let Azure Backup through, or choose another account.",
    ),
    "UserErrorRestoreDestinationBlobNotFound": (
        "Destination blob not found in Restore, likely user deleted it",
        "Choose another staging account, and leave its blobs alone until the restore has ended.",
    ),
    "UserErrorRestoreOperationInProgress": (
        "Unable to initiate restore as another restore operation is currently in progress.",
        "Wait until the other restore has ended.",
    ),
    "UserErrorVmAlreadyExistWithSameName": (
        "A VM with the same name already exists in the same Resource Group.",
        "Choose another name or resource group for the restored VM.",
    ),
    "UserErrorCoreCountSubscriptionQuotaReached": (
        "Core Count subscription quota has been reached.",
        "Ask for more quota of this VM family in the region, or restore in another size.",
    ),
    "IscsiMountFailure": (
        "Mounting the disk failed.",
        "Unmount the disks in the portal, and run the script of the file recovery again.",
    ),
    "UserErrorInsufficientMSIPermissions": (
        "This operation cannot be executed because MSI has insufficient permissions on the resource.",
        "Give the vault's managed identity its roles on the target, and restore again.",
    ),
    "DiskEncryptionInternalError": (
        "Unknown error encountered when retrieving secret from the Key Vault with URL",
        "The key or the secret of the encrypted VM is gone: restore it from the recovery point, then create the VM.",
    ),
    "AzureIaaSVMRecoveryPerfDifferentSA": ("", "A slow restore: choose another staging storage account."),
    "AzureIaaSVMRecoveryPerfDiskNumberGreaterThan8": (
        "",
        "A slow restore of more than 8 disks: choose a staging account that nothing else uses.",
    ),
}
_NUMBERS = {"UserErrorInsufficientMSIPermissions": (400390,)}
_ALIASES = {"UserErrorSkuNotAvailable": ("UserErrorSkuNotAvaialable",)}
_INSTEAD = {
    _RESTORE: "Look at the restore job, and at Microsoft's page on restoring Azure VMs.",
    "a job that was cancelled": "Start the backup again, and ask who cancelled it.",
}


def _foreign(
    code: str, operation: str, message: str, instead: str, source: Reference, numbers: tuple[int, ...] = ()
) -> ErrorCode:
    return ErrorCode(
        code=code,
        title=message.removesuffix(".") or f"A code of {operation}",
        families=(),
        messages=(message,) if message else (),
        aliases=_ALIASES.get(code, ()),
        numbers=numbers,
        note=(
            f"{code} is a code of {operation}, not of a backup of a VM: it does not tell why a backup failed. {instead}"
        ).rstrip(),
        sources=(source,),
    )


def _codes() -> Iterator[ErrorCode]:
    for code, operation, message, number, source in _ROWS:
        instead = _INSTEAD.get(operation, "The failed backup job shows another code.")
        yield _foreign(code, operation, message, instead, source or SIBLING.section(code), (number,) if number else ())
    for code, (message, instead) in _RESTORES.items():
        yield _foreign(code, _RESTORE, message, instead, SELF_HELP.section(code), _NUMBERS.get(code, ()))
    for product, instead, codes in PRODUCTS:
        yield from (_foreign(code, product, "", instead, SELF_HELP.section(code)) for code in codes)


FOREIGN_CODES = tuple(_codes())
