"""Every cause has its examples beside it; they are its tests, and go through the real YAML reader."""

from __future__ import annotations

from typing import Any

import pytest
from backupdx.engine.knowledge import Cause
from backupdx.facts.case import Source, validated
from backupdx.facts.errors import EngineError
from backupdx.kb import examples
from backupdx.kb.knowledge import cause_modules, knowledge_base
from backupdx.library import reason
from backupdx.readers.containers.parsing import parse

FIRES, SILENT = {"confirmed", "likely"}, {"possible", "ruled_out", "out_of_scope"}


def examples_of(module: str) -> list[dict[str, Any]]:
    path = cause_modules()[module].with_suffix(".yaml")
    return parse(path.read_bytes(), str(path)) if path.exists() else []


def cause_of(module: str) -> Cause:
    return knowledge_base().by_id[module.replace("_", "-")]


@pytest.mark.parametrize("module", list(cause_modules()))
def test_examples(module: str) -> None:
    cause = module.replace("_", "-")
    for n, example in enumerate(examples_of(module)):
        name, expected = example["name"], example["expect"]
        reasoning = reason(validated(example["case"]))
        ranked = [c.id for c in reasoning.ranked]
        assert reasoning.verdicts[cause] == expected["verdict"], (name, ranked[:5])
        if n == 0 or "hinted" in expected:  # what is told of the conclusions is the same for each
            diagnosis = reasoning.diagnosis()
            assert diagnosis.verdict(cause) in (expected["verdict"], None), name
            if "hinted" in expected:
                explanation = diagnosis.of(cause)
                hinted = expected["hinted"] == "true"
                assert explanation is not None and bool(explanation.because) == hinted, name
        if "rank" in expected:
            assert ranked.index(cause) + 1 == int(expected["rank"]), (name, ranked[:5])
        if "first" in expected:
            assert ranked[0] == expected["first"], name


@pytest.mark.parametrize("module", list(cause_modules()))
def test_each_cause_has_enough_examples(module: str) -> None:
    examples = examples_of(module)
    verdicts = [e["expect"]["verdict"] for e in examples]
    hinted = [e["expect"].get("hinted") == "true" for e in examples]
    only_hints = not {r.kind for r in cause_of(module).rules} & {"confirms", "suggests"}
    fires = [v in FIRES or (only_hints and h) for v, h in zip(verdicts, hinted, strict=True)]
    assert sum(fires) >= 2, "at least two examples in which it fires"
    assert sum(v in SILENT and not f for v, f in zip(verdicts, fires, strict=True)) >= 2, "at least two silent ones"
    assert any(e.get("near_miss") for e in examples), "at least one near miss"
    assert len({e["name"] for e in examples}) == len(examples)
    assert not [e for e in examples if validated(e["case"], where=e["name"]).source_of("x") != Source()]


@pytest.mark.parametrize("module", list(cause_modules()))
def test_the_module_is_named_after_its_cause(module: str) -> None:
    assert module.replace("_", "-") in knowledge_base().by_id


def test_the_near_miss_is_the_one_that_says_so() -> None:
    names = [e.name for e in examples.examples_of("rg-lock") if e.near_miss]
    assert names == ["a lock on the VM's own group does not hold the restore points"]


def test_a_cause_that_cannot_be_run_is_named_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(module: str) -> Any:
        raise AttributeError("no fact signs.never_declared")

    monkeypatch.setattr("backupdx.kb.knowledge.import_module", fails)
    with pytest.raises(EngineError, match=r"kb/causes/\w+/\w+\.py, line \d+: no fact signs.never_declared.*declare it"):
        knowledge_base.__wrapped__()
