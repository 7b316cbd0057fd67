"""SELinux keeps the agent, or the backup extension, from working.

That SELinux enforces its policy is the normal state of many distributions, and says nothing by itself; what it
denied stands in the audit log.
"""

from ...authoring import *

_CODES = codes_that_say("vm_state")
_DENIED = (linux.selinux == "enforcing", linux.selinux_denies_agent == True)
_DENIALS = how(linux.selinux_denies_agent, "bash")

CAUSE = cause(
    __name__,
    "SELinux keeps the agent or the backup extension from working",
    "Agent and extensions live under /var/lib/waagent, and run programs from there. A policy of SELinux that does "
    "not allow that stops them, and Azure Backup finds a VM that it cannot back up.",
    family="selinux",
    sources=(SIBLING.section("UserErrorVmNotInDesirableState"), SIBLING.section("VmNotInDesirableState")),
    applies=LINUX,
    codes=("agent", "mounts"),
    rules=(
        confirms(
            *(*_DENIED, error.code.one_of(*_CODES)),
            *(vm.changed_state_at_failure == False, vm.provisioning_state == "succeeded"),
            because="something was denied, which the page names for the code; its other two reasons are excluded",
            rival="vm-in-transition: the activity log has no change of the VM's state inside the job",
        ),
        confirms(
            *(*_DENIED, signs.freeze_refused_denied == True, error.code == "UserErrorFsFreezeFailed"),
            because="root was refused the freeze, SELinux enforces and denied something, and the freeze failed",
            rival="fsfreeze-unsupported: the kernel says that in other words, and the audit log has no denial",
        ),
        # No more: denials are common on machines whose backups succeed, for what was denied is often not needed.
        suggests(*_DENIED, error.code.one_of(*_CODES)),
        suggests(signs.freeze_refused_denied == True),  # root is refused what it may by itself
        hints(linux.selinux_denies_agent == True),
        rules_out(linux.selinux.one_of("permissive", "disabled")),
        rules_out(linux.selinux_denies_agent == False),
    ),
    leads_to=("agent-not-reporting",),
    remedy=(
        look("Read in the audit log what SELinux denied.", how(linux.selinux, "bash"), _DENIALS),
        change(
            "Exclude /var/lib/waagent from the policy: make a module of what was denied, read it, and load it.",
            bash(
                "sudo ausearch -m avc -ts this-week | grep -i waagent | audit2allow -M backup-waagent", verified=False
            ),
            bash("cat backup-waagent.te", effect="read-only"),
            bash("sudo semodule -i backup-waagent.pp", verified=False),
            caution="Load only what agent and extension need, with the consent of those who answer for security. Do "
            "not switch SELinux off for the whole machine.",
        ),
        look(
            "Make sure that the backup extension is installed; if it is not, the next backup installs it.",
            how(extensions.backup_version, "bash"),
        ),
    ),
    verify=verify("No new denial is logged, and Azure shows the agent as Ready.", _DENIALS, AGENT_STATUSES),
)
