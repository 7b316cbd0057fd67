"""What can be observed about the Recovery Services vault (`vault`), and about whoever calls Azure (`caller`)."""

from __future__ import annotations

from typing import Literal

from ..declaration import Topic, ask, az, fact, portal
from ..quantities import Count, Name

_SHOW = "az backup vault show -g {vault_resource_group} -n {vault}"
_PROPERTIES = portal("Recovery Services vault > Settings > Properties")


class VaultFacts(Topic):
    """The vault in which a VM is, or is to be, protected."""

    location: Name | None = fact("Azure region of the vault", holds="word", lasts="fixed")
    subscription_id: Name | None = fact("Subscription of the vault", holds="subscription", lasts="fixed")
    same_region: bool | None = fact(
        "The vault is in the VM's region",
        "Is the vault in the same Azure region as the VM?",
        portal("Recovery Services vault > Overview: Location, and VM > Overview: Location"),
        az(f"{_SHOW} --query location"),
        lasts="fixed",
    )
    same_subscription: bool | None = fact(
        "The vault is in the VM's subscription",
        "Are the vault and the VM in the same subscription?",
        portal("Recovery Services vault > Overview: Subscription, and VM > Overview: Subscription"),
        az(f"{_SHOW} --query id"),
        lasts="fixed",
    )
    vm_count: Count | None = fact(
        "Azure VMs that the vault protects",
        "How many Azure VMs does the vault protect?",
        portal("Recovery Services vault > Protected items > Backup items > Azure Virtual Machine"),
        az(
            "az backup item list -g {vault_resource_group} -v {vault} --backup-management-type AzureIaasVM --query "
            '"length(@)"'
        ),
        lasts="configured",
    )
    soft_delete: Literal["enabled", "disabled", "always_on"] | None = fact(
        "Soft delete of the vault",
        "Is soft delete of the vault disabled, enabled or always on?",
        _PROPERTIES,
        az(f"{_SHOW} --query properties.securitySettings.softDeleteSettings"),
        words={"alwayson": "always_on"},
        lasts="configured",
    )
    immutability: Literal["disabled", "unlocked", "locked"] | None = fact(
        "Immutability of the vault",
        "Is the vault immutable (Properties > Immutable vault): disabled, enabled (unlocked) or locked?",
        _PROPERTIES,
        az(f"{_SHOW} --query properties.securitySettings.immutabilitySettings"),
        words={"enabled": "unlocked"},
        lasts="configured",
        mended="disabled",
    )
    paired_region_access: bool | None = fact(
        "The subscription may use the paired region of the vault",
        "May the subscription use the region that is paired with the vault's (some regions need a request first)?",
        ask("whoever administers the subscription knows; Azure's list of regions tells which ones are restricted"),
        lasts="configured",
    )
    resource_guard: bool | None = fact(
        "A Resource Guard protects operations of the vault (multi-user authorization)",
        "Is multi-user authorization on for the vault (Properties > Multi-User Authorization: a Resource Guard)?",
        _PROPERTIES,
        az("az backup vault resource-guard-mapping show -g {vault_resource_group} -n {vault}"),
        lasts="configured",
        mended=False,
    )
    public_access: bool | None = fact(
        "The vault can be reached from public networks",
        "Does the vault allow access from public networks (Settings > Networking > Public access)?",
        portal("Recovery Services vault > Settings > Networking > Public access"),
        az(f"{_SHOW} --query properties.publicNetworkAccess"),
        lasts="configured",
        mended=True,
    )
    deleted: bool | None = fact(
        "The vault that protects the VM was deleted, and is kept for undeletion",
        "Was the vault that protects the VM deleted a short while ago (it is listed among the deleted vaults)?",
        portal("Recovery Services vaults > Manage deleted vaults"),
        az("az backup deleted-vault list --location {location}"),
        lasts="configured",
        mended=False,
    )
    tenant_changed: bool | None = fact(
        "The subscription was moved to another tenant",
        "Was the subscription moved to another Microsoft Entra tenant (directory) since the backup was set up?",
        ask("whoever administers the subscription knows"),
        lasts="fixed",
    )
    subscription_disabled: bool | None = fact(
        "The subscription is disabled",
        "Is the subscription disabled (expired, unpaid, or switched off)?",
        portal("Subscriptions > (the subscription) > Overview: Status"),
        az("az account show --query state"),
        lasts="configured",
    )
    registrations_today: Count | None = fact(
        "VMs that were registered with the vault within 24 hours",
        "For how many VMs was backup enabled in this vault within the last 24 hours?",
        portal("Recovery Services vault > Monitoring > Backup jobs, operation Configure backup"),
        az("az backup job list -g {vault_resource_group} -v {vault} --operation ConfigureBackup -o table"),
        lasts="fixed",
    )
    provider_registered: bool | None = fact(
        "The subscription is registered for Microsoft.RecoveryServices",
        "Is the subscription registered for the resource provider Microsoft.RecoveryServices?",
        portal("Subscription > Settings > Resource providers > Microsoft.RecoveryServices"),
        az("az provider show -n Microsoft.RecoveryServices --query registrationState"),
        lasts="configured",
        mended=True,
    )


class CallerFacts(Topic):
    """The person, pipeline or identity that configures backup or starts one."""

    has_roles: bool | None = fact(
        "Whoever does it has the roles for it, on vault and VM",
        "Has the person or pipeline that does it Backup Operator (Backup Contributor to change policies or to stop) on "
        "the vault's resource group, and Virtual Machine Contributor on the VM?",
        portal("Vault's resource group > Access control (IAM) > Check access, and the same on the VM"),
        az("az role assignment list --assignee {caller} --all --include-groups -o table"),
        lasts="configured",
        mended=True,
    )
    has_linked_role: bool | None = fact(
        "Whoever does it has rights on the linked resource that the error names",
        "Has the person or pipeline rights on the *linked scope* that the error text names (the VM, a key vault, a "
        "subnet, a Resource Guard)?",
        portal("The linked resource > Access control (IAM) > Check access"),
        az("az role assignment list --assignee {caller} --all --include-groups -o table"),
        lasts="configured",
        mended=True,
    )
    roles_fresh: bool | None = fact(
        "The roles were given within the last ten minutes",
        "Were the roles given only minutes ago, without a new sign-in since?",
        ask("whoever gave them knows; the activity log shows 'Create role assignment'"),
        lasts="event",
    )
    deny_assignment: bool | None = fact(
        "A deny assignment stands on the VM, the vault or their groups",
        "Is there a deny assignment on the VM, the vault or their groups (managed application, blueprint, deployment "
        "stack)?",
        portal("Resource group > Access control (IAM) > Deny assignments"),
        lasts="configured",
        mended=False,
    )
