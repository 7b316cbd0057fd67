"""What is reached over links from cause to consequence."""

from __future__ import annotations

from collections.abc import Mapping


def reached(links: Mapping[str, tuple[str, ...]], start: str) -> frozenset[str]:
    """Everything that `start` leads to, over any number of links."""
    found: set[str] = set()
    waiting = list(links.get(start, ()))
    while waiting:
        step = waiting.pop()
        if step not in found:
            found.add(step)
            waiting += links.get(step, ())
    return frozenset(found)
