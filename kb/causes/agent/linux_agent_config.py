"""Extensions are switched off in waagent.conf."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...codes import AGENT_CODES, CODES
from ...facts import agent, derived, error, signs, vm
from ...rules import WITHOUT_AGENT, only_with
from ...sources import PAGE_2025, SEED, WALINUXAGENT
from ...steps.linux import RESTART_AGENT, ROOT

# Those for which the document names this cause.
_CODES = tuple(c.code for c in CODES if "linux-agent-config" in c.families)
_LOOK = Command("bash", "waagent --show-configuration | grep -E 'Extensions.Enabled|Provisioning.Agent'")

CAUSE = Cause(
    id="linux-agent-config",
    title="Extensions are switched off in the Linux agent's configuration",
    family="linux-agent-config",
    step=1,
    explanation=(
        "With Extensions.Enabled=n in /etc/waagent.conf the agent handles no extension, so the snapshot extension is "
        "never installed or started, although the agent itself can look healthy."
    ),
    sources=(
        SEED.section("VM agent configuration options are not set (for Linux VMs)"),
        PAGE_2025.section("VM agent configuration options are not set (for Linux VMs)"),
        WALINUXAGENT.section("Configuration file options: Extensions.Enabled, Provisioning.Agent"),
    ),
    applies=vm.os_type == "linux",
    rules=(
        confirms(
            agent.extensions_enabled == False,
            derived.agent_code == True,
            derived.vm_off == False,
            covers=("C.linux-agent-config", "W.5"),
        ),
        suggests(agent.extensions_enabled == False, covers=("C.linux-agent-config", "W.5")),
        suggests(signs.extensions_disabled == True),
        # The agent looks at Provisioning.Agent at first boot only: a hint, and only where the document names it.
        suggests(agent.provisioning_agent != "auto", error.code.one_of(*_CODES), covers=("W.5b",)),
        rules_out(agent.extensions_enabled == True, agent.provisioning_agent == "auto"),
        WITHOUT_AGENT,
        only_with(*AGENT_CODES),
    ),
    remedy=Remedy(
        steps=(
            Step("Look how both options are set.", (_LOOK,), covers=("C.linux-agent-config",)),
            Step(
                "Set Extensions.Enabled=y, and restart the agent.",
                (
                    Command(
                        "bash", "sudo sed -i.bak 's/^Extensions.Enabled *=.*/Extensions.Enabled=y/' /etc/waagent.conf"
                    ),
                    *RESTART_AGENT,
                ),
                effect="changes state",
                rights=ROOT,
                caution=(
                    "Some images and hardening rules switch extensions off on purpose: ask first. A tool that manages "
                    "/etc/waagent.conf will set it back."
                ),
                when=agent.extensions_enabled == False,
                covers=("C.linux-agent-config", "W.5"),
            ),
            Step(
                "Set Provisioning.Agent=auto, as the document asks, if nobody needs the other value.",
                (
                    Command(
                        "bash",
                        "sudo sed -i 's/^Provisioning.Agent *=.*/Provisioning.Agent=auto/' /etc/waagent.conf",
                    ),
                ),
                effect="changes state",
                rights=ROOT,
                caution=(
                    "It decides only who provisions the VM at its first boot, so it seldom repairs a backup. All "
                    "options: https://github.com/Azure/WALinuxAgent#configuration-file-options"
                ),
                when=agent.provisioning_agent != "auto",
                covers=("C.linux-agent-config", "W.5b"),
            ),
        ),
        verify=Step(
            "Extensions.Enabled is shown as True, and the log no longer says that extension processing is disabled.",
            (_LOOK, Command("bash", "sudo tail -n 50 /var/log/waagent.log")),
        ),
    ),
    today=(
        "The document calls the option Extensions.Enable; the agent reads only Extensions.Enabled. Provisioning.Agent "
        "is looked at only at first boot, so that another value than auto is no more than a hint."
    ),
    covers=("C.linux-agent-config", "W.5", "W.5b"),
)
