"""The interview: it never asks what is known, takes no for an answer, goes back, and ends where `diagnose` ends."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from backupdx import Interview, diagnose, load
from backupdx.engine.interview import IN_A_ROW
from backupdx.engine.interview import Interview as interview_of
from backupdx.engine.knowledge import rules_out, suggests
from backupdx.facts.case import Case, Source
from backupdx.facts.errors import InputError, UnknownFact, UsageError
from backupdx.facts.saving import save_case
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.facts import vm
from cases import FACTS, examples
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from small_kb import NETWORK, SILENT, cause, small_kb


class AnyOrder(RuleBasedStateMachine):
    """Answer, unknown, back, save and resume, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.interview = Interview()
        self.folder = tempfile.TemporaryDirectory()

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(data=st.data())
    def answer_the_question(self, data: st.DataObject) -> None:
        question = self.interview.next_question()
        if question is not None:
            value = data.draw(st.sampled_from(FACTS[question.fact]))
            self.interview.answer(question.fact, value)

    @rule(data=st.data(), fact=st.sampled_from(sorted(FACTS)))
    def answer_something_else(self, data: st.DataObject, fact: str) -> None:
        self.interview.answer(fact, data.draw(st.sampled_from(FACTS[fact])))

    @rule(applies=st.booleans())
    def do_not_know(self, applies: bool) -> None:
        question = self.interview.next_question()
        if question is not None:
            (self.interview.unknown if applies else self.interview.not_applicable)(question.fact)
            again = self.interview.next_question()
            assert again is None or again.fact != question.fact

    @rule()
    def back(self) -> None:
        fact = self.interview.back()
        if fact is not None:
            assert fact not in self.interview.case.unanswered
            assert self.interview.case.source_of(fact).kind != "answer"

    @precondition(lambda self: list(self.interview.case.stated()) or self.interview.case.unanswered)
    @rule(suffix=st.sampled_from([".yaml", ".json"]))
    def save_and_resume(self, suffix: str) -> None:
        path = Path(self.folder.name) / f"session{suffix}"
        save_case(self.interview.case, path)
        before, asked = self.interview.diagnosis, self.interview.next_question()
        self.interview = Interview(load(path))
        after = self.interview.diagnosis
        assert after.model_dump(exclude={"notes"}) == before.model_dump(exclude={"notes"})
        again = self.interview.next_question()
        assert again is not None or asked is None  # a new sitting may go on where the last one had enough

    @invariant()
    def the_diagnosis_is_that_of_the_same_facts(self) -> None:
        facts = Case.model_validate(self.interview.case.model_dump(exclude={"provenance", "unanswered"}))
        expected = diagnose(facts)
        assert [(e.cause, e.verdict) for e in self.interview.diagnosis.explanations] == [
            (e.cause, e.verdict) for e in expected.explanations
        ]

    @invariant()
    def nothing_known_or_given_up_is_asked(self) -> None:
        question = self.interview.next_question()
        if question is not None:
            assert question.fact not in self.interview.reasoning.known
            assert question.fact not in self.interview.case.unanswered
            assert question.text and question.how


AnyOrder.TestCase.settings = settings(max_examples=examples(10), stateful_step_count=15, deadline=None)
TestAnyOrder = AnyOrder.TestCase


def test_it_goes_on_until_nothing_is_left_where_that_is_wanted() -> None:
    interview = Interview(load(error_code="UserErrorUnsupportedDiskSize"))
    interview.go_on()
    while question := interview.next_question():
        interview.unknown(question.fact)
    assert interview.next_question() is None
    assert interview.remaining == ()
    assert interview.ending == "nothing"
    assert not interview.settled


def test_the_error_code_comes_first_when_nothing_is_known() -> None:
    question = Interview().next_question()
    assert question is not None
    assert question.fact == "error.code"
    assert "UserErrorUnsupportedDiskSize" in question.choices


def test_an_impossible_answer_changes_nothing() -> None:
    interview = Interview()
    before = interview.case
    with pytest.raises(InputError):
        interview.answer("vm.power_state", "flying")
    with pytest.raises(UnknownFact):
        interview.answer("vm.power", "running")
    with pytest.raises(UsageError):
        interview.question("vm.name")
    assert interview.case is before


def test_units_are_understood() -> None:
    interview = Interview(load(error_code="UserErrorUnsupportedDiskSize"))
    interview.answer("disks.largest_gb", "70 TB")
    assert interview.settled
    assert interview.diagnosis.verdict("disk-too-big") == "confirmed"


def test_back_goes_over_a_saved_session(tmp_path: Path) -> None:
    interview = Interview()
    interview.answer("error.code", "UserErrorUnsupportedDiskSize")
    interview.answer("disks.largest_gb", "40 TB")
    save_case(interview.case, tmp_path / "s.yaml")
    resumed = Interview(load(tmp_path / "s.yaml"))
    assert resumed.back() == "disks.largest_gb"
    assert resumed.back() == "error.code"
    assert resumed.back() is None
    assert not dict(resumed.case.stated())


def test_a_place_is_finished_before_the_next() -> None:
    """Of two facts of about equal worth, the one at the place at hand comes first."""
    interview = Interview(load(error_code="GuestAgentSnapshotTaskStatusError", vm__os_type="linux"))
    in_guest = []
    while question := interview.next_question():
        in_guest.append(question.how[0].tool in ("bash", "powershell"))
        interview.unknown(question.fact)
    changes = sum(a != b for a, b in pairwise(in_guest))
    assert changes <= len(in_guest) // 2, in_guest


def test_what_one_look_tells_is_one_question() -> None:
    interview = Interview(load(error_code="GuestAgentSnapshotTaskStatusError"))
    question = interview.next_question()
    assert question is not None and question.kind == "states"
    interview.tell(question, {"vm.os_type": "linux", "agent.status": "ready"})
    assert interview.sitting == 1
    assert interview.case.unanswered.keys() == set(question.covers) - {"vm.os_type", "agent.status"}
    assert interview.back() in question.covers
    assert not interview.case.unanswered
    assert interview.next_question() == question


def test_a_log_that_nobody_has_is_asked_for_once() -> None:
    interview = Interview(load(error_code="GuestAgentSnapshotTaskStatusError", vm__os_type="linux"))
    logs = set()
    while question := interview.next_question():
        if question.kind == "lines":
            assert question.covers not in logs
            logs.add(question.covers)
        interview.unknown(question.fact)
    assert logs


def test_it_has_enough_after_some_that_nobody_can_answer_and_goes_on_where_that_is_wanted() -> None:
    interview = Interview()
    while question := interview.next_question():
        interview.unknown(question.fact)
    assert interview.ending in ("unknown", "seldom")
    assert 0 < interview.sitting <= IN_A_ROW
    interview.go_on()
    assert interview.ending is None and interview.next_question() is not None


def test_it_ends_where_the_first_is_likely_and_nothing_easy_can_overturn_it() -> None:
    interview = Interview(load(error_code="ExtensionSnapshotFailedCOM", vm__os_type="windows"))
    while question := interview.next_question():
        if question.fact == "windows.com_plus_starts" or "windows.com_plus_starts" in question.covers:
            interview.tell(question, {"windows.com_plus_starts": False})
        else:
            interview.unknown(question.fact)
    assert interview.ending in ("likely", "confirmed")
    assert interview.reasoning.ranked[0].id == "com-plus-stopped"


def test_facts_that_are_told_without_being_asked_count_as_no_question() -> None:
    interview = Interview()
    interview.add({"vm.os_type": "windows", "agent.status": "ready"})
    assert interview.sitting == 0
    assert interview.case.source_of("agent.status").kind == "answer"


def test_derived_facts_count_as_known() -> None:
    interview = Interview(load(error_code="GuestAgentSnapshotTaskStatusError", agent__extensions_enabled=True))
    assert "vm.os_type" not in {q.fact for q in interview.remaining}  # only a Linux guest has that fact


def test_every_askable_fact_that_a_rule_uses_has_a_question_and_a_way_to_observe_it() -> None:
    for fact in FACTS:
        spec = vocabulary()[fact]
        assert spec.question and spec.how, fact


def test_an_answer_that_says_nothing_can_be_taken_back() -> None:
    interview = Interview(load(error_code="UserErrorUnsupportedDiskSize"))
    interview.answer("disks.largest_gb", "40 TB")
    interview.answer("vm.power_state", "")
    assert [interview.back() for _ in range(3)] == ["vm.power_state", "disks.largest_gb", None]


def test_back_takes_what_came_along_with_an_answer_too() -> None:
    """A pasted message may tell facts that are no question."""
    told = Source(kind="answer")
    case = Case().with_facts({"error.code": "UserErrorUnsupportedDiskSize"}, told).with_facts({"vm.name": "web"}, told)
    interview = Interview(case)
    assert interview.back() == "error.code"
    assert not dict(interview.case.stated())


def test_a_question_whose_every_answer_fits_is_asked_all_the_same() -> None:
    """It takes any answer for the rule to hold."""
    whatever = suggests(vm.power_state.one_of(*vocabulary()["vm.power_state"].choices))
    kb = small_kb(causes=(cause("agent-down", whatever, rules_out(SILENT)), NETWORK))
    for answer in ("running", "stopped"):
        interview = interview_of(kb, Case())
        assert "vm.power_state" in {q.fact for q in interview.remaining}
        assert interview.next_question() is not None
        interview.answer("vm.power_state", answer)
        assert interview.diagnosis.verdict("agent-down") == "likely"
