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

from ..engine.knowledge import ErrorCode
from ..facts.signatures.matching import Literals
from .codes import CODES, POINTING
from .codes.foreign import FOREIGN_CODES
from .codes.guest import GENERIC_BEGINNINGS

SURE, POSSIBLE, MARGIN = 0.82, 0.55, 0.08
SHARED = 12  # letters with which messages of several codes begin: from so many on, only the rest tells them apart
MAX_TEXT = 20_000
_ALL = (*CODES, *FOREIGN_CODES)
_WORDS, _DOTTED = re.compile(r"[A-Za-z]\w{5,}"), re.compile(r"[A-Za-z]\w{5,}\.[A-Za-z]\w{2,}")
_WORD = re.compile(r"[^\W_]+")
# What Azure says of any resource that is not there: `The Resource 'Microsoft.RecoveryServices/vaults/v' under ...`.
_RESOURCE = re.compile(r"\bresource '?(?:/[^'\s]*/providers/)?(Microsoft\.[A-Za-z.]+/[A-Za-z]+)", re.IGNORECASE)
_VM = "microsoft.compute/virtualmachines"
GONE = frozenset(c.code for c in CODES if "vm_gone" in c.says)


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
    lowered = {w.lower() for w in _WORDS.findall(text)}
    dotted = {w.lower() for w in _DOTTED.findall(text)} & _spellings().keys()
    heads = {word.partition(".")[0] for word in dotted}  # what is said more closely is not meant as a whole
    found = sorted({code for word, code in _spellings().items() if word in dotted or word in lowered - heads})
    if GONE.intersection(found) and names_another_resource(text):
        found = [code for code in found if code not in GONE]
        if not found:
            return Recognised(None, "none")
    if len(found) == 1:
        return Recognised(found[0], "code")
    if found:
        return Recognised(None, "none", tuple(found))
    return _by_message(text) or _by_number(text, number) or _nearly(text)


def names_another_resource(text: str) -> bool:
    """Whether a text says of a resource that is no VM, as a vault or a key vault, that it is not there."""
    named = {found.lower() for found in _RESOURCE.findall(text)}
    return bool(named) and _VM not in named


def code_of(text: str) -> str | None:
    """The code whose name or whole message stands in a text; None for one that only resembles it."""
    found = recognise(text)
    return found.code if found.how in ("code", "message") else None


def is_another(code: str, number: int) -> bool:
    """Whether a number is of another error than this code: of other causes. A code that points on fits any."""
    told = {c.code: c for c in _ALL if number in c.numbers}
    mine = _by_code().get(code)
    if mine is None or not told or code in told or code in POINTING or POINTING & told.keys():
        return False
    return not any(_twins(code, other.code) or set(mine.families) == set(other.families) for other in told.values())


def _by_message(text: str) -> Recognised | None:
    plain = _plain(text)
    found = [_messages()[number] for number, _, _ in _index().found_in(plain)]
    exact = {code for message, code in found if message == plain}
    inside = [(len(message), code) for message, code in found if _weight(message) >= 25]
    if len(exact) == 1:
        return Recognised(exact.pop(), "message")
    return Recognised(max(inside)[1], "message") if inside else None


def _weight(message: str) -> int:
    """How much a message says, in letters of a Latin alphabet: a Japanese one says as much as two of these."""
    return len(message) + sum(letter >= "\u2e80" for letter in message)


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
    for message, code, shared in _beginnings():
        matcher = SequenceMatcher(None, plain, message, autojunk=False)
        if matcher.real_quick_ratio() >= POSSIBLE and matcher.quick_ratio() >= POSSIBLE:
            likeness = matcher.ratio()
            if shared >= SHARED and plain[: shared // 2] == message[: shared // 2]:
                rest = SequenceMatcher(None, plain[shared:], message[shared:], autojunk=False).ratio()
                if plain[shared:] and rest < POSSIBLE:
                    continue  # only what it shares with others fits
                likeness = likeness if rest >= SURE - MARGIN else min(likeness, SURE - MARGIN)
            yield code, likeness


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
    """Message texts and titles; a code of another operation without a text has no title of its own."""
    told = ((c.code, (*c.messages, *((c.title,) if c.families or c.messages else ()))) for c in _ALL)
    return tuple((_plain(text), code) for code, texts in told for text in texts)


@cache
def _by_code() -> dict[str, ErrorCode]:
    return {c.code: c for c in _ALL}


@cache
def _beginnings() -> tuple[tuple[str, str, int], ...]:
    """Each message with its code, and with how many letters the message of another code begins alike."""
    everything = _messages()
    generic = tuple((_plain(beginning), "") for beginning in GENERIC_BEGINNINGS)
    return tuple(
        (
            message,
            code,
            max(_alike(message, other) for other, its in (*everything, *generic) if not _twins(its, code)),
        )
        for message, code in everything
    )


def _alike(one: str, other: str) -> int:
    """With how many letters two texts begin alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


@cache
def _index() -> Literals:
    """Where the messages stand: the index that finds known lines in logs."""
    return Literals([message for message, _ in _messages()])


def _plain(text: str) -> str:
    """Letters and digits only, in lower case: the Dutch edition splits words at odd places."""
    return "".join(_WORD.findall(text)).lower()
