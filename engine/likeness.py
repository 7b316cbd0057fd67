"""How like a person's words are to what the causes say of themselves: an index as search engines have it (Okapi BM25).

It orders what is possible and proves nothing: no rule sees it, and no verdict hangs on it. The index is made of the
texts of the knowledge base alone, once for each, and gives the same order for the same words.

BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with the fields of a cause weighted
by how often their words count, and with pairs of words that follow each other (`delete lock`). It is short enough to
stand here; the libraries for it need numpy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from ..facts.case import Case
from ..facts.failure_texts import without_advice, without_labels
from ..facts.signatures import signs
from ..facts.vocabulary import vocabulary
from .knowledge import Cause, ErrorCode, KnowledgeBase
from .terms import Clauses, is_plain, stem, words
from .weighing import speaks

MOST_TEXT = 20_000  # characters of words that are looked at
MOST_LIKE = 3  # causes that words can bring forward
_SATURATION, _LENGTH = 1.2, 0.75  # as usual: much is said of some causes, and little of others
_COMMON = 0.3  # a word in more than this share of the causes is named to nobody, and alone brings no cause forward
_LEAST_WORDS, _LEAST_SCORE = 2, 6.0
_RARE = 7.5  # what one word alone has to score
_SURELY = 14.0  # where an error code has an order of its own, words have to say as much as this to change it
_NEAR = 0.4  # the share of the best likeness that another one needs to be brought forward as well
_FIRMLY = 20.0  # what they have to score to go before an effect that somebody told of
_SAID = 2  # how often a word counts that people say of a cause, or that explains it
_PAIR = 0.5  # how much a pair of words counts beside each of them
_MET = 1.0  # how much it counts how often a cause is met
_PRINTED = 0.5  # how much a word counts that a program printed, beside one that a person says


class Likeness(NamedTuple):
    """How like a cause is to some words: a figure that only compares, and the telling words that it shares."""

    cause: str
    score: float
    words: tuple[str, ...]


class Heard(NamedTuple):
    """What is known of a failure in words: as people told it, and what programs printed beside it."""

    told: str
    printed: str = ""


class Index:
    """The index of a knowledge base's causes."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._clauses = Clauses(kb.speech)
        self._roots_of: dict[str, frozenset[str]] = {}
        ours = [cause for cause in kb.in_order if not cause.pack]  # words of a pack reorder none of ours
        counts = {cause.id: _counted(kb, cause) for cause in ours}
        lengths = {cause: sum(counted.values()) for cause, counted in counts.items()}
        mean = sum(lengths.values()) / max(1, len(counts))
        self._longer = {c: _SATURATION * (1 - _LENGTH + _LENGTH * n / mean) for c, n in lengths.items()}
        self._places: dict[str, list[tuple[str, int]]] = {}
        for cause, counted in counts.items():
            for word, count in counted.items():
                self._places.setdefault(word, []).append((cause, count))
        self._pairs: dict[tuple[str, str], set[str]] = {}
        for each in ours:
            for pair in _pairs_of(kb, each):
                self._pairs.setdefault(pair, set()).add(each.id)
        self._order = {cause: n for n, cause in enumerate(counts)}
        self._met = {cause: _MET * log(1 + kb.met.get(cause, 0)) for cause in counts}

    def like(self, text: str, without: str = "", printed: str = "") -> list[Likeness]:
        """The causes that have something in common with the words of a text, the likest first.

        Words of the text `without` do not count: what an error code says is known already. Those that were only
        `printed` count less.
        """
        known = self._roots(without)
        clauses = [(clause, 1.0) for clause in self._clauses.of(text[:MOST_TEXT])]
        clauses += [(clause, _PRINTED) for clause in self._clauses.of(printed[:MOST_TEXT])]
        said: dict[str, tuple[str, float]] = {}  # by its stem the word as it was first said, and how much it counts
        paired: dict[tuple[str, str], float] = {}
        for clause, much in clauses:
            for root, word in clause:
                said.setdefault(root, (word, much))
            for pair in pairwise(root for root, _ in clause):
                paired.setdefault(pair, much)
        scores: dict[str, dict[str, float]] = {}
        for root, (_, much) in said.items():
            places = self._places.get(root, ()) if root not in known else ()
            rarity = self._rarity(places) * much
            for cause, count in places:
                weight = rarity * count * (_SATURATION + 1) / (count + self._longer[cause])
                scores.setdefault(cause, {})[root] = weight
        together: dict[str, float] = {}
        for pair, much in paired.items():
            having = self._pairs.get(pair, ()) if not known.issuperset(pair) else ()
            for cause in having:
                together[cause] = together.get(cause, 0.0) + _PAIR * self._rarity(having) * much
        found = []
        for cause, by_root in scores.items():
            telling = sorted((r for r in by_root if self._tells(r)), key=lambda r: (-by_root[r], r))
            score = sum(by_root.values()) + together.get(cause, 0.0) + self._met[cause]
            found.append(Likeness(cause, score, tuple(dict.fromkeys(said[root][0] for root in telling))))
        return sorted(found, key=lambda each: (-each.score, self._order[each.cause]))

    def _roots(self, text: str) -> frozenset[str]:
        """The stems of all words of a text, in the meanings that they may have: for texts of error codes, of which
        there are few."""
        if (found := self._roots_of.get(text)) is None:
            meant = (root for clause in self._clauses.of(text) for root, _ in clause)
            found = self._roots_of[text] = frozenset((*map(stem, words(text)), *meant))
        return found

    def _rarity(self, places: Collection[object]) -> float:
        """How much it tells that a word stands in so few causes (inverse document frequency)."""
        return log(1 + (len(self._order) - len(places) + 0.5) / (len(places) + 0.5))

    def _tells(self, root: str) -> bool:
        return len(self._places[root]) <= _COMMON * len(self._order)

    def like_enough(self, heard: Heard, code: ErrorCode | None, ordered: bool) -> list[Likeness]:
        """All causes that are like enough, the likest first.

        `code` is the known error code, `ordered` whether it has an order of causes of its own.
        """
        least = _SURELY if ordered else _LEAST_SCORE
        return [
            e for e in self.like(heard.told, _told_by(code), heard.printed) if e.score >= least and self._is_enough(e)
        ]

    @staticmethod
    def _is_enough(like: Likeness) -> bool:
        """Whether it rests on several words, on one that few causes have, or on the name of a setting or a file."""
        return len(like.words) >= _LEAST_WORDS or like.score >= _RARE or not all(map(is_plain, like.words))


@lru_cache(maxsize=8)
def index_of(kb: KnowledgeBase) -> Index:
    """The index of a knowledge base, made once."""
    return Index(kb)


def heard_of(case: Case, code: ErrorCode | None) -> Heard | None:
    """What is known of a case in words; None where nothing is.

    Messages of Azure belong to it only where no error code says what they mean.
    """
    error = case.error
    texts = [without_labels(without_advice(words)) for words in error.words or ()]
    if not speaks(code):
        texts += filter(None, (error.message, error.inner_message))
    heard = Heard("\n".join(texts), "\n".join(error.printed or ()))
    return heard if any(heard) else None


def like_enough(kb: KnowledgeBase, heard: Heard, code: ErrorCode | None) -> tuple[Likeness, ...]:
    """The causes that some words are like enough to, the likest first."""
    return tuple(index_of(kb).like_enough(heard, code, speaks(code)))


def brought_forward(
    kb: KnowledgeBase, heard: Heard, code: ErrorCode | None, among: Collection[str], beside: Collection[str] = ()
) -> list[Likeness]:
    """Those of some causes that words bring forward, at most `MOST_LIKE`, the likest first.

    Of those `beside`, which are in question for no other reason, the ones that the words surely mean.
    """
    found = [e for e in like_enough(kb, heard, code) if e.cause in among or (e.cause in beside and e.score >= _SURELY)]
    return [e for e in found[:MOST_LIKE] if e.score >= _NEAR * found[0].score]


def firmly_like(kb: KnowledgeBase, heard: Heard, code: ErrorCode | None, cause: Cause) -> bool:
    """Whether some words say enough of a cause for it to stand before what somebody told to be so."""
    found = index_of(kb).like(heard.told, _told_by(code), heard.printed)
    return any(each.cause == cause.id and each.score >= _FIRMLY for each in found)


def _told_by(code: ErrorCode | None) -> str:
    """What an error code says, which is known already."""
    return "" if code is None else " ".join((code.code, code.title, *code.messages))


def _counted(kb: KnowledgeBase, cause: Cause) -> Counter[str]:
    """How often each word counts in what is said of a cause; of names and numbers those that people say, or explain."""
    counts: Counter[str] = Counter()
    for weight, texts in _told(kb, cause):
        for text in texts:
            for word in words(text):
                if is_plain(word) or weight == _SAID:
                    counts[stem(word)] += weight
    return counts


def _pairs_of(kb: KnowledgeBase, cause: Cause) -> Iterator[tuple[str, str]]:
    """The words that follow each other in the title of a cause, and in what people say of it."""
    for phrase in (cause.title, *kb.speech.said.get(cause.id, "").split(";")):
        yield from pairwise(stem(word) for word in words(phrase))


def _told(kb: KnowledgeBase, cause: Cause) -> Iterator[tuple[int, Iterable[str]]]:
    """What is said of a cause, each with how often its words count."""
    yield _SAID, (kb.speech.said.get(cause.id, ""),)
    yield 3, (cause.title, cause.id)
    yield _SAID, (cause.explanation, cause.today)
    yield 1, (kb.family[cause.family].title,)
    named = (code for code in kb.codes if cause.id in code.names)
    yield 1, (text for code in named for text in (code.title, *code.messages))
    facts = dict.fromkeys(c.fact for rule in cause.rules for c in rule.conditions if rule.kind != "out_of_scope")
    yield 1, (vocabulary()[fact].title for fact in facts if fact in vocabulary() and fact != kb.code_fact)
    known_lines: Mapping[str, tuple[object, ...]] = signs()
    yield 1, (getattr(line, "example", "") for fact in facts for line in known_lines.get(fact, ()))
    yield 1, (f"{step.text} {step.caution}" for step in cause.remedy.steps)
    if cause.applies is not None and cause.applies.fact == kb.platform_fact:
        yield 2, (kb.speech.platforms.get(str(cause.applies.literal), str(cause.applies.literal)),)
