"""Tells apart what somebody tells of another thing: another VM, the vault of another tenant, the server of a colleague.

Who describes a failure also tells what stands around it. What is so there is not so of the VM whose backup failed. A
sentence is divided into its parts, so that "the agent is stopped, other servers are fine" still tells of the agent.
"""

from __future__ import annotations

import re

_ELSE = r"(?:an ?other|other|(?:a |some )?different|(?:a )?second|unrelated|neighbou?r\w{0,4}|(?:a )?separate)"
_THING = r"(?:vms?|virtual machines?|machines?|servers?|hosts?|computers?|box(?:es)?)"
_OWNER = (
    r"(?:tenants?|customers?|clients?|projects?|compan(?:y|ies)|environments?|departments?|teams?|colleagues?|"
    r"business units?|subsidiar(?:y|ies)|organi[sz]ations?|landing zones?)"
)
_WHOSE = r"(?:our |the |my |their |your |some |one |one of (?:our|the|their) |all |any |two |three |that )?"
_OF = r"(?:of|on|in|for|at|with|belong(?:s|ing) to|used by)"
_NAMED = r"(?:[\w-]{1,14} ){0,2}?"  # "another production server"
# Whose thing is told of, or which: behind a preposition, as who owns it, or as what the sentence is about.
_ANOTHER = (
    rf"\b{_OF} {_WHOSE}(?:(?:{_ELSE}|former|previous|old) {_NAMED}{_OWNER}|{_ELSE} {_NAMED}{_THING}|"
    rf"(?<=of ){_ELSE} {_NAMED}subscriptions?)\b|"
    rf"(?:^|[.;!?,:\n] ?|\b(?:and|as|because|since|that|when) )\W{{0,3}}{_WHOSE}{_ELSE} {_NAMED}{_THING}\b|"
    rf"\b{_WHOSE}{_ELSE} {_NAMED}(?:{_OWNER}|{_THING})['’]s?\b|"
    r"\b(?:of|on|for) (?:a|our|the) (?:colleague|sister company|subsidiary)\b|"
    r"\b(?:eines|einer|des|der|auf einem|auf einer|beim|bei einem) ander\w{1,2} (?:mandanten?|kunden|tenants?|vms?|"
    r"servers?|rechners?|maschinen?|projekts?|abonnements?)\b|"
    r"\b(?:d['’]un|sur un|d['’]une|sur une|de l['’])e? ?autre (?:locataire|client|serveur|machine|vm|projet|"
    r"abonnement)\b|"
    r"\b(?:de|en|do|da|em) (?:otr[oa]|outr[oa]) (?:inquilino|cliente|servidor|máquina|vm|proyecto|projeto|locatário|"
    r"suscripción|assinatura)\b|"
    r"\b(?:di|su) un(?:['’]| )altr[oa] ?(?:tenant|cliente|server|macchina|vm|progetto|sottoscrizione)\b|"
    r"\b(?:van|op) een andere? (?:tenant|klant|server|machine|vm|project|abonnement)\b|"
    r"(?:別|他)の ?(?:テナント|お客様|顧客|サーバー?|仮想マシン|vm|環境)(?:の|では|で|は)"
)
_ABOUT = re.compile(_ANOTHER, re.IGNORECASE)
# Where something goes to, what it is compared with, or what is unlike there: the sentence is about this VM.
_STAYS = re.compile(
    r"\b(?:to|into|from|between|than|unlike|like|compared (?:to|with)|contrary to|as (?:with|on|in)|same as)\b[^,]*$",
    re.IGNORECASE,
)
_REACH = 60  # characters before the name of another thing in which such a word stands
# "On another server, the agent is stopped": what follows the comma is told of that server.
_SETS_THE_SCENE = re.compile(rf"\W{{0,3}}(?:but |and |also )?{_OF} [^,]{{0,50}}$", re.IGNORECASE)
# "..., but that was for another VM": what was said before it was told of that one.
_POINTS_BACK = re.compile(
    r"\W{0,3}(?:(?:but|and|though|although|however),? )?(?:that|this|it|which|those|these) "
    r"(?:(?:vault|lock|vm|one|disk|agent|machine|server)s? )?(?:was|is|were|are|belong(?:s|ed)|ha[ds]|concern(?:s|ed)) "
    rf"(?:only |just |actually )?(?:(?:of|on|in|for|to|about) )?{_WHOSE}(?:{_ELSE}|former|previous|old) {_NAMED}"
    rf"(?:{_THING}|{_OWNER}|subscriptions?)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;!?])[ \t\n]|(?<=。)|\n[ \t]{0,8}\n")
_PART = re.compile(r"(?<=,) | (?=(?:but|while|whereas|though|although)\b)", re.IGNORECASE)


def speaks_of_another(text: str) -> bool:
    """Whether a part of a text is about another thing than the VM whose backup failed."""
    return _ABOUT.search(text) is not None or _POINTS_BACK.search(text) is not None


def without_others(text: str) -> str:
    """The text without those parts of its sentences that are about another VM, or about what belongs to another."""
    if not speaks_of_another(text):
        return text
    return "\n".join(kept for sentence in _SENTENCE.split(text) if (kept := _own_parts(" ".join(sentence.split()))))


def _before(part: str, found: re.Match[str]) -> str:
    """What stands before the name of another thing, as far as it belongs to it, with its preposition."""
    return part[max(0, found.start() - _REACH) : found.start() + 5]


def _own_parts(sentence: str) -> str:
    kept: list[str] = []
    elsewhere = False
    for part in _PART.split(sentence):
        if _POINTS_BACK.match(part):
            kept.clear()
        elif (found := _ABOUT.search(part)) and not _STAYS.search(_before(part, found)):
            elsewhere = _SETS_THE_SCENE.match(part.rstrip(",")) is not None
        elif not elsewhere:
            kept.append(part)
        elif re.match(r"(?:but|while|whereas)\b", part, re.IGNORECASE):
            elsewhere = False
            kept.append(part)
    return " ".join(kept)
