"""A fleet over HTTP: what `backupdx fleet` says of the same files, within the bounds of a request."""

from __future__ import annotations

import gzip
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import anyio
import jsonschema
import pytest
from backupdx.report.formats import names
from backupdx.report.schemas import schemas
from backupdx.service import fleets, models, work
from backupdx.service.bounds import Limits
from backupdx.service.http import create_app
from backupdx.service.models import FleetForm
from backupdx.service.parts import JSON, NDJSON, Part
from fastapi.testclient import TestClient
from running import backupdx
from test_fleet import FLEET, STOPPED, line
from test_service_http import problem

SCHEMA = jsonschema.Draft202012Validator(schemas()["summary"])
BAD = ('{"vm": {"nmae": 1}}', '{"vm": {"name": "cut', "\x00<script>", "[" * 5000)
NIGHT = "\n".join([*FLEET, *BAD]) + "\n"
NEXT = "\n".join([*FLEET[1:], line("new", STOPPED, subscription_id="3f0c6c1e-5a44-4f6e-9d0a-7c2b8e91d514")]) + "\n"
CUSTOMERS = 'customers: [{name: "Contoso <b>", vm: "web*"}, {name: Fabrikam, vm: "*"}]'
KNOWN = (
    'known: [{cause: rg-lock, reason: ours, until: 2999-01-01, vm: "db0"}, {cause: "*", reason: b, until: 2020-01-01}]'
)
JOBS = """Workload name,Operation,Status,Type,Start time,Duration,Error code
web07,Backup,Failed,Azure Virtual Machine,11/23/2026 10:00:00 PM,00:10:00,UserErrorGuestAgentStatusUnavailable
db01,Backup,Failed,Azure Virtual Machine,11/23/2026 10:00:00 PM,00:10:00,UserErrorRpCollectionLimitReached
"""
EXPORTS = {
    "jobs.csv": JOBS,
    "views.json": json.dumps(
        [
            {"name": n, "resourceGroup": "rg", "statuses": [{"code": "PowerState/deallocated"}]}
            for n in ("web07", "db01")
        ]
    ),
    "odd.bin": "\0\1\2",
}


@pytest.fixture(scope="module")
def http() -> Iterator[TestClient]:
    with TestClient(create_app(Limits(workers=1, hosts=(), bytes=4 * 1024**2))) as client:
        yield client


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two nights, what stands beside them, and the records of the first."""
    folder = tmp_path_factory.mktemp("fleet")
    files = {"night.ndjson": NIGHT, "next.ndjson": NEXT, "customers.yaml": CUSTOMERS, "known.yaml": KNOWN, **EXPORTS}
    for name, text in files.items():
        (folder / name).write_text(text, newline="")
    assert backupdx("fleet", "night.ndjson", "-o", "night.records", cwd=folder).returncode == 0
    return folder


def sent(folder: Path, **fields: str | tuple[str, ...]) -> list[Part]:
    """These files of the folder as parts of a form."""
    return [
        Part(field, name, (folder / name).read_bytes())
        for field, given in fields.items()
        for name in ([given] if isinstance(given, str) else given)
    ]


WAYS: dict[str, tuple[list[str], Callable[[Path], list[Part]]]] = {
    "lines": (["night.ndjson"], lambda here: sent(here, files="night.ndjson")),
    "exports": ([*EXPORTS], lambda here: sent(here, files=(*EXPORTS,))),
    "a table": (["jobs.csv"], lambda here: sent(here, files="jobs.csv")),
    "lines and a table": (["jobs.csv", "next.ndjson"], lambda here: sent(here, files=("jobs.csv", "next.ndjson"))),
    "records": (["night.records"], lambda here: sent(here, files="night.records")),
    "what is new": (
        ["next.ndjson", "--compare", "night.records"],
        lambda here: sent(here, files="next.ndjson", earlier="night.records"),
    ),
    "all that there is": (
        ["next.ndjson", "--compare", "night.records", "--history", "night.records", "--customers", "customers.yaml",
         "--known", "known.yaml"],
        lambda here: sent(
            here, files="next.ndjson", earlier="night.records", history="night.records", customers="customers.yaml",
            known="known.yaml",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_all_that_the_command_writes_is_the_same_to_the_byte(way: str, here: Path) -> None:
    words, parts = WAYS[way]
    given = parts(here)
    told = json.loads(work.fleet(given).text)
    whole = way == "all that there is"
    kept = [] if way == "records" else ["-o", "out.records"]
    page = ["--html", "out.html"] if whole else []
    done = backupdx("fleet", *words, *kept, *page, "--csv", "out.csv", "-f", "json", cwd=here)
    assert done.returncode == 0 and json.dumps(told["summary"], indent=2) + "\n" == done.stdout
    SCHEMA.validate(told["summary"])
    for file in (each for each in told["files"] if each["status"] != "read"):
        assert f"{file['status']}: {file['file']}: {file['detail']}" in done.stderr
    assert all(remark in done.stderr for remark in told["remarks"])
    assert work.fleet(given, "csv").text.encode() == (here / "out.csv").read_bytes()
    records = "night.records" if way == "records" else "out.records"
    assert work.fleet(given, "records").text.encode() == (here / records).read_bytes()
    if whole:
        assert timeless(work.fleet(given, "html").text) == timeless((here / "out.html").read_text("utf-8"))
        for form in {*names("fleet")} - {"json"}:
            written = work.fleet(given, form).text  # type: ignore[arg-type]
            assert written == backupdx("fleet", *words, "-f", form, cwd=here).stdout, form


def timeless(page: str) -> str:
    return re.sub(r"\d+ \w+ 20\d\d, \d\d:\d\d UTC", "then", page)


def test_a_body_is_one_file_and_lines_that_are_no_case_lose_nothing_else(http: TestClient, here: Path) -> None:
    for media in (NDJSON, "application/octet-stream", "application/x-www-form-urlencoded", "text/plain; charset=x", ""):
        reply = http.post("/v1/fleet", content=NIGHT.encode(), headers={"content-type": media})
        told = models.FleetDiagnosed.model_validate(reply.json())
        assert (told.summary.cases, told.summary.rejected) == (len(FLEET), len(BAD))
        assert [each.line for each in told.rejects] == [bad[:300] + "\n" * (len(bad) < 300) for bad in BAD]
        assert "did you mean name?" in told.rejects[0].rejected and "cut off" in told.rejects[1].rejected
    broken = "{\n" * 300 + NIGHT
    assert http.post("/v1/fleet", content=broken, headers={"content-type": NDJSON}).json()["remarks"] == [
        "204 more lines are no case: format=records tells of each"
    ]
    cases = [json.loads(each) for each in FLEET]
    plain = json.loads(backupdx("fleet", "-", "-f", "json", stdin="\n".join(FLEET).encode()).stdout)
    assert http.post("/v1/fleet", json=cases).json()["summary"] == plain
    packed = http.post("/v1/fleet", content=gzip.compress("\n".join(FLEET).encode()))
    assert packed.json()["summary"] == plain
    assert http.post("/v1/fleet", content=JOBS, headers={"content-type": "text/csv"}).json()["summary"]["vms"] == 2


def test_records_go_round_from_night_to_night(http: TestClient) -> None:
    first = http.post("/v1/fleet?format=records", content=NIGHT)
    assert first.headers["content-type"] == NDJSON
    assert first.headers["content-disposition"] == 'attachment; filename="fleet.ndjson"'
    files = [("files", ("next.ndjson", NEXT.encode())), ("earlier", ("night.ndjson", first.content))]
    told = http.post("/v1/fleet", files=files).json()["summary"]
    assert [told[k] for k in ("new", "unchanged", "fixed", "unsettled", "unreported")] == [1, 7, 0, 0, 1]
    assert told["unreported_findings"] == [["web0 (rg)", "agent-stopped-linux"]]
    packed = [files[0], ("earlier", ("night.gz", gzip.compress(first.content)))]
    assert http.post("/v1/fleet", files=packed).json()["summary"] == told
    card = http.post("/v1/fleet?format=teams", files=files)
    models.Message.model_validate(card.json())
    assert "new finding" in card.text and card.headers["content-type"] == JSON
    models.Incident.model_validate(http.post("/v1/fleet?format=servicenow", files=files).json())
    page = http.post("/v1/fleet?format=html", files=files)
    assert page.headers["content-disposition"].startswith("attachment") and page.text.startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "no case was given"),
        ([("files", "", b"")], "no case was given"),
        ([("files", "a.ndjson", b"{\n{\n")], "no case could be read; 2 lines are none: is no valid JSON"),
        ([("files", "a.ndjson", b"\n\n")], "no case could be read"),
        ([("files", "a.json", b"[" * 100_000)], "nested"),
        ([("files", "a.zip", b"PK\x03\x04" + b"x" * 90)], "damaged archive"),
        ([("files", "a.gz", gzip.compress(FLEET[0].encode())[:-9])], "damaged archive"),
        ([("files", "a", FLEET[0].encode()), ("earlier", "b", b"CUT")], "b: cannot be read: damaged archive"),
        ([("files", "a.txt", b"hello")], "not recognised"),
        ([("fils", "a.txt", b"hello")], "there are files, earlier"),
        ([("files", "a", b"RECORDS"), ("files", "b", FLEET[0].encode())], "give them alone"),
        ([("files", "a", b"RECORDS{}\n")], "a, line 15: is no record of a fleet"),
        ([("files", "a", b"RECORDS{\n")], "a, line 15: is no record of a fleet"),
        ([("files", "a", b'{"backupdx":"fleet","schema_version":9}\n')], "has schema_version 9"),
        ([("files", "a", FLEET[0].encode()), ("earlier", "b", b"ODD")], "b, line 2: is no record of a fleet: explan"),
        ([("files", "a", FLEET[0].encode()), ("earlier", "b", b"BLANK")], "b, line 2: is no record of a fleet: explan"),
        ([("files", "a", b'{"backupdx":"fleet"}\n')], "kb_version: field required"),
        ([("files", "a", FLEET[0].encode()), ("earlier", "b", FLEET[0].encode())], "b: is no file of records"),
        ([("files", "a", FLEET[0].encode()), ("earlier", "b", b"")], "b: is no file of records"),
        ([("files", "a", FLEET[0].encode()), ("earlier", "b", b"REDACTED")], "b: is redacted, and what is compared"),
        ([("files", "a", FLEET[0].encode()), *[("earlier", "b", b"RECORDS")] * 2], "records of several runs are `hist"),
        ([("files", "a", FLEET[0].encode()), ("known", "k", b"known: [{cause: nope}]")], "known[0]"),
        ([("files", "a", FLEET[0].encode()), ("known", "k", b"&a [*a, *a]")], "k"),
        ([("files", "a", FLEET[0].encode()), ("customers", "c", b"[]")], "tells no customer"),
        ([("files", "a", FLEET[0].encode()), ("history", "h", b"{}")], "no file of records"),
    ],
)
def test_what_cannot_be_used_is_a_problem_that_says_why(
    parts: list[tuple[str, str, bytes]], said: str, here: Path
) -> None:
    records = (here / "night.records").read_bytes()
    puts = {
        b"RECORDS": records,
        b"CUT": gzip.compress(records, 0)[:-9],
        b"ODD": records.replace(b'"cause":"agent-', b'"cause":"\\ud800'),
        b"BLANK": records.replace(b'"cause":"agent-', b'"cause":"a b'),
        b"REDACTED": records.replace(b'{"backupdx":"fleet"', b'{"backupdx":"fleet","redacted":true', 1),
    }
    given = [Part(*each) for each in parts]
    for mark, put in puts.items():
        given = [part._replace(content=part.content.replace(mark, put)) for part in given]
    reply = work.fleet(given)
    assert reply.status == 422 and said in json.loads(reply.text)["detail"], reply.text[:500]


def test_a_bomb_and_an_answer_that_is_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backupdx.readers.containers.archives.MAX_EXPANDED", 1024**2)
    blank = b"\n" * 2**24
    for content, said in ((blank, "is empty"), (b"x" * 2**24, "expands"), (FLEET[0].encode() + blank, "expands")):
        told = work.fleet([Part("files", "a.ndjson.gz", gzip.compress(content))])
        assert told.status == 422 and said in told.text, told.text[:300]
    monkeypatch.setattr(work, "MOST_ANSWER", 1000)
    told = work.fleet([Part("files", "a.ndjson", NIGHT.encode())], "html")
    assert told.status == 413 and "send less" in told.text


def test_the_bounds_of_a_request_hold_and_no_upload_goes_to_disk(
    http: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def to_disk(self: Any) -> None:
        raise AssertionError("an upload is written to disk")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "rollover", to_disk)
    blank = "\n" * 3 * 1024**2
    reply = http.post("/v1/fleet", files=[("files", ("a.ndjson", (NIGHT + blank).encode()))])
    assert reply.status_code == 200 and reply.json()["summary"]["cases"] == len(FLEET)
    code = "UserErrorGuestAgentStatusUnavailable"
    pasted = http.post("/v1/diagnose/files", data={"text": blank + code}, files=[("files", ("a.txt", code.encode()))])
    assert pasted.status_code == 200 and pasted.json()["diagnosis"]["case"]["error_code"] == code
    assert "more than 4 MB" in problem(http.post("/v1/fleet", files=[("files", ("a", b"x" * 5 * 1024**2))]), 413)
    damaged = http.post("/v1/fleet", content=b"x", headers={"content-type": "multipart/form-data; boundary=a"})
    assert "Invalid multipart data" in problem(damaged, 400) and not caplog.records
    assert "boundary" in problem(
        http.post("/v1/fleet", content=b"x", headers={"content-type": "multipart/form-data"}), 400
    )
    assert "query.format" in problem(http.post("/v1/fleet?format=pdf", content=NIGHT), 422)


def test_no_fleet_sees_another_one(http: TestClient) -> None:
    """Callers take turns in one worker; each summary is the one that it gets alone, and nothing of it is kept."""
    bodies = {
        name: "\n".join(line(f"{name}{n}", STOPPED, error={"message": f"secret of {name}"}) for n in range(count + 1))
        for count, name in enumerate(("alpha", "beta", "gamma"))
    }
    alone = {name: http.post("/v1/fleet?format=records", content=body).content for name, body in bodies.items()}
    seen: list[tuple[str, bytes]] = []

    async def call(name: str) -> None:
        reply = await anyio.to_thread.run_sync(lambda: http.post("/v1/fleet?format=records", content=bodies[name]))
        seen.append((name, reply.content))

    async def turns() -> None:
        async with anyio.create_task_group() as group:
            for name in [*bodies] * 3:
                group.start_soon(call, name)

    anyio.run(turns)
    assert len(seen) == 9 and all(alone[name] == content for name, content in seen)
    for name, content in alone.items():
        assert not any(other.encode() in content for other in bodies if other != name)


def test_every_format_of_the_door_is_written_by_the_command() -> None:
    told = "service/models.py offers what neither report/formats.py nor service/fleets.py writes"
    assert {*get_args(FleetForm)} <= {*names("fleet"), *fleets.FILES}, told
