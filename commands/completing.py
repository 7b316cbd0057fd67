"""What can stand in an argument, for the completion of every shell: codes, causes, facts with their values."""

from __future__ import annotations

from collections.abc import Iterable

Completions = list[tuple[str, str]]  # what is put there, and what a shell tells of it


def codes(incomplete: str) -> Completions:
    """The error codes that begin so; none where nothing is typed yet, so that files are offered."""
    from ..kb.knowledge import knowledge_base

    kb = knowledge_base()
    return _beginning(((c.code, c.title) for c in (*kb.codes, *kb.foreign_codes)), incomplete) if incomplete else []


def causes(incomplete: str) -> Completions:
    """The causes whose id begins so."""
    from ..kb.knowledge import knowledge_base

    return _beginning(((c.id, c.title) for c in knowledge_base().in_order), incomplete)


def causes_and_codes(incomplete: str) -> Completions:
    """What `kb show` takes."""
    return [*causes(incomplete), *codes(incomplete)]


def facts(incomplete: str) -> Completions:
    """The facts that begin so, with `=` behind them; behind that, the values of those that have a choice."""
    from ..facts.vocabulary import vocabulary

    name, equals, _ = incomplete.partition("=")
    known = {
        path: spec for path, spec in vocabulary().items() if not path.startswith("derived.") and spec.kind != "rows"
    }
    if equals and name in known:
        spec = known[name]
        values = ("yes", "no") if spec.kind == "bool" else spec.choices
        return _beginning(((f"{name}={value}", "") for value in (*values, "unknown")), incomplete)
    return _beginning(((f"{path}=", spec.title) for path, spec in known.items()), incomplete)


def _beginning(found: Iterable[tuple[str, str]], incomplete: str) -> Completions:
    """Those that begin with what is typed."""
    return [(word, told) for word, told in found if word.startswith(incomplete)]
