"""From paths to cases: fact files and raw Azure exports, files and folders, recognised by their content."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from .case import TOPICS, Case, Source, validated
from .declaration import nearest
from .errors import InputError
from .merging import Located, cases_of
from .parsing import parse, read_bytes, read_stream
from .sources.base import Finding, Node, Reader, VmKey

MAX_FILES = 10_000
_SUFFIXES = {".json", ".ndjson", ".jsonl", ".yaml", ".yml", ".txt", ""}
_CASE_KEYS = {*Case.model_fields, "cases"}


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: `read` as which kind, `ignored` or `unreadable` with the reason."""

    file: str
    status: Literal["read", "ignored", "unreadable"]
    detail: str


@dataclass(slots=True)
class Loaded:
    """The cases found, what became of each file, and remarks on what was left out."""

    cases: list[Case] = field(default_factory=list)
    files: list[FileReport] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def load_paths(paths: Iterable[str | Path]) -> Loaded:
    """Read files and folders (`-` is standard input) into cases.

    A file that was named and cannot be read raises InputError; in a folder it is reported, and the rest is used.
    Raises InputError where nothing at all could be used.
    """
    loaded = Loaded()
    located: list[Located] = []
    named = list(dict.fromkeys(str(p) for p in paths))
    for name in named:
        if name != "-" and Path(name).is_dir():
            located += _read_folder(Path(name), loaded)
        else:
            located += _read_named(name, loaded)
    short = _short_names({entry.file for entry in located})
    for entry in located:
        entry.file = short[entry.file]
    loaded.cases, remarks = cases_of(located)
    loaded.remarks += remarks
    if not loaded.cases:
        reasons = "; ".join(f"{f.file}: {f.detail}" for f in loaded.files[:5]) or "there are no files"
        raise InputError(f"nothing here can be used: {reasons}", where=", ".join(named))
    return loaded


def _short_names(files: set[str]) -> dict[str, str]:
    """The last part of each path, or the whole path where two files share it."""
    names = [Path(file).name for file in files]
    return {file: Path(file).name if names.count(Path(file).name) == 1 else file for file in files}


def _read_named(name: str, loaded: Loaded) -> list[Located]:
    content = read_stream(sys.stdin.buffer, "standard input") if name == "-" else read_bytes(Path(name))
    where = "standard input" if name == "-" else name
    found, kind = read_content(content, where)
    loaded.files.append(FileReport(where, "read", kind))
    return found


def _read_folder(folder: Path, loaded: Loaded) -> list[Located]:
    located: list[Located] = []
    for path in _files_in(folder):
        if path.suffix.lower() not in _SUFFIXES:
            loaded.files.append(FileReport(str(path), "ignored", f"files of type {path.suffix} are not read"))
            continue
        try:
            found, kind = read_content(read_bytes(path), str(path))
        except InputError as error:
            detail = error.what + (f", {error.hint}" if error.hint else "")
            loaded.files.append(FileReport(str(path), "unreadable", detail))
        else:
            located += found
            loaded.files.append(FileReport(str(path), "read", kind))
    return located


def _files_in(folder: Path) -> list[Path]:
    """The files below a folder, sorted; hidden ones and links are passed over."""
    found = [
        p
        for p in sorted(folder.rglob("*"))
        if p.is_file() and not p.is_symlink() and not any(part.startswith(".") for part in p.relative_to(folder).parts)
    ]
    if len(found) > MAX_FILES:
        raise InputError(f"holds more than {MAX_FILES} files", where=str(folder))
    return found


def read_content(content: bytes, where: str) -> tuple[list[Located], str]:
    """The findings in one file's content, and the kind of file. Raises InputError for what is not recognised."""
    data = parse(content, where)
    node = Node(data)
    reader = None if _certainly_a_fact_file(data) else _reader_for(node)
    if reader is not None:
        found = [Located(f, where, failed_at=f.observed_at if f.failed else None) for f in reader.read(node)]
        return found, reader.kind
    if _certainly_a_fact_file(data) or _has_topics(data):
        return list(_fact_file(data, where)), "fact file"
    if data == []:
        raise InputError(
            "is an empty list", where=where, hint="by itself it tells nothing: give it together with others"
        )
    raise InputError(
        "is not recognised",
        where=where,
        expected="a fact file, or the JSON of az vm get-instance-view, az vm show, az vm extension list, az disk list, "
        "az lock list, az backup job list/show or az backup item list/show",
        hint=_hint(data, content),
    )


def _hint(data: Any, content: bytes) -> str:
    if isinstance(data, dict):
        for key in data:
            guess = nearest(str(key), list(_CASE_KEYS), 0.7)
            if guess and guess != key:
                return f"did you mean {guess} instead of {key}?"
    if isinstance(data, str) and b"----" in content:
        return "this looks like `-o table`: run the same command with `-o json`"
    if isinstance(data, str) and b"az login" in content:
        return "this is an error of `az`: run `az login` first, then the command again"
    return ""


def _reader_for(node: Node) -> Reader | None:
    from .sources.registry import reader_for  # not needed for fact files, and dear to import

    return reader_for(node)


def _certainly_a_fact_file(data: Any) -> bool:
    """Whether the file says that it is a fact file, or has names that only a fact file has."""
    first = data[0] if isinstance(data, list) and data else data
    if not isinstance(first, dict):
        return False
    if set(first) == {"error"}:
        return False  # as an error answer of Azure has it; its reader finds the same code and message
    return not {"cases", "schema_version"}.isdisjoint(first) or set(first) <= {*TOPICS, "id", "failed_at"}


def _has_topics(data: Any) -> bool:
    first = data[0] if isinstance(data, list) and data else data
    return isinstance(first, dict) and not {*TOPICS}.isdisjoint(first)


def _fact_file(data: Any, where: str) -> Iterator[Located]:
    rows = data.get("cases") if isinstance(data, dict) and "cases" in data else data
    if not isinstance(rows, list):
        yield _located(rows, where, "")
        return
    if not rows:
        raise InputError("holds no case", where=where)
    for n, row in enumerate(rows):
        yield _located(row, where, f"cases[{n}]", alone=len(rows) == 1)


def _located(row: Any, where: str, place: str, alone: bool = True) -> Located:
    """A case of a fact file as a finding, so that it merges with what other files say of the same VM."""
    if not isinstance(row, dict):
        raise InputError("a case must be a mapping of topics to facts", where=f"{where}: {place}".rstrip(": "))
    case = validated(row, where=f"{where}: {place}".rstrip(": "))
    prefix = f"{place}." if place else ""
    finding = Finding(vm=_key(case, None if alone else place or where))
    for path, value in case.stated():
        finding.add(path, value, prefix + path)
    finding.notes += case.notes
    given = {p: s for p, s in case.provenance.items() if s != Source()}
    return Located(finding, where, case.id, case.failed_at, given, case.conflicts, dict(case.unanswered))


def _key(case: Case, fallback: str | None) -> VmKey | None:
    """The VM of a case; among several cases in a file, one without a name stands for itself."""
    vm = case.vm
    name = vm.name or (case.id or fallback if fallback else None)
    if not name:
        return None
    return VmKey(name.lower(), (vm.resource_group or "").lower(), (vm.subscription_id or "").lower())
