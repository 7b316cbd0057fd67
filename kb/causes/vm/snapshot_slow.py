"""The VM is too busy, or too small, for the snapshot to end in time."""

from ...authoring import *

_CODE, _WRITERS = "ExtensionFailedTimeoutVMNetworkUnresponsive", "ExtensionFailedVssWriterInBadState"
_METRICS = portal("VM > Monitoring > Metrics: Percentage CPU, Available Memory Bytes, Consumed Percentage")

CAUSE = cause(
    __name__,
    "The VM is too busy, or too small, for the snapshot to end in time",
    "A snapshot has to hold the writes of the VM and to call Azure within seconds. Where CPU, memory or disks are "
    "used up, these calls are delayed, writers time out, and the snapshot fails.",
    family="vm-resources",
    sources=(
        SIBLING.section("ExtensionFailedTimeoutVMNetworkUnresponsive"),
        SIBLING.section("ExtensionFailedVssWriterInBadState", "step-4"),
        SIBLING.section("Troubleshoot VM snapshot issues"),
        OVERVIEW.section("Best practices"),
        LINUX_EXTENSION.section("vmbackup.conf: SnapshotMethod"),
    ),
    codes=("snapshot", *codes_that_say("vss"), "UserErrorFsFreezeFailed", _CODE),
    rules=(
        confirms(
            *(vm.overloaded == True, error.code == _CODE),
            because="CPU or memory was used up at the failure, and the code says that resources did not suffice",
            rival="wireserver-blocked: the code is about slow answers, not about none",
        ),
        confirms(
            *(windows.shadow_copy_timed_out == True, error.code == _WRITERS),
            because="the event of that night says that the volume was too busy to hold its writes",
            rival="vss-writer-bad: the writers' state follows from the time-out",
        ),
        *(suggests(*seen) for seen in ((error.code == _CODE,), (signs.thaw_came_late == True, LINUX))),
        *(suggests(s == True) for s in (vm.overloaded, windows.shadow_copy_timed_out, signs.vss_writer_timed_out)),
        *(suggests(sign == True) for sign in (signs.memory_exhausted, derived.said_overloaded)),
    ),
    leads_to=("vss-writer-bad",),
    remedy=(
        look(
            "See what ran short at the time of the backup: CPU, memory, free disk space, IOPS of the disks.",
            *(_METRICS, how(vm.overloaded, "az"), SHADOW_COPY_TIMEOUTS),
        ),
        SNAPSHOT_THROUGH_HOST,
        change(
            "Back up at a quieter time; spread the load over more disks.",
            SCHEDULE,
            rights="Backup Contributor on the vault",
            caution="The schedule of a policy holds for all of its VMs: give this VM one of its own if need be.",
        ),
        restart(
            "If it is too small at any time, give it a larger size, or faster disks.",
            az("az vm list-vm-resize-options -g {resource_group} -n {vm}", effect="read-only"),
            az("az vm resize -g {resource_group} -n {vm} --size {vm_size}"),
            caution="The VM restarts, and costs more: use a maintenance window, and ask who pays for it.",
        ),
        SQL_BACKUPS_BESIDE,
    ),
    verify=verify("The task 'Take Snapshot' of the next backup succeeds.", BACKUP_JOBS, _METRICS),
)
