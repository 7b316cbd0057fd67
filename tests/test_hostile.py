"""The hostile corpus against every entry point: no traceback, no fault of ours, nothing raw, nothing written outside.

Each entry point runs in a process of its own, with bounds on memory and on computing for each file (hostile.py).
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from backupdx.engine.filling import Filler
from backupdx.engine.result import FilledCommand
from backupdx.facts.case import Observation, Source
from backupdx.facts.errors import InputError
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.commands import all_steps
from backupdx.kb.knowledge import knowledge_base
from backupdx.library import diagnose
from backupdx.readers.containers.parsing import parse
from backupdx.report import jsonform
from cases import case_of
from hostile import ANSWERS, COMMANDS, INJECTIONS, NAMES, left_out, write_corpus

ALLOWED = {0, 1, 2, 3}
LEFT = {"answers", "out.yaml", "out.csv", "out.yaml.rejects", "out.rejects"}  # what a run may write where it stands
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder)
    diagnosis = json.loads(jsonform.render(diagnose(case_of({"vm.os_type": "linux"}), proof=True)))
    for n, name in enumerate(NAMES[-5:]):
        made = json.loads(json.dumps(diagnosis).replace('"linux"', json.dumps(name)))
        made["proof"]["causes"][0]["cause"] = made["explanations"][0]["cause"] = name
        made["kb_version"] = name
        (folder / f"proof-{n}.json").write_text(json.dumps(made))
    return folder


def raw(text: str) -> set[str]:
    """What a terminal would act on, or what changes how text reads."""
    hidden = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    return {c for c in set(text) - {"\n"} if unicodedata.category(c) in hidden}


def without_code(text: str) -> str:
    """Markdown without its code spans and blocks."""
    return re.sub(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)", "", text, flags=re.DOTALL)


def runs(entries: list[str], corpus: Path, scratch: Path) -> list[dict[str, Any]]:
    """What came of each file, entry point by entry point. Fails where a process ended on one."""
    done = subprocess.run(
        [sys.executable, str(HERE / "hostile.py"), ",".join(entries), str(corpus), str(scratch)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=1200,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (rows[-1:], done.returncode, done.stderr[-2000:])
    assert done.stderr == ""
    return [row for row in rows if "starts" not in row]


def faults(row: dict[str, Any]) -> list[str]:
    """What is wrong with one run."""
    written = row["out"] + row["err"]
    found = [f"exit code {row['code']}"] if row["code"] not in ALLOWED else []
    found += ["a traceback"] if "Traceback" in written else []
    found += [f"raw {sorted(seen)}"] if (seen := raw(written)) else []
    found += ["silence"] if not written else []
    found += ["a file of the system"] if "root:x:0:0" in written else []
    return [f"{row['entry']} {row['file']}: {fault}: {row['err'][-300:]}" for fault in found]


OTHERS = [entry for entry in COMMANDS if entry != "diagnose"]


@pytest.mark.parametrize("entries", [["diagnose"], ["library"], OTHERS[::2], OTHERS[1::2]], ids="-".join)
def test_no_file_does_harm(entries: list[str], corpus: Path, tmp_path: Path) -> None:
    rows = runs(entries, corpus, tmp_path)
    assert [fault for row in rows for fault in faults(row)] == []
    for entry in entries:
        read = {row["file"] for row in rows if row["entry"] == entry}
        assert read == {p.name for p in corpus.iterdir() if not left_out(entry, p.name)}
        assert {p.name for p in (tmp_path / entry).iterdir() if not p.name.startswith("backupdx-")} <= LEFT
    outside = (tmp_path, tmp_path.parent, corpus.parent, Path("/tmp"))  # where the archives lead to
    assert not [folder for folder in outside if (folder / "pwned.json").exists()]
    for row in rows:
        if "markdown" in row["entry"] and row["code"] == 0:
            assert not re.search(r"(?<!\\)<script|(?<!\\)\]\(javascript", without_code(row["out"])), row["file"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"code": 4, "out": "x", "err": ""}, "exit code 4"),
        ({"code": 0, "out": "", "err": "Traceback (most recent call last)"}, "a traceback"),
        ({"code": 0, "out": "a\x1b[31m", "err": ""}, "raw"),
        ({"code": 0, "out": "a\u202eb", "err": ""}, "raw"),
        ({"code": 0, "out": "", "err": ""}, "silence"),
        ({"code": 0, "out": "root:x:0:0:root", "err": ""}, "a file of the system"),
    ],
)
def test_a_fault_is_seen(row: dict[str, Any], fault: str) -> None:
    assert any(fault in each for each in faults({"entry": "why", "file": "x", **row}))
    assert faults({"entry": "why", "file": "x", "code": 0, "out": "fine\n", "err": ""}) == []


@pytest.mark.parametrize("greedy", ["bytearray(4 * 1024**3)", "sum(range(10**12))"])
def test_the_bounds_on_memory_and_computing_hold(greedy: str, tmp_path: Path) -> None:
    """A run that takes more than its bounds ends with a failure."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "proof-one.json").write_text("{}")
    code = (
        f"import hostile; from pathlib import Path; hostile.SECONDS = 0.5\n"
        f"hostile.run_library = lambda file: {greedy}\n"
        f"hostile.sys.exit(hostile.main(['library'], Path({str(tmp_path / 'a')!r}), Path({str(tmp_path)!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=HERE, timeout=600)
    assert done.returncode != 0
    begun = {"entry": "library", "file": "proof-one.json", "starts": True}
    assert [json.loads(line) for line in done.stdout.splitlines()] == [begun]


# -- suggested commands: a name stays one argument, whatever it is ------------------------------------------------

_QUOTE = "['\u2018-\u201b]"
POWERSHELL = re.compile(rf"(?P<quoted>{_QUOTE}(?:[^'\u2018-\u201b]|{_QUOTE}{{2}})*{_QUOTE})|[\w./:$-]+|[^\s\w]")
CMD = re.compile(r'"[^"]*"|\S+')


def words_of(command: FilledCommand) -> list[str]:
    """The words of a command, as its shell reads them. Raises ValueError for quotes that are left open."""
    if command.tool in ("az", "bash"):
        return shlex.split(command.command, comments=False)
    if command.tool == "cmd":
        return [w.strip('"') for w in CMD.findall(command.command)]
    words = []
    for found in POWERSHELL.finditer(command.command):
        text = found.group()
        words.append(re.sub(f"({_QUOTE}){_QUOTE}", r"\1", text[1:-1]) if found["quoted"] else text)
    return words


def filled(name: str) -> Iterator[tuple[str, FilledCommand]]:
    """Every command of every remedy, with this name for whatever is named."""
    kb = knowledge_base()
    facts = {f: (name,) if vocabulary()[f].kind == "list" else name for f in kb.placeholders.values() if f}
    filler = Filler(kb.placeholders, {f: Observation(f, v, Source()) for f, v in facts.items()})
    return ((owner, command) for owner, step in all_steps() for command in filler.step(step).commands)


PLAIN_NAME = "plainname"
SHELLS = ("az", "bash", "az-powershell", "powershell", "cmd")


def escapes(benign: list[str], hostile: list[str], name: str) -> bool:
    """Whether a hostile name is anything but the word, or the left-out word, that a plain name is."""
    if len(benign) != len(hostile):
        return True
    expected = zip(benign, hostile, strict=True)
    return not all(
        h == b if PLAIN_NAME not in b
        else h == b.replace(PLAIN_NAME, name) or re.fullmatch(re.escape(b).replace(PLAIN_NAME, "<[a-z-]+>"), h)
        for b, h in expected
    )  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_is_one_word_of_a_command(name: str) -> None:
    found = 0
    for (owner, plain), (_, hostile) in zip(filled(PLAIN_NAME), filled(name), strict=True):
        if plain.tool in SHELLS:
            found += PLAIN_NAME in plain.command
            assert not raw(hostile.command), (owner, hostile.command)
            assert not escapes(words_of(plain), words_of(hostile), name), (owner, hostile.tool, hostile.command)
    assert found > 50


@pytest.mark.parametrize("shell", ["az", "powershell"])
def test_a_name_without_quotes_is_found(shell: Any) -> None:
    missed = []
    for name in INJECTIONS["bash" if shell == "az" else shell]:
        plain, hostile = (
            FilledCommand(tool=shell, command=f"do -n {n} -x", effect="read-only", verified=True)
            for n in (PLAIN_NAME, name)
        )
        try:
            if not escapes(words_of(plain), words_of(hostile), name):
                missed.append(name)
        except ValueError:
            continue
    assert set(missed) < set(INJECTIONS["bash" if shell == "az" else shell])
    assert not [m for m in missed if " " in m]


# -- what the corpus found, each by itself ------------------------------------------------------------------------


def test_a_key_that_stands_twice_is_found_in_one_pass() -> None:
    names = [str(n) for n in range(200_000)]
    text = "{" + ",".join(f'"{n}":1' for n in [*names, names[-1]]) + "}"
    with pytest.raises(InputError, match="'199999' stands twice"):
        parse(text.encode(), "x")


def test_too_many_values_are_refused_before_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backupdx.readers.containers.parsing.plain_json", lambda text: pytest.fail("it was parsed"))
    with pytest.raises(InputError, match="holds more than"):
        parse(b"[" + b"[]," * 2_000_000 + b"[]]", "x")


def test_a_very_long_number_is_no_choice() -> None:
    from backupdx.library import Interview
    from backupdx.understanding import understood

    question = Interview().question("vm.os_type")
    with pytest.raises(InputError) as refused:
        understood(question, "9" * 5000)
    assert "linux, windows" in str(refused.value) and len(str(refused.value)) < 300
    assert understood(question, "2") == question.choices[1]
    assert "9" * 5000 in ANSWERS


def test_a_fact_file_holds_no_raw_overrides() -> None:
    from backupdx.facts.saving import case_text

    for hidden in ("\u202e", "\u2028", "\u2066", "\ue000"):
        text = case_text(case_of({"vm.name": f"a{hidden}b é"}))
        assert not raw(text), text
        assert parse(text.encode())["vm"]["name"] == f"a{hidden}b é"
    assert "é" in case_text(case_of({"vm.name": "é"}))


def test_nothing_is_no_proof(tmp_path: Path) -> None:
    from backupdx.cli import app
    from typer.testing import CliRunner

    for content in (b"\0\0", b"[]", b"---\n"):
        (tmp_path / "proof.json").write_bytes(content)
        done = CliRunner().invoke(app, ["check-proof", str(tmp_path / "proof.json")])
        assert isinstance(done.exception, InputError), (content, done.stdout)
