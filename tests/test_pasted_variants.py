"""Outputs that were cut, reordered, indented, quoted or re-encoded give the facts of the whole one, or fewer."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Set
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from backupdx.facts.case import Case
from backupdx.facts.errors import InputError
from backupdx.facts.quantities import Version
from backupdx.facts.vocabulary import spec_of
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.contents import read_content
from cases import EFFORT
from hypothesis import given
from hypothesis import strategies as st
from passing_on import WAYS

HERE = Path(__file__).parent
REAL = HERE.parents[1] / "shared" / "real"
MOST = 40_000  # characters of a sample
# Logs tell what held at their end: cut earlier, or in another order, they tell of another time.
TELL_OF_THEIR_END = ("log of", "text with known lines", "terminal session", "status of", "collected output")


def read(content: bytes) -> tuple[dict[str, Any], str]:
    """All facts in a text, several values of one in a set, and its kind; none where it is refused."""
    try:
        found, kind = read_content(of_bytes(content, "x"))
    except InputError:
        return {}, ""
    facts: dict[str, Any] = {}
    for entry in found:
        for path, value in entry.finding.facts.items():
            facts.setdefault(path, []).append(value)
    return facts, kind


def concluded(content: bytes, facts: dict[str, Any]) -> None:
    """Add what follows from the facts by summaries: a part of a text may say that itself."""
    for entry in read_content(of_bytes(content, "x"))[0]:
        for path, observation in Case().with_facts(entry.finding.facts).observations().items():
            if observation.value not in facts.setdefault(path, []):
                facts[path].append(observation.value)


def samples() -> list[tuple[str, str, dict[str, Any], str]]:
    """Recorded files and those of healthy machines that are text: name, text, facts, kind."""
    made = []
    for folder in (REAL, HERE / "healthy"):
        for file in sorted(folder.rglob("*")):
            if not file.is_file() or file.suffix in (".md", ".yaml") or file.stat().st_size > MOST:
                continue
            text = file.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
            facts, kind = read(text.encode())
            if facts:
                concluded(text.encode(), facts)
                made.append((str(file.relative_to(folder)), text, facts, kind))
    return made


@cache
def by_name() -> dict[str, tuple[str, dict[str, Any], str]]:
    """The samples by name. Reading all of them takes seconds, which whoever only collects tests is spared."""
    return {name: (text, facts, kind) for name, text, facts, kind in samples()}


NAMES = st.deferred(lambda: st.sampled_from([*by_name()]))


def no_other(variant: bytes, facts: dict[str, Any], name: str) -> None:
    """That a variant gives no fact but those of the whole; of a list, no other items."""
    found, _ = read(variant)
    for path, values in found.items():
        if path == "error.words":
            continue  # the text itself, kept where nothing else is understood
        assert path in facts, (name, path, values)
        if spec_of(path).kind == "rows":
            continue  # a row may have fewer columns; those of the whole stand in its facts
        if spec_of(path).kind == "list":
            told, known = ({squeezed(item) for value in some for item in value} for some in (values, facts[path]))
            assert told <= known, (name, path, values)
        elif spec_of(path).kind == "text":  # a name may stand in a longer form in what is left of a file
            known = {squeezed(whole) for whole in facts[path]}
            told = {squeezed(value) for value in values}  # what was broken off may be less of it
            assert all(any(all_of_it in v or all_of_it.startswith(v) for all_of_it in known) for v in told), (
                name,
                path,
                values,
            )
        else:
            told = {str(value) for value in values}
            if spec_of(path).kind == "version":  # one that is none is not used, which a note says
                told = {value for value in told if _is_version(value)}
            assert told <= {str(value) for value in facts[path]}, (name, path, values, facts[path])


def _is_version(text: str) -> bool:
    try:
        return str(Version.parse(text)) == text
    except ValueError:
        return False


def squeezed(value: object) -> str:
    """A text with one blank between its words: a mail that breaks lines leaves out more."""
    return " ".join(str(value).split())


def quoted(text: str, mark: str) -> str:
    """The text with a mark before each line."""
    return "".join(f"{mark}{line}\n" for line in text.splitlines())


FRAMES = {
    "as it is": lambda text: text,
    "quoted": lambda text: quoted(text, "> "),
    "quoted twice": lambda text: quoted(text, "> > "),
    "indented": lambda text: quoted(text, "    "),
    "tabs": lambda text: quoted(text, "\t"),
    "bars": lambda text: quoted(text, "| "),
    "numbered": lambda text: "".join(f"{n:6}\t{line}\n" for n, line in enumerate(text.split("\n"), 1)),
    "found by grep": lambda text: "".join(f"{n}:{line}\n" for n, line in enumerate(text.split("\n"), 1)),
    "fenced": lambda text: f"```\n{text}\n```\n",
    "in a mail": lambda text: f"Hello,\n\nsee below.\n\n{quoted(text, '> ')}\nRegards\nAnna\n",
    "lines end as in DOS": lambda text: text.replace("\n", "\r\n"),
    "blank lines": lambda text: f"\n\n{text}\n\n\n",
    "blanks at the ends": lambda text: "".join(f"{line}  \n" for line in text.splitlines()),
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850")


@given(NAMES, st.sampled_from(sorted(FRAMES)), st.sampled_from(ENCODINGS))
def test_what_stands_around_a_text_changes_no_fact(name: str, frame: str, encoding: str) -> None:
    text, facts, _ = by_name()[name]
    if encoding.startswith("cp") and not text.isascii():
        encoding = "utf-8"  # names change where a page cannot write them
    no_other(FRAMES[frame](text).encode(encoding), facts, f"{name}, {frame}, {encoding}")


@given(NAMES, st.integers(0, 100), st.integers(0, 100), st.sampled_from(sorted(FRAMES)))
def test_a_part_of_a_text_gives_no_other_fact(name: str, begin: int, end: int, frame: str) -> None:
    text, facts, kind = by_name()[name]
    lines = text.splitlines()
    if any(word in kind for word in TELL_OF_THEIR_END):
        begin, end = max(begin, end), 100  # its end is there
    begin, end = len(lines) * min(begin, end) // 100, len(lines) * max(begin, end) // 100
    no_other(FRAMES[frame]("\n".join(lines[begin:end])).encode(), facts, f"{name}[{begin}:{end}], {frame}")


def shuffled(data: Any, chance: random.Random) -> Any:
    """Data with the names of its objects in another order."""
    if isinstance(data, dict):
        names = list(data)
        chance.shuffle(names)
        return {name: shuffled(data[name], chance) for name in names}
    return [shuffled(item, chance) for item in data] if isinstance(data, list) else data


@given(NAMES, st.integers(0, 2**32))
def test_another_order_gives_no_other_fact(name: str, seed: int) -> None:
    text, facts, kind = by_name()[name]
    chance = random.Random(seed)
    try:
        variant = json.dumps(shuffled(json.loads(text), chance), indent=chance.choice([None, 1, 4]))
    except ValueError:
        if any(word in kind for word in TELL_OF_THEIR_END):
            return
        blocks = text.split("\n\n")
        chance.shuffle(blocks)
        variant = "\n\n".join(blocks)
    no_other(variant.encode(), facts, name)


def test_there_are_samples() -> None:
    assert len(by_name()) > 50


@pytest.mark.parametrize("frame", sorted(FRAMES))
def test_most_frames_lose_nothing(frame: str) -> None:
    """At least nine in ten samples are read whole in each of these forms: of every fifth sample, but in a long run."""
    texts = [text for text, *_ in by_name().values()][:: 1 if EFFORT > 1 else 5]
    kept = sum(read(FRAMES[frame](text).encode())[0].keys() == whole(text) for text in texts)
    assert kept >= 0.9 * len(texts), (frame, kept, len(texts))


@cache
def whole(text: str) -> Set[str]:
    """The facts in a text as it is."""
    return read(text.encode())[0].keys()


@pytest.mark.parametrize("way", sorted(WAYS))
def test_what_is_passed_on_gives_no_other_fact(way: str) -> None:
    """Fewer at most, and nearly all of them: each way on some of the samples, and on all of them in a long run."""
    kept = tried = 0
    first, step = (0, 1) if EFFORT > 1 else (sorted(WAYS).index(way) % 20, 20)
    for name, (text, facts, _) in [*by_name().items()][first::step]:
        changed = WAYS[way](text)
        if changed is None or facts.keys() <= {"error.words", "vm.os_type"}:
            continue
        tried += 1
        no_other(changed.encode(), facts, f"{name}, {way}")
        kept += read(changed.encode())[0].keys() >= whole(text) - {"error.words"}
    assert kept >= 0.85 * tried, (way, kept, tried)


def cut_off(mark: str) -> Callable[[str], str]:
    """Lines cut off at 80 columns, as a window or a program does; `mark` ends those that were longer."""
    width = 80
    return lambda text: "\n".join(
        line if len(line) <= width else line[: width - len(mark)] + mark for line in text.split("\n")
    )


def dated_in_part(text: str) -> str:
    """With what a system log has before its lines, before three of four: some of a text came another way."""
    dated = ("" if n % 4 == 1 else f"Nov 28 10:00:{n % 60:02} loghost app[4711]: " for n in range(len(text)))
    return "\n".join(before + line for before, line in zip(dated, text.split("\n"), strict=False))


BROKEN: dict[str, tuple[Callable[[str], str], tuple[str, ...]]] = {  # and samples in which each told something else
    "cut off": (cut_off(""), ("linux-updates-everywhere/waagent.log", "linux-sles-15-sap-busy/waagent.log")),
    "cut off with an ellipsis": (
        cut_off("…"),
        ("windows-german/systeminfo.txt", "linux-database-with-scripts/ps-aux.txt", "azure-collected-output/azure.txt"),
    ),
    "cut off with dots": (cut_off("..."), ("linux-extension-log-python38/ps.txt", "windows-2022-week/systeminfo.txt")),
    "dated in part": (
        dated_in_part,
        ("waagent.conf/gaia.conf", "windows-german/winhttp.txt", "writers-state9-failed-no-error-2003.txt"),
    ),
    "the last line first": (
        lambda text: "\n".join(reversed(text.split("\n"))),
        ("linux-ubuntu-2204-week/waagent.log", "linux-recovered-three-weeks-ago/extension.log"),
    ),
    "in one line": (lambda text: " ".join(text.split("\n")), ("linux-debian-12-static-address/waagent.log",)),
    "letters for digits": (
        lambda text: text.replace("0", "O").replace("1", "l"),
        (
            "azure-vm-parts/agent.json",
            "linux-oracle-8-host-hiccups/rpm.txt",
            "linux-ubuntu-1804-old-agent/apt-policy.txt",
        ),
    ),
    "without a setting": (
        lambda text: re.sub(r"(?m)^(?:AutoUpdate|Extensions)\.\w+=n\n", "", text),
        ("linux/waagent.conf/gaia.conf", "linux/waagent.conf/chainguard.conf"),
    ),
    "from behind the beginning of its lines": (
        lambda text: "\n".join(line[6:] for line in text.split("\n")),
        ("azure-powershell-of-a-windows-vm/locks.json", "azure/backup-status/not-protected-2023.json"),
    ),
}


@pytest.mark.parametrize("how", sorted(BROKEN))
def test_what_is_broken_gives_no_other_fact(how: str) -> None:
    """Fewer at most: of samples that told something else once, and of some others; in a long run, of all."""
    change, named = BROKEN[how]
    plain = ((name, kind) for name, (text, _, kind) in by_name().items() if text.lstrip()[:1] not in ("{", "["))
    # What an event is about stands at its end: of one that is cut off there, it cannot be seen.
    every = [name for name, kind in plain if not any(word in kind for word in (*TELL_OF_THEIR_END, "events"))]
    some = every if EFFORT > 1 else every[sorted(BROKEN).index(how) :: 40]
    some = [] if how == "letters for digits" else some  # names become others, which nobody can see
    for name in [*(name for name in by_name() if name.endswith(named)), *some]:
        text, facts, _ = by_name()[name]
        if ":" in text:
            no_other(change(text).encode(), facts, f"{name}, {how}")
    assert any(name.endswith(named) for name in by_name())
