"""The telling words of a text: in lower case, without those that tell nothing, and without what is said to be well.

Names have digits and dots in them, or are hyphenated: they count as a whole or not at all, so that what stands in their
place changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from ..facts.failure_texts import unquoted

_CHUNK = re.compile(r"[^\s,;:!?()\[\]{}\"'`<>|*]+")
_PARTS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")  # what is made otherwise is a name, a path or a number
_LONGEST_WORD = 40
# An operation of a resource provider, or a state with its code: what they have at the end are no names.
_OPERATION = re.compile(
    r"Microsoft\.[a-z]+(?:/[a-z]+){0,9}/(?P<kind>[a-z]+)/(?P<does>read|write|delete|action)|"
    r"(?:Provisioning|Power)State(?:/[a-z]+){0,2}/(?P<state>[a-z]+)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"[45][0-9]{2}|[Vv][0-9]")  # an HTTP status, a version: others are times, sizes and shares
# What a redacted text has in place of a secret is nobody's words; what stands right before it was one word with it.
_REMOVED = re.compile(r"[^\s,;:!?()\[\]{}\"'`<>|*]{0,200}\(secret removed\)")
_ADDRESS = re.compile(r"(?<![\w:])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])")  # `df` in one is no command
_SETTING = re.compile(r"[a-z]+(?:_[a-z]+){2,9}")  # the name of a setting or a resource in a template
_CMDLET = re.compile(r"[A-Z][a-z]+-(?:[A-Z][a-zA-Z]{0,3})?(?:[A-Z][a-z]+){2,9}")
_LAST = re.compile(r"[/\\]")
_KEY = re.compile(r"([A-Za-z]+(?:[._][A-Za-z]+){0,9})=")  # `Lib.Dir=/data`: the key tells, whatever it is set to
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CLAUSE = re.compile(r"[.!?]\s+|[;\n。！？、]+|,\s|\s(?:but|although|though|whereas|aber|mais|pero|maar|però|mas)\s")
# What is said to be well is not what failed: `the network is fine`, `Das Netz ist in Ordnung`.
_IS_WELL = re.compile(
    r"\b(?:is|are|was|were|looks?|seems?|all|everything|checks? out) (?:all |also |still |quite |completely |set )?"
    r"(?:fine|ok|okay|good|healthy|correct|correctly|right|normal|stable|in order)\b"
    r"(?! (?:but|until|the next|(?:on|at|in) the (?:next|second|following))\b)|"
    r"\b(?:is|are|was|were) not (?:full|the (?:problem|issue|cause|reason)|to blame|affected)\b|"
    r"\b(?:can be|could be|was|were) (?:excluded|ruled out)\b|\bno (?:problem|issue)s? (?:with|on|at|in|there)\b|"
    r"\bworks? (?:fine|well|perfectly|as expected)\b|"
    r"\b(?:ist|sind|sieht|scheint|läuft|laufen)\b[^.]{0,15}\b(?:in ordnung|ok|okay|fehlerfrei|problemlos|korrekt)\b|"
    r"\bnicht voll\b|\bn['’]est pas (?:plein|en cause)|\best (?:correcte?|ok|bonne?)\b|\bva bien\b|"
    r"\best[aá] bien\b|\bfunciona bien\b|\bva bene\b|\bestá ok\b|\bin orde\b|問題ありません|問題ない|正常",
    re.IGNORECASE,
)
_NONE = r"\b(?:no|not any|without|kein\w{0,2}|ohne|sans|aucune?|sin|ning[uú]n\w?|senza|sem|geen)\s+(?:\w+\s+)?"
_STOP_TEXT = """
    a about after again all also always am an and another any anything are as ask at away be because been before
    being below between both but by can cannot come comes could day days did do does doing done each either else
    end error ever every everything few find first for found from get gets give given go goes got had has have
    having he her here hers him his how however i idea if in into is it its itself just keep know last later
    least less let like look looks made make many may me might more most much must my myself need never new next
    night nightly no nobody none not nothing now of off often on once one only or other others our out over own
    page please possible quite rather said same say says see seem seems seen set several shall she should show
    shown shows since so some something still such sure take takes tell tells than that the their them then
    there these they thing this those though through thus till time times to today together too took tried tries
    try two under until up upon us use used uses using very want was way we week well went were what when where
    whether which while who whole whose why will with within without work working works would yes yet you your
    yours
    code codes return returned returns source step steps
    machine machines virtual vms
    afterwards anybody anyone came certain don during even exactly fact far friday guess happens hello help hi hope
    issue kind long maybe monday monthly months morning nor null once ones order put question questions reason really
    regards saturday saw shot simply someone somebody sometimes somewhere soon sort sunday thank thanks think thought
    thursday tuesday via wednesday weekly weeks wonder year years yesterday ago already almost else instead whenever
    server servers aren couldn didn doesn hadn hasn haven isn ll mustn needn re shouldn ve wasn weren won wouldn
    als auf aus bei bij das dat de dem den der des deze die dit du een ein eine el en er es et ette geen het im
    ist kan kann la las le les los maken met naar nicht niet om op para pas por que se sich sie sind te un una und une
    uw van voor von wat werden wir wordt zijn zu zum zur
    ab aber alle alles am an auch beim bin bis da damit dann dass dies diese dieser doch durch einem einen einer einfach
    etwas euch für gegen gibt habe haben hallo hat hatte hier hinter ich ihr immer ins ja jede jeden jeder jetzt kein
    keine letzte letzten letzter mal man mehr mein meine mich mir mit muss nach nachts noch nun nur ob ohne schon sehr
    sein seine seit selbst sobald soll sonst steht tun uns unser unsere unseren unter viel vom vor war waren warum was
    weil wenn wer wie wieder wird wo woche wochen wurde wurden
    au aux avec avons bonjour car ce cela ces cette chaque comme dans depuis deux donc du elle est fait hier ici il ils
    je jour lors mais merci mon ne nos notre nous nuit ont ou où par plus pour quand qui sa sans semaine ses si son sont
    sur tous tout toute très vous y
    al anoche ante año ayer cada como con cuando del desde dio donde él ella ellos era esta está este esto fue gracias
    ha hace hasta hola hoy lo más me mi muy ni nos nuestra nuestro o pero porque puede qué sea ser si sí sin sobre solo
    son su sus también tengo tiene tener todo todos tras usted ya yo
    alla anche che ci come con da dal dei del della di dopo ha ho il io lo ma nel nella no nostra nostro per più questo
    sono su sul tra tutti
    às com do dos ele em esta foi isso já mais mas meu na não nas nos o os ou pela pelo quando sem seu só são um uma
"""
_STOP = frozenset(_STOP_TEXT.split())
_ENGLISH_TEXT = "the is are was were and of to it we our that this with for on has have not be from when"
_OTHER_TEXT = """
    der die das ist und nicht ein eine wir den dem auf für mit hat wird le les est et une des pas nous sur du la el los
    las es una y por en con del se il lo gli di che per non sono o os um uma do da não que para het een niet wij van
    dan naar met op te voor zu im von bei nach ein sich de
"""
_ENGLISH, _OTHER = frozenset(_ENGLISH_TEXT.split()), frozenset(_OTHER_TEXT.split())
_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ness", "ies", "ed", "es", "ly", "s", "e")
_SHORTEST = 4  # letters that an ending leaves
_WHOLE = 5  # letters of the beginning of a word from which on it stands for words that begin so
_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


SHORT = "="  # what stands before a short form


class Speech(NamedTuple):
    """How people put things.

    `said` has for each cause the phrases in which it is told, `;` between them. `meanings` give for the beginnings of
    words of other languages, and for terms of languages without spaces, what they mean in English; behind `SHORT`
    stands a short form that counts in any language. `unneeded` are words of which it is well that there is none: what
    `no lock` tells is no lock. `platforms` tell by the value of the platform fact what people call such machines.
    """

    said: Mapping[str, str] = {}
    meanings: Mapping[str, str] = {}
    unneeded: frozenset[str] = frozenset()
    platforms: Mapping[str, str] = {}


NOTHING_SAID = Speech()


class Clauses:
    """How texts are cut into clauses of telling words."""

    def __init__(self, speech: Speech) -> None:
        meanings, unneeded = speech.meanings, speech.unneeded
        self._short = {word[1:]: text for word, text in meanings.items() if word.startswith(SHORT)}
        self._terms = {word: text for word, text in meanings.items() if _ASIAN.search(word)}
        rest = meanings.keys() - self._terms.keys()
        self._whole = {word: meanings[word] for word in rest if not word.startswith(SHORT)}
        self._longest = max(map(len, self._whole), default=0)
        self._none = re.compile(f"{_NONE}(?:{'|'.join(map(re.escape, sorted(unneeded)))})\\b", re.IGNORECASE)
        self._any = bool(unneeded)

    def of(self, text: str) -> Iterator[list[tuple[str, str]]]:
        """Each clause's telling words in their order, as (stem, word as said); nothing of what is said to be well.

        What a word of another language means stands behind it, as if that had been said.
        """
        foreign = _is_foreign(text)
        for clause in _CLAUSE.split(unquoted(_ADDRESS.sub(" ", _REMOVED.sub(" ", text)))):
            if not clause or _IS_WELL.search(clause):
                continue
            if self._any:
                clause = self._none.sub(" ", clause)
            found: list[tuple[str, str]] = []
            for word in words(clause):
                found.append((stem(word), word))
                found += ((stem(meant), word) for meant in self._short.get(word, "").split())
                if foreign:
                    found += ((stem(meant), word) for meant in self._meant(word))
            if self._terms and _ASIAN.search(clause):
                for term, meant in self._terms.items():
                    if term in clause:
                        found += ((stem(word), term) for word in meant.split())
            yield found

    def _meant(self, word: str) -> Iterator[str]:
        """What a word of another language means, whole or by its parts: `Netzwerkverbindung`."""
        plain = "".join(c for c in normalize("NFKD", word) if not combining(c))
        at = 0
        while at < len(plain):
            for end in range(min(len(plain), at + self._longest), at + 2, -1):
                part = plain[at:end]
                text = self._whole.get(part)
                if text is not None and (end - at >= _WHOLE or part == plain):
                    yield from text.split()
                    at = end
                    break
            else:
                at = at + 1 if len(plain) >= 2 * _WHOLE else len(plain)


def words(text: str) -> Iterator[str]:
    """The words of a text in lower case, without those that tell nothing, and with what names and settings it has."""
    for chunk in _CHUNK.findall(text):
        word = chunk.strip(".-/=")
        if (operation := _OPERATION.fullmatch(word)) is not None:
            kind, does = operation["kind"], operation["does"]
            yield f"{kind}/{does}".lower() if does else word.lower()
            yield from words(f"{kind} {does}" if does else operation["state"])
            continue
        if len(word) > _LONGEST_WORD:
            continue
        if word.isalpha() and (word.islower() or word.istitle()):  # as most are
            lowered = word.lower()
            if len(lowered) > 1 and lowered not in _STOP:
                yield lowered
            continue
        if _SETTING.fullmatch(word) is not None:
            yield from (part for part in word.lower().split("_") if len(part) > 1 and part not in _STOP)
            continue
        if _CMDLET.fullmatch(word) is not None:
            word = word.partition("-")[2]
        elif _PARTS.fullmatch(word) is None:
            if len(word) < _SHORTEST and _SHORT.fullmatch(word) is None:
                continue
            yield word.lower()
            if (key := _KEY.match(word)) is not None and len(key[1]) >= _SHORTEST and key[1].lower() not in _STOP:
                yield key[1].lower()
            word = _LAST.split(word)[-1]  # of a path the file
            if _PARTS.fullmatch(word) is None or not _HUMP.search(word):
                yield word.lower()
                continue
        for part in (word, *_HUMP.split(word)) if _HUMP.search(word) and "-" not in word else (word,):
            lowered = part.lower()
            if len(lowered) > 1 and lowered not in _STOP:
                yield lowered


def is_plain(word: str) -> bool:
    """Whether a word is made of letters alone; others are names, settings, paths and numbers."""
    return _PARTS.fullmatch(word) is not None


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The word without a common English ending; words of one kind mostly end up alike, which is all that is wanted."""
    if not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _is_foreign(text: str) -> bool:
    """Whether a text is written in another language than English, as the small words of each tell."""
    # Letters inside a name or a pseudonym are no words: `vm-19de2la5` is written in no language.
    small = re.findall(r"(?<![\w-])[^\W\d_]+(?![\w-])", text.lower()[:4000])
    other = sum(word in _OTHER for word in small)
    return other >= 2 and other > sum(word in _ENGLISH for word in small)
