"""`backupdx collect`: prints the script that collects what is missing, or runs the part for the Azure CLI."""

from __future__ import annotations

import io
import re
import shlex
import signal
import sys
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from ..facts.errors import InputError, UsageError
from ..facts.writing import STDOUT, grown, written
from . import redacting
from .inputs import loaded_cases, of_vm, only_one
from .output import file_to_write, out, say, spare_inputs, writable

if TYPE_CHECKING:
    from ..collect.choice import Choice
    from ..collect.running import Run
    from ..engine.reasoning import Reasoning
    from ..readers.loading import Loaded
    from ..redaction import Redactor


class ScriptKind(StrEnum):
    """Where a script runs."""

    AZURE = "azure"
    AZURE_POWERSHELL = "azure-powershell"
    LINUX = "linux"
    WINDOWS = "windows"


_GUESTS = ("linux", "windows")
_LABEL = 45  # columns, so that the bar stays where it is


def collect(
    vm: Annotated[str | None, typer.Option(help="Name of the VM; with --for, the one of several.")] = None,
    resource_group: Annotated[str | None, typer.Option(help="Its resource group; it is looked for otherwise.")] = None,
    subscription: Annotated[str | None, typer.Option(help="Its subscription; else the one `az` is set to.")] = None,
    vault: Annotated[str | None, typer.Option(help="The Recovery Services vault; it is looked for otherwise.")] = None,
    vault_resource_group: Annotated[str | None, typer.Option(help="The resource group of the vault.")] = None,
    old_vault: Annotated[str | None, typer.Option(help="A vault that protected the VM before.")] = None,
    old_vault_resource_group: Annotated[str | None, typer.Option(help="The resource group of that vault.")] = None,
    script: Annotated[ScriptKind, typer.Option(help="Where the script is to run.")] = ScriptKind.AZURE,
    for_: Annotated[
        list[str] | None, typer.Option("--for", help="Only what this case still needs (files as for `diagnose`).")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", parser=file_to_write, help="Write to this file.")
    ] = None,
    run: Annotated[bool, typer.Option("--run", help="Run the commands of the script for `az` here and now.")] = False,
    redact: redacting.Redact = False,
    redact_map: redacting.RedactMap = None,
) -> None:
    """Print a read-only script that collects what a diagnosis can use, or, with --run, ask Azure right away.

    The output of each script is one text, which `diagnose` reads. Every command is read-only, and says why it is run.
    --redact goes with --run: the facts of the answers are kept, with pseudonyms, and the map of them beside.
    """
    from ..collect.choice import choice, for_people, missing_facts, names_of

    if run and script is not ScriptKind.AZURE:
        raise UsageError("--run is for `az` only: print the other scripts and run them where they belong")
    if (redact or redact_map) and not run:
        raise UsageError(
            "a script needs the names: --redact goes with --run only. What a script has written is redacted by "
            "`backupdx import FILE --redact -o case.yaml`"
        )
    spare_inputs((output, redact_map), for_ or [])
    output, _ = writable((output, redact_map))
    reasoning = _reasoning(for_ or [], vm, redacting.redactor(redact, redact_map))
    missing = missing_facts(reasoning) if reasoning else None
    platform = reasoning.platform if reasoning else None
    wanted = choice(script.value, missing, platform)
    people = for_people(missing or ())
    if missing is not None:
        _tell_of_others(wanted, missing, people, platform)
    if not wanted.commands:
        say(f"nothing is missing that the {script.value} script could tell")
        return
    options = {
        "vm": vm,
        "resource_group": resource_group,
        "subscription": subscription,
        "vault": vault,
        "vault_resource_group": vault_resource_group,
        "old_vault": old_vault,
        "old_vault_resource_group": old_vault_resource_group,
    }
    names, refused = names_of(options, reasoning)
    for name in refused:
        say(f"what is given as {name} is no name that can be put into a command safely: it is left out")
    if run and (redact or redact_map):
        _run_redacted(wanted, names, output, for_ or [], redact_map)
    elif run:
        path, answered = _run(wanted, names, output)
        if path != STDOUT:
            out(f"{path}\n")
        files = " ".join(shlex.quote(p) for p in (*(for_ or []), str(path)))
        say(f"{answered} answer(s)" + ("" if path == STDOUT else f"; next: backupdx diagnose {files}"))
    else:
        _print(script, wanted, names, people, output)


def answers_about(vm: str, resource_group: str | None, subscription: str | None) -> Path:
    """Asks Azure all that its script asks about a VM, and returns the file with the answers.

    Raises UsageError where `az` cannot be used, and InputError where Azure answers nothing.
    """
    from ..collect.choice import choice, names_of

    names, refused = names_of({"vm": vm, "resource_group": resource_group, "subscription": subscription}, None)
    if refused:
        raise UsageError(f"what is given as {refused[0]} is no name that can be put into a command safely")
    path, answered = _run(choice("azure", None, None), names, None)
    say(f"{answered} answer(s) of Azure, kept in {path}")
    return path


def _reasoning(paths: list[str], vm: str | None, redactor: Redactor | None) -> Reasoning | None:
    """What follows from the case in these files; None without files. Raises InputError and UsageError.

    Files that do not name their VM are about the one that is given. With a redactor, what is said of them has
    pseudonyms.
    """
    if not paths:
        return None
    from ..library import reason

    cases = loaded_cases(paths, redactor)
    if vm and any(case.vm.name for case in cases):
        cases = of_vm(cases, vm, redactor)
    return reason(only_one(cases, redactor))


def _tell_of_others(wanted: Choice, missing: tuple[str, ...], people: Collection[str], platform: str | None) -> None:
    """Says what this script cannot tell, and what could: another script, or a person."""
    from ..collect.choice import choice

    if wanted.script in _GUESTS and platform in _GUESTS and wanted.script != platform:
        say(f"the VM runs {platform}: use --script {platform}")
    left = [fact for fact in missing if fact not in wanted.facts and fact not in people]
    for other in ("azure", "linux", "windows"):
        facts = choice(other, left, platform).facts
        if facts and other != wanted.script.removesuffix("-powershell"):
            say(f"{len(facts)} more fact(s) with --script {other}: {', '.join(facts)}")
    if people:
        say(f"{len(people)} more fact(s) only a person can tell, as `backupdx ask` asks them: {', '.join(people)}")


def _print(
    script: ScriptKind, wanted: Choice, names: dict[str, str], people: dict[str, str], output: Path | None
) -> None:
    from ..collect.scripts import RUN_IT, script_text

    text = script_text(script.value, wanted.commands, names, people)
    if output is None or output == STDOUT:
        out(text)
        return
    with written(output) as file:
        file.write(text)
    say(f"written: {output}")
    say(f"run it: {RUN_IT[script.value].replace('FILE', str(output))}")


def _run(wanted: Choice, names: dict[str, str], output: Path | None) -> tuple[Path, int]:
    """Asks Azure into a bundle; returns its path and the number of answers. What was collected is kept in any case."""
    running = _signed_in(wanted, names)
    plain = re.sub(r"[^\w.-]", "_", names["vm"], flags=re.ASCII)[:60]
    path = output or Path(f"backupdx-{plain}-{_now()}.txt")
    with _kept(path) as file:
        whole = _asked(running, file)
    if not whole:
        say(f"interrupted; what was collected until then: {path}")
        raise typer.Exit(130)
    for name, why in running.failed.items():
        say(f"no answer to `{name}`: {why}")
    if not running.answered:
        raise InputError("Azure answered nothing", where=str(path), hint="what it said instead stands in this file")
    return path, running.answered


def _run_redacted(
    wanted: Choice, names: dict[str, str], output: Path | None, paths: list[str], redact_map: Path | None
) -> None:
    """Asks Azure, keeps the facts of its answers and of `paths` with pseudonyms, and prints the path of that file.

    Raw answers hold much that no reader looks at (tags, users, addresses, keys of other resources), and nothing tells
    which of it identifies whom. So they stay in memory, and while they are read in a folder of this user alone. The map
    stands beside the facts unless another place is given. What was collected is kept on an interrupt.
    """
    from ..facts.saving import save_cases

    path = output or Path(f"backupdx-{_now()}.yaml")
    if path == STDOUT and redact_map is None:
        raise UsageError("with --output - the map has no place beside the facts: give --redact-map FILE")
    map_file = redact_map or path.with_name(f"{path.name}.names.json")
    spare_inputs((path,), (map_file,))
    writable((path, map_file))
    redactor = redacting.redactor(True, map_file)
    assert redactor is not None
    redactor.name("vm", names["vm"])
    running = _signed_in(wanted, names)
    bundle = io.StringIO()
    whole = _asked(running, bundle)
    if running.answered:
        cases = redacting.redacted(_loaded(bundle.getvalue(), paths, names["vm"]), redactor).cases
        redacting.save_map(redactor, map_file)
        save_cases(cases, path)
    for name, why in running.failed.items():
        say(f"no answer to `{name}`: {redactor.text(why)}")
    if not whole:
        kept = f"what was collected until then: {path}" if running.answered else "nothing was collected until then"
        say(f"interrupted; {kept}")
        raise typer.Exit(130)
    if not running.answered:
        raise InputError("Azure answered nothing", where=names["vm"], hint="without --redact a file keeps what it said")
    told = f"{running.answered} answer(s), as facts with pseudonyms"
    if path == STDOUT:
        say(told)
        return
    out(f"{path}\n")
    say(f"{told}; next: backupdx diagnose {shlex.quote(str(path))}")


def _loaded(bundle: str, paths: list[str], vm: str) -> Loaded:
    """The cases of the bundle and of the other files, those of the VM where files are about several."""
    from ..readers.loading import load_paths

    with tempfile.TemporaryDirectory(prefix="backupdx-") as folder:  # which only this user can look into
        file = Path(folder) / "azure.txt"  # as sources name it
        with written(file) as stream:
            stream.write(bundle)
        loaded = load_paths([*paths, file])
    if len(loaded.cases) > 1:
        loaded.cases = of_vm(loaded.cases, vm)
    return loaded


def _now() -> str:
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}"


def _signed_in(wanted: Choice, names: dict[str, str]) -> Run:
    """A run that can begin. Raises UsageError where the VM is not known, or `az` cannot be used."""
    from ..collect.running import Run

    if "vm" not in names:
        raise UsageError("--run needs to know the VM: give --vm, or --for with files that name it")
    running = Run(wanted.commands, names)
    running.sign_in()
    for name in ("SIGTERM", "SIGHUP"):  # a closed terminal loses nothing; what `nohup` ignores stays ignored
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)
    return running


def _asked(running: Run, file: TextIO) -> bool:
    """Ask Azure into the file; False where that was interrupted."""
    try:
        _with_bar(running, file)
    except KeyboardInterrupt:
        return False
    return True


def _with_bar(running: Run, file: TextIO) -> None:
    with typer.progressbar(length=running.steps, label=f"{'asking Azure':{_LABEL}}", file=sys.stderr) as bar:

        def tell(done: int, step: str) -> None:
            bar.label = f"{step[:_LABEL]:{_LABEL}}"
            bar.update(done - bar.pos)

        running.run(file, tell)
        bar.update(running.steps - bar.pos)


@contextmanager
def _kept(path: Path) -> Iterator[TextIO]:
    """The file to write, a line at a time, so that what was written is there. Raises OutputError where it cannot be."""
    if path == STDOUT:
        yield sys.stdout
        sys.stdout.flush()
        return
    with io.TextIOWrapper(io.BufferedWriter(grown(path)), "utf-8", newline="", line_buffering=True) as file:
        yield file
