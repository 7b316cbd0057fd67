"""Words of a text with escapes in them: percent-encoded ids, JSON in JSON, entities, what Markdown escapes."""

from __future__ import annotations

import re
from collections.abc import Callable

from .pseudonyms import PSEUDONYM

_TOKEN = re.compile(r"[^\s\"'<>]+")
_ESCAPE = re.compile(
    r"%(?:25){0,5}([2-7][0-9A-Fa-f])|\\{1,8}u00([2-7][0-9A-Fa-f])|\\{1,8}(/)|(?<=\w)\\([_-])"
    r"|&#x([2-7][0-9A-Fa-f]);|&#(4[0-7]|5[89]);|&(quot);|(\[\.\]|\[:\])"
)


def decoded(word: str) -> tuple[str, dict[str, str]]:
    """The word without its escapes, and how each character was escaped that stands in it in no other way."""
    spelled: dict[str, str] = {}

    def plain(found: re.Match[str]) -> str:
        code = found[1] or found[2] or found[5]
        kept = found[3] or found[4] or (found[8] and found[8][1]) or (found[7] and '"')
        char = chr(int(code, 16)) if code else kept or chr(int(found[6]))
        spelled.setdefault(char, found.group())
        return char

    text = _ESCAPE.sub(plain, word)
    rest = _ESCAPE.sub("", word)
    return text, {char: escape for char, escape in spelled.items() if char not in rest}


def each_word(text: str, redacted: Callable[[str], str], hold: Callable[[str], str]) -> str:
    """The text, with each word held whose redaction differs where its escapes are read."""
    if "%" not in text and "\\" not in text and "&#" not in text and "&quot;" not in text and "[.]" not in text:
        return text

    done: dict[str, str] = {}  # an id is repeated

    def word(found: re.Match[str]) -> str:
        was = found.group()
        escaped = _ESCAPE.search(was) is not None
        if was not in done:
            done[was] = _redacted(was, redacted) if escaped else was
        is_done = done[was] != was or ((escaped or "-" in was) and PSEUDONYM.search(decoded(was)[0]))
        return hold(done[was]) if is_done else was

    return _TOKEN.sub(word, text)


def _redacted(word: str, redacted: Callable[[str], str]) -> str:
    plain, spelled = decoded(word)
    shown = redacted(plain)
    return word if shown == plain else "".join(spelled.get(char, char) for char in shown)
