"""The masks that decide the cases of a fleet: what they conclude, and which cases experta is asked about again."""

from __future__ import annotations

import pickle
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from backupdx.engine import matching
from backupdx.engine.inference import Inferred, Network, infer
from backupdx.engine.knowledge import derive
from backupdx.engine.matching import Matching, Sample
from backupdx.facts.errors import Disagreement, EngineError
from backupdx.kb.facts import derived
from backupdx.kb.knowledge import knowledge_base
from cases import case_of, random_case
from small_kb import DERIVATIONS, SILENT, small_kb

FACTS = {"agent.status": "not_ready", "network.dhcp_enabled": False, "vm.power_state": "running", "error.code": "CodeB"}
OBSERVED = case_of(FACTS).observations()


def concluded(found: Inferred) -> tuple[Any, ...]:
    """All that was concluded; with the order, where it counts."""
    return found.known, found.derived, found.basis, found.fired, found.chains, found.clashes


@pytest.mark.parametrize("seed", range(4))
def test_the_masks_conclude_all_that_experta_does(seed: int) -> None:
    kb, rng = knowledge_base(), Random(seed)
    masks, network = Matching(kb), Network(kb)
    for _ in range(60):
        observed = random_case(rng).observations()
        assert concluded(masks.infer(observed)) == concluded(network.infer(observed))


def test_each_stratum_is_concluded() -> None:
    found = Matching(small_kb()).infer(OBSERVED)
    assert found.known["derived.vm_off"].value is False
    assert [rule.id for rule in found.fired["no-network"]] == ["no-network/confirms-1", "no-network/suggests-1"]
    assert [rule.id for rule in found.fired["agent-down"]] == ["agent-down/rules-out-2", "agent-down/suggests-1"]
    assert found.chains == {("no-network", "agent-down")}
    assert concluded(found) == concluded(infer(small_kb(), OBSERVED))


def test_what_is_implied_both_ways_is_unknown_and_said() -> None:
    kb = small_kb(derivations=(*DERIVATIONS, derive(derived.vm_off, True, SILENT)))
    found = Matching(kb).infer(OBSERVED)
    assert found.clashes == ["derived.vm_off"] and "derived.vm_off" not in found.known
    assert concluded(found) == concluded(infer(kb, OBSERVED))


def test_what_only_excludes_makes_no_chain() -> None:
    observed = case_of({**FACTS, "agent.status": "ready"}).observations()
    found = Matching(small_kb()).infer(observed)
    assert set(found.fired) == {"no-network", "agent-down"} and not found.chains
    assert concluded(found) == concluded(infer(small_kb(), observed))


def test_what_is_concluded_belongs_to_the_caller() -> None:
    masks = Matching(small_kb())
    first = masks.infer(OBSERVED)
    first.fired.clear()
    first.known.clear()
    assert masks.infer(OBSERVED).fired and OBSERVED


# -- the sample


def taken(new: str, monkeypatch: pytest.MonkeyPatch, rare: int = 5) -> str:
    """Which cases are taken (x), of cases that are new to the rules (n) or not (.)."""
    monkeypatch.setattr(matching, "RARE", rare)
    sample = Sample(small_kb())
    said = ""
    for case in new:
        takes = sample.takes(new=case == "n")
        if takes:
            sample.check("a", OBSERVED, Matching(small_kb()).infer(OBSERVED))
        said += "x" if takes else "-"
    return said


def test_the_first_case_is_taken_and_then_one_in_some(monkeypatch: pytest.MonkeyPatch) -> None:
    assert taken("n..................", monkeypatch) == "x--------x----x----"


def test_a_case_that_is_new_to_the_rules_goes_before_others(monkeypatch: pytest.MonkeyPatch) -> None:
    assert taken("nn..........n......", monkeypatch) == "x--------x--x------"
    assert taken("n......n...........", monkeypatch) == "x------x------x----"


def test_new_cases_cost_no_more_than_others(monkeypatch: pytest.MonkeyPatch) -> None:
    assert taken("n" * 19, monkeypatch) == "x----x----x----x---"


LOST = {
    "a rule": (lambda i: i.fired.pop("no-network"), "no-network/confirms-1"),
    "a derivation": (lambda i: i.derived.clear(), "derived.vm_off=False"),
    "a chain": (lambda i: i.chains.clear(), "that no-network leads to agent-down"),
}


@pytest.mark.parametrize("name", LOST)
def test_a_difference_is_an_error_that_names_case_and_rule(name: str) -> None:
    lose, rule = LOST[name]
    kb = small_kb()
    found = Matching(kb).infer(OBSERVED)
    lose(found)
    with pytest.raises(Disagreement) as caught:
        Sample(kb).check("web-17", OBSERVED, found)
    assert f"of the case web-17, experta concludes {rule}" in str(caught.value)
    assert "the compiled rules do not" in str(caught.value)
    assert caught.value.exit_code == 4 and isinstance(caught.value, EngineError)


def test_what_experta_does_not_conclude_is_a_difference_too() -> None:
    kb = small_kb()
    found = Matching(kb).infer(OBSERVED)
    found.fired["agent-down"].append(replace(found.fired["agent-down"][0], id="agent-down/confirms-9"))
    found.clashes.append("derived.vm_off")
    with pytest.raises(Disagreement, match="the compiled rules conclude agent-down/confirms-9 and experta does not"):
        Sample(kb).check("web-17", OBSERVED, found)
    found.fired["agent-down"].pop()
    with pytest.raises(Disagreement, match=r"conclude that derived.vm_off is both yes and no and experta does not"):
        Sample(kb).check("web-17", OBSERVED, found)


def test_a_disagreement_comes_whole_from_a_worker_and_can_hide_the_name() -> None:
    error = pickle.loads(pickle.dumps(Disagreement("experta concludes x", "web-17")))
    assert str(error) == str(Disagreement("experta concludes x", "web-17")) and "web-17" in str(error)
    assert "web-17" not in str(Disagreement(error.what)) and "one case" in str(Disagreement(error.what))


def test_where_both_conclude_the_same_nothing_is_said() -> None:
    kb, sample = small_kb(), Sample(small_kb())
    sample.check("a", OBSERVED, Matching(kb).infer(OBSERVED))
    assert sample.runs == 1
