"""Reads the routes of a Windows guest: what `route print` shows in any language, and `Get-NetRoute`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from ..base import Finding, Line, Node, TextReader
from ..routing import MOST_ROUTES, Route, network, tell
from .powershell import both, host_of

_ADDRESS = r"(?:\d{1,3}\.){3}\d{1,3}"
# Its words differ by language, its columns do not: network, mask, gateway (or words for none), adapter, metric.
_ROW = re.compile(
    rf"\s{{1,12}}(?P<to>{_ADDRESS})\s+(?P<mask>{_ADDRESS})\s+(?P<gateway>{_ADDRESS}|[^\W\d_][^\d\n]{{1,40}}?)\s+"
    rf"(?P<device>{_ADDRESS})\s+(?P<metric>\d{{1,9}})\s*"
)
_FRAME = re.compile(r"={30,}\s*")


def _route(line: Line) -> Route | None:
    found = _ROW.fullmatch(line.text)
    to = network(found["to"], found["mask"]) if found else None
    if found is None or to is None:
        return None
    gateway = found["gateway"] if found["gateway"][0].isdigit() else ""
    return Route(to, gateway, found["device"], int(found["metric"]), f"line {line.number}")


def is_printed(head: str) -> bool:
    """Whether a text has the table of `route print` in it: a line of equals signs before, rows of addresses below."""
    framed = False
    for text in head[:20_000].split("\n"):
        framed = framed or _FRAME.fullmatch(text) is not None
        if framed and _ROW.fullmatch(text):
            return True
    return False


def read_printed(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether 168.63.129.16 goes another way than the rest."""
    finding = Finding(None)
    tell(finding, [route for line in islice(lines, MOST_ROUTES) if (route := _route(line)) is not None])
    finding.add("vm.os_type", "windows", "routes of Windows")
    yield finding


def is_route(row: Node) -> bool:
    """Whether this is a route as `Get-NetRoute` has it."""
    return row.has("DestinationPrefix", "NextHop")


def _of_row(row: Node) -> Route | None:
    to = network(row["DestinationPrefix"].text or "")
    alias = row.first("InterfaceAlias", "ifIndex", "InterfaceIndex").text
    if to is None or not alias:
        return None
    hop = row["NextHop"].text or ""
    metrics = [row["RouteMetric"].integer, row.first("InterfaceMetric", "ifMetric").integer]
    return Route(to, "" if hop == "0.0.0.0" else hop, alias, sum(m or 0 for m in metrics), row.place)


def read_routes(found: Iterable[Node]) -> Iterator[Finding]:
    """Whether 168.63.129.16 goes another way than the rest."""
    finding = Finding(None)
    finding.add("vm.os_type", "windows", "routes of Windows")
    routes = []
    for row in islice(found, MOST_ROUTES):
        finding.host = finding.host or host_of(row)
        if is_route(row) and (route := _of_row(row)) is not None:
            routes.append(route)
    tell(finding, routes)
    yield finding


PRINTED = TextReader("routes of the Windows guest", is_printed, read_printed)
ROUTES, ROUTES_TEXT = both("routes of the Windows guest", is_route, read_routes)
