"""Statuses of extensions, sessions with a list of VSS writers, and texts that begin with a code or a topic's name."""

from __future__ import annotations

from typing import Any

import pytest
from backupdx.facts.errors import InputError
from backupdx.library import diagnose, load_text
from readings import facts, one
from windows_samples import COM, SQL, WELL, writer

BACKUP = "Microsoft.Azure.RecoveryServices.VMSnapshot"
ASKED = "C:\\Windows\\system32>vssadmin list writers\n"
HEADER = "vssadmin 1.1 - Volume Shadow Copy Service administrative command-line tool\n(C) Copyright 2001-2013\n\n"
PROMPT = "\nC:\\Windows\\system32>\n"


def status(name: str | None, word: str, message: str = "it failed") -> list[dict[str, Any]]:
    named = {"name": name} if name else {}
    told = {**named, "operation": "Enable", "status": word, "code": 1, "formattedMessage": {"message": message}}
    return [{"version": "1.0", "timestampUTC": "2026-11-19T10:00:00Z", "status": told}]


@pytest.mark.parametrize(
    ("name", "word", "found"),
    [
        (BACKUP, "error", {"extensions.backup_state": "failed", "extensions.backup_message": "it failed"}),
        (BACKUP, "success", {"extensions.backup_state": "succeeded", "extensions.backup_message": "it failed"}),
        ("Contoso.Monitor", "error", {"signs.other_extension_failed": True, "error.words": ("it failed",)}),
        ("Contoso.Monitor", "success", {}),
        (None, "error", {"error.words": ("it failed",)}),
    ],
)
def test_a_status_of_an_extension(name: str | None, word: str, found: dict[str, Any]) -> None:
    assert facts(status(name, word), "status of an extension") == found


def test_a_status_of_the_linux_backup_extension_has_a_reader_of_its_own() -> None:
    assert one(status(f"{BACKUP}Linux", "error"), "status of the Linux backup extension")


LISTED, UNREACHABLE = "windows.system_writer_listed", "signs.vss_writers_unreachable"
EMPTY = ASKED + HEADER + PROMPT
MANY = WELL + "".join(writer(f"Writer {n}", f"0000000{n}-ed34-4a5f-88f3-d93b6a4d5c3e") for n in range(4))
WITHOUT = MANY.replace("e8132975", "e8132976")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (EMPTY, {UNREACHABLE: True}),
        (EMPTY + EMPTY, {LISTED: False}),
        (ASKED + HEADER + "Waiting for responses.\nThese may be delayed.\n" + PROMPT, {UNREACHABLE: True}),
        (ASKED + MANY + PROMPT, {LISTED: True}),
        (EMPTY + ASKED + MANY + PROMPT, {LISTED: True}),
        (ASKED + WITHOUT + PROMPT, {UNREACHABLE: True}),
        (2 * (ASKED + WITHOUT + PROMPT), {LISTED: False}),
        (ASKED + WITHOUT.replace("Waiting for", "...") + PROMPT, {}),  # shortened by whoever pasted it
        (ASKED + writer("SqlServerWriter", SQL, "[8] Failed") + PROMPT, {}),
        (WITHOUT, {}),
    ],
)
def test_between_two_prompts_the_list_of_writers_is_whole(text: str, found: dict[str, bool]) -> None:
    told = one(text, "VSS writers").facts
    assert {fact: told[fact] for fact in (LISTED, UNREACHABLE) if fact in told} == found


@pytest.mark.parametrize("rest", ["", f"Error: no permissions{PROMPT}", f"^C{PROMPT}", f"...{PROMPT}"])
def test_a_list_that_was_refused_or_cut_says_nothing(rest: str) -> None:
    assert load_text(ASKED + HEADER + rest).windows.system_writer_listed is None


def test_what_most_writers_say_that_are_stable_is_no_error() -> None:
    text = WELL.replace("Last error: No error", "最後のエラー: なし")
    assert load_text(text).observations()["windows.bad_vss_writers"].value == ()
    other = text + WELL.replace(COM, SQL).replace("No error", "再試行")
    assert "windows.bad_vss_writers" not in load_text(other.replace("System Writer", "Other")).observations()


@pytest.mark.parametrize("label", ["", "Error code: "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_code_above_the_output_of_a_command_is_read(label: str, between: str) -> None:
    text = f"{label}ExtensionFailedVssWriterInBadState{between}{EMPTY}{EMPTY}"
    first = diagnose(load_text(text)).explanations[0]
    assert (first.cause, first.verdict) == ("vss-writers-unregistered", "likely")


def test_a_message_that_begins_as_a_fact_file_does() -> None:
    case = load_text("error: failed to create snapshot for [c:\\]: VSS error: failed: VSS_E_INSUFFICIENT_STORAGE\n")
    assert case.observations()["signs.shadow_storage_refused"].value is True
    with pytest.raises(InputError, match="neither JSON nor YAML"):
        load_text("error:\n  code: [x\n")


def test_the_message_of_a_platforms_code_is_read() -> None:
    message = "VM has reported a failure when processing extension 'SetUp'. Error message: \\\"403\\\""
    case = load_text(
        f'{{"status": "Failed", "error": {{"code": "VMExtensionProvisioningError", "message": "{message}"}}}}'
    )
    assert diagnose(case).explanations[0].cause == "extension-failed"
