"""COM+ System Application does not start.

Stopped with start type Manual is its normal state: it starts on demand. The fault is that it cannot start.
A disabled service only hints: one that was disabled while it was running runs until the next reboot.
"""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...codes import codes_that_say
from ...facts import derived, error, vm, windows
from ...sources import RECORDINGS, SEED, SIBLING
from ...steps.windows import ADMIN

_COVERS = ("X.ExtensionSnapshotFailedCOM", "X.ExtensionInstallationFailedCOM")

CAUSE = Cause(
    id="com-plus-stopped",
    title="COM+ System Application cannot start",
    family="extension-services",
    step=1,
    explanation=(
        "The backup extension asks Volume Shadow Copy for the snapshot through COM+. Without the service "
        "COM+ System Application (COMSysApp) the snapshot fails."
    ),
    sources=(
        SEED.section("Step 3: Check Azure VM extension health"),
        SIBLING.section("ExtensionSnapshotFailedCOM / ExtensionInstallationFailedCOM"),
        RECORDINGS.section("Services of healthy Windows servers"),
    ),
    applies=vm.os_type == "windows",
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            windows.com_plus_starts == False,
            derived.snapshot_code == True,
            derived.agent_silent == False,
            covers=("S3.3",),
        ),
        # These codes speak of COM+ themselves: whether Azure hears the agent by now does not matter.
        confirms(windows.com_plus_starts == False, error.code.one_of(*codes_that_say("com")), covers=_COVERS),
        suggests(windows.com_plus_starts == False),
        suggests(error.code.one_of("ExtensionSnapshotFailedCOM", "ExtensionInstallationFailedCOM"), covers=_COVERS),
        suggests(windows.com_plus_start_type == "disabled", covers=("S3.3",)),
        rules_out(windows.com_plus_starts == True),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=Remedy(
        steps=(
            Step(
                "Give the service its normal start type, Manual.",
                (Command("powershell", "Set-Service -Name COMSysApp -StartupType Manual"),),
                effect="changes state",
                rights=ADMIN,
                caution="Where a group policy or a hardening baseline disabled it, change it there.",
                when=windows.com_plus_start_type == "disabled",
            ),
            Step(
                "Start the service from an elevated prompt.",
                (
                    Command("cmd", "net start COMSysApp"),
                    Command("powershell", "Start-Service -Name COMSysApp"),
                ),
                effect="changes state",
                rights=ADMIN,
                covers=("S3.3",),
            ),
            Step(
                "If it does not start, look under which account the Distributed Transaction Coordinator "
                "runs: it must be Network Service. Repair or reinstall it as described under msdtc-account and "
                "msdtc-broken, then start COM+ again.",
                (Command("powershell", "sc.exe qc MSDTC"),),
            ),
        ),
        verify=Step(
            "The service starts without an error. That it stops again by itself is normal.",
            (
                Command("powershell", "Get-Service COMSysApp | Select-Object Name,Status,StartType"),
                Command("cmd", "sc.exe query COMSysApp"),
            ),
        ),
    ),
    today=(
        "The document wants the service to be running; on a healthy server it is stopped with start type "
        "Manual, and starts on demand."
    ),
    covers=("S3.3", *_COVERS),
)
