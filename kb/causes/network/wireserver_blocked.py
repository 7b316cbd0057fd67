"""The guest cannot reach 168.63.129.16."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...codes import AGENT_CODES, CONNECTION_CODES
from ...facts import agent, derived, network, signs
from ...rules import WITHOUT_AGENT, only_with
from ...sources import FEATURES_WINDOWS, LINUX_AGENT, MATRIX, SEED, VMASSIST, WINDOWS_AGENT
from ...steps.azure import ROUTES
from ...steps.guest import ADMIN_OR_ROOT, LINUX, WINDOWS

_TEST = (
    Command("powershell", "Test-NetConnection 168.63.129.16 -Port 80", when=WINDOWS),
    Command("powershell", "Test-NetConnection 168.63.129.16 -Port 32526", when=WINDOWS),
    Command("bash", "sudo curl -s -m 5 'http://168.63.129.16/?comp=versions'", when=LINUX),
    Command("bash", "sudo timeout 3 bash -c '</dev/tcp/168.63.129.16/32526' && echo open", when=LINUX),
)
_RULE = "-d 168.63.129.16 -p tcp -m multiport --dports 80,32526 -m owner --uid-owner 0 -j ACCEPT"
_ALLOW = (
    "-DisplayName 'Azure host' -Direction Outbound -Action Allow -RemoteAddress 168.63.129.16 -Protocol TCP "
    "-RemotePort 80,32526"
)

CAUSE = Cause(
    id="wireserver-blocked",
    title="A firewall, proxy or route keeps the guest from 168.63.129.16",
    family="network-access",
    step=2,
    explanation=(
        "Agent and extensions get their work from Azure's host at 168.63.129.16, ports 80 and 32526. Where "
        "the guest cannot reach it, extensions fail, whatever else is reachable."
    ),
    sources=(
        SEED.section("Step 4: Check Azure Backup VM extension health"),
        FEATURES_WINDOWS.section("Network access"),
        WINDOWS_AGENT.section("WireServer connectivity"),
        LINUX_AGENT.section("Troubleshooting checklist"),
        MATRIX.section("Proxy support"),
        VMASSIST.section("WireServer checks"),
    ),
    rules=(
        # The test fails on healthy VMs for users without rights: it proves nothing of an agent that is Ready.
        confirms(
            derived.wireserver_blocked == True,
            derived.agent_silent == True,
            derived.network_code == True,
            covers=("S4.4", "L.ports", "W.3"),
        ),
        suggests(derived.wireserver_blocked == True, covers=("S4.4", "L.ports", "W.3")),
        suggests(signs.wireserver_unreachable == True),
        # The goal state comes from there: where it cannot be fetched for long, the way may be blocked.
        suggests(signs.goal_state_failing == True),
        suggests(agent.waits_for_network == True),
        suggests(network.proxy_authenticated == True),
        rules_out(derived.wireserver_blocked == False, network.proxy == False),
        rules_out(derived.wireserver_blocked == False, network.proxy_authenticated == False),
        WITHOUT_AGENT,
        only_with(*AGENT_CODES, *CONNECTION_CODES),
    ),
    leads_to=(
        "agent-stopped-windows",
        "agent-stopped-linux",
        "agent-corrupt-windows",
        "vmsnapshot-failed",
        "extension-failed",
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Test both ports from the guest; if they are closed, read the rules of its firewall.",
                (
                    *_TEST,
                    Command("bash", "sudo iptables -w -t security -S; sudo iptables -w -S", when=LINUX),
                ),
                rights=ADMIN_OR_ROOT,
                caution="Without these rights the test fails on healthy VMs too: the agent admits nobody else.",
                covers=("S4.4", "L.ports"),
            ),
            Step(
                "Allow TCP 80 and 32526 outbound to 168.63.129.16 in the guest's firewall.",
                (
                    Command("bash", f"sudo iptables -I OUTPUT {_RULE}", when=LINUX, verified=False),
                    Command("powershell", f"New-NetFirewallRule {_ALLOW}", when=WINDOWS, verified=False),
                ),
                effect="changes state",
                rights=ADMIN_OR_ROOT,
                caution=(
                    "Leave the agent's own rules (OS.EnableFirewall): they keep other users out. On Windows "
                    "a rule that blocks wins over one that allows; a rule of iptables ends with the next "
                    "reboot."
                ),
                covers=("S4.4",),
            ),
            Step(
                "Let 168.63.129.16 bypass the proxy. One that asks for a login is not supported.",
                (
                    Command("powershell", "netsh winhttp show proxy", when=WINDOWS),
                    Command("bash", "grep -i '^HttpProxy' /etc/waagent.conf; env | grep -i _proxy", when=LINUX),
                ),
                rights=ADMIN_OR_ROOT,
                caution="The Linux backup extension reads HttpProxy.Host and .Port of waagent.conf itself.",
                when=network.proxy != False,
                covers=("S4.4",),
            ),
            Step(
                "If the guest is open, look for a route or a network appliance that takes the address away.",
                ROUTES,
                rights="Network Contributor",
                caution="The VM must run. The default rules of a network security group do not block this address.",
            ),
        ),
        verify=Step("Both ports answer, and within some minutes Azure shows the agent as Ready.", _TEST),
    ),
    today="The document also asks for port 443 of 168.63.129.16; today 80 and 32526 are needed.",
    covers=("S4.4", "L.ports", "W.3"),
)
