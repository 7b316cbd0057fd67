"""A small sound knowledge base, for tests that break it in one place each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from backupdx.engine.conditions import Condition
from backupdx.engine.knowledge import (
    Cause,
    ErrorCode,
    Family,
    KnowledgeBase,
    Remedy,
    Rule,
    Step,
    confirms,
    derive,
    rules_out,
    suggests,
)
from backupdx.facts.references import Reference
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.facts import agent, derived, error, network, vm

SOURCE = Reference("A manual", "section", "2026")
REMEDY = Remedy((Step("Mend it."),), Step("Look whether it works."))
SILENT: Condition = agent.status == "not_ready"
RUNNING: Condition = vm.power_state == "running"
STOPPED: Condition = vm.power_state == "stopped"
DHCP_OFF: Condition = network.dhcp_enabled == False
CODE_A: Condition = error.code == "CodeA"
CODE_B: Condition = error.code == "CodeB"

FACTS = {
    path: vocabulary()[path]
    for path in ("error.code", "vm.os_type", "agent.status", "network.dhcp_enabled", "derived.vm_off")
}
FACTS["vm.power_state"] = replace(vocabulary()["vm.power_state"], choices=("running", "stopped", "deallocated"))


def cause(name: str, *rules: Rule, family: str = "agent", step: int = 1, **more: Any) -> Cause:
    """A cause with the least that it needs."""
    given = {"explanation": "Because.", "sources": (SOURCE,), "remedy": REMEDY, **more}
    return Cause(id=name, title=name, family=family, step=step, rules=rules, **given)


ARGUED = {"because": "it was so", "rival": "none"}
AGENT_RULES = (
    confirms(SILENT, derived.vm_off == False, CODE_A, **ARGUED),
    suggests(SILENT),
    rules_out(agent.status == "ready"),
    rules_out(CODE_B),
)
NETWORK_RULES = (
    confirms(DHCP_OFF, CODE_B, derived.vm_off == False, **ARGUED),
    suggests(DHCP_OFF),
    rules_out(network.dhcp_enabled == True),
)
AGENT = cause("agent-down", *AGENT_RULES)
NETWORK = cause("no-network", *NETWORK_RULES, family="network", leads_to=("agent-down",))
DERIVATIONS = (
    derive(derived.vm_off, True, vm.power_state.one_of("stopped", "deallocated")),
    derive(derived.vm_off, False, RUNNING),
)
CODES = (
    ErrorCode("CodeA", "The agent", ("agent", "network"), sources=(SOURCE,)),
    ErrorCode("CodeB", "The network", ("network",), sources=(SOURCE,)),
)
FAMILIES = (Family("agent", "Agent", (SOURCE,)), Family("network", "Network", (SOURCE,)))


def small_kb(**changes: Any) -> KnowledgeBase:
    """The knowledge base, with other parts where given."""
    parts: dict[str, Any] = {
        "version": "1",
        "causes": (AGENT, NETWORK),
        "families": FAMILIES,
        "codes": CODES,
        "derivations": DERIVATIONS,
    }
    return KnowledgeBase(**{**parts, **changes})
