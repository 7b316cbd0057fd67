"""Runs the part for the Azure CLI: command by command, without a shell, each with a time limit.

What a command says on errors becomes part of the result, and the next one is run all the same. Names that Azure's
answers tell are taken for names only: never for an option, nor for a file that `az` would read (`@file`).
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TextIO

from ..engine.filling import usable
from ..facts.errors import UsageError
from ..kb.collection import SIGNED_IN, Collection, Find
from ..kb.collection.declaration import Found, placeholders, takes_subscription
from ..readers.containers.sections import MARK, MAX_SECTION
from .choice import finds_for
from .scripts import LISTS

WEEKS = timedelta(days=14)
Progress = Callable[[int, str], None]  # how many steps are done, and which one begins


SIGNED_IN_AS = "az account show"  # it answers whoever is signed in, and tells nothing of the VM


class Run:
    """One run over `commands` for the VM of `names`. `slow` stretches each time limit.

    Afterwards `answered` counts the commands that gave an answer, and `failed` has the others with the reason of each.
    Raises UsageError where `az` is not there.
    """

    def __init__(self, commands: Iterable[Collection], names: Mapping[str, str], slow: float = 1.0) -> None:
        self._commands = tuple(commands)
        self._finds = finds_for(self._commands, names)
        self._names: dict[str, tuple[str, ...]] = {name: (value,) for name, value in names.items()}
        self._slow = slow
        self._file: TextIO = io.StringIO()
        self._az = found_az()
        self.answered = 0
        self.failed: dict[str, str] = {}
        self._now = datetime.now(UTC)
        self._names["since"] = (f"{self._now - WEEKS:%d-%m-%Y}",)

    @property
    def steps(self) -> int:
        """How many steps there are at most; what is known already or cannot be asked is passed over."""
        return len(self._finds) + len(self._commands)

    def sign_in(self) -> None:
        """Tries whether `az` can be used. Raises UsageError where nobody is signed in to what the run is about."""
        code, said = self._call(shlex.split(SIGNED_IN)[1:], 60)
        if code != 0:
            raise UsageError(f"`az` cannot be used: {_first_line(said)}; run `az login`, then this again")

    def run(self, file: TextIO, progress: Progress) -> None:
        """Writes what is collected into `file`, command by command; `progress` is told of each step that is taken.

        Somebody's KeyboardInterrupt is noted in the file, and goes on.
        """
        self._file = file
        self._begin()
        try:
            for done, find in enumerate(self._finds):
                if not self._names.get(find.found[0].name) and self._has(find.needs):
                    progress(done, find.why)
                    self._find(find)
            for done, command in enumerate(self._commands, len(self._finds)):
                if self._has(placeholders(command.command.text)):
                    progress(done, command.name)
                    self._section(command)
        except KeyboardInterrupt:
            self._write(f"{MARK} note the collection was interrupted")
            raise
        self._write(f"{MARK} end")

    def _write(self, *lines: str) -> None:
        self._file.writelines(f"{line}\n" for line in lines)

    def _begin(self) -> None:
        """The first line; it is repeated when more is known of what it tells."""
        known = (self._one("vm"), self._one("resource_group"), self._one("subscription_id"))
        words = " ".join(word if word and not word.split()[1:] else "-" for word in known)
        self._write(f"{MARK} collected 1 azure {self._now:%Y-%m-%dT%H:%M:%SZ} {words}")
        subscription, group, vm = known[2], known[1], known[0]
        if subscription and group and vm:
            scope = f"/subscriptions/{subscription}/resourceGroups/{group}"
            self._names["vm_id"] = (f"{scope}/providers/Microsoft.Compute/virtualMachines/{vm}",)

    def _has(self, names: Iterable[str]) -> bool:
        return all(self._names.get(name) for name in names)

    def _one(self, name: str) -> str:
        return next(iter(self._names.get(name, ())), "")

    # -- look-ups ---------------------------------------------------------------------------------------------

    def _find(self, find: Find) -> None:
        wanted = find.found[0].name
        code, said = self._call(self._arguments(find.command, {}), find.seconds)
        if code != 0:
            self._say(find.command.partition(" -")[0], code, said)
        rows = [line.split("\t") for line in said.splitlines()] if code == 0 else []
        for found in find.found:
            values = self._taken(found, sorted(rows, reverse=True) if find.sorted else rows)
            if values and not self._names.get(found.name):
                self._names[found.name] = values
        if not self._names.get(wanted) and find.missing:
            self._write(f"{MARK} note {find.missing}")
        if wanted in ("subscription_id", "resource_group"):
            self._begin()

    def _taken(self, found: Found, rows: list[list[str]]) -> tuple[str, ...]:
        values: dict[str, None] = {}
        for row in rows:
            if all(column < len(row) and self._fits(row[column], texts) for column, texts in found.where):
                value = row[found.column].strip() if found.column < len(row) else ""
                parts = value.split("/")
                if found.part is not None:
                    value = parts[found.part] if found.part < len(parts) else ""
                if value and value != "None" and self._usable(value):
                    values.setdefault(value)
        return tuple(values)[: found.most]

    def _fits(self, value: str, texts: tuple[str, ...]) -> bool:
        lowered = value.strip().lower()
        for text in texts:
            wanted = text
            for name in placeholders(text):
                wanted = wanted.replace(f"{{{name}}}", self._one(name))
            middle = wanted.removeprefix("*").removesuffix("*").lower()
            match text.startswith("*"), text.endswith("*"):
                case True, True:
                    fits = middle in lowered
                case True, False:
                    fits = lowered.endswith(middle)
                case False, True:
                    fits = lowered.startswith(middle)
                case _:
                    fits = lowered == middle
            if fits:
                return True
        return False

    # -- sections ---------------------------------------------------------------------------------------------

    def _section(self, command: Collection) -> None:
        listed = next((name for name in placeholders(command.command.text) if name in LISTS), None)
        for value in self._names[listed] if listed else ("",):
            chosen = {listed: value} if listed else {}
            code, said = self._call(self._arguments(command.command.text, chosen), command.seconds)
            self._say(command.name, code, said)

    def _say(self, name: str, code: int, said: str) -> None:
        if code == 0 and name != SIGNED_IN_AS:
            self.answered += 1
        elif code != 0:
            self.failed.setdefault(name, _first_line(said))
        text = said[:MAX_SECTION]
        self._write(f"{MARK} section {name}", text.rstrip("\n"))

    def _arguments(self, template: str, chosen: Mapping[str, str]) -> list[str]:
        words = shlex.split(template)[1:]
        return [
            (chosen.get(names[0]) or self._one(names[0])) if (names := placeholders(word)) else word for word in words
        ]

    def _call(self, arguments: list[str], seconds: float) -> tuple[int, str]:
        """Exit code and output of one `az` call; at its time limit it is ended, and the output says so."""
        subscription = self._one("subscription") if takes_subscription(" ".join(["az", *arguments[:2]])) else ""
        more = ["--subscription", subscription] if subscription else []
        process = subprocess.Popen(
            [self._az, *arguments, *more],
            stdin=subprocess.DEVNULL,  # it must never wait for an answer
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, "AZURE_CORE_NO_COLOR": "1", "AZURE_EXTENSION_USE_DYNAMIC_INSTALL": "no"},
            start_new_session=os.name == "posix",  # `az` is a script around Python: both have to be ended
        )
        limit = seconds * self._slow
        try:
            said, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            _end(process)
            return 1, f"ERROR: no answer within {limit:.0f} seconds"
        except BaseException:
            _end(process)
            raise
        return process.returncode, said

    def _usable(self, value: str) -> bool:
        return usable(value, "az") and usable(value, "cmd" if os.name == "nt" else "az")


def found_az() -> str:
    """The path of the Azure CLI. Raises UsageError where it is not on PATH."""
    found = shutil.which("az")
    if found is None:
        raise UsageError("`az` is not on the PATH: install the Azure CLI, or run the printed script in Cloud Shell")
    return found


def _end(process: subprocess.Popen[str]) -> None:
    """End a call and what it started."""
    with suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.communicate(timeout=5)


def _first_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[0].removeprefix("ERROR: ")[:200].rstrip(".") if lines else "it says nothing"
