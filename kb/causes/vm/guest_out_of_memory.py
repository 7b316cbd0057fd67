"""The guest has no memory for the agent or the backup extension."""

from ...authoring import *

_KILLED = signs.guest_killed_for_memory == True
_REFUSED = signs.guest_no_memory == True
_CODE = "ExtensionFailedOutOfMemoryError"

CAUSE = cause(
    __name__,
    "The guest has no memory left for the agent or the backup extension",
    "Where memory is used up, the kernel ends programs, and new ones get none. The agent or the backup extension then "
    "ends in the middle of its work.",
    sources=(SELF_HELP.section(_CODE), WALINUXAGENT_ISSUES.section("Out of memory: Killed process")),
    applies=LINUX,
    codes=("answer", "extension", _CODE),
    needs_agent=True,
    rules=(
        confirms(
            _KILLED,
            vm.overloaded == True,
            because="the kernel ended the agent or the extension for want of memory, which was used up",
            rival="snapshot-slow: that ends late, it is not ended",
        ),
        suggests(_KILLED),
        suggests(_REFUSED),
    ),
    leads_to=("agent-crash-loop", "vmsnapshot-failed"),
    remedy=(
        look(
            "See what uses the memory, and what the kernel ended.",
            bash("free -m", "ps -eo pid,rss,cmd --sort=-rss | head", "sudo dmesg | grep -i 'out of memory'"),
        ),
        change(
            "Have that program use less, or give the guest a swap file.",
            bash("swapon --show", effect="read-only"),
            caution="A swap file on the temporary disk is gone after a deallocation.",
            rights=ROOT,
        ),
        restart(
            "If it is too small at any time, give the VM a larger size.",
            az("az vm list-vm-resize-options -g {resource_group} -n {vm}", effect="read-only"),
            az("az vm resize -g {resource_group} -n {vm} --size {vm_size}"),
            caution="The VM restarts, and costs more: use a maintenance window.",
        ),
    ),
    verify=verify(
        "The kernel ends no program any more, and the next backup succeeds.",
        bash("sudo dmesg | grep -i 'out of memory'"),
        NEXT_BACKUP,
    ),
)
