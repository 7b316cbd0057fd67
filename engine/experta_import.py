"""The only module that imports experta, with the traps of its last release (1.9.4, 2019) cured.

- Its pin frozendict 1.2 uses `collections.Mapping`, gone since Python 3.10: the name is put back only while both
  are imported, and removed again.
- `import experta` calls `logging.basicConfig()`: the root logger is left as it was. Its tracing stays off.
- Class-level caches keep facts alive after an engine is gone: `Matcher` and `Strategy` here have none.
- Rules of equal salience fire in an order that differs per process, and a rule whose condition has turned false may
  still fire: `Strategy` sorts by salience and rule name, and removes what is to be removed.
- A rule object is shared between engines of one class: build one class per engine (see inference.py).
- Each rule's signature is inspected twice, each reset and each change walks all nodes: `Rule` and `Matcher` do not.
"""

from __future__ import annotations

import collections
import collections.abc
import logging
from collections.abc import Iterator
from typing import Any


def _import_experta() -> Any:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    missing = not hasattr(collections, "Mapping")
    if missing:
        collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
    try:
        import experta
        import experta.fact
        import experta.matchers.rete.check
        import experta.matchers.rete.nodes
        import experta.matchers.rete.utils
        import experta.strategies
        import experta.watchers
        import frozendict  # type: ignore[import-untyped]  # noqa: F401  experta imports it; it needs the name above
    finally:
        if missing:
            del collections.Mapping  # type: ignore[attr-defined]
        root.handlers[:] = handlers
        root.setLevel(level)
    # Its tracing would follow the caller's root level; unset, it is off until someone calls experta.watch().
    for name in experta.watchers.ALL:
        watcher = getattr(experta.watchers, name)
        if watcher.level == logging.NOTSET:
            watcher.setLevel(logging.WARNING)
    return experta


experta = _import_experta()
Fact = experta.Fact
InitialFact = experta.InitialFact
P = experta.P
prepare_rule = experta.matchers.rete.utils.prepare_rule
generate_checks = experta.matchers.rete.utils.generate_checks
nodes = experta.matchers.rete.nodes
SameContextCheck = experta.matchers.rete.check.SameContextCheck
FeatureCheck = experta.matchers.rete.check.FeatureCheck
FactCapture = experta.matchers.rete.check.FactCapture
ConditionalElement = experta.conditionalelement.ConditionalElement


class ExpertaRule(experta.Rule):  # type: ignore[misc, name-defined]
    """A rule whose action takes the engine alone: its signature need not be inspected. Each rule is one of its own."""

    __hash__ = object.__hash__
    _wrapped: Any  # the action; set by experta

    def __eq__(self, other: object) -> bool:
        """Whether it is this very rule."""
        return self is other

    def __call__(self, *given: Any, **context: Any) -> Any:
        """Take the action, as a decorator does; later, run it."""
        if self._wrapped is not None:
            return self._wrapped(given[0])
        (self._wrapped,) = given
        self.__name__ = self._wrapped.__name__
        return self


class Strategy(experta.strategies.DepthStrategy):  # type: ignore[misc, name-defined]
    """Conflict resolution: highest salience first, then rule name; nothing depends on hashes or on history."""

    def update_agenda(self, agenda: Any, added: list[Any], removed: list[Any]) -> None:
        """Take up what has appeared and disappeared: after most rules nothing has."""
        if added or removed:
            super().update_agenda(agenda, added, removed)

    def _update_agenda(self, agenda: Any, added: list[Any], removed: list[Any]) -> None:
        kept = agenda.activations
        if removed:
            gone = {(a.rule.__name__, frozenset(f.__factid__ for f in a.facts)) for a in removed}
            kept = [a for a in kept if (a.rule.__name__, frozenset(f.__factid__ for f in a.facts)) not in gone]
        if added:
            # The agenda pops from the end. Names ascend, so they are sorted descending first (sorting is stable).
            kept = [*kept, *added]
            kept.sort(key=lambda a: (a.rule.__name__, sorted(f.__factid__ for f in a.facts)), reverse=True)
            kept.sort(key=lambda a: a.rule.salience)
        agenda.activations = kept


Touched = dict[Any, None]  # nodes that hold something of the present facts, each once


class _Test(nodes.FeatureTesterNode):  # type: ignore[misc, name-defined]
    """A node that tests a fact, where no pattern binds a variable: it hands the token on as it is.

    The test of one field is put to its value at once, and only where the fact has the field; experta splits the field's
    name anew for each fact, and asks all tests of a class.
    """

    def __init__(self, check: Any) -> None:
        super().__init__(check)
        self.field = self._test = None
        self._below: dict[str, list[_Test]] = {}  # the tests of a field that follow, by the field
        named = isinstance(check, FeatureCheck) and isinstance(check.what, str) and "__" not in check.what
        if named and isinstance(check.how, P):
            self.field, self._test = check.what, check.how.match

    def follow(self, tested: _Test) -> None:
        """Have a test follow this one."""
        if tested.field is None:
            self.add_child(tested, tested.activate)
        else:
            self._below.setdefault(tested.field, []).append(tested)

    def activate(self, token: Any) -> None:
        """Test the fact of the token."""
        (fact,) = token.data
        test = self._test
        if self.matcher(fact) if test is None else self.field in fact and test(fact[self.field]):
            for child in self.children:
                child.callback(token)
            if self._below:
                for field in fact:
                    for tested in self._below.get(field, ()):
                        tested.activate(token)


class _Join(nodes.OrdinaryMatchNode):  # type: ignore[misc, name-defined]
    """A node that joins two patterns, and tells when it holds something."""

    def __init__(self, touched: Touched) -> None:
        self._touched = touched
        super().__init__(SameContextCheck())

    def activate_left(self, token: Any) -> None:
        """Take a token from the patterns before."""
        self._touched[self] = None
        self._activate_left(token)

    def activate_right(self, token: Any) -> None:
        """Take a token from the last pattern."""
        self._touched[self] = None
        self._activate_right(token)


class _End(nodes.ConflictSetNode):  # type: ignore[misc, name-defined]
    """The last node of a rule, which tells when it holds something."""

    def __init__(self, rule: Any, touched: Touched) -> None:
        self._touched = touched
        super().__init__(rule)

    def activate(self, token: Any) -> None:
        """Take a token with which all conditions of the rule hold."""
        self._touched[self] = None
        self._activate(token)

    def _reset(self) -> None:
        super()._reset()
        self.added: set[Any] = set()
        self.removed: set[Any] = set()


class Matcher(experta.matchers.ReteMatcher):  # type: ignore[misc, name-defined]
    """The Rete matcher without its class-level cache. It looks only at the nodes that the present facts have reached.

    It does so where all rules are plain conjunctions without variables, as those of a knowledge base are; otherwise it
    is experta's.
    """

    def __init__(self, engine: Any) -> None:
        self._joins: Touched = {}
        self._ends: Touched = {}
        self._plain = True
        super().__init__(engine)

    def prepare_ruleset(self, engine: Any) -> set[Any]:
        """The rules ready for the network. A plain conjunction is in normal form already: making it so costs most."""
        rules = engine.get_rules()
        self._plain = all(_is_plain(rule) for rule in rules)
        return {rule if _is_plain(rule) else prepare_rule(rule) for rule in rules}

    def build_alpha_part(self, ruleset: set[Any], root_node: Any) -> dict[Any, Any]:
        """The nodes that test one fact each; returns the last one of each pattern. Equal tests share a node."""
        if not self._plain:
            return experta.matchers.ReteMatcher.build_alpha_part(ruleset, root_node)  # type: ignore[no-any-return]
        below: dict[tuple[Any, Any], Any] = {}
        ends = {}
        for pattern in {pattern: None for rule in ruleset for pattern in rule}:
            node = root_node
            for check in generate_checks(pattern):
                if isinstance(check, FactCapture):
                    continue  # which fact has met the pattern is of use to variables alone
                tested = below.get((node, check))
                if tested is None:
                    tested = below[node, check] = _Test(check)
                    if isinstance(node, _Test):
                        node.follow(tested)
                    else:
                        node.add_child(tested, tested.activate)
                node = tested
            ends[pattern] = node
        return ends

    def build_beta_part(self, ruleset: set[Any], alpha_terminals: dict[Any, Any]) -> None:
        """Join the patterns of each rule. experta does it so too, and defines seven functions for each rule."""
        if not self._plain:
            experta.matchers.ReteMatcher.build_beta_part(ruleset, alpha_terminals)
            return
        for rule in ruleset:
            last, *patterns = (alpha_terminals[pattern] for pattern in rule)
            for pattern in patterns:
                joined = _Join(self._joins)
                last.add_child(joined, joined.activate_left)
                pattern.add_child(joined, joined.activate_right)
                last = joined
            end = _End(rule, self._ends)
            last.add_child(end, end.activate)

    def _get_conflict_set_nodes(self) -> tuple[Any, ...]:
        if self._plain:
            return tuple(self._ends)
        return type(self).__mro__[1]._get_conflict_set_nodes.__wrapped__(self)  # type: ignore[attr-defined, no-any-return]

    def changes(self, adding: Any = None, deleting: Any = None) -> tuple[list[Any], list[Any]]:
        """The activations that appear and disappear with these facts; none where no fact changed."""
        if not adding and not deleting:
            return [], []
        return super().changes(adding, deleting)  # type: ignore[no-any-return]

    def reset(self) -> None:
        """Forget all facts."""
        if not self._plain:
            super().reset()
        for touched in (self._joins, self._ends):
            for node in touched:
                node._reset()
            touched.clear()


def _is_plain(rule: Any) -> bool:
    """Whether a rule is a conjunction of patterns that bind no variable."""
    return len(rule) > 0 and all(map(_binds_nothing, rule))


def _binds_nothing(element: Any) -> bool:
    """Whether it is a pattern without a name, whose values are literals and tests."""
    if not isinstance(element, Fact) or element.__bind__ is not None:
        return False
    named = (value for value in element.values() if isinstance(value, ConditionalElement))
    return all(isinstance(value, P) and value.__bind__ is None for value in named)


class Engine(experta.KnowledgeEngine):  # type: ignore[misc, name-defined]
    """A knowledge engine with the cures above; subclass it once per network."""

    __matcher__ = Matcher
    __strategy__ = Strategy
    _declare_initial_fact = None  # experta's own is one object for all engines, and keeps the last one alive

    def get_deffacts(self) -> list[Any]:
        """What yields the initial facts at each reset."""
        return [_initial_facts]


def _initial_facts() -> Iterator[Any]:
    yield experta.InitialFact()
