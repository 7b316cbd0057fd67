"""Reads the status document that the Linux agent uploads for Azure: `waagent_status.json`, the VM's status blob.

Shape: WALinuxAgent common/protocol/wire.py (`vm_status_to_v1`), ga/exthandlers.py; a recorded document of 2017. Newer
agents wrap it in `__status__` with `__metadata__` beside it, and put the system's name into `guestOSInfo`. The Windows
agent has a document of the same outline: the name of the system tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..base import Finding, Node, Reader, row_of, rows, some
from .distributions import known

_VERSION = re.compile(r"\d{1,9}(?:\.\d{1,9}){1,5}")
_AGENT = {"ready": "ready", "notready": "not_ready", "not ready": "not_ready", "unresponsive": "not_ready"}
_SETTINGS = {"success": "succeeded", "warning": "succeeded", "error": "failed", "transitioning": "transitioning"}


def _document(row: Node) -> Node:
    return row["__status__"] if row["__status__"] else row


def _system(document: Node) -> Node:
    agent, system = document["aggregateStatus.guestAgentStatus"], document["guestOSInfo"]
    return agent["osname"] if agent["osname"] else system["osName"]


def is_status(row: Node) -> bool:
    """Whether this is a status document of the Linux agent."""
    document = _document(row)
    agent = document["aggregateStatus.guestAgentStatus"]
    if not isinstance(agent.value, dict):
        return False
    system = _system(document)
    return "windows" not in system.word if system else "walinuxagent" in agent["version"].word


def read_statuses(node: Node) -> Iterator[Finding]:
    """Status, message and version of the agent, and the extensions that it reports."""
    for row in rows(node):
        if not is_status(row):
            continue
        document = _document(row)
        agent, info = document["aggregateStatus.guestAgentStatus"], document["guestOSInfo"]
        system = _system(document)
        finding = Finding(None, observed_at=document["timestampUTC"].time)
        finding.host = (agent["hostname"] if agent["hostname"] else info["computerName"]).name
        finding.add("agent.status", _AGENT.get(agent["status"].word), agent["status"].place)
        message = agent["formattedMessage.message"]
        finding.add("agent.message", message.text, message.place)
        version = _VERSION.search(agent["version"].name or "")
        finding.add("agent.version", version.group() if version else None, agent["version"].place)
        finding.add("vm.os_type", "linux", system.place or agent.place)
        finding.add("vm.distribution", known(system.text or ""), system.place)
        finding.add("vm.os_name", system.name, system.place)
        release = agent["osversion"] if agent["osversion"] else info["osVersion"]
        finding.add("vm.os_version", release.name, release.place)
        _read_handlers(finding, document["aggregateStatus.handlerAggregateStatus"])
        yield finding


def _read_handlers(finding: Finding, handlers: Node) -> None:
    """The extensions; a ready agent with an empty list has none."""
    if not isinstance(handlers.value, list):
        return
    found = tuple(row for handler in handlers if (row := _extension(handler)))
    if found or (not handlers.value and finding.facts.get("agent.status") == "ready"):
        finding.add("extensions.installed", found, handlers.place)


def _extension(handler: Node) -> dict[str, Any]:
    publisher, _, kind = (handler["handlerName"].name or "").rpartition(".")
    settings = handler["runtimeSettingsStatus.settingsStatus.status"]
    state = _SETTINGS.get(settings["status"].word) if settings else None
    message = settings["formattedMessage.message"].text
    if handler["status"].word != "ready":  # with a number it has failed, as in the instance view of Azure
        failed = bool(handler["code"].integer) or handler["status"].word == "unresponsive"
        state, message = "failed" if failed else "transitioning", handler["formattedMessage.message"].text
    elif state is None:
        state = "succeeded"
    if not kind:
        return {}
    return row_of(
        publisher=publisher or None, type=kind, version=handler["handlerVersion"].name, state=state, message=message
    )


STATUS = Reader("status of the Linux agent", some(is_status), read_statuses)
