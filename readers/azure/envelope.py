"""Reads an error answer of Azure: `{"error": {"code": ..., "message": ...}}` (ARM's error envelope), the status of an
operation with an `error` in it (`az backup protection enable-for-vm` prints it), and the form of Data Protection, which
has `recommendedAction` and `isUserError` beside code and message (Azure/azure-cli#32441).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Finding, Node, Reader

_THROTTLED = {"toomanyrequests", "subscriptionrequeststhrottled", "resourcerequeststhrottled"}
_WRAPPERS = {"deploymentfailed", "resourcedeploymentfailure", "invalidtemplatedeployment"}
_DEEPEST = 32
_OF_AN_OPERATION = {
    "error",
    "status",
    "starttime",
    "endtime",
    "id",
    "name",
    "properties",
    "percentcomplete",
    "operations",
}


def is_envelope(node: Node) -> bool:
    """Whether this is an error answer, and nothing else. A fact file with only a code reads the same."""
    if not isinstance(node.value, dict):
        return False
    if _is_of_data_protection(node):
        return True
    keys = {str(key).lower() for key in node.value}
    if node["error.code"].name is None or not keys <= _OF_AN_OPERATION:
        return False
    return len(keys) == 1 or "status" in keys


def _is_of_data_protection(node: Node) -> bool:
    marks = ("recommendedAction", "isUserError", "isRetryable")
    return bool(node["code"].name and node["message"].text) and any(node.has(mark) for mark in marks)


def read_envelope(node: Node) -> Iterator[Finding]:
    """The error code, its message and the innermost of its details; they do not say which VM they are about.

    A code that only says that a deployment failed is opened: the first of its details carries the reason.
    """
    error = node if _is_of_data_protection(node) else node["error"]
    for _ in range(_DEEPEST):
        inner = _detail(error)
        if error["code"].word not in _WRAPPERS or inner is None:
            break
        error = inner
    if error["code"].word in _THROTTLED or any(d["code"].word in _THROTTLED for d in error["details"]):
        note = "too many requests: the command that asked was told to wait, which is no error of a backup; run it again"
        yield Finding(None, notes=[f"{error.place}: {note}"])
        return
    finding = Finding(None)
    finding.add("error.code", error["code"].name, error["code"].place)
    finding.add("error.message", error["message"].text, error["message"].place)
    actions = error.first("recommendedAction", "recommendations")
    advice = tuple(action.text for action in actions if action.text) or ((actions.text,) if actions.text else ())
    finding.add("error.recommendations", advice or None, actions.place)
    innermost = _innermost(error)
    if innermost is not None:
        code, message = innermost["code"].name, innermost["message"].text
        finding.add(
            "error.inner_message", f"{code} : {message}" if code and message else message or code, innermost.place
        )
    inner_message = error["innerError.message"]
    finding.add("error.inner_message", inner_message.text, inner_message.place)
    yield finding


def _detail(error: Node) -> Node | None:
    """The first of an error's details that has a code."""
    return next((detail for detail in error["details"] if detail["code"].name), None)


def _innermost(error: Node) -> Node | None:
    """The detail of the details, as deep as there are some; None where an error has none."""
    found = None
    for _ in range(_DEEPEST):
        inner = _detail(found or error)
        if inner is None:
            break
        found = inner
    return found


ENVELOPE = Reader("Azure error answer", is_envelope, read_envelope)
