"""The proof in a diagnosis: a checker that knows only JSON accepts it, and rejects one that was tampered with."""

from __future__ import annotations

import ast
import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from backupdx.cli import app
from backupdx.engine.export import rule_base
from backupdx.engine.reasoning import Reasoning
from backupdx.engine.result import Diagnosis
from backupdx.facts.case import Case
from backupdx.kb.knowledge import knowledge_base
from backupdx.library import diagnose
from backupdx.proofcheck import faults
from backupdx.report import jsonform
from backupdx.report.schemas import schemas
from cases import aged, biased_cases, case_of, examples
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

ROOT = Path(__file__).parents[1]
KB = knowledge_base()
SCHEMA = jsonschema.Draft202012Validator(schemas()["diagnosis"])
RULES = json.loads(jsonform.render(rule_base(KB)))
FACTS = {
    "error.code": "UserErrorGuestAgentStatusUnavailable",
    "vm.os_type": "linux",
    "vm.power_state": "running",
    "agent.status": "not_ready",
    "agent.service_state": "stopped",
    "agent.version": "2.2.45",
    "extensions.failed": ["Custom"],
}
OLD = "agent.service_state"


def proved(case: Case) -> Any:
    return json.loads(jsonform.render(Reasoning(KB, case).diagnosis(proof=True)))


@settings(max_examples=examples(25))
@given(biased_cases())
def test_every_proof_holds_and_fits_the_schema(case: Case) -> None:
    diagnosis = proved(case)
    assert faults(diagnosis) == []
    assert faults(diagnosis, RULES) == []
    SCHEMA.validate(diagnosis)
    assert [c["cause"] for c in diagnosis["proof"]["causes"]] == [
        *(e["cause"] for e in diagnosis["explanations"]),
        *(r["cause"] for r in diagnosis["ruled_out"]),
        *(a["cause"] for a in diagnosis["also_wrong"]),
    ]


@pytest.mark.parametrize("cause", RULES["causes"], ids=lambda cause: str(cause["id"]))
def test_the_rules_of_the_scope_say_what_it_says(cause: Any) -> None:
    """The scope stands in the rule base as data and as rules: both are the same, or other engines read another base."""
    excluding = [r["conditions"] for r in cause["rules"] if r["kind"] == "out_of_scope"]
    unused = {"fact": RULES["agent_unused_fact"], "operator": "==", "literal": True}
    assert ([unused] in excluding) == cause["needs_agent"]
    scope = {*(cause["codes"] or ()), cause["family"], "every cause"}
    others = [
        c["code"]
        for c in RULES["codes"]
        if cause["codes"] is not None and c["code"] not in scope and scope.isdisjoint(c["leaves_open"])
    ]
    by_code = [c["literal"] for conditions in excluding for c in conditions if c["fact"] == RULES["code_fact"]]
    assert by_code == ([others] if others else [])
    assert set(cause["codes"] or ()) <= {*RULES["scopes"], *(c["code"] for c in RULES["codes"])}


def test_without_asking_there_is_no_proof() -> None:
    case = case_of(FACTS)
    assert diagnose(case).proof is None
    assert faults(json.loads(jsonform.render(diagnose(case)))) != []
    proof = diagnose(case, proof=True).proof
    assert proof is not None and proof.observed["agent.version"] == "2.2.45"
    assert proof.versions == ("agent.version",)


# -- tampering ----------------------------------------------------------------------------------------------------


def cause_of(diagnosis: Any, cause: str = "agent-stopped-linux") -> Any:
    return next(c for c in diagnosis["proof"]["causes"] if c["cause"] == cause)


def rule_of(diagnosis: Any, rule: str) -> Any:
    return next(r for r in cause_of(diagnosis, rule.partition("/")[0])["rules"] if r["rule"] == rule)


def first_condition(diagnosis: Any, fact: str) -> Any:
    return next(c for c in diagnosis["proof"]["conditions"] if c["fact"] == fact)


def value(d: Any) -> None:
    d["proof"]["observed"]["agent.service_state"] = "running"


def value_of_another_type(d: Any) -> None:
    assert d["proof"]["observed"]["extensions.failed"] == ["Custom"]
    d["proof"]["observed"]["extensions.failed"] = "Custom"


def a_fact_left_out(d: Any) -> None:
    del d["proof"]["observed"]["agent.status"]


def a_version(d: Any) -> None:
    d["proof"]["observed"]["agent.version"] = "2.2.100"


def operator(d: Any) -> None:
    first_condition(d, "vm.os_type")["operator"] = "!="


def literal(d: Any) -> None:
    first_condition(d, "vm.os_type")["literal"] = "windows"


def verdict_said(d: Any) -> None:
    d["explanations"][0]["verdict"] = "likely"


def verdict_said_and_proved(d: Any) -> None:
    d["explanations"][-1]["verdict"] = d["proof"]["causes"][len(d["explanations"]) - 1]["verdict"] = "likely"


def ruled_out_said_and_proved(d: Any) -> None:
    d["ruled_out"].append({**d["ruled_out"][0], "cause": d["explanations"].pop()["cause"], "because": []})
    causes = d["proof"]["causes"]
    causes.append(causes.pop(len(d["explanations"])))
    causes[-1]["verdict"] = "ruled_out"


def rule_kind(d: Any) -> None:
    for n in (1, 2):  # each of them confirms by itself
        rule_of(d, f"agent-stopped-linux/confirms-{n}")["kind"] = "suggests"


def rule_state(d: Any) -> None:
    rule_of(d, "agent-stopped-linux/rules-out-1")["state"] = "open"


def missing_derivation(d: Any) -> None:
    d["proof"]["derivations"] = [x for x in d["proof"]["derivations"] if x["fact"] != "derived.agent_running"]


def derived_value(d: Any) -> None:
    next(x for x in d["proof"]["derivations"] if x["fact"] == "derived.agent_running")["value"] = True


def derivation_that_does_not_hold(d: Any) -> None:
    table, derivations = d["proof"]["conditions"], d["proof"]["derivations"]
    failing = next(n for n, c in enumerate(table) if c["fact"] == "vm.os_type" and c["literal"] == "windows")
    derivations.append({"id": "made up", "fact": "derived.vm_off", "value": False, "conditions": [failing]})


def order(d: Any) -> None:
    d["explanations"][0], d["explanations"][1] = d["explanations"][1], d["explanations"][0]


def order_said_and_proved(d: Any) -> None:
    weak = next(n for n, e in enumerate(d["explanations"]) if e["verdict"] == "possible")
    for group in (d["explanations"], d["proof"]["causes"]):
        group[0], group[weak] = group[weak], group[0]
    for n, e in enumerate(d["explanations"], 1):
        e["rank"] = n


def rank(d: Any) -> None:
    d["explanations"][0]["rank"] = 2


def cause_left_out(d: Any) -> None:
    d["proof"]["causes"].pop()


def because(d: Any) -> None:
    next(b for b in d["explanations"][0]["because"] if b["fact"] == "agent.service_state")["value"] = "running"


def because_of_nothing(d: Any) -> None:
    d["explanations"][0]["because"].append({"fact": "disks.largest_gb", "value": "9", "source": ""})


def not_well_formed(d: Any) -> None:
    cause_of(d)["rules"][0]["conditions"][0] = 10_000


def no_proof(d: Any) -> None:
    del d["proof"]


CONSISTENT = [  # what shows by the proof alone
    value, value_of_another_type, a_fact_left_out, operator, literal, verdict_said, verdict_said_and_proved,
    ruled_out_said_and_proved, rule_kind, rule_state, missing_derivation, derived_value, derivation_that_does_not_hold,
    order, order_said_and_proved, rank, cause_left_out, because, because_of_nothing, not_well_formed, no_proof,
    a_version,
]  # fmt: skip


@pytest.mark.parametrize("tamper", CONSISTENT, ids=lambda t: t.__name__)
def test_a_tampered_proof_is_rejected(tamper: Callable[[Any], None]) -> None:
    diagnosis = proved(case_of(FACTS))
    assert faults(diagnosis) == faults(diagnosis, RULES) == []
    tamper(diagnosis)
    assert faults(diagnosis) != []
    assert faults(diagnosis, RULES) != []


def a_rule_left_out(d: Any) -> None:
    cause_of(d)["rules"].remove(rule_of(d, "agent-stopped-linux/rules-out-1"))


def a_condition_left_out(d: Any) -> None:
    rule_of(d, "agent-stopped-linux/confirms-1")["conditions"].pop()


def a_threshold(d: Any) -> None:
    first_condition(d, "agent.version")["literal"] = "2.2.46"


def a_derived_fact_observed(d: Any) -> None:
    missing_derivation(d)
    d["proof"]["observed"]["derived.agent_running"] = False


def no_version(d: Any) -> None:
    d["proof"]["versions"] = []


def another_cause_of_the_same_name(d: Any) -> None:
    cause_of(d)["cause"] = d["explanations"][0]["cause"] = "agent-stopped"


UNLIKE = [  # what is consistent, and not what the rule base says
    a_rule_left_out, a_condition_left_out, a_threshold, a_derived_fact_observed, no_version,
    another_cause_of_the_same_name,
]  # fmt: skip


@pytest.mark.parametrize("tamper", UNLIKE, ids=lambda t: t.__name__)
def test_what_does_not_rest_on_the_rule_base_is_rejected(tamper: Callable[[Any], None]) -> None:
    diagnosis = proved(case_of(FACTS))
    tamper(diagnosis)
    assert faults(diagnosis, RULES) != []


def test_a_doubted_fact_that_is_said_to_be_sure_is_rejected() -> None:
    diagnosis = proved(aged(case_of(FACTS), [OLD]))
    assert cause_of(diagnosis)["verdict"] == "likely"
    assert faults(diagnosis, RULES) == []
    diagnosis["proof"]["doubted"] = []
    assert faults(diagnosis) != []


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(data, dict | list):
        items = data.items() if isinstance(data, dict) else enumerate(data)
        return [leaf for key, below in items for leaf in leaves(below, (*path, key))]
    return [path]


TAMPERED = proved(case_of(FACTS))
PLACES = [p for part in ("causes", "conditions", "derivations") for p in leaves(TAMPERED["proof"][part], (part,))]


@settings(max_examples=examples(200))
@given(st.sampled_from(PLACES))
def test_no_part_of_rules_and_derivations_can_be_changed(place: tuple[Any, ...]) -> None:
    diagnosis = copy.deepcopy(TAMPERED)
    parent = diagnosis["proof"]
    for key in place[:-1]:
        parent = parent[key]
    was = parent[place[-1]]
    parent[place[-1]] = not was if isinstance(was, bool) else was + 1 if isinstance(was, int | float) else f"{was}x"
    assert faults(diagnosis, RULES) != [], (place, was)


def test_the_checker_knows_nothing_of_ours() -> None:
    tree = ast.parse((ROOT / "proofcheck.py").read_text())
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "." for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported == {"__future__", "collections.abc", "json", "operator", "pathlib", "sys", "typing"}


def test_the_checker_alone_and_the_command(tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(
        json.dumps({"error": {"code": FACTS["error.code"]}, "vm": {"os_type": "linux"}})
    )
    run = CliRunner().invoke
    (tmp_path / "one.json").write_text(
        run(app, ["diagnose", str(tmp_path / "case.json"), "--proof", "-f", "json"]).stdout
    )
    (tmp_path / "rules.json").write_text(run(app, ["kb", "export"]).stdout)
    alone = [sys.executable, str(ROOT / "proofcheck.py"), str(tmp_path / "one.json"), str(tmp_path / "rules.json")]
    assert subprocess.run(alone, capture_output=True, text=True, cwd=tmp_path).stdout == "the proof holds\n"
    good = run(app, ["check-proof", str(tmp_path / "one.json"), "--rules", str(tmp_path / "rules.json")])
    assert (good.exit_code, good.stdout) == (0, f"{tmp_path}/one.json: the proof holds\n")
    diagnosis = json.loads((tmp_path / "one.json").read_text())
    Diagnosis.model_validate(diagnosis)
    changed = copy.deepcopy(diagnosis)
    changed["explanations"][0]["verdict"] = "confirmed"
    (tmp_path / "many.json").write_text(json.dumps(diagnosis) + "\n" + json.dumps(changed) + "\n")
    bad = run(app, ["check-proof", str(tmp_path / "many.json")])
    assert bad.exit_code == 1
    assert "diagnosis 1: the proof holds\n" in bad.stdout
    assert "diagnosis 2: the diagnosis gives other verdicts, or another order, than its proof\n" in bad.stdout
    (tmp_path / "two.json").write_text(json.dumps(changed))
    assert subprocess.run([*alone[:2], str(tmp_path / "two.json")], capture_output=True).returncode == 1
    (tmp_path / "old.json").write_text(json.dumps({**diagnosis, "kb_version": "2020.1"}))
    assert "made with knowledge base 2020.1" in run(app, ["check-proof", str(tmp_path / "old.json")]).stderr


def test_a_proof_is_given_on_demand_only() -> None:
    reasoning = Reasoning(knowledge_base(), Case())
    assert reasoning.diagnosis().proof is None
    assert reasoning.diagnosis(proof=True).proof is not None
