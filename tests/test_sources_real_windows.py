"""The readers on recorded files of Windows machines; skipped where the recordings are not at hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from backupdx.facts.case import Case
from backupdx.facts.errors import InputError
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.loading import NotRecognised, read_content

REAL = Path(__file__).parents[1].parent / "shared" / "real" / "windows"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="recorded files are not at hand")

NOT_READ = {"hotfix/get-hotfix.clixml": "installed updates say nothing about pending ones"}
FILES = sorted(str(file.relative_to(REAL)) for file in REAL.rglob("*") if file.is_file())
OS = {"vm.os_type": "windows"}
EXPECTED: dict[str, dict[str, Any]] = {
    "eventlog/application-error-1000-message-sqlservr.txt": {},
    "eventlog/application-error-1000-message-w3wp.txt": {},
    "ipconfig/ipconfig-2008-dhcp-no.txt": {"network.dhcp_enabled": False, "network.guest_static_ip": True},
    "ipconfig/ipconfig-windows10-mixed-dhcp.txt": {"network.dhcp_enabled": True},
    "ipconfig/ipconfig-windows11-dhcp-yes.txt": {"network.dhcp_enabled": True},
    "pending-reboot/reboot-pending-false.clixml": {"vm.pending_reboot": False},
    "pending-reboot/reboot-pending-true.clixml": {"vm.pending_reboot": True},
    "proxy/winhttp-proxy-set.clixml": {"network.proxy": True},
    "services/get-service-subset-exchange-server.clixml": {
        "windows.com_plus_state": "stopped",
        "windows.com_plus_start_type": "manual",
        "windows.msdtc_start_type": "automatic",
        "windows.msdtc_starts": True,
        "windows.vss_service_start_type": "manual",
        "windows.vss_service_starts": True,
        "windows.swprv_start_type": "manual",
    },
    "systeminfo/systeminfo-2012r2-hyperv.txt": {
        "vm.os_name": "Microsoft Windows Server 2012 R2 Standard",
        "vm.os_version": "6.3.9600",
        "network.dhcp_enabled": False,
        "network.guest_static_ip": True,
    },
    "systeminfo/systeminfo-windows10.txt": {
        "vm.os_name": "Microsoft Windows 10 Enterprise",
        "vm.os_version": "10.0.19042",
        "network.dhcp_enabled": True,
    },
    "vssadmin/header-waiting-for-responses.txt": {},  # one writer of many: that it is well says nothing of the others
    "waappagent.log/badimageformat-iso-timestamps.log": {"signs.bad_image_format": True},
    "waappagent.log/npcap-loopback-no-fabric-address.log": {"signs.npcap_adapter": True},
    "waappagent.log/wireserver-503-and-32526-forbidden.log": {"signs.wireserver_unreachable": True},
}
BAD_WRITERS = {
    "vssadmin/writers-exchange-failed-retryable.txt": ("Microsoft Exchange Writer",),
    "vssadmin/writers-state9-failed-no-error-2003.txt": (
        "COM+ REGDB Writer",
        "Event Log Writer",
        "Registry Writer",
        "System Writer",
        "WMI Writer",
    ),
}


def facts(path: str) -> dict[str, Any]:
    """All facts of a file; each is one that a case can have, and each has its place."""
    located, _ = read_content(of_bytes((REAL / path).read_bytes(), path))
    found: dict[str, Any] = {}
    for entry in located:
        Case().with_facts(entry.finding.facts)
        assert set(entry.finding.places) == set(entry.finding.facts)
        found |= entry.finding.facts
    return found


def test_every_file_is_considered() -> None:
    assert set(FILES) == {*NOT_READ, *EXPECTED, *BAD_WRITERS}


@pytest.mark.parametrize("path", sorted(EXPECTED))
def test_facts_of_each_file(path: str) -> None:
    assert facts(path) == {**OS, **EXPECTED[path]}


@pytest.mark.parametrize("path", sorted(BAD_WRITERS))
def test_bad_writers(path: str) -> None:
    case = Case().with_facts(facts(path))
    assert case.observations()["windows.bad_vss_writers"].value == BAD_WRITERS[path]


@pytest.mark.parametrize("path", sorted(NOT_READ))
def test_files_that_tell_nothing_are_not_taken(path: str) -> None:
    with pytest.raises(NotRecognised):
        facts(path)


def test_times_machines_and_notes() -> None:
    located, _ = read_content(of_bytes((REAL / "vssadmin/header-waiting-for-responses.txt").read_bytes(), "w.txt"))
    assert "excerpt" in located[0].finding.notes[0]
    located, _ = read_content(of_bytes((REAL / "ipconfig/ipconfig-2008-dhcp-no.txt").read_bytes(), "i.txt"))
    assert located[0].finding.host == "WIN-SERVER8"
    assert located[0].finding.places["network.dhcp_enabled"] == "line 15"
    log = "waappagent.log/badimageformat-iso-timestamps.log"
    located, _ = read_content(of_bytes((REAL / log).read_bytes(), "l.txt"))
    assert str(located[0].finding.observed_at) == "2021-01-12 16:35:45+00:00"


@pytest.mark.parametrize("folder", ["azure", "linux"])
def test_files_of_other_machines_are_not_taken(folder: str) -> None:
    from backupdx.readers.windows.readers import READERS, TEXT_READERS

    own = {reader.kind for reader in (*READERS, *TEXT_READERS)}
    for file in (REAL.parent / folder).rglob("*"):
        if file.is_file():
            try:
                _, kind = read_content(of_bytes(file.read_bytes(), file.name))
            except InputError:
                continue
            assert kind not in own, file.name
