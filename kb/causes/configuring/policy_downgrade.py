"""An item under an Enhanced policy is to go back to a Standard one."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "A VM under an Enhanced policy cannot go back to a Standard one",
    "The way from Standard to Enhanced is one way: Azure Backup offers no way back for an item.",
    sources=(
        MIGRATE.section("Considerations"),
        CLI.section("set_policy"),
    ),
    codes=("enabling",),
    phases=CONFIGURING,
    hint_only=True,
    rules=(
        suggests(CHANGING_POLICY, backup.policy_type == "enhanced", backup.last_done == "policy_changed"),
        hints(CHANGING_POLICY, backup.policy_type == "enhanced"),
        suggests(CHANGING_POLICY, signs.policy_downgrade_told == True),
        rules_out(backup.policy_type == "standard"),
    ),
    remedy=(
        look("See which type the VM's policy has (V2 is Enhanced).", POLICY),
        look(
            "Stay with an Enhanced policy: its schedule can be daily, and its instant days few, which costs about as "
            "little.",
            NEW_POLICY,
            caution="Only to stop the backup and delete all recovery points would change the type: do not do that for "
            "this.",
        ),
    ),
    verify=verify("The VM shows an Enhanced policy with the schedule that you want.", POLICY),
)
