"""Tells what a sentence states from what it denies, asks, fears, or takes to be possible.

"The disk is not full", "/var could fill up", "to rule out that the agent is stopped" and "Is the disk full?" have the
words of a fault and state none. What refuses is a statement all the same: "it would not start", "we could not reach
it". What stands before the words that a signature found, in their clause, tells which it is. A kind of sentence that
the example of a signature itself has, as a question that names a product, is a statement for that signature.
"""

from __future__ import annotations

import re
from functools import cache

from .declaration import Signature
from .matching import Entry, Hit, Matcher
from .places import OWN_WORDS

_REACH = 120  # characters before the words found that are looked at
_MOST_FOUND = 20  # places of one text at which one signature is looked at
_NAMES = ("vm.os_type", "vm.os_name", "signs.host_named", "signs.scripts_named")  # of what is named, not of what is so
_BREAK = re.compile(
    r"[.!?;:]\s|,\s(?!(?:dass|ob|that|whether|que)\b)|[()]|"
    r"(?<!\bthat )(?<!\bif )(?<!whether )(?<!not )(?<!n't )\b(?:because|since|as|but|and|while|although|so|due to|"
    r"weil|denn|aber|und|parce que|car|mais|et|porque|pero|y)\s(?!that\b)",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"[.!?;:]\s|\(")  # where the words found begin a clause of their own
_DENIAL = (
    r"(?:not|never|no longer|nobody|no one|neither|nor|no|without|hardly|nicht|keine?[nmrs]?|niemand|nie|niemals|ohne|"
    r"pas|personne|jamais|aucune?|nadie|nunca|ning[uú]n\w?)"
)
_FILLER = (
    r"(?:be|been|being|yet|really|actually|ever|get|got|have|had|having|the|an?|any|our|its|of|in|at|on|with|use[sd]?|"
    r"using|still|set|protected|backed up|currently|completely|100 ?%|den|dem|der|die|das|mehr|plus|en|el|la|le|"
    r"está|es|fue|était|est)"
)
_DENIED = re.compile(rf"(?:\b{_DENIAL}|n['’]t) (?:(?:{_FILLER} ){{0,3}}|an? (?:[\w-]{{1,20}} ){{1,4}})$", re.IGNORECASE)
_DENIED_BEHIND = re.compile(r" (?:nicht|pas)\b(?! (?:nur|seulement)\b)", re.IGNORECASE)
_NO_CAUSE = re.compile(
    r"(?:\bnot|n['’]t|\bnicht|\bpas|\bno es) (?:because|due to|that|since|the case that|true that|weil|dass|parce que|"
    r"que|porque) [^.!?;,]{0,60}$",
    re.IGNORECASE,
)
# What is taken away to see whether the words found would be found without it: then it denies them.
_DENIALS = re.compile(rf"\b{_DENIAL}\s(?!ready\b|found\b|respond|available\b)|n['’]t\b", re.IGNORECASE)
_SEEN = r"(?:see|find|observe|confirm|verify|tell|reproduce|notice|determine|also see|then see|now see)\b"
_POLITE = r"(?:always |only )?(?:solve|fix|resolve|help|like|love|appreciate|be (?:glad|happy|grateful|nice))"
_POSSIBLE = re.compile(
    # What is to come or may be; not `would not start`, `could see`, nor the month.
    rf"\b(?:will|would|could)\b(?! {_POLITE}\b| not\b| never\b| no longer\b| {_SEEN})|"
    r"(?<!in )(?<!since )(?<!of )(?<!last )\bmay\b(?! \d)|\bmight\b|"
    r"\b(?:is|are|was|were|be|'s) (?:not )?(?:going|about|likely) to\b|"
    r"\bcan (?:also |easily |then |even )?(?:be|become|get|run|fill|cause|lead|happen)\b|\bshould\b(?! not\b)|"
    # A condition, a fear, a guess, what is looked into.
    r"(?<!\bas )\b(?:if|whether|unless|in case|suppos(?:e|ing))\b|\b(?:afraid|fear(?:s|ed|ing)?|"
    r"worr(?:y|ied)|wonder(?:s|ed|ing)?(?! (?:why|how|since)\b)|rul(?:e|ed|ing) out|excluded that|"
    r"possible (?:that|causes?|reasons?)|possibility|possibly|maybe|perhaps|in theory|theoretically|hypothetically|"
    r"to prevent|to avoid|never happened)\b|"
    r"\b(?:kann sein|wenn|falls|ob|könnten?|würden?|vielleicht|möglicherweise|befürchten?|ausschließen)\b|"
    r"\b(?:si (?=l|un|est|es|el|ha)|pourraient?|pourrait|peut-être|podr[ií]an?|puede que|quizás?|tal vez)",
    re.IGNORECASE,
)
# A question that begins with its verb: `Is the disk full?`. `Can we back up a VM with it?` says that there is one.
_ASKED = re.compile(
    r"^\W{0,3}(?:(?:so|and|or|then|oder|also|ou|o) )?(?:"
    r"(?:is|are|was|were|has|have|had|did|isn['’]t|wasn['’]t|didn['’]t|hasn['’]t)\b|"
    r"(?:do|does|can|could|should|would|will|may|might|must)(?:n['’]t)? "
    r"(?!we (?!have)|i (?!have)|you\b|one\b|azure\b)|"
    r"\w{3,15}t (?:unsere?|der|die|das|eine?|meine?|es|sie)\b|"
    r"(?:ist|sind|war|hat|haben|wurde|kann|est-ce|est|a-t|está|ha|hay)\b)",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[^.!?]{0,200}\?")


class StatedMatcher(Matcher):
    """A matcher that passes over what a person's words have, but do not state."""

    def hits(self, entry: Entry) -> list[Hit]:
        """The signatures that the entry has; of those of a person's words the ones that it states."""
        hits = super().hits(entry)
        if not any(hit.signature.where == OWN_WORDS for hit in hits):
            return hits
        return [stated for hit in hits if (stated := _stated(hit, entry.message)) is not None]


def _stated(hit: Hit, message: str) -> Hit | None:
    """The hit at the first place where its words are stated; None where they are nowhere."""
    signature = hit.signature
    if signature.where != OWN_WORDS:
        return hit
    passed_over = _of_its_example(signature)
    for n, found in enumerate(_words_of(signature).finditer(message)):
        if n == _MOST_FOUND or not open_by(signature, found) - passed_over:
            return hit._replace(found=found if hit.found else None)
    return None


@cache
def _words_of(signature: Signature) -> re.Pattern[str]:
    """The pattern of a signature; of one without a pattern its literals."""
    return signature.compiled or re.compile("|".join(map(re.escape, signature.literals)), re.IGNORECASE)


@cache
def _of_its_example(signature: Signature) -> frozenset[str]:
    """What would leave the example of a signature open, and therefore leaves nothing open for it.

    Who asks or fears something of a system names it all the same: `I wonder why my Ubuntu VM fails`.
    """
    if all(fact in _NAMES for fact in signature.values):
        return frozenset(("possible", "asked"))
    found = _words_of(signature).search(signature.example)
    return open_by(signature, found) if found else frozenset()


def open_by(signature: Signature, found: re.Match[str]) -> frozenset[str]:
    """What leaves open the words that a signature found: `denied`, `possible`, `asked`; empty where they are stated."""
    text, words = found.string, found[0]
    near = text[max(0, found.start() - _REACH) : found.start()]
    clause = "" if _BEGINS.match(words) else near[max((mark.end() for mark in _BREAK.finditer(near)), default=0) :]
    kinds = set()
    if (
        _DENIED.search(clause)
        or _DENIED_BEHIND.match(text, found.end())
        or _NO_CAUSE.search(near)
        or _stands_without_denial(signature, found)
    ):
        kinds.add("denied")
    if _POSSIBLE.search(clause) or _POSSIBLE.search(words):
        kinds.add("possible")
    if _ASKED.match(clause + words) and _QUESTION.match(text, found.end()):
        kinds.add("asked")
    return frozenset(kinds)


def _stands_without_denial(signature: Signature, found: re.Match[str]) -> bool:
    """Whether the words hold a denial that the pattern does not look for: it finds them where that is taken away."""
    affirmed = _DENIALS.sub("", found[0])
    if affirmed == found[0]:
        return False
    text = found.string[: found.start()] + affirmed + found.string[found.end() :]
    return _words_of(signature).match(text, found.start()) is not None
