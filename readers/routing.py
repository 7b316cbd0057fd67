"""Which way a guest's own routes send what goes to 168.63.129.16, whatever printed them.

Routes of a user in Azure do not reach that address; those of the guest do. DHCP gives the first adapter a default
gateway, and often a route of its own to the address, over the same gateway. Where a route leads over another adapter
or gateway than the default one, over a tunnel or nowhere, agent and extensions may not be answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Network, ip_address, ip_network
from typing import NamedTuple

from .base import Finding

FACT = "network.host_route_odd"
HOST = "168.63.129.16"
MOST_ROUTES = 5_000
_HOST = ip_address(HOST)
_NO_ADAPTER = re.compile(
    r"(?:tun|tap|wg|ppp|ipsec|vti|zt|tailscale|nordlynx|docker|br-|veth|virbr|cni|cali|flannel|lo)\w*|.*(?:vpn|tunnel).*",
    re.IGNORECASE,
)


class Route(NamedTuple):
    """A route as a list has it: `device` is an adapter's name, number or address, `gateway` empty for none."""

    to: IPv4Network
    gateway: str
    device: str
    metric: int
    place: str
    blocked: bool = False

    @property
    def way(self) -> str:
        """Where it leads, in words."""
        over = f"over {self.device}" if self.device else ""
        return (
            "nowhere" if self.blocked else " ".join(filter(None, (over, f"to {self.gateway}" if self.gateway else "")))
        )


def network(text: str, mask: str = "") -> IPv4Network | None:
    """The network that a route is for; None for what is none of IPv4."""
    try:
        found = ip_network("0.0.0.0/0" if text == "default" else f"{text}/{mask}" if mask else text, strict=False)
    except ValueError:
        return None
    return found if isinstance(found, IPv4Network) else None


def _best(routes: list[Route]) -> Route | None:
    """The route that is taken: the narrowest, of those the one of the lowest metric; None where two are alike."""
    if not routes:
        return None
    narrowest = max(route.to.prefixlen for route in routes)
    left = [route for route in routes if route.to.prefixlen == narrowest]
    lowest = [route for route in left if route.metric == min(each.metric for each in left)]
    return lowest[0] if len({(r.gateway, r.device, r.blocked) for r in lowest}) == 1 else None


def tell(finding: Finding, routes: Iterable[Route]) -> None:
    """Note whether the address goes another way than the rest. Nothing is noted where the list leaves that open."""
    found = list(routes)
    to_host = _best([route for route in found if _HOST in route.to])
    whole = [
        r for r in found if not r.to.prefixlen and r.gateway and not r.blocked and not _NO_ADAPTER.fullmatch(r.device)
    ]
    first = _best(whole)
    if to_host is None or (first is None and not to_host.blocked):
        return
    if not to_host.blocked and first is not None:
        same = to_host.device == first.device and to_host.gateway in ("", first.gateway)
        if same and to_host.to.prefixlen == 32 and to_host.gateway:
            finding.add(FACT, False, to_host.place)
        # An adapter with a default gateway of its own may be the first one, too, as beside a tunnel.
        if same or any(to_host.device == r.device and to_host.gateway == r.gateway for r in whole):
            return
    finding.add(FACT, True, to_host.place)
    rest = f", all else goes {first.way}" if first is not None else ""
    finding.notes.append(f"{to_host.place}: what the guest sends to {HOST} goes {to_host.way}{rest}")
