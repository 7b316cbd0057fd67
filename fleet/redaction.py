"""What a redacted fleet needs beside redacted cases: lines that are no case, and names that another case tells.

Every worker redacts a case before anything else is done with it, so that whatever is made of it has pseudonyms. Which
names a case has, only itself tells the worker. So at the end, its texts are looked through once more with all names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from ..facts.case import Case
from ..facts.errors import InputError
from ..facts.vocabulary import TOPICS, vocabulary
from ..redaction import MARK, Redactor
from ..redaction.kinds import ARM_TYPES, NameKind, ordinary_words, words
from ..redaction.pseudonyms import PSEUDONYM, is_pseudonym, without_pseudonyms
from .known import Accepted
from .run import is_reject

_CHAR = r"(?:\w|\\u[0-9a-fA-F]{4})"  # of JSON: the beginning of a line is kept as it was written
_WORD = re.compile(rf"{_CHAR}(?:(?:{_CHAR}|[.+@-])*{_CHAR})?")
_PARTS = re.compile(r"[\W_]+")
_SAFE = re.compile(r"\d{1,4}|\d{4}-\d\d-\d\d(?:T\d\d)?|\d\d(?:\.\d+)?Z?|[a-z]")
_VM: dict[str, NameKind] = {"vm": "vm", "resource_group": "group", "subscription": "subscription", "id": "case"}
_ESCAPE = re.compile(r"(\\[bfnrt])")
# Words of our own messages, and of those that pydantic and json have for what is no case.
_MESSAGES = words(
    """
    allowed alphabet argument array at been before being blank boolean bytes call caller cannot case cases char
    character characters choice column comma contain contains control could cut date datetime days deeply delimiter
    depth dict dictionary did double duplicate element elements empty end enclosed equal ends error escape expected
    expecting extra fact facts fault field fields file float format given greater hint holds infinite infinity
    input inputs instance int integer invalid invalidinput is item items iso json key keys large larger least length
    less limit lines list literal longer longest many match max maximum mb mean meant members min minimum missing
    model month more most must names nan nested never nearest nor nothing null number numbers object off only
    our ours out parse parsed parsing parsable pattern permitted please point places possible positive
    property quotes read reads record report required schema seconds several shorter should single size smaller
    sorry starting stands string strings subclass suitable tag than that there these they this time times timezone
    too tuple twice two unable unexpected unicode unit unterminated until utf valid validation value values was
    wrong year zero ones both each where here upgrade update backupdx program interpret keyerror valueerror typeerror
    attributeerror indexerror zerodivisionerror runtimeerror recursionerror nonetype exceed exceeds
    """
)


# -- lines that are no case: nothing tells which of their words are names, so only known words stay ----------------


def redacted_reject(record: str, redactor: Redactor) -> str:
    """The record of a rejected line with a pseudonym for every word that is not known to be no name."""
    redactor.forget()
    return _json({key: _strictly(text, redactor) for key, text in json.loads(record).items()})


def _strictly(text: str, redactor: Redactor) -> str:

    def put(found: re.Match[str]) -> str:
        return _word(found.group(), redactor)

    def piece(part: str) -> str:
        return part if _ESCAPE.fullmatch(part) else _WORD.sub(put, part)

    return MARK.join("".join(map(piece, _ESCAPE.split(part))) for part in redactor.forms(text).split(MARK))


def _word(written: str, redactor: Redactor) -> str:
    word = _unescaped(written)
    lowered = word.lower()
    if is_pseudonym(word) or lowered in _known_words() or _SAFE.fullmatch(word):
        return written
    parts = [part for part in _PARTS.split(without_pseudonyms(lowered)) if part]
    if all(part in _known_words() or (part.isalpha() and len(part) == 1) for part in parts):
        return written
    if "." in word and not any(part.isdecimal() for part in word.split(".")):
        return ".".join(_word(part, redactor) for part in word.split("."))  # as `vm.nmae`
    return redactor.name("word", word)


def _unescaped(word: str) -> str:
    try:
        return str(json.loads(f'"{word}"')) if "\\" in word else word
    except ValueError:
        return word


@cache
def _known_words() -> frozenset[str]:
    """Words, in lower case, that any line of cases or any reason can hold."""
    paths = {part for path in vocabulary() for part in (path, *path.split("."))}
    choices = {choice.lower() for spec in vocabulary().values() for choice in (*spec.choices, *spec.items)}
    return frozenset({*ordinary_words(), *_MESSAGES, *paths, *choices, *TOPICS, *Case.model_fields, *ARM_TYPES})


# -- what is known of all cases together -----------------------------------------------------------------------------


def with_all_names(record: str, redactor: Redactor) -> str:
    """The record of a redacted case with pseudonyms for the names of other cases in its texts, too."""
    if is_reject(record) or ('"notes":[]' in record and not any(f'["{fact}",' in record for fact in _text_facts())):
        return record
    data: dict[str, Any] = json.loads(record)
    data["notes"] = [redactor.text(note, inside=False) for note in data["notes"]]
    for explanation in data["explanations"]:
        for seen in (*explanation["because"], *explanation.get("against", ())):
            if seen[0] in _text_facts():
                seen[1] = redactor.text(seen[1], inside=False)
    return _json(data) + "\n"


@cache
def _text_facts() -> frozenset[str]:
    free = (spec for spec in vocabulary().values() if spec.kind in ("text", "list") and spec.holds == "text")
    return frozenset(spec.path for spec in free if not spec.choices and not spec.items)


def named_alike(records: Iterable[str], redactor: Redactor) -> Iterator[str]:
    """Records of an earlier run, each with the pseudonyms of its VM that a redacted run gives."""
    own = Redactor.like(redactor.pseudonyms)
    for record in records:
        own.forget()  # a pseudonym begins as the name is met, which must not hang on other records
        data = json.loads(record)
        case = data.get("case", {})
        case |= {key: own.name(kind, case[key]) for key, kind in _VM.items() if case.get(key)}
        yield _json(data)
    redactor.take(own.names)


def known_alike(records: Iterable[str], redactor: Redactor) -> Iterator[str]:
    """Redacted records of an earlier run. Raises InputError for a pseudonym of a VM that the redactor does not have."""
    for record in records:
        case = json.loads(record).get("case", {})
        for text in (str(case[key]) for key in _VM if case.get(key)):
            if PSEUDONYM.fullmatch(text) and text not in redactor.names:
                raise InputError(
                    f"has a pseudonym, {text}, that the map does not have", expected="the map that was written with it"
                )
        yield record


def accepted(entry: Accepted, redactor: Redactor) -> Accepted:
    """An accepted finding to show: its patterns name VMs, and its reason is free text."""
    shown = {name: _pattern(kind, getattr(entry, name), redactor) for name, kind in _VM.items() if name != "id"}
    return entry.model_copy(update={**shown, "reason": redactor.text(entry.reason)})


def _pattern(kind: NameKind, pattern: str, redactor: Redactor) -> str:
    if not re.search(r"[*?\[\]]", pattern):
        return redactor.name(kind, pattern)
    return re.sub(r"[^*?\[\]!]+", lambda part: redactor.name("name", part.group()), pattern)


_json = json.JSONEncoder(separators=(",", ":")).encode
