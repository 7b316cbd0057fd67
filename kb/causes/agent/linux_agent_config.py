"""Extensions are switched off in waagent.conf."""

from ...authoring import *

_CODES = codes_that_list("linux-agent-config")
_LOOK = bash("waagent --show-configuration | grep -E 'Extensions.Enabled|Provisioning.Agent'")

CAUSE = cause(
    __name__,
    "Extensions are switched off in the Linux agent's configuration",
    "With Extensions.Enabled=n in /etc/waagent.conf the agent handles no extension, so the snapshot extension is "
    "never installed or started, although the agent itself can look healthy.",
    sources=(
        SEED.section("VM agent configuration options are not set (for Linux VMs)"),
        PAGE_2025.section("VM agent configuration options are not set (for Linux VMs)"),
        WALINUXAGENT.section("Configuration file options: Extensions.Enabled, Provisioning.Agent"),
    ),
    applies=LINUX,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            *(agent.extensions_enabled == False, VM_ON),
            because="the file held at the failure, and an agent with extensions off starts no snapshot extension",
            rival="agent-not-reporting: where Azure hears nothing, that has a cause of its own besides",
        ),
        suggests(agent.extensions_enabled == False),
        suggests(signs.extensions_disabled == True),
        # The agent looks at Provisioning.Agent at first boot only, and many images set another value.
        hints(agent.provisioning_agent != "auto", error.code.one_of(*_CODES)),
        rules_out(agent.extensions_enabled == True, agent.provisioning_agent == "auto"),
    ),
    leads_to=("vmsnapshot-failed",),
    today="The document calls the option Extensions.Enable; the agent reads only Extensions.Enabled. "
    "Provisioning.Agent is looked at only at first boot, so that another value than auto is no more than a hint.",
    remedy=(
        look("Look how both options are set.", _LOOK),
        ENABLE_EXTENSIONS_LINUX,
        change(
            "Set Provisioning.Agent=auto, as the document asks, if nobody needs the other value.",
            bash("sudo sed -i 's/^Provisioning.Agent *=.*/Provisioning.Agent=auto/' /etc/waagent.conf"),
            caution="It decides only who provisions the VM at its first boot, so it seldom repairs a backup. All "
            "options: https://github.com/Azure/WALinuxAgent#configuration-file-options",
            when=agent.provisioning_agent != "auto",
        ),
    ),
    verify=verify(
        "Extensions.Enabled is shown as True, and the log no longer says that extension processing is disabled.",
        _LOOK,
        bash("sudo tail -n 50 /var/log/waagent.log"),
    ),
)
