"""The VM was deleted, and Azure Backup still looks for it."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...codes import codes_that_say
from ...facts import error, vm
from ...sources import RECORDINGS, SIBLING
from ...steps.azure import GET_VAULT

_CODES = codes_that_say("vm_gone")
_COVERS = tuple(f"X.{code}" for code in _CODES)
_LOOK = Command("az", "az vm show -g {resource_group} -n {vm} --query id")
_ITEM = "Recovery Services vault {vault} > Backup items > Azure Virtual Machine > {vm}"
_DISABLE = (
    "az backup protection disable -g {vault_resource_group} -v {vault} -c {vm} -i {vm} "
    "--backup-management-type AzureIaasVM"
)

CAUSE = Cause(
    id="vm-gone",
    title="The VM no longer exists, and its protection goes on",
    family="vm-gone",
    step=1,
    explanation=(
        "The VM was deleted, or moved to another resource group, but its protection was not stopped: each scheduled "
        "backup looks for it in vain."
    ),
    sources=(
        SIBLING.section("320001, ResourceNotFound / 400094, BCMV2VMNotFound"),
        RECORDINGS.section("errorDetails of backup jobs, 2021"),
    ),
    codes=_CODES,
    rules=(
        confirms(vm.exists == False, error.code.one_of(*_CODES), covers=_COVERS),
        suggests(error.code.one_of(*_CODES), covers=_COVERS),
        suggests(vm.exists == False),
        rules_out(vm.exists == True),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "See whether the VM is really gone, or stands in another resource group.",
                (_LOOK, Command("az", 'az vm list --query "[].[name,resourceGroup]" -o table')),
                covers=_COVERS,
            ),
            Step(
                "If it was deleted on purpose, stop its protection, and keep the recovery points.",
                (
                    Command("portal", f"{_ITEM} > Stop backup > Retain backup data"),
                    Command("az", f"{_DISABLE} --delete-backup-data false"),
                    Command(
                        "az-powershell",
                        GET_VAULT + "$item = Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM "
                        "-WorkloadType AzureVM -Name {vm} -VaultId $vault.ID; "
                        "Disable-AzRecoveryServicesBackupProtection -Item $item -VaultId $vault.ID",
                    ),
                ),
                effect="changes state",
                rights="Backup Contributor on the vault",
                caution="The recovery points are kept, and paid for, until someone deletes them.",
                covers=_COVERS,
            ),
            Step(
                "If it was deleted by mistake, restore it under the same name, in the same resource group.",
                (Command("portal", f"{_ITEM} > Restore VM > Create new"),),
                effect="changes state",
                rights="Backup Contributor on the vault, Virtual Machine Contributor",
                caution="Do not delete recovery points before the VM is back.",
                covers=_COVERS,
            ),
            Step(
                "If it was moved, stop the protection of the old item, keep its data, and protect the VM anew.",
                (Command("portal", "VM {vm} > Backup > Enable backup"),),
                effect="changes state",
                rights="Backup Contributor on the vault, Virtual Machine Contributor",
            ),
        ),
        verify=Step(
            "The VM is there again, or the backup item shows that its protection is stopped.",
            (_LOOK, Command("portal", _ITEM)),
        ),
    ),
    covers=_COVERS,
)
