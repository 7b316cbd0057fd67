"""A fleet run: chunks of lines go to workers, records come back in order and are kept, and their sums added up.

Any `concurrent.futures.Executor` can do the work: processes of this machine, or a cluster's (cluster.py). Whole chunks
are written (store.py); an interrupted run leaves complete lines, and a later one takes up where it ended.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ..kb.knowledge import knowledge_base
from .known import AcceptedCauses
from .lines import Batch
from .records import Record
from .stored import is_reject
from .tally import Tally

if TYPE_CHECKING:
    from ..redaction.pseudonyms import Pseudonyms

CHUNK_LINES, CHUNK_CHARACTERS = 500, 4 * 1024 * 1024
AHEAD = 4  # chunks that wait for a worker, each


class Chunk(NamedTuple):
    """What became of some lines: their records, those of rejected lines once more, their sums, and their names."""

    records: str
    rejects: str
    tally: Tally
    size: int
    names: Mapping[str, str] = {}


@cache
def _batch() -> Batch:
    """This process's memory of patterns: it lasts over chunks."""
    return Batch(knowledge_base())


def diagnose_chunk(lines: list[str], known: AcceptedCauses, pseudonyms: Pseudonyms | None = None) -> Chunk:
    """The records of some lines; with `pseudonyms`, of cases that are redacted before anything else.

    What is said of a case hangs on no other one. Runs in a worker; holds nothing of a case afterwards.
    """
    return chunk_of(_batch(), lines, known, pseudonyms)


def chunk_of(batch: Batch, lines: list[str], known: AcceptedCauses, pseudonyms: Pseudonyms | None = None) -> Chunk:
    """The same with a memory of patterns that the caller has."""
    tally = Tally()
    names: dict[str, str] = {}
    if pseudonyms is None:
        made = [batch.record(line) for line in lines]
    else:
        made, names = _redacted(batch, lines, pseudonyms)
        known = known.behind(names)
    for record in made:  # afterwards: going to and fro between the two kinds of work costs a tenth
        tally.add(record.counted, known)
    records = [record.text for record in made]
    rejects = [record for record in records if is_reject(record)]
    return Chunk(_lines(records), _lines(rejects), tally, sum(map(len, lines)), names)


def _redacted(batch: Batch, lines: list[str], pseudonyms: Pseudonyms) -> tuple[list[Record], dict[str, str]]:
    from ..redaction import Redactor  # dear to import, and few runs need it
    from .rejects import redacted_reject

    redactor = Redactor.like(pseudonyms)
    records = [batch.record(line, redactor.alone) for line in lines]
    for n, record in enumerate(records):
        if is_reject(record.text):
            records[n] = record._replace(text=redacted_reject(record.text, redactor))
    return records, redactor.names


def _lines(records: list[str]) -> str:
    return "".join(f"{record}\n" for record in records)


def chunks_of(lines: Iterable[str]) -> Iterator[list[str]]:
    """The lines in parts of at most CHUNK_LINES lines and about CHUNK_CHARACTERS characters."""
    part: list[str] = []
    size = 0
    for line in lines:
        part.append(line)
        size += len(line)
        if len(part) >= CHUNK_LINES or size >= CHUNK_CHARACTERS:
            yield part
            part, size = [], 0
    if part:
        yield part


def diagnosed(
    lines: Iterable[str],
    known: AcceptedCauses,
    executor: Executor | None,
    workers: int,
    pseudonyms: Pseudonyms | None = None,
    alone: int = 0,
) -> Iterator[Chunk]:
    """The chunks in the order of the lines, worked out by the executor; in this process where there is none.

    So are the first chunks, as many as hold `alone` lines: an input of unknown size may have no more, and worker
    processes take a second to start. `pseudonyms` as in `diagnose_chunk`.
    """
    parts = chunks_of(lines)
    while executor is None or alone > 0:
        part = next(parts, None)
        if part is None:
            return
        alone -= len(part)
        yield diagnose_chunk(part, known, pseudonyms)
    waiting: deque[Future[Chunk]] = deque(
        executor.submit(diagnose_chunk, part, known, pseudonyms) for part in islice(parts, workers * AHEAD)
    )
    try:
        while waiting:
            chunk = waiting.popleft().result()
            waiting += (executor.submit(diagnose_chunk, part, known, pseudonyms) for part in islice(parts, 1))
            yield chunk
    finally:
        for future in waiting:
            future.cancel()
