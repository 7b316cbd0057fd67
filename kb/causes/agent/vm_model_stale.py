"""Azure's model of the VM and the guest agent are out of step."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "Azure's model of the VM and the guest agent are out of step",
    "The agent runs and reaches the host, and Azure still shows nothing of it. Where that is so, Microsoft has the "
    "VM's model applied again before anything else: the agent then gets a new goal state, and reports.",
    sources=(
        SELF_HELP.section("UserErrorGuestAgentStatusUnavailable"),
        SELF_HELP.section("GuestAgentSnapshotTaskStatusError"),
        EXTENSION_TROUBLESHOOTING.section("Trigger a new GoalState to the VM"),
    ),
    # That it was this is known only when applying the model has helped.
    hint_only=True,
    codes=("UserErrorGuestAgentStatusUnavailable", "GuestAgentSnapshotTaskStatusError"),
    needs_agent=True,
    rules=(
        hints(
            agent.status == "not_ready",
            vm.power_state == "running",
            agent.service_state == "running",
            agent.process_running == True,
            derived.wireserver_blocked == False,
        ),
        rules_out(agent.service_state == "stopped"),
        rules_out(agent.installed == False),
        rules_out(derived.wireserver_blocked == True),
    ),
    leads_to=("agent-not-reporting",),
    remedy=(
        look("See that service and process of the agent run, and that it reaches the host.", AGENT, WIRESERVER_TEST),
        restart(
            "Have Azure apply the VM's model again, and wait some minutes for the agent's report.",
            REAPPLY,
            caution="In rare cases it restarts the VM: use a maintenance window.",
        ),
    ),
    verify=verify("Azure shows the agent as Ready, and a backup succeeds.", AGENT_STATUSES),
)
