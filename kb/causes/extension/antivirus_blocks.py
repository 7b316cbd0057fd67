"""An antivirus product stops the backup extension.

With most codes nothing observable confirms it. The crash entry in the Application log shows that the extension
crashed, not why; the seed says only that antivirus may be the reason. Missing exclusions are the normal state of
a machine, so they add nothing. What proves it is that the backup works once the folders are excluded. One code
names antivirus itself: for it, the sibling page takes the crash entry as confirmation.
"""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...facts import error, vm, windows
from ...sources import SEED, SIBLING
from ...steps.windows import ADMIN

_CODE = "VMRestorePointInternalError"
_CRASHED = windows.backup_extension_crashed == True
_PLUGIN = "C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot"
_LOGS = "C:\\WindowsAzure\\Logs\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot"
_EXCLUDE = f"Add-MpPreference -ExclusionPath '{_PLUGIN}','{_LOGS}'"
_CRASHES = (
    "Get-WinEvent -FilterHashtable @{LogName='Application';Id=1000} | "
    "Where-Object Message -like '*IaaSBcdrExtension.exe*' | Select-Object TimeCreated,Message"
)

CAUSE = Cause(
    id="antivirus-blocks",
    title="Antivirus software stops the backup extension",
    family="antivirus",
    step=1,
    explanation=(
        "An antivirus product that scans or restricts the backup extension, IaaSBcdrExtension.exe, can make it "
        "crash, or keep it from starting; without the extension there is no snapshot."
    ),
    sources=(
        SEED.section("Step 4: Check Azure Backup VM extension health"),
        SIBLING.section("VMRestorePointInternalError"),
    ),
    applies=vm.os_type == "windows",
    codes=("programs",),
    needs_agent=True,
    rules=(
        confirms(
            _CRASHED,
            windows.antivirus_excludes_backup == False,
            error.code == _CODE,
            covers=("X.VMRestorePointInternalError",),
        ),
        suggests(error.code == _CODE),
        suggests(_CRASHED, covers=("S4.2",)),
        rules_out(windows.antivirus_excludes_backup == True, covers=("S4.2",)),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=Remedy(
        steps=(
            Step(
                "See whether the extension crashed when the backup failed, and what is excluded already.",
                (
                    Command("powershell", _CRASHES),
                    Command("powershell", "(Get-MpPreference).ExclusionPath"),
                ),
                rights=ADMIN,
                caution="Get-MpPreference shows only Microsoft Defender; others have their own console.",
                covers=("S4.2",),
            ),
            Step(
                "Exclude both folders of the extension in the antivirus product, then retry the backup.",
                (Command("powershell", _EXCLUDE, verified=False),),
                effect="changes state",
                rights=f"{ADMIN}, or whoever runs the antivirus console",
                caution=(
                    "An exclusion weakens the protection: exclude only these two folders, with the consent "
                    "of those who answer for security. If the backup still crashes, antivirus was not it: "
                    "take them out again."
                ),
                covers=("S4.2",),
            ),
        ),
        verify=Step(
            "The next backup succeeds, and the Application log shows no new crash of IaaSBcdrExtension.exe.",
            (Command("powershell", _CRASHES),),
        ),
    ),
    covers=("S4.2", "X.VMRestorePointInternalError"),
)
