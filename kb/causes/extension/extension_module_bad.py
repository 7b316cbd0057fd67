"""A module of the Windows backup extension is corrupt, or of the wrong bitness."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import derived, error, vm, windows
from ...sources import PAGE_2025
from ...steps.guest import REMOVE_BACKUP_EXTENSION
from ...steps.windows import ADMIN, INSTALL_VCREDIST

_COVERS = ("X.BackUpOperationFailed",)
_BAD = windows.provider_module.one_of("corrupt", "wrong_bitness")
_MODULE = "C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot\\*\\iaasvmprovider.dll"
_SIGNATURE = Command("powershell", f"Get-AuthenticodeSignature {_MODULE} | Select-Object Path,Status", verified=False)

CAUSE = Cause(
    id="extension-module-bad",
    title="A module of the backup extension is corrupt, or does not fit the Windows version",
    family="extension-module",
    step=1,
    explanation=(
        "The backup extension takes its snapshots through the module iaasvmprovider.dll. Where that is corrupt, or "
        "not of the bitness of Windows, it cannot be loaded, and the backup fails with an internal error."
    ),
    sources=(PAGE_2025.section("BackUpOperationFailed / BackUpOperationFailedV2, cause 5"),),
    applies=vm.os_type == "windows",
    codes=("snapshot", "VMRestorePointInternalError", "ExtensionVCRedistInstallationFailure"),
    needs_agent=True,
    rules=(
        confirms(
            _BAD,
            error.code.one_of("BackUpOperationFailed", "BackUpOperationFailedV2"),
            derived.agent_silent == False,
            covers=_COVERS,
        ),
        suggests(_BAD, covers=_COVERS),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=Remedy(
        steps=(
            Step(
                "Check the module: its signature is Valid, and its bitness is that of Windows.",
                (
                    _SIGNATURE,
                    Command("powershell", "(Get-CimInstance Win32_OperatingSystem).OSArchitecture"),
                ),
                rights=ADMIN,
                covers=_COVERS,
            ),
            Step(
                "In Control Panel > Programs and Features, uninstall the extension's Visual C++ Redistributable (x64).",
                (Command("cmd", "appwiz.cpl"),),
                effect="changes state",
                rights=ADMIN,
                caution="Other programs may use it: install it again at once.",
                covers=_COVERS,
            ),
            INSTALL_VCREDIST,
            Step(
                "If the module is still bad, remove the extension. The next backup installs it again.",
                REMOVE_BACKUP_EXTENSION,
                effect="changes state",
                rights="Virtual Machine Contributor",
                caution="No recovery point is lost. Not while a backup runs; the agent must be Ready.",
            ),
        ),
        verify=Step("The module's signature is Valid, and the next backup succeeds.", (_SIGNATURE,)),
    ),
    today="This is a fifth cause, which the page of 2025 added to the four of the seed document.",
    covers=_COVERS,
)
