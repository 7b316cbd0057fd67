"""The policy is one for another kind of workload."""

from ...authoring import *

_CODE = "BMSUserErrorInvalidPolicyForGivenProvider"

CAUSE = cause(
    __name__,
    "The backup policy is for another kind of workload than a VM",
    "A policy for SQL Server in VMs, SAP HANA or file shares cannot be given to a VM, nor the other way "
    "round: a VM with "
    "SQL Server needs one for the VM, and another for its databases.",
    sources=(
        THREADS.section("Backup policies that were refused, 2018 to 2025"),
        CLI.section("enable_protection_for_vm"),
    ),
    codes=(_CODE, "enabling"),
    phases=CONFIGURING,
    rules=(
        confirms(
            backup.policy_workload != "vm",
            because="the policy is one of another workload, and the service refuses it for this one",
            rival="request-malformed: a policy was sent, and its id was right",
        ),
        suggests(error.code == _CODE),
        rules_out(backup.policy_workload == "vm"),
    ),
    remedy=(
        look(
            "List the policies for Azure VMs.",
            az(
                "az backup policy list -g {vault_resource_group} -v {vault} --backup-management-type AzureIaasVM "
                "--workload-type VM -o table"
            ),
        ),
        change(
            "Protect the VM with one of these.",
            portal("VM {vm} > Backup > Enable backup"),
            az(
                "az backup protection enable-for-vm -g {vault_resource_group} -v {vault} --vm {vm_id} "
                "--policy-name {policy}"
            ),
            rights="Backup Operator on the vault's resource group, Virtual Machine Contributor on the VM",
            caution="In Terraform that is azurerm_backup_policy_vm, not azurerm_backup_policy_vm_workload.",
        ),
    ),
    verify=verify("The VM shows as protected.", PROTECTED),
)
