"""The man page, made of the commands: docs/man/backupdx.1, which is installed as share/man/man1/backupdx.1.

Usage: python tools/man.py [--write]
Without --write it tells whether the page is what the commands say, and exits with 1 where it is not.
It takes only what this package says of its commands, not how a release of typer words it.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main
from backupdx import __version__
from backupdx.cli import app
from backupdx.commands.helping import COMMANDS, EXAMPLES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "man" / "backupdx.1"
DESCRIPTION = """
backupdx explains why a backup of an Azure VM failed. Give it what there is: the error code, the message of the failed
job, what the Azure CLI printed, logs, or folders and archives of these. It answers with the causes, how sure each is,
because of which facts, and what to do. What is unknown stays possible, and is said to be missing.

Results go to standard output, remarks to standard error. It reads; nothing is run on your behalf, but by
"collect --run" and "doctor", which ask Azure through your own az, for reading only.
"""
EXIT = (
    ("0", "Done."),
    ("1", "A finding at or above --fail-on; for kb check and kb trace, anomalies."),
    ("2", "Wrong usage, or az is missing or not signed in."),
    ("3", "Input that cannot be read, a result that could not be written whole, or Azure answered nothing."),
    ("4", "A fault of backupdx."),
    ("130", "Interrupted."),
)
ENVIRONMENT = (
    ("COLUMNS", "How many columns to write for, where standard output is no terminal; at most 100 are used."),
    ("NO_COLOR", "No colours, if it is set."),
    ("FORCE_COLOR", "Colours also where standard output is no terminal."),
    ("PAGER", "What shows a result that is longer than the terminal: less, unless it is set; cat for none."),
    ("BACKUPDX_TRACEBACK", "Shows where a fault of backupdx arose."),
)


def page() -> str:
    """The page in the man macros of troff."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    group: Any = typer.main.get_command(app)
    yield f'.TH BACKUPDX 1 "" "backupdx {__version__}" "User Commands"'
    yield from (".SH NAME", r"backupdx \- explain why an Azure VM backup failed, and what to do about it")
    yield from (".SH SYNOPSIS", ".B backupdx", "COMMAND [OPTIONS] ...")
    yield ".SH DESCRIPTION"
    yield from (_text(line) if line else ".PP" for line in DESCRIPTION.strip().splitlines())
    yield ".SH COMMANDS"
    for path, command in _commands(group):
        yield from _command(path, command)
    yield ".SH OPTIONS OF ALL COMMANDS"
    yield from _entry("-h, --help", "Show what the command takes, with examples.")
    yield from _entry("--version", "Show the version, and that of the knowledge base. Before a command.")
    yield from _entry("--install-completion", "Complete commands, codes, causes and facts in this shell from now on.")
    yield from (".SH EXIT STATUS", *(line for code, words in EXIT for line in _entry(code, words)))
    yield from (".SH ENVIRONMENT", *(line for name, words in ENVIRONMENT for line in _entry(name, words)))
    yield ".SH EXAMPLES"
    yield from _examples(EXAMPLES[""])


def _commands(group: Any) -> Iterator[tuple[str, Any]]:
    """The commands with their paths, in the order of help."""
    for path in COMMANDS:
        if " " not in path and path != "kb":
            yield path, _within(group, path)
    kb = _within(group, "kb")
    for path in COMMANDS:
        if path.startswith("kb "):
            yield path, _within(kb, path.partition(" ")[2])


def _within(group: Any, name: str) -> Any:
    return group.get_command(group.make_context("backupdx", [], resilient_parsing=True), name)


def _command(path: str, command: Any) -> Iterator[str]:
    context = command.context_class(command, info_name=path)
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    words = " ".join(f"[{_word(p, context)}]..." if p.nargs == -1 else _word(p, context) for p in arguments)
    yield f".SS backupdx {_literal(path)} [OPTIONS] {_literal(words)}".rstrip()
    for n, paragraph in enumerate(_paragraphs(command.help or "")):
        yield from ((".PP",) if n else ())
        yield _text(paragraph)
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            yield from _entry(_word(parameter, context), parameter.help or "")
        elif not getattr(parameter, "hidden", False) and "--help" not in parameter.opts:
            yield from _entry(_option(parameter, context), parameter.help or "")
    yield from _examples(EXAMPLES[path])


def _word(argument: Any, context: Any) -> str:
    """What stands for an argument; without the marks that a release of typer puts around it."""
    shown = str(argument.metavar or argument.get_help_record(context)[0])
    return shown.rpartition(" ")[2].strip("<{[]}>.")


def _option(parameter: Any, context: Any) -> str:
    """The names of an option, and what stands behind it in a word, without the marks of a release of typer."""
    names, _, value = parameter.get_help_record(context)[0].partition(" ")
    while names.endswith(","):
        name, _, value = value.partition(" ")
        names = f"{names} {name}"
    return f"{names} {value.strip('<[]>')}".rstrip()


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n")]


def _entry(head: str, text: str) -> Iterator[str]:
    yield ".TP"
    yield f".B {_literal(head)}"
    yield _text(text)


def _examples(examples: tuple[str, ...]) -> Iterator[str]:
    yield from (".PP", ".EX", *(_text(f"    {example}") for example in examples), ".EE")


def _text(text: str) -> str:
    """A line of text: one that begins with a point or an apostrophe is no request."""
    literal = _literal(text)
    return rf"\&{literal}" if literal.startswith((".", "'")) else literal


def _literal(text: str) -> str:
    return text.replace("\\", r"\e").replace("-", r"\-").replace("`", '"')


def main() -> int:
    """Compare, or write."""
    if "--write" in sys.argv[1:]:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    same = PAGE.exists() and PAGE.read_text("utf-8") == page()
    print(f"{PAGE.name} is what the commands say" if same else "not what the commands say: `make man` writes it anew")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
