"""No regular expression takes more than linear time, on lines that were made to take it the longest.

Measured is the time of this process, so that a busy machine changes nothing; what is quick enough is not compared.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from types import ModuleType

import backupdx
import pytest
from adversarial import attacks
from backupdx.facts.signatures import SIGNATURES
from cases import EFFORT

SIZE = 800  # letters of the smallest text
QUICK = 0.0032  # seconds for the largest: one microsecond a letter
ENDLESS = 0.006  # seconds for a short text, behind which what grows exponentially would never end
MOST = 15  # attacks on a pattern each day
PACKAGES = ("facts", "readers", "redaction", "kb", "commands")
ANCHORED = {"match", "fullmatch"}
Named = tuple[str, re.Pattern[str], bool]


def modules() -> list[ModuleType]:
    """All modules of the packages that read what others wrote."""
    tops = [importlib.import_module(f"{backupdx.__name__}.{package}") for package in PACKAGES]
    found = [each.name for top in tops for each in pkgutil.walk_packages(top.__path__, f"{top.__name__}.")]
    return [importlib.import_module(name) for name in found]


def patterns() -> Iterator[Named]:
    """Each pattern with its name, and whether it is searched for everywhere in a text, or may be."""
    everything = modules()
    called: dict[tuple[str, int], set[str]] = {}  # by name and object, since modules hand patterns to each other
    for module in everything:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                called.setdefault((node.value.id, id(vars(module).get(node.value.id))), set()).add(node.attr)
    seen: set[tuple[str, int]] = set()
    for module in everything:
        for name, value in vars(module).items():
            if not isinstance(value, re.Pattern) or not isinstance(value.pattern, str):
                continue
            if (value.pattern, value.flags) not in seen:
                seen.add((value.pattern, value.flags))
                methods = called.get((name, id(value)), {"search"})
                yield f"{module.__name__.partition('.')[2]}.{name}", value, not methods <= ANCHORED
    for signature in SIGNATURES:
        if signature.compiled is not None:
            yield f"signature {signature.id}", signature.compiled, True


PATTERNS = list(patterns())


def seconds(work: Callable[[str], object], text: str) -> float:
    before = time.process_time()
    work(text)
    return time.process_time() - before


def growth(work: Callable[[str], object], made: Callable[[int], str]) -> str:
    """How the time grows with 1, 2 and 4 times the text, where it grows more than the text does; else empty.

    Begins small, so that what grows exponentially ends here. Three tries, of which one that is linear is enough.
    """
    for size in (20, 24, 64, 512):
        text = made(size)
        if all(seconds(work, text) > ENDLESS for _ in range(2)):
            return f"more than {ENDLESS} s for {size} letters"
    if seconds(work, made(4 * SIZE)) < QUICK:
        return ""
    for _ in range(3):
        one, two, four = (seconds(work, made(SIZE * times)) for times in (1, 2, 4))
        if four < QUICK or (four < 6.5 * one and four < 3 * two):
            return ""
    return f"{one:.4f}, {two:.4f}, {four:.4f} s for {SIZE}, {2 * SIZE}, {4 * SIZE} letters"


def some(them: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """As many attacks as a day has time for, from all parts of the pattern; in a long run all."""
    return them if EFFORT > 1 else them[:: 1 + len(them) // MOST]


def slow(pattern: re.Pattern[str], everywhere: bool) -> Iterator[str]:
    """The attacks under which a pattern grows more than linearly."""

    def scan(text: str) -> object:
        return sum(1 for _ in pattern.finditer(text))

    for before, pump in some(attacks(pattern)):
        for end in ("\x01", "\n") if before else ("\x01",):  # what fits neither has to give all of it up

            def made(size: int, before: str = before, pump: str = pump, end: str = end) -> str:
                return before + pump * max(1, (size - len(before)) // len(pump)) + end

            if grown := growth(scan if everywhere else pattern.match, made):
                yield f"{before[:60]!r}, then {pump[:60]!r} many times, then {end!r}: {grown}"


@pytest.mark.parametrize("named", PATTERNS, ids=[name for name, *_ in PATTERNS])
def test_a_pattern_takes_linear_time(named: Named) -> None:
    """A busy machine makes one of some thousand attacks look slow now and then: what is slow is so three times."""
    _, pattern, everywhere = named
    found = next((told for told in (list(slow(pattern, everywhere)) for _ in range(3)) if not told), None)
    assert found == [], (pattern.pattern, list(slow(pattern, everywhere)))


@pytest.mark.parametrize(
    ("text", "everywhere"),
    [(r"(?:a+)+$", True), (r"\d+(?:\.\d+)+", True), (r"\s*$", True), (r"(?:.*\s)?.*=", False), (r"x[\s\S]*?y", True)],
)
def test_what_is_not_linear_is_found(text: str, everywhere: bool) -> None:
    assert next(slow(re.compile(text), everywhere), None) is not None


def test_all_patterns_are_tried() -> None:
    assert len(PATTERNS) > 350 and sum(bool(attacks(pattern)) for _, pattern, _ in PATTERNS) > 300
