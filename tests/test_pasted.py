"""Whatever they paste: one failure in every form, by every way in, with one answer."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from pathlib import Path

import pytest
from backupdx import Diagnosis, InputError, diagnose, load, load_bytes, load_data, load_text
from backupdx.cli import _cases
from backupdx.commands.inputs import told_apart
from backupdx.engine.interview import Interview as BaseInterview
from backupdx.library import Interview, load_all_bytes, with_known_code
from backupdx.prompting import PlainPrompter
from backupdx.session import Session
from running import backupdx

COM, KEYS, POLICY = (
    "ExtensionSnapshotFailedCOM",
    "UserErrorKeyvaultPermissionsNotConfigured",
    "UserErrorRequestDisallowedByPolicy",
)
SNAPSHOT = "GuestAgentSnapshotTaskStatusError"
LIMIT = "UserErrorRpCollectionLimitReached"
KEYS_SAID = (
    "Azure Backup Service does not have sufficient permissions to Key Vault for Backup of Encrypted Virtual Machines."
)
LIMIT_SAID = (
    "The number of restore points across restore point collections and resource groups for a VM cannot exceed 18. "
    "To create a new restore point, please delete existing restore points."
)
MAIL = """\
Hello,

> since we changed the key vault last week the job of every encrypted machine fails. This is what the
> portal says of it:
>
>     Azure Backup Service does not have sufficient permissions to Key Vault for Backup of Encrypted
>     Virtual Machines.

Can you tell what we have to do? Thank you.
"""
FORMS: dict[str, tuple[str, str]] = {
    "a bare code": (COM, COM),
    "a code in other letters": ("extensionsnapshotfailedcom", COM),
    "a number": ("400039", SNAPSHOT),
    "a sentence right above an output": (
        f"since Tuesday the backup of our server fails with the code {COM}, and the writers are:\n"
        "Writer name: 'System Writer'\n   State: [1] Stable\n   Last error: No error",
        COM,
    ),
    "a message": ("Could not communicate with the VM agent for snapshot status.", SNAPSHOT),
    "a message that was typed": ("Could not communicate with VM agent for the snapshot status", SNAPSHOT),
    "the portal's block": (
        "Error Code | ExtensionSnapshotFailedCOM\n\nError Message | Snapshot operation failed due to COM+ error\n\n"
        'Recommended Action | Please restart windows service "COM+ System Application" (COMSysApp).',
        COM,
    ),
    "the portal's block in columns": (
        "Backup job details\nVirtual machine           lnx-dms01\nOperation                 Backup\n"
        "Status                    Failed\nError Code                GuestAgentSnapshotTaskStatusError\n"
        "Error Message             Could not communicate with the VM agent for snapshot status.\n",
        SNAPSHOT,
    ),
    "the portal's block in Dutch": (
        "Foutcode: ExtensionSnapshotFailedCOM\nFoutbericht: De momentopnamebewerking is mislukt\n"
        "Aanbevolen actie: Start de service opnieuw",
        COM,
    ),
    "the portal's block in Japanese": (
        "エラー コード\nExtensionSnapshotFailedCOM\nエラー メッセージ\nスナップショット操作に失敗",
        COM,
    ),
    "the portal's block in German": ("Fehlercode    ExtensionSnapshotFailedCOM\nFehlermeldung    Fehler bei COM+", COM),
    "an e-mail": (MAIL, KEYS),
    "a chat": (
        "[09:12] Kim: the backup of web1 failed again tonight\n[09:13] Jo: with what?\n"
        "[09:15] Kim: ExtensionSnapshotFailedCOM, as on Monday\n",
        COM,
    ),
    "quoted": ("> Error code: ExtensionSnapshotFailedCOM\n> Error message: Snapshot operation failed\n", COM),
    "indented": ("        Error code: ExtensionSnapshotFailedCOM\n        Status: Failed\n", COM),
    "over 500 characters": (
        "The backup of this machine fails every night since the last patch day, and nobody knows why. " * 7
        + "The code is ExtensionSnapshotFailedCOM.",
        COM,
    ),
    "az": (f"ERROR: (UserErrorKeyVaultPermissionsNotConfigured) {KEYS_SAID}\nCode: UserErrorX1\nMessage: y", KEYS),
    "Terraform": (
        'Error: creating/updating Azure Backup Protected VM "VM;iaasvmcontainerv2;rg;vm": '
        "protecteditems.ProtectedItemsClient#CreateOrUpdate: Failure responding to request: StatusCode=400 -- Original "
        "Error: autorest/azure: Service returned an error. Status=400 "
        'Code="UserErrorKeyVaultPermissionsNotConfigured" '
        f'Message="{KEYS_SAID}"\n\n  on backup.tf line 1, in resource "azurerm_backup_protected_vm" "vm":\n',
        KEYS,
    ),
    "an envelope": (json.dumps({"error": {"code": KEYS, "message": KEYS_SAID}}), KEYS),
    "the status of an operation": (
        json.dumps({
            "id": "x", "name": "y", "status": "Failed", "startTime": "2026-11-01T00:00:00Z",
            "endTime": "2026-11-01T00:01:00Z", "properties": None, "error": {"code": KEYS, "message": KEYS_SAID},
        }),
        KEYS,
    ),
    "the innermost detail": (
        json.dumps({
            "error": {
                "code": "DeploymentFailed",
                "message": "At least one resource deployment operation failed.",
                "details": [{
                    "code": "ResourceDeploymentFailure",
                    "message": "The resource write operation failed.",
                    "details": [{"code": KEYS, "message": KEYS_SAID}],
                }],
            }
        }),
        KEYS,
    ),
    "a code that points on": (
        json.dumps({
            "error": {
                "code": "UserErrorCrpReportedUserError",
                "message": "The compute platform reported an error.",
                "details": [{"code": "OperationNotAllowed", "message": LIMIT_SAID}],
            }
        }),
        LIMIT,
    ),
    "a collective code": (json.dumps({"error": {"code": "OperationNotAllowed", "message": LIMIT_SAID}}), LIMIT),
    "Data Protection": (
        json.dumps({
            "code": KEYS, "message": KEYS_SAID, "recommendedAction": ["Grant the permissions."], "details": None,
            "target": "", "isRetryable": False, "isUserError": True, "properties": {"ActivityId": "x"},
        }),
        KEYS,
    ),
    "the activity log with a text in JSON": (
        json.dumps({
            "operationName": "Microsoft.Resources/subscriptions/resourceGroups/write",
            "status": "Failed",
            "properties": {
                "statusCode": "Forbidden",
                "statusMessage": json.dumps({
                    "error": {
                        "code": "RequestDisallowedByPolicy",
                        "message": "Resource 'AzureBackupRG_westeurope_1' was disallowed by policy.",
                    }
                }),
            },
        }),
        POLICY,
    ),
    "a backup that failed, and a restore": (
        "Restore   Completed with warnings   Warning: RestoreOperationFailed   Failed to take snapshot of the VM\n"
        "Backup    Failed                    Error: UserErrorBcmDatasourceNotPresent\n",
        "UserErrorBcmDatasourceNotPresent",
    ),
    "words around an answer": (
        "The backup has failed again, and this is what the command said of it:\n\n"
        f"{json.dumps({'error': {'code': KEYS, 'message': KEYS_SAID}}, indent=2)}\n\nWhat now?\n",
        KEYS,
    ),
}  # fmt: skip


def said(diagnosis: Diagnosis) -> tuple[str | None, list[tuple[str, str]]]:
    return diagnosis.case.error_code, [(e.cause, e.verdict) for e in diagnosis.explanations]


def zipped(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("ticket/told.txt", text)
    return made.getvalue()


class Typed(Session):
    """A session in which one answer is pasted, and the person stops."""

    def __init__(self, text: str) -> None:
        lines = (f'"""{text}"""' if "\n" in text else text).split("\n")
        super().__init__(Interview(), PlainPrompter(iter([*lines, "q"])), None)


def pasted(text: str, capsys: pytest.CaptureFixture[str]) -> Diagnosis:
    session = Typed(text)
    session.run()
    assert "Not understood" not in capsys.readouterr().err
    return session.interview.diagnosis


@pytest.mark.parametrize("form", FORMS)
def test_every_form_comes_to_its_code_by_every_way_in(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, code = FORMS[form]
    answer = said(diagnose(load_text(text)))
    assert answer[0] == code
    (tmp_path / "told.txt").write_text(text, "utf-8")
    (argument,) = _cases([text], None, [], None)
    ways = {
        "argument": diagnose(argument),
        "file": diagnose(load(tmp_path / "told.txt")),
        "bytes": diagnose(load_bytes({"told.txt": text.encode()})),
        "UTF-16": diagnose(load_bytes({"told.txt": text.encode("utf-16")})),
        "Windows": diagnose(load_bytes({"told.txt": text.replace("\n", "\r\n").encode()})),
        "zip": diagnose(load_bytes({"ticket.zip": zipped(text)})),
        "pasted": pasted(text, capsys),
    }
    assert {way: said(diagnosis) for way, diagnosis in ways.items()} == dict.fromkeys(ways, answer)


@pytest.mark.parametrize("form", ["an e-mail", "a bare code", "the portal's block"])
def test_standard_input_and_the_command_line(form: str, tmp_path: Path) -> None:
    text, code = FORMS[form]
    for arguments, stdin in ((["-"], text), ([text], "")):
        done = backupdx("diagnose", *arguments, "-f", "json", stdin=stdin.encode())
        assert json.loads(done.stdout)["case"]["error_code"] == code
    done = backupdx("ask", text, "-f", "json", stdin=b"q\n")
    assert json.loads(done.stdout)["case"]["error_code"] == code


@pytest.mark.parametrize(
    ("arguments", "files", "text"),
    [
        ([COM], [], COM),
        (["exports/", COM], ["exports/"], COM),
        (["job.json", "no such thing as a file"], ["job.json"], "no such thing as a file"),
        (["VM", "agent", "unable", "to", "communicate"], [], "VM agent unable to communicate"),
        (["nowhere"], ["nowhere"], ""),
        (["nowhere", "neither"], ["nowhere", "neither"], ""),
        (["nowhere", COM], ["nowhere"], COM),
        (["-", "~/x", ".hidden", r"C:\logs"], ["-", "~/x", ".hidden", r"C:\logs"], ""),
        (["", "  "], [], ""),
        (["x" * 5000], ["x" * 5000], ""),
    ],
)
def test_what_is_a_file_and_what_is_a_text(arguments: list[str], files: list[str], text: str) -> None:
    assert told_apart(arguments) == (files, text)


@pytest.mark.parametrize("wrong", ["UserErrorGuestAgentStatusUnavailible", "GuestAgentSnapshotTaskStatusEror"])
def test_a_mistyped_code_is_asked_back_and_never_taken(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    right = {"U": "UserErrorGuestAgentStatusUnavailable", "G": SNAPSHOT}[wrong[0]]
    for case in (load_text(wrong), load(error_code=wrong), load_bytes({"code.txt": wrong.encode()})):
        diagnosis = diagnose(case)
        assert diagnosis.case.error_code == wrong
        assert diagnosis.headline is not None and f"Did you mean {right}?" in diagnosis.headline.text
    session = Typed(wrong)
    session.run()
    assert f"Did you mean {right}?" in capsys.readouterr().err
    assert session.interview.case.error.code == wrong


class Asked(PlainPrompter):
    """Lines of somebody who can be asked back."""

    asks = True  # type: ignore[assignment]


MISTYPED = "GuestAgentSnapshotTaskStatusEror"


@pytest.mark.parametrize(("answer", "code"), [("", SNAPSHOT), ("y", SNAPSHOT), ("n", MISTYPED)])
def test_at_a_terminal_a_mistyped_code_is_settled_by_the_person(
    answer: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = Asked(iter([MISTYPED, answer, "q"]))
    session = Session(Interview(), typed, None)
    session.run()
    assert session.interview.case.error.code == code


@pytest.mark.parametrize(("answer", "code"), [("\n", SNAPSHOT), ("n\n", "GuestAgentSnapshotTaskStatusEror")])
def test_diagnose_asks_as_well(
    answer: str, code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr(sys, "stderr", Terminal())
    (case,) = _cases(["GuestAgentSnapshotTaskStatusEror"], None, [], None)
    assert case.error.code == code


def test_an_error_code_that_nobody_knows_is_said_to_be_that() -> None:
    text = (
        "Backup job details\nError Code                UserErrorBrandNewThing\nError Message     Something new failed."
    )
    headline = diagnose(load_text(text)).headline
    assert headline is not None and headline.kind == "unknown_code" and "UserErrorBrandNewThing" in headline.text


@pytest.mark.parametrize("resource", ["Microsoft.RecoveryServices/vaults/v1", "Microsoft.KeyVault/vaults/k1"])
def test_a_vault_that_is_not_found_is_no_vanished_vm(resource: str) -> None:
    text = f"(ResourceNotFound) The Resource '{resource}' under resource group 'rg' was not found."
    case = with_known_code(load_text(f"We ran az backup protection enable-for-vm and it fails:\n{text}"))
    assert case.error.code not in ("ResourceNotFound", "UserErrorVmNotFoundV2")


HANDLER = (
    "[ExtensionOperationError] Código de salida distinto de cero: 51, /var/lib/waagent/"
    "Microsoft.EnterpriseCloud.Monitoring.OmsAgentForLinux-1.13.40/omsagent_shim.sh -install [stdout] [stderr]"
)


def test_a_handler_message_names_the_extension_that_failed() -> None:
    case = with_known_code(load_text(HANDLER))
    assert case.extensions.failed == ("OmsAgentForLinux",)
    assert with_known_code(load_bytes({"portal.txt": HANDLER.encode()})).extensions.failed == ("OmsAgentForLinux",)
    own = HANDLER.replace("Microsoft.EnterpriseCloud.Monitoring.OmsAgentForLinux-1.13.40", VMSNAPSHOT)
    assert with_known_code(load_text(own)).extensions.backup_state == "failed"


VMSNAPSHOT = "Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9221.0"


def test_the_parts_of_a_mixed_text_are_read_each_by_its_reader() -> None:
    text = (
        "Since the patch day the nightly backup of this machine fails, and I do not see why. This is the agent:\n\n"
        "root@web1:~# systemctl status walinuxagent\n"
        "● walinuxagent.service - Azure Linux Agent\n"
        "   Loaded: loaded (/lib/systemd/system/walinuxagent.service; enabled; vendor preset: enabled)\n"
        "   Active: inactive (dead) since Wed 2026-11-18 07:12:29 UTC; 1h 4min ago\n\n"
        "and in the portal stands\n\nError Code      GuestAgentSnapshotTaskStatusError\n"
    )
    case = with_known_code(load_text(text))
    assert (case.error.code, case.agent.service_state) == (SNAPSHOT, "stopped")
    assert case.source_of("agent.service_state").place.startswith("line 6")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\t",
        "colour,price\nred,2\n",
        "ERROR: Please run 'az login' to setup account.",
        "Name    Level\n------  ------\nlock    CanNotDelete\n",
    ],
)
def test_what_cannot_be_used_is_refused_by_every_way_in(text: str) -> None:
    seen = set()
    for read in (load_text, lambda t: load_bytes({"the text given": t.encode()})):
        if text.startswith("colour") and read is load_text:
            continue  # given as the failure's text, any words are kept
        with pytest.raises(InputError) as refused:
            read(text)
        seen.add(str(refused.value))
    assert len(seen) == 1


def test_text_bytes_and_data_are_read_as_files_are(tmp_path: Path) -> None:
    view = {"statuses": [{"code": "PowerState/stopped", "displayStatus": "VM stopped"}], "vmAgent": None}
    (tmp_path / "view.json").write_text(json.dumps(view))
    expected = load(tmp_path / "view.json").known().values
    assert load_data(view).known().values == expected
    assert load_text(json.dumps(view)).known().values == expected
    assert load_bytes({"a/view.json": json.dumps(view).encode()}).known().values == expected
    assert load_data({"vm": {"name": "web1"}, "error": {"code": COM}}).vm.name == "web1"
    assert [c.vm.name for c in load_all_bytes({"x.yaml": b"cases: [{vm: {name: a}}, {vm: {name: b}}]"})] == ["a", "b"]
    with pytest.raises(InputError, match="use load_all"):
        load_bytes({"x.yaml": b"cases: [{vm: {name: a}}, {vm: {name: b}}]"})
    with pytest.raises(InputError, match="is no data as JSON has it"):
        load_data({1j: 2})
    with pytest.raises(InputError, match="NaN"):
        load_data({"error": {"number": float("nan")}})
    with pytest.raises(InputError, match="nested"):
        deep: object = 1
        for _ in range(500):
            deep = [deep]
        load_data(deep)


def test_an_archive_in_bytes_is_held_to_the_bounds_of_files() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("../out.txt", COM)
    with pytest.raises(InputError, match="leads out of the archive"):
        load_bytes({"bad.zip": made.getvalue()})
    with pytest.raises(InputError, match="damaged archive"):
        load_bytes({"cut.zip": zipped(COM)[:40]})


def test_the_interview_knows_of_no_text() -> None:
    assert issubclass(Interview, BaseInterview)
