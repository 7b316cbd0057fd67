"""Names in unusual places: inside longer words, in long texts, in conflicts; and what only looks like a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from backupdx import Case, Redactor
from backupdx.facts.case import Conflict, Source
from backupdx.redaction import read_map, restored, write_map
from pseudonyms import numbered, pseudonym_of

GUID = "3f0c6c1e-5a44-4f6e-9d0a-7c2b8e91d514"
GROUP = "/subscriptions/sub/resourceGroups/rg-x/providers"


def knowing(*names: str) -> Redactor:
    """A redactor that has learnt a case with these names: of its VM, its group and its vault."""
    redactor = Redactor()
    facts = ("vm.name", "vm.resource_group", "backup.vault")
    redactor.learn([Case().with_facts(dict(zip(facts, names, strict=False)))])
    return redactor


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/subscriptions/sub/resourceGroups/providers/Microsoft.Compute/virtualMachines/web01",
         "/subscriptions/subscription-1/resourceGroups/providers/Microsoft.Compute/virtualMachines/vm-1"),
        (f"{GROUP}/Microsoft.RecoveryServices/vaults/rsv/backupFabrics/Azure/protectionContainers/"
         "iaasvmcontainer;iaasvmcontainerv2;rg-x;web01/protectedItems/vm;iaasvmcontainerv2;rg-x;web01",
         "/subscriptions/subscription-1/resourceGroups/group-1/providers/Microsoft.RecoveryServices/vaults/vault-1/"
         "backupFabrics/Azure/protectionContainers/iaasvmcontainer;iaasvmcontainerv2;group-1;vm-1/protectedItems/"
         "vm;iaasvmcontainerv2;group-1;vm-1"),
    ],
    ids=["an id without its group", "a backup item"],
)  # fmt: skip
def test_an_id_keeps_its_structure(text: str, shown: str) -> None:
    assert numbered(Redactor().text(text)) == shown


def test_a_container_that_is_told_by_the_name_of_its_vm_alone_is_that_vm() -> None:
    redactor = knowing("web01")
    assert redactor.value("container", "WEB01") == pseudonym_of("web01", redactor.names)


def test_an_id_in_the_name_of_a_folder_is_replaced_and_the_words_around_it_stay() -> None:
    assert numbered(Redactor().file(f"/var/log/backup-{GUID}/waagent.log")) == "/var/log/backup-id-1/waagent.log"


def test_a_name_that_is_a_short_number_is_found_where_it_certainly_is_a_name_only() -> None:
    redactor = knowing("2024")
    assert redactor.text("failed in 2024 with 2024 errors") == "failed in 2024 with 2024 errors"
    assert numbered(redactor.text("virtual machine '2024'")) == "virtual machine 'vm-1'"


def test_an_instance_of_a_systemd_unit_is_no_address_of_a_person() -> None:
    text = "user@1000.service and waagent@web01-prod.service have failed"
    assert numbered(Redactor().text(text)) == "user@1000.service and waagent@word-1.service have failed"
    assert numbered(knowing("web01-prod").text(text)) == "user@1000.service and waagent@vm-1.service have failed"


@pytest.mark.parametrize("end", ["\n", " up ", '",', "; ", "|"])
def test_a_text_of_any_length_is_redacted_without_a_name_being_cut(end: str) -> None:
    text = f"web01-prod{end}" * 30_000
    assert numbered(knowing("web01-prod").text(text)) == f"vm-1{end}" * 30_000


def test_a_text_without_any_break_is_redacted_too() -> None:
    assert numbered(knowing("web01-prod").text(f"{'=' * 250_000}web01-prod")) == f"{'=' * 250_000}vm-1"


@pytest.mark.parametrize(
    "text", ["is xweb01-prodxdb02-prody up?", "is xdb02-prodxweb01-prody up?", "is xweb01-prod01y-qz up?"]
)
def test_words_with_several_names_in_them_are_hidden_whole(text: str) -> None:
    redactor = knowing("web01-prod", "db02-prod", "prod01y-q")
    shown = redactor.text(text)
    assert numbered(shown) == "is name-1 up?"
    assert restored(shown, redactor.names)[0] == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("di\u017fk 'web01' and d\u0130sk 'web01'", "word-1 'word-2' and word-3 'word-2'"),
        ("\u017ferver=web01, server=db02", "word-1=word-2, server=host-1"),
        ("di\u017fk-1 and vm-1\u0663", "word-1 and word-2"),
    ],
    ids=["nouns", "settings", "pseudonyms"],
)
def test_letters_and_digits_of_other_scripts_make_no_word_of_ours(text: str, shown: str, tmp_path: Path) -> None:
    redactor = Redactor()
    assert numbered(redactor.text(text)) == shown
    write_map(redactor.names, redactor.key, tmp_path / "map.json")
    assert read_map(tmp_path / "map.json").names == redactor.names


SOURCE = Source(kind="file", file="a.json")


@pytest.mark.parametrize(
    ("fact", "said", "shown"),
    [
        ("extensions.failed", "('corp-snap', 'VMSnapshot')", "('extension-1', 'VMSnapshot')"),
        ("extensions.failed", "('corp-snap',)", "('extension-1',)"),
        ("extensions.failed", "()", "()"),
        ("extensions.failed", "corp-snap", "extension-1"),
        ("extensions.failed", "(\"corp's\", 'corp-snap')", "('extension-1', 'extension-2')"),
        ("linux.failed_mounts", "('/mnt/contoso', '/boot')", "('/mnt/dir-1', '/boot')"),
        ("vm.name", "web01", "vm-1"),
        ("vm.power_state", "running", "running"),
        ("of.a.newer.version", "10.1.2.3", "ip-1"),
    ],
)
def test_no_name_is_left_in_a_conflict(fact: str, said: str, shown: str) -> None:
    conflict = Conflict(fact=fact, values=((said, SOURCE), (said, SOURCE)), chosen=said)
    redacted = Redactor().case(Case(conflicts=(conflict,))).conflicts[0]
    assert [numbered(value) for value, _ in redacted.values] == [shown, shown]
    assert numbered(redacted.chosen) == shown


def test_a_name_that_only_a_conflict_tells_is_found_in_texts() -> None:
    conflict = Conflict(fact="extensions.failed", values=(("('corp-snap',)", SOURCE), ("('corp-dump',)", SOURCE)))
    redactor = Redactor()
    redacted = redactor.case(Case(notes=("corp-dump and corp-snap failed",), conflicts=(conflict,)))
    dump, snap = (Redactor(key=redactor.key).name("extension", name) for name in ("corp-dump", "corp-snap"))
    assert redacted.notes == (f"{dump} and {snap} failed",)
