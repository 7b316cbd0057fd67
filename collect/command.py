"""`backupdx collect`: prints the script that collects what is missing, or runs the part for the Azure CLI."""

from __future__ import annotations

import re
import shlex
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..facts.errors import InputError, UsageError

if TYPE_CHECKING:
    from ..engine.reasoning import Reasoning
    from .choice import Choice
    from .running import Run


class ScriptKind(StrEnum):
    """Where a script runs."""

    AZURE = "azure"
    AZURE_POWERSHELL = "azure-powershell"
    LINUX = "linux"
    WINDOWS = "windows"


_RUN_IT = {
    ScriptKind.AZURE: "bash FILE > azure.txt, where `az` is signed in (Cloud Shell will do)",
    ScriptKind.AZURE_POWERSHELL: r".\FILE | Out-File -Encoding utf8 azure.txt, signed in with Connect-AzAccount",
    ScriptKind.LINUX: "sudo sh FILE > guest.txt, in the VM",
    ScriptKind.WINDOWS: r".\FILE | Out-File -Encoding utf8 guest.txt, in the VM as administrator",
}


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
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
    run: Annotated[bool, typer.Option("--run", help="Run the commands of the script for `az` here and now.")] = False,
) -> None:
    """Print a read-only script that collects what a diagnosis can use, or, with --run, ask Azure right away.

    The output of each script is one text, which `diagnose` reads. Every command is read-only, and says why it is run.
    """
    from .choice import choice, names_of

    reasoning = _reasoning(for_ or [], vm)
    missing = _missing(reasoning)
    wanted = choice(script.value, missing, reasoning.platform if reasoning else None)
    if reasoning is not None:
        _tell_of_others(wanted, missing or (), reasoning)
    if not wanted.commands:
        _say(f"nothing is missing that the {script.value} script could tell")
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
        _say(f"the name of the {name} cannot be put into a command safely, it is left out")
    if run:
        _run(script, wanted, names, output, for_ or [])
    else:
        _print(script, wanted, names, output)


def _reasoning(paths: list[str], vm: str | None) -> Reasoning | None:
    """What follows from the case in these files; None without files. Raises InputError and UsageError."""
    if not paths:
        return None
    from ..cli import _loaded
    from ..library import reason

    cases = _loaded(paths)
    if vm and len(cases) > 1:
        cases = [case for case in cases if (case.vm.name or "").lower() == vm.lower()]
        if not cases:
            raise InputError(f"no VM {vm!r} in these files")
    if len(cases) != 1:
        names = ", ".join(case.vm.name or case.id or "?" for case in cases[:8])
        raise UsageError(f"the files are about {len(cases)} VMs ({names}): choose one with --vm")
    return reason(cases[0])


def _missing(reasoning: Reasoning | None) -> tuple[str, ...] | None:
    from .choice import missing_facts

    return missing_facts(reasoning) if reasoning is not None else None


def _tell_of_others(wanted: Choice, missing: tuple[str, ...], reasoning: Reasoning) -> None:
    """Says what this script cannot tell, and what could: another script, or a person."""
    from ..facts.case import vocabulary
    from .choice import choice, for_people

    left = [fact for fact in missing if fact not in wanted.facts]
    if reasoning.platform in ("linux", "windows") and wanted.script not in (
        reasoning.platform,
        "azure",
        "azure-powershell",
    ):
        _say(f"the VM runs {reasoning.platform}: use --script {reasoning.platform}")
    for other in ("azure", "linux", "windows"):
        found = [fact for fact in choice(other, left, reasoning.platform).facts if fact not in wanted.facts]
        same = wanted.script == other or (wanted.script, other) == ("azure-powershell", "azure")
        if found and not same:
            _say(f"{len(found)} more fact(s) with --script {other}: {', '.join(found)}")
    for fact, reason in for_people(left).items():
        _say(f"only a person can tell: {vocabulary()[fact].title} ({fact}): {reason}")


def _print(script: ScriptKind, wanted: Choice, names: dict[str, str], output: Path | None) -> None:
    from ..cli import _out
    from .scripts import script_text

    text = script_text(script.value, wanted.commands, names)
    if output is None:
        _out(text)
        return
    _write(output, text)
    _say(f"written: {output}")
    _say(f"run it: {_RUN_IT[script].replace('FILE', str(output))}")


def _run(script: ScriptKind, wanted: Choice, names: dict[str, str], output: Path | None, paths: list[str]) -> None:
    from .running import Interrupted, Run

    if script is not ScriptKind.AZURE:
        raise UsageError("--run is for `az` only: print the other scripts and run them where they belong")
    if "vm" not in names:
        raise UsageError("--run needs to know the VM: give --vm, or --for with files that name it")
    running = Run(wanted.commands, names)
    plain = re.sub(r"[^\w.-]", "_", names["vm"], flags=re.ASCII)[:60]
    path = output or Path(f"backupdx-{plain}-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt")
    try:
        text = _with_bar(running)
    except Interrupted as stopped:
        _write(path, stopped.text)
        _say(f"interrupted; what was collected until then: {path}")
        raise typer.Exit(130) from None
    _write(path, text)
    _say(f"written: {path}")
    _say(f"next: backupdx diagnose {' '.join(shlex.quote(p) for p in (*paths, str(path)))}")


def _with_bar(running: Run) -> str:
    with typer.progressbar(length=running.steps, label="asking Azure", file=sys.stderr) as bar:
        begun = False

        def tell(step: str) -> None:
            nonlocal begun
            bar.label = f"{step[:40]:40}"
            bar.update(1 if begun else 0)  # what is told begins now; the one before is done
            begun = True

        text = running.run(tell)
        bar.update(1)
    return text


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from None


def _say(text: str) -> None:
    from ..cli import _say as say

    say(text)
