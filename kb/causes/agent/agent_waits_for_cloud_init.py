"""The Linux agent leaves the VM's first setup to cloud-init, and waits for it."""

from ...authoring import *

_WAITS = signs.agent_waits_for_cloud_init == True

CAUSE = cause(
    __name__,
    "The Linux agent waits for cloud-init, and does nothing else meanwhile",
    "Where cloud-init sets up the VM, the agent waits at its start, for half an hour at most, until cloud-init has "
    "copied ovf-env.xml. That never comes where the agent was installed anew and /var/lib/waagent was emptied, and "
    "where cloud-init is switched off, finds no data source, or cannot read the disc that Azure attaches.",
    sources=(
        WALINUXAGENT.section("azurelinuxagent/pa/provision/cloudinit.py, azurelinuxagent/pa/provision/default.py"),
        WALINUXAGENT_ISSUES.section("1058, 1359, 2207"),
    ),
    applies=LINUX,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            *(_WAITS, AGENT_SILENT),
            because="its log ends with this wait, before it asks its host for anything, and Azure hears nothing",
            rival="wireserver-blocked: the agent did not get as far as to ask its host",
        ),
        suggests(_WAITS),
        rules_out(_WAITS, AGENT_ANSWERS),
    ),
    leads_to=("agent-not-reporting",),
    remedy=(
        look(
            "See whether the VM has its mark of being set up, and what cloud-init says.",
            bash(
                "sudo ls -l /var/lib/waagent/provisioned /var/lib/waagent/ovf-env.xml; cloud-init status --long",
                "grep -rs udf /etc/modprobe.d",
            ),
            caution="Hardening rules that forbid udf keep everyone from reading the disc that Azure attaches.",
        ),
        change(
            "If the VM was set up long ago, give the agent its mark back, and restart it.",
            bash("sudo touch /var/lib/waagent/provisioned"),
            RESTART_AGENT_LINUX,
            caution=f"Not on a new VM: it would stay without its users, keys and host name. {RUN_COMMAND_LINUX}",
        ),
        change(
            "If cloud-init is to set up the VM, switch it on, and restart the VM.",
            bash("sudo rm -f /etc/cloud/cloud-init.disabled && sudo systemctl enable cloud-init-local cloud-init"),
            caution="On a VM that was set up by other means cloud-init can change users, keys, disks and network.",
        ),
    ),
    verify=verify(
        "The log says 'Provisioning already completed' and has heartbeats, and Azure shows the agent as Ready.",
        *(AGENT_LOG, AGENT_STATUSES),
    ),
)
