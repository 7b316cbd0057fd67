"""A program that the backup extension calls does not come back."""

from ...authoring import *

_HANGS = linux.hung_command.one_of("df", "lsblk", "mount")
_COUNTS, _COUNTS_NOT = signs.size_count_hangs == True, signs.size_count_hangs == False
_ENDS = extensions.log_ends_in == "size_count"
_TIMED_OUT = signs.vmsnapshot_command_timed_out == True

CAUSE = cause(
    __name__,
    "A program that the backup extension calls does not come back",
    "The extension calls mount, lsblk and df to find disks and their sizes, and waits for them. A file server that is "
    "gone, or a device that hangs, keeps them from ending, until the time of the whole backup is over.",
    sources=(
        SELF_HELP.section("NoExtensionStatusButStatusBlobAvailable"),
        LINUX_EXTENSION.section("main/Utils/SizeCalculation.py, main/Utils/DiskUtil.py"),
        LINUX_EXTENSION_ISSUES.section("1237"),
    ),
    applies=LINUX,
    codes=("extension",),
    needs_agent=True,
    rules=(
        confirms(
            _HANGS,
            _COUNTS,
            because="the log ends where the extension waits for df, and such a program hangs by hand as well",
            rival="fs-stays-frozen: there the log ends in the freeze, not at the count of sizes",
        ),
        suggests(_COUNTS),
        suggests(_TIMED_OUT),
        suggests(_ENDS, _HANGS),
        *(hints(_HANGS), hints(_ENDS)),
        hints(extensions.backup_started == True, extensions.backup_reported == False),
        # A file server can be back by now: the log of the run speaks for that night.
        rules_out(linux.hung_command == "none", _COUNTS_NOT, signs.vmsnapshot_command_timed_out == False),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "See which program hangs (124), and which mount is behind it.",
            how(linux.hung_command, "bash"),
            bash("cat /proc/mounts"),
        ),
        change(
            "Bring the file server back, or unmount what is gone; mount it with 'nofail,soft' in /etc/fstab.",
            bash("sudo umount -l {mount}"),
            caution="What uses that mount point gets errors: ask first.",
        ),
        change(
            "Have the extension count local file systems only: under [SnapshotThread] set onlyLocalFilesystems: True. "
            "If lsblk hangs as root only (SUSE): under [lsblkUser] set username to another user.",
            VMBACKUP_CONF,
            caution=CONF_CAUTION,
        ),
    ),
    verify=verify(
        "Each program ends with 0, and the next backup succeeds.", how(linux.hung_command, "bash"), NEXT_BACKUP
    ),
)
