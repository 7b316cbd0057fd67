"""Questions that one look answers at once: a log that is pasted, the states that one page shows.

A knowledge base declares its bundles; the plan (plan.py) asks for a bundle as one question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..facts.commands import Command

BundleKind = Literal["lines", "output", "states"]


@dataclass(frozen=True, slots=True)
class State:
    """One thing that a page shows: its words for people, and the facts that it tells."""

    words: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, eq=False, slots=True)
class Bundle:
    """Facts that are asked for with one question.

    `lines`: the answer is text, as lines of a log, and what it holds tells which of `facts` are so. `output`: it is
    what commands print. `states`: it is which of `states` are seen, at one place. `how` are ways to get or see it, of
    an output all of the commands; `os` is the kind of guest that alone has it. A text is asked for once; states, as
    long as none of the facts is known or given up.
    """

    id: str
    kind: BundleKind
    question: str
    facts: tuple[str, ...]
    how: tuple[Command, ...]
    os: Literal["linux", "windows"] | None = None
    states: tuple[State, ...] = ()
