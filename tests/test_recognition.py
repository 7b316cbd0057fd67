"""Codes are found in every spelling: exactly, by number, by message in English and Dutch, nearly."""

from __future__ import annotations

import pytest
from backupdx.facts.case import validated
from backupdx.kb.codes import CODES, PHASES
from backupdx.kb.codes.languages import MESSAGES
from backupdx.kb.recognition import recognise
from backupdx.library import diagnose, load_bytes, with_known_code
from hypothesis import given
from hypothesis import strategies as st

BY_CODE = {c.code: c for c in CODES}


@pytest.mark.parametrize("code", BY_CODE)
def test_every_spelling_of_a_code(code: str) -> None:
    for spelling in (code, code.upper(), code.lower(), *BY_CODE[code].aliases, f"Error code: {code}."):
        assert recognise(spelling).code == code


@pytest.mark.parametrize(("message", "code"), [(m, c.code) for c in CODES for m in c.messages])
def test_every_message(message: str, code: str) -> None:
    for text in (message, message.upper(), f"Error message: {message}", message.replace(" ", "  ")):
        found = recognise(text)
        assert found.code is not None, text
        assert found.code.removesuffix("V2") == code.removesuffix("V2")


@pytest.mark.parametrize(("number", "code"), [(n, c.code) for c in CODES for n in c.numbers])
def test_every_number(number: int, code: str) -> None:
    assert recognise(str(number)).code == code
    assert with_known_code(validated({"error": {"number": number}})).error.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UserErrorGuestAgentStatusUnavailible", "UserErrorGuestAgentStatusUnavailable"),
        ("VM agent unable to comunicate with Azure Backup", "UserErrorGuestAgentStatusUnavailable"),
        ("Could not communicate with VM agent for the snapshot status", "GuestAgentSnapshotTaskStatusError"),
        ("The Restore Point collection max limit has been reached", "UserErrorRpCollectionLimitReached"),
        ("De VM bevindt zich in een mislukte inrichtings status", "UserErrorVmProvisioningStateFailed"),
        ("BackUpOperationFailed/BackUpOperationFailedV2", None),
    ],
)
def test_near_spellings(text: str, code: str | None) -> None:
    assert recognise(text).code == code


def test_a_text_that_fits_several_codes_offers_them() -> None:
    found = recognise("BackUpOperationFailed/BackUpOperationFailedV2")
    assert found.candidates == ("BackUpOperationFailed", "BackUpOperationFailedV2")


def test_a_near_text_that_fits_another_code_nearly_as_well_is_not_decided() -> None:
    found = recognise("VM is not in state that allows backups.")
    assert (found.code, found.candidates) == (None, ("UserErrorVmNotInDesirableState", "VmNotInDesirableState"))


def test_two_versions_of_one_code_are_no_rivals() -> None:
    found = recognise("backupoperationfail")
    assert (found.code, found.how) == ("BackUpOperationFailed", "near")


def test_a_text_is_read_up_to_its_greatest_length() -> None:
    code = "UserErrorUnsupportedDiskSize"
    blanks = " " * (20_000 - len(code))
    assert recognise(blanks + code).how == "code"
    assert recognise(f" {blanks}{code}").how != "code"


def test_three_candidates_are_offered_at_most() -> None:
    assert len(recognise("snapshot operation failed").candidates) == 3


def test_a_whole_message_is_no_near_match_however_short() -> None:
    assert recognise("Job is cancelled").how == "message"


@pytest.mark.parametrize("text", ["", "hello", "something went wrong", "UserErrorResourceGroupNotFound", "disk", "12"])
def test_other_texts_are_not_taken_for_a_code(text: str) -> None:
    assert recognise(text).code is None


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    found = recognise(text)
    assert found.code is None or found.code in BY_CODE


def test_a_near_match_is_told() -> None:
    case = validated({"error": {"message": "VM agent unable to comunicate with Azure Backup"}})
    diagnosis = diagnose(case)
    assert diagnosis.case.error_code == "UserErrorGuestAgentStatusUnavailable"
    assert any("nearly" in note for note in diagnosis.notes)


def test_an_unknown_code_is_said_plainly() -> None:
    diagnosis = diagnose(validated({"error": {"code": "UserErrorSomethingNew"}}))
    assert diagnosis.case.error_code == "UserErrorSomethingNew"
    assert any("not among the error codes" in note for note in diagnosis.notes)
    assert {e.verdict for e in diagnosis.explanations} == {"possible"}


def test_the_symbolic_code_outranks_the_message() -> None:
    case = validated({"error": {"code": "guestagentsnapshottaskstatuserror", "number": 400039, "message": "x"}})
    assert with_known_code(case).error.code == "GuestAgentSnapshotTaskStatusError"


@pytest.mark.parametrize(
    ("code", "number", "contradict"),
    [
        ("GuestAgentSnapshotTaskStatusError", 400002, True),
        ("UserErrorGuestAgentStatusUnavailable", 400160, True),
        ("BackUpOperationFailedV2", 400002, False),  # two versions of one code
        ("UserErrorVmNotFoundV2", 320001, False),  # another code with the same causes
        ("UserErrorCrpReportedUserError", 400160, False),  # it only points to another error
        ("UserErrorGuestAgentStatusUnavailable", 123456, False),  # a number that nobody knows
        ("UserErrorNobodyKnows", 400160, False),
    ],
)
def test_a_code_and_a_number_of_another_error_contradict_each_other(code: str, number: int, contradict: bool) -> None:
    case = with_known_code(validated({"error": {"code": code, "number": number}}))
    assert (case.error.code, case.error.number) == ((None, None) if contradict else (code, number))
    assert bool(case.conflicts) == contradict
    assert with_known_code(case) == case
    headline = diagnose(case).headline
    assert (headline is not None and headline.kind == "contradiction") == contradict


@pytest.mark.parametrize(
    "text",
    [
        "The snapshot operation failed because of failure to",
        "Snapshot operation failed due to",
        "The snapshot operation failed with the Volume Shadow Copy Service (VSS) operation error",
        "The snapshot operation failed with the Volume Shadow Copy Service (VSS) operation error 0x80042306: The "
        "shadow copy provider had an error.",
    ],
)
def test_what_many_messages_share_fits_none_of_them_alone(text: str) -> None:
    assert recognise(text).code is None
    assert with_known_code(validated({"error": {"message": text}})).error.code is None


@pytest.mark.parametrize(
    ("resource", "code"),
    [
        ("Microsoft.Compute/virtualMachines/web1", "ResourceNotFound"),
        ("Microsoft.RecoveryServices/vaults/v1", None),
        ("Microsoft.KeyVault/vaults/kv1", None),
    ],
)
def test_a_resource_that_is_not_there_is_a_vm_only_where_it_says_so(resource: str, code: str | None) -> None:
    message = f"The Resource '{resource}' under resource group 'rg' was not found."
    assert recognise(f"(ResourceNotFound) {message}").code == code
    assert with_known_code(validated({"error": {"code": "ResourceNotFound", "message": message}})).error.code == code


def test_the_real_text_behind_400001_is_in_the_recommendations() -> None:
    text = (
        "Another operation is currently in progress on this item. Please wait until the previous operation is "
        "completed, and then retry."
    )
    case = validated({"error": {"number": 400001, "message": "Command execution failed.", "recommendations": [text]}})
    assert with_known_code(case).error.code == "UserErrorBackupOperationInProgress"


@pytest.mark.parametrize(
    ("reported", "code"),
    [
        ("FailedRetryableFsFreezeFailed", "UserErrorFsFreezeFailed"),
        ("success", None),
        ("FailedRetryableFsFreeze", None),  # a word of the extension is no message that somebody copied badly
    ],
)
def test_what_the_extension_reported_is_the_last_resort(reported: str, code: str | None) -> None:
    case = with_known_code(validated({"extensions": {"backup_code": reported}}))
    assert case.error.code == code
    number, told = next((n, c.code) for c in CODES for n in c.numbers)
    assert (
        with_known_code(validated({"extensions": {"backup_code": reported}, "error": {"number": number}})).error.code
        == told
    )


OF_A_BACKUP = {c.code for phase, codes in PHASES.items() if phase != "configuring" for c in codes}


@pytest.mark.parametrize(("code", "text"), [(c, text) for c in sorted(OF_A_BACKUP) for text in MESSAGES.get(c, ())])
def test_a_message_of_another_language_alone_in_a_file_is_recognised(code: str, text: str) -> None:
    assert with_known_code(load_bytes({"message.txt": text.encode()})).error.code == code
