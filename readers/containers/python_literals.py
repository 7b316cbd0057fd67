"""Data as Python prints it, `{'code': 'X', 'message': None}`: what people paste of the SDKs, made JSON again.

Only what `repr` and `pprint` write is taken, within bounds on size and nesting, and it is never run: `ast.literal_eval`
reads literals alone. The lines keep their numbers.
"""

from __future__ import annotations

import ast
import json
import re
from datetime import datetime
from typing import Any

from .strict_json import MAX_DEPTH

MOST = 256 * 1024  # characters of one literal
_MOST_TRIED = 20  # openings
_OPENING = re.compile(r"(?:\[\s{0,8}){0,4}\{\s{0,8}'|\[\s{0,8}'")
_ESCAPE = r"\\(?:[\\'\"nrt]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})"
# A string that does not end, or has an escape that Python never prints, is a token without its last quote.
_TOKEN = re.compile(rf"'(?:[^'\\\n]|{_ESCAPE})*+'?|\"(?:[^\"\\\n]|{_ESCAPE})*+\"?|[\[\](){{}}]")
_PAIRS = {"[": "]", "(": ")", "{": "}"}
_DATETIME = re.compile(
    r"datetime\.datetime\((?P<parts>\d{1,4}(?:, \d{1,6}){2,6})(?P<zone>, tzinfo=[\w.<> ()]{1,60}\)?)?\)"
)


def as_json(text: str) -> str | None:
    """The text with the data that Python printed in it as JSON; None where there is none."""
    if "'" not in text or "{'" not in text.replace(" ", "").replace("\n", ""):
        return None
    made: list[str] = []
    at = tried = 0
    while tried < _MOST_TRIED and (found := _OPENING.search(text, at)):
        tried += 1
        end = _end(text, found.start())
        data = _read(text[found.start() : end]) if end else None
        if data is None:
            made.append(text[at : found.end()])
            at = found.end()
            continue
        lines = text.count("\n", found.start(), end)
        made += [text[at : found.start()], json.dumps(data, default=str), "\n" * lines]
        at = end
    whole = "".join([*made, text[at:]])
    return whole if whole != text else None


def _end(text: str, begin: int) -> int:
    """Behind which character what opens here is closed; 0 where it is not, or is too large or too deep."""
    open_now: list[str] = []
    for found in _TOKEN.finditer(text, begin, begin + MOST):
        token = found[0]
        if token in _PAIRS:
            open_now.append(_PAIRS[token])
            if len(open_now) > MAX_DEPTH:
                return 0
        elif token[0] in "'\"":
            if len(token) == 1 or token[-1] != token[0]:
                return 0
        elif token != open_now.pop():
            return 0
        if not open_now:
            return found.end()
    return 0


def _read(text: str) -> Any:
    """What a literal means; None where it is none, or a name stands twice in it."""
    try:
        tree = ast.parse(_DATETIME.sub(_time, text), mode="eval")
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict):
                names = [key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)]
                if len(set(names)) != len(node.keys):
                    return None
        data = ast.literal_eval(tree)
        json.dumps(data, default=str, allow_nan=False)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None
    return data


def _time(found: re.Match[str]) -> str:
    """A time as Azure writes it; one without a zone is in UTC, as the SDKs have it."""
    try:
        return repr(datetime(*map(int, found["parts"].split(", "))).isoformat() + "Z")  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return found[0]
