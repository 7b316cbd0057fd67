"""What programs print beside a failure hints at its cause; what a person tells counts for the VMs beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from backupdx import diagnose
from backupdx.cli import app
from backupdx.engine.likeness import Heard, heard_of, like_enough
from backupdx.facts.case import Case
from backupdx.kb.knowledge import knowledge_base
from backupdx.library import with_known_code
from backupdx.readers.loading import load_named
from typer.testing import CliRunner

KB = knowledge_base()
LOG = (
    "2026-11-02 03:10:11 INFO heartbeat sent, all extensions are ready\n"
    "2026-11-02 03:10:12 ERROR helper could not reach the key vault: access policy has no permission to get the key\n"
)
JOBS = [
    {
        "id": f"/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v/backupJobs/{vm}",
        "name": vm,
        "properties": {
            "entityFriendlyName": vm,
            "operation": "Backup",
            "status": "Failed",
            "startTime": "2026-11-02T03:00:00Z",
            "jobType": "AzureIaaSVMJob",
        },
        "type": "Microsoft.RecoveryServices/vaults/backupJobs",
    }
    for vm in ("erp-01", "erp-02")
]
CODED = "UserErrorGuestAgentStatusUnavailable"
MAIL = "Hi, the backups fail since the lock was put on the resource group of the restore points. Any idea?"


def cases(**files: str) -> list[Case]:
    return load_named({name.replace("_", "."): text.encode() for name, text in files.items()}).cases


def test_the_lines_of_trouble_of_an_output_are_kept_and_its_routine_is_not() -> None:
    (case,) = cases(odd_log=LOG, mail_txt="The Azure backup of this VM fails every night.")
    assert case.error.printed is not None
    assert "access policy has no permission" in case.error.printed[0] and "heartbeat" not in case.error.printed[0]
    assert "every night" not in case.error.printed[0], "a person said it: it stands in error.words"


def test_of_data_only_sentences_of_failure_are_kept() -> None:
    data = {
        "name": "x",
        "status": "Failed",
        "message": "The key vault denied access to the key of the disk.",
        "ok": "All is well with this one here",
    }
    (case,) = cases(a_json=json.dumps([{**JOBS[0], "extra": data}]))
    assert case.error.printed == ("The key vault denied access to the key of the disk.",)


@pytest.mark.parametrize("text", [LOG * 400, "<a>failed to reach it at all</a>", json.dumps({"vm": {"name": "x"}})])
def test_of_whole_logs_markup_and_fact_files_nothing_is_kept(text: str) -> None:
    found = load_named({"a": text.encode(), "b.txt": MAIL.encode()}).cases
    assert [case.error.printed for case in found] == [None] * len(found)


def test_what_is_printed_counts_less_than_what_is_told() -> None:
    told, other = "the access policy of the key vault is missing", "the guest clock is wrong and runs ahead"
    first = [like_enough(KB, heard, None)[0] for heard in (Heard(told, other), Heard(told), Heard("", told))]
    assert first[0].cause == first[1].cause == first[2].cause
    assert first[2].score < first[1].score
    assert heard_of(Case(), None) is None


def test_what_is_printed_makes_nothing_likely() -> None:
    (case,) = cases(odd_log=LOG, mail_txt="The Azure backup of this VM fails every night.")
    first = diagnose(case).explanations[0]
    assert first.verdict == "possible" and first.resembles and "keyvault" in first.cause


def folder(at: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (at / name).write_text(text, "utf-8")
    return at


def test_the_words_of_a_mail_that_names_no_vm_are_a_hint_for_each_that_failed(tmp_path: Path) -> None:
    loaded = load_named({"jobs.json": json.dumps(JOBS).encode(), "mail.txt": MAIL.encode()})
    assert [case.vm.name for case in loaded.cases] == ["erp-01", "erp-02"]
    assert [(case.error.words, case.error.printed) for case in loaded.cases] == [(None, (MAIL,))] * 2
    (remark,) = loaded.remarks
    assert remark.startswith("mail.txt is not about one VM alone: its words are a hint for 2 of them")
    given = folder(tmp_path, {"jobs.json": json.dumps(JOBS), "mail.txt": MAIL})
    text = CliRunner().invoke(app, ["diagnose", str(given)])
    assert text.stdout.count("a hint:    A lock holds the resource group") == 2, text.stdout


@pytest.mark.parametrize("told", [CODED, f"Our backups fail with {CODED} since Monday.", f"erp-01 and erp-02: {CODED}"])
def test_the_code_of_a_mail_confirms_nothing_of_a_vm_that_it_may_not_be_about(told: str) -> None:
    """One of the two VMs was stopped by its owner, and nothing tells which one the code is of."""
    vms = [
        {"vm": {"name": name, "resource_group": "g", "os_type": "linux", "power_state": state}}
        for name, state in (("erp-01", "deallocated"), ("erp-02", "running"))
    ]
    files = {f"{n}.json": json.dumps(data).encode() for n, data in enumerate(vms)}
    loaded = load_named({**files, "mail.txt": told.encode()})
    found = [diagnose(with_known_code(case)) for case in loaded.cases]
    assert [d.case.error_code for d in found] == [None, None] and loaded.remarks
    assert [e for d in found for e in d.explanations if e.verdict == "confirmed"] == []


def test_a_mail_that_names_no_vm_counts_for_the_only_one_that_failed() -> None:
    done = json.loads(json.dumps(JOBS).replace("Failed", "Completed", 1))
    vms = {f"{j['name']}.json": {"vm": {"name": j["name"], "resource_group": "g"}} for j in done}
    files = {n: json.dumps(data).encode() for n, data in {"jobs.json": done, **vms}.items()}
    loaded = load_named({**files, "mail.txt": MAIL.encode()})
    assert {case.vm.name: case.error.words for case in loaded.cases} == {"erp-01": None, "erp-02": (MAIL,)}
    assert [r for r in loaded.remarks if r == "mail.txt names no VM: it counts for the one whose backup failed"]


def test_a_mail_that_names_a_vm_counts_for_that_one() -> None:
    told = f"{MAIL} It is ERP-02."
    first, second = load_named({"jobs.json": json.dumps(JOBS).encode(), "mail.txt": told.encode()}).cases
    assert (first.error.words, second.error.words) == (None, (told,))


def test_a_name_that_is_a_word_names_no_vm_by_chance() -> None:
    jobs = json.dumps(JOBS).replace("erp-01", "test").encode()
    told = "The Azure backup fails; a test on Monday failed, too."
    cases = load_named({"jobs.json": jobs, "mail.txt": told.encode()}).cases
    assert [case.error.words for case in cases] == [None, None]


def test_a_vm_that_has_an_error_code_of_its_own_keeps_to_it() -> None:
    coded = json.loads(json.dumps(JOBS))
    coded[0]["properties"]["errorDetails"] = [{"errorCode": 400073, "errorString": "x", "recommendations": []}]
    first, second = load_named({"jobs.json": json.dumps(coded).encode(), "mail.txt": MAIL.encode()}).cases
    assert first.error.printed is None and second.error.printed == (MAIL,)


def test_a_mail_beside_many_vms_is_left_out_and_it_is_said() -> None:
    many = [json.loads(json.dumps(JOBS[0]).replace("erp-01", f"erp-{n:02}")) for n in range(8)]
    loaded = load_named({"jobs.json": json.dumps(many).encode(), "mail.txt": MAIL.encode()})
    assert {case.error.words for case in loaded.cases} == {None}
    assert [r for r in loaded.remarks if "which VM is this about? mail.txt" in r]
