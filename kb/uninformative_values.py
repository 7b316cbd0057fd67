"""Values that readers and people see, and that speak for no cause: `kb check` wants each used, or declared here."""

from ..engine.uninformative import says_nothing
from .facts import agent, extensions, vm, windows

_STARTS = "such a service starts by itself or when it is needed"

UNINFORMATIVE = (
    says_nothing(
        vm.provisioning_state,
        "succeeded",
        "deleting",
        why="nothing is wrong with a VM that is provisioned, and one that is being deleted needs no repair",
    ),
    says_nothing(
        agent.service_start_type,
        "automatic",
        "manual",
        why="a service that starts by itself is as it should be; a manual one says nothing where it runs",
    ),
    says_nothing(
        agent.rdagent_state, "starting", "stopping", why="it passes: service and status of the agent tell more"
    ),
    says_nothing(agent.restart_policy, "always", "on_failure", why="an agent that dies is started again"),
    says_nothing(
        extensions.backup_state,
        "absent",
        "updating",
        "creating",
        "transitioning",
        why="absent is normal before the first backup, and not shown for every VM; the last three pass, and speak for "
        "an update where the list of extensions shows them",
    ),
    says_nothing(windows.installer_start_type, "automatic", "manual", why=_STARTS),
)
