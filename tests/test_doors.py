"""One diagnosis through every door: command line, library, HTTP and the protocol of assistants, to the byte."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal

import anyio
import pytest
from backupdx import Case, InputError, Interview, load_all_bytes, load_text
from backupdx.engine.interview import Question
from backupdx.facts.case import Source
from backupdx.library import diagnose
from backupdx.report.jsonform import render
from backupdx.service.bounds import Limits
from backupdx.service.http import create_app
from backupdx.service.models import Given
from backupdx.service.operations import OPERATIONS
from backupdx.service.operations import diagnose as through_operation
from backupdx.service.protocol import create_server
from backupdx.service.rounds import MOST_ROUNDS, QUESTIONS
from cases import EFFORT
from doors import Input, inputs
from fastapi.testclient import TestClient
from mcp.client.client import Client
from mcp_types import CallToolResult, ElicitResult
from running import backupdx as run


@pytest.fixture(scope="module")
def http() -> Iterator[TestClient]:
    with TestClient(create_app(Limits(workers=1, hosts=()))) as client:
        yield client


@asynccontextmanager
async def protocol(**options: Any) -> AsyncIterator[Client]:
    async with Client(create_server(), **options) as client:
        yield client


def by_library(given: Input, kind: Literal["option", "request"] = "option") -> str | None:
    """The diagnosis as JSON, of facts that came in this way; None where the input is refused."""
    try:
        files = {name: text.encode() for name, text in given.files.items()}
        if given.text and files:
            return None
        cases = [load_text(given.text)] if given.text else load_all_bytes(files) if files else [Case()]
        if len(cases) != 1:
            return None
        facts = dict(given.facts) | ({"error.code": given.code} if given.code else {})
        return render(diagnose(cases[0].with_facts(facts, Source(kind=kind)) if facts else cases[0]))
    except InputError:
        return None


def written(diagnosis: Any) -> str:
    return json.dumps(diagnosis, ensure_ascii=True, indent=2) + "\n"


def by_http(client: TestClient, given: Input) -> str | None:
    reply = client.post("/v1/diagnose", json=given.given)
    assert reply.status_code in (200, 422), reply.text
    return written(reply.json()["diagnosis"]) if reply.status_code == 200 else None


def test_the_library_http_and_the_protocol_say_the_same(http: TestClient) -> None:
    assert len(inputs()) >= 50
    said = {each.name: by_library(each, "request") for each in inputs()}
    ways = (("given with the request", "command line"), ("the request", "the command line"))
    for each in (each for each in inputs() if each.facts or each.code):  # only where they came from is told otherwise
        text = said[each.name]
        for here, there in ways if text else ():
            text = text.replace(here, there) if text else text
        assert text == by_library(each), each.name
    assert {n for n, text in said.items() if text} and sum(text is None for text in said.values()) < 10
    daily = inputs()[:: 1 if EFFORT > 1 else 5]
    assert {each.name for each in daily if by_http(http, each) != said[each.name]} == set()

    async def through() -> set[str]:
        async with protocol() as client:
            return {each.name for each in daily if await by_protocol(client, each) != said[each.name]}

    assert anyio.run(through) == set()


async def by_protocol(client: Client, given: Input) -> str | None:
    facts = dict(given.facts) | ({"error.code": given.code} if given.code else {})
    told = await client.call_tool("diagnose", {"text": given.text, "files": given.files, "facts": facts})
    return None if told.is_error else written((told.structured_content or {})["diagnosis"])


def test_the_command_line_says_the_same(tmp_path: Path) -> None:
    """Each a process of its own: a few of every kind."""
    for n, each in enumerate(inputs()[::6]):
        folder = tmp_path / str(n)
        folder.mkdir()
        for name, text in each.files.items():
            (folder / name).write_text(text, encoding="utf-8")
        words = [each.text] if each.text else []
        code = ["--code", each.code] if each.code else []
        facts = [f"--fact={k}={','.join(v) if isinstance(v, list) else v}" for k, v in each.facts.items()]
        done = run("diagnose", "-f", "json", *code, *facts, *(str(folder / name) for name in each.files), "--", *words)
        assert (done.stdout or None) == by_library(each), (each.name, done.stderr)


STORY = {  # what somebody at the machine would answer
    "vm.os_type": "linux",
    "vm.power_state": "running",
    "agent.service_state": "stopped",
    "agent.installed": True,
    "agent.status": "not_ready",
    "vm.provisioning_state": "succeeded",
}
CODE = "UserErrorGuestAgentStatusUnavailable"
PAGE = ["vm.os_type", "vm.power_state", "agent.status", "vm.provisioning_state"]  # what the VM's page shows


def ended(case: dict[str, Any]) -> str:
    """What is established at the end of an interview, from its case."""
    first = through_operation(Given(case=case)).diagnosis.explanations[0]
    return f"{first.verdict} {first.cause}"


def said(question: Question) -> dict[str, Any]:
    """The facts that somebody who knows the story tells at this question; empty: nothing of it is known."""
    if question.kind != "states":
        return {question.fact: STORY[question.fact]} if question.fact in STORY else {}
    seen = [s for s in question.states if s.facts and all(STORY.get(f) == v for f, v in s.facts.items())]
    return {f: v for state in seen for f, v in state.facts.items()}


def as_words(question: dict[str, Any]) -> Any:
    """The same answer as a caller of a door gives it; None: not known."""
    if question["kind"] != "states":
        return STORY.get(question["fact"])
    known = {str(STORY[fact]).replace("_", " ") for fact in question["covers"] if fact in STORY}
    return [words for words in question["choices"] if words.rpartition(": ")[2].lower() in known] or None


def asked_by_the_library() -> str:
    interview = Interview(Case().with_facts({"error.code": CODE}))
    while question := interview.next_question():
        told = said(question)
        if told and question.covers:
            interview.tell(question, told)
        elif told:
            interview.answer(question.fact, told[question.fact])
        else:
            interview.unknown(question.fact)
    first = interview.diagnosis.explanations[0]
    return f"{first.verdict} {first.cause}"


def test_an_interview_over_http_reaches_the_same_end(http: TestClient) -> None:
    reply = http.post("/v1/answers", json={"case": {"error": {"code": CODE}}, "most": 1}).json()
    rounds = 0
    while reply["questions"]:
        question = reply["questions"][0]
        words = as_words(question)
        more = {"unknown": [question["fact"]]} if words is None else {"answers": {question["fact"]: words}}
        more |= {"case": reply["case"], "progress": reply["progress"], "most": 1}
        answered = http.post("/v1/answers", json=more)
        assert answered.status_code == 200, answered.text
        reply, rounds = answered.json(), rounds + 1
        assert rounds < 200
    assert reply["ended"] and ended(reply["case"]) == asked_by_the_library() == "confirmed agent-stopped-linux"


def test_an_interview_in_rounds_reaches_the_same_end() -> None:
    forms: list[list[str]] = []

    async def fill(context: Any, form: Any) -> ElicitResult:
        fields = form.requested_schema["properties"]
        forms.append(list(fields))
        content = {}
        for fact, field in fields.items():
            states = field.get("items", {}).get("enum")
            asked = {"fact": fact, "kind": "states" if states else "", "choices": states, "covers": PAGE}
            if (words := as_words(asked)) is not None:
                content[fact] = words
        return ElicitResult(action="accept", content=content)

    async def through() -> CallToolResult:
        async with protocol(elicitation_callback=fill) as client:
            return await client.call_tool("interview", {"text": CODE})

    told = anyio.run(through)
    assert told.structured_content is not None and not told.is_error
    assert ended(told.structured_content["case"]) == asked_by_the_library()
    assert len(forms) <= MOST_ROUNDS and all(0 < len(form) <= QUESTIONS for form in forms)
    assert len({fact for form in forms for fact in form}) == sum(map(len, forms)), "nothing is asked twice"


@pytest.mark.parametrize("action", ["decline", "cancel"])
def test_who_declines_a_form_gets_the_diagnosis_as_it_stands(action: Any) -> None:
    async def refuse(context: Any, form: Any) -> ElicitResult:
        return ElicitResult(action=action)

    async def through() -> CallToolResult:
        async with protocol(elicitation_callback=refuse) as client:
            return await client.call_tool("interview", {"text": CODE})

    told = anyio.run(through).structured_content
    assert told is not None and told["questions"] == [] and told["ended"] == "the person stopped"


def test_a_client_without_forms_gets_the_questions_back() -> None:
    async def through() -> CallToolResult:
        async with protocol() as client:
            return await client.call_tool("interview", {"text": CODE})

    told = anyio.run(through).structured_content
    assert told is not None and told["questions"] and not told["ended"]


def test_no_request_sees_the_case_of_another(http: TestClient) -> None:
    """Callers take turns; each diagnosis is the one that it gets alone."""
    chosen = [each for each in inputs() if each.facts or each.code][:5]
    alone = {each.name: by_http(http, each) for each in chosen}

    async def turns() -> list[tuple[str, str]]:
        seen: list[tuple[str, str]] = []

        async def call(each: Input) -> None:
            reply = await anyio.to_thread.run_sync(lambda: by_http(http, each))
            seen.append((each.name, str(reply)))

        async with anyio.create_task_group() as group:
            for _ in range(4):
                for each in chosen:
                    group.start_soon(call, each)
        return seen

    seen = anyio.run(turns)
    assert len(seen) == 20 and all(alone[name] == said for name, said in seen)


def test_every_operation_is_a_route_and_none_changes_what_it_is_given() -> None:
    paths = create_app(Limits(workers=1)).openapi()["paths"]
    assert {f"/v1/{name}" for name in OPERATIONS} <= set(paths)
