"""A data disk was the OS disk of a Trusted Launch or confidential VM."""

from ...authoring import *

_CODE = "UserErrorUnsupportedDiskConfiguration"
_LOOK = how(disks.secure_data_disk, "portal", "az")

CAUSE = cause(
    __name__,
    "A former Trusted Launch OS disk is attached as a data disk",
    "An OS disk of a Trusted Launch or confidential VM keeps its security type when it is attached to another VM as a "
    "data disk. Azure Backup does not back up such a data disk, and refuses the VM.",
    sources=(MATRIX_2026.section("VM compute support"),),
    phases=BOTH,
    codes=(_CODE, "snapshot"),
    rules=(
        confirms(
            disks.secure_data_disk == True,
            error.code == _CODE,
            because="the code refuses the disks, and a disk with this setting is not backed up",
            rival="disk-shared: it has a code of its own",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("snapshot", _CODE)),
            disks.secure_data_disk == True,
            because="such a disk is not backed up, whatever has failed this time",
            rival="disk-shared: another setting of a disk",
        ),
        suggests(disks.secure_data_disk == True),
        rules_out(disks.secure_data_disk == False),
    ),
    remedy=(
        look("See which data disk has a security type (TrustedLaunch, ConfidentialVM).", _LOOK),
        change(
            "Copy what is needed from it to an ordinary disk, then detach it.",
            portal("VM {vm} > Settings > Disks > Detach"),
            az("az vm disk detach -g {resource_group} --vm-name {vm} --name {disk}"),
            caution="Unmount it in the guest first. Keep the disk until the copy is checked.",
        ),
        EXCLUDE_DISK,
        TRY_AGAIN,
    ),
    verify=verify("No data disk has a security type, and a backup is complete.", _LOOK),
)
