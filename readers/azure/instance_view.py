"""Reads the instance view of a VM: power, provisioning, agent, extension states (`az vm get-instance-view`).

Statuses are found by their code, never by their index: their order varies, and directly after a start the
power state can be missing. An agent that stands as Ready on a stopped VM is a memory of the time when it ran.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from ..base import Finding, Node, Reader, about, is_cut, rows, some
from .extensions import ExtensionTable

POWER = {w: w for w in ("running", "starting", "stopping", "stopped", "deallocating", "deallocated")}
PROVISIONING = {w: w for w in ("succeeded", "creating", "updating", "failed", "deleting", "migrating")}
_AGENT = {"ready": "ready", "succeeded": "ready", "not ready": "not_ready", "unavailable": "not_ready"}
_OF_THE_AGENT = ("guestagent", "vmagent", "vmstatusblob")
_OFF = {"stopping", "stopped", "deallocating", "deallocated"}
_VERSION = re.compile(r"\d+(\.\d+)+")
_DISTRIBUTIONS = {  # marks in osName, in the order of search
    "ubuntu": "ubuntu",
    "debian": "debian",
    "red hat": "rhel",
    "redhat": "rhel",
    "rhel": "rhel",
    "centos": "centos",
    "alma": "alma",
    "rocky": "rocky",
    "oracle": "oracle",
    "opensuse": "opensuse",
    "suse": "sles",
    "sles": "sles",
    "mariner": "azurelinux",
    "azurelinux": "azurelinux",
    "azure linux": "azurelinux",
}


def status_parts(statuses: Iterable[Node], kind: str) -> tuple[list[str], Node] | None:
    """The parts of the code behind `kind` (as `PowerState`) and where it stands; None if there is none."""
    for status in statuses:
        parts = (status["code"].text or "").split("/")
        if parts[0].lower() == kind.lower() and len(parts) > 1:
            return parts[1:], status["code"]
    return None


def latest(statuses: Iterable[Node]) -> datetime | None:
    """The latest time in some statuses: the VM was observed then or later."""
    times = (status["time"].time for status in statuses)
    return max((time for time in times if time), default=None)


def read_statuses(finding: Finding, statuses: Iterable[Node]) -> None:
    """Power state, provisioning state and, of a failed one, its error code."""
    power = status_parts(statuses, "PowerState")
    if power:
        finding.add_word("vm.power_state", Node(power[0][0], power[1].place), POWER)
    system = status_parts(statuses, "OSState")
    if system:
        finding.add("vm.generalized", system[0][0].lower() == "generalized", system[1].place)
    provisioning = status_parts(statuses, "ProvisioningState")
    if provisioning:
        (state, *rest), code = provisioning
        finding.add("vm.changed_at", latest(s for s in statuses if s["code"].place == code.place), code.place)
        finding.add_word("vm.provisioning_state", Node(state, code.place), PROVISIONING)
        if state.lower() == "failed" and rest:
            finding.add("vm.provisioning_error", Node(rest[0]).name, code.place)


def read_view(finding: Finding, view: Node) -> None:
    """Everything that an instance view tells, except what stands in the VM model."""
    read_statuses(finding, view["statuses"])
    _read_os(finding, view)
    finding.add("vm.computer_name", view["computerName"].name, view["computerName"].place)
    agent = view["vmAgent"]
    power = finding.facts.get("vm.power_state")
    if power in _OFF:
        if agent:
            finding.notes.append(f"{agent.place}: the VM is {power}, what stands there of the agent is old")
    elif _is_being_set_up(view["statuses"]) and _not_ready(agent):
        finding.notes.append(f"{agent.place}: the system is still being set up, its agent had no time to start")
    elif agent:
        read_agent(finding, agent)
        if power is None:
            finding.notes.append(f"{agent.place}: the power state is unknown, the agent's state may be old")
    elif view["statuses"] and power == "running":
        finding.notes.append(f"{agent.place}: Azure has no state of an agent, it never reported")
    # The time of the VM's own status is that of its last change, and of a Ready agent on a VM that is off that of its
    # last report: neither tells when somebody looked. Else the agent's status is of that moment (recorded answers).
    if power not in _OFF or _not_ready(agent):
        finding.observed_at = latest(agent["statuses"])


def _is_being_set_up(statuses: Iterable[Node]) -> bool:
    """Whether the guest's system is being provisioned, as after the VM was made."""
    return any(status["code"].word.endswith("/osprovisioninginprogress") for status in statuses)


def _not_ready(agent: Node) -> bool:
    return any(_AGENT.get(status["displayStatus"].word) == "not_ready" for status in agent["statuses"])


def read_agent(finding: Finding, agent: Node) -> None:
    """Status, message and version of the agent. A version `Unknown` is none."""
    for status in agent["statuses"]:
        coded = status["code"].word.removeprefix("provisioningstate/").partition("/")[0]
        shown = _AGENT.get(status["displayStatus"].word) or _AGENT.get(coded)
        if shown:
            finding.add("agent.status", shown, status.place)
            finding.add("agent.message", status["message"].text, status["message"].place)
            break
    version = agent["vmAgentVersion"]
    if _VERSION.match(version.text or ""):
        finding.add("agent.version", version.name, version.place)


def read_view_extensions(finding: Finding, view: Node, table: ExtensionTable) -> None:
    """Add the extensions in the view to the table; handlers only while their agent can report.

    That there are none is established only by a ready agent and an empty list.
    """
    off = finding.facts.get("vm.power_state") in _OFF
    handlers = view["vmAgent.extensionHandlers"]
    table.add_statuses(view["extensions"])
    if not off:
        table.add_statuses(handlers)
    empty = next((part for part in (view["extensions"], handlers) if part.value == []), None)
    if not table.rows and empty and finding.facts.get("agent.status") == "ready":
        finding.add("extensions.installed", (), empty.place)


def _read_os(finding: Finding, view: Node) -> None:
    name, version = view["osName"], view["osVersion"]
    finding.add("vm.os_name", name.name, name.place)
    finding.add("vm.os_version", (version.name or "").removeprefix("Microsoft Windows NT "), version.place)
    if "windows" in name.word:
        finding.add("vm.os_type", "windows", name.place)
    else:
        kind = next((kind for mark, kind in _DISTRIBUTIONS.items() if mark in name.word), None)
        finding.add("vm.distribution", kind, name.place)
        finding.add("vm.os_type", "linux" if kind else None, name.place)


_MARKS = (
    "computerName",
    "osName",
    "hyperVGeneration",
    "bootDiagnostics",
    "platformFaultDomain",
    "disks",
    "assignedHost",
)


def is_view(row: Node) -> bool:
    """Whether this is an instance view without a VM around it; the views of its disks and extensions are none."""
    if any(row.has(name) for name in ("publisher", "vmAgentVersion", "typeHandlerVersion")):
        return False
    statuses = [status for status in row["statuses"] if is_status(status)]
    powered = any(status["code"].word.startswith("powerstate/") for status in statuses)
    return row.has("vmAgent") or powered or (bool(statuses) and any(row.has(mark) for mark in _MARKS))


def read_views(node: Node) -> Iterator[Finding]:
    """Bare instance views, as of scale-set instances; of those only `Get-AzVM -Status` names its VM."""
    for row in rows(node):
        if not is_view(row):
            continue
        finding = about(row["id"], row["name"], row["resourceGroupName"])
        finding.listed = len(rows(node)) > 1
        table = ExtensionTable()
        read_view(finding, row)
        read_view_extensions(finding, row, table)
        table.fill(finding)
        if finding.vm is None and row["computerName"].text:
            finding.host = row["computerName"].name
            finding.notes.append(f"no VM is named; the guest calls itself {row['computerName'].text}")
        yield finding


def is_agent(row: Node) -> bool:
    """Whether this is the agent's part of an instance view (`--query instanceView.vmAgent`)."""
    return row.has("vmAgentVersion") and row.has("statuses")


def read_agents(node: Node) -> Iterator[Finding]:
    """The agent's state without the VM's: whether it is of today cannot be seen there."""
    for row in rows(node):
        if not is_agent(row):
            continue
        finding = Finding(None, notes=["the power state is unknown, the agent's state may be old"])
        read_agent(finding, row)
        table = ExtensionTable()
        table.add_statuses(row["extensionHandlers"])
        table.fill(finding)
        finding.observed_at = latest(row["statuses"])
        yield finding


def is_status(row: Node) -> bool:
    """Whether this is one status of a VM (`--query instanceView.statuses`)."""
    of_agent = row["displayStatus"].word in ("ready", "not ready")
    coded = row["code"].word.startswith(("provisioningstate/", "powerstate/"))
    return coded and row.has("displayStatus") and not of_agent


def read_bare_statuses(node: Node) -> Iterator[Finding]:
    """The states in a bare list of statuses, or in a single one; they do not say which VM they are about."""
    finding = Finding(None)
    found = rows(node)
    coded = [row["code"].word.split("/") for row in found]
    powered = any(parts[0] == "powerstate" for parts in coded)
    if isinstance(node.value, dict) and found and not powered:
        finding.notes.append("one status alone does not tell whether it is that of the VM, or of an extension")
    elif not powered and any(parts[0] == "componentstatus" or parts[-1].isdecimal() for parts in coded):
        finding.notes.append("these are the statuses of an extension, and it cannot be seen of which one")
    else:
        read_statuses(finding, found)
    yield finding


def is_agent_status(row: Node) -> bool:
    """Whether this is a status of the agent (`--query instanceView.vmAgent.statuses`), and not one of a handler."""
    said = row["message"].word.replace(" ", "")
    named = row["code"].word == "provisioningstate/unavailable" or any(mark in said for mark in _OF_THE_AGENT)
    return named and row["displayStatus"].word in ("ready", "not ready")


def read_agent_statuses(node: Node) -> Iterator[Finding]:
    """The agent's status, without the VM's: whether it is of today cannot be seen there."""
    finding = Finding(None, notes=["the power state is unknown, the agent's state may be old"])
    found = [row for row in rows(node) if is_agent_status(row)]
    read_agent(finding, Node({"statuses": [row.value for row in found]}, node.place))
    finding.places = dict.fromkeys(finding.places, found[0].place)
    finding.observed_at = latest(found)
    yield finding


def is_handler(row: Node) -> bool:
    """Whether this is an extension or a handler in a view (`instanceView.extensions`, `vmAgent.extensionHandlers`)."""
    told = row.has("typeHandlerVersion", "status") or row.has("typeHandlerVersion", "statuses")
    return told and "." in row["type"].word and not row.has("publisher")


def read_handlers(node: Node) -> Iterator[Finding]:
    """The extensions of a bare list (`--query instanceView.extensions`); of a single one, what it alone can tell."""
    finding = Finding(None)
    table = ExtensionTable()
    table.add_statuses(row for row in rows(node) if is_handler(row))
    if is_cut(node) or rows(node)[0].place == node.place:
        table.fill_some(finding, node.place)
    else:
        table.fill(finding)
    yield finding


VIEWS = Reader("VM instance view", some(is_view), read_views)
AGENTS = Reader("VM agent", some(is_agent), read_agents)
AGENT_STATUSES = Reader("statuses of the VM agent", some(is_agent_status), read_agent_statuses)
STATUSES = Reader("VM statuses", some(is_status), read_bare_statuses)
HANDLERS = Reader("extension handlers", some(is_handler), read_handlers)
