"""The Distributed Transaction Coordinator does not work, so that COM+ cannot use it."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...codes import codes_that_say
from ...facts import error, vm, windows
from ...sources import SIBLING
from ...steps.windows import ADMIN, REINSTALL_MSDTC

_CODE = "ExtensionInstallationFailedMDTC"

CAUSE = Cause(
    id="msdtc-broken",
    title="The Distributed Transaction Coordinator does not start, or does not answer",
    family="extension-services",
    step=3,
    explanation=(
        "COM+, through which the backup extension takes the snapshot, needs the Distributed Transaction Coordinator "
        "(MSDTC). If that does not start, or is damaged, COM+ fails, and the extension with it."
    ),
    sources=(
        SIBLING.section("ExtensionSnapshotFailedCOM / ExtensionInstallationFailedCOM"),
        SIBLING.section("ExtensionInstallationFailedMDTC"),
    ),
    applies=vm.os_type == "windows",
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(windows.msdtc_starts == False, error.code.one_of(*codes_that_say("com")), covers=(f"X.{_CODE}",)),
        suggests(windows.msdtc_starts == False),
        # That it runs says nothing against this code: COM+ could not talk to it, and the page has it reinstalled.
        suggests(error.code == _CODE, covers=(f"X.{_CODE}",)),
    ),
    leads_to=("com-plus-stopped",),
    remedy=Remedy(
        steps=(
            Step(
                "See how it is set to start, under which account it runs, and whether it does. The account must be "
                "Network Service (see msdtc-account).",
                (
                    Command("powershell", "Get-Service MSDTC,COMSysApp | Select-Object Name,Status,StartType"),
                    Command("powershell", "sc.exe qc MSDTC"),
                ),
            ),
            Step(
                "Give it a start type with which it can start, start it, and then COM+ System Application.",
                (
                    Command("powershell", "Set-Service -Name MSDTC -StartupType Automatic"),
                    Command("powershell", "Start-Service -Name MSDTC"),
                    Command("powershell", "Start-Service -Name COMSysApp"),
                ),
                effect="changes state",
                rights=ADMIN,
                caution="Where a group policy or a hardening baseline disabled it, change it there.",
                covers=(f"X.{_CODE}",),
            ),
            REINSTALL_MSDTC,
        ),
        verify=Step(
            "MSDTC runs, and COM+ System Application starts.",
            (Command("powershell", "Get-Service MSDTC,COMSysApp | Select-Object Name,Status,StartType"),),
        ),
    ),
    covers=(f"X.{_CODE}",),
)
