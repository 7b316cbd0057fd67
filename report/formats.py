"""The formats of results: which command writes its result how. Each format is registered here, once.

A new format is a function that makes a text of a result, and an entry in FORMATS; the commands offer it by themselves.
Modules are imported where they are used, so that `backupdx --help` does not load them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..facts.errors import UsageError

if TYPE_CHECKING:
    from ..engine.checks.model import CheckReport
    from ..engine.export import RuleBase
    from ..engine.result import Diagnosis, SignatureList, Why
    from ..fleet.summary import Summary


class Look(NamedTuple):
    """How a text for people looks: its columns, its colours (None: without), and whether it leaves nothing out.

    Else it fits a screen of `height` rows. `left_out` files were given and not recognised.
    """

    width: int = 80
    style: Callable[[str, str], str] | None = None
    full: bool = False
    height: int = 24
    left_out: int = 0


TEXT, JSON, MARKDOWN = "text/plain", "application/json", "text/markdown"  # media types


class Format(NamedTuple):
    """One format: its name after --format, the commands that take it, what makes the text of their result, its type."""

    name: str
    commands: tuple[str, ...]
    render: Callable[[Any, Look], str]
    media: str = TEXT


def _text_report(look: Look) -> Any:
    from .text import TextReport, unstyled

    return TextReport(look.width, look.style or unstyled, look.full)


def _diagnoses_as_text(diagnoses: Sequence[Diagnosis], look: Look) -> str:
    from .changed import changed
    from .text import unstyled

    style = look.style or unstyled
    if look.full:
        report = _text_report(look)
        told = (changed(d, look.width, style, full=True) + report.diagnosis(d) for d in diagnoses)
        return ("\n" + "=" * 60 + "\n\n").join(told)
    from .screen import Screen
    from .several import several

    if len(diagnoses) > 1:
        return several(diagnoses, Screen(look.width, style, look.height, look.left_out))
    first = changed(diagnoses[0], look.width, style)
    screen = Screen(look.width, style, look.height - first.count("\n"), look.left_out)
    return first + screen.diagnosis(diagnoses[0])


def _diagnoses_as_markdown(diagnoses: Sequence[Diagnosis], look: Look) -> str:
    from .markdown import render

    return "\n".join(render(d) for d in diagnoses)


def _diagnoses_for_teams(diagnoses: Sequence[Diagnosis], look: Look) -> str:
    from .teams import teams_message

    return teams_message(diagnoses)


def _diagnoses_for_servicenow(diagnoses: Sequence[Diagnosis], look: Look) -> str:
    from .servicenow import incidents

    return incidents(diagnoses)


def _results_as_json(results: Sequence[Diagnosis | Why], look: Look) -> str:
    """One document, indented; several, a line each."""
    from .jsonform import render

    return "".join(render(result, compact=len(results) > 1) for result in results)


def _answers_as_text(answers: Sequence[Why], look: Look) -> str:
    if look.full:
        report = _text_report(look)
    else:
        from .text import unstyled
        from .words import WordsReport

        report = WordsReport(look.width, look.style or unstyled)
    return "\n".join(report.why(answer) for answer in answers)


def what_if_as_text(pairs: Sequence[tuple[Diagnosis, Diagnosis]], assumed: Sequence[str], look: Look) -> str:
    """What would change in each diagnosis (as it is, as it would be) if the facts were so that are assumed."""
    from .text import unstyled
    from .words import WordsReport

    report = WordsReport(look.width, look.style or unstyled)
    return "\n".join(report.what_if(before, after, assumed) for before, after in pairs)


def _fleet_as_text(summary: Summary, look: Look) -> str:
    from .fleet_text import fleet_text
    from .text import unstyled

    return fleet_text(summary, look.width, look.style or unstyled)


def _fleet_as_markdown(summary: Summary, look: Look) -> str:
    from .fleet_tables import fleet_markdown

    return fleet_markdown(summary)


def _fleet_for_teams(summary: Summary, look: Look) -> str:
    from .fleet_news import fleet_message

    return fleet_message(summary)


def _fleet_for_servicenow(summary: Summary, look: Look) -> str:
    from .fleet_news import fleet_incident

    return fleet_incident(summary)


def _fleet_as_json(summary: Summary, look: Look) -> str:
    return json.dumps(summary.as_data(), indent=2) + "\n"


def _check_as_text(report: CheckReport, look: Look) -> str:
    from .checks import check_report

    return check_report(report, look.width)


def _signatures_as_text(found: SignatureList, look: Look) -> str:
    from .signatures import signature_listing

    return signature_listing(found.signatures, look.width)


def _model_as_json(result: CheckReport | RuleBase | SignatureList, look: Look) -> str:
    from .jsonform import render

    return render(result)


def _rules_as_clips(base: RuleBase, look: Look) -> str:
    from ..engine.clips import clips_source

    return clips_source(base)


FORMATS = (
    Format("text", ("diagnose", "ask"), _diagnoses_as_text),
    Format("text", ("diagnose --why",), _answers_as_text),
    Format("json", ("diagnose", "diagnose --why", "ask"), _results_as_json, JSON),
    Format("markdown", ("diagnose", "ask"), _diagnoses_as_markdown, MARKDOWN),
    Format("teams", ("diagnose", "ask"), _diagnoses_for_teams, JSON),
    Format("servicenow", ("diagnose", "ask"), _diagnoses_for_servicenow, JSON),
    Format("text", ("fleet",), _fleet_as_text),
    Format("json", ("fleet",), _fleet_as_json, JSON),
    Format("markdown", ("fleet",), _fleet_as_markdown, MARKDOWN),
    Format("teams", ("fleet",), _fleet_for_teams, JSON),
    Format("servicenow", ("fleet",), _fleet_for_servicenow, JSON),
    Format("text", ("kb check",), _check_as_text),
    Format("text", ("kb signatures",), _signatures_as_text),
    Format("json", ("kb check", "kb export", "kb signatures"), _model_as_json, JSON),
    Format("clips", ("kb export",), _rules_as_clips),
)


def names(command: str) -> tuple[str, ...]:
    """The names of the formats that a command takes, in the order of FORMATS."""
    return tuple(f.name for f in FORMATS if command in f.commands)


def renderer(command: str, name: str) -> Callable[[Any, Look], str]:
    """What makes the text of the command's result in this format.

    Raises UsageError that names the formats which the command takes, where this is none of them.
    """
    return _format(command, name).render


def media(command: str, name: str) -> str:
    """The media type of that text, as `application/json`. Raises UsageError as `renderer` does."""
    return _format(command, name).media


def _format(command: str, name: str) -> Format:
    for format in FORMATS:
        if format.name == name and command in format.commands:
            return format
    *others, last = names(command)
    fitting = f"{', '.join(others)} or {last}" if others else last
    raise UsageError(f"`backupdx {command}` writes no {name!r}: give --format {fitting}")
