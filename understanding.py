"""What a person's words mean as the answer to a question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .engine.bundles import State
from .engine.interview import Question
from .facts.declaration import canonical_choice, listed_words, nearest
from .facts.errors import InputError

YES, NO = {"y", "yes", "true", "ja", "j"}, {"n", "no", "false", "nee"}
HINTS = {  # what to type, by the kind of the question
    "bool": "yes or no (y, n), or u if you don't know",
    "states": "numbers or words of the list, as 1 3, or u if you don't know",
    "choice": "a number or a word of the list, or u if you don't know",
    "lines": "paste the lines, or u if you don't have them",
    "output": "paste what is printed, or u if you can't run it",
    "integer": "a number, or u if you don't know",
    "number": "a number, or u if you don't know",
    "version": "a version as 2.7.0.6, or u if you don't know",
}
_SHOWN = 60  # letters of an answer that are repeated
_LONG = 8  # words, from which on an answer is a text that was copied


def is_text(line: str) -> bool:
    """Whether an answer is a text that was copied: it has several lines, or many words."""
    return "\n" in line.strip() or len(line.split()) >= _LONG


def by_number(word: str, choices: Sequence[str]) -> str | None:
    """The choice that stands beside this number, counted from 1; None where the word is no such number."""
    number = int(word) if word.isdecimal() and len(word) <= 3 else 0  # Python refuses to read very long numbers
    return choices[number - 1] if 1 <= number <= len(choices) else None


def understood(question: Question, line: str) -> Any:
    """The value that a person's words mean, for the model to check. Raises InputError that tells the choices."""
    word = line.strip()
    lowered = word.lower()
    shown = word if len(word) <= _SHOWN else f"{word[:_SHOWN]}..."
    if question.covers:
        raise InputError(shown, hint=HINTS[question.kind])
    if question.kind == "bool":
        if lowered in YES | NO:
            return lowered in YES
        raise InputError(f"{shown!r} is neither yes nor no", hint=HINTS["bool"])
    if question.kind == "choice":
        if numbered := by_number(word, question.choices):
            return numbered
        plain = lowered.replace(" ", "_").replace("-", "_")
        starting = [c for c in question.choices if c.replace("-", "_").startswith(plain)]
        value = starting[0] if len(starting) == 1 else canonical_choice(word, question.choices, dict(question.words))
        if value not in question.choices:
            raise InputError(shown, hint=f"{shown!r} is none of {', '.join(question.choices)}; {HINTS['choice']}")
        return value
    if question.kind == "list":
        return [_completed(w, question.choices) for w in listed_words(word)]
    return word


def seen_states(states: Sequence[State], line: str) -> list[State]:
    """The states that a person names, by numbers or words, in any order. Raises InputError that tells how."""
    found: list[State] = []
    words = line.replace(",", " ").replace(";", " ").split()
    while words:
        for n in range(len(words), 0, -1):
            state = _state(states, " ".join(words[:n]).lower())
            if state is not None:
                break
        else:
            raise InputError(words[0], hint=f"{words[0]!r} is none of these; {HINTS['states']}")
        found.append(state)
        words = words[n:]
    return found


def _state(states: Sequence[State], word: str) -> State | None:
    """The state that a number or these words mean; None where they mean none, or several."""
    if word.isdecimal():
        return states[int(word) - 1] if len(word) <= 3 and 1 <= int(word) <= len(states) else None
    shown = [(state, state.words.lower(), state.words.lower().rpartition(": ")[2]) for state in states]
    for fits in (
        [s for s, whole, value in shown if word in (whole, value)],
        [s for s, _, value in shown if len(word) >= 2 and value.startswith(word)],
        [s for s, whole, _ in shown if len(word) >= 3 and word in whole],
    ):
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _completed(word: str, words: tuple[str, ...]) -> str:
    starting = [w for w in words if w.startswith(word.lower())]
    return starting[0] if len(starting) == 1 else nearest(word, words, 0.8) or word
