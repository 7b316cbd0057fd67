"""What fails or is switched off in the log of the Linux agent.

Failures to fetch the goal state are common, and gone after seconds: they count while no success followed, when they
were seen at several times. That extensions or the agent are switched off is said at a start only, and holds until the
next start, however long ago that was. Lines: WALinuxAgent 2.15.0.1, and recorded logs.
"""

from __future__ import annotations

from functools import partial

from ...documents import WALINUXAGENT, WALINUXAGENT_ISSUES
from ..declaration import Signature
from ..places import AGENT_LOG_LINUX, ANY_TEXT, JOURNAL

_UPDATE = WALINUXAGENT.section("azurelinuxagent/ga/update.py")
_HANDLERS = WALINUXAGENT.section("azurelinuxagent/ga/exthandlers.py")
_DAEMON = WALINUXAGENT.section("azurelinuxagent/daemon/main.py")
_DHCP = WALINUXAGENT.section("azurelinuxagent/common/dhcp.py")
_CLOUD_INIT = WALINUXAGENT.section("azurelinuxagent/pa/provision/cloudinit.py")
_HOST_PLUGIN = WALINUXAGENT.section("azurelinuxagent/common/protocol/hostplugin.py")
_NO_ANSWER = (
    "timed out",
    "connection refused",
    "network is unreachable",
    "no route to host",
    "connection reset",
    "no route exists to 168",
)
_PORT_32526 = ("168.63.129.16:32526", "vmSettings", "HostGAPlugin")
_GOAL_STATE_WORKS = ("linux-goal-state-works", "linux-heartbeat-without-errors")
_AGENT_STARTS = ("linux-agent-starts", "linux-agent-takes-over")
_line = partial(Signature, where=AGENT_LOG_LINUX, source=_UPDATE)

SIGNATURES: tuple[Signature, ...] = (
    _line(
        "goal-state-failing",
        "The agent cannot fetch its goal state",
        has=(
            "Error fetching the goal state",
            "Fetching the goal state is still failing",
            "An error occurred while retrieving the goal state",
            "Exception retrieving extension handlers",
        ),
        without="xml is missing",  # of a file of its own: the host is not asked
        level="warning",
        times=2,
        lasting="still failing",
        until=_GOAL_STATE_WORKS,
        example="ExtHandler Error fetching the goal state: [ProtocolError] Error fetching goal state",
        silent="ExtHandler Fetched the goal state",
    ),
    _line(
        "goal-state-errors-counted",
        "The agent cannot fetch its goal state",
        has="UpdateGSErrors: ",
        pattern=r"UpdateGSErrors: (?:[3-9]|[1-9]\d{1,8})\b",
        gives="signs.goal_state_failing",
        until=_GOAL_STATE_WORKS,
        example="ExtHandler Agent is running [DEBUG HeartbeatCounter: 12;UpdateGSErrors: 290;AutoUpdate: 1]",
        silent="ExtHandler Agent is running [DEBUG HeartbeatCounter: 12;UpdateGSErrors: 2;AutoUpdate: 1]",
    ),
    _line(
        "wireserver-unreachable",
        "The guest gets no answer from 168.63.129.16",
        has=("168.63.129.16", "wireserver", "wire server"),
        beside=_NO_ANSWER,
        without=_PORT_32526,
        level="warning",
        times=2,
        lasting=("still failing", "6 attempts made"),
        until=_GOAL_STATE_WORKS,
        example="[HttpError] [HTTP Failed] GET http://168.63.129.16/machine/?comp=goalstate -- IOError timed out",
        silent="[HttpError] [HTTP Failed] PUT https://contoso.blob.core.windows.net/status -- IOError timed out",
    ),
    _line(
        "no-dhcp-answer",
        "The agent gets no answer to its DHCP requests",
        has="Failed to send DHCP request",
        level="warning",
        times=2,
        until=(*_GOAL_STATE_WORKS, "linux-host-found"),
        source=_DHCP,
        example="Daemon Daemon Failed to send DHCP request: [DhcpError] timed out",
        silent="Daemon Daemon Send dhcp request",
    ),
    _line(
        "no-dhcp-answer-ancient",
        "The agent gets no answer to its DHCP requests",
        has=", in DoDhcpWork",
        gives="signs.no_dhcp_answer",
        until="linux-host-found",
        source=WALINUXAGENT_ISSUES.section("650"),
        example='File "/usr/sbin/waagent", line 6171, in DoDhcpWork',
        silent="DoDhcpWork: Missing default route - adding broadcast route for DHCP.",
    ),
    _line(
        "linux-host-found",
        "The agent found its host",
        has="Wire server endpoint:",
        pattern=r"endpoint: {0,3}168\.63\.129\.16",
        within=None,
        context="a search for the host before was in the end successful",
        source=_DHCP,
        example="Daemon Daemon Wire server endpoint:168.63.129.16",
        silent="Daemon Daemon WireServer endpoint is not found. Rerun dhcp handler",
    ),
    _line(
        "host-looked-for-elsewhere",
        "The agent takes another address than 168.63.129.16 for its host's",
        has="Wire server endpoint:",
        pattern=r"Wire server endpoint: {0,3}(?!168\.63\.)(?:\d{1,3}\.){3}\d{1,3}(?![\w.-])",
        source=WALINUXAGENT_ISSUES.section("680, 1176"),
        example="INFO Wire server endpoint:10.16.0.141,10.16.0.142",
        silent="INFO Wire server endpoint:168.63.129.16",
    ),
    _line(
        "host-plugin-unreachable",
        "The guest gets no answer from 168.63.129.16",
        has=_PORT_32526,
        beside=_NO_ANSWER,
        gives="signs.wireserver_unreachable",
        level="warning",
        times=2,
        lasting=("still failing", "6 attempts made"),
        until="linux-host-plugin-works",
        source=_HOST_PLUGIN,
        example="HostGAPlugin: Exception Get API versions: GET http://168.63.129.16:32526/versions -- timed out",
        silent="HostGAPlugin: Exception Get API versions: [HTTP Failed] [502: Bad Gateway]",
    ),
    _line(
        "agent-waits-for-cloud-init",
        "The agent waits for cloud-init, and does nothing else meanwhile",
        has=("Waiting for cloud-init to copy ovf-env.xml", "Giving up, ovf-env.xml was not copied"),
        times=2,
        lasting="Giving up",
        until=("agent-provisioned", *_AGENT_STARTS),
        source=_CLOUD_INIT,
        example="Waiting for cloud-init to copy ovf-env.xml to /var/lib/waagent/ovf-env.xml [1790 retries remaining, "
        "sleeping 1s between retries]",
        silent="Waiting for ssh host key be generated at /etc/ssh/ssh_host_rsa_key.pub [1790 attempts remaining]",
    ),
    _line(
        "agent-provisioned",
        "The agent takes the VM for provisioned",
        has=("Finished provisioning", "Provisioning already completed", "Provisioning is disabled, skipping"),
        within=None,
        context="it ends what is told of waiting for cloud-init",
        source=_CLOUD_INIT,
        example="Daemon Daemon Provisioning already completed, skipping.",
        silent="Daemon Daemon Running CloudInit provisioning handler",
    ),
    _line(
        "agent-config-missing",
        "The agent does not find, or cannot use, the file of its configuration",
        where=(AGENT_LOG_LINUX, JOURNAL, ANY_TEXT),
        has=("Missing configuration in /", "not parse empty configuration"),
        pattern=r"Missing configuration in /[\w./-]{0,80}waagent\.conf|parse empty configuration",
        only="linux",
        until=("linux-heartbeat", *_AGENT_STARTS),
        source=WALINUXAGENT.section("azurelinuxagent/common/conf.py"),
        example="AgentConfigError: [AgentConfigError] Missing configuration in /etc/waagent.conf",
        silent="contoso: Missing configuration in /etc/contoso.conf",
    ),
    # Of a path that somebody looked at: an image may keep the file elsewhere, and a VM without the agent has none.
    _line(
        "agent-config-not-there",
        "There is no waagent.conf where somebody looked for it",
        where=(ANY_TEXT, JOURNAL),
        has="waagent.conf",
        beside="No such file or directory",
        pattern=r"(?:cannot (?:access|statx?|open)|\b(?:ls|cat|stat|head|less|grep|tail|more):) "
        r"['\"\u2018`]?(?:/[\w.-]{1,60}){0,8}/waagent\.conf['\"\u2019`]?(?: for reading)?: No such file or directory",
        only="linux",
        until=("linux-heartbeat", *_AGENT_STARTS),
        source=WALINUXAGENT_ISSUES.section("934"),
        example="ls: cannot access '/etc/waagent.conf': No such file or directory",
        silent="ls: cannot access '/etc/contoso.conf': No such file or directory; /etc/waagent.conf was read",
    ),
    _line(
        "agent-disabled",
        "The agent is switched off by a file",
        has=("sleeping forever", "Disabling guest agent in accordance with ovf-env.xml"),
        gives={"signs.agent_disabled": True, "agent.disabled_by_file": True},
        until=_AGENT_STARTS,
        within=None,
        source=_DAEMON,
        example="Disabling the guest agent by sleeping forever; to re-enable, remove /var/lib/waagent/disable_agent",
        silent="Daemon The agent sleeps for 6 seconds",
    ),
    _line(
        "extensions-disabled",
        "The agent's configuration switches extensions off",
        has=("Extensions.Enabled is set to False", "extension processing is disabled"),
        gives={"signs.extensions_disabled": True, "agent.extensions_enabled": False},
        until=_AGENT_STARTS,
        within=None,
        source=_HANDLERS,
        example="******** Extensions.Enabled is set to False, not processing the operation ********",
        silent="Extensions.Enabled changed from its default: True",
    ),
)
