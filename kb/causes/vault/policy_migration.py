"""The VM was moved from a Standard to an Enhanced policy, and its backups fail since.

The code is that of any internal error, so it is the message that confirms it: a policy that was changed, and backups
that fail since, can have come together by chance.
"""

from ...authoring import *

_CODE = "BackUpOperationFailedV2"
_MESSAGE = error.says_policy_migration

CAUSE = cause(
    __name__,
    "The move from a Standard to an Enhanced policy went wrong",
    "When a VM moves from a Standard to an Enhanced policy, the retention of the new one can be applied to "
    "recovery points that the old one made; its backups then fail.",
    sources=(SIBLING.section("BackUpOperationFailedV2"),),
    codes=(_CODE,),
    rules=(
        confirms(
            _MESSAGE == True,
            because="the failed job's own message names the move to the Enhanced policy",
            rival="agent-stopped-windows: its message names the agent, or nothing",
        ),
        suggests(backup.policy_migrated == True),
        rules_out(backup.policy_migrated == False, _MESSAGE == False),
    ),
    remedy=(
        look(
            "Note down vault, item, both policies, the time of the change, and the activity id of a failed job.",
            portal("Recovery Services vault {vault} > Monitoring > Backup jobs > the job"),
            how(error.says_policy_migration, "az"),
        ),
        look(
            "Open a case with Microsoft Support: it has to be repaired on their side.",
            portal("Help + support > Create a support request"),
            caution="Meanwhile delete neither recovery points nor restore point collections, and do not move the VM "
            "back: it can make matters worse.",
        ),
    ),
    verify=verify("The next backup succeeds.", BACKUP_JOBS),
)
