"""The only module that imports experta, with the traps of its last release (1.9.4, 2019) cured.

- Its pin frozendict 1.2 uses `collections.Mapping`, gone since Python 3.10: the name is put back only while both
  are imported, and removed again.
- `import experta` calls `logging.basicConfig()`: the root logger is left as it was. Its tracing stays off.
- Class-level caches keep facts alive after an engine is gone: `Matcher` and `Strategy` here have none.
- Rules of equal salience fire in an order that differs per process, and a rule whose condition has turned false may
  still fire: `Strategy` sorts by salience and rule name, and removes what is to be removed.
- A rule object is shared between engines of one class: build one class per engine (see inference.py).
"""

from __future__ import annotations

import collections
import collections.abc
import logging
from collections.abc import Iterator
from functools import cached_property
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
ExpertaRule = experta.Rule
prepare_rule = experta.matchers.rete.utils.prepare_rule
nodes = experta.matchers.rete.nodes
SameContextCheck = experta.matchers.rete.check.SameContextCheck


class Strategy(experta.strategies.DepthStrategy):  # type: ignore[misc, name-defined]
    """Conflict resolution: highest salience first, then rule name; nothing depends on hashes or on history."""

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


class Matcher(experta.matchers.ReteMatcher):  # type: ignore[misc, name-defined]
    """The Rete matcher without its class-level cache, idle while working memory is unchanged."""

    @staticmethod
    def prepare_ruleset(engine: Any) -> set[Any]:
        """The rules ready for the network. A plain conjunction is in normal form already: making it so costs most."""
        return {
            rule.new_conditions(*rule) if all(isinstance(e, Fact) for e in rule) else prepare_rule(rule)
            for rule in engine.get_rules()
        }

    @staticmethod
    def build_beta_part(ruleset: set[Any], alpha_terminals: dict[Any, Any]) -> None:
        """Join the patterns of each rule. experta does it so too, and defines seven functions for each rule."""
        for rule in ruleset:
            if not all(isinstance(e, Fact) for e in rule):
                experta.matchers.ReteMatcher.build_beta_part({rule}, alpha_terminals)
                continue
            last, *patterns = (alpha_terminals[pattern] for pattern in rule)
            for pattern in patterns:
                joined = nodes.OrdinaryMatchNode(SameContextCheck())
                last.add_child(joined, joined.activate_left)
                pattern.add_child(joined, joined.activate_right)
                last = joined
            end = nodes.ConflictSetNode(rule)
            last.add_child(end, end.activate)

    @cached_property
    def _conflict_sets(self) -> tuple[Any, ...]:
        return type(self).__mro__[1]._get_conflict_set_nodes.__wrapped__(self)  # type: ignore[attr-defined, no-any-return]

    def _get_conflict_set_nodes(self) -> tuple[Any, ...]:
        return self._conflict_sets

    def changes(self, adding: Any = None, deleting: Any = None) -> tuple[list[Any], list[Any]]:
        """The activations that appear and disappear with these facts; none where no fact changed."""
        if not adding and not deleting:
            return [], []
        return super().changes(adding, deleting)  # type: ignore[no-any-return]


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
