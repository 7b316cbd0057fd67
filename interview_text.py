"""What an interview says to the person who answers: questions with where to look, its progress, and how it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from .collect.choice import NAMES, choice
from .engine.conditions import show
from .engine.interview import LONGEST, Ending, Interview, Question
from .engine.result import How
from .facts.vocabulary import vocabulary
from .kb.collection import Script
from .report.clean import clean
from .report.text import Style, TextReport, unstyled

SHOWN = 5  # causes named in one line, and half the questions listed
LEGEND = "Type an answer. Or: u (I don't know), ? (why this, where to look), b (back), q (stop), help (all of it)."
HELP = """\
  an answer   a word or its beginning, numbers of the list, `none` for no element
  a text      command output, a log, a mail: what it tells is taken over, whatever
              was asked (where lines are read one by one: between \""" and \""")
  < FILE      the same, from a file
  u           I don't know                   n/a       it does not apply here
  ?           why this, and where to look    w         what is left to ask
  b           take the last answer back      fix FACT  answer a question again
  f           the facts so far               d         the diagnosis so far
  s           save and stop, to go on later  q         stop, with the diagnosis"""
_LEAST = 3  # facts that a collection has to tell to be worth its while
_RUN: tuple[tuple[Script, str], ...] = (
    ("azure", "where `az` is signed in"),
    ("linux", "in the VM: sudo sh look.sh > guest.txt"),
    ("windows", r"in the VM, as administrator: .\look.ps1 > guest.txt"),
)


class InterviewText:
    """Lines for one width; `style` dims what is secondary."""

    def __init__(self, width: int = 80, style: Style = unstyled) -> None:
        self._report = TextReport(width)
        self._style = style

    # -- a question --------------------------------------------------------------------------------------------

    def question(self, interview: Interview, question: Question) -> Iterator[str]:
        """The question with its choices, how far the interview is, and where to look."""
        yield self._style(_progress(interview), "dim")
        unit = f" [{question.unit}]" if question.unit else ""
        yield from self.wrapped(question.text + unit)
        if question.kind == "bool":
            yield "  yes / no"
        elif question.kind == "states":
            yield from self._states(question.choices)
        elif question.kind == "choice":
            yield from self._row(enumerate(question.choices, 1))
        yield from self._where(question)

    def _row(self, numbered: Iterable[tuple[int, str]], first: str = "  ", rest: str = "  ") -> Iterator[str]:
        """Choices with their numbers; no-break spaces keep the words of one together."""
        shown = "   ".join(f"{n} {choice}".replace(" ", "\N{NO-BREAK SPACE}") for n, choice in numbered)
        yield from (line.replace("\N{NO-BREAK SPACE}", " ") for line in self.wrapped(shown, first, rest))

    def _states(self, words: Iterable[str]) -> Iterator[str]:
        """A row for all states of one thing."""
        rows: dict[str, list[tuple[int, str]]] = {}
        for n, each in enumerate(words, 1):
            thing, colon, value = each.rpartition(": ")
            rows.setdefault(thing + colon, []).append((n, value))
        for thing, numbered in rows.items():
            yield from self._row(numbered, f"  {thing}", "    ")

    def _where(self, question: Question) -> Iterator[str]:
        """Where to look; of an output all commands, one a line, so that they can be copied together."""
        if question.kind == "output":
            yield self._style(f"  {_place(question.how[0])}", "dim")
            yield from (self._style(clean(way.text), "command") for way in question.how)
        else:
            yield from (self._style(f"  {_way(way)}", "dim") for way in question.how[:1])

    def why(self, interview: Interview, question: Question) -> Iterator[str]:
        """What the answer could settle, and every way to find it."""
        causes = interview.reasoning.kb.by_id
        titles = [causes[c].title for c in question.settles[:SHOWN]]
        more = len(question.settles) - len(titles)
        text = "It would settle, or bring nearer: " + "; ".join(titles) + (f"; and {more} more" if more else "")
        yield from self.wrapped(text if titles else "It can change no verdict now.", "  ", "    ")
        yield from (f"  {_way(way)}" for way in question.how)

    def left(self, interview: Interview) -> Iterator[str]:
        """The questions that are left, with the causes that each is about."""
        remaining, causes = interview.remaining, interview.reasoning.kb.by_id
        for n, question in enumerate(remaining[: 2 * SHOWN], 1):
            yield from self.wrapped(question.text, f"  {n}. ", "     ")
            settles = "; ".join(causes[c].title for c in question.settles[:2])
            more = len(question.settles) - 2
            yield from self.wrapped(f"({settles}{f'; and {more} more' if more > 0 else ''})", "     ", "     ")
        if len(remaining) > 2 * SHOWN:
            yield f"  and {len(remaining) - 2 * SHOWN} more"

    # -- what is known -----------------------------------------------------------------------------------------

    def facts(self, interview: Interview) -> Iterator[str]:
        """Every known fact with its value and source, and what was given up."""
        case = interview.case
        for fact, observation in case.observations().items():
            told = f"{vocabulary()[fact].title}: {show(observation.value)} [{fact}; {observation.source}]"
            yield from self.wrapped(told, "  ", "    ")
        for fact, how in case.unanswered.items():
            yield from self.wrapped(f"{vocabulary()[fact].title}: {how.replace('_', ' ')} [{fact}]", "  ", "    ")
        if not case.observations():
            yield "  No fact is known yet."

    def known_at_first(self, interview: Interview) -> Iterator[str]:
        """What was read and is known where the interview does not begin with nothing."""
        known = interview.case.observations()
        if not known:
            return
        files = {o.source.file for o in known.values() if o.source.file}
        answers = sum(o.source.kind == "answer" for o in known.values())
        parts = ["1 fact is known" if len(known) == 1 else f"{len(known)} facts are known"]
        parts += [f"from {len(files)} file{'s' if len(files) > 1 else ''}"] if files else []
        parts += [f"{answers} of them answers of yours"] if answers else []
        given_up = len(interview.case.unanswered)
        parts += [f"{given_up} could not be told"] if given_up else []
        yield from self.wrapped(f"{', '.join(parts)} (f lists them).")
        reasoning = interview.reasoning
        if reasoning.ranked and (verdict := reasoning.verdicts[reasoning.ranked[0].id]) != "possible":
            yield from self.wrapped(f"First so far, {verdict}: {reasoning.ranked[0].title}.")

    # -- the end -----------------------------------------------------------------------------------------------

    def end(self, interview: Interview, why: Ending, saved: Path | None) -> Iterator[str]:
        """Why it ends here, what is still possible, and the collections that answer several questions at once."""
        reasoning = interview.reasoning
        first = reasoning.ranked[0] if reasoning.ranked else None
        yield from self.wrapped(_reason(why, first.title if first else ""))
        if why in ("confirmed", "nothing") or first is None:
            return
        if why != "likely" and reasoning.verdicts[first.id] != "possible":
            open_root = ", and what made it so is open" if first.id in reasoning.conclusion.rootless else ""
            yield from self.wrapped(f"First so far, {reasoning.verdicts[first.id]}: {first.title}{open_root}.")
        others = [c for c in reasoning.ranked if reasoning.verdicts[c.id] == "possible"]
        if others and why != "likely":
            hinted = [c.title for c in others if c.id in reasoning.conclusion.roots_in_question] or [
                c.title for c in others if c.id in reasoning.fired
            ]
            named = f": {'; '.join(hinted[:3])}; ..." if hinted else ""
            yield from self.wrapped(f"{len(others)} causes are still possible{named}")
        yield from self._collections(interview, saved)

    def _collections(self, interview: Interview, saved: Path | None) -> Iterator[str]:
        reasoning = interview.reasoning
        open_facts = list(
            dict.fromkeys(
                fact for q in interview.remaining for fact in (q.covers or (q.fact,)) if fact not in reasoning.known
            )
        )
        given_up = [f for f, how in interview.case.unanswered.items() if how == "unknown"]
        found = []
        for script, where in _RUN:
            told = choice(script, [*open_facts, *given_up], reasoning.platform).facts
            if len(told) >= _LEAST:
                found.append((len(told), script, where))
        if not found:
            return
        yield "What would answer several questions at once:"
        start = f" --for {saved}" if saved else ""
        for count, script, where in found[:2] if reasoning.platform else found[:1]:
            if script == "azure":
                vm = "" if saved or NAMES["vm"] in reasoning.known else " --vm NAME"
                yield self._style(f"  backupdx collect --run{start}{vm} -o azure.txt", "command")
            else:
                name = "look.sh" if script == "linux" else "look.ps1"
                yield self._style(f"  backupdx collect --script {script}{start} -o {name}", "command")
            yield self._style(f"    ({where}; up to {count} facts)", "dim")

    def wrapped(self, text: str, first: str = "", rest: str = "") -> list[str]:
        """The text in lines of the width."""
        return self._report.wrapped(text, first, rest)


def _progress(interview: Interview) -> str:
    asked, left = interview.sitting, interview.to_go
    return f"{asked} asked, about {left} to go" if asked else f"At most {LONGEST} questions, mostly about 5"


def _way(way: How) -> str:
    return f"{_place(way)} {clean(way.text)}".lstrip()


def _place(way: How) -> str:
    places = {"portal": "Portal:", "ask": "", "az": "Azure CLI:", "powershell": "In the guest, PowerShell:"}
    return places.get(way.tool, "In the guest:")


def _reason(why: Ending, first: str) -> str:
    match why:
        case "confirmed":
            return f"Confirmed: {first}. More questions could only find further causes."
        case "likely":
            return f"Likely: {first}. Nothing is left that is easy to tell and could overturn it."
        case "unknown":
            return "Several questions in a row could not be answered: more of them would hardly help now."
        case "seldom":
            return "What is left to ask would seldom help."
        case "long":
            return f"{LONGEST} questions are enough for one sitting."
    return "Nothing left to ask can change the ranking."
