"""What must hold for every case: honesty, irrelevance, order, and agreement with the declared conditions."""

from __future__ import annotations

import json
import random
from typing import Any

import jsonschema
from backupdx.engine.conditions import Truth
from backupdx.engine.inference import Network
from backupdx.engine.knowledge import Cause, KnowledgeBase, Rule
from backupdx.engine.reasoning import Reasoning
from backupdx.engine.result import VERDICTS, Explanation
from backupdx.engine.weighing import speaks
from backupdx.facts.case import Case, Observation, Source
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.knowledge import knowledge_base
from backupdx.report import jsonform, markdown
from backupdx.report.schemas import schemas
from backupdx.report.screen import Screen
from backupdx.report.text import TextReport
from cases import FACTS, case_of, examples, fact_sets
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

KB = knowledge_base()
KIND = {c.id: "effect" if c.effect else "root" for c in KB.causes}
WHOLE = Network(KB)
SCHEMA = jsonschema.Draft202012Validator(schemas()["diagnosis"])


def mentioned(kb: KnowledgeBase, cause: Cause) -> set[str]:
    """Every observable fact that can matter to a cause's verdict."""
    return {b for r in kb.rules_of(cause) for c in r.conditions for b in kb.basis_of(c.fact)}


def implied_by_the_code(facts: dict[str, Any]) -> dict[str, Observation]:
    """The kind of guest, where the error code comes from one kind only."""
    code = KB.code.get(facts.get(KB.code_fact, ""))
    return {KB.platform_fact: Observation(KB.platform_fact, code.platform, Source())} if code and code.platform else {}


def test_no_facts_no_confirmation() -> None:
    diagnosis = Reasoning(KB, Case()).diagnosis()
    assert {e.verdict for e in diagnosis.explanations} == {"possible"}
    assert [e.cause for e in diagnosis.explanations] == [c.id for c in KB.in_order]
    assert not diagnosis.ruled_out


@settings(max_examples=examples(200))
@given(fact_sets())
def test_a_verdict_is_what_the_declared_conditions_say(facts: dict[str, Any]) -> None:
    """An evaluation without experta, straight from the conditions: it must agree on every cause.

    What contradictions make doubtful is weighed elsewhere (test_truth.py).
    """
    reasoning = Reasoning(KB, case_of(facts))
    assume(not reasoning.doubts)
    known = {**implied_by_the_code(facts), **reasoning.case.observations()}
    if reasoning.code is None:  # one that is not known tells nothing
        known.pop(KB.code_fact, None)
    derived: dict[str, set[Any]] = {}
    for d in KB.derivations:
        if all(c.truth(known) is Truth.HOLDS for c in d.conditions):
            derived.setdefault(d.fact, set()).add(d.value)
    known |= {f: Observation(f, min(v), Source()) for f, v in derived.items() if len(v) == 1}
    assert all(reasoning.known[f].value == known[f].value for f in known)
    assert known.keys() == reasoning.known.keys()
    unknown_code = reasoning.code is None and KB.code_fact in reasoning.case.observations()
    for cause in KB.causes:
        named = reasoning.code is not None and cause.id in reasoning.code.names
        states = [(r, {c.truth(known) for c in r.conditions}) for r in KB.rules_of(cause)]
        fired = {r.kind for r, truths in states if truths == {Truth.HOLDS} and not (named and _may_have_changed(r))}
        if "confirms" in fired and not speaks(reasoning.code):
            fired = {*fired - {"confirms"}, "suggests"}
        signs = [truths for r, truths in states if r.kind in ("confirms", "suggests", "hints")]
        dead = bool(signs) and all(Truth.FAILS in t for t in signs) and not named and not unknown_code
        expected = (
            "out_of_scope" if "out_of_scope" in fired
            else "possible" if {"confirms", "rules_out"} <= fired
            else "confirmed" if "confirms" in fired
            else "ruled_out" if "rules_out" in fired or dead
            else "likely" if "suggests" in fired
            else "possible"
        )  # fmt: skip
        assert reasoning.verdicts[cause.id] == expected, cause.id


def _may_have_changed(rule: Rule) -> bool:
    """Whether a rule excludes by what may have been otherwise at the failure."""
    return rule.kind == "rules_out" and not KB.is_fixed(rule)


@given(fact_sets())
def test_the_network_of_the_rules_that_can_fire_concludes_what_the_whole_one_does(facts: dict[str, Any]) -> None:
    observed = case_of(facts).observations()
    assert Network(KB, observed).infer(observed) == WHOLE.infer(observed)


@given(fact_sets(), st.sampled_from(sorted(FACTS)), st.data())
def test_a_fact_that_no_rule_of_a_cause_mentions_never_changes_its_verdict(
    facts: dict[str, Any], added: str, data: st.DataObject
) -> None:
    value = data.draw(st.sampled_from(FACTS[added]))
    before = Reasoning(KB, case_of(facts)).verdicts
    changed = case_of({**facts, added: value})
    after = Reasoning(KB, changed).verdicts
    implied = {"vm.os_type"} if vocabulary()[added].os else set()  # an OS-bound fact tells the OS
    implied |= {p for p in changed.observations() if p not in facts and p != added}
    implied |= {*implied_by_the_code(facts), *implied_by_the_code({**facts, added: value})}
    for cause in KB.causes:
        if not mentioned(KB, cause) & {added, *implied}:
            assert after[cause.id] == before[cause.id], cause.id


@given(fact_sets(), st.randoms(use_true_random=False))
def test_the_order_of_facts_is_irrelevant(facts: dict[str, Any], rng: random.Random) -> None:
    shuffled = list(facts.items())
    rng.shuffle(shuffled)
    one, other = (jsonform.render(Reasoning(KB, case_of(dict(f))).diagnosis()) for f in (facts, shuffled))
    assert one == other


@given(fact_sets(), st.data())
def test_forgetting_a_fact_never_confirms_a_cause_that_does_not_stand_without_it(
    facts: dict[str, Any], data: st.DataObject
) -> None:
    """Unknown is never false: what an unknown fact leaves confirmed was confirmed without it."""
    if not facts:
        return
    # Facts that only one kind of guest has tell the OS: forgetting it then leaves it known, see the contradictions.
    others = sorted(f for f in facts if f != KB.platform_fact)
    if not others:
        return
    gone = data.draw(st.sampled_from(others))
    less = Reasoning(KB, case_of({f: v for f, v in facts.items() if f != gone}))
    for value in FACTS[gone]:
        full = Reasoning(KB, case_of({**facts, gone: value}))
        for cause, verdict in less.verdicts.items():
            if verdict == "confirmed":
                assert full.verdicts[cause] in ("confirmed", "possible"), (cause, gone, value)


@given(fact_sets())
def test_ranking_is_by_verdict_then_candidate_order_with_roots_first(facts: dict[str, Any]) -> None:
    reasoning = Reasoning(KB, case_of(facts))
    diagnosis = reasoning.diagnosis()
    order = [VERDICTS.index(e.verdict) for e in diagnosis.explanations]
    unmoved = [e for e in diagnosis.explanations if not any(KIND[c] == "effect" for c in e.leads_to)]
    assert [VERDICTS.index(e.verdict) for e in unmoved] == sorted(VERDICTS.index(e.verdict) for e in unmoved)
    assert [e.rank for e in diagnosis.explanations] == list(range(1, len(order) + 1))
    place = {e.cause: e.rank for e in diagnosis.explanations}
    verdict = {e.cause: e.verdict for e in diagnosis.explanations}
    candidates = [c.id for c in reasoning.candidates]
    for e in diagnosis.explanations:
        for root in e.follows_from:
            assert verdict[root] in ("confirmed", "likely")
            if e.kind == "effect" or verdict[root] == e.verdict:
                assert place[root] < place[e.cause]
    # Possible ones: what was so then, what can be behind an effect without a root, what is hinted at; then as listed.
    standing = {e.cause: e.kind for e in diagnosis.explanations if e.verdict in ("confirmed", "likely")}
    rooted = {below for cause, kind in standing.items() if kind == "root" for below in KB.below(cause)}
    rootless = {cause for cause, kind in standing.items() if kind == "effect"} - rooted

    def group(e: Explanation) -> tuple[bool, bool, bool]:
        kinds = {r.kind for r in reasoning.fired.get(e.cause, ())}
        hinted = "hints" in kinds and "confirms" not in kinds
        behind = e.kind == "root" and not rootless.isdisjoint(KB.below(e.cause))
        return (False, False, False) if e.was_so else (True, not behind, not hinted)

    free = [e for e in diagnosis.explanations if not e.follows_from and e.verdict == "possible"]
    if not reasoning.doubts:
        assert free == sorted(free, key=lambda e: (group(e), candidates.index(e.cause)))


@settings(max_examples=examples(30))
@given(fact_sets())
@example({"error.code": "AzureVmOffline", "vm.power_state": "running"})
def test_every_report_of_every_case_renders_and_fits_its_schema(facts: dict[str, Any]) -> None:
    diagnosis = Reasoning(KB, case_of(facts)).diagnosis()
    SCHEMA.validate(json.loads(jsonform.render(diagnosis)))
    assert TextReport().diagnosis(diagnosis) and TextReport(full=True).diagnosis(diagnosis)
    screen = Screen()
    assert screen.rows(screen.diagnosis(diagnosis).splitlines()) <= screen.most
    assert markdown.render(diagnosis)


def test_facts_of_the_other_kind_of_guest_are_said_to_contradict() -> None:
    reasoning = Reasoning(KB, case_of({"vm.os_type": "windows", "agent.extensions_enabled": False}))
    assert reasoning.verdicts["linux-agent-config"] == "ruled_out"
    (said,) = reasoning.contradictions()
    assert "agent.extensions_enabled" in said and "vm.os_type is windows" in said


@given(fact_sets())
def test_what_is_missing_can_be_asked_and_what_is_known_is_not_missing(facts: dict[str, Any]) -> None:
    reasoning = Reasoning(KB, case_of(facts))
    for e in reasoning.diagnosis().explanations:
        for missing in e.missing:
            assert missing.fact not in reasoning.known
            assert vocabulary()[missing.fact].askable, missing.fact
            assert missing.how, missing.fact
        assert e.verdict != "confirmed" or not e.missing


@given(fact_sets())
def test_a_case_survives_the_round_trip_through_its_file_form(facts: dict[str, Any]) -> None:
    case = case_of(facts)
    again = Case.model_validate_json(case.model_dump_json(exclude_none=True, exclude_defaults=True))
    assert Reasoning(KB, again).diagnosis() == Reasoning(KB, case).diagnosis()


@given(fact_sets(), st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_names_of_vms_and_groups_change_no_verdict(facts: dict[str, Any], name: str, group: str) -> None:
    named = case_of(facts).model_copy(update={})
    named = Case.model_validate({**named.model_dump(exclude_none=True), "vm": {
        **named.vm.model_dump(exclude_none=True), "name": name, "resource_group": group}})  # fmt: skip
    assert Reasoning(KB, named).verdicts == Reasoning(KB, case_of(facts)).verdicts


@given(fact_sets(min_size=1), st.data())
def test_what_if_is_the_diagnosis_of_the_changed_case(facts: dict[str, Any], data: st.DataObject) -> None:
    fact = data.draw(st.sampled_from(sorted(FACTS)))
    value = data.draw(st.sampled_from(FACTS[fact]))
    supposed = Reasoning(KB, case_of(facts)).what_if({fact: value})
    assert supposed.verdicts == Reasoning(KB, case_of({**facts, fact: value})).verdicts
