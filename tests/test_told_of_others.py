"""What somebody tells of another VM, or of what belongs to another, is no fact of the VM whose backup failed."""

from __future__ import annotations

import pytest
from backupdx.facts.signatures import SIGNATURES
from backupdx.facts.signatures.lookup import told_by
from backupdx.facts.signatures.others import speaks_of_another, without_others
from backupdx.facts.signatures.places import OWN_WORDS

DELETED = {"signs.vault_deleted_told": True, "vault.deleted": True}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We deleted the old vault last week.", DELETED),
        ("We deleted the old vault of our other tenant.", {}),
        ("The vault of another customer was deleted, and our backup fails.", {}),
        ("We deleted a vault, but that was for another VM.", {}),
        ("Wir haben den Tresor eines anderen Mandanten, the deleted vault, nicht mehr.", DELETED),
        ("The agent service is stopped on another VM.", {}),
        ("On another server, the guest agent service is stopped. Here it runs.", {}),
        (
            "The guest agent service is stopped, other servers are fine.",
            {"agent.service_state": "stopped", "signs.told_agent_down": True},
        ),
        ("We set a read-only lock on the resource group of a different project.", {}),
        ("In our other environment we set a read-only lock, but here there is no lock.", {"signs.no_lock_told": True}),
        ("In our other project we have a delete lock on the resource group.", {}),
        ("The backup fails. Another VM of the set is deallocated. The agent shows Ready.", {}),
        ("We moved the VM to the resource group of another project.", {"backup.last_done": "moved_group"}),
        ("The machine is already backed up by another vault.", {"backup.protected_elsewhere": True}),
    ],
)
def test_only_what_is_told_of_this_vm_is_a_fact(text: str, told: dict[str, object]) -> None:
    assert dict(told_by(OWN_WORDS, text)) == told


def test_no_sentence_that_is_known_to_be_about_this_vm_is_taken_for_one_about_another() -> None:
    of_people = [s.example for s in SIGNATURES if s.where == OWN_WORDS]
    assert [example for example in of_people if speaks_of_another(example)] == []
    assert [example for example in of_people if without_others(example) != example] == []
