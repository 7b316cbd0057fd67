"""What was told in words orders the possible causes, is shown as a hint, and proves nothing."""

from __future__ import annotations

import json
from time import process_time

import pytest
from backupdx import diagnose, load_text, reason
from backupdx.engine.likeness import MOST_LIKE, index_of
from backupdx.engine.terms import words
from backupdx.facts.case import Case, validated
from backupdx.kb.knowledge import knowledge_base
from backupdx.report.markdown import render
from backupdx.report.text import TextReport

TOLD = {
    "dhcp-disabled": "Somebody typed the address into the network card by hand, so DHCP is not used there any more; "
    "requests to it time out, and since then the backup does not run.",
    "keyvault-perm": "We moved our key vaults to role-based access and made a custom role with key and secret "
    "permissions. Since then the backup of encrypted machines is refused.",
    "policy-deny": "An Azure Policy of ours asks for tags on each resource group, and the group for the restore points "
    "is refused by it. The backup fails.",
    "vss-writer-bad": "The backup of the server fails. I think of the VSS writers: we restart the writer service, and "
    "vssadmin list writers has a last error for one.",
    "bitlocker-locked": "Since BitLocker is on for the data drives of this server, the backup of it fails.",
}


@pytest.mark.parametrize("cause", TOLD)
def test_the_right_cause_comes_among_the_first_three(cause: str) -> None:
    diagnosis = diagnose(load_text(TOLD[cause]))
    first = diagnosis.explanations[:MOST_LIKE]
    assert cause in [e.cause for e in first]
    assert {e.verdict for e in diagnosis.explanations} == {"possible"}
    assert next(e.cause for e in diagnosis.explanations if e.resembles) == diagnosis.explanations[0].cause
    assert all(not e.because for e in diagnosis.explanations)


@pytest.mark.parametrize(
    ("cause", "text"),
    [
        ("antivirus-blocks", "antivirus was installed on Monday, since then no backup"),
        ("disk-too-big", "one disk has 40 TB now"),
        ("proxy-delay", "the proxy is new here"),
    ],
)
def test_a_single_word_can_be_telling_enough(cause: str, text: str) -> None:
    assert cause in list(reason(validated({"error": {"words": [text]}})).resembling)[:2]


@pytest.mark.parametrize("cause", TOLD)
def test_words_change_no_verdict_and_no_evidence(cause: str) -> None:
    facts = {"vm": {"os_type": "linux", "power_state": "running"}, "agent": {"status": "not_ready"}}
    without, told = reason(validated(facts)), reason(validated({**facts, "error": {"words": [TOLD[cause]]}}))
    assert told.verdicts == without.verdicts
    assert told.conclusion.ranked == without.conclusion.ranked
    assert {c: [r.id for r in rules] for c, rules in told.fired.items()} == {
        c: [r.id for r in rules] for c, rules in without.fired.items()
    }
    assert set(told.ranked) == set(without.ranked)
    standing = [c for c in without.ranked if without.verdicts[c.id] != "possible"]
    assert list(told.ranked[: len(standing)]) == standing
    proof = told.diagnosis(proof=True).proof
    assert proof is not None and "error.words" not in json.dumps(proof.model_dump(mode="json"))


def test_an_error_code_alone_keeps_its_order_whatever_its_own_message_resembles() -> None:
    for code in knowledge_base().codes:
        told = reason(
            validated({"error": {"code": code.code, "words": [f"{code.code}: {code.title}", *code.messages]}})
        )
        assert not told.resembling and told.ranked == told.conclusion.ranked


def test_a_message_of_azure_orders_only_where_no_code_says_what_it_means() -> None:
    assert reason(validated({"error": {"message": TOLD["policy-deny"]}})).resembling
    assert not reason(validated({"error": {"code": "AzureVmOffline", "message": TOLD["policy-deny"]}})).resembling


@pytest.mark.parametrize("text", ["The backup fails.", "hello", "x" * 30_000, "Please help, it does not work at all."])
def test_words_that_tell_nothing_bring_nothing_forward(text: str) -> None:
    assert not reason(validated({"error": {"words": [text]}})).resembling


def test_the_hint_is_shown_as_one() -> None:
    diagnosis = diagnose(load_text(TOLD["keyvault-perm"]))
    text = TextReport().diagnosis(diagnosis)
    assert "The words given resemble (a hint, and no evidence)" in text and "(keyvault-perm):" in text
    assert "which the words given resemble" in render(diagnosis)
    assert diagnosis.headline is not None and diagnosis.headline.kind == "nothing_known"
    assert "words given resemble" not in TextReport().diagnosis(diagnose(Case()))


def test_the_index_is_made_once_and_says_the_same_each_time() -> None:
    kb = knowledge_base()
    assert index_of(kb) is index_of(kb)
    for told in TOLD.values():
        assert index_of(kb).like(told) == type(index_of(kb))(kb).like(told)
        assert index_of(kb).like(told.upper())[0].cause == index_of(kb).like(told)[0].cause


IS_WELL = {
    "The network is fine, the disk is not full. An antivirus quarantines the backup extension.": "antivirus-blocks",
    "No lock is set, but the policy denies the resource group of the restore points for want of a tag.": "policy-deny",
    "Das Netzwerk ist in Ordnung. Seit der Virenscanner auf der VM ist, bricht die Sicherung ab.": "antivirus-blocks",
}


@pytest.mark.parametrize("text", IS_WELL)
def test_what_is_said_to_be_well_brings_nothing_forward(text: str) -> None:
    told = reason(validated({"error": {"words": [text]}}))
    assert told.ranked[0].id == IS_WELL[text]
    assert not {"storage-unreachable", "wireserver-blocked", "linux-disk-full"} & told.resembling.keys()


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("A bunch of servers failed at the same hour and all was fine on the next try.", "platform-transient"),
        ("The calls of the subscription are answered with 429.", "arm-throttled"),
    ],
)
def test_how_it_is_put_does_not_matter(text: str, cause: str) -> None:
    """Well the next time excludes no cause, statuses count, and of `doesn't` nothing does."""
    assert cause in list(reason(validated({"error": {"words": [text]}})).resembling)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Microsoft.Compute/restorePointCollections/restorePoints/write", {"restorepoints/write", "points", "write"}),
        (
            "ProvisioningState/failed/OverconstrainedAllocationRequest",
            {"allocation", "overconstrainedallocationrequest"},
        ),
    ],
)
def test_operations_and_states_count_however_long(text: str, told: set[str]) -> None:
    assert told <= set(words(text))
    assert not {"microsoft", "app"} & set(words(f"/subscriptions/1/providers/{text.rpartition('/')[0]}/app/{'x' * 40}"))


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Die VM ist seit gestern ausgeschaltet, und die Sicherung schlägt fehl.", "vm-not-running"),
        (
            "La sauvegarde de la VM échoue : le pare-feu du coffre de clés la refuse.",
            "keyvault-firewall",
        ),
        ("La copia de seguridad falla: el grupo de recursos tiene un bloqueo de eliminación.", "rg-lock"),
        ("リソースグループに削除ロックがあり、バックアップが失敗します。", "rg-lock"),
        (
            "Die Netzwerkverbindung zum Speicherkonto ist blockiert, der Snapshot scheitert.",
            "storage-unreachable",
        ),
    ],
)
def test_words_of_other_languages_mean_what_they_mean(text: str, cause: str) -> None:
    told = reason(validated({"error": {"words": [text]}}))
    assert cause in [c.id for c in told.ranked[:MOST_LIKE]]
    assert cause in told.resembling or told.verdicts[cause] == "likely"


def test_letters_inside_a_name_are_words_of_no_language() -> None:
    """Else a pseudonym brings causes forward that the name behind it does not."""
    index = index_of(knowledge_base())
    told = "iaasvmcontainerv2;rg-x;{}: the item is in use"
    assert index.like(told.format("vm-19de2la9y5el")) == index.like(told.format("vm-19bc2xx9q5kk"))


def test_what_people_say_is_of_causes_that_there_are() -> None:
    kb = knowledge_base()
    assert kb.speech.said.keys() <= kb.by_id.keys()
    assert not [cause for cause, said in kb.speech.said.items() if not all(p.strip() for p in said.split(";"))]


def test_the_index_is_linear_in_the_text() -> None:
    index = index_of(knowledge_base())
    for part in (
        "x-y_z.a/b\\c ",
        "ist wir nicht der " + "ä" * 38 + " ",
        "Get-Az" + "Ab" * 9 + " ",
        "no lock is set, but ",
    ):
        times = []
        for length in (5_000, 20_000):
            started = process_time()
            index.like((part * length)[:length])
            times.append(process_time() - started)
        assert times[1] < 20 * times[0] + 0.05, part
