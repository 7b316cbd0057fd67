"""What many causes share, or is so on nearly every machine: among the reasons for a cause it is told last."""

from .facts import agent, vm

ORDINARY = (
    agent.status == "not_ready",
    agent.service_state == "running",
    agent.process_running == True,
    agent.rdagent_state == "running",
    agent.status == "ready",
    agent.installed == True,
    vm.power_state == "running",
    vm.provisioning_state == "succeeded",
    vm.exists == True,
)
