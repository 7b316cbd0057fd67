"""Vault and VM are in different subscriptions, and the client cannot do that."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "Vault and VM are in different subscriptions",
    "Until 2026 a vault protected only VMs of its own subscription. Since then it can protect others of "
    "the same tenant "
    "and region, but not confidential VMs, and only with newest clients that get the VM's full id.",
    sources=(
        PREPARE.section("Apply a backup policy"),
        THREADS.section("VMs of another subscription, 2020 to 2022"),
        CLI.section("enable_protection_for_vm"),
    ),
    codes=("BMSUserErrorInvalidInput",),
    phases=CONFIGURING,
    hint_only=True,
    rules=(
        # No more: the code names nothing, and a newest client does protect a VM of another subscription.
        suggests(vault.same_subscription == False, error.code == "BMSUserErrorInvalidInput"),
        suggests(vault.same_subscription == False, ENABLING),
        suggests(signs.other_subscription_told == True, ENABLING),
        hints(signs.other_subscription_told == True),
        hints(backup.last_done == "moved_subscription"),
        rules_out(vault.same_subscription == True),
    ),
    today="Pages up to 2026-01 say that vault and VM have to share the subscription; newer ones allow another one of "
    "the same tenant and region.",
    remedy=(
        look("Compare the subscriptions in the two ids.", VM_ID, how(vault.same_subscription)),
        MAKE_VAULT,
        look(
            "Or use the newest client, and give the VM by its full id.",
            az("az version"),
            caution="Not for confidential VMs. A vault with VMs of other subscriptions cannot be moved.",
        ),
    ),
    verify=verify("The VM shows as protected.", CHECK_VM),
)
