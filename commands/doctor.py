"""`backupdx doctor`: the one command for Cloud Shell. It collects, reads, diagnoses, and asks only for the rest."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from . import collecting


def doctor(
    vm: Annotated[str, typer.Option(help="Name of the VM.")],
    files: Annotated[
        list[str] | None, typer.Argument(help="Files to read beside Azure's answers: logs, outputs of scripts, a mail.")
    ] = None,
    resource_group: Annotated[str | None, typer.Option(help="Its resource group; it is looked for otherwise.")] = None,
    subscription: Annotated[str | None, typer.Option(help="Its subscription; else the one `az` is set to.")] = None,
    code: Annotated[str | None, typer.Option(help="The error code, its number, or the error message.")] = None,
    no_questions: Annotated[
        bool, typer.Option("--no-questions", help="Only diagnose, as it is where there is no terminal to ask at.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Show every remedy and every reason in full.")] = False,
) -> None:
    """Ask Azure about a VM with the signed-in `az`, read the files, diagnose, and ask for what nothing tells.

    Every command is read-only. Azure's answers are kept in a file in this folder, whose name is told.
    """
    from .. import cli

    given = [*(files or []), str(collecting.answers_about(vm, resource_group, subscription))]
    if no_questions or not (sys.stdin.isatty() and sys.stderr.isatty()):
        cli.diagnose(paths=given, code=code, vm=vm, full=full)
    else:
        cli.ask(told=given, code=code, vm=vm, full=full)
