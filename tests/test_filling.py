"""Commands: names are filled in and quoted for their shell; what is hostile stays out or stays an argument."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from backupdx.engine.filling import Filler, quoted, usable
from backupdx.engine.knowledge import Command, Step
from backupdx.facts.case import Observation, Source
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.commands import all_steps
from backupdx.kb.knowledge import knowledge_base
from hypothesis import given
from hypothesis import strategies as st

NASTY = [
    "$(reboot)",
    "`id`",
    "a; rm -rf /",
    "a'b",
    'a"b',
    "a b",
    "%PATH%",
    "a\\",
    "!x",
    "a|b",
    "ümläut",
    "\u2019; reboot",
]


@pytest.mark.parametrize("value", NASTY)
def test_bash_sees_one_literal_argument(value: str) -> None:
    command = f"printf %s {quoted(value, 'bash')}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == value


@given(st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=30))
def test_bash_sees_any_usable_value_literally(value: str) -> None:
    if usable(value, "bash"):
        done = subprocess.run(["bash", "-c", f"printf %s {quoted(value, 'bash')}"], capture_output=True, check=True)
        assert done.stdout.decode() == value


@given(st.text(min_size=1, max_size=30))
def test_powershell_values_never_leave_their_quotes(value: str) -> None:
    text = quoted(value, "powershell")
    if not re.fullmatch(r"[\w./:-]+", text, re.ASCII):
        assert text[0] == text[-1] == "'"
        # PowerShell reads two quotes of any kind as one: none may stand alone inside.
        assert not re.sub("(['\u2018\u2019\u201a\u201b])\\1", "", text[1:-1]).strip("\0").count("'")
        assert not re.search("['\u2018\u2019\u201a\u201b]", re.sub("(['\u2018\u2019\u201a\u201b])\\1", "", text[1:-1]))


@pytest.mark.parametrize("tool", ["bash", "az", "powershell", "portal", "ask"])
def test_a_value_of_the_greatest_length_is_filled_in_and_a_longer_one_is_not(tool: str) -> None:
    assert usable("x" * 500, tool) and not usable("x" * 501, tool)


def test_where_nothing_is_run_a_name_may_begin_like_an_option() -> None:
    assert usable("-rf", "portal") and usable("-rf", "ask") and usable("@file", "bash")
    assert not usable("-rf", "az") and not usable("@file", "az")


@pytest.mark.parametrize("value", ["-rf", "a\nb", "a\x1b[31mb", "\u202eevil", "", "x" * 1000, "a\0b"])
def test_what_could_be_an_option_or_hides_something_is_not_filled_in(value: str) -> None:
    assert not usable(value, "bash")
    filler = Filler({"vm": "vm.name"}, {"vm.name": Observation("vm.name", value, Source())})
    (command,) = filler.step(Step("x", (Command("bash", "az vm start -n {vm}"),))).commands
    assert command.command == "az vm start -n '<vm>'"
    assert not command.complete


def test_cmd_takes_plain_values_only() -> None:
    assert usable("web-01", "cmd")
    assert not usable("a&b", "cmd")
    assert not usable("%PATH%", "cmd")


def test_a_list_repeats_its_command_and_a_plural_joins() -> None:
    known = {"a.b": Observation("a.b", ("x y", "z"), Source())}
    filler = Filler({"name": "a.b", "names": "a.b"}, known)
    one = filler.step(Step("s", (Command("az", "az del -n {name}"),)))
    assert [c.command for c in one.commands] == ["az del -n 'x y'", "az del -n z"]
    all_at_once = filler.step(Step("s", (Command("az", "az del --ids {names}"),)))
    assert [c.command for c in all_at_once.commands] == ["az del --ids 'x y' z"]


def test_every_placeholder_is_known_and_stands_alone() -> None:
    kb = knowledge_base()
    templates = [(c, cmd.tool, cmd.text) for c, s in all_steps() for cmd in s.commands]
    templates += [(s.path, h.tool, h.text) for s in vocabulary().values() for h in s.how]
    for owner, tool, text in templates:
        for found in re.finditer(r"\{([a-z_]+)\}", text):
            assert found.group(1) in kb.placeholders, (owner, text)
            if tool not in ("portal", "ask"):
                around = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
                assert around[0] in (" ", "=") and around[1] in ("", " ", ";", ")", "|"), (owner, text)
                before = text[: found.start()]
                assert before.count("'") % 2 == 0 and before.count('"') % 2 == 0, (owner, text)


def test_every_placeholder_names_a_fact() -> None:
    for name, fact in knowledge_base().placeholders.items():
        assert not fact or fact in vocabulary(), name


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_filled_bash_commands_parse() -> None:
    kb = knowledge_base()
    for known in ({}, {f: Observation(f, "a'b c", Source()) for f in kb.placeholders.values() if f}):
        filler = Filler(kb.placeholders, known)
        for owner, step in all_steps():
            for command in filler.step(step).commands:
                if command.tool in ("az", "bash"):
                    done = subprocess.run(["bash", "-n", "-c", command.command], capture_output=True, text=True)
                    assert done.returncode == 0, (owner, command.command, done.stderr)


def test_state_changing_steps_tell_their_rights_and_every_remedy_its_verification() -> None:
    for cause in knowledge_base().causes:
        for step in cause.remedy.steps:
            if step.effect != "read-only":
                assert step.rights, (cause.id, step.text)
            for command in step.commands:
                effect = command.effect or step.effect
                if command.tool == "az" and re.search(r" (delete|stop|disable) ", command.text):
                    assert effect != "read-only", (cause.id, command.text)
        verify = cause.remedy.verify
        assert verify.commands, cause.id
        assert verify.effect == "read-only", cause.id


def test_run_command_is_never_proposed_for_the_agent() -> None:
    for owner, step in all_steps():
        for command in step.commands:
            assert "run-command" not in command.text, owner
            assert "Invoke-AzVMRunCommand" not in command.text, owner


def test_a_change_that_hangs_on_a_doubted_fact_is_told_with_its_condition_and_without_commands() -> None:
    """The vault was seen to be immutable, and that was long ago: nobody is handed the command that switches it off."""
    (step,) = [s for s in knowledge_base().by_id["immutable-vault"].remedy.steps if s.when is not None]
    assert step.effect == "changes state" and step.commands
    known = {
        "vault.immutability": Observation("vault.immutability", "unlocked", Source(kind="file", file="vault.json"))
    }
    sure, unsure = (
        Filler(knowledge_base().placeholders, known, doubted, "linux").step(step)
        for doubted in (set(), {"vault.immutability"})
    )
    assert (bool(sure.commands), sure.only_if) == (True, "")
    assert (unsure.commands, unsure.only_if) == ((), step.when.plain)
