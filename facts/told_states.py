"""What a person tells of a state in a sentence that can mean nothing else: `the agent's service is stopped`.

It is what somebody told, and was not seen: it counts a step weaker than an observation, excludes nothing, and stands
only where nothing was observed of the VM (summaries.py). A sentence that asks, guesses, demands, quotes a document,
tells of another time or another machine, or denies, tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .failure_texts import without_advice
from .own_words import own_words

MOST_TEXT = 20_000  # characters that are looked at
_LONGEST = 400  # characters of a sentence
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|;|\n\s*\n")  # no comma: an `if` may stand before it
_UNSURE = re.compile(
    r"[?？]|\b(?:could|might|may|maybe|perhaps|possibl[ey]|probabl[ey]|presumably|guess(?:ed)?|thinks?|thought|"
    r"suspect(?:s|ed)?|assum\w+|wonder\w*|seems?|looks? like|suppos\w+|believe\w*|"
    r"if|whether|unless|when(?:ever)?|in case|until|before|after|once|"
    r"check(?:s|ed|ing)?|verif\w+|ensur\w+|make sure|confirm\w*|should|must|needs? to|have to|has to|would|"
    r"can|cannot|docs?|documentation|article|page|guide|blog|according|says?|said|states?|claims?|recommend\w*|"
    r"example|e\.g|used to|no longer|not any ?more|earlier|previous(?:ly)?|former(?:ly)?|last (?:week|month|year)|"
    r"(?:weeks|months|years|days) ago|fixed|solved|resolved|again now|now runs|other|another|others|one of|some of|"
    r"vielleicht|möglicherweise|eventuell|könnte|vermut\w+|ob|falls|wenn|sollte|muss|laut|doku\w*|früher|andere\w*|"
    r"prüf\w+|geprüft|peut-être|pourrait|si|doit|selon|autre|vérifi\w+|quizás?|podría|debe|según|otra?|verific\w+)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:no|not|never|neither|nor|none|without|isn['’]?t|wasn['’]?t|aren['’]?t|nicht|kein\w*|nie|ohne|pas|jamais|"
    r"aucune?|sans|nunca|ning[uú]n\w*|sin)\b",
    re.IGNORECASE,
)
_AGENT = (
    r"\b(?:waagent|walinuxagent|rdagent|windowsazureguestagent|azure linux agent|"
    r"(?:azure |windows |vm |guest ){1,3}agent)(?:\.service)?['\"”]?(?:['’]s)?(?: service| dienst| daemon)?"
)
_VM = (
    r"\b(?:the|this|our|my|die|diese|unsere|der|unser|la|le|el|notre|nuestra) (?:azure )?"
    r"(?:vm|virtual machine|machine|server|maschine|machine virtuelle|máquina virtual)"
)
_IS = r"(?: \([^)]{0,20}\))? (?:is|was|has been|ist|war|est|était|está|estaba) (?:currently |still |found |now |auf )?"
_STOPPED = "(?:stopped|dead|inactive|down|beendet|gestoppt|arrêtée?|detenido|parado)"
_DISABLED = "(?:set to )?(?:disabled|masked|deaktiviert|désactivée?|deshabilitado)"
_DEALLOCATED = r"(?:stopped \(?)?(?:deallocated|desasignada|désallouée)"
_OFF = "(?:shut ?down|powered off|switched off|turned off|ausgeschaltet|heruntergefahren|éteinte?|apagada)"
_MOVED = rf"\b(?:we|i|they|somebody|someone|team) (?:have |has )?moved {_VM} to (?:a different|a new) "

# (what the sentence says, the fact, its value)
_SAYINGS: tuple[tuple[str, str, Any], ...] = (
    (rf"{_AGENT}{_IS}{_STOPPED}\b", "agent.service_state", "stopped"),
    (rf"{_AGENT}{_IS}{_DISABLED}\b", "agent.service_start_type", "disabled"),
    (rf"{_VM}{_IS}{_DEALLOCATED}\b", "vm.power_state", "deallocated"),
    (rf"{_VM}{_IS}{_OFF}\b", "vm.power_state", "stopped"),
    (rf"{_VM}{_IS}generali[sz]ed\b", "vm.generalized", True),
    (r"\bextensions\.enabled ?= ?n\b", "agent.extensions_enabled", False),
    (r"\b(?:drive|volume) (?:[a-z]: )?(?:is|was|stays) locked by bitlocker\b", "windows.bitlocker_locked", True),
    (r"\bos disk is ephemeral\b|\b(?:has|have|uses?) (?:an? )?ephemeral os disks?\b", "disks.ephemeral_os", True),
    (r"\b(?:has|have) (?:an? |the )?shared disks? attached\b|\bmaxshares ?[=:] ?[2-9]\b", "disks.shared", True),
    (rf"{_MOVED}resource group\b", "backup.last_done", "moved_group"),
    (rf"{_MOVED}subscription\b", "backup.last_done", "moved_subscription"),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), fact, value) for pattern, fact, value in _SAYINGS)
_ANY = re.compile(
    r"agent|vm|machine|server|maschine|máquina|enabled|bitlocker|ephemeral|shared|maxshares", re.IGNORECASE
)


def told_states(text: str) -> Iterator[tuple[str, Any]]:
    """The facts that sentences of a person tell, as (path, value); one that is told with two values is left out."""
    found: dict[str, set[Any]] = {}
    for told in _SENTENCE.split(own_words(without_advice(text[:MOST_TEXT]))):
        sentence = " ".join(told.split())
        if not 0 < len(sentence) <= _LONGEST or not _ANY.search(sentence) or _UNSURE.search(sentence):
            continue
        if _NOT.search(sentence):
            continue
        for pattern, fact, value in _COMPILED:
            if pattern.search(sentence):
                found.setdefault(fact, set()).add(value)
    yield from ((fact, values.pop()) for fact, values in found.items() if len(values) == 1)
