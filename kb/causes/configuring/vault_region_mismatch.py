"""The vault is in another region than the VM."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "Vault and VM are in different regions",
    "A Recovery Services vault protects only VMs of its own region. After a VM was moved or rebuilt in another region, "
    "its old vault takes it no more.",
    sources=(
        SELF_HELP.section("UserErrorVmVaultLocationMismatch"),
        PREPARE.section("Apply a backup policy"),
    ),
    codes=("UserErrorVmVaultLocationMismatch", "enabling"),
    phases=CONFIGURING,
    rules=(
        confirms(
            vault.same_region == False,
            because="the vault takes only VMs of its own region, and regions do not change by themselves",
            rival="vault-other-subscription: another subscription is no other region",
        ),
        suggests(error.code == "UserErrorVmVaultLocationMismatch"),
        suggests(signs.other_region_told == True, ENABLING),
        hints(signs.other_region_told == True),
        hints(backup.last_done == "moved_region"),
        hints(ENABLING),
        rules_out(vault.same_region == True),
    ),
    remedy=(
        SEE_REGIONS,
        look(
            "Look for a vault that is in the VM's region already.",
            portal("Recovery Services vaults, sorted by location"),
            az("az backup vault list -o table"),
            caution="A VM in an extended zone belongs to a vault of the parent region.",
        ),
        MAKE_VAULT,
    ),
    verify=verify("The VM is protected by the vault of its region.", CHECK_VM),
)
