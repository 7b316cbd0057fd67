"""From one content to findings: fact files, exports of every kind, and what people paste, recognised by content."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from ..facts.errors import InputError, NotRecognised, Refused
from .base import Node
from .containers import parsing
from .containers.archives import is_archive
from .containers.content import CODE_PAGES, HEAD_BYTES, Content, of_bytes, text_of
from .containers.foreign import foreign_format
from .containers.parsing import decoded, parse
from .containers.peeling import ESCAPE
from .fact_files import (
    Misspelt,
    is_a_message,
    is_certainly_one,
    looks_like_one,
    meant_by,
    read_fact_file,
    read_named_facts,
)
from .known_lines import add_lines_beside
from .merging import Located
from .pasted import (
    MOST_TIDIED,
    as_it_was,
    located,
    read_above_words,
    read_log,
    read_pasted,
    read_peeled,
    sentences_beside,
    with_vm_beside,
    without_page,
)

if TYPE_CHECKING:
    from .containers.documents import Documents

_EXPECTED = (
    "a fact file, an error code or message, an answer of `az` or of Az PowerShell in JSON, a log, or the output of "
)
_EXPECTED += "a command in the guest"
_SHORT = 20_000  # bytes of what a person pastes of a terminal
_LOGS = ("log of", "Windows events")  # whose readers look for known lines themselves
_OF_ANY_FORM = ("text with known lines", "text about a failure")
_OF_PROGRAMS = {"data", "log", "session"}  # kinds of parts
_EVTX = b"ElfFile\0"  # how an event log of Windows begins


def read_content(content: Content, whatever: bool = False) -> tuple[list[Located], str]:
    """The findings in one file's content, and the kind of file. Raises InputError for what cannot be used.

    With `whatever`, somebody gave it as the text of a failure: words of which nothing is understood are kept.
    """
    return with_vm_beside(*_read(content, whatever), content)


def _read(content: Content, whatever: bool) -> tuple[list[Located], str]:
    if not content.beginning.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InputError("is empty", where=content.where, expected=_EXPECTED)
    if content.beginning.startswith(_EVTX):
        from .windows.evtx_file import parse_evtx

        return _read_data(parse_evtx(content.whole(parsing.MAX_BYTES), content.where), content)
    if is_archive(content.beginning):
        raise NotRecognised(
            "is an archive that is not opened: it lies in one that lies in another one, or is compressed once more",
            where=content.where,
            hint="unpack it, and give the folder",
        )
    foreign = foreign_format(content.beginning)
    if foreign is not None:
        raise NotRecognised(foreign.what, where=content.where, hint=foreign.hint)
    if content.is_binary:
        raise NotRecognised("is no text", where=content.where, expected=_EXPECTED)
    content = as_it_was(content)
    head = content.head
    start = head.lstrip()
    if (mixed := read_above_words(content, read_content)) is not None:
        return mixed
    if start.startswith("{") or (start.startswith("[") and start[1:].lstrip()[:1] in ("{", "[", "]", '"')):
        return _read_parsed(parse, content)
    if "<" in head[:HEAD_BYTES] and content.tidied < MOST_TIDIED:
        page, content = without_page(content)
        if page is not None:
            with suppress(NotRecognised):  # else it is told what it is
                return read_content(page)
    if start.startswith(("<", "#<")):
        from .markup import is_markup, parse_markup

        if is_markup(start):
            return _read_parsed(parse_markup, content)
    if looks_like_one(head):
        try:
            return _read_parsed(parse, content)
        except InputError as error:
            if isinstance(error, Misspelt) or not is_a_message(head):
                raise
    return _read_text(head, content, whatever)


def _read_parsed(parsed: Callable[[bytes, str], Any], content: Content) -> tuple[list[Located], str]:
    whole = content.whole(parsing.MAX_BYTES)
    try:
        return _read_data(parsed(whole, content.where), content)
    except InputError:
        found = _read_inside(whole, content)
        if found is None:
            from .told import is_broken_answer

            if not is_broken_answer(text_of(whole)):
                raise
            found = _told(whole, content, whatever=True, refused=False)
        if found is None:
            raise
        return found


def _read_text(head: str, content: Content, whatever: bool = False) -> tuple[list[Located], str]:
    from .collected import read_sections
    from .containers.documents import documents_of, looks_like_paste, without_terminal
    from .containers.sections import collected_at, sections_of
    from .linux.leases import is_leases
    from .parts import MOST_TEXT, has_code_first, has_quotes, has_words_first, is_quoted
    from .refusals import refusal_of
    from .registry import text_reader_for
    from .told import read_told
    from .unknown import is_of_no_form, text_in_words
    from .windows.event_text import is_viewer_csv
    from .within_data import has_outputs, table_of

    begin = collected_at(head)
    if begin is not None:
        collected, kind = read_sections(sections_of(content), content.where, read_content)
        before = read_told(head[:begin])
        return [*collected, *located([before] if before is not None else [], content)], kind
    whole_head = len(content.beginning) < HEAD_BYTES
    if whole_head and has_outputs(head) and (printed := _read_within(table_of(head), content)) is not None:
        return printed
    if looks_like_paste(ESCAPE.sub("", head)):
        whole = content.whole(parsing.MAX_BYTES)
        several = documents_of(decoded(whole, content.where).replace("\r\n", "\n"), content.where)
        if several is not None:
            return _read_documents(several, content)
        content = of_bytes(whole, content.where, content.folder)  # a session with outputs of other kinds in it
    plain = without_terminal(head) is not None or is_viewer_csv(head) or is_leases(head)  # its first line is a sentence
    worded = is_quoted(head) or ((has_words_first(head) or has_code_first(head) or has_quotes(head)) and not plain)
    if worded and len(content.beginning) <= MOST_TEXT:
        whole = content.whole(parsing.MAX_BYTES)
        found = read_pasted(text_of(whole), content, read_content) if len(whole) <= MOST_TEXT else None
        if found is not None:
            return found
        content = of_bytes(whole, content.where, content.folder)
    reader = text_reader_for(head)
    if reader is not None and reader.kind.startswith("log of"):
        return read_log(reader, content, read_content)
    if reader is None or not reader.kind.startswith(_LOGS):
        bare = _read_unstamped(head, content)
        if bare is not None:
            return bare
    if reader is not None:
        findings = list(reader.read(content.lines()))
        if len(content.beginning) <= _SHORT and not reader.kind.startswith(_LOGS):  # a line of an error beside it
            add_lines_beside(findings, text_of(content.whole(parsing.MAX_BYTES)))
        said = sentences_beside(text_of(content.whole(parsing.MAX_BYTES)), content) if worded else []
        return located(findings, content) + said, reader.kind
    refusal = refusal_of(head)
    whole = content.whole(parsing.MAX_BYTES)
    try:
        if refusal is not None:
            raise Refused(refusal.what, where=content.where, hint=refusal.hint)
        if content.encoding in CODE_PAGES:
            raise NotRecognised("is no text in UTF-8 that is recognised", where=content.where, expected=_EXPECTED)
        return _read_data(parse(whole, content.where), content, is_text=True)
    except Misspelt:
        raise  # else its words would be read, and its facts lost in silence
    except InputError as error:
        found = _read_inside(whole, content) if refusal is None else None
        if found is None:
            found = _told(whole, content, whatever, refused=refusal is not None and not refusal.general)
        if found is None and refusal is None and is_of_no_form(error, text := text_of(whole)):
            what, hint = text_in_words(text)
            raise NotRecognised(what, where=content.where, hint=hint) from None
        if found is None:
            raise
        return found


def _read_inside(whole: bytes, content: Content) -> tuple[list[Located], str] | None:
    """What is read once that is taken off which people and their tools put around it; None where nothing is.

    Raises Refused where it is an error of a tool, say.
    """
    from .containers.documents import MOST_TALK, documents_of, without_terminal
    from .containers.peeling import peeled
    from .headless import with_braces
    from .markup import markup_in, parse_markup
    from .parts import MOST_TEXT, has_answer_first, parts_of
    from .within_data import table_of
    from .wrapped import unbroken

    where = content.where
    try:
        text = decoded(whole, where).replace("\r\n", "\n")
    except InputError:
        return None
    inner = peeled(text)
    if inner is not None:
        try:
            return read_content(of_bytes(inner.encode("utf-8", "replace"), where, content.folder))
        except Refused:
            raise
        except InputError:
            return None
    table = table_of(text) if len(text) <= MOST_TEXT else None
    if table is not None and (printed := _read_within(table, content)) is not None:
        return printed
    tries: tuple[Callable[[], Any], ...] = (
        lambda: (braced := with_braces(text)) and parse(braced.encode("utf-8", "replace"), where),
        lambda: (whole_again := unbroken(text)) and parse(whole_again.encode("utf-8", "replace"), where),
        lambda: documents_of(text, where, MOST_TALK),
        lambda: (shorter := markup_in(text)) and parse_markup(shorter.encode("utf-8", "replace"), where),
        lambda: (shorter := without_terminal(text)) and parse(shorter.encode("utf-8", "replace"), where),
    )
    for attempt in tries:
        try:
            data = attempt() if len(text) <= parsing.MAX_YAML_BYTES else None
            found, kind = _read_data(data, content) if data is not None else ([], "")
        except InputError:
            continue
        if any(entry.finding.facts for entry in found):
            return found, kind
    # An answer with a log or with words below it; with sentences before it, it may be the example of a document.
    if len(text) > MOST_TEXT or not (has_answer_first(text) or {part.kind for part in parts_of(text)} <= _OF_PROGRAMS):
        return None
    return read_pasted(text, content, read_content)


def _read_unstamped(head: str, content: Content) -> tuple[list[Located], str] | None:
    """What a text tells without the times that a collector put before all of its lines; None where it has none."""
    from .containers.prefixes import unstamped

    if unstamped(head[: head.rfind("\n") + 1] or head) is None or len(content.beginning) == HEAD_BYTES:
        return None
    bare, found = unstamped(text_of(content.beginning)), None
    with suppress(InputError):
        found = read_content(_again(bare, content)) if bare else None
    return found if found is not None and found[1] not in _OF_ANY_FORM else None  # else the times are its own


def _again(text: str, content: Content) -> Content:
    """A text that stood in a content, to be read in its place."""
    return of_bytes(text.encode("utf-8", "replace"), content.where, content.folder, content.tidied + 1)


def _told(whole: bytes, content: Content, whatever: bool, refused: bool) -> tuple[list[Located], str] | None:
    """What a text that no reader knows tells: its known lines, and what it says of a failure; None for nothing.

    Of one that is `refused`, an error of `az` or a table, only lines of a guest count, and what was given as the text
    of a failure.
    """
    from .known_lines import KIND as LINES
    from .known_lines import is_of_a_guest, read_known_lines
    from .parts import has_words_first
    from .refusals import beside_a_table
    from .registry import late_text_reader_for
    from .told import KIND, is_of_a_job, names_a_code_beside, read_told

    late = None if refused else late_text_reader_for(text_of(whole))
    if late is not None:
        return located(late.read(of_bytes(whole, content.where).lines()), content), late.kind
    text = text_of(whole[: 16 * HEAD_BYTES])
    if refused and not is_of_a_job(text) and not is_of_a_guest(text):
        text = beside_a_table(text)
        if not text:
            return None
        whole = text.encode()
    found = read_known_lines(of_bytes(whole, content.where).lines())
    # Among known lines a program speaks, unless a person's words come first, or a job's error stands there.
    person = found is None or has_words_first(text) or is_of_a_job(text) or names_a_code_beside(text)
    told = read_told(text, whatever) if person else None
    findings = [finding for finding in (found, told) if finding is not None]
    if not findings:
        return None
    return located(findings, content), KIND if found is None else LINES


def _read_data(data: Any, content: Content, is_text: bool = False) -> tuple[list[Located], str]:
    where = content.where
    if is_certainly_one(data):
        return list(read_fact_file(data, where)), "fact file"
    from .azure.bare_statuses import KIND as OF_NO_FORM
    from .azure.wrappers import DEPTH, is_cut_in_depth, is_empty, nothing_in, overlong_names
    from .containers.documents import Documents  # these are not needed for fact files, and dear to import
    from .registry import readings_of
    from .told import ERROR_KIND, read_errors
    from .unknown import NEEDED, data_in_words
    from .within_data import NOTHING_PRINTED, PRINTED_BETWEEN, is_run_command

    if isinstance(data, Documents):
        return _read_documents(data, content)
    if is_run_command(data):
        printed = _read_within(data, content)
        if printed is None:
            raise NotRecognised(f"is {NOTHING_PRINTED}", where=where, hint=PRINTED_BETWEEN)
        return printed
    readings = readings_of(Node(data))
    of_no_form = [reader.kind for reader, _ in readings] == [OF_NO_FORM]
    if of_no_form and (inner := read_peeled(content, read_content)) is not None:
        return inner
    if readings:
        found = located((f for reader, node in readings for f in reader.read(node)), content)
        if of_no_form:  # an error may stand there
            failure = read_errors(data)
            found += located([failure], content) if failure is not None else []
        if found and is_cut_in_depth(data):
            found[0].finding.notes.append(f"{where}: {DEPTH}")
        if found:
            found[0].finding.notes += (f"{where}: {remark}" for remark in overlong_names(data))
        return found, ", ".join(reader.kind for reader, _ in readings)
    named = read_named_facts(data, where)
    if named is not None:
        return named, "fact file"
    if is_empty(Node(data)):
        raise NotRecognised(
            nothing_in(Node(data)), where=where, hint="by itself it tells nothing: give it together with others"
        )
    within = _read_within(data, content) if isinstance(data, dict | list) and not is_text else None
    if within is not None:
        return within
    failure = read_errors(data) if isinstance(data, dict | list) and not is_text else None
    if failure is not None:
        return located([failure], content), ERROR_KIND
    told = f": {data_in_words(data)}" if isinstance(data, dict | list) else ""
    raise NotRecognised(f"is not recognised{told}", where=where, hint=meant_by(data) or NEEDED)


def _read_within(data: Any, content: Content) -> tuple[list[Located], str] | None:
    """What the texts in data tell; None where none does, or they lie too deep."""
    from .within_data import read_within

    return read_within(data, content, read_content) if content.tidied < MOST_TIDIED else None


def _read_documents(documents: Documents, content: Content) -> tuple[list[Located], str]:
    """The findings of several answers in one text, each read by its own reader."""
    from .known_lines import read_known_lines
    from .refusals import refusal_of
    from .succession import later_holds

    answers: list[tuple[str, list[Located]]] = []
    notes = [f"{content.where}: the answer in line {line} is broken and was passed over" for line in documents.broken]
    if documents.talk:
        notes.append(f"{content.where}: only the answers in it were read, not the words around them")
    for said, place in [
        *((d.before, f"before line {d.line}") for d in documents.found),
        (documents.after, "at the end"),
    ]:
        refusal = refusal_of(said)
        if refusal is not None:
            notes.append(f"{content.where}: what stands {place} {refusal.what}: {refusal.hint}")
    for document in documents.found:
        try:
            entries, kind = _read_answer(document.before, document.data, content)
        except InputError as error:
            notes.append(f"{content.where}: the answer in line {document.line} {error.what}")
            continue
        answers.append((kind, entries))
        for entry in entries:
            places = entry.finding.places
            entry.finding.places = {fact: f"line {document.line}: {at}".rstrip(": ") for fact, at in places.items()}
    later_holds((kind, [entry.finding for entry in entries]) for kind, entries in answers)
    found = [entry for _, entries in answers for entry in entries]
    if any("error.code" in entry.finding.facts for entry in found):  # the command above it tells what failed
        said = "\n".join((*(document.before for document in documents.found), documents.after))
        lines = read_known_lines(of_bytes(said.encode("utf-8", "replace"), content.where).lines())
        found += located([lines] if lines is not None else [], content)
    if not found:
        several = f"holds {len(documents.found)} answers, and none is recognised"
        raise NotRecognised(several, where=content.where, expected=_EXPECTED)
    found[0].finding.notes += notes
    return found, ", ".join(dict.fromkeys(kind for kind, _ in answers))


def _read_answer(before: str, data: Any, content: Content) -> tuple[list[Located], str]:
    """What an answer tells; where it has no kind that is known by itself, what the command above it asked for."""
    from .azure.asked import KIND, read_asked
    from .azure.bare_statuses import STATUSES_ANYWHERE
    from .registry import readings_of

    known = any(reader is not STATUSES_ANYWHERE for reader, _ in readings_of(Node(data)))
    asked = read_asked(before, data, readings_of) if not known else []
    if asked:
        return located(asked, content), KIND
    return _read_data(data, content)
