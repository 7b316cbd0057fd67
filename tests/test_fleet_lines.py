"""Records of many cases: equal to those of the plain path to the byte, whatever was remembered before."""

from __future__ import annotations

import itertools
import json
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from backupdx.engine import matching
from backupdx.engine.inference import Network
from backupdx.engine.matching import Matching
from backupdx.engine.reasoning import Reasoning
from backupdx.facts.case import Case, Source
from backupdx.facts.errors import Disagreement
from backupdx.facts.saving import cases_text
from backupdx.fleet.known import AcceptedCauses as Accepted
from backupdx.fleet.lines import Batch, diagnose_lines, plainly
from backupdx.fleet.records import Record, counted
from backupdx.fleet.tally import Tally, tally_of
from backupdx.kb.examples import examples_of
from backupdx.kb.knowledge import knowledge_base
from backupdx.library import with_known_code
from cases import EFFORT, case_of, fact_sets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

KB = knowledge_base()
SHARED = Batch(KB)  # remembers what earlier examples of the test taught it, as in a long run
PLAIN = plainly(KB)
FAILED = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
TIMES = (None, FAILED, FAILED - timedelta(days=3), FAILED + timedelta(days=30), FAILED + timedelta(hours=1))


def lines(*found: Case) -> list[str]:
    return cases_text(found, ".ndjson").splitlines()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(fact_sets(), min_size=1, max_size=4), st.lists(st.sampled_from(TIMES), min_size=1), st.booleans())
def test_remembered_records_equal_those_of_one_run_each(found: list[Any], times: list[Any], dated: bool) -> None:
    for facts in found:
        case = case_of(facts)
        seen = zip(facts, itertools.cycle(times))
        sources = {f: Source(kind="file", file="a.json", place=f, observed_at=time) for f, time in seen}
        told = {"provenance": sources, "failed_at": FAILED if dated else None}
        for line in lines(case, case.model_copy(update=told)):
            assert SHARED.record(line).text == PLAIN(line)


def test_what_only_the_headline_rests_on_tells_cases_apart() -> None:
    """That a later backup completed, say, is looked at by no rule."""
    batch = Batch(KB)
    stopped = {"error": {"code": "UserErrorGuestAgentStatusUnavailable"}, "vm": {"name": "a", "os_type": "linux"}}
    parts: list[dict[str, Any]] = [
        {},
        {"backup": {"later_completed": True}},
        {"backup": {"later_completed": False}},
        {"error": {**stopped["error"], "other_codes": ["UserErrorBcmDatasourceNotPresent"]}},
        {"error": {}, "backup": {"last_status": "completed"}},
        {"error": {}, "backup": {"last_status": "completed"}, "failed_at": FAILED.isoformat()},
        {"error": {}, "vm": {}},
        {"error": {"words": "it is broken"}, "vm": {}},
    ]
    headlines = set()
    for part in parts:
        line = json.dumps(stopped | part)
        assert batch.record(line).text == PLAIN(line)
        headlines.add(json.loads(PLAIN(line)).get("headline"))
    assert headlines == {None, "recovered", "several_failures", "healthy", "nothing_known"}


def test_what_is_counted_of_a_record_is_what_its_text_says() -> None:
    batch = Batch(KB)
    found = lines(*(e.case for cause in KB.in_order for e in examples_of(cause.id)))
    records = [batch.record(line) for line in [*found, "nonsense", *SHARING]]
    for record in records:
        once, again = Tally(), Tally()
        findings = once.add(record.counted, Accepted())
        assert [(f.key, f.vm, f.verdict, f.shared) for f in findings] == [
            (f.key, f.vm, f.verdict, f.shared) for f in again.add(counted(record.text), Accepted())
        ]
        assert once == again == tally_of([record.text], Accepted())
    assert sum(tally.shared.total() for tally in map(whole_tally, records)) >= 2


SHARING = [
    json.dumps(
        {
            "error": {"code": "UserErrorRpCollectionLimitReached"},
            "vm": {"name": name},
            "locks": {"backup_group": True, "backup_group_ids": ['a "lock"],"possible":["']},
        }
    )
    for name in ("a", '],"possible":["')
]


def whole_tally(record: Record) -> Tally:
    """The sums over the whole data of a record."""
    tally = Tally()
    tally.add(json.loads(record.text), Accepted())
    return tally


def test_all_examples_together_in_any_order() -> None:
    found = lines(*(e.case for cause in KB.in_order[:: 1 if EFFORT > 1 else 8] for e in examples_of(cause.id)))
    plain = dict(zip(found, map(PLAIN, found), strict=True))
    for seed in range(2):
        random.Random(seed).shuffle(found)
        assert list(diagnose_lines(found)) == [plain[line] for line in found]


def test_cases_that_only_a_contradiction_tells_apart() -> None:
    code = {"code": "UserErrorUnsupportedDiskSize"}
    found = [json.dumps({"error": code, "disks": {"largest_gb": size}}) for size in (5000, 3000, 5000)]
    records = [json.loads(r) for r in diagnose_lines(found)]
    assert [bool(r["notes"]) for r in records] == [False, True, False]
    assert list(diagnose_lines(found)) == [PLAIN(line) for line in found]


def test_a_fresh_process_gives_the_same_bytes() -> None:
    found = lines(*(e.case for cause in KB.in_order[::4] for e in examples_of(cause.id)))
    program = (
        "import sys; from backupdx.fleet.lines import diagnose_lines\n"
        "sys.stdout.writelines(r + '\\n' for r in diagnose_lines(sys.stdin))"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program], input="\n".join(found), capture_output=True, text=True, check=True,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
        )  # fmt: skip
        assert done.stdout.splitlines() == list(diagnose_lines(found))


def test_a_record_tells_what_a_diagnosis_tells() -> None:
    """That of one run of experta each is seen above to be the same text."""
    cases = [example.case for cause in KB.in_order for example in examples_of(cause.id)]
    cases = cases[:: 1 if EFFORT > 1 else 3]
    masks = Matching(KB)
    for case, record in zip(cases, map(json.loads, diagnose_lines(lines(*cases))), strict=True):
        reasoning = Reasoning(KB, with_known_code(case), masks.infer)
        told = [(c.id, reasoning.verdicts[c.id]) for c in reasoning.ranked]
        standing = [pair for pair in told if pair[1] != "possible"]
        assert [(e["cause"], e["verdict"]) for e in record["explanations"]] == (standing or told[:3])
        assert record["possible"] == [c for c, verdict in told if verdict == "possible"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"vm": {"name": "a"', "cut off"),
        ("[1]", "is no case"),
        ("nonsense", "no valid JSON"),
        ('\ufeff{"id": "a"}', "utf-8 bom"),
        ('{"vm": {"name": NaN}}', "NaN"),
        ('{"id": "a", "id": "b"}', "stands twice"),
        ('{"schema_version": 2, "vm": {}}', "schema_version 2"),
        ('{"vm": {"nmae": "a"}}', "did you mean name?"),
        ('{"vm": ' * 2000, "nested too deeply"),
        ('{"notes": ["' + "x" * 5_000_000 + '"]}', "longer than"),
    ],
)
def test_a_line_that_is_no_case_is_told_and_the_others_are_done(line: str, reason: str) -> None:
    good = '{"id": "good", "error": {"code": "UserErrorGuestAgentStatusUnavailable"}}'
    records = [json.loads(r) for r in diagnose_lines([good, "", line, good])]
    assert len(records) == 3 and records[0] == records[2]
    assert reason in records[1]["rejected"] and len(records[1]["line"]) <= 300


def test_experta_is_asked_about_the_first_case_and_then_about_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "RARE", 10)
    batch = Batch(KB)
    case = examples_of("agent-stopped-linux")[0].case
    asked = []
    for n in range(40):
        batch.record_of(case.with_facts({"vm.name": f"vm{n}"}))
        asked.append(batch.sample.runs)
    assert asked == [1] * 19 + [2] * 10 + [3] * 10 + [4]


def test_where_experta_says_otherwise_the_run_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Network.infer

    def broken(network: Network, *given: Any) -> Any:
        inferred = whole(network, *given)
        inferred.fired.pop("agent-stopped-linux")
        return inferred

    monkeypatch.setattr(Network, "infer", broken)
    line = lines(examples_of("agent-stopped-linux")[0].case.with_facts({"vm.name": "web-17"}))[0]
    with pytest.raises(Disagreement, match=r"case web-17.* compiled rules conclude agent-stopped-linux/.*report"):
        list(diagnose_lines(["nonsense", line]))
