"""A file system that the agent or the backup extension writes to is mounted read-only."""

from ...authoring import *

_TOLD = signs.guest_disk_read_only == True
_LOOK = bash("findmnt -rn -O ro -t ext4,xfs,btrfs", "sudo dmesg | grep -iE 'remounting filesystem|shut down' | tail")

CAUSE = cause(
    __name__,
    "A file system of the Linux guest is read-only",
    "The kernel mounts a file system read-only when it finds errors in it. Agent and backup extension then cannot "
    "write their settings, states and logs below /var, and start no extension or never report how the snapshot ended.",
    sources=(
        WALINUXAGENT.section("azurelinuxagent/ga/exthandlers.py: Failed to save handler status"),
        LINUX_EXTENSION.section("main/Utils/HandlerUtil.py: Status file creation failed"),
    ),
    applies=LINUX,
    codes=("answer", "extension"),
    needs_agent=True,
    rules=(
        confirms(
            *(_TOLD, AGENT_SILENT),
            because="its log says that it could not write on a read-only file system, and Azure hears nothing",
            rival="linux-disk-full: that gives 'No space left on device'",
        ),
        suggests(_TOLD),
    ),
    leads_to=("agent-crash-loop", "agent-not-reporting", "vmsnapshot-failed"),
    remedy=(
        look("See which file systems are read-only, and why the kernel made them so.", _LOOK),
        look("Read on the serial console whether the disk itself has errors.", portal("VM > Help > Serial console")),
        restart(
            "Restart the VM, so that the file system is checked at its start.",
            RESTART_VM,
            caution="Take a snapshot of the disk first: a VM with a damaged root file system may not start, and is "
            "then repaired from another VM.",
        ),
        change(
            "If it is read-only by /etc/fstab, give /var a file system that can be written.", bash("findmnt --verify")
        ),
    ),
    verify=verify("No file system below /var is read-only, and the next backup succeeds.", _LOOK),
)
