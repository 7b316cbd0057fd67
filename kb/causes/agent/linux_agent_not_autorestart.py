"""systemd does not start the Linux agent again after a crash."""

from ...authoring import *

# on-success restarts it only after an orderly end, on-abnormal and on-abort only after a signal (systemd.service(5)):
# an agent that ends with an error of its own stays down with all of them.
_STAYS_DOWN = agent.restart_policy.one_of("no", "on_success", "on_abnormal", "on_abort")
_SHOW = of_agent_unit("systemctl show {unit} -p Restart,RestartUSec")
# What `systemctl edit` would write, in one line that needs no editor.
_DROP_IN = (
    "sudo mkdir -p {folder} && printf '[Service]\\nRestart=always\\nRestartSec=5\\n' | "
    "sudo tee {folder}/restart.conf && sudo systemctl daemon-reload && sudo systemctl restart {unit}"
).replace("{folder}", "/etc/systemd/system/{unit}.service.d")

CAUSE = cause(
    __name__,
    "The Azure Linux Agent is not started again after a crash",
    "When the agent crashes, systemd leaves it down, and every backup fails until somebody starts it by hand. The "
    "agent's current units set Restart=always; older or changed ones may not.",
    family="agent-outdated-linux",
    step=3,
    sources=(
        LINUX_AGENT_OLD,
        WALINUXAGENT.section("Known issues: mitigate agent crash (wiki, named by the document)"),
        WALINUXAGENT.section("init/ubuntu/walinuxagent.service, init/waagent.service"),
    ),
    applies=LINUX,
    hint_only=True,
    codes=("answer",),
    needs_agent=True,
    rules=(
        suggests(_STAYS_DOWN, agent.service_state.one_of("stopped", "failed"), VM_ON),
        suggests(_STAYS_DOWN, agent.restart_tried == "helped"),
    ),
    leads_to=("agent-stopped-linux",),
    remedy=(
        look("Look what systemd does when the agent ends.", _SHOW),
        change(
            "Have systemd start it again always, five seconds after it ended.",
            of_agent_unit(_DROP_IN),
            caution="`sudo systemctl edit` does the same in an editor. This cures no crash: read why it ended (next "
            "step). https://github.com/Azure/WALinuxAgent/wiki/Known-Issues#mitigate_agent_crash",
        ),
        look(
            "Read why it ended.",
            of_agent_unit("sudo journalctl -n 100 -u {unit}"),
            bash("sudo tail -n 100 /var/log/waagent.log"),
        ),
    ),
    verify=verify(
        "Restart=always is shown, and the agent's process is there.", _SHOW, how(agent.process_running, "bash")
    ),
)
