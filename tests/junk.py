"""Junk in every place of an answer."""

from __future__ import annotations

from typing import Any

from cases import EFFORT

JUNK = [None, "", 5, -1.5, float("nan"), 10**400, True, [], [None], {}, {"code": []}, "x" * 600, "\ud800", "/a/b//"]


def broken(data: Any, junk: Any) -> list[Any]:
    """The data once for every place in it, with junk in that place."""
    made: list[Any] = []
    if isinstance(data, dict):
        for key, value in data.items():
            made += [{**data, key: part} for part in (junk, *broken(value, junk))]
    elif isinstance(data, list):
        for at, value in enumerate(data):
            made += [[*data[:at], part, *data[at + 1 :]] for part in (junk, *broken(value, junk))]
    return made


def broken_today(data: Any, junk: Any) -> list[Any]:
    """Every fifth of them each day, the others with other junk; all in a long run."""
    made = broken(data, junk)
    return made if EFFORT > 1 else made[next(n for n, each in enumerate(JUNK) if each is junk) % 5 :: 5]
