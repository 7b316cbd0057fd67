"""Conditions: declarative tests on facts, as data.

A condition names a fact, an operator and a literal. It is three-valued: it *holds* or *fails* where the fact is
known, and is *unknown* where it is absent; unknown is never false. The same declaration is compiled for the
inference (inference.py), shown in explanations (`words`), and tells what to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

from ..facts.case import Observation
from ..facts.declaration import nearest
from ..facts.quantities import Version
from ..facts.vocabulary import vocabulary

Operator = Literal["==", "!=", "<", "<=", ">", ">=", "in", "not in", "includes", "empty", "not empty"]


class Truth(Enum):
    """The three truth values of a condition."""

    HOLDS = "holds"
    FAILS = "fails"
    UNKNOWN = "unknown"


_TESTS: dict[Operator, Callable[[Any, Any], bool]] = {
    "==": lambda value, literal: bool(value == literal),
    "!=": lambda value, literal: bool(value != literal),
    "<": lambda value, literal: bool(value < literal),
    "<=": lambda value, literal: bool(value <= literal),
    ">": lambda value, literal: bool(value > literal),
    ">=": lambda value, literal: bool(value >= literal),
    "in": lambda value, literal: value in literal,
    "not in": lambda value, literal: value not in literal,
    "includes": lambda value, literal: literal in value,
    "empty": lambda value, literal: not value,
    "not empty": lambda value, literal: bool(value),
}
_OPPOSITE: dict[Operator, Operator] = {
    "==": "!=",
    "!=": "==",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
    "in": "not in",
    "not in": "in",
    "empty": "not empty",
    "not empty": "empty",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A test of one fact against a literal: `fact` is a path of the vocabulary."""

    fact: str
    operator: Operator
    literal: Any = None

    def test(self, value: Any) -> bool:
        """Whether it holds for a known value."""
        return _TESTS[self.operator](value, self.literal)

    def truth(self, known: Mapping[str, Observation]) -> Truth:
        """Its truth, given the known facts by path."""
        observation = known.get(self.fact)
        if observation is None:
            return Truth.UNKNOWN
        return Truth.HOLDS if self.test(observation.value) else Truth.FAILS

    def __invert__(self) -> Condition:
        """The condition that holds exactly where this one fails. Raises ValueError where the vocabulary has none."""
        opposite = _OPPOSITE.get(self.operator)
        if opposite is None:
            raise ValueError(f"the condition {self.words} has no opposite")
        return Condition(self.fact, opposite, self.literal)

    @property
    def needed(self) -> str:
        """What the fact has to be, in words, as `is not one of stopped, deallocated`."""
        if self.operator == "empty":
            return "is none"
        if self.operator == "not empty":
            return "is at least one"
        word = {"==": "is", "!=": "is not", "in": "is one of", "not in": "is not one of"}.get(
            self.operator, self.operator
        )
        return f"{word} {show(self.literal)}"

    @property
    def plain(self) -> str:
        """The condition for people who do not know the facts' names, by the fact's title."""
        title = vocabulary()[self.fact].title.replace("`", "")
        if vocabulary()[self.fact].kind == "bool":
            return title if self.test(True) else f"not: {title}"
        return f"{title} {self.needed}"

    @property
    def words(self) -> str:
        """The condition in words, as `agent.status is not_ready`."""
        return f"{self.fact} {self.needed}"


def show(value: Any) -> str:
    """A fact's value as people write it."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, frozenset, list)):
        return ", ".join(show(v) for v in value) or "none"
    if isinstance(value, float):
        return f"{value:g}" if value < 1e6 else f"{value:.0f}"
    return str(value)


class FactName:
    """A fact, as rule authors write it: comparing it gives a `Condition` instead of a truth value."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def _condition(self, operator: Operator, literal: Any = None) -> Condition:
        return Condition(self.path, operator, _literal(self.path, operator, literal))

    def __eq__(self, literal: object) -> Condition:  # type: ignore[override]
        """The fact is this value."""
        return self._condition("==", literal)

    def __ne__(self, literal: object) -> Condition:  # type: ignore[override]
        """The fact is known, and another value."""
        return self._condition("!=", literal)

    def __lt__(self, literal: Any) -> Condition:
        """The fact is below this value."""
        return self._condition("<", literal)

    def __le__(self, literal: Any) -> Condition:
        """The fact is at most this value."""
        return self._condition("<=", literal)

    def __gt__(self, literal: Any) -> Condition:
        """The fact is above this value."""
        return self._condition(">", literal)

    def __ge__(self, literal: Any) -> Condition:
        """The fact is at least this value."""
        return self._condition(">=", literal)

    def one_of(self, *literals: Any) -> Condition:
        """The fact is one of these values."""
        return self._condition("in", literals)

    def none_of(self, *literals: Any) -> Condition:
        """The fact is known, and none of these values."""
        return self._condition("not in", literals)

    def includes(self, literal: Any) -> Condition:
        """The list contains this value."""
        return self._condition("includes", literal)

    @property
    def empty(self) -> Condition:
        """The list is known to have no element."""
        return self._condition("empty")

    @property
    def not_empty(self) -> Condition:
        """The list has an element."""
        return self._condition("not empty")

    __hash__ = None  # type: ignore[assignment]


class TopicNames:
    """The facts of one topic, as attributes: `agent.status` is a `FactName`. Unknown names fail at import."""

    def __init__(self, topic: str) -> None:
        self._topic = topic

    def __getattr__(self, name: str) -> FactName:
        path = f"{self._topic}.{name}"
        if path not in vocabulary():
            names = [p for p in vocabulary() if p.startswith(f"{self._topic}.")]
            raise AttributeError(f"no fact {path}; did you mean {nearest(path, names) or names}?")
        return FactName(path)


def as_condition(fact: str, operator: Operator, literal: Any) -> Condition:
    """A condition of plain data, where literals may be texts: they get the type of the fact's values.

    Raises ValueError or TypeError for a literal that the fact cannot be compared with.
    """
    spec = vocabulary()[fact]
    if operator in ("empty", "not empty"):
        return Condition(fact, operator, _literal(fact, operator, None))
    several = operator in ("in", "not in")
    if several != isinstance(literal, list | tuple) or literal is None:
        raise ValueError(f"{operator!r} needs {'a list of values' if several else 'one value'}, not {literal!r}")
    if operator in ("<", "<=", ">", ">=") and spec.kind not in ("integer", "number", "version", "time"):
        raise ValueError(f"{operator!r} compares numbers and versions, and {fact} is a {spec.kind}")
    values = tuple(_as_plain(spec.kind, value) for value in (literal if several else (literal,)))
    return Condition(fact, operator, _literal(fact, operator, values if several else values[0]))


def _as_plain(kind: str, value: Any) -> Any:
    """A literal that may be a text, in the type of a fact of this kind."""
    text = str(value).strip()
    if kind == "bool":
        words = {"true": True, "yes": True, "false": False, "no": False}
        return words.get(text.lower(), value)
    if kind in ("integer", "number"):
        return int(text) if kind == "integer" else float(text)
    if kind == "time":
        raise ValueError("times are compared by facts that are derived from them")
    return text


def _literal(path: str, operator: Operator, literal: Any) -> Any:
    """The literal in the type of the fact's values. Raises ValueError where the fact cannot have it."""
    spec = vocabulary()[path]
    wanted = literal if isinstance(literal, tuple) else (literal,)
    if operator in ("empty", "not empty", "includes"):
        if spec.kind != "list":
            raise ValueError(f"{path} is no list, {operator!r} does not apply")
        return literal
    if spec.kind == "choice" and not set(wanted) <= set(spec.choices):
        raise ValueError(f"{path} cannot be {literal!r}; it is one of {', '.join(spec.choices)}")
    if spec.kind == "bool" and not all(isinstance(v, bool) for v in wanted):
        raise ValueError(f"{path} is true or false, not {literal!r}")
    if spec.kind == "version":
        wanted = tuple(Version.parse(v) for v in wanted)
    elif spec.kind == "number":
        wanted = tuple(float(v) for v in wanted)
    elif spec.kind == "rows":
        raise ValueError(f"{path} holds rows; conditions look at its summaries")
    return wanted if isinstance(literal, tuple) else wanted[0]
