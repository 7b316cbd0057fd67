"""What changed since an earlier case of the same VM: changed facts that a rule looks at come first.

Unknown is never false: a fact that only one of the two tells is no change, and is told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from ..facts.case import Case
from ..facts.declaration import Row
from ..facts.earlier import chosen, last_good, taken_at
from ..facts.summaries import SUMMARIES
from ..facts.vocabulary import vocabulary
from .assessment import Assessment
from .changes import Change, Changes
from .conditions import show
from .domains import used_facts
from .knowledge import SPEAKS, KnowledgeBase
from .reasons import titled

_OF_FAILURE = ("error.",)  # they are of the one failure, and of no other
_PASSING_ROWS = ("backup.jobs", "vm.power_events")  # what happened: each time tells of others
_NAMES = ("id", "name")  # of a row


def changes_of(found: Assessment, earlier: Sequence[Case]) -> Changes:
    """What changed since one of the earlier cases: that of the last good backup, where one is as old, else the newest.

    Raises InputError where one of them is known to be of another VM.
    """
    then = chosen(found.case, earlier)
    here, there = found.case.observations(), then.observations()
    here = {f: o for f, o in here.items() if _compared(f)}
    there = {f: o for f, o in there.items() if _compared(f)}
    both = [fact for fact in here if fact in there]
    carried, looking = _carried(found), _looking(found)
    changes = [
        Change(
            fact=fact,
            title=titled(fact),
            before=show(there[fact].value),
            now=show(here[fact].value),
            source_before=str(there[fact].source),
            source_now=found.sight(fact).source if fact in found.known else str(here[fact].source),
            carries=carried.get(fact, ()),
            looked_at=tuple(c for c in looking.get(fact, ()) if c not in carried.get(fact, ())),
            of_rules=fact in _observable(found.kb),
        )
        for fact in both
        if _plain(here[fact].value) != _plain(there[fact].value)
    ]
    rows = [_with_causes(change, looking, found.kb) for change in _rows(found.case, then)]
    place, rank = {fact: n for n, fact in enumerate(vocabulary())}, {c.id: n for n, c in enumerate(found.ranked)}

    def order(change: Change) -> tuple[Any, ...]:
        causes = change.carries or change.looked_at
        first = min((rank.get(cause, len(rank)) for cause in causes), default=len(rank))
        return not change.carries, not change.of_rules, first, place[change.fact], change.item

    return Changes(
        taken_at=taken_at(then),
        last_good=last_good(found.case),
        error_code=then.error.code,
        changes=tuple(sorted([*changes, *rows], key=order)),
        same=len(both) - len(changes),
        only_now=tuple(fact for fact in here if fact not in there),
        only_before=tuple(fact for fact in there if fact not in here),
        notes=tuple(_notes(found.case, then, [f for f in carried if f in here and f not in there])),
    )


def _compared(fact: str) -> bool:
    spec = vocabulary()[fact]
    described = spec.lasts == "fixed" and not spec.askable and not fact.startswith("vm.")  # a job's id, a message
    return not fact.startswith(_OF_FAILURE) and spec.kind != "time" and not described


def _plain(value: Any) -> Any:
    """Values that mean the same are equal in this form: Azure changes the case of names as it likes."""
    if isinstance(value, str):
        return value.casefold()
    return tuple(sorted(str(v).casefold() for v in value)) if isinstance(value, tuple | list | frozenset) else value


@lru_cache(maxsize=8)
def _observable(kb: KnowledgeBase) -> frozenset[str]:
    """The observable facts that a rule looks at, be it by a fact that is derived from them."""
    return frozenset(basis for fact in used_facts(kb) for basis in kb.basis_of(fact))


def _carried(found: Assessment) -> dict[str, tuple[str, ...]]:
    """The causes that are established, by the facts that they rest on."""
    standing = [c for c in found.ranked if found.verdicts[c.id] in ("confirmed", "likely")]
    by_fact: dict[str, dict[str, None]] = {}
    for cause in (*standing, *found.conclusion.also_wrong):
        for rule in found.fired.get(cause.id, ()):
            if rule.kind in SPEAKS:
                for fact in (f for c in rule.conditions for f in found.observed(c.fact)):
                    by_fact.setdefault(fact, {})[cause.id] = None
    return {fact: tuple(causes) for fact, causes in by_fact.items()}


def _looking(found: Assessment) -> dict[str, tuple[str, ...]]:
    """The causes in question in rank order, by the facts that their rules look at."""
    by_fact: dict[str, dict[str, None]] = {}
    for cause in found.ranked:
        for rule in found.kb.rules_of(cause):
            for fact in (f for c in rule.conditions for f in found.kb.basis_of(c.fact)):
                by_fact.setdefault(fact, {})[cause.id] = None
    return {fact: tuple(causes) for fact, causes in by_fact.items()}


def _with_causes(change: Change, looking: dict[str, tuple[str, ...]], kb: KnowledgeBase) -> Change:
    """The change of a row with the causes that look at what follows from its list."""
    sums = [fact for fact, (basis, _) in SUMMARIES.items() if basis == change.fact]
    looked = tuple(dict.fromkeys(c for fact in sums for c in looking.get(fact, ())))
    return change.model_copy(update={"looked_at": looked, "of_rules": not _observable(kb).isdisjoint(sums)})


def _rows(now: Case, then: Case) -> Iterator[Change]:
    """The rows that differ, of lists that both have; a row without a name is told by what is summed up of its list."""
    here, there = dict(now.stated()), dict(then.stated())
    for fact, spec in vocabulary().items():
        if spec.kind != "rows" or fact in _PASSING_ROWS or fact not in here or fact not in there:
            continue
        rows, earlier = _named(here[fact]), _named(there[fact])
        for key in dict.fromkeys([*rows, *earlier]):
            before, after = _difference(earlier.get(key), rows.get(key))
            if before != after:
                item = _name(rows.get(key) or earlier[key])
                yield Change(
                    fact=fact,
                    title=titled(fact),
                    item=item,
                    before=before,
                    now=after,
                    source_before=str(then.source_of(fact)),
                    source_now=str(now.source_of(fact)),
                    of_rules=False,
                )


def _name(row: Row) -> str:
    return next((str(told) for name in reversed(_NAMES) if (told := getattr(row, name, None))), "")


def _named(rows: Sequence[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        key = next((str(told).casefold() for name in _NAMES if (told := getattr(row, name, None))), "")
        if key:
            found.setdefault(key, row)
    return found


def _difference(before: Row | None, now: Row | None) -> tuple[str, str]:
    """The columns that differ, in words, then and now; empty where the row is not listed at that time."""
    old, new = _columns(before), _columns(now)
    if before is None or now is None:
        return _words(old) if before else "", _words(new) if now else ""
    changed = [name for name in old if name in new and _plain(old[name]) != _plain(new[name])]
    return _words({n: old[n] for n in changed}), _words({n: new[n] for n in changed})


def _columns(row: Row | None) -> dict[str, Any]:
    """What is known of a row, its names and times aside."""
    told = dict(row) if row is not None else {}
    return {n: v for n, v in told.items() if v is not None and n not in _NAMES and not isinstance(v, datetime)}


def _words(columns: dict[str, Any]) -> str:
    return ", ".join(f"{name.replace('_', ' ')}: {show(value)}" for name, value in columns.items()) or "listed"


def _notes(now: Case, then: Case, untold: Sequence[str]) -> Iterator[str]:
    """What has to be known; `untold` are facts that established causes rest on, and that were not known then."""
    if untold:
        names = "; ".join(titled(fact) for fact in untold)
        yield f"Whether this has changed, the earlier facts do not tell, and an established cause rests on it: {names}."
    taken, newer, good = taken_at(then), taken_at(now), last_good(now)
    if taken is None:
        yield "When the earlier facts were observed is not known."
    elif newer is not None and taken > newer:
        yield "The facts that are compared with are the newer ones: what changed reads the wrong way round."
    elif good is not None and taken > good:
        yield (
            f"The last backup that ended well, at {good:%Y-%m-%d %H:%M} UTC, is older than the earlier facts: what "
            "changed between the two does not show here."
        )
    elif good is None:
        yield "When a backup last ended well is not known: it may have failed at the time of the earlier facts too."
    if not (now.vm.name and then.vm.name):
        yield "The earlier facts, or those of now, do not name their VM: they are taken to be of the same one."
