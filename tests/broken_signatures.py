"""Signatures with one defect each, by the class of anomaly that it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from backupdx.facts.references import Reference
from backupdx.facts.signatures.declaration import Signature, every, group
from backupdx.facts.signatures.places import AGENT_LOG_LINUX
from backupdx.facts.vocabulary import vocabulary

SOUND = Signature(
    id="agent-asleep",
    title="The agent sleeps",
    where=AGENT_LOG_LINUX,
    has="agent is asleep",
    gives="vm.pending_reboot",
    source=Reference("A manual", "section", "2026"),
    example="The agent is asleep",
    silent="The agent is awake",
)
OTHER = replace(SOUND, id="agent-tired", has="agent is tired", example="The agent is tired")
FACTS = {f: vocabulary()[f] for f in ("vm.pending_reboot", "vm.os_version", "linux.failed_mounts", "agent.status")}
USED = {"vm.pending_reboot", "vm.os_version", "linux.failed_mounts"}
CHANGES: dict[str, list[dict[str, Any]]] = {
    "broken-signature": [
        {"until": "nothing-of-the-kind"},
        {"also": ("nothing-of-the-kind",)},
        {"noise": "harmless", "context": "harmless", "gives": {}},
        {"has": ""},
        {"has": "a"},
        {"pattern": "agent ("},
        {"gives": "vm.nothing_of_the_kind"},
        {"gives": {"vm.os_version": group("version")}},
        {"gives": {"vm.os_version": every("version")}, "pattern": "(?P<version>a)"},
        {"gives": {"linux.failed_mounts": group("mount")}, "pattern": "(?P<mount>a)"},
        {"gives": {"vm.pending_reboot": "yes"}},
        {"gives": {"agent.status": "asleep"}},
        {"id": "agent-tired"},
    ],
    "signature-not-fired": [{"example": "The agent is awake"}],
    "signature-not-alone": [{"example": "The agent is asleep, the agent is tired"}, {"also": ("agent-tired",)}],
    "signature-not-silent": [{"silent": "Another agent is asleep"}, {"silent": ""}],
    "unused-signature": [{"gives": ""}],
    "noise-in-a-rule": [{"noise": "it is an afternoon nap", "gives": "vm.power_state"}],
}
