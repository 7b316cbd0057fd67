"""A file system stays frozen after the snapshot, and the VM hangs."""

from ...authoring import *

_IN_FREEZE = extensions.backup_milestone == "freezing"
_ENDS = extensions.log_ends_in == "freeze"
_WAITS = signs.tasks_wait_for_thaw == True
_BLOCKED = signs.disk_tasks_blocked == True

CAUSE = cause(
    __name__,
    "A file system stays frozen, and the VM hangs",
    "The extension freezes the file systems for the snapshot, and thaws them after it. A program that watches file "
    "accesses and has to write itself (fapolicyd, on-access scanners), or very frequent snapshots, can bring it into "
    "a deadlock: whatever writes then waits, until the VM is restarted.",
    sources=(
        LINUX_EXTENSION_ISSUES.section("296, 951, 1680, 1868"),
        LINUX_EXTENSION.section("main/fsfreezer.py, main/safefreeze/src/safefreeze.c"),
    ),
    applies=LINUX,
    codes=("snapshot", "mounts", "NoExtensionStatusButStatusBlobAvailable"),
    needs_agent=True,
    rules=(
        confirms(
            _IN_FREEZE,
            _WAITS,
            because="the extension's log ends in the freeze, and programs wait for it in the kernel",
            rival="snapshot-slow: there the freeze ends, though late",
        ),
        suggests(_WAITS),
        suggests(_IN_FREEZE),
        *(suggests(_ENDS, _BLOCKED), suggests(_ENDS, signs.told_vm_hangs == True)),
        *(hints(_ENDS), hints(_BLOCKED), hints(signs.told_vm_hangs == True)),
        hints(extensions.backup_started == True, extensions.backup_reported == False),
        hints(linux.fanotify_guards.not_empty),
        rules_out(extensions.backup_milestone.one_of("thawed", "reported"), signs.tasks_wait_for_thaw == False),
    ),
    leads_to=("agent-not-reporting", "vmsnapshot-failed"),
    remedy=(
        look(
            "If a shell still answers, see what waits.",
            bash("ps -eo pid,stat,wchan:32,cmd | grep -E 'safefreeze|fsfreeze'"),
            how(linux.fanotify_guards, "bash"),
        ),
        change(
            "Thaw each frozen file system, / last: from a root shell that is open already, or on the serial console.",
            bash("sudo fsfreeze -u {mount}", verified=False),
            caution="It may hang like everything else that touches the file system.",
        ),
        restart(
            "Else restart the VM; if that hangs, stop (deallocate) it and start it.",
            RESTART_VM,
            caution="What was not written to disk is lost.",
        ),
        SKIP_GUARDED_MOUNT,
        CRASH_CONSISTENT_ONLY,
    ),
    verify=verify("The next run has the milestones 1 to 9 within a minute.", RUN_LOG),
)
