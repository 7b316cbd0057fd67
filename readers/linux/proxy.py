"""Reads environment variables (`env`, /etc/environment) for a proxy. Its address is never told: it may hold a password.

That no variable is set says nothing: the agent's environment is systemd's, not that of the user who looked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..base import Finding, Line, TextReader
from . import terminal

_VARIABLE = re.compile(r"\s*(?:export\s+)?(?P<name>[A-Za-z_]\w{0,100})=(?P<value>.*)")
_PROXY = {"http_proxy", "https_proxy", "all_proxy"}
_LOGIN = re.compile(r"(?:[a-z]{3,10}://)?[^/@\s]{1,200}:[^/@\s]{1,200}@")


def is_environment(head: str) -> bool:
    """Whether this is a list of environment variables with one of a proxy."""
    texts = [
        line.text for line in terminal.beginning(head) if line.text.strip() and not line.text.lstrip().startswith("#")
    ]
    found = [match for text in texts if (match := _VARIABLE.match(text))]
    return 2 * len(found) > len(texts) and any(match["name"].lower() in _PROXY for match in found)


def read_environment(lines: Iterable[Line]) -> Iterator[Finding]:
    """That a proxy is set, and that it asks for a login where one stands in its address."""
    finding = Finding(None)
    for line in terminal.output(lines):
        finding.host = finding.host or line.host
        variable = _VARIABLE.match(line.text)
        value = variable["value"].strip().strip("\"'") if variable else ""
        if variable and value and variable["name"].lower() in _PROXY:
            place = f"line {line.number}, {variable['name']}"
            finding.add("network.proxy", True, place)
            finding.add("network.proxy_authenticated", True if _LOGIN.match(value) else None, place)
    yield finding


ENVIRONMENT = TextReader("environment variables with a proxy", is_environment, read_environment)
