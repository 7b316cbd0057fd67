"""A VSS writer is in a bad state."""

from ...authoring import *

_CODE = "ExtensionFailedVssWriterInBadState"
_BAD = windows.bad_vss_writers.not_empty
_WRITERS = how(windows.bad_vss_writers, "powershell")

CAUSE = cause(
    __name__,
    "A VSS writer is in a bad state",
    "For an application-consistent snapshot, each VSS writer has to hold the writes of its application. With one "
    "that is failed or timed out, Azure takes a file-system-consistent one; only the code of the writers says that it "
    "failed the snapshot.",
    family="vss",
    sources=(
        HEALTH_STEP_4,
        SIBLING.section("ExtensionFailedVssWriterInBadState"),
        RESTORE_POINT_SNAPSHOT.section("VSS writer failures (Windows)", "vss-writer-failures-windows"),
    ),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            _BAD,
            error.code == _CODE,
            because="a writer was bad, and the code says that writers failed the snapshot",
            rival="snapshot-slow: where the event of the time-out shows load, that stands before this as its root",
        ),
        # A code that does not speak of VSS leaves it open: with a bad writer Azure falls back to another consistency.
        suggests(_BAD, SNAPSHOT_CODE),
        suggests(_BAD, windows.shadow_copy_timed_out == True),
        hints(_BAD),
        *(suggests(s == True) for s in (signs.vss_writer_failed, signs.vss_writer_timed_out, derived.said_writer_bad)),
        # Where all are stable by now, they were bad then: a writer recovers.
        suggests(error.code == _CODE),
        rules_out(~_BAD, error.code == _CODE),
    ),
    leads_to=("vmsnapshot-failed",),
    today="The document takes a bad writer for a failed backup; today Azure falls back to a file-system-consistent "
    "recovery point for three attempts, and tries an application-consistent one again at the fourth.",
    remedy=(
        SEE_WRITERS,
        RESTART_WRITERS,
        change(
            "If the writers go bad at each backup, let the extension take the snapshot without threads.",
            cmd(f"{EXTENSION_KEYS} /v SnapshotWithoutThreads /t REG_SZ /d True /f"),
        ),
        restart(
            "If a writer stays bad, restart the VM.",
            RESTART_VM,
            caution="Everything on the VM is down meanwhile: choose a window.",
        ),
    ),
    verify=verify("Every writer shows '[1] Stable' and 'No error', also after the next backup.", _WRITERS),
)
