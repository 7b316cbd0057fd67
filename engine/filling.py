"""Filling names into commands: every value is quoted for the shell that will read it.

A placeholder `{name}` stands as a whole argument. Values come from customers' machines: what could be taken for an
option, holds control characters, or cannot be quoted safely for its shell is not filled in; the placeholder stays,
in a form that does nothing when pasted.
"""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

from ..facts.case import Observation
from .conditions import Condition, Truth
from .knowledge import Command, Remedy, Step
from .result import FilledCommand, FilledRemedy, FilledStep, How

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
# PowerShell takes the typographic single quotes for quotes too.
_POWERSHELL_QUOTES = re.compile("(['\u2018\u2019\u201a\u201b])")
_PLAIN = re.compile(r"[\w./:@+,-]+", re.ASCII)
_PLAIN_POWERSHELL = re.compile(r"[\w./:-]+", re.ASCII)
_POSIX = {"az", "bash"}
_MAX_VALUE = 500
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # as in report/clean.py: what is shown must be what is pasted


class Filler:
    """Fills commands, steps and remedies for one case.

    `names` maps placeholders to the facts that fill them; `known` holds the case's facts, of which `doubted` may be of
    another time or another VM. `platform` is the guest's system, None where that is not known: commands for another one
    are left out.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        known: Mapping[str, Observation],
        doubted: Collection[str] = (),
        platform: str | None = None,
    ) -> None:
        self._names = names
        self._known = known
        self._doubted = doubted
        self._lists = {n for n, fact in names.items() if fact in known and isinstance(known[fact].value, tuple)}
        self._platform = platform
        self._blank = frozenset(n for n, fact in names.items() if fact not in known)  # names that have no value
        self._texts_of: dict[tuple[str, str], tuple[str, bool]] = {}  # of a name in a tool's commands

    def remedy(self, remedy: Remedy) -> FilledRemedy:
        """The remedy for this case: steps known not to apply are left out."""
        steps = (self.step(s) for s in remedy.steps if not self._fails(s.when))
        return FilledRemedy(steps=tuple(steps), verify=self.step(remedy.verify))

    def step(self, step: Step) -> FilledStep:
        """The step for this case; a list-valued name repeats its command, once per value.

        A step that changes something where a doubted fact holds is told without commands: that has to be looked at.
        """
        outline = _outline(step)
        if not outline.names <= self._blank:
            return self._filled(step)
        key = (self._platform, self._is_unsure(step), *(c.truth(self._known) for c in outline.conditions))
        found = outline.made.get(key)
        if found is None:
            found = outline.made[key] = self._filled(step)
        return found

    def _is_unsure(self, step: Step) -> bool:
        return step.effect != "read-only" and step.when is not None and step.when.fact in self._doubted

    def _filled(self, step: Step) -> FilledStep:
        unsure = self._is_unsure(step)
        fitting = [c for c in step.commands if not unsure and not self._fails(c.when)]
        fitting = [c for c in fitting if self._platform is None or c.os in (None, self._platform)] or fitting
        return FilledStep(
            text=step.text,
            commands=tuple(filled for c in fitting for filled in self._command(c, step)),
            effect=step.effect,
            rights=step.rights,
            caution=step.caution,
            only_if=step.when.plain if unsure and step.when is not None else self._open(step.when),
        )

    def how(self, ways: tuple[Command, ...]) -> tuple[How, ...]:
        """The ways to observe a fact, with names filled in."""
        outline = _outline_of_ways(ways)
        if not outline.names <= self._blank:
            return self._shown_ways(ways)
        if outline.made is None:
            outline.made = self._shown_ways(ways)
        return outline.made

    def _shown_ways(self, ways: tuple[Command, ...]) -> tuple[How, ...]:
        return tuple(How(tool=w.tool, text=self._texts(w.text, w.tool)[0][0]) for w in ways)

    def _command(self, command: Command, step: Step) -> list[FilledCommand]:
        return [
            FilledCommand(
                tool=command.tool,
                command=text,
                effect=command.effect or step.effect,
                verified=command.verified,
                complete=complete,
                only_if=self._open(command.when),
            )
            for text, complete in self._texts(command.text, command.tool)
        ]

    def _texts(self, template: str, tool: str) -> list[tuple[str, bool]]:
        """The template with names filled in, once per value of a singular list-valued name."""
        names = _PLACEHOLDER.findall(template) if self._lists else ()
        repeated = next((n for n in names if n in self._lists and not n.endswith("s")), None)
        if repeated is None:
            return [self._fill(template, tool, {})]
        values = [v for v in self._value(repeated) if usable(v, tool)]
        return [self._fill(template, tool, {repeated: v}) for v in values] or [
            self._fill(template, tool, {repeated: ""})
        ]

    def _fill(self, template: str, tool: str, chosen: Mapping[str, str]) -> tuple[str, bool]:
        """The template with names filled in, and whether each of them has a value that can be used."""
        if "{" not in template:
            return template, True
        complete = True

        def replace(found: re.Match[str]) -> str:
            nonlocal complete
            name = found.group(1)
            if name not in self._names:
                return found.group()
            text, known = _shown(name, chosen[name], tool) if name in chosen else self._text_of(name, tool)
            complete = complete and known
            return text

        return _PLACEHOLDER.sub(replace, template), complete

    def _text_of(self, name: str, tool: str) -> tuple[str, bool]:
        found = self._texts_of.get((name, tool))
        if found is None:
            found = self._texts_of[name, tool] = _shown(name, self._value(name), tool)
        return found

    def _value(self, name: str) -> Any:
        observation = self._known.get(self._names.get(name, ""))
        return observation.value if observation else ""

    def _fails(self, condition: Condition | None) -> bool:
        return condition is not None and condition.truth(self._known) is Truth.FAILS

    def _open(self, condition: Condition | None) -> str:
        is_open = condition is not None and condition.truth(self._known) is Truth.UNKNOWN
        return condition.plain if condition is not None and is_open else ""


class _Outline:
    """A step as it is for every case that has no value for a name in it: `made` for what it hangs on besides."""

    def __init__(self, step: Step) -> None:
        self.names = _names_in(step.commands)
        whens = (step.when, *(c.when for c in step.commands))
        self.conditions = tuple(dict.fromkeys(when for when in whens if when is not None))
        self.made: dict[tuple[Any, ...], FilledStep] = {}


class _WaysOutline:
    """Ways to observe a fact, as they are for every case that has no value for a name in them."""

    def __init__(self, ways: tuple[Command, ...]) -> None:
        self.names = _names_in(ways)
        self.made: tuple[How, ...] | None = None


# No more than a knowledge base holds: nothing of a case is kept here.
_outline = lru_cache(maxsize=4096)(_Outline)
_outline_of_ways = lru_cache(maxsize=4096)(_WaysOutline)


def _names_in(commands: tuple[Command, ...]) -> frozenset[str]:
    """The names that stand in commands."""
    return frozenset(name for c in commands for name in _PLACEHOLDER.findall(c.text))


def _shown(name: str, value: Any, tool: str) -> tuple[str, bool]:
    """What stands for a name in a command: its value, and True; or a blank that does nothing, and False."""
    text = _written(value, tool)
    if text is not None:
        return text, True
    blank = f"<{name.replace('_', '-')}>"
    return blank if tool in ("portal", "ask") else quoted(blank, tool), False


def _written(value: Any, tool: str) -> str | None:
    """A name, or several, as arguments of the tool; None where one cannot be used."""
    values = value if isinstance(value, tuple) else (value,)
    if values and all(usable(v, tool) for v in values):
        return " ".join(quoted(str(v), tool) for v in values)
    return None


def usable(value: Any, tool: str) -> bool:
    """Whether a value may be put into a command for this tool."""
    text = str(value)
    if not text or len(text) > _MAX_VALUE or any(unicodedata.category(c) in _HIDDEN for c in text):
        return False
    if tool in ("portal", "ask"):
        return True
    if text.startswith("-") or (tool == "az" and text.startswith("@")):  # an option, or a file that `az` would read
        return False
    return _PLAIN.fullmatch(text) is not None if tool == "cmd" else True


def quoted(value: str, tool: str) -> str:
    """The value as one literal argument of the tool's shell."""
    if tool in ("portal", "ask"):
        return value
    if tool in _POSIX:
        return shlex.quote(value)
    if tool == "cmd":
        return value if _PLAIN.fullmatch(value) else f'"{value}"'
    if _PLAIN_POWERSHELL.fullmatch(value):
        return value
    return "'" + _POWERSHELL_QUOTES.sub(r"\1\1", value) + "'"
