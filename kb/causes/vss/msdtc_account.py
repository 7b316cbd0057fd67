"""The Distributed Transaction Coordinator runs under a wrong account.

The account alone only hints: with it COM+ may still work. Together with a COM+ System Application that is
not disabled and yet does not start, or with a code that says that COM+ could not talk to it, the document's own
chain is established.
"""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...codes import codes_that_say
from ...facts import derived, error, vm, windows
from ...sources import SEED, SIBLING
from ...steps.windows import ADMIN, REINSTALL_MSDTC

_MSDTC_CODE = "ExtensionInstallationFailedMDTC"  # with this one the account alone is enough
_COM_PLUS_CODES = tuple(code for code in codes_that_say("com") if code != _MSDTC_CODE)
_WRONG = windows.msdtc_account != "network_service"
_BREAKS_COM = (_WRONG, windows.com_plus_starts == False, windows.com_plus_start_type != "disabled")

CAUSE = Cause(
    id="msdtc-account",
    title="The Distributed Transaction Coordinator does not run as Network Service",
    family="extension-services",
    step=2,
    explanation=(
        "COM+, through which the backup extension takes the snapshot, needs the Distributed Transaction "
        "Coordinator (MSDTC). Under another account than Network Service, MSDTC may not answer, and COM+ "
        "fails."
    ),
    sources=(
        SEED.section("Step 3: Check Azure VM extension health"),
        SIBLING.section("ExtensionSnapshotFailedCOM / ExtensionInstallationFailedCOM"),
    ),
    applies=vm.os_type == "windows",
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(*_BREAKS_COM, derived.snapshot_code == True, derived.agent_silent == False, covers=("S3.4",)),
        confirms(*_BREAKS_COM, error.code.one_of(*_COM_PLUS_CODES), covers=("X.ExtensionSnapshotFailedCOM",)),
        confirms(_WRONG, error.code == _MSDTC_CODE, covers=(f"X.{_MSDTC_CODE}",)),
        suggests(_WRONG, covers=("S3.4",)),
    ),
    leads_to=("com-plus-stopped", "msdtc-broken"),
    remedy=Remedy(
        steps=(
            Step(
                "Let the service run as Network Service (services.msc > Distributed Transaction Coordinator "
                "> Log On, or sc.exe), then restart it and COM+ System Application.",
                (
                    Command("cmd", 'sc.exe config MSDTC obj= "NT AUTHORITY\\NetworkService"', verified=False),
                    Command("powershell", "Restart-Service -Name MSDTC"),
                    Command("powershell", "Restart-Service -Name COMSysApp"),
                ),
                effect="changes state",
                rights=ADMIN,
                caution="Distributed transactions that run at that moment (SQL Server, MSMQ) fail.",
                covers=("S3.4",),
            ),
            REINSTALL_MSDTC,
        ),
        verify=Step(
            "SERVICE_START_NAME is NT AUTHORITY\\NetworkService, and COM+ System Application starts.",
            (
                Command("powershell", "sc.exe qc MSDTC"),
                Command("powershell", "Get-Service MSDTC,COMSysApp | Select-Object Name,Status,StartType"),
            ),
        ),
    ),
    covers=("S3.4",),
)
