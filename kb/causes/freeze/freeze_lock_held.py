"""Another program holds the freeze of the file systems."""

from ...authoring import *

_LOCKED = signs.freeze_lock_taken == True
_BUSY = signs.freeze_refused_busy == True
_CODE = "UserErrorFsFreezeFailed"

CAUSE = cause(
    __name__,
    "Another program holds the freeze of the file systems",
    "Azure Site Recovery and other products freeze file systems too. While one of them does, or left one frozen, the "
    "backup extension cannot freeze it as well.",
    family="filesystem-freeze",
    step=5,
    sources=(
        LINUX_EXTENSION.section("main/fsfreezer.py: SafeFreezeLockFile"),
        LINUX_EXTENSION_ISSUES.section("1309, 1325"),
    ),
    applies=LINUX,
    codes=("mounts",),
    needs_agent=True,
    rules=(
        # The extension tries the freeze without the lock too, and says "already freezed" whatever made that fail.
        confirms(
            *(_LOCKED, _BUSY, error.code == _CODE),
            because="another program held the lock, and the kernel refused the freeze since one was on already",
            rival="fsfreeze-unsupported, fsfreeze-unclean: there the kernel refuses it with another word than busy",
        ),
        suggests(_LOCKED),
        # A second entry in the mount table is refused with the same word.
        suggests(_BUSY, linux.failed_mount_duplicate == False),
        hints(_BUSY),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "See which program holds the lock or freezes.",
            bash(
                "sudo fuser -v /etc/azure/MicrosoftRecoverySvcsSafeFreezeLock/SafeFreezeLockFile",
                "ps -ef | grep -E 'safefreeze|fsfreeze|svagents|veeam'",
            ),
        ),
        change(
            "Move the schedules apart, or have one product only take consistent snapshots.",
            SCHEDULE,
            rights="Backup Contributor on the vault, and the administrator of the other product",
            caution="To delete the lock file does not help: the lock ends with its process.",
        ),
    ),
    verify=verify("The log says 'Aquiring lock succeeded' (so spelled), and the next backup succeeds.", RUN_LOG),
)
