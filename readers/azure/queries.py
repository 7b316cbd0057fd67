"""What an answer to a query of one's own (`az ... --query`) was before: the names that the query took off, put back.

`--query properties.protectionState` answers with a bare word, `--query "[name,provisioningState]"` with a list, and in
a table or with `-o tsv` even the names that a query gives are lost. With the query, each value has its place again:
`{"properties": {"protectionState": ...}}`, which the readers of whole answers read. Of the language (jmespath.org,
grammar of 2025) that is understood which only chooses: names, lists of all or of filtered elements, multiselects, and
`length(...)` of a list. An answer to anything else (functions, pipes) is not put back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

LONGEST = 2000  # characters of a query
_DEEPEST = 40
_MOST_COUNTED = 2000
_TOKEN = re.compile(
    r"\s*(?:(?P<name>[A-Za-z_]\w{0,100}|\"[^\"\\\n]{1,100}\")|(?P<all>\[(?:\*|)\])|(?P<at>\[\d{1,3}\])|(?P<only>\[\?)|"
    r"(?P<mark>[.,:()\[\]{}@]))"
)
_MAY_BE_PARTS = {"statuses"}  # lists of which a part says nothing of the rest
MISSING = object()  # a value that is not shown


class Cannot(Exception):
    """A query, or an answer to it, of a form that is not put back."""


class Step(NamedTuple):
    """A part of a query: `kind` is name, all, only (a filter), at (an index), length, list or hash (multiselects)."""

    kind: str
    name: str = ""
    parts: tuple[tuple[str, tuple[Step, ...]], ...] = ()


Path = tuple[Step, ...]


def path_of(query: str) -> Path:
    """The steps of a query. Raises Cannot for one that does more than choose."""
    if len(query) > LONGEST:
        raise Cannot
    tokens = list(_tokens(query))
    path, at = _path(tokens, 0, 0)
    if at != len(tokens) or not path:
        raise Cannot
    return path


def _tokens(query: str) -> Iterator[tuple[str, str]]:
    at, end = 0, len(query.rstrip())
    while at < end:
        found = _TOKEN.match(query, at)
        if found is None:
            raise Cannot
        kind, text = str(found.lastgroup), found[0].strip().strip('"')
        at = found.end()
        if kind == "only":  # what a filter asks for is not needed, only where it ends
            at = _end_of_filter(query, at)
        yield kind, text


def _end_of_filter(query: str, at: int) -> int:
    quote, depth = "", 1
    while at < len(query):
        letter = query[at]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'`\"":
            quote = letter
        elif letter in "[]":
            depth += 1 if letter == "[" else -1
            if not depth:
                return at + 1
        at += 1
    raise Cannot


def _path(tokens: list[tuple[str, str]], at: int, depth: int) -> tuple[Path, int]:
    """The steps from a token on, and the token behind them."""
    if depth > _DEEPEST:
        raise Cannot
    steps: list[Step] = []
    while at < len(tokens):
        kind, text = tokens[at]
        if kind == "name" and at + 1 < len(tokens) and tokens[at + 1][1] == "(":
            inner, at = _path(tokens, at + 2, depth + 1)
            if text != "length" or steps or at >= len(tokens) or tokens[at][1] != ")":
                raise Cannot
            return (Step("length", parts=(("", inner),)),), at + 1
        if kind == "name":
            steps.append(Step("name", text))
        elif kind in ("all", "at", "only"):
            steps.append(Step(kind))
        elif text in "[{":
            parts, at = _multiselect(tokens, at + 1, text == "{", depth + 1)
            steps.append(Step("hash" if text == "{" else "list", parts=parts))
        elif text != "@":
            break
        at += 1
        if at < len(tokens) and tokens[at][1] == ".":
            at += 1
        elif at < len(tokens) and tokens[at][0] not in ("all", "at", "only"):
            break
    return tuple(steps), at


def _multiselect(
    tokens: list[tuple[str, str]], at: int, named: bool, depth: int
) -> tuple[tuple[tuple[str, Path], ...], int]:
    """The parts of a multiselect, each with its name, and where the bracket stands that ends it."""
    parts: list[tuple[str, Path]] = []
    while at < len(tokens):
        name = ""
        if named:
            if tokens[at][0] != "name" or at + 1 >= len(tokens) or tokens[at + 1][1] != ":":
                raise Cannot
            name, at = tokens[at][1], at + 2
        path, at = _path(tokens, at, depth)
        parts.append((name, path))
        if not path or at >= len(tokens) or tokens[at][1] not in (",", "}" if named else "]"):
            raise Cannot
        if tokens[at][1] != ",":
            return tuple(parts), at
        at += 1
    raise Cannot


def put_back(path: Path, value: Any, partial: bool = True) -> Any:
    """The object that a query with this path makes the value of. Raises Cannot where the value has another form.

    `partial`: the list that the query begins with may be a part of one.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    if value is MISSING:
        return MISSING
    if step.kind == "name":
        below = put_back(rest, value, step.name.lower() in _MAY_BE_PARTS)
        return MISSING if below is MISSING else {step.name: below}
    if step.kind == "length":
        return _counted(step.parts[0][1], value)
    if step.kind in ("all", "only", "at"):
        if step.kind != "all" and not partial:
            raise Cannot  # what else is in the list is not known
        if step.kind == "at":
            value = [value]
        if not isinstance(value, list) or any(each.kind in ("all", "only") for each in rest):
            raise Cannot  # of two lists in one only the elements of the inner ones are shown
        found = (put_back(rest, each, partial=False) for each in value)
        return [each for each in found if each is not MISSING]
    return _gathered(step, rest, value)


def _counted(path: Path, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MOST_COUNTED or not path:
        raise Cannot
    return put_back(path, [{} for _ in range(value)])


def _gathered(step: Step, rest: Path, value: Any) -> Any:
    """What the parts of a multiselect make together."""
    if rest:
        raise Cannot
    if step.kind == "hash":
        if not isinstance(value, dict):
            raise Cannot
        given = [value.get(name, MISSING) for name, _ in step.parts]
    elif isinstance(value, list) and len(value) == len(step.parts):
        given = value
    else:
        raise Cannot
    whole: Any = MISSING
    for (_, path), each in zip(step.parts, given, strict=True):
        whole = _joined(whole, put_back(path, each))
    return whole


def _joined(one: Any, other: Any) -> Any:
    """Two objects as one. Raises Cannot where they say different things of one place."""
    if one is MISSING or other is MISSING:
        return one if other is MISSING else other
    if isinstance(one, dict) and isinstance(other, dict):
        return one | {key: _joined(one.get(key, MISSING), value) for key, value in other.items()}
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [_joined(a, b) for a, b in zip(one, other, strict=True)]
    if one != other:
        raise Cannot
    return one


def is_a_value(path: Path) -> bool:
    """Whether a part of a query chooses one value, not a list of them."""
    return all(step.kind == "name" for step in path)
