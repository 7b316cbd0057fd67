"""The door for assistants: its tools, their promises, and the process that a client starts."""

from __future__ import annotations

import json
import sys
from typing import Any

import anyio
import pytest
from backupdx import diagnose, load_all_bytes, load_text
from backupdx.report.formats import Look, renderer
from backupdx.service.protocol import create_server, skill
from mcp import MCPError, StdioServerParameters, stdio_client
from mcp.client.client import Client
from mcp_types import TextContent

CODE = "UserErrorGuestAgentStatusUnavailable"
TOOLS = {"diagnose", "why", "what_if", "next_questions", "answer", "interview", "collection_script", "look_up"}


def through(*calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """The results of these calls, one after the other."""

    async def all_of_them() -> list[Any]:
        async with Client(create_server()) as client:
            return [await client.call_tool(name, given) for name, given in calls]

    return anyio.run(all_of_them)


def case() -> dict[str, Any]:
    (told,) = through(("diagnose", {"text": CODE, "facts": {"vm.os_type": "linux"}}))
    found: dict[str, Any] = told.structured_content["case"]
    return found


def text_of(told: Any) -> str:
    assert isinstance(told.content[0], TextContent)
    return told.content[0].text


def test_there_are_eight_tools_that_only_read_and_say_what_they_are_for() -> None:
    async def listed() -> Any:
        async with Client(create_server()) as client:
            return (await client.list_tools()).tools

    tools = anyio.run(listed)
    assert {tool.name for tool in tools} == TOOLS and len(tools) <= 8
    for tool in tools:
        assert tool.annotations.read_only_hint and not tool.annotations.destructive_hint
        assert tool.output_schema["type"] == "object" and len(tool.description) > 100, tool.name
        assert "Use it" in " ".join(tool.description.split()) or tool.name == "collection_script", tool.name


def test_every_tool_answers() -> None:
    given = case()
    told = through(
        ("why", {"case": given, "cause": "agent-stopped-linux"}),
        ("what_if", {"case": given, "facts": {"agent.service_state": "stopped"}}),
        ("next_questions", {"case": given}),
        ("answer", {"case": given, "answers": {"agent.service_state": "stopped"}, "unknown": ["vm.power_state"]}),
        ("collection_script", {"where": "linux", "case": given}),
        ("look_up", {"name": "rg-lock"}),
        ("look_up", {"name": f"what is {CODE}?"}),
    )
    assert not any(each.is_error for each in told)
    assert told[0].structured_content["cause"] == "agent-stopped-linux"
    assert text_of(told[1]).startswith("SUPPOSED")
    assert told[2].structured_content["questions"]
    assert told[3].structured_content["case"]["unanswered"] == {"vm.power_state": "unknown"}
    assert told[4].structured_content["text"].startswith("#!/bin/sh")
    assert told[6].structured_content["kind"] == "code"


def test_what_changed_since_an_earlier_export_is_that_of_the_library() -> None:
    now = {"now.json": f'{{"error": {{"code": "{CODE}"}}, "vm": {{"name": "a"}}, "agent": {{"status": "not_ready"}}}}'}
    then = '{"vm": {"name": "a"}, "agent": {"status": "ready"}}'
    several = f'{{"cases": [{then}, {{"vm": {{"name": "b"}}}}]}}'
    told, picked, other, unread = through(
        ("diagnose", {"files": now, "earlier": {"then.json": then}}),
        ("diagnose", {"files": now, "earlier": {"then.json": several, "odd.txt": "hello"}}),
        ("diagnose", {"files": now, "earlier": {"then.json": then.replace('"a"', '"b"')}}),
        ("diagnose", {"files": now, "earlier": {"odd.txt": "hello"}}),
    )
    (here,), (before,) = (load_all_bytes({n: t.encode() for n, t in f.items()}) for f in (now, {"then.json": then}))
    expected = diagnose(here, earlier=before).model_dump(mode="json")
    assert told.structured_content["diagnosis"] == expected and expected["changes"]["changes"]
    assert text_of(told).startswith("Changed since") and "ready -> not ready" in text_of(told)
    changes = picked.structured_content["diagnosis"]["changes"]["changes"]
    assert [(c["fact"], c["before"], c["now"]) for c in changes] == [("agent.status", "ready", "not_ready")]
    assert any("earlier: ignored: odd.txt" in remark for remark in picked.structured_content["remarks"])
    assert other.is_error and "another VM" in text_of(other)
    assert unread.is_error and "odd.txt" in text_of(unread)


def test_a_card_and_an_incident_are_those_of_the_command_line() -> None:
    told = through(*(("diagnose", {"text": CODE, "format": form}) for form in ("markdown", "teams", "servicenow")))
    expected = diagnose(load_text(CODE))
    for form, each in zip(("markdown", "teams", "servicenow"), told, strict=True):
        assert text_of(each) == renderer("diagnose", form)([expected], Look())
        assert each.structured_content["diagnosis"] == expected.model_dump(mode="json")


def test_errors_are_told_with_what_to_do() -> None:
    told = through(
        ("diagnose", {}),
        ("diagnose", {"facts": {"agent.statsu": "ready"}}),
        ("why", {"case": {}, "cause": "rg-lok"}),
        ("answer", {"case": {"vm": {"os_type": "beos"}}}),
        ("collection_script", {"where": "mars"}),
        ("look_up", {"name": "zzzz"}),
    )
    assert all(each.is_error for each in told)
    said = [text_of(each) for each in told]
    assert "give text" in said[0] and "agent.status" in said[1] and "rg-lock" in said[2]
    assert "'linux' or 'windows'" in said[3] and "no cause or error code" in said[5]
    assert not any("Traceback" in text for text in said)


def test_files_about_many_vms_are_told_with_where_their_summary_comes_from() -> None:
    cases = [{"error": {"code": CODE}, "vm": {"name": f"web{n}"}} for n in range(9)]
    several = {"cases.json": json.dumps({"cases": cases})}
    records = {"night.ndjson": '{"backupdx":"fleet","kb_version":"1"}\n'}
    all_of_them, one, summed = through(
        ("diagnose", {"files": several}),
        ("diagnose", {"files": several, "vm": "WEB3"}),
        ("diagnose", {"files": records}),
    )
    assert all_of_them.is_error and "9 VMs (web0, web1" in text_of(all_of_them)
    assert "choose one with `vm`" in text_of(all_of_them) and "`backupdx fleet`" in text_of(all_of_them)
    assert one.structured_content["diagnosis"]["case"]["vm"] == "web3"
    assert summed.is_error and "give it to `backupdx fleet`" in text_of(summed)


def test_nothing_is_read_from_disk() -> None:
    (told,) = through(("diagnose", {"files": {"/etc/passwd": "hello"}, "text": CODE}))
    assert not told.is_error and "root:" not in str(told.structured_content)


def test_resources_are_pages_and_schemas() -> None:
    async def read() -> list[str]:
        async with Client(create_server()) as client:
            names = ("causes", "codes", "causes/rg-lock", f"codes/{CODE}", "schemas/case", "skill")
            return [str((await client.read_resource(f"backupdx://{n}")).contents[0]) for n in names]

    causes, codes, cause, code, schema, how = anyio.run(read)
    assert "rg-lock" in causes and CODE in codes and "What to do" in cause and CODE in code
    assert "json-schema.org" in schema and "Never invent a fact" in how


def test_what_there_is_not_is_told_with_the_nearest_and_logs_nothing(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyError("secret-vm")

    async def read() -> list[str]:
        said = []
        async with Client(create_server()) as client:
            for name in ("causes/rg-lok", "codes/nope", "schemas/nope"):
                with pytest.raises(MCPError) as told:
                    await client.read_resource(f"backupdx://{name}")
                said.append(str(told.value))
            monkeypatch.setattr("backupdx.service.operations.why", broken)
            told = await client.call_tool("why", {"case": {}, "cause": "rg-lock"})
        return [*said, text_of(told)]

    cause, code, schema, why = anyio.run(read)
    assert "did you mean rg-lock" in cause and "no cause or error code" in code and "there are case" in schema
    assert "KeyError in test_service_protocol.py, line " in why and "secret" not in why
    assert not [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]


def test_the_table_of_the_skill_names_every_tool_and_no_other() -> None:
    rows = [line for line in skill().splitlines() if line.startswith('| "')]
    named = {
        word.strip("`") for row in rows for word in row.split("|")[2].replace(",", " ").split() if word.startswith("`")
    }
    assert named == TOOLS


def test_a_client_starts_it_as_a_process_of_its_own() -> None:
    async def talk() -> Any:
        command = StdioServerParameters(command=sys.executable, args=["-m", "backupdx.cli", "mcp"])
        async with Client(stdio_client(command)) as client:
            return await client.call_tool("diagnose", {"text": CODE})

    told = anyio.run(talk)
    assert told.structured_content["diagnosis"]["case"]["error_code"] == CODE
