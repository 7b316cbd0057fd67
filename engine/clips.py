"""The rule base as source for CLIPS 6.4: the same rules for another engine, so that one can check the other.

Facts to assert: one per topic, with what is known (`(agent (status "not_ready"))`). A slot that is not given is `nil`:
unknown, and no condition on it holds or fails. Truth values are TRUE and FALSE, versions their numbers, lists their
words. `(doubted (fact "agent.status"))` marks what may not have been so when this VM's backup failed. After `(run)`,
`ranked` facts hold the explanations in order, `excluded` facts what is ruled out, `also-wrong` facts what is
established without being the reason of the failure.

Strata, by salience: what the code says (70 to 50), derivations (40), what they settle (32 to 30), rules (20), evidence
(18 to 14), verdicts (12 to 8), tiers (8 to 4), candidates (3 to 1), order (0 to -4). A pattern that negates looks at a
lower stratum only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files

from .data import ConditionData
from .export import RuleBase
from .knowledge import EVERY_CAUSE

_COMPARED = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "==": "=", "!=": "<>"}


def clips_source(base: RuleBase) -> str:
    """The rule base as CLIPS source, to be read with `load`."""
    return "\n".join(_Writer(base).lines()) + "\n"


class _Writer:
    def __init__(self, base: RuleBase) -> None:
        self._base = base
        self._conditions: dict[ConditionData, int] = {}  # numbers of the conditions whose failing counts

    def lines(self) -> Iterator[str]:
        """The source: templates, what is data, what every rule base needs (clips_strata.clp), then the rules."""
        base = self._base
        yield f"; Rule base {base.kb_version} of backupdx, as `backupdx kb export --format clips` writes it."
        yield from self._templates()
        yield files(__package__).joinpath("clips_strata.clp").read_text("utf-8")
        yield from self._code_rules()
        for n, d in enumerate(base.derivations):
            basis = [f"(basis (by {n}) (on {_text(c.fact)}))" for c in d.conditions]
            told = f"(concluded (fact {_text(d.fact)}) (value {_value(d.value)}) (by {n}))"
            yield from self._rule(f"derive-{n:04}", 40, d.conditions, [told, *basis])
        for cause in base.causes:
            for rule in cause.rules:
                yield from self._rule(rule.id, 20, rule.conditions, [f"(fired (rule {_text(rule.id)}))"])
        data = list(self._data())
        for condition, n in self._conditions.items():
            pattern = self._pattern(condition, "x", fails=True)
            told = f"(failed-condition (number {n}) (fact {_text(condition.fact)}))"
            yield from _defrule(f"fails-{n:04}", 20, [pattern], [told])
        yield from _deffacts("rule-base", data)

    def _templates(self) -> Iterator[str]:
        topics: dict[str, list[str]] = {}
        for fact, kind in self._base.facts.items():
            topic, _, name = fact.partition(".")
            slot = "multislot" if kind in ("list", "version") else "slot"
            topics.setdefault(topic, []).append(f"  ({slot} {name} (default nil))")
        for topic, slots in topics.items():
            yield "\n".join([f"(deftemplate {topic}", *slots]) + ")"
            yield f"(defrule complete-{topic} (declare (salience 70)) (not ({topic})) => (assert ({topic})))"

    def _code_rules(self) -> Iterator[str]:
        topic, _, name = self._base.code_fact.partition(".")
        os_topic, _, os_name = self._base.platform_fact.partition(".")
        code = f"({topic} ({name} ?c&~nil))"
        yield (
            f"(defrule unknown-code (declare (salience 60)) ?f <- {code} (not (error-code (code ?c)))\n"
            f"  => (assert (unknown-code)) (modify ?f ({name} nil)))"
        )
        yield (
            f"(defrule platform-of-code (declare (salience 50)) {code}\n"
            f'  (error-code (code ?c) (platform ?p&~"")) ?f <- ({os_topic} ({os_name} nil))\n'
            f"  => (modify ?f ({os_name} ?p)))"
        )
        yield (
            f"(defrule code-in-question (declare (salience 45)) {code} (error-code (code ?c))\n"
            "  => (assert (code-in-question (code ?c))))"
        )

    def _data(self) -> Iterator[str]:
        checks = {f.id for f in self._base.families if f.health_check}
        for code in self._base.codes:
            yield f"(error-code (code {_text(code.code)}) (platform {_text(code.platform)}))"
            if EVERY_CAUSE in code.leaves_open:
                yield f"(points-on (code {_text(code.code)}))"
            yield from (f"(names (code {_text(code.code)}) (cause {_text(cause)}))" for cause in code.names)
            for n, family in enumerate(code.families):
                yield f"(lists (code {_text(code.code)}) (family {_text(family)}) (place {n}))"
        for n, cause in enumerate(self._base.causes):
            check = "TRUE" if cause.family in checks else "FALSE"
            family = _text(cause.family)
            effect = _value(cause.effect)
            kind = f"(health-check {check}) (effect {effect})"
            yield f"(cause (id {_text(cause.id)}) (family {family}) (place {n}) {kind})"
            yield from (f"(leads (from {_text(cause.id)}) (to {_text(target)}))" for target in cause.leads_to)
            for rule in cause.rules:
                lasting = f"(fixed {_value(rule.fixed)}) (specific {_value(rule.specific)})"
                yield f"(rule (id {_text(rule.id)}) (cause {_text(cause.id)}) (kind {rule.kind}) {lasting})"
                for condition in rule.conditions:
                    yield f"(looks-at (rule {_text(rule.id)}) (fact {_text(condition.fact)}))"
                    if rule.kind in ("confirms", "suggests", "hints"):
                        n_condition = self._conditions.setdefault(condition, len(self._conditions))
                        yield f"(needs (rule {_text(rule.id)}) (condition {n_condition}))"

    def _rule(self, name: str, salience: int, conditions: Iterable[ConditionData], told: list[str]) -> Iterator[str]:
        patterns = [self._pattern(c, f"x{n}") for n, c in enumerate(conditions)]
        return _defrule(name, salience, patterns, told)

    def _pattern(self, condition: ConditionData, variable: str, fails: bool = False) -> str:
        """The pattern that matches where the condition holds, or where it fails; never where its fact is unknown."""
        kind = self._base.facts.get(condition.fact)
        if kind is None:
            test = _scalar_test(condition, f"?{variable}", "choice")
            test = f"(not {test})" if fails else test
            return f"(derived (fact {_text(condition.fact)}) (value ?{variable}&:{test}))"
        topic, _, name = condition.fact.partition(".")
        if kind in ("list", "version"):
            test = _list_test(condition, f"?{variable}", kind)
            test = f"(not {test})" if fails else test
            return f"({topic} ({name} $?{variable}&:(and (known ?{variable}) {test})))"
        test = _scalar_test(condition, f"?{variable}", kind)
        test = f"(not {test})" if fails else test
        return f"({topic} ({name} ?{variable}&~nil&:{test}))"


def _defrule(name: str, salience: int, patterns: list[str], told: list[str]) -> Iterator[str]:
    yield f"(defrule {name} (declare (salience {salience}))"
    yield from (f"  {pattern}" for pattern in patterns)
    yield "  =>"
    yield from (f"  (assert {fact})" for fact in told[:-1])
    yield f"  (assert {told[-1]}))"


def _deffacts(name: str, facts: list[str]) -> Iterator[str]:
    yield f"(deffacts {name}"
    yield from (f"  {fact}" for fact in facts)
    yield ")"


def _scalar_test(condition: ConditionData, variable: str, kind: str) -> str:
    literal = condition.literal
    if condition.operator in ("in", "not in"):
        words = " ".join(_value(v) for v in literal) if isinstance(literal, tuple) else ""
        found = f"(neq (member$ {variable} (create$ {words})) FALSE)"
        return found if condition.operator == "in" else f"(not {found})"
    if kind in ("integer", "number"):
        return f"({_COMPARED[condition.operator]} {variable} {_value(literal)})"
    return f"({'eq' if condition.operator == '==' else 'neq'} {variable} {_value(literal)})"


def _list_test(condition: ConditionData, variable: str, kind: str) -> str:
    literal = condition.literal
    if kind == "version":
        numbers = " ".join(str(int(n)) for n in str(literal).split("."))
        return f"({_COMPARED[condition.operator]} (version-order {variable} (create$ {numbers})) 0)"
    if condition.operator == "includes":
        return f"(neq (member$ {_value(literal)} {variable}) FALSE)"
    return f"({'=' if condition.operator == 'empty' else '<>'} (length$ {variable}) 0)"


def _value(value: object) -> str:
    """A literal in CLIPS: TRUE and FALSE, a number, or a string."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return repr(value) if isinstance(value, int | float) else _text(str(value))


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
