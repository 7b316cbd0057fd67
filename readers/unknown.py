"""What a file is that tells nothing, in words: what can be seen of it, and what it would have to hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..facts.errors import InputError, NotRecognised
from ..facts.signatures.repeats import Repeats
from .azure.bare_statuses import status_in
from .base import Node, rows
from .linux import terminal

_MOST_LINES = 200_000
_SHOWN = 100
_MOST_NAMES = 4
_JSON = re.compile(r"^[ \t]*[{\[]\s*$|^[ \t]*\"[\w.@-]{1,80}\": ", re.MULTILINE)
_STAMP = re.compile(
    r"^\W{0,3}(?:\d{4}[-/.]\d\d[-/.]\d\d|\d\d[/.]\d\d[/.]\d{4}|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d)", re.MULTILINE
)
_YAML = re.compile(r"\s*(?:---|- |\? |[&!]|\[[^\]\n]*(?:\n|$|\]\s*(?:\n|$))|\{|[\w.-]{1,80}:(?:\s|$))")
_WHOLE = "save the whole output in a file (`... -o json > answer.json`), and give that"
NEEDED = (
    "it would have to hold an error code or message of the backup, the answer of a command as JSON (`az ... -o json`), "
    "a log of the agent or of the backup extension, or events of Windows; `backupdx collect` prints what counts"
)
# Texts that somebody wrote and no program printed, by how they begin.
_WRITTEN: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(begins, re.IGNORECASE), what, hint)
    for begins, what, hint in (
        (
            r"\s{0,20}<(?:!doctype html|html)\b",
            "a web page",
            "copy what it shows, or type the error code, and give that",
        ),
        (r"#!|\s{0,20}param\s?\(|@echo off", "a script, not what it printed", "give what it printed"),
        (r"-----BEGIN ", "a certificate or a key", "keep a key to yourself; " + NEEDED),
        (
            r"\s{0,20}(?:resource|module|provider|terraform) (?:\"|\{)",
            "a template of Terraform, not what a run of it printed",
            "give the error that `terraform apply` prints",
        ),
        (
            r"\s{0,20}\w{1,60}[ \t]{0,8}\n\s{0,20}\| {0,4}(?:where|project|extend|summarize|join|order|take|top)\b",
            "a query, not what it answers",
            "run it, and give its answer as JSON or CSV",
        ),
    )
)


def text_in_words(text: str) -> tuple[str, str]:
    """What a text is that no reader knows, and what to do: cut JSON, or a log or text and what repeats in it."""
    for begins, what, hint in _WRITTEN:
        if begins.match(text):
            return f"is {what}", hint
    first_lines = text.split("\n", _MOST_LINES)[:_MOST_LINES]
    lines = [line for line in first_lines if line.strip()]
    if lines and all(terminal.prompted(line) is not None for line in lines):
        return "is a command without what it printed", "copy what stands below it, too"
    count = f"{len(lines)} line{'' if len(lines) == 1 else 's'}"
    if text.count("\n") > _MOST_LINES:
        count = f"more than {_MOST_LINES:,} lines"
    if len(_JSON.findall(text[:20_000])) > len(lines[:300]) // 3:
        return f"is not recognised: a part of JSON, of {count}, whose beginning or end is missing", _WHOLE
    first = lines[0].strip()[:_SHOWN] if lines else ""
    kind = "log" if 2 * len(_STAMP.findall(text)) > len(lines) > 2 else "text"
    told = f"is not recognised: a {kind} of {count} in which nothing is known here (it begins: {first})"
    repeats = Repeats()
    for number, line in enumerate(first_lines, 1):
        repeats.take(number, _STAMP.sub("", line).lstrip("0123456789:.,TZ "))
    for most in repeats.most(1):
        told += f"; most often it says, {most.count} times, first in line {most.place}: {most.text}"
    return told, NEEDED


def is_yaml(text: str) -> bool:
    """Whether a text begins as YAML does, behind its comments."""
    first = next((line for line in text.split("\n", 200)[:200] if line.strip() and not line.startswith("#")), "")
    return _YAML.match(first) is not None


def is_of_no_form(error: InputError, text: str) -> bool:
    """Whether a text was found to be neither data nor anything else: why it cannot be parsed says nothing of it."""
    plain = isinstance(error, NotRecognised) and ":" not in error.what
    return plain or error.what.startswith("is neither JSON nor YAML") or not is_yaml(text)


def data_in_words(data: Any) -> str:
    """What data is that no reader knows: the kinds of its resources, or its names."""
    found = rows(Node(data))
    if not found and isinstance(data, list):
        return "a list without objects in it"
    kinds = list(dict.fromkeys(row["type"].name for row in found if "/" in row["type"].word))
    if kinds:
        return f"a list of resources of which none tells of a backup ({_some(kinds)})"
    if any(row["$schema"].word.partition("#")[0].endswith("deploymenttemplate.json") for row in found[:20]):
        return "a template of Azure, not an answer of it"
    classes = list(dict.fromkeys(row["__CLASS"].name for row in found[:20] if row["__CLASS"].name))
    if classes:
        return f"objects that WMI gave, of a class of which nothing is read here ({_some(classes)})"
    names = list(dict.fromkeys(str(name)[:40] for row in found[:20] for name in row.value))
    status = status_in(Node(data))
    of_what = f"; {status}, and it cannot be seen of what that is: a VM, a disk, an extension" if status else ""
    return f"data of no kind that is read here (its names: {_some(names)}{of_what})" if names else "empty data"


def _some(words: Sequence[str | None]) -> str:
    shown = [str(word) for word in words[:_MOST_NAMES]]
    return ", ".join(shown) + (" ..." if len(words) > len(shown) else "")
