"""Azure hears nothing from the guest agent of a VM that runs: an effect, which many causes have in common."""

from ...authoring import *

_IN_GUEST = (*how(agent.service_state, "bash"), *AGENT_SERVICES)

CAUSE = cause(
    __name__,
    "Azure does not hear from the guest agent",
    "The agent of a running VM reports to Azure through the host all the time; here it does not. It may be stopped, "
    "missing, damaged or switched off, or it runs and cannot reach the host at 168.63.129.16.",
    sources=(
        SEED.section("UserErrorGuestAgentStatusUnavailable"),
        HEALTH_STEP_2,
        WINDOWS_AGENT.section("Step 2: Check whether Guest Agent is ready"),
        LINUX_AGENT.section("Troubleshoot a Not Ready status"),
    ),
    codes=("agent",),
    needs_agent=True,
    effect=True,
    rules=(
        confirms(
            AGENT_SILENT,
            because="Azure had no report of the agent while the VM ran, and Azure Backup asks it for the snapshot",
            rival="vm-not-running: the VM is known to run; whatever keeps the agent silent is behind this",
        ),
    ),
    leads_to=("extension-failed", "vm-failed-state"),
    today="Not Ready says only that nothing is heard: where service and process run, the agent is not 'stopped', and "
    "the way to the host, its configuration or its files come next.",
    remedy=(
        look("Look in the guest whether the agent is there, and runs.", _IN_GUEST, rights=ADMIN_OR_ROOT),
        look(
            "If it runs, test whether it reaches the host on ports 80 and 32526.", WIRESERVER_TEST, rights=ADMIN_OR_ROOT
        ),
        look(
            "If it does, read why it reports nothing.",
            bash("sudo tail -n 100 /var/log/waagent.log", when=LINUX),
            ps("Get-Content C:\\WindowsAzure\\Logs\\WaAppAgent.log -Tail 100", when=WINDOWS),
        ),
        change(
            "Restart the agent, which is safe, and look again after five minutes.",
            RESTART_AGENT_LINUX,
            RESTART_AGENT_WINDOWS,
            rights=ADMIN_OR_ROOT,
        ),
    ),
    verify=verify("Azure shows the agent as Ready.", AGENT_STATUSES, AGENT),
)
