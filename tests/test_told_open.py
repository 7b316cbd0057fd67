"""What a person denies, asks, fears or takes to be possible has the words of a fault, and tells none; what refuses to
start or cannot be reached is a fault that is stated."""

from __future__ import annotations

import pytest
from backupdx.facts.signatures.lookup import told_by
from backupdx.facts.signatures.places import OWN_WORDS

# What is said to be so, as subject, verb and the rest, with the fact that it tells.
STATEMENTS = (
    ("the system disk", "is", "full", "signs.told_disk_full"),
    ("/var", "was", "100% full", "signs.told_disk_full"),
    ("the RdAgent service", "is", "stopped", "agent.rdagent_state"),
    ("the waagent service", "was", "disabled", "agent.service_start_type"),
    ("the WindowsAzureGuestAgent service", "is", "missing in services.msc", "signs.told_agent_absent"),
    ("the system drive", "was", "completely full", "signs.told_system_drive_low"),
    ("the server", "was", "decommissioned in spring", "vm.exists"),
    ("our subscription", "was", "disabled last week", "vault.subscription_disabled"),
    ("the Volume Shadow Copy service", "was", "disabled on this server", "signs.told_vss_service_down"),
    ("the System Writer", "is", "missing", "windows.system_writer_listed"),
    ("the WMI repository", "is", "inconsistent", "signs.told_wmi_broken"),
    ("the VM", "is", "in a failed state", "vm.provisioning_state"),
    ("the VM", "was", "moved to another resource group", "backup.last_done"),
)
DENIED = (
    "{s} {v} not {r}.",
    "{s} {v} never {r}.",
    "{s} {v} no longer {r}.",
    "{s} {v}n't {r}.",
    "It is not true that {s} {v} {r}.",
)
POSSIBLE = (
    "{s} will be {r}.", "{s} would be {r}.", "{s} could be {r}.", "{s} may be {r}.", "{s} might be {r}.",
    "{s} is going to be {r}.", "{s} might have been {r}.", "If {s} {v} {r}, then the backup fails.",
    "We are afraid that {s} {v} {r}.", "To rule out that {s} {v} {r} I looked at it.", "We ruled out that {s} {v} {r}.",
    "It is possible that {s} {v} {r}.", "Perhaps {s} {v} {r}.", "I do not know whether {s} {v} {r}.",
)  # fmt: skip
ASKED = (
    "{v} {s} {r}?", "Could it be that {s} {v} {r}?", "Is it possible that {s} {v} {r}?", "What if {s} {v} {r}?",
    "Might {s} be {r}?",
)  # fmt: skip


def told(text: str) -> dict[str, object]:
    return dict(told_by(OWN_WORDS, text[0].upper() + text[1:]))


@pytest.mark.parametrize(("subject", "verb", "rest", "fact"), STATEMENTS)
def test_what_is_stated_is_told_and_what_is_left_open_is_not(subject: str, verb: str, rest: str, fact: str) -> None:
    parts = {"s": subject, "v": verb, "r": rest}
    assert fact in told("{s} {v} {r}.".format(**parts))
    assert fact in told("We could not back up, because {s} {v} {r}.".format(**parts))
    forms = [form.format(**parts) for form in (*DENIED, *POSSIBLE, *ASKED)]
    assert [form for form in forms if fact in told(form)] == []


@pytest.mark.parametrize(
    "text",
    [
        "The OS will run out of disk space if this goes on.",
        "/var could fill up.",
        "/var did not run out of disk space.",
        "The disk has not run out of space.",
        "We are afraid that the disk runs full.",
        "Neither the agent is stopped nor the disk is full.",
        "Nobody deleted the key vault that our disk encryption set uses.",
        "It is not because the disk is full.",
        "Unser Filter blockiert den Weg zu 168.63.129.16 nicht, und vielleicht ist die Platte voll.",
        "Does it also happen when the disk is full?",
    ],
)
def test_other_ways_to_leave_it_open(text: str) -> None:
    assert [fact for fact in told(text) if fact not in ("signs.host_named", "vm.os_type")] == []


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("We could not back up since the disk ran full.", "signs.told_disk_full"),
        ("The data disk is not full, but /var is full.", "signs.told_disk_full"),
        ("I could see that /var is full.", "signs.told_disk_full"),
        ("/var is full, could that be the reason?", "signs.told_disk_full"),
        ("The backup might be slow because the disk is full.", "signs.told_disk_full"),
        ("In May the disk was full.", "signs.told_disk_full"),
        ("I would like to know why it fails, the disk is full.", "signs.told_disk_full"),
        ("We wonder why the RdAgent service is stopped.", "agent.rdagent_state"),
        ("168.63.129.16 could not be reached from the VM.", "signs.told_host_closed"),
        ("The walinuxagent service won't start.", "agent.service_state"),
        ("The Azure guest agent service will not start.", "signs.agent_does_not_start"),
        ("I would like to back up an Ubuntu VM, is it possible that it needs an agent?", "vm.os_type"),
        ("The agent (we are about to move it) cannot reach 168.63.129.16.", "signs.told_host_closed"),
    ],
)  # fmt: skip
def test_a_fault_that_is_stated_is_told(text: str, fact: str) -> None:
    assert fact in told(text)
