"""Values of facts that say nothing for any cause, declared so that `kb check` tells them from forgotten ones."""

from __future__ import annotations

from dataclasses import dataclass

from .conditions import FactName


@dataclass(frozen=True, slots=True)
class UninformativeValues:
    """Values of a fact that say nothing for any cause, and are there because readers and people see them."""

    fact: str
    values: tuple[str, ...]
    why: str


def uninformative(fact: FactName, *values: str, why: str) -> UninformativeValues:
    """Declare that these values of a fact speak for no cause."""
    return UninformativeValues(fact.path, values, why)
