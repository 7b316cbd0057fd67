"""How like a person's words are to what the causes say of themselves: an index as search engines have it (Okapi BM25).

It orders what is possible and proves nothing: no rule sees it, and no verdict hangs on it. The index is made of the
texts of the knowledge base alone, once for each, and gives the same order for the same words.

BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with the fields of a cause weighted
by how often their words count. It is short enough to stand here; the libraries for it need numpy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from math import log
from typing import NamedTuple

from ..facts.case import Case
from ..facts.failure_texts import without_advice, without_labels
from ..facts.signatures import signs
from ..facts.vocabulary import vocabulary
from .knowledge import Cause, ErrorCode, KnowledgeBase
from .weighing import speaks

MOST_TEXT = 20_000  # characters of words that are looked at
MOST_LIKE = 3  # causes that words can bring forward
_SATURATION, _LENGTH = 2.0, 0.3
_COMMON = 0.3  # a word in more than this share of the causes is named to nobody, and alone brings no cause forward
_LEAST_WORDS, _LEAST_SCORE = 2, 8.0
_ALONE = 10.0  # what a single telling word has to say
_SURELY = 14.0  # where an error code has an order of its own, words have to say as much as this to change it
_NEAR = 0.4  # the share of the best likeness that another one needs to be brought forward as well
_CHUNK = re.compile(r"[^\s,;:!?()\[\]{}\"'`<>|=*]+")
_PARTS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")  # what is made otherwise is a name, a path or a number
_LONGEST_WORD = 40
_REMOVED = "(secret removed)"  # what a redacted text has in place of a secret: nobody's words
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STOP_TEXT = """
    a about after again all also always am an and another any anything are as ask at away be because been before
    being below between both but by can cannot come comes could day days did do does doing done each either else
    end error ever every everything few find first for found from get gets give given go goes got had has have
    having he her here hers him his how however i idea if in into is it its itself just keep know last later
    least less let like look looks made make many may me might more most much must my myself need never new next
    night nightly no nobody none not nothing now of off often on once one only or other others our out over own
    page please possible quite rather said same say says see seem seems seen set several shall she should show
    shown shows since so some something still such sure take takes tell tells than that the their them then
    there these they thing this those though through thus till time times to today together too took tried tries
    try two under until up upon us use used uses using very want was way we week well went were what when where
    whether which while who whole whose why will with within without work working works would yes yet you your
    yours
    al als auf aus bei bij das dat de dem den der des deze die dit du een ein eine el en er es et ette geen het im
    ist kan kann la las le les los maken mit naar nicht niet om op para pas por que se sich sie sind te un una und une
    uw van voor von wat werden wir wordt zijn zu zum zur
"""
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ness", "ies", "ed", "es", "ly", "s", "e")
_SHORTEST = 4  # letters that an ending leaves


class Likeness(NamedTuple):
    """How like a cause is to some words: a figure that only compares, and the telling words that it shares."""

    cause: str
    score: float
    words: tuple[str, ...]


class Index:
    """The index of a knowledge base's causes."""

    def __init__(self, kb: KnowledgeBase) -> None:
        counts = {cause.id: _counted(kb, cause) for cause in kb.in_order}
        self._lengths = {cause: sum(words.values()) for cause, words in counts.items()}
        self._mean = sum(self._lengths.values()) / max(1, len(counts))
        self._places: dict[str, list[tuple[str, int]]] = {}
        for cause, words in counts.items():
            for word, count in words.items():
                self._places.setdefault(word, []).append((cause, count))
        self._order = {cause: n for n, cause in enumerate(counts)}

    def like(self, text: str, without: str = "") -> list[Likeness]:
        """The causes that have something in common with the words of a text, the likest first.

        Words of the text `without` do not count: what an error code says is known already.
        """
        known = {_stem(word) for word in _words(without)}
        said: dict[str, str] = {}  # by its stem the word as it was said
        for word in _words(text[:MOST_TEXT]):
            said.setdefault(_stem(word), word)
        scores: dict[str, dict[str, float]] = {}
        for stem in said:
            places = self._places.get(stem, ()) if stem not in known else ()
            if not places:
                continue
            rarity = log(1 + (len(self._order) - len(places) + 0.5) / (len(places) + 0.5))
            for cause, count in places:
                longer = 1 - _LENGTH + _LENGTH * self._lengths[cause] / self._mean
                weight = rarity * count * (_SATURATION + 1) / (count + _SATURATION * longer)
                scores.setdefault(cause, {})[stem] = weight
        found = [
            Likeness(
                cause,
                sum(by_stem.values()),
                tuple(said[stem] for stem in sorted(by_stem, key=lambda s: (-by_stem[s], s)) if self._tells(stem)),
            )
            for cause, by_stem in scores.items()
        ]
        return sorted(found, key=lambda each: (-each.score, self._order[each.cause]))

    def _tells(self, stem: str) -> bool:
        return len(self._places[stem]) <= _COMMON * len(self._order)

    def like_enough(self, text: str, code: ErrorCode | None, ordered: bool) -> list[Likeness]:
        """All causes that are like enough, the likest first.

        `code` is the known error code, `ordered` whether it has an order of causes of its own.
        """
        least = _SURELY if ordered else _LEAST_SCORE
        told = "" if code is None else " ".join((code.code, code.title, *code.messages))
        alone = max(least, _ALONE)
        found = (e for e in self.like(text, told) if e.words)
        return [e for e in found if e.score >= (least if len(e.words) >= _LEAST_WORDS else alone)]


@lru_cache(maxsize=8)
def index_of(kb: KnowledgeBase) -> Index:
    """The index of a knowledge base, made once."""
    return Index(kb)


def told_in_words(case: Case, code: ErrorCode | None) -> str:
    """What was told of a case in words.

    Messages of Azure belong to it only where no error code says what they mean; empty where nothing was told.
    """
    error = case.error
    texts = [without_labels(without_advice(words)) for words in error.words or ()]
    if not speaks(code):
        texts += filter(None, (error.message, error.inner_message))
    return "\n".join(texts)


def like_enough(kb: KnowledgeBase, text: str, code: ErrorCode | None) -> tuple[Likeness, ...]:
    """The causes that a text is like enough to, the likest first."""
    return tuple(index_of(kb).like_enough(text[:MOST_TEXT], code, speaks(code)))


def brought_forward(kb: KnowledgeBase, text: str, code: ErrorCode | None, among: Collection[str]) -> list[Likeness]:
    """Those of some causes that words bring forward, at most `MOST_LIKE`, the likest first."""
    found = [e for e in like_enough(kb, text, code) if e.cause in among]
    return [e for e in found[:MOST_LIKE] if e.score >= _NEAR * found[0].score]


def _counted(kb: KnowledgeBase, cause: Cause) -> Counter[str]:
    """How often each word counts in what is said of a cause."""
    counts: Counter[str] = Counter()
    for weight, texts in _told(kb, cause):
        for text in texts:
            for word in _words(text):
                counts[_stem(word)] += weight
    return counts


def _told(kb: KnowledgeBase, cause: Cause) -> Iterator[tuple[int, Iterable[str]]]:
    """What is said of a cause, each with how often its words count."""
    yield 3, (cause.title, cause.id)
    yield 2, (cause.explanation, cause.today)
    yield 1, (kb.family[cause.family].title,)
    named = (code for code in kb.codes if cause.id in code.names)
    yield 1, (text for code in named for text in (code.title, *code.messages))
    facts = dict.fromkeys(c.fact for rule in cause.rules for c in rule.conditions if rule.kind != "out_of_scope")
    yield 1, (vocabulary()[fact].title for fact in facts if fact in vocabulary() and fact != kb.code_fact)
    known_lines: Mapping[str, tuple[object, ...]] = signs()
    yield 1, (getattr(line, "example", "") for fact in facts for line in known_lines.get(fact, ()))
    yield 1, (f"{step.text} {step.caution}" for step in cause.remedy.steps)
    if cause.applies is not None and cause.applies.fact == kb.platform_fact:
        yield 2, (kb.platform_words.get(str(cause.applies.literal), str(cause.applies.literal)),)


def _words(text: str) -> Iterator[str]:
    """The words of a text in lower case, without those that tell nothing. Names have digits and dots in them, or are
    hyphenated: they count as a whole or not at all, so that what stands in their place changes nothing.
    """
    for chunk in _CHUNK.findall(text.replace(_REMOVED, " ")):
        word = chunk.strip(".-/")
        if len(word) > _LONGEST_WORD or _PARTS.fullmatch(word) is None:
            continue
        for part in (word, *_HUMP.split(word)) if _HUMP.search(word) and "-" not in word else (word,):
            lowered = part.lower()
            if len(lowered) > 1 and lowered not in _STOP:
                yield lowered


_STOP = frozenset(_STOP_TEXT.split())


def _stem(word: str) -> str:
    """The word without a common English ending; words of one kind mostly end up alike, which is all that is wanted."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
