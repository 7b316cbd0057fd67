"""The traps of experta 1.9.4, each shown to be cured."""

from __future__ import annotations

import collections.abc
import gc
import logging
import os
import subprocess
import sys
import threading
import weakref
from dataclasses import replace
from importlib import import_module

import pytest
from backupdx.engine import inference
from backupdx.engine.conditions import Condition
from backupdx.engine.experta_import import Engine, ExpertaRule, Fact, experta
from backupdx.engine.inference import Network, infer
from backupdx.engine.knowledge import Derivation, KnowledgeBase, suggests
from backupdx.engine.reasoning import Reasoning
from backupdx.facts.case import Observation, Source, validated
from backupdx.facts.errors import EngineError
from backupdx.kb.knowledge import knowledge_base
from cases import case_of
from small_kb import DHCP_OFF, SILENT, cause, small_kb

CASE = {
    "error": {"code": "UserErrorGuestAgentStatusUnavailable"},
    "vm": {"os_type": "linux", "power_state": "running"},
    "agent": {"status": "not_ready", "service_state": "stopped"},
    "locks": {"backup_group": True},
}


def run(code: str, seed: str = "0") -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def test_import_leaves_logging_and_collections_alone() -> None:
    code = (
        "import collections, logging\n"
        "root = logging.getLogger(); before = (list(root.handlers), root.level, hasattr(collections, 'Mapping'))\n"
        "import backupdx.engine.experta_import\n"
        "print(before == (list(root.handlers), root.level, hasattr(collections, 'Mapping')))"
    )
    assert run(code) == "True\n"


def test_logging_that_the_caller_set_up_stays() -> None:
    code = (
        "import logging, sys\n"
        "logging.basicConfig(level=logging.DEBUG, stream=sys.stdout, format='%(message)s')\n"
        "from backupdx import Case, diagnose\n"
        "diagnose(Case())\n"
        "logging.getLogger().debug('mine')"
    )
    assert run(code) == "mine\n"


def test_one_module_imports_experta() -> None:
    code = "import backupdx.library, sys; print('experta' in sys.modules)"
    assert run(code) == "True\n"


def test_equal_salience_fires_in_the_order_of_names_in_every_process() -> None:
    code = (
        "from backupdx.engine.experta_import import Engine, ExpertaRule, Fact\n"
        "fired = []\n"
        "def rule(name):\n"
        "    def act(engine): fired.append(name)\n"
        "    act.__name__ = name\n"
        "    return ExpertaRule(Fact(a=1))(act)\n"
        "made = type('Rules', (Engine,), {n: rule(n) for n in 'dbeca'})()\n"
        "made.reset(); made.declare(Fact(a=1)); made.run(); print(fired)"
    )
    assert {run(code, str(seed)) for seed in range(8)} == {"['a', 'b', 'c', 'd', 'e']\n"}


def test_a_rule_whose_not_has_turned_false_does_not_fire() -> None:
    fired: list[str] = []

    def act(name: str, declares: object = None):  # type: ignore[no-untyped-def]
        def body(engine) -> None:  # type: ignore[no-untyped-def]
            fired.append(name)
            if declares is not None:
                engine.declare(declares)

        body.__name__ = name
        return body

    excluded = type("Excluded", (Fact,), {})
    members = {"exclude": ExpertaRule(Fact(kind="x"))(act("exclude", excluded(of="x")))}
    for n in range(20):  # many activations of equal salience, so that the bisect position is off in the original
        pattern = (Fact(kind="x"), experta.NOT(excluded(of="x")))
        members[f"report{n:02}"] = ExpertaRule(*pattern)(act(f"report{n:02}"))
    engine = type("Rules", (Engine,), members)()
    engine.reset()
    engine.declare(Fact(kind="x"))
    engine.run()
    assert fired == ["exclude"]


def test_no_fact_survives_a_run() -> None:
    kb = knowledge_base()
    infer(kb, validated(CASE).observations())
    gc.collect()
    held = [o for o in gc.get_objects() if isinstance(o, Fact) and o.get("__factid__") is not None]
    # Patterns are facts too, but were never declared; after reset only experta's InitialFact is.
    assert {type(o).__name__ for o in held} <= {"InitialFact"}


def test_no_network_survives_its_knowledge_base() -> None:
    network = Network(knowledge_base())
    network.infer(validated(CASE).observations())
    engine = weakref.ref(network._engine)
    del network
    gc.collect()
    assert engine() is None


def test_networks_built_again_and_again_do_not_pile_up() -> None:
    checks = import_module("experta.matchers.rete.check").FeatureCheck._instances
    Network(knowledge_base())
    before = len(checks)
    Network(knowledge_base())
    assert len(checks) == before


def test_true_and_one_are_different_values() -> None:
    case = validated({"vm": {"os_supported": 1}, "restore_points": {"count": True}})
    assert case.vm.os_supported is True
    assert type(case.restore_points.count) is int


def test_a_failing_condition_names_itself_and_leaves_nothing_behind() -> None:
    kb = knowledge_base()
    bad = Derivation("derived.vm_off", True, (Condition("vm.power_state", "<", 3),))
    broken = replace(kb, derivations=(*kb.derivations, bad))
    observed = validated(CASE).observations()
    for _ in range(2):
        with pytest.raises(EngineError, match=r"vm\.power_state < 3"):
            infer(broken, observed)
    assert infer(kb, observed).fired


def test_a_failing_rule_body_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    kb = knowledge_base()
    network = Network(kb)

    def explode(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(inference, "Observation", explode)
    with pytest.raises(EngineError, match="rule 'settle' failed"):
        network.infer({"vm.power_state": Observation("vm.power_state", "running", Source())})


def test_interleaved_cases_do_not_touch_each_other() -> None:
    kb = knowledge_base()
    other = {"error": {"code": "UserErrorUnsupportedDiskSize"}, "disks": {"largest_gb": "40 TB"}}
    alone = [Reasoning(kb, validated(c)).diagnosis() for c in (CASE, other)]
    first = Reasoning(kb, validated(CASE))
    second = Reasoning(kb, validated(other))
    assert [first.diagnosis(), second.diagnosis()] == alone


def test_two_threads_give_the_same_answers() -> None:
    kb: KnowledgeBase = knowledge_base()
    cases = [CASE, {"vm": {"power_state": "deallocated"}}, {"locks": {"backup_group": True}}]
    expected = [Reasoning(kb, validated(c)).diagnosis() for c in cases]
    answers: dict[int, list[object]] = {0: [], 1: []}

    def work(n: int) -> None:
        for _ in range(10):
            answers[n] += [Reasoning(kb, validated(c)).diagnosis() for c in cases]

    threads = [threading.Thread(target=work, args=(n,)) for n in answers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers[0] == answers[1] == expected * 10


def test_equal_conditions_share_one_pattern_in_all_networks() -> None:
    before = {id(pattern) for rule in Network(knowledge_base())._engine.get_rules() for pattern in rule}
    after = {id(pattern) for rule in Network(knowledge_base())._engine.get_rules() for pattern in rule}
    kb = knowledge_base()
    conditions = {c for cause in kb.causes for r in kb.rules_of(cause) for c in r.conditions}
    conditions |= {c for d in knowledge_base().derivations for c in d.conditions}
    ends = {end for c in knowledge_base().causes for target in c.leads_to for end in (c.id, target)}
    assert len(before | after) == len(conditions) + len(ends) + 2, "experta never forgets a pattern: settle has its own"


def test_what_the_caller_set_up_of_collections_and_tracing_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another library may have put the name back for itself, and someone may be watching experta."""
    monkeypatch.setattr(collections, "Mapping", collections.abc.Mapping, raising=False)
    monkeypatch.setattr(experta.watchers.RULES, "level", logging.DEBUG)
    assert import_module("backupdx.engine.experta_import")._import_experta() is experta
    assert collections.Mapping is collections.abc.Mapping
    assert experta.watchers.RULES.level == logging.DEBUG


def test_two_causes_that_alone_can_speak_are_linked() -> None:
    """A network for one case leaves out the links of causes that nothing can speak for, and no other."""
    kb = small_kb()
    case = case_of({"network.dhcp_enabled": False, "agent.status": "not_ready"})
    for facts in (case.observations(), case_of({"network.dhcp_enabled": False}).observations()):
        assert Network(kb, facts).infer(facts).chains == Network(kb).infer(facts).chains
    assert Network(kb, case.observations()).infer(case.observations()).chains == {("no-network", "agent-down")}
    hints = (cause("agent-down", suggests(SILENT)), cause("no-network", suggests(DHCP_OFF), leads_to=("agent-down",)))
    kb = small_kb(causes=hints)  # in which nothing excludes
    assert Network(kb, case.observations()).infer(case.observations()).chains == {("no-network", "agent-down")}
