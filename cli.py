"""The command line: it wires readers, reasoning and reports together, and decides nothing itself.

stdout carries the result; talk goes to stderr. Exit codes: 0 done, 1 a finding at or above --fail-on, 2 wrong usage (or
no `az` that can be used), 3 input that cannot be read (or a file that cannot be written), 4 a fault of ours,
130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .commands import collecting, fleet, importing, kb, proofs, redacting, serving
from .commands.completing import causes, codes, facts
from .commands.helping import HELP_OPTIONS, Commands, epilog
from .commands.inputs import assignments as _assignments
from .commands.inputs import cases_named as _cases
from .commands.inputs import earlier_of, only_one, told_apart
from .commands.output import file_to_write, format_option, look, out, say, spare_inputs, style, width, writable
from .commands.streams import ReaderGone, prepare
from .facts.errors import BackupdxError, InputError, UsageError
from .facts.identity import same_file
from .facts.writing import STDOUT, reason_of
from .report import formats

if TYPE_CHECKING:
    from .facts.case import Case

app = typer.Typer(
    cls=Commands,
    context_settings=HELP_OPTIONS,
    epilog=epilog(""),
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
    SUMMARY = "summary"


def _version(wanted: bool) -> None:
    if wanted:
        from . import __version__
        from .kb.knowledge import version

        typer.echo(f"backupdx {__version__}, knowledge base {version()}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    pack: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DIR", help="Use the knowledge in this folder too; anywhere in the line. May be repeated."
        ),
    ] = None,
    pack_lock: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Use only the packs that this file names, with the hash that it gives."),
    ] = None,
) -> None:
    """Explains why an Azure VM backup failed, and what to do about it."""


@app.command()
def diagnose(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Fact files (YAML, JSON), JSON that `az` printed, logs, folders of them, or - for stdin; or the error "
            "code or message itself.",
            autocompletion=codes,
        ),
    ] = None,
    code: Annotated[
        str | None, typer.Option(help="The error code, its number, or the error message.", autocompletion=codes)
    ] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option("--fact", help="A fact, as agent.status=ready. May be repeated.", autocompletion=facts),
    ] = None,
    vm: Annotated[str | None, typer.Option(help="Only this VM, where the files are about several.")] = None,
    format: Annotated[str, format_option("diagnose", "the result")] = "text",
    why: Annotated[
        str | None, typer.Option(help="Why does this cause have its verdict?", autocompletion=causes)
    ] = None,
    why_not: Annotated[str | None, typer.Option(help="Why is it not this cause?", autocompletion=causes)] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(help="What would change if this fact were so? May be repeated.", autocompletion=facts),
    ] = None,
    fail_on: Annotated[
        FailOn | None, typer.Option(help="Exit with 1 if a cause has this verdict or a stronger one.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Show every remedy and every reason in full.")] = False,
    proof: Annotated[
        bool, typer.Option("--proof", help="With JSON: add what `check-proof` derives the verdicts from again.")
    ] = False,
    compare: Annotated[
        list[str] | None,
        typer.Option(
            help="What changed since this earlier export, fact file or folder about the same VM? Of several, since the "
            "newest that is no newer than the last good backup. May be repeated."
        ),
    ] = None,
    redact: redacting.Redact = False,
    redact_map: redacting.RedactMap = None,
) -> None:
    """Diagnose failed backups from facts: which cause, how sure, because of what, and what to do."""
    from .commands.paging import show
    from .library import reason

    asked = why or why_not
    if proof and (asked or format != "json"):
        raise UsageError("--proof belongs to a diagnosis as JSON: give --format json, and no --why")
    if compare and (asked or what_if):
        raise UsageError("--compare belongs to a diagnosis: give it without --why and --what-if")
    render = formats.renderer("diagnose --why" if asked else "diagnose", format)
    spare_inputs((redact_map,), [*told_apart(paths or [])[0], *(compare or [])])
    redactor = redacting.redactor(redact, redact_map)
    left_out: list[str] = []
    cases = _cases(paths or [], code, fact or [], vm, redactor, left_out)
    earlier = earlier_of(only_one(cases, redactor), compare, redactor) if compare else []
    reasonings = [reason(case) for case in cases]
    assumed = _assignments(what_if or [])
    before = reasonings
    reasonings = [r.what_if(assumed) for r in before] if assumed else before
    if redactor is not None:
        redactor.learn([*(r.case for r in reasonings), *earlier])
        earlier = [redactor.case(case) for case in earlier]
        before, reasonings = ([reason(r.case, redactor) for r in found] for found in (before, reasonings))
    looks = look(full, len(left_out))
    if asked:
        text = render([r.why(asked) for r in reasonings], looks)
    elif assumed and format == "text" and not full:
        pairs = [(old.diagnosis(), new.diagnosis()) for old, new in zip(before, reasonings, strict=True)]
        text = formats.what_if_as_text(pairs, _told(assumed, reasonings[0].case), looks)
    else:
        text = render([r.diagnosis(proof, earlier) for r in reasonings], looks)
    redacting.save_map(redactor, redact_map)  # before anybody has what it turns back: a reader may leave in the midst
    (show if format == "text" else out)(text)
    if fail_on is not None:
        bad = ("confirmed", "likely", "possible")[: ("confirmed", "likely", "possible").index(fail_on.value) + 1]
        if any(e.verdict in bad for r in reasonings for e in r.diagnosis().explanations):
            raise typer.Exit(1)


def _told(facts: Iterable[str], case: Case) -> list[str]:
    """The facts in words, with the values that the case has for them, which may be pseudonyms."""
    from .engine.reasons import stated, titled

    values = case.known().values
    return [stated(fact, values[fact]) if fact in values else f"{titled(fact)}: not known" for fact in facts]


@app.command()
def ask(
    told: Annotated[
        list[str] | None,
        typer.Argument(help="The error code or message, or files to start from.", autocompletion=codes),
    ] = None,
    code: Annotated[str | None, typer.Option(help="The error code, its number, or the error message.")] = None,
    from_: Annotated[
        list[str] | None, typer.Option("--from", help="Start from these files, or go on with a saved session.")
    ] = None,
    save: Annotated[
        Path | None, typer.Option(parser=file_to_write, help="Save the session to this file (YAML or JSON).")
    ] = None,
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

    _spare_exports(save, [*(from_ or []), *told_apart(told or [])[0]], answers, redact_map)
    if writable((save, redact_map))[0] == STDOUT:
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
    """Whether a file is one that we wrote; what a person wrote has an order and remarks that would be lost."""
    from .readers.loading import load_paths

    try:
        head = Path(path).read_bytes()[:64].lstrip()
    except OSError:
        return False
    ours = head.removeprefix(b"{").lstrip().startswith((b"schema_version:", b'"schema_version":'))
    return ours and all(file.detail == "fact file" for file in load_paths([path]).files)


def _script(path: Path) -> list[str]:
    from .readers.containers.parsing import decoded, read_bytes

    return decoded(read_bytes(path), str(path)).splitlines()


@app.command()
def doctor(
    vm: Annotated[str, typer.Option(help="Name of the VM.")],
    files: Annotated[
        list[str] | None, typer.Argument(help="Files to read beside Azure's answers: logs, outputs of scripts, a mail.")
    ] = None,
    resource_group: Annotated[str | None, typer.Option(help="Its resource group; it is looked for otherwise.")] = None,
    subscription: Annotated[str | None, typer.Option(help="Its subscription; else the one `az` is set to.")] = None,
    code: Annotated[
        str | None, typer.Option(help="The error code, its number, or the error message.", autocompletion=codes)
    ] = None,
    no_questions: Annotated[
        bool, typer.Option("--no-questions", help="Only diagnose, as it is where there is no terminal to ask at.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Show every remedy and every reason in full.")] = False,
) -> None:
    """Ask Azure about a VM with the signed-in `az`, read the files, diagnose, and ask for what nothing tells.

    Every command is read-only. Azure's answers are kept in a file in this folder, whose name is told.
    """
    given = [*(files or []), str(collecting.answers_about(vm, resource_group, subscription))]
    if no_questions or not (sys.stdin.isatty() and sys.stderr.isatty()):
        diagnose(paths=given, code=code, vm=vm, full=full)
    else:
        ask(told=given, code=code, vm=vm, full=full)


@app.command()
def schema(
    which: Annotated[
        Schema,
        typer.Argument(
            help="Of the fact file, the diagnosis, --why, `kb export`, `kb check`, a redaction map, or of a fleet's "
            "records and summary."
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
    redacting.end()
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
