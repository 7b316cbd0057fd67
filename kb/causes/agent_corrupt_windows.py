"""The Windows agent is installed, but damaged or stuck."""

from ...engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ..facts import agent, derived, vm
from ..rules import explains
from ..sources import SEED, WINDOWS_AGENT
from .agent_outdated_windows import INSTALL
from .agent_stopped_windows import ADMIN, FAMILY, RESTART, RUN_COMMAND, SECTION, SERVICES, STATUS

_COVERS = ("C.agent-unresponsive-windows",)
_BAD_IMAGE, _CONFIG, _RDCRYPT, _DENIED, _STUCK = (
    agent.log_signatures.includes(signature)
    for signature in (
        "bad_image_format",
        "config_errors",
        "rdcrypt_failed",
        "certificate_store_denied",
        "stuck_stopping",
    )
)
_MISSING, _STOPPING = agent.service_state == "missing", agent.service_state == "stopping"
_IN_VAIN = (agent.restart_tried == "no_change", derived.agent_silent == True)
_GRANT = "icacls C:\\ProgramData\\Microsoft\\Crypto\\{} /grant SYSTEM:(OI)(CI)F"
_ENABLE_64_BIT = "Set-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\.NETFramework -Name Enable64Bit -Value 1"

CAUSE = Cause(
    id="agent-corrupt-windows",
    title="The Azure guest agent is damaged",
    family=FAMILY,
    step=3,
    explanation=(
        "The agent is installed, but a restart does not make it work: its service is gone or stuck, or what it is "
        "built on is broken. It cannot start the snapshot extension."
    ),
    sources=(
        SEED.section(SECTION, "solution"),
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
        *(
            confirms(signed, ~_MISSING, *_IN_VAIN, derived.agent_code == True)
            for signed in (_BAD_IMAGE, _CONFIG, _RDCRYPT, _DENIED)
        ),
        *(suggests(signed) for signed in (_BAD_IMAGE, _CONFIG, _RDCRYPT, _DENIED, _STUCK)),
        suggests(*_IN_VAIN, covers=_COVERS),
        rules_out(_MISSING, agent.in_programs == False, covers=_COVERS),
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
                    *(
                        Command("cmd", _GRANT.format(folder), when=_DENIED, verified=False)
                        for folder in ("Keys", "RSA", "SystemKeys")
                    ),
                    Command("powershell", _ENABLE_64_BIT, when=_BAD_IMAGE, effect="needs restart", verified=False),
                    *RESTART,
                ),
                effect="changes state",
                rights=ADMIN,
                caution="Keep a copy of the old machine.config. Enable64Bit takes effect after a restart of the VM.",
                when=agent.log_signatures.not_empty,
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
            INSTALL,
        ),
        verify=Step(
            "Both services are listed and run, and within five minutes Azure shows the agent as Ready.",
            (SERVICES, *STATUS),
            covers=_COVERS,
        ),
    ),
    covers=_COVERS,
)
