"""Texts that were changed on their way: each kind of change that once told something that was not so."""

from __future__ import annotations

import json
from typing import Any

import pytest
from backupdx import InputError, load_bytes, load_text
from backupdx.readers.headless import with_braces
from backupdx.readers.wrapped import unbroken, unwrapped
from passing_on import WAYS, cut_at, wrapped
from test_pasted import Typed
from test_pasted_shells import JSON
from test_pasted_tables import LOCKS
from vm_samples import job, lock

GROUP = "/subscriptions/s-1/resourceGroups/shop"
MILESTONES = "".join(
    f"2026-11-24 22:00:{10 + n} {text} of the machine, with some words that fill the line far beyond its width of 80\n"
    for n, text in enumerate(["Info  first line", "Info  second line", "Info  third line", "Info  last line"])
)
LINE = "2026-11-24T09:12:{:02}.123456Z INFO ExtHandler ExtHandler Agent WALinuxAgent-2.9.1.1 is running as the agent\n"
DENIAL = (
    "admin@web01:~$ sudo ausearch -m avc\n"
    'type=AVC msg=audit(1764000000.123:45): avc:  denied  { read } for  pid=812 comm="waagent" name="x" '
    "scontext=system_u:system_r:waagent_t:s0 tcontext=system_u:object_r:var_t:s0 tclass=file permissive=0\n"
)


TEXT = ("error.words", "error.printed")


def told(text: str) -> dict[str, Any]:
    """What is known by a text, without the text itself."""
    return {f: seen.value for f, seen in load_text(text).observations().items() if f not in TEXT}


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8, 0.95])
def test_a_part_of_a_list_of_locks_is_nobody_s_word(share: float) -> None:
    text = json.dumps([lock(GROUP), lock(f"{GROUP}/providers/Microsoft.Compute/disks/d", "ReadOnly")], indent=2)
    for whole in (text, text.replace('"', "“"), json.dumps(text)):
        part = whole[: int(len(whole) * share)]
        said = f"The backup of our VM fails since Monday, and this is what az says:\n\n{part}\n"
        assert not any(fact.endswith("_told") for fact in told(said))
        with pytest.raises(InputError, match=r"cut off|not recognised"):
            load_bytes({"locks.json": part.encode()})


@pytest.mark.parametrize("prompt", ["", "me@cc:~$ az lock list -o table\n", "PS C:\\> az lock list --output table\n"])
def test_the_rows_of_a_table_are_nobody_s_word(prompt: str) -> None:
    case = load_text(prompt + LOCKS)
    assert [row.level for row in case.locks.found or ()] == ["cannot_delete", "read_only"]
    assert "signs.delete_lock_told" not in case.observations()
    said = load_text(f"There is a CanNotDelete lock on the group, since when no backup works.\n\n{prompt}{LOCKS}")
    assert said.observations()["signs.delete_lock_told"].value is True


def test_an_answer_in_a_sentence_is_an_answer() -> None:
    one_line = json.dumps({**json.loads(JSON), "tags": {"AutoShutdown": "19:00", "shutdown": "each evening"}})
    for text in (
        f"Hi,\n\nthe backup of our VM fails since Monday, az shows this:\n\n{one_line}\n\nRegards\nAnna\n",
        f"The backup of our VM fails since Monday. What az shows is {one_line} and I do not know what it means.\n",
    ):
        found = told(text)
        assert found["vm.name"] == "till" and not any(fact.endswith("_told") for fact in found)


def test_a_job_that_completed_with_warnings_is_no_failure_in_a_text_of_json() -> None:
    done = job("1", "CompletedWithWarnings", "2026-11-24T10:00:00Z")
    done["properties"]["errorDetails"] = [{"errorCode": 400, "errorString": "UserErrorGuestAgentStatusUnavailable: no"}]
    plain = json.dumps([done])
    for text in (plain, json.dumps(plain), json.dumps({"output": plain}), WAYS["Run Command"](plain)):
        assert "error.code" not in told(str(text)), text


@pytest.mark.parametrize("way", [wrapped(80), wrapped(80, "    "), cut_at(80), WAYS["quoted and wrapped"]])
def test_a_log_with_broken_lines_is_put_together(way: Any) -> None:
    whole = unwrapped(str(wrapped(80)(MILESTONES)))
    assert whole is not None and [line for line in whole.split("\n") if line] == MILESTONES.splitlines()
    log = "".join(LINE.format(n).replace("the agent", "the goal state agent of this machine") for n in range(9))
    assert told(str(way(log))) == told(log) != {}


def test_a_log_whose_entries_go_on_is_left_as_it_is() -> None:
    trace = "Traceback (most recent call last):\n  File 'x.py', line 1\n    run()\nOSError: no\n"
    assert unwrapped("".join(LINE.format(n) + trace for n in range(9))) is None
    assert unwrapped("a text of words\n" * 9) is None


def test_json_is_put_together_where_that_is_sure() -> None:
    text = json.dumps({"message": "a message with words " * 9, "id": "x" * 200}, indent=1)
    assert all(json.loads(unbroken(str(way(text))) or "0") == json.loads(text) for way in (cut_at(77), cut_at(110)))
    assert unbroken('{"a": "' + "x" * 40 + ' one\ntwo"}') is None  # perhaps of one word
    assert unbroken(text) is None and unbroken("{\n") is None


def test_only_the_outermost_braces_are_put_back() -> None:
    assert with_braces('"a": 1,\n"b": 2\n}') == '{"a": 1,\n"b": 2\n}'
    assert with_braces('"a": 1,\n"b": 2,\n') == '{"a": 1,\n"b": 2}'
    assert with_braces('"a": 1 }, {"b": 2}]') is None and with_braces("a: 1") is None


@pytest.mark.parametrize("way", [WAYS["bent quotes"], lambda text: text.replace('"', "”"), WAYS["a page"]])
def test_denials_with_quotes_that_were_bent_are_denials(way: Any) -> None:
    assert told(DENIAL)["linux.selinux_denies_agent"] is True
    assert told(str(way(DENIAL))) == told(DENIAL)


@pytest.mark.parametrize("lines", [10, 2_000])
def test_an_answer_below_a_long_log_is_read(lines: int) -> None:
    log = "".join(LINE.format(n % 60) for n in range(lines))
    case = load_text(log + JSON)
    assert (case.vm.name, case.vm.power_state) == ("till", "running")
    assert case.provenance["vm.power_state"].place.startswith(f"line {lines + 1}:")
    assert load_text(f"{log}{JSON}\n{log}").vm.name is None  # a part of the log


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("me@web01:~$ systemctl status walinuxagent\nme@web01:~$ \n", "is a command without what it printed"),
        (WAYS["Run Command"](""), "the answer of Run Command, and nothing that is known here was printed"),
        (JSON[: len(JSON) // 2], "may be cut off"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(text: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match=says):
        load_bytes({"x.txt": text.encode()})
    if "without" not in says:  # in a session words are kept
        Typed(text).run()
        said = " ".join(capsys.readouterr().err.split())
        assert "What you pasted is " in said and says in said
