"""Values that readers and people see, and that speak for no cause: `kb check` wants each used, or declared here."""

from ..engine.uninformative import uninformative
from .facts import agent, extensions, policy, vault, windows

_STARTS = "such a service starts by itself or when it is needed"

UNINFORMATIVE = (
    uninformative(
        agent.service_start_type,
        "automatic",
        "manual",
        why="a service that starts by itself is as it should be; a manual one says nothing where it runs",
    ),
    uninformative(
        agent.rdagent_state, "starting", "stopping", why="it passes: the agent's own service and status tell more"
    ),
    uninformative(agent.restart_policy, "always", "on_failure", why="an agent that dies is started again"),
    uninformative(
        extensions.backup_state,
        "absent",
        "updating",
        "creating",
        "transitioning",
        why="absent is normal before the first backup, and not shown for every VM; the last three pass, and speak for "
        "an update where the list of extensions shows them",
    ),
    uninformative(
        policy.denied_reason,
        "name",
        "location",
        "type",
        "sku",
        "network",
        "other",
        why="only missing tags are added by the policy itself; what else it demands is met in the same ways",
    ),
    uninformative(
        vault.soft_delete,
        "enabled",
        "disabled",
        why="either can be on its way to always on; only that setting refuses a change",
    ),
    uninformative(
        extensions.backup_milestone,
        "settings_read",
        "prechecked",
        "frozen",
        "snapshotting",
        why="a run passes it within seconds: that it ended there tells where to read on, and of no cause",
    ),
    uninformative(windows.swprv_start_type, "automatic", "manual", why=_STARTS),
    uninformative(
        windows.provider_flag,
        "not_installed",
        "not_set",
        why="the next backup installs the provider: that is as it should be",
    ),
    uninformative(windows.installer_start_type, "automatic", "manual", why=_STARTS),
)
