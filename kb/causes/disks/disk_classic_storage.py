"""The disks lie in a classic storage account."""

from ...authoring import *

_CODE = "UserErrorComputeVmWithClassicStorage"
_CLASSIC = disks.classic_storage == True
_LOOK = how(disks.classic_storage, "portal", "az")

CAUSE = cause(
    __name__,
    "The disks lie in a classic storage account",
    "The VM was migrated to Resource Manager, or made there, and its unmanaged disks still lie in a storage account of "
    "the classic kind. Azure Backup does not back up such a VM.",
    sources=(
        MATRIX_2026.section("VM storage support"),
        SELF_HELP.section("UserErrorComputeVmWithClassicStorage"),
    ),
    phases=BOTH,
    codes=(_CODE, "UserErrorUnsupportedStorageType", "UserErrorUnsupportedDiskConfiguration"),
    rules=(
        confirms(
            _CLASSIC,
            error.code.one_of(_CODE, "UserErrorUnsupportedStorageType", "UserErrorUnsupportedDiskConfiguration"),
            because="the code refuses the storage, and the account is a classic one",
            rival="disk-unmanaged: the account is seen to be classic",
        ),
        suggests(_CLASSIC),
        suggests(error.code == _CODE),
        suggests(disks.unmanaged == True, ENABLING),
        suggests(disks.unmanaged == True, signs.classic_migrated_told == True),
        hints(signs.classic_migrated_told == True),
        suggests(disks.unmanaged == True, signs.classic_storage_account == True),
        rules_out(disks.classic_storage == False),
    ),
    today="Support for classic storage ended on 2025-09-30.",
    remedy=(
        look(
            "See whether the account that the disks' address names is a classic one: as "
            "Microsoft.ClassicStorage/storageAccounts.",
            _LOOK,
        ),
        change(
            "Migrate the storage account to Resource Manager.",
            portal("Storage account (classic) > Settings > Migrate to ARM"),
            rights="Contributor on the subscription",
            caution="It has a step that prepares, and one that commits: until then it can be taken back.",
        ),
        restart(
            "Then convert the disks to managed disks.",
            az("az vm deallocate -g {resource_group} -n {vm}"),
            az("az vm convert -g {resource_group} -n {vm}"),
            caution="The VM is stopped meanwhile, and there is no way back to unmanaged disks.",
        ),
    ),
    verify=verify("The disks are managed, the VM can be protected, and its first backup is complete.", DISKS),
)
