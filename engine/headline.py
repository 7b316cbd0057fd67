"""What has to be read first: that it has recovered, that facts contradict each other, that the code is not known, ...

A headline is one sentence for a tired engineer. Where several would fit, the first of this order stands: what would
make the rest of the answer moot, or wrong, comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..facts.case import Case
from .assessment import Assessment
from .conditions import Truth
from .data import STANDING
from .knowledge import KnowledgeBase
from .remarks import contradictions, nearest_code
from .result import Headline

_WORDS = {"error.words", "error.printed", "error.message", "error.inner_message"}


def headline_of(found: Assessment) -> Headline | None:
    """The headline of a case; None where the explanations speak for themselves."""
    for each in (_contradiction, _recovered, _other_operation, _unknown_code, _several, _rootless, _healthy, _nothing):
        headline = each(found)
        if headline is not None:
            return headline
    return None


def headline_basis(kb: KnowledgeBase, case: Case, values: Mapping[str, Any], coded: bool) -> tuple[Any, ...]:
    """What a headline rests on beside the rules and the code: cases that share it, and those, have the same one.

    `values` are the case's by fact; `coded` tells whether an error code was given.
    """
    told = (values.get(kb.recovered_fact) is True, bool(values.get(kb.others_fact)))
    if coded or kb.healthy is None:
        return told
    silent = case.failed_at is None and case.error.message is None
    return (*told, values.get(kb.healthy.fact), silent, bool(values), values.keys() <= _WORDS)


def _contradiction(found: Assessment) -> Headline | None:
    said = list(contradictions(found))
    if not said:
        return None
    more = f" ({len(said) - 1} more below)" if len(said) > 1 else ""
    return Headline(
        kind="contradiction", text=f"Look again before you act: facts contradict each other. {said[0]}{more}"
    )


def _recovered(found: Assessment) -> Headline | None:
    later = found.known.get(found.kb.recovered_fact)
    if later is not None and later.value is True:
        return Headline(
            kind="recovered",
            text="Recovered: a later backup of this VM has completed. What follows is why this one failed.",
        )
    was_so = [c for c in found.candidates if found.conclusion.weighed[c.id].was_so]
    over = {c.id for c in was_so}
    # What stands and only explains what is well now is over with it; what explains something else is not.
    standing = _standing(found) - over
    if not was_so or any(found.kb.below(c).isdisjoint(over) for c in standing):
        return None
    return Headline(
        kind="recovered",
        text=f'Was so then, is well now: the code says of the time of the failure "{was_so[0].title}", and that is not '
        "so any more. Run a backup on demand first.",
    )


def _standing(found: Assessment) -> set[str]:
    return {c for c, v in found.verdicts.items() if v in STANDING}


def _other_operation(found: Assessment) -> Headline | None:
    if found.foreign is not None:
        return Headline(kind="other_operation", text=found.foreign.note)
    if found.candidates:
        return None
    return Headline(
        kind="other_operation",
        text="What failed is an operation of another kind than the causes that are known here: none of them can be "
        "behind it. Look at its own job.",
    )


def _unknown_code(found: Assessment) -> Headline | None:
    if found.given is None or found.code is not None or found.foreign is not None:
        return None
    near = nearest_code(found)
    meant = f" Did you mean {near}?" if near else ""
    return Headline(
        kind="unknown_code",
        text=f"{found.given} is not an error code that backupdx knows: it confirms and excludes nothing.{meant}",
    )


def _several(found: Assessment) -> Headline | None:
    others = found.known.get(found.kb.others_fact)
    if others is None or not others.value or found.given is None:
        return None
    told = ", ".join(map(str, others.value))
    return Headline(
        kind="several_failures",
        text=f"Further failures were told ({told}): this is of {found.given} alone. Diagnose each by itself.",
    )


def _rootless(found: Assessment) -> Headline | None:
    first = found.ranked[0] if found.ranked else None
    if first is None or first.id not in found.conclusion.rootless:
        return None
    sure = "established" if found.verdicts[first.id] == "confirmed" else "likely"
    return Headline(
        kind="effect_without_root",
        text=f'"{first.title}" is {sure}, and it is an effect: what made it so is still open.',
    )


def _healthy(found: Assessment) -> Headline | None:
    well = found.kb.healthy
    if found.given is not None or _standing(found) or well is None or well.truth(found.known) is not Truth.HOLDS:
        return None
    if found.case.failed_at is not None or found.case.error.message is not None:
        return None
    return Headline(kind="healthy", text="Nothing tells of a failure: the last backup of this VM completed.")


def _nothing(found: Assessment) -> Headline | None:
    if found.foreign is not None or not found.known.keys() <= _WORDS:
        return None
    if found.known:
        hint = " What it resembles is a hint, and no evidence." if found.resembling else ""
        return Headline(
            kind="nothing_known",
            text=f"Nothing in what was told is recognised: no error code, no known message, no known line.{hint}",
        )
    return Headline(
        kind="nothing_known",
        text="Nothing is known of this failure yet: give the error code or the message of the failed job.",
    )
