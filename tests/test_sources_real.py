"""Every recorded answer of Azure is recognised; skipped where the recordings are not at hand."""

from __future__ import annotations

import json

import pytest
from backupdx.facts.case import Case
from backupdx.readers.base import Node
from backupdx.readers.registry import reader_for
from recordings import REAL

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="recorded answers are not at hand")

KINDS = {
    "vm-instance-view": {"VM", "VM instance view", "VM statuses"},
    "vm-show": {"VM"},
    "extension-list": {"VM extensions"},
    "disk-list": {"managed disks"},
    "lock-list": {"management locks"},
    "backup-job-list": {"backup jobs"},
    "backup-job-show": {"backup jobs"},
    "backup-item-list": {"backup items"},
    "backup-item-show": {"backup items"},
    "error-envelope": {"Azure error answer"},
}
NOT_READ = {
    "backup-job-list/powershell-table-2018.txt": "a table with its job ids cut; JSON is needed",
    "vm-instance-view/cli-query-powerstate-table-2021.txt": "a table of one status, not JSON",
}
OTHER_KINDS = {  # in test_sources_real_azure.py
    "backup-status", "keyvault", "log-analytics", "recovery-point-list", "resource-graph",
    "restore-point-collection",
}  # fmt: skip
FILES = sorted(f"{kind}/{file.name}" for kind in KINDS for file in (REAL / kind).glob("*"))


def test_every_kind_of_file_is_considered() -> None:
    assert {d.name for d in REAL.iterdir() if d.is_dir()} == set(KINDS) | OTHER_KINDS
    assert set(NOT_READ) == {f for f in FILES if not f.endswith(".json")}


@pytest.mark.parametrize("path", [f for f in FILES if f not in NOT_READ])
def test_every_file_is_recognised_and_valid(path: str) -> None:
    node = Node(json.loads((REAL / path).read_text(encoding="utf-8")))
    reader = reader_for(node)
    assert reader is not None
    assert reader.kind in KINDS[path.partition("/")[0]]
    found = list(reader.read(node))
    assert found
    for finding in found:
        case = Case().with_facts(finding.facts)
        assert {p for p, _ in case.stated()} == set(finding.facts)
        assert set(finding.places) == set(finding.facts)
        case.observations()
