"""The ids of Azure resources, which name everything that a resource lies in."""

from __future__ import annotations


def id_parts(arm_id: str | None) -> dict[str, str]:
    """The named parts of an ARM id, keys in lower case: `subscriptions`, `resourcegroups`, `virtualmachines`.

    A name that is left out (`/resourceGroups/providers/...`, as in REST specification examples) is skipped.
    """
    parts = [p for p in (arm_id or "").split("/") if p]
    found: dict[str, str] = {}
    at = 0
    while at + 1 < len(parts):
        left_out = parts[at].lower() == "resourcegroups" and parts[at + 1].lower() == "providers"
        if not left_out:
            found[parts[at].lower()] = parts[at + 1]
        at += 1 if left_out else 2
    return found
