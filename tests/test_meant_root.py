"""Where a person only tells of an effect, the root that the words resemble comes before it, as possible."""

from __future__ import annotations

import json

import pytest
from backupdx import diagnose, load_text
from backupdx.report.formats import Look, renderer

TOLD = (
    "The agent turns Not Ready. Somebody mounted the filesystem read-only after an unclean power cut, and we cannot "
    "write to it."
)
ROOT, EFFECT = "A file system of the Linux guest is read-only", "Azure does not hear from the guest agent"


def test_the_root_that_words_mean_stands_before_the_effect_that_they_tell() -> None:
    root, effect = diagnose(load_text(TOLD)).leading
    assert (root.cause, root.verdict, root.kind) == ("linux-disk-readonly", "possible", "root")
    assert (effect.cause, effect.verdict, effect.kind) == ("agent-not-reporting", "likely", "effect")
    assert [r.text for r in root.reasons if r.text.startswith("The words given resemble it (a hint, and no evidence)")]
    assert root.missing and root.remedy.steps[0].effect == "read-only"


def test_what_was_seen_is_more_than_words() -> None:
    case = load_text(TOLD).with_facts({"agent.status": "not_ready", "vm.power_state": "running"})
    first, *_ = diagnose(case).leading
    assert (first.cause, first.verdict) == ("agent-not-reporting", "likely")


def test_words_that_resemble_no_root_put_nothing_before_the_effect() -> None:
    (only,) = diagnose(load_text("The agent turns Not Ready.")).leading
    assert only.cause == "agent-not-reporting"


@pytest.mark.parametrize("form", ["text", "json", "markdown", "teams", "servicenow"])
def test_every_format_tells_it_first(form: str) -> None:
    text = renderer("diagnose", form)([diagnose(load_text(TOLD))], Look())
    plain = json.dumps(json.loads(text)) if form in ("json", "teams", "servicenow") else text
    assert plain.index(ROOT) < plain.index(EFFECT)
    assert "hint, and no evidence" in " ".join(plain.split())
