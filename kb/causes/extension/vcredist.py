"""Visual C++ Redistributable, which the backup extension needs, cannot be installed."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import error, vm, windows
from ...sources import RECORDINGS, SIBLING
from ...steps.windows import ADMIN, INSTALL_VCREDIST, RESTART_AGENT, VCREDIST

_CODE = "ExtensionVCRedistInstallationFailure"
_COVERS = (f"X.{_CODE}",)
_DENIED = windows.vcredist_access_denied == True
_DISABLED = windows.installer_start_type == "disabled"

CAUSE = Cause(
    id="vcredist",
    title="Visual C++ Redistributable cannot be installed in the guest",
    family="vcredist",
    step=1,
    explanation=(
        "The backup extension brings Visual C++ Redistributable with it, and installs it before the first snapshot. "
        "A Windows Installer that is disabled, or an account without access to the registry, stops that."
    ),
    sources=(
        SIBLING.section("ExtensionVCRedistInstallationFailure"),
        RECORDINGS.section("healthDetails of backup items"),
    ),
    applies=vm.os_type == "windows",
    codes=("snapshot", _CODE),
    needs_agent=True,
    rules=(
        confirms(_DISABLED, error.code == _CODE, covers=_COVERS),
        confirms(_DENIED, error.code == _CODE, covers=_COVERS),
        suggests(_DENIED),
        suggests(error.code == _CODE, covers=_COVERS),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=Remedy(
        steps=(
            Step(
                "Let the Windows Installer start on demand (value Start of msiserver: 3, not 4).",
                (
                    Command(
                        "cmd",
                        'REG ADD "HKLM\\SYSTEM\\CurrentControlSet\\Services\\msiserver" /v Start /t REG_DWORD /d 3 /f',
                    ),
                ),
                effect="changes state",
                rights=ADMIN,
                caution="Where a group policy or a hardening baseline disabled it, change it there.",
                when=_DISABLED,
                covers=_COVERS,
            ),
            Step(
                "If the log shows Error 1401 with System error 5: give the account that installs (SYSTEM, and "
                "administrators) its rights on HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes again, and restart the agent.",
                RESTART_AGENT,
                effect="changes state",
                rights=ADMIN,
                caution="Note the permissions of the key down before you change them.",
                when=_DENIED,
                covers=_COVERS,
            ),
            INSTALL_VCREDIST,
            Step(
                "If that fails, register the Windows Installer anew, and install again.",
                (
                    Command("cmd", "MSIEXEC /UNREGISTER"),
                    Command("cmd", "MSIEXEC /REGISTER", verified=False),
                ),
                effect="changes state",
                rights=ADMIN,
                caution="Not while another installation runs.",
                covers=_COVERS,
            ),
            Step(
                "If an antivirus product watches the guest, have it allow the installation (see antivirus-blocks).",
                covers=_COVERS,
            ),
        ),
        verify=Step("The redistributable is listed as installed, and the next backup succeeds.", (VCREDIST,)),
    ),
    today=(
        "The page's text names Visual C++ 2015, its file is vcredist2013_x64, and recorded answers say 2013: it is "
        "the file in the extension's folder that counts."
    ),
    covers=_COVERS,
)
