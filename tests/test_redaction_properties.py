"""Redaction over random cases: nothing that identifies is left in any format, and the diagnosis is the same."""

from __future__ import annotations

import json
from typing import Any

from backupdx import Case, Redactor, reason
from backupdx.engine.reasoning import Reasoning
from backupdx.facts.saving import case_text
from backupdx.library import with_known_code
from backupdx.redaction import restored
from backupdx.report import jsonform, markdown
from backupdx.report.screen import Screen
from backupdx.report.text import TextReport
from cases import examples
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from worlds import World, cases, in_one_spelling


def everything(reasoning: Reasoning) -> dict[str, str]:
    """All that a command can print of a case, by format."""
    diagnosis, text = reasoning.diagnosis(), TextReport(100, full=True)
    whys = [reasoning.why(cause.id) for cause in reasoning.ranked[:3]]
    return {
        "text": text.diagnosis(diagnosis),
        "screen": Screen(100, height=60).diagnosis(diagnosis),
        "json": jsonform.render(diagnosis),
        "markdown": markdown.render(diagnosis),
        "why": "".join(text.why(why) + jsonform.render(why) for why in whys),
        "fact file": case_text(reasoning.case),
        "fact file in json": case_text(reasoning.case, ".json"),
    }


BASE = settings(phases=[Phase.explicit, Phase.generate])  # cases are large: to shrink one takes minutes


@settings(BASE, max_examples=examples(60))
@given(cases())
def test_nothing_that_identifies_is_left_in_any_format(drawn: tuple[World, Case]) -> None:
    world, case = drawn
    redactor = Redactor()
    shown = everything(reason(case, redactor))
    for format_, text in shown.items():
        plain = text.replace("\\", "").casefold()
        for name in world.identifying:
            assert name.casefold() not in plain, (format_, name)
    assert world.secret not in json.dumps(redactor.names)


@settings(BASE, max_examples=examples(60))
@given(cases())
def test_the_diagnosis_is_that_of_the_original_but_for_the_names(drawn: tuple[World, Case]) -> None:
    _, case = drawn
    case = with_known_code(case)
    redactor = Redactor()
    redacted = reason(case, redactor)
    original = reason(case)
    assert redacted.verdicts == original.verdicts
    assert [c.id for c in redacted.ranked] == [c.id for c in original.ranked]
    assert _skeleton(redacted) == _skeleton(original)


def _skeleton(reasoning: Reasoning) -> Any:
    """A diagnosis without values and sources, and without how often a command stands there for several names."""
    diagnosis = reasoning.diagnosis()
    return [
        (
            e.model_dump(exclude={"because", "reasons", "against", "remedy", "missing"}),
            [s.fact for s in (*e.because, *e.reasons, *e.against)],
            [m.fact for m in e.missing],
            [(step.text, len(step.commands)) for step in e.remedy.steps],
        )
        for e in diagnosis.explanations
    ]


@settings(BASE, max_examples=examples(40))
@given(cases())
def test_with_the_map_it_is_the_original_to_the_letter(drawn: tuple[World, Case]) -> None:
    """Names spelled in one way, and no secrets: both cannot come back."""
    world, case = drawn
    case = with_known_code(in_one_spelling(case, world))
    redactor = Redactor()
    redacted = reason(case, redactor).diagnosis().model_dump_json()
    back, kept = restored(redacted, redactor.names)
    assert back == reason(case).diagnosis().model_dump_json()
    assert not kept


@settings(BASE, max_examples=examples(40))
@given(cases())
def test_redacting_again_changes_nothing(drawn: tuple[World, Case]) -> None:
    _, case = drawn
    once = Redactor().case(case)
    assert Redactor().case(once) == once


@settings(BASE, max_examples=examples(30))
@given(cases(), st.text(max_size=200))
def test_any_text_can_be_redacted(drawn: tuple[World, Case], text: str) -> None:
    _, case = drawn
    redactor = Redactor()
    redactor.learn([case])
    once = redactor.text(text)
    again = Redactor()
    assert again.text(once) == once
