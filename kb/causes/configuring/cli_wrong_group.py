"""The resource group that was given is not that of the vault."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The resource group that was given is not the vault's",
    "-g of az backup commands is the resource group of the vault, not of the VM. A VM of another group is given by its "
    "full id. In Bicep and ARM templates a protected item is deployed into the vault's group.",
    sources=(
        THREADS.section("VM and vault in different groups, 2019 to 2024"),
        CLI.section("enable_protection_for_vm"),
    ),
    codes=("enabling", "ResourceNotFound"),
    phases=BOTH,
    hint_only=True,
    rules=(
        suggests(signs.vault_not_found == True),
        suggests(signs.vm_not_in_group == True, ENABLING),
        suggests(signs.other_group_told == True, ENABLING),
        hints(signs.other_group_told == True),
        hints(ENABLING, signs.vault_not_found != False),
    ),
    remedy=(
        look(
            "Look in which group the vault is, and in which subscription you are.",
            az("az backup vault list -o table", "az account show -o table"),
        ),
        change(
            "Give the vault's group with -g, and the VM by its full id.",
            portal("VM {vm} > Backup > Enable backup"),
            az(
                "az backup protection enable-for-vm -g {vault_resource_group} -v {vault} --vm {vm_id} "
                "--policy-name {policy}"
            ),
            rights="Backup Operator on the vault's resource group, Virtual Machine Contributor on the VM",
        ),
    ),
    verify=verify("The VM shows as protected.", PROTECTED),
)
