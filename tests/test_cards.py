"""Tickets, cards and incidents: valid for their schemas, within their limits, and with every name literal text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from backupdx.engine.result import Diagnosis
from backupdx.fleet.summary import NewRow, SharedRow, Summary
from backupdx.kb.knowledge import knowledge_base
from backupdx.library import diagnose, load_all, load_data
from backupdx.report.cards import MOST_BYTES
from backupdx.report.fleet_news import fleet_incident, fleet_message
from backupdx.report.markdown import render
from backupdx.report.servicenow import fitted, incidents
from backupdx.report.teams import teams_message
from card_schemas import INCIDENT, TEAMS_MESSAGE
from markdown_it import MarkdownIt
from running import backupdx

EXAMPLES = Path(__file__).parents[1] / "examples"
TEAMS_LIMIT = 28 * 1024
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "[code]<script>alert(1)</script>[/code]",
    "[ CODE ]<b>x</b>[ /code]",
    "**bold** [link](https://evil.example) <at>all</at>",
    "{{DATE(2026-01-01T00:00:00Z, SHORT)}}",
    "abc\u202egpj.exe\x1b[31m",
    "@everyone `a` | b",
)


def is_message(text: str) -> list[dict[str, Any]]:
    """The elements of the card, held against the schema and the limit."""
    assert text.isascii() and len(text) <= MOST_BYTES < TEAMS_LIMIT
    found = json.loads(text)
    jsonschema.validate(found, TEAMS_MESSAGE)
    body: list[dict[str, Any]] = found["attachments"][0]["content"]["body"]
    return body


def texts(body: list[dict[str, Any]]) -> Iterator[str]:
    for item in body:
        for block in item.get("items", [item]):
            yield "".join(run["text"] for run in block["inlines"])


def are_incidents(text: str) -> list[dict[str, str]]:
    assert text.isascii()
    try:
        found = [json.loads(text)]
    except ValueError:
        found = [json.loads(line) for line in text.splitlines()]
    for each in found:
        jsonschema.validate(each, INCIDENT)
    return found


def named(name: str) -> Diagnosis:
    """A diagnosis with this name wherever one can stand."""
    lock = f"/subscriptions/{name}"
    return diagnose(
        load_data(
            {
                "id": name,
                "error": {"code": "UserErrorRpCollectionLimitReached", "message": name},
                "vm": {"name": name, "resource_group": name},
                "locks": {"backup_group": True, "backup_group_ids": [lock]},
                "backup": {"vault": name, "policy": name},
            }
        )
    )


def summary_with(name: str, rows: int = 3, new: int | None = 2) -> Summary:
    found = [NewRow("rg-lock", name, 7, [name, name], name) for _ in range(rows)]
    return Summary(
        kb_version="1", cases=9, vms=9, confirmed=5, likely=1, inconclusive=3, accepted=0, rejected=0, disputed=0,
        causes=[], more_causes=0, shared=[SharedRow("rg-lock", name, "x", name, name, 4)], places=[], steps=[],
        accepted_findings=0, expired=[], new=new, unchanged=1, new_causes=found, fixed=0,
    )  # fmt: skip


@pytest.fixture(scope="module")
def all_diagnoses() -> list[Diagnosis]:
    return [diagnose(case) for path in sorted(EXAMPLES.glob("*.yaml")) for case in load_all(path)]


def test_every_example_is_a_valid_card_and_incident(all_diagnoses: list[Diagnosis]) -> None:
    keys = set()
    for d in all_diagnoses:
        said = list(texts(is_message(teams_message([d]))))
        (body,) = are_incidents(incidents([d]))
        keys.add(body["correlation_id"])
        first = d.first
        assert first is not None
        if first.verdict != "possible":
            assert any(first.title in each for each in said) and first.title in body["description"]
            assert any(each.startswith("1. ") for each in said) and "\n1. " in body["work_notes"]
            commands = [c.command for c in first.remedy.steps[0].commands if c.tool != "portal"]
            assert set(commands) <= set(said), "a command is shown whole"
        else:
            assert any("nothing is established yet" in each for each in said)
    assert len(keys) == len(all_diagnoses)
    is_message(teams_message(all_diagnoses))
    assert len(are_incidents(incidents(all_diagnoses))) == len(all_diagnoses)


def test_the_same_trouble_is_the_same_incident() -> None:
    """The VM with its subscription, and the cause, whatever the job; names are compared as Azure does."""
    locked: dict[str, Any] = {"error": {"code": "UserErrorRpCollectionLimitReached"}, "locks": {"backup_group": True}}
    vm = {"name": "Web01", "resource_group": "rg"}
    found = [
        {**locked, "vm": vm, "id": "job-1"},
        {**locked, "vm": {"name": "web01", "resource_group": "RG", "os_type": "linux"}, "id": "job-2"},
        {**locked, "vm": {**vm, "name": "web02"}},
        {**locked, "vm": {**vm, "subscription_id": "11111111-1111-1111-1111-111111111111"}},
        {**locked, "vm": vm, "locks": {}},
    ]
    ids = [are_incidents(incidents([diagnose(load_data(each))]))[0]["correlation_id"] for each in found]
    assert ids[0] == ids[1] and len(set(ids)) == 4


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name: str) -> None:
    d = named(name)
    for text in (teams_message([d]), teams_message([d, d]), fleet_message(summary_with(name))):
        said = list(texts(is_message(text)))
        assert not [each for each in said if "{{" in each or re.search("[\x00-\x09\x0b-\x1f\u202e]", each)]
    for text in (incidents([d]), fleet_incident(summary_with(name))):
        for body in are_incidents(text):
            assert not re.search(r"\[\s*/?\s*code\s*\]", "".join(body.values()), re.IGNORECASE)
            assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", "".join(body.values()))
    tokens = MarkdownIt("commonmark").enable("table").parse(render(d))
    inner = [each for token in tokens for each in token.children or []]
    links = [each.attrGet("href") for each in inner if each.type == "link_open"]
    assert all(str(link).startswith("https://learn.microsoft.com/") for link in links)
    html = [each.content for each in (*tokens, *inner) if each.type in ("html_inline", "html_block")]
    assert set(html) <= {"<!-- -->"} and not [each for each in inner if each.type == "image"]


@pytest.mark.parametrize("letter", ["x", "\N{PILE OF POO}", "{{", "`"])
def test_what_is_too_big_is_left_out_and_said(letter: str) -> None:
    d = named(letter * (450 // len(letter)))
    assert any("Left out" in each or " ..." in each for each in texts(is_message(teams_message([d]))))
    is_message(teams_message([d] * 100))
    body = is_message(fleet_message(summary_with(letter * 5000, rows=20)))
    assert any("Left out" in each for each in texts(body))
    are_incidents(incidents([d]))
    assert "Left out" in are_incidents(fleet_incident(summary_with(letter * 5000, rows=20)))[0]["description"]


def test_paragraphs_fit_and_the_last_line_tells_of_the_rest() -> None:
    assert fitted(["a", "b"], 10) == "a\n\nb"
    shown = fitted(["word " * 10] * 9, 200)
    assert len(shown) <= 200 and shown.endswith("7 paragraphs. All of it: backupdx diagnose FILES --full")
    assert len(fitted(["x" * 900], 200)) <= 200


def test_what_is_new_in_a_fleet(tmp_path: Path) -> None:
    case = {"error": {"code": "UserErrorRpCollectionLimitReached"}, "locks": {"backup_group": True}}
    lines = [json.dumps({**case, "vm": {"name": f"db{n}", "resource_group": "rg"}}) for n in range(3)]
    (tmp_path / "old.ndjson").write_text("\n".join(lines[:2]))
    (tmp_path / "now.ndjson").write_text("\n".join(lines))
    backupdx("fleet", "old.ndjson", "-o", "old-records.ndjson", cwd=tmp_path)
    title = knowledge_base().by_id["rg-lock"].title
    done = backupdx("fleet", "now.ndjson", "--compare", "old-records.ndjson", "-f", "teams", cwd=tmp_path)
    said = list(texts(is_message(done.stdout)))
    assert said[0] == "Failed backups: 1 new finding" and f"1  {title}" in said and "db2 (rg)" in said
    done = backupdx("fleet", "now.ndjson", "--compare", "old-records.ndjson", "-f", "servicenow", cwd=tmp_path)
    (body,) = are_incidents(done.stdout)
    assert "db2 (rg)" in body["description"] and "db0" not in body["description"] and title in body["work_notes"]
    done = backupdx("fleet", "old.ndjson", "--compare", "old-records.ndjson", "-f", "servicenow", cwd=tmp_path)
    (body,) = are_incidents(done.stdout)
    assert "Nothing is new" in body["description"] and body["urgency"] == "3"
    done = backupdx("fleet", "now.ndjson", "-f", "teams", cwd=tmp_path)
    assert f"3 confirmed  {title}" in texts(is_message(done.stdout))


def test_markdown_has_one_fence_a_step_and_links() -> None:
    text = render(diagnose(load_all(EXAMPLES / "internal-error-locked-restore-point-group.yaml")[0]))
    first = text.split("## 1. ")[1].split("## ")[0]
    for step in re.split(r"\n(?=\d\. |To verify: )", first)[1:]:
        assert step.count("```") in (0, 2), step
    assert "```sh\n# Azure CLI\naz lock list -g AzureBackupRG_westeurope_1\naz lock list\n```" in first
    assert "Read more: <https://learn.microsoft.com/" in first
    assert "| Because | Where | When |" in first
