"""Time grows no faster than n log n with the input, and what an archive claims of itself takes no memory."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from typing import Any

import pytest
from backupdx.facts.errors import InputError
from backupdx.readers.containers.archives import MAX_NAME
from backupdx.readers.containers.tars import MAX_HEADER
from backupdx.readers.loading import load_named
from backupdx.redaction.names import Names
from backupdx.redaction.texts import TextRedactor
from hostile import overlapping_zip, tar_with_header

VM_ID = "/subscriptions/a/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web"
FEWEST = 0.02  # seconds of computing: what takes less cannot be measured


def jobs(n: int, name: str = "vm{n}", group: str = "rg") -> list[dict[str, Any]]:
    return [
        {"id": "/x", "name": str(i), "type": "Microsoft.RecoveryServices/vaults/backupJobs",
         "properties": {"operation": "Backup", "status": "Failed", "backupManagementType": "AzureIaasVM",
                        "entityFriendlyName": name.format(n=i), "endTime": "2025-11-24T02:00:00+00:00",
                        "containerName": f"iaasvmcontainerv2;{group.format(n=i)};{name.format(n=i)}"}}
        for i in range(n)
    ]  # fmt: skip


def extensions(n: int) -> list[dict[str, Any]]:
    return [
        {"id": f"{VM_ID}/extensions/e{i}", "name": f"e{i}", "type": "Microsoft.Compute/virtualMachines/extensions",
         "provisioningState": "Failed", "publisher": "p", "typePropertiesType": f"t{i}"}
        for i in range(n)
    ]  # fmt: skip


def vm(name: str, group: str) -> bytes:
    return json.dumps({
        "id": f"/subscriptions/a/resourceGroups/{group}/providers/Microsoft.Compute/virtualMachines/{name}",
        "name": name, "type": "Microsoft.Compute/virtualMachines", "hardwareProfile": {"vmSize": "x"},
        "storageProfile": {"osDisk": {"osType": "Linux", "createOption": "FromImage"}},
    }).encode()  # fmt: skip


LOG = b"2026-11-20T02:00:11.123456Z INFO ExtHandler ExtHandler Agent WALinuxAgent-2.9.1.1 is running\n"


def folders(n: int) -> dict[str, bytes]:
    """A folder for each VM, with its answer and a log of its guest; and logs that lie nowhere."""
    files = {f"all/{i}/vm.json": vm(f"web{i}", "rg") for i in range(n)}
    return {**files, **{f"all/{i}/waagent.log": LOG for i in range(n)}, **{f"logs/{i}.log": LOG for i in range(n)}}


def rows_of_others(n: int) -> dict[str, bytes]:
    """VMs of one name in many groups, and a list of jobs that has a row of each."""
    files = {f"{i}.json": vm("web", f"rg{i}") for i in range(n)}
    return {**files, "jobs.json": json.dumps(jobs(n, "web", "rg{n}")).encode()}


def table(n: int) -> str:
    head = "Name    ResourceGroup    PowerState    Location\n------  ---------------  ------------  ----------\n"
    return head + "".join(f"w{i:<6} shop             VM running    west\n" for i in range(n))


def csv_of_jobs(n: int) -> str:
    rows = (f"vm{i},Backup,Failed,2026-11-24T02:00:00Z,UserErrorFsFreezeFailed\n" for i in range(n))
    return "Backup Instance,Operation,Status,Start Time,Error Code\n" + "".join(rows)


def load(data: Any) -> None:
    load_named({"x.json": json.dumps(data).encode()})


def redact(text: str) -> None:
    TextRedactor(Names())(text)


GROWING: dict[str, tuple[int, Callable[[int], Any]]] = {
    "jobs of many VMs": (400, lambda n: load(jobs(n))),
    "jobs of VMs of one name": (200, lambda n: load(jobs(n, "web", "rg{n}"))),
    "failed extensions": (400, lambda n: load(extensions(n))),
    "rows of no kind": (300, lambda n: load([*({"what": i} for i in range(n)), *jobs(1)])),
    "many files": (250, lambda n: load_named({f"f{i}/x.json": json.dumps(jobs(1)).encode() for i in range(n)})),
    "folders of VMs with logs": (60, lambda n: load_named(folders(n))),
    "VMs of one name": (100, lambda n: load_named(rows_of_others(n))),
    "a table of VMs": (200, lambda n: load_named({"x.txt": table(n).encode()})),
    "a table of jobs as CSV": (200, lambda n: load_named({"x.csv": csv_of_jobs(n).encode()})),
    "AzureBackup_": (1500, lambda n: redact("AzureBackup_" * n)),
    "AzureBackup_ with numbers": (1500, lambda n: redact("AzureBackup_a_1234567x" * n)),
}


def seconds(work: Callable[[int], Any], size: int) -> float:
    before = time.process_time()
    work(size)
    return time.process_time() - before


@pytest.mark.parametrize("name", GROWING)
def test_time_grows_with_the_input(name: str) -> None:
    """Four times the input takes four times the time, not sixteen times: less than nine, in one of three tries."""
    size, work = GROWING[name]
    work(size)  # what is made once
    ratios = []
    for _ in range(3):
        one, two, four = (max(FEWEST, seconds(work, size * times)) for times in (1, 2, 4))
        ratios.append((four / one, four / two))
        if four < 9 * one and four < 4 * two:
            return
    pytest.fail(f"{name}: 4 times and 2 times the input took {ratios} times the time")


# -- archives -----------------------------------------------------------------------------------------------------


def test_entries_of_a_zip_that_overlap_are_read_once() -> None:
    loaded = load_named({"x.zip": overlapping_zip(20, "a.json", json.dumps(jobs(1)).encode())})
    assert [f.status for f in loaded.files] == ["read", *["unreadable"] * 19]
    assert "has the data of another file" in loaded.files[1].detail


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE])
def test_a_header_of_tar_is_read_within_bounds(kind: bytes) -> None:
    with pytest.raises(InputError, match="the header of a member has more than 1024 KB"):
        load_named({"x.tar.gz": tar_with_header(kind, 4 * MAX_HEADER)})


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE])
def test_a_name_that_is_too_long_is_refused(kind: bytes) -> None:
    with pytest.raises(InputError, match=f"has a name of more than {MAX_NAME} characters"):
        load_named({"x.tar.gz": tar_with_header(kind, MAX_HEADER // 2)})


def test_an_error_does_not_keep_the_text_that_it_is_about() -> None:
    """Twelve texts that nobody knows take no more memory than two."""
    code = (
        "import resource\nfrom backupdx.facts.errors import InputError\n"
        "from backupdx.readers.loading import load_named\n"
        "text = (b'lorem ipsum ' * 5000 + b'\\n') * 20\n"
        "def peak(n):\n"
        "    try: load_named({f'{i}.log': text for i in range(n)})\n"
        "    except InputError: pass\n"
        "    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(peak(2), peak(12))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=True)
    few, many = map(int, done.stdout.split())
    assert many < few * 1.3, (few, many)
