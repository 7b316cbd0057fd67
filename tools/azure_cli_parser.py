"""Has the real Azure CLI's own parser read commands; runs in the environment into which the CLI was installed.

Reads a JSON list of argument lists from standard input. Writes a JSON object: `version` of the CLI, and `results`,
one for each argument list: `problems` (why it is not accepted), `extension` (the one that it belongs to), `notes`.

Nothing is executed: the parser's work ends in an exception, no socket can be opened, and the CLI's configuration is
an empty temporary folder.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

_CONFIGURATION = tempfile.TemporaryDirectory(prefix="azure-cli-parser-")
os.environ.update(
    AZURE_CORE_COLLECT_TELEMETRY="0",
    AZURE_CORE_ERROR_RECOMMENDATION="off",
    AZURE_CORE_NO_COLOR="1",
    AZURE_EXTENSION_USE_DYNAMIC_INSTALL="no",
    AZURE_CONFIG_DIR=_CONFIGURATION.name,
)


def _refuse(*_: Any, **__: Any) -> NoReturn:
    raise OSError("checking a command needs no network")


socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = _refuse  # type: ignore[assignment,method-assign]

import jmespath  # noqa: E402
import yaml  # noqa: E402
from azure.cli.core import __version__, get_default_cli  # noqa: E402
from azure.cli.core.aaz import AAZUndefined  # noqa: E402
from azure.cli.core.commands import AzCliCommandInvoker  # noqa: E402

ANSWERS = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text(encoding="utf-8"))
# Groups of commands that come with an extension; the CLI can tell only online.
EXTENSIONS = {"graph": "resource-graph", "serial-console": "serial-console", "vm repair": "vm-repair"}


_SHOWS_HELP = {"problems": ["it shows help, and does nothing"], "extension": "", "notes": []}


class Accepted(Exception):
    """The parser is done; `args[0]` is what it made of the arguments."""


class ParsingInvoker(AzCliCommandInvoker):
    """Stops where the parser is done and required arguments are checked, before a command would run."""

    def resolve_warnings(self, cmd: Any, parsed_args: Any) -> NoReturn:
        """The first step after parsing."""
        raise Accepted(parsed_args)

    def _validation(self, parsed_ns: Any) -> NoReturn:
        raise Accepted(parsed_ns)

    def _run_job(self, *_: Any) -> NoReturn:
        raise AssertionError("a command was about to run")


def check(arguments: list[str]) -> dict[str, Any]:
    """What the CLI says to these arguments (without the word `az`)."""
    cli = get_default_cli()
    invoker = ParsingInvoker(
        cli_ctx=cli,
        parser_cls=cli.parser_cls,
        commands_loader_cls=cli.commands_loader_cls,
        help_cls=cli.help_cls,
        initial_data={},
    )
    cli.invocation = invoker
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            invoker.execute(list(arguments))
    except Accepted as done:
        parsed = done.args[0]
        return {
            "problems": [
                *_missing(parsed),
                *_abbreviated(parsed, arguments),
                *_fruitless(parsed.command, arguments),
            ],
            "extension": "",
            "notes": _notes(parsed, arguments),
        }
    except (Exception, SystemExit) as error:
        if isinstance(error, SystemExit) and not error.code:
            return _SHOWS_HELP
        text = said.getvalue().strip() or f"{type(error).__name__}: {error}"
        extension = _extension(arguments) if "not recognized" in text else ""
        return {"problems": [] if extension else [text.splitlines()[0]], "extension": extension, "notes": []}
    return _SHOWS_HELP


def _extension(arguments: list[str]) -> str:
    line = " ".join(arguments) + " "
    return next((name for group, name in EXTENSIONS.items() if line.startswith(f"{group} ")), "")


def _flags(parsed: Any, arguments: list[str]) -> list[tuple[str, Any]]:
    """The options among the arguments, each with what the parser knows of it, if the spelling is exact."""
    known = parsed._parser._option_string_actions
    names = [a.split("=", 1)[0] for a in arguments if a.startswith("-")]
    return [(name, known.get(name)) for name in names]


def _missing(parsed: Any) -> list[str]:
    """Required options that are absent. Of generated commands the CLI tells only when they run."""
    schema = getattr(parsed._cmd, "get_arguments_schema", None)
    if schema is None or getattr(parsed, "_ids", None):
        return []
    given = vars(parsed)
    return [
        f"the following arguments are required: {'/'.join(arg._options)}"
        for name, arg in schema()._fields.items()
        if arg._required and arg._default == AAZUndefined and given.get(name, AAZUndefined) == AAZUndefined
    ]


def _abbreviated(parsed: Any, arguments: list[str]) -> list[str]:
    """The parser guesses the beginnings of options: a release that adds an option can break such a command."""
    return [f"{name} is not spelled out" for name, action in _flags(parsed, arguments) if action is None]


def _notes(parsed: Any, arguments: list[str]) -> list[str]:
    """What the CLI announces of the command or its options, and whether it asks before it acts."""
    notes = ["asks for confirmation"] if parsed._cmd.confirmation else []
    for name, of in [("the command", parsed._cmd), *_flags(parsed, arguments)]:
        if getattr(of, "deprecate_info", None):
            notes.append(f"{name} is deprecated: {of.deprecate_info.message}")
        if getattr(of, "preview_info", None):
            notes.append(f"{name} is in preview")
    return notes


def _fruitless(command: str, arguments: list[str]) -> list[str]:
    """Queries that give nothing on the answers that are kept for their command."""
    problems = []
    for at, flag in enumerate(arguments):
        if flag != "--query":
            continue
        query = arguments[at + 1]
        if command not in ANSWERS:
            problems.append(f"--query cannot be checked: tools/answers.yaml has no answer of `az {command}`")
        for n, answer in enumerate(ANSWERS.get(command, []), 1):
            try:
                result = jmespath.search(query, answer)
            except jmespath.exceptions.JMESPathError as error:
                problems.append(f"--query {query} fails on answer {n} of `az {command}`: {error}")
                continue
            if result is None or result in ([], {}, ""):
                problems.append(f"--query {query} gives nothing on answer {n} of `az {command}` in tools/answers.yaml")
    return problems


if __name__ == "__main__":
    results = [check(arguments) for arguments in json.load(sys.stdin)]
    json.dump({"version": __version__, "results": results}, sys.stdout)
