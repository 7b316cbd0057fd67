"""A Trusted Launch VM is to get a Standard policy."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "A Trusted Launch VM is to be protected with a Standard policy",
    "Trusted Launch VMs are protected with Enhanced policies. Newest clients (Azure CLI 2.73, Az 14) allow a Standard "
    "one too, for a VM that was not protected before; the portal and older clients refuse it.",
    sources=(
        ENHANCED.section("Back up an Azure VM by using the Enhanced policy"),
        THREADS.section("Trusted Launch VMs and their policies, 2023 to 2025"),
    ),
    codes=("enabling",),
    phases=CONFIGURING,
    hint_only=True,
    rules=(
        suggests(signs.trusted_vm_needs_enhanced == True),
        hints(ENABLING, backup.policy_type == "standard"),
        rules_out(backup.policy_type == "enhanced"),
    ),
    remedy=(
        look(
            "See the security type of the VM, and the type of the policy.",
            how(vm.security_type, "az"),
            POLICY,
        ),
        change(
            "Protect the VM with an Enhanced policy.",
            portal("VM {vm} > Backup > Policy sub type: Enhanced"),
            az(
                "az backup protection enable-for-vm -g {vault_resource_group} -v {vault} --vm {vm_id} "
                "--policy-name {policy}"
            ),
            rights="Backup Operator on the vault's resource group, Virtual Machine Contributor on the VM",
            caution="An Enhanced policy costs more, and there is no way back from it.",
        ),
        look(
            "A protected VM that is to become a Trusted Launch one: move it to an Enhanced policy first.",
            portal(BACKUP_ITEM + " > Backup policy"),
        ),
    ),
    verify=verify("The VM shows as protected.", PROTECTED),
)
