"""The building half of the real incidents: files are well formed, and no figure falls below the floor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest
import yaml
from backupdx.engine.knowledge import Rule
from backupdx.engine.reasoning import Reasoning
from backupdx.facts import signatures
from backupdx.facts.case import Case
from backupdx.facts.signatures import lookup
from backupdx.facts.signatures.declaration import Signature
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.knowledge import knowledge_base
from backupdx.library import with_known_code
from backupdx.readers import known_lines, merging
from cases import EFFORT
from incident_files import FOLDER, HALVES, Incident, flat, incidents_of
from incident_scores import Score, Share, score, shares
from incidents import FLOOR, judged, sums

BUILDING, STUDIED = incidents_of("building"), incidents_of("studied")
DAILY = ("raw texts as files", "raw texts pasted", "all found later")
SELDOM = ("facts alone", "raw texts, later ones too")  # what people do seldom, and what lies between two others


@cache
def scores(way: str) -> tuple[Score, ...]:
    return tuple(judged(incident, way) for incident in BUILDING)


@pytest.mark.parametrize("way", (*DAILY, *SELDOM) if EFFORT > 1 else DAILY)
def test_no_figure_falls_below_the_floor(way: str) -> None:
    """After a change for the better: `python benchmarks/incidents.py --half building --floor`."""
    floor, now = yaml.safe_load(FLOOR.read_text("utf-8"))[way], sums(scores(way))
    assert now["wrongly_confirmed"] <= floor["wrongly_confirmed"]
    assert {k: v for k, v in now.items() if k != "wrongly_confirmed" and v < floor[k]} == {}


def test_what_was_learnt_from_later_reports_is_kept() -> None:
    some = [incident for incident in STUDIED if incident.right][:: 1 if EFFORT > 1 else 4]
    found = sums(judged(incident, "raw texts as files") for incident in some)
    assert found["wrongly_confirmed"] == 0 and found["right_first"] >= 0.9 * len(some)


def test_there_are_enough_incidents_of_each_kind() -> None:
    incidents = [i for half in HALVES for i in incidents_of(half)]
    assert not {i.id for i in incidents} & {i.id for i in STUDIED}
    platforms, operations = Counter(i.platform for i in incidents), Counter(i.operation for i in incidents)
    assert len(incidents) >= 100 and len({i.id for i in incidents}) == len(incidents)
    assert min(platforms.values()) >= 20 and operations["configure"] >= 20
    assert sum(i.fits_none for i in incidents) >= 20
    assert len({i.source for i in incidents}) >= 0.9 * len(incidents)


@pytest.mark.parametrize("half", HALVES)
def test_each_file_lies_in_the_half_that_its_id_draws(half: str) -> None:
    for file in (FOLDER / half).glob("*.yaml"):
        assert Incident.model_validate(yaml.safe_load(file.read_text("utf-8"))).half == half, file.name


@pytest.mark.parametrize("incident", [*BUILDING, *STUDIED], ids=lambda i: i.id)
def test_a_file_agrees_with_itself(incident: Incident) -> None:
    texts = "\n".join(t.text for t in (*incident.before.raw, *incident.later.raw)).casefold()
    facts = {**flat(incident.before.facts), **flat(incident.later.facts)}
    assert incident.fits_none == (not incident.right)
    assert {p for p in facts if "." in p} <= vocabulary().keys()
    assert [
        t for t in incident.decisive.text if t.casefold() not in texts and t.casefold() not in str(facts).casefold()
    ] == []
    assert incident.before.raw and not set(incident.right) & set(incident.effects)


def test_a_wrong_rule_moves_a_figure() -> None:
    """A rule that confirms on what is merely common is seen: here, that the guest runs Linux."""
    kb = knowledge_base()
    wrong = next(c for c in kb.causes if c.id == "agent-stopped-linux")
    assert wrong.applies is not None
    broken = replace(
        kb, causes=tuple(replace(c, rules=(Rule("confirms", (c.applies,)),)) if c is wrong else c for c in kb.causes)
    )
    seen, some = [], [incident for incident in BUILDING if incident.platform == "linux"][::2]
    for incident in some:
        case = with_known_code(Case().with_facts(flat(incident.before.facts)))
        seen.append(score(incident, Reasoning(broken, case).diagnosis(), ()))
    assert (
        sums(seen)["wrongly_confirmed"]
        > sums(judged(incident, "facts alone") for incident in some)["wrongly_confirmed"]
    )


def shown(incidents: list[Incident], found: Iterable[Score]) -> dict[str, int]:
    """The figures that the table shows for these scores: how many incidents each counts."""
    known = set(knowledge_base().by_id)
    return {name: share.hits for name, share in shares(zip(incidents, found, strict=True), known).items()}


def fallen(before: dict[str, int], now: dict[str, int]) -> set[str]:
    return {name for name in before if now[name] < before[name]}


def without(lost: Signature | None, monkeypatch: pytest.MonkeyPatch, whole: tuple[Signature, ...]) -> None:
    """Take a signature out of all matchers; None puts all back."""
    left = tuple(s for s in whole if s is not lost)
    monkeypatch.setattr(signatures, "SIGNATURES", left)
    monkeypatch.setattr(known_lines, "SIGNATURES", left)
    lookup.forget()
    known_lines._matcher.cache_clear()


def test_a_lost_signature_moves_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that a source names as decisive says nothing without its signature."""
    way, whole, moved = "raw texts as files", signatures.SIGNATURES, set[str]()
    decisive = {i.id: "\n".join(i.decisive.text).casefold() for i in BUILDING}
    for lost in whole:
        told = [i for i in BUILDING if any(literal.casefold() in decisive[i.id] for literal in lost.literals)]
        if told and "right first" not in moved:
            before = shown(told, (judged(i, way) for i in told))
            without(lost, monkeypatch, whole)
            moved |= fallen(before, shown(told, (judged(i, way) for i in told)))
            without(None, monkeypatch, whole)
    assert "right first" in moved


def test_an_unjoined_resource_moves_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    """What names no VM (a log, locks, facts of a ticket) is no longer joined to the VM that another file names."""
    way, join = "all found later", merging.attach
    some = [i for i in BUILDING if len(i.before.raw) + len(i.later.raw) > 1][::2]
    before = shown(some, (judged(i, way) for i in some))
    monkeypatch.setattr(
        merging, "attach", lambda groups, places, entry: groups[0].key is None and join(groups, places, entry)
    )
    monkeypatch.setattr(merging, "_share_words", lambda groups, lost: {})
    assert {"right first", "right in the first three"} <= fallen(before, shown(some, (judged(i, way) for i in some)))


@pytest.mark.parametrize(("hits", "of", "low", "high"), [(0, 10, 0, 28), (5, 10, 24, 76), (10, 10, 72, 100)])
def test_intervals_are_those_of_wilson(hits: int, of: int, low: int, high: int) -> None:
    assert [round(x) for x in Share(hits, of).interval] == [low, high]
