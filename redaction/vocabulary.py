"""The words that name nobody, as data: words.txt.gz, whose sources stand in words.md, and words_added.txt, which has
those of knowledge that came since (`make words`). tools/known_words.py makes both.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache
from importlib.resources import files

from ..facts.signatures import SIGNATURES
from .kinds import ordinary_words


class Stays(IntEnum):
    """How a known word has to be written to stay."""

    ANY = 0  # however it is written: a word of the field, or a function word
    PROSE = 1  # in lower case, or where a sentence begins
    LOWER = 2  # in lower case: with a capital it can be a name
    DATED = 3  # beside a number: a month that is a name of people, too


_SECTIONS = {"[any]": Stays.ANY, "[prose]": Stays.PROSE, "[lower]": Stays.LOWER, "[dated]": Stays.DATED}


_WORD = re.compile(r"[^\W\d_]+")
_WHOLE = re.compile(r"\w+(?:-\w+)*")
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")


@cache
def known_words() -> dict[str, Stays]:
    """Each known word, in lower case, and how it has to be written. It is read where something is redacted."""
    found: dict[str, Stays] = {}
    stays = Stays.ANY
    for line in gzip.decompress((files(__package__) / "words.txt.gz").read_bytes()).decode("utf-8").split("\n"):
        if line in _SECTIONS:
            stays = _SECTIONS[line]
        elif not line.startswith("#"):
            found[line] = stays
    added = (files(__package__) / "words_added.txt").read_text("utf-8").split()
    found.update(
        (word, Stays.ANY) for word in (*added, *ordinary_words()) if found.get(word) not in (Stays.DATED, Stays.PROSE)
    )
    found.update((word, Stays.ANY) for text in _matched() for word in _words(text))
    return found


def _matched() -> Iterator[str]:
    """What signatures look for, those of packs too: the diagnosis hangs on it."""
    for signature in SIGNATURES:
        yield from signature.literals


def _words(text: str) -> Iterator[str]:
    for whole in _WHOLE.findall(text):
        yield whole.lower()
        for word in _WORD.findall(whole):
            yield word.lower()
            yield from (hump.lower() for hump in _HUMP.findall(word))
