"""Values that readers and people see, and that speak for no cause: `kb check` wants each used, or declared here."""

from ..engine.uninformative import neutral
from .facts import agent, extensions, vm, windows

_STARTS = "such a service starts by itself or when it is needed"

UNINFORMATIVE = (
    neutral(
        vm.provisioning_state,
        "succeeded",
        "deleting",
        why="nothing is wrong with a VM that is provisioned, and one that is being deleted needs no repair",
    ),
    neutral(
        agent.service_start_type,
        "automatic",
        "manual",
        why="a service that starts by itself is as it should be; a manual one says nothing where it runs",
    ),
    neutral(agent.rdagent_state, "starting", "stopping", why="it passes: the agent's own service and status tell more"),
    neutral(agent.restart_policy, "always", "on_failure", why="an agent that dies is started again"),
    neutral(
        extensions.backup_state,
        "absent",
        "updating",
        "creating",
        "transitioning",
        why="absent is normal before the first backup, and not shown for every VM; the last three pass, and speak for "
        "an update where the list of extensions shows them",
    ),
    neutral(
        extensions.backup_milestone,
        "settings_read",
        "prechecked",
        "frozen",
        "snapshotting",
        why="a run passes it within seconds: that it ended there tells where to read on, and of no cause",
    ),
    neutral(windows.swprv_start_type, "automatic", "manual", why=_STARTS),
    neutral(
        windows.provider_flag,
        "not_installed",
        "not_set",
        why="the next backup installs the provider: that is as it should be",
    ),
    neutral(windows.installer_start_type, "automatic", "manual", why=_STARTS),
)
