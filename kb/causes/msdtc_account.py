"""The Distributed Transaction Coordinator runs under a wrong account.

The account alone only hints: with it COM+ may still work. Together with a COM+ System Application that is
not disabled and yet does not start, the document's own chain is established.
"""

from ...engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ..codes import AGENT_CODES
from ..facts import derived, vm, windows
from ..rules import only_with
from ..sources import SEED, SIBLING
from ..steps.windows import ADMIN

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
    rules=(
        confirms(
            windows.msdtc_account != "network_service",
            windows.com_plus_starts == False,
            windows.com_plus_start_type != "disabled",
            derived.snapshot_code == True,
            derived.agent_silent == False,
            covers=("S3.4",),
        ),
        suggests(windows.msdtc_account != "network_service", covers=("S3.4",)),
        only_with(*AGENT_CODES),
    ),
    leads_to=("com-plus-stopped",),
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
            Step(
                "Last resort, if MSDTC or COM+ cannot be restarted: reinstall MSDTC.",
                (
                    Command("cmd", "net stop msdtc"),
                    Command("cmd", "msdtc -uninstall"),
                    Command("cmd", "msdtc -install"),
                    Command("cmd", "net start msdtc"),
                    Command("cmd", "net start COMSysApp"),
                ),
                effect="destructive",
                rights=ADMIN,
                caution=(
                    "The configuration of MSDTC is lost (security settings, network access, log): note it "
                    "down first. On a failover cluster, ask who runs the cluster."
                ),
            ),
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
