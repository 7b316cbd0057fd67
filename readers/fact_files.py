"""Fact files: the cases in them, as findings, so that they merge with what other files say of the same VM."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..facts.case import Case, Source, validated
from ..facts.declaration import nearest
from ..facts.errors import InputError
from ..facts.vocabulary import TOPICS, vocabulary
from .base import TEXTS, Finding, VmKey
from .containers.strict_json import MAX_CASE_NODES, limit
from .merging import Located
from .node import goes_on

CASE_KEYS = {*Case.model_fields, "cases"}
_ONLY_AZURE = {"target", "details", "innererror", "additionalinfo", "timestamp"}
_FIRST_KEY = re.compile(rf"(?:\s|#[^\n]*\n|---\n)*(?:- )?(?:{'|'.join(sorted(CASE_KEYS))}):(?:\s|$)")

# A first key with a mapping below it, in a line or in lines of their own, as YAML has them.
_ANY_KEY = re.compile(
    r"(?:\s|#[^\n]*\n|---\n)*(?:- )?(?P<key>[A-Za-z_]{2,24}):[ \t]*"
    r"(?:\{[ \t]*(?P<flow>\w+):|\r?\n[ \t]+(?P<block>\w+):)"
)
_MESSAGE = re.compile(rf"\s*(?:{'|'.join(sorted(TOPICS))}): {{1,4}}\w+ (?:\S+ ){{2}}")


def looks_like_one(head: str) -> bool:
    """Whether a text begins as a fact file in YAML does: with the name of a topic, or one that only a case has.

    Such a name may be misspelt where one of its facts stands below it.
    """
    if _FIRST_KEY.match(head) is not None:
        return True
    found = _ANY_KEY.match(head)
    if found is None or (found["block"] and found["key"].lower() == "error"):  # which programs print, too
        return False
    return f"{_topic_meant(found['key'])}.{(found['flow'] or found['block']).lower()}" in vocabulary()


def is_a_message(head: str) -> bool:
    """Whether what begins as a fact file does may be a message: `error: failed to create ...` has words behind the
    name of a topic, where a fact file has its facts below it; and where the name is misspelt it may be no fact file.
    """
    return _FIRST_KEY.match(head) is None or _MESSAGE.match(head) is not None


def _topic_meant(key: str) -> str:
    """The topic that a key names in any case of letters, or with a letter wrong; else the key."""
    name = key.lower()
    guess = nearest(name, list(TOPICS), 0.75) if name not in TOPICS and name.rstrip("s") not in TOPICS else ""
    return guess if guess and abs(len(guess) - len(name)) <= 1 else name


def is_certainly_one(data: Any) -> bool:
    """Whether data says that it is a fact file, or has names that only a fact file has."""
    first = data[0] if isinstance(data, list) and data else data
    if not isinstance(first, dict):
        return False
    if set(first) == {"error"}:
        return not _is_answer(first["error"])
    if isinstance(first.get("network"), dict) and "ethernets" in first["network"]:
        return False  # netplan, the network configuration of Ubuntu, begins like a fact file
    return not {"cases", "schema_version"}.isdisjoint(first) or set(first) <= {*TOPICS, "id", "failed_at"}


def _is_answer(error: Any) -> bool:
    """Whether what stands under `error` is an answer of Azure: it has no more than a code and a message, which a fact
    file names the same, or what only Azure adds to them. All else is for the fact file, which names what is misspelt.
    """
    if not isinstance(error, dict):
        return True
    more = {str(key).lower() for key in error} - {"code", "message"}
    return not more or not more.isdisjoint(_ONLY_AZURE) or any(key.startswith("@") for key in more)


def may_be_one(data: Any) -> bool:
    """Whether data has the name of a topic in it: a fact file with a wrong name beside it."""
    first = data[0] if isinstance(data, list) and data else data
    return isinstance(first, dict) and not {*TOPICS}.isdisjoint(first)


class Misspelt(InputError):
    """A fact file with names in it that no fact has."""


def has_facts(data: Any) -> bool:
    """Whether facts stand in data below the name of their topic, or in one with it (`agent.status`), in any case of
    letters: then it is a fact file, and what else is in it is misspelt.
    """
    if isinstance(data, list):
        return any(map(has_facts, data[:10]))
    if not isinstance(data, dict):
        return False
    known = vocabulary()
    for key, value in data.items():
        topic = _topic_meant(str(key))
        below = value if isinstance(value, dict) else {}
        enough = any if topic == str(key).lower() else all  # of a name that is only near, all has to fit
        if topic in known or (below and enough(f"{topic}.{str(fact).lower()}" in known for fact in below)):
            return True
        if isinstance(value, list) and value and isinstance(value[0], dict) and has_facts(value):
            return True
    return False


def read_named_facts(data: Any, where: str) -> list[Located] | None:
    """The cases of a fact file that is only known by the names of topics or facts in it; None where there are none.

    Raises Misspelt where other names stand beside facts, InputError where nothing says that it is a fact file.
    """
    is_one = has_facts(data)
    if not is_one and not may_be_one(data):
        return None
    try:
        return list(read_fact_file(data, where))
    except InputError as error:
        if is_one:
            raise Misspelt(error.what, where=error.where, expected=error.expected, hint=error.hint) from None
        raise


def read_fact_file(data: Any, where: str) -> Iterator[Located]:
    """The cases of a fact file. Raises InputError that names each wrong place."""
    rows = data.get("cases") if isinstance(data, dict) and "cases" in data else data
    if not isinstance(rows, list):
        yield _located(rows, where, "")
        return
    if not rows:
        raise InputError("holds no case", where=where)
    for n, row in enumerate(rows):
        yield _located(row, where, f"cases[{n}]", alone=len(rows) == 1)


def _located(row: Any, where: str, place: str, alone: bool = True) -> Located:
    if not isinstance(row, dict):
        raise InputError("a case must be a mapping of topics to facts", where=f"{where}: {place}".rstrip(": "))
    limit(row, where, MAX_CASE_NODES)
    left_out: list[str] = []
    case = validated(_without_cut(_nested(row), "", left_out), where=f"{where}: {place}".rstrip(": "))
    prefix = f"{place}." if place else ""
    finding = Finding(vm=_key(case, None if alone else place or where), shared=True)
    for path, value in case.stated():
        finding.add(path, value, prefix + path)
    left_out += [path for path, _ in case.stated() if path not in finding.facts]
    if left_out:
        finding.notes.append(f"not used, as the value is cut off or no such name: {', '.join(left_out)}")
    finding.notes += case.notes
    given = {p: s for p, s in case.provenance.items() if s != Source()}
    return Located(finding, where, case.id, case.failed_at, given, case.conflicts, dict(case.unanswered), stated=True)


def _without_cut(data: Any, path: str, left_out: list[str]) -> Any:
    """The data without values whose last word was cut off, which would be others; their paths go into `left_out`.

    A message is one without its end.
    """
    if isinstance(data, list):
        return [_without_cut(item, path, left_out) for item in data]
    if not isinstance(data, dict):
        return data
    kept: dict[Any, Any] = {}
    for name, value in data.items():
        below = f"{path}.{name}" if path else str(name)
        if str(name).endswith(TEXTS) or not any(map(_is_cut, value if isinstance(value, list) else (value,))):
            kept[name] = _without_cut(value, below, left_out)
        else:
            left_out.append(below)
    return kept


def _is_cut(value: Any) -> bool:
    return isinstance(value, str) and goes_on(value)


def _nested(row: dict[Any, Any]) -> dict[Any, Any]:
    """The facts of a case below their topics, where some stand in one with it: `agent.status: ready`."""
    if not any("." in str(key) for key in row):
        return row
    nested: dict[Any, Any] = {}
    for key, value in row.items():
        topic, dot, fact = str(key).partition(".")
        below = nested.get(topic, row.get(topic, {}))
        if dot and topic in TOPICS and isinstance(below, dict) and fact not in below:
            nested[topic] = {**below, fact: value}
        elif key not in nested:
            nested[key] = value
    return nested


def _key(case: Case, fallback: str | None) -> VmKey | None:
    """The VM of a case; among several cases in a file, one without a name stands for itself."""
    vm = case.vm
    name = vm.name or (case.id or fallback if fallback else None)
    if not name:
        return None
    return VmKey(name.lower(), (vm.resource_group or "").lower(), (vm.subscription_id or "").lower())


def meant_by(data: Any) -> str:
    """Which name of a fact file was perhaps meant by one that data has, in words; empty where none is near."""
    if isinstance(data, dict):
        for key in data:
            guess = nearest(str(key), list(CASE_KEYS), 0.7)
            if guess and guess != key:
                return f"did you mean {guess} instead of {key}?"
    return ""
