"""The names of one output with their pseudonyms, and where these names stand in running text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..facts.errors import InputError
from .kinds import NameKind, is_standard, ordinary_words
from .pseudonyms import Pseudonyms, is_pseudonym, new_key
from .secrets import without_secrets
from .vocabulary import Stays, known_words

_TOKEN = re.compile(r"[^\W_]+")
GUID = re.compile(r"(?<![^\W_])[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}(?![^\W_])")
_SHORTEST = 3  # characters of a name that is looked for in running text
_TELLING = 5  # characters of a name that is looked for inside longer words too


_Apart = tuple[str, str]  # what tells a name apart: its family, and the name in lower case


# Characters that nobody sees, and those between words that differ by who typed, or made, the name.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_JOINTS = "_ .\u00a0\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_ONE_JOINT = str.maketrans({**dict.fromkeys(_JOINTS, "-"), **{chr(0xFF01 + n): chr(0x21 + n) for n in range(94)}})
_WIDE = re.compile("-{2,3}")  # where each joint is a dash: several joints between two words
_NETBIOS = 15  # letters that Windows keeps of a computer's name


class _Look(NamedTuple):
    word: str  # the first one of the name
    before: int  # characters before it
    telling: bool
    others: tuple[str, ...] = ()  # in which other spellings it is looked for: cut, or without what joins its words


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
        self._unread: list[tuple[str, bool]] = []  # folded names not looked for in text yet, and whether of a machine
        self._others: dict[str, str] = {}  # another spelling of a name, with one joint for all -> the folded name
        self._cut: set[str] = set()  # those that only begin as the name does
        self._in_text: dict[str, int] = {}  # folded name that is looked for -> where its first word begins
        self._forms: dict[str, list[tuple[int, int]]] = {}  # first word -> lengths and beginnings of such names
        self._telling: set[str] = set()
        # What is the same for a name in any case: to work it out again and again is most of the work of a fleet.
        self._made: dict[tuple[str, str], tuple[_Apart, str] | None] = {}  # (kind, name) -> what tells it apart
        self._looks: dict[tuple[str, bool], _Look | None] = {}
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

    def word(self, text: str) -> str:
        """The pseudonym of a word that is not known to name nobody: it is looked for nowhere else."""
        asked: tuple[NameKind, str] = ("word", text)
        made = self._made[asked] if asked in self._made else self._make(*asked)
        return text if made is None else made[1]

    def withheld(self, text: str) -> str:
        """The pseudonym of a word that may be a secret: the same as of any word, but no map has what is behind it."""
        folded = fold(text.strip())
        if not folded or is_standard("word", folded) or is_pseudonym(folded):
            return text
        return self.pseudonyms.of("word", "word", folded)

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
        self._others.clear()
        self._cut.clear()

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
            if kind != "file" or known_words().get(apart[1]) != Stays.ANY:  # `systemctl.txt` is called by its command
                self._unread.append((apart[1], apart[0] == "vm"))
        return self._of.setdefault(apart, pseudonym)

    # -- names in running text -----------------------------------------------------------------------------------

    def _read(self) -> None:
        """Look for all names in text from now on."""
        for asked in self._unread:
            folded, machine = asked
            look = self._looks[asked] if asked in self._looks else self._look(folded, machine)
            if look is None:
                continue
            self._in_text[folded] = look.before
            self._look_for(look.word, len(folded), look.before)
            for other in look.others:
                self._others.setdefault(other, folded)
                if len(other) < len(folded) and folded.translate(_ONE_JOINT).startswith(other):
                    self._cut.add(other)
                word = _TOKEN.search(other)
                assert word is not None
                self._look_for(word.group(), len(other), word.start())
            if look.telling:
                self._telling.add(folded)
        self._unread.clear()

    def _look_for(self, word: str, length: int, before: int) -> None:
        form = (length, before)
        forms = self._forms.setdefault(word, [])
        if form not in forms:
            forms.append(form)
            forms.sort(reverse=True)

    def _look(self, folded: str, machine: bool) -> _Look | None:
        """How a name is looked for; None where it is not, since it may be something else in a text."""
        words = _TOKEN.findall(folded)
        said = (word.strip("{}()[]<>'\"`.,:;") for word in folded.split())
        look = None
        number = folded.isdecimal() and len(folded) < _TELLING
        if len(folded) >= _SHORTEST and words and not number and not all(word in ordinary_words() for word in said):
            telling = len(folded) >= _TELLING and (len(folded) >= 8 or any(c.isdecimal() for c in folded))
            look = _Look(words[0], folded.index(words[0]), telling, _others(folded, words, machine) if telling else ())
        self._looks[folded, machine] = look
        return look

    def in_text(self, text: str) -> list[tuple[int, int, str]]:
        """Where known names stand in a text, as words of their own: (start, end, pseudonym), in order.

        One that tells much is found in other spellings too: with other characters between its words, with none, and
        the name of a machine as Windows cuts it.
        """
        if self._unread:
            self._read()
        folded = fold(text)
        plain = folded.translate(_ONE_JOINT) if self._others else folded
        spans: list[tuple[int, int, str]] = []
        at = 0
        for token in _TOKEN.finditer(plain):
            for length, before in self._forms.get(token.group(), ()):
                start = token.start() - before
                end = start + length
                if not (at <= start <= len(folded) - length and _ends(folded, end)):
                    continue
                name = folded[start:end]
                if self._in_text.get(name) != before:
                    other = plain[start:end]
                    name = self._others.get(other, "") if _stands_alone(folded, start, end, other in self._cut) else ""
                if name:
                    spans.append((start, end, self._known[name]))
                    at = end
                    break
        return self._wide(folded, plain, spans) if self._others and _WIDE.search(plain) else spans

    def _wide(self, folded: str, plain: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """These spans, and the names between whose words several characters stand, as `rsv--finance--weu`."""
        places: list[int] = []  # of each character that is left, its place in the text
        at = 0
        for run in _WIDE.finditer(plain):
            places += range(at, run.start() + 1)
            at = run.end()
        places += range(at, len(plain))
        narrow = "".join(plain[place] for place in places)
        taken = {place for start, end, _ in spans for place in range(start, end)}
        found = list(spans)
        for token in _TOKEN.finditer(narrow):
            for length, before in self._forms.get(token.group(), ()):
                first, last = token.start() - before, token.start() - before + length
                other = narrow[first:last] if first >= 0 and last <= len(narrow) else ""
                name = self._others.get(other, "")
                if not name or other in self._cut:
                    continue
                start, end = places[first], places[last - 1] + 1
                if (
                    end - start > length
                    and taken.isdisjoint(range(start, end))
                    and _stands_alone(folded, start, end, False)
                ):
                    found.append((start, end, self._known[name]))
                    taken.update(range(start, end))
                    break
        return sorted(found)

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


def _others(folded: str, words: list[str], machine: bool) -> tuple[str, ...]:
    """Other spellings of a name, with a dash for whatever joins its words."""
    others = []
    if len(words) > 1 and not all(word in ordinary_words() or word.isdecimal() for word in words):
        others = ["-".join(words), "".join(words) if len(folded) >= 8 else "", folded.translate(_ONE_JOINT)]
    if machine and len(folded) > _NETBIOS:
        others.append(folded[:_NETBIOS].translate(_ONE_JOINT).strip("-"))
    return tuple(dict.fromkeys(other for other in others if len(other) >= _TELLING and _TOKEN.search(other)))


def _stands_alone(text: str, start: int, end: int, cut: bool) -> bool:
    """Whether a span is no part of a word; one that only begins as a name does, no part of a longer name either."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if _is_letter(before[-1:]) or _is_letter(after[:1]):
        return False
    return not cut or not (
        (before[-1:] in ("-", "_") and _is_letter(before[:1])) or (after[:1] in ("-", "_") and _is_letter(after[1:]))
    )


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
