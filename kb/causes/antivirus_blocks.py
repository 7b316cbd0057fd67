"""An antivirus product may be stopping the backup extension.

Nothing observable confirms it. The crash entry in the Application log shows that the extension crashed, not
why; the document itself says only that antivirus may be the reason. Missing exclusions are the normal state of
a machine, so they add nothing. What proves it is that the backup works once the folders are excluded.
"""

from ...engine.knowledge import Cause, Command, Remedy, Step, rules_out, suggests
from ..codes import AGENT_CODES
from ..facts import vm, windows
from ..rules import only_with
from ..sources import SEED, SIBLING
from ..steps.windows import ADMIN

_PLUGIN = "C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot"
_LOGS = "C:\\WindowsAzure\\Logs\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot"
_EXCLUDE = f"Add-MpPreference -ExclusionPath '{_PLUGIN}','{_LOGS}'"
_CRASHES = (
    "Get-WinEvent -FilterHashtable @{LogName='Application';Id=1000} | "
    "Where-Object Message -like '*IaaSBcdrExtension.exe*' | Select-Object TimeCreated,Message"
)

CAUSE = Cause(
    id="antivirus-blocks",
    title="Antivirus may be stopping the backup extension",
    family="backup-extension",
    step=2,
    explanation=(
        "The backup extension, IaaSBcdrExtension.exe, crashed. An antivirus product that scans or restricts "
        "it is a common reason; without the extension there is no snapshot."
    ),
    sources=(
        SEED.section("Step 4: Check Azure Backup VM extension health"),
        SIBLING.section("VMRestorePointInternalError"),
    ),
    applies=vm.os_type == "windows",
    rules=(
        suggests(windows.backup_extension_crashed == True, covers=("S4.2",)),
        rules_out(windows.antivirus_excludes_backup == True, covers=("S4.2",)),
        only_with(*AGENT_CODES),
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
    covers=("S4.2",),
)
