"""A knowledge base whose parts do not fit together is refused, with each thing that is wrong; truths as masks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from backupdx.engine.compiled import Truths, compiled
from backupdx.engine.conditions import Condition, Truth
from backupdx.engine.knowledge import EVERY_CAUSE, ErrorCode, rules_out, suggests
from backupdx.engine.reasoning import Reasoning
from backupdx.facts.case import validated
from backupdx.facts.errors import EngineError
from backupdx.kb.facts import derived, vm
from small_kb import AGENT, AGENT_RULES, CODES, DERIVATIONS, FAMILIES, NETWORK, RUNNING, SILENT, cause, small_kb

CODE = CODES[0]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"causes": (AGENT, AGENT, NETWORK)}, f"cause {AGENT.id} stands twice"),
        ({"families": FAMILIES[1:]}, f"no family {FAMILIES[0].id}"),
        ({"causes": (replace(AGENT, leads_to=("nowhere",)), NETWORK)}, f"{AGENT.id} leads to unknown nowhere"),
        ({"codes": (*CODES, ErrorCode("X", "x", ("nowhere",)))}, "X: no family nowhere"),
        ({"foreign_codes": (ErrorCode("X", "x", (FAMILIES[0].id,)),)}, "X is foreign, and has causes"),
        ({"foreign_codes": (replace(CODE, families=()),)}, f"{CODE.code} is foreign, and has causes"),
        ({"causes": (AGENT, cause("mute", rules_out(RUNNING)))}, "mute: no rule can speak for it"),
        ({"causes": (AGENT, cause("empty", suggests()))}, "empty: no rule can speak for it"),
        (
            {"derivations": (*DERIVATIONS, replace(DERIVATIONS[0], conditions=(derived.vm_off == True,)))},
            "derives from a derived fact",
        ),
        (
            {
                "causes": (
                    replace(AGENT, leads_to=(NETWORK.id,)),
                    replace(NETWORK, leads_to=("third",)),
                    cause("third", *AGENT_RULES, leads_to=(AGENT.id,)),
                )
            },
            f"{AGENT.id} leads back to itself",
        ),
        ({"causes": (replace(AGENT, codes=("CodeC",)), NETWORK)}, f"{AGENT.id}: no error code or scope CodeC"),
        ({"codes": (replace(CODE, leaves_open=("odd",)), *CODES[1:])}, f"{CODE.code}: no scope or family odd"),
        ({"causes": (replace(AGENT, aliases=(NETWORK.id,)), NETWORK)}, f"{NETWORK.id} names two causes"),
        (
            {"causes": (replace(AGENT, aliases=("old",)), replace(NETWORK, aliases=("old",)))},
            "old names two causes",
        ),
        ({"codes": (replace(CODE, aliases=("codeb",)), *CODES[1:])}, "codeb names two error codes"),
        ({"scopes": {FAMILIES[0].id: "x"}}, f"{FAMILIES[0].id} is a scope, and a family too"),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(EngineError) as refused:
        small_kb(**changes)
    assert says in str(refused.value)


def test_what_fits_is_taken() -> None:
    kb = small_kb(foreign_codes=(ErrorCode("Foreign", "x", ()),))
    assert list(kb.foreign_code) == ["Foreign"] and "Foreign" not in kb.code
    assert [c.id for c in kb.of_family(AGENT.family)] == [AGENT.id]
    assert small_kb() != small_kb()


def test_rules_are_numbered_by_kind_and_carry_what_the_cause_applies_to() -> None:
    bound = cause(
        "bound", suggests(SILENT), rules_out(RUNNING), suggests(RUNNING), applies=DERIVATIONS[0].conditions[0]
    )
    kb = small_kb(causes=(bound,))
    assert [r.id for r in kb.rules_of(bound)] == [
        "bound/suggests-1", "bound/rules-out-1", "bound/suggests-2", "bound/rules-out-2"]  # fmt: skip
    assert [r.conditions for r in kb.rules_of(bound)] == [
        (bound.applies, SILENT), (RUNNING,), (bound.applies, RUNNING), (~DERIVATIONS[0].conditions[0],)]  # fmt: skip


SCOPED = {
    "by name": ({"codes": ("CodeA",)}, (), ["CodeB", "CodeC"]),
    "by a scope": ({"codes": ("guest",)}, ("guest",), ["CodeA", "CodeB"]),
    "by its family": ({"codes": ()}, (AGENT.family,), ["CodeA", "CodeB"]),
    "by a code that leaves all open": ({"codes": ("CodeA",)}, (EVERY_CAUSE,), ["CodeB"]),
    "without a scope": ({}, (), []),
}


@pytest.mark.parametrize(("declared", "leaves_open", "excluding"), SCOPED.values(), ids=SCOPED)
def test_with_a_code_beyond_its_scope_a_cause_is_out_of_scope(
    declared: dict[str, Any], leaves_open: tuple[str, ...], excluding: list[str]
) -> None:
    code = ErrorCode("CodeC", "A new one", ("network",), leaves_open=leaves_open)
    scoped = replace(AGENT, rules=AGENT.rules[:2], **declared)
    kb = small_kb(causes=(scoped, NETWORK), codes=(*CODES, code), scopes={"guest": "the guest"})
    excluded = [r for r in kb.rules_of(scoped) if r.kind == "out_of_scope"]
    assert [c.code for c in kb.codes if not kb.in_scope(scoped, c)] == excluding
    assert [r.conditions for r in excluded] == (
        [(Condition("error.code", "in", tuple(excluding)),)] if excluding else []
    )
    assert [r.words for r in excluded] == (["error.code is not a code that this causes"] if excluding else [])
    for each in kb.codes:
        case = validated({"error": {"code": each.code}})
        assert (Reasoning(kb, case).verdicts[scoped.id] == "out_of_scope") == (each.code in excluding)


def test_where_the_agent_is_not_in_use_a_cause_that_needs_it_is_out_of_scope() -> None:
    scoped = replace(AGENT, needs_agent=True, codes=("CodeA",), applies=vm.os_type == "linux")
    kb = small_kb(causes=(scoped, NETWORK))
    beyond = [r for r in kb.rules_of(scoped) if r.kind == "out_of_scope"]
    assert [r.words for r in beyond] == ["derived.agent_unused is yes", "error.code is not a code that this causes"]
    assert [r.id for r in beyond] == ["agent-down/out-of-scope-1", "agent-down/out-of-scope-2"]
    excluding = [r for r in kb.rules_of(scoped) if r.kind == "rules_out"]
    assert excluding[-1].words == "vm.os_type is not linux"
    assert [r.id for r in excluding] == [f"agent-down/rules-out-{n}" for n in range(1, 4)]
    assert kb.rules_of(NETWORK)[-1].conditions == NETWORK.rules[-1].conditions


def test_truths_of_some_conditions_together() -> None:
    truths = Truths(holds=0b0011, fails=0b0100)
    assert truths.of(0b0001) is truths.of(0b0011) is truths.of(0) is Truth.HOLDS
    assert truths.of(0b0101) is truths.of(0b1100) is Truth.FAILS
    assert truths.of(0b1001) is truths.of(0b1000) is Truths(0, 0).of(1) is Truth.UNKNOWN


def test_every_condition_has_a_bit_of_its_own() -> None:
    kb = small_kb()
    masks = compiled(kb)
    conditions = {c for each in kb.causes for r in kb.rules_of(each) for c in r.conditions}
    bits = [masks.mask([c]) for c in conditions]
    assert len(set(bits)) == len(bits) and all(bit.bit_count() == 1 for bit in bits)
    assert masks.mask(conditions) == sum(bits) == 2 ** len(bits) - 1, "no bit between them is unused"
