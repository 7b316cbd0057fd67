"""What stands before the lines of a text that a program or a person passed on: the time at which a collector of logs
took them, a bullet, a number, the name of a machine or a stream. Taken off again; the lines keep their numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

_FEWEST = 2
_NUMBERED = re.compile(r"^[ \t]{0,8}(\d{1,7})(?:[\t:]|[.)|]?(?: {1,2}|$))", re.MULTILINE)
_MARKS = {"| ", "* ", "- ", "+ ", "• ", "· ", "│ "}
_MARKED = re.compile(r"^[|*+•·│-](?: |$)", re.MULTILINE)
_SPACE = re.compile(r"^ ", re.MULTILINE)
_YAML = re.compile(r"(?:- )?[A-Za-z_][\w.-]{0,60}:(?: |$)|$")  # of a list in YAML, whose marks mean something
_STAMPS = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        r"^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?"
        r"(?:[ \t](?:stdout|stderr) [FP])?(?:[ \t]|$)",
        r"^[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,60} (?!waagent|python|systemd|kernel)[\w./-]{1,40}"
        r"(?:\[\d{1,7}\])?:(?: |$)",
    )
)
_NAMED = re.compile(r"[A-Za-z][\w.-]{1,40}:(?= |$)")
_FEWEST_NAMED, _MANY_TURNS = 3, 3
_LEVELS = frozenset(
    ["error", "warning", "info", "note", "debug", "err", "warn", "fatal", "curl", "notice"]
)  # words of the lines themselves
_DOUBLED = re.compile(  # of a collector, before what an entry begins with
    r"^(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?(?: (?:stdout|stderr) [FP])?|"
    r"[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,60} (?!waagent|python|systemd|kernel)[\w./-]{1,40}"
    r"(?:\[\d{1,7}\])?:|"
    r"[A-Za-z][\w.-]{1,40}:)[ \t](?:[>|*+•-] )?"
    r"(?=\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d|\[[0-9A-Fa-f]{8}\] )",
    re.MULTILINE,
)


def unnamed(text: str) -> str | None:
    """The text without the name of a machine or a stream, as `stdout: `, before most of its lines; else None."""
    lines = [line for line in text.split("\n") if line.strip()]
    names = Counter(found[0] for line in lines if (found := _NAMED.match(line)))
    name, times = next(iter(names.most_common(1)), ("", 0))
    if times < _FEWEST_NAMED or 2 * times < len(lines) or name[:-1].lower() in _LEVELS:
        return None
    return re.sub(rf"^{re.escape(name)}(?: |$)", "", text, flags=re.MULTILINE)


def undoubled(text: str) -> str | None:
    """The log without the times of a collector before those of its own, where some lines have both; else None."""
    bare, times = _DOUBLED.subn("", text)
    return bare if times >= _FEWEST else None


def unmarked(text: str) -> str | None:
    """The text without numbers or marks before all of its lines, as `cat -n`, `grep -n` and some mails have them; None
    where a line has none, or where the numbers do not grow.
    """
    first = text.lstrip("\n")
    if _NUMBERED.match(first) is None and first[:2] not in _MARKS:
        return None
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < _FEWEST:
        return None
    numbers = [_NUMBERED.match(line) for line in lines]
    if None not in numbers:
        found = [each for each in numbers if each is not None]
        if not _are_numbers(found, lines):
            return None
        bare = _NUMBERED.sub("", text)
        is_spaced = all(line[:1] in ("", " ") for line in bare.split("\n"))
        return _SPACE.sub("", bare) if is_spaced else bare
    marks = {line[:2] for line in lines} - {line.rstrip()[:2] for line in lines if len(line.rstrip()) == 1}
    is_table = all(line.rstrip().endswith("|") for line in lines)  # of Markdown
    if len(marks) != 1 or not marks <= _MARKS or is_table:
        return None
    is_list = marks == {"- "} and all(_YAML.match(line[2:]) for line in lines)
    return None if is_list else _MARKED.sub("", text)


def _are_numbers(found: list[re.Match[str]], lines: list[str]) -> bool:
    """Whether what stands before all lines counts them: it grows, with a blank behind it by one each time."""
    counted = [int(each[1]) for each in found]
    if all(each[0].rstrip(" ")[-1:] in ("\t", ":") for each in found):
        return all(before < after for before, after in pairwise(counted))
    return all(before + 1 == after for before, after in pairwise(counted)) and len(lines) > _FEWEST


def unstamped(text: str) -> str | None:
    """The text without the times that a collector of logs put before most of its lines; None where most have none."""
    lines = [line for line in text.split("\n") if line.strip()]
    for stamp in _STAMPS:
        stamped = [stamp.match(line) is not None for line in lines]
        turns = sum(one != other for one, other in pairwise(stamped))  # one below its head or a command: of a table
        if sum(stamped) >= _FEWEST and (all(stamped) or (2 * sum(stamped) >= len(lines) and turns >= _MANY_TURNS)):
            return stamp.sub("", text)
    return None
