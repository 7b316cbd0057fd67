"""Application control stops the backup extension."""

from ...authoring import *

_READ = (
    "Get-WinEvent -LogName 'Microsoft-Windows-{}' | Where-Object Message -like '*IaaSBcdrExtension*' | "
    "Select-Object TimeCreated,Id,Message"
)
_EVENTS = (
    *ps(_READ.format("AppLocker/EXE and DLL"), when=windows.app_control.none_of("wdac")),
    *ps(_READ.format("CodeIntegrity/Operational"), when=windows.app_control.none_of("applocker")),
)

CAUSE = cause(
    __name__,
    "Application control blocks the backup extension",
    "AppLocker, WDAC or another application control product keeps IaaSBcdrExtension.exe from running, "
    "by a rule on publisher or path. Without the extension there is no snapshot.",
    sources=(SEED.section("Application control solution is blocking IaaSBcdrExtension.exe"),),
    applies=WINDOWS,
    codes=("programs",),
    needs_agent=True,
    rules=(
        confirms(
            windows.app_control_blocks_backup == True,
            windows.app_control != "none",
            SNAPSHOT_CODE,
            AGENT_ANSWERS,
            because="the log names the extension's program as blocked during the job; blocked, it takes no snapshot",
            rival="antivirus-blocks: another product's log has this entry; the agent answers, so it is not the agent",
        ),
        suggests(windows.app_control_blocks_backup == True),
        suggests(signs.told_app_control_blocks == True),
        *(hints(seen == True) for seen in (signs.told_hardened, signs.code_integrity_enforced)),
        rules_out(windows.app_control == "none"),
        rules_out(windows.app_control_blocks_backup == False),
    ),
    leads_to=("vmsnapshot-failed",),
    today="The document says to exclude /var/lib, which is a Linux path; the Windows extension lives under "
    "C:\\Packages\\Plugins.",
    remedy=(
        look(
            "Read which rule blocked the program (AppLocker: event 8004, and 8003 in audit mode; WDAC: 3077 and 3076).",
            _EVENTS,
            rights=ADMIN,
            caution="In audit mode nothing is blocked: an event 8003 or 3076 explains no failure.",
        ),
        change(
            "Allow the extension in the policy: the path "
            "C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot\\*, or "
            "IaaSBcdrExtension.exe by its publisher. For AppLocker: Group Policy Management, or "
            "secpol.msc > Application Control Policies > AppLocker > Executable Rules > Create New Rule.",
            rights=f"whoever maintains the policy; {ADMIN} for a local one",
            caution="A central policy overwrites a local change. The folder's name holds the extension's version: a "
            "rule for one version or file hash breaks at the next update of the extension.",
        ),
    ),
    verify=verify("The next backup succeeds, and the logs show no new block.", _EVENTS),
)
