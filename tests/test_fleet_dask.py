"""A fleet on a Dask cluster of several processes: the same bytes, even when a worker dies in mid-run."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from backupdx.facts.errors import InputError, UsageError
from backupdx.fleet import cluster, run, store
from backupdx.fleet.known import AcceptedCauses
from backupdx.fleet.lines import diagnose_lines
from backupdx.redaction import Redactor, write_map

pytest.importorskip("distributed", reason="Dask is an extra")
LINES = [
    json.dumps({"id": f"j{n}", "error": {"code": "UserErrorGuestAgentStatusUnavailable"}, "vm": {"name": f"vm{n}"}})
    for n in range(3000)
]


def test_a_worker_that_dies_loses_and_doubles_nothing(tmp_path: Path) -> None:
    with cluster.dask("local", 2) as (executor, count):
        assert count == 2
        (victim,) = {executor.submit(os.getpid).result() for _ in range(1)}
        kept = store.Store(tmp_path / "r.ndjson", None)
        seen = 0
        for chunk in kept.write(run.diagnosed(LINES, AcceptedCauses(), executor, count)):
            if seen == 0:
                os.kill(victim, signal.SIGKILL)
            seen += chunk.tally.cases
    kept.close()
    assert seen == len(LINES)
    assert [line.rstrip("\n") for line in kept.lines()] == list(diagnose_lines(LINES))


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


def test_pseudonyms_do_not_hang_on_who_worked(tmp_path: Path) -> None:
    from backupdx.cli import app
    from typer.testing import CliRunner

    (tmp_path / "fleet.ndjson").write_text("\n".join(LINES[:1100]))
    written, key = [], Redactor().key
    for name, options in (("here", ["--jobs", "1"]), ("cluster", ["--dask", "local", "--jobs", "2"])):
        files = ["-o", str(tmp_path / name), "--redact-map", str(tmp_path / f"{name}.json")]
        write_map({}, key, tmp_path / f"{name}.json")
        done = CliRunner().invoke(app, ["fleet", str(tmp_path / "fleet.ndjson"), *files, *options])
        assert done.exit_code == 0, done.output
        written.append([(tmp_path / name).read_text(), (tmp_path / f"{name}.json").read_text(), done.stdout])
    assert written[0] == written[1]
    assert len(set(re.findall(r'"vm":"(vm-\w{14})"', written[0][0]))) == 1100
