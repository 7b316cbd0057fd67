"""Lines that are no case, redacted: nothing tells which of their words are names, so only known words stay."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from ..facts.case import Case
from ..facts.vocabulary import TOPICS, vocabulary
from ..redaction import MARK, Redactor
from ..redaction.kinds import ARM_TYPES, PSEUDONYM, ordinary_words, words

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


class Rejects:
    """Redacts the records of rejected lines with the names of one redactor."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor

    def record(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The record with a pseudonym for every word that is not known to be none."""
        return {key: self._strictly(value) for key, value in data.items()}

    def _strictly(self, text: Any) -> Any:
        if not isinstance(text, str):
            return text
        shown = self._redactor.forms(text)
        pieces = shown.split(MARK)
        return MARK.join("".join(map(self._piece, _ESCAPE.split(piece))) for piece in pieces)

    def _piece(self, text: str) -> str:
        return text if _ESCAPE.fullmatch(text) else _WORD.sub(lambda m: self._word(m.group()), text)

    def _word(self, written: str) -> str:
        word = _unescaped(written)
        lowered = word.lower()
        if PSEUDONYM.fullmatch(word) or lowered in _known_words() or _SAFE.fullmatch(word):
            return written
        parts = [part for part in _PARTS.split(PSEUDONYM.sub(" ", lowered)) if part]
        if all(part in _known_words() or (part.isalpha() and len(part) == 1) for part in parts):
            return written
        known = self._redactor.known_name(word)
        if known is None and "." in word and not any(part.isdecimal() for part in word.split(".")):
            return ".".join(map(self._word, word.split(".")))  # as `vm.nmae`
        return known or self._redactor.name("word", word)


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
