"""What a person states is told; what is asked, denied, planned or only possible is not. Short notes and parts of errors
are read, and what a fact speaks for comes before what only has the words."""

from __future__ import annotations

import pytest
from backupdx.engine.result import Diagnosis
from backupdx.facts.errors import InputError
from backupdx.facts.signatures.lookup import told_by
from backupdx.facts.signatures.places import OWN_WORDS
from backupdx.library import diagnose
from backupdx.readers.loading import load_given

NO_TELLING = (
    "Does a tag policy deny the resource group of the backup?",
    "Our tag policy does not deny any resource group, it is audit only.",
    "No Azure Policy blocks resource groups here.",
    "If the restore point collection was deleted, run the backup again.",
    "Should we have deleted the restore point collection?",
    "Could the disk encryption set have lost access to its key?",
    "How can I delete a Recovery Services vault?",
    "Backup now succeeded ten times today.",
    "The VM supports up to 32 data disks.",
    "Each policy can have 100 VMs, a vault 1000 VMs.",
    "If the subscription is disabled backups stop.",
    "B-series CPU credits ran out on this VM.",
    "We enabled backup yesterday and the first backup succeeded.",
    "Check whether the resource provider is not registered.",
    "Does a lock on AzureBackupRG_westeurope_1 matter?",
    "When the VM is deleted, what happens with its backup?",
    "I deleted the VM's extension.",
    "The NFS server was retired.",
    "Our stop of the backup with delete data is planned for Monday.",
    "If waagent does not start, install it again.",
    "When systemctl status waagent shows inactive, start it.",
    "Set provision_vm_agent to false.",
)


def told(text: str) -> dict[str, object]:
    return {fact: value for fact, value in told_by(OWN_WORDS, text) if not fact.startswith("vm.os")}


@pytest.mark.parametrize("text", NO_TELLING)
def test_what_is_not_stated_tells_nothing(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("Our tag policy denies resource groups without owner.", "policy.denied_type", "resource_group"),
        ("Someone cleaned up and deleted the restore point collection.", "restore_points.collection_deleted", True),
        ("Since Monday the disk encryption set lacks access to its key.", "des.has_access", False),
        ("I cannot delete the vault.", "signs.vault_deletion_refused_told", True),
        ("The server has 40 data disks.", "disks.data_count", "40"),
        ("The credit ran out, our subscription was disabled.", "vault.subscription_disabled", True),
        ("That server has been decommissioned in spring.", "vm.exists", False),
        ("It is the lock on AzureBackupRG_westeurope_1.", "signs.delete_lock_told", True),
        ("After the reboot waagent.service did not come up.", "agent.service_state", "stopped"),
        ("systemctl status waagent says inactive (dead).", "agent.service_state", "stopped"),
        ("In the module provision_vm_agent had been set to false.", "vm.provision_agent", False),
        ("VM weu, RSV neu -> vm not in list?", "vault.same_region", False),
    ],
)  # fmt: skip
def test_what_is_stated_is_told(text: str, fact: str, value: object) -> None:
    assert told(text).get(fact) == value


def of(text: str) -> Diagnosis:
    return diagnose(load_given(text, where="pasted.txt").cases[0])


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("gen2 VM w/ secure boot + vTPM, DefaultPolicy, enable backup -> rejected", "tvm-standard-policy"),
        ("cant add vm 1001 to vault, says limit", "vault-full"),
        ("VM weu, RSV neu -> vm not in list?", "vault-region-mismatch"),
        ("vm prod1 backup fail, agent ok, lock on rg?", "rg-lock"),
    ],
)
def test_a_short_note_is_read(text: str, cause: str) -> None:
    assert of(text).explanations[0].cause == cause


def test_a_part_of_an_error_in_json_is_read() -> None:
    broken = '{"error":{"code":"LinkedAuthorizationFailed","message":"The client has permission to perform action\n'
    assert of(broken).explanations[0].cause == "caller-lacks-linked-role"


@pytest.mark.parametrize("text", ['{"id": "/subscriptions/x", "name": "web1', '{"error": {"code": 404, "message": "x'])
def test_other_data_that_was_cut_off_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        load_given(text, where="pasted.txt")


def test_what_comes_with_the_operation_alone_stands_behind_what_words_mean() -> None:
    found = of(
        "Backup cannot be set up: the portal says something about the subscription not being registered for the "
        "resource provider."
    )
    assert found.explanations[0].cause == "provider-unregistered"


def test_a_fact_of_no_doubt_stands_before_one_that_says_nothing_any_more() -> None:
    found = of("Movemos a VM para outra assinatura e desde então o backup falha com VM não encontrada.")
    assert found.explanations[0].cause == "vm-moved"


def test_a_unit_and_a_package_that_nobody_knows_are_an_agent_that_is_not_there() -> None:
    found = of(
        "Backup of the Ubuntu VM fails: agent status not ready.\n\n$ systemctl status walinuxagent\nUnit "
        "walinuxagent.service could not be found.\n$ dpkg -l walinuxagent\ndpkg-query: no packages found matching "
        "walinuxagent\n"
    )
    assert (found.explanations[0].cause, found.explanations[0].verdict) == ("agent-missing-linux", "likely")
