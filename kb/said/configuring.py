"""How people put the causes of kb/causes/configuring/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "tvm-standard-policy": "trusted launch; secure boot; vtpm; gen2; trusted launch needs enhanced policy",
    "protected-elsewhere": "already protected; other vault; vm not listed in vault; vm not found already protected; "
    "old recovery vault; unprotect first; not in the list; belongs to other vault; re-enable after stop; "
    "retain data; resume backup",
    "soft-deleted-item": "soft deleted; soft delete state; undelete; 14 days; deferred delete; "
    "item is in soft deleted; terraform destroy waits; recreate with same name; rebuilt vm",
    "request-malformed": "invalid request; bad request; not in proper format; invalid parameter; template error; "
    "wrong api version; container name wrong; case sensitive name; invalid input",
    "cli-wrong-group": "vault not found but it is there; in another resource group than i gave; vault not found in "
    "resource group; --resource-group of the vm; "
    "vault in different resource group; wrong resource group; ResourceNotFound vault",
    "vault-region-mismatch": "different region; vault in other region; west europe north europe; location mismatch; "
    "same region as vm; vms do not appear",
    "rbac-missing": "no permission; AuthorizationFailed; not authorized; reader role; backup contributor; "
    "backup operator; missing role; virtual machine contributor; does not have authorization; custom role; "
    "service principal lacks permission; role assignments; permissions to enable backup; access to each vm; "
    "owner is not enough",
    "vault-other-subscription": "different subscription; vault in another subscription; management subscription; "
    "cross subscription; hub subscription; central vault; same subscription as the vault; only vms of "
    "the same subscription; vault and vm subscription",
    "policy-input-invalid": "BMSUserErrorInvalidPolicyInput; schedule time; retention times; policy create fails; "
    "policy not in proper format; hourly policy v1; weekly policy; terraform backup policy; policy_type v2",
    "policy-wrong-workload": "sql policy for vm; workload type; policy for file share; wrong policy kind",
    "immutable-vault": "immutability; immutable vault; worm; locked vault; cannot reduce retention; "
    "cannot delete backup data; unlocked immutability",
    "mua-guard": "resource guard; mua; multi user authorization; security team approval; critical operation",
    "on-demand-limit": "backup now many times; dozen manual backups same day; limit of operations in 24 hours; "
    "too many on demand backups; triggered repeatedly; pipeline backup-now",
    "vm-moved": "moved vm; moved to another resource group; moved to another subscription; renamed; rebuilt; "
    "recreated; restored as new vm; old place; move feature; migrated to other region",
    "provider-unregistered": "not registered to use namespace; register provider; Microsoft.RecoveryServices; "
    "MissingSubscriptionRegistration; new subscription",
    "protection-change-running": "another operation on item in progress; configure protection running; "
    "modify protection in progress; ObjectLocked; vault move running; wait and retry",
    "policy-full": "vm 101; hundred vms in the policy; policy is full; 100 vms per policy; 1000 vms policy; policy "
    "limit; too many vms in policy",
    "vault-full": "add vm 1001; cannot add another vm to the vault; vault says limit; vault is full; 1000 vms per "
    "vault; vault limit; too many items in vault",
    "caller-lacks-linked-role": "LinkedAuthorizationFailed; linked scope; permission on policy or vm resource; "
    "permission on second resource; role on resource group of the vm",
    "deny-assignment": "deny assignment; DenyAssignmentAuthorizationFailed; managed application; blueprint lock; "
    "databricks managed group",
    "registration-quota": "200 vms a day; registrations per day; add many vms; 40 containers; "
    "enable protection in a loop; limit per day; after 24 hours; onboarding script for all vms; "
    "stops after some hundred machines; bulk enable",
    "azure-policy-sku-not-covered": "policy does not configure backup; DeployIfNotExists; remediation; "
    "non-compliant; custom image not covered; image sku not in policy; auto enable backup policy; tag inclusion; "
    "gallery image",
    "instant-retention-too-long": "instant retention; snapshot retention 30; instant restore days; 1-5 days; "
    "InstantRpRetentionRangeInDays",
    "linked-id-invalid": "LinkedInvalidPropertyId; invalid id; policy id wrong; malformed resource id",
    "policy-downgrade": "enhanced back to standard; cannot change policy to standard; downgrade policy; v2 to v1",
    "policy-in-use": "policy in use; delete policy; policy has items; cannot delete policy; "
    "items associated with policy; remove backup protection policy",
    "policy-inconsistent": "policy inconsistent; policy update failed for item; modify policy job failed; "
    "reapply policy",
    "policy-retention-invalid": "retention 9999; retention too short; minimum retention; retention out of range; "
    "7 days",
    "soft-delete-enforced": "disable soft delete; soft delete always on; cannot disable soft delete; secure by default",
    "subscription-disabled": "credits ran out; subscription read only mode; visual studio subscription credit; "
    "subscription disabled; credit used up; spending limit; msdn; pay as you go expired; "
    "warned state",
    "suspend-needs-immutability": "suspend backup; stop and retain as per policy; suspend protection",
    "tenant-changed": "new entra directory; new entra tenant; company split; divestiture; tenant changed; "
    "directory changed; change directory; subscription transferred; after merger; "
    "role assignments empty after transfer; "
    "moved subscription to other tenant; new aad tenant",
    "trusted-launch-left": "trusted launch disabled; switched back to standard security; security type changed",
    "vault-api-too-old": "RedundancySettingsUseVaultApi; old api version; terraform provider old; "
    "backup storage config api",
    "vault-network-restricted": "vault private endpoint; vault public network disabled; deny public access vault; "
    "disabled public network access on recovery services vault; request from public network denied; "
    "private link vault",
    "vault-not-empty": "az backup vault delete; clean up vault; remove vault; delete vault; vault cannot be "
    "deleted; existing resources in vault; registered servers; "
    "still items in vault; ServiceResourceNotEmpty",
    "vault-redundancy-fixed": "change lrs to grs; storage replication type; redundancy cannot be changed; "
    "cross region restore; crr; storage redundancy is locked; first machine registered; StorageModelModifyError",
    "vault-soft-deleted": "vault soft deleted; vault was deleted; undelete vault; recover vault",
}
