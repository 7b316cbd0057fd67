"""What people say in their own words of the way from a guest to Azure's host, 168.63.129.16, and what closes it.

A sentence tells what its writer saw, or what helped.
"""

from __future__ import annotations

from functools import partial

from ...documents import THREADS, WALINUXAGENT_ISSUES
from ..declaration import Signature
from ..places import OWN_WORDS

_told = partial(Signature, where=OWN_WORDS, source=THREADS.section("Windows VMs, in people's words"))
# What stands between a guest and the host, where it is installed in the guest.
_WAYS = (
    *("proxy", "vpn", "zscaler", "netskope", "forcepoint", "globalprotect", "anyconnect", "forticlient", "umbrella"),
    *("windows firewall", "defender firewall", "endpoint firewall", "firewall rule", "firewall software"),
)
_WAY = (
    r"(?:proxy|(?:\w{0,12}-?)vpn|zscaler|netskope|forcepoint|globalprotect|anyconnect|forticlient|umbrella|"
    r"(?:windows|defender|endpoint)(?: defender)? firewall|firewall (?:rules?|software))"
)
_TAKEN = (
    r"\b(?:remov|reset|delet|disabl|bypass|disconnect|stop|uninstall|exit|quit|paus|turn(?:ed|ing)? off|"
    r"switch(?:ed|ing)? off)\w{0,6}\b"
)

SIGNATURES: tuple[Signature, ...] = (
    _told(
        "told-host-closed-otherwise",
        "It is said that 168.63.129.16 cannot be reached",
        has=("168.63.129.16", "wireserver", "wire server"),
        pattern=r"\b(?:blo(?:que|qué|quea)\w{0,3}|blockier\w{1,3}|gesperrt)\b[^.!?\n]{0,60}?168\.63\.129\.16|"
        r"168\.63\.129\.16(?:[:/]\S{0,60})?(?:(?! exists)[^.!?\n]){0,60}?\b(?:(?:in)?to the (?:vpn|tunnel)|"
        r"through the (?:vpn|tunnel)|dies|lost|blockiert|gesperrt|bloqu\w{1,4}|never answers|no (?:reply|answer))|"
        r"168\.63\.129\.16(?::\d{2,5})?[^.!?\n]{0,30}?\b(?:without|no|never any) (?:any |an )?(?:answer|reply|response|"
        r"syn-?ack)|"
        r"168\.63\.129\.16[^!?\n]{0,40}?\b(?:shows?|goes|is routed|routed|leads?|sent|via|over|leaves)\b[^.!?\n]{0,20}?"
        r"\b(?:the |our |a |into )?(?:vpn|tunnel|wg0|tun0|ipsec0?|nva|second nic|wrong nic|eth1)\b|"
        r"\b(?:vpn|tunnel|wireguard|strongswan|openvpn|ipsec)\b[^!?\n]{0,80}?\b(?:0\.0\.0\.0/0|default route|all "
        r"traffic|everything)\b[^!?\n]{0,160}?168\.63\.129\.16|"
        r"\b(?:block(?:s|ed|ing)?|unreachable|(?:can|could)(?: ?n[o'’]t|not) reach|unable to reach)\b[^.!?\n]{0,40}?"
        r"\bwire ?server\b",
        gives="signs.told_host_closed",
        also=("host-named",),
        example="Unser Filter blockiert seit gestern 168.63.129.16.",
        silent="168.63.129.16 antwortet.",
    ),
    _told(
        "told-host-other-adapter",
        "It is said that 168.63.129.16 was tried over another adapter, or needs a route of its own",
        has=("168.63.129.16", "wireserver", "wire server"),
        pattern=r"\b(?:eth[1-9]|hn[1-9]|(?:second(?:ary)?|wrong|other|lan) (?:nic|adapter|interface))\b"
        r"[^.!?\n]{0,30}\b(?:to|for) [^.!?\n]{0,30}?\b(?:wire ?server|168\.63\.129\.16)|"
        r"\b(?:required|necessary|needs?|needed|have|had) to (?:\w{1,12} )?add (?:\w{1,12} ){0,3}routes? (?:to|for) "
        r"(?:\w{1,12} ){0,2}(?:wire ?server|168\.63\.129\.16)"
        r"(?![^!?\n]{0,80}\b(?:not help|n['’]t help|no (?:change|effect|difference)|in vain))",
        gives="signs.told_host_closed",
        source=WALINUXAGENT_ISSUES.section("512"),
        example="The agent chose eth1 to communicate with the wire server.",
        silent="The agent chose eth0 to communicate with the wire server.",
    ),
    _told(
        "told-host-test-failed",
        "A test of the way to 168.63.129.16 is said to have failed",
        has="168.63.129.16",
        pattern=r"\b(?:test-netconnection|tnc|telnet|psping|tcping|curl|invoke-webrequest|iwr|invoke-restmethod|ping|"
        r"browse|browser)\b[^!?\n]{0,60}?168\.63\.129\.16[^!?\n]{0,80}?(?:\bfalse\b|\bfail(?:s|ed)?\b|"
        r"\btime[sd]? ?out\b|"
        r"\bnothing\b|\b(?:could not|can ?not|couldn['’]t|can['’]t) (?:open|connect|reach)|\bno (?:answer|reply|"
        r"response|"
        r"connection)\b|\brefused\b|\bhangs\b)",
        gives="signs.told_host_closed",
        also=("host-named",),
        example="Test-NetConnection 168.63.129.16 -Port 80 gives TcpTestSucceeded : False.",
        silent="Test-NetConnection 168.63.129.16 -Port 80 gives TcpTestSucceeded : True.",
    ),
    _told(
        "told-proxy-removed",
        "Taking a proxy, a VPN or a filter away is said to have helped",
        has=_WAYS,
        pattern=rf"(?:{_TAKEN}[^.!?\n]{{0,60}}\b(?:{_WAY}|client)\b|"
        rf"\b{_WAY}\b[^.!?\n]{{0,30}}\b(?:removed|reset|deleted|disabled|bypassed|disconnected|stopped|uninstalled)\b|"
        rf"\b{_WAY}\b[\s\S]{{0,600}}?\b(?:as soon as|when(?:ever)?|once|after) (?:i|we|it is|it['’]s|it was|"
        rf"he|they|someone) ?{_TAKEN})"
        r"(?:(?!\bnot?\b|n['’]t\b)[^!?]){0,100}?\b(?:ready|works?|worked|succe\w{2,8}|fine|helped|fixed|solved|green|"
        r"good|ok|normal|reachable)\b",
        also=("told-proxy",),
        example="After a reset of the proxy it worked: we removed the proxy, and the status was Ready.",
        silent="We removed the web server, and the status was Ready.",
    ),
    _told(
        "told-goal-state-refused",
        "A quoted line says that the agent gets no goal state, as its host does not answer",
        has=("goal state", "goalstate", "wireserver", "wire server", "hostgaplugin"),
        pattern=r"\b(?:goal ?state|wire ?server|"
        r"hostgaplugin)\b[^\n]{0,200}?\b(?:unable to connect to the remote server|did not "
        r"properly respond|operation has timed out|actively refused|unreachable (?:network|host)|timed? ?out|"
        r"forbidden by its "
        r"access permissions)\b",
        without=("[errno", "httperror", "ioerror", "extHandler"),  # the agent on Linux has signatures of its own
        only="windows",
        gives="signs.told_host_closed",
        example="Failed to fetch goal state: System.Net.WebException: Unable to connect to the remote server",
        silent="Failed to fetch goal state: System.Xml.XmlException: Root element is missing",
    ),
    _told(
        "told-tunnel-since",
        "A VPN or a filter is said to have come into the guest before the agent fell silent",
        has=_WAYS,
        only="windows",
        pattern=rf"\b{_WAY}\b[^!?]{{0,160}}?\b(?:always[- ]on|full[- ]tunnel|installed|rolled out|deployed|pushed|"
        rf"set up|introduced|"
        r"came|new|connected)\b[^!?]{0,160}?\b(?:since|from then on|afterwards|after that|now|then|the next day|"
        r"ever since)\b[^!?]{0,160}?"
        r"\b(?:not[- ]ready|unable to communicate|unresponsive|agent|no (?:more )?backups?|extensions?)\b|"
        r"\b(?:installed|rolled out|deployed|pushed|set up|introduced|new)\b[^.!?\n]{0,60}?"
        rf"\b{_WAY}\b[^!?]{{0,160}}?\b(?:since|from then on|afterwards|after that|ever since)\b[^!?]{{0,160}}?"
        r"\b(?:not[- ]ready|unable to communicate|unresponsive|agent|no (?:more )?backups?|extensions?|"
        r"without backup)\b",
        without=("vpn gateway", "does not go through", "not through the proxy"),
        also=("told-agent-not-ready", "told-proxy"),
        example="We rolled out Zscaler to the servers, and since then the agent is unresponsive.",
        silent="We use Zscaler on laptops only, and the agent is ready.",
    ),
)
