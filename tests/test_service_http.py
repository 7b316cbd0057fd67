"""The HTTP door: errors, bounds, headers, and that nothing gives a fault of ours."""

from __future__ import annotations

import ast
import importlib
import io
import json
import socket
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import anyio
import pytest
import requests
import schemathesis
import uvicorn
from backupdx import diagnose, load, load_bytes
from backupdx.report import formats
from backupdx.report.formats import Look, names, renderer
from backupdx.service import models, operations, parts, work
from backupdx.service.bounds import Limits
from backupdx.service.http import create_app
from backupdx.service.models import Form
from cases import EFFORT, examples
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from pydantic import BaseModel
from running import backupdx
from slow_work import bounded as held_to
from slow_work import sleeping

CODE = "UserErrorGuestAgentStatusUnavailable"
LOG = b"2024-05-01T00:00:00.000000Z INFO Daemon Azure Linux Agent Version: 2.9.0.4\n"


@pytest.fixture(scope="module")
def http() -> Iterator[TestClient]:
    with TestClient(create_app(Limits(workers=1, hosts=(), bytes=1024**2))) as client:
        yield client


def problem(reply: Any, status: int) -> str:
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == parts.PROBLEM
    told = reply.json()
    assert told["status"] == status and told["title"] and told["detail"]
    return str(told["detail"])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "nothing to diagnose"),
        (b"{", "Invalid JSON"),
        (b"[]", "should be an object"),
        (b'{"text": 5}', "text: Input should be a valid string"),
        (b"[" * 100_000, "recursion"),
        (b'{"facts": {"agent.statsu": "ready"}}', "agent.status"),
        (b'{"facts": {"vm.os_type": "beos"}}', "'linux' or 'windows'"),
        (b'{"case": {"vm": {"os_type": "beos"}}}', "case: vm.os_type"),
        (b'{"typo": 1}', "typo"),
        (b'{"text": "\\ud800"}', ""),
        (b"\xff\xfe", "Invalid JSON"),
    ],
)
def test_what_cannot_be_used_is_a_problem_that_says_why(http: TestClient, body: bytes, said: str) -> None:
    reply = http.post("/v1/diagnose", content=body)
    if said:
        assert said in problem(reply, 422)
    else:
        assert reply.status_code in (200, 422)


def test_uploads_are_read_with_archives_and_a_text(http: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("waagent.log", LOG)
    sent = http.post("/v1/diagnose/files", files=[("files", ("logs.zip", packed.getvalue()))], data={"text": CODE})
    told = sent.json()
    assert sent.status_code == 200 and told["diagnosis"]["case"]["error_code"] == CODE
    assert [f["status"] for f in told["files"]] == ["read", "read"] and told["case"]["vm"]["os_type"] == "linux"
    refused = http.post("/v1/diagnose/files", files=[("files", ("a.bin", b"\0\1\2"))], data={"text": CODE}).json()
    assert [f["status"] for f in refused["files"]] == ["read", "ignored"]
    assert "boundary" in problem(
        http.post("/v1/diagnose/files", content=b"x", headers={"content-type": "multipart/form-data"}), 400
    )


def test_files_about_several_vms_are_a_problem_of_its_own_kind(http: TestClient) -> None:
    cases = [{"error": {"code": CODE}, "vm": {"name": name}} for name in ("web", "db")]
    reply = http.post("/v1/diagnose", json={"files": {"cases.json": json.dumps({"cases": cases})}})
    assert "POST /v1/fleet" in problem(reply, 422)
    assert (reply.json()["type"], reply.json()["vms"]) == (work.SEVERAL, ["db", "web"])
    assert http.post("/v1/diagnose", json={}).json()["type"] == "about:blank"


def test_pages_lists_and_schemas(http: TestClient) -> None:
    causes = {entry["id"] for entry in http.get("/v1/causes").json()}
    assert {"rg-lock", "agent-stopped-linux"} <= causes
    facts = {entry["fact"]: entry for entry in http.get("/v1/facts").json()}
    assert facts["vm.os_type"]["choices"] == ["linux", "windows"] and facts["agent.status"]["how"]
    assert not any(fact.startswith("derived.") for fact in facts)
    assert http.get("/v1/causes/rg-lock").json()["kind"] == "cause"
    assert http.get(f"/v1/codes/{CODE}").json()["id"] == CODE
    assert "did you mean rg-lock" in problem(http.get("/v1/causes/rg-lok"), 404)
    assert http.get("/v1/schemas/diagnosis").json()["title"] == "backupdx diagnosis"
    problem(http.get("/v1/schemas/nope"), 404)
    problem(http.get("/nope"), 404)
    problem(http.delete("/v1/diagnose"), 405)
    assert http.get("/health").json()["status"] == "ok" and http.get("/ready").status_code == 200


def test_every_reference_of_the_interface_leads_somewhere_and_every_field_is_described(http: TestClient) -> None:
    api = http.get("/openapi.json").json()
    text = json.dumps(api)
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= set(api["components"]["schemas"])
    assert [
        f"{name}.{field}"
        for name, schema in api["components"]["schemas"].items()
        for field, told in schema.get("properties", {}).items()
        if not told.get("description")
    ] == []
    for path, methods in api["paths"].items():
        for method, told in methods.items():
            assert told["summary"], (method, path)
            assert method == "get" or path.endswith("/files") or told["requestBody"]["content"][parts.JSON]["example"]
            given = {each["name"]: each["in"] for each in told.get("parameters", ())}
            assert (given.pop("format", "") == "query") == (path in FORMATTED), path
            assert given == {part.strip("{}"): "path" for part in path.split("/") if part.startswith("{")}, path


FORMATTED = ("/v1/diagnose", "/v1/diagnose/files", "/v1/compare", "/v1/fleet")
EXAMPLE = Path(__file__).parents[1] / "examples" / "vm-deallocated-by-auto-shutdown.yaml"


def test_a_ticket_a_card_and_an_incident_have_the_bytes_of_the_command_line(http: TestClient) -> None:
    """All formats that the command has for others, by each path that takes one; the process once, as it is slow."""
    text = EXAMPLE.read_text("utf-8")
    now, then = {EXAMPLE.name: text}, {"then.yaml": text.replace("Stopped (deallocated)", "running")}
    bodies: dict[str, dict[str, Any]] = {
        "/v1/diagnose": {"json": {"files": now}},
        "/v1/diagnose/files": {"files": [("files", (EXAMPLE.name, text.encode()))]},
        "/v1/compare": {"json": {"now": {"files": now}, "earlier": [{"files": then}]}},
    }
    one, before = load(EXAMPLE), load_bytes({name: text.encode() for name, text in then.items()})
    expected = {path: diagnose(one, earlier=before if path.endswith("compare") else ()) for path in bodies}
    assert {*get_args(Form)} <= {*names("diagnose")}, "service/models.py offers what report/formats.py has not"
    for form in {*get_args(Form)} - {"json"}:
        for path in bodies:
            reply = http.post(path, params={"format": form}, **bodies[path])
            media = reply.headers["content-type"].partition(";")[0]
            assert reply.status_code == 200 and media == formats.media("diagnose", form), reply.text
            assert reply.content == renderer("diagnose", form)([expected[path]], Look()).encode(), (form, path)
    here = http.post(FORMATTED[0], params={"format": "servicenow"}, **bodies[FORMATTED[0]]).content
    assert here.decode() == backupdx("diagnose", str(EXAMPLE), "-f", "servicenow").stdout
    told = problem(http.post("/v1/diagnose?format=pdf", json={"text": CODE}), 422)
    assert "query.format" in told and "'servicenow'" in told
    assert "nothing to diagnose" in problem(http.post("/v1/diagnose?format=teams", json={}), 422)


def test_the_examples_of_the_interface_are_of_its_models(http: TestClient) -> None:
    paths = http.get("/openapi.json").json()["paths"]
    told: dict[str, type[BaseModel]] = {"/v1/diagnose": models.Diagnosed, "/v1/fleet": models.FleetDiagnosed}
    for path, model in told.items():
        content = paths[path]["post"]["responses"]["200"]["content"]
        shown = {form: each["value"] for form, each in content[parts.JSON]["examples"].items()}
        model.model_validate(shown["json"])
        models.Message.model_validate(shown["teams"])
        models.Incident.model_validate(shown["servicenow"])
        assert content[parts.MARKDOWN]["example"].startswith("# ")


def test_what_follows_the_path_does_not_choose_the_operation(http: TestClient) -> None:
    reply = http.post("/v1/diagnose?name=ticket", json={"text": CODE})
    assert reply.status_code == 200 and reply.json()["diagnosis"]["case"]["error_code"] == CODE


def test_the_headers_of_safety_are_on_every_answer(http: TestClient) -> None:
    for reply in (
        http.get("/"),
        http.get("/nope"),
        http.post("/v1/diagnose", content=b"x" * 2_000_000),
        http.get("/assets/page.js"),
    ):
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        assert reply.headers["x-content-type-options"] == "nosniff" and reply.headers["cache-control"] == "no-store"


def test_what_is_too_large_is_refused_by_its_length_and_by_its_bytes(http: TestClient) -> None:
    assert "more than 1 MB" in problem(http.post("/v1/diagnose", content=b"x" * 2_000_000), 413)

    def pieces() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 50_000

    assert "more than 1 MB" in problem(http.post("/v1/diagnose", content=pieces()), 413)
    assert http.get("/health").status_code == 200


def test_another_host_name_is_refused() -> None:
    app = create_app(Limits(workers=1))  # whose workers are not needed
    assert "host name" in problem(TestClient(app, base_url="http://rebound.example").get("/health"), 400)
    assert TestClient(app, base_url="http://127.0.0.1:1234").get("/health").status_code == 200


def test_what_takes_too_long_ends_with_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    with TestClient(create_app(Limits(workers=1, hosts=(), seconds=6))) as client:
        assert 200 in (client.post("/v1/diagnose", json={"text": CODE}).status_code for _ in range(6))
        monkeypatch.setattr(work, "answered", sleeping)
        began = time.monotonic()
        assert "took longer" in problem(client.post("/v1/diagnose", json={"text": CODE}), 408)
        assert time.monotonic() - began < 60
        monkeypatch.setattr(work, "answered", held_to)
        if sys.platform == "linux":  # the process that takes the place of the ended one is bounded, too
            assert client.post("/v1/diagnose", json={"text": CODE}).text == str(work.MEMORY_BYTES)
        monkeypatch.undo()
        tries = (client.post("/v1/diagnose", json={"text": CODE}).status_code for _ in range(6))
        assert 200 in tries  # a new process loads the knowledge base first, which takes its time on a busy machine


class Running:
    """A server with real sockets, on a port of its own."""

    def __init__(self, limits: Limits) -> None:
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.server = uvicorn.Server(uvicorn.Config(create_app(limits), log_level="error", access_log=False))
        self._thread = threading.Thread(target=self.server.run, args=([self._socket],), daemon=True)

    def __enter__(self) -> Running:
        self._thread.start()
        end = time.monotonic() + 120
        while not self.server.started:
            assert time.monotonic() < end
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self._thread.join(60)
        self._socket.close()

    def raw(self, *parts: bytes, wait: float = 30) -> bytes:
        """What comes back for these bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as caller:
            for part in parts:
                caller.sendall(part)
            return caller.recv(65536)


def test_callers_that_stall_go_away_or_send_half_cost_only_themselves() -> None:
    with Running(Limits(workers=1, seconds=4)) as running:
        head = b"POST /v1/diagnose HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        stalled = running.raw(head + b"Content-Length: 100\r\n\r\n{")
        assert b" 408 " in stalled.split(b"\r\n")[0], stalled[:200]
        gone = socket.create_connection(("127.0.0.1", running.port))
        gone.sendall(head + b'Content-Length: 100\r\n\r\n{"text"')
        gone.close()
        assert b" 400 " in running.raw(b"nonsense\r\n\r\n").split(b"\r\n")[0]
        body = json.dumps({"text": CODE}).encode()
        fine = running.raw(head + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        assert b" 200 " in fine.split(b"\r\n")[0]


API = schemathesis.openapi.from_asgi("/openapi.json", create_app(Limits(workers=1, hosts=(), bytes=1024**2)))
API.config.phases.coverage.enabled = EFFORT > 1  # these requests are made while tests are collected, by each worker


@schemathesis.serializer(parts.NDJSON)
def as_lines(context: Any, value: Any) -> bytes:
    """How a body of lines is sent: as it is."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


@pytest.mark.filterwarnings("ignore")
@API.parametrize()
@settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_gives_a_fault_of_ours(case: Any, http: TestClient) -> None:
    sent = requests.Request(**case.as_transport_kwargs(base_url="http://localhost")).prepare()  # forms are sent as such
    reply = http.request(str(sent.method), str(sent.url), content=sent.body or b"", headers=dict(sent.headers))
    assert reply.status_code < 500, (case.method, case.path, reply.text)


DEPLOY = Path(__file__).parents[1] / "deploy"


def test_the_samples_name_what_there_is() -> None:
    """The function app and the container run the same application, by names and options that exist."""
    for node in ast.walk(ast.parse((DEPLOY / "azure-functions" / "function_app.py").read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("backupdx"):
            module = importlib.import_module(str(node.module))
            assert all(hasattr(module, alias.name) for alias in node.names)
    assert json.loads((DEPLOY / "azure-functions" / "host.json").read_text("utf-8"))["version"] == "2.0"
    started = (DEPLOY / "Containerfile").read_text("utf-8").rpartition("CMD ")[2]
    name, *words = json.loads(started)
    assert name == "backupdx" and backupdx(*words, "--help").returncode == 0


def test_of_a_fault_its_place_is_told_and_nothing_of_the_request(
    http: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("secret-vm")

    monkeypatch.setattr("backupdx.service.uploads.body_of", broken)
    told = problem(http.post("/v1/fleet", content=b"secret-vm"), 500)
    assert told.startswith("a fault of ours: KeyError in test_service_http.py, line ")
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == [told]
    monkeypatch.setitem(operations.OPERATIONS, "ticket", (models.OfCase, broken))
    reply = work.answered("ticket", b'{"case": {}}')
    assert reply.status == 500 and "KeyError in test_service_http.py" in reply.text and "secret" not in reply.text


async def asked(app: Any, receive: Any) -> list[Any]:
    """What is sent for a request whose messages come from `receive`."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/v1/fleet", "raw_path": b"/v1/fleet", "query_string": b"",
        "headers": [(b"host", b"localhost")], "scheme": "http", "server": ("localhost", 80), "root_path": "",
    }  # fmt: skip
    await app(scope, receive, send)
    return sent


def test_whoever_goes_away_leaves_no_trace(caplog: pytest.LogCaptureFixture) -> None:
    async def gone() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    assert anyio.run(asked, create_app(Limits(workers=1)), gone) == [] and caplog.records == []


def test_the_bodies_of_all_requests_together_are_bounded() -> None:
    app = create_app(Limits(workers=1, bytes=1000, held=1500))
    body = {"type": "http.request", "body": b"x" * 900, "more_body": True}

    async def both() -> tuple[Any, Any]:
        held = anyio.Event()
        parts = [body]

        async def stalls() -> Any:
            if parts:
                return parts.pop()
            held.set()
            return await anyio.sleep(60)

        async def more() -> Any:
            return body

        async with anyio.create_task_group() as group:
            group.start_soon(asked, app, stalls)
            await held.wait()
            refused = await asked(app, more)
            group.cancel_scope.cancel()
        return refused[0]["status"], (await asked(app, more))[0]["status"]  # what was held is free again

    assert anyio.run(both) == (503, 413)
