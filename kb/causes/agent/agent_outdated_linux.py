"""The Linux agent is older than the oldest supported version, or than what its distribution offers."""

from ...authoring import *

_CODE = "UserErrorGuestAgentVersionUnsupported"
_FAULTS = (signs.agent_module_removed, signs.openssl_rsa_on_ec_key, signs.agent_build_faulty)
_OLD = agent.version < LINUX_AGENT_VERSION.value

CAUSE = cause(
    __name__,
    "The Azure Linux Agent is out of date",
    "Most failures of agent and extensions on Linux come from an outdated agent: Azure Backup can then not have "
    "the snapshot extension installed or started.",
    step=1,
    sources=(
        LINUX_AGENT_OLD,
        PAGE_2025.section("The agent installed in the VM is out of date (for Linux VMs)"),
        AGENT_VERSIONS.section("Minimum supported version of Linux VM Agent"),
        UPDATE_LINUX_AGENT.section("How to update the Azure Linux Agent on a VM"),
    ),
    applies=LINUX,
    codes=("answer", _CODE),
    needs_agent=True,
    rules=(
        confirms(
            _OLD,
            error.code == _CODE,
            because="the code itself is about the agent's version, and it is below the oldest supported one",
            rival="agent-autoupdate-off: that is why it grew old, and stands beside it",
        ),
        suggests(error.code == _CODE),
        confirms(
            *(signs.goal_state_features_unsupported == True, AGENT_CODE),
            because="the agent says itself that it is too old for what Azure asked of it",
            rival="agent-autoupdate-off: that is why it grew old, and stands beside it",
        ),
        *(suggests(seen == True) for seen in (*_FAULTS, signs.goal_state_features_unsupported)),
        # The oldest supported version is one for support: agents far older work for years, and explain no failure.
        hints(_OLD),
        hints(agent.latest == False),
    ),
    leads_to=("agent-not-reporting",),
    today=f"The document asks for the latest version; today {LINUX_AGENT_VERSION.value} is the oldest supported one, "
    "and the version of the goal state agent counts.",
    remedy=(
        SEE_AGENT_VERSIONS_LINUX,
        change("Update the agent's package.", INSTALL_AGENT_LINUX, caution=INSTALL_CAUTION_LINUX),
        change("Restart it; have it come back after a crash (see linux-agent-not-autorestart).", RESTART_AGENT_LINUX),
        COLLECT_AGENT_LOGS_LINUX,
        VERBOSE_AGENT_LINUX,
    ),
    verify=verify(
        f"The goal state agent is {LINUX_AGENT_VERSION.value} or newer, and Azure shows the agent as Ready.",
        portal("VM > Settings > Properties: Agent status and Agent version"),
        AGENT,
        bash("waagent --version; ps -ef | grep -i '[w]aagent'"),
    ),
)
