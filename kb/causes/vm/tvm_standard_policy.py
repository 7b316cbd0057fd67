"""A Trusted Launch VM is to be protected with a Standard policy by an older client."""

from ...authoring import *

_CODE = "AzureCli.TrustedLaunchNeedsEnhancedPolicy"
_TRUSTED = vm.security_type == "trusted_launch"

CAUSE = cause(
    __name__,
    "A Trusted Launch VM is to be protected with a Standard policy by an older client",
    "A Trusted Launch VM takes an Enhanced policy. With a Standard policy it can be protected only by newer clients: "
    "Azure CLI 2.73.0, Az 14.0.0, REST 2025-01-01. Older ones refuse, and the portal offers Enhanced policies only.",
    sources=(
        ENHANCED.section("Back up an Azure VM by using the Enhanced policy"),
        MATRIX_2026.section("VM compute support"),
    ),
    codes=(_CODE,),
    rules=(
        confirms(
            _TRUSTED,
            backup.policy_type == "standard",
            error.code == _CODE,
            because="the client says it, and VM and policy are of these kinds",
            rival="confidential-vm: the VM is a Trusted Launch one",
        ),
        suggests(error.code == _CODE),
        rules_out(vm.security_type.one_of("standard", "confidential")),
        rules_out(backup.policy_type == "enhanced"),
    ),
    remedy=(
        look("See which version your client has.", az("az version"), azps("Get-Module Az -ListAvailable")),
        change(
            "Name an Enhanced policy when you enable the backup.",
            portal("VM {vm} > Backup > Policy sub type: Enhanced"),
            rights="Backup Operator on the vault's resource group, Virtual Machine Contributor on the VM",
            caution="There is no way back to a Standard policy, and snapshots cost more.",
        ),
        change(
            "Or update the client, and use the Standard policy with that.",
            az("az upgrade"),
            rights="those to install programs on your own machine",
            caution="It has to be done before the VM is protected: a policy is changed from Standard to Enhanced only.",
        ),
    ),
    verify=verify("The VM is protected, and its first backup is complete.", BACKUP_JOBS),
)
