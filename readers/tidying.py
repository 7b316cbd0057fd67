"""What stands around and between the lines of a text by the way in which it came, taken off before anything is read.

Each step changes only a text that shows that it is needed: marks before all lines, line ends that are escaped,
quotation marks of which none is straight, a log with broken lines, lines that were cut off. The lines of a text keep
their numbers, but where a log has lost its line ends.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..facts.failure_texts import errors_in
from .containers.peeling import BLANKS, MOST, unbent, undashed, unescaped, unmasked
from .containers.prefixes import undoubled, unmarked, unnamed
from .containers.python_literals import as_json
from .containers.strict_json import strict_decoder
from .cut_columns import uncut, undotted
from .known_lines import begins_an_entry
from .parts import is_words
from .wrapped import relined, unwrapped

_LEAST = 200  # characters of an answer in a sentence
_DEEP = 2  # an error that stands no deeper is what the answer is
_MOST_TRIED = 20  # openings of data that are tried
_INLINE = re.compile(r"(?<=[\w.)]):?[ ]{1,3}(?=[{\[] {0,2}[\"{])")


def apart(text: str) -> str | None:
    """The text with the answers of Azure that stand in its sentences in lines of their own; None where none does.

    In a line of a log data is a part of it, and an error is what the sentence is about.
    """
    if text.lstrip()[:1] in ("{", "[", "<", '"') or begins_an_entry(next(filter(str.strip, text.split("\n", 20)), "")):
        return None
    made, at, tried = [], 0, 0
    while tried < _MOST_TRIED and (found := _INLINE.search(text, at)):
        tried += 1
        begin, line = found.end(), text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        try:
            is_said = not begins_an_entry(line) and line.lstrip()[:1] not in ("{", "[", '"')
            data, end = strict_decoder().raw_decode(text, begin) if is_said else (None, 0)
        except (ValueError, RecursionError):
            end = 0
        if end - begin < _LEAST or any(told.depth < _DEEP for told in errors_in(data)):
            made.append(text[at:begin])
            at = begin
            continue
        made += [text[at : found.start()], "\n", text[begin:end], "\n"]
        at = end
    return "".join([*made, text[at:]]) if "\n" in made else None


_FEWEST_QUOTED, _MANY_TURNS = 2, 4
_ODD = frozenset(map(chr, BLANKS))


def _bare(text: str) -> str | None:
    """The text without what stands before its lines; where they were cut off before that, it shows in their width."""
    plain = text
    for step in (unmarked, unnamed, undoubled) * 2:  # a grep over what a collector kept has both
        found = step(plain)
        if found is not None:
            plain = step(uncut(plain) or plain) or found
    return plain if plain != text else None


def untrailed(text: str) -> str | None:
    """The text without blanks at the ends of its lines, where nearly all have some; else None."""
    lines = [line for line in text.split("\n") if line.strip()]
    padded = sum(line[-1:] in (" ", "\t") for line in lines)
    return "\n".join(line.rstrip() for line in text.split("\n")) if lines and padded > 0.9 * len(lines) else None


def _in_one_line(text: str) -> str | None:
    """The text whose line ends are escaped, before anything in it is taken for data; None for data, and other texts."""
    return None if "\n" in text.strip() or text.lstrip()[:1] in ("{", "[") else unescaped(text)


def unquoted_in_part(text: str) -> str | None:
    """The output without quotes before some of its lines; None where others may be a person's: no entries of a log, or
    sentences, or all in one place.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    quoted = [line.startswith("> ") for line in lines]
    if sum(quoted) < _FEWEST_QUOTED:
        return None
    entries = sum(begins_an_entry(line.removeprefix("> ")) for line in lines)
    turns = sum(one != other for one, other in pairwise(quoted))
    mixed = turns >= _MANY_TURNS and not any(is_words([line]) for line in lines if not line.startswith(">"))
    if entries < len(lines) and not (mixed and (entries > 0.7 * len(lines) or 2 * sum(quoted) >= len(lines))):
        return None
    return "\n".join("" if line == ">" else line.removeprefix("> ") for line in text.split("\n"))


_STEPS = (
    *(_in_one_line, as_json, unmasked, untrailed, unescaped, unquoted_in_part, _bare, undashed, unbent, as_json),
    *(undotted, relined, unwrapped, uncut, apart),
)


def tidied(text: str) -> str | None:
    """The text as it was before; None where nothing shows that it was changed."""
    if len(text) > MOST:
        return None
    plain = text if text.isascii() or _ODD.isdisjoint(text) else text.translate(BLANKS)
    for step in _STEPS:
        plain = step(plain) or plain
    return plain if plain != text else None
