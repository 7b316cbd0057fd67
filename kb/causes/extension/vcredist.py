"""Visual C++ Redistributable, which the backup extension needs, cannot be installed."""

from ...authoring import *

_CODE = "ExtensionVCRedistInstallationFailure"
_DENIED = windows.vcredist_access_denied == True
_DISABLED, _TOLD = windows.installer_start_type == "disabled", derived.said_runtime_missing

CAUSE = cause(
    __name__,
    "Visual C++ Redistributable cannot be installed in the guest",
    "The backup extension brings Visual C++ Redistributable with it, and installs it before the first snapshot. "
    "A Windows Installer that is disabled, or an account without access to the registry, stops that.",
    sources=(
        SIBLING.section("ExtensionVCRedistInstallationFailure"),
        RECORDINGS.section("healthDetails of backup items"),
    ),
    applies=WINDOWS,
    codes=("snapshot", "extension", _CODE),
    needs_agent=True,
    rules=(
        confirms(
            _DISABLED,
            error.code == _CODE,
            because="the installer was disabled, and the code says that the runtime could not be installed",
            rival="antivirus-blocks: a scanner disables no service",
        ),
        confirms(
            _DENIED,
            error.code == _CODE,
            because="the installation that the code tells of was refused access to the registry, as the log says",
            rival="antivirus-blocks: that shows as a crash, or a blocked file",
        ),
        *(suggests(s) for s in (_DENIED, error.code == _CODE)),
        *(suggests(seen == True) for seen in (signs.extension_library_missing, signs.native_library_missing, _TOLD)),
        *(hints(seen) for seen in (_DISABLED, signs.installer_unreachable == True)),  # it may be installed already
    ),
    leads_to=("vmsnapshot-failed",),
    today="The page's text names Visual C++ 2015, its file is vcredist2013_x64, and recorded answers say 2013: it is "
    "the file in the extension's folder that counts.",
    remedy=(
        change(
            "Let the Windows Installer start on demand (value Start of msiserver: 3, not 4).",
            cmd('REG ADD "HKLM\\SYSTEM\\CurrentControlSet\\Services\\msiserver" /v Start /t REG_DWORD /d 3 /f'),
            caution="Where a group policy or a hardening baseline disabled it, change it there.",
            when=_DISABLED,
        ),
        change(
            "If the log shows Error 1401 with System error 5: give the account that installs (SYSTEM, and "
            "administrators) its rights on HKEY_LOCAL_MACHINE\\SOFTWARE\\Classes again, and restart the agent.",
            RESTART_AGENT_WINDOWS,
            caution="Note the permissions of the key down before you change them.",
            when=_DENIED,
        ),
        INSTALL_VCREDIST,
        REGISTER_INSTALLER,
        look("If an antivirus product watches the guest, have it allow the installation (see antivirus-blocks)."),
    ),
    verify=verify("The redistributable is listed as installed, and the next backup succeeds.", VCREDIST),
)
