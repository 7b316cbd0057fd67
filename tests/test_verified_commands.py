"""Every Azure CLI command is one that the real CLI accepts: the list of those is kept, and checked without the CLI."""

from __future__ import annotations

import re

import pytest
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.commands import all_steps, az_commands
from backupdx.kb.verified import PATH, verified_commands
from backupdx.readers.containers.parsing import parse
from shell_calls import STAND_IN, az_calls

WHAT_TO_DO = "run `make verify-commands`: it asks the real Azure CLI and writes kb/verified_commands.yaml"


def test_every_az_command_is_in_the_list() -> None:
    listed = verified_commands().listed
    missing = [f"{template} ({where})" for where, template in az_commands() if template not in listed]
    assert not missing, f"not checked against the Azure CLI; {WHAT_TO_DO}"


def test_the_list_has_nothing_that_is_no_longer_used() -> None:
    stale = verified_commands().listed - {template for _, template in az_commands()}
    assert not stale, f"in the list, but nowhere in the source; {WHAT_TO_DO}"


def test_an_az_command_is_marked_as_verified_if_and_only_if_the_cli_accepts_it() -> None:
    accepted = verified_commands().commands
    for where, step in all_steps():
        for command in step.commands:
            if command.tool == "az":
                assert command.verified == (command.text in accepted), (where, command.text)


def test_no_az_call_hides_in_a_command_for_another_tool() -> None:
    others = [(where, c.text) for where, step in all_steps() for c in step.commands if c.tool != "az"]
    others += [(s.path, h.text) for s in vocabulary().values() for h in s.how if h.tool not in ("az", "ask")]
    for where, text in others:
        assert not re.search(r"(^|[;&|(]\s*)az\s", text), (where, text)


def test_the_list_tells_the_version_of_the_cli_and_is_sorted() -> None:
    found = verified_commands()
    assert re.fullmatch(r"\d+\.\d+\.\d+", found.azure_cli)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found.date)
    commands = parse(PATH.read_bytes(), str(PATH))["verified"]
    assert commands == sorted(set(commands)), f"changed by hand; {WHAT_TO_DO}"


def test_commands_say_where_they_stand() -> None:
    places = {template: where for where, template in az_commands()}
    assert places["az lock delete --ids {lock_ids}"] == "cause rg-lock, step 2"
    assert "retry after a repair" in {where for where, _ in az_commands()}
    assert "hint for vm.os_type" in {where for where, _ in az_commands()}


@pytest.mark.parametrize(
    ("line", "calls"),
    [
        ("az vm list -o table", [["vm", "list", "-o", "table"]]),
        ("az a -n 'x y' --b=\"c d\" \\\n -e", [["a", "-n", "x y", "--b=c d", "-e"]]),
        ("az a > a.json 2>/dev/null && az b 2>&1 | tee log; az c &", [["a"], ["b"], ["c"]]),
        ("az a || (az b; az c)", [["a"], ["b"], ["c"]]),
        ("X=$(az a -o tsv) az b $X", [["a", "-o", "tsv"], ["b", "$X"]]),
        ("if az a; then az b; fi", [["a"], ["b"]]),
        ('az a --b $(az c --d "$(az e)" -f) -g', [["e"], ["c", "--d", STAND_IN, "-f"], ["a", "--b", STAND_IN, "-g"]]),
        ("az a --query \"[?b=='c' && d] | [0].{e:f}\"", [["a", "--query", "[?b=='c' && d] | [0].{e:f}"]]),
        ("az a --query '[?b==`true`].length(c)' \"|\"", [["a", "--query", "[?b==`true`].length(c)", "|"]]),
        ("echo 'az a' | grep az", []),
    ],
)
def test_lines_are_taken_apart_into_az_calls(line: str, calls: list[list[str]]) -> None:
    assert az_calls(line) == calls


@pytest.mark.parametrize("line", ["az 'a", 'az "a', "az $(az b", "az (a", "az a)", "az a `az b`", 'az "`az b`"'])
def test_a_line_that_no_shell_would_read_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        az_calls(line)
