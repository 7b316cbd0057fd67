"""The Windows agent is installed, but damaged or stuck."""

from ...authoring import *

_MISSING, _STOPPING = agent.service_state == "missing", agent.service_state == "stopping"
_FATAL = (signs.bad_image_format, signs.config_errors, signs.agent_library_missing)
_ENDS = (windows.agent_programs_found == False, *(sign == True for sign in _FATAL))  # with these its program ends
_OTHERS = (signs.rdcrypt_failed, signs.agent_service_marked_for_deletion)
_LOGGED = (*_ENDS, *(sign == True for sign in _OTHERS))
_STORE = signs.certificate_store_denied  # with it the agent runs and answers, and only extensions do not work
_SETUP = (signs.agent_path_missing, signs.agent_service_not_registered, signs.agent_does_not_start, _STORE)
_SECTIONS = ("Common error scenarios", "Uninstall and reinstall Windows Guest Agent")
_HELPED, _FAILS = signs.told_agent_reinstall_helped == True, signs.service_agent_fails == True
_HALF = agent.rdagent_state == "missing"
_DOWN = (derived.agent_running == False, VM_ON)
_LINE = "its log, its crash or the lost program says what is broken, and it does not work"
_NOT_WIRE = "wireserver-blocked: that gives none of these lines"
_NOT_STOPPED = "agent-stopped-windows: it was not stopped by anyone, it ends at each start"
_IN_VAIN = (agent.restart_tried == "no_change", AGENT_SILENT)
CAUSE = cause(
    __name__,
    "The Azure guest agent is damaged",
    "The agent is installed, but a restart does not make it work: its service is gone or stuck, or what it is "
    "built on is broken. It cannot start the snapshot extension.",
    family="agent-unresponsive-windows",
    step=3,
    sources=(WINDOWS_AGENT_SILENT, *map(WINDOWS_AGENT.section, _SECTIONS)),
    applies=WINDOWS,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            *(_MISSING, agent.in_programs == True, VM_ON),
            because="the agent was installed and its service was gone: nothing is left that could be started",
            rival="agent-missing-windows: Programs and Features lists it",
        ),
        confirms(
            *(_STOPPING, *_IN_VAIN),
            because="the service hung in Stopping, a restart changed nothing, and Azure hears nothing",
            rival="agent-stopped-windows: a restart would have cured it",
        ),
        confirms(
            *(_STOPPING, signs.stuck_stopping == True, AGENT_SILENT),
            because="its log says that it cannot stop, it hangs in Stopping, and Azure hears nothing",
            rival="agent-stopped-windows: it has not stopped",
        ),
        # A line of the agent's log can be old, or harmless: it needs the failure that it speaks of beside it.
        *(confirms(line, ~_MISSING, *_IN_VAIN, because=_LINE, rival=_NOT_WIRE) for line in _LOGGED),
        *(confirms(line, ~_MISSING, *_DOWN, because=_LINE, rival=_NOT_STOPPED) for line in _ENDS),
        *(suggests(line) for line in (*_LOGGED, *(sign == True for sign in (*_SETUP, signs.stuck_stopping)))),
        suggests(_MISSING, agent.rdagent_state.one_of("running", "stopped")),  # a half of it is left
        suggests(derived.said_agent_half == True),
        *(suggests(*e, AGENT_SILENT) for e in ((_STOPPING,), (_HELPED,), (_FAILS,), (_HALF, ~_MISSING))),
        hints(*_IN_VAIN),
        rules_out(_MISSING, agent.in_programs == False, agent.installed == False),  # no list has an agent of the image
    ),
    leads_to=("agent-stopped-windows", "agent-not-reporting"),
    remedy=(END_HUNG_AGENT_WINDOWS, REPAIR_AGENT_WINDOWS, *REINSTALL_AGENT_WINDOWS),
    verify=verify("Both services run, and within five minutes Azure shows the agent as Ready.", AGENT_WELL_WINDOWS),
)
