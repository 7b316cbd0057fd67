"""The readers of Linux guests on recorded files of real machines; skipped where the recordings are not at hand."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from backupdx.facts.case import Case
from backupdx.facts.errors import InputError
from backupdx.readers.base import Finding
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.loading import NotRecognised, read_content

REAL = Path(__file__).parents[1].parent / "shared" / "real" / "linux"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="recorded files are not at hand")

KINDS = {
    "df": {"space of file systems"},
    "dhcp-leases": {"DHCP leases"},
    "extension-status": {"status of the Linux backup extension"},
    "mount": {"mounted file systems"},
    "os-release": {"os-release"},
    "ps": {"list of processes"},
    "systemctl": {"service of the Linux agent", "list of systemd units", "unit file of the Linux agent"},
    "vmsnapshot-log": {"log of the Linux backup extension"},
    "waagent.conf": {"configuration of the Linux agent"},
    "waagent.log": {"log of the Linux agent", "status of the Linux agent"},
}
NOT_READ = {
    "extension-status/status-malformed-empty-key.json": "is no JSON; the error names line and column",
}
FILES = sorted(str(f.relative_to(REAL)) for f in REAL.rglob("*") if f.is_file())
LINUX = {"vm.os_type": "linux"}


def findings(path: str) -> list[Finding]:
    located, kind = read_content(of_bytes((REAL / path).read_bytes(), path))
    assert kind in KINDS[path.partition("/")[0]]
    return [entry.finding for entry in located]


def one(path: str) -> Finding:
    (finding,) = findings(path)
    return finding


def facts(path: str) -> dict[str, Any]:
    return {fact: value for fact, value in one(path).facts.items() if fact != "vm.os_type"}


def test_every_kind_of_file_is_considered() -> None:
    assert {f.partition("/")[0] for f in FILES} == set(KINDS) | {f.partition("/")[0] for f in NOT_READ}
    assert set(NOT_READ) <= set(FILES)


@pytest.mark.parametrize("path", [f for f in FILES if f not in NOT_READ])
def test_every_file_is_recognised_and_valid(path: str) -> None:
    found = findings(path)
    assert found
    for finding in found:
        case = Case().with_facts(finding.facts)
        assert set(finding.places) == set(finding.facts)
        case.observations()


@pytest.mark.parametrize("path", [f for f in FILES if f in NOT_READ])
def test_what_is_not_read_is_refused_politely(path: str) -> None:
    with pytest.raises(InputError) as raised:
        read_content(of_bytes((REAL / path).read_bytes(), path))
    malformed = path.startswith("extension-status")
    assert isinstance(raised.value, NotRecognised) is not malformed
    assert not malformed or "line 8" in str(raised.value)


@pytest.mark.parametrize("lease", ["dhclient.leases", "dhclient.leases.custom-dns"])
def test_the_lease_that_is_valid_has_option_245(lease: str) -> None:
    assert facts(f"dhcp-leases/{lease}") == {"network.dhcp_option_245": True}
    assert one(f"dhcp-leases/{lease}").places["network.dhcp_option_245"] == "line 13"


def test_the_status_of_the_backup_extension() -> None:
    finding = one("extension-status/vmsnapshot-status-success.json")
    assert finding.facts["extensions.backup_code"] == "success"
    assert "snapshotCreator=backupHostService" in finding.facts["extensions.backup_message"]
    assert finding.observed_at == datetime(2019, 6, 6, 23, 52, 59, 380000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("file", "distribution", "version"),
    [
        ("almalinux-8", "alma", "8.3"),
        ("azurelinux", "azurelinux", "4.0"),
        ("centos-7", "centos", "7"),
        ("debian", "debian", "9"),
        ("photon", "other", "4.0"),
        ("rhel-7", "rhel", "7.5"),
        ("sles", "sles", "12.3"),
        ("ubuntu", "ubuntu", "18.04"),
    ],
)
def test_os_release(file: str, distribution: str, version: str) -> None:
    found = facts(f"os-release/{file}")
    assert (found["vm.distribution"], found["vm.os_version"]) == (distribution, version)


def test_processes_and_unit_files_of_a_machine_without_the_agent() -> None:
    assert facts("ps/ps-ef-ubuntu-18.04-no-agent.txt") == {"agent.process_running": False}
    assert facts("systemctl/list-unit-files-ubuntu-18.04.txt") == {"agent.service_state": "missing"}


def test_a_list_of_loaded_units_does_not_establish_that_there_is_none() -> None:
    finding = one("systemctl/list-units-centos-7.7.txt")
    assert finding.facts == LINUX
    assert finding.notes


@pytest.mark.parametrize(
    ("file", "version", "time"),
    [
        ("status-walinuxagent-narrow-terminal-2025.txt", "2.12.0.2", datetime(2025, 3, 18, 9, 18, 53, tzinfo=UTC)),
        ("status-walinuxagent-running-2020.txt", "2.2.51", datetime(2020, 10, 8, 17, 13, 38, tzinfo=UTC)),
    ],
)
def test_status_of_the_service(file: str, version: str, time: datetime) -> None:
    found = facts(f"systemctl/{file}")
    assert found.pop("agent.service_since") < time
    assert found == {
        "agent.service_state": "running",
        "agent.service_start_type": "automatic",
        "agent.process_running": True,
        "agent.version": version,
    }
    assert one(f"systemctl/{file}").observed_at == time


def test_unit_file() -> None:
    assert facts("systemctl/walinuxagent.service.unit") == {"agent.restart_policy": "always"}


def test_the_log_of_the_backup_extension_ends_before_a_status() -> None:
    assert facts("vmsnapshot-log/fifreeze-failed-2016.log") == {
        "extensions.backup_message": "Failed to FIFREEZE: /data/dblog",
        "extensions.backup_milestone": "thawed",  # the program that froze has ended: nothing hangs in the freeze
        "linux.failed_mounts": ("/data/dblog",),
    }


@pytest.mark.parametrize("file", sorted(f.rpartition("/")[2] for f in FILES if f.startswith("waagent.conf/")))
def test_configurations(file: str) -> None:
    found = facts(f"waagent.conf/{file}")
    partly = file.startswith("waagent_auto_update")
    assert found.get("agent.extensions_enabled") is (None if partly else file != "chainguard.conf")
    off = {"chainguard.conf", "gaia.conf"}
    assert found["agent.auto_update"] is not (partly or file in off)
    assert partly or found["agent.provisioning_agent"] == "auto"


@pytest.mark.parametrize(
    ("file", "version", "package", "python", "distribution", "host"),
    [
        ("agent-2.2.46-to-2.13.1.1.log", "2.13.1.1", "2.2.46", "3.10.12", "ubuntu", "lisa-507-e88-n0"),
        ("agent-2.2.46-to-2.15.0.1.log", "2.15.0.1", "2.2.46", "2.7.5", "centos", "lisa-640-e19-n0"),
        ("agent-2.2.47-reboot.log", "2.2.47", "2.2.47", "3.9.2", "debian", "lisa-766-e38-n2"),
    ],
)
def test_logs_of_machines_that_work_show_no_fault(
    file: str, version: str, package: str, python: str, distribution: str, host: str
) -> None:
    found = facts(f"waagent.log/{file}")
    assert found["agent.version"] == version
    assert found["agent.package_version"] == package
    assert found["agent.python_version"] == python
    assert found["vm.distribution"] == distribution
    assert not [fact for fact in found if fact.startswith("signs.")]
    assert one(f"waagent.log/{file}").host == host


def test_status_document_of_the_agent() -> None:
    found = facts("waagent.log/vm-agent-status-2017.json")
    assert (found["agent.status"], found["agent.version"]) == ("ready", "2.2.3")
    assert found["vm.distribution"] == "sles"
    assert found["extensions.installed"] == ()
