"""The pseudonyms of one output: the same name of a kind has the same one wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .kinds import KINDS, PSEUDONYM, NameKind, is_standard, ordinary_words
from .secrets import without_secrets

_TOKEN = re.compile(r"[^\W_]+")
GUID = re.compile(r"(?<![^\W_])[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}(?![^\W_])")
_SHORTEST = 3  # characters of a name that is looked for in running text
_TELLING = 5  # characters of a name that is looked for inside longer words too
_TAIL = re.compile(r"-[1-9][0-9]{0,7}")
_LONGEST_KIND = max(map(len, KINDS))


class Names:
    """Names with their pseudonyms, in the order in which they are met.

    Spelling in upper and lower case does not count: Azure changes it as it likes. A machine is one name, whether it
    is met as the VM or as the computer inside, and so is a GUID, whatever it is the id of. `given` are the names behind
    the pseudonyms of an earlier output, which keep them.
    """

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self._given: dict[tuple[str, str], str] = {}  # (family, folded name) -> pseudonym
        self._names: dict[str, str] = {}  # pseudonym -> name as first met
        self._counts: dict[str, int] = {}
        self._reserved: set[str] = set()
        self._known: dict[str, str] = {}  # folded name -> its first pseudonym, whatever its kind
        self._in_text: dict[str, int] = {}  # folded name that is looked for -> where its first word begins
        self._forms: dict[str, list[tuple[int, int]]] = {}  # first word -> lengths and beginnings of such names
        self._telling: set[str] = set()
        self.met: set[str] = set()  # folded names that were asked for; whoever wants to know since when clears it
        for pseudonym, name in (given or {}).items():
            kind, _, number = pseudonym.rpartition("-")
            self._counts[kind] = max(self._counts.get(kind, 0), int(number))
            if fold(name) == pseudonym:
                self._reserved.add(pseudonym)
                self._names[pseudonym] = name
            else:
                self._give(kind, fold(name.strip()), pseudonym, name)

    @property
    def given(self) -> dict[str, str]:
        """The name behind each pseudonym, as it was first met, without secrets."""
        return dict(self._names)

    @property
    def size(self) -> tuple[int, int]:
        """How many names are known, and how many of them were met: as long as it stays, a text stays the same."""
        return len(self._given), len(self.met)

    def reserve(self, text: str) -> None:
        """Note what looks like a pseudonym and stands in the input: it stays, and is given to nothing else."""
        for tail in _TAIL.finditer(text):  # few texts have any: the search for whole pseudonyms is much dearer
            for found in PSEUDONYM.finditer(text[max(0, tail.start() - _LONGEST_KIND - 1) : tail.end() + 1]):
                if found.group().lower() not in self._names:  # else it has a pseudonym of its own, or gets one
                    self._reserved.add(found.group().lower())

    def of(self, kind: NameKind, name: str) -> str:
        """The pseudonym of a name; the name itself where it is no secret, or is a pseudonym of an earlier output."""
        folded = fold(name.strip())
        if not folded or is_standard(kind, folded):
            return name
        if folded in self._reserved or (folded not in self._names and PSEUDONYM.fullmatch(folded)):
            self._reserved.add(folded)
            self._names[folded] = folded  # stands for itself, in later outputs too
            return name
        self.met.add(folded)
        key = (_family(kind, folded), folded)
        if key not in self._given:
            self._give(kind, folded, self._next(kind), without_secrets(name.strip()))
        return self._given[key]

    def _give(self, kind: str, folded: str, pseudonym: str, name: str) -> None:
        self._given.setdefault((_family(kind, folded), folded), pseudonym)
        self._names[pseudonym] = name
        if kind == "word":
            return  # of a text in which any word may be a name: elsewhere it is only a word
        self._known.setdefault(folded, pseudonym)
        self._look_for(folded)

    def has(self, kind: NameKind, name: str) -> bool:
        """Whether `of` would give no new pseudonym to this name."""
        folded = fold(name.strip())
        return (_family(kind, folded), folded) in self._given or folded in self._reserved or is_standard(kind, folded)

    def known(self, name: str) -> str | None:
        """The pseudonym of a name of any kind; None where there is none yet."""
        return self._known.get(fold(name.strip()))

    def _next(self, kind: str) -> str:
        while True:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            made = f"{kind}-{self._counts[kind]}"
            if made not in self._reserved:
                return made

    # -- names in running text -----------------------------------------------------------------------------------

    def _look_for(self, folded: str) -> None:
        words = _TOKEN.findall(folded)
        said = (word.strip("{}()[]<>'\"`.,:;") for word in folded.split())
        if len(folded) < _SHORTEST or not words or all(word in ordinary_words() for word in said):
            return
        if folded.isdecimal() and len(folded) < _TELLING:
            return
        before = folded.index(words[0])
        self._in_text[folded] = before
        forms = self._forms.setdefault(words[0], [])
        if (len(folded), before) not in forms:
            forms.append((len(folded), before))
            forms.sort(reverse=True)
        if len(folded) >= _TELLING and (len(folded) >= 8 or any(c.isdecimal() for c in folded)):
            self._telling.add(folded)

    def in_text(self, text: str) -> list[tuple[int, int, str]]:
        """Where known names stand in a text, as words of their own: (start, end, pseudonym), in order.

        A telling name is found inside a longer word too: the whole word is then a name of its own.
        """
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

    def told_inside(self, text: str) -> bool:
        """Whether a telling name that was met stands anywhere in a text."""
        folded = fold(text)
        return any(name in folded for name in self.met & self._telling)

    def inside_words(self, text: str, near: set[str]) -> list[tuple[int, int]]:
        """Where a telling name of `near` (folded) stands inside a longer word: the whole words, in order.

        Words that share a part are one.
        """
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
