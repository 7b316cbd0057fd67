"""A fleet's run over files that are held in memory, as a door gets them: nothing is read from disk, nothing written.

It says what `backupdx fleet` says of the same files; what is remembered of one run is gone before the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from itertools import islice
from typing import IO, Any, NamedTuple

from ..facts.errors import InputError, UsageError
from ..facts.saving import cases_text
from ..kb.knowledge import knowledge_base
from ..readers.loading import FileReport, Loaded, load_named
from .compare import Comparison
from .customers import read_customers
from .held import Held, expanded
from .history import read_history
from .input import EMPTY, as_text, begins_with_case, lines_in
from .known import AcceptedCauses, read_known
from .lines import Batch
from .records import header
from .rows import Beside, Rows
from .run import chunk_of, chunks_of
from .stored import Records, count_of, is_records, is_redacted, is_reject
from .summary import Summary
from .tally import Tally, tally_of

SHOWN_REASONS = 3


@dataclass(frozen=True, slots=True)
class Handed:
    """What a fleet's run is made of, as `backupdx fleet` takes it: its files, and what its options name.

    `files` are cases one a line, exports and archives of any kind, or alone the records of an earlier run; `compare`
    and `history` are records of earlier runs.
    """

    files: Sequence[Held]
    compare: Held | None = None
    history: Sequence[Held] = ()
    customers: Sequence[Held] = ()
    customer_tag: str = "customer"
    known: Held | None = None


class Fleet(NamedTuple):
    """What came of a run: its summary, its rows and records, and what became of the exports."""

    summary: Summary
    rows: Rows
    records: Records
    read: Loaded

    @property
    def rejects(self) -> Iterator[dict[str, str]]:
        """Each line that is no case: why, and how it begins."""
        return map(json.loads, filter(is_reject, self.records.lines()))


class Made(Records):
    """The records of this run, which are as they have to be."""

    def __init__(self, first: str) -> None:
        self._first, self.pieces = first, list[str]()

    @property
    def header(self) -> dict[str, Any]:
        """The first line."""
        data: dict[str, Any] = json.loads(self._first)
        return data

    def lines(self) -> Iterator[str]:
        """The records, without the header."""
        return (line for piece in self.pieces for line in piece.splitlines(keepends=True))  # ASCII: no other line ends

    def text(self) -> str:
        """All of it, as `--output` keeps it."""
        counted = self._first.replace(count_of(None), count_of(sum(1 for _ in self.lines())))
        return "".join([f"{counted}\n", *self.pieces])


@dataclass(slots=True)
class _Source:
    """Files with a case a line, and all others, which are joined by VM."""

    streamed: dict[str, bytes] = field(default_factory=dict)
    joined: dict[str, bytes] = field(default_factory=dict)
    read: Loaded = field(default_factory=Loaded)

    def lines(self) -> Iterator[str]:
        empty: list[FileReport] = []
        for name, content in self.streamed.items():
            lines = lines_in(name, partial(_text, content))
            first = next(lines, None)
            if first is None:
                empty.append(FileReport(name, "ignored", EMPTY))
                continue
            yield first
            yield from lines
        if self.joined:
            self.read = load_named(self.joined, beside=bool(self.streamed))
            for case in self.read.cases:
                yield cases_text([case], ".ndjson")
        self.read.files[:0] = empty

    def fingerprint(self) -> str:
        """As `FleetInput.fingerprint` makes it of the same files."""
        made = blake2b(digest_size=16)
        for content in (*self.streamed.values(), *self.joined.values()):
            made.update(b"\0" + blake2b(content, digest_size=32).digest())
        return made.hexdigest()


def fleet_of(handed: Handed) -> Fleet:
    """Diagnose all cases that were handed over, or count the records of an earlier run.

    Raises InputError for what cannot be read, and where no line is a case; UsageError where nothing is given, and for
    records beside something else; Disagreement as `diagnose_lines` does.
    """
    if not handed.files:
        raise UsageError("no case was given: give files with a case a line, exports, or records of an earlier run")
    known = read_known(handed.known, knowledge_base().by_any_id) if handed.known else AcceptedCauses()
    earlier = [each for each in handed.files if is_records(each)]
    if earlier and len(handed.files) > 1:
        raise UsageError(
            f"{earlier[0].name} holds records of an earlier run: give them alone, or as those to compare with"
        )
    beside = Beside(
        known,
        _comparison(handed.compare, earlier) if handed.compare else None,
        read_customers(handed.customers, handed.customer_tag) if handed.customers else None,
        read_history(handed.history, known) if handed.history else None,
    )
    source = _Source()
    if earlier:
        records = Records(earlier[0])
        tally = tally_of(records.lines(), known)
        if is_redacted(records.header) and known.entries:
            source.read.remarks.append(
                "these records are redacted: accepted findings that name VMs are not recognised among them"
            )
    else:
        records, tally = _diagnosed(handed.files, source, known)
    rows = Rows(records, beside)
    return Fleet(rows.summary(tally), rows, records, source.read)


def _comparison(compare: Held, others: Sequence[Held]) -> Comparison:
    """The findings of the earlier run. Raises InputError where names and pseudonyms would be compared."""
    before = Records(compare)
    redacted = is_redacted(before.header)
    if redacted != any(is_redacted(Records(other).header) for other in others):
        state, other = ("is", "is not") if redacted else ("is not", "is")
        raise InputError(
            f"{state} redacted, and what is compared with it {other}",
            where=compare.name,
            hint="compare records with names, or records that are redacted with the same map",
        )
    return Comparison.with_records(before.lines(), knowledge_base().renamed)


def _diagnosed(files: Sequence[Held], source: _Source, known: AcceptedCauses) -> tuple[Records, Tally]:
    for name, content in files:
        kind = source.streamed if begins_with_case(name, partial(_text, content)) else source.joined
        kind[name] = content
    made = Made(header(knowledge_base(), source=source.fingerprint()))
    tally, batch = Tally(), Batch(knowledge_base())
    for part in chunks_of(source.lines()):
        chunk = chunk_of(batch, part, known)
        tally.update(chunk.tally)
        made.pieces.append(chunk.records)
    if not tally.cases:
        rejects = (json.loads(record) for record in islice(filter(is_reject, made.lines()), SHOWN_REASONS))
        told = [f"{each['rejected']}, in the line that begins {each['line'][:60].strip()}" for each in rejects]
        count = f"{tally.rejected:,} {'line is' if tally.rejected == 1 else 'lines are'} none"
        what = f"no case could be read; {count}: {'; '.join(told)}" if told else "no case could be read"
        raise InputError(what, where=", ".join(each.name for each in files))
    return made, tally


def _text(content: bytes) -> IO[str]:
    return as_text(expanded(content))
