"""The Windows agent is older than the oldest supported version, or than the latest one."""

from ...authoring import *

_CODE = "UserErrorGuestAgentVersionUnsupported"
_OLD = agent.version < WINDOWS_AGENT_VERSION.value

CAUSE = cause(
    __name__,
    "The Azure guest agent is out of date",
    "Azure supports the agent only from a certain version on: with an older one the snapshot extension may not be "
    "installed, started or heard of.",
    family="agent-unresponsive-windows",
    step=4,
    sources=(
        WINDOWS_AGENT_SILENT,
        HEALTH_STEP_2,
        PAGE_2025.section("The agent is installed in the VM, but it's unresponsive (for Windows VMs)"),
        AGENT_VERSIONS.section("Minimum supported version of Windows VM Agent"),
        AGENT_WINDOWS.section("Manual installation"),
        WINDOWS_AGENT.section("Installing Guest Agent fails"),
    ),
    applies=WINDOWS,
    codes=("answer", _CODE),
    needs_agent=True,
    rules=(
        confirms(
            _OLD,
            error.code == _CODE,
            because="the code itself is about the agent's version, and it is below the oldest supported one",
            rival="agent-stopped-windows: the code is not about an agent that is down",
        ),
        suggests(error.code == _CODE),
        # The oldest supported version is one for support: agents far older work for years, and explain no failure.
        hints(_OLD),
        hints(agent.latest == False),
    ),
    leads_to=("agent-not-reporting",),
    today="The document asks for the latest version; today the oldest version that Azure supports is "
    f"{WINDOWS_AGENT_VERSION.value}.",
    remedy=(INSTALL_AGENT_WINDOWS,),
    verify=verify(
        f"The version is {WINDOWS_AGENT_VERSION.value} or newer, both services run, and the agent is Ready.",
        how(agent.latest, "powershell"),
        AGENT_WELL_WINDOWS,
    ),
)
