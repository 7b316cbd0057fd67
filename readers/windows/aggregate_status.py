"""Reads aggregatestatus.json of the Windows agent: what it last told Azure.

It stays as it is when the agent stops, and still says Ready then (vmassist.ps1, Azure/azure-support-scripts): so its
status is no fact, only the version is; the rest is told in a note, with its time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..base import Finding, Node, Reader

_WINDOWS = re.compile(r"2\.\d{1,3}\.\d{4,6}\.\d{1,6}")  # the Linux agent's third number is small


def is_aggregate(node: Node) -> bool:
    """Whether this is the status document of the Windows agent."""
    agent = node["aggregateStatus.guestAgentStatus"]
    return _WINDOWS.fullmatch(agent["version"].text or "") is not None


def read_aggregate(node: Node) -> Iterator[Finding]:
    """The agent's version; a note with its status and the time of its last upload."""
    agent = node["aggregateStatus.guestAgentStatus"]
    uploaded = agent["lastStatusUploadTime"].time or node["timestampUTC"].time
    finding = Finding(None, observed_at=uploaded, host=node["guestOSInfo.computerName"].name)
    finding.add("vm.os_type", "windows", agent["version"].place)
    finding.add("agent.version", agent["version"].name, agent["version"].place)
    status, message = agent["status"].text, agent["formattedMessage.message"].text
    when = agent["lastStatusUploadTime"].text or node["timestampUTC"].text or "an unknown time"
    if status:
        finding.notes.append(
            f"the agent last told Azure {status[:40]!r} ({(message or 'no message')[:200]}) at {when[:40]}: a stopped "
            "agent leaves this as it was"
        )
    yield finding


AGGREGATE = Reader("status of the Windows agent", is_aggregate, read_aggregate)
