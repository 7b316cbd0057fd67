"""The service Volume Shadow Copy cannot start, or is in a bad state."""

from ...authoring import *

_CODE = "ExtensionFailedVssServiceInBadState"
_DISABLED, _TOLD = windows.vss_service_start_type == "disabled", derived.said_vss_down == True

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
        confirms(
            _DISABLED,
            SNAPSHOT_CODE,
            AGENT_ANSWERS,
            because="the service was disabled, so that nothing could start it for the snapshot",
            rival="agent-not-reporting: the agent answers, and handed the snapshot to the extension",
        ),
        *(
            confirms(
                seen,
                error.code == _CODE,
                because="the service could not be started, and the code names it",
                rival="com-plus-stopped: codes of its own would speak of COM+",
            )
            for seen in (_DISABLED, windows.vss_service_starts == False)
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("vss-stack")),
            _DISABLED,
            because="nothing can start it for a snapshot, whatever has failed this time",
            rival="swprv-broken: that is another service",
        ),
        *(suggests(each) for each in (_TOLD, signs.vss_disabled == True, signs.vss_service_failed == True, _DISABLED)),
        hints(signs.vss_unexpected == True),  # whichever part of VSS fails, it can say so
        # Where it starts by now, it was in a bad state then: a restart of the VM clears it.
        suggests(error.code == _CODE),
        rules_out(windows.vss_service_starts == True, ~_DISABLED, error.code == _CODE),
    ),
    leads_to=("vss-writer-bad", "vmsnapshot-failed"),
    remedy=(
        ENABLE_VSS,
        RESTART_VSS,
        restart("If it does not start, restart the VM in a window.", RESTART_VM, caution="Its programs are down."),
    ),
    verify=verify(
        "The start type is Manual, and the writers answer. The service may stop again by itself.",
        ps("Get-Service VSS | Select-Object Name,Status,StartType"),
        how(windows.bad_vss_writers, "powershell"),
    ),
)
