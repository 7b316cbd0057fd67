"""The service Volume Shadow Copy cannot start, or is in a bad state."""

from ...authoring import *

_CODE = "ExtensionFailedVssServiceInBadState"

CAUSE = cause(
    __name__,
    "The service Volume Shadow Copy is disabled, or does not work",
    "The backup extension takes the snapshot with Volume Shadow Copy (VSS), which starts on demand. A "
    "service that is disabled or does not start takes none.",
    family="vss-service",
    sources=(HEALTH_STEP_4, SIBLING.section("ExtensionFailedVssServiceInBadState")),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(windows.vss_service_start_type == "disabled", SNAPSHOT_CODE, AGENT_ANSWERS),
        confirms(windows.vss_service_start_type == "disabled", error.code == _CODE),
        confirms(windows.vss_service_starts == False, error.code == _CODE),
        suggests(windows.vss_service_start_type == "disabled"),
        # That it starts by now says nothing against the code: a restart of the VM clears the bad state.
        suggests(error.code == _CODE),
    ),
    leads_to=("vss-writer-bad",),
    remedy=(
        change(
            "Give the service its normal start type, Manual.",
            ps("Set-Service -Name VSS -StartupType Manual"),
            caution="Where a group policy or a hardening baseline disabled it, change it there.",
            when=windows.vss_service_start_type == "disabled",
        ),
        change(
            "Restart the service. That it was not running yet is no fault.",
            cmd("net stop VSS", "net start VSS"),
            caution="Stop it only while no backup of any product is running.",
        ),
        restart(
            "If it does not start, restart the VM in a maintenance window.",
            RESTART_VM,
            caution="Everything on the VM is down meanwhile.",
        ),
    ),
    verify=verify(
        "The start type is Manual, and the writers answer. The service may stop again by itself.",
        ps("Get-Service VSS | Select-Object Name,Status,StartType"),
        how(windows.bad_vss_writers, "powershell"),
    ),
)
