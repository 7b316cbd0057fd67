"""About this VM, at that time, the root and not its effect: properties of DESIGN 3, in all opinions.

Each property is also run on a defect put in, which it has to find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from backupdx.engine.assessment import rule_input
from backupdx.engine.knowledge import KnowledgeBase, Rule
from backupdx.engine.reasoning import Reasoning
from backupdx.engine.satisfying import satisfying_facts
from backupdx.engine.weighing import weight
from backupdx.facts.case import Case, Source
from backupdx.facts.timing import window_of
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.knowledge import knowledge_base
from cases import EFFORT, FAILED_AT, case_of, examples, random_case
from opinions import disagreements

KB = knowledge_base()
Property = Callable[[], None]


def cases(number: int, seed: int) -> Iterator[Case]:
    rng = Random(seed)
    yield from (random_case(rng) for _ in range(examples(number)))


def firm_rules(reasoning: Reasoning, cause: str) -> list[Rule]:
    """The confirming rules that fired for a cause, and rest on no doubted fact."""
    doubted = reasoning.conclusion.doubted
    fired = (r for r in reasoning.fired.get(cause, ()) if r.kind == "confirms")
    return [r for r in fired if not any(c.fact in doubted for c in r.conditions)]


# -- time -----------------------------------------------------------------------------------------------------------


@cache
def confirmed_ones() -> list[tuple[str, dict[str, Any]]]:
    """For each confirming rule, facts that confirm the cause."""
    found = []
    for cause in KB.causes:
        for rule in KB.rules_of(cause):
            facts = satisfying_facts(KB, rule.conditions) if rule.kind == "confirms" else None
            if facts is None:
                continue
            for code in (facts.get(KB.code_fact), *(c.code for c in KB.codes if KB.in_scope(cause, c))):
                whole = {**facts, KB.code_fact: code}
                if code and Reasoning(KB, case_of(whole)).verdicts[cause.id] == "confirmed":
                    found.append((cause.id, whole))
                    break
    return found


def seen_at(facts: dict[str, Any], away: timedelta) -> Case:
    """The case in which every fact was seen so long after the failure."""
    source = Source(kind="file", file="f", observed_at=FAILED_AT + away)
    return case_of(facts).model_copy(
        update={"failed_at": FAILED_AT, "provenance": dict.fromkeys(case_of(facts).known().values, source)}
    )


def evidence_of_another_time_never_confirms() -> None:
    for cause, facts in confirmed_ones():
        changeable = [f for f in facts if window_of(f) is not None]  # the job's own words tell of its failure
        for away in (timedelta(days=-40), timedelta(days=40)):
            found = Reasoning(KB, seen_at(facts, away)).verdicts[cause]
            assert found != "confirmed" or not changeable, (cause, away, facts)


def a_confirmed_cause_rests_on_nothing_doubted() -> None:
    for case in cases(1500, 11):
        reasoning = Reasoning(KB, case)
        for cause, verdict in reasoning.verdicts.items():
            assert verdict != "confirmed" or firm_rules(reasoning, cause), (cause, case)


def what_is_doubted_excludes_nothing() -> None:
    for cause in KB.causes:
        for rule in KB.rules_of(cause):
            facts = satisfying_facts(KB, rule.conditions) if rule.kind == "rules_out" else None
            if facts is None or KB.is_fixed(rule) or any(vocabulary()[f].lasts == "fixed" for f in facts):
                continue
            for away in (timedelta(days=-40), timedelta(days=40)):
                assert Reasoning(KB, seen_at(facts, away)).verdicts[cause.id] != "ruled_out", (cause.id, facts)


# -- identity -------------------------------------------------------------------------------------------------------

OWN = {"vm": {"name": "v1", "resource_group": "rg", "subscription_id": "one", "location": "westeurope"}}
_OTHER = "/subscriptions/two/resourceGroups/{0}/providers/Microsoft.{1}"
FOREIGN: dict[str, list[dict[str, Any]]] = {
    "locks.found": [
        {"name": "keep", "level": "CanNotDelete", "scope": "subscription", "target": "/subscriptions/two",
         "id": "/subscriptions/two/providers/Microsoft.Authorization/locks/keep"},
        {"name": "hold", "level": "CanNotDelete", "scope": "resource_group",
         "resource_group": "AzureBackupRG_westeurope_1",
         "id": _OTHER.format("AzureBackupRG_westeurope_1", "Authorization/locks/hold")},
    ],
    "restore_points.found": [
        {"name": "AzureBackup_v1_1", "resource_group": "AzureBackupRG_westeurope_1", "points": 30, "listed": True,
         "source": _OTHER.format("rg", "Compute/virtualMachines/v1")},
        {"name": "AzureBackup_v2_1", "resource_group": "AzureBackupRG_westeurope_1", "points": 30, "listed": True,
         "source": "/subscriptions/one/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/v2"},
    ],
    "backup.policies": [{"name": "other", "vault": "rsv2", "type": "enhanced", "crash_consistent_only": True}],
    "keyvault.vaults": [{"name": "stranger", "resource_group": "rg", "uses_rbac": False, "policies": []}],
}  # fmt: skip


def rows_of_others_change_nothing() -> None:
    for n, case in enumerate(cases(150, 12)):
        data = case.model_dump(exclude_unset=True, mode="json")
        data["vm"] = {**data.get("vm", {}), **OWN["vm"]}
        data["backup"] = {**data.get("backup", {}), "policy": "mine", "vault": "rsv1"}
        plain = Case.model_validate(data)
        path = sorted(FOREIGN)[n % len(FOREIGN)]
        topic, name = path.split(".")
        with_them = Case.model_validate({**data, topic: {**data.get(topic, {}), name: FOREIGN[path]}})
        one, two = Reasoning(KB, plain), Reasoning(KB, with_them)
        assert one.verdicts == two.verdicts, (path, data)
        assert [c.id for c in one.ranked] == [c.id for c in two.ranked], (path, data)


# -- contradictions, hints, scope -----------------------------------------------------------------------------------


def no_confirmed_stands_on_one_side_of_a_contradiction() -> None:
    for _, facts in confirmed_ones():
        for each in KB.contradictions:
            other = satisfying_facts(KB, each.conditions)
            if other is None or not set(other) & set(facts) or KB.code_fact in other:
                continue
            both = {**other, **facts}
            if not all(c.fact in both and c.test(case_of(both).known().values.get(c.fact)) for c in each.conditions):
                continue
            reasoning = Reasoning(KB, case_of(both))
            for cause, verdict in reasoning.verdicts.items():
                if verdict == "confirmed":
                    sides = {c.fact for c in each.conditions}
                    assert any(not sides & {c.fact for c in r.conditions} for r in firm_rules(reasoning, cause))


def a_hint_never_passes_a_sign() -> None:
    for case in cases(400, 13):
        reasoning = Reasoning(KB, case)
        below = False
        for cause in reasoning.ranked:
            doubted = reasoning.conclusion.doubted
            sign = any(weight(r, doubted) in ("confirms", "suggests") for r in reasoning.fired.get(cause.id, ()))
            against = any(r.kind == "rules_out" for r in reasoning.fired.get(cause.id, ()))
            below |= not sign
            assert not (sign and below and not against), (cause.id, case)


def what_is_established_out_of_scope_is_said() -> None:
    """A cause that its facts alone confirm is told as also wrong with a code that it is not the reason of."""
    tried = 0
    for cause, facts in confirmed_ones():
        others = [c for c in KB.codes if not KB.in_scope(KB.by_id[cause], c) and not c.platform]
        rest = {f: v for f, v in facts.items() if f != KB.code_fact}
        rules = [r for r in KB.rules_of(KB.by_id[cause]) if r.kind == "confirms"]
        if not others or any(KB.code_fact in KB.basis_of(c.fact) for r in rules for c in r.conditions):
            continue
        reasoning = Reasoning(KB, case_of({**rest, KB.code_fact: others[0].code}))
        against = {r.kind for r in reasoning.fired.get(cause, ())} & {"rules_out"}
        tried += 1
        assert against or cause in {c.id for c in reasoning.conclusion.also_wrong}, (cause, others[0].code)
    assert tried >= 3


PROPERTIES: tuple[Property, ...] = (
    evidence_of_another_time_never_confirms,
    a_confirmed_cause_rests_on_nothing_doubted,
    what_is_doubted_excludes_nothing,
    rows_of_others_change_nothing,
    no_confirmed_stands_on_one_side_of_a_contradiction,
    a_hint_never_passes_a_sign,
    what_is_established_out_of_scope_is_said,
)


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda p: p.__name__)
def test_it_holds(holds: Property) -> None:
    holds()


def _no_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every fact is taken to be of the failure's time, and contradictions doubt nothing."""
    plain = rule_input
    monkeypatch.setattr("backupdx.engine.assessment.rule_input", lambda kb, case: plain(kb, case)._replace(doubts={}))


def _joined(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock of any subscription is taken for one of the VM's."""
    monkeypatch.setattr("backupdx.facts.summaries_locks._same_subscription", lambda case, lock: True)


def _hints_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """The order of what is possible does not look at verdicts."""
    monkeypatch.setattr("backupdx.engine.conclusion.VERDICTS", _Flat())


class _Flat(tuple):  # type: ignore[type-arg]
    def index(self, *_: Any) -> int:
        return 0


def _silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is out of scope is told nowhere."""
    monkeypatch.setattr("backupdx.engine.conclusion.Conclusion.also_wrong", ())


DEFECTS: tuple[tuple[Callable[[pytest.MonkeyPatch], None], Property], ...] = (
    (_no_doubt, evidence_of_another_time_never_confirms),
    (_no_doubt, what_is_doubted_excludes_nothing),
    (_no_doubt, no_confirmed_stands_on_one_side_of_a_contradiction),
    (_joined, rows_of_others_change_nothing),
    (_hints_count, a_hint_never_passes_a_sign),
    (_silent, what_is_established_out_of_scope_is_said),
)


@pytest.mark.parametrize(("defect", "holds"), DEFECTS, ids=lambda p: p.__name__.strip("_"))
def test_a_defect_is_found(
    defect: Callable[[pytest.MonkeyPatch], None], holds: Property, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirmed_ones()  # made before the defect
    defect(monkeypatch)
    with pytest.raises(AssertionError):
        holds()


def test_weights_that_are_not_a_step_weaker_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine to which doubted evidence counts in full confirms on what is doubted."""
    monkeypatch.setattr("backupdx.engine.weighing._WEAKER", {"confirms": "confirms", "suggests": "suggests"})
    with pytest.raises(AssertionError):
        a_confirmed_cause_rests_on_nothing_doubted()


@pytest.mark.parametrize("away", [timedelta(days=-40), timedelta(days=40)], ids=("before", "after"))
def test_all_opinions_agree_on_evidence_of_another_time(away: timedelta) -> None:
    for _, facts in confirmed_ones()[:: max(1, 240 // examples(60))]:
        assert not disagreements(KB, seen_at(facts, away))


def test_no_fact_excludes_what_the_code_names() -> None:
    """What Azure's own code says was so; a fact against it can be wrong, of another time, or of another machine."""
    tried = 0
    for code in KB.codes:
        for cause in map(KB.by_id.__getitem__, code.names):
            for rule in KB.rules_of(cause):
                excluding = rule.kind == "rules_out" and not KB.is_fixed(rule)
                facts = satisfying_facts(KB, rule.conditions) if excluding else None
                if facts is not None and facts.get("error.code", code.code) == code.code:
                    found = Reasoning(KB, Case().with_facts({**facts, "error.code": code.code}))
                    assert found.verdicts[cause.id] != "ruled_out", (code.code, rule.id)
                    tried += 1
    assert tried > 30


def test_all_opinions_agree_where_the_code_itself_says_what_was_so() -> None:
    kb: KnowledgeBase = replace(KB, codes=tuple(replace(c, names=tuple(x.id for x in KB.causes)) for c in KB.codes))
    for case in cases(15 if EFFORT > 1 else 6, 14):
        assert not disagreements(kb, case)
