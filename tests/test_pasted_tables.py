"""What `az ... -o table` prints, by every way in: the rows that tell something, and what the table leaves out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from backupdx import InputError, diagnose, load_bytes, load_text
from backupdx.library import load_all_bytes
from test_pasted import zipped
from test_refusals import TABLES

JOBS, EXTENSIONS, POWER = (
    TABLES[name] for name in ("az backup job list", "az vm extension list", "az vm get-instance-view   ")
)
FRAMES = {
    "alone": "{}",
    "behind its command": "PS C:\\Users\\me> az x -o table\n{}",
    "indented": "    {}",
    "with a warning": "WARNING: This command is in preview.\n{}",
}


def framed(frame: str, table: str) -> str:
    return FRAMES[frame].format(table.replace("\n", "\n    ") if frame == "indented" else table)


@pytest.mark.parametrize("frame", FRAMES)
def test_tables_that_tell_something_are_read(frame: str) -> None:
    for read in (load_text, lambda t: load_bytes({"x.txt": t.encode()}), lambda t: load_bytes({"x.zip": zipped(t)})):
        job = read(framed(frame, JOBS))
        assert (job.vm.name, job.backup.job) == ("till", "3c1f5a2e-0000-0000-0000-000000000000")
        assert job.failed_at is not None and job.failed_at.date() == datetime(2026, 7, 25, tzinfo=UTC).date()
        assert any("az backup job show" in note for note in job.notes)
        extension = read(framed(frame, EXTENSIONS))
        assert (extension.extensions.failed, extension.extensions.backup_state) == (("VMSnapshot",), "failed")
        vm = read(framed(frame, POWER))
        assert (vm.vm.name, vm.vm.resource_group, vm.vm.power_state) == ("till", "shop", "running")


LOCKS = """\
Level         Name    ResourceGroup
------------  ------  --------------------------
CanNotDelete  keep    AzureBackupRG_westeurope_1
ReadOnly      all
"""


@pytest.mark.parametrize("frame", FRAMES)
def test_a_table_of_locks_tells_levels_names_and_groups(frame: str) -> None:
    """Whether one stands on its group or on something in it is not told; one without a group is on the subscription."""
    for read in (load_text, lambda t: load_bytes({"x.txt": t.encode()}), lambda t: load_bytes({"x.zip": zipped(t)})):
        case = read(framed(frame, LOCKS))
        found = [(lock.name, lock.level, lock.scope, lock.resource_group) for lock in case.locks.found or ()]
        assert found == [
            ("keep", "cannot_delete", None, "AzureBackupRG_westeurope_1"),
            ("all", "read_only", "subscription", None),
        ]
        assert any("az lock list -o json" in note for note in case.notes)
    facts = {"vm.location": "westeurope", "vm.name": "web", "error.code": "UserErrorRpCollectionLimitReached"}
    first = diagnose(load_text(LOCKS).with_facts(facts)).explanations[0]
    assert (first.cause, first.verdict) == ("rg-lock", "likely"), "whose subscription it is, nobody knows"


@pytest.mark.parametrize("level", ["Level", "ReadOnly"])
def test_a_table_of_locks_without_groups_or_levels_is_refused(level: str) -> None:
    """Where they stand nobody knows; and other things have levels and names."""
    for head, row in (
        ("Level     Name", f"{level}  keep"),
        ("Level     Name    ResourceGroup", "Error     x       rg"),
    ):
        with pytest.raises(InputError, match="is a table"):
            load_text(f"{head}\n{'--------  ------  -------------'[: len(head)]}\n{row}\n")


def test_a_table_of_many_vms_is_one_of_many_vms() -> None:
    rows = POWER + "shop    goods            VM deallocated                      westeurope\n"
    cases = load_all_bytes({"x.txt": rows.encode()})
    assert {c.vm.name: c.vm.power_state for c in cases} == {"till": "running", "shop": "deallocated"}


def test_extensions_that_are_not_in_a_table_are_not_taken_for_absent() -> None:
    well = EXTENSIONS.replace("Failed   ", "Succeeded").replace("VMSnapshot", "Monitoring")
    case = load_text(well)
    assert case.extensions.installed is None and case.extensions.failed is None


# Those that are read, and older editions of them.
READ = {"az lock list", "az backup job list", "az backup job list ", "az vm extension list", "az vm get-instance-view"}
READ |= {"az vm get-instance-view   ", "az vm get-instance-view  "}


@pytest.mark.parametrize("name", sorted(TABLES.keys() - READ - {"Get-AzRecoveryServicesBackupJob"}))
def test_other_tables_say_which_command_tells_it(name: str) -> None:
    with pytest.raises(InputError, match="is a table"):
        load_text(TABLES[name])


@pytest.mark.parametrize("name", sorted(READ))
def test_those_that_are_read_say_what_is_missing(name: str) -> None:
    assert any(note.startswith("a table of ") and "-o json" in note for note in load_text(TABLES[name]).notes)
