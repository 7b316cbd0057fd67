"""The last pass over a free text: a word that is not known to name nobody becomes a pseudonym.

What has a form, what stands behind a word that tells it, and what the case tells is replaced before (texts.py). What is
left is kept where each part of it is known (vocabulary.py), or where it is a number that tells nobody apart: a count, a
time, a version, a size, a code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from .kinds import words
from .names import Names
from .numbers import is_plain_number, is_usual
from .pseudonyms import is_pseudonym
from .secrets import MARK
from .shapes import is_like_a_name, is_made_as_a_name, stands_among_signs
from .talk import OF_PASSWORDS, withheld_places
from .vocabulary import OF_FAILURES, Stays, known_words

_FIRST_HELD = "\U000f0000"  # the first of the private characters that stand for what is replaced already
_TOKEN = re.compile(
    r"\d\w*(?:[.,:/'+](?=\d)\w+|[-~]\w+|\.(?=[a-z]{1,4}\d)\w+)*"  # a number, a time, a version
    r"|\w+(?:-\w+|(?<=\d)\.(?=\d)\w+)*"  # a word, with a version behind it
)
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_HAS_CJK = re.compile(f"[{_CJK}]")
_SCRIPTS = re.compile(
    "(?P<stays>[\u3040-\u309f\u30fb]+)|(?P<signs>[\u30a0-\u30ff]+|[\u3400-\u9fff]+|[\uac00-\ud7af]+)"
    f"|(?P<other>[^{_CJK}]+)"
)
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_HUMPS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z][^\W\d_]*")
_DIGIT = re.compile(r"\d")
_VERSIONED = re.compile(r"(.*?[A-Za-z])[-_]?[vV]?\d+(?:\.\d+)+")
_ESCAPE = re.compile(r"[nrt](?=[A-Z]|[a-z]{2})")
_CODE = re.compile(
    r"(?:UserError|BMSUserError|Error|Ext|Fabric|Guest|VM|Cloud)|(?:Error|Failed|Exception|Failure|Timeout)$"
)
# Endings of English, and what a word can have in their place.
_ENDINGS = {
    "ation": ("", "e"), "ations": ("", "e"), "ing": ("", "e"), "ings": ("", "e"), "ed": ("", "e"), "er": ("", "e"),
    "ers": ("", "e"), "s": ("",), "es": ("", "e"), "ly": ("",), "ness": ("",), "able": ("", "e"), "ies": ("y",),
}  # fmt: skip
# A word that mixes letters and digits as only a password does, and long ones of all kinds of characters, as keys are.
_MIXED = re.compile(r"(?=.{7,})[A-Za-z]+\d+[a-z]+\d*[A-Za-z]*|[A-Za-z]+\d+[A-Za-z]+\d+[A-Za-z]+")
_KEY = re.compile(r"(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?=\D*\d\D*\d)[A-Za-z0-9]{16,}")
# What is set as one.
_SET = re.compile(
    r"(?:key|token|secret|credentials?|auth|pass|pwd|pw)[\"']?\]?\s{0,9}(?:=>|[:=])\s{0,9}\\?[\"']?$", re.IGNORECASE
)
_PADDED = re.compile(rf"{re.escape(MARK)}={{1,2}}(?=[\s,;)]|$)")  # what a key ends with in base64
_SENTENCE = re.compile(r"(?:[^\n.!?]|[.!?](?=\S)){1,2000}")
# German without its own letters.
_UMLAUTS = {"ae": "ä", "oe": "ö", "ue": "ü"}
_FOLDED, _FOLDED_UMLAUT = re.compile("[aou]e|ss"), re.compile("[aou]e")
_JOINED_OPTION = re.compile(r"\bmysql\w{0,9}\b[^\n|;]{0,100}\s-$")  # `mysql -uroot`: an option, and its value
_MOST, _LONGEST = 100_000, 100  # words whose verdict is remembered, and characters of such a word

# What becomes of a word: the last two stay only where a sentence begins, and beside a number.
_STAYS, _NAME, _SECRET, _BEGINS, _MONTH = range(5)


class Unknown:
    """Replaces what is unknown in texts, with the pseudonyms of one output."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._verdicts: dict[str, int] = {}

    def __call__(self, text: str, piece: Callable[[str], str]) -> str:
        """The text with a pseudonym for each word in it that is unknown.

        `piece` tells what a private character in the text stands for: what is replaced already.
        """
        secret = [
            place for found in _SENTENCE.finditer(text) if OF_PASSWORDS.search(found.group()) for place in found.span()
        ]

        near = withheld_places(text)

        def shown(found: re.Match[str]) -> str:
            word = found.group()
            verdict = self._verdicts.get(word)
            if verdict is None:
                verdict = self._new(word)
            stays = (verdict == _STAYS and not _is_part_of_a_name(word, found)) or _stays_there(verdict, found)
            if not stays and not text.startswith("://", found.end()):
                word = self._replaced(found, word, verdict, secret, bisect_right(near, found.start()) % 2 == 1)
            before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
            if before >= _FIRST_HELD and piece(before)[-1].isalnum() and _joins(word[0]):
                word = f"-{word}"  # a word and a pseudonym are kept apart, or nobody could tell them
            if after >= _FIRST_HELD and piece(after)[0].isalnum() and _joins(word[-1]):
                word = f"{word}-"
            return word

        return _PADDED.sub(MARK, _TOKEN.sub(shown, text))

    def _new(self, word: str) -> int:
        if len(self._verdicts) >= _MOST:
            self._verdicts.clear()
        verdict = _verdict(word)
        if len(word) <= _LONGEST:
            self._verdicts[word] = verdict
        return verdict

    def _replaced(self, found: re.Match[str], word: str, verdict: int, secret: list[int], near: bool) -> str:
        telling = is_like_a_name(word) and not stands_among_signs(found.string, found.start(), found.end())
        named = self._names.word if telling and not near else self._names.withheld
        if found.string[max(0, found.start() - 1) : found.start()] == "\\" and _ESCAPE.match(word):
            rest = word[1:]  # `\nError` in a text in a text: a break, and a word
            if _verdict(rest) in (_STAYS, _BEGINS):
                return word
            return word[0] + named(rest) if not _HAS_CJK.search(rest) else word[0] + self._signs(rest, named)
        if _HAS_CJK.search(word):
            return self._signs(word, named)
        at = found.start()
        if word[0] in "uhPD" and _JOINED_OPTION.search(found.string[max(0, at - 120) : at]):
            return word[0] + (word[1:] if _verdict(word[1:]) == _STAYS else named(word[1:]))
        if verdict == _SECRET or bisect_right(secret, at) % 2:
            return MARK
        before, after = found.string[max(0, at - 40) : at], found.string[found.end() : found.end() + 1]
        if _SET.search(before) or (before[-1:] == ":" and after == "@"):  # `user:password@host`
            return MARK
        return self._names.known(word) or named(word)

    def _signs(self, word: str, named: Callable[[str], str]) -> str:
        """A run of signs of Chinese, Japanese or Korean, with what stands among them."""

        shown: list[str] = []
        for part in _SCRIPTS.finditer(word):
            text = part.group()
            if not _stays(part):
                text = self._names.known(text) or named(text)
            last = shown[-1] if shown else ""
            if last and (is_pseudonym(last) or is_pseudonym(text)) and _joins(last[-1]) and _joins(text[0]):
                shown.append("-")  # what would run together with a pseudonym is kept apart
            shown.append(text)
        return "".join(shown)


def _verdict(word: str) -> int:
    """What becomes of a word, wherever it stands."""
    if _HAS_CJK.search(word):
        return _NAME if _SCRIPTS.sub(lambda part: "" if _stays(part) else "x", word) else _STAYS
    known = _known(word.lower())
    if known == Stays.ANY or len(word) == 1 or OF_FAILURES.match(word):
        return _STAYS
    if known == Stays.DATED:
        return _MONTH
    if known is not None:
        if word.islower():
            return _STAYS
        if known == Stays.PROSE and word[1:].islower():
            return _BEGINS
    if is_made_as_a_name(word):
        return _NAME
    if is_usual(word) or (word.islower() and _is_form_of_known(word)):
        return _STAYS
    if _DIGIT.search(word):
        if is_plain_number(word):
            return _STAYS
        versioned = _VERSIONED.fullmatch(word)
        if versioned:
            return _NAME if _verdict(versioned[1]) in (_NAME, _SECRET) else _STAYS
        if _is_made_of_words(word):
            return _NAME if word[-1].isdecimal() else _STAYS
        if _KEY.fullmatch(word) or (_MIXED.fullmatch(word) and not _is_hexadecimal(word)):
            return _SECRET
        return _NAME
    return _NAME if known is not None else _of_parts(word)


def _known(word: str) -> Stays | None:
    """How a word in lower case has to be written to stay; one of German may have `ae` for `ä`, and `ss` for `ß`."""
    words = known_words()
    if word in words or not _FOLDED.search(word):
        return words.get(word)
    umlauts = _FOLDED_UMLAUT.sub(lambda found: _UMLAUTS[found.group()], word)
    others = (umlauts, umlauts.replace("ss", "ß"), word.replace("ss", "ß"))
    return next((stays for other in others if (stays := words.get(other)) is not None), None)


def _is_form_of_known(word: str) -> bool:
    """Whether a word in lower case is another form of a word of the field: `reinstallation`."""
    words = known_words()
    for ending, others in _ENDINGS.items():
        base = word.removesuffix(ending)
        if base != word and len(base) > 3 and any(words.get(base + other) == Stays.ANY for other in others):
            return True
    return False


def _stays(part: re.Match[str]) -> bool:
    text = part.group()
    if part["other"]:
        return _verdict(text) in (_STAYS, _BEGINS)
    return bool(part["stays"] or _is_made_of_known(text))


def _of_parts(word: str) -> int:
    """What becomes of a word without digits that is not known as a whole."""
    parts = [hump for part in _PARTS.findall(word) for hump in _split(part)]
    if len(parts) < 2 and not (parts and parts[0] != word):
        return _NAME
    known = [known_words().get(part.lower()) if len(part) > 1 else Stays.ANY for part in parts]
    if None in known:
        return _NAME
    if all(stays == Stays.ANY for stays in known):
        return _STAYS
    joined = "-" in word or "_" in word
    return _STAYS if not joined and len(parts) > 2 and _CODE.search(word) else _NAME


def _is_made_of_words(word: str) -> bool:
    """Whether a word with digits in it has three known words beside them, two of them longer than what chance makes: it
    is a setting, or a code.
    """
    parts = [hump for part in _PARTS.findall(word) if part.isalpha() for hump in _split(part)]
    long = sum(len(part) > 2 for part in parts) > 1
    return len(parts) > 2 and long and all(known_words().get(part.lower()) == Stays.ANY for part in parts)


def _split(part: str) -> list[str]:
    """A part of a word, in parts where its letters change from small to large; itself where it is known whole."""
    return [part] if part.lower() in known_words() else _HUMPS.findall(part)


def _is_hexadecimal(word: str) -> bool:
    return re.fullmatch("[0-9A-Fa-f]+", word) is not None


def _is_made_of_known(signs: str) -> bool:
    """Whether signs are a known word, or known words of two signs and more in a row."""
    words = known_words()
    if signs in words:
        return True
    ends = {0}  # where known words end, from the beginning on
    for end in range(2, len(signs) + 1):
        if any(end - length in ends and signs[end - length : end] in words for length in range(2, min(8, end) + 1)):
            ends.add(end)
    return len(signs) in ends


_BEFORE = re.compile(r"(?:^|[\n.!?:;>)\]\"'“„«|*#=-])[ \t]*[\"'(\[“„«¿¡]?$")
_AFTER = re.compile(r",? [^\W_A-Z]|['’]|,| [\U000f0000-\U0010ffff]")


def _joins(character: str) -> bool:
    """Whether a character makes one word with what stands beside it."""
    return character.isalnum() and _HAS_CJK.match(character) is None


def _stays_there(verdict: int, found: re.Match[str]) -> bool:
    """Whether a word stays for the place where it stands."""
    return (verdict == _BEGINS and _begins(found)) or (verdict == _MONTH and _is_dated(found))


_NEAR = re.compile(r"(?<![\w-])[0-9]{1,4}[ ./,-]{1,3}$"), re.compile(r"[ ./,-]{1,3}[0-9]{1,4}(?![\w-])")


def _is_dated(found: re.Match[str]) -> bool:
    """Whether a month stands beside a number."""
    text, start = found.string, found.start()
    return _NEAR[0].search(text[max(0, start - 9) : start]) is not None or _NEAR[1].match(text, found.end()) is not None


_SURNAMES = words(
    """
    day english field good green guard hand hook key little long low marks may page park parker price reader
    read reed short small south strong west white wood worth young cross north banks best rich bright early noble
    """
)
_FIRST_OF_FIRMS = words(
    """
    blue green red black white grey gray golden gate silver north south east west northern southern new old great
    big little royal central united general national global pacific atlantic star sun moon mountain valley river lake
    hill spring summer bright quick smart fresh prime alpha beta gamma delta omega nova iron stone crystal crown
    """
)
_BEFORE_IT = re.compile(r"(?:^|[^\w-])([^\W\d_]{2,20}) $")
_BEHIND_IT = re.compile(r" ([^\W\d_]{2,30})(?![\w-])(?: ([^\W\d_]{2,30})(?![\w-]))?")


def _is_part_of_a_name(word: str, found: re.Match[str]) -> bool:
    """Whether a word of the field is part of a name with an unknown one beside it: `Sunny Day`, `Golden Gate Zoo`."""
    if not word.istitle():
        return False
    if word.lower() in _SURNAMES:
        before = _BEFORE_IT.search(found.string[max(0, found.start() - 22) : found.start()])
        if before is not None and before[1].istitle() and _verdict(before[1]) == _NAME:
            return True
    if word.lower() not in _FIRST_OF_FIRMS:
        return False
    behind = _BEHIND_IT.match(found.string, found.end())
    if behind is None or not behind[1].istitle():
        return False
    more = behind[1].lower() in _FIRST_OF_FIRMS and behind[2] is not None and behind[2].istitle()
    return _verdict(behind[1]) == _NAME or (more and _verdict(behind[2]) == _NAME)


def _begins(found: re.Match[str]) -> bool:
    """Whether a word begins a sentence: none stands before it, and small letters follow."""
    text, start = found.string, found.start()
    return _BEFORE.search(text, max(0, start - 4), start) is not None and _AFTER.match(text, found.end()) is not None
