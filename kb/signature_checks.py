"""Checks of the signatures: each fires on its example, on no other, and is of use to a rule or marked as harmless.

Also what stands in the vocabulary without any use: a fact that no rule, remedy, summary, question or report looks at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from ..engine.checks.model import Check, Place
from ..engine.knowledge import KnowledgeBase
from ..facts.declaration import FactSpec
from ..facts.signatures.declaration import HOST, Group, Signature, texts
from ..facts.signatures.declaration import Place as Where
from ..facts.signatures.matching import Entry, Matcher

DERIVED = "derived."  # nobody states those: another check has them
SHORTEST = 3  # characters of a literal: a shorter one stands everywhere


def signature_checks(
    signatures: Sequence[Signature],
    facts: Mapping[str, FactSpec],
    feeding: Collection[str] = (),
    unused: Mapping[str, str] | None = None,
) -> tuple[Check, ...]:
    """The checks of some signatures against a vocabulary; `feeding` are facts that only summaries look at.

    `unused` are facts that nothing looks at, each with why it is there.
    """
    found = _Signatures(signatures, facts, frozenset(feeding), unused or {})
    return (
        Check("broken-signature", "A signature whose parts do not fit together", lambda _: found.broken()),
        Check("signature-not-fired", "A signature that its own example does not fire", lambda _: found.not_fired()),
        Check("signature-not-alone", "An example that fires other signatures", lambda _: found.not_alone()),
        Check("signature-not-silent", "A counter-example that fires its signature", lambda _: found.not_silent()),
        Check("unused-signature", "A signature that no rule uses, and that is not marked as harmless", found.unused),
        Check("noise-in-a-rule", "A signature marked as noise, and a rule looks at what it gives", found.noisy),
        Check("unused-fact", "A fact that no rule, question or report looks at", found.facts),
    )


class _Signatures:
    def __init__(
        self,
        signatures: Sequence[Signature],
        facts: Mapping[str, FactSpec],
        feeding: frozenset[str],
        unused: Mapping[str, str],
    ) -> None:
        self._all = signatures
        self._facts = facts
        self._feeding = feeding
        self._unused = unused
        self._ids = {s.id for s in signatures}
        self._matchers: dict[str, Matcher] = {}

    def broken(self) -> Iterator[Place]:
        met: set[str] = set()
        for s in self._all:
            if s.id in met:
                yield s.id, "is declared twice"
            met.add(s.id)
            for other in (*texts(s.until), *s.also):
                if other not in self._ids:
                    yield s.id, f"names the signature {other!r}, which does not exist"
            if s.noise and s.context:
                yield s.id, "is marked as noise and as context: one of them is enough"
            yield from ((s.id, what) for what in (*self._wrong_text(s), *self._wrong_values(s)))

    def _wrong_text(self, s: Signature) -> Iterator[str]:
        if not s.has and any(place.number is None for place in s.places):
            yield "has neither a literal nor the number of an event: name the text that has to stand in it"
        for literal in s.literals:
            if len(literal.strip()) < SHORTEST:
                yield f"looks for {literal!r}, which stands everywhere: name at least {SHORTEST} characters"
        try:
            _ = s.compiled
        except re.error as error:
            yield f"has a pattern that is none: {error}"

    def _wrong_values(self, s: Signature) -> Iterator[str]:
        groups = re.compile(s.pattern).groupindex if _compiles(s.pattern) else {}
        for fact, value in s.values.items():
            spec = self._facts.get(fact)
            if spec is None and fact != HOST:
                yield f"gives {fact}, which is no fact"
            elif isinstance(value, Group):
                if value.name and value.name not in groups:
                    yield f"gives {fact} the group {value.name!r}, which its pattern does not have"
                if spec is not None and value.gathered != (spec.kind == "list"):
                    yield f"gives {fact}, which is of kind {spec.kind}: every() is for lists, group() for the rest"
            elif spec is not None and spec.kind == "bool" and not isinstance(value, bool):
                yield f"gives {fact} {value!r}, which is yes or no"
            elif spec is not None and spec.choices and value not in spec.choices:
                yield f"gives {fact} {value!r}, which it cannot be"

    def not_fired(self) -> Iterator[Place]:
        for s in self._all:
            for place in s.places:
                if s.id not in self._fired(place, s.example, s.level):
                    yield s.id, f"is not fired by its example in {place.name}: {s.example[:80]!r}"

    def not_alone(self) -> Iterator[Place]:
        for s in self._all:
            for place in s.places:
                others = set(self._fired(place, s.example, s.level)) - {s.id}
                for other in sorted(others - set(s.also)):
                    yield s.id, f"its example fires {other} too: change one of them, or list it in `also`"
                for other in sorted(set(s.also) - others):
                    yield s.id, f"lists {other} in `also`, and its example does not fire that"

    def not_silent(self) -> Iterator[Place]:
        for s in self._all:
            if not s.silent and s.has:
                yield s.id, "has no counter-example: a message that looks alike and does not fire it"
            for place in s.places:
                if s.silent and s.id in self._fired(place, s.silent, s.level):
                    yield s.id, f"is fired by its counter-example: {s.silent[:80]!r}"

    def unused(self, kb: KnowledgeBase) -> Iterator[Place]:
        used = _used(kb) | self._feeding | {HOST, kb.platform_fact, kb.code_fact}
        for s in self._all:
            if not s.harmless and s.values.keys().isdisjoint(used):
                given = ", ".join(s.values)
                yield s.id, f"gives {given}, which no rule looks at: write one, or say why in `noise` or `context`"

    def noisy(self, kb: KnowledgeBase) -> Iterator[Place]:
        used = _used(kb)
        for s in self._all:
            for fact in s.values if s.noise else ():
                if fact in used:
                    yield s.id, f"is marked as noise, and rules look at {fact}"

    def facts(self, kb: KnowledgeBase) -> Iterator[Place]:
        used = _used(kb) | self._feeding | {*kb.placeholders.values(), *kb.name_facts, kb.code_fact, kb.platform_fact}
        given = {fact for s in self._all for fact in s.values}
        for path, spec in self._facts.items():
            idle = not spec.askable and path not in used and path not in kb.deriving and not path.startswith(DERIVED)
            if idle and path not in self._unused:
                told = "a signature gives it, and " if path in given else ""
                yield path, f"{told}no rule, question or report looks at it: take it out, or say why it is there"
            elif not idle and path in self._unused:
                yield path, "is said to be of no use, and something looks at it"
        yield from ((path, "is said to be of no use, and is no fact") for path in self._unused.keys() - self._facts)

    def _fired(self, where: Where, message: str, level: str) -> list[str]:
        matcher = self._matchers.get(where.id)
        if matcher is None:
            fitting = (s for s in self._all if any(p.id in (where.id, "any-text") for p in s.places))
            here = [s for s in fitting if _compiles(s.pattern)]
            matcher = self._matchers[where.id] = Matcher(here, {where.id, "any-text"})
        entry = Entry("", message, None, level, where.source.lower(), where.number)
        return [hit.signature.id for hit in matcher.hits(entry)]


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _used(kb: KnowledgeBase) -> frozenset[str]:
    """The facts that a rule, a derivation, a contradiction or a remedy looks at."""
    rules = (c.fact for cause in kb.in_order for r in kb.rules_of(cause) for c in r.conditions)
    derived = (c.fact for each in kb.derivations for c in each.conditions)
    beside = (*derived, *(c.fact for each in kb.contradictions for c in each.conditions))
    steps = (step for cause in kb.in_order for step in (*cause.remedy.steps, cause.remedy.verify))
    whens = (w.fact for step in steps for w in (step.when, *(c.when for c in step.commands)) if w is not None)
    return frozenset((*rules, *beside, *whens))
