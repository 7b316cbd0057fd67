"""Lines that are no case, redacted: nothing tells which of their words are names, so only known words stay."""

from __future__ import annotations

import json
import re
from functools import cache

from ..facts.case import Case
from ..facts.vocabulary import TOPICS, vocabulary
from ..redaction import MARK, Redactor
from ..redaction.kinds import ARM_TYPES, ordinary_words, words
from ..redaction.pseudonyms import is_pseudonym, without_pseudonyms

_CHAR = r"(?:\w|\\u[0-9a-fA-F]{4})"  # of JSON: the beginning of a line is kept as it was written
_WORD = re.compile(rf"{_CHAR}(?:(?:{_CHAR}|[.+@-])*{_CHAR})?")
_PARTS = re.compile(r"[\W_]+")
_SAFE = re.compile(r"\d{1,4}|\d{4}-\d\d-\d\d(?:T\d\d)?|\d\d(?:\.\d+)?Z?|[a-z]")
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


_json = json.JSONEncoder(separators=(",", ":")).encode
