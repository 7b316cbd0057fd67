"""The Windows agent is older than the oldest supported version, or than the latest one."""

from ...engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ..facts import agent, derived, vm
from ..limits import WINDOWS_AGENT_VERSION
from ..sources import AGENT_VERSIONS, AGENT_WINDOWS, PAGE_2025, SEED, WINDOWS_AGENT
from .agent_stopped_windows import ADMIN, FAMILY, RUN_COMMAND, SECTION, SERVICES, STATUS

_OLD = agent.version < WINDOWS_AGENT_VERSION.value

# Other causes of the family end with it too.
INSTALL = Step(
    "Download the newest .msi from https://github.com/Azure/WindowsVMAgent/releases (or from "
    "https://go.microsoft.com/fwlink/?LinkID=394789&clcid=0x409), save it as C:\\VMAgentMSI\\agent.msi, and run it.",
    (
        Command("powershell", "New-Item -ItemType Directory -Force -Path C:\\VMAgentMSI", verified=False),
        Command("cmd", "msiexec.exe /i C:\\VMAgentMSI\\agent.msi /L*v C:\\Windows\\Panther\\msiexec.log"),
    ),
    effect="changes state",
    rights=ADMIN,
    caution=(
        f"No backup may run meanwhile. {RUN_COMMAND} If it fails, read C:\\Windows\\Panther\\msiexec.log and "
        "VmAgentInstaller.xml; Error 1722 there means that WMI has to be repaired first."
    ),
    covers=("C.agent-unresponsive-windows", "S2.2"),
)

CAUSE = Cause(
    id="agent-outdated-windows",
    title="The Azure guest agent is out of date",
    family=FAMILY,
    step=4,
    explanation=(
        "Azure supports the agent only from a certain version on: with an older one the snapshot extension may not be "
        "installed, started or heard of."
    ),
    sources=(
        SEED.section(SECTION, "solution"),
        SEED.section("Step 2: Check Azure VM guest agent service health"),
        PAGE_2025.section(SECTION),
        AGENT_VERSIONS.section("Minimum supported version"),
        AGENT_WINDOWS.section("Manual installation"),
        WINDOWS_AGENT.section("Installing Guest Agent fails"),
    ),
    applies=vm.os_type == "windows",
    rules=(
        confirms(_OLD, derived.agent_code == True, derived.vm_off == False, covers=("S2.2",)),
        suggests(_OLD, covers=("S2.2",)),
        suggests(agent.latest == False, covers=("S2.2",)),
    ),
    remedy=Remedy(
        steps=(INSTALL,),
        verify=Step(
            f"The version is {WINDOWS_AGENT_VERSION.value} or newer, both services run, and the agent is Ready.",
            (
                Command(
                    "powershell",
                    "(Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Virtual Machine\\Guest').GuestAgentVersion",
                ),
                SERVICES,
                *STATUS,
            ),
        ),
    ),
    today=(
        "The document asks for the latest version; today the oldest version that Azure supports is "
        f"{WINDOWS_AGENT_VERSION.value}."
    ),
    covers=("S2.2",),
)
