"""A mounted file system cannot be frozen at all."""

from ...authoring import *

_REFUSED = signs.freeze_refused_unsupported == True
_CODE = "UserErrorFsFreezeFailed"

CAUSE = cause(
    __name__,
    "A mounted file system cannot be frozen at all",
    "The extension freezes ext3, ext4, xfs and btrfs. A layer above them (encryption, stacking), or a single file "
    "that is mounted, is listed as one of them and refuses the freeze.",
    family="filesystem-freeze",
    step=3,
    sources=(
        LINUX_EXTENSION.section("main/fsfreezer.py, main/safefreeze/src/safefreeze.c"),
        WALINUXAGENT_ISSUES.section("525"),
    ),
    applies=LINUX,
    codes=("mounts",),
    needs_agent=True,
    rules=(
        *explains(
            error.code == _CODE,
            _REFUSED,
            because="the code says that a freeze failed, and the kernel's word is that it does not support it",
            rival="fsfreeze-unclean: that fails with errors of the disk",
        ),
        hints(linux.failed_mounts.not_empty),
        rules_out(signs.freeze_refused_unsupported == False),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look("Read which mount point refused.", FREEZE_LOG, bash("findmnt")),
        change(
            "Leave it out: under [SnapshotThread] set MountsToSkip = (its path; several with commas, without blanks).",
            VMBACKUP_CONF,
            caution=f"What is written there during the snapshot may be inconsistent. {CONF_CAUTION}",
        ),
    ),
    verify=verify("The log says 'skipped mount :' with that path, and the next backup succeeds.", RUN_LOG),
)
