"""The measuring of fleets still runs: each way of a process of its own is asked for a few cases."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from fleet_speed import work

LINES = ['{"error": {"code": "UserErrorGuestAgentStatusUnavailable"}, "vm": {"os_type": "linux"}}\n'] * 5


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[None]:
    """The measuring collects garbage as the command does; what runs after it must not."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize("way", ["pydantic", "read", "reason", "ours", "experta"])
def test_each_way_takes_some_time_a_case(way: str) -> None:
    assert 0 < work(way, LINES) < 10_000_000  # microseconds
