"""Every script and command of PowerShell that is printed is parsed by a grammar of PowerShell."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import tree_sitter_powershell
from backupdx.collect.choice import choice
from backupdx.collect.scripts import script_text
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.collection import NOT_COLLECTABLE
from backupdx.kb.commands import all_steps
from tree_sitter import Language, Node, Parser

PARSER = Parser(Language(tree_sitter_powershell.language()))
TOOLS = ("powershell", "az-powershell")
_TEXT = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"`]|`[\s\S])*\"|#[^\n]*")
# Lists of bare words, and paths that begin with a variable: the grammar wants what PowerShell takes bare in quotes.
_WORD = r"[A-Za-z_][\w:\\.*-]*"
_LIST = re.compile(rf"(?<=[ ,(])({_WORD})(?=,)|(?<=,) ?({_WORD})(?![\w(])")
_PATH = re.compile(r"(?<= )(\$env:\w+\\[\w\\.*-]+)")


def in_quotes(text: str) -> str:
    """The text with bare words of lists, and bare paths, in quotes; what stands in quotes or behind `#` stays."""

    def quoted(bare: str) -> str:
        return _PATH.sub(r'"\1"', _LIST.sub(lambda found: f"'{found[1] or found[2]}'", bare))

    made, at = "", 0
    for found in _TEXT.finditer(text):
        made += quoted(text[at : found.start()]) + found[0]
        at = found.end()
    return made + quoted(text[at:])


def faults(node: Node) -> Iterator[Node]:
    if node.type == "ERROR" or node.is_missing:
        yield node
    for child in node.children:
        yield from faults(child)


def wrong(text: str) -> list[str]:
    """Where a text is no PowerShell: line and column, and what stands there."""
    found = faults(PARSER.parse(in_quotes(text).encode()).root_node)
    return [f"{f.start_point[0] + 1}:{f.start_point[1]} {(f.text or b'')[:60].decode()}" for f in found]


def commands() -> dict[str, str]:
    """Each command with a place where it is printed, its placeholders filled in as names are."""
    texts = [(where, c.text) for where, step in all_steps() for c in step.commands if c.tool in TOOLS]
    texts += [(f"hint for {s.path}", h.text) for s in vocabulary().values() for h in s.how if h.tool in TOOLS]
    return {re.sub(r"\{([a-z_]+)\}", r"'\1'", text): where for where, text in texts}


def test_every_command_parses() -> None:
    assert len(commands()) > 150
    assert {where: found for text, where in commands().items() if (found := wrong(text))} == {}


@pytest.mark.parametrize("script", ["azure-powershell", "windows"])
@pytest.mark.parametrize("name", ["web1", "it's a `$(vm)`", 'ö"x'])
def test_every_script_parses(script: str, name: str) -> None:
    from test_collect_scripts import text_of

    assert wrong(text_of(script, vm=name)) == []  # type: ignore[arg-type]
    assert wrong(script_text(script, choice(script, None).commands, {}, NOT_COLLECTABLE)) == []  # type: ignore[arg-type]


BROKEN = ("Get-Service 'a | Select-Object Name", "Get-X @{a=1", "if (1) { Get-Date", "Get-X (1 + ", "Get-X | ")


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_broken_is_found(text: str) -> None:
    assert wrong(text)
