"""The OS disk has Write Accelerator."""

from ...authoring import *

_CODES = ("UserErrorWAEnabledDisksNotSupported", "UserErrorInvalidManagedDiskOperation")
_OS = disks.write_accelerator == "os"
_LOOK = how(disks.write_accelerator, "portal", "az")

CAUSE = cause(
    __name__,
    "The OS disk has Write Accelerator",
    "Azure Backup does not back up an OS disk with Write Accelerator. Data disks with it are backed up since "
    "2022-05-18, and the VM then needs a way to the internet, even if those disks are left out.",
    sources=(
        MATRIX_2026.section("VM storage support"),
        FAQ_2025_12.section("Can we back up a VM with a Write Accelerator (WA)-enabled disk?"),
        SELF_HELP.section("UserErrorWAEnabledDisksNotSupported"),
        SELF_HELP.section("UserErrorInvalidManagedDiskOperation"),
    ),
    phases=BOTH,
    codes=(*_CODES, "UserErrorUnsupportedDiskConfiguration", "snapshot"),
    rules=(
        confirms(
            _OS,
            error.code.one_of(*_CODES, "UserErrorUnsupportedDiskConfiguration"),
            because="the code refuses the disks, and this kind of OS disk is refused",
            rival="disk-shared: it has a code of its own",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("snapshot", *_CODES, "UserErrorUnsupportedDiskConfiguration")),
            _OS,
            because="such a disk is not backed up, whatever has failed this time",
            rival="disk-shared: another setting of a disk",
        ),
        suggests(_OS),
        suggests(error.code == _CODES[0]),
        hints(disks.write_accelerator == "data"),
        rules_out(disks.write_accelerator == "none"),
    ),
    today="The codes are of 2019, when data disks with Write Accelerator were refused too.",
    remedy=(
        look("See which disks have Write Accelerator (writeAcceleratorEnabled).", _LOOK),
        restart(
            "Switch Write Accelerator off for the OS disk.",
            portal("VM {vm} > Settings > Disks > Host caching"),
            az("az vm update -g {resource_group} -n {vm} --write-accelerator os=false"),
            caution="It reboots the VM, and the disk becomes slower. Shut down the programs that use the disk first.",
        ),
        look(
            "Where only data disks have it, see that the VM reaches the internet, or leave these disks out.",
            portal("VM {vm} > Networking > Outbound rules"),
        ),
        EXCLUDE_DISK,
    ),
    verify=verify("The OS disk has no Write Accelerator, and a backup is complete.", _LOOK),
)
