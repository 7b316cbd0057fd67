"""The guest cannot reach 168.63.129.16."""

from ...authoring import *

_OF_AGENT = ("agent-stopped-windows", "agent-stopped-linux", "agent-corrupt-windows")

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
        WINDOWS_AGENT.section("WireServer connectivity"),
        LINUX_AGENT.section("Troubleshooting checklist"),
        MATRIX.section("Proxy support"),
        VMASSIST.section("WireServer checks"),
    ),
    codes=("network",),
    needs_agent=True,
    rules=(
        # The test fails on healthy VMs for users without rights: it proves nothing of an agent that is Ready.
        confirms(derived.wireserver_blocked == True, AGENT_SILENT, NETWORK_CODE),
        suggests(derived.wireserver_blocked == True),
        suggests(signs.wireserver_unreachable == True),
        # The goal state comes from there: where it cannot be fetched for long, the way may be blocked.
        suggests(signs.goal_state_failing == True),
        suggests(agent.waits_for_network == True),
        suggests(network.proxy_authenticated == True),
        rules_out(derived.wireserver_blocked == False, network.proxy == False),
        rules_out(derived.wireserver_blocked == False, network.proxy_authenticated == False),
    ),
    leads_to=(*_OF_AGENT, "vmsnapshot-failed", "extension-failed"),
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
        look(
            "If the guest is open, look for a route or a network appliance that takes the address away.",
            ROUTES,
            rights="Network Contributor",
            caution="The VM must run. The default rules of a network security group do not block this address.",
        ),
    ),
    verify=verify("Both ports answer, and within some minutes Azure shows the agent as Ready.", WIRESERVER_TEST),
)
