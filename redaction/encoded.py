"""Words of a text with escapes in them: percent-encoded ids, JSON in JSON, entities, what Markdown escapes."""

from __future__ import annotations

import re
from collections.abc import Callable

_TOKEN = re.compile(r"[^\s\"'<>]+")
_ESCAPE = re.compile(
    r"%(?:25){0,5}([2-7][0-9A-Fa-f])|\\{1,8}u00([2-7][0-9A-Fa-f])|\\{1,8}([/.#_-])|&#x([2-7][0-9A-Fa-f]);|&#(4[0-7]|5[89]);"
    r"|&(quot);"
)


def decoded(word: str) -> tuple[str, dict[str, str]]:
    """The word without its escapes, and how each character was escaped that stands in it in no other way."""
    spelled: dict[str, str] = {}

    def plain(found: re.Match[str]) -> str:
        code = found[1] or found[2] or found[4]
        char = chr(int(code, 16)) if code else found[3] or ('"' if found[6] else chr(int(found[5])))
        spelled.setdefault(char, found.group())
        return char

    text = _ESCAPE.sub(plain, word)
    rest = _ESCAPE.sub("", word)
    return text, {char: escape for char, escape in spelled.items() if char not in rest}


def each_word(text: str, redacted: Callable[[str], str], hold: Callable[[str], str]) -> str:
    """The text, with each word held whose redaction differs where its escapes are read."""
    if "%" not in text and "\\" not in text and "&#" not in text and "&quot;" not in text:
        return text

    def word(found: re.Match[str]) -> str:
        if _ESCAPE.search(found.group()) is None:
            return found.group()
        plain, spelled = decoded(found.group())
        shown = redacted(plain)
        if shown == plain:
            return found.group()
        return hold("".join(spelled.get(char, char) for char in shown))

    return _TOKEN.sub(word, text)
