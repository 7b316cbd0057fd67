"""The interactive session: one engineer, one failed VM, in a terminal or through a pipe.

It draws prompts and understands words; which question comes next is the interview's business (engine/interview.py).
Talk goes to stderr, so that stdout carries the diagnosis alone. A session is saved as an ordinary fact file.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .engine.bundles import State
from .engine.conditions import show
from .engine.interview import Interview, Question
from .facts.declaration import listed_words
from .facts.errors import BackupdxError, InputError
from .facts.saving import save_case
from .facts.vocabulary import spec_of, vocabulary
from .facts.writing import OutputError
from .kb.recognition import meant_by, recognise
from .library import load_text
from .prompting import LONGEST, Prompter
from .prompting import PlainPrompter as PlainPrompter
from .prompting import TerminalPrompter as TerminalPrompter
from .report.clean import clean
from .report.text import TextReport
from .understanding import YES, by_number, seen_states, understood

if TYPE_CHECKING:
    from .redaction import Redactor

Ending = Literal["done", "saved", "interrupted"]
SHOWN = 5  # causes named in one line, and half the questions listed
HELP = """\
  an answer         a word or its beginning, the number before a choice, `none` for an empty list
  \""" ... \"""       a text of several lines, as a message, an e-mail or a log that was copied
  ?  why this question, and how to find the answer      u  I don't know      n/a  does not apply here
  b  back, take the last answer back                    w  what is left, and what it would settle
  f  the facts so far                                   d  the diagnosis so far
  fix FACT  answer an earlier question again            s  save and stop     q  stop with the diagnosis"""


class Session:
    """One session. `path` is where it is saved (None: a name with the time, in the current folder).

    With a `redactor` it is saved with pseudonyms; what is said in the session itself is for the person who answers.
    """

    def __init__(
        self,
        interview: Interview,
        prompter: Prompter,
        path: Path | None,
        width: int = 80,
        redactor: Redactor | None = None,
    ) -> None:
        self.interview = interview
        self._prompter = prompter
        self._path = path
        self._redactor = redactor
        self._text = TextReport(width)
        self.missed = False  # whether it could not be saved where it was to be
        self._told: set[str] = set(interview.contradictions())
        self._first = ""
        self._pending: str | None = None  # the question to put again: after `?`, a wrong answer, or `b`

    def run(self) -> Ending:
        """Ask until nothing is left to ask, or the person stops. Ctrl-C and the end of input save first."""
        self._say("Answer, or type one of: ? u n/a b w f d s q (help explains them).")
        try:
            return self._loop()
        except EOFError:
            self._say("")
            self._save()
            return "done"
        except KeyboardInterrupt:
            self._say("")
            self._save()
            return "interrupted"

    def _loop(self) -> Ending:
        while True:
            question = self._question()
            if question is None:
                ending = self._offer_end()
                if ending:
                    return ending
                continue
            ending = self._turn(question)
            if ending:
                return ending

    def _question(self) -> Question | None:
        return self.interview.question(self._pending) if self._pending else self.interview.next_question()

    def _offer_end(self) -> Ending | None:
        why, left = self.interview.ending, len(self.interview.remaining)
        self._say("")
        for line in self._text.wrapped(self._why_it_ends(why), "", ""):
            self._say(line)
        if why != "nothing":
            answer = self._read(f"Enter to finish, or c to go on ({left} more): ", ("c",)).strip().lower()
            if answer in ("c", "continue", "go on"):
                self.interview.go_on()
                return None
        if self._path:
            self._save()
        return "done"

    def _why_it_ends(self, why: str | None) -> str:
        reasoning = self.interview.reasoning
        first = reasoning.ranked[0].title if reasoning.ranked else ""
        match why:
            case "confirmed":
                return f"Confirmed: {first}. More questions could only find further causes."
            case "likely":
                return f"Likely: {first}. Nothing cheap is left to ask that could overturn it."
            case "unknown":
                return "Several questions in a row could not be answered."
            case "seldom":
                return "What is left to ask would seldom help."
            case "long":
                return "That was a long sitting."
            case _:
                return "Nothing left to ask can change the ranking."

    def _turn(self, question: Question) -> Ending | None:
        self._put(question)
        words = (*question.choices, "u", "n/a", "b", "w", "f", "d", "s", "q", "help")
        line = self._read("> ", words).strip()
        self._pending = question.fact
        command, _, rest = line.partition(" ")
        match command.lower() if len(line) < 60 else "":
            case "":
                if line:
                    self._answer(question, line)
            case "?":
                self._explain(question)
            case "help" | "h":
                self._say(HELP)
            case "u" | "unknown":
                self._take(question.fact, self.interview.unknown)
            case "n/a" | "na":
                self._take(question.fact, self.interview.not_applicable)
            case "b" | "back":
                self._back()
            case "w" | "f" | "d" if not rest:
                {"w": self._left, "f": self._facts, "d": self._diagnosis}[command.lower()]()
            case "fix":
                self._fix(rest.strip())
            case "s" if not rest:
                self._save()
                return "saved"
            case "q" | "quit" if not rest:
                if self._path:
                    self._save()
                return "done"
            case _:
                self._answer(question, line)
        return None

    # -- what a person can say -----------------------------------------------------------------------------------

    def _answer(self, question: Question, line: str) -> None:
        if len(line) > LONGEST:
            self._say(f"That is long: its first {LONGEST} characters are used.")
            line = line[:LONGEST]
        try:
            if question.fact == "error.code":
                self._answer_code(line)
                return
            if question.covers:
                self._answer_several(question, line)
                return
            value = understood(question, line)
            self._take(question.fact, lambda fact: self.interview.answer(fact, value))
        except InputError as error:
            self._say(f"Not understood: {error.hint or error.what}")

    def _answer_several(self, question: Question, line: str) -> None:
        seen = question.kind == "states"
        facts = self._named(seen_states(question.states, line)) if seen else self._read_text(line)
        self._take(question.fact, lambda _: self.interview.tell(question, facts))

    def _named(self, states: Iterable[State]) -> dict[str, Any]:
        """The facts that these states tell; of a list whose names are open the person is asked for them."""
        facts: dict[str, Any] = {}
        for state in states:
            for fact, value in state.facts.items():
                if value is None:
                    value = listed_words(self._read(f"{state.words}: which (their names)? ", ()).strip()) or None
                if value is not None:
                    facts[fact] = value
        return facts

    def _answer_code(self, line: str) -> None:
        found = recognise(line)
        code = found.code
        if len(line.split()) == 1 and (meant := meant_by(line)):
            code = self._meant(line, meant[0])
        elif code is None and found.candidates:
            code = self._choose(found.candidates)
        foreign = self.interview.reasoning.kb.foreign_code.get(code or "")
        if foreign is not None:
            self._say(foreign.note)
            return  # the question stays open
        if code is None and " " not in line and len(line) <= 100 and line.isascii():
            self._say(f"{line} is not among the codes that backupdx knows; all causes are considered.")
            code = line
        told = self._read_text(line) if len(line.split()) > 1 else {}
        if code is not None:
            self._take("error.code", lambda fact: self.interview.answer(fact, code))
        elif "error.code" not in told:
            self._say("No error code is recognised in this; it is kept as the error message.")
            self.interview.unknown("error.code")
        for path, value in told.items():
            if path != "error.code" or code is None:
                self._take(path, partial(self._answer_with, value))

    def _answer_with(self, value: Any, fact: str) -> None:
        self.interview.answer(fact, value)

    def _read_text(self, text: str) -> dict[str, Any]:
        """The facts that a pasted text tells, as if it were a file. Raises InputError where it cannot be used."""
        known = self.interview.case.known().values
        return {path: value for path, value in load_text(text).stated() if path not in known}

    def _meant(self, word: str, code: str) -> str | None:
        """The code that a mistyped one stands for, where the person says so; None where nobody can be asked."""
        self._say(f"{word} is not an error code that backupdx knows. Did you mean {code}?")
        if not self._prompter.asks:
            return None
        answer = self._read("Enter for yes, n for no: ", ("n",)).strip().lower()
        return code if answer in ("", *YES) else None

    def _choose(self, candidates: tuple[str, ...]) -> str | None:
        self._say("That could be:")
        for n, code in enumerate(candidates, 1):
            self._say(f"  {n}  {code}")
        line = self._read("Which (its number, Enter for none)? ", candidates).strip()
        return by_number(line, candidates) or (line if line in candidates else None)

    def _take(self, fact: str, change: Callable[[str], None]) -> None:
        change(fact)
        self._pending = None
        for said in self.interview.contradictions():
            if said not in self._told:
                self._told.add(said)
                self._say(f"This contradicts itself: {said}. `fix FACT` answers one of them again.")
        ranked = self.interview.reasoning.ranked
        first = f"{ranked[0].title} ({self.interview.reasoning.verdicts[ranked[0].id]})" if ranked else ""
        if first != self._first and ranked and not first.endswith("(possible)"):
            self._say(f"  Now first: {first}")
        self._first = first

    def _back(self) -> None:
        fact = self.interview.back()
        if fact is None:
            self._say("This is the first question.")
            return
        self._pending = fact
        self._say(f"Taken back: {spec_of(fact).title}.")

    def _fix(self, name: str) -> None:
        try:
            self._pending = self.interview.question(name).fact
        except BackupdxError as error:
            self._say(str(error))

    # -- what the session says -----------------------------------------------------------------------------------

    def _put(self, question: Question) -> None:
        unit = f" [{question.unit}]" if question.unit else ""
        self._say("")
        for line in self._text.wrapped(question.text + unit, "", ""):
            self._say(line)
        if question.kind == "bool":
            self._say("  yes / no")
        elif question.choices and question.kind in ("choice", "states"):
            # No-break spaces keep a number beside its choice.
            shown = "   ".join(f"{n}\N{NO-BREAK SPACE}{choice}" for n, choice in enumerate(question.choices, 1))
            for line in self._text.wrapped(shown, "  ", "  "):
                self._say(line.replace("\N{NO-BREAK SPACE}", " "))

    def _explain(self, question: Question) -> None:
        causes = self.interview.reasoning.kb.by_id
        titles = [causes[c].title for c in question.settles[:SHOWN]]
        more = len(question.settles) - len(titles)
        text = "It would settle, or bring nearer: " + "; ".join(titles) + (f"; and {more} more" if more else "")
        text = text if titles else "It can change no verdict now."
        for line in self._text.wrapped(text, "  ", "    "):
            self._say(line)
        for way in question.how:
            label = {"portal": "Portal: ", "ask": "", "az": "Azure CLI: "}.get(way.tool, "In the guest: ")
            self._say(f"  {label}{clean(way.text)}")

    def _left(self) -> None:
        remaining = self.interview.remaining
        for n, question in enumerate(remaining[: 2 * SHOWN], 1):
            settles = ", ".join(question.settles[:SHOWN]) + (", ..." if len(question.settles) > SHOWN else "")
            for line in self._text.wrapped(f"{question.text} ({settles})", f"  {n}. ", "     "):
                self._say(line)

        if len(remaining) > 2 * SHOWN:
            self._say(f"  and {len(remaining) - 2 * SHOWN} more")

    def _facts(self) -> None:
        known = self.interview.case.observations()
        for fact, observation in known.items():
            for line in self._text.wrapped(
                f"{vocabulary()[fact].title}: {show(observation.value)} [{fact}; {observation.source}]", "  ", "    "
            ):
                self._say(line)
        for fact, how in self.interview.case.unanswered.items():
            self._say(f"  {vocabulary()[fact].title}: {how.replace('_', ' ')} [{fact}]")
        if not known:
            self._say("  No fact is known yet.")

    def _diagnosis(self) -> None:
        self._say(self._text.diagnosis(self.interview.diagnosis))

    def _save(self) -> None:
        name = f"backupdx-{datetime.now():%Y%m%d-%H%M%S}.yaml"
        case = self.interview.case
        if self._redactor is not None:
            case = self._redactor.case(self.interview.reasoning.case)  # with its code settled, by what texts say
        for path in ([self._path] if self._path else []) + [Path(name), Path(tempfile.gettempdir()) / name]:
            try:
                save_case(case, path)
            except OutputError as error:
                self.missed = self.missed or path == self._path
                self._say(str(error))
            else:
                self._say(f"Saved: {path} (go on with: backupdx ask --from {path})")
                return

    def _read(self, prompt: str, words: Iterable[str]) -> str:
        return self._prompter.read(prompt, words).replace("\x00", "")

    @staticmethod
    def _say(text: str) -> None:
        print("\n".join(clean(line) for line in text.split("\n")), file=sys.stderr)
