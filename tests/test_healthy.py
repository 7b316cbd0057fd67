"""Nothing is wrong with the machines and vaults of tests/healthy/: whatever code is asked, nothing stands.

What today's knowledge base says of them all the same is listed in tests/healthy/known_failures.yaml, row by row. What
is not listed fails here; what is listed and no longer said fails too, so that the list can only shrink. The recorded
files of healthy machines are held to the same, where they are at hand.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from backupdx.kb.knowledge import knowledge_base
from backupdx.readers.registry import READERS, TEXT_READERS
from healthy_sets import (
    ANY,
    HERE,
    NO_CODE,
    Healthy,
    Said,
    collected_kinds,
    healthy_sets,
    kinds_of,
    known_failures,
    known_of,
    said_of,
)

SETS = healthy_sets()
REAL = HERE.parents[1].parent / "shared" / "real"
MOST_BYTES = 600 * 1024
FEWEST = 44
OUTDATED_LINUX = (("UserErrorGuestAgentVersionUnsupported", "agent-outdated-linux"),)  # as the code asks: it is so
OUTDATED_WINDOWS = (("UserErrorGuestAgentVersionUnsupported", "agent-outdated-windows"),)


def shown(said: set[Said]) -> list[str]:
    return sorted(f"{s.cause} is {s.verdict} with {s.code}" for s in said)


def held(healthy: Healthy) -> None:
    """The rules say of a set what the list of known failures allows, and nothing else."""
    said, known = said_of(healthy), known_of(healthy)
    assert not shown(said - known), f"{healthy.name} is healthy: no known failure, see tests/healthy_sets.py"
    assert not shown(known - said), f"{healthy.name}: no longer said, take it out of known_failures.yaml"


@pytest.mark.parametrize("healthy", SETS, ids=lambda healthy: healthy.name)
def test_a_healthy_set_is_silent_with_every_code(healthy: Healthy) -> None:
    assert healthy.loaded.cases
    assert healthy.failed_at is not None
    held(healthy)


@pytest.mark.parametrize("healthy", SETS, ids=lambda healthy: healthy.name)
def test_every_file_of_a_set_is_read_or_known_to_have_no_reader(healthy: Healthy) -> None:
    reports = healthy.loaded.files
    assert {Path(report.file).name for report in reports if report.status != "read"} == set(healthy.not_read)
    platforms = {case.vm.os_type for case in healthy.loaded.cases}
    assert platforms == {healthy.platform or None}


def test_there_are_enough_sets_and_they_stay_small() -> None:
    assert len(SETS) >= FEWEST
    assert {healthy.platform for healthy in SETS} == {"", "linux", "windows"}
    assert sum(file.stat().st_size for file in HERE.rglob("*") if file.is_file()) <= MOST_BYTES


def test_the_list_of_known_failures_is_about_what_there_is() -> None:
    causes, codes = knowledge_base().by_id, {c.code for c in knowledge_base().codes} | {NO_CODE}
    names = {healthy.name for healthy in SETS} | set(RECORDED)
    for row in known_failures():
        assert row.of in names
        assert row.cause in causes
        assert row.verdict in ("confirmed", "likely")
        assert row.codes == ANY or (row.codes and set(row.codes) <= codes)
    assert len({row[:3] for row in known_failures()}) == len(known_failures())


# --- what the sets hold


def test_every_kind_of_reader_reads_a_healthy_file() -> None:
    every = {reader.kind for reader in (*READERS, *TEXT_READERS)}
    unread = every - {kind for healthy in SETS for kind in kinds_of(healthy.loaded.files)} - set(collected_kinds())
    assert not unread, (
        f"no healthy file of {', '.join(sorted(unread))}: put what a machine without a fault gives into a folder of "
        "tests/healthy/, as a file of its own or as a section of a `...-collected-output`"
    )


@cache
def texts() -> tuple[str, ...]:
    """All files of all sets, and the texts within those that are data, whose line ends are written as `\\n` there."""
    found: list[str] = []
    for file in (file for healthy in SETS for file in healthy.files):
        text = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        found.append(text)
        if file.suffix == ".json":
            found += strings(json.loads(text))
    return tuple(found)


def strings(data: Any) -> Iterator[str]:
    """The texts in data; of an event, its source and number before its message."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        if "ProviderName" in data:
            yield f"{data['ProviderName']} {data['Id']}\n{data['Message']}"
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


NOISE = yaml.safe_load((HERE / "noise.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", NOISE, ids=lambda row: row if isinstance(row, str) else row[0])
def test_every_harmless_line_is_met(row: str | list[str]) -> None:
    lowered = [text.lower() for text in texts()]
    for literal in [row] if isinstance(row, str) else row:
        assert any(literal.lower() in text for text in lowered), literal


def noise_signatures() -> list[Any]:
    """The signatures that are declared as noise; none where there are no signatures yet."""
    if importlib.util.find_spec("backupdx.facts.signatures") is None:
        return []
    return [s for s in importlib.import_module("backupdx.facts.signatures").SIGNATURES if s.noise]


def test_every_noise_signature_is_met() -> None:
    unmet = [s.id for s in noise_signatures() if not any(occurs(s, text) for text in texts())]
    assert not unmet, "each needs its line in a set of tests/healthy/"


def occurs(signature: Any, text: str) -> bool:
    """Whether a text has a line that a signature knows: its literals, its pattern, or its event."""
    lowered = text.lower()
    literals = [literal.lower() for literal in signature.literals]
    if not literals:
        events = [(p.source.lower(), str(p.number)) for p in signature.places if p.number is not None]
        return any(re.search(rf"{re.escape(source)}\W.*\b{number}\b", lowered, re.DOTALL) for source, number in events)
    for literal in literals:
        at = lowered.find(literal)
        while at >= 0:
            begin = lowered.rfind("\n", 0, at) + 1
            end = lowered.find("\n", at) if "\n" in lowered[at:] else len(lowered)
            if fits(signature, text, begin, at, end):
                return True
            at = lowered.find(literal, at + 1)
    return False


def fits(signature: Any, text: str, begin: int, at: int, end: int) -> bool:
    """Whether the line around a literal has what a signature asks for besides; a message begins somewhere before it."""
    line = text[begin:end].lower()
    beside = [signature.beside] if isinstance(signature.beside, str) else signature.beside
    without = [signature.without] if isinstance(signature.without, str) else signature.without
    if any(word and word.lower() in line for word in without):
        return False
    if any(beside) and not any(word.lower() in line for word in beside):
        return False
    starts = range(begin, min(at, begin + 300) + 1)
    return signature.compiled is None or any(signature.compiled.search(text[start : end + 2000]) for start in starts)


# --- recorded files of healthy machines, each looked at: what it shows is well


RECORDED: dict[str, tuple[tuple[str, str], ...]] = {
    "azure/backup-item-list/healthy-2024-without-kpis.json": (),
    "azure/backup-item-list/healthy-completed.json": (),
    "azure/backup-item-list/irpending-before-first-backup.json": (),
    "azure/backup-item-list/spec-example-items-list.json": (),
    "azure/backup-item-show/spec-example-compute-item.json": (),
    "azure/backup-job-list/list-2021-completed.json": (),
    "azure/backup-job-show/backup-completed-2021.json": (),
    "azure/backup-job-show/configurebackup-completed.json": (),
    "azure/backup-status/spec-example-protected.json": (),
    "azure/disk-list/disk-customerkey.json": (),
    "azure/disk-list/disk-double-encryption.json": (),
    "azure/disk-list/disk-premium-attached-2017.json": (),
    "azure/disk-list/disk-premium-attached-platformkey.json": (),
    "azure/disk-list/list-trustedlaunch-2024.json": (),
    "azure/disk-list/list-zonal-2022.json": (),
    "azure/extension-list/extension-vmaccess-instanceview.json": (),
    "azure/extension-list/list-one-customscript.json": (),
    "azure/keyvault/custodian-accesspolicies.json": (),
    "azure/keyvault/rbac-no-policies.json": (),
    "azure/lock-list/resource-group-two-locks.json": (),
    "azure/recovery-point-list/two-points-2021.json": (),
    "azure/resource-graph/vm-table-format.json": (),
    "azure/restore-point-collection/list-all.json": (),
    "azure/restore-point-collection/resource-list-azurebackuprg-15-collections.json": (),
    "azure/restore-point-collection/restore-point-show.json": (),
    "azure/restore-point-collection/show-expanded.json": (),
    "azure/vm-instance-view/cli-flattened-linux-running-2021.json": (),
    "azure/vm-instance-view/custodian-linux-running-2020api.json": (),
    "azure/vm-instance-view/linux-colocationstatus.json": OUTDATED_LINUX,
    "azure/vm-instance-view/linux-osprovisioningcomplete-2024.json": OUTDATED_LINUX,
    "azure/vm-instance-view/linux-running-ready.json": OUTDATED_LINUX,
    "azure/vm-instance-view/vmss-instance-running-ready.json": OUTDATED_LINUX,
    "azure/vm-instance-view/windows-running-ready.json": OUTDATED_WINDOWS,
    "azure/vm-show/encryption-at-host.json": (),
    "linux/dhcp-leases/dhclient.leases": (),
    "linux/dhcp-leases/dhclient.leases.custom-dns": (),
    "linux/extension-status/vmsnapshot-status-success.json": (),
    "linux/os-release/almalinux-8": (),
    "linux/os-release/azurelinux": (),
    "linux/os-release/debian": (),
    "linux/os-release/rhel-7": (),
    "linux/os-release/sles": (),
    "linux/os-release/ubuntu": (),
    "linux/systemctl/status-walinuxagent-narrow-terminal-2025.txt": (),
    "linux/systemctl/status-walinuxagent-running-2020.txt": OUTDATED_LINUX,
    "linux/systemctl/walinuxagent.service.unit": (),
    "linux/waagent.conf/coreos.conf": (),
    "linux/waagent.conf/debian.conf": (),
    "linux/waagent.conf/default.conf": (),
    "linux/waagent.conf/mariner.conf": (),
    "linux/waagent.conf/photonos.conf": (),
    "linux/waagent.conf/suse.conf": (),
    "linux/waagent.conf/ubuntu.conf": (),
    "linux/waagent.log/agent-2.2.46-to-2.13.1.1.log": (),
    "linux/waagent.log/agent-2.2.46-to-2.15.0.1.log": (),
    "linux/waagent.log/agent-2.2.47-reboot.log": OUTDATED_LINUX,
    "linux/waagent.log/vm-agent-status-2017.json": OUTDATED_LINUX,
    "windows/eventlog/application-error-1000-message-sqlservr.txt": (),
    "windows/eventlog/application-error-1000-message-w3wp.txt": (),
    "windows/ipconfig/ipconfig-2008-dhcp-no.txt": (),
    "windows/ipconfig/ipconfig-windows10-mixed-dhcp.txt": (),
    "windows/ipconfig/ipconfig-windows11-dhcp-yes.txt": (),
    "windows/pending-reboot/reboot-pending-false.clixml": (),
    "windows/pending-reboot/reboot-pending-true.clixml": (),
    "windows/proxy/winhttp-proxy-set.clixml": (),
    "windows/services/get-service-subset-exchange-server.clixml": (),
    "windows/systeminfo/systeminfo-2012r2-hyperv.txt": (),
    "windows/systeminfo/systeminfo-windows10.txt": (),
    "windows/vssadmin/header-waiting-for-responses.txt": (),
}


@pytest.mark.skipif(not REAL.is_dir(), reason="recorded files are not at hand")
@pytest.mark.parametrize("path", RECORDED)
def test_a_recorded_file_of_a_healthy_machine_is_silent(path: str) -> None:
    held(Healthy(path, (REAL / path,), right=RECORDED[path]))
