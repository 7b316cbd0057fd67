"""The guest cannot reach 168.63.129.16."""

from ...authoring import *

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
        # The test fails on healthy VMs for users without rights: it proves nothing of an agent that is Ready, or down.
        confirms(
            derived.wireserver_blocked == True,
            derived.agent_running == True,
            AGENT_SILENT,
            because="the agent ran, Azure heard nothing from it, and a port that it reports over was closed",
            rival="agent-stopped-windows, agent-stopped-linux: the service ran, and a closed port stops none",
        ),
        suggests(derived.wireserver_blocked == True),
        suggests(signs.wireserver_unreachable == True),
        # The goal state comes from there: where it cannot be fetched for long, the way may be blocked.
        suggests(signs.goal_state_failing == True),
        suggests(agent.waits_for_network == True),
        hints(network.proxy_authenticated == True),
        rules_out(derived.wireserver_blocked == False, network.proxy == False),
        rules_out(derived.wireserver_blocked == False, network.proxy_authenticated == False),
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
        look(
            "If the firewall is open, look whether a route of the guest takes the address away.",
            bash("ip route get 168.63.129.16", when=LINUX),
            ps("Find-NetRoute -RemoteIPAddress 168.63.129.16", when=WINDOWS),
            caution="Network security groups and routes of the subnet do not reach this address: look in the guest.",
        ),
    ),
    verify=verify("Both ports answer, and within some minutes Azure shows the agent as Ready.", WIRESERVER_TEST),
)
