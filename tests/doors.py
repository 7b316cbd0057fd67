"""The same inputs for every door: texts, files, facts and codes as people hand them over."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from incident_files import incidents_of

EXAMPLES = Path(__file__).parents[1] / "examples"


@dataclass(frozen=True)
class Input:
    """What is handed over, through whichever door."""

    name: str
    text: str = ""
    files: dict[str, str] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    code: str = ""

    @property
    def given(self) -> dict[str, Any]:
        """As a request has it."""
        return {"text": self.text, "files": self.files, "facts": self.facts, "code": self.code}


TEXTS = {
    "code": "UserErrorGuestAgentStatusUnavailable",
    "number": "Error 400017",
    "portal": "Error Code: ExtensionSnapshotFailedNoNetwork\nError Message: Snapshot operation failed due to no "
    "network connectivity on the virtual machine\nRecommended Action: Check the network",
    "mail": "Hi all,\n\n> the backup of srv-01 failed again tonight:\n> UserErrorRpCollectionLimitReached\n\nRegards\n",
    "unknown code": "UserErrorSomethingNobodyKnows",
    "words": "we moved the VM to another resource group last week, and since then no backup has worked",
    "harmless": "hello world",
    "hostile": "\x1b[31mred\x07 <script>alert(1)</script> \u202e UserErrorGuestAgentStatusUnavailable {}",
    "german": "Der VM-Agent kann nicht mit Azure Backup kommunizieren.",
}
FACTS: dict[str, dict[str, Any]] = {
    "stopped": {
        "error.code": "UserErrorGuestAgentStatusUnavailable",
        "vm.os_type": "linux",
        "agent.service_state": "stopped",
    },
    "deallocated": {"error.code": "UserErrorGuestAgentStatusUnavailable", "vm.power_state": "deallocated"},
    "lists": {"error.code": "ExtensionOperationFailed", "extensions.failed": ["CustomScript"]},
}


@cache
def inputs() -> tuple[Input, ...]:
    """At least fifty inputs, of every kind."""
    found = [Input(f"text, {name}", text=text) for name, text in TEXTS.items()]
    found += [Input(f"facts, {name}", facts=facts) for name, facts in FACTS.items()]
    found += [
        Input("code", code="VMRestorePointInternalError"),
        Input("both", text=TEXTS["portal"], facts={"vm.os_type": "linux"}),
    ]
    for file in sorted(EXAMPLES.glob("*.yaml")):
        data = yaml.safe_load(file.read_text("utf-8"))
        if isinstance(data, dict) and "cases" not in data:
            found.append(Input(f"example, {file.stem}", files={file.name: json.dumps(data, default=str)}))
    for incident in incidents_of("building")[:12]:
        texts = {raw.name: raw.text for raw in incident.before.raw}
        found.append(Input(f"incident, {incident.id}", files=texts))
    return tuple(found)
