"""Which fact to observe next: the one with the greatest expected saving, within what the document would have needed.

Each cause in question has a weight: the document's order, whether it is listed for the code, whether facts point to
it. The weight is spread over its ways (answers.py): the sets of facts that would confirm or suggest it. A fact is
worth the share of each way that it covers, the more the fewer facts the way still lacks, and what its answer is
expected to tell apart among the causes (fall of entropy); divided by a slow function of what it costs to observe.
Greedy choice by covered share and separated weight is the rule of adaptive submodular ranking (Navidi, Kambadur and
Nagarajan, Operations Research 2020); probability over cost is that of Heckerman, Breese and Rommelse (CACM 1995).

Walking the page from its top has a place for each way: the number of questions after which it would have asked for all
of it. The choice never lets a way miss its place: as soon as the facts of the ways due by some place leave no question
to spare until then, one of those facts is asked. So no truth that the rules describe needs more questions than the
page.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import groupby
from math import log2, prod
from typing import NamedTuple

from ..facts.commands import Cost
from ..facts.vocabulary import vocabulary
from .answers import Way, answers_of, entropy
from .assessment import Assessment
from .bundles import Bundle
from .conditions import Truth
from .knowledge import SPEAKS, Cause
from .page import page_order
from .result import NextCheck

OFTEN = 0.5  # how much it counts how often a cause is met
MOST = 8  # checks that a report shows
LEAST = 0.3  # weight however far down
FALL = 0.97  # weight from rank to rank
UNLISTED, BESIDE = 0.05, 0.4  # of a cause that is not listed for the code; of one that the code may still confirm
OUTSIDE = 0.1  # of a cause that is not even a candidate without evidence, against one that is
PAGE_FALL, PAGE_LIKELY = 0.95, 3.0  # the same where no truth may need more questions than the page asks
LIKELY = 30.0  # of a cause that facts point to
HINT = 0.3  # of a cause that nothing can confirm any more, and the share of ways that only suggest
INFORMATION = 0.1  # worth of a bit of information, against a way covered whole
DEAR, PAGE_DEAR = 0.3, 0.1  # how slowly worth falls with cost
ABLE = {"desk": 0.8, "guest": 0.6, "lines": 0.2}  # how probable it is that somebody can answer, by the place
TRUST = 4  # questions at a place after which what this person could tell there counts as much
ROOT = 5.0  # of what can be behind an effect whose root is open
ALIKE = 3.0  # of what a person's words resemble
CONFIRM = 0.3  # of making the first cause certain, against finding it
LINES = "signs."  # the facts that lines of a log tell
SAME_TOPIC = 1.6  # staying with a topic, or at a place, against changing it


class Open(NamedTuple):
    """A way that can still come true: its weight, the facts that it lacks, and what it may come to lack beside them."""

    way: Way
    weight: float
    lacking: tuple[str, ...]
    spare: frozenset[str]


class Item(NamedTuple):
    """One question: a fact, or a bundle of them with `fact` the most telling of those that are open.

    `chance` is how probable it is that somebody can answer it and the answer brings a cause forward; `worth` orders.
    """

    fact: str
    bundle: Bundle | None
    chance: float
    worth: float


class Plan:
    """The worth of each fact that could still be asked.

    `given_up` are facts that nobody could tell, `asked` those that were asked for so far, with or without an answer;
    `last` is the last one. What one of the `bundles` holds is one question, and `spent`
    tells how many were asked where that is not one for each fact. `as_page`: no truth may need more questions than the
    page does.
    """

    def __init__(
        self,
        reasoning: Assessment,
        given_up: Iterable[str] = (),
        asked: Collection[str] = (),
        last: str = "",
        bundles: Iterable[Bundle] = (),
        spent: int | None = None,
        as_page: bool = True,
    ) -> None:
        self._reasoning = reasoning
        self._answers = answers_of(reasoning.kb)
        self._reach: dict[int, tuple[str, ...]] = {}  # what each way lacks
        self._last = last
        self._as_page = as_page
        self._asked = asked
        self._spent = len(asked) if spent is None else spent
        self._given_up = frozenset(given_up)
        self._bundle = self._by_fact(bundles)
        self._out_of_reach = self._given_up | _alien(reasoning.platform)
        self.settles: dict[str, list[str]] = {}
        for cause in (*reasoning.ranked, *reasoning.outside):
            for fact in reasoning.missing_facts(cause):
                if vocabulary()[fact].askable and fact not in self._given_up:
                    self.settles.setdefault(fact, []).append(cause.id)
        self._open = list(self._weighed())
        self._about: dict[str, list[Open]] = {}  # the ways that look at a fact
        self._shares: dict[str, float] = {}  # by cause, the weight of its ways
        for each in self._open:
            self._shares[each.way.cause] = self._shares.get(each.way.cause, 0.0) + each.weight
            for fact in each.way.fits:
                self._about.setdefault(fact, []).append(each)

    def best(self) -> list[str]:
        """The facts still worth asking, best first; ties in the vocabulary's order. Those that are due come first."""
        return [item.fact for item in self.items]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The questions still worth asking, best first."""
        return tuple(self.first(len(self.settles)))

    def first(self, most: int) -> list[Item]:
        """The first of `items`. What the others would tell is not weighed: it is known to be no more."""
        order = {path: n for n, path in enumerate(vocabulary())}
        is_due = {self._key(fact) for fact in (self._due() if self._as_page else ())}
        together: dict[str, list[str]] = {}
        for fact in self.settles:
            together.setdefault(self._key(fact), []).append(fact)

        def place(item: Item) -> tuple[bool, bool, float, int]:
            fact = item.fact
            return self._key(fact) not in is_due, _is_hearsay(fact), -round(item.worth, 9), order[fact]

        waiting = sorted(((place(self._item(f, self._most_information)), f) for f in together.values()), reverse=True)
        found: list[tuple[tuple[bool, bool, float, int], Item]] = []
        while waiting and (len(found) < most or waiting[-1][0] < found[most - 1][0]):
            item = self._item(waiting.pop()[1], self._information)
            insort(found, (place(item), item), key=lambda pair: pair[0])
        return [item for _, item in found[:most]]

    def _item(self, facts: list[str], told: Callable[[str], float]) -> Item:
        """The question for these facts; `told` is what an answer tells, or a bound of it, in bits."""
        lead = max(facts, key=self._covered)
        bundle = self._bundle.get(lead)
        able = self._able(lead)
        chance = able * sum(map(self._covered, facts))
        worth = chance + able * INFORMATION * sum(map(told, facts))
        if self._is_beside(lead):
            worth *= SAME_TOPIC
        return Item(lead, bundle, chance, worth / _dear(lead, self._reasoning.platform, self._as_page))

    def _is_beside(self, fact: str) -> bool:
        """Whether the fact is of the topic, or else of the place, that was asked about last."""
        if not self._last or fact.partition(".")[0] == self._last.partition(".")[0]:
            return bool(self._last)
        platform = self._reasoning.platform
        return not self._as_page and _place(fact, platform) == _place(self._last, platform)

    def _key(self, fact: str) -> str:
        """What the question that asks for a fact is called: its bundle, else itself."""
        bundle = self._bundle.get(fact)
        return bundle.id if bundle else fact

    def _by_fact(self, bundles: Iterable[Bundle]) -> dict[str, Bundle]:
        """The bundles that can be asked for, by their facts."""
        found: dict[str, Bundle] = {}
        known = self._reasoning.known
        for bundle in bundles:
            had = self._given_up | known.keys() if bundle.kind == "states" else self._given_up
            if had.isdisjoint(bundle.facts) and self._reasoning.platform in (
                None,
                bundle.os or self._reasoning.platform,
            ):
                found.update(dict.fromkeys(bundle.facts, bundle))
        return found

    def _able(self, fact: str) -> float:
        """How probable it is that this person can answer: as it is usual for the place, and as it was so far."""
        if self._as_page:
            return 1.0
        place = _place(fact, self._reasoning.platform)
        here = [f for f in self._asked if _place(f, self._reasoning.platform) == place]
        told = sum(f in self._reasoning.known for f in here)
        return (ABLE[place] * TRUST + told) / (TRUST + len(here))

    # -- ways and their weights -------------------------------------------------------------------------------

    def _weighed(self) -> Iterator[Open]:
        found: list[Open] = []
        total = 0.0  # what cannot be asked about weighs too: the more of it, the less a question promises
        ranked = self._reasoning.ranked
        before: set[str] = set()
        for place, cause in enumerate((*ranked, *self._reasoning.outside)):
            ways = [
                (way, lacking, self._spare(way, before))
                for way in self._useful(cause)
                if (lacking := self._lacking(way, before))
            ]
            before.add(cause.id)
            firm = [each for each in ways if each[0].kind == "confirms"]
            hints = [each for each in ways if each[0].kind != "confirms"]
            weight = self._weight(cause, place, bool(firm)) * (1.0 if place < len(ranked) else OUTSIDE)
            total += weight
            if place == 0 and not self._as_page and self._reasoning.verdicts[cause.id] == "likely":
                weight *= CONFIRM
            for group, share in ((firm, 1 - HINT if hints else 1.0), (hints, HINT if firm or self._as_page else 1.0)):
                found += [
                    Open(way, weight * share / len(group) * self._chance(way, lacking), lacking, spare)
                    for way, lacking, spare in group
                ]
        total = sum(o.weight for o in found) or 1.0 if self._as_page else total
        return (o._replace(weight=o.weight / total) for o in found)

    def _chance(self, way: Way, lacking: Iterable[str]) -> float:
        """How probable a way is, were its cause the true one; one that excludes it is as probable as is usual."""
        if way.kind in SPEAKS:
            return 1.0
        return prod(sum(self._answers.usual[fact][n] for n in way.fits[fact]) for fact in lacking)

    def _useful(self, cause: Cause) -> Sequence[Way]:
        """The ways that could change the verdict of a cause."""
        verdict, ways = self._reasoning.verdicts[cause.id], self._answers.ways[cause.id]
        if verdict == "confirmed":
            return ()
        # A cause that is only possible needs no exclusion to stand behind others; a likely one may stand in their way.
        return [w for w in ways if (w.kind != "suggests" if verdict == "likely" else w.kind in SPEAKS)]

    def _lacking(self, way: Way, before: Collection[str]) -> tuple[str, ...]:
        """What the way lacks; nothing where it is barred, or where it has all.

        What it suggests, it may suggest of a cause `before` its own too, which then has to be excluded.
        """
        lacking = self._within_reach(way)
        if lacking and way.rivals:
            exclusions = (self._exclusion(rival, lacking) for rival in way.rivals if rival in before)
            lacking = tuple(dict.fromkeys((*lacking, *(fact for facts in exclusions for fact in facts))))
        return lacking

    def _spare(self, way: Way, before: Collection[str]) -> frozenset[str]:
        """What could exclude the causes before its own that the same facts suggest, all together."""
        if not way.rivals:
            return frozenset()
        return frozenset(fact for facts in self._exclusions(way, before) for fact in facts)

    def _exclusions(self, way: Way, before: Collection[str]) -> Iterator[tuple[str, ...]]:
        """What could exclude the causes before its own that the same facts suggest."""
        for rival in way.rivals:
            if rival in before:
                yield from (self._within_reach(w) for w in self._answers.ways[rival] if w.kind not in SPEAKS)

    def _within_reach(self, way: Way) -> tuple[str, ...]:
        """The facts that a way lacks; nothing where it is barred, or lacks one that cannot be had."""
        found = self._reach.get(id(way))  # as long as the answers live, and they outlive the plan
        if found is None:
            found = self._reach[id(way)] = self._find_reach(way)
        return found

    def _find_reach(self, way: Way) -> tuple[str, ...]:
        if self._reasoning.state(way.rule) is Truth.FAILS:  # a derived fact is known to be otherwise
            return ()
        lacking = way.lacking(self._reasoning.known) or ()
        return lacking if self._out_of_reach.isdisjoint(lacking) else ()

    def _exclusion(self, cause: str, along: Collection[str]) -> tuple[str, ...]:
        """The fewest facts beside those asked for anyway that could exclude a cause; nothing where none can."""
        ways = (self._within_reach(w) for w in self._answers.ways[cause] if w.kind not in SPEAKS)
        return min((facts for facts in ways if facts), key=lambda facts: len({*facts} - {*along}), default=())

    def _weight(self, cause: Cause, place: int, confirmable: bool) -> float:
        reasoning = self._reasoning
        unlisted = (BESIDE if confirmable else UNLISTED) if reasoning.listed(cause) is False else 1.0
        likely = reasoning.verdicts[cause.id] == "likely"
        if self._as_page:
            return PAGE_FALL**place * unlisted * (PAGE_LIKELY if likely else 1.0)
        weight: float = max(FALL**place, LEAST) * unlisted * reasoning.kb.met.get(cause.id, 1.0) ** OFTEN
        weight *= ROOT if cause.id in reasoning.conclusion.roots_in_question else 1.0
        weight *= ALIKE if cause.id in reasoning.resembling else 1.0
        return weight * (LIKELY if likely else 1.0)

    # -- the page's places ------------------------------------------------------------------------------------

    def _due(self) -> frozenset[str]:
        """The facts of which one has to be asked now, so that no way misses its place; none where there is time."""
        reasoning = self._reasoning
        given = {f for f in reasoning.known if f not in self._asked}
        code = reasoning.code.code if reasoning.code else None
        places = page_order(reasoning.kb, code, reasoning.platform, given)
        spent = self._spent
        dated: list[tuple[int, tuple[str, ...]]] = []
        for each in self._open:
            if places.keys() >= set(each.lacking):
                place = max(places.get(fact, 0) for fact in (*each.way.fits, *each.lacking))
                # An answer that does not exclude a rival leaves what else could: the page has asked for that too.
                lacking = {*each.lacking, *(f for f in each.spare if places.get(f, place) < place)}
                if self._questions(lacking) <= place - spent:  # else it came too late, and no question mends that
                    dated.append((place, tuple(sorted(lacking))))
        needed: set[str] = set()
        for place, group in groupby(sorted(dated), key=lambda pair: pair[0]):
            needed.update(fact for _, lacking in group for fact in lacking)
            if self._questions(needed) >= place - spent:
                return frozenset(needed)
        return frozenset()

    def _questions(self, facts: Collection[str]) -> int:
        """How many questions ask for these facts."""
        return len({self._key(f) for f in facts}) if self._bundle else len(facts)

    # -- worth ------------------------------------------------------------------------------------------------

    def _covered(self, fact: str) -> float:
        """The share of the ways that lack the fact, the more the fewer questions each still needs."""
        return self._cover.get(fact, 0.0)

    @cached_property
    def _cover(self) -> dict[str, float]:
        found: dict[str, list[float]] = {}
        for each in self._open:
            keys = [self._key(fact) for fact in each.lacking] if self._bundle else each.lacking
            asked = len(set(keys))
            for fact, key in zip(each.lacking, keys, strict=True):
                if fact in each.way.fits:
                    found.setdefault(fact, []).append(each.weight / asked / keys.count(key))
        return {fact: sum(shares) for fact, shares in found.items()}

    def _most_information(self, fact: str) -> float:
        """No less than `_information`: it is told whether the cause is one whose ways look at the fact, and which."""
        share = min(1.0, sum(self._shares[cause] for cause in {each.way.cause for each in self._about.get(fact, ())}))
        return entropy((share, 1 - share)) + share * log2(len(self._answers.usual[fact])) + 1e-8

    def _information(self, fact: str) -> float:
        """What the answer is expected to tell of the cause, in bits: the entropy of answers less that within causes.

        A cause of which no way looks at the fact has the usual answers.
        """
        usual = self._answers.usual[fact]
        shares = self._shares
        rows: dict[str, list[float]] = {}  # by cause, how much weight gives each answer
        for each in self._about.get(fact, ()):
            cause, weight = each.way.cause, each.weight
            row = rows.get(cause)
            if row is None:
                row = rows[cause] = [shares[cause] * u for u in usual]
            for n, moved in enumerate(self._answers.moved(fact, each.way.fits[fact])):
                row[n] += weight * moved
        rest = 1.0 - sum([shares[cause] for cause in rows])
        answers = [rest * u + sum([row[n] for row in rows.values()]) for n, u in enumerate(usual)]
        within = rest * self._answers.usual_bits(fact) + sum(
            [shares[cause] * entropy([r / shares[cause] for r in row]) for cause, row in rows.items()]
        )
        return entropy(answers) - within


@cache
def _alien(platform: str | None) -> frozenset[str]:
    """The facts that a guest of this platform cannot have."""
    return frozenset(f for f, spec in vocabulary().items() if platform and spec.os not in (None, platform))


@cache
def _is_hearsay(fact: str) -> bool:
    """Whether only somebody's words can tell a sign: what can be looked at instead is asked for first."""
    return fact.startswith(LINES) and all(command.tool == "ask" for command in vocabulary()[fact].how)


@cache
def _dear(fact: str, platform: str | None, as_page: bool) -> float:
    """By how much the worth of a fact falls with what it costs to observe."""
    return float(vocabulary()[fact].cost(platform) ** (PAGE_DEAR if as_page else DEAR))


@cache
def _place(fact: str, platform: str | None) -> str:
    """Where a fact is observed: at the `desk`, in the `guest`, or in `lines` of a log."""
    spec = vocabulary()[fact]
    if fact.startswith(LINES):
        return "lines"
    return "guest" if spec.cost(platform) >= Cost.GUEST else "desk"


def next_checks(reasoning: Assessment, given_up: Iterable[str] = (), most: int = MOST) -> tuple[NextCheck, ...]:
    """The facts worth observing next, best first, each with the causes that it would settle or bring nearer."""
    plan = Plan(reasoning, given_up)
    return tuple(check(reasoning, item.fact, plan.settles[item.fact]) for item in plan.first(most))


def check(reasoning: Assessment, fact: str, settles: Iterable[str] = ()) -> NextCheck:
    """One fact as a check, with the ways to observe it in this case."""
    spec, shown = vocabulary()[fact], reasoning.missing(fact)
    return NextCheck(fact=fact, title=shown.title, question=spec.question, how=shown.how, settles=tuple(settles))
