"""The disks are unmanaged."""

from ...authoring import *

_CODES = (
    "UserErrorUnsupportedStorageType",
    "UserErrorUnsupportedDiskConfiguration",
    "UserErrorBCMPremiumStorageQuotaError",
)
_UNMANAGED = disks.unmanaged == True

CAUSE = cause(
    __name__,
    "The disks of the VM are unmanaged",
    "Disks that are files in a storage account are no longer supported. As long as they were, the account had to let "
    "Azure Backup in, and an account of the premium kind needed free space for a whole copy at the first backup.",
    sources=(
        MATRIX_2026.section("VM storage support"),
        SELF_HELP.section("UserErrorBCMPremiumStorageQuotaError"),
    ),
    phases=BOTH,
    codes=(*_CODES, "snapshot"),
    rules=(
        confirms(
            _UNMANAGED,
            disks.classic_storage == False,
            error.code.one_of(*_CODES),
            because="the code refuses the storage, which is a storage account",
            rival="disk-classic-storage: the account is not a classic one",
        ),
        suggests(error.code == _CODES[2]),
        suggests(_UNMANAGED, ENABLING),
        hints(_UNMANAGED),
        rules_out(disks.unmanaged == False),
    ),
    today="Deprecated in the support matrix of 2026-01; older backups of such VMs can be restored as managed disks.",
    remedy=(
        look("See that the disks have an address (vhd.uri) in place of a managed disk.", DISKS),
        restart(
            "Convert them to managed disks.",
            portal("VM {vm} > Settings > Disks > Migrate to managed disks"),
            az("az vm deallocate -g {resource_group} -n {vm}"),
            az("az vm convert -g {resource_group} -n {vm}"),
            caution="The VM is stopped meanwhile, and there is no way back. The next backup copies everything anew.",
        ),
        change(
            "Where that cannot be done yet, make room in the storage account: as much as the VM's disks hold.",
            portal("Storage account > Monitoring > Metrics > Used capacity"),
            rights="Storage Account Contributor",
            caution="Only the first backup needs it.",
        ),
    ),
    verify=verify("The disks are managed, and a backup is complete.", DISKS),
)
