"""Updates of the operating system are waiting."""

from ...authoring import *

_UPDATES = how(vm.pending_updates, "portal")

CAUSE = cause(
    __name__,
    "Updates of the operating system are pending",
    "Updates that are half installed, or hold fixes that the agent needs, can keep agent or snapshot "
    "from working. Nearly every VM has updates waiting, so this is a hint and never the proof.",
    family="vm-health",
    step=2,
    sources=(HEALTH_STEP_1,),
    hint_only=True,
    codes=("guest",),
    rules=(hints(vm.pending_updates == True),),
    leads_to=("pending-reboot",),
    remedy=(
        change(
            "Let Azure list what is missing.",
            _UPDATES,
            az("az vm assess-patches -g {resource_group} -n {vm}"),
            caution="The assessment runs in the guest and needs a working agent; without it, look in the guest.",
        ),
        restart(
            "Linux: install the updates.",
            bash("sudo apt-get update && sudo apt-get -y upgrade", when=DEBIAN),
            bash("sudo dnf -y update", when=YUM),
            bash("sudo zypper --non-interactive update", when=SUSE, verified=False),
            caution="Services restart. Do it in a maintenance window, and not while a backup runs.",
            when=LINUX,
        ),
        restart(
            "Windows: install the updates, and let an installation that runs end.",
            portal("Windows guest > Settings > Windows Update"),
            rights=ADMIN,
            caution="Do it in a maintenance window, and not while a backup runs.",
            when=WINDOWS,
        ),
        restart(
            "Restart the VM if the updates ask for it.",
            RESTART,
            rights=f"Virtual Machine Contributor, or {ADMIN_OR_ROOT}",
            caution="It interrupts what the VM serves.",
        ),
    ),
    verify=verify("No update and no reboot is pending.", _UPDATES, PENDING_REBOOT),
)
