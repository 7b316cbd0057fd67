"""Why a cause has its verdict, and what would be if, in words for people. `--full` shows the rules (text.py)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..engine.reasons import titled
from ..engine.result import AlsoWrong, CheckedCondition, CheckedRule, Diagnosis, Explanation, Reason, RuledOut, Why
from ..facts.vocabulary import vocabulary
from .clean import clean
from .screen import counted
from .text import LABEL, Style, TextReport, unstyled

SPEAKS = ("confirms", "suggests", "hints")
MOST = 6  # changes that are told one by one
_MARK = {"holds": "  + ", "fails": "  - ", "unknown": "  ? "}
_LEGEND = " (+ it is so, - it is not, ? not known)"
_LONGEST = 60  # characters of a list of values that is told whole


class WordsReport(TextReport):
    """Renders for one width and one style."""

    def __init__(self, width: int = 80, style: Style = unstyled) -> None:
        super().__init__(width, style)

    def why(self, why: Why) -> str:
        """Why a cause has its verdict: what speaks for it and against it, and what it would take."""
        lines = self.wrapped(f"{clean(why.title)} ({why.cause})", "", "  ", "head")
        lines += self.wrapped(why.said, f"{self.style(LABEL[why.verdict], why.verdict)}  ", "  ")
        for heading, mark, reasons in (
            ("For it", "  + ", why.speaks_for),
            ("Against it", "  - ", why.speaks_against),
        ):
            if reasons:
                lines += ["", self.style(heading, "head")]
                lines += [line for reason in reasons for line in self._reason(reason, mark)]
        rule = self._nearest(why)
        if rule is not None:
            heading = "What would confirm it" if rule.kind == "confirms" else "What would make it likely"
            lines += ["", self.style(heading, "head") + self.style(_LEGEND, "dim")]
            lines += [line for c in rule.conditions for line in self._condition(c)]
        if why.missing:
            lines += ["", self.style("What to look at, to be sure", "head")]
            for missing in why.missing[:3]:
                lines += self.wrapped(titled(missing.fact), "  ? ", "    ")
                lines += self._how(missing.how[:1], "    ")
        lines += ["", self.style(f"More with --full: {counted(len(why.rules), 'rule')}, and the sources", "dim")]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def _reason(self, reason: Reason, mark: str) -> Iterator[str]:
        beside = ", ".join(filter(None, (reason.where, reason.when)))
        yield from self.wrapped(f"{clean(reason.text)}{f' ({beside})' if beside else ''}", mark, "    ")

    @staticmethod
    def _nearest(why: Why) -> CheckedRule | None:
        """The rule that would say more of the cause, and of which most holds already; None where none could."""
        if why.verdict in ("confirmed", "out_of_scope"):
            return None
        stronger = ("confirms",) if why.verdict == "likely" else ("confirms", "suggests")
        rules = [r for r in why.rules if r.kind in stronger and r.state != "fired"]

        def lacks(rule: CheckedRule) -> tuple[int, int, int]:
            truths = [c.truth for c in rule.conditions]
            return truths.count("fails"), truths.count("unknown"), stronger.index(rule.kind)

        return min(rules, key=lacks, default=None)

    def _condition(self, condition: CheckedCondition) -> Iterator[str]:
        """What a rule needs of a fact, and what was seen instead."""
        seen = ""
        if condition.truth == "fails" and condition.value is not None:
            seen = f"; it is {_plain(condition.fact, condition.value)}"
        yield from self.wrapped(needed(condition) + seen, _MARK[condition.truth], "    ")

    def what_if(self, before: Diagnosis, after: Diagnosis, assumed: Sequence[str]) -> str:
        """What changes if the assumed facts were so: each verdict before and after, and because of what."""
        lines = [self.style(line, "head") for line in self.wrapped(f"What if {'; '.join(assumed)}?", "", "  ")]
        changes = [*_changes(before, after)]
        standing = [c for c in changes if {c[1], c[2]} & {"confirmed", "likely"}]
        first = after.first
        lines += ["", *self._firsts(before.first, first)]
        if standing:
            lines += ["", self.style("What changes", "head")]
        for cause, was, is_, title in standing[:MOST]:
            arrow = f"{_said(was)} -> {_said(is_)}"
            lines += self.wrapped(f"{title} ({cause})", f"  {self.style(arrow, is_ or 'dim')}: ", "      ")
            lines += self._because(after.of(cause))
        rest = len(changes) - len(standing[:MOST])
        if rest:
            out = sum(1 for c in changes if c[2] == "ruled_out") - sum(
                1 for c in standing[:MOST] if c[2] == "ruled_out"
            )
            told = f", {out} of them now ruled out" if out else ""
            lines += ["", f"{counted(rest, 'other verdict')} would change{told}."]
        if not changes:
            lines += ["", "No verdict would change."]
        lines += ["", self.style("Nothing was changed or saved. The whole diagnosis, were it so: --full", "dim")]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def _firsts(self, before: Explanation | None, after: Explanation | None) -> Iterator[str]:
        for word, e in (("now", before), ("then", after)):
            told = f"{_said(e.verdict)}: {e.title} ({e.cause})" if e else "no known cause fits"
            yield from self.wrapped(told, f"  {word:5} ", " " * 8)

    def _because(self, found: Explanation | AlsoWrong | RuledOut | None) -> Iterator[str]:
        if isinstance(found, Explanation):
            texts = [r.text for r in found.reasons[:2]]
        else:
            texts = [f"{titled(s.fact)}: {_plain(s.fact, s.value)}" for s in found.because[:2]] if found else []
        if texts:
            yield from self.wrapped("; ".join(texts), "      because ", "        ")


def needed(condition: CheckedCondition) -> str:
    """What a condition asks for, in words."""
    spec, need = vocabulary()[condition.fact], condition.needed
    if need.startswith("is not a code"):
        return "The error code is not one that this cause leads to"
    if len(need) > _LONGEST and ", " in need:
        head = need.partition(" of ")[0]
        need = f"{head} of {need.count(', ') + 1} values"
    text = need.removeprefix("is ") if spec.kind in ("bool", "choice", "text") and need.startswith("is ") else need
    return f"{titled(condition.fact)}: {_plain(condition.fact, text)}"


def _plain(fact: str, value: str) -> str:
    return value.replace("_", " ") if vocabulary()[fact].kind == "choice" else clean(value)


def _said(verdict: str | None) -> str:
    return verdict.replace("_", " ") if verdict else "not in question"


def _changes(before: Diagnosis, after: Diagnosis) -> Iterator[tuple[str, str | None, str | None, str]]:
    """The causes whose verdict changes, in the order of what is then, with both verdicts and the title."""
    titles: dict[str, str] = {}
    for d in (after, before):
        told: tuple[Explanation | AlsoWrong | RuledOut, ...] = (*d.explanations, *d.also_wrong, *d.ruled_out)
        for e in told:
            titles.setdefault(e.cause, e.title)
    for cause in titles:
        was, is_ = before.verdict(cause), after.verdict(cause)
        if was != is_:
            yield cause, was, is_, titles[cause]
