"""A disk demands Microsoft Entra sign-in for access to its data."""

from ...authoring import *

_CODE = "UserErrorUnsupportedDiskConfiguration"
_LOOK = how(disks.entra_auth, "portal", "az")

CAUSE = cause(
    __name__,
    "A disk demands Microsoft Entra sign-in for data access",
    "Data of a disk with this setting are handed out only to someone who signed in with Microsoft Entra. Azure Backup "
    "reads them in another way: backups of the VM fail.",
    sources=(
        MATRIX_2026.section("VM storage support"),
        ENHANCED.section("Back up an Azure VM by using the Enhanced policy"),
    ),
    phases=BOTH,
    codes=(_CODE, "snapshot"),
    rules=(
        confirms(
            disks.entra_auth == True,
            error.code == _CODE,
            because="the code refuses the disks, and a disk with this setting is not backed up",
            rival="disk-shared: it has a code of its own",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("snapshot", _CODE)),
            disks.entra_auth == True,
            because="such a disk is not backed up, whatever has failed this time",
            rival="disk-shared: another setting of a disk",
        ),
        suggests(disks.entra_auth == True),
        rules_out(disks.entra_auth == False),
    ),
    remedy=(
        look("See which disks have dataAccessAuthMode AzureActiveDirectory.", _LOOK),
        change(
            "Switch it off for these disks.",
            portal("Disk {disk} > Settings > Disk export > Data access authentication mode"),
            az("az disk update -g {resource_group} -n {disk} --data-access-auth-mode None"),
            rights="Contributor on the disk",
            caution="It is for those who answer for security to decide: an export then needs no sign-in.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("No disk demands it, and a backup is complete.", _LOOK),
)
