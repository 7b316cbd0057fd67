"""How much evidence counts: which verdict the rules that fired lead to.

A rule that rests on a doubted fact (of another time, perhaps of another VM, contradicted) is a step weaker, and
excludes nothing. What confirms a cause does so together with the error code: where no known code is there, or one that
only points to another text, it suggests. What the code itself says was so at the failure is not excluded by what was
seen otherwise later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .data import Verdict
from .knowledge import EVERY_CAUSE, ErrorCode, EvidenceKind, KnowledgeBase, Rule

_WEAKER: dict[str, EvidenceKind] = {"confirms": "suggests", "suggests": "hints"}


def speaks(code: ErrorCode | None) -> bool:
    """Whether a code says what failed: it is known, and does not only point to another text."""
    return code is not None and EVERY_CAUSE not in code.leaves_open


@dataclass(frozen=True, slots=True)
class Weighed:
    """The verdict on a cause, and what it rests on.

    `hinted`: something common speaks for it, and nothing stronger. `specific`: a sign of its own speaks for it.
    `was_so`: the code says that it was so, and it is seen to be well now. `also_wrong`: it is established, and not the
    reason of this failure.
    """

    verdict: Verdict
    hinted: bool = False
    specific: bool = False
    was_so: bool = False
    also_wrong: bool = False


class _Nature(NamedTuple):
    """What a rule is in any case: whether all that it looks at lasts, and whether it is a sign of its own."""

    fixed: bool
    specific: bool


@lru_cache(maxsize=8)
def _natures(kb: KnowledgeBase) -> dict[str, tuple[Rule, _Nature]]:
    """The natures of the rules of a knowledge base that were asked for, by their ids."""
    return {}


def _nature(kb: KnowledgeBase, rule: Rule) -> _Nature:
    natures = _natures(kb)
    known, nature = natures.get(rule.id, (None, None))
    if nature is None or known is not rule:  # a rule of another knowledge base may have its id
        nature = _Nature(kb.is_fixed(rule), kb.is_specific(rule))
        natures[rule.id] = (rule, nature)
    return nature


POSSIBLE, RULED_OUT = Weighed("possible"), Weighed("ruled_out")  # where nothing fired


def weight(rule: Rule, doubted: Collection[str], code_known: bool = True) -> EvidenceKind | None:
    """What a rule that fired counts as, given the doubted facts (derived ones included); None where it says nothing."""
    kind: EvidenceKind | None = rule.kind
    if doubted and any(c.fact in doubted for c in rule.conditions):
        kind = _WEAKER.get(rule.kind)
    return _WEAKER["confirms"] if kind == "confirms" and not code_known else kind


def weighed(
    kb: KnowledgeBase, fired: Iterable[Rule], doubted: Collection[str], absent: bool, code_known: bool, named: bool
) -> Weighed:
    """The verdict that a cause's fired rules lead to.

    `absent` is whether each of its signs was checked and is absent, `named` whether the error code names the cause.
    """
    counted = [(rule, kind) for rule in fired if (kind := weight(rule, doubted, code_known)) is not None]
    was_so = named and (absent or any(k == "rules_out" and not _nature(kb, r).fixed for r, k in counted))
    if named:
        counted = [(r, k) for r, k in counted if k != "rules_out" or _nature(kb, r).fixed]
    kinds = {kind for _, kind in counted}
    if "out_of_scope" in kinds:
        firm = any(weight(rule, doubted) == "confirms" for rule, _ in counted)
        return Weighed("out_of_scope", also_wrong=firm and "rules_out" not in kinds)
    specific = any(k in ("confirms", "suggests") and _nature(kb, r).specific for r, k in counted)
    if {"confirms", "rules_out"} <= kinds:
        return Weighed(
            "possible", "hints" in kinds, specific
        )  # evidence against itself establishes nothing; said in the notes
    if "confirms" in kinds:
        return Weighed("confirmed", specific=specific, was_so=was_so)
    if "rules_out" in kinds or (absent and not named):
        return Weighed("ruled_out")
    if "suggests" in kinds:
        return Weighed("likely", specific=specific, was_so=was_so)
    return Weighed("possible", hinted="hints" in kinds, was_so=was_so)
