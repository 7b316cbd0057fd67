"""The VM whose id stands beside statuses that do not name it: what `--query instanceView.statuses` prints, say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..base import Finding, Node, about

STATUSES = "statuses"  # in the name of the kinds that are about a VM which they may not name
_ID = re.compile(
    r"/subscriptions/[\w-]{1,64}/resourceGroups/[\w.()-]{1,90}/providers/Microsoft\.(?:Classic)?Compute/"
    r"virtualMachines/[A-Za-z0-9][\w-]{0,63}(?![\w.])",
    re.IGNORECASE,
)


def vm_beside(text: str) -> Iterator[Finding]:
    """The VM that a text names by its id, where it names no other one."""
    named = {found[0].casefold(): found for found in _ID.finditer(text)}
    if len(named) == 1:
        ((found),) = named.values()
        yield about(Node(found[0], f"line {text.count(chr(10), 0, found.start()) + 1}"))
