"""A fleet on a Dask cluster of several processes: the same bytes, even when a worker dies in mid-run."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from backupdx.facts.errors import InputError, UsageError
from backupdx.fleet import cluster, run
from backupdx.fleet.known import Known
from backupdx.fleet.lines import diagnose_lines

pytest.importorskip("distributed", reason="Dask is an extra")
LINES = [
    json.dumps({"id": f"j{n}", "error": {"code": "UserErrorGuestAgentStatusUnavailable"}, "vm": {"name": f"vm{n}"}})
    for n in range(3000)
]


def test_a_worker_that_dies_loses_and_doubles_nothing(tmp_path: Path) -> None:
    with cluster.dask("local", 2) as (executor, count):
        assert count == 2
        (victim,) = {executor.submit(os.getpid).result() for _ in range(1)}
        store = run.Store(tmp_path / "r.ndjson", None)
        seen = 0
        for chunk in store.write(run.diagnosed(LINES, Known(), executor, count)):
            if seen == 0:
                os.kill(victim, signal.SIGKILL)
            seen += chunk.tally.cases
    assert seen == len(LINES)
    assert [line.rstrip("\n") for line in store.lines()] == list(diagnose_lines(LINES))


def test_a_cluster_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "REACH", "1s")
    with pytest.raises(InputError, match="cannot be reached"), cluster.dask("tcp://127.0.0.1:9", 2):
        raise AssertionError


def test_without_dask_the_way_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(UsageError, match=r"backupdx\[dask\]"), cluster.dask("local", 2):
        raise AssertionError


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DASK_DISTRIBUTED__LOGGING__DISTRIBUTED", "critical")
    yield
