"""Redaction: what is hidden, what stays, what comes back with the map, and what never does."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from typing import Any, get_args

import pytest
from backupdx import Case, Redactor, diagnose, load, reason
from backupdx.facts.case import Source
from backupdx.facts.declaration import Row, held_by
from backupdx.facts.saving import case_text
from backupdx.facts.vocabulary import TOPICS, vocabulary
from backupdx.kb.collection import COLLECTIONS
from backupdx.kb.knowledge import knowledge_base
from backupdx.redaction import MARK, read_map, restored
from pseudonyms import numbered
from running import backupdx

ROOT = Path(__file__).parents[1]
EXPORTS = ROOT / "examples" / "raw-exports"
SUB = "3f0c6c1e-5a44-4f6e-9d0a-7c2b8e91d514"
KEY = "A1b2" * 21 + "Zz=="


def run(*args: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return backupdx(*args, stdin=(stdin or "").encode())


def knowing(**facts: str) -> Redactor:
    """A redactor that has learnt a case with these facts."""
    redactor = Redactor()
    redactor.learn([Case().with_facts({name.replace("__", "."): value for name, value in facts.items()})])
    return redactor


# -- texts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        # ids keep their structure
        (f"/subscriptions/{SUB}/resourceGroups/rg-x/providers/Microsoft.Compute/virtualMachines/web01",
         "/subscriptions/subscription-1/resourceGroups/group-1/providers/Microsoft.Compute/virtualMachines/vm-1"),
        ("'Microsoft.Compute/disks/data01' under resource group 'rg-x' was not found.",
         "'Microsoft.Compute/disks/disk-1' under resource group 'group-1' was not found."),
        ("GET https://management.azure.com/subscriptions/s1/resourceGroups/rg-x?api-version=2023-03-01",
         "GET https://management.azure.com/subscriptions/subscription-1/resourceGroups/group-1?api-version=2023-03-01"),
        ("may not do Microsoft.Compute/virtualMachines/write", "may not do Microsoft.Compute/virtualMachines/write"),
        ("iaasvmcontainerv2;rg-x;web01: gone", "iaasvmcontainerv2;group-1;vm-1: gone"),
        ("(see /resourceGroups/rg(1)), then", "(see /resourceGroups/group-1), then"),
        ("AzureBackup_web01_1234567 in AzureBackupRG_westeurope_1",
         "AzureBackup_vm-1_1234567 in AzureBackupRG_westeurope_1"),
        (f"Activity {SUB}, again {SUB.upper()}", "Activity id-1, again id-1"),
        # addresses and hosts
        ("10.1.2.3 and 10.1.2.3/24, not 10.1.2.4:443", "ip-1 and ip-1/24, not ip-2:443"),
        ("2001:db8::7 at 12:30:45", "ip-1 at 12:30:45"),
        ("00-0D-3A-12-34-56", "mac-1"),
        ("sql01.contoso.local, contoso.local", "host-1.domain-1, domain-1"),
        ("https://stprod.blob.core.windows.net/vhds", "https://account-1.blob.core.windows.net/vhds"),
        ("kv-prod.vault.azure.net, contoso.onmicrosoft.com", "keyvault-1.vault.azure.net, domain-1.onmicrosoft.com"),
        # people
        ("jan.jansen@contoso.com may not", "user-1@domain-1 may not"),
        (r"C:\Users\jan\x and /home/jan/y", r"C:\Users\user-1\x and /home/user-1/y"),
        (r"CONTOSO\jan on \\files01\team", r"domain-1\user-1 on \\host-1\dir-1"),
        ("Nov 18 02:00:01 web01 waagent[1]: up", "Nov 18 02:00:01 host-1 waagent[1]: up"),
        ("9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B", "thumbprint-1"),
        (":".join(["9F"] * 20), "thumbprint-1"),
        ("az vm show --resource-group rg-x", "az vm show --resource-group group-1"),
        # secrets
        ("https://a.blob.core.windows.net/c?sv=2021&sr=b&sig=abc%3D&se=2026-01-01",
         f"https://account-1.blob.core.windows.net/c?{MARK}"),
        (f"AccountName=stprod;AccountKey={KEY};x=y", f"AccountName=account-1;AccountKey={MARK};x=y"),
        ('"password": "hunter two", "a": 1', f'"password": {MARK}, "a": 1'),
        ("Authorization: Bearer abcdefghijklmnopqrstuvwxyz", f"Authorization: Bearer {MARK}"),
        ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-DEF", f"token {MARK}"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- rest", f"{MARK} rest"),
        ("-----BEGIN CERTIFICATE-----\nMIIE", MARK),
        (f"the key {KEY}", f"the key {MARK}"),
    ],
)  # fmt: skip
def test_what_identifies_is_replaced(text: str, shown: str) -> None:
    redactor = Redactor()
    once = redactor.text(text)
    assert numbered(once) == shown
    assert Redactor().text(once) == once
    assert not any(KEY in name or "hunter" in name for name in redactor.names.values())


@pytest.mark.parametrize(
    "text",
    [
        "168.63.129.16 and 169.254.169.254 answer, 127.0.0.1 and ::1 too",
        "https://management.azure.com and pod01-rec2.we.backup.windowsazure.com:443",
        "Agent WALinuxAgent-2.9.1.1 is running as the goal state agent, version 2.7.1.0",
        "Microsoft.Azure.RecoveryServices.VMSnapshot 1.0.9228.0 at C:\\Packages\\Plugins",
        "System.Net.WebException in instanceView.vmAgent, waagent.log, vm.name",
        "NT AUTHORITY\\SYSTEM, HKLM\\SOFTWARE\\Microsoft, C:\\Users\\Public",
        "262044b1-e2ce-469f-a196-69ab7ada62d3 is Backup Management Service",
        "VM agent is unable to communicate with the Azure Backup Service.",
        "extension 'VMSnapshot' and policy 'DefaultPolicy'",
        "12-34-56-78-9a-bc",
        "Snapshot failed at 2026-11-18T02:32:08.117630Z (00:31:17.4029440)",
    ],
)
def test_what_matters_to_the_reader_stays(text: str) -> None:
    assert Redactor().text(text) == text


def test_names_of_the_case_are_found_in_texts() -> None:
    redactor = knowing(vm__name="web01-prod", vm__computer_name="WEB01-PROD", backup__vault="rsv-prod")
    text = redactor.text("Web01-Prod, web01-prod.json, xweb01-prody; rsv-prod")
    assert numbered(text) == "vm-1, vm-1.json, name-1; vault-1"
    assert numbered(redactor.text("web01-prod.corp.contoso.xyz")) == "vm-1.domain-1"


def test_a_name_that_is_a_word_of_the_field_rewrites_no_text() -> None:
    redactor = knowing(vm__name="disk", vm__resource_group="azure", backup__vault="backup")
    text = "Azure Backup could not read the disk of the VM."
    assert redactor.text(text) == text
    shown = redactor.text("/resourceGroups/azure/providers/Microsoft.Compute/virtualMachines/disk")
    assert numbered(shown) == "/resourceGroups/group-1/providers/Microsoft.Compute/virtualMachines/vm-1"
    assert numbered(redactor.text("virtual machine 'disk'")) == "virtual machine 'vm-1'"


def test_codes_verdicts_causes_and_fact_names_stay_whatever_the_names_are() -> None:
    case = load(ROOT / "examples" / "agent-stopped-ubuntu.yaml")
    for name in ("disk", "azure", "agent-stopped-linux", "confirmed", "agent", "vm", "error.code", "running"):
        named = case.with_facts({"vm.name": name, "vm.resource_group": name, "backup.vault": name})
        redacted, original = reason(named, Redactor()).diagnosis(), reason(named).diagnosis()
        assert numbered(f"{redacted.case.vm} in {redacted.case.resource_group}") == "vm-1 in group-1"
        assert redacted.case.error_code == original.case.error_code
        for one, other in zip(redacted.explanations, original.explanations, strict=True):
            assert (one.cause, one.title, one.verdict, one.explanation) == (
                other.cause, other.title, other.verdict, other.explanation)  # fmt: skip
            assert [s.fact for s in one.because] == [s.fact for s in other.because]


def test_what_the_knowledge_base_says_itself_is_no_secret() -> None:
    kb = knowledge_base()
    texts = [text for code in (*kb.codes, *kb.foreign_codes) for text in (*code.messages, code.title, code.note)]
    texts += [text for cause in kb.causes for text in (cause.title, cause.explanation)]
    texts += [text for cause in kb.causes for step in cause.remedy.steps for text in (step.text, step.caution)]
    texts += [text for spec in vocabulary().values() for text in (spec.title, spec.question)]
    redactor = Redactor()
    as_examples = ("iaasvmcontainerv2;rg;vm",)
    hidden = [t for t in texts if redactor.text(t) != t and not any(e in t for e in as_examples)]
    assert hidden == [], "words that nothing said before: `make words` makes them known"


def test_sections_of_collected_output_tell_which_command_they_are_of() -> None:
    redactor = knowing(vm__name="web01")
    for name in {c.name for c in COLLECTIONS}:
        kept = redactor.file(f"azure.txt [{name}]") == f"azure.txt [{name}]"
        assert kept, f"--redact hides the command {name!r}: put its words into _COMMANDS of redaction/kinds.py"
    assert numbered(redactor.file("web01.txt [az disk list]")) == "vm-1.txt [az disk list]"
    assert "jansen" not in redactor.file("notes [of jansen]")


def test_hostile_texts_take_no_time() -> None:
    redactor = knowing(vm__name="web01-prod")
    parts = """a=b& a. :: 1. x\\ /subscriptions/ eyJ -----BEGIN ab: a@ sig= - vm' web01-prod Microsoft. a A1 password=
        \U000f0001 x=(secret \\\\a iaasvmcontainer;a; C:\\Users\\ /home/ 0-"""
    for part in (*parts.split(), "-----BEGIN A-----", "vm '", "resourcegroup ", "server=", "a "):
        start = time.process_time()
        redactor.text(part * (30_000 // len(part)))
        assert time.process_time() - start < 2, part


# -- cases ------------------------------------------------------------------------------------------------------------


def test_one_redactor_for_many_cases() -> None:
    cases = [
        Case().with_facts({"vm.name": name, "vm.resource_group": group, "agent.message": f"{other} is down"})
        for name, group, other in (("web01", "rg-a", "web02"), ("WEB02", "rg-a", "web01"), ("vm-1", "rg-b", "web03"))
    ]
    redactor = Redactor()
    redactor.learn(cases)
    first, second, third = map(redactor.case, cases)
    assert first.agent.message == f"{second.vm.name} is down"
    assert second.agent.message == f"{first.vm.name} is down"
    assert len({first.vm.name, second.vm.name, third.vm.name}) == 3
    assert first.vm.resource_group == second.vm.resource_group != third.vm.resource_group
    assert redactor.names[third.vm.name or ""] == "vm-1", "a name that looks like a pseudonym without a key is a name"


def test_files_places_notes_and_the_id() -> None:
    source = Source(kind="file", file="/home/jan/contoso/web01/vm-instance-view.json", place="value[2].web01")
    case = Case(id="INC-1", notes=("web01: see INC-1",)).with_facts({"vm.name": "web01"}, source)
    redacted = Redactor().case(case)
    seen = redacted.provenance["vm.name"]
    assert numbered(f"{redacted.id} {redacted.notes} {seen.file} {seen.place}") == (
        "case-1 ('vm-1: see case-1',) /home/user-1/dir-1/vm-1/vm-instance-view.json value[2].vm-1"
    )


def test_summaries_that_hang_on_names_stay() -> None:
    """A custom name tells that it is the backup extension; its pseudonym does not."""
    case = Case.model_validate({"extensions": {"installed": [{"name": "corp-vmsnapshot", "state": "failed"}]}})
    redacted = Redactor().case(case)
    assert case.observations()["extensions.backup_state"].value == "failed"
    assert redacted.observations()["extensions.backup_state"] == case.observations()["extensions.backup_state"]
    assert "corp" not in case_text(redacted)


@pytest.mark.parametrize("path", sorted((ROOT / "examples").iterdir()), ids=lambda p: p.name)
def test_the_examples_have_the_same_diagnosis(path: Path) -> None:
    from backupdx import load_all

    redactor = Redactor()
    for case in load_all(path):
        original, redacted = diagnose(case), reason(case, redactor).diagnosis()
        back, _ = restored(redacted.model_dump_json(), redactor.names)
        assert back == original.model_dump_json()


def test_every_name_says_what_it_holds() -> None:
    """A text that says nothing is free text: a name in it would only be found by its form."""
    free: set[str] = set()

    def look(model: type[Any], place: str) -> None:
        holds = held_by(model)
        for name, info in model.model_fields.items():
            long = "100000" in repr(info)
            if holds.get(name) == "text" and not long:
                free.add(f"{place}.{name}")
            inner = [a for a in _parts(info.annotation) if isinstance(a, type) and issubclass(a, Row)]
            for row in inner:
                look(row, f"{place}.{name}")

    for topic in TOPICS:
        look(type(getattr(Case(), topic)), topic)
    assert free == {"vm.os_name", "windows.antivirus", "windows.vss_writers.last_error"}


def _parts(annotation: Any) -> list[Any]:
    return [annotation, *(inner for part in get_args(annotation) for inner in _parts(part))]


# -- the command line -------------------------------------------------------------------------------------------------

NAMES = ("erp-app-02", "rg-erp-prod", "rsv-prod-weu", SUB)


@pytest.mark.parametrize(
    "options",
    ["", "-f json", "-f markdown", "--why rg-lock", "--full", "--what-if vm.computer_name=erp-app-02 --why rg-lock"],
)
def test_diagnose(options: str, tmp_path: Path) -> None:
    plain = run("diagnose", str(EXPORTS), *options.split())
    done = run("diagnose", str(EXPORTS), *options.split(), "--redact-map", str(tmp_path / "map.json"))
    assert done.returncode == 0
    assert not [name for name in NAMES if name in done.stdout]
    (tmp_path / "reply.txt").write_text(done.stdout)
    back = run("unredact", str(tmp_path / "reply.txt"), "--map", str(tmp_path / "map.json"))
    assert back.stdout.split() == plain.stdout.split()  # lines may break elsewhere
    again = run("diagnose", str(EXPORTS), *options.split(), "--redact").stdout
    assert again != done.stdout or numbered(again) == again, "another key, so that nobody can tell"
    assert numbered(again).split() == numbered(done.stdout).split()


def test_many_names_that_begin_alike_are_found_in_no_time() -> None:
    redactor = Redactor()
    for n in range(20_000):
        redactor.name("vm", f"vm-web-{n}x")
    last = redactor.name("vm", "vm-web-19999x")
    start = time.process_time()
    assert redactor.text("is vm-web-777x up, and vm-web-19999x? " * 20).count(last) == 20
    assert time.process_time() - start < 2


def test_import(tmp_path: Path) -> None:
    out, names = tmp_path / "case.yaml", tmp_path / "map.json"
    done = run("import", str(EXPORTS), "-o", str(out), "--redact-map", str(names))
    assert done.returncode == 0
    assert "vm-instance-view.json: VM" in " ".join(done.stdout.split()) and str(tmp_path) not in done.stdout
    for text in (done.stdout, out.read_text()):
        assert not [name for name in NAMES if name in text]
    again = reason(load(EXPORTS), Redactor(key=read_map(names).key))
    assert diagnose(load(out)) == again.diagnosis()
    assert not [name for name in NAMES if name in run("import", str(EXPORTS), "--redact").stdout]
    back = run("unredact", "-", "--map", str(names), stdin=out.read_text())
    assert all(name in back.stdout for name in NAMES)


@pytest.mark.parametrize("last", ["s\n", "q\n", "?\n"])
def test_ask(last: str, tmp_path: Path) -> None:
    out, names, answers = tmp_path / "saved.yaml", tmp_path / "map.json", tmp_path / "answers.txt"
    answers.write_text(last)
    view = str(EXPORTS / "vm-instance-view.json")
    done = run("ask", "--from", view, "--save", str(out), "--answers", str(answers), "--redact-map", str(names))
    assert done.returncode == 0
    for text in (done.stdout, out.read_text()):
        assert not [name for name in NAMES if name in text]
    assert read_map(names).names[load(out).vm.name or ""] == "erp-app-02"
