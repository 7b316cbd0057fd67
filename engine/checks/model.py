"""What a check is, and what it reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..knowledge import KnowledgeBase
from ..result import Result

Level = Literal["anomaly", "information"]
Place = tuple[str, str]  # where it is (a rule, a cause, a fact), and what is wrong there


@dataclass(frozen=True, slots=True)
class Check:
    """One class of anomalies: `title` says what is wrong where `look` finds something.

    `level` is `information` for what an author has declared, and readers of the report should know.
    """

    name: str
    title: str
    look: Callable[[KnowledgeBase], Iterable[Place]]
    level: Level = "anomaly"


class CheckFinding(Result):
    """Something that a check found: `where` is a rule, cause, fact, code or document, `text` what is wrong with it."""

    check: str
    level: Level
    where: str
    text: str


class CheckDone(Result):
    """A check that was made, and how much it found; `advice` says what to do where it finds something."""

    check: str
    title: str
    level: Level
    found: int
    advice: str = ""


class CheckReport(Result):
    """The verification of a rule base; `as_of` is the day that review dates were compared with."""

    schema_version: Literal[1] = 1
    kb_version: str
    as_of: date
    checks: tuple[CheckDone, ...]
    findings: tuple[CheckFinding, ...]

    @property
    def anomalies(self) -> tuple[CheckFinding, ...]:
        """The findings that have to be mended."""
        return tuple(f for f in self.findings if f.level == "anomaly")


def run_checks(
    kb: KnowledgeBase, checks: Iterable[Check], as_of: date, advice: Mapping[str, str] | None = None
) -> CheckReport:
    """Make all checks, in their order; `advice` says by the name of a check what to do where it finds something."""
    done, findings = [], []
    for check in checks:
        found = list(_made(check, kb))
        findings += found
        told = (advice or {}).get(check.name, "")
        done.append(CheckDone(check=check.name, title=check.title, level=check.level, found=len(found), advice=told))
    return CheckReport(kb_version=kb.version, as_of=as_of, checks=tuple(done), findings=tuple(findings))


def _made(check: Check, kb: KnowledgeBase) -> Iterator[CheckFinding]:
    for where, text in check.look(kb):
        yield CheckFinding(check=check.name, level=check.level, where=where, text=text)
