"""The VM is too busy, or too small, for the snapshot to end in time."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...codes import codes_that_say
from ...facts import error, vm, windows
from ...sources import LINUX_EXTENSION, OVERVIEW, SIBLING
from ...steps.azure import BACKUP_JOBS, SCHEDULE
from ...steps.guest import WINDOWS
from ...steps.windows import ADMIN, SHADOW_COPY_TIMEOUTS

_CODE, _WRITERS = "ExtensionFailedTimeoutVMNetworkUnresponsive", "ExtensionFailedVssWriterInBadState"
_COVERS = (f"X.{_CODE}", f"X.{_WRITERS}")
_KEY = 'REG ADD "HKLM\\SOFTWARE\\Microsoft\\BcdrAgentPersistentKeys"'
_CPU = Command("az", "az monitor metrics list --resource {vm_id} --metrics 'Percentage CPU' --interval PT1M")
_METRICS = Command("portal", "VM > Monitoring > Metrics: Percentage CPU, Available Memory Bytes, Consumed Percentage")

CAUSE = Cause(
    id="snapshot-slow",
    title="The VM is too busy, or too small, for the snapshot to end in time",
    family="vm-resources",
    step=1,
    explanation=(
        "A snapshot has to hold the writes of the VM and to call Azure within seconds. Where CPU, memory or disks are "
        "used up, these calls are delayed, writers time out, and the snapshot fails."
    ),
    sources=(
        SIBLING.section("ExtensionFailedTimeoutVMNetworkUnresponsive"),
        SIBLING.section("ExtensionFailedVssWriterInBadState", "step-4"),
        OVERVIEW.section("Best practices"),
        LINUX_EXTENSION.section("vmbackup.conf: SnapshotMethod"),
    ),
    codes=("snapshot", *codes_that_say("vss"), "UserErrorFsFreezeFailed", _CODE),
    rules=(
        confirms(vm.overloaded == True, error.code == _CODE, covers=(f"X.{_CODE}",)),
        confirms(windows.shadow_copy_timed_out == True, error.code == _WRITERS, covers=(f"X.{_WRITERS}",)),
        suggests(error.code == _CODE, covers=(f"X.{_CODE}",)),
        suggests(vm.overloaded == True),
        suggests(windows.shadow_copy_timed_out == True),
    ),
    leads_to=("vss-writer-bad",),
    remedy=Remedy(
        steps=(
            Step(
                "See what ran short at the time of the backup: CPU, memory, free disk space, IOPS of the disks.",
                (_METRICS, _CPU, SHADOW_COPY_TIMEOUTS),
                covers=_COVERS,
            ),
            Step(
                "Have the snapshot taken through the host, and retry the backup.",
                (
                    Command("cmd", f"{_KEY} /v SnapshotMethod /t REG_SZ /d firstHostThenGuest /f", when=WINDOWS),
                    Command("cmd", f"{_KEY} /v CalculateSnapshotTimeFromHost /t REG_SZ /d True /f", when=WINDOWS),
                ),
                effect="changes state",
                rights=ADMIN,
                caution="On Linux the key SnapshotMethod stands under [SnapshotThread] in /etc/azure/vmbackup.conf.",
                when=error.code == _CODE,
                covers=(f"X.{_CODE}",),
            ),
            Step(
                "Back up at a quieter time; spread the load over more disks.",
                (SCHEDULE,),
                effect="changes state",
                rights="Backup Contributor on the vault",
                caution="The schedule of a policy holds for all of its VMs: give this VM one of its own if need be.",
                covers=_COVERS,
            ),
            Step(
                "If it is too small at any time, give it a larger size, or faster disks.",
                (
                    Command("az", "az vm list-vm-resize-options -g {resource_group} -n {vm}", effect="read-only"),
                    Command("az", "az vm resize -g {resource_group} -n {vm} --size {vm_size}"),
                ),
                effect="needs restart",
                rights="Virtual Machine Contributor",
                caution="The VM restarts, and costs more: use a maintenance window, and ask who pays for it.",
                covers=_COVERS,
            ),
        ),
        verify=Step("The task 'Take Snapshot' of the next backup succeeds.", (BACKUP_JOBS, _METRICS)),
    ),
    covers=_COVERS,
)
