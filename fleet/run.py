"""A fleet run: chunks of lines go to workers, records come back in order and are kept, and their sums added up.

Any `concurrent.futures.Executor` can do the work: processes of this machine, or a cluster's (cluster.py). Whole chunks
are written; an interrupted run leaves complete lines, and a later one takes up where it ended.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import suppress
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from ..facts.errors import InputError, UsageError
from ..kb.knowledge import knowledge_base
from .known import AcceptedCauses
from .lines import Batch
from .records import Record, header
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
    batch, tally = _batch(), Tally()
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
) -> Iterator[Chunk]:
    """The chunks in the order of the lines, worked out by the executor; in this process where there is none.

    `pseudonyms` as in `diagnose_chunk`.
    """
    if executor is None:
        for part in chunks_of(lines):
            yield diagnose_chunk(part, known, pseudonyms)
        return
    parts = chunks_of(lines)
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


def is_reject(record: str) -> bool:
    """Whether a record says why its line is no case."""
    return record.startswith('{"rejected"')


class Store:
    """The records on disk: a header, then one complete line for each line that was read, in that order.

    The rejected lines stand in a file of their own too, where there are any. The header says whether the records are
    `redacted`; with None, an earlier run's may be either. Raises UsageError where they are not as is wanted.
    """

    def __init__(
        self, records: Path, rejects: Path | None, resume: bool = False, redacted: bool | None = False
    ) -> None:
        self.path, self.rejects = records, rejects
        self.done = 0  # lines that an earlier run has dealt with
        kb = knowledge_base()
        if resume and records.exists():
            self.done = max(0, _complete_lines(records) - 1)
            made = header_of(records)
            if made["kb_version"] != kb.version:
                raise UsageError(f"{records} was made with another knowledge base: run again without --resume")
            if redacted is not None and is_redacted(made) != redacted:
                state = "is" if is_redacted(made) else "is not"
                raise UsageError(f"{records} {state} redacted: names and pseudonyms do not go into one file")
        else:
            with _writing(records, "wb") as stream:
                _append(stream, header(kb, bool(redacted)) + "\n")
        if rejects is not None:
            rejects.unlink(missing_ok=True)
            self._reject("".join(r for r in self.lines() if is_reject(r)))

    def write(self, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """Keep each chunk whole, then yield it. Raises InputError where the disk is full; complete lines stay."""
        with _writing(self.path, "ab") as records:
            for chunk in chunks:
                _append(records, chunk.records)
                self._reject(chunk.rejects)
                yield chunk

    def _reject(self, text: str) -> None:
        if text and self.rejects is not None:
            with _writing(self.rejects, "ab") as stream:
                _append(stream, text)

    def change(self, changed: Callable[[str], str]) -> None:
        """Write the records again as `changed` gives them, where that is another way. Raises InputError."""
        if all(changed(line) == line for line in self.lines()):
            return
        beside = self.path.with_name(f"{self.path.name}.part")
        try:
            with _writing(beside, "wb") as stream:
                for n, line in enumerate(records_in(self.path)):
                    _append(stream, changed(line) if n else line)
            beside.replace(self.path)
        finally:
            beside.unlink(missing_ok=True)

    def lines(self) -> Iterator[str]:
        """The records, without the header."""
        return islice(records_in(self.path), 1, None)


def _writing(path: Path, mode: str) -> IO[Any]:
    try:
        return path.open(mode)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=str(path)) from None


def _append(stream: IO[bytes], text: str) -> None:
    """Write all of the text, or nothing."""
    before = stream.tell()
    try:
        stream.write(text.encode())
        stream.flush()
    except BaseException as error:
        with suppress(OSError, ValueError):
            stream.close()  # what is in its buffer cannot be written either
        with suppress(OSError), Path(stream.name).open("r+b") as again:
            again.truncate(before)
        if isinstance(error, OSError):
            raise InputError(
                f"cannot be written: {error.strerror}",
                where=stream.name,
                hint="what is complete was kept; make room and go on with --resume",
            ) from None
        raise


def _complete_lines(path: Path) -> int:
    """How many complete lines a file has; what stands behind the last one is cut off."""
    if not path.exists():
        return 0
    count = end = 0
    with path.open("r+b") as stream:
        for line in stream:
            if line.endswith(b"\n"):
                count += 1
                end += len(line)
        stream.truncate(end)
    return count


def header_of(path: Path) -> dict[str, Any]:
    """The header of a file of records. Raises InputError where it has none."""
    with suppress(OSError, ValueError, StopIteration, RecursionError):
        data = json.loads(next(records_in(path)))
        if isinstance(data, dict) and data.get("backupdx") == "fleet":
            return data
    raise InputError("is no file of records that `backupdx fleet --output` wrote", where=str(path))


def is_records(path: Path) -> bool:
    """Whether a file holds records of an earlier run."""
    try:
        return bool(header_of(path))
    except InputError:
        return False


def is_redacted(header: dict[str, Any]) -> bool:
    """Whether the records behind this header have pseudonyms for names."""
    return bool(header.get("redacted"))


def records_in(path: Path) -> Iterator[str]:
    """The lines of a file of records, header included; one that is not complete is left out."""
    with path.open(encoding="utf-8", errors="replace") as stream:
        yield from (line for line in stream if line.endswith("\n"))
