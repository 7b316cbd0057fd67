"""The VM was moved from a Standard to an Enhanced policy, and its backups fail since.

The code is that of any internal error, so it is the message that confirms it: a policy that was changed, and backups
that fail since, can have come together by chance.
"""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...facts import backup, error
from ...sources import SIBLING
from ...steps.azure import BACKUP_JOBS

_CODE = "BackUpOperationFailedV2"
_COVERS = (f"X.{_CODE}",)
_MESSAGE = error.says_policy_migration

CAUSE = Cause(
    id="policy-migration",
    title="The move from a Standard to an Enhanced policy went wrong",
    family="policy-migration",
    step=1,
    explanation=(
        "When a VM moves from a Standard to an Enhanced policy, the retention of the new one can be applied to "
        "recovery points that the old one made; its backups then fail."
    ),
    sources=(SIBLING.section("BackUpOperationFailedV2"),),
    codes=(_CODE,),
    rules=(
        confirms(_MESSAGE == True, error.code == _CODE, covers=_COVERS),
        suggests(backup.policy_migrated == True, error.code == _CODE, covers=_COVERS),
        rules_out(backup.policy_migrated == False, _MESSAGE == False),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Note down vault, item, both policies, the time of the change, and the activity id of a failed job.",
                (
                    Command("portal", "Recovery Services vault {vault} > Monitoring > Backup jobs > the job"),
                    Command("az", "az backup job show -g {vault_resource_group} -v {vault} -n {job}"),
                ),
                covers=_COVERS,
            ),
            Step(
                "Open a case with Microsoft Support: it has to be repaired on their side.",
                (Command("portal", "Help + support > Create a support request"),),
                caution=(
                    "Meanwhile delete neither recovery points nor restore point collections, and do not move the VM "
                    "back: it can make matters worse."
                ),
                covers=_COVERS,
            ),
        ),
        verify=Step("The next backup succeeds.", (BACKUP_JOBS,)),
    ),
    covers=_COVERS,
)
