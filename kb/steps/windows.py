"""What is done in a Windows guest; above all with its agent."""

from ...engine.knowledge import Command, Step

ADMIN = "administrator in the guest"
RUN_COMMAND = "Run Command needs a working agent: use RDP or the serial console."

SERVICES = Command("powershell", "Get-Service RdAgent,WindowsAzureGuestAgent | Select-Object Name,Status,StartType")
RESTART_AGENT = (
    Command("powershell", "Restart-Service RdAgent"),
    Command("powershell", "Restart-Service WindowsAzureGuestAgent"),
)

# A whole step; it installs the agent, or updates it.
INSTALL_AGENT = Step(
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
