"""Which operation failed, where it was no scheduled backup: commands, cmdlets, resources and words that name it.

A command that only looks is none of them. Where the error code says otherwise, both sides count as unknown.
"""

from __future__ import annotations

from functools import partial

from ...documents import CLI, FAQ_2025_12, IMMUTABLE, MANAGE, POLICY_SKUS, PREPARE, THREADS
from ..declaration import Signature
from .configuring import _ANSWERS

_answer = partial(Signature, where=_ANSWERS, source=CLI.section("az backup: texts of the client"), within=None)
_reported = partial(
    Signature,
    where=_ANSWERS,
    source=THREADS.section("Requests that enable the backup of a VM, 2018 to 2026"),
    within=None,
)
# Not what somebody tried to mend a backup that fails: that one ran before, and its failure is another.
_TRIES = r"\b(?:can ?not|can ?n[o'’]t|unable to|fails? to|not able to|try(?:ing)? to)\s{1,3}"
_DOES = r"(?:enable|configure|activate|set up|turn on|resume)\b"
_DOING = r"\b(?:enabling|configuring|activating|setting up|turning on|resuming)\b"
_A_BACKUP = r"[^.\n]{0,40}?\bback(?:ed )?-? ?up"
_FAILS = r"[^.\n]{0,60}?\b(?:fail|error|refus|denied|does ?n[o'’]t|does not|not possible)"

_IS_NOT_ENABLED = (
    r"\bback(?: ?|-)ups?\b[^.\n]{0,40}?\b(?:can ?not|can ?n[o'’]t|could not|could ?n[o'’]t) be (?:enabled|configured|"
    r"activated|set up|turned on)\b"
)

_ABOUT_A_RUN = (
    *("snapshot", " job", "extension", "agent", "vss", "restore point", "restor", "replication"),
    *("night", "every day", "scheduled", "last backup", "backup fails", "backups fail", "still fail", "timeout"),
)

SIGNATURES: tuple[Signature, ...] = (
    _answer(
        "enabling-failed",
        "Enabling the backup of a VM failed",
        has=(
            "az backup protection enable-for-vm",
            "az backup protection resume ",
            "'backup', 'protection', 'enable-for-vm'",
            "enable-azrecoveryservicesbackupprotection",
            "enable-azurermrecoveryservicesbackupprotection",
            "enableazurermrecoveryservicesbackupprotection",
            "creating/updating azure backup protected vm",
            "creating/updating recovery service protected vm",
            "waiting for the recovery service protected vm",
            "waiting for the azure backup protected vm",
            "checking for presence of existing protected item",
            "backupprotectionintent/write",
            "configureprotection-",
            "configure backup on vms with",
            "configure backup on virtual machines with",
        ),
        gives={"error.operation": "enable"},
        example="$ az backup protection enable-for-vm -g rg -v v1 --vm web1 --policy-name DefaultPolicy",
        silent="$ az backup item list -g rg -v v1",
    ),
    _answer(
        "backup-policy-assigned",
        "A built-in Azure Policy is to enable the backup of VMs",
        source=POLICY_SKUS.section("Supported VMs"),
        has=(
            *("configure backup on vms with", "configure backup on virtual machines with"),
            # Their ids: with or without a tag, to an existing vault or to a new one.
            *("345fa903-145c-4fe1-8bcd-93ec2adccde8", "09ce66bc-1220-4153-8104-e3f51c936913"),
            *("83644c87-93dd-49fe-bf9f-6aff8fd0834e", "98d0b9f8-fd90-49c9-88e2-d3baf3b0dd86"),
        ),
        example="Configure backup on virtual machines with a given tag to a new recovery services vault with a default "
        "policy",
        silent="Azure Backup should be enabled for Virtual Machines",
        also=("enabling-failed",),
    ),
    _reported(
        "backup-policy-passes-over-told",
        "An Azure Policy that is to enable backup is said to pass over VMs",
        source=POLICY_SKUS.section("Supported VMs"),
        has=("azure policy", "built-in polic", "builtin polic", "built in polic", "azure policies"),
        beside=(
            *("remediat", "compliant", "never protected", "not protected", "no backup", "not covered", "passes over"),
            *("skips", "not picked", "does not pick", "doesn't pick", "without backup", "does not apply", "ignores"),
        ),
        pattern=r"\b(?:azure|built[- ]?in) polic(?:y|ies)\b[^.;!?\n]{0,60}?\bback(?:ed)?[ -]?ups?\b|"
        r"\bback[ -]?up\b[^.;!?\n]{0,40}?\b(?:by|with|through|via|using)\b (?:an? |the |our )?(?:azure|built[- ]?in) "
        r"polic(?:y|ies)\b",
        without=("denied", "disallowed", "requestdisallowed", "denies", "deny effect", "snapshot operation"),
        gives="signs.backup_policy_assigned",
        example="Our Azure Policy for VM backup skips the new servers: no error, and no backup.",
        silent="An Azure Policy denied the resource group of the backup, and now it is not compliant.",
    ),
    _reported(
        "enabling-by-template",
        "A template or Terraform that enables the backup of a VM failed",
        has=(
            "already exists - to be managed via terraform this resource needs to be imported",
            "the resource 'microsoft.recoveryservices/vaults/",
        ),
        beside=("/protecteditems/", "microsoft.resources/deployments", "deploymentfailed"),
        gives={"error.operation": "enable"},
        example="DeploymentFailed: The Resource 'Microsoft.RecoveryServices/vaults/v1' under resource group 'rg' was "
        "not found.",
        silent="The Resource 'Microsoft.RecoveryServices/vaults/v1' under resource group 'rg' was not found.",
        also=("vault-not-found",),
    ),
    _reported(
        "enabling-by-policy",
        "The remediation of an Azure Policy that enables backup failed",
        has=("deployifnotexists", "dine policy", "remediation task", "failed to remediate resource"),
        beside=("backup", "microsoft.recoveryservices/vaults"),
        gives={"error.operation": "enable"},
        example="The remediation task of the policy that enables backup fails.",
        silent="The remediation task of the tag policy fails.",
    ),
    _reported(
        "enabling-told",
        "Somebody tells that the backup of a VM cannot be enabled",
        source=FAQ_2025_12.section("Backup"),
        has=("enable", "configur", "activat", "set up", "turn on", "setting up", "enabling", "turning on", "resum"),
        beside=("backup", "back up", "back-up", "backed up"),
        without=_ABOUT_A_RUN,
        pattern=f"(?:{_TRIES}{_DOES}{_A_BACKUP}|{_DOING}{_A_BACKUP}[^.\\n]{{0,40}}?{_FAILS}|{_IS_NOT_ENABLED})",
        gives={"error.operation": "enable"},
        example="When I try to enable the backup of this VM in the portal I get an error.",
        silent="We enabled the backup last week, and since then the job fails.",
    ),
    _reported(
        "not-offered-told",
        "VMs are said not to be offered where backup is configured",
        source=PREPARE.section("Apply a backup policy"),
        has=(
            *("listed", "shown", "offered", "appear", "selectable", "show up", "offer the", "list the"),
            *(
                "in the list",
                "list of",
                "to select",
                "to choose",
                "see my",
                "see the",
                "find my",
                "find the",
                "see any",
            ),
        ),
        beside=("vault", "configure backup", "enable backup", "add backup", "add a backup"),
        without=_ABOUT_A_RUN,
        pattern=r"\b(?:vms?|virtual machines?|machines?|servers?)\b[^.;!?\n]{0,25}?\b(?:not|n't|never|nowhere)\b"
        r"[^.;!?\n]{0,15}?\b(?:listed|shown|offered|appear|selectable|show up)\b|"
        r"\bnone of\b[^.;!?\n]{0,25}?\b(?:listed|shown|"
        r"offered|appears?)\b|\bdoes not (?:offer|list|show) (?:the|our|my|these|any) "
        r"(?:vms?|machines?|servers?)\b|"
        r"\blist (?:of (?:the |our |my )?(?:vms?|virtual machines|machines|servers) )?(?:is|was|stays?|remains) empty"
        r"\b|"
        r"\bno (?:vms?|virtual machines?|machines|servers)\b[^.;!?\n]{0,20}?\b(?:listed|shown|to select|to choose|in "
        r"the "
        r"list)\b|\b(?:can ?not|can ?n[o'’]t|unable to|do not|do ?n['’]t) (?:see|find|select|choose|pick)\b"
        r"[^.;!?\n]{0,25}?\b(?:vms?|virtual machines?|machines?|servers?)\b[^.;!?\n]{0,40}?\b(?:in|from) the "
        r"(?:list|vault|wizard|selection)\b",
        gives={"error.operation": "enable"},
        example="In the vault's wizard none of the VMs is listed.",
        silent="The VMs are listed in the vault.",
    ),
    _reported(
        "immutability-told",
        "Somebody tells that the vault is immutable",
        has=("immutable vault", "vault is immutable", "immutability", "不変コンテナー"),
        pattern=r"immutable vault|vault is immutable|immutability(?!\s{0,12}=)|不変コンテナー",  # no line of a template
        without=("not immutable", "error code", "usererror"),
        source=IMMUTABLE.section("Restricted operations"),
        example="We enabled immutability for the vault, and now nothing can be deleted.",
        silent="The vault is not immutable.",
    ),
    _reported(
        "stopped-before-told",
        "Somebody tells that the backup was stopped before, and is to go on",
        has=("re-enable", "reenable", "resume", "disable/enable", "enable/disable", "停止し、"),
        beside=("backup", "protection", "バックアップ"),
        source=THREADS.section("VMs that another vault holds, 2017 to 2024"),
        example="I want to resume the disabled backup of a VM.",
        silent="The backup was enabled for the first time.",
    ),
    _reported(
        "other-group-told",
        "Somebody tells that vault and VM are in different resource groups",
        has=("different resource group", "another resource group", "other resource group", "same resource group"),
        beside=("vault",),
        without=("restor", "moved", "move ", "already protected"),
        source=THREADS.section("VM and vault in different groups, 2019 to 2024"),
        example="The vault is in a different resource group than the VM.",
        silent="We restore the VM from the vault to a different resource group.",
    ),
    _reported(
        "other-subscription-told",
        "Somebody tells that vault and VM are in different subscriptions",
        has=(
            *("another subscription", "different subscription", "other subscription", "cross-subscription backup"),
            *("across subscriptions", "both subscriptions", "two subscriptions", "spoke subscription"),
        ),
        beside=("vault", "backup"),
        without=("restor", "moved", "same subscription or"),
        source=THREADS.section("VMs of another subscription, 2020 to 2022"),
        example="The vault is in the management subscription and the VM in another subscription.",
        silent="The VM was moved to another subscription, and the vault too.",
    ),
    _reported(
        "other-region-told",
        "Somebody tells that vault and VM are in different regions",
        has=("another region", "different region", "other region", "different location"),
        beside=("vault",),
        without=("restor", "replicat", "disaster", "failover", "moved", "cross"),
        source=PREPARE.section("Apply a backup policy"),
        example="The vault is in a different region than the VM.",
        silent="We restore the VM from the vault in a different region.",
    ),
    _reported(
        "soft-delete-stays-told",
        "Somebody tells that soft delete of a vault cannot be switched off",
        has=("soft delete", "soft-delete", "softdelete", "soft_delete"),
        beside=("vault", "recoveryservices", "recovery_services"),
        pattern=r"\bsoft[-_ ]?delete\w{0,12}\b[^.;!?]{0,50}?\b(?:stays?|remains?|is still|always|not setting|not set|"
        r"does ?n[o'’]t (?:work|change)|does not (?:actually )?(?:work|change)|not working|can ?not be "
        r"(?:disabled|switched off|turned off))\b|\b(?:can ?not|can ?n[o'’]t|could not|unable to|how (?:do i|to|can "
        r"i))\b[^.;!?]{0,15}?\b(?:disable|switch off|turn off|deactivate)\b[^.;!?]{0,20}?\bsoft[-_ ]?delete\b",
        without=("key vault", "blob", "deleted state", "14 days", "storage account"),
        source=THREADS.section("Soft delete that stays on, 2025 and 2026"),
        example="The vault's soft delete stays enabled, whatever we send.",
        silent="Soft delete of the vault was switched off.",
    ),
    _reported(
        "redundancy-change-told",
        "Somebody tells that the redundancy of the vault cannot be changed",
        has=(
            *("redundan", "grs", "lrs", "zrs", "replication type", "cross region restore"),
            *("cross_region_restore", "crossregionrestore", "storage_mode_type", "storagemodeltype"),
        ),
        beside=("vault",),
        pattern=r"\b(?:cross_region_restore_enabled|crossregionrestore(?:flag)?|storage_mode_type|storagemodeltype)\b"
        r"[^;!?]{0,40}?(?:->|\bnot\b|\bcan|\bchang|\bfail|\berror)|"
        r"\b(?:chang|switch|convert|mov)(?:e|ed|es|ing)\b[^.;!?]{0,50}?\b(?:redundancy|replication type|GRS|"
        r"LRS|ZRS|"
        r"geo[- ]redundan\w{1,3}|locally[- ]redundan\w{1,3}|cross region restore)\b",
        without=("disk to", "premium_lrs", "standard_lrs", "standardssd", "storage account"),
        source=THREADS.section("Vaults whose settings or deletion were refused, 2017 to 2026"),
        example="I want to change the vault from GRS to LRS, but the option is greyed out.",
        silent="The vault is geo-redundant.",
    ),
    _answer(
        "on-demand-failed",
        "Starting a backup on demand failed",
        has=("az backup protection backup-now", "backup-azrecoveryservicesbackupitem"),
        gives={"error.operation": "on_demand"},
        example="$ az backup protection backup-now -g rg -v v1 -c web1 -i web1",
        silent="$ az backup job list -g rg -v v1",
    ),
    _reported(
        "on-demand-told",
        "A backup that somebody started by hand is said to have failed",
        source=MANAGE.section("Run an on-demand backup"),
        has=("demand back", "adhoc back", "ad-hoc back", "ad hoc back", "manual back", 'backup now"', "backup now'"),
        pattern=r"\b(?:on[- ]demand|ad[- ]?hoc|manual) back ?ups?\b[^.;!?\n]{0,25}?(?:: "
        r"|\b(?:fail\w{0,4}|errors?|refuse[sd]|"
        r"blocked|rejected|is not (?:started|taken|possible|allowed)|can ?n[o'’]t|does ?n[o'’]t)\b)|"
        r"[\"']back ?up now[\"'][^.;!?\n]{0,25}?\b(?:fail\w{0,4}|errors?|refuse[sd]|blocked|rejected)\b",
        without=("scheduled backups fail", "scheduled backup fails", "scheduled one fails", "on-demand backup works"),
        gives={"error.operation": "on_demand"},
        example="The on-demand backup fails: the operation is blocked.",
        silent="An on-demand backup completed.",
    ),
    _answer(
        "stopping-failed",
        "Stopping the backup of a VM failed",
        has=(
            "az backup protection disable",
            "disable-azrecoveryservicesbackupprotection",
            "disable-azurermrecoveryservicesbackupprotection",
            "deleting azure backup protected vm",
            "deleting protected item",
            "setting protection to",
            '"protectionstate": "backupssuspended"',
            '"protectionstopped"',
            "protectedItems/delete",
        ),
        beside=("error", "fail", "denied", "not found", "retainrecoverypointsasperpolicy"),
        without='"protectionStatus"',  # of an item whose backup was stopped before
        gives={"error.operation": "stop"},
        example="Error: deleting Azure Backup Protected VM: the Azure API returned the following error",
        silent="deleting Azure Backup Protected VM: done",
    ),
    _answer(
        "policy-change-failed",
        "Making or changing a backup policy failed",
        has=(
            "az backup policy set",
            "az backup policy create",
            "az backup policy delete",
            "az backup item set-policy",
            "az backup protection update-for-vm",
            "creating/updating azure backup protection policy",
            "creating/updating recovery service protection policy",
            "updating backup policy (",
            "creating backup policy (",
            "protectionpoliciesclient#createorupdate",
            "vaults/backuppolicies/write",
            "new-azrecoveryservicesbackupprotectionpolicy",
            "set-azrecoveryservicesbackupprotectionpolicy",
            "reduction in retention is not allowed",
            "remove-azrecoveryservicesbackupprotectionpolicy",
        ),
        without="backup vault name",
        gives={"error.operation": "change_policy"},
        example="$ az backup policy set -g rg -v v1 -n daily --policy @p.json",
        silent="$ az backup policy show -g rg -v v1 -n daily",
    ),
    _answer(
        "vault-change-failed",
        "Making, changing or deleting a vault failed",
        has=(
            "az backup vault create",
            "az backup vault delete",
            "az backup vault update",
            "az backup vault backup-properties set",
            "az backup vault encryption update",
            "az backup vault identity",
            "set-azrecoveryservicesbackupproperty",
            "set-azrecoveryservicesvaultproperty",
            "update-azrecoveryservicesvault",
            "remove-azrecoveryservicesvault",
            "remove-azurermrecoveryservicesvault",
            "creating recovery service vault",
            "updating recovery service vault",
            "deleting recovery service vault",
            "creating/updating recovery service vault",
        ),
        gives={"error.operation": "vault_settings"},
        example="$ az backup vault delete -g rg -n v1 --force",
        silent="$ az backup vault show -g rg -n v1",
    ),
)
