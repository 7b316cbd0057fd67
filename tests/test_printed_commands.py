"""Commands that are printed outside of remedies too name every parameter without which the real one fails."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from backupdx.collect.choice import choice
from backupdx.collect.scripts import script_text
from backupdx.kb.collection import NOT_COLLECTABLE
from backupdx.kb.commands import all_steps
from backupdx.kb.verified import verified_commands
from backupdx.readers import refusals

# Options that change what is printed, not whether the command runs.
FREE = {"-o", "--query", "--include-inherited"}
# Commands of hints that no remedy has: their mandatory options, from `az ... --help`.
DOCUMENTED = {
    "az network nic show": {"-g", "-n"},
    "az backup policy list": {"-g", "-v"},
    "az account set": {"-s"},
    "az extension add": {"-n"},
    "az rest": {"--url"},
    "az graph query": {"-q"},
}
# Programs' own names for what they name alone: a group of commands, or one whose answers are read.
NAMED = {
    "az account list",
    "az login",
    "az backup job",
    "az backup",
    "az restore-point collection",
    "az disk show",
    "az restore-point show",
}
# Cmdlets of the Az modules with the sets of parameters of which one has to be given, from their reference
# (learn.microsoft.com/powershell/module/az.compute and others); `()` where none is mandatory.
CMDLETS: dict[str, tuple[str, ...]] = {
    "Get-AzRestorePointCollection": ("ResourceGroupName Name",),
    "Get-AzRecoveryServicesBackupItem": ("BackupManagementType WorkloadType", "Container WorkloadType"),
    "Get-AzRecoveryServicesBackupRecoveryPoint": ("Item",),
    "Get-AzRecoveryServicesBackupJobDetail": ("JobId", "Job"),
    "Get-AzRecoveryServicesBackupStatus": ("ResourceId", "Name ResourceGroupName Type"),
    "Get-AzVMDiskEncryptionStatus": ("ResourceGroupName VMName",),
    "Get-AzEffectiveRouteTable": ("NetworkInterfaceName",),
    **dict.fromkeys(
        ("Get-AzVM", "Get-AzDisk", "Get-AzKeyVault", "Get-AzResourceLock", "Get-AzResource", "Get-AzContext",
         "Get-AzActivityLog", "Get-AzADServicePrincipal", "Get-AzRoleAssignment", "Get-AzNetworkInterface",
         "Get-AzRecoveryServicesVault", "Get-AzRecoveryServicesBackupJob",
         "Get-AzRecoveryServicesBackupProtectionPolicy"),
        (),
    ),
}  # fmt: skip
UNKNOWN = {  # parameters that people expect and that do not exist
    "Get-AzRestorePointCollection": {"Expand", "VmId", "RestorePointCollectionId"},
}
_CALL = re.compile(r"(?<!['\w])(Get-Az\w+)(?!')((?:`\n|[^|;)}\n])*)")


def hints() -> list[str]:
    told = [command for _, command in (*refusals._TABLES, *refusals._BY_ID)]
    return [*told, *(command for command in refusals._LIST_NAMES.values() if command)]


def verb_of(command: str) -> str:
    return re.split(r" -", command, maxsplit=1)[0]


def options_of(command: str) -> set[str]:
    return set(re.findall(r"(?<= )--?[a-z][\w-]*", command))


def lacking(command: str) -> set[str]:
    """The options of an Azure CLI command that every verified one of its kind has and this one has not."""
    alike = [options_of(c) for c in verified_commands().commands if verb_of(c) == verb_of(command)]
    needed = set.intersection(*alike) - FREE if alike else DOCUMENTED[verb_of(command)]
    return needed - options_of(command)


def calls() -> Iterator[tuple[str, str, str]]:
    """Where a cmdlet is called, its name, and what it is given."""
    texts = [("hint", hint) for hint in hints()]
    texts += [
        (where, re.sub(r"\{(\w+)\}", r"\1", c.text))
        for where, step in all_steps()
        for c in step.commands
        if c.tool != "az"
    ]
    script = script_text("azure-powershell", choice("azure-powershell", None).commands, {}, NOT_COLLECTABLE)
    texts.append(("script", "\n".join(line for line in script.splitlines() if line.lstrip()[:1] != "#")))
    return ((where, found[1], found[2]) for where, text in texts for found in _CALL.finditer(text))


def faults(name: str, given: str) -> str:
    """What is wrong with a call of a cmdlet; empty where nothing is."""
    parameters = set(re.findall(r"(?<=\s)-([A-Z]\w+)", given))
    sets = CMDLETS[name]
    if sets and not any(parameters.issuperset(needed.split()) for needed in sets):
        return f"{name} needs {' or '.join(sets)}"
    return f"{name} has no {parameters & UNKNOWN[name]}" if parameters & UNKNOWN.get(name, set()) else ""


def test_hints_name_what_the_azure_cli_needs() -> None:
    found = [hint for hint in hints() if hint.startswith("az ")]
    assert found
    assert {hint: missing for hint in found if (missing := lacking(hint))} == {}


def test_cmdlets_are_called_with_what_they_need() -> None:
    found = list(calls())
    assert {"hint", "script"} <= {where for where, _, _ in found}
    assert [f"{where}: {said}" for where, name, given in found if (said := faults(name, given))] == []


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Get-AzRestorePointCollection", ""),
        ("Get-AzRestorePointCollection", " -ResourceGroupName x"),
        ("Get-AzRestorePointCollection", " -ResourceGroupName x -Name y -Expand restorePoints"),
        ("Get-AzRecoveryServicesBackupItem", " -VaultId x"),
    ],
)
def test_a_wrong_call_is_seen(name: str, given: str) -> None:
    assert faults(name, given)
    assert lacking("az backup recoverypoint list -g a -v b -c c -i d") == {"--backup-management-type"}


# -- commands in remarks of the readers, in what commands say, and in the documentation -----------------------------

ROOT = Path(__file__).parents[1]
_SHOWN = re.compile(r"`(az [a-z][^`\n]*)`|^ {0,8}(?:\$ )?(az [a-z][^\n|]*)", re.MULTILINE)
SPEAKING = ("readers", "commands", "report", "engine", "collect", "fleet", "redaction")


def shown_in(text: str) -> Iterator[str]:
    return ((found[1] or found[2]).strip().rstrip("\\ ") for found in _SHOWN.finditer(text))


def texts_of(source: str) -> Iterator[str]:
    """The texts in a module that may be printed: all but its docstrings."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts.update(map(id, node.values))
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else "X" for v in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | parts:
            yield node.value


def told() -> list[tuple[str, str]]:
    """Each command with the file that tells it."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    modules = [path for folder in SPEAKING for path in sorted((ROOT / folder).rglob("*.py"))]
    found = [(path.name, command) for path in pages for command in shown_in(path.read_text("utf-8"))]
    for path in modules:
        for text in texts_of(path.read_text("utf-8")):
            found += [(str(path.relative_to(ROOT)), command) for command in shown_in(text)]
    return list(dict.fromkeys(found))


def test_commands_of_remarks_and_pages_run_as_they_are_told() -> None:
    """One with options is meant to be run, so it has all that it needs; one without names a command that exists."""
    wrong, known = [], {verb_of(c) for c in verified_commands().commands} | DOCUMENTED.keys() | NAMED
    for where, command in told():
        if verb_of(command) not in known:
            wrong.append(f"{where}: {command} is no command that is known here")
        elif options_of(command) and verb_of(command) not in NAMED and (missing := lacking(command)):
            wrong.append(f"{where}: {command} lacks {missing}")
    assert wrong == []
    assert len(told()) > 25


def test_a_command_in_a_text_is_seen() -> None:
    assert list(shown_in("give `az x y -g A` too, or\n    $ az z --b c\n")) == ["az x y -g A", "az z --b c"]
    assert list(texts_of('"""doc `az a`"""\nx = f"see `az b {1}`"\ny = "see `az c`"')) == ["see `az b X`", "see `az c`"]
