"""Properties of every case, and for each of them a defect that it finds."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from backupdx.engine.checks.model import run_checks
from backupdx.engine.checks.rules import RULE_CHECKS
from backupdx.engine.export import rule_base
from backupdx.engine.reasoning import Reasoning
from backupdx.engine.result import Diagnosis, Why
from backupdx.facts.case import Case
from backupdx.facts.saving import cases_text, save_cases
from backupdx.facts.vocabulary import vocabulary
from backupdx.readers.loading import load_paths
from backupdx.report import jsonform
from backupdx.report.schemas import schemas
from cases import biased_cases, case_of, examples, fact_sets
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from invariants import (
    KB,
    Answer,
    every_fact_unknown_leaves_everything_possible,
    more_evidence_never_lowers,
    names_are_irrelevant,
    rank,
    shuffled,
    the_facts_of_the_answer_give_the_answer,
    the_order_of_facts_is_irrelevant,
    unknown_is_never_false,
    what_no_rule_looks_at_changes_nothing,
)

# -- defective ways of answering ----------------------------------------------------------------------------------


def afraid_of_much_evidence(case: Case) -> Answer:
    """Two signs for a cause count less than one."""
    answer = rank(case)
    shy = {c: "possible" for c, rules in answer.fired.items() if len(rules) > 1 and answer.verdicts[c] != "ruled_out"}
    return replace(answer, verdicts={**answer.verdicts, **shy})


def by_verdict_alone_and_then_backwards(case: Case) -> Answer:
    """What has much evidence is put behind what has none."""
    answer = rank(case)
    return replace(answer, ranked=tuple(sorted(answer.ranked, key=lambda c: len(answer.fired.get(c, ())))))


def looks_at_the_location(case: Case) -> Answer:
    """Whatever is known more makes a cause likely."""
    answer = rank(case)
    more = len(case.observations()) % 2
    return replace(answer, ranked=answer.ranked[more:])


def by_order_of_input(case: Case) -> Answer:
    """The first extension that failed decides what comes first."""
    answer = rank(case)
    return replace(answer, ranked=(*(case.extensions.failed or ())[:1], *answer.ranked))


THERE = ("agent.installed", "backup.soft_deleted", "disks.failed", "disks.shared", "disks.unmanaged", "vault.deleted",
         "locks.readonly_on_vm", "linux.fips_enabled", "windows.wcf_profiling")  # fmt: skip


def unknown_as_false(case: Case) -> Answer:
    """What is not known to be there is not there."""
    known = case.observations()
    facts = {f: False for f in THERE if f not in known}
    return rank(case.with_facts(facts))


def unanswered_as_no(case: Case) -> Answer:
    """Who cannot tell means no."""
    return rank(case.with_facts({f: False for f in case.unanswered if f == "vm.exists"}))


def judges_by_name(case: Case) -> Answer:
    """A VM called failed has failed."""
    answer = rank(case)
    odd = len(case.vm.name or "") % 2
    return replace(answer, verdicts={**answer.verdicts, "vm-failed-state": f"likely{odd}"})


@pytest.mark.parametrize(
    "holds",
    [
        more_evidence_never_lowers,
        what_no_rule_looks_at_changes_nothing,
        the_order_of_facts_is_irrelevant,
        unknown_is_never_false,
        every_fact_unknown_leaves_everything_possible,
        names_are_irrelevant,
    ],
    ids=lambda h: h.__name__,
)
def test_it_holds(holds: Callable[[Any], None]) -> None:
    holds(rank)


@pytest.mark.parametrize(
    ("holds", "defective"),
    [
        (more_evidence_never_lowers, afraid_of_much_evidence),
        (more_evidence_never_lowers, by_verdict_alone_and_then_backwards),
        (what_no_rule_looks_at_changes_nothing, looks_at_the_location),
        (the_order_of_facts_is_irrelevant, by_order_of_input),
        (partial(unknown_is_never_false, among=THERE), unknown_as_false),
        (every_fact_unknown_leaves_everything_possible, unanswered_as_no),
        (names_are_irrelevant, judges_by_name),
    ],
    ids=lambda f: getattr(f, "func", f).__name__,
)
def test_a_defect_is_found(holds: Callable[[Any, int], None], defective: Callable[[Case], Answer]) -> None:
    more = () if holds is every_fact_unknown_leaves_everything_possible else (2400,)  # few do not find each of them
    with pytest.raises(AssertionError):
        holds(defective, *more)


# -- diagnosing a diagnosis ---------------------------------------------------------------------------------------


def because(case: Case) -> dict[str, dict[str, Any]]:
    """The facts that each explanation says it rests on, with their values, and the code that the diagnosis is about.

    Nothing is confirmed without a code that it fits.
    """
    reasoning = Reasoning(KB, case)
    known = reasoning.known
    code = {KB.code_fact: known[KB.code_fact].value} if reasoning.code else {}
    return {
        e.cause: {**code, **{s.fact: known[s.fact].value for s in e.because}}
        for e in reasoning.diagnosis().explanations
    }


def test_what_a_diagnosis_rests_on_is_enough_for_it() -> None:
    the_facts_of_the_answer_give_the_answer(rank, because)


def test_a_reason_that_is_left_out_is_found() -> None:
    def forgetful(case: Case) -> dict[str, dict[str, Any]]:
        return {c: {f: v for f, v in facts.items() if f != KB.code_fact} for c, facts in because(case).items()}

    with pytest.raises(AssertionError):
        the_facts_of_the_answer_give_the_answer(rank, forgetful, 400)


@settings(max_examples=examples(40))
@given(biased_cases())
def test_diagnosing_the_facts_of_a_diagnosis_gives_it_again(case: Case) -> None:
    case = case.model_copy(update={"failed_at": None})
    guests = {vocabulary()[path].os for path, _ in case.stated()} - {None}
    assume(case.vm.os_type or len(guests) < 2)  # of two kinds, one may be told by a fact that no rule looks at
    assume(not case.known().doubts)  # a summary of a doubted fact is sure where it is told by itself
    first = Reasoning(KB, case).diagnosis(proof=True)
    assert first.proof is not None
    code = {KB.code_fact: first.case.error_code} if first.case.error_code else {}  # also one that nobody knows
    again = Reasoning(KB, case_of({**first.proof.observed, **code})).diagnosis(proof=True)
    said = [[(e.cause, e.verdict, e.rank, e.follows_from) for e in d.explanations] for d in (first, again)]
    assert said[0] == said[1]
    assert [r.cause for r in first.ruled_out] == [r.cause for r in again.ruled_out]
    assert first.proof == again.proof


def test_one_reasoning_gives_the_same_diagnosis_again_and_again() -> None:
    reasoning = Reasoning(
        KB, case_of({"error.code": "UserErrorVmProvisioningStateFailed", "vm.power_state": "running"})
    )
    assert jsonform.render(reasoning.diagnosis()) == jsonform.render(reasoning.diagnosis())


# -- names, in every word that is written -------------------------------------------------------------------------


def renamed_text(text: str, names: dict[str, str]) -> str:
    for old, new in names.items():
        text = text.replace(old, new)
    return text


NAMES = {"vm.name": "vmaaaaaa", "vm.resource_group": "groupaaa", "backup.vault": "vaultaaa"}
OTHER = {"vm.name": "vmbbbbbb", "vm.resource_group": "groupbbb", "backup.vault": "vaultbbb"}


@settings(max_examples=examples(20))
@given(fact_sets())
def test_another_name_changes_the_name_and_not_one_other_byte(facts: dict[str, Any]) -> None:
    one, other = (jsonform.render(Reasoning(KB, case_of({**facts, **n})).diagnosis()) for n in (NAMES, OTHER))
    assert "vmaaaaaa" in one
    assert renamed_text(one, {NAMES[f]: OTHER[f] for f in NAMES}) == other


# -- the order in which the rule base is written ------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_causes_rules_and_conditions_is_irrelevant(seed: int) -> None:
    other = shuffled(KB, random.Random(seed))

    @settings(max_examples=examples(15))
    @given(biased_cases())
    def property(case: Case) -> None:
        one, two = rank(case), rank(case, other)
        assert (one.verdicts, one.ranked, one.clashes) == (two.verdicts, two.ranked, two.clashes)

    property()


def test_an_order_of_rules_that_matters_is_found() -> None:
    """A rule base that takes the place of a cause from where it is written is found out."""
    other = replace(KB, families=tuple(reversed(KB.families)))
    assert rank(Case()).ranked != rank(Case(), other).ranked


# -- there and back, and schemas ----------------------------------------------------------------------------------

VALIDATORS = {name: jsonschema.Draft202012Validator(schema) for name, schema in schemas().items()}


@settings(max_examples=examples(25))
@given(biased_cases(), st.sampled_from([c.id for c in KB.causes]))
def test_what_is_written_can_be_read_again_and_fits_its_schema(case: Case, cause: str) -> None:
    reasoning = Reasoning(KB, case)
    compact = jsonform.render(reasoning.diagnosis(), compact=True)
    for model, text in (
        (Diagnosis, jsonform.render(reasoning.diagnosis(proof=True))),
        (Diagnosis, compact),
        (Why, jsonform.render(reasoning.why(cause))),
    ):
        again = model.model_validate_json(text)
        assert jsonform.render(again, compact="\n" not in text.strip()) == text
        if text != compact:  # which is the same data as the diagnosis before it
            VALIDATORS[model.__name__.lower()].validate(json.loads(text))


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".ndjson"])
def test_a_case_that_is_saved_is_the_case_that_is_read(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"case{suffix}"

    @settings(max_examples=examples(15))
    @given(st.lists(biased_cases(), min_size=1, max_size=2))
    def property(cases: list[Case]) -> None:
        save_cases(cases, path)
        again = load_paths([str(path)]).cases
        assert [{o.fact: o.value for o in c.observations().values()} for c in again] == [
            {o.fact: o.value for o in c.observations().values()} for c in cases
        ]
        assert [rank(c) for c in again] == [rank(c) for c in cases]
        if suffix == ".json":
            data = json.loads(path.read_text())
            for each in data["cases"] if len(cases) > 1 else [data]:
                VALIDATORS["case"].validate(each)
        save_cases(again, path)  # now with where each fact was read: from then on it stays as it is
        assert cases_text(load_paths([str(path)]).cases, suffix) == path.read_text()

    property()


def test_the_rule_base_and_its_checks_fit_their_schemas() -> None:
    VALIDATORS["rules"].validate(json.loads(jsonform.render(rule_base(KB))))
    VALIDATORS["check"].validate(json.loads(jsonform.render(run_checks(KB, RULE_CHECKS, date(2026, 12, 1)))))


def test_a_result_that_does_not_fit_is_rejected() -> None:
    data = json.loads(jsonform.render(Reasoning(KB, Case()).diagnosis()))
    assert VALIDATORS["diagnosis"].is_valid(data)
    for wrong in ({**data, "more": 1}, {**data, "schema_version": 2}, {**data, "explanations": [{"rank": 1}]}):
        assert not VALIDATORS["diagnosis"].is_valid(wrong)
    assert not VALIDATORS["why"].is_valid(data)
