"""JSON as we take it: no duplicate keys, no NaN or Infinity, and bounds on depth and on the number of values."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

from pydantic_core import from_json, to_json

from ...facts.errors import InputError

MAX_DEPTH = 64
MAX_NODES = 2_000_000
MAX_CASE_NODES = 200_000  # in one case: a message is kept for each value that is wrong


def plain_json(text: str) -> Any:
    """The value of a JSON text. Raises ValueError, and RecursionError where it is nested too deeply."""
    if text.startswith("\ufeff"):
        raise json.JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0)  # as json.loads does
    return _strict().decode(text)


def json_within(text: str, most: int) -> Any:
    """The value of a JSON text with at most `most` values in it, as `plain_json` gives it, in less time.

    Raises what `plain_json` raises, and InputError where the value is nested too deeply or holds more values.
    """
    data = _quickly(text)
    if data is _UNSURE:
        data = plain_json(text)
    if len(text) > most or _levels(text) > MAX_DEPTH:  # each value takes a character
        limit(data, "", most)
    return data


_UNSURE = object()


def _quickly(text: str) -> Any:
    """The value of a JSON text in which no key stands twice and no number is infinite; `_UNSURE` where it may be so.

    The parser here keeps the last of several equal keys. So the strings are counted in what it made: a key that stood
    twice is missing there. Without a backslash, each string of a text has two quotation marks, and there are no others.
    """
    if "\\" in text:
        return _UNSURE
    try:
        data = from_json(text, allow_inf_nan=False, cache_strings="none")
        again = to_json(data)
    except (ValueError, TypeError):  # the other parser says what is wrong, in its words
        return _UNSURE
    return _UNSURE if again.count(b'"') != text.count('"') or b"Infinity" in again else data


def _levels(text: str) -> int:
    """No fewer than the levels of a JSON text. A bracket directly behind a quotation mark stands in a string."""
    most = text.count("{") + text.count("[")
    return most if most <= MAX_DEPTH else most - text.count('"[')


@cache
def _strict() -> json.JSONDecoder:
    return strict_decoder()  # making one takes as long as reading a small text


def strict_decoder() -> json.JSONDecoder:
    """A decoder that takes what `plain_json` takes, for texts in which more follows."""
    return json.JSONDecoder(
        object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite, parse_int=_short
    )


_MOST_DIGITS = 400  # more than any number that a program here writes


class Refused(ValueError):
    """A value that JSON allows or tolerates and we do not."""


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        twice = next(name for name, times in Counter(k for k, _ in pairs).items() if times > 1)
        raise Refused(f"the key {twice!r} stands twice in one object")
    return made


def _no_constant(name: str) -> Any:
    raise Refused(f"{name} is no number that can be used")


def _short(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise Refused(f"the number {text[:20]}... has {len(text)} digits")
    return int(text)


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise Refused(f"the number {text[:20]} is too large")
    return number


def limit(data: Any, where: str, most: int = MAX_NODES) -> None:
    """Raises InputError where data is nested too deeply, or holds more than this many values."""
    level, depth, nodes = [data], 0, 0
    while level:
        depth += 1
        nodes += len(level)
        if depth > MAX_DEPTH:
            raise InputError(f"is nested more than {MAX_DEPTH} levels deep", where=where)
        if nodes > most:
            raise InputError(f"holds more than {most} values", where=where)
        below: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                below.extend(value.values())
            elif isinstance(value, list):
                below.extend(value)
        level = below
