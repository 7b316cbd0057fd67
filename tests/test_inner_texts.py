"""Inner texts: each known one is read like a code, and an unknown one establishes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from backupdx.facts.case import Case, validated
from backupdx.facts.inner_text import FROM_TEXT, InnerText
from backupdx.facts.inner_texts import INNER_TEXTS, facts_in
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.codes import CODES, POINTING
from backupdx.library import diagnose, load_bytes, load_text, with_known_code

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


@pytest.mark.parametrize(
    ("text", "code", "fact", "value"),
    [
        (
            "UserErrorVmProvisioningStateFailed: it does not start. Allocation failed. We do not have sufficient "
            "capacity for the requested VM size in this region.",
            "UserErrorVmProvisioningStateFailed",
            "vm.provisioning_error",
            "AllocationFailed",
        ),
        (
            "The backup fails. KeyVaultAccessForbidden: Unable to access key vault resource. Key is expired.",
            "KeyVaultKeyNotEnabled",
            "des.key_state",
            "expired",
        ),
    ],
    ids=["a state and what made it", "a code that means another by its wording"],
)
def test_words_beside_a_code_are_read_as_its_inner_text(text: str, code: str, fact: str, value: str) -> None:
    case = with_known_code(load_text(text))
    assert case.error.code == code
    assert case.known().values[fact] == value


def test_words_of_another_error_than_the_code_tell_nothing() -> None:
    text = (
        "UserErrorFsFreezeFailed is what the backup says. To start another VM gave SkuNotAvailable : The requested "
        "VM size is not available."
    )
    assert "vm.provisioning_error" not in with_known_code(load_text(text)).known().values


@pytest.mark.parametrize(
    "said",
    [
        "TooManyRequests: The server rejected the request because too many requests have been received for this "
        "subscription. The backup failed as well.",
        "RequestDisallowedByPolicy: Resource 'rsv-prod' was disallowed by policy. The backup failed.",
    ],
)
def test_what_can_be_the_error_of_another_call_confirms_nothing(said: str) -> None:
    assert {e.verdict for e in diagnose(load_text(said)).explanations} == {"likely"}


def test_the_platforms_error_is_found_in_the_recommendation_of_a_job() -> None:
    inner = (
        "OperationNotAllowed : Operation 'Create Restore Point' is not allowed on VM 'v' since the VM is generalized."
    )
    error = {"code": "UserErrorCrpReportedUserError", "message": "Backup failed due to an error.", "number": 400349}
    case = with_known_code(validated({"error": {**error, "recommendations": (inner,)}}))
    assert case.error.code == "OperationNotAllowed.Generalized"
    assert case.vm.generalized is True


def test_a_code_in_a_text_without_other_words_of_a_backup_is_read() -> None:
    case = with_known_code(load_bytes({"note.txt": b"Error code UserErrorJobCancelledOnMachineReboot\nIt rebooted."}))
    assert diagnose(case).explanations[0].cause == "vm-in-transition"


@pytest.mark.parametrize(
    "said",
    [
        'Error: creating Linux Virtual Machine: Code="SkuNotAvailable" Message="The requested VM size for resource '
        "'Following SKUs have failed for Capacity Restrictions: Standard_D2s_v3' is currently not available.\"",
        "Restore job failed. VM creation failed: AllocationFailed. Allocation failed. We do not have sufficient "
        "capacity for the requested VM size in this region.",
        "My application says: Operation encrypt is not allowed on a disabled key.",
    ],
    ids=["a VM that is made", "a VM that is restored", "a key of another program"],
)
def test_what_befalls_a_vm_without_a_backup_makes_nothing_likely(said: str) -> None:
    assert {e.verdict for e in diagnose(load_text(said)).explanations} == {"possible"}


@pytest.mark.parametrize(
    "said",
    [
        "az vm run-command says OperationNotAllowed : The operation requires the VM to be running (or set to run).",
        "The resize says: An ongoing operation is changing power state of Virtual Machine web1 to Deallocated.",
    ],
)
def test_a_state_that_another_command_met_confirms_nothing(said: str) -> None:
    assert "confirmed" not in {e.verdict for e in diagnose(load_text(said)).explanations}
    assert "confirmed" in {e.verdict for e in diagnose(load_text(f"The backup failed. {said}")).explanations}
