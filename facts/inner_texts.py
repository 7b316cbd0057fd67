"""Known inner texts: what the compute platform says where the code of a job only points to it.

Such a text is read like a code: its row (platform_texts.py) names the error code that it is the twin of, and the facts
that it tells beside that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .platform_texts import INNER_TEXTS as INNER_TEXTS
from .platform_texts import REFUSALS as REFUSALS

_CODE = "error.code"
# What the wording of a code can mean that is a code of its own: a key that has expired is refused as forbidden.
_MEANS_MORE_CLOSELY = {
    "KeyVaultAccessForbidden": ("KeyVaultKeyNotEnabled",),
    "UserErrorVmProvisioningStateFailed": ("OperationNotAllowed.DisksNotAllocated",),  # the disk made the VM fail
    "UserErrorVmNotInDesirableState": ("OperationNotAllowed.DisksNotAllocated", "OperationNotAllowed.Generalized"),
}
_STATUS = "provisioningstate/"  # how a status begins, which is what was seen of a VM, not what a job says
_PASSING = {"vm.power_state", "vm.changed_state_at_failure"}
_OF_A_SNAPSHOT = re.compile(
    r"\bback(?:ed|ing)?[ -]?ups?\b|restore ?points?\b|\bVMSnapshot|\bsnapshots?\b", re.IGNORECASE
)


def facts_in(text: str, words: bool = False) -> dict[str, Any]:
    """The facts that an inner text tells, by path, the error code that it is the twin of among them; else nothing.

    `words`: a person says it, not a job.
    """
    return next(_told_by_each(text, words, coded=not words), {})


def facts_of(code: str, text: str) -> dict[str, Any]:
    """The facts that a text tells beside an error code: of the rows that fit, the first of this code, or of one that
    says more closely what it can mean; nothing where there is none.
    """
    closer = _MEANS_MORE_CLOSELY.get(code, ())

    def fits(inner: str) -> bool:
        return code in (inner, inner.partition(".")[0]) or inner in closer

    return next((told for told in _told_by_each(text, words=True, coded=True) if fits(str(told.get(_CODE, "")))), {})


def _told_by_each(text: str, words: bool, coded: bool) -> Iterator[dict[str, Any]]:
    """What each row tells that fits; `coded`: an error code of the backup stands beside the text."""
    text = " ".join(text.split())
    lowered = text.lower()
    for row in INNER_TEXTS:
        told = row.told_by(text, lowered) if coded or not row.of_a_backup else None
        if told is None:
            continue
        is_seen = row.has.startswith(_STATUS) or _is_of_a_moment(told)
        if words and not coded and is_seen and _OF_A_SNAPSHOT.search(text) is None:
            yield {fact: value for fact, value in told.items() if fact != _CODE}  # without it they confirm nothing
        else:
            yield {_CODE: told[_CODE]} if words and row.of_a_job and _CODE in told else told


def _is_of_a_moment(told: Mapping[str, Any]) -> bool:
    """Whether the facts are states that pass: when a call met one, a person's words do not tell."""
    return not _PASSING.isdisjoint(told) or told.get("vm.provisioning_state") == "updating"
