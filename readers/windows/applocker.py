"""Reads AppLocker's policy as XML (`Get-AppLockerPolicy -Effective -Xml`): whether it is enforced for programs.

A policy without rules for programs, or one that only audits, does not say that there is no application control: WDAC or
another product can be at work.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from ..base import Finding, Node, Reader
from ..containers.xml_tree import Element

_ENFORCED = {"enabled", "notconfigured"}  # rules of a collection that is not configured are enforced


def policy_of(root: Element) -> dict[str, Any]:
    """The rule collections of a policy, each with its kind, its mode and the number of its rules."""
    collections = [c for c in root.children if c.tag == "RuleCollection"]
    return {
        "AppLockerPolicy": [
            {
                "Type": c.attributes.get("Type", ""),
                "EnforcementMode": c.attributes.get("EnforcementMode", ""),
                "Rules": sum(rule.tag.endswith("Rule") for rule in c.children),
            }
            for c in collections
        ]
    }


def is_policy(node: Node) -> bool:
    """Whether this is a policy of AppLocker."""
    return isinstance(node["AppLockerPolicy"].value, list)


def read_policy(node: Node) -> Iterator[Finding]:
    """AppLocker as the application control, where rules for programs are enforced."""
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "a policy of AppLocker")
    for collection in islice(node["AppLockerPolicy"], 100):
        if collection["Type"].word == "exe" and (collection["Rules"].integer or 0) > 0:
            if collection["EnforcementMode"].word in _ENFORCED:
                finding.add("windows.app_control", "applocker", f"{collection.place}.EnforcementMode")
            else:
                finding.notes.append(f"{collection.place}: AppLocker only audits programs, it blocks none")
    yield finding


POLICY = Reader("policy of AppLocker", is_policy, read_policy)
