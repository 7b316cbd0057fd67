"""What stands around and between the lines of a text by the way in which it came, taken off before anything is read.

Each step changes only a text that shows that it is needed: marks before all lines, line ends that are escaped,
quotation marks of which none is straight, a log with broken lines. The lines of a text keep their numbers.
"""

from __future__ import annotations

from .containers.peeling import BLANKS, MOST, unbent, unescaped
from .containers.prefixes import unmarked
from .wrapped import unwrapped

_STEPS = (unescaped, unmarked, unbent, unwrapped)
_ODD = frozenset(map(chr, BLANKS))


def tidied(text: str) -> str | None:
    """The text as it was before; None where nothing shows that it was changed."""
    if len(text) > MOST:
        return None
    plain = text if text.isascii() or _ODD.isdisjoint(text) else text.translate(BLANKS)
    for step in _STEPS:
        plain = step(plain) or plain
    return plain if plain != text else None
