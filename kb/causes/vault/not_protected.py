"""The VM is not, or no longer, actively protected by Azure Backup."""

from ...authoring import *

_CODE = "UserErrorBcmDatasourceNotPresent"
_VAULT_OF_VM = az("az backup protection check-vm -g {resource_group} --vm {vm}")
_STATE = az(
    "az backup item show -g {vault_resource_group} -v {vault} -c {vm} -n {vm} "
    "--backup-management-type AzureIaasVM --query properties.protectionState"
)

CAUSE = cause(
    __name__,
    "The VM is not actively protected by Azure Backup",
    "Azure Backup backs up only VMs that it protects. Here protection was never set up, or is stopped or paused.",
    sources=(
        SEED.section("UserErrorBcmDatasourceNotPresent"),
        PAGE_2025.section("UserErrorBcmDatasourceNotPresent"),
        AUTOMATION.section("Resume backup", "resume-backup"),
        RECORDINGS.section("protectionState of backup items"),
    ),
    codes=(_CODE,),
    rules=(
        # With other codes it is wrong as well: no scheduled backup will come, but it did not make this one fail.
        confirms(
            backup.protection_state.one_of("stopped", "paused", "suspended", "not_protected"),
            because="the item's protection was stopped, paused or never set up, and the code says the same",
            rival="a protection in another vault: the item of this vault is then not the VM's own",
        ),
        suggests(error.code == _CODE),
        hints(backup.protection_state.one_of("stopped", "paused", "suspended")),
        rules_out(backup.protection_state.one_of("protected", "first_backup_pending")),
    ),
    remedy=(
        look(
            "Look in which vault the VM is protected, if in any, and in which state.",
            portal(BACKUP_ITEM),
            _VAULT_OF_VM,
            _STATE,
            caution="Ask who stopped the protection, and why, before you resume it: backups cost money.",
        ),
        RESUME_PROTECTION,
        ENABLE_PROTECTION,
    ),
    verify=verify("The backup item shows Protected (before the first backup: initial backup pending).", _STATE),
)
