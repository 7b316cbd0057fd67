"""The vocabulary of a knowledge base: causes with rules and remedies, families, error codes, derivations.

A knowledge base is data made of these; `KnowledgeBase` checks at construction that the parts fit together.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from ..facts.commands import Command as Command
from ..facts.commands import Effect as Effect
from ..facts.commands import Tool as Tool
from ..facts.errors import EngineError
from ..facts.references import Reference
from ..facts.vocabulary import vocabulary
from .conditions import Condition, FactName
from .links import reached
from .terms import NOTHING_SAID, Speech
from .uninformative import UninformativeValues

# `hints` orders what is possible, below what a sign of its own points to. `out_of_scope`: not the reason, there or not.
EvidenceKind = Literal["confirms", "suggests", "hints", "rules_out", "out_of_scope"]
SPEAKS: tuple[EvidenceKind, ...] = ("confirms", "suggests", "hints")  # kinds of evidence that speak for a cause
EVERY_CAUSE = "every cause"  # what a code leaves open that only points to another error


@dataclass(frozen=True, slots=True)
class Rule:
    """If all `conditions` hold, this is evidence of `kind` for the cause. Rules of a cause are alternatives."""

    kind: EvidenceKind
    conditions: tuple[Condition, ...]
    id: str = ""  # set by the knowledge base: cause id, kind, number
    needed: str = ""  # what its only condition asks for, in words, where the values would be too many to read
    because: str = ""  # of a confirming rule: which fact was so at the failure and makes it,
    rival: str = ""  # and the strongest other cause of the same facts, with what excludes it

    @property
    def words(self) -> str:
        """The rule in words."""
        if self.needed:
            return f"{self.conditions[0].fact} {self.needed}"
        return " and ".join(c.words for c in self.conditions)


def confirms(*conditions: Condition, because: str = "", rival: str = "") -> Rule:
    """These facts together establish the cause, with an error code that it can be the reason of.

    `because` says which fact was so when the backup failed and makes it; `rival` names the strongest other cause that
    the same facts fit, and what excludes it.
    """
    return Rule("confirms", conditions, because=because, rival=rival)


def suggests(*conditions: Condition) -> Rule:
    """These facts together make the cause likely, and leave another explanation open."""
    return Rule("suggests", conditions)


def hints(*conditions: Condition) -> Rule:
    """These facts are common where the cause is at work, and prove nothing."""
    return Rule("hints", conditions)


def rules_out(*conditions: Condition) -> Rule:
    """These facts together exclude the cause."""
    return Rule("rules_out", conditions)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a remedy: what to do, with which commands, with what effect, and which rights it needs.

    `when` drops the step where the condition is known to fail; where it is unknown, the step is shown with it.
    `caution` is what to know before doing it.
    """

    text: str
    commands: tuple[Command, ...] = field(default=(), hash=False)  # steps are looked up for each case
    effect: Effect = "read-only"
    rights: str = ""
    caution: str = ""
    when: Condition | None = field(default=None, hash=False)


@dataclass(frozen=True, slots=True)
class Remedy:
    """What to do, in order, and how to verify that it worked."""

    steps: tuple[Step, ...]
    verify: Step


@dataclass(frozen=True)
class Cause:
    """Something that can be wrong and be repaired.

    `family` is the document's own cause that it belongs to, `step` its place in the family's procedure.
    `applies` is a condition for the cause to be possible at all (the OS): it is added to each confirming and
    suggesting rule, and its opposite rules the cause out. `leads_to` names causes that follow from this one.
    `codes` are the error codes for which it can be the reason, by name or by a scope that codes leave open; with any
    other code it is out of scope, and None stands for all codes. `needs_agent`: so it is where the agent is not in use.
    `phases` are the kinds of operations that it can make fail: in another one it is out of scope too.
    An `effect` always has a root behind it: a cause that leads to it.
    `today` says in one line where the document has aged or errs.
    `hint_only` declares that no fact can establish the cause, so that it has no confirming rule. `aliases` are ids that
    it had before: they keep working.
    """

    id: str
    title: str
    family: str
    step: int
    explanation: str
    sources: tuple[Reference, ...]
    rules: tuple[Rule, ...]
    remedy: Remedy
    applies: Condition | None = None
    codes: tuple[str, ...] | None = None
    needs_agent: bool = False
    phases: tuple[str, ...] = ("backup",)
    leads_to: tuple[str, ...] = ()
    today: str = ""
    hint_only: bool = False
    effect: bool = False
    aliases: tuple[str, ...] = ()
    since: str = "0.1.0"
    pack: str = ""  # the pack that it comes from, with its version; empty for one of ours


@dataclass(frozen=True, slots=True)
class Family:
    """A cause as the document lists it; it holds one or more of ours. `health_step` is 1 to 4 for health checks."""

    id: str
    title: str
    sources: tuple[Reference, ...] = ()
    health_step: int | None = None


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """An error code with its ordered families, and every spelling under which it is met.

    `messages` are message texts in any language; `aliases` other spellings and former names; `numbers` numeric forms.
    `platform` is the only kind of guest that it comes from, where there is only one. `leaves_open` names what can be
    the reason of a failure with this code: scopes or families of causes; `EVERY_CAUSE` leaves all open. `says` names
    what the code tells by itself, for derivations and rules that are about all codes of a kind. `names` are causes of
    which the code itself says that they were so: what is seen to be well later does not exclude them.
    """

    code: str
    title: str
    families: tuple[str, ...]
    messages: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    platform: str = ""
    leaves_open: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Derivation:
    """If all conditions hold, the derived fact has this value. Derived facts count as known. Compared by identity."""

    fact: str
    value: Any
    conditions: tuple[Condition, ...]

    @property
    def id(self) -> str:
        """A name that is unique among derivations."""
        return f"{self.fact}={self.value}<-" + ",".join(c.words for c in self.conditions)


def derive(fact: FactName, value: Any, *conditions: Condition) -> Derivation:
    """Conclude an intermediate fact from others."""
    return Derivation(fact.path, value, conditions)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Facts that cannot all be true; said to the user as a note where all conditions hold."""

    text: str
    conditions: tuple[Condition, ...]


def _numbered(cause: str, rules: Iterable[Rule]) -> Iterator[Rule]:
    counts: dict[str, int] = {}
    for rule in rules:
        counts[rule.kind] = counts.get(rule.kind, 0) + 1
        yield replace(rule, id=f"{cause}/{rule.kind.replace('_', '-')}-{counts[rule.kind]}")


@dataclass(frozen=True, eq=False)
class KnowledgeBase:
    """All that is known. One that was changed is another one: they compare by identity.

    Raises EngineError where parts do not fit together.
    """

    version: str
    causes: tuple[Cause, ...]
    families: tuple[Family, ...]  # in health-check order: the order of candidates when no code is known
    codes: tuple[ErrorCode, ...]
    derivations: tuple[Derivation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    uninformative: tuple[UninformativeValues, ...] = ()
    ordinary: tuple[Condition, ...] = ()  # what many causes share, or is so nearly everywhere
    foreign_codes: tuple[ErrorCode, ...] = ()  # of other operations: they say nothing of what is diagnosed
    scopes: Mapping[str, str] = field(default_factory=dict)  # name -> what causes and codes of this scope share
    placeholders: Mapping[str, str] = field(default_factory=dict)  # name in commands -> fact that fills it
    retry: Step | None = None  # what to do after any remedy
    met: Mapping[str, float] = field(default_factory=dict)  # by cause, how often it is met in reports of real failures
    speech: Speech = NOTHING_SAID  # how people put it
    healthy: Condition | None = None  # with this, and without any code, nothing tells of a failure
    code_fact: str = "error.code"  # the fact that holds the error code,
    platform_fact: str = "vm.os_type"  # the one that tells which ways of observing fit,
    agent_unused_fact: str = "derived.agent_unused"  # the one that tells that the agent is not in use,
    phase_fact: str = "derived.phase"  # the one that tells which kind of operation failed,
    phases: tuple[str, ...] = ("backup",)  # the kinds that there are
    phase_notes: Mapping[str, str] = field(default_factory=dict)  # what to say of one of them
    recovered_fact: str = "backup.later_completed"  # the one that tells that it has worked again since,
    others_fact: str = "error.other_codes"  # the one that lists failures which were told beside this one,
    name_facts: tuple[str, str, str] = ("vm.name", "vm.resource_group", "vm.subscription_id")  # those of the subject

    def __post_init__(self) -> None:
        ids = [c.id for c in self.causes]
        families = {f.id for f in self.families}
        wrong = [f"cause {i} stands twice" for i in {i for i in ids if ids.count(i) > 1}]
        wrong += [f"{c.id}: no family {c.family}" for c in self.causes if c.family not in families]
        wrong += [f"{c.id} leads to unknown {t}" for c in self.causes for t in c.leads_to if t not in ids]
        wrong += [f"{e.code}: no family {f}" for e in self.codes for f in e.families if f not in families]
        wrong += [
            f"{e.code} is foreign, and has causes" for e in self.foreign_codes if e.families or e.code in self.code
        ]
        wrong += [f"{c.id}: no rule can speak for it" for c in self.causes if not self._positive(c)]
        wrong += [
            f"{d.id}: derives from a derived fact; derivations look at observed ones"
            for d in self.derivations
            for c in d.conditions
            if c.fact in self.deriving
        ]
        wrong += [f"{c.id} leads back to itself" for c in self.causes if c.id in self.below(c.id)]
        wrong += [f"{e.code} names unknown {n}" for e in self.codes for n in e.names if n not in ids]
        wrong += self._unknown_scopes(families)
        names = [*ids, *(old for c in self.causes for old in c.aliases)]
        wrong += [f"{name} names two causes" for name in {n for n in names[len(ids) :] if names.count(n) > 1}]
        spellings = [s for c in (*self.codes, *self.foreign_codes) for s in {n.lower() for n in (c.code, *c.aliases)}]
        wrong += [f"{s} names two error codes" for s in {s for s in spellings if spellings.count(s) > 1}]
        if wrong:
            raise EngineError("the knowledge base does not fit together: " + "; ".join(sorted(wrong)))

    def _unknown_scopes(self, families: set[str]) -> Iterator[str]:
        """What causes and codes name as their scope, and is none."""
        for cause in self.causes:
            for name in cause.codes or ():
                if name not in self.scopes and name not in self.code:
                    yield f"{cause.id}: no error code or scope {name}"
        for code in self.codes:
            for name in code.leaves_open:
                if name not in self.scopes and name not in families and name != EVERY_CAUSE:
                    yield f"{code.code}: no scope or family {name}"
        yield from (f"{name} is a scope, and a family too" for name in families & set(self.scopes))

    def below(self, cause: str) -> frozenset[str]:
        """Everything that a cause leads to, over any number of links."""
        return self._below[cause]

    @cached_property
    def _below(self) -> dict[str, frozenset[str]]:
        links = {c.id: c.leads_to for c in self.causes}
        return {cause: reached(links, cause) for cause in links}

    @cached_property
    def links(self) -> tuple[tuple[str, str], ...]:
        """The pairs (root, consequence) of causes, over any number of links."""
        return tuple((c.id, t.id) for c in self.causes for t in self.causes if t.id in self.below(c.id))

    @staticmethod
    def _positive(cause: Cause) -> list[Rule]:
        return [r for r in cause.rules if r.kind in SPEAKS and r.conditions]

    def in_scope(self, cause: Cause, code: ErrorCode) -> bool:
        """Whether the cause can be the reason of a failure with this code."""
        if cause.codes is None or code.code in cause.codes:
            return True
        return not {EVERY_CAUSE, cause.family, *cause.codes}.isdisjoint(code.leaves_open)

    def rules_of(self, cause: Cause) -> tuple[Rule, ...]:
        """The rules of a cause as they are run, with an id each, as `job-running/confirms-1`.

        The cause's own, with `applies` worked in, and those that its scope and `applies` stand for.
        """
        return self._numbered[cause.id]

    @cached_property
    def _numbered(self) -> dict[str, tuple[Rule, ...]]:
        return {c.id: tuple(_numbered(c.id, self._all_rules(c))) for c in self.causes}

    def _all_rules(self, cause: Cause) -> Iterator[Rule]:
        bound = () if cause.applies is None else (cause.applies,)
        for rule in cause.rules:
            yield replace(rule, conditions=(*bound, *rule.conditions)) if rule.kind in SPEAKS else rule
        if cause.needs_agent:
            yield Rule("out_of_scope", (Condition(self.agent_unused_fact, "==", True),))
        if elsewhere := tuple(p for p in self.phases if p not in cause.phases):
            yield Rule("out_of_scope", (Condition(self.phase_fact, "in", elsewhere),))
        others = tuple(c.code for c in self.codes if not self.in_scope(cause, c))
        if others:
            needed = "is not a code that this causes"
            yield Rule("out_of_scope", (Condition(self.code_fact, "in", others),), needed=needed)
        if cause.applies is not None:
            yield Rule("rules_out", (~cause.applies,))

    def only(self, ids: Container[str]) -> KnowledgeBase:
        """The knowledge base with these causes alone: links to others, and codes that name others, forget them."""
        causes = (replace(c, leads_to=tuple(t for t in c.leads_to if t in ids)) for c in self.causes if c.id in ids)
        codes = (replace(c, names=tuple(n for n in c.names if n in ids)) for c in self.codes)
        return replace(self, causes=tuple(causes), codes=tuple(codes))

    def is_fixed(self, rule: Rule) -> bool:
        """Whether a rule looks at the kind of guest alone: all other facts can be of another time than the error."""
        return {c.fact for c in rule.conditions} == {self.platform_fact}

    def is_specific(self, rule: Rule) -> bool:
        """Whether a rule looks at a sign of its cause: a log line, an inner text, or a code that names the cause."""
        return any(self._is_event(c) or self._named(c, rule.id.partition("/")[0]) for c in rule.conditions)

    def _is_event(self, condition: Condition) -> bool:
        """Whether a condition looks at a log line, or at what follows from one whichever way it is derived."""
        ways = [d.conditions for d in self.deriving.get(condition.fact, ()) if condition.test(d.value)]
        return all(any(map(self._is_event, w)) for w in ways) if ways else vocabulary()[condition.fact].lasts == "event"

    def _named(self, condition: Condition, cause: str) -> bool:
        codes = condition.literal if condition.operator == "in" else (condition.literal,)
        by_code = condition.fact == self.code_fact and condition.operator in ("==", "in")
        return by_code and all(cause in self.code[code].names for code in codes if code in self.code)

    @cached_property
    def by_id(self) -> dict[str, Cause]:
        """Causes by id."""
        return {c.id: c for c in self.causes}

    @cached_property
    def renamed(self) -> dict[str, str]:
        """The ids of causes by those that they had before."""
        return {old: c.id for c in self.causes for old in c.aliases}

    @cached_property
    def by_any_id(self) -> dict[str, Cause]:
        """Causes by the id that they have, and by those that they had before."""
        return {**self.by_id, **{old: self.by_id[new] for old, new in self.renamed.items()}}

    @cached_property
    def in_order(self) -> tuple[Cause, ...]:
        """All causes in the order of their families and, in a family, of its procedure."""
        order = {f.id: n for n, f in enumerate(self.families)}
        return tuple(sorted(self.causes, key=lambda c: (order[c.family], c.step, c.id)))

    @cached_property
    def family(self) -> dict[str, Family]:
        """Families by id."""
        return {f.id: f for f in self.families}

    @cached_property
    def code(self) -> dict[str, ErrorCode]:
        """Error codes by their canonical spelling."""
        return {c.code: c for c in self.codes}

    @cached_property
    def foreign_code(self) -> dict[str, ErrorCode]:
        """Error codes of other operations by their canonical spelling."""
        return {c.code: c for c in self.foreign_codes}

    def of_family(self, family: str) -> Iterator[Cause]:
        """The causes of a family in the order of its procedure."""
        return (c for c in self.in_order if c.family == family)

    @cached_property
    def deriving(self) -> dict[str, tuple[Derivation, ...]]:
        """Derivations by the fact that they conclude."""
        found: dict[str, list[Derivation]] = {}
        for derivation in self.derivations:
            found.setdefault(derivation.fact, []).append(derivation)
        return {fact: tuple(ds) for fact, ds in found.items()}

    def basis_of(self, fact: str) -> tuple[str, ...]:
        """The observable facts behind a fact: itself, or what its derivations look at."""
        if fact not in self.deriving:
            return (fact,)
        return tuple(dict.fromkeys(b for d in self.deriving[fact] for c in d.conditions for b in self.basis_of(c.fact)))
