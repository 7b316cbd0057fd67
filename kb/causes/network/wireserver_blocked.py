"""The guest cannot reach 168.63.129.16."""

from ...authoring import *

_SILENT = (signs.wireserver_unreachable, signs.host_does_not_answer_extension, signs.told_host_closed)
_TOLD = (signs.goal_state_failing, agent.waits_for_network, signs.told_proxy_removed, network.host_route_odd)
_NAMED = (network.proxy_authenticated, network.proxy, signs.host_named, signs.manifests_not_fetched)

CAUSE = cause(
    __name__,
    "A firewall, proxy or route keeps the guest from 168.63.129.16",
    "Agent and extensions get their work from Azure's host at 168.63.129.16, ports 80 and 32526. Where "
    "the guest cannot reach it, extensions fail, whatever else is reachable.",
    family="network-access",
    step=2,
    sources=(
        HEALTH_STEP_4,
        FEATURES_WINDOWS.section("Network access"),
        WINDOWS_AGENT.section("Step 4: Test WireServer connectivity"),
        MATRIX.section("VM network support: Outbound connectivity via HTTP proxy"),
        VMASSIST.section("WireServer checks"),
    ),
    codes=("network",),
    needs_agent=True,
    rules=(
        # The test fails on healthy VMs for users without rights: it proves nothing of an agent that is Ready, or down.
        *(
            confirms(
                *seen,
                AGENT_SILENT,
                because="Azure heard nothing, and what the agent reports over was closed, as seen or in its log",
                rival="agent-stopped-windows, agent-stopped-linux: a closed port stops no service; they stand before",
            )
            for seen in (
                (derived.wireserver_blocked == True, derived.agent_running == True),
                (derived.host_silent == True, derived.agent_running == True),
                (WINDOWS, network.port_80 == False, network.port_32526 == False),
            )
        ),
        *(suggests(e == True) for e in (derived.wireserver_blocked, network.firewall_blocks_host, *_SILENT, *_TOLD)),
        *(hints(named == True) for named in _NAMED),
        *(suggests(told == True) for told in (signs.told_egress_denied, signs.told_tunnel_since)),
        *(rules_out(derived.host_silent == False, proxy == False) for proxy in _NAMED[:2]),  # nor does a log say so
    ),
    leads_to=("agent-not-reporting", "vmsnapshot-failed", "extension-failed"),
    today="The document also asks for port 443 of 168.63.129.16; today 80 and 32526 are needed.",
    remedy=(
        look(
            "Test both ports from the guest; if they are closed, read the rules of its firewall.",
            WIRESERVER_TEST,
            bash("sudo iptables -w -t security -S; sudo iptables -w -S", when=LINUX),
            rights=ADMIN_OR_ROOT,
            caution="Without these rights the test fails on healthy VMs too: the agent admits nobody else.",
        ),
        OPEN_WIRESERVER,
        BYPASS_PROXY,
        LOOK_AT_ROUTES,
    ),
    verify=verify("Both ports answer, and within some minutes Azure shows the agent as Ready.", WIRESERVER_TEST),
)
