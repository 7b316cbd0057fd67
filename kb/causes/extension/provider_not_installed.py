"""The snapshot provider of the backup extension is not installed, though the extension notes that it is."""

from ...authoring import *

_FLAG, _MISSING = windows.provider_flag == "installed", windows.provider_service == "missing"
_FAILED = signs.snapshot_provider_not_installed == True
_CODES = error.code.one_of(
    *("ExtensionCommandExecFailure", "ExtensionInstallationFailure"),
    *("ExtensionSnapshotFailedCOM", "ExtensionInstallationFailedCOM"),
)
_SERVICE = how(windows.provider_service, "powershell")

CAUSE = cause(
    __name__,
    "The snapshot provider of the backup extension is only half installed",
    "On Windows the extension installs a VSS provider of its own (service IaaSVmProvider) once, and notes that in the "
    "registry. Where the provider is gone and the note is not, it is never installed again.",
    family="snapshot-provider",
    step=1,
    sources=(SELF_HELP.section("ExtensionSnapshotFailedCOM"), SELF_HELP.section("ExtensionCommandExecFailure")),
    applies=WINDOWS,
    codes=("vss-stack", "extension"),
    needs_agent=True,
    rules=(
        confirms(
            *(_FLAG, _MISSING, _CODES),
            because="the extension took its provider for installed and it was not there, and the code is that of such "
            "a run",
            rival="com-plus-stopped: the note alone keeps the provider from being installed, whatever COM+ does",
        ),
        suggests(_FLAG, _MISSING),
        suggests(_FAILED),
        # Before the first backup it is not there either.
        hints(_MISSING),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look("See whether the service is there, and what the extension notes.", _SERVICE, rights=ADMIN),
        change(
            "Have the provider installed anew: set both notes to False, and start a backup.",
            cmd(
                'REG ADD "HKLM\\SOFTWARE\\Microsoft\\BcdrAgent" /v IsProviderInstalled /t REG_SZ /d False /f',
                f"{EXTENSION_KEYS} /v IsCommonProviderInstalled /t REG_SZ /d False /f",
            ),
            caution="Not while a backup runs.",
        ),
        change(
            "If that does not help, remove the extension; the next backup installs it again.",
            REMOVE_BACKUP_EXTENSION,
            caution=REMOVAL,
        ),
    ),
    verify=verify("The service IaaSVmProvider is there after the next backup, which succeeds.", _SERVICE),
)
