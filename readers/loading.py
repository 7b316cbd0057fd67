"""From paths to cases: fact files and exports of every kind, in files, folders and archives, recognised by content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Literal

from ..facts.case import Case
from ..facts.earlier import differs
from ..facts.errors import InputError
from ..facts.errors import NotRecognised as NotRecognised
from .base import Finding, VmKey
from .containers.archives import PassedOver, contents_in, contents_of
from .containers.content import Content, of_bytes
from .contents import read_content as read_content
from .merging import Located, cases_of
from .printed import printed_in
from .told import words_of_lines

GIVEN = "the text given"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: `read` as which kind, `ignored` or `unreadable` with the reason.

    `facts` counts the facts that it gave.
    """

    file: str
    status: Literal["read", "ignored", "unreadable"]
    detail: str
    facts: int = 0


@dataclass(slots=True)
class Loaded:
    """The cases found, what became of each file, and remarks on what was left out."""

    cases: list[Case] = field(default_factory=list)
    files: list[FileReport] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def load_paths(paths: Iterable[str | Path], beside: bool = False) -> Loaded:
    """Read files, folders and archives (`-` is standard input) into cases.

    A file that cannot be used is reported, and the rest is used. Raises InputError where nothing at all could be
    used, unless there is something `beside`; it is the file's own error where one file was given.
    """
    named = list(dict.fromkeys(str(p) for p in paths))
    return load_contents(contents_of(named), named, beside=beside)


def load_named(contents: Mapping[str, bytes], beside: bool = False) -> Loaded:
    """Read contents that are at hand, by the names that they go by, as files of these names would be read."""
    return load_contents(contents_in(contents), list(contents), beside=beside)


def load_given(text: str, paths: Iterable[str | Path] = (), where: str = GIVEN) -> Loaded:
    """Read a text that somebody gave as that of the failure, whatever it is, together with files."""
    named = list(dict.fromkeys(str(p) for p in paths))
    given = of_bytes(text.encode("utf-8", "replace"), where)
    return load_contents(chain([given], contents_of(named)), [where, *named], given)


def load_of(case: Case, text: str | None, paths: Iterable[str | Path] = ()) -> tuple[Case, str]:
    """What a text, or files, tell of the VM of a case, and in a sentence what of it is not joined, or counts less.

    Raises InputError as `load_given` does, and where they are about another VM.
    """
    named = list(dict.fromkeys(str(p) for p in paths))
    given = of_bytes(text.encode("utf-8", "replace"), GIVEN) if text is not None else None
    contents = chain([given] if given is not None else [], contents_of(named))
    loaded = load_contents(contents, [GIVEN] if given is not None else named, given, case)
    mine = [each for each in loaded.cases if not differs(case, each)]
    if len(mine) != 1 or (len(loaded.cases) > 1 and {path for path, _ in mine[0].stated()} <= _NAMES):
        others = ", ".join(sorted({each.vm.name or "?" for each in loaded.cases if differs(case, each)})[:5])
        of = f", not about {case.vm.name}" if case.vm.name and others else ""
        about = f"another VM ({others})" if others else f"{len(loaded.cases)} VMs"
        raise InputError(f"is about {about}{of}", where=GIVEN, hint="paste what is about this VM")
    return mine[0], _said_of_machines(mine[0])


_NAMES = {"vm.name", "vm.resource_group", "vm.subscription_id", "vm.computer_name"}


def _said_of_machines(case: Case) -> str:
    """The notes of a case that tell of a machine of another name."""
    return ". ".join(note for note in case.notes if " comes from the machine " in note)


def _vm_of(case: Case) -> Located:
    """What is known of the VM of a case before a text is read that is told of it."""
    vm = case.vm
    key = VmKey((vm.name or "").lower(), (vm.resource_group or "").lower(), (vm.subscription_id or "").lower())
    known = {path: value for path, value in case.stated() if path in _NAMES}
    return Located(Finding(key if vm.name else None, known, dict.fromkeys(known, "")), "the case", stated=True)


def load_contents(
    contents: Iterable[Content | PassedOver],
    named: Iterable[str],
    given: Content | None = None,
    of: Case | None = None,
    beside: bool = False,
) -> Loaded:
    """The cases in these contents; of `given` any words are kept. Raises InputError as `load_paths` does.

    `of` is the case that they are told of, where there is one: its VM is known.
    """
    loaded = Loaded()
    located: list[Located] = []
    errors: list[InputError] = []
    unknown: list[Located] = []  # the words of texts that no reader knows, which hint beside others
    last: tuple[Content, str] | None = None
    for content in contents:
        if isinstance(content, PassedOver):
            loaded.files.append(FileReport(content.where, content.status, content.why))
            continue
        try:
            found, kind = read_content(content, whatever=content is given)
        except InputError as error:
            errors.append(_alone(error))
            loaded.files.append(_refused(content, error))
            unknown += printed_in(content, "", ()) if isinstance(error, NotRecognised) else ()
        else:
            for entry in found if content is given else ():
                entry.finding.shared = True  # whoever gives a text means the cases that are asked about
            located += found
            located += printed_in(content, kind, found) if of is None else ()
            last = content, kind
            loaded.files.append(FileReport(content.where, "read", kind, sum(len(e.finding.facts) for e in found)))
        finally:
            content.close()
    if last is not None and len(loaded.files) == 1:
        located += _words_of(*last, located)
    if located:
        located += unknown if of is None else [_vm_of(of)]
    short = _short_names({entry.file for entry in located})
    for entry in located:
        entry.file = short[entry.file]
    loaded.cases, remarks = cases_of(located)
    loaded.remarks += remarks
    if not loaded.cases and not beside:
        if len(loaded.files) == len(errors) == 1:
            raise errors[0]
        hint = errors[0].hint if len({error.hint for error in errors}) == 1 else ""
        told = [f"{f.file}: {f.detail.removesuffix(f', {hint}')}" for f in loaded.files[:5]]
        more = f"; and {len(loaded.files) - 5} more" if len(loaded.files) > 5 else ""
        reasons = "; ".join(told) + more or "there are no files"
        raise InputError(f"nothing here can be used: {reasons}", where=", ".join(named), hint=hint)
    return loaded


def _words_of(content: Content, kind: str, located: list[Located]) -> list[Located]:
    """The words of the one text that was given, where it is a few lines of a log and tells nothing else."""
    if any(entry.finding.facts.keys() - {"vm.os_type"} for entry in located):
        return []
    finding = words_of_lines(content.head, kind)
    return [Located(finding, content.where, folder=content.folder)] if finding is not None else []


def _alone(error: InputError) -> InputError:
    """The error without what led to it: the frames of a traceback hold the whole text of the file."""
    error.__traceback__ = error.__context__ = error.__cause__ = None
    return error


def _refused(content: Content, error: InputError) -> FileReport:
    detail = error.what + (f", {error.hint}" if error.hint else "")
    return FileReport(content.where, "ignored" if isinstance(error, NotRecognised) else "unreadable", detail)


def _short_names(files: set[str]) -> dict[str, str]:
    """The last part of each path, or the whole path where two files share it."""
    short = {file: _last_part(file) for file in files}
    times = Counter(short.values())
    return {file: name if times[name] == 1 else file for file, name in short.items()}


def _last_part(file: str) -> str:
    """The name of a file without its folders; that of a section (`guest.txt [cat /etc/os-release]`) is kept whole."""
    path, bracket, section = file.rpartition(" [") if file.endswith("]") else (file, "", "")
    return f"{Path(path).name}{bracket}{section}"
