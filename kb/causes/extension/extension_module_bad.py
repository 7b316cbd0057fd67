"""A module of the Windows backup extension is corrupt, or of the wrong bitness."""

from ...authoring import *

_BAD = windows.provider_module.one_of("corrupt", "wrong_bitness")
_MODULE = "C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot\\*\\iaasvmprovider.dll"
_SIGNATURE = ps(f"Get-AuthenticodeSignature {_MODULE} | Select-Object Path,Status", verified=False)

CAUSE = cause(
    __name__,
    "A module of the backup extension is corrupt, or does not fit the Windows version",
    "The backup extension takes its snapshots through the module iaasvmprovider.dll. Where that is corrupt, or "
    "not of the bitness of Windows, it cannot be loaded, and the backup fails with an internal error.",
    family="extension-module",
    sources=(
        PAGE_2025.section("BackUpOperationFailed / BackUpOperationFailedV2, cause 5"),
        RESTORE_POINT_PAGE.section("InternalError"),
    ),
    applies=WINDOWS,
    codes=("snapshot", "ExtensionVCRedistInstallationFailure"),
    needs_agent=True,
    rules=(
        confirms(
            _BAD,
            SNAPSHOT_CODE,
            AGENT_ANSWERS,
            because="the file was bad when the extension had to load it, and without it there is no snapshot",
            rival="antivirus-blocks: a scanner leaves the signature valid; the agent answers, so it is not the agent",
        ),
        suggests(_BAD),
    ),
    leads_to=("vmsnapshot-failed",),
    today="This is a fifth cause, which the page of 2025 added to the four of the seed document.",
    remedy=(
        look(
            "Check the module: its signature is Valid, and its bitness is that of Windows.",
            _SIGNATURE,
            ps("(Get-CimInstance Win32_OperatingSystem).OSArchitecture"),
            rights=ADMIN,
        ),
        change(
            "In Control Panel > Programs and Features, uninstall the extension's Visual C++ Redistributable (x64).",
            cmd("appwiz.cpl"),
            caution="Other programs may use it: install it again at once.",
        ),
        INSTALL_VCREDIST,
        change(
            "If the module is still bad, remove the extension. The next backup installs it again.",
            REMOVE_BACKUP_EXTENSION,
            caution=REMOVAL,
        ),
    ),
    verify=verify("The module's signature is Valid, and the next backup succeeds.", _SIGNATURE),
)
