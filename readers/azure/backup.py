"""What the readers of backup jobs and of backup items share: vaults, containers and error details.

Jobs call the parts of an error `errorTitle`, `errorCode`, `errorString`, items `title`, `code`, `message`.
"""

from __future__ import annotations

import re

from ...facts.arm_ids import id_parts
from ..base import Finding, Node

_SYMBOL = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_NO_CODES = {"success", "iaasvmhealthgreendefault", "iaasvmhealthyellowdefault"}
_NO_NUMBERS = {0, 400239, 400240}  # the same as numbers


def container_parts(container: str | None) -> tuple[str, str] | None:
    """Resource group and VM in a container name such as `iaasvmcontainerv2;<group>;<vm>`."""
    parts = (container or "").split(";")
    return (parts[-2], parts[-1]) if len(parts) >= 3 and "iaasvmcontainer" in parts[-3].lower() else None


def add_vault(finding: Finding, arm_id: Node) -> None:
    """The vault that an id in it names, and the vault's resource group."""
    parts = id_parts(arm_id.name)
    if "vaults" in parts:
        finding.add("backup.vault", parts["vaults"], arm_id.place)
        finding.add("backup.vault_resource_group", parts.get("resourcegroups"), arm_id.place)


def real_error(details: Node) -> Node | None:
    """The first entry of error or health details that names an error; `all is well` entries do not."""
    for detail in details:
        title = detail.first("errorTitle", "title").word
        number = detail.first("errorCode", "code").integer
        text = detail.first(
            "errorString", "errorMessage"
        ).text  # of a job; items explain themselves when all is well too
        if title not in _NO_CODES and number not in _NO_NUMBERS and (title or number or text):
            return detail
    return None


def add_error(finding: Finding, detail: Node) -> None:
    """Code, number, message and recommendations of an entry of error or health details."""
    title, number = detail.first("errorTitle", "title"), detail.first("errorCode", "code")
    message = detail.first("errorString", "errorMessage", "message")
    if title.name and _SYMBOL.fullmatch(title.name):
        finding.add("error.code", title.name, title.place)
    finding.add("error.number", number.integer, number.place)
    finding.add("error.message", message.text, message.place)
    advice = tuple(item.text for item in detail["recommendations"] if item.text)
    finding.add("error.recommendations", advice or None, detail["recommendations"].place)
