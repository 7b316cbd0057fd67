"""The VM is protected already: by another vault, or by this one."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "A vault protects the VM already: another one, or this one",
    "A VM can be protected by one vault at a time. As long as one holds it, no other takes it, and the portal does not "
    "even list the VM.",
    sources=(
        PREPARE.section("Apply a backup policy"),
        THREADS.section("VMs that another vault holds, 2017 to 2024"),
        CLI.section("enable_protection_for_vm"),
    ),
    codes=("enabling",),
    phases=CONFIGURING,
    rules=(
        confirms(
            backup.protected_elsewhere == True,
            ENABLING,
            because="one vault at a time can protect a VM, and another one than this held it",
            rival="soft-deleted-item: that one lies in this vault",
        ),
        suggests(backup.protected_elsewhere == True),
        suggests(signs.vm_registered_elsewhere == True),
        # The client says it of a VM whose backup was stopped in this vault, too: it is resumed by its item.
        suggests(signs.vm_not_found_three_causes == True, signs.stopped_before_told == True),
        hints(signs.vm_not_found_three_causes == True),
        hints(ENABLING),
        rules_out(backup.protected_elsewhere == False, backup.protection_state == "not_protected"),
    ),
    remedy=(
        SEE_WHO_PROTECTS,
        look(
            "If it is the vault that you want: the VM is protected, and only its policy may have to change. If its "
            "protection is stopped there, resume it.",
            portal(BACKUP_ITEM),
            caution="With Terraform, import the item into the state.",
        ),
        RESUME,
        STOP_THERE,
        change(
            "Protect the VM in the new vault.",
            portal("VM {vm} > Backup > Enable backup"),
            az(
                "az backup protection enable-for-vm -g {new_vault_resource_group} -v {new_vault} --vm {vm_id} "
                "--policy-name {policy}"
            ),
            rights="Backup Operator on the new vault's resource group, Virtual Machine Contributor on the VM",
        ),
    ),
    verify=verify("The answer names the new vault.", CHECK_VM),
)
