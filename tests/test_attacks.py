"""Each attack case is answered as an expert would."""

from __future__ import annotations

from collections import Counter

import pytest
from attacks import KEYS, Attack, attacks, faults

ATTACKS = attacks()


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda a: f"{a.area or 'any'}: {a.name}")
def test_an_expert_would_say_the_same(attack: Attack) -> None:
    assert faults(attack) == [], attack.why


def test_the_cases_are_well_formed_and_enough() -> None:
    assert [a.name for a in ATTACKS if set(a.expect) - set(KEYS) or not a.why or not a.source] == []
    assert len({a.name for a in ATTACKS}) == len(ATTACKS)
    areas = Counter(a.area for a in ATTACKS)
    assert min(areas.values()) >= 15
