"""The command line: it wires readers, reasoning and reports together, and decides nothing itself.

stdout carries the result; talk goes to stderr. Exit codes: 0 done, 1 a finding at or above --fail-on, 2 wrong usage (or
no `az` that can be used), 3 input that cannot be read (or a file that cannot be written), 4 a fault of ours,
130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .commands import collecting, fleet, importing, kb, proofs, redacting, serving
from .commands.inputs import loaded_cases, of_vm, only_one, told_apart, with_meant_code
from .commands.output import format_option, look, out, say, spare_inputs, style, width, writable
from .commands.streams import ReaderGone, prepare
from .facts.errors import BackupdxError, InputError, UsageError
from .facts.identity import same_file
from .facts.writing import STDOUT, reason_of
from .report import formats

if TYPE_CHECKING:
    from .facts.case import Case
    from .redaction import Redactor

app = typer.Typer(
    help="Explains why an Azure VM backup failed, and what to do about it.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(kb.app, name="kb")
app.command("import")(importing.import_files)
app.command("collect")(collecting.collect)
app.command("fleet")(fleet.fleet)
app.command("check-proof")(proofs.check_proof)
app.command("unredact")(redacting.unredact)
app.command("serve")(serving.serve)
app.command("mcp")(serving.mcp)


LONGEST_CODE = 500  # characters; what is longer, or has several words, is a text


class FailOn(StrEnum):
    """The verdict from which on the exit code is 1."""

    CONFIRMED = "confirmed"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Schema(StrEnum):
    """Which schema to print."""

    CASE = "case"
    DIAGNOSIS = "diagnosis"
    WHY = "why"
    RULES = "rules"
    CHECK = "check"
    SIGNATURES = "signatures"
    REDACTION_MAP = "redaction-map"
    FLEET = "fleet"


def _version(wanted: bool) -> None:
    if wanted:
        from . import __version__
        from .kb.knowledge import VERSION

        typer.echo(f"backupdx {__version__}, knowledge base {VERSION}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Explains why an Azure VM backup failed, and what to do about it."""


@app.command()
def diagnose(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Fact files (YAML, JSON), JSON that `az` printed, logs, folders of them, or - for stdin; or the error "
            "code or message itself."
        ),
    ] = None,
    code: Annotated[str | None, typer.Option(help="The error code, its number, or the error message.")] = None,
    fact: Annotated[
        list[str] | None, typer.Option("--fact", help="A fact, as agent.status=ready. May be repeated.")
    ] = None,
    vm: Annotated[str | None, typer.Option(help="Only this VM, where the files are about several.")] = None,
    format: Annotated[str, format_option("diagnose", "the result")] = "text",
    why: Annotated[str | None, typer.Option(help="Why does this cause have its verdict?")] = None,
    why_not: Annotated[str | None, typer.Option(help="Why is it not this cause?")] = None,
    what_if: Annotated[
        list[str] | None, typer.Option(help="What if this fact were so (FACT=VALUE)? May be repeated.")
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit with 1 if a cause has this verdict or a stronger one.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Show every remedy and every reason in full.")] = False,
    proof: Annotated[
        bool, typer.Option("--proof", help="With JSON: add what `check-proof` derives the verdicts from again.")
    ] = False,
    redact: redacting.Redact = False,
    redact_map: redacting.RedactMap = None,
) -> None:
    """Diagnose failed backups from facts: which cause, how sure, because of what, and what to do."""
    from .library import reason

    asked = why or why_not
    if proof and (asked or format != "json"):
        raise UsageError("--proof belongs to a diagnosis as JSON: give --format json, and no --why")
    render = formats.renderer("diagnose --why" if asked else "diagnose", format)
    redactor = redacting.redactor(redact, redact_map)
    left_out: list[str] = []
    reasonings = [reason(case) for case in _cases(paths or [], code, fact or [], vm, redactor, left_out)]
    if what_if:
        reasonings = [r.what_if(_assignments(what_if)) for r in reasonings]
    if redactor is not None:
        redactor.learn([r.case for r in reasonings])
        reasonings = [reason(r.case, redactor) for r in reasonings]
    if asked:
        out(render([r.why(asked) for r in reasonings], look()))
    else:
        out(render([r.diagnosis(proof) for r in reasonings], look(full, len(left_out))))
    redacting.save_map(redactor, redact_map)
    if fail_on is not None:
        bad = ("confirmed", "likely", "possible")[: ("confirmed", "likely", "possible").index(fail_on.value) + 1]
        if any(e.verdict in bad for r in reasonings for e in r.diagnosis().explanations):
            raise typer.Exit(1)


def _cases(
    paths: list[str],
    code: str | None,
    facts: list[str],
    vm: str | None,
    redactor: Redactor | None = None,
    left_out: list[str] | None = None,
) -> list[Case]:
    """The cases that the command line names; files that were not read go into `left_out`.

    Raises InputError and UsageError.
    """
    from .facts.case import Case, Source

    files, text = told_apart(paths)
    if code and (len(code.split()) > 1 or len(code) > LONGEST_CODE):
        text, code = "\n\n".join(filter(None, (code, text))), None
    if files or text:
        cases = loaded_cases(files, redactor, text, left_out)
    elif code or facts:
        cases = [Case()]
    else:
        raise UsageError(
            "nothing to diagnose: give a file or folder, or the error code or message; "
            "`backupdx diagnose --help` tells more"
        )
    if vm:
        cases = of_vm(cases, vm, redactor)
    given = _assignments(facts)
    if code:
        given["error.code"] = code
    if given:
        cases = [c.with_facts(given, Source(kind="option")) for c in cases]
    return [with_meant_code(c) for c in cases] if code or text else cases


def _assignments(texts: list[str]) -> dict[str, Any]:
    """FACT=VALUE texts as facts; `none` makes a list empty, `unknown` a fact unknown."""
    from .facts.vocabulary import spec_of

    given: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"{text!r} is no FACT=VALUE, as agent.status=ready")
        spec = spec_of(name.strip())
        plain = value.strip()
        if plain.lower() in ("unknown", "?"):
            given[spec.path] = None
        elif spec.kind == "rows":
            raise UsageError(f"{spec.path} holds rows: give it in a fact file")
        else:
            given[spec.path] = plain
    return given


@app.command()
def ask(
    told: Annotated[
        list[str] | None,
        typer.Argument(help="The error code or message, or files to start from.", metavar="[TEXT|PATHS]..."),
    ] = None,
    code: Annotated[str | None, typer.Option(help="The error code, its number, or the error message.")] = None,
    from_: Annotated[
        list[str] | None, typer.Option("--from", help="Start from these files, or go on with a saved session.")
    ] = None,
    save: Annotated[Path | None, typer.Option(help="Save the session to this file (YAML or JSON).")] = None,
    answers: Annotated[Path | None, typer.Option(help="Take the answers from this file, a line each.")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="Plain lines, without line editing.")] = False,
    vm: Annotated[str | None, typer.Option(help="Only this VM, where the files are about several.")] = None,
    format: Annotated[str, format_option("ask", "the diagnosis")] = "text",
    full: Annotated[bool, typer.Option("--full", help="End with every remedy and every reason in full.")] = False,
    redact: redacting.Redact = False,
    redact_map: redacting.RedactMap = None,
) -> None:
    """Ask as few questions as possible, in the best order, and end with the diagnosis."""
    import signal

    from .facts.case import Case
    from .library import Interview, reason
    from .prompting import PlainPrompter, Prompter, TerminalPrompter
    from .session import Session

    _spare_exports(save, from_ or [], answers, redact_map)
    if writable((save,)) == [STDOUT]:
        raise UsageError("--save needs a file: the diagnosis goes to stdout")
    redactor = redacting.redactor(redact, redact_map)
    start = [*(from_ or []), *(told or [])]
    cases = _cases(start, code, [], vm, redactor) if start or code else [Case()]
    case = only_one(cases, redactor)
    prompter: Prompter
    if answers is not None:
        prompter = PlainPrompter(iter(_script(answers)))
    elif plain or not (sys.stdin.isatty() and sys.stderr.isatty()) or os.environ.get("TERM") in (None, "dumb"):
        prompter = PlainPrompter()
    else:
        prompter = TerminalPrompter()
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.default_int_handler)  # a closed terminal loses nothing
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    session = Session(Interview(case), prompter, save, width(), redactor, style(talk=True))
    ending = session.run()
    result = session.interview.reasoning
    if redactor is not None:
        result = reason(result.case, redactor)
        redacting.save_map(redactor, redact_map)
    if ending == "interrupted":
        raise typer.Exit(130)
    if ending == "done":
        out(formats.renderer("ask", format)([result.diagnosis()], look(full)))
    if session.missed:
        raise typer.Exit(3)


def _spare_exports(save: Path | None, paths: list[str], answers: Path | None, redact_map: Path | None) -> None:
    """Raise UsageError where a session would be saved over what it is made from; a saved one is gone on with."""
    spare_inputs((save, redact_map), (answers,))
    others = [path for path in paths if save is None or not (same_file(save, path) and _is_saved_session(path))]
    spare_inputs((save, redact_map), others)


def _is_saved_session(path: str) -> bool:
    from .readers.loading import load_paths

    return all(file.detail == "fact file" for file in load_paths([path]).files)


def _script(path: Path) -> list[str]:
    from .readers.containers.parsing import decoded, read_bytes

    return decoded(read_bytes(path), str(path)).splitlines()


@app.command()
def schema(
    which: Annotated[
        Schema,
        typer.Argument(
            help="Of the fact file, the diagnosis, --why, `kb export`, `kb check`, a redaction map, or records."
        ),
    ] = Schema.CASE,
) -> None:
    """Print the JSON Schema of the fact file or of what backupdx writes."""
    import json

    from .report.schemas import schemas

    out(json.dumps(schemas()[which.value], indent=2, ensure_ascii=True) + "\n")


def main() -> None:
    """Run the command line and end the process; every way out has its exit code, and none is a traceback."""
    gc.set_threshold(100_000, 20, 20)  # a short run makes little garbage; collecting it costs a tenth of the start
    prepare()
    code = _run()
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)  # all is written: taking the models and the network apart would cost as much as a diagnosis


def _run() -> int:
    redacting.begin()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # what cannot be written whole is an error, also where the run went well
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except ReaderGone as gone:
        return gone.exit_code
    except BackupdxError as error:
        say(redacting.told(error))
        return error.exit_code
    except OSError as error:
        if error.filename is None:
            return _fault(error)
        unusable = InputError(f"cannot be used: {reason_of(error)}", where=os.fsdecode(error.filename))
        say(redacting.told(unusable))
        return 3
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _fault(error)
    return 0


def _fault(error: Exception) -> int:
    if os.environ.get("BACKUPDX_TRACEBACK"):
        raise error
    said = f"{type(error).__name__}: {redacting.told(error)}"
    say(f"a fault of ours: {said}. Set BACKUPDX_TRACEBACK=1 to see where, and please report it.")
    return 4


if __name__ == "__main__":
    sys.argv[0] = Path(sys.argv[0]).name
    main()
