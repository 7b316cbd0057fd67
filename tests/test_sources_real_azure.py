"""The readers of what else Azure answers about backups on recorded answers; skipped where none are at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from backupdx import load
from backupdx.facts.case import Case
from backupdx.facts.errors import InputError
from backupdx.readers.base import Finding
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.loading import load_paths, read_content

REAL = Path(__file__).parents[1].parent / "shared" / "real" / "azure"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="recorded answers are not at hand")

KINDS = {
    "backup-status": {"backup status of a VM", "check before protection"},
    "keyvault": {"key vaults"},
    "log-analytics": set(),
    "recovery-point-list": {"recovery points"},
    "resource-graph": {"VM"},
    "restore-point-collection": {"restore point collections", "restore points"},
}
NOT_READ = {
    "log-analytics/query-tables-shape.json": "is a table without a row",  # its table is Perf
    "resource-graph/objectarray-2023.json": "is not recognised",  # a community gallery, of no use here
}
FILES = sorted(f"{kind}/{file.name}" for kind in KINDS for file in (REAL / kind).glob("*"))


def findings(path: str) -> list[Finding]:
    located, kind = read_content(of_bytes((REAL / path).read_bytes(), path))
    assert kind in KINDS[path.partition("/")[0]]
    return [entry.finding for entry in located]


def facts(path: str) -> dict[str, Any]:
    (finding,) = findings(path)
    return finding.facts


@pytest.mark.parametrize("path", [f for f in FILES if f not in NOT_READ])
def test_every_file_is_recognised_and_valid(path: str) -> None:
    for finding in findings(path):
        case = Case().with_facts(finding.facts)
        assert {p for p, _ in case.stated()} == set(finding.facts)
        assert set(finding.places) == set(finding.facts)
        case.observations()


@pytest.mark.parametrize(("path", "what"), sorted(NOT_READ.items()))
def test_files_that_are_not_read_say_why(path: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        read_content(of_bytes((REAL / path).read_bytes(), path))


def test_tables_tell_what_they_hold_and_name_the_command_that_tells_the_rest() -> None:
    for path, names, told, command in (
        (
            "backup-job-list/powershell-table-2018.txt",
            ["az-pdc-vm", "az-bdc-vm"],
            {"backup.jobs": ({"operation": "ConfigureBackup", "status": "completed"},)},
            "Get-AzRecoveryServicesBackupJobDetail",
        ),
        (
            "vm-instance-view/cli-query-powerstate-table-2021.txt",
            [None],
            {"vm.power_state": "running"},
            "az vm get-instance-view",
        ),
    ):
        located, _ = read_content(of_bytes((REAL / path).read_bytes(), path))
        assert [entry.finding.facts.pop("vm.name", None) for entry in located] == names
        for entry in located:
            assert entry.finding.facts == told
            assert command in " ".join(entry.finding.notes)


def test_backup_status() -> None:
    assert facts("backup-status/not-protected-2023.json")["backup.protection_state"] == "not_protected"
    protected = facts("backup-status/spec-example-protected.json")
    assert (protected["backup.vault"], protected["backup.policy"]) == ("testVault", "myPolicy")
    assert "backup.protection_state" not in protected
    refused = facts("backup-status/spec-example-validate-failed.json")
    assert set(refused) == {"vm.name", "vm.resource_group", "backup.refusal_code", "backup.refusal_message"}


@pytest.mark.parametrize(
    ("file", "rbac", "policies"),
    [
        ("custodian-accesspolicies", False, 1),
        ("five-access-policies-cmk-identities", False, 5),
        ("networkacls", False, 1),
        ("old-2016-no-softdelete", False, 1),
        ("rbac-no-policies", True, 0),
    ],
)
def test_key_vaults(file: str, rbac: bool, policies: int) -> None:
    (row,) = facts(f"keyvault/{file}.json")["keyvault.vaults"]
    assert row["uses_rbac"] is rbac
    assert len(row["policies"]) == policies


def test_words_of_access_policies() -> None:
    (row,) = facts("keyvault/five-access-policies-cmk-identities.json")["keyvault.vaults"]
    assert row["policies"][0]["keys"] == ("all",)
    assert row["policies"][1] == {
        "object_id": "9900e0b8-e498-47d9-a1c2-d6e74995ab5e",
        "keys": ("list", "unwrapkey", "wrapkey", "get"),
        "secrets": (),
    }
    (mixed,) = facts("keyvault/custodian-accesspolicies.json")["keyvault.vaults"]
    assert "backup" in mixed["policies"][0]["secrets"]


def test_recovery_points() -> None:
    found = facts("recovery-point-list/two-points-2021.json")
    assert found["backup.first_backup_done"] is True
    assert found["backup.vault"] == "clitest-vault000002"
    assert "restore_points.count" not in found


def test_a_vm_in_a_table_of_resource_graph() -> None:
    found = facts("resource-graph/vm-table-format.json")
    assert (found["vm.name"], found["vm.os_type"], found["vm.provisioning_state"]) == ("cctestvm", "linux", "succeeded")
    assert [disk["size_gb"] for disk in found["disks.attached"]] == [30, 1023]


def test_restore_point_collections() -> None:
    folder = "restore-point-collection"
    (listed,) = facts(f"{folder}/list-all.json")["restore_points.found"]
    assert listed["listed"] is True
    assert "points" not in listed
    (shown,) = facts(f"{folder}/show-expanded.json")["restore_points.found"]
    assert shown["points"] == 1
    (plain,) = facts(f"{folder}/show-plain-no-restorepoints.json")["restore_points.found"]
    assert "points" not in plain
    assert "points" not in facts(f"{folder}/restore-point-show.json")["restore_points.found"][0]
    resources = findings(f"{folder}/resource-list-azurebackuprg-15-collections.json")
    assert len(resources) == 15
    assert all(finding.vm and finding.vm.name.startswith("clitest-vm") for finding in resources)


def test_one_collection_of_a_vm_is_not_all_of_them() -> None:
    case = load(REAL / "restore-point-collection" / "show-expanded.json")
    assert case.vm.name == "vm_000004"
    assert "restore_points.count" not in case.observations()
    cases = load_paths([REAL / "restore-point-collection"]).cases
    assert not [c for c in cases if "restore_points.count" in c.observations()]
