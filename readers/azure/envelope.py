"""Reads an error answer of Azure: `{"error": {"code": ..., "message": ...}}` (ARM's error envelope)."""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Finding, Node, Reader

_THROTTLED = {"toomanyrequests", "subscriptionrequeststhrottled", "resourcerequeststhrottled"}
_WRAPPERS = {"deploymentfailed", "resourcedeploymentfailure", "invalidtemplatedeployment"}


def is_envelope(node: Node) -> bool:
    """Whether this is an error answer: `error` and nothing else. A fact file with only a code reads the same."""
    return isinstance(node.value, dict) and len(node.value) == 1 and node["error.code"].name is not None


def read_envelope(node: Node) -> Iterator[Finding]:
    """The error code and its message; they do not say which VM they are about.

    A code that only says that a deployment failed is opened: the first of its details carries the reason.
    """
    error = node["error"]
    while error["code"].word in _WRAPPERS:
        inner = next((detail for detail in error["details"] if detail["code"].name), None)
        if inner is None:
            break
        error = inner
    if error["code"].word in _THROTTLED or any(d["code"].word in _THROTTLED for d in error["details"]):
        note = "too many requests: the command that asked was told to wait, which is no error of a backup; run it again"
        yield Finding(None, notes=[f"{error.place}: {note}"])
        return
    finding = Finding(None)
    finding.add("error.code", error["code"].name, error["code"].place)
    finding.add("error.message", error["message"].text, error["message"].place)
    inner_message = error["innerError.message"]
    finding.add("error.inner_message", inner_message.text, inner_message.place)
    yield finding


ENVELOPE = Reader("Azure error answer", is_envelope, read_envelope)
