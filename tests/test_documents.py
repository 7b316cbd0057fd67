"""Several answers in one text, as a person pastes them from a terminal."""

from __future__ import annotations

import json
import time

import pytest
from backupdx.facts.errors import InputError
from backupdx.readers.containers import documents
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.containers.parsing import parse
from backupdx.readers.loading import load_paths, read_content

VM = json.dumps(
    {"name": "till", "resourceGroup": "shop", "storageProfile": {}, "hardwareProfile": {"vmSize": "x"}}, indent=2
)
LOCKS = json.dumps(
    [{"id": "/subscriptions/s/providers/Microsoft.Authorization/locks/keep", "name": "keep", "level": "ReadOnly"}],
    indent=2,
)
OTHER = json.dumps({"environmentName": "AzureCloud", "user": {"name": "x"}}, indent=2)


def read(text: str) -> tuple[str, list[str], list[str]]:
    """The kinds, the places of the facts, and the remarks."""
    found, kind = read_content(of_bytes(text.encode(), "x"))
    places = [place for entry in found for place in entry.finding.places.values()]
    return kind, places, [note for entry in found for note in entry.finding.notes]


BOTH = "VM, management locks"
PASTES = [
    f"{VM}\n{LOCKS}",
    f"{VM}{LOCKS}\n",
    f"\n{VM}\n\n\n{LOCKS}\n",
    f"$ az vm show -g shop -n till\n{VM}\n$ az lock list\n{LOCKS}\n$ ",
    f"user@Azure:~$ az vm show \\\n  -g shop -n till\n{VM}\nuser@Azure:~$ az lock list\n{LOCKS}\n",
    f"[root@host ~]# az vm show\n{VM}\n[root@host ~]# az lock list\n{LOCKS}",
    f"PS C:\\Users\\me> az vm show\n{VM}\nPS C:\\Users\\me> Get-AzResourceLock | ConvertTo-Json\n{LOCKS}\n",
    f"(base) me@mac ~ % az vm show\n{VM}\nme@mac dir % az lock list\n{LOCKS}\n",
    f"C:\\>az vm show\n{VM}\nC:\\>az lock list\n{LOCKS}\n",
    f"# the VM\n{VM}\n=== locks ===\n{LOCKS}\n",
    f"VM:\n{VM}\nLocks:\n{LOCKS}\n",
    f"WARNING: Command group 'vm' is in preview.\n{VM}\n{LOCKS}\n",
]


@pytest.mark.parametrize("text", PASTES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_each_answer_goes_to_its_reader(text: str, newline: str) -> None:
    kind, places, notes = read(text.replace("\n", newline))
    assert kind == BOTH
    assert places[0].startswith(f"line {text[: text.index('{')].count(chr(10)) + 1}")
    assert not notes


def test_failures_among_the_answers_are_told() -> None:
    error = "ERROR: (ResourceNotFound) The Resource 'x' was not found.\nCode: ResourceNotFound\nMessage: The Resource"
    kind, _, notes = read(f"$ az disk list\n{error}\n$ az vm show\n{VM}\n$ az account show\n{OTHER}\n$ az x\n{error}\n")
    assert kind == "VM"
    assert [note.partition(":")[2][:39] for note in notes] == [
        " what stands before line 6 is an error ",
        " what stands at the end is an error of ",
        " the answer in line 15 is not recognise",
    ]


def test_what_follows_a_broken_answer_is_read_from_the_next_command_on() -> None:
    kind, _, notes = read(f"$ az vm show\n{VM[:60]}\n$ az lock list\n{LOCKS}\n")
    assert kind == "management locks"
    assert notes == ["x: the answer in line 2 is broken and was passed over"]


@pytest.mark.parametrize(
    "text",
    [
        f"# How to look at a VM\n\nThis is what the command prints:\n\n```\n{VM}\n```\n",
        f"2026-07-25 10:00:01 INFO got an answer\n{VM}\n2026-07-25 10:00:02 INFO done\n",
        "So it goes on.\n" * 9 + VM,
    ],
)
def test_texts_with_examples_in_them_are_not_read(text: str) -> None:
    with pytest.raises(InputError):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        f"The answer was as follows, please have a look at it.\n{VM}\nKind regards\nAnna\n",
        f"Hi,\n\nthis is what I see\n\n```json\n{VM}\n```\n",
        "On Monday Anna wrote\n" + "".join(f"> {line}\n" for line in VM.splitlines()),
    ],
)
def test_an_answer_in_a_mail_is_read_and_the_words_around_it_are_not(text: str) -> None:
    kind, places, notes = read(text)
    assert kind == "VM"
    assert {place.split(":")[0] for place in places} == {f"line {text[: text.index('{')].count(chr(10)) + 1}"}
    assert notes in ([], ["x: only the answers in it were read, not the words around them"])


def test_answers_of_no_known_kind() -> None:
    with pytest.raises(InputError, match="holds 2 answers, and none is recognised"):
        read(f"{OTHER}\n{OTHER}")


def test_one_object_a_line_is_still_a_list() -> None:
    assert parse(b'{"a": 1}\n{"a": 2}\n') == [{"a": 1}, {"a": 2}]
    lines = "\n".join(json.dumps(json.loads(text)) for text in (VM, LOCKS[1:-1]))
    assert read(lines)[0] == BOTH


def test_fact_files_among_answers(tmp_path: object) -> None:
    text = f'$ cat facts.json\n{{\n"vm": {{"name": "till"}},\n"error": {{"code": "X"}}}}\n$ az vm show\n{VM}\n'
    path = f"{tmp_path}/paste.txt"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text)
    (case,) = load_paths([path]).cases
    assert (case.error.code, case.vm.size) == ("X", "x")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{\n"a": 1,\n"a": 2}\n{"b": 1}\n', "stands twice"),
        ('{\n"b": 1}\n{\n"a": NaN}\n', "cannot be used: NaN"),
        ("[\n1]\n" + "[" * 100_000, "nested too deeply"),
        ("[\n1]\n" * (documents.MOST_DOCUMENTS + 1), "more than 1000 answers"),
        ("[\n1]\n" + "[" * 70 + "]" * 70, "nested more than"),
    ],
)
def test_limits_hold_for_each_answer_and_for_all(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        parse(text.encode(), "x")


@pytest.mark.parametrize(
    "text",
    [
        "$ az vm show\n" + '{"a": [\n' * 100_000,
        "{\n" * 100_000,
        ("a" * 99 + " " + "b" * 59 + "\n") * 5_000 + "{}",
        "$ az x\n{\n" * 25_000,
        "\n" * 150_000 + "{}",
        ("x " * 900 + "\\\n") * 2000 + "{}",
        "(" * 250_000,
    ],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    began = time.process_time()
    with pytest.raises(InputError):
        read(text)
    assert time.process_time() - began < 3


def test_of_two_answers_of_one_kind_the_later_holds_and_the_change_is_told(tmp_path: object) -> None:
    vm = '{"name": "till", "resourceGroup": "shop", "hardwareProfile": {}, "storageProfile": {}, "instanceView": '
    vm += '{"statuses": [{"code": "%s"}]}}'
    text = f"$ az vm show\n{vm % 'PowerState/deallocated'}\n$ az vm start\n$ az vm show\n{vm % 'PowerState/running'}\n"
    for answers in (text, text.replace('[{"code"', '[\n{"code"')):
        path = f"{tmp_path}/paste.txt"
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(answers)
        (case,) = load_paths([path]).cases
        assert case.vm.power_state == "running"
        assert not case.conflicts
        assert [note for note in case.notes if "vm.power_state changes within the text: deallocated" in note]
