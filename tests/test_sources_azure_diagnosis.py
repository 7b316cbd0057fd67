"""Answers about restore points and key vaults through to the case and its diagnosis."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from azure_samples import FIRST, LISTED, NOBODY, OTHER_VM, OTHERS, SECOND, SERVICE, VM, VM_ID, collection, encrypted
from backupdx import diagnose, load
from backupdx.facts.case import validated
from readings import seen


def test_a_fact_file_can_state_the_rows_too() -> None:
    rows = {"found": [{"name": FIRST, "source": VM_ID, "points": 18}]}
    case = validated({"vm": {"name": "till"}, "restore_points": rows})
    assert case.observations()["restore_points.count"].value == 18
    vaults = {"of_disks": [{"name": "k"}], "vaults": [{"name": "K", "uses_rbac": False, "policies": []}]}
    stated = validated({"keyvault": {**vaults, "backup_service": [{"id": "x"}]}})
    assert stated.observations()["keyvault.backup_has_access"].value is False


def verdicts(folder: Path, code: str, *answers: Any) -> dict[str, str]:
    seen(folder, *answers)
    return {e.cause: e.verdict for e in diagnose(load(folder, error_code=code)).explanations}


LIMIT = "UserErrorRpCollectionLimitReached"


def test_enough_restore_points_confirm_the_limit(tmp_path: Path) -> None:
    (tmp_path / "few").mkdir()
    assert (
        verdicts(tmp_path, LIMIT, VM, LISTED, collection(FIRST, 9), collection(SECOND, 9))["rpc-limit"] == "confirmed"
    )
    assert verdicts(tmp_path / "few", LIMIT, VM, LISTED, collection(FIRST, 9)).get("rpc-limit") != "confirmed"


def test_another_vms_collections_confirm_nothing(tmp_path: Path) -> None:
    found = verdicts(tmp_path, LIMIT, VM, [collection(OTHERS, 30, OTHER_VM)], collection(FIRST, 3))
    assert "confirmed" not in found.values()


def test_a_missing_policy_confirms_missing_permissions(tmp_path: Path) -> None:
    code = "UserErrorKeyvaultPermissionsNotConfigured"
    assert verdicts(tmp_path, code, encrypted(), NOBODY, SERVICE)["keyvault-perm"] == "confirmed"
    (tmp_path / "unlinked").mkdir()
    unlinked = verdicts(tmp_path / "unlinked", code, VM, NOBODY, SERVICE)
    assert unlinked["keyvault-perm"] == "likely"
