"""The rule base as plain data, for other engines and for proof checkers: everything that verdicts and ranks rest on."""

from __future__ import annotations

from typing import Literal

from ..facts.declaration import Kind
from ..facts.vocabulary import vocabulary
from .data import ConditionData, Plain, Result, as_plain, condition_data
from .domains import conditions_by_fact
from .knowledge import Cause, Derivation, ErrorCode, EvidenceKind, KnowledgeBase, Rule


class RuleData(Result):
    """A rule of a cause: where all conditions hold, it is evidence of its kind.

    `fixed`: all that it looks at holds at any time. `specific`: it looks at a sign of the moment.
    """

    id: str
    kind: EvidenceKind
    fixed: bool
    specific: bool
    conditions: tuple[ConditionData, ...]


class DerivationData(Result):
    """Where all conditions hold, the fact has this value. A fact that is concluded with two values is unknown."""

    id: str
    fact: str
    value: Plain
    conditions: tuple[ConditionData, ...]


class CauseData(Result):
    """A cause with its rules; causes stand in health-check order.

    `codes` are the error codes and scopes for which it can be the reason (null: all); with any other code it is out of
    scope, and where it `needs_agent`, so it is with the rule base's `agent_unused_fact`. Rules of the kind
    `out_of_scope` say the same. An `effect` has a root behind it. `leads_to` are direct links.
    """

    id: str
    title: str
    family: str
    codes: tuple[str, ...] | None
    needs_agent: bool
    effect: bool
    leads_to: tuple[str, ...]
    rules: tuple[RuleData, ...]


class FamilyData(Result):
    """A family of causes; `health_check` tells whether it belongs to the checks that every failure asks for."""

    id: str
    title: str
    health_check: bool


class CodeData(Result):
    """An error code with its families in order; `platform` is the only one that it comes from, where there is one.

    `leaves_open` names the scopes and families whose causes can be the reason of it, or every cause. `names` are the
    causes of which the code itself says that they were so.
    """

    code: str
    families: tuple[str, ...]
    platform: str
    leaves_open: tuple[str, ...]
    names: tuple[str, ...]


class RuleBase(Result):
    """A rule base. `facts` gives the kind of each observable fact that rules look at; versions are texts, compared
    number by number, with missing numbers as zero. `foreign_codes` count as no code at all. `scopes` tell what the
    causes of a scope have in common.
    """

    schema_version: Literal[1] = 1
    kb_version: str
    code_fact: str
    platform_fact: str
    agent_unused_fact: str
    scopes: dict[str, str]
    facts: dict[str, Kind]
    derivations: tuple[DerivationData, ...]
    causes: tuple[CauseData, ...]
    families: tuple[FamilyData, ...]
    codes: tuple[CodeData, ...]
    foreign_codes: tuple[str, ...]


def rule_base(kb: KnowledgeBase) -> RuleBase:
    """The rule base of a knowledge base."""
    used = (kb.code_fact, kb.platform_fact, *conditions_by_fact(kb))
    return RuleBase(
        kb_version=kb.version,
        code_fact=kb.code_fact,
        platform_fact=kb.platform_fact,
        agent_unused_fact=kb.agent_unused_fact,
        scopes=dict(kb.scopes),
        facts={fact: spec.kind for fact, spec in vocabulary().items() if fact in used and fact not in kb.deriving},
        derivations=tuple(_derivation(d) for d in kb.derivations),
        causes=tuple(_cause(kb, c) for c in kb.in_order),
        families=tuple(FamilyData(id=f.id, title=f.title, health_check=f.health_step is not None) for f in kb.families),
        codes=tuple(_code(c) for c in kb.codes),
        foreign_codes=tuple(c.code for c in kb.foreign_codes),
    )


def rule_data(kb: KnowledgeBase, rule: Rule) -> RuleData:
    """A rule as data."""
    return RuleData(
        id=rule.id,
        kind=rule.kind,
        fixed=kb.is_fixed(rule),
        specific=kb.is_specific(rule),
        conditions=tuple(map(condition_data, rule.conditions)),
    )


def _derivation(derivation: Derivation) -> DerivationData:
    return DerivationData(
        id=derivation.id,
        fact=derivation.fact,
        value=as_plain(derivation.value),
        conditions=tuple(map(condition_data, derivation.conditions)),
    )


def _cause(kb: KnowledgeBase, cause: Cause) -> CauseData:
    return CauseData(
        id=cause.id,
        title=cause.title,
        family=cause.family,
        codes=cause.codes,
        needs_agent=cause.needs_agent,
        effect=cause.effect,
        leads_to=cause.leads_to,
        rules=tuple(rule_data(kb, rule) for rule in kb.rules_of(cause)),
    )


def _code(code: ErrorCode) -> CodeData:
    return CodeData(
        code=code.code, families=code.families, platform=code.platform, leaves_open=code.leaves_open, names=code.names
    )
