"""The names of one output with their pseudonyms, and where these names stand in running text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..facts.errors import InputError
from .kinds import NameKind, is_standard, ordinary_words
from .pseudonyms import Pseudonyms, is_pseudonym, new_key
from .secrets import without_secrets

_TOKEN = re.compile(r"[^\W_]+")
GUID = re.compile(r"(?<![^\W_])[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}(?![^\W_])")
_SHORTEST = 3  # characters of a name that is looked for in running text
_TELLING = 5  # characters of a name that is looked for inside longer words too


_Apart = tuple[str, str]  # what tells a name apart: its family, and the name in lower case


class _Look(NamedTuple):
    word: str  # the first one of the name
    before: int  # characters before it
    telling: bool


class Names:
    """Names with their pseudonyms.

    Spelling in upper and lower case does not count: Azure changes it as it likes. A machine is one name, whether it
    is met as the VM or as the computer inside, and so is a GUID, whatever it is the id of. `given` are the names behind
    the pseudonyms of an earlier output, which keep them.
    """

    def __init__(self, given: Mapping[str, str] | None = None, key: str | None = None) -> None:
        self.pseudonyms = Pseudonyms(bytes.fromhex(key or new_key()), {})
        self.given: dict[str, str] = {}  # pseudonym -> name as first met, without secrets
        self.clash = ""  # a pseudonym that two names have
        self.met: set[str] = set()  # folded names that were asked for; whoever wants to know since when clears it
        self._of: dict[_Apart, str] = {}
        self._known: dict[str, str] = {}  # folded name -> its first pseudonym, whatever its kind
        self._unread: list[str] = []  # folded names that are not looked for in text yet
        self._in_text: dict[str, int] = {}  # folded name that is looked for -> where its first word begins
        self._forms: dict[str, list[tuple[int, int]]] = {}  # first word -> lengths and beginnings of such names
        self._telling: set[str] = set()
        # What is the same for a name in any case: to work it out again and again is most of the work of a fleet.
        self._made: dict[tuple[str, str], tuple[_Apart, str] | None] = {}  # (kind, name) -> what tells it apart
        self._looks: dict[str, _Look | None] = {}
        for pseudonym, name in (given or {}).items():
            apart = self.keep(pseudonym, name)
            if self.pseudonyms.made(pseudonym.rpartition("-")[0], *apart) != pseudonym:
                self.pseudonyms.kept.setdefault(apart, pseudonym)

    @property
    def size(self) -> tuple[int, int]:
        """How many names are known, and how many of them were met: as long as it stays, a text stays the same."""
        return len(self._of), len(self.met)

    def of(self, kind: NameKind, name: str) -> str:
        """The pseudonym of a name; the name itself where it is no secret, or is a pseudonym.

        Raises InputError where another name has the same pseudonym.
        """
        asked = (kind, name)
        made = self._made[asked] if asked in self._made else self._make(kind, name)
        if made is None:
            return name
        apart, pseudonym = made
        self.met.add(apart[1])
        return self._of.get(apart) or self._learn(apart, pseudonym, kind)

    def _make(self, kind: NameKind, name: str) -> tuple[_Apart, str] | None:
        folded = fold(name.strip())
        made = None
        if folded and not is_standard(kind, folded) and not is_pseudonym(folded):
            apart = (_family(kind, folded), folded)
            made = apart, self._of.get(apart) or self.pseudonyms.of(kind, *apart)
            self._give(made[1], without_secrets(name.strip()))
        self._made[kind, name] = made
        return made

    def keep(self, pseudonym: str, name: str) -> _Apart:
        """Take over what another output, or another process, gave this name; returns what tells the name apart.

        Raises InputError where another name has the same pseudonym.
        """
        kind, folded = pseudonym.rpartition("-")[0], fold(name.strip())
        apart = (_family(kind, folded), folded)
        self._give(pseudonym, name)
        self._learn(apart, pseudonym, kind)
        return apart

    def forget(self) -> None:
        """Know no name any more, as at the beginning; `given` stays."""
        for known in (self.met, self._of, self._known, self._unread, self._in_text, self._forms, self._telling):
            known.clear()

    def known(self, name: str) -> str | None:
        """The pseudonym of a name of any kind; None where there is none yet."""
        return self._known.get(fold(name.strip()))

    def _give(self, pseudonym: str, name: str) -> None:
        if fold(self.given.setdefault(pseudonym, name).strip()) != fold(name.strip()):
            self.clash = pseudonym
            raise clash(pseudonym)

    def _learn(self, apart: _Apart, pseudonym: str, kind: str) -> str:
        if kind != "word":  # of a text in which any word may be a name: elsewhere it is only a word
            self._known.setdefault(apart[1], pseudonym)
            self._unread.append(apart[1])
        return self._of.setdefault(apart, pseudonym)

    # -- names in running text -----------------------------------------------------------------------------------

    def _read(self) -> None:
        """Look for all names in text from now on."""
        for folded in self._unread:
            look = self._looks[folded] if folded in self._looks else self._look(folded)
            if look is None:
                continue
            self._in_text[folded] = look.before
            form = (len(folded), look.before)
            forms = self._forms.setdefault(look.word, [])
            if form not in forms:
                forms.append(form)
                forms.sort(reverse=True)
            if look.telling:
                self._telling.add(folded)
        self._unread.clear()

    def _look(self, folded: str) -> _Look | None:
        """How a name is looked for; None where it is not, since it may be something else in a text."""
        words = _TOKEN.findall(folded)
        said = (word.strip("{}()[]<>'\"`.,:;") for word in folded.split())
        look = None
        number = folded.isdecimal() and len(folded) < _TELLING
        if len(folded) >= _SHORTEST and words and not number and not all(word in ordinary_words() for word in said):
            telling = len(folded) >= _TELLING and (len(folded) >= 8 or any(c.isdecimal() for c in folded))
            look = _Look(words[0], folded.index(words[0]), telling)
        self._looks[folded] = look
        return look

    def in_text(self, text: str) -> list[tuple[int, int, str]]:
        """Where known names stand in a text, as words of their own: (start, end, pseudonym), in order.

        A telling name is found inside a longer word too: the whole word is then a name of its own.
        """
        if self._unread:
            self._read()
        folded = fold(text)
        spans: list[tuple[int, int, str]] = []
        at = 0
        for token in _TOKEN.finditer(folded):
            for length, before in self._forms.get(token.group(), ()):
                start = token.start() - before
                end = start + length
                name = folded[max(start, 0) : end]
                if at <= start <= len(folded) - length and self._in_text.get(name) == before and _ends(folded, end):
                    spans.append((start, end, self._known[name]))
                    at = end
                    break
        return spans

    def stand_in(self, text: str, words: frozenset[str]) -> bool:
        """Whether a name stands in a text with these (folded) words, or one that was met stands inside a word of it."""
        if self._unread:
            self._read()
        if not words.isdisjoint(self._forms) and self.in_text(text):
            return True
        if words <= ordinary_words():
            return False
        folded = fold(text)
        return any(name in folded for name in self.met & self._telling)

    def inside_words(self, text: str, near: set[str]) -> list[tuple[int, int]]:
        """Where a telling name of `near` (folded) stands inside a longer word: the whole words, in order.

        Words that share a part are one.
        """
        if self._unread:
            self._read()
        folded = fold(text)
        spans = []
        for name in sorted(near & self._telling):
            start = folded.find(name)
            while start >= 0:
                end = start + len(name)
                while start > 0 and _is_letter(folded[start - 1]):
                    start -= 1
                while end < len(folded) and _is_letter(folded[end]):
                    end += 1
                spans.append((start, end))
                start = folded.find(name, end)
        apart: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if apart and start < apart[-1][1]:
                start, end = apart[-1][0], max(end, apart.pop()[1])
            apart.append((start, end))
        return apart


def fold(text: str) -> str:
    """The text in lower case, of the same length."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _ends(text: str, end: int) -> bool:
    return end == len(text) or not (_is_letter(text[end]) and _is_letter(text[end - 1]))


def _is_letter(char: str) -> bool:
    return char.isalnum()


def _family(kind: str, folded: str) -> str:
    if GUID.fullmatch(folded):
        return "id"
    return "vm" if kind == "host" else kind


def words_in(text: str) -> frozenset[str]:
    """The words of a text, in lower case."""
    return frozenset(_TOKEN.findall(fold(text)))


def clash(pseudonym: str) -> InputError:
    """The error where two names have the same pseudonym: they would be taken for one."""
    return InputError(f"two names have the same pseudonym, {pseudonym}", hint="run again with a new --redact-map")
