"""The interactive session: one engineer, one failed VM, in a terminal or through a pipe.

It draws prompts and understands words; which question comes next is the interview's business (engine/interview.py).
Talk goes to stderr, so that stdout carries the diagnosis alone. A session is saved as an ordinary fact file.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .engine.bundles import State
from .engine.interview import Interview, Question, pasted
from .facts.case import Case, Source
from .facts.declaration import listed_words
from .facts.errors import BackupdxError, InputError
from .facts.saving import save_case
from .facts.vocabulary import spec_of
from .facts.writing import OutputError
from .interview_text import HELP, LEGEND, InterviewText
from .kb.recognition import meant_by, recognise
from .library import load_text
from .prompting import LONGEST, Prompter
from .prompting import PlainPrompter as PlainPrompter
from .prompting import TerminalPrompter as TerminalPrompter
from .readers.loading import GIVEN, load_of
from .report.clean import clean
from .report.text import Style, TextReport, unstyled
from .understanding import HINTS, YES, by_number, is_text, seen_states, understood

if TYPE_CHECKING:
    from .redaction import Redactor

_LIKE_A_CODE = re.compile(r"[\w.:-]{1,100}", re.ASCII)
_MARKUP = re.compile("[>\n]")  # in what begins as `< FILE` does, and is XML or what somebody wrote in a chat

Ending = Literal["done", "saved", "interrupted"]


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
        style: Style | None = None,
    ) -> None:
        self.interview = interview
        self._prompter = prompter
        self._path = path
        self._redactor = redactor
        self._width = width
        self._text = InterviewText(width, style or unstyled)
        self.missed = False  # whether it could not be saved where it was to be
        self._told: set[str] = set(interview.contradictions())
        self._first = ""
        self._pending: Question | None = None  # the question to put again: after `?`, a wrong answer, or `b`

    def run(self) -> Ending:
        """Ask until nothing is left to ask, or the person stops. Ctrl-C and the end of input save first."""
        self._say_all(self._text.wrapped(LEGEND))
        self._say_all(self._text.known_at_first(self.interview))
        try:
            return self._loop()
        except EOFError:
            self._say("")
            self._keep()
            return "done"
        except KeyboardInterrupt:
            self._say("")
            self._keep()
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
        return self._pending or self.interview.next_question()

    def _offer_end(self) -> Ending | None:
        why = self.interview.ending
        if why is None:  # the pending question is settled by now
            return None
        self._say("")
        self._say_all(self._text.end(self.interview, why, self._path))
        if why != "nothing":
            answer = self._read("Enter to finish, or c to go on: ", ("c",)).strip().lower()
            if answer in ("c", "continue", "go on"):
                self.interview.go_on()
                return None
        if self._path:
            self._save()
        return "done"

    def _turn(self, question: Question) -> Ending | None:
        self._say("")
        self._say_all(self._text.question(self.interview, question))
        words = (*question.choices, "u", "n/a", "b", "w", "f", "d", "s", "q", "help")
        line = self._read("> ", words).strip()
        self._pending = question
        command, _, rest = line.partition(" ")
        match command.lower() if len(line) < 60 else "":
            case "":
                if line:
                    self._answer(question, line)
            case "?":
                self._say_all(self._text.why(self.interview, question))
            case "help" | "h":
                self._say(HELP)
            case "u" | "unknown":
                self._take(question.fact, self.interview.unknown)
            case "n/a" | "na":
                self._take(question.fact, self.interview.not_applicable)
            case "b" | "back":
                self._back()
            case "w" | "f" | "d" if not rest:
                self._tell(command.lower())
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
            if line.startswith("<") and not _MARKUP.search(line):
                self._answer_with_text(question, *self._told_by(None, [line[1:].strip().strip("'\"")]))
            elif question.fact == "error.code":
                self._answer_code(line)
            elif question.kind == "states" and "\n" not in line:
                facts = self._named(seen_states(question.states, line))
                self._take(question.fact, lambda _: self.interview.tell(question, facts))
            elif is_text(line) or (question.covers and (recognise(line).code or self._tells(question, line))):
                self._answer_with_text(question, *self._told_by(line))
            else:
                value = understood(question, line)  # of a question for a text, nothing short is understood
                self._take(question.fact, lambda fact: self.interview.answer(fact, value))
        except InputError as error:
            refused = f"What you pasted {error.what}"
            self._say(
                ". ".join(filter(None, (refused, error.hint)))
                if error.where == GIVEN
                else f"That is not an answer: {error.hint or error.what}"
            )

    def _tells(self, question: Question, line: str) -> bool:
        """Whether one line, where lines are asked for, is one that is known: it can be all that was found."""
        return question.kind != "states" and bool(
            self._facts_in(load_text(line)).keys() - {"error.words", "error.printed", "error.code"}
        )

    def _answer_with_text(self, question: Question, facts: Mapping[str, Any], source: Source) -> None:
        """Take what a text tells, whatever was asked; the question stays open where it is not answered by it."""
        told = dict(facts)
        titles = [spec_of(fact).title.replace("`", "") for fact in told]
        more = f"; and {len(titles) - 3} more" if len(titles) > 3 else ""
        if told:
            self._say_all(self._text.wrapped(f"  It tells: {'; '.join(titles[:3])}{more}.", "", "  "))
        elif question.covers:
            self._say("  Nothing that is known is in it.")
        else:
            raise InputError("nothing that is known is in this text", hint=HINTS.get(question.kind, "a short answer"))
        # What any text of a guest tells, its system, is no answer to what the portal shows.
        of_another = question.kind == "states" and (told.keys() - {"vm.os_type"}).isdisjoint(question.covers)
        if question.fact in told or (question.covers and not (told and of_another)):
            self._take(question.fact, lambda _: self.interview.tell(question, told, source))
        else:
            self._take(question.fact, lambda _: self.interview.add(told, source))

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
        if code is None and _LIKE_A_CODE.fullmatch(line):
            self._say(f"{line} is not among the codes that backupdx knows; all causes are considered.")
            code = line
        told: dict[str, Any] = {}
        source = pasted(other_name=False)
        if len(line.split()) > 1 or not _LIKE_A_CODE.fullmatch(line):
            told, source = self._told_by(line)
        if code is not None:
            self._take("error.code", lambda fact: self.interview.answer(fact, code))
        elif "error.code" not in told:
            self._say("No error code is recognised in this; it is kept as the error message.")
            self.interview.unknown("error.code")
        for path, value in told.items():
            if path != "error.code" or code is None:
                self._take(path, partial(self._answer_with, value, source))

    def _answer_with(self, value: Any, source: Source, fact: str) -> None:
        self.interview.add({fact: value}, source)

    def _told_by(self, text: str | None, files: Iterable[str] = ()) -> tuple[dict[str, Any], Source]:
        """The new facts in a text or file, and where they come from; a machine of another name is told.

        Raises InputError where it is about another VM.
        """
        case, said = load_of(self.interview.case, text, files)
        if said:
            self._say_all(self._text.wrapped(f"  {said}.", "", "  "))
        return self._facts_in(case), pasted(bool(said))

    def _facts_in(self, case: Case) -> dict[str, Any]:
        """The facts of a case that was read from a text, but for those that are known."""
        known = self.interview.case.known().values
        return {path: value for path, value in case.stated() if path not in known}

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
        bundled = (q for q in self.interview.remaining if fact in q.covers)
        self._pending = next(bundled, None) or self.interview.question(fact)
        self._say(f"Taken back: {spec_of(fact).title}.")

    def _fix(self, name: str) -> None:
        try:
            self._pending = self.interview.question(name)
        except BackupdxError as error:
            self._say(str(error))

    # -- what the session says -----------------------------------------------------------------------------------

    def _tell(self, command: str) -> None:
        if command == "d":
            self._say(TextReport(self._width).diagnosis(self.interview.diagnosis))
        else:
            self._say_all((self._text.left if command == "w" else self._text.facts)(self.interview))

    def _keep(self) -> None:
        """Save what was answered; an interview with nothing answered leaves no file behind."""
        if self.interview.sitting or self._path:
            self._save()

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

    def _say_all(self, lines: Iterable[str]) -> None:
        """Lines that are clean already, and may be styled."""
        print("\n".join(lines), file=sys.stderr)

    @staticmethod
    def _say(text: str) -> None:
        print("\n".join(clean(line) for line in text.split("\n")), file=sys.stderr)
