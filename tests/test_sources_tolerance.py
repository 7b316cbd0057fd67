"""What all readers of answers share: envelopes, recognition, and tolerance of odd parts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from backupdx.facts.arm_ids import id_parts
from backupdx.facts.case import Case
from backupdx.readers.base import Node, parsed_time, rows
from backupdx.readers.registry import READERS, reader_for
from junk import JUNK, broken_today
from readings import one
from vm_samples import RUNNING, SUCCEEDED, agent, disk, error, extension, item, job, kpi, lock, tasks, vm


def test_error_envelope_opens_a_failed_deployment() -> None:
    inner = {"code": "UserErrorGuestAgentStatusUnavailable", "message": "No agent."}
    finding = one({"error": {"code": "DeploymentFailed", "message": "See details.", "details": [inner]}})
    assert finding.facts == {
        "error.code": "UserErrorGuestAgentStatusUnavailable",
        "error.message": "No agent.",
    }


def test_error_envelope_keeps_the_code_of_a_failed_deployment_where_no_detail_has_one() -> None:
    error = {"code": "DeploymentFailed", "message": "See details.", "details": [{"message": "?"}]}
    assert one({"error": error}).facts["error.code"] == "DeploymentFailed"


def test_error_envelope_opens_however_many_failed_deployments_lie_in_one_another() -> None:
    error: dict[str, Any] = {"code": "UserErrorGuestAgentStatusUnavailable", "message": "No agent."}
    for _ in range(15):
        error = {"code": "DeploymentFailed", "message": "See details.", "details": [error]}
    assert one({"error": error}).facts["error.code"] == "UserErrorGuestAgentStatusUnavailable"


ODD: list[Any] = [
    None,
    [],
    {},
    "text",
    7,
    {"value": []},
    {"value": {"a": 1}},
    [[1], None, "x"],
    {"error": "text"},
    {"error": {"code": None}},
    {"data": {"rows": []}},
    {1: 2},
]


@pytest.mark.parametrize("data", ODD)
def test_unknown_content_has_no_reader(data: Any) -> None:
    assert reader_for(Node(data)) is None


WHOLE: list[dict[str, Any]] = [
    vm({"statuses": [SUCCEEDED, RUNNING], "vmAgent": agent(extensionHandlers=[])}, resources=[], osProfile={}),
    {"statuses": [RUNNING], "vmAgent": agent()},
    extension("a", "Failed"),
    disk("c", diskSizeGB=1, sku={"name": "x"}),
    lock("/subscriptions/s"),
    job("j", "Failed", "2025-03-01T01:00:00Z", errorDetails=error("X"), extendedInfo=tasks("Failed")),
    item(last="Failed", kpisHealths=kpi("BackupOperationStatusKPI", 1, "X")),
    {"error": {"code": "X", "message": "m", "details": [{"code": "Y"}]}},
]


@pytest.mark.parametrize("junk", JUNK, ids=[repr(j)[:12] for j in JUNK])
@pytest.mark.parametrize("data", WHOLE, ids=range(len(WHOLE)))
def test_odd_parts_never_raise_and_never_give_invalid_facts(data: dict[str, Any], junk: Any) -> None:
    for odd in broken_today(data, junk):
        for form in (odd, [data, odd, junk], {"value": [odd]}):
            node = Node(form)
            for reader in READERS:
                if reader.recognises(node):
                    for finding in reader.read(node):
                        Case().with_facts(finding.facts).observations()


def test_node_walks_without_case_and_through_properties() -> None:
    node = Node({"Properties": {"StatUs": {"A": [1, None]}}, "status": None})
    assert node["STATUS.a"].value == [1, None]
    assert node["status.a"].place == "Properties.StatUs.A"
    assert [n.place for n in node["status.a"]] == ["Properties.StatUs.A[0]", "Properties.StatUs.A[1]"]
    assert not node["nothing.at.all"]
    assert node.first("nothing", "status").value == {"A": [1, None]}
    assert rows(Node({"data": [{"a": 1}, 2]}))[0].place == "data[0]"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2025-03-01T10:00:00.1234567Z", datetime(2025, 3, 1, 10, 0, 0, 123456, tzinfo=UTC)),
        ("2025-03-01T12:00:00+02:00", datetime(2025, 3, 1, 10, tzinfo=UTC)),
        ("2025-03-01T10:00:00", datetime(2025, 3, 1, 10, tzinfo=UTC)),
        ("/Date(1740823200000)/", datetime(2025, 3, 1, 10, tzinfo=UTC)),
        ("0001-01-01T00:00:00", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("2001-01-01T00:00:00Z", None),
        ("/Date(999999999999999)/", None),
        ("yesterday at noon", None),
        (None, None),
    ],
)
def test_times(text: Any, time: datetime | None) -> None:
    assert parsed_time(text) == time


def test_id_parts_skips_a_missing_group() -> None:
    parts = id_parts("/subscriptions/s/resourceGroups/providers/Microsoft.Compute/virtualMachines/v")
    assert parts["virtualmachines"] == "v"
    assert "resourcegroups" not in parts
