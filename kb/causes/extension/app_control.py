"""Application control stops the backup extension."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...facts import derived, vm, windows
from ...sources import SEED, SIBLING
from ...steps.windows import ADMIN

_EVENTS = (
    Command(
        "powershell",
        "Get-WinEvent -LogName 'Microsoft-Windows-AppLocker/EXE and DLL' | "
        "Where-Object Message -like '*IaaSBcdrExtension*' | Select-Object TimeCreated,Id,Message",
        when=windows.app_control.none_of("wdac"),
    ),
    Command(
        "powershell",
        "Get-WinEvent -LogName 'Microsoft-Windows-CodeIntegrity/Operational' | "
        "Where-Object Message -like '*IaaSBcdrExtension*' | Select-Object TimeCreated,Id,Message",
        when=windows.app_control.none_of("applocker"),
    ),
)

CAUSE = Cause(
    id="app-control",
    title="Application control blocks the backup extension",
    family="app-control",
    step=1,
    explanation=(
        "AppLocker, WDAC or another application control product keeps IaaSBcdrExtension.exe from running, "
        "by a rule on publisher or path. Without the extension there is no snapshot."
    ),
    sources=(
        SEED.section("Application control solution is blocking IaaSBcdrExtension.exe"),
        SIBLING.section("UserErrorVmNotInDesirableState"),
    ),
    applies=vm.os_type == "windows",
    codes=("programs",),
    needs_agent=True,
    rules=(
        confirms(
            windows.app_control_blocks_backup == True,
            windows.app_control != "none",
            derived.snapshot_code == True,
            derived.agent_silent == False,
            covers=("C.app-control",),
        ),
        suggests(windows.app_control_blocks_backup == True, covers=("C.app-control",)),
        rules_out(windows.app_control == "none"),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=Remedy(
        steps=(
            Step(
                "Read which rule blocked the program (AppLocker: event 8004, and 8003 in audit mode; WDAC: "
                "3077 and 3076).",
                _EVENTS,
                rights=ADMIN,
                caution="In audit mode nothing is blocked: an event 8003 or 3076 explains no failure.",
            ),
            Step(
                "Allow the extension in the policy: the path "
                "C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot\\*, or "
                "IaaSBcdrExtension.exe by its publisher. For AppLocker: Group Policy Management, or "
                "secpol.msc > Application Control Policies > AppLocker > Executable Rules > Create New Rule.",
                effect="changes state",
                rights=f"whoever maintains the policy; {ADMIN} for a local one",
                caution=(
                    "A central policy overwrites a local change. The folder's name holds the extension's "
                    "version: a rule for one version or file hash breaks at the next update of the "
                    "extension."
                ),
                covers=("C.app-control", "W.6"),
            ),
        ),
        verify=Step(
            "The next backup succeeds, and the logs show no new block.",
            _EVENTS,
        ),
    ),
    today=(
        "The document says to exclude /var/lib, which is a Linux path; the Windows extension lives under "
        "C:\\Packages\\Plugins."
    ),
    covers=("C.app-control", "W.6"),
)
