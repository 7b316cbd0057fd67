"""The interview against the walk through the page, on a few of the people of the benchmark."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
from backupdx.engine.plan import Plan
from backupdx.engine.reasoning import Reasoning
from backupdx.facts.case import Case
from backupdx.kb.knowledge import knowledge_base
from backupdx.readers.merging import nested

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from questions import CODE, Asker, Person, by_document, by_saving, cases, goal_of, person_of, silent_of, truth_of

KB = knowledge_base()
PARTS = 2
# Each once needed a question more than the page asks.
LATE = [
    (
        "agent-stopped-windows: a restart of the agent helped, so it hung",
        0.0,
    ),
    (
        "GuestAgentSnapshotTaskStatusError rdp-shutdown: somebody chose Shut down in RDP, and the portal still shows "
        "Running",
        1 / 3,
    ),
]


@cache
def people() -> dict[str, Case]:
    """All of the benchmark by name. Made by who runs a test of them, not by who only collects tests."""
    return dict(cases())


def some() -> list[str]:
    """Names of a few; a name of an example more or less makes it other ones."""
    return [*people()][7::270]


def test_most_of_them_are_people_who_can_be_helped() -> None:
    helped = [person_of(name, people()[name], CODE) for name in some()]
    assert sum(person is not None for person in helped) > len(some()) / 2 > 5


@pytest.mark.parametrize("as_page", [True, False])
def test_what_is_not_weighed_is_not_among_the_first(as_page: bool) -> None:
    """The first few are those that weighing all of them gives; what an answer tells is never more than its bound."""
    for case in [*people().values()][3::75]:
        plan = Plan(Reasoning(KB, case), as_page=as_page)
        for most in (1, 3, 8):
            assert tuple(plan.first(most)) == plan.items[:most]
        assert all(plan._information(fact) <= plan._most_information(fact) for fact in plan.settles)


@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_needs_more_questions_than_the_page_asks(part: int) -> None:
    """But those of whom what is known contradicts itself, or points nowhere. All together need fewer.

    Where the page is walked to its end and the cause is not found, there is nothing to compare. Of forty questions,
    which only who goes on and on is asked, one more is borne.
    """
    ours = page = 0
    for name in some()[part::PARTS]:
        person = person_of(name, people()[name], CODE)
        if person is not None:
            asked, walked = questions_of(person, 0.0)
            if walked is not None:
                assert asked <= walked + walked // 40, name
                ours, page = ours + asked, page + walked
    assert ours < page


@pytest.mark.parametrize(("name", "doubt"), LATE)
def test_who_once_needed_one_more_does_not(name: str, doubt: float) -> None:
    person = person_of(name, people()[name], CODE)
    assert person is not None
    asked, walked = questions_of(person, doubt)
    assert walked is not None and asked <= walked, name


def questions_of(person: Person, doubt: float) -> tuple[int, int | None]:
    """How many questions a person is asked until the goal is found, by us and by the walk through the page.

    None for the page where its walk ends without the goal.
    """
    silent = silent_of(person, doubt)
    told = {f: v for f, v in person.facts.items() if f not in silent}
    goal = goal_of({**told, **person.given})
    assert goal, person.name
    ours, found = Asker(by_saving).questions(person, told, goal)
    assert found, person.name
    walked, reached = Asker(by_document).questions(person, told, goal)
    return ours, walked if reached else None


@pytest.mark.parametrize("os", ["windows", "linux"])
def test_where_nothing_is_wrong_nothing_speaks_for_a_cause(os: str) -> None:
    """The people of the benchmark are healthy but for what an example says; what is common proves nothing."""
    healthy = Reasoning(KB, Case.model_validate(nested(truth_of({"vm.os_type": os}))))
    spoken = {c: [r.id for r in rules if r.kind in ("confirms", "suggests")] for c, rules in healthy.fired.items()}
    assert {cause: rules for cause, rules in spoken.items() if rules} == {}
