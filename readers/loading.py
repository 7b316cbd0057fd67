"""From paths to cases: fact files and exports of every kind, in files, folders and archives, recognised by content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..facts.case import Case
from ..facts.declaration import nearest
from ..facts.errors import InputError
from .base import Finding, Node
from .containers import parsing
from .containers.archives import PassedOver, contents_of
from .containers.content import Content, of_bytes
from .containers.parsing import decoded, parse
from .fact_files import CASE_KEYS, is_certainly_one, looks_like_one, may_be_one, read_fact_file
from .merging import Located, cases_of

if TYPE_CHECKING:
    from .containers.documents import Documents
    from .containers.sections import Collected, Note

_EXPECTED = "a fact file, or one of the exports that `backupdx diagnose --help` names"


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


class NotRecognised(InputError):
    """A file that can be read, and is of no kind that tells anything."""


class Refused(InputError):
    """What was said in place of an answer: an error of `az`, a table that leaves most of it out."""


def load_paths(paths: Iterable[str | Path]) -> Loaded:
    """Read files, folders and archives (`-` is standard input) into cases.

    A file that cannot be used is reported, and the rest is used. Raises InputError where nothing at all could be
    used; it is the file's own error where one file was given.
    """
    loaded = Loaded()
    located: list[Located] = []
    errors: list[InputError] = []
    named = list(dict.fromkeys(str(p) for p in paths))
    for content in contents_of(named):
        if isinstance(content, PassedOver):
            loaded.files.append(FileReport(content.where, content.status, content.why))
            continue
        try:
            found, kind = read_content(content)
        except InputError as error:
            errors.append(error)
            loaded.files.append(_refused(content, error))
        else:
            located += found
            loaded.files.append(FileReport(content.where, "read", kind, sum(len(e.finding.facts) for e in found)))
        finally:
            content.close()
    short = _short_names({entry.file for entry in located})
    for entry in located:
        entry.file = short[entry.file]
    loaded.cases, remarks = cases_of(located)
    loaded.remarks += remarks
    if not loaded.cases:
        if len(loaded.files) == len(errors) == 1:
            raise errors[0]
        reasons = "; ".join(f"{f.file}: {f.detail}" for f in loaded.files[:5]) or "there are no files"
        raise InputError(f"nothing here can be used: {reasons}", where=", ".join(named))
    return loaded


def _refused(content: Content, error: InputError) -> FileReport:
    detail = error.what + (f", {error.hint}" if error.hint else "")
    return FileReport(content.where, "ignored" if isinstance(error, NotRecognised) else "unreadable", detail)


def _short_names(files: set[str]) -> dict[str, str]:
    """The last part of each path, or the whole path where two files share it."""
    short = {file: _last_part(file) for file in files}
    names = list(short.values())
    return {file: name if names.count(name) == 1 else file for file, name in short.items()}


def _last_part(file: str) -> str:
    """The name of a file without its folders; that of a section (`guest.txt [cat /etc/os-release]`) is kept whole."""
    path, bracket, section = file.rpartition(" [") if file.endswith("]") else (file, "", "")
    return f"{Path(path).name}{bracket}{section}"


def read_content(content: Content) -> tuple[list[Located], str]:
    """The findings in one file's content, and the kind of file. Raises InputError for what cannot be used."""
    if not content.beginning.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InputError("is empty", where=content.where, expected=_EXPECTED)
    if content.is_binary:
        raise NotRecognised("is no text", where=content.where, expected=_EXPECTED)
    head = content.head
    start = head.lstrip()
    if start.startswith("{") or (start.startswith("[") and start[1:].lstrip()[:1] in ("{", "[", "]", '"')):
        return _read_data(parse(content.whole(parsing.MAX_BYTES), content.where), content)
    if start.startswith(("<", "#<")):
        from .markup import is_markup, parse_markup

        if is_markup(start):
            return _read_data(parse_markup(content.whole(parsing.MAX_BYTES), content.where), content)
    if looks_like_one(head):
        return _read_data(parse(content.whole(parsing.MAX_BYTES), content.where), content)
    return _read_text(head, content)


def _read_text(head: str, content: Content) -> tuple[list[Located], str]:
    from .containers.documents import documents_of, looks_like_paste
    from .containers.sections import is_collected, sections_of
    from .known_lines import KIND, read_known_lines
    from .refusals import refusal_of
    from .registry import text_reader_for

    if is_collected(head):
        return _read_sections(sections_of(content), content.where)
    if looks_like_paste(head):
        whole = content.whole(parsing.MAX_BYTES)
        several = documents_of(decoded(whole, content.where).replace("\r\n", "\n"), content.where)
        if several is not None:
            return _read_documents(several, content)
        content = of_bytes(whole, content.where, content.folder)  # a session with outputs of other kinds in it
    reader = text_reader_for(head)
    if reader is not None:
        return _located(reader.read(content.lines()), content), reader.kind
    refusal = refusal_of(head)
    if refusal is not None:
        raise Refused(refusal.what, where=content.where, hint=refusal.hint)
    whole = content.whole(parsing.MAX_BYTES)
    try:
        if content.encoding == "cp1252":
            raise NotRecognised("is no text in UTF-8 that is recognised", where=content.where, expected=_EXPECTED)
        return _read_data(parse(whole, content.where), content)
    except InputError:
        found = read_known_lines(of_bytes(whole, content.where).lines())
        if found is None:
            raise
        return _located([found], content), KIND


def _read_data(data: Any, content: Content) -> tuple[list[Located], str]:
    where = content.where
    if is_certainly_one(data):
        return list(read_fact_file(data, where)), "fact file"
    from .azure.wrappers import DEPTH, is_cut_in_depth, is_empty
    from .containers.documents import Documents  # these are not needed for fact files, and dear to import
    from .registry import readings_of

    if isinstance(data, Documents):
        return _read_documents(data, content)
    readings = readings_of(Node(data))
    if readings:
        found = _located((f for reader, node in readings for f in reader.read(node)), content)
        if found and is_cut_in_depth(data):
            found[0].finding.notes.append(f"{where}: {DEPTH}")
        return found, ", ".join(reader.kind for reader, _ in readings)
    if may_be_one(data):
        return list(read_fact_file(data, where)), "fact file"
    if is_empty(Node(data)):
        raise InputError(
            "is an empty list", where=where, hint="by itself it tells nothing: give it together with others"
        )
    raise NotRecognised("is not recognised", where=where, expected=_EXPECTED, hint=_meant(data))


def _read_documents(documents: Documents, content: Content) -> tuple[list[Located], str]:
    """The findings of several answers in one text, each read by its own reader."""
    from .refusals import refusal_of

    found: list[Located] = []
    kinds: dict[str, None] = {}
    notes = [f"{content.where}: the answer in line {line} is broken and was passed over" for line in documents.broken]
    for said, place in [
        *((d.before, f"before line {d.line}") for d in documents.found),
        (documents.after, "at the end"),
    ]:
        refusal = refusal_of(said)
        if refusal is not None:
            notes.append(f"{content.where}: what stands {place} {refusal.what}: {refusal.hint}")
    for document in documents.found:
        try:
            entries, kind = _read_data(document.data, content)
        except InputError as error:
            notes.append(f"{content.where}: the answer in line {document.line} {error.what}")
            continue
        kinds.setdefault(kind)
        for entry in entries:
            places = entry.finding.places
            entry.finding.places = {fact: f"line {document.line}: {at}".rstrip(": ") for fact, at in places.items()}
        found += entries
    if not found:
        raise NotRecognised(
            f"holds {len(documents.found)} answers, and none is recognised", where=content.where, expected=_EXPECTED
        )
    found[0].finding.notes += notes
    return found, ", ".join(kinds)


def _located(findings: Iterable[Finding], content: Content) -> list[Located]:
    return [
        Located(f, content.where, failed_at=f.observed_at if f.failed else None, folder=content.folder)
        for f in findings
    ]


def _read_sections(
    sections: Iterable[tuple[Collected, Content | Note | None]], where: str
) -> tuple[list[Located], str]:
    """The findings of all sections that tell something, with the time and the machine that the script noted."""
    from .containers.sections import Note

    found: list[Located] = []
    subjects: dict[Collected, Content] = {}
    notes: list[str] = []
    for about, section in sections:
        if section is None:
            notes.append(f"{where}: the output of the collection script has no end, some of it may be missing")
            continue
        if isinstance(section, Note):
            notes.append(f"{where}: {section.text}")
            continue
        try:
            entries, _ = read_content(section)
        except Refused as error:
            notes.append(f"{section.where} {error.what}" + (f": {error.hint}" if error.hint else ""))
            continue
        except InputError:
            continue  # a command that printed nothing, or that this machine does not have
        for entry in entries:
            entry.finding.taken_at = about.time
            entry.finding.host = entry.finding.host or about.host
        found += entries
        subjects.setdefault(about, section)
    if not found:
        said = f" ({'; '.join(notes[:3])})" if notes else ""
        raise InputError(
            f"is the output of a collection script, but no section of it tells anything{said}", where=where
        )
    sections_read = len({e.file for e in found})
    for about, section in subjects.items():
        subject = about.subject()
        if subject:
            found.append(Located(subject, where, folder=section.folder))
    found[0].finding.notes += notes
    return found, f"collected output, {sections_read} sections"


def _meant(data: Any) -> str:
    if isinstance(data, dict):
        for key in data:
            guess = nearest(str(key), list(CASE_KEYS), 0.7)
            if guess and guess != key:
                return f"did you mean {guess} instead of {key}?"
    return ""
