"""`backupdx fleet`: many cases at once, from exports or from files with a case a line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..facts.errors import Disagreement, InputError, UsageError
from ..facts.writing import STDOUT, can_grow, written
from ..report import formats
from . import redacting
from .fleet_files import as_passing, beside_records, spare_what_stands_beside, telling_of_the_earlier
from .output import file_to_write, format_option, look, out, say, spare_inputs, writable

if TYPE_CHECKING:
    from ..fleet.compare import Comparison
    from ..fleet.input import FleetInput
    from ..fleet.known import AcceptedCauses
    from ..fleet.store import Store
    from ..fleet.stored import Records
    from ..fleet.tally import Tally
    from ..redaction import Redactor


SHOWN_REASONS = 3


class FleetFailOn(StrEnum):
    """The verdict from which on the exit code is 1; or that a finding is new."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    NEW = "new"


@dataclass(slots=True)
class Wanted:
    """What the command line asks for beside the summary."""

    paths: list[str]
    output: Path | None
    rejects: Path | None
    resume: bool
    jobs: int | None
    dask: str | None
    redactor: Redactor | None = None
    redact_map: Path | None = None


def fleet(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files with a case a line (.ndjson, streamed), exports and folders of any kind that `diagnose` reads "
            "(joined by VM), records of an earlier run, or - for lines on stdin."
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            parser=file_to_write,
            help="Keep the records here: one compact diagnosis a line. Those of an earlier run stay beside them, as "
            "FILE.before-this-run, until this run has ended.",
        ),
    ] = None,
    format: Annotated[str, format_option("fleet", "the summary")] = "text",
    html: Annotated[
        Path | None, typer.Option(parser=file_to_write, help="Write a report that works offline, with every VM.")
    ] = None,
    csv: Annotated[Path | None, typer.Option(parser=file_to_write, help="Write a table with one row a case.")] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(parser=file_to_write, help="Keep rejected lines here [default: beside the records, as .rejects]."),
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Records of an earlier run: what is new, fixed, unchanged?")
    ] = None,
    history: Annotated[
        list[Path] | None,
        typer.Option(
            help="Records of earlier runs, oldest first: the trend, and since when a VM fails. May be repeated."
        ),
    ] = None,
    customers: Annotated[
        list[Path] | None,
        typer.Option(help="Whose VM it is: a list (YAML), or what `az account list` or `az vm list` printed."),
    ] = None,
    customer_tag: Annotated[str, typer.Option(help="The tag of VMs that names the customer.")] = "customer",
    known: Annotated[
        Path | None, typer.Option(help="Accepted findings (YAML): cause, vm, reason, until. Counted apart.")
    ] = None,
    fail_on: Annotated[
        FleetFailOn | None, typer.Option(help="Exit with 1 if a finding has this verdict or a stronger one, or is new.")
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
    redact: redacting.Redact = False,
    redact_map: redacting.RedactMap = None,
) -> None:
    """Diagnose a whole fleet: what is broken, where, in how many VMs, what stands behind it, what to do first."""
    from ..fleet.customers import read_customers
    from ..fleet.history import read_history
    from ..fleet.known import AcceptedCauses, read_known
    from ..fleet.rows import Beside, Rows
    from ..kb.knowledge import knowledge_base

    if resume and output is None:
        raise UsageError("--resume needs the --output of the interrupted run")
    if fail_on is FleetFailOn.NEW and compare is None:
        raise UsageError("--fail-on new needs --compare with the records of an earlier run")
    accepted = read_known(known, knowledge_base().by_any_id) if known else AcceptedCauses()
    targets = (output, rejects or beside_records(output), html, csv, redact_map)
    spare_inputs(targets, (*paths, compare, known, *(history or ()), *(customers or ())))
    places = writable(targets)
    spare_what_stands_beside(output, rejects)
    output, html, csv = places[0], *places[2:4]
    rejects = places[1] if rejects is not None else None
    if resume and output is not None and not can_grow(output):
        raise UsageError(f"--resume goes on with a file, and {output} is none")
    redactor = redacting.redactor(redact, redact_map)
    if resume and redactor is not None and redact_map is None:
        raise UsageError("--resume needs the --redact-map of the interrupted run: pseudonyms of another key are others")
    if redactor is not None:
        accepted = accepted.behind(redactor.names)
        if customers:
            raise UsageError("--customers names who is behind the pseudonyms: give it without --redact")
    wanted = Wanted(paths, output, rejects, resume, jobs, dask, redactor, redact_map)
    comparison = _comparison(compare, wanted) if compare else None
    beside = Beside(  # read before the long work
        accepted,
        comparison,
        read_customers(customers, customer_tag) if customers else None,
        read_history(history, accepted, named=redactor is None) if history else None,
    )
    with ExitStack() as stack:
        store, tally = _diagnosed(wanted, accepted, stack)
        rows = Rows(store, beside, redactor)
        summary = rows.summary(tally)
        if csv is not None:
            from ..report.fleet_files import write_table

            with written(csv) as stream:
                write_table(rows, stream)
        if html is not None:
            from ..report.fleet_files import fleet_page

            with written(html) as stream:
                stream.writelines(fleet_page(rows))
        shown = formats.renderer("fleet", format)(summary, look())
        if STDOUT in (output, rejects, html, csv):  # stdout carries that alone
            sys.stderr.write(shown)
        else:
            out(shown)
    if fail_on is FleetFailOn.NEW:
        bad = bool(summary.new)
    else:
        verdicts = ("confirmed", "likely")[: 1 + (fail_on is FleetFailOn.LIKELY)] if fail_on else ()
        bad = any(tally.first[verdict] for verdict in verdicts)
    if bad:
        raise typer.Exit(1)


def _comparison(compare: Path, wanted: Wanted) -> Comparison:
    """The findings of the earlier run, by name. Raises InputError where names and pseudonyms would be compared."""
    from ..fleet.compare import Comparison
    from ..fleet.stored import checked_records, header_of, is_redacted
    from ..kb.knowledge import knowledge_base

    renamed = knowledge_base().renamed
    if wanted.redactor is not None:
        from ..fleet.redaction import alike

        return Comparison.with_records(alike(compare, wanted.redactor), renamed)
    earlier = is_redacted(header_of(compare))
    if earlier != any(is_redacted(header_of(p)) for p in _given(wanted)):
        raise InputError(
            f"{'is' if earlier else 'is not'} redacted, and what is compared with it {'is not' if earlier else 'is'}",
            where=str(compare),
            hint="give the map of its redaction as --redact-map" if earlier else "compare records with names",
        )
    return Comparison.with_records(checked_records(compare), renamed)


def _given(wanted: Wanted) -> list[Path]:
    """The records of earlier runs among the paths."""
    from ..fleet.stored import is_records

    return [Path(p) for p in wanted.paths if p not in ("-", "") and os.path.isfile(p) and is_records(Path(p))]  # noqa: PTH113


def _rejects_file(wanted: Wanted) -> Path | None:
    """Where rejected lines are kept: beside the records, which have to be a file for that, unless it is told."""
    return wanted.rejects or beside_records(wanted.output)


def _diagnosed(wanted: Wanted, known: AcceptedCauses, stack: ExitStack) -> tuple[Records, Tally]:
    """The records on disk and their sums: of this run, or of an earlier one whose records were given."""
    import tempfile

    from ..fleet.input import source_of
    from ..fleet.redaction import alike
    from ..fleet.store import Store, is_begun
    from ..fleet.stored import Records, header_of, is_redacted, records_in
    from ..fleet.tally import tally_of

    given = _given(wanted)
    if given:
        if len(wanted.paths) > 1 or wanted.output is not None:
            raise UsageError(f"{given[0]} holds records of an earlier run: give it alone, and without --output")
        redacted = is_redacted(header_of(given[0]))
        if wanted.redactor is not None:
            raise UsageError(
                f"{given[0]} is redacted already: give it without --redact and --redact-map"
                if redacted
                else f"{given[0]} holds records with names in their texts: give what they were made from, with --redact"
            )
        if redacted and known.entries:
            say("these records are redacted: accepted findings that name VMs are not recognised among them")
        there = Records(given[0])
        return there, tally_of(there.lines(), known)
    source = source_of(wanted.paths)  # before a file is written: a mistyped path costs no earlier records
    redacted = wanted.redactor is not None
    keeps = wanted.output is not None and can_grow(wanted.output)
    if wanted.output is not None and keeps:
        if wanted.resume and wanted.redactor is not None and is_begun(wanted.output):
            next(alike(wanted.output, wanted.redactor), None)  # another map is told as such, not as another input
        print_of = source.fingerprint(bytes.fromhex(wanted.redactor.key) if wanted.redactor else b"")
        with telling_of_the_earlier(wanted.output):
            store = Store(wanted.output, _rejects_file(wanted), wanted.resume, redacted, print_of)
    else:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="backupdx-"))
        passing = Path(folder) / "records.ndjson"
        with as_passing(passing):
            store = Store(passing, wanted.rejects, redacted=redacted)
    stack.callback(store.close)
    # However the run ends: nobody else can tell what stands behind the pseudonyms that are written by then.
    stack.callback(redacting.save_map, wanted.redactor, wanted.redact_map)
    with as_passing(None if keeps else store.path), telling_of_the_earlier(store.path):
        tally = _run(wanted, source, store, known)
    store.complete()
    if wanted.output is not None and not keeps:
        with written(wanted.output) as stream:
            stream.writelines(records_in(store.path))
    return store, tally


def _run(wanted: Wanted, source: FleetInput, store: Store, known: AcceptedCauses) -> Tally:
    """Diagnose what was not done yet; the sums are those of all records."""
    from concurrent.futures import BrokenExecutor

    from ..fleet import cluster
    from ..fleet.kept import Kept
    from ..fleet.run import diagnosed
    from ..fleet.tally import tally_of
    from ..readers.loading import Loaded

    if (redactor := wanted.redactor) is not None:
        from ..fleet.redaction import alike, with_all_names
    tally = tally_of(alike(store.path, redactor) if redactor else store.lines(), known)
    done = store.done
    resumable = wanted.output is not None and (redactor is None or wanted.redact_map is not None)
    try:
        with _workers(wanted, source.size) as (executor, count), _progress(source.size) as advance:
            lines = Kept(store.path, redactor).after(store.lines(), source.lines(), store.done)
            alone = 0 if source.size or wanted.jobs or wanted.dask else cluster.FEW
            chunks = diagnosed(lines, known, executor, count, redactor.pseudonyms if redactor else None, alone)
            for chunk in store.write(chunks):
                tally.update(chunk.tally)
                if redactor is not None:
                    redactor.take(chunk.names)
                done += chunk.tally.cases + chunk.tally.rejected
                advance(chunk.size)
    except Disagreement as error:
        raise error if redactor is None else Disagreement(error.what) from None
    except BrokenExecutor:
        raise InputError(
            "a worker process was ended from outside, perhaps for want of memory",
            hint="go on with --resume, and fewer --jobs" if resumable else "use fewer --jobs",
        ) from None
    except KeyboardInterrupt:
        kept = f"{done:,} cases are complete in {store.path}" if wanted.output is not None else "nothing is kept"
        say(f"interrupted; {kept}{': go on with --resume' if resumable else ''}")
        raise typer.Exit(130) from None
    if redactor is not None:
        store.change(lambda record: with_all_names(record, redactor))
    read = Loaded([], source.files, source.remarks)
    told = redacting.redacted_remarks(read, redactor) if redactor else read
    for report in told.files:
        if report.status != "read":
            say(f"{report.status}: {report.file}: {report.detail}")
    for remark in told.remarks:
        say(remark)
    _tell_rejected(store, tally, wanted)
    if not tally.cases:
        raise InputError("no case could be read", where=", ".join(wanted.paths))
    return tally


def _tell_rejected(store: Store, tally: Tally, wanted: Wanted) -> None:
    """Say how many lines are no case, and why the first ones are none."""
    from ..fleet.stored import is_reject

    if not tally.rejected:
        return
    file = _rejects_file(wanted)
    where = f", in {file}" if file else "; --rejects FILE keeps them all"
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
        with cluster.processes(jobs, say) as executor:
            yield executor, jobs


@contextmanager
def _progress(size: int) -> Iterator[Any]:
    """A bar on stderr, where that is a terminal and the size is known."""
    if not size or not sys.stderr.isatty():
        yield lambda done: None
        return
    with typer.progressbar(length=size, label="Diagnosing", file=sys.stderr) as bar:
        yield bar.update
