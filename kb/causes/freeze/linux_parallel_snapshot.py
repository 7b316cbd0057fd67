"""The guest takes the snapshots of many disks at the same time, and does not come back from it."""

from ...authoring import *

_HANGS = signs.parallel_snapshot_hangs == True
_ENDS = extensions.log_ends_in == "parallel_snapshots"
_CODE = "NoExtensionStatusButStatusBlobAvailable"
_MANY = disks.data_count >= 4  # and the system disk

CAUSE = cause(
    __name__,
    "The snapshots of many disks, taken by the guest in parallel, hang",
    "Where the guest takes the snapshots itself, it takes those of more than four disks in parallel. On some machines "
    "that hangs, so that the extension never reports how it ended.",
    sources=(SELF_HELP.section(_CODE), LINUX_EXTENSION.section("main/guestsnapshotter.py: snapshotall")),
    applies=LINUX,
    codes=("snapshot", "extension", _CODE),
    needs_agent=True,
    rules=(
        confirms(
            *(_HANGS, _MANY, error.code == _CODE),
            because="the last run ended in the parallel snapshots of many disks, and the code says that it told no end",
            rival="extension-command-hangs: there the log ends before the freeze",
        ),
        suggests(_HANGS),
        suggests(_ENDS, _MANY, error.code == _CODE),
        hints(_ENDS),
        hints(_MANY, error.code == _CODE),
        rules_out(disks.data_count < 4),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look("See in the log of the last run whether it ends behind '(Guest-parallel) Started'.", RUN_LOG),
        change(
            "Have the disks taken one after the other: under [SnapshotThread] set seqsnapshot = 2.",
            VMBACKUP_CONF,
            caution=f"The disks are then of moments that lie further apart. {CONF_CAUTION}",
        ),
    ),
    verify=verify("The log of the next run says '(Guest-seq) Started' and '(Guest-seq) Completed'.", RUN_LOG),
)
