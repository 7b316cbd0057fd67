"""Codes of keys: those of disk encryption sets, of Azure Disk Encryption, and the vault's own.

Whose access is meant follows from the code: Backup Management Service reads the key vault of Azure Disk Encryption, the
disk encryption set's own identity the key of managed disks, and the vault's identity that of the vault.
"""

from ...engine.knowledge import ErrorCode
from ..sources import ENCRYPTED_ERRORS, ENCRYPTION_SET_REPORT, RESTORE_POINT_PAGE, SELF_HELP, VM_ERRORS

KEY_CODES = (
    ErrorCode(
        code="KeyVaultAccessForbidden",
        title="The disk encryption set may not use its key",
        families=("des-no-access", "des-key-unusable"),
        names=("des-no-access",),
        messages=("Please grant get, wrap and unwrap key permissions to disk encryption set",),
        sources=(ENCRYPTION_SET_REPORT.section("Description"),),
    ),
    ErrorCode(
        code="KeyVaultKeyNotEnabled",
        title="The key of the disk encryption set is disabled, expired or gone",
        families=("des-key-unusable",),
        names=("des-key-unusable",),
        aliases=("KeyVaultKeyNotFound", "KeyVaultKeyDisabled"),
        sources=(ENCRYPTION_SET_REPORT.section("Description"),),
    ),
    ErrorCode(
        code="DiskRestorePointClientError.KeyVaultNotFound",
        title="The key vault of the disk encryption set was not found",
        families=("des-keyvault-gone",),
        names=("des-keyvault-gone",),
        messages=("Keyvault associated with DiskEncryptionSet not found.",),
        note="DiskRestorePointClientError is a code of many errors: this is the one with that message.",
        sources=(RESTORE_POINT_PAGE.section("Keyvault associated with DiskEncryptionSet is not found"),),
    ),
    ErrorCode(
        code="DirectDriveDiskNotSupportUserAssignedIdentityDes",
        title="Ultra and Premium SSD v2 disks need a disk encryption set with a system-assigned identity",
        families=("des-identity-kind",),
        names=("des-identity-kind",),
        sources=(VM_ERRORS.section("Common virtual machine management errors"),),
    ),
    ErrorCode(
        code="DiskEncryptionKeySecretUnwrapFailed",
        title="The secret of an encrypted disk could not be unwrapped with its key",
        families=("ade-secret-gone", "keyvault-certificate-key"),
        aliases=("KeyVaultSecretDoesNotExist", "DiskEncryptionKeySecretMissingTags"),
        sources=(VM_ERRORS.section("DiskEncryptionKeySecretUnwrapFailed"),),
    ),
    ErrorCode(
        code="UserErrorInvalidVMEncryptionInfo",
        title="The encryption information of the VM is not valid",
        families=("ade-mode-mixed", "keyvault-certificate-key"),
        messages=("Invalid Encryption information supplied for VM",),
        sources=(SELF_HELP.section("UserErrorInvalidVMEncryptionInfo"),),
    ),
    ErrorCode(
        code="BCMProtGetSaSUriAsyncError",
        title="The vault may not use its own encryption key",
        families=("vault-cmk-access",),
        names=("vault-cmk-access",),
        messages=("Backup failed in allocating storage from protection service",),
        aliases=("UserErrorCMKKeyVaultAuthFailure", "UserErrorCMKMissingMangedIdentityPermissionOnKeyVault"),
        note="It is about the Recovery Services vault's own key: every item of the vault fails at once.",
        sources=(ENCRYPTED_ERRORS.section("BCMProtGetSaSUriAsyncError"),),
    ),
)
