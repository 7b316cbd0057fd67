"""systemd does not start the Linux agent again after a crash."""

from ....engine.knowledge import Cause, Command, Remedy, Step, suggests
from ...facts import agent, derived, vm
from ...sources import SEED, WALINUXAGENT
from ...steps.linux import DEBIAN, OTHERS, ROOT

# on-success restarts it only after an orderly end, on-abnormal and on-abort only after a signal (systemd.service(5)):
# an agent that ends with an error of its own stays down with all of them.
_STAYS_DOWN = agent.restart_policy.one_of("no", "on_success", "on_abnormal", "on_abort")
_SHOW = (
    Command("bash", "systemctl show walinuxagent -p Restart,RestartUSec", when=DEBIAN),
    Command("bash", "systemctl show waagent -p Restart,RestartUSec", when=OTHERS),
)


def _drop_in(service: str) -> str:
    """What `systemctl edit` would write, in one line that needs no editor."""
    folder = f"/etc/systemd/system/{service}.service.d"
    return (
        f"sudo mkdir -p {folder} && printf '[Service]\\nRestart=always\\nRestartSec=5\\n' | "
        f"sudo tee {folder}/restart.conf && sudo systemctl daemon-reload && sudo systemctl restart {service}"
    )


CAUSE = Cause(
    id="linux-agent-not-autorestart",
    title="The Azure Linux Agent is not started again after a crash",
    family="agent-outdated-linux",
    step=3,
    explanation=(
        "When the agent crashes, systemd leaves it down, and every backup fails until somebody starts it by hand. The "
        "agent's current units set Restart=always; older or changed ones may not."
    ),
    sources=(
        SEED.section("The agent installed in the VM is out of date (for Linux VMs)", "solution"),
        WALINUXAGENT.section("Known issues: mitigate agent crash (wiki, named by the document)"),
        WALINUXAGENT.section("init/ubuntu/walinuxagent.service, init/waagent.service"),
    ),
    applies=vm.os_type == "linux",
    hint_only=True,
    codes=("agent",),
    needs_agent=True,
    rules=(
        suggests(
            _STAYS_DOWN,
            agent.service_state.one_of("stopped", "failed"),
            derived.vm_off == False,
            covers=("C.agent-outdated-linux",),
        ),
        suggests(_STAYS_DOWN, agent.restart_tried == "helped", covers=("C.agent-outdated-linux",)),
    ),
    leads_to=("agent-stopped-linux",),
    remedy=Remedy(
        steps=(
            Step("Look what systemd does when the agent ends.", _SHOW),
            Step(
                "Have systemd start it again always, five seconds after it ended.",
                (
                    Command("bash", _drop_in("walinuxagent"), when=DEBIAN),
                    Command("bash", _drop_in("waagent"), when=OTHERS),
                ),
                effect="changes state",
                rights=ROOT,
                caution=(
                    "`sudo systemctl edit` does the same in an editor. This cures no crash: read why it ended (next "
                    "step). https://github.com/Azure/WALinuxAgent/wiki/Known-Issues#mitigate_agent_crash"
                ),
                covers=("C.agent-outdated-linux",),
            ),
            Step(
                "Read why it ended.",
                (
                    Command("bash", "sudo journalctl -n 100 -u walinuxagent", when=DEBIAN),
                    Command("bash", "sudo journalctl -n 100 -u waagent", when=OTHERS),
                    Command("bash", "sudo tail -n 100 /var/log/waagent.log"),
                ),
                rights=ROOT,
            ),
        ),
        verify=Step(
            "Restart=always is shown, and the agent's process is there.",
            (*_SHOW, Command("bash", "ps -ef | grep -i '[w]aagent'")),
        ),
    ),
    covers=("C.agent-outdated-linux",),
)
