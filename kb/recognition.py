"""Which error code a pasted text means: by code, number or message, in any language the knowledge base has.

Codes of other operations than a backup are recognised too, so that they can be told apart.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Literal

from ..engine.knowledge import ErrorCode
from ..facts.failure_texts import Told, codes_named, innermost, is_made_by_a_program, told_in, unquoted
from ..facts.signatures.matching import Literals
from .codes import CODES, POINTING
from .codes.foreign import FOREIGN_CODES
from .codes.guest import GENERIC_BEGINNINGS

SURE, POSSIBLE, MARGIN = 0.82, 0.55, 0.08
SHARED = 12  # letters with which messages of several codes begin: from so many on, only the rest tells them apart
MAX_TEXT = 20_000
LONGEST_CODE = 500  # characters
SHORT = 300  # characters up to which a text is one message; a longer one is looked through, sentence by sentence
_SENTENCES, _SENTENCE = 40, (25, 400)  # how many are compared with messages, and of which lengths
_ALIKE = 0.4  # the share of a message's words that a sentence has to have to be compared with it
_ALL = (*CODES, *FOREIGN_CODES)
_WORDS = re.compile(r"[A-Za-z]\w{5,}")
_DOTTED = re.compile(r"\b[A-Za-z]\w{5,99}\.[A-Za-z]\w{2,99}")  # tried once a word, however long it is
_WORD = re.compile(r"[^\W_]+")
# What Azure says of any resource that is not there: `The Resource 'Microsoft.RecoveryServices/vaults/v' under ...`.
_RESOURCE = re.compile(r"\bresource '?(?:/[^'\s]*/providers/)?(Microsoft\.[A-Za-z.]+/[A-Za-z]+)", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[\r\n]+|(?<=[.!?。！？])\s+|(?<=[。！？])")
_CLAUSE_ENDS = re.compile(r"[\r\n;]+|(?<=[.!?。！？])\s+|(?<=[。！？])")
# What a person says of a failure that is not the one they ask about, in a text in lower case.
_ANOTHER_TIME = re.compile(
    r"\b(?:last (?:month|year|spring|summer|autumn|winter)|(?:weeks|months|years|days) ago|previous(?:ly)?|formerly|"
    r"earlier|once had|used to|in the past|had been|(?:was|were|got|is|been) (?:fixed|solved|resolved)|no longer|"
    r"instead of|unlike|(?:it|this|that) is not|isn['’]t|not (?:an? |the )?\w*error|similar to|"
    r"damals|früher|fr[uü]here[rns]?|letzte[ns] (?:monat|jahr)|behoben|gelöst|statt|"
    r"auparavant|le mois dernier|l['’]an(?:née)? derni(?:er|ère)|résolu|au lieu de|"
    r"antes|el mes pasado|resuelto|en lugar de|vorige maand|opgelost|in plaats van|eerder)\b|以前|先月|解決済"
)
_VM = "microsoft.compute/virtualmachines"
GONE = frozenset(c.code for c in CODES if "vm_gone" in c.says)
_FOREIGN = frozenset(c.code for c in FOREIGN_CODES)
# What the resource manager calls errors of many kinds: the message alone tells which it is.
COLLECTIVE = frozenset(
    {"OperationNotAllowed", "BadRequest", "Conflict", "NotFound", "InvalidParameter", "InternalServerError"}
    | {"Forbidden", "Unauthorized", "PreconditionFailed", "DeploymentFailed", "ResourceDeploymentFailure"}
    | {"InvalidTemplateDeployment", "VMRestorePointClientError", "DiskRestorePointClientError"}
)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The code that a text means: `code` is None where none is sure; `candidates` are then the nearest, best first.

    `how` tells what the match rests on; a `near` match is not exact. With `several`, the text names several failures by
    their codes or whole messages: the candidates are these, the one that it is most likely about first.
    """

    code: str | None
    how: Literal["code", "number", "message", "near", "several", "none"]
    candidates: tuple[str, ...] = ()


def is_no_code(text: str) -> bool:
    """Whether what was given as a code is a text: it has several words, or is longer than any code."""
    return len(text.split()) > 1 or len(text) > LONGEST_CODE


def is_known(text: str | None) -> bool:
    """Whether a text is a code in its canonical spelling, and nothing else."""
    return text in _codes()


def recognise(text: str, number: int | None = None) -> Recognised:
    """Find the error code in a code, a number, or a pasted text, exactly first, then nearly.

    Of several codes in one text that of the backup counts before one of another operation, and one that says something
    before one that only points on; then the one that stands where an error's code is told.
    """
    if is_known(text) and number is None:
        return Recognised(text, "code")
    text = unquoted(text[:MAX_TEXT])
    lowered = {w.lower() for w in _WORDS.findall(text)}
    dotted = {w.lower() for w in _DOTTED.findall(text)} & _spellings().keys()
    heads = {word.partition(".")[0] for word in dotted}  # what is said more closely is not meant as a whole
    found = sorted({code for word, code in _spellings().items() if word in dotted or word in lowered - heads})
    if found:
        found = _of_a_vm(found, text)
        if not found:
            return Recognised(None, "none")
        meant = the_failure(found, text)
        if len(meant) == 1:
            return Recognised(meant[0], "code")
        spelled = {spelling: code for spelling, code in _spellings().items() if code in meant}
        return Recognised(None, "several", _in_order(text.lower(), spelled))
    return _by_message(text) or _by_number(text, number) or _nearly(text)


def the_failure(found: Collection[str], text: str) -> tuple[str, ...]:
    """Of several codes that stand in a text those that can be the failure's; one, where it can be told."""
    left = list(found)
    for less in (_FOREIGN, POINTING):
        left = [code for code in left if code not in less] or left
    if len(left) < 2:
        return tuple(left)
    told = [each for each in told_in(text) if each.code and each.labelled]
    deepest = max((each.depth for each in told), default=0)
    named = {_spellings().get(each.code.lower()) for each in told if each.depth == deepest}
    labelled = [code for code in left if code in named]
    if len(labelled) == 1:
        return tuple(labelled)
    return tuple(_more_telling(left))


def _more_telling(codes: list[str]) -> list[str]:
    """Of codes that say one and the same, that which names a cause: a limit that is reached behind a lock, say."""
    known = [_by_code()[code] for code in codes]
    naming = [code.code for code in known if code.names]
    same = len({code.says for code in known}) == 1 and known[0].says
    return naming if same and len(naming) == 1 else codes


def _in_order(text: str, spelled: dict[str, str]) -> tuple[str, ...]:
    """The codes in the order in which a text names them, behind the others those that it only tells of another time."""
    order: dict[str, None] = {}
    now: set[str] = set()
    for clause in _CLAUSE_ENDS.split(text):
        words = sorted((*_DOTTED.finditer(clause), *_WORDS.finditer(clause)), key=lambda word: word.start())
        named = [spelled[word[0]] for word in words if word[0] in spelled]
        order.update(dict.fromkeys(named))
        if not _ANOTHER_TIME.search(clause):
            now.update(named)
    return tuple(sorted(order, key=lambda code: code not in now))


def unknown_code(text: str) -> str | None:
    """A code that a text tells as an error's, and that nobody knows; None where there is none."""
    told = [Told(e.code, "", e.labelled, e.depth) for e in told_in(text) if is_made_by_a_program(e.code)]
    found = innermost([e for e in told if e.code.lower() not in _spellings() and e.code not in COLLECTIVE])
    if found is not None:
        return found.code
    named = [code for code in codes_named(unquoted(text[:MAX_TEXT])) if code.lower() not in _spellings()]
    return named[0] if len(set(named)) == 1 else None


def meant_by(word: str) -> tuple[str, ...]:
    """The known codes that a mistyped one can mean, best first; nothing for several words, or a known code."""
    word = word.strip().strip("\"'`.,;:")
    if len(word.split()) != 1 or any(part.lower() in _spellings() for part in re.findall(r"\w+", word)):
        return ()
    found = _nearly(word)
    return found.candidates


def _of_a_vm(found: list[str], text: str) -> list[str]:
    """The codes without those that say that the VM is gone, where the text says so of another resource."""
    if GONE.isdisjoint(found) or not names_another_resource(text):
        return found
    return [code for code in found if code not in GONE]


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
    found = [(*_messages()[number], start, end) for number, start, end in _index().found_in(plain)]
    exact = {code for message, code, _, _ in found if message == plain}
    if len(exact) == 1:
        return Recognised(exact.pop(), "message")
    inside = [each for each in found if _weight(each[0]) >= 25]
    whole = [e for e in inside if not any(o[2] <= e[2] and e[3] <= o[3] and len(o[0]) > len(e[0]) for o in inside)]
    codes = _of_a_vm(list(dict.fromkeys(code for _, code, _, _ in whole)), text)
    if not codes:
        return None
    meant = the_failure(codes, text)
    first = meant[0]
    if all(_twins(first, other) for other in meant):
        return Recognised(max((len(m), c) for m, c, _, _ in whole if c in meant)[1], "message")
    return Recognised(None, "several", meant)


def _weight(message: str) -> int:
    """How much a message says, in letters of a Latin alphabet: a Japanese one says as much as two of these."""
    return len(message) + sum(letter >= "\u2e80" for letter in message)


def _by_number(text: str, number: int | None) -> Recognised | None:
    numbers = {n: c.code for c in _ALL for n in c.numbers}
    if number is not None:
        seen = [number]
    elif len(text) <= SHORT:
        seen = [int(n) for n in re.findall(r"\b\d{6}\b", text)]
    else:  # six digits may be anything there, unless they stand where an error's code is told
        seen = [int(each.code) for each in told_in(text) if each.code.isdecimal() and len(each.code) == 6]
    codes = sorted({numbers[n] for n in seen if n in numbers})
    return Recognised(codes[0], "number") if len(codes) == 1 else None


@lru_cache(maxsize=32)  # several questions are put to the same texts of a case
def _nearly(text: str) -> Recognised:
    words = _WORD.findall(text)
    if not words:
        return Recognised(None, "none")
    scores: dict[str, float] = {}
    token = words[0].lower() if len(words) == 1 else ""
    parts = [text] if len(text) <= SHORT and "\n" not in text.strip() else _sentences(text)
    for part in parts:
        for code, likeness in _likenesses(part, token, parts != [text]):
            scores[code] = max(scores.get(code, 0.0), likeness)
    best = sorted(_of_a_vm(list(scores), text), key=lambda c: (-scores[c], c))
    least = POSSIBLE if parts == [text] else SURE - MARGIN
    candidates = tuple(c for c in best if scores[c] >= least)[:3]
    if candidates and scores[best[0]] >= SURE:
        rivals = [c for c in best[1:] if scores[c] > scores[best[0]] - MARGIN and not _twins(c, best[0])]
        if not rivals:
            return Recognised(best[0], "near", candidates)
    return Recognised(None, "none", candidates)


def _sentences(text: str) -> list[str]:
    """The first sentences and lines of a text that are as long as messages are."""
    parts = (part.strip(" \t>|*-•\"'`") for part in _SENTENCE_ENDS.split(text))
    least, most = _SENTENCE
    return list(dict.fromkeys(part for part in parts if least <= len(part) <= most))[:_SENTENCES]


def _likenesses(text: str, token: str, quick: bool = False) -> Iterator[tuple[str, float]]:
    """How like a text is to each code, or to each message; `quick`: only to those with some words of it."""
    if token:
        places = _places(token)
        for spelling, code in _spellings().items():
            if _at_most(token, places, spelling) >= POSSIBLE:
                yield code, SequenceMatcher(None, token, spelling).ratio()
        return
    plain = _plain(text)[:2000]
    places = _places(plain)
    words = {word.lower() for word in _WORD.findall(text)} if quick else set()
    for (message, code, shared), its in zip(_beginnings(), _words_of_messages(), strict=True):
        if quick and len(words & its) < _ALIKE * len(its):
            continue
        if _at_most(plain, places, message) >= POSSIBLE:
            likeness = SequenceMatcher(None, plain, message, autojunk=False).ratio()
            if shared >= SHARED and plain[: shared // 2] == message[: shared // 2]:
                rest = SequenceMatcher(None, plain[shared:], message[shared:], autojunk=False).ratio()
                if plain[shared:] and rest < POSSIBLE:
                    continue  # only what it shares with others fits
                likeness = likeness if rest >= SURE - MARGIN else min(likeness, SURE - MARGIN)
            yield code, likeness


def _places(text: str) -> dict[str, int]:
    """By letter, where it stands in a text: one bit for each place."""
    found: dict[str, int] = {}
    for place, letter in enumerate(text):
        found[letter] = found.get(letter, 0) | 1 << place
    return found


def _at_most(text: str, places: Mapping[str, int], other: str) -> float:
    """What `SequenceMatcher(None, text, other).ratio()` can be at most, many times faster than that.

    The letters that it matches stand in both texts in the same order, so there are no more of them than in the longest
    sequence of letters that both have: counted bit by bit, after Hyyrö, "Bit-parallel LCS-length computation
    revisited" (2004).
    """
    both = len(text) + len(other)
    if not both or 2.0 * min(len(text), len(other)) / both < POSSIBLE:
        return 0.0
    every = left = (1 << len(text)) - 1
    for letter in other:
        if here := places.get(letter):
            matched = left & here
            left = (left + matched | left - matched) & every
    return 2.0 * (len(text) - left.bit_count()) / both


def _twins(one: str, other: str) -> bool:
    """Whether two codes differ only by a version suffix: they share their causes."""
    return one.removesuffix("V2") == other.removesuffix("V2")


@cache
def _codes() -> frozenset[str]:
    return frozenset(c.code for c in _ALL)


@cache
def _spellings() -> dict[str, str]:
    known = {s.lower(): c.code for c in _ALL for s in (c.code, *c.aliases)}
    # A later edition of a code has a suffix, and its causes are those of the former.
    former = {s.removesuffix("v2"): code for s, code in known.items() if s.endswith("v2")}
    return former | known


def _texts() -> Iterator[tuple[str, str]]:
    """Message texts and titles with their codes; one of another operation without a text has no title of its own."""
    for code in _ALL:
        titles = (code.title,) if code.families or code.messages else ()
        yield from ((text, code.code) for text in (*code.messages, *titles))


@cache
def _messages() -> tuple[tuple[str, str], ...]:
    return tuple((_plain(text), code) for text, code in _texts())


@cache
def _words_of_messages() -> tuple[frozenset[str], ...]:
    """The words of each of the messages, in their order."""
    return tuple(frozenset(word.lower() for word in _WORD.findall(text)) for text, _ in _texts())


@cache
def _by_code() -> dict[str, ErrorCode]:
    return {c.code: c for c in _ALL}


@cache
def _beginnings() -> tuple[tuple[str, str, int], ...]:
    """Each message with its code, and with how many letters the message of another code begins alike."""
    generic = ((_plain(beginning), "") for beginning in GENERIC_BEGINNINGS)
    in_order = sorted({*_messages(), *generic})
    place = {each: n for n, each in enumerate(in_order)}
    found = []
    for message, code in _messages():
        before, after = in_order[: place[message, code]][::-1], in_order[place[message, code] + 1 :]
        # Of sorted texts, the nearest one in each direction begins most alike.
        near = (next((other for other, its in side if not _twins(its, code)), "") for side in (before, after))
        found.append((message, code, max(_alike(message, other) for other in near)))
    return tuple(found)


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
