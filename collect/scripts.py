"""The scripts as text: a skeleton with the chosen commands filled in.

Names come from customers' files, so each stands in one place only, the assignment at the top of a script, quoted for
its shell; commands use the variable. The scripts for guests hold no names at all.
"""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from ..kb.collection import FINDS, Collection, Find, Script
from ..kb.collection.declaration import Found, placeholders
from .choice import NAMES, finds_for

_FILES: dict[Script, str] = {
    "azure": "azure.sh",
    "azure-powershell": "azure-powershell.ps1",
    "linux": "linux.sh",
    "windows": "windows.ps1",
}
RUN_IT: dict[Script, str] = {  # how a script is run, and what its output is saved as
    "azure": "bash FILE > azure.txt, where `az` is signed in (Cloud Shell will do)",
    "azure-powershell": r".\FILE | Out-File -Encoding utf8 azure.txt, signed in with Connect-AzAccount",
    "linux": "sudo sh FILE > guest.txt, in the VM",
    "windows": r".\FILE | Out-File -Encoding utf8 guest.txt, in the VM as administrator",
}
LISTS = frozenset(f.name for find in FINDS for f in find.found if f.most > 1)
_FIRST = ("subscription_id", "resource_group")  # found before the first line can be complete
_ASKED = ("vm", "resource_group", "subscription", "vault")  # by the script for PowerShell
_WIDTH = 110


def script_text(
    script: Script, commands: Iterable[Collection], names: Mapping[str, str], people: Mapping[str, str] | None = None
) -> str:
    """The whole script, for these commands and names.

    `people` are facts that only a person can tell, with the reason of each: they stand in a comment at its end.
    """
    commands = tuple(commands)
    match script:
        case "azure":
            assigned, sections = _bash_names(names), "\n".join(_azure(commands, names))
        case "azure-powershell":
            assigned, sections = _powershell_names(names), "\n".join(_powershell(commands))
        case "linux":
            assigned, sections = "", "\n".join(_linux(commands))
        case "windows":
            assigned, sections = "", "\n".join(_powershell(commands))
    text = _skeleton(script)
    text = text.replace("#@sections\n", sections, 1).replace("#@names\n", assigned, 1)
    return text + "".join(f"{line}\n" for line in _for_people(people or {}))


@cache
def _skeleton(script: Script) -> str:
    return (Path(__file__).parent / "skeletons" / _FILES[script]).read_text(encoding="utf-8")


def _comment(command: Collection) -> Iterator[str]:
    """Why the command is run, and what it can tell."""
    told = ", ".join((*command.gives, *(f"{fact} (in remarks)" for fact in command.helps)))
    return _wrapped(f"{command.why} Tells: {told}.")


def _for_people(people: Mapping[str, str]) -> Iterator[str]:
    if people:
        yield ""
        yield "# Still missing, and no script can tell it: a person has to (`backupdx ask` asks for it)."
    for fact, reason in people.items():
        yield from _wrapped(f"- {fact}: {reason}.")


def _wrapped(text: str) -> Iterator[str]:
    return (f"# {line}" for line in textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False))


# -- bash with az -------------------------------------------------------------------------------------------------


def _bash_names(names: Mapping[str, str]) -> str:
    return "".join(f"{name}={_in_quotes(names.get(name, ''))}\n" for name in NAMES)


def _in_quotes(value: str) -> str:
    quoted = shlex.quote(value)
    return quoted if quoted.startswith("'") else f"'{quoted}'"


def _azure(commands: tuple[Collection, ...], names: Mapping[str, str]) -> Iterator[str]:
    finds = finds_for(commands, names)
    first = [find for find in FINDS if find.found[0].name in _FIRST]
    for name in dict.fromkeys(f.name for find in (*first, *finds) for f in find.found):
        if name in LISTS:
            yield f"{name}s=()"
        elif name not in NAMES:
            yield f"{name}=''"
    yield "begin"
    yield ""
    for find in first:
        yield from _find(find)
    yield "begin  # again, with what was found"
    group = "/subscriptions/$subscription_id/resourceGroups/$resource_group"
    yield "vm_id=''"
    yield 'if [ -n "$subscription_id" ] && [ -n "$resource_group" ]; then'
    yield f'    vm_id="{group}/providers/Microsoft.Compute/virtualMachines/$vm"'
    yield "fi"
    if any("{since}" in find.command for find in finds):
        yield "# Two weeks ago, as GNU's and as BSD's date tell it."
        yield "since=$(date -u -d '14 days ago' +%d-%m-%Y 2> /dev/null || date -u -v-14d +%d-%m-%Y)"
    yield ""
    for find in finds:
        if find not in first:
            yield from _find(find)
    for command in commands:
        yield from _azure_section(command)


def _azure_section(command: Collection) -> Iterator[str]:
    names = placeholders(command.command.text)
    listed = [name for name in names if name in LISTS]
    shown = f"show {shlex.quote(command.name)} {_arguments(command.command.text)}"
    yield from _comment(command)
    conditions = " && ".join(f'[ -n "${name}" ]' for name in names if name not in LISTS)
    indent = "    " if conditions else ""
    if conditions:
        yield f"if {conditions}; then"
    if listed:
        yield f'{indent}for {listed[0]} in "${{{listed[0]}s[@]}}"; do'
        yield f"{indent}    {shown}"
        yield f"{indent}done"
    else:
        yield f"{indent}{shown}"
    if conditions:
        yield "fi"
    yield ""


def _arguments(template: str) -> str:
    """The arguments of an `az` command for bash, without the word `az`."""
    words = shlex.split(template)[1:]
    return " ".join(f'"${names[0]}"' if (names := placeholders(word)) else shlex.quote(word) for word in words)


def _find(find: Find) -> Iterator[str]:
    """Runs a look-up where its name is not known yet and what it needs is."""
    wanted = find.found[0].name
    empty = f'[ "${{#{wanted}s[@]}}" = 0 ]' if wanted in LISTS else f'[ -z "${wanted}" ]'
    needs = [name for name in find.needs if name != "since"]
    yield f"# {find.why}"
    yield "if " + " && ".join([*(f'[ -n "${name}" ]' for name in needs), empty]) + "; then"
    yield f"    ask {_arguments(find.command)}"
    used = {f.column for f in find.found} | {column for f in find.found for column, _ in f.where}
    columns = " ".join(f"c{n}" if n in used else "_" for n in range(find.columns))
    yield f"    while IFS=$'\\t' read -r {columns}; do"
    for found in find.found:
        yield from _take(found)
    rows = "< <(printf '%s\\n' \"$rows\" | LC_ALL=C sort -r)" if find.sorted else '<<< "$rows"'
    yield f"    done {rows}"
    if find.missing:
        yield f"    {empty} && note {shlex.quote(find.missing)}"
    yield "fi"
    yield ""


def _take(found: Found) -> Iterator[str]:
    tests = [" || ".join(f"[[ $c{column} == {_pattern(text)} ]]" for text in texts) for column, texts in found.where]
    tests = [f"{{ {test}; }}" if " || " in test else test for test in tests]
    inner = "        "
    if tests:
        yield f"{inner}if {' && '.join(tests)}; then"
        inner += "    "
    yield f'{inner}part "$c{found.column}" {found.part if found.part is not None else repr("")}'
    if found.name in LISTS:
        name = f"{found.name}s"
        full = f'[ "${{#{name}[@]}}" -ge {found.most} ]'
        yield f'{inner}[ -z "$value" ] || {full} || [[ " ${{{name}[*]}} " == *" $value "* ]] || {name}+=("$value")'
    else:
        yield f'{inner}[ -n "${found.name}" ] || {found.name}=$value'
    if tests:
        yield "        fi"


def _pattern(text: str) -> str:
    """A text with placeholders as a pattern of bash, in which all but a `*` at an end is literal."""
    literal = text.removeprefix("*").removesuffix("*")
    inner = re.sub(r"\{([a-z_]+)\}", lambda found: f"${found[1]}", literal) if placeholders(text) else literal
    # An asterisk in the middle, as in `*/AzureBackup_*`, stands at an end by now.
    return ("*" if text.startswith("*") else "") + f'"{inner}"' + ("*" if text.endswith("*") and len(text) > 1 else "")


# -- guests, and PowerShell ---------------------------------------------------------------------------------------


def _linux(commands: tuple[Collection, ...]) -> Iterator[str]:
    for command in commands:
        yield from _comment(command)
        yield f"section {shlex.quote(command.name)}"
        yield from command.command.text.splitlines()
        yield ""


def _powershell_names(names: Mapping[str, str]) -> str:
    return "".join(f"${_camel(name)} = {_literal(names.get(name, ''))}\n" for name in _ASKED)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _literal(value: str) -> str:
    """A value as an expression of PowerShell, in ASCII.

    Windows PowerShell reads a script without a mark of its encoding by the machine's code page, in which a part of
    another letter may be a quote: so every letter beyond ASCII, typographic quotes too, is given by its number.
    """
    if value.isascii():
        return "'" + value.replace("'", "''") + "'"
    units = value.encode("utf-16-be", "surrogatepass")
    numbers = (int.from_bytes(units[n : n + 2]) for n in range(0, len(units), 2))
    pieces = (chr(n) if n < 128 else f"' + [char] 0x{n:04x} + '" for n in numbers)
    return "'" + "".join(piece.replace("'", "''") if len(piece) == 1 else piece for piece in pieces) + "'"


def _powershell(commands: tuple[Collection, ...]) -> Iterator[str]:
    for command in commands:
        indent = "    " if command.needs else ""
        yield from _comment(command)
        if command.needs:
            yield f"if ({' -and '.join(f'${name}' for name in command.needs)}) {{"
        yield f"{indent}Write-Section {_literal(command.name)} {{ {command.command.text} }}"
        if command.needs:
            yield "}"
        yield ""
