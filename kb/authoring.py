"""All that the author of a cause needs, in one import: `from ...authoring import *`.

Facts (`agent.status == "not_ready"` is a condition), the kinds of rules, constructors of commands and steps, documents
to cite, limits, and the steps that causes share.
"""

from __future__ import annotations

from ..engine.conditions import Condition as Condition
from ..engine.knowledge import Cause, Remedy
from ..engine.knowledge import Rule as Rule
from ..engine.knowledge import Step as Step
from ..engine.knowledge import confirms as confirms
from ..engine.knowledge import hints as hints
from ..engine.knowledge import rules_out as rules_out
from ..engine.knowledge import suggests as suggests
from ..facts.references import Reference
from .codes import codes_other_than as codes_other_than
from .codes import codes_that_list as codes_that_list
from .codes import codes_that_say as codes_that_say
from .codes import codes_without as codes_without
from .facts import *  # noqa: F403
from .facts import derived
from .limits import *  # noqa: F403
from .sections import *  # noqa: F403
from .sources import *  # noqa: F403
from .steps.azure import *  # noqa: F403
from .steps.extensions import *  # noqa: F403
from .steps.guest import *  # noqa: F403
from .steps.keys import *  # noqa: F403
from .steps.linux import *  # noqa: F403
from .steps.linux_guest import *  # noqa: F403
from .steps.making import *  # noqa: F403
from .steps.platform import *  # noqa: F403
from .steps.vault import *  # noqa: F403
from .steps.vss import *  # noqa: F403
from .steps.windows import *  # noqa: F403
from .support_matrix import CONFIDENTIAL as CONFIDENTIAL
from .support_matrix import OLD_WINDOWS as OLD_WINDOWS
from .support_matrix import PREMIUM_V2 as PREMIUM_V2
from .support_matrix import ULTRA as ULTRA
from .support_matrix import UNIFORM as UNIFORM

# What a cause can make fail: a backup, as nearly all do; what is done to configure one; both.
BACKUP, CONFIGURING = ("backup",), ("configuring",)
BOTH = ("backup", "configuring")
# Which configuration failed: it orders what is possible.
ENABLING = error.operation == "enable"  # noqa: F405
CHANGING_POLICY = error.operation == "change_policy"  # noqa: F405
STOPPING = error.operation == "stop"  # noqa: F405
ON_DEMAND = error.operation == "on_demand"  # noqa: F405

# Conditions of many causes. The first three: the document explains the code by the agent, by missing network access, or
# by a failed snapshot.
AGENT_CODE = derived.agent_code == True
NETWORK_CODE = derived.network_code == True
SNAPSHOT_CODE = derived.snapshot_code == True
AGENT_SILENT = derived.agent_silent == True
AGENT_ANSWERS = derived.agent_silent == False
VM_ON = derived.vm_off == False
# 18 is the limit of Standard policies: an Enhanced one keeps more by design.
EIGHTEEN_ARE_MANY = (restore_points.count >= RESTORE_POINTS.value, backup.policy_type == "standard")  # noqa: F405


def cause(
    module: str,
    title: str,
    explanation: str,
    *,
    sources: tuple[Reference, ...],
    rules: tuple[Rule, ...],
    remedy: tuple[Step, ...],
    verify: Step,
    family: str = "",
    step: int = 1,
    applies: Condition | None = None,
    codes: tuple[str, ...] | None = None,
    needs_agent: bool = False,
    phases: tuple[str, ...] = BACKUP,
    leads_to: tuple[str, ...] = (),
    today: str = "",
    hint_only: bool = False,
    effect: bool = False,
    aliases: tuple[str, ...] = (),
    since: str = "0.1.0",
) -> Cause:
    """A cause, as `engine/knowledge.py` describes it; `module` is `__name__`, and its last part is the cause's id.

    Without a `family` it is alone in its own, which then has its id, title and sources. `remedy` are the steps in their
    order, `verify` what shows that they worked.
    """
    name = module.rpartition(".")[2].replace("_", "-")
    return Cause(
        id=name,
        title=title,
        family=family or name,
        step=step,
        explanation=explanation,
        sources=sources,
        rules=rules,
        remedy=Remedy(remedy, verify),
        applies=applies,
        codes=codes,
        needs_agent=needs_agent,
        phases=phases,
        leads_to=leads_to,
        today=today,
        hint_only=hint_only,
        effect=effect,
        aliases=aliases,
        since=since,
    )


def explains(code: Condition, *conditions: Condition, because: str = "", rival: str = "") -> tuple[Rule, Rule]:
    """Confirms where the condition on the error code holds too, suggests where only the others do.

    `code` is `derived.agent_code == True` for what stops agent or extension, or a condition on `error.code`. The
    principle: `confirmed` rests on how the backup failed (the code) together with the fact that explains it.
    """
    return confirms(*conditions, code, because=because, rival=rival), suggests(*conditions)


def wrong_as_well(other_code: Condition, *conditions: Condition, because: str, rival: str) -> Rule:
    """Establishes the cause with a code that it is not the reason of, so that it is told as wrong too.

    For a cause that needs its own code to be confirmed. `other_code` holds with the codes that it is out of scope for.
    """
    return confirms(*conditions, other_code, because=because, rival=rival)
