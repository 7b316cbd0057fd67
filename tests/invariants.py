"""What must hold between the answers to two related cases, written once for any way of answering.

Each function takes a way of answering (`Rank`) and raises AssertionError where the property does not hold, so that the
same text is run on the program and on defective ways of answering, which it has to reject.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from backupdx.engine.knowledge import SPEAKS, KnowledgeBase
from backupdx.engine.reasoning import Reasoning
from backupdx.engine.satisfying import satisfying_facts
from backupdx.facts.case import Case
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.knowledge import knowledge_base
from cases import FACTS, biased_cases, case_of, examples, fact_sets
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

KB = knowledge_base()
STRENGTH = {"out_of_scope": -1, "ruled_out": 0, "possible": 1, "likely": 2, "confirmed": 3}
PHASES = (Phase.explicit, Phase.generate)  # a failing case is small as it is


@dataclass(frozen=True)
class Answer:
    """Verdicts by cause; the candidates that are not ruled out, best first; for each cause the kinds that fired."""

    verdicts: dict[str, str]
    ranked: tuple[str, ...]
    fired: dict[str, frozenset[str]]
    clashes: frozenset[str] = frozenset()  # what is concluded both ways, or doubted


Rank = Callable[[Case], Answer]


def rank(case: Case, kb: KnowledgeBase = KB) -> Answer:
    """What the program says."""
    reasoning = Reasoning(kb, case)
    return Answer(
        dict(reasoning.verdicts),
        tuple(c.id for c in reasoning.ranked),
        {c: frozenset(r.id for r in rules) for c, rules in reasoning.fired.items()},
        frozenset({*reasoning.clashes, *reasoning.doubts}),
    )


SIGNS = [
    (cause.id, {f: v for f, v in facts.items() if f != KB.code_fact})
    for cause in KB.in_order
    for rule in KB.rules_of(cause)
    if rule.kind in SPEAKS and (facts := satisfying_facts(KB, rule.conditions))
]


@st.composite
def signs_of_one_cause(draw: st.DrawFn) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """A cause, what may be known already that speaks for it (as often as not nothing), and another sign of it."""
    cause, evidence = draw(st.sampled_from(SIGNS))
    return cause, draw(st.sampled_from([{}, *(facts for c, facts in SIGNS if c == cause)])), evidence


def kinds(answer: Answer, cause: str) -> set[str]:
    """The kinds of evidence that fired for a cause: confirms, suggests, rules-out."""
    return {rule.partition("/")[2].rpartition("-")[0] for rule in answer.fired.get(cause, ())}


def more_evidence_never_lowers(rank: Rank, max_examples: int = 80) -> None:
    """Evidence that is added for a cause lowers it against no cause for which nothing was added, unless it is excluded.

    A cause may fall behind its own root when the root comes to stand: that order is the point of chains.
    """

    @settings(max_examples=examples(max_examples), phases=PHASES)
    @given(fact_sets(max_size=8), signs_of_one_cause())
    def property(facts: dict[str, Any], signs: tuple[str, dict[str, Any], dict[str, Any]]) -> None:
        cause, first, evidence = signs
        facts = {**facts, **first}
        added = {f: v for f, v in evidence.items() if f not in facts}
        before, after = rank(case_of(facts)), rank(case_of({**facts, **added}))
        assume(cause in after.ranked or cause in before.ranked)
        if kinds(after, cause) & {"rules-out", "out-of-scope"} or after.clashes - before.clashes:
            return  # something is excluded, or what was concluded is now concluded both ways
        if not kinds(after, cause) > kinds(before, cause) and after.fired.get(cause) == before.fired.get(cause):
            return  # it takes a fact which is known to be otherwise, or which the case has already
        assert STRENGTH[after.verdicts[cause]] >= STRENGTH[before.verdicts[cause]], (cause, facts, added)
        if cause not in before.ranked:
            return
        roots = {c.id for c in KB.causes if cause in _below(c.id)}
        if {r for r in roots if STRENGTH[after.verdicts[r]] > STRENGTH[before.verdicts[r]]}:
            return
        below = before.ranked[before.ranked.index(cause) + 1 :]
        for other in below:
            if after.fired.get(other) == before.fired.get(other) and other in after.ranked:
                assert after.ranked.index(cause) < after.ranked.index(other), (cause, other, facts, added)

    property()


def _below(cause: str) -> set[str]:
    found: set[str] = set()
    waiting = [cause]
    while waiting:
        new = set(KB.by_id[waiting.pop()].leads_to) - found
        found |= new
        waiting += new
    return found


UNUSED = sorted(
    p for p, s in vocabulary().items()
    if p not in FACTS and s.kind in ("text", "bool", "integer", "choice") and not p.startswith("derived.") and not s.os
)  # fmt: skip


def what_no_rule_looks_at_changes_nothing(rank: Rank, max_examples: int = 40) -> None:
    """A fact that no rule, derivation or summary looks at changes neither verdicts nor order."""

    @settings(max_examples=examples(max_examples), phases=PHASES)
    @given(fact_sets(), st.sampled_from(UNUSED), st.data())
    def property(facts: dict[str, Any], path: str, data: st.DataObject) -> None:
        spec = vocabulary()[path]
        value = data.draw(
            st.booleans() if spec.kind == "bool"
            else st.integers(0, 9) if spec.kind == "integer"
            else st.sampled_from(spec.choices) if spec.kind == "choice"
            else st.sampled_from(["web-01", "x"])
        )  # fmt: skip
        case = case_of({**facts, path: value})
        assume({*case.observations()} - {*case_of(facts).observations()} <= {path})
        assert rank(case) == rank(case_of(facts)), path

    property()


LISTS = {
    f: sorted({word for value in FACTS[f] for word in value}) for f in FACTS if vocabulary()[f].kind == "list"
}  # fmt: skip


def the_order_of_facts_is_irrelevant(rank: Rank, max_examples: int = 40) -> None:
    """The same facts in another order, and the same words in their lists."""
    lists = st.fixed_dictionaries({}, optional={f: st.lists(st.sampled_from(w), unique=True) for f, w in LISTS.items()})

    @settings(max_examples=examples(max_examples), phases=PHASES)
    @given(fact_sets(), lists, st.randoms(use_true_random=False))
    def property(facts: dict[str, Any], words: dict[str, Any], rng: random.Random) -> None:
        one = list({**facts, **words}.items())
        other = [(f, rng.sample(v, len(v)) if f in words else v) for f, v in rng.sample(one, len(one))]
        assert rank(case_of(dict(other))) == rank(case_of(dict(one)))

    property()


def unknown_is_never_false(rank: Rank, max_examples: int = 60, among: Collection[str] = tuple(FACTS)) -> None:
    """What stands or falls while a fact, one of `among`, is unknown stands or falls whatever the fact may be.

    Where the fact would contradict others, what rested on those may become open; it is never turned around.
    """

    @settings(max_examples=examples(max_examples), phases=PHASES)
    @given(fact_sets(max_size=15), st.data())
    def property(facts: dict[str, Any], data: st.DataObject) -> None:
        # Facts that only one kind of guest has tell which kind it is; that is another case then.
        gone = data.draw(st.sampled_from([f for f in among if f not in (KB.code_fact, KB.platform_fact)]))
        facts = {f: v for f, v in facts.items() if f != gone}
        known = set(case_of(facts).observations())
        less = rank(case_of(facts))
        for value in FACTS[gone]:
            case = case_of({**facts, gone: value})
            if set(case.observations()) != known | {gone}:
                continue
            full = rank(case)
            for cause, verdict in less.verdicts.items():
                if verdict not in ("confirmed", "ruled_out") or full.verdicts[cause] == verdict:
                    continue
                open_now = full.clashes - less.clashes or {"confirms", "rules-out"} <= kinds(full, cause)
                assert open_now, (cause, verdict, full.verdicts[cause], gone, value)

    property()


def every_fact_unknown_leaves_everything_possible(rank: Rank) -> None:
    """Facts that a person could not tell count as unknown, as those do that nobody was asked for."""
    unanswered = dict.fromkeys(FACTS, "unknown")
    answer = rank(Case.model_validate({"unanswered": unanswered}))
    assert set(answer.verdicts.values()) == {"possible"}


def names_are_irrelevant(rank: Rank, max_examples: int = 40) -> None:
    """The same case of a VM of another name, in another group."""
    names = st.text(min_size=1, max_size=20) | st.sampled_from(["failed", "windows", "unknown", "None", "0", "running"])

    @settings(max_examples=examples(max_examples), phases=PHASES)
    @given(fact_sets(), st.tuples(names, names), st.tuples(names, names))
    def property(facts: dict[str, Any], one: tuple[str, str], other: tuple[str, str]) -> None:
        first, second = (case_of({**facts, "vm.name": n, "vm.resource_group": g}) for n, g in (one, other))
        assert rank(first) == rank(second)

    property()


def the_facts_of_the_answer_give_the_answer(
    rank: Rank, facts_of: Callable[[Case], dict[str, dict[str, Any]]], max_examples: int = 40
) -> None:
    """Diagnosing what a diagnosis says it rests on gives it again: `facts_of` names those facts, by cause."""

    @settings(max_examples=examples(max_examples), phases=PHASES)
    @given(biased_cases())
    def property(case: Case) -> None:
        case = case.model_copy(update={"failed_at": None})  # so that nothing is old
        answer = rank(case)
        for cause, facts in facts_of(case).items():
            verdict, again = answer.verdicts[cause], rank(case_of(facts))
            if KB.phase_fact in answer.clashes - again.clashes:
                continue  # what failed is told both ways, and by these facts one way: it may be out of scope now
            if verdict in ("confirmed", "likely"):
                assert STRENGTH.get(again.verdicts[cause], -1) >= STRENGTH[verdict], (cause, facts, case)

    property()


def shuffled(kb: KnowledgeBase, rng: random.Random) -> KnowledgeBase:
    """The knowledge base with causes, rules, conditions and derivations written in another order."""

    def mixed(things: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(rng.sample(things, len(things)))

    causes = mixed(
        tuple(
            replace(c, rules=mixed(tuple(replace(r, conditions=mixed(r.conditions)) for r in c.rules)))
            for c in kb.causes
        )
    )
    derivations = mixed(tuple(replace(d, conditions=mixed(d.conditions)) for d in kb.derivations))
    return replace(kb, causes=causes, derivations=derivations)
