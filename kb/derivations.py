"""Intermediate facts that rules derive, and facts that cannot all be true."""

from ..engine.knowledge import Contradiction, derive
from .codes import AGENT_CODES, LOCK_CODES, codes_other_than
from .facts import agent, backup, derived, error, network, vm

_OFF = ("stopping", "stopped", "deallocating", "deallocated")

DERIVATIONS = (
    derive(derived.vm_off, True, vm.power_state.one_of(*_OFF)),
    derive(derived.vm_off, False, vm.power_state.one_of("running", "starting")),
    # On a VM that is off, Azure shows the agent's last state or Not Ready: it says nothing (recorded answers).
    derive(derived.agent_silent, True, vm.power_state == "running", agent.status == "not_ready"),
    derive(derived.agent_silent, False, vm.power_state == "running", agent.status == "ready"),
    derive(derived.wireserver_blocked, True, network.port_80 == False),  # noqa: E712
    derive(derived.wireserver_blocked, True, network.port_32526 == False),  # noqa: E712
    derive(derived.wireserver_blocked, False, network.port_80 == True, network.port_32526 == True),  # noqa: E712
    derive(derived.agent_code, True, error.code.one_of(*AGENT_CODES)),
    derive(derived.agent_code, False, error.code.one_of(*codes_other_than(*AGENT_CODES))),
    derive(derived.lock_code, True, error.code.one_of(*LOCK_CODES)),
    derive(derived.lock_code, False, error.code.one_of(*codes_other_than(*LOCK_CODES))),
)

CONTRADICTIONS = (
    Contradiction(
        "The VM is off, yet its agent's service is reported as running: one of the two is out of date",
        (vm.power_state.one_of("stopped", "deallocated"), agent.service_state == "running"),
    ),
    Contradiction(
        "The agent is said not to be installed, yet Azure shows it as Ready",
        (agent.installed == False, agent.status == "ready", vm.power_state == "running"),  # noqa: E712
    ),
    Contradiction(
        "The agent is said not to be installed, yet its service is running",
        (agent.installed == False, agent.service_state == "running"),  # noqa: E712
    ),
    Contradiction(
        "The agent's service is said to be running, yet there is no agent process",
        (agent.service_state == "running", agent.process_running == False),  # noqa: E712
    ),
    Contradiction(
        "DHCP is said to be enabled in the guest, yet the address is said to be set as static there",
        (network.dhcp_enabled == True, network.guest_static_ip == True),  # noqa: E712
    ),
    Contradiction(
        "The code says that the VM is not protected, yet the item is shown as protected",
        (error.code == "UserErrorBcmDatasourceNotPresent", backup.protection_state == "protected"),
    ),
)
