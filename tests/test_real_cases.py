"""Real recorded answers of the Azure API, through the whole path: read, reason, explain. Skipped where absent."""

from __future__ import annotations

from pathlib import Path

import pytest
from backupdx import diagnose, load, load_all

REAL = Path(__file__).parents[1].parent / "shared" / "real" / "azure"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the recorded answers are not here")

AGENT_FAMILIES = {"agent-unresponsive-windows", "agent-outdated-linux"}


@pytest.mark.parametrize("file", ["linux-running-notready-blob-not-populated", "linux-running-agent-unresponsive-2016"])
def test_a_not_ready_agent_is_an_effect_with_the_agents_causes_behind_it(file: str) -> None:
    path = REAL / "vm-instance-view" / f"{file}.json"
    first = diagnose(load(path)).first
    assert first is not None
    assert (first.cause, first.kind, first.verdict) == ("agent-not-reporting", "effect", "likely")
    with_code = diagnose(load(path, error_code="UserErrorGuestAgentStatusUnavailable"))
    standing = [e for e in with_code.explanations if e.verdict in ("confirmed", "likely")]
    assert [(e.cause, e.kind) for e in standing] == [("agent-not-reporting", "effect")]
    assert with_code.headline is not None and with_code.headline.kind == "effect_without_root"
    assert {e.family for e in with_code.explanations[1:4]} & AGENT_FAMILIES, "its possible roots come next"


def test_a_ready_agent_on_a_deallocated_vm_says_nothing_of_the_agent() -> None:
    case = load(REAL / "vm-instance-view" / "linux-deallocated-agent-still-ready.json")
    assert case.agent.status is None
    diagnosis = diagnose(case.with_facts({"error.code": "UserErrorGuestAgentStatusUnavailable"}))
    assert diagnosis.first is not None
    assert (diagnosis.first.cause, diagnosis.first.verdict) == ("vm-not-running", "confirmed")


def test_the_code_of_a_protected_item_is_found() -> None:
    cases = load_all(REAL / "backup-item-list" / "actionrequired-extensionsnapshotfailednonetwork-2019.json")
    assert [diagnose(c).case.error_code for c in cases] == ["ExtensionSnapshotFailedNoNetwork"]


def test_missing_key_vault_rights_among_24_items() -> None:
    cases = load_all(REAL / "backup-item-list" / "actionrequired-keyvault-permissions-24-items.json")
    found = [d for d in map(diagnose, cases) if d.case.error_code == "UserErrorKeyvaultPermissionsNotConfigured"]
    assert {d.first.cause for d in found if d.first} == {"keyvault-perm"}
    assert found


def test_every_recorded_file_gives_a_diagnosis_or_a_clear_error() -> None:
    for folder in ("vm-instance-view", "vm-show", "backup-job-show", "backup-item-list", "backup-job-list"):
        for path in sorted((REAL / folder).glob("*.json")):
            for case in load_all(path):
                assert diagnose(case).kb_version
