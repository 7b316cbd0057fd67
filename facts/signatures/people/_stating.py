"""Signatures of what a person states: no condition, no question, nothing that is denied, asked for or only possible."""

from __future__ import annotations

from typing import Any

from ..declaration import Signature
from ..places import OWN_WORDS

_JOINS = "and|but|because|since|und|aber|et|y|e"
_BEGINS = rf"(?:^|[.!?;,:(\n]|\b(?:{_JOINS})\b)"
_OPEN = (
    r"(?:if|when|whenever|whether|unless|until|in case|ensure|make sure|verify|check|either|not?|never|none|"
    r"neither|could|"
    r"may|might|maybe|perhaps|should|would|can be|does|how|want(?:s|ed)? to|plan(?:s|ned)? to|going to|planned|"
    r"falls|wenn|"
    r"ob|si|cuando|quand|keine?|ning[uú]n\w?|aucune?|nessuna?|geen)"
)
# No begin of a clause stands within one: what is looked at from the nearest is not looked at again.
_STATED = rf"{_BEGINS}(?:(?!\b(?:{_OPEN}|{_JOINS})\b)[^.!?;,:(\n]){{0,90}}?"
_NO_QUESTION = r"(?![^.!\n]{0,120}\?)"


def stated(pattern: str) -> str:
    """The pattern where a clause states it: what stands before it in the clause leaves it no open matter."""
    return rf"{_STATED}(?:{pattern}){_NO_QUESTION}"


def told(id: str, title: str, *, pattern: str, **more: Any) -> Signature:
    """A signature of a person's words that holds until somebody says otherwise, of what is stated alone."""
    more.setdefault("within", None)
    return Signature(id, title, where=OWN_WORDS, pattern=stated(pattern), **more)
