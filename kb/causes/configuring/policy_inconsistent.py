"""The last change of the policy did not reach the item."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The last change of the policy did not reach the backup item",
    "Where a change of a policy fails for one item, the item goes on with the old schedule and says that its policy is "
    "inconsistent.",
    sources=(RECORDINGS.section("extendedInfo of backup items"),),
    codes=("enabling",),
    phases=CONFIGURING,
    hint_only=True,
    rules=(
        suggests(backup.policy_inconsistent == True),
        hints(CHANGING_POLICY),
        rules_out(backup.policy_inconsistent == False),
    ),
    remedy=(
        look("See whether the item says so.", how(backup.policy_inconsistent)),
        MOVE_TO_POLICY,
    ),
    verify=verify("The item no longer says that its policy is inconsistent.", how(backup.policy_inconsistent)),
)
