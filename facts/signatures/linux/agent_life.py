"""How the Linux agent starts, runs and works: its version, its system, and what shows that a trouble is over.

Lines: WALinuxAgent 2.15.0.1 (ga/update.py, ga/exthandlers.py, daemon/main.py and others), and recorded logs.
"""

from __future__ import annotations

from functools import partial

from ...documents import WALINUXAGENT, WALINUXAGENT_ISSUES
from ..declaration import HOST, Signature, group
from ..places import AGENT_LOG_LINUX

_UPDATE = WALINUXAGENT.section("azurelinuxagent/ga/update.py")
_HANDLERS = WALINUXAGENT.section("azurelinuxagent/ga/exthandlers.py")
_DAEMON = WALINUXAGENT.section("azurelinuxagent/daemon/main.py")
_HOST_PLUGIN = WALINUXAGENT.section("azurelinuxagent/common/protocol/hostplugin.py")
# None that goes on in the next line of a narrow window, or was cut off in it.
_VERSION = r"\d{1,9}(?:\.\d{1,9}){1,5}(?![.-]{0,2}\s?[.-]?\d|[.-]{1,2}(?:\s|$)|[.-]?\w)"
_line = partial(Signature, where=AGENT_LOG_LINUX, source=_UPDATE)

SIGNATURES: tuple[Signature, ...] = (
    _line(
        "linux-agent-starts",
        "The installed agent starts",
        has="Azure Linux Agent Version",
        pattern=rf"Azure Linux Agent Version: ?(?:WALinuxAgent-)?(?P<version>{_VERSION})",
        gives={"agent.package_version": group("version")},
        within=None,
        context="a start tells the version of the package",
        source=_DAEMON,
        example="Daemon Daemon Azure Linux Agent Version: 2.2.46",
        silent="Azure Linux Agent Version is unknown",
    ),
    _line(
        "linux-agent-ancient",
        "The agent is one of the versions 2.0, which handles goal states itself",
        has="Azure Linux Agent Version: WALinuxAgent-",
        pattern=r"Azure Linux Agent Version: WALinuxAgent-(?P<version>(?:1|2\.0)\.\d{1,4}(?:\.\d{1,4})?)\b",
        gives={"agent.version": group("version"), "agent.latest": False},
        within=None,
        source=WALINUXAGENT_ISSUES.section("95, 110"),
        example="Azure Linux Agent Version: WALinuxAgent-2.0.18",
        silent="Azure Linux Agent Version: WALinuxAgent-2.2.18",
        also=("linux-agent-starts",),
    ),
    _line(
        "linux-agent-takes-over",
        "The agent that handles goal states starts",
        has=("is running as the goal state agent", "Goal State Agent version"),
        without="[HEARTBEAT]",
        within=None,
        context="what was switched off at the start before may be on again",
        example="ExtHandler Agent WALinuxAgent-2.9.1.1 is running as the goal state agent",
        silent="ExtHandler [HEARTBEAT] Agent WALinuxAgent-2.9.1.1 is running as the goal state agent [DEBUG ...]",
        also=("linux-agent-runs",),
    ),
    _line(
        "linux-agent-runs",
        "The version of the agent that runs",
        has=("is running as the goal state agent", "Goal State Agent version"),
        pattern=rf"(?:WALinuxAgent-|Goal State Agent version )(?P<version>{_VERSION})",
        gives={"agent.version": group("version")},
        until=("linux-agent-starts", "linux-agent-leaves"),
        within=None,
        example="ExtHandler Agent WALinuxAgent-2.9.1.1 is running as the goal state agent",
        silent="ExtHandler An agent of another name is running as the goal state agent",
        also=("linux-agent-takes-over",),
    ),
    _line(
        "linux-agent-chosen",
        "The version of the agent that is about to run",
        has="to be the latest agent",
        pattern=rf"Determined Agent WALinuxAgent-(?P<version>{_VERSION}) to be the latest agent",
        gives={"agent.version": group("version")},
        until=("linux-agent-starts", "linux-agent-leaves"),
        within=None,
        example="Daemon Determined Agent WALinuxAgent-2.15.0.1 to be the latest agent",
        silent="Daemon Installed Agent WALinuxAgent is the most current agent",
    ),
    _line(
        "linux-agent-leaves",
        "The agent that handles goal states ends",
        has=("discovered", "exiting current process"),
        pattern=r"Agent WALinuxAgent-\S{1,40} discovered .{0,80}exit|exiting current process",
        within=None,
        context="which version runs next is not known yet",
        example="ExtHandler Agent WALinuxAgent-2.2.46 discovered update WALinuxAgent-2.15.0.1 -- exiting",
        silent="ExtHandler Wire server endpoint was discovered",
    ),
    _line(
        "linux-agent-python",
        "The Python that the agent runs on",
        has="Python: ",
        pattern=rf"\bPython: (?P<version>{_VERSION})",
        gives={"agent.python_version": group("version")},
        within=None,
        source=_DAEMON,
        example="Daemon Daemon Python: 3.10.12",
        silent="Daemon Daemon Python: unknown",
    ),
    _line(
        "linux-system",
        "The distribution and its version",
        has=("OS: ", "Distro info: "),
        pattern=r"\b(?:OS:|Distro info:) (?!unknown)(?P<name>[A-Za-z][\w -]{0,40}?)"
        r"(?: (?P<version>[\d.]{1,20}))?\s?(?:,|$)",
        gives={"vm.os_name": group("name"), "vm.os_version": group("version")},
        within=None,
        context="the distribution follows from it",
        source=_DAEMON,
        example="Daemon Daemon OS: ubuntu 22.04",
        silent="Daemon Daemon OS: unknown",
    ),
    _line(
        "linux-host-name",
        "The name of the machine",
        has=("published_hostname]", "hostname change:"),
        pattern=r"(?:published_hostname\] with hostname \[|hostname change: \S{1,253} -> )(?P<host>[\w.-]{1,253})",
        gives={HOST: group("host")},
        within=None,
        example="EnvMonitor: Detected hostname change: image01 -> web01",
        silent="EnvMonitor: Detected hostname change: unknown",
    ),
    _line(
        "linux-heartbeat",
        "The agent's heartbeat",
        has="[HEARTBEAT]",
        context="its absence is told in a note",
        example="ExtHandler [HEARTBEAT] Agent WALinuxAgent-2.9.1.1 is running [DEBUG HeartbeatCounter: 12]",
        silent="ExtHandler Heartbeat of the extension",
    ),
    _line(
        "linux-heartbeat-without-errors",
        "The agent's heartbeat counts no failure to fetch the goal state",
        has="UpdateGSErrors: ",
        pattern=r"UpdateGSErrors: 0{1,9}\b",
        context="ends what is told of failures to fetch the goal state",
        example="ExtHandler Agent is running [DEBUG HeartbeatCounter: 12;UpdateGSErrors: 0;AutoUpdate: 1]",
        silent="ExtHandler Agent is running [DEBUG HeartbeatCounter: 12;UpdateGSErrors: 1;AutoUpdate: 1]",
    ),
    _line(
        "linux-goal-state-works",
        "The agent fetched and processed its goal state",
        has=(
            "goal state recovered from previous errors",
            "ProcessGoalState completed",
            "ProcessExtensionsGoalState completed",
            "Fetch goal state completed",
            "Target handler state:",
            "Fabric preferred wire protocol version",
            "Server preferred version",
        ),
        context="ends what is told of failures to fetch the goal state",
        source=_HANDLERS,
        example="ExtHandler ProcessGoalState completed [incarnation 2; 56 ms]",
        silent="ExtHandler ProcessGoalState started [incarnation 2]",
    ),
    _line(
        "dhcp-client-not-found",
        "The agent does not find the process of the DHCP client that it knows",
        has="pidof ",
        pattern=r"Command: \[?'?pidof [\w.-]{1,40}'?\]?, return code: \[?1",
        noise="another DHCP client, or none, has the network; the agent only watches for its restarts",
        source=WALINUXAGENT_ISSUES.section("1393, 1610"),
        example="ERROR ExtHandler Command: [pidof systemd-networkd], return code: [1], result: []",
        silent="ERROR ExtHandler Command: [pidof systemd-networkd], return code: [0], result: [812]",
    ),
    _line(
        "status-blob-kind-not-told",
        "Azure does not tell the agent the kind of its status blob",
        has="Blob type mismatch [HEAD",
        noise="it is counted only: the status is sent",
        source=WALINUXAGENT_ISSUES.section("608"),
        example="Event: name=WALinuxAgent, op=HealthCheck, message=Blob type mismatch [HEAD BlockBlob], "
        "[CONFIG Unknown]",
        silent="Status Blob type is unspecified -- assuming it is a BlockBlob",
    ),
    _line(
        "linux-wireserver-answers",
        "The WireServer answered on port 80 when the agent started",
        has="Fabric preferred wire protocol version",
        gives={"network.port_80": True},
        until=("wireserver-unreachable", "goal-state-failing"),
        context="it shows that the port was open, and ends nothing",
        source=_HANDLERS,
        example="Daemon Daemon Fabric preferred wire protocol version:2015-04-05",
        silent="Daemon Daemon Wire protocol version:2012-11-30",
        also=("linux-goal-state-works",),
    ),
    _line(
        "linux-host-plugin-works",
        "The agent fetched its goal state through port 32526 of the host",
        has=("goal state recovered from previous errors", "GoalState completed [etag_"),
        gives={"network.port_32526": True},
        until="host-plugin-unreachable",
        context="ends what is told of port 32526",
        source=_HOST_PLUGIN,
        example="ExtHandler ProcessExtensionsGoalState completed [etag_138 82 ms]",
        silent="ExtHandler ProcessExtensionsGoalState started [etag_138]",
        also=("linux-goal-state-works",),
    ),
)
