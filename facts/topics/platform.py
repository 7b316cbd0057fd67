"""What can be observed about Azure itself: policies that deny (`policy`), and the compute platform (`platform`)."""

from __future__ import annotations

from typing import Literal

from ..declaration import Topic, ask, az, fact, portal
from ..quantities import Name

_DENIALS = (
    portal("Subscription > Activity log: 'Deny' policy action, at the time of the failure"),
    az("az monitor activity-log list --offset 7d --status Failed -o table"),
)


class PolicyFacts(Topic):
    """What an Azure Policy denied, and why."""

    denied_type: Literal["resource_group", "collection", "snapshot", "disk", "extension", "other"] | None = fact(
        "Kind of resource that a policy denied",
        "What did the policy deny: the resource group of the restore points, their collection, a snapshot, a disk, an "
        "extension of the VM, or something else?",
        *_DENIALS,
        lasts="event",
    )
    denied_reason: Literal["tag", "name", "location", "type", "sku", "network", "other"] | None = fact(
        "What the policy that denied demands",
        "What does the policy demand: tags, a name, a location, a type of resource, a size, a network setting?",
        *_DENIALS,
        lasts="event",
    )
    assignment: Name | None = fact("Name of the policy assignment that denied", holds="policy", lasts="event")


class PlatformFacts(Topic):
    """What the compute platform did at the time of the failure."""

    throttled: bool | None = fact(
        "Azure refused calls of the subscription at the time of the failure: too many requests (429)",
        "Does the activity log show 'too many requests' (429, TooManyRequests) at the time of the failure?",
        portal("Subscription > Activity log, at the time of the failure"),
        az("az monitor activity-log list --offset 2d --status Failed"),
        lasts="event",
    )
    incident: bool | None = fact(
        "Azure reports an incident in the region at the time of the failure",
        "Does Azure Service Health show an incident in the VM's region at the time of the failure?",
        portal("Service Health > Service issues, Health history"),
        lasts="event",
    )
    others_fail_too: bool | None = fact(
        "Backups of other VMs in the same vault failed at the same time",
        "Did backups of other VMs in the vault fail at the same time, with the same error?",
        portal("Recovery Services vault > Monitoring > Backup jobs > (filter: Failed)"),
        az("az backup job list -g {vault_resource_group} -v {vault} --status Failed -o table"),
        lasts="event",
    )
    vault_key_accessible: bool | None = fact(
        "The vault's identity may use the vault's own encryption key",
        "Has the vault an encryption key of its own, and may the vault's identity use it (rights, key enabled, "
        "firewall)?",
        portal("Recovery Services vault > Settings > Properties > Encryption settings"),
        az("az backup vault encryption show -g {vault_resource_group} -n {vault}"),
        ask("whoever keeps the key vault knows what changed there"),
        lasts="configured",
        mended=True,
    )
