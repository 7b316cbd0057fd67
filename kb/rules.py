"""Rule forms that causes share.

The principle: `confirmed` rests on how the backup failed (the error code) together with the fact that explains it.
The same fact without a fitting code makes the cause likely, not more.
"""

from ..engine.conditions import Condition
from ..engine.knowledge import Rule, confirms, suggests


def explains(code: Condition, *conditions: Condition, covers: tuple[str, ...] = ()) -> tuple[Rule, Rule]:
    """Confirms where the condition on the error code holds too, suggests where only the others do.

    `code` is `derived.agent_code == True` for what stops agent or extension, or a condition on `error.code`.
    """
    return confirms(*conditions, code, covers=covers), suggests(*conditions, covers=covers)
