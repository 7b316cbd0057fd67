"""What the activity log shows of refused calls: by a policy, by a lock, by too many requests; and their inner errors.

The answer of a refused call stands in `properties.statusMessage`, as JSON in a string or, in pasted pieces, as an
object; of nested errors the innermost is the root (Understand common error messages, 2025-05-20).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...facts.arm_ids import id_parts
from ..base import Finding, Node, VmKey, row_of
from .key_vaults import APPLICATION

_BACKUPS_OF = re.compile(r"AzureBackup_(?P<vm>.+)_\d+", re.IGNORECASE)
_CODE = re.compile(r'"code"\s*:\s*"([A-Za-z]{3,80})"')
_MESSAGE = re.compile(r'"message"\s*:\s*"((?:[^"\\]|\\.){1,4000})"')
_ASSIGNMENT = re.compile(r'policyAssignment(?:Name)?"\s*:\s*(?:\{\s*"name"\s*:\s*)?"([^"]{1,120})"')
_NAMED = re.compile(r"Resource '([^']{1,120})' was disallowed by policy", re.IGNORECASE)
_REASONS = (  # words in the policy's name or message, the more special first
    ("tag", re.compile(r"\btag|tag\b|tags\b", re.IGNORECASE)),
    ("location", re.compile(r"location|region", re.IGNORECASE)),
    ("type", re.compile(r"resource ?types?|approved extensions", re.IGNORECASE)),
    ("name", re.compile(r"naming|name (?:pattern|convention)", re.IGNORECASE)),
    ("network", re.compile(r"public network|private (?:link|endpoint)|network access", re.IGNORECASE)),
    ("sku", re.compile(r"\bskus?\b|allowed sizes", re.IGNORECASE)),
)
_DENY = "microsoft.authorization/policies/deny/action"
_REFUSED = "requestdisallowedbypolicy"
_OF_BACKUP = ("azurebackuprg", "restorepointcollections", "/extensions/vmsnapshot")
_SERVICE = (APPLICATION, "backup management service")
_GROUP_WRITE = "microsoft.resources/subscriptions/resourcegroups/write"
_THROTTLED = {"toomanyrequests", "subscriptionrequeststhrottled", "resourcerequeststhrottled"}
POINT_WRITES = ("/restorepointcollections/write", "/restorepoints/write")
_POINT_DELETES = ("/restorepointcollections/delete", "/restorepoints/delete")
_SCOPE = re.compile(r"The scope '([^']{1,1000})' cannot perform", re.IGNORECASE)  # a lock's answer names what it held
_MOST_TEXT = 20_000


def error_of(row: Node) -> tuple[str, str]:
    """The innermost code and message of a failed call; empty where there are none."""
    told = row.first("properties.statusMessage", "statusMessage")
    if isinstance(told.value, dict):
        error = told["error"]
        while inner := next((d for d in error["details"] if d["code"].name), None):
            error = inner
        return error["code"].name or "", error["message"].text or ""
    text = (told.text or "")[:_MOST_TEXT]
    codes, messages = _CODE.findall(text), _MESSAGE.findall(text)
    return (codes[-1] if codes else ""), (messages[-1].replace('\\"', '"') if messages else "")


def said(row: Node) -> str:
    """All words of an entry in which a policy can be named."""
    texts = (row.first("properties.statusMessage", "statusMessage"), row["properties.policies"])
    return " ".join(str(node.value)[:_MOST_TEXT] for node in texts if node.value is not None)


def is_refusal(row: Node, operation: str) -> bool:
    """Whether a policy refused what Azure Backup makes for itself: by the kind of resource, or by who asked for it.

    A refused resource group of a name that is not Azure Backup's own counts only where no person asked for it.
    """
    texts = (row["properties.statusCode"], row["subStatus.value"], row["subStatus"])
    words = said(row).lower()
    refused = operation == _DENY or _REFUSED in words or any(_REFUSED in node.word for node in texts)
    if not refused:
        return False
    named = f"{row['resourceId'].word} {row['resourceGroupName'].word} {refused_thing(row, operation).lower()}"
    caller = row["caller"].word
    mine = any(mark in named for mark in _OF_BACKUP) or caller in _SERVICE
    return mine or (operation == _GROUP_WRITE and not caller)


def refused_thing(row: Node, operation: str) -> str:
    """The ARM id of what was refused; of a resource group without an id, as much of one as its name gives."""
    if row["resourceId"].name:
        return str(row["resourceId"].name)
    found = _NAMED.search(said(row))
    group = row["resourceGroupName"].name or (found[1] if found else "")
    return f"/resourceGroups/{group}" if group and operation in (_GROUP_WRITE, _DENY) else group or ""


def reason_of(row: Node) -> tuple[str | None, str | None]:
    """Why a policy refused, and the name of its assignment, as far as they are told."""
    words = said(row).replace("\\", "")
    assignment = _ASSIGNMENT.search(words)
    told = re.sub(r"[_-]", " ", words)
    reason = next((word for word, pattern in _REASONS if pattern.search(told)), None)
    return reason, assignment[1] if assignment else None


def of_restore_points(row: Node, operation: str) -> Iterator[Finding]:
    """What a failed call on restore points tells of the VM whose points they are, at its time."""
    written, deleted = operation.endswith(POINT_WRITES), operation.endswith(_POINT_DELETES)
    code, message = error_of(row)
    scope = _SCOPE.search(message)
    point = id_parts(row["resourceId"].name or (scope[1] if scope else None))
    named = _BACKUPS_OF.fullmatch(point.get("restorepointcollections", ""))
    if not code or named is None or not (written or deleted):
        return
    subscription = point.get("subscriptions", "").lower()
    finding = Finding(VmKey(named["vm"].lower(), "", subscription), listed=True)
    finding.observed_at = row["eventTimestamp"].time
    if written:
        finding.add("restore_points.create_error", f"{code} : {message}"[:4000], row.place)
    elif code.lower() == "scopelocked":
        finding.add("locks.refused_cleanup", True, row.place)
    elif code.lower() == "diskrestorepointusedbycustomer":
        finding.add("restore_points.access_open", True, row.place)
    if finding.facts:
        yield finding


def is_throttled(row: Node) -> bool:
    """Whether Azure refused a call because there were too many."""
    code, _ = error_of(row)
    return code.lower() in _THROTTLED or row["properties.statusCode"].word in ("429", "toomanyrequests")


def refusal_row(row: Node, operation: str, name: str) -> dict[str, object]:
    """A refusal by a policy as a row of `restore_points.refused`."""
    reason, assignment = reason_of(row)
    return row_of(name=name, id=refused_thing(row, operation) or None, reason=reason, assignment=assignment)
