"""As many VMs use the backup policy as may."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "As many VMs use the backup policy as may",
    "The portal assigns at most 100 VMs to a policy; the Azure CLI stops at 1000.",
    sources=(
        FAQ_2025_12.section("Is there a limit on number of VMs that can be associated with the same backup policy?"),
        CLI.section("enable_protection_for_vm"),
    ),
    codes=("UserErrorProtectionQuotaExceeded", "enabling"),
    phases=CONFIGURING,
    hint_only=True,
    rules=(
        # The text can be a person's words, and the CLI goes on past 100: neither confirms, nor do both.
        suggests(signs.policy_full == True),
        suggests(backup.policy_items >= VMS_PER_POLICY.value, error.code == "UserErrorProtectionQuotaExceeded"),
        hints(backup.policy_items >= VMS_PER_POLICY.value),
        rules_out(backup.policy_items < VMS_PER_POLICY.value),
    ),
    remedy=(
        look("See how many VMs use the policy.", how(backup.policy_items)),
        change(
            "Make a second policy with the same schedule, and use it for the next VMs.",
            NEW_POLICY,
            rights="Backup Contributor on the vault",
            caution="Give it another time of the day: many VMs at once wait for each other.",
        ),
    ),
    verify=verify("The VM shows as protected, with the new policy.", PROTECTED),
)
