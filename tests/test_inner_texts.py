"""Inner texts: each known one is read like a code, and an unknown one establishes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from backupdx.facts.case import Case, validated
from backupdx.facts.inner_texts import FROM_TEXT, INNER_TEXTS, InnerText, facts_in
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.codes import CODES, POINTING
from backupdx.library import diagnose, with_known_code

KNOWN = {c.code for c in CODES}
IDS = [row.example[:60] for row in INNER_TEXTS]


def case_with(text: str, code: str = "UserErrorCrpReportedUserError", **more: Any) -> Case:
    return with_known_code(validated({"error": {"code": code, "inner_message": text}, **more}))


@pytest.mark.parametrize("row", INNER_TEXTS, ids=IDS)
def test_each_row_is_the_first_that_its_example_fires(row: InnerText) -> None:
    told = facts_in(row.example)
    assert told.keys() == row.gives.keys()
    assert all(told[f] == v for f, v in row.gives.items() if v is not FROM_TEXT)
    assert facts_in(row.example.upper()).keys() == told.keys()


@pytest.mark.parametrize("row", INNER_TEXTS, ids=IDS)
def test_each_row_names_a_code_that_says_something_and_facts_that_there_are(row: InnerText) -> None:
    assert row.gives["error.code"] in KNOWN - POINTING
    assert row.gives.keys() <= vocabulary().keys()
    assert row.has == row.has.lower()


@pytest.mark.parametrize("row", INNER_TEXTS, ids=IDS)
def test_a_code_that_points_on_is_read_as_the_text_behind_it(row: InnerText) -> None:
    for code in POINTING:
        case = case_with(row.example, code)
        assert (case.error.code, case.error.outer_code) == (row.gives["error.code"], code)
        assert with_known_code(case) == case
        assert {"inner-error"}.isdisjoint(e.cause for e in diagnose(case).explanations)


@pytest.mark.parametrize("row", INNER_TEXTS, ids=IDS)
def test_a_code_that_says_something_itself_stays(row: InnerText) -> None:
    assert case_with(row.example, "ExtensionSnapshotFailedCOM").error.code == "ExtensionSnapshotFailedCOM"


def test_what_is_known_already_is_not_overwritten() -> None:
    text = "OperationNotAllowed : Cannot modify extensions in the VM when the VM is not running."
    case = case_with(text, vm={"power_state": "running"})
    assert case.vm.power_state == "running"
    assert case_with(text).vm.power_state == "stopped"


def test_a_lock_that_refuses_a_write_to_the_vm_is_a_read_only_one() -> None:
    text = (
        "ScopeLocked : The scope '/subscriptions/x/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/v' "
        "cannot perform write operation because following scope(s) are locked: '/subscriptions/x/resourceGroups/rg'."
    )
    case = case_with(text)
    assert case.error.code == "ScopeLocked.Write"
    assert case.locks.readonly_on_vm is True
    assert case.locks.backup_group is None


def test_a_lock_on_another_resource_tells_no_cause() -> None:
    text = (
        "ScopeLocked : The scope '/subscriptions/x/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/a' "
        "cannot perform delete operation because following scope(s) are locked: '/subscriptions/x/resourceGroups/rg'."
    )
    case = case_with(text)
    assert case.error.code == "ScopeLocked"  # the platform's own word for it
    assert case.locks.backup_group is None


def test_a_message_that_a_code_has_is_read_as_that_code() -> None:
    text = (
        "Azure Backup Service does not have sufficient permissions to Key Vault for Backup of Encrypted Virtual "
        "Machines."
    )
    assert case_with(text).error.code == "UserErrorKeyvaultPermissionsNotConfigured"


def test_an_unknown_text_establishes_nothing() -> None:
    case = case_with(
        "PlacementPolicyViolated : The affinity rule is not honoured.",
        vm={"os_type": "linux", "power_state": "running"},
        agent={"status": "not_ready", "installed": True, "service_state": "stopped", "process_running": False},
    )
    diagnosis = diagnose(case)
    assert case.error.code == "UserErrorCrpReportedUserError"
    assert "confirmed" not in {e.verdict for e in diagnosis.explanations}
    assert diagnosis.verdict("agent-stopped-linux") == "likely"
    assert diagnosis.verdict("inner-error") == "likely"
