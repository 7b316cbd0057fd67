"""`backupdx collect --run --redact`: what Azure says, kept as facts with pseudonyms.

Raw answers hold much that no reader looks at (tags, users, addresses, keys of other resources), and nothing tells which
of it identifies whom. So the answers are read as `import` reads them, and only the facts are kept, as a fact file with
which the diagnosis is the same. What is raw stays in memory, and while it is read in a folder of this user alone.
"""

from __future__ import annotations

import io
import shlex
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ..facts.errors import InputError
from . import redacting
from .collecting import asked, signed_in
from .inputs import of_vm
from .output import out, say, spare_inputs, writable

if TYPE_CHECKING:
    from ..collect.choice import Choice
    from ..readers.loading import Loaded

_BUNDLE = "azure.txt"  # as sources name it


def run_redacted(
    wanted: Choice, names: dict[str, str], output: Path | None, paths: list[str], redact_map: Path | None
) -> None:
    """Ask Azure, and write the facts of its answers and of `paths` with pseudonyms; print the path of that file.

    The map stands beside it unless another place is given. What was collected is kept on an interrupt. Raises
    UsageError and InputError as the run without redaction does.
    """
    path = output or Path(f"backupdx-{datetime.now(UTC):%Y%m%d-%H%M%S}.yaml")
    map_file = redact_map or path.with_name(f"{path.name}.names.json")
    spare_inputs((path,), (map_file,))
    writable((path, map_file))
    redactor = redacting.redactor(True, map_file)
    assert redactor is not None
    running = signed_in(wanted, names)
    bundle = io.StringIO()
    whole = asked(running, bundle)
    if not running.answered:
        for name, why in running.failed.items():
            say(f"no answer to `{name}`: {redactor.text(why)}")
        if not whole:
            say("interrupted; nothing was collected until then")
            raise typer.Exit(130)
        raise InputError("Azure answered nothing", where=names["vm"], hint="without --redact a file keeps what it said")
    loaded = _loaded(bundle.getvalue(), paths, names["vm"])
    redacted = redacting.redacted(loaded, redactor)
    _save(redacted, path)
    redacting.save_map(redactor, map_file)
    for name, why in running.failed.items():
        say(f"no answer to `{name}`: {redactor.text(why)}")
    if not whole:
        say(f"interrupted; what was collected until then: {path}")
        raise typer.Exit(130)
    out(f"{path}\n")
    say(f"{running.answered} answer(s), as facts with pseudonyms; next: backupdx diagnose {shlex.quote(str(path))}")


def _loaded(bundle: str, paths: list[str], vm: str) -> Loaded:
    """The cases of the bundle and of the other files, those of the VM where files are about several."""
    from ..readers.loading import load_paths

    with tempfile.TemporaryDirectory(prefix="backupdx-") as folder:  # which only this user can look into
        file = Path(folder) / _BUNDLE
        file.write_text(bundle, encoding="utf-8")
        loaded = load_paths([*paths, file])
    if len(loaded.cases) > 1:
        loaded.cases = of_vm(loaded.cases, vm)
    return loaded


def _save(loaded: Loaded, path: Path) -> None:
    from ..facts.saving import save_cases

    try:
        save_cases(loaded.cases, path)
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", where=str(path)) from None
