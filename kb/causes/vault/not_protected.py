"""The VM is not, or no longer, actively protected by Azure Backup."""

from ....engine.knowledge import Cause, Command, Remedy, Step, rules_out, suggests
from ...facts import backup, error
from ...rules import explains
from ...sources import AUTOMATION, PAGE_2025, RECORDINGS, SEED
from ...steps.azure import GET_VAULT

_CODE = "UserErrorBcmDatasourceNotPresent"
_NEVER = backup.protection_state == "not_protected"
_ITEM = "Recovery Services vault {vault} > Backup items > Azure Virtual Machine > {vm}"
# `resume` refuses every other state than stopped; `set-policy` takes those.
_SUSPENDED = backup.protection_state.one_of("paused", "suspended")
_VAULT_OF_VM = Command("az", "az backup protection check-vm -g {resource_group} --vm {vm}")
_STATE = Command(
    "az",
    "az backup item show -g {vault_resource_group} -v {vault} -c {vm} -n {vm} "
    "--backup-management-type AzureIaasVM --query properties.protectionState",
)
_LOAD = GET_VAULT + "$policy = Get-AzRecoveryServicesBackupProtectionPolicy -Name {policy} -VaultId $vault.ID; "

CAUSE = Cause(
    id="not-protected",
    title="The VM is not actively protected by Azure Backup",
    family="not-protected",
    step=1,
    explanation=(
        "Azure Backup backs up only VMs that it protects. Here protection was never set up, or is stopped or paused."
    ),
    sources=(
        SEED.section("UserErrorBcmDatasourceNotPresent"),
        PAGE_2025.section("UserErrorBcmDatasourceNotPresent"),
        AUTOMATION.section("Resume backup", "resume-backup"),
        RECORDINGS.section("protectionState of backup items"),
    ),
    rules=(
        # Without codes: an item whose protection is stopped may still show how an earlier backup failed.
        *explains(
            error.code == _CODE,
            backup.protection_state.one_of("stopped", "paused", "suspended", "not_protected"),
            covers=("E.UserErrorBcmDatasourceNotPresent",),
        ),
        suggests(error.code == _CODE),
        rules_out(backup.protection_state.one_of("protected", "first_backup_pending")),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Look in which vault the VM is protected, if in any, and in which state.",
                (
                    Command("portal", _ITEM),
                    _VAULT_OF_VM,
                    _STATE,
                ),
                caution="Ask who stopped the protection, and why, before you resume it: backups cost money.",
                covers=("E.UserErrorBcmDatasourceNotPresent",),
            ),
            Step(
                "Resume the protection, with a backup policy.",
                (
                    Command("portal", _ITEM + " > Resume backup"),
                    Command(
                        "az",
                        "az backup protection resume -g {vault_resource_group} -v {vault} -c {vm} -i "
                        "{item} --policy-name {policy} --backup-management-type AzureIaasVM",
                        when=~_SUSPENDED,
                    ),
                    Command(
                        "az",
                        "az backup item set-policy -g {vault_resource_group} -v {vault} -c {vm} -n "
                        "{item} --policy-name {policy} --backup-management-type AzureIaasVM",
                        when=_SUSPENDED,
                    ),
                    Command(
                        "az-powershell",
                        _LOAD + "$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM "
                        "-WorkloadType AzureVM -Name {vm} -VaultId $vault.ID; "
                        "Enable-AzRecoveryServicesBackupProtection -Item $item -Policy $policy -VaultId "
                        "$vault.ID",
                    ),
                ),
                effect="changes state",
                rights="Backup Contributor on the vault",
                caution=(
                    "A soft-deleted item has to be undeleted first. From now on the policy's retention "
                    "applies to the recovery points that were kept: older ones may be removed."
                ),
                when=~_NEVER,
                covers=("E.UserErrorBcmDatasourceNotPresent",),
            ),
            Step(
                "Enable the backup of the VM, with a backup policy.",
                (
                    Command("portal", "VM {vm} > Backup > Enable backup"),
                    Command(
                        "az",
                        "az backup protection enable-for-vm -g {vault_resource_group} -v {vault} --vm "
                        "{vm_id} --policy-name {policy}",
                    ),
                    Command(
                        "az-powershell",
                        _LOAD + "Enable-AzRecoveryServicesBackupProtection -Policy $policy -Name {vm} "
                        "-ResourceGroupName {resource_group} -VaultId $vault.ID",
                    ),
                ),
                effect="changes state",
                rights="Backup Operator on the vault's resource group, Virtual Machine Contributor on the VM",
                caution="Vault and VM must be in the same region and subscription.",
                when=_NEVER,
                covers=("E.UserErrorBcmDatasourceNotPresent",),
            ),
        ),
        verify=Step(
            "The backup item shows Protected (before the first backup: initial backup pending).",
            (_STATE,),
        ),
    ),
    covers=("E.UserErrorBcmDatasourceNotPresent",),
)
