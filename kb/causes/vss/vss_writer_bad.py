"""A VSS writer is in a bad state."""

from ...authoring import *

_CODE = "ExtensionFailedVssWriterInBadState"
_WRITERS = how(windows.bad_vss_writers, "powershell")

CAUSE = cause(
    __name__,
    "A VSS writer is in a bad state",
    "For an application-consistent snapshot, each VSS writer has to hold the writes of its application. "
    "One that is failed or timed out stops the snapshot.",
    family="vss",
    sources=(HEALTH_STEP_4, SIBLING.section("ExtensionFailedVssWriterInBadState")),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(windows.bad_vss_writers.not_empty, SNAPSHOT_CODE, AGENT_ANSWERS),
        suggests(windows.bad_vss_writers.not_empty),
        confirms(windows.bad_vss_writers.not_empty, error.code == _CODE),
        # That all are stable by now says nothing against the code: a writer recovers.
        suggests(error.code == _CODE),
    ),
    remedy=(
        look(
            "See which writers are not '[1] Stable' with 'No error', and whether the machine runs short: "
            "disk space, memory and page file, CPU, or disks too slow ('The shadow copy provider timed "
            "out while holding writes to the volume being shadow copied'). If it does, repair that first: "
            "more of it, faster disks, a backup at a quiet time.",
            _WRITERS,
            WINDOWS_RESOURCES,
            how(windows.shadow_copy_timed_out, "powershell"),
            rights=ADMIN,
            caution="While a backup runs, 'Waiting for completion' is normal: look when none is running.",
        ),
        change(
            "Restart the service behind each bad writer, and list the writers again. COM+ REGDB, ASR, "
            "Registry and Shadow Copy Optimization belong to VSS itself (see vss-service-bad). No service "
            "is safe to restart for Performance Counters, Task Scheduler and VSS Metadata Store, nor for "
            "NTDS on a domain controller: plan a restart of the VM for these.",
            RESTART_VSS_SERVICES,
            caution="This touches production: the application behind the writer (SQL Server, Exchange, IIS) "
            "and what depends on the service are interrupted. Get approval and a window.",
        ),
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
