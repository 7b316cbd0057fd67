"""JSON that was copied from within its braces: whole but for the first or both of them, as people mark lines."""

from __future__ import annotations

import json
import re

_BEGINS = re.compile(r"\s{0,400}\"[\w.@ /-]{1,80}\"\s{0,20}:")
MOST = 4 * 1024**2  # characters


def with_braces(text: str) -> str | None:
    """The text as one object of JSON, where only the brace before it is missing, or both; None for other texts.

    An object alone: of a list whose beginning is missing nobody can see what stood there.
    """
    if len(text) > MOST or _BEGINS.match(text) is None:
        return None
    inner = text.rstrip().removesuffix(",")
    for whole in (f"{{{inner}", f"{{{inner}}}"):
        try:
            if isinstance(json.loads(whole), dict):
                return whole
        except (ValueError, RecursionError):
            continue
    return None
