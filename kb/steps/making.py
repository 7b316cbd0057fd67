"""Short ways to write commands and steps.

A step knows the usual rights of its tools; they are given where it needs others. Commands stand behind its text, in
their order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...engine.conditions import Condition, FactName
from ...engine.knowledge import Command, Effect, Step, Tool
from ...facts.commands import in_guest
from ...facts.vocabulary import vocabulary
from ..facts import vm

Commands = tuple[Command, ...]

ROOT = "root in the guest"
ADMIN = "administrator in the guest"
ADMIN_OR_ROOT = "administrator (root) in the guest"
VM_CONTRIBUTOR = "Virtual Machine Contributor"
BACKUP_OPERATOR = "Backup Operator on the vault"


def portal(*paths: str, when: Condition | None = None, verified: bool = True) -> Commands:
    """Places in the Azure portal, as `VM > Overview > Start`."""
    return tuple(Command("portal", path, when, verified=verified) for path in paths)


def az(*commands: str, when: Condition | None = None, effect: Effect | None = None) -> Commands:
    """Azure CLI commands; the real CLI has to take them (`make verify-commands`)."""
    return tuple(Command("az", text, when, effect) for text in commands)


def azps(*commands: str, when: Condition | None = None, effect: Effect | None = None) -> Commands:
    """Azure PowerShell commands."""
    return tuple(Command("az-powershell", text, when, effect) for text in commands)


def bash(
    *commands: str, when: Condition | None = None, effect: Effect | None = None, verified: bool = True
) -> Commands:
    """Shell commands in a Linux guest."""
    return _in_guest("bash", commands, when, effect, verified)


def ps(*commands: str, when: Condition | None = None, effect: Effect | None = None, verified: bool = True) -> Commands:
    """PowerShell commands in a Windows guest."""
    return _in_guest("powershell", commands, when, effect, verified)


def cmd(*commands: str, when: Condition | None = None, effect: Effect | None = None, verified: bool = True) -> Commands:
    """Commands for `cmd.exe` in a Windows guest."""
    return _in_guest("cmd", commands, when, effect, verified)


def _in_guest(
    tool: Tool, commands: Iterable[str], when: Condition | None, effect: Effect | None, verified: bool
) -> Commands:
    return tuple(replace(in_guest(tool, text), when=when, effect=effect, verified=verified) for text in commands)


def how(fact: FactName, *tools: Tool, when: Condition | None = None, by_os: bool = False) -> Commands:
    """The commands with which a fact is observed, as its declaration has them; of these tools only, where given.

    `by_os` restricts each to its kind of guest, for causes of both. Raises ValueError where the fact has none.
    """
    declared = (c for c in vocabulary()[fact.path].how if c.tool in (tools or (c.tool,)))
    found = tuple(replace(c, when=vm.os_type == c.os if by_os and c.os else when) for c in declared)
    if not found:
        raise ValueError(f"{fact.path} is observed with none of {', '.join(tools) or 'the tools'}")
    return found


def look(
    text: str, *commands: Commands, rights: str | None = None, caution: str = "", when: Condition | None = None
) -> Step:
    """A step that changes nothing. Commands with `sudo` need root; others need no special rights."""
    with_sudo = any(c.tool == "bash" and "sudo " in c.text for each in commands for c in each)
    usual = ROOT if with_sudo and _tools(commands) == {"bash"} else ""
    return _step(text, commands, "read-only", usual if rights is None else rights, caution, when)


def change(
    text: str, *commands: Commands, rights: str | None = None, caution: str = "", when: Condition | None = None
) -> Step:
    """A step that changes something, and that another step can undo."""
    return _changing(text, commands, "changes state", rights, caution, when)


def restart(
    text: str, *commands: Commands, rights: str | None = None, caution: str = "", when: Condition | None = None
) -> Step:
    """A step that interrupts what runs on the VM."""
    return _changing(text, commands, "needs restart", rights, caution, when)


def destroy(
    text: str, *commands: Commands, rights: str | None = None, caution: str = "", when: Condition | None = None
) -> Step:
    """A step that removes something that does not come back."""
    return _changing(text, commands, "destructive", rights, caution, when)


def verify(text: str, *commands: Commands) -> Step:
    """What shows that the remedy worked."""
    return _step(text, commands, "read-only", "", "", None)


def _changing(
    text: str, commands: tuple[Commands, ...], effect: Effect, rights: str | None, caution: str, when: Condition | None
) -> Step:
    return _step(text, commands, effect, _usual(text, commands) if rights is None else rights, caution, when)


def _step(
    text: str, commands: tuple[Commands, ...], effect: Effect, rights: str, caution: str, when: Condition | None
) -> Step:
    return Step(text, tuple(c for each in commands for c in each), effect, rights, caution, when)


def _tools(commands: tuple[Commands, ...]) -> set[Tool]:
    return {c.tool for each in commands for c in each}


def _usual(text: str, commands: tuple[Commands, ...]) -> str:
    """The rights that a change with these tools needs. Raises ValueError where the tools do not tell."""
    tools = _tools(commands)
    if not tools:
        raise ValueError(f"the step {text!r} has no command that tells which rights it needs: give `rights`")
    if tools <= {"powershell", "cmd"}:
        return ADMIN
    if tools == {"bash"}:
        return ROOT
    if tools <= {"powershell", "cmd", "bash"}:
        return ADMIN_OR_ROOT
    of_backup = any(c.text.startswith(("az backup ", "Recovery Services vault")) for each in commands for c in each)
    return BACKUP_OPERATOR if of_backup else VM_CONTRIBUTOR
