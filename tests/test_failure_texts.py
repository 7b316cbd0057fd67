"""What forms say, and what hostile texts cost: patterns are linear."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest
from backupdx.engine.likeness import index_of
from backupdx.facts.failure_texts import Told, innermost, is_made_by_a_program, told_in, unquoted
from backupdx.facts.inner_texts import facts_in
from backupdx.kb.knowledge import knowledge_base
from backupdx.kb.recognition import recognise, unknown_code
from backupdx.readers.parts import is_words, parts_of
from backupdx.readers.told import read_errors, read_told

BROKEN = {"code": "SomeThing", "message": "It broke."}


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("Error Code: SomeThing\nError Message: It broke.\n", "SomeThing", "It broke."),
        ("Error Code | SomeThing\n\nError Message | It broke.\n\nRecommended Action | Mend.", "SomeThing", "It broke."),
        ("[Error code]\nSomeThing\n[Warning message]\nIt broke.\n[Recommended action]\nx", "SomeThing", "It broke."),
        ("Code d'erreur : SomeThing\nMessage d'erreur : Cela a échoué.", "SomeThing", "Cela a échoué."),
        ("Código de error: SomeThing\nMensaje de error: Falló.", "SomeThing", "Falló."),
        ("错误代码：SomeThing\n错误消息：失败。", "SomeThing", "失败。"),
        ("x\nError: Status=400 Code=\"SomeThing\" Message=\"It \\\"broke\\\".\"", "SomeThing", 'It "broke".'),
        ("ERROR: (SomeThing) It broke.", "SomeThing", "It broke."),
        ('{"error": {"code": "SomeThing", "message": "It broke."}}', "SomeThing", "It broke."),
        (f"said {json.dumps({'a': json.dumps({'error': BROKEN})})} there", "SomeThing", "It broke."),
    ],
)  # fmt: skip
def test_each_form_gives_code_and_message(text: str, code: str, message: str) -> None:
    assert (code, message) in {(each.code, each.message) for each in told_in(text)}
    assert (code, message) in {
        (each.code, each.message) for each in told_in("\n".join(f"> {x}" for x in text.split("\n")))
    }


def test_the_innermost_of_several_errors_counts() -> None:
    assert innermost([Told("A", "", depth=1), Told("B", "", depth=3), Told("", "x", depth=5)]) == Told("B", "", depth=3)
    assert innermost([]) is None


@pytest.mark.parametrize(
    ("word", "made"),
    [("UserErrorVmNotFound", True), ("ScopeLocked", True), ("Enforcing", False), ("disk", False), ("ABC", False)],
)
def test_words_of_programs(word: str, made: bool) -> None:
    assert is_made_by_a_program(word) is made


def test_characters_that_nobody_sees_are_taken_out() -> None:
    assert unquoted("> > User\u200bErrorVm\u00adNotFound\u00a0x") == "UserErrorVmNotFound x"
    assert recognise("Extension\u200bSnapshotFailedCOM").code == "ExtensionSnapshotFailedCOM"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We moved the machine to another group last week and since then the backup fails.", True),
        ("Seit dem letzten Patchday ist die Sicherung von dem Server nicht mehr gelaufen.", True),
        ("La copia de seguridad de la máquina no funciona desde que se cambió el disco.", True),
        ("先週末にファイル サーバーのデータを入れ替えました。その後のバックアップが終わりません。", True),
        ("vssadmin 1.1 - Volume Shadow Copy Service administrative command-line tool", False),
        ("Running  COMSysApp          COM+ System Application", False),
        ("2026/11/06 07:12:30.100233 INFO Daemon Azure Linux Agent Version:2.2.44", False),
    ],
)
def test_what_a_person_writes(text: str, words: bool) -> None:
    assert is_words([text]) is words


def test_data_that_nobody_knows_is_read_for_the_errors_in_it() -> None:
    found = read_errors(
        {"a": [{"error": {"code": "X1Y", "message": "m", "details": [{"code": "Y2Z", "message": "n"}]}}]}
    )
    assert found is not None and found.facts == {
        "error.code": "X1Y",
        "error.message": "m",
        "error.inner_message": "Y2Z : n",
    }
    assert read_errors({"statuses": [{"code": "ProvisioningState/failed", "message": "x"}], "name": "disk"}) is None
    assert read_errors({"price": 5, "message": "hello"}) is None
    assert read_told("bread, 2, brown") is None


def growth(work: Callable[[str], object], unit: str, before: str = "", after: str = "") -> float:
    """How many times as long four times the text takes; a linear cost gives four."""

    def seconds(times: int) -> float:
        text = before + unit * times + after
        best = float("inf")
        for _ in range(5):
            start = time.process_time()  # of this process alone: others may run beside it
            work(text)
            best = min(best, time.process_time() - start)
        return max(best, 1e-3)

    times = max(1, 9000 // len(unit))
    return seconds(4 * times) / seconds(times)


ADVERSARIES = {
    "labels without a value": ("Error code ", ""),
    "one long label line": ("* ", "Error code"),
    "a message that never ends": ('Code="Abcd" Message="x', ""),
    "backslashes": ("\\", 'Code="Abcd" Message="'),
    "brackets": ("(Abcde) ", ""),
    "brackets in lines": ("ERROR: (Abcde) x\n", ""),
    "openings of objects": ('{"a": ', ""),
    "quotes": ("> > > > ", ""),
    "lines of quotes": ("> >\n", ""),
    "statuses": ('Status="Aaaa', ""),
    "bracket of the agent": ("[ExtensionOperationError] ", ""),
    "folders of the agent": ("/var/lib/waagent/a.", "[ExtensionOperationError] "),
    "states": ("ProvisioningState/failed/", ""),
    "one long word": ("a", ""),
    "capitals": ("aA", ""),
    "words": ("back up ", ""),
    "resources": ("resource 'Microsoft.A", ""),
    "braces in lines": ("{\n", ""),
    "prompts": ("PS C:\\> ", ""),
    "code words": ("UserErrorAbcdefgh ", ""),
    "sentences": ("The snapshot operation failed because of it. ", ""),
}


@pytest.mark.parametrize("name", ADVERSARIES)
def test_hostile_texts_cost_no_more_than_their_length(name: str) -> None:
    unit, before = ADVERSARIES[name]

    def work(text: str) -> None:
        told_in(text)
        facts_in(text)
        unknown_code(text)
        read_told(text)
        parts_of(text)

    assert growth(work, unit, before) < 12  # a square would give sixteen


@pytest.mark.parametrize("name", ADVERSARIES)
def test_recognising_and_likeness_stay_within_bounds(name: str) -> None:
    unit, before = ADVERSARIES[name]
    text = before + unit * (100_000 // len(unit))
    start = time.process_time()
    recognise(text)
    index_of(knowledge_base()).like(text)
    assert time.process_time() - start < 5.0
