"""Which error code a pasted text means: by code, number or message, in any language the knowledge base has.

Codes of other operations than a backup are recognised too, so that they can be told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

from ..facts.signatures.matching import Literals
from .codes import CODES
from .codes.foreign import FOREIGN_CODES

SURE, POSSIBLE, MARGIN = 0.82, 0.55, 0.08
MAX_TEXT = 20_000
_ALL = (*CODES, *FOREIGN_CODES)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Recognised:
    """The code that a text means: `code` is None where none is sure; `candidates` are then the nearest, best first.

    `how` tells what the match rests on; a `near` match is not exact.
    """

    code: str | None
    how: Literal["code", "number", "message", "near", "none"]
    candidates: tuple[str, ...] = ()


def is_known(text: str | None) -> bool:
    """Whether a text is a code in its canonical spelling, and nothing else."""
    return text in _codes()


def recognise(text: str, number: int | None = None) -> Recognised:
    """Find the error code in a code, a number, or a pasted message, exactly first, then nearly."""
    if is_known(text) and number is None:
        return Recognised(text, "code")
    text = text[:MAX_TEXT]
    lowered = {w.lower() for w in re.findall(r"[A-Za-z]\w{5,}", text)}
    found = sorted({code for spelling, code in _spellings().items() if spelling in lowered})
    if len(found) == 1:
        return Recognised(found[0], "code")
    if found:
        return Recognised(None, "none", tuple(found))
    return _by_message(text) or _by_number(text, number) or _nearly(text)


def _by_message(text: str) -> Recognised | None:
    plain = _plain(text)
    found = [_messages()[number] for number, _, _ in _index().found_in(plain)]
    exact = {code for message, code in found if message == plain}
    inside = [(len(message), code) for message, code in found if len(message) >= 25]
    if len(exact) == 1:
        return Recognised(exact.pop(), "message")
    return Recognised(max(inside)[1], "message") if inside else None


def _by_number(text: str, number: int | None) -> Recognised | None:
    numbers = {n: c.code for c in _ALL for n in c.numbers}
    seen = [number] if number is not None else [int(n) for n in re.findall(r"\b\d{6}\b", text)]
    codes = sorted({numbers[n] for n in seen if n in numbers})
    return Recognised(codes[0], "number") if len(codes) == 1 else None


def _nearly(text: str) -> Recognised:
    words = _WORD.findall(text)
    if not words:
        return Recognised(None, "none")
    scores: dict[str, float] = {}
    token = words[0].lower() if len(words) == 1 else ""
    for code, likeness in _likenesses(text, token):
        scores[code] = max(scores.get(code, 0.0), likeness)
    best = sorted(scores, key=lambda c: (-scores[c], c))
    candidates = tuple(c for c in best if scores[c] >= POSSIBLE)[:3]
    if candidates and scores[best[0]] >= SURE:
        rivals = [c for c in best[1:] if scores[c] > scores[best[0]] - MARGIN and not _twins(c, best[0])]
        if not rivals:
            return Recognised(best[0], "near", candidates)
    return Recognised(None, "none", candidates)


def _likenesses(text: str, token: str) -> Iterator[tuple[str, float]]:
    if token:
        for spelling, code in _spellings().items():
            yield code, SequenceMatcher(None, token, spelling).ratio()
        return
    plain = _plain(text)[:2000]
    for message, code in _messages():
        matcher = SequenceMatcher(None, plain, message, autojunk=False)
        if matcher.real_quick_ratio() >= POSSIBLE and matcher.quick_ratio() >= POSSIBLE:
            yield code, matcher.ratio()


def _twins(one: str, other: str) -> bool:
    """Whether two codes differ only by a version suffix: they share their causes."""
    return one.removesuffix("V2") == other.removesuffix("V2")


@cache
def _codes() -> frozenset[str]:
    return frozenset(c.code for c in _ALL)


@cache
def _spellings() -> dict[str, str]:
    return {s.lower(): c.code for c in _ALL for s in (c.code, *c.aliases)}


@cache
def _messages() -> tuple[tuple[str, str], ...]:
    return tuple((_plain(m), c.code) for c in _ALL for m in (*c.messages, c.title))


@cache
def _index() -> Literals:
    """Where the messages stand: the index that finds known lines in logs."""
    return Literals([message for message, _ in _messages()])


def _plain(text: str) -> str:
    """Letters and digits only, in lower case: the Dutch edition splits words at odd places."""
    return "".join(_WORD.findall(text)).lower()
