"""Reads the routes of a Linux guest, as `ip route` or `route -n` prints them, and those of a BSD (`netstat -rn`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from ..base import Finding, Line, TextReader
from ..routing import MOST_ROUTES, Route, network, tell
from . import terminal

_ADDRESS = r"(?:\d{1,3}\.){3}\d{1,3}"
_IP_ROUTE = re.compile(
    rf"(?:(?P<blocked>blackhole|unreachable|prohibit|throw) )?(?P<to>default|{_ADDRESS}(?:/\d{{1,2}})?)"
    rf"(?: via (?P<gateway>{_ADDRESS}))?(?: dev (?P<device>[\w.@:-]{{1,40}}))?"
    r"(?P<more>(?: [\w.:/-]{1,60}){0,24})\s*"
)
_TABLE = re.compile(
    rf"(?P<to>default|{_ADDRESS})\s+(?P<gateway>{_ADDRESS}|\*|-)\s+(?P<mask>{_ADDRESS})\s+(?P<flags>[A-Z!]{{1,8}})\s+"
    r"(?P<metric>\d{1,9})\s+[\d-]{1,9}\s+\d{1,9}(?:\s+(?P<device>[\w.@:-]{1,40}))?\s*"
)
# Of FreeBSD (10 and later, 9 and before) and OpenBSD. macOS writes small letters among the flags: it is no guest.
_BSD_TABLE = re.compile(
    rf"(?P<to>default|{_ADDRESS}(?:/\d{{1,2}})?)\s+(?P<gateway>[\w.:#-]{{1,40}})\s+(?P<flags>[A-Z][A-Z\d]{{0,9}})\s+"
    r"(?:\d{1,12}\s+(?:\d{1,12}|-)\s+(?:(?:\d{1,6}|-)\s+\d{1,3}\s+)?)?(?P<device>[a-z][\w.]{0,30})(?:\s+[\d!]{1,9})?\s*"
)
_HEAD = re.compile(
    r"\s{0,8}Destination\s+Gateway\s+(?:Genmask\s+Flags\s+(?P<fifth>Metric|MSS)\s"
    r"|Flags\s+(?:Refs\s+Use\s+(?:Mtu\s+Prio\s+)?)?(?P<bsd>Netif|Iface)\b)"
)
_METRIC = re.compile(r" metric (\d{1,9})\b")


def _bsd_route(line: terminal.Output) -> Route | None:
    found = _BSD_TABLE.fullmatch(line.text.strip())
    to = network("0.0.0.0/0" if found["to"] == "0.0.0.0" else found["to"]) if found else None
    if found is None or to is None:
        return None
    is_gateway = "G" in found["flags"] and re.fullmatch(_ADDRESS, found["gateway"]) is not None
    blocked = bool({"R", "B"} & set(found["flags"]))  # rejected, black hole
    return Route(to, found["gateway"] if is_gateway else "", found["device"], 0, f"line {line.number}", blocked)


def _route(line: terminal.Output, *, has_metric: bool) -> Route | None:
    place = f"line {line.number}"
    if found := _TABLE.fullmatch(line.text.strip()):
        to = network("0.0.0.0" if found["to"] == "default" else found["to"], found["mask"])
        gateway = found["gateway"] if found["gateway"] not in ("0.0.0.0", "*", "-") else ""
        metric = int(found["metric"]) if has_metric else 0
        return Route(to, gateway, found["device"] or "", metric, place, "!" in found["flags"]) if to else None
    if found := _IP_ROUTE.fullmatch(line.text.strip()):
        to = network(found["to"])
        named = _METRIC.search(found["more"])
        blocked = found["blocked"] not in (None, "throw")
        if to is None or found["blocked"] == "throw" or not (found["device"] or blocked):
            return None
        return Route(to, found["gateway"] or "", found["device"] or "", int(named[1]) if named else 0, place, blocked)
    return None


def is_routes(head: str) -> bool:
    """Whether a text is a list of routes: its default one is among them, or the head of such a table."""
    texts = terminal.beginning(head)
    return any(
        _HEAD.match(each.text) or (each.text.startswith("default via ") and _route(each, has_metric=True))
        for each in texts
    )


def read_routes(lines: Iterable[Line]) -> Iterator[Finding]:
    """Whether 168.63.129.16 goes another way than the rest."""
    finding = Finding(None)
    routes: list[Route] = []
    has_metric, is_bsd, last = True, False, list[str]()
    for line in islice(terminal.output(lines), MOST_ROUTES):
        finding.host = finding.host or line.host
        if head := _HEAD.match(line.text):
            has_metric, is_bsd = head["fifth"] == "Metric", head["bsd"] is not None
        elif (route := _bsd_route(line) if is_bsd else _route(line, has_metric=has_metric)) is not None:
            routes.append(route)
            last = line.text.split()
    if routes and last[-2:-1] == ["dev"] and any(r.device[:-1].startswith(last[-1]) for r in routes):
        del routes[-1]  # cut off in the name of its device, which is another one's then
    tell(finding, routes)
    if routes:
        finding.add("vm.os_type", "linux", "routes of Linux")
    yield finding


ROUTES = TextReader("routes of the Linux guest", is_routes, read_routes)
