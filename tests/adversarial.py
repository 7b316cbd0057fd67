"""Lines that take a regular expression the longest: made from its own parse tree, one for each part that repeats.

Each begins with what the part before a repetition matches, goes on with what is repeated, many times, and ends in what
does not fit, so that every way to match is tried. Beginnings that are repeated make a search begin again everywhere.
"""

from __future__ import annotations

import re
import re._constants as ops  # type: ignore[import-untyped]  # the parser of `re` has no public name
import re._parser as parser  # type: ignore[import-untyped]
from collections.abc import Iterator
from typing import Any

_PLENTY = 12  # a part that repeats less often cannot take long
_TRIED = "xX7 .:-/_\"'=\t\\([{|,\n\u4e00@"  # letters that classes are asked for
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


def _fits(items: list[Any], letter: str) -> bool:
    """Whether a class of letters has this one."""
    negated, found, code = False, False, ord(letter)
    for op, value in items:
        if op is ops.NEGATE:
            negated = True
        elif op is ops.LITERAL:
            found |= code == value
        elif op is ops.RANGE:
            found |= value[0] <= code <= value[1]
        elif op is ops.CATEGORY:
            negative = "NOT" in str(value)
            kind = {"DIGIT": letter.isdecimal(), "SPACE": letter.isspace(), "WORD": letter.isalnum() or letter == "_"}
            found |= kind[str(value).rpartition("_")[2]] != negative
    return found != negated


def _letter(items: list[Any], liked: str) -> str:
    for letter in (*liked, *_TRIED):
        if _fits(items, letter):
            return letter
    return next((chr(v if op is ops.LITERAL else v[0]) for op, v in items if op in (ops.LITERAL, ops.RANGE)), "x")


def _shortest(tree: Any, liked: str = "") -> str:
    """A short text that a part of a pattern matches, made of a letter that is liked wherever it fits."""
    made = ""
    for op, value in tree:
        if op is ops.LITERAL:
            made += chr(value)
        elif op is ops.NOT_LITERAL:
            made += next(letter for letter in (*liked, *_TRIED) if ord(letter) != value)
        elif op is ops.ANY:
            made += liked or "x"
        elif op is ops.IN:
            made += _letter(value, liked)
        elif op is ops.BRANCH:
            made += _shortest(value[1][0], liked)
        elif op is ops.SUBPATTERN:
            made += _shortest(value[3], liked)
        elif op in _REPEATS:
            made += _shortest(value[2], liked) * min(value[0], 50)
        elif op is ops.ATOMIC_GROUP:
            made += _shortest(value, liked)
    return made


def _pumps(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """What stands before each part that repeats, and what is repeated there."""
    for op, value in tree:
        if op in _REPEATS:
            if value[1] >= _PLENTY:
                yield from ((before, pump) for liked in ("", *_TRIED) if (pump := _shortest(value[2], liked)))
            yield from _pumps(value[2], before)
        elif op is ops.SUBPATTERN:
            yield from _pumps(value[3], before)
        elif op is ops.BRANCH:
            for branch in value[1]:
                yield from _pumps(branch, before)
        elif op is ops.ATOMIC_GROUP:
            yield from _pumps(value, before)
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            yield from _pumps(value[1], before)
        before += _shortest([(op, value)])
        if before:
            yield "", before


def attacks(pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """For each attack what it begins with, and what is repeated behind that."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    return list(dict.fromkeys((before[:2000], pump[:500]) for before, pump in _pumps(tree, "")))
