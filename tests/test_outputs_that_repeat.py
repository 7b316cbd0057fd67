"""Outputs that stand there twice, are broken by a narrow window, or go on as something else: no fact that is not so."""

from __future__ import annotations

import json

import pytest
from backupdx import InputError, load_all_bytes, load_text
from backupdx.readers.containers.prefixes import unmarked
from test_pasted_shells import JSON
from test_refusals import TABLES

MOUNTS = (
    "sysfs on /sys type sysfs (rw)\nproc on /proc type proc (rw)\n/dev/sda1 on / type ext4 (rw,relatime)\n"
    "/dev/sdc1 on /data type xfs (rw,relatime)\n"
)
TWICE = MOUNTS + "/dev/sdc1 on /data type xfs (rw,relatime)\n"


def test_a_list_that_was_pasted_twice_mounts_nothing_twice() -> None:
    assert load_text(MOUNTS).linux.duplicate_mounts == ()
    assert load_text(MOUNTS * 2).linux.duplicate_mounts == ()
    assert load_text(TWICE).linux.duplicate_mounts == ("/data",)
    assert load_text(TWICE * 2).linux.duplicate_mounts == ("/data",)


VMS = TABLES["az vm get-instance-view   "]


@pytest.mark.parametrize(
    "below", [JSON, VMS, 'PRETTY_NAME="Ubuntu 22.04 LTS"\nID=ubuntu\n', "Thanks, and kind regards from here\n"]
)
def test_what_stands_below_a_table_is_no_row_of_it(below: str) -> None:
    names = {case.vm.name for case in load_all_bytes({"x.txt": (VMS + below).encode()})}
    assert names == {"till"}


@pytest.mark.parametrize("cut", range(-7, 1))
def test_a_version_that_a_narrow_window_breaks_is_none(cut: int) -> None:
    line = "2026-11-17T20:41:30.000000Z INFO Daemon Daemon Azure Linux Agent Version: 2.9.1.12"
    at = len(line) + cut
    text = f"{line[:at]}\n{line[at:]}\n2026-11-17T20:41:31.000000Z INFO Daemon Daemon OS: rhel 9.4\n"
    assert str(load_text(text).agent.package_version) == ("2.9.1.12" if not cut else "None")


def test_a_setting_that_cannot_be_read_has_no_default() -> None:
    conf = "# Microsoft Azure Linux Agent Configuration\n" + "".join(
        f"{key}=y\n" for key in ("Provisioning.Enabled", "ResourceDisk.Format", "Logs.Console", "OS.EnableFIPS",
                                 "OS.RootDeviceScsiTimeout", "OS.EnableRDMA", "OS.CheckRdmaDriver", "HttpProxy.Host")
    )  # fmt: skip
    assert load_text(f"{conf}# AutoUpdate.Enabled=y\n").agent.auto_update is True
    assert load_text(f"{conf}AutoUpdate.Enabled=n\n").agent.auto_update is False
    assert load_text(f"{conf}AutoUpdate.Enabled=\N{REPLACEMENT CHARACTER}\n").agent.auto_update is None


def test_a_distribution_behind_bent_quotes_is_that() -> None:
    release = "NAME=“Red Hat Enterprise Linux Server”\nID=“rhel”\nVERSION_ID=“7.9”\nHOME_URL=x\n"
    assert load_text(release).vm.distribution == "rhel"
    assert load_text(release.replace("“rhel”", "&quot;rhel&quot;")).vm.distribution != "other"


def test_a_code_of_what_went_well_is_no_failure() -> None:
    inner = json.dumps({"errorCode": "Success", "errorMessage": "no error", "protectionStatus": "Protected"})
    with pytest.raises(InputError):
        load_text(json.dumps({"output": inner}))


def test_names_and_values_of_data_are_nobody_s_words() -> None:
    lock = '"level": "CanNotDelete",\n    "name": "keep",\n    "type": "Microsoft.Authorization/locks"\n'
    case = load_text(f"UserErrorGuestAgentStatusUnavailable\n  {{\n    {lock}")
    assert not case.observations().get("signs.delete_lock_told")
    said = load_text("UserErrorGuestAgentStatusUnavailable: there is a CanNotDelete lock on the resource group")
    assert said.observations()["signs.delete_lock_told"].value is True


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("     1\ta\n     2\tb\n", "a\nb\n"),
        ("3:a\n17:  b\n", "a\n  b\n"),
        ("| a\n|\n| b\n", "a\n\nb\n"),
        ("* a\n* b", "a\nb"),
        ("09:14:01 a\n09:14:02 b\n", None),
        ("1:a\nb\n", None),
        ("2:a\n1:b\n", None),
        ("| a | b |\n|---|---|\n", None),
        ("| a | b |\n| - | - |\n", None),
        ("1:a", None),
        ("", None),
    ],
)
def test_numbers_and_marks_before_all_lines_are_taken_off(text: str, plain: str | None) -> None:
    assert unmarked(text) == plain
