"""The hostile corpus: files, names and words as an attacker would send them, and the run of an entry point over them.

As a script it takes an entry point and a folder, runs it on every file with bounds on memory and on time, and prints
what came out as a line of JSON each. The bounds are guards against runs that never end, not measurements.
"""

from __future__ import annotations

import bz2
import contextlib
import functools
import gzip
import io
import json
import os
import resource
import signal
import stat
import struct
import sys
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

MEMORY = 1536 * 1024**2  # bytes of address space; a plain run takes a third of it
SECONDS = 40  # of computing, for one file; a plain run takes a fraction of one

WIDE = 190_000 if float(os.environ.get("BACKUPDX_EFFORT", "1")) > 1 else 60_000  # the bound is 200,000
ESCAPES = "\x1b[31mred\x1b[0m\x1b]0;title\x07\x9b31m\x08\x7f\r"
BIDI = "\u202eevil\u202c\u2066x\u2069\u200b\u200f\ufeff"
MARKUP = "<script>alert(1)</script>[x](javascript:alert(1))|`*_{{7*7}}${7*7}&#x41;@here http://evil.example"
INJECTIONS = {
    "bash": ["$(touch pwned)", "`touch pwned`", "; touch pwned #", "' ; touch pwned '", '" && touch pwned "',
             "a\\'b", "$IFS$9", "!!", "~root", "*", "a|b", "a>b", "{a,b}", "\\", "a b", "-n", "--query=x", "@file",
             "#x", "a\tb"],
    "powershell": ["$(Remove-Item x)", "`nStop-VM", "'; Remove-Item x; '", "\u2018; Remove-Item x; \u2019", "$env:PATH",
                   "@(1)", "@x", "{x}", "a,b", "(x)", "%{x}", "\u201c; x \u201d", "--%", "a;b", "a&b", "-Force", "`"],
    "cmd": ["%PATH%", "a & del x", "^&", "a\" & del x & \"", "!x!", "a|b", "a>b", "(x)"],
    "placeholder": ["{vm}", "{resource_group}", "<vm>", "{0}", "%s", "{"],
}  # fmt: skip
NAMES = [*(n for names in INJECTIONS.values() for n in names), ESCAPES, BIDI, MARKUP, "\u2028x\u2029y", "\u0000x"]


def fact_file(name: str) -> dict[str, Any]:
    """A case in which each text that is shown or filled in is this name."""
    return {
        "id": name,
        "error": {"code": "UserErrorRpCollectionLimitReached", "message": name, "inner_message": name},
        "vm": {"name": name, "resource_group": name, "location": name, "id": name, "os_type": "linux"},
        "backup": {"vault": name, "vault_resource_group": name, "policy": name, "container": name, "item": name},
        "locks": {"backup_group": True, "backup_group_ids": [name]},
        "restore_points": {"resource_group": name, "collections": [name, name], "count": 18},
        "extensions": {"failed": [name]},
        "linux": {"failed_mounts": [name], "unreadable_mounts": [name]},
        "keyvault": {"name": name, "resource_group": name},
        "notes": [name],
        "conflicts": [{"fact": "vm.power_state", "values": [[name, {"kind": "file", "file": name, "place": name}]]}],
        "provenance": {"vm.name": {"kind": "file", "file": name, "place": name}},
    }


EXPORTS = Path(__file__).parents[1] / "examples" / "raw-exports"
IN_EXPORTS = ("erp-app-02", "rg-erp-prod", "VMSnapshot", "westeurope")


def export(file: str, name: str) -> bytes:
    """An export with this name for the VM, its group, its extensions and its region, in ids as well."""
    text = (EXPORTS / file).read_text("utf-8")
    for own in IN_EXPORTS:
        text = text.replace(own, json.dumps(name)[1:-1])
    return text.encode()


LOG = "2025-11-24T12:00:0{n}.1Z ERROR ExtHandler {name}\n"
EXTENSION = {
    "type": "Microsoft.Compute/virtualMachines/extensions",
    "id": "/subscriptions/a/resourceGroups/b/providers/Microsoft.Compute/virtualMachines/c/extensions/e",
    "provisioningState": "Failed",
}


def text_files() -> dict[str, bytes]:
    """Files by name."""
    files: dict[str, bytes] = {
        "nested.json": b"[" * 200_000 + b"]" * 200_000,
        "nested-objects.json": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
        "nested.yaml": b"vm: " + b"[" * 10_000,
        "wide-lists.json": b'{"vm": [' + b"[]," * 4_000_000 + b"[]]}",
        "wide-objects.json": b'{"vm": [' + b"{}," * 4_000_000 + b"{}]}",
        "wide-notes.json": b'{"notes": [' + b"1," * 1_900_000 + b"1]}",
        "wide-names.json": b'{"vm": {' + b",".join(b'"%d": 1' % n for n in range(WIDE)) + b"}}",
        "wide-numbers.json": b"[" + b"1," * 5_000_000 + b"1]",
        "many-cases.ndjson": b'{"vm":{"name":"a"}}\n' * 300 + b"{",
        "duplicate.json": b'{"vm": {"name": "a", "name": "b"}}',
        "duplicate-after-many.json": json.dumps({"vm": {str(n): n for n in range(300_000)}}).encode()[:-2]
        + b',"299999":1}}',
        "duplicate.yaml": b"vm: {name: a}\nvm: {name: b}\n",
        "nan.json": b'{"disks": {"largest_gb": NaN}, "x": -Infinity}',
        "infinite.json": b'{"disks": {"largest_gb": 1e99999}}',
        "digits.json": b'{"restore_points": {"count": ' + b"9" * 100_000 + b"}}",
        "fewer-digits.json": b'{"restore_points": {"count": ' + b"9" * 4000 + b"}}",
        "large.yaml": b"restore_points: {count: 1" + b"0" * 5000 + b"}\ndisks: {largest_gb: 1e308 TB}\n",
        "negative.yaml": b"restore_points: {count: -1}\ndisks: {largest_gb: -0.0}\n",
        "laughs.yaml": b"a: &a [x,x,x]\nb: &b [*a,*a,*a]\nvm: {name: *b}\n",
        "tag.yaml": b"vm: !!python/object/apply:os.system ['touch pwned']\n",
        "merge.yaml": b"x: &x {name: a}\nvm:\n  <<: *x\n",
        "laughs.xml": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
        + b"]><l>&m;</l>",
        "outside.xml": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>',
        "clixml.xml": b"#< CLIXML\n" + b"<Objs>" + b"<Obj>" * 20_000,
        "surrogate.json": b'{"id": "\\ud800", "vm": {"name": "a\\udfffb"}, "error": {"message": "\\ud83d"}}',
        "surrogate-key.json": b'{"\\ud800": {"name": "x"}}',
        "utf8.yaml": b"vm: {name: \xed\xa0\x80\xff\xfe}\n",
        "utf16.json": json.dumps(fact_file(ESCAPES + BIDI)).encode("utf-16"),
        "nul.json": b'{"vm": {"name": "a\\u0000b"}}\0\0',
        "zeros.bin": b"\0" * 100_000,
        "random.bin": bytes(range(256)) * 400,
        "key.json": json.dumps({"vm": {ESCAPES + BIDI: 1}, BIDI: 2}).encode(),
        "key.yaml": b'"\\e[31m\\u202e": 1\nvm: {"\\e]0;x\\a": 2}\n',
        "value.json": json.dumps({"vm": {"power_state": ESCAPES + BIDI}, "restore_points": {"count": BIDI}}).encode(),
        "long-line.log": LOG.format(n=1, name="A" * 3_000_000).encode(),
        "escapes.log": "".join(LOG.format(n=n % 10, name=ESCAPES + BIDI) for n in range(50)).encode(),
        "regex.log": ("a" * 50_000 + " - " * 20_000 + "=" * 50_000 + "\n").encode(),
        "spaces.txt": b" " * 1_000_000 + b"x",
        "brackets.txt": b"PS C:\\> az vm show\n" + b"{" * 60_000,
        "table.txt": f"Name    ResourceGroup\n------  -----\n{ESCAPES}{BIDI}  x\n".encode(),
        "error.txt": f"ERROR: ({ESCAPES}) {BIDI} {MARKUP}\n".encode(),
        "schema.json": b'{"schema_version": 99999999999999999999, "vm": {}}',
        "types.json": b'{"vm": [], "error": "x", "cases": {"a": 1}, "notes": {"a": 1}, "provenance": []}',
        "times.yaml": b"failed_at: 9999-12-31T23:59:59+23:59\n"
        b"provenance: {vm.name: {observed_at: 0001-01-01T00:00:00Z}}\nvm: {name: x, power_state: running}\n",
        "gzip-bomb.json.gz": gzip.compress(b'{"a": "' + b"x" * 70_000_000),
        "gzip-bomb.log.gz": gzip.compress(b"2025-11-24T12:00:01.1Z INFO ExtHandler x\n" * 100_000),
        "bomb.yaml.bz2": bz2.compress(b"vm: {name: " + b"x" * 20_000_000),
        "wide-extensions.json": json.dumps([{**EXTENSION, "name": f"e{n}"} for n in range(WIDE // 38)]).encode(),
        "cut.gz": gzip.compress(os.urandom(5000))[:2000],
    }
    for n, name in enumerate(NAMES):
        files[f"name-{n:02}.json"] = json.dumps(fact_file(name)).encode()
    for n, name in enumerate((ESCAPES, BIDI, MARKUP, "'; touch pwned; '", "../../etc/passwd", "x" * 5000)):
        for file in ("vm-instance-view.json", "locks.json", "backup-item.json", "extensions.json"):
            files[f"export-{n}-{file}"] = export(file, name)
        files[f"odd-{n}.json"] = json.dumps({**fact_file(name), name: name}).encode()
    return files


def archives(folder: Path) -> None:
    """Archives that lead out, expand, nest, link and lie."""
    good = b'{"vm": {"name": "web", "os_type": "linux"}}'
    with zipfile.ZipFile(folder / "out.zip", "w") as made:
        for name in (
            "../../pwned.json",
            "/tmp/pwned.json",
            "C:\\pwned.json",
            "..\\pwned.json",
            BIDI + ".json",
            "a\x1b[31m.json",
        ):
            made.writestr(name, good)  # fmt: skip
        link = zipfile.ZipInfo("link.json")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    with zipfile.ZipFile(folder / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.json", b'{"a": "' + b"x" * 70_000_000)
        made.writestr("b.json", good)
    inner = (folder / "bomb.zip").read_bytes()
    for level in range(3):
        outer = io.BytesIO()
        with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(f"{level}.zip", inner)
        inner = outer.getvalue()
    (folder / "nested.zip").write_bytes(inner)
    (folder / "liar.zip").write_bytes((folder / "out.zip").read_bytes()[:-30])
    with tarfile.open(folder / "out.tar.gz", "w:gz") as tar:
        for name, kind in (("../pwned.json", tarfile.REGTYPE), ("/pwned.json", tarfile.REGTYPE), ("l", tarfile.SYMTYPE),
                           ("h", tarfile.LNKTYPE), ("fifo", tarfile.FIFOTYPE), ("dev", tarfile.CHRTYPE)):  # fmt: skip
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname, entry.size = kind, "/etc/passwd", len(good) if kind == tarfile.REGTYPE else 0
            tar.addfile(entry, io.BytesIO(good))
    claims(folder)


def overlapping_zip(times: int, name: str, content: bytes) -> bytes:
    """A zip archive whose entries all have the data of one."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    data = made.getvalue()
    end = data.rfind(b"PK\x05\x06")
    length, start = struct.unpack("<II", data[end + 12 : end + 20])
    tail = struct.pack("<HHHHIIH", 0, 0, times, times, length * times, start, 0)
    return data[:start] + data[start:end] * times + b"PK\x05\x06" + tail


def tar_with_header(kind: bytes, size: int) -> bytes:
    """A tar archive, compressed, whose one member has a header (a long name, say) of this length."""
    header, member = tarfile.TarInfo("././@LongLink"), tarfile.TarInfo("a.json")
    header.type, header.size, member.size = kind, size, 2
    begin = b"%d path=" % size if kind == tarfile.XHDTYPE else b""
    end = b"\n" + b"\0" * (-size % 512) + member.tobuf() + b"{}" + b"\0" * 1534
    return gzip_of(header.tobuf(tarfile.GNU_FORMAT) + begin, b"a", size - len(begin) - 1, end)


def gzip_of(begin: bytes, letter: bytes, times: int, end: bytes) -> bytes:
    """What `gzip.compress` makes of a letter that is repeated: a block of many is compressed once."""
    block = letter * 2**20
    whole, rest = divmod(times, len(block))
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = [packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH) for part in (begin, block)]
    last = packer.compress(letter * rest + end) + packer.flush()
    check, length = crc32(begin), len(begin) + times + len(end)
    for _ in range(whole):
        check = crc32(block, check)
    check = crc32(letter * rest + end, check)
    head = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
    return head + packed[0] + packed[1] * whole + last + struct.pack("<II", check, length % 2**32)


def claims(folder: Path) -> None:
    """Archives that would take more memory than there is, if what they say of themselves were believed."""
    (folder / "bomb-overlap.zip").write_bytes(overlapping_zip(1200, "a.log", b"lorem ipsum dolor\n" * 80_000))
    for name, kind in (("gnu", tarfile.GNUTYPE_LONGNAME), ("pax", tarfile.XHDTYPE)):
        (folder / f"bomb-{name}.tar.gz").write_bytes(tar_with_header(kind, 300 * 1024**2))


def special(folder: Path) -> None:
    """Folders with what should not be opened, and names that nobody types."""
    odd = folder / "odd"
    odd.mkdir()
    os.mkfifo(odd / "pipe")
    (odd / "loop").symlink_to(odd)
    (odd / "self").symlink_to(odd / "self")
    (odd / "outside.json").symlink_to("/etc/passwd")
    for name in ("a\x1b[31m.json", "\u202egpj.json", "-rf.json", "new\nline.json", "'; touch pwned.json"):
        (odd / name).write_text('{"vm": {"name": "web", "os_type": "linux", "power_state": "running"}}')
    (odd / "bad\x1b]0;x\x07.json").write_text("{")


def write_corpus(folder: Path) -> list[str]:
    """Write all of it; the names, in order."""
    for name, content in text_files().items():
        (folder / name).write_bytes(content)
    archives(folder)
    special(folder)
    return sorted(p.name for p in folder.iterdir())


ANSWERS = "\n".join(
    [ESCAPES + BIDI, "?", "9" * 5000, "u", MARKUP, "w", "f", "fix " + BIDI, "-1", "b", "n/a", "d", "q", ""]
)
COMMANDS: dict[str, list[str]] = {
    "diagnose": ["diagnose", "FILE", "--full"],
    "diagnose-json": ["diagnose", "FILE", "-f", "json", "--proof"],
    "diagnose-markdown": ["diagnose", "FILE", "-f", "markdown"],
    "diagnose-stdin": ["diagnose", "-", "--what-if", "agent.status=ready"],
    "why": ["diagnose", "FILE", "--why", "rpc-limit"],
    "ask": ["ask", "--from", "FILE", "--answers", "ANSWERS", "--plain"],
    "ask-answers": ["ask", "--answers", "FILE", "--plain"],
    "import": ["import", "FILE"],
    "import-file": ["import", "FILE", "-o", "OUT"],
    "check-proof": ["check-proof", "FILE"],
    "check-proof-rules": ["check-proof", "FILE", "--rules", "FILE"],
    "fact-words": ["diagnose", "--code", "TEXT", "--fact", "vm.name=TEXT", "-f", "markdown"],
    "kb-show": ["kb", "show", "TEXT"],
    "redact": ["diagnose", "FILE", "--redact", "--redact-map", "OUT", "-f", "servicenow"],
    "unredact": ["unredact", "FILE", "--map", "FILE"],
    "collect": ["collect", "--for", "FILE"],
    "collect-windows": ["collect", "--for", "FILE", "--script", "azure-powershell"],
    "collect-words": ["collect", "--vm", "TEXT", "--resource-group", "TEXT", "--vault", "TEXT"],
    "fleet": ["fleet", "FILE", "--jobs", "1", "-f", "teams"],
    "fleet-files": ["fleet", "FILE", "--jobs", "1", "-o", "OUT", "--csv", "TABLE", "-f", "markdown"],
    "fleet-compared": ["fleet", "FILE", "--jobs", "1", "--compare", "FILE", "--known", "FILE", "-f", "json"],
}


def run_command(words: list[str], file: Path, scratch: Path) -> dict[str, Any]:
    """One run of the command line in this process: its exit code, and what it wrote."""
    from backupdx import cli

    def text() -> str:
        return file.read_bytes()[:2000].decode("utf-8", "replace").replace("\0", " ") if file.is_file() else ""

    (scratch / "answers").write_text(ANSWERS)
    for left in ("out.yaml", "out.csv", "out.yaml.rejects"):
        (scratch / left).unlink(missing_ok=True)
    given = {"FILE": lambda: str(file), "TABLE": lambda: str(scratch / "out.csv"),
             "ANSWERS": lambda: str(scratch / "answers"), "TEXT": text,
             "OUT": lambda: str(scratch / "out.yaml"), "vm.name=TEXT": lambda: f"vm.name={text()}"}  # fmt: skip
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", errors="surrogateescape") for _ in range(2))
    sys.argv = ["backupdx", *(given[w]() if w in given else w for w in words)]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = cli._run()
    out.flush(), err.flush()
    return {"code": code, "out": _text_of(out), "err": _text_of(err)}


def _text_of(stream: io.TextIOWrapper) -> str:
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8", "surrogateescape")


def run_library(file: Path) -> dict[str, Any]:
    """One call of the library, and of the fleet's lines: nothing but the errors that it documents."""
    import backupdx
    from backupdx.fleet.lines import diagnose_lines
    from backupdx.report import jsonform

    said = []
    try:
        for case in backupdx.load_all(file):
            reasoning = backupdx.reason(case)
            whole = reasoning.diagnosis(proof=True), reasoning.why("rpc-limit")
            said += [jsonform.render(each, compact=True) for each in whole]  # indented by the command line
            interview = backupdx.Interview(case)
            interview.next_question()
    except backupdx.BackupdxError as error:
        said.append(json.dumps(str(error)))
    if file.is_file():
        with file.open(encoding="utf-8", errors="replace") as lines:
            said += list(diagnose_lines(lines))
    return {"code": 0, "out": "\n".join(said), "err": ""}


LARGE = ("wide-", "gzip-bomb", "bomb", "nested.zip", "duplicate-after", "long-line", "regex", "spaces", "brackets")


def left_out(entry: str, name: str) -> bool:
    """Whether a file is for `make test-long` only, at an entry point that reads it with the same code as others do."""
    if float(os.environ.get("BACKUPDX_EFFORT", "1")) > 1:
        return False
    number = int(name[5:7]) if name.startswith("name-") else -1
    if entry == "diagnose":
        return 0 <= number < len(NAMES) - 5 and number % 4 != 0
    if entry == "library":  # the same names as `diagnose` has them: in turns; it reads what is large as that does
        return name.startswith((*LARGE, "odd-")) or (0 <= number < len(NAMES) - 5 and number % 27 != 0)
    if 0 <= number < len(NAMES) - 5:
        return number % 48 != len(entry) % 48
    if name.startswith(("export-", "odd-")) and int(name.split("-")[1].removesuffix(".json")) % 6 != len(entry) % 6:
        return True
    if entry == "ask-answers":  # each line is an answer, and a plan for the next question
        return not name.startswith(("name-", "long-line", "digits", "random", "utf16", "key"))
    if name.startswith(LARGE) and entry not in ("check-proof", "unredact"):
        return True
    if name.startswith("proof-"):
        return entry != "check-proof" and name != f"proof-{len(entry) % 5}.json"
    return crc32(f"{entry} {name}".encode()) % 40 != 0


def main(entries: list[str], folder: Path, scratch: Path) -> int:
    """Run each entry point on every file, in a process of its own, and first what they share; 1 where one failed."""
    import backupdx.cli
    import backupdx.fleet.lines
    import backupdx.library
    import typer.main
    from backupdx.report.jsonform import render

    typer.main.get_command = functools.cache(typer.main.get_command)  # the same commands for each file
    render(backupdx.library.diagnose(backupdx.library.load_text("UserErrorGuestAgentStatusUnavailable"), proof=True))
    for entry in entries:
        child = os.fork()
        if child == 0:
            _run_on_all(entry, folder, scratch / entry)
            sys.stdout.flush()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            return 1
    return 0


def _run_on_all(entry: str, folder: Path, scratch: Path) -> None:
    scratch.mkdir()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024**2, 64 * 1024**2))
    os.chdir(scratch)
    run: Callable[[Path], dict[str, Any]] = (
        run_library if entry == "library" else lambda file: run_command(COMMANDS[entry], file, scratch)
    )
    for file in sorted(folder.iterdir()):
        if left_out(entry, file.name):
            continue
        print(json.dumps({"entry": entry, "file": file.name, "starts": True}), flush=True)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # ends the process; the last file begun is to blame
        if entry == "diagnose-stdin" and file.is_file():
            os.dup2(os.open(file, os.O_RDONLY), 0)
        before = time.process_time()
        found = run(file)
        found["seconds"] = round(time.process_time() - before, 2)
        signal.setitimer(signal.ITIMER_PROF, 0)
        print(json.dumps({"entry": entry, "file": file.name, **found}), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].split(","), Path(sys.argv[2]), Path(sys.argv[3])))
