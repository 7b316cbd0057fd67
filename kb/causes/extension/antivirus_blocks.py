"""An antivirus product stops the backup extension.

The crash entry in the Application log shows that the extension crashed, not why: a corrupt module crashes it too.
Missing exclusions are the normal state of a machine, so they add nothing. What proves it is that the backup works once
the folders are excluded. For one code the sibling page takes the crash for antivirus; the code alone says nothing.
"""

from ...authoring import *

_CODE = "VMRestorePointInternalError"
_CRASHED = windows.backup_extension_crashed == True
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
    sources=(HEALTH_STEP_4, SIBLING.section(_CODE), RESTORE_POINT_PAGE.section(_CODE)),
    applies=WINDOWS,
    codes=("programs",),
    needs_agent=True,
    hint_only=True,
    rules=(
        suggests(_CRASHED),
        suggests(signs.antivirus_restricts == True),
        rules_out(windows.antivirus_excludes_backup == True),
        rules_out(windows.antivirus == "none"),
    ),
    leads_to=("vmsnapshot-failed",),
    today="One page takes a crash of the extension for proof of antivirus, a newer one says that it could be, and has "
    "it tested: every Windows Server has a scanner. Without a crash, the causes of the agent come first.",
    remedy=(
        look(
            "See whether the extension crashed when the backup failed, and what is excluded already.",
            ps(_CRASHES),
            how(windows.antivirus_excludes_backup, "powershell"),
            rights=ADMIN,
            caution="Get-MpPreference shows only Microsoft Defender; others have their own console.",
        ),
        EXCLUDE_BACKUP_EXTENSION,
    ),
    verify=verify(
        "The next backup succeeds, and the Application log shows no new crash of IaaSBcdrExtension.exe.", ps(_CRASHES)
    ),
)
