"""Reading packs: folders of YAML files with knowledge of others. Data only: nothing of a pack is ever run.

Whatever is wrong with one is an InputError that names the pack, the file and what to do: a pack that is left out in
silence would be missed when it is needed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..facts.added import Found
from ..facts.errors import InputError
from ..facts.packdata import LISTS, Pack
from .containers.parsing import parse, read_bytes

MOST_FILES, MOST_BYTES, DEEPEST = 200, 2 * 1024 * 1024, 3  # the bytes are those of all files together
_SUFFIXES = (".yaml", ".yml", ".json")
_HINT = "`backupdx kb check --pack DIR` tells what a pack needs; docs/packs.md shows one"


def read_packs(places: tuple[Found, ...], lock: str) -> tuple[Pack, ...]:
    """The packs at these places, sorted by name; each is one that the lock file names, where there is one.

    Raises InputError where one cannot be used, and where two have one name.
    """
    found: dict[str, Pack] = {}
    for place in places:
        pack = read_pack(_folder(place), f"the installed pack {place.entry}" if place.module else place.folder)
        other = found.get(pack.name)
        if other is not None and other.sha256 != pack.sha256:
            raise InputError(
                f"the pack {pack.name} {pack.version} clashes with {other.name} {other.version} in {other.where}: "
                "two packs have one name",
                where=pack.where,
                hint="take one of them out, or rename one with all its ids",
            )
        found.setdefault(pack.name, pack)
    if lock:
        _hold(found, Path(lock))
    return tuple(found[name] for name in sorted(found))


def _folder(place: Found) -> Path:
    """The folder of a pack; that of an installed one is found without running anything of it."""
    if not place.module:
        return Path(place.folder)
    if "." not in place.module:
        try:
            spec = find_spec(place.module)
        except (ImportError, ValueError):
            spec = None
        where = list(spec.submodule_search_locations or ()) if spec is not None else []
        if where:
            return Path(where[0])
    raise InputError(
        f"names {place.module!r}, which is no package with files",
        where=f"the installed pack {place.entry}",
        expected="a package at the top, such as contoso_backupdx, in which the YAML files lie",
        hint="mend the package, uninstall it, or set BACKUPDX_INSTALLED_PACKS=no",
    )


def read_pack(folder: Path, where: str = "") -> Pack:
    """The pack in a folder. Raises InputError that names the file and what is wrong in it."""
    where = where or str(folder)
    data: dict[str, Any] = {}
    origin: dict[str, str] = {}
    lists: dict[str, list[Any]] = {name: [] for name in LISTS}
    places: dict[str, list[str]] = {name: [] for name in LISTS}
    digest = hashlib.sha256()
    size = 0
    for path in _files(folder, where):
        size += path.stat().st_size
        if size > MOST_BYTES:
            raise InputError(f"has more than {MOST_BYTES // 1024**2} MB in its files", where=where, hint=_HINT)
        content = read_bytes(path)
        name = path.relative_to(folder).as_posix()
        digest.update(f"{len(name)} {name} {len(content)} ".encode() + content)
        told = parse(content, str(path))
        if not isinstance(told, dict):
            raise InputError("is no part of a pack", where=str(path), expected=f"the names {', '.join(LISTS)}")
        for key, value in told.items():
            if key in LISTS:
                if not isinstance(value, list):
                    raise InputError(f"{key} is no list", where=str(path), hint=_HINT)
                lists[key] += value
                places[key] += [name] * len(value)
            elif key in origin:
                raise InputError(f"{key} stands in {origin[key]} too", where=str(path), hint="say it in one file only")
            else:
                data[key], origin[key] = value, name
    if "name" not in data:
        raise InputError("has no name", where=where, expected="a file pack.yaml with name, version, title", hint=_HINT)
    for ours in ("where", "sha256"):
        if ours in data:
            raise InputError(f"{ours} is no name of a pack's file", where=where, hint=_HINT)
    try:
        pack = Pack.model_validate({**data, **lists, "where": where, "sha256": digest.hexdigest()})
    except ValidationError as error:
        told = "; ".join(_problem(detail, places) for detail in error.errors(include_url=False)[:5])
        raise InputError(f"the pack cannot be used: {told}", where=where, hint=_HINT) from None
    wrong = [*_unprefixed(pack), *_twice(pack)]
    if wrong:
        raise InputError(f"the pack cannot be used: {'; '.join(wrong[:5])}", where=where, hint=_HINT)
    return pack


def _files(folder: Path, where: str) -> list[Path]:
    if not folder.is_dir():
        raise InputError("is no folder", where=where, expected="a folder with pack.yaml", hint=_HINT)
    found: list[Path] = []
    for path in _below(folder, DEEPEST):
        found.append(path)
        if len(found) > MOST_FILES:
            raise InputError(f"has more than {MOST_FILES} files", where=where, hint=_HINT)
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _below(folder: Path, depth: int) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith((".", "__")):
            continue
        if path.suffix.lower() in _SUFFIXES:
            if path.is_symlink() or not path.is_file():
                raise InputError("is a link or no plain file", where=str(path), expected="a file that lies in the pack")
            yield path
        elif path.is_dir() and not path.is_symlink() and depth > 0:
            yield from _below(path, depth - 1)


def _problem(detail: Any, places: dict[str, list[str]]) -> str:
    first, *rest = detail["loc"] or ("the pack",)
    file = ""
    if first in places and rest and isinstance(rest[0], int):
        file = f"{places[first][rest[0]]}: "
    place = ".".join(str(part) for part in (first, *rest))
    what = detail["msg"].removeprefix("Value error, ").lower()
    if detail["type"] == "extra_forbidden":
        what = "unknown name"
        if first == "signatures" and rest[-1] == "pattern":
            what = "a pattern could take for ever on a hostile log: use has, beside and without"
        if first == "signatures" and rest[-1] == "gives":
            what = "a line of a pack gives a fact of its own only, signs.<id>"
        if first == "codes" and rest[-1] in ("messages", "aliases", "numbers"):
            what = "a code of a pack is known by its name only; declare a signature for a message"
    shown = repr(detail.get("input"))
    return f"{file}{place}: {what}" + (f" ({shown[:60]})" if detail["type"] not in ("extra_forbidden",) else "")


def _unprefixed(pack: Pack) -> Iterator[str]:
    """What does not begin with the pack's name: it could be taken for ours, or for another pack's."""
    ids = [("cause", c.id, "-") for c in pack.causes] + [("signature", s.id, "-") for s in pack.signatures]
    ids += [("fact", f.name, "_") for f in pack.facts]
    for kind, name, mark in ids:
        if not name.startswith(pack.name + mark):
            yield f"the {kind} {name} does not begin with {pack.name}{mark}"
    for code in pack.codes:
        if not code.code.lower().startswith(pack.name):
            yield f"the code {code.code} does not begin with {pack.name}, in small or large letters"
    for cause in pack.causes:
        if cause.family not in ("", cause.id):
            yield f"the cause {cause.id} is in the family {cause.family}: a cause of a pack is alone in its own"


def _twice(pack: Pack) -> Iterator[str]:
    kinds: dict[str, list[str]] = {
        "source": [s.id for s in pack.sources],
        "fact": [f.name for f in pack.facts],
        "signature": [s.id for s in pack.signatures],
        "code": [c.code.lower() for c in pack.codes],
        "cause": [c.id for c in pack.causes],
    }
    for kind, names in kinds.items():
        yield from (f"the {kind} {name} stands twice" for name in dict.fromkeys(names) if names.count(name) > 1)
    known = set(kinds["source"])
    cited = [(c.id, s) for c in pack.causes for s in c.sources] + [(c.code, s) for c in pack.codes for s in c.sources]
    cited += [(s.id, s.source) for s in pack.signatures]
    for where, place in cited:
        if place.document not in known:
            yield f"{where} cites {place.document!r}, which is not in the pack's sources"


# -- the lock file: which packs may be used -------------------------------------------------------------------------


def lock_text(packs: tuple[Pack, ...]) -> str:
    """A lock file for these packs, as YAML."""
    lines = ["# Written by `backupdx kb lock`: the packs that may be used, with the hash of their files.", "packs:"]
    for pack in packs:
        lines += [f"- name: {pack.name}", f"  version: {pack.version}", f"  sha256: {pack.sha256}"]
    return "\n".join(lines if packs else [lines[0], "packs: []"]) + "\n"


def _hold(found: dict[str, Pack], lock: Path) -> None:
    """Raise InputError where a pack is not the one that the lock file names, or one that it names is not there."""
    told = parse(read_bytes(lock), str(lock))
    rows = told.get("packs") if isinstance(told, dict) else None
    if not isinstance(rows, list) or not all(isinstance(r, dict) and r.keys() >= {"name", "sha256"} for r in rows):
        raise InputError("is no lock file", where=str(lock), hint="`backupdx kb lock --pack DIR` writes one")
    locked = {str(row["name"]): row for row in rows}
    for pack in found.values():
        row = locked.get(pack.name)
        if row is None:
            raise InputError(f"does not name the {pack.label} of {pack.where}", where=str(lock), hint=_LOCKED)
        if (row.get("version"), row["sha256"]) != (pack.version, pack.sha256):
            raise InputError(
                f"names the pack {pack.name} {row.get('version')} with the hash {str(row['sha256'])[:12]}, and in "
                f"{pack.where} is {pack.version} with {pack.sha256[:12]}",
                where=str(lock),
                hint=_LOCKED,
            )
    if missing := sorted(locked.keys() - found.keys()):
        raise InputError(f"names the pack {missing[0]}, which is not there", where=str(lock), hint=_LOCKED)


_LOCKED = "look at what has changed in the pack, and write the lock file anew with `backupdx kb lock`"
