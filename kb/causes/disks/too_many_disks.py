"""The VM has more disks than Azure Backup takes."""

from ...authoring import *

_CODE = "UserErrorBCMUnsupportedDiskCount"
_MANY = disks.data_count > DATA_DISKS.value
_LOOK = how(disks.data_count, "portal", "az")

CAUSE = cause(
    __name__,
    "The VM has more disks than Azure Backup takes",
    "Azure Backup backs up VMs of up to 32 disks. With more data disks than that, the whole VM is refused.",
    sources=(
        MATRIX_2026.section("VM storage support"),
        SELF_HELP.section("UserErrorBCMUnsupportedDiskCount"),
    ),
    phases=BOTH,
    codes=(_CODE, "UserErrorUnsupportedDiskConfiguration"),
    rules=(
        confirms(
            _MANY,
            error.code.one_of(_CODE, "UserErrorUnsupportedDiskConfiguration"),
            because="the code refuses the disks, and their number is above the limit",
            rival="disk-too-big: it has a code of its own",
        ),
        suggests(_MANY),
        suggests(error.code == _CODE),
        # With the OS disk 32 data disks are 33, and no page says whether it counts.
        hints(disks.data_count == DATA_DISKS.value),
        # A VM with unmanaged disks may have 16.
        suggests(disks.data_count > 16, disks.unmanaged == True),
        rules_out(disks.data_count < DATA_DISKS.value, disks.unmanaged == False),
        rules_out(disks.data_count < 16),
    ),
    today="Until 2018 the limit was 16 data disks, and with unmanaged disks it stayed so. Whether the OS disk counts, "
    "no page says.",
    remedy=(
        look("Count the data disks.", _LOOK),
        DETACH_DISK,
        EXCLUDE_DISK,
        TRY_AGAIN,
    ),
    verify=verify("The VM has at most 32 disks, or the others are left out, and a backup is complete.", _LOOK),
)
