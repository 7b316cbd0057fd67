"""`backupdx fleet`: many cases at once, from exports or from files with a case a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..facts.errors import InputError, UsageError
from .output import Format, out, say, spare_inputs, style, width, writable

if TYPE_CHECKING:
    from ..fleet.compare import Comparison
    from ..fleet.input import Source
    from ..fleet.known import Accepted, Known
    from ..fleet.run import Store
    from ..fleet.tally import Tally


SHOWN_REASONS = 3


class FleetFailOn(StrEnum):
    """The verdict from which on the exit code is 1."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"


@dataclass(slots=True)
class Wanted:
    """What the command line asks for beside the summary."""

    paths: list[str]
    output: Path | None
    rejects: Path | None
    resume: bool
    jobs: int | None
    dask: str | None


def fleet(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files with a case a line (.ndjson, streamed), exports and folders of any kind that `diagnose` reads "
            "(joined by VM), records of an earlier run, or - for lines on stdin."
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Keep the records here: one compact diagnosis a line.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the summary.")] = Format.TEXT,
    html: Annotated[Path | None, typer.Option(help="Write a report that works offline, with every VM.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Write a table with one row a case.")] = None,
    rejects: Annotated[
        Path | None, typer.Option(help="Keep rejected lines here [default: beside the records, as .rejects].")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Records of an earlier run: what is new, fixed, unchanged?")
    ] = None,
    known: Annotated[
        Path | None, typer.Option(help="Accepted findings (YAML): cause, vm, reason, until. Counted apart.")
    ] = None,
    fail_on: Annotated[
        FleetFailOn | None, typer.Option(help="Exit with 1 if a finding has this verdict or a stronger one.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Worker processes [default: one per core; one for a small fleet].")
    ] = None,
    dask: Annotated[
        str | None, typer.Option(help="Work on a Dask cluster at this address, or on a new one here: `local`.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an interrupted run with --output ended.")
    ] = False,
) -> None:
    """Diagnose a whole fleet: what is broken, where, in how many VMs, what stands behind it, what to do first."""
    from ..fleet.compare import Comparison
    from ..fleet.known import Known, read_known
    from ..fleet.run import header_of, records_in
    from ..fleet.summary import summary_of
    from ..kb.knowledge import knowledge_base

    if resume and output is None:
        raise UsageError("--resume needs the --output of the interrupted run")
    accepted = read_known(known, knowledge_base().by_id) if known else Known()
    targets = (output, rejects, html, csv)
    spare_inputs(targets, (*paths, compare, known))
    writable(targets)
    comparison = None
    if compare is not None:
        header_of(compare)
        comparison = Comparison.with_records(islice(records_in(compare), 1, None))
    wanted = Wanted(paths, output, rejects, resume, jobs, dask)
    with ExitStack() as stack:
        store, tally = _diagnosed(wanted, accepted, stack)
        rows = _Rows(store, accepted, comparison)
        if comparison is not None:
            for _ in rows:
                pass  # counts what is new, and what is gone
        if csv is not None:
            _write_csv(csv, store, rows)
        if html is not None:
            _write_html(html, store, rows, comparison)
        _print(summary_of(tally, header_of(store.path), accepted, comparison), format)
    bad = ("confirmed", "likely")[: 1 + (fail_on is FleetFailOn.LIKELY)] if fail_on else ()
    if any(tally.first[verdict] for verdict in bad):
        raise typer.Exit(1)


class _Rows:
    """The records of a run, each with what the comparison and the accepted findings say; may be gone through again."""

    def __init__(self, store: Store, known: Known, comparison: Comparison | None) -> None:
        self._store, self._known, self._comparison = store, known, comparison

    def __iter__(self) -> Iterator[tuple[str, str, Accepted | None]]:
        """(record, `new`, `unchanged` or nothing, what accepts all that was found for it)."""
        if self._comparison is None and not self._known.entries:
            yield from ((record, "", None) for record in self._store.lines())
            return
        for record in self._store.lines():
            yield (record, *self._said(json.loads(record)))

    def _said(self, record: dict[str, Any]) -> tuple[str, Accepted | None]:
        from ..fleet.tally import findings_of

        found = [(f, self._known.accepts(record["case"], f.cause)) for f in findings_of(record)]
        standing = [finding for finding, entry in found if entry is None]
        if self._comparison is not None:
            for finding, entry in found:
                if entry is not None:
                    self._comparison.is_there(finding)
        if not standing:
            return "", found[0][1] if found else None
        statuses = [self._comparison.status(f) for f in standing] if self._comparison else [""]  # each is counted
        return statuses[0], None


def _diagnosed(wanted: Wanted, known: Known, stack: ExitStack) -> tuple[Store, Tally]:
    """The records on disk and their sums: of this run, or of an earlier one whose records were given."""
    import tempfile

    from ..fleet.input import source_of
    from ..fleet.run import Store, is_records
    from ..fleet.tally import tally_of

    given = [Path(p) for p in wanted.paths if p != "-" and Path(p).is_file() and is_records(Path(p))]
    if given:
        if len(wanted.paths) > 1 or wanted.output is not None:
            raise UsageError(f"{given[0]} holds records of an earlier run: give it alone, and without --output")
        store = Store(given[0], None, resume=True)
        return store, tally_of(store.lines(), known)
    source = source_of(wanted.paths)  # before a file is written: a mistyped path costs no earlier records
    if wanted.output is not None:
        rejects = wanted.rejects or wanted.output.with_name(f"{wanted.output.name}.rejects")
        store = Store(wanted.output, rejects, wanted.resume)
    else:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="backupdx-"))
        store = Store(Path(folder) / "records.ndjson", wanted.rejects)
    return store, _run(wanted, source, store, known)


def _run(wanted: Wanted, source: Source, store: Store, known: Known) -> Tally:
    """Diagnose what was not done yet; the sums are those of all records."""
    from concurrent.futures import BrokenExecutor

    from ..fleet.run import diagnosed
    from ..fleet.tally import tally_of

    tally = tally_of(store.lines(), known)
    done = store.done
    try:
        with _workers(wanted, source.size) as (executor, count), _progress(source.size) as advance:
            lines = islice(source.lines(), store.done, None)
            for chunk in store.write(diagnosed(lines, known, executor, count)):
                tally.update(chunk.tally)
                done += chunk.tally.cases + chunk.tally.rejected
                advance(chunk.size)
    except BrokenExecutor:
        raise InputError(
            "a worker process was ended from outside, perhaps for want of memory",
            hint="go on with --resume, and fewer --jobs" if wanted.output else "use fewer --jobs",
        ) from None
    except KeyboardInterrupt:
        kept = (
            f"{done:,} cases are complete in {store.path}: go on with --resume" if wanted.output else "nothing is kept"
        )
        say(f"interrupted; {kept}")
        raise typer.Exit(130) from None
    for report in source.files:
        if report.status != "read":
            say(f"{report.status}: {report.file}: {report.detail}")
    for remark in source.remarks:
        say(remark)
    _tell_rejected(store, tally)
    if not tally.cases:
        raise InputError("no case could be read", where=", ".join(wanted.paths))
    return tally


def _tell_rejected(store: Store, tally: Tally) -> None:
    """Say how many lines are no case, and why the first ones are none."""
    from ..fleet.run import is_reject

    if not tally.rejected:
        return
    where = f", in {store.rejects}" if store.rejects else "; --rejects FILE keeps them all"
    say(f"{tally.rejected:,} {'line is' if tally.rejected == 1 else 'lines are'} no case{where}")
    for record in islice(filter(is_reject, store.lines()), SHOWN_REASONS):
        data = json.loads(record)
        say(f"  {data['rejected']}, in the line that begins {data['line'][:60].strip()}")


@contextmanager
def _workers(wanted: Wanted, size: int) -> Iterator[tuple[Any, int]]:
    from ..fleet import cluster

    if wanted.dask:
        with cluster.dask(wanted.dask, wanted.jobs or cluster.workers_here()) as (executor, count):
            yield executor, count
    else:
        jobs = wanted.jobs or cluster.workers_for(size)
        with cluster.processes(jobs) as executor:
            yield executor, jobs


@contextmanager
def _progress(size: int) -> Iterator[Any]:
    """A bar on stderr, where that is a terminal and the size is known."""
    if not size or not sys.stderr.isatty():
        yield lambda done: None
        return
    with typer.progressbar(length=size, label="Diagnosing", file=sys.stderr) as bar:
        yield bar.update


def _write_csv(path: Path, store: Store, rows: _Rows) -> None:
    from ..fleet.run import header_of
    from ..report.fleet_tables import write_csv

    said = ((r, f"accepted until {a.until}: {a.reason}" if a else status) for r, status, a in rows)
    with _written(path) as stream:
        write_csv(header_of(store.path), said, stream)


def _write_html(path: Path, store: Store, rows: _Rows, comparison: Comparison | None) -> None:
    from ..fleet.run import header_of
    from ..report.fleet_html import Accepted, Fixed, Row, fleet_html

    shown = (Row(r, status, Accepted(a.reason, str(a.until)) if a else None) for r, status, a in rows)
    fixed = [Fixed(vm, cause=cause) for vm, cause in comparison.fixed] if comparison else ()
    with _written(path) as stream:
        for piece in fleet_html(header_of(store.path), shown, fixed=fixed):
            stream.write(piece)


@contextmanager
def _written(path: Path) -> Iterator[Any]:
    """A text file that appears whole or not at all. Raises InputError where it cannot be written."""
    beside = path.with_name(f"{path.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(f"cannot be written: {error.strerror}", where=str(path)) from None


def _print(summary: Any, format: Format) -> None:
    if format is Format.JSON:
        out(json.dumps(summary.as_data(), indent=2) + "\n")
    elif format is Format.MARKDOWN:
        from ..report.fleet_tables import fleet_markdown

        out(fleet_markdown(summary))
    else:
        from ..report.fleet_text import fleet_text

        out(fleet_text(summary, width(), style()))
