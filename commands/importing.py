"""`backupdx import`: exports of any kind become one fact file, with a list of what was read and what was not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from . import redacting
from .inputs import tell_unused
from .output import file_to_write, out, say, spare_inputs, width, writable


def import_files(
    paths: Annotated[
        list[str], typer.Argument(help="Exports, logs, folders, zip or tar archives of them, or - for stdin.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            parser=file_to_write,
            help="The fact file to write: .yaml, .json, .ndjson with one case a line; - for stdout.",
        ),
    ] = None,
    redact: redacting.Redact = False,
    redact_map: redacting.RedactMap = None,
) -> None:
    """Turn exports into one fact file: each fact with the file, the place in it and the time that it comes from.

    The list of what was read goes to stdout with --output; without it the fact file does, and the list to stderr.
    """
    from ..facts.saving import cases_text, save_cases
    from ..facts.writing import STDOUT
    from ..readers.loading import load_paths
    from ..report.imported import imported

    spare_inputs((output, redact_map), paths)
    output, _ = writable((output, redact_map))
    redactor = redacting.redactor(redact, redact_map)
    read = loaded = load_paths(paths)
    if redactor is not None:
        loaded = redacting.redacted(read, redactor)
    listing = imported(loaded, width())
    redacting.save_map(redactor, redact_map)  # first: without it nobody can turn back what is written now
    if output is None or output == STDOUT:
        out(cases_text(loaded.cases))
        sys.stderr.write(listing)
        return
    save_cases(loaded.cases, output)
    tell_unused(paths, read, loaded)
    written = f"Written: {output} (go on with: backupdx diagnose {output})"
    if redactor is None:
        out(f"{listing}{written}\n")
    else:  # where one keeps one's files is nothing to share
        out(listing)
        say(written)
