"""Disks of an encrypted VM are left out under a Standard policy."""

from ...authoring import *

_CODE = "UserErrorEncryptedVmNotSupportedWithDiskEx"
_STANDARD = backup.policy_type == "standard"

CAUSE = cause(
    __name__,
    "Disks of an encrypted VM are left out under a Standard policy",
    "A Standard policy cannot leave disks out (selective disk backup) where the VM has Azure Disk Encryption. Its "
    "backups fail from the day on which one of the two was set.",
    sources=(ENCRYPTED_ERRORS.section("UserErrorEncryptedVmNotSupportedWithDiskEx"),),
    phases=BOTH,
    codes=(_CODE,),
    rules=(
        confirms(
            disks.encrypted == True,
            _STANDARD,
            error.code == _CODE,
            because="the code says it, and the VM is encrypted under such a policy",
            rival="keyvault-perm: it has a code of its own",
        ),
        suggests(disks.excluded == True, disks.encrypted == True, _STANDARD),
        suggests(error.code == _CODE),
        hints(disks.excluded == True, disks.encrypted == True),
        rules_out(disks.encrypted == False),
        rules_out(backup.policy_type == "enhanced"),
    ),
    remedy=(
        look("See which disks are left out.", how(disks.excluded, "portal", "az")),
        INCLUDE_ALL_DISKS,
        TO_ENHANCED,
        TRY_AGAIN,
    ),
    verify=verify("A backup of the VM is complete.", BACKUP_JOBS),
)
