"""SELinux keeps the agent, or the backup extension, from working.

That SELinux enforces its policy is the normal state of many distributions, and says nothing by itself; what it
denied stands in the audit log.
"""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...codes import codes_that_say
from ...facts import error, linux, vm
from ...sources import SIBLING
from ...steps.azure import AGENT_STATUSES
from ...steps.linux import ROOT

_CODES = codes_that_say("vm_state")
_COVERS = tuple(f"X.{code}" for code in _CODES)
_DENIALS = Command("bash", "sudo ausearch -m avc -ts this-week | grep -i waagent")

CAUSE = Cause(
    id="selinux-blocks",
    title="SELinux keeps the agent or the backup extension from working",
    family="selinux",
    step=1,
    explanation=(
        "Agent and extensions live under /var/lib/waagent, and run programs from there. A policy of SELinux that does "
        "not allow that stops them, and Azure Backup finds a VM that it cannot back up."
    ),
    sources=(SIBLING.section("UserErrorVmNotInDesirableState"), SIBLING.section("VmNotInDesirableState")),
    applies=vm.os_type == "linux",
    codes=("agent", "mounts"),
    rules=(
        confirms(
            linux.selinux == "enforcing",
            linux.selinux_denies_agent == True,
            error.code.one_of(*_CODES),
            covers=_COVERS,
        ),
        suggests(linux.selinux_denies_agent == True, covers=_COVERS),
        rules_out(linux.selinux.one_of("permissive", "disabled"), covers=_COVERS),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Read in the audit log what SELinux denied.",
                (Command("bash", "getenforce || echo disabled"), _DENIALS),
                rights=ROOT,
                covers=_COVERS,
            ),
            Step(
                "Exclude /var/lib/waagent from the policy: make a module of what was denied, read it, and load it.",
                (
                    Command(
                        "bash",
                        "sudo ausearch -m avc -ts this-week | grep -i waagent | audit2allow -M backup-waagent",
                        verified=False,
                    ),
                    Command("bash", "cat backup-waagent.te", effect="read-only"),
                    Command("bash", "sudo semodule -i backup-waagent.pp", verified=False),
                ),
                effect="changes state",
                rights=ROOT,
                caution=(
                    "Load only what agent and extension need, with the consent of those who answer for security. Do "
                    "not switch SELinux off for the whole machine."
                ),
                covers=_COVERS,
            ),
            Step(
                "Make sure that the backup extension is installed; if it is not, the next backup installs it.",
                (Command("bash", "sudo ls -d /var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-*"),),
                rights=ROOT,
                covers=_COVERS,
            ),
        ),
        verify=Step("No new denial is logged, and Azure shows the agent as Ready.", (_DENIALS, AGENT_STATUSES)),
    ),
    covers=_COVERS,
)
