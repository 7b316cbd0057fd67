"""The subscription is not registered for the resource provider that the call needs."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The subscription is not registered for the resource provider that the call needs",
    "A subscription has to be registered for the resource provider before a vault can be made or a VM be protected "
    "there. The portal does it by itself; templates and clients do not always. The text names the provider: "
    "Microsoft.RecoveryServices for vaults and VMs, Microsoft.DataProtection for Resource Guards and Backup vaults.",
    sources=(
        ARM_ERRORS.section("Error codes"),
        IMMUTABLE.section("Considerations"),
        THREADS.section("Subscriptions whose providers were not registered, 2018 to 2024"),
    ),
    codes=("MissingSubscriptionRegistration", "AuthorizationFailed", "enabling"),
    phases=CONFIGURING,
    rules=(
        confirms(
            vault.provider_registered == False,
            error.code == "MissingSubscriptionRegistration",
            because="the provider was not registered, and the code asks for just that",
            rival="subscription-disabled: a disabled subscription has a code of its own",
        ),
        suggests(error.code == "MissingSubscriptionRegistration"),
        suggests(vault.provider_registered == False),
        rules_out(vault.provider_registered == True),
    ),
    remedy=(
        look("See whether it is registered, in the subscription of the vault.", how(vault.provider_registered)),
        change(
            "Register the one that the text names, and wait until it says Registered.",
            portal("Subscription > Settings > Resource providers > (the provider that the text names) > Register"),
            az("az provider register -n Microsoft.RecoveryServices"),
            azps("Register-AzResourceProvider -ProviderNamespace Microsoft.RecoveryServices"),
            rights="Contributor on the subscription",
        ),
    ),
    verify=verify("It says Registered.", how(vault.provider_registered, "az")),
)
