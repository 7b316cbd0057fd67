"""A sentence of a person tells a state only where it can mean nothing else, and counts less than an observation."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest
from backupdx import reason
from backupdx.facts.case import validated
from backupdx.facts.signatures import signs
from backupdx.facts.signatures.places import OWN_WORDS
from backupdx.facts.summaries import STATES_TOLD
from backupdx.facts.told_states import told_states
from backupdx.kb.knowledge import knowledge_base

TELLS: dict[str, tuple[str, Any]] = {
    "The guest agent service is stopped.": ("agent.service_state", "stopped"),
    "Since patching, waagent.service is dead": ("agent.service_state", "stopped"),
    "RdAgent is set to disabled here.": ("agent.service_start_type", "disabled"),
    "The VM is deallocated at night": ("vm.power_state", "deallocated"),
    "Der Server ist ausgeschaltet": ("vm.power_state", "stopped"),
    "La máquina virtual está apagada.": ("vm.power_state", "stopped"),
    "Somebody set Extensions.Enabled=n in waagent.conf": ("agent.extensions_enabled", False),
    "We moved the VM to a new resource group.": ("backup.last_done", "moved_group"),
    "Both SQL nodes have a shared disk attached.": ("disks.shared", True),
}
TELLS_NOTHING = (
    "Could it be that the guest agent service is stopped?",
    "Is the VM deallocated?",
    "The docs say that the VM is deallocated",
    "I checked that the guest agent service is stopped nowhere",
    "The VM is not deallocated",
    "The VM isn't generalized",
    "If the VM is deallocated, it works",
    "If you do this, the guest agent is stopped",
    "I wonder whether\nthe guest agent is stopped",
    "On another server the guest agent is stopped",
    "Make sure that waagent is stopped",
    "The waagent service was stopped last week",
    "No, the VM is running, and the guest agent is up",
    "Perhaps the VM is deallocated",
    "When the VM is shut down, the job fails",
    "The license server is powered off",
    "Azure Backup requires Extensions.Enabled=y",
    "Extensions.Enabled=n is not set",
    "The VM should be deallocated before",
    "Vielleicht ist der Server ausgeschaltet",
    "Wenn der Server ausgeschaltet ist, geht es nicht",
    "Der Server ist nicht ausgeschaltet",
    "Le service de l'agent n'est pas arrêté",
    "¿La máquina virtual está apagada?",
    "Recommended Action: Ensure that the VM is deallocated",
    "The VM is deallocated. The VM is shut down.",
)


@pytest.mark.parametrize("sentence", TELLS)
def test_a_plain_sentence_tells_a_state(sentence: str) -> None:
    assert dict(told_states(sentence)) == dict([TELLS[sentence]])


@pytest.mark.parametrize("sentence", TELLS_NOTHING)
def test_what_asks_guesses_denies_or_is_of_another_tells_nothing(sentence: str) -> None:
    assert not dict(told_states(sentence))


@pytest.mark.parametrize("code", [None, "UserErrorGuestAgentStatusUnavailable", "UserErrorVmNotInDesirableState"])
def test_what_is_told_confirms_nothing_and_excludes_nothing(code: str | None) -> None:
    for sentence in TELLS:
        told = reason(validated({"error": {"code": code, "words": [f"The backup fails. {sentence}"]}}))
        plain = reason(validated({"error": {"code": code, "words": ["The backup fails."]}}))
        confirmed = {c for c, verdict in told.verdicts.items() if verdict == "confirmed"}
        assert confirmed <= {c for c, verdict in plain.verdicts.items() if verdict == "confirmed"}
        shut = {"ruled_out", "out_of_scope"}
        system = {"linux", "windows"}  # which system it is, a sentence about waagent tells as before
        for cause in told.kb.causes:
            if told.verdicts[cause.id] in shut and plain.verdicts[cause.id] not in shut:
                assert cause.applies is not None and str(cause.applies.literal) in system, (sentence, cause.id)


def test_it_stands_only_where_nothing_was_observed() -> None:
    words = ["The VM is deallocated."]
    alone = reason(validated({"error": {"words": words}}))
    assert alone.text("vm.power_state") == "deallocated"
    assert "as somebody told it" in alone.sight("vm.power_state").source
    seen = reason(validated({"error": {"words": words}, "agent": {"status": "ready"}}))
    assert seen.text("vm.power_state") is None


def test_it_is_linear() -> None:
    for part in ("the vm is ", "we moved the ", "agent windows vm guest ", "(" * 30, "Extensions.Enabled= "):
        times = []
        for length in (5_000, 20_000):
            started = process_time()
            list(told_states((part * length)[:length]))
            times.append(process_time() - started)
        assert times[1] < 20 * times[0] + 0.05, part


# -- what is only told confirms and excludes nothing -------------------------------------------------------------------

_OPEN_ENDED = {
    "vm": {"os_type": "windows", "power_state": "running"},
    "agent": {"service_state": "running", "process_running": True},
    "network": {"port_80": False, "port_32526": False},
}


@pytest.mark.parametrize(
    "code", ["GuestAgentSnapshotTaskStatusError", "UserErrorGuestAgentStatusUnavailable", "ExtensionOperationFailed"]
)
def test_words_confirm_and_exclude_nothing(code: str) -> None:
    """That the portal shows Not Ready is told: whoever looked would establish two causes with it, and exclude one."""
    before = reason(validated({**_OPEN_ENDED, "error": {"code": code}})).verdicts
    told = reason(
        validated({**_OPEN_ENDED, "error": {"code": code, "words": ["The portal shows Not Ready."]}})
    ).verdicts
    changed = {cause: verdict for cause, verdict in told.items() if verdict != before[cause]}
    assert changed and {"confirmed", "ruled_out"}.isdisjoint(changed.values())


def test_what_people_say_establishes_and_excludes_nothing() -> None:
    """A rule that confirms or excludes looks at no sign that words can give, nor at what follows from one.

    The exceptions count as told, which is a step weaker.
    """
    kb = knowledge_base()
    said = {fact for fact, signatures in signs().items() if any(OWN_WORDS in each.places for each in signatures)}
    assert said >= STATES_TOLD
    said -= STATES_TOLD
    while more := {d.fact for d in kb.derivations if any(c.fact in said for c in d.conditions)} - said:
        said |= more
    firm = [rule.conditions for cause in kb.causes for rule in cause.rules if rule.kind not in ("suggests", "hints")]
    assert {c.fact for conditions in firm for c in conditions} & said == set()


def test_a_ticket_whose_labels_are_lined_up_is_told() -> None:
    ticket = (
        "Server:       web01\nOS:           Windows Server 2019\nProblem:      backup fails since Monday\n"
        "What we saw:  the service WindowsAzureGuestAgent is stopped and set to disabled\n"
    )
    assert ("agent.service_state", "stopped") in list(told_states(ticket))
