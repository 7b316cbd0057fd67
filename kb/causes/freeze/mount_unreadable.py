"""The backup extension cannot open a mount point."""

from ...authoring import *

_CODE = "UserErrorUnableToOpenMount"
_TRY = how(linux.unreadable_mounts, "bash")

CAUSE = cause(
    __name__,
    "A mount point cannot be opened",
    "The backup extension opens every mount point of a local file system (ext3, ext4, xfs, btrfs) before it freezes "
    "them. One that another mount hides, whose disk is gone, or that denies access, stops the snapshot.",
    family="mount-points",
    sources=(SIBLING.section("UserErrorUnableToOpenMount"), LINUX_EXTENSION.section("ExtensionErrorCodeHelper.py")),
    applies=LINUX,
    codes=("mounts-opened",),
    needs_agent=True,
    rules=(
        confirms(
            linux.unreadable_mounts.not_empty,
            error.code == _CODE,
            because="the code says that a mount point could not be opened, and there is one",
            rival="fsfreeze-unclean: its mount points can be opened, and refuse the freeze",
        ),
        # That all can be opened by now says nothing against the code: a disk comes back.
        suggests(error.code == _CODE),
        # Mounts of a logged-in user keep root out on healthy desktops, and are never frozen.
        hints(linux.unreadable_mounts.not_empty),
    ),
    remedy=(
        look(
            "Find the mount points that cannot be opened, and where they come from.", _TRY, bash("findmnt"), rights=ROOT
        ),
        change(
            "Make them accessible: bring back the disk behind them, correct the permissions, or unmount what is no "
            "longer needed (and remove it from /etc/fstab).",
            bash("sudo umount {mount}", "sudo umount -l {mount}"),
            caution="The second command is for a disk that is gone: what uses the mount point gets errors.",
        ),
    ),
    verify=verify("Every mount point can be opened: nothing is listed.", _TRY),
)
