"""The readers of extensions, disks and locks on small answers of our own, one per trap."""

from __future__ import annotations

import pytest
from backupdx.facts.case import Case
from readings import findings, one
from vm_samples import KEY, VM_ID, disk, extension, lock


def test_extension_list_and_show() -> None:
    finding = one([extension("VMSnapshotLinux", "Failed"), extension("Other", "Succeeded")])
    assert finding.vm == KEY
    assert finding.facts["vm.id"] == VM_ID
    seen = Case().with_facts(finding.facts).observations()
    assert seen["extensions.failed"].value == ("VMSnapshotLinux",)
    assert seen["extensions.backup_state"].value == "failed"
    shown = one(extension("VMSnapshotLinux", "Succeeded"))
    assert shown.facts["extensions.backup_state"] == "succeeded"
    assert "extensions.failed" not in Case().with_facts(shown.facts).observations()
    assert one(extension("Other", "Failed")).facts["extensions.failed"] == ("Other",)


@pytest.mark.parametrize("spelling", ["diskSizeGB", "diskSizeGb"])
def test_disk_list(spelling: str) -> None:
    ade = {"encryptionSettingsCollection": {"enabled": True}}
    found = findings(
        [
            disk("c", **{spelling: 128}, encryption={"type": "EncryptionAtRestWithPlatformKey"}, **ade),
            disk("d", **{spelling: 32767}, maxShares=1, dataAccessAuthMode="None"),
            disk("e", VM_ID + "2", **{spelling: 4}),
            disk("f", None, **{spelling: 8}),
            {**disk("g", None, **{spelling: 65536}), "diskState": "Unattached"},
        ]
    )
    assert [f.vm.name if f.vm else None for f in found] == ["till", "till2", None]
    assert all(f.listed for f in found)
    assert found[0].facts["disks.attached"] == (
        {"name": "c", "size_gb": 128.0, "encryption": "ade"},
        {"name": "d", "size_gb": 32767.0, "shared": False, "entra_data_access": False},
    )
    assert not found[2].facts
    assert "nothing says of which VM disk f is (managedBy)" in found[2].notes[0]
    assert "attached to no VM" in found[2].notes[1]


def test_the_size_of_a_disk_in_bytes_is_taken_where_there_is_none_in_gib() -> None:
    shown = [disk("c", diskSizeBytes=32 * 1024**3), disk("d", diskSizeGB=64, diskSizeBytes=1)]
    assert [row["size_gb"] for row in one(shown).facts["disks.attached"]] == [32.0, 64.0]


def test_locks_of_all_scopes() -> None:
    group = "/subscriptions/s-1/resourceGroups/Shop"
    account = f"{group}/providers/Microsoft.Storage/storageAccounts/a"
    finding = one([lock("/subscriptions/s-1"), lock(group, "ReadOnly"), lock(account, "NotSpecified")])
    assert finding.vm is None
    rows_found = finding.facts["locks.found"]
    assert [(r["scope"], r.get("level"), r.get("resource_group"), r["target"]) for r in rows_found] == [
        ("subscription", "cannot_delete", None, "/subscriptions/s-1"),
        ("resource_group", "read_only", "Shop", group),
        ("resource", None, "Shop", account),
    ]
    assert len(finding.notes) == 1
    assert Case().with_facts(finding.facts).observations()["locks.backup_group"].value is True
