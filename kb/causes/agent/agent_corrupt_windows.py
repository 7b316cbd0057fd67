"""The Windows agent is installed, but damaged or stuck."""

from ...authoring import *

_MISSING = agent.service_state == "missing"
_STOPPING = agent.service_state == "stopping"
_BAD_IMAGE, _RDCRYPT = signs.bad_image_format == True, signs.rdcrypt_failed == True
_DENIED = signs.certificate_store_denied == True
_LOGGED = (_BAD_IMAGE, signs.config_errors == True, _RDCRYPT, _DENIED)
_IN_VAIN = (agent.restart_tried == "no_change", AGENT_SILENT)
_GRANT = "icacls C:\\ProgramData\\Microsoft\\Crypto\\{} /grant SYSTEM:(OI)(CI)F"
_ENABLE_64_BIT = "Set-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\.NETFramework -Name Enable64Bit -Value 1"

CAUSE = cause(
    __name__,
    "The Azure guest agent is damaged",
    "The agent is installed, but a restart does not make it work: its service is gone or stuck, or what it is "
    "built on is broken. It cannot start the snapshot extension.",
    family="agent-unresponsive-windows",
    step=3,
    sources=(
        WINDOWS_AGENT_SILENT,
        WINDOWS_AGENT.section("Common error scenarios"),
        WINDOWS_AGENT.section("Uninstall and reinstall Windows Guest Agent"),
    ),
    applies=WINDOWS,
    codes=("agent",),
    needs_agent=True,
    rules=(
        *explains(AGENT_CODE, _MISSING, agent.in_programs == True, VM_ON),
        confirms(_STOPPING, *_IN_VAIN, AGENT_CODE),
        suggests(_STOPPING, AGENT_SILENT),
        # Lines of a log can be old: only a restart in vain makes them the reason of today.
        *(confirms(line, ~_MISSING, *_IN_VAIN, AGENT_CODE) for line in _LOGGED),
        *(suggests(line) for line in (*_LOGGED, signs.stuck_stopping == True)),
        suggests(agent.rdagent_state == "missing", ~_MISSING, AGENT_SILENT),
        suggests(*_IN_VAIN),
        rules_out(_MISSING, agent.in_programs == False),
    ),
    remedy=(
        END_HUNG_AGENT_WINDOWS,
        change(
            "Repair what the agent's log names, and restart the agent: config_errors means that machine.config in "
            "C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\Config has to be replaced by a healthy VM's.",
            ps("Start-Service KeyIso", when=_RDCRYPT),
            cmd(_GRANT.format("Keys"), _GRANT.format("RSA"), _GRANT.format("SystemKeys"), when=_DENIED, verified=False),
            ps(_ENABLE_64_BIT, when=_BAD_IMAGE, effect="needs restart", verified=False),
            RESTART_AGENT_WINDOWS,
            caution="Keep a copy of the old machine.config. Enable64Bit takes effect after a restart of the VM.",
            when=agent.log_shows_fault == True,
        ),
        UNINSTALL_AGENT_WINDOWS,
        REMOVE_AGENT_WINDOWS,
        INSTALL_AGENT_WINDOWS,
    ),
    verify=verify(
        "Both services are listed and run, and within five minutes Azure shows the agent as Ready.", AGENT_WELL_WINDOWS
    ),
)
