"""An antivirus product stops the backup extension.

With most codes nothing observable confirms it. The crash entry in the Application log shows that the extension
crashed, not why; the seed says only that antivirus may be the reason. Missing exclusions are the normal state of
a machine, so they add nothing. What proves it is that the backup works once the folders are excluded. One code
names antivirus itself: for it, the sibling page takes the crash entry as confirmation.
"""

from ...authoring import *

_CODE = "VMRestorePointInternalError"
_CRASHED = windows.backup_extension_crashed == True
_PLUGIN = "C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot"
_LOGS = "C:\\WindowsAzure\\Logs\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot"
_EXCLUDE = f"Add-MpPreference -ExclusionPath '{_PLUGIN}','{_LOGS}'"
_CRASHES = (
    "Get-WinEvent -FilterHashtable @{LogName='Application';Id=1000} | "
    "Where-Object Message -like '*IaaSBcdrExtension.exe*' | Select-Object TimeCreated,Message"
)

CAUSE = cause(
    __name__,
    "Antivirus software stops the backup extension",
    "An antivirus product that scans or restricts the backup extension, IaaSBcdrExtension.exe, can make it "
    "crash, or keep it from starting; without the extension there is no snapshot.",
    family="antivirus",
    sources=(HEALTH_STEP_4, SIBLING.section("VMRestorePointInternalError")),
    applies=WINDOWS,
    codes=("programs",),
    needs_agent=True,
    rules=(
        confirms(_CRASHED, windows.antivirus_excludes_backup == False, error.code == _CODE),
        suggests(error.code == _CODE),
        suggests(_CRASHED),
        rules_out(windows.antivirus_excludes_backup == True),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "See whether the extension crashed when the backup failed, and what is excluded already.",
            ps(_CRASHES),
            how(windows.antivirus_excludes_backup, "powershell"),
            rights=ADMIN,
            caution="Get-MpPreference shows only Microsoft Defender; others have their own console.",
        ),
        change(
            "Exclude both folders of the extension in the antivirus product, then retry the backup.",
            ps(_EXCLUDE, verified=False),
            rights=f"{ADMIN}, or whoever runs the antivirus console",
            caution="An exclusion weakens the protection: exclude only these two folders, with the consent of those "
            "who answer for security. If the backup still crashes, antivirus was not it: take them out again.",
        ),
    ),
    verify=verify(
        "The next backup succeeds, and the Application log shows no new crash of IaaSBcdrExtension.exe.", ps(_CRASHES)
    ),
)
