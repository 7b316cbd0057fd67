"""The service Volume Shadow Copy cannot start, or is in a bad state."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import derived, error, vm, windows
from ...sources import SEED, SIBLING
from ...steps.azure import RESTART_VM
from ...steps.windows import ADMIN

_CODE = "ExtensionFailedVssServiceInBadState"

CAUSE = Cause(
    id="vss-service-bad",
    title="The service Volume Shadow Copy is disabled, or does not work",
    family="vss-service",
    step=1,
    explanation=(
        "The backup extension takes the snapshot with Volume Shadow Copy (VSS), which starts on demand. A "
        "service that is disabled or does not start takes none."
    ),
    sources=(
        SEED.section("Step 4: Check Azure Backup VM extension health"),
        SIBLING.section("ExtensionFailedVssServiceInBadState"),
    ),
    applies=vm.os_type == "windows",
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            windows.vss_service_start_type == "disabled",
            derived.snapshot_code == True,
            derived.agent_silent == False,
        ),
        confirms(windows.vss_service_start_type == "disabled", error.code == _CODE, covers=(f"X.{_CODE}",)),
        confirms(windows.vss_service_starts == False, error.code == _CODE, covers=(f"X.{_CODE}",)),
        suggests(windows.vss_service_start_type == "disabled"),
        # That it starts by now says nothing against the code: a restart of the VM clears the bad state.
        suggests(error.code == _CODE, covers=(f"X.{_CODE}",)),
    ),
    leads_to=("vss-writer-bad",),
    remedy=Remedy(
        steps=(
            Step(
                "Give the service its normal start type, Manual.",
                (Command("powershell", "Set-Service -Name VSS -StartupType Manual"),),
                effect="changes state",
                rights=ADMIN,
                caution="Where a group policy or a hardening baseline disabled it, change it there.",
                when=windows.vss_service_start_type == "disabled",
            ),
            Step(
                "Restart the service. That it was not running yet is no fault.",
                (Command("cmd", "net stop VSS"), Command("cmd", "net start VSS")),
                effect="changes state",
                rights=ADMIN,
                caution="Stop it only while no backup of any product is running.",
            ),
            Step(
                "If it does not start, restart the VM in a maintenance window.",
                RESTART_VM,
                effect="needs restart",
                rights="Virtual Machine Contributor",
                caution="Everything on the VM is down meanwhile.",
            ),
        ),
        verify=Step(
            "The start type is Manual, and the writers answer. The service may stop again by itself.",
            (
                Command("powershell", "Get-Service VSS | Select-Object Name,Status,StartType"),
                Command("powershell", "vssadmin list writers"),
            ),
        ),
    ),
)
