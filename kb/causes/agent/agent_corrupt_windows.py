"""The Windows agent is installed, but damaged or stuck."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...codes import AGENT_CODES
from ...facts import agent, derived, signs, vm
from ...rules import WITHOUT_AGENT, explains, only_with
from ...sources import SEED, WINDOWS_AGENT
from ...steps.azure import AGENT_READY
from ...steps.windows import ADMIN, INSTALL_AGENT, RESTART_AGENT, RUN_COMMAND, SERVICES

_COVERS = ("C.agent-unresponsive-windows",)
_MISSING = agent.service_state == "missing"
_STOPPING = agent.service_state == "stopping"
_BAD_IMAGE = signs.bad_image_format == True
_CONFIG = signs.config_errors == True
_RDCRYPT = signs.rdcrypt_failed == True
_DENIED = signs.certificate_store_denied == True
_STUCK = signs.stuck_stopping == True
_IN_VAIN = (agent.restart_tried == "no_change", derived.agent_silent == True)
_GRANT = "icacls C:\\ProgramData\\Microsoft\\Crypto\\{} /grant SYSTEM:(OI)(CI)F"
_ENABLE_64_BIT = "Set-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\.NETFramework -Name Enable64Bit -Value 1"

CAUSE = Cause(
    id="agent-corrupt-windows",
    title="The Azure guest agent is damaged",
    family="agent-unresponsive-windows",
    step=3,
    explanation=(
        "The agent is installed, but a restart does not make it work: its service is gone or stuck, or what it is "
        "built on is broken. It cannot start the snapshot extension."
    ),
    sources=(
        SEED.section("The agent is installed in the VM, but it's unresponsive (for Windows VMs)", "solution"),
        WINDOWS_AGENT.section("Common error scenarios"),
        WINDOWS_AGENT.section("Uninstall and reinstall Windows Guest Agent"),
    ),
    applies=vm.os_type == "windows",
    rules=(
        *explains(
            derived.agent_code == True, _MISSING, agent.in_programs == True, derived.vm_off == False, covers=_COVERS
        ),
        confirms(_STOPPING, *_IN_VAIN, derived.agent_code == True),
        suggests(_STOPPING, derived.agent_silent == True),
        # Lines of a log can be old: only a restart in vain makes them the reason of today.
        confirms(_BAD_IMAGE, ~_MISSING, *_IN_VAIN, derived.agent_code == True),
        confirms(_CONFIG, ~_MISSING, *_IN_VAIN, derived.agent_code == True),
        confirms(_RDCRYPT, ~_MISSING, *_IN_VAIN, derived.agent_code == True),
        confirms(_DENIED, ~_MISSING, *_IN_VAIN, derived.agent_code == True),
        suggests(_BAD_IMAGE),
        suggests(_CONFIG),
        suggests(_RDCRYPT),
        suggests(_DENIED),
        suggests(_STUCK),
        suggests(agent.rdagent_state == "missing", ~_MISSING, derived.agent_silent == True),
        suggests(*_IN_VAIN, covers=_COVERS),
        rules_out(_MISSING, agent.in_programs == False, covers=_COVERS),
        WITHOUT_AGENT,
        only_with(*AGENT_CODES),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Where the service hangs in 'Stopping': restart RdAgent, wait five minutes, end the agent's process.",
                (
                    Command("powershell", "Restart-Service RdAgent"),
                    Command("cmd", "taskkill /F /IM WindowsAzureGuestAgent.exe", verified=False),
                ),
                effect="changes state",
                rights=ADMIN,
                caution="The process starts again by itself.",
                when=_STOPPING,
            ),
            Step(
                "Repair what the agent's log names, and restart the agent: config_errors means that machine.config in "
                "C:\\Windows\\Microsoft.NET\\Framework64\\v4.0.30319\\Config has to be replaced by a healthy VM's.",
                (
                    Command("powershell", "Start-Service KeyIso", when=_RDCRYPT),
                    Command("cmd", _GRANT.format("Keys"), when=_DENIED, verified=False),
                    Command("cmd", _GRANT.format("RSA"), when=_DENIED, verified=False),
                    Command("cmd", _GRANT.format("SystemKeys"), when=_DENIED, verified=False),
                    Command("powershell", _ENABLE_64_BIT, when=_BAD_IMAGE, effect="needs restart", verified=False),
                    *RESTART_AGENT,
                ),
                effect="changes state",
                rights=ADMIN,
                caution="Keep a copy of the old machine.config. Enable64Bit takes effect after a restart of the VM.",
                when=agent.log_shows_fault == True,
            ),
            Step(
                "Uninstall 'Windows Azure VM Agent' in Control Panel > Programs and Features.",
                effect="changes state",
                rights=ADMIN,
                caution=RUN_COMMAND,
                when=agent.in_programs == True,
                covers=_COVERS,
            ),
            Step(
                "Where it is not listed there, because it came with the image: remove its services, and set its "
                "folders (Packages and GuestAgent...) aside in C:\\WindowsAzure\\OLD.",
                (
                    Command("cmd", "net stop rdagent"),
                    Command("cmd", "net stop WindowsAzureGuestAgent"),
                    Command("cmd", "sc delete rdagent", effect="destructive"),
                    Command("cmd", "sc delete WindowsAzureGuestAgent", effect="destructive"),
                    Command("cmd", "mkdir C:\\WindowsAzure\\OLD", verified=False),
                    Command(
                        "powershell",
                        "Move-Item C:\\WindowsAzure\\Packages,C:\\WindowsAzure\\GuestAgent* C:\\WindowsAzure\\OLD",
                        verified=False,
                    ),
                ),
                effect="destructive",
                rights=ADMIN,
                caution=(
                    "If the services do not stop, set them to Manual and restart the VM. Only the entries of the two "
                    f"services are deleted; the installation that follows makes them anew. {RUN_COMMAND}"
                ),
                when=agent.in_programs == False,
            ),
            INSTALL_AGENT,
        ),
        verify=Step(
            "Both services are listed and run, and within five minutes Azure shows the agent as Ready.",
            (SERVICES, *AGENT_READY),
            covers=_COVERS,
        ),
    ),
    covers=_COVERS,
)
