"""The Windows agent is older than the oldest supported version, or than the latest one."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import agent, derived, error, vm
from ...limits import WINDOWS_AGENT_VERSION
from ...sources import AGENT_VERSIONS, AGENT_WINDOWS, PAGE_2025, SEED, WINDOWS_AGENT
from ...steps.azure import AGENT_READY
from ...steps.windows import INSTALL_AGENT, SERVICES

_CODE = "UserErrorGuestAgentVersionUnsupported"
_OLD = agent.version < WINDOWS_AGENT_VERSION.value

CAUSE = Cause(
    id="agent-outdated-windows",
    title="The Azure guest agent is out of date",
    family="agent-unresponsive-windows",
    step=4,
    explanation=(
        "Azure supports the agent only from a certain version on: with an older one the snapshot extension may not be "
        "installed, started or heard of."
    ),
    sources=(
        SEED.section("The agent is installed in the VM, but it's unresponsive (for Windows VMs)", "solution"),
        SEED.section("Step 2: Check Azure VM guest agent service health"),
        PAGE_2025.section("The agent is installed in the VM, but it's unresponsive (for Windows VMs)"),
        AGENT_VERSIONS.section("Minimum supported version"),
        AGENT_WINDOWS.section("Manual installation"),
        WINDOWS_AGENT.section("Installing Guest Agent fails"),
    ),
    applies=vm.os_type == "windows",
    codes=("agent", _CODE),
    needs_agent=True,
    rules=(
        confirms(_OLD, derived.agent_code == True, derived.agent_silent == True, covers=("S2.2",)),
        suggests(_OLD, covers=("S2.2",)),
        suggests(agent.latest == False, covers=("S2.2",)),
        confirms(_OLD, error.code == _CODE, covers=(f"X.{_CODE}",)),
        suggests(error.code == _CODE, covers=(f"X.{_CODE}",)),
    ),
    remedy=Remedy(
        steps=(INSTALL_AGENT,),
        verify=Step(
            f"The version is {WINDOWS_AGENT_VERSION.value} or newer, both services run, and the agent is Ready.",
            (
                Command(
                    "powershell",
                    "(Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Virtual Machine\\Guest').GuestAgentVersion",
                ),
                SERVICES,
                *AGENT_READY,
            ),
        ),
    ),
    today=(
        "The document asks for the latest version; today the oldest version that Azure supports is "
        f"{WINDOWS_AGENT_VERSION.value}."
    ),
    covers=("S2.2",),
)
