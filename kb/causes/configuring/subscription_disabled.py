"""The subscription is disabled, and so read-only."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The subscription is disabled: nothing can be written in it",
    "An expired, unpaid or cancelled subscription is read-only. Its VMs are deallocated after a while, and neither "
    "backups nor their configuration work.",
    sources=(ARM_ERRORS.section("Error codes"), THREADS.section("Disabled subscriptions, 2019 to 2025")),
    codes=("ReadOnlyDisabledSubscription",),
    phases=BOTH,
    rules=(
        confirms(
            vault.subscription_disabled == True,
            because="the subscription was disabled, and the code says that it is read-only for that",
            rival="rbac-missing: no role helps in a disabled subscription",
        ),
        suggests(error.code == "ReadOnlyDisabledSubscription"),
    ),
    remedy=(
        look(
            "See the state of the subscription, and why it is disabled.",
            portal("Cost Management + Billing > Subscriptions"),
            how(vault.subscription_disabled, "az"),
        ),
        change(
            "Have it enabled again: pay what is due, or convert the trial.",
            portal("Subscriptions > (the subscription) > Reactivate"),
            rights="Account administrator, or billing account owner",
            caution="After 30 to 90 days a cancelled subscription is deleted, with its vaults and recovery points.",
        ),
    ),
    verify=verify("Its state is Enabled.", how(vault.subscription_disabled, "az")),
)
