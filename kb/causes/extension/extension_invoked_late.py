"""The backup extension was called too late for a snapshot."""

from ...authoring import *

_LATE = signs.called_too_late == True
_CODE = extensions.backup_code == "FailedGuestAgentInvokedCommandTooLate"
_HOST_TIME = signs.host_time_used == True

CAUSE = cause(
    __name__,
    "The backup extension was called too late",
    "The extension refuses a snapshot that was ordered more than 140 minutes ago. The agent was stopped meanwhile, or "
    "another extension ran for too long before it; a clock that is wrong looks the same.",
    sources=(LINUX_EXTENSION.section("main/freezesnapshotter.py: is_command_timedout; main/handle.py"),),
    applies=LINUX,
    codes=("extension",),
    needs_agent=True,
    rules=(
        confirms(
            _LATE,
            _HOST_TIME,
            because="the extension measured it with the time of the host, and says so",
            rival="clock-skew: the guest's own clock was not asked",
        ),
        suggests(_LATE),
        suggests(_CODE),
        hints(signs.signature_out_of_its_time == True),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "See which extensions the agent ran before it, and when.",
            bash("sudo grep -aE 'Target handler state|Executing command' /var/log/waagent.log | tail -n 40"),
        ),
        look("See whether the guest's clock is right.", bash("date -u; timedatectl")),
        REMOVE_EXTENSION,
        change(
            "Update the agent, and restart it.", INSTALL_AGENT_LINUX, RESTART_AGENT_LINUX, caution=INSTALL_CAUTION_LINUX
        ),
    ),
    verify=verify("total_span_in_seconds is small in the log of the next backup.", RUN_LOG),
)
