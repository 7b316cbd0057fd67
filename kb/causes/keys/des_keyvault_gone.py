"""The key vault of the disk encryption set is gone."""

from ...authoring import *

_CODE = "DiskRestorePointClientError.KeyVaultNotFound"
_GONE = des.keyvault_gone == True

CAUSE = cause(
    __name__,
    "The key vault of the disk encryption set is gone",
    "The key vault with the customer-managed key of the VM's disks was deleted. Azure encrypts restore points with the "
    "same key, and cannot make one without it.",
    sources=(RESTORE_POINT_PAGE.section("Keyvault associated with DiskEncryptionSet is not found"),),
    codes=(_CODE, "snapshot"),
    rules=(
        confirms(
            _GONE,
            error.code == _CODE,
            because="the platform says that it does not find the vault",
            rival="des-no-access: there the vault is found, and refuses",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("snapshot", _CODE)),
            _GONE,
            because="the disks cannot be copied without their key, whatever has failed this time",
            rival="des-key-unusable: the whole vault is gone",
        ),
        suggests(_GONE),
        suggests(error.code == _CODE),
        rules_out(des.keyvault_gone == False),
    ),
    remedy=(
        look("See which key vault the set names, and whether it is among the deleted ones.", ENCRYPTION_SET),
        RECOVER_KEY_VAULT,
        look(
            "Then see that the set's identity still has its rights there.",
            ENCRYPTION_SET,
            caution="Access policies come back with the vault, role assignments do not.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("The key vault is there, the set has no warning, and a backup is complete.", ENCRYPTION_SET),
)
