"""Files, folders, archives and collected output: what is read, what is passed over and why, which VM it belongs to."""

from __future__ import annotations

import gzip
import io
import json
import re
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from backupdx.facts.errors import InputError
from backupdx.fleet.given import Handed, fleet_of
from backupdx.fleet.held import Held
from backupdx.readers.base import Finding, VmKey
from backupdx.readers.containers import archives
from backupdx.readers.containers.content import LONGEST_LINE, Content, of_bytes
from backupdx.readers.loading import FileReport, Loaded, load_named, load_paths
from backupdx.readers.merging import Located, cases_of
from running import backupdx

CONF = "Extensions.Enabled=n\nProvisioning.Agent=auto\nLogs.Verbose=n\n"


def vm(name: str, computer: str = "") -> str:
    view = {
        "statuses": [{"code": "PowerState/running", "displayStatus": "VM running"}],
        "computerName": computer or name,
    }
    return json.dumps({
        "id": f"/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/{name}",
        "name": name, "type": "Microsoft.Compute/virtualMachines", "instanceView": view,
        "storageProfile": {"osDisk": {"osType": "Linux"}},
    })  # fmt: skip


def statuses(loaded: Loaded) -> dict[str, str]:
    return {Path(f.file.replace(": ", "/")).name: f.status for f in loaded.files}


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, files: dict[str, bytes], mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


BUNDLE = {"web/vm.json": vm("web01").encode(), "web/etc/waagent.conf": CONF.encode(), "web/picture.png": b"\x89PNG\0\0"}


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "tar.bz2", "tar.xz", "tar"])
def test_a_bundle_of_any_kind_is_one_case(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"support.{kind}"
    if kind == "zip":
        zipped(path, BUNDLE)
    else:
        tarred(path, BUNDLE, "w:" + kind.partition(".")[2])
    loaded = load_paths([path])
    (case,) = loaded.cases
    assert case.vm.name == "web01" and case.agent.extensions_enabled is False
    assert str(case.source_of("agent.extensions_enabled")) == "waagent.conf: line 1, Extensions.Enabled"
    assert statuses(loaded) == {"vm.json": "read", "waagent.conf": "read", "picture.png": "ignored"}


def test_a_compressed_file_is_read_as_the_file(tmp_path: Path) -> None:
    (tmp_path / "waagent.conf.1.gz").write_bytes(gzip.compress(CONF.encode()))
    assert load_paths([tmp_path / "waagent.conf.1.gz"]).cases[0].agent.extensions_enabled is False


def test_names_that_lead_out_and_links_are_passed_over_and_a_nested_archive_is_read(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {"x.conf": CONF.encode()}).read_bytes()
    outside = ["../../etc/x.conf", "/abs.conf", "C:\\x.conf"]
    path = zipped(tmp_path / "evil.zip", {**dict.fromkeys((*outside, "good.conf"), CONF.encode()), "inner.zip": inner})
    loaded = load_paths([path])
    assert [f.status for f in loaded.files] == ["unreadable", "unreadable", "unreadable", "read", "read"]
    assert not (tmp_path.parent / "etc").exists()
    with tarfile.open(tmp_path / "links.tar", "w") as archive:
        link = tarfile.TarInfo("passwd")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises(InputError, match="link"):
        load_paths([tmp_path / "links.tar"])
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "shadow.json").symlink_to("/etc/hostname")
    with pytest.raises(InputError, match="is a link"):
        load_paths([tmp_path / "folder"])


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "gz"])
def test_bombs_are_bounded(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_EXPANDED", 3 * 1024**2)
    bomb = b"Extensions.Enabled=n\n" * 500_000
    path = tmp_path / f"bomb.{kind}"
    match kind:
        case "zip":
            zipped(path, {"a.conf": bomb})
        case "tar.gz":
            tarred(path, {"a.conf": bomb})
        case _:
            path.write_bytes(gzip.compress(bomb))
    assert path.stat().st_size < 100_000
    with pytest.raises(InputError, match="expands to more than"):
        load_paths([path])


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_FILES", 3)
    with pytest.raises(InputError, match="more than 3 files"):
        load_paths([zipped(tmp_path / "many.zip", {f"{n}.png": b"\0" for n in range(9)})])


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_a_damaged_archive_is_told_and_loses_nothing_else(cut: int, tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text("vm: {name: web01}\n")
    for name in ("a.zip", "a.tar.gz"):
        whole = (zipped if name.endswith("zip") else tarred)(tmp_path / name, BUNDLE).read_bytes()
        (tmp_path / name).write_bytes(whole[:-cut])
    loaded = load_paths([tmp_path])
    assert [c.vm.name for c in loaded.cases] == ["web01"]
    assert "unreadable" in {f.status for f in loaded.files}


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "a.zip", {"a.conf": CONF.encode()}).read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(InputError, match="encrypted"):
        load_paths([tmp_path / "a.zip"])


# -- encodings and large files ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850"])
def test_texts_in_many_encodings(encoding: str) -> None:
    text = "# Größe\r\n" + CONF.replace("\n", "\r\n")
    lines = list(of_bytes(text.encode(encoding), "x").lines())
    assert [line.text for line in lines[1:]] == CONF.splitlines()
    assert [line.number for line in lines] == [1, 2, 3, 4]


def test_long_lines_are_cut_and_large_files_streamed(tmp_path: Path) -> None:
    path = tmp_path / "big.log"
    with path.open("wb") as file:
        file.write(b"x" * 2_000_000 + b"\nsecond\n")
        file.write(b"line\n" * 200_000)
    tracemalloc.start()
    count, longest = 0, 0
    for line in Content("big.log", lambda: path.open("rb")).lines():
        count, longest = count + 1, max(longest, len(line.text))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (count, longest) == (200_002, LONGEST_LINE)
    assert peak < 1_500_000


# -- which VM -----------------------------------------------------------------------------------------------------


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_guest_files_belong_to_the_vm_that_they_lie_with(tmp_path: Path) -> None:
    files = {"a/vm.json": vm("a"), "a/waagent.conf": CONF, "b/vm.json": vm("b"), "b/sub/deep.conf": "Logs.Verbose=y\n"}
    a, b = load_paths([write(tmp_path, files)]).cases
    assert a.agent.extensions_enabled is False and b.agent.extensions_enabled is None
    assert a.agent.verbose_logging is False and b.agent.verbose_logging is True


def test_a_guest_file_among_several_vms_is_left_out_and_said(tmp_path: Path) -> None:
    loaded = load_paths([write(tmp_path, {"a.json": vm("a"), "b.json": vm("b"), "waagent.conf": CONF})])
    assert [c.agent.extensions_enabled for c in loaded.cases] == [None, None]
    assert any("which VM is this about? waagent.conf" in remark for remark in loaded.remarks)


COLLECTED = """\
##backupdx## collected 1 linux 2026-11-20T08:00:00Z {host}
##backupdx## section waagent --show-configuration
Extensions.Enabled = False
Provisioning.Agent = auto
##backupdx## section true
##backupdx## end
"""


def test_collected_output_is_read_section_by_section(tmp_path: Path) -> None:
    loaded = load_paths([write(tmp_path, {"guest.txt": COLLECTED.format(host="web01"), "vm.json": vm("web01")})])
    (case,) = loaded.cases
    source = case.source_of("agent.extensions_enabled")
    assert str(source) == "guest.txt [waagent --show-configuration]: line 1, Extensions.Enabled"
    assert source.observed_at is not None and source.observed_at.isoformat() == "2026-11-20T08:00:00+00:00"
    assert not any("comes from" in note or "no end" in note for note in case.notes)


def test_the_machine_name_says_which_vm_it_is(tmp_path: Path) -> None:
    files = {"a.json": vm("a"), "b.json": vm("b", computer="host-b"), "guest.txt": COLLECTED.format(host="host-b")}
    a, b = load_paths([write(tmp_path, files)]).cases
    assert a.agent.extensions_enabled is None and b.agent.extensions_enabled is False


def test_a_file_of_another_machine_is_told(tmp_path: Path) -> None:
    (case,) = load_paths([write(tmp_path, {"vm.json": vm("web01"), "g.txt": COLLECTED.format(host="db07")})]).cases
    assert any("comes from the machine db07" in note for note in case.notes)


def test_cut_off_collected_output_is_told(tmp_path: Path) -> None:
    text = COLLECTED.format(host="-").rpartition("##backupdx## end")[0]
    (case,) = load_paths([write(tmp_path, {"guest.txt": text})]).cases
    assert any("has no end" in note for note in case.notes)


# -- several files, some bad --------------------------------------------------------------------------------------


def test_a_named_file_that_cannot_be_used_loses_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, {"good.yaml": "vm: {name: web}\n", "bad.json": "{"})
    loaded = load_paths([tmp_path / "good.yaml", tmp_path / "bad.json", tmp_path / "none.json"])
    assert [c.vm.name for c in loaded.cases] == ["web"]
    assert statuses(loaded) == {"good.yaml": "read", "bad.json": "unreadable", "none.json": "unreadable"}
    assert {f.file.rpartition("/")[2]: f.facts for f in loaded.files}["good.yaml"] == 1


def test_a_section_that_is_cut_in_the_middle_loses_nothing_else(tmp_path: Path) -> None:
    cut = '##backupdx## section az vm show\n{"name": \n##backupdx## end\n'
    text = COLLECTED.format(host="web01").replace("##backupdx## end\n", cut)
    (case,) = load_paths([write(tmp_path, {"guest.txt": text})]).cases
    assert case.agent.extensions_enabled is False


def test_an_answer_that_is_compressed_and_damaged_far_inside(tmp_path: Path) -> None:
    whole = gzip.compress(json.dumps({"notes": [str(n) for n in range(100_000)]}).encode())
    (tmp_path / "case.json.gz").write_bytes(whole[:-2000])
    with pytest.raises(InputError, match="cannot be read: damaged archive"):
        load_paths([tmp_path / "case.json.gz"])


def test_a_member_whose_own_header_is_damaged(tmp_path: Path) -> None:
    data = bytearray(zipped(tmp_path / "a.zip", {"a.conf": CONF.encode(), "b.conf": CONF.encode()}).read_bytes())
    data[data.index(b"PK\x03\x04", 1)] = 0
    (tmp_path / "a.zip").write_bytes(data)
    loaded = load_paths([tmp_path])
    assert statuses(loaded) == {"a.conf": "read", "b.conf": "unreadable"}
    assert "damaged archive" in next(f.detail for f in loaded.files if f.status == "unreadable")


def test_a_fact_that_the_case_refuses_is_told_and_the_others_stand() -> None:
    """No reader gives one, as far as tests know; if one does, it costs that fact alone."""
    finding = Finding(VmKey("web01"))
    finding.facts |= {"vm.name": "web01", "restore_points.count": -1}
    (case,), _ = cases_of([Located(finding, "odd.json")])
    assert dict(case.stated()) == {"vm.name": "web01"}
    assert any("odd.json: restore_points.count: -1 is not possible" in n and "not used" in n for n in case.notes)


def packed(kind: str) -> bytes:
    """A tar archive with a fact file and a long one behind it, or one of zip or tar with nothing in it."""
    made = io.BytesIO()
    if kind == "zip":
        zipfile.ZipFile(made, "w").close()
        return made.getvalue()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, data in {"a.yaml": b"vm: {name: web01}", "b.txt": b"x" * 3000}.items() if kind == "tar" else ():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return made.getvalue()


@pytest.mark.parametrize("kind", ["folder", "hidden", "zip"])
def test_what_holds_no_file_is_told_beside_others(kind: str, tmp_path: Path) -> None:
    """A mount that did not come up is an empty folder."""
    empty = tmp_path / "day"
    if kind == "zip":
        empty.write_bytes(packed("zip"))
    else:
        empty.mkdir()
        (empty / ".hidden").write_text("x") if kind == "hidden" else None
    (tmp_path / "a.yaml").write_text("vm: {name: web01}\nagent: {installed: true}\n")
    loaded = load_paths([tmp_path / "a.yaml", empty])
    assert FileReport(str(empty), "ignored", "holds no file") in loaded.files
    handed = Handed([Held("lines.ndjson", b'{"vm": {"name": "web02"}}\n'), Held("day.zip", packed("zip"))])
    assert fleet_of(handed).read.files == [FileReport("day.zip", "ignored", "holds no file")]
    for command in (["diagnose"], ["import"], ["fleet"], ["fleet", "lines.ndjson"]):
        (tmp_path / "lines.ndjson").write_text('{"vm": {"name": "web02"}}\n')
        done = backupdx(*command, "a.yaml", empty.name, cwd=tmp_path)
        assert done.returncode == 0 and re.search(r"ignored:? +day: holds no file", done.stderr), (command, done.stderr)
    for command in (["fleet", "lines.ndjson", "day"], ["import", "a.yaml", "day", "-o", "made.yaml"]):
        done = backupdx(*command, cwd=tmp_path)
        assert done.returncode == 0 and "ignored: day: holds no file" in done.stderr, (command, done)
    for command in ("diagnose", "import", "fleet"):
        assert backupdx(command, "day", cwd=tmp_path).returncode == 3


@pytest.mark.parametrize("size", [300, 700, 1024, 1300, 2000, 4000])
def test_a_tar_archive_that_was_cut_is_told_as_cut(size: int, tmp_path: Path) -> None:
    """Within the first header, within a member, between two, within the second header, and within the second one."""
    (tmp_path / "cut.tar").write_bytes(packed("tar")[:size])
    (tmp_path / "a.yaml").write_text("vm: {name: web01}\nagent: {installed: true}\n")
    loaded = load_paths([tmp_path / "a.yaml", tmp_path / "cut.tar"])
    told = {Path(f.file).name: f.detail for f in loaded.files if f.status == "unreadable"}
    assert "is a damaged archive: it was cut" in told["cut.tar"], told
    assert any(f.status == "read" and f.file.endswith("cut.tar: a.yaml") for f in loaded.files) == (size >= 528)


@pytest.mark.parametrize("options", [(), ("--redact",)])
def test_an_input_that_was_named_and_not_used_is_told_on_stderr(options: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("vm: {name: web01}\nagent: {installed: true}\n")
    (tmp_path / "lines.ndjson").write_text('{"vm": {"name": "web02"}}\n')
    (tmp_path / "folder").mkdir()
    for name in ("used.yaml", "folder/b.yaml"):
        (tmp_path / name).write_text("agent: {installed: true}\n")
    (tmp_path / "folder" / "noise.txt").write_text("")
    unusable = {
        "empty.txt": (b"", "is empty"),
        "empty.ndjson": (b"", "is empty|holds no line"),
        "misspelt.yaml": (b"agent: {instaled: true}\n", "unknown name"),
        "cut.tar": (packed("tar")[:1100], "it was cut"),
    }
    for name, (data, _) in unusable.items():
        (tmp_path / name).write_bytes(data)
    inputs = ["a.yaml", "used.yaml", "folder", *unusable]
    for command in (["import", *inputs, "-o", "made.yaml"], ["fleet", "lines.ndjson", *inputs, "-o", "made.ndjson"]):
        done = backupdx(*command, *options, cwd=tmp_path)
        assert done.returncode == 0, done
        for name, (_, why) in unusable.items():
            shown = r"\S+" if options else re.escape(name)
            assert re.search(rf"backupdx: (ignored|unreadable): {shown}: .*({why})", done.stderr), (name, done.stderr)
        assert command[0] == "fleet" or done.stderr.count("backupdx: unreadable") == len(unusable), done.stderr


NEARLY_OURS = {
    "eror: {code: UserErrorGuestAgentStatusUnavailable}": "eror: unknown name, did you mean error?",
    "eror:\n  code: UserErrorGuestAgentStatusUnavailable": "eror: unknown name, did you mean error?",
    "# mine\n- agnet: {status: ready}": "agnet: unknown name, did you mean agent?",
    "VM: {name: web01, power_state: stopped}": "VM: unknown name, did you mean vm?",
    "error: null": "error: no value (null) is not possible, names with their values",
    "vm:": "vm: no value (null) is not possible, names with their values",
}
NOT_OURS = {
    "ERROR: {code: UserErrorGuestAgentStatusUnavailable}": "Azure error answer",
    "ERROR:\n  code: UserErrorGuestAgentStatusUnavailable": "Azure error answer",
    'ERROR: {"code": "UserErrorGuestAgentStatusUnavailable", "message": "x"}': "text about a failure",
    "ERROR: the backup failed with UserErrorGuestAgentStatusUnavailable": "text about a failure",
    "Vm: {name: x\nthe backup failed with UserErrorGuestAgentStatusUnavailable": "text about a failure",
}


def test_a_fact_file_whose_first_name_is_misspelt_is_no_free_text() -> None:
    for text, told in NEARLY_OURS.items():
        with pytest.raises(InputError, match=re.escape(told)):
            load_named({"case.yaml": f"{text}\n".encode()})
    for text, kind in NOT_OURS.items():
        assert load_named({"case.yaml": f"{text}\n".encode()}).files[0].detail == kind, text
