"""What is answered where backup is configured: by the service, the Azure CLI, PowerShell and Terraform.

There is no job then: the texts stand in a terminal, a pipeline's log or a mail. Those that name the operation tell
which one failed.
"""

from __future__ import annotations

from functools import partial

from ...documents import CLI, THREADS
from ..declaration import Place, Signature

_ANSWERS = Place(
    "job-text",
    "the answer to the command, template or portal that configured backup",
    "ask",
    "whoever ran it has the output: look for '{text}'",
)
_REPORTS = THREADS.section("Requests that enable the backup of a VM, 2018 to 2026")
_answer = partial(Signature, where=_ANSWERS, source=CLI.section("az backup: texts of the client"), within=None)
_reported = partial(Signature, where=_ANSWERS, source=_REPORTS, within=None)

SIGNATURES: tuple[Signature, ...] = (
    _reported(
        "vm-registered-elsewhere",
        "The VM is registered with another vault",
        has="registering with another recovery services vault",
        example="Virtual machine is already registered\\registering with another recovery services vault Please select "
        "a different virtual machine for registration.",
        silent="Virtual machine is registered with the recovery services vault.",
    ),
    _answer(
        "vm-not-found-three-causes",
        "The CLI found no VM to protect, and names three causes",
        has="the specified azure virtual machine not found. possible causes are",
        example="The specified Azure Virtual Machine Not Found. Possible causes are 1. VM does not exist",
        silent="The specified Azure Virtual Machine was found.",
    ),
    _reported(
        "protected-item-exists",
        "Terraform says that the backup item exists already",
        has="already exists - to be managed via terraform this resource needs to be imported",
        beside="/protecteditems/",
        example="A resource with the ID "
        '"/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v'
        "/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;g;web1/protectedItems/VM;"
        'iaasvmcontainerv2;g;web1" already exists - to be managed via Terraform this resource needs to '
        "be imported into "
        "the State.",
        silent='A resource with the ID "/subscriptions/s/resourceGroups/g" already exists - to be managed via '
        "Terraform this resource needs to be imported into the State.",
    ),
    _reported(
        "vault-not-found",
        "The vault was looked for in a resource group that does not have it",
        has="the resource 'microsoft.recoveryservices/vaults/",
        beside="was not found",
        example="The Resource 'Microsoft.RecoveryServices/vaults/v1' under resource group 'backups' was not found.",
        silent="The Resource 'Microsoft.KeyVault/vaults/v1' under resource group 'backups' was not found.",
    ),
    _answer(
        "cli-item-not-found",
        "The CLI finds no item, container or policy of the name that was given",
        has=(
            "item not found. please provide a valid item_name",
            "policy not found. please provide a valid policy_name",
            "protectable item not found. please provide a valid",
            "could not extract the backup management type",
        ),
        example="Item not found. Please provide a valid item_name.",
        silent="Item found.",
    ),
    _answer(
        "cli-several-items",
        "The CLI finds several items or containers of the friendly name that was given",
        has=(
            "multiple items found. please give native names instead",
            "multiple containers with same friendly name found",
            "found multiple backup items",
        ),
        example="Multiple items found. Please give native names instead.",
        silent="Multiple items were restored.",
    ),
    _reported(
        "cli-crashed",
        "A command of az backup died with a Python error",
        has=("argument of type 'nonetype' is not iterable", "'nonetype' object has no attribute"),
        beside=("azure/cli", "azure.cli", "az backup ", "protected_items_count"),
        example="AttributeError: 'NoneType' object has no attribute 'protected_items_count'",
        silent="AttributeError: 'NoneType' object has no attribute 'get' in /usr/sbin/waagent",
    ),
    _answer(
        "policy-full",
        "The policy has as many VMs as it may have",
        has="cannot configure backup for more than",
        beside="vms per policy",
        example="Cannot configure backup for more than 1000 VMs per policy",
        silent="Cannot configure backup for the VM.",
    ),
    _answer(
        "instant-days-refused",
        "The CLI refuses the days of instant restore points",
        has="retention policy range must be ",
        example="Retention policy range must be between 1 to 5.",
        silent="Retention policy range was set.",
    ),
    _answer(
        "trusted-vm-needs-enhanced",
        "A Trusted Launch VM is refused under a Standard policy",
        has=(
            "trusted vm can only be protected using enhanced policy",
            "cannot be upgraded to trusted launch as it is configured for azure backup using standard policy",
        ),
        example="Trusted VM can only be protected using Enhanced Policy. Please provide a valid IaasVM "
        "Enhanced Policy in "
        "--policy-name argument.",
        silent="The VM is protected using Enhanced Policy.",
    ),
    _reported(
        "resource-guard-request",
        "A guarded operation came without the request of its Resource Guard",
        has="resourceguard operation requestid is either null or empty",
        example="ResourceGuard Operation requestid is either null or empty",
        silent="The vault does not have any Resource Guard Mapping.",
    ),
    # -- which operation it was -----------------------------------------------------------------------------------
    _answer(
        "enabling-failed",
        "Enabling the backup of a VM failed",
        has=(
            "az backup protection enable-for-vm",
            "'backup', 'protection', 'enable-for-vm'",
            "enable-azrecoveryservicesbackupprotection :",
            "creating/updating azure backup protected vm",
            "creating/updating recovery service protected vm",
            "waiting for the recovery service protected vm",
            "waiting for the azure backup protected vm",
        ),
        gives={"error.operation": "enable"},
        example="$ az backup protection enable-for-vm -g rg -v v1 --vm web1 --policy-name DefaultPolicy",
        silent="$ az backup item list -g rg -v v1",
    ),
    _answer(
        "on-demand-failed",
        "Starting a backup on demand failed",
        has=("az backup protection backup-now", "backup-azrecoveryservicesbackupitem :"),
        gives={"error.operation": "on_demand"},
        example="$ az backup protection backup-now -g rg -v v1 -c web1 -i web1",
        silent="$ az backup job list -g rg -v v1",
    ),
    _answer(
        "stopping-failed",
        "Stopping the backup of a VM failed",
        has=(
            "az backup protection disable ",
            "disable-azrecoveryservicesbackupprotection :",
            "deleting azure backup protected vm",
            '"protectionstate": "backupssuspended"',
        ),
        beside=("error", "fail", "denied"),
        gives={"error.operation": "stop"},
        example="Error: deleting Azure Backup Protected VM: the Azure API returned the following error",
        silent="deleting Azure Backup Protected VM: done",
    ),
    _answer(
        "policy-change-failed",
        "Making or changing a backup policy failed",
        has=(
            "az backup policy set ",
            "az backup policy create ",
            "creating/updating azure backup protection policy",
            "new-azrecoveryservicesbackupprotectionpolicy :",
            "set-azrecoveryservicesbackupprotectionpolicy :",
        ),
        gives={"error.operation": "change_policy"},
        example="$ az backup policy set -g rg -v v1 -n daily --policy @p.json",
        silent="$ az backup policy show -g rg -v v1 -n daily",
    ),
)
