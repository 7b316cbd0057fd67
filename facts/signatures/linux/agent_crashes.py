"""That the agent ends again and again, hangs, or has no room on its disk. Lines: WALinuxAgent 2.15.0.1, systemd, Linux.

Each is over with a later heartbeat: an agent that works is in no loop, and found room again.
"""

from __future__ import annotations

from functools import partial

from ...documents import WALINUXAGENT, WALINUXAGENT_ISSUES
from ..declaration import Signature
from ..places import AGENT_LOG_LINUX, EXTENSION_LOG, HANDLER_MESSAGE, JOURNAL, KERNEL

_UPDATE = WALINUXAGENT.section("azurelinuxagent/ga/update.py")
_UNIT = ("waagent.service", "walinuxagent.service")
_WORKS = "linux-heartbeat"
_line = partial(Signature, where=AGENT_LOG_LINUX, source=_UPDATE, until=_WORKS)

SIGNATURES: tuple[Signature, ...] = (
    _line(
        "agent-version-given-up",
        "A version of the agent was given up: it ended again and again",
        has=("restarted more than", "is permanently disabled", "is permanently blacklisted"),
        pattern=r"Agent (?:WALinuxAgent-)?\S{1,40} (?:restarted more than \d|is permanently)",
        gives="signs.agent_crash_loop",
        example="Agent WALinuxAgent-2.2.45 restarted more than 3 times in 300 seconds",
        silent="nginx restarted more than 3 times in 300 seconds",
    ),
    _line(
        "agent-daemon-loops",
        "The agent's daemon ends with an exception and begins anew",
        has="Daemon ended with exception -- Sleep 15 seconds and restart daemon",
        times=3,
        gives="signs.agent_crash_loop",
        source=WALINUXAGENT.section("azurelinuxagent/daemon/main.py"),
        example="Daemon ended with exception -- Sleep 15 seconds and restart daemon",
        silent="Daemon ended",
    ),
    _line(
        "agent-child-fails",
        "The part of the agent that handles extensions cannot be started, or ends at once",
        has="launched with command",
        pattern=r"launched with command .{1,400}(?:failed with (?:exception|return code)|exited with return "
        r"code: [1-9])",
        times=3,
        gives="signs.agent_crash_loop",
        example="Agent WALinuxAgent-2.2.45 launched with command 'python3 -u waagent -run-exthandlers' failed with "
        "return code: 1",
        silent="Agent WALinuxAgent-2.2.45 launched with command 'python3 -u waagent' is successfully running",
    ),
    _line(
        "agent-run-fails",
        "The part of the agent that handles extensions ends with an exception",
        has="failed with exception",
        pattern=r"Agent WALinuxAgent-[\d.]{3,30} failed with exception",
        times=3,
        gives="signs.agent_crash_loop",
        source=WALINUXAGENT_ISSUES.section("2695, 812"),
        example="Agent WALinuxAgent-2.2.46 failed with exception: str expected, not NoneType",
        silent="Agent WALinuxAgent-2.2.46 failed with return code: 0",
    ),
    # A child that runs is told of once: where that comes again every few seconds, it ends each time.
    _line(
        "agent-child-ends-at-once",
        "The part of the agent that handles extensions ends at once, again and again",
        has="is successfully running",
        pattern=r"launched with command .{1,400}is successfully running",
        times=5,
        gives="signs.agent_crash_loop",
        source=WALINUXAGENT_ISSUES.section("1639"),
        example="Agent WALinuxAgent-2.2.42 launched with command 'python -u /usr/sbin/waagent -run-exthandlers' is "
        "successfully running",
        silent="Agent WALinuxAgent-2.2.42 is running as the goal state agent",
    ),
    _line(
        "agent-build-ends",
        "This build of the agent ends with a fault of its own",
        has=(
            "name 'get_python_cmd' is not defined",
            "failed with exception: maximum recursion depth exceeded",
            "failed with exception: 'NoneType' object has no attribute",
        ),
        gives="signs.agent_build_faulty",
        source=WALINUXAGENT_ISSUES.section("297, 626, 828, 2336"),
        example="Agent WALinuxAgent-2.2.6 failed with exception: 'NoneType' object has no attribute 'find'",
        silent="Agent WALinuxAgent-2.2.6 failed with exception: [Errno 28] No space left on device",
        also=("agent-run-fails",),
    ),
    # `Exception retrieving extension handlers` is of the host. The agent lives on and sends heartbeats meanwhile.
    _line(
        "agent-build-fails-at-extensions",
        "This build of the agent fails with a fault of its own each time that it handles extensions",
        has="Exception processing extension handlers: ",
        pattern=r"extension handlers: (?:'NoneType' object (?:is not (?:iterable|subscriptable|callable)|has no "
        r"attribute)|local variable '\w{1,40}' referenced before assignment|(?:global )?name '\w{1,40}' is not defined|"
        r"'\w{1,40}' object has no attribute)",
        gives="signs.agent_build_faulty",
        until="linux-agent-takes-over",
        source=WALINUXAGENT_ISSUES.section("1423"),
        example="ExtHandler Exception processing extension handlers: 'NoneType' object is not iterable",
        silent="ExtHandler Exception processing extension handlers: [Errno 28] No space left on device",
    ),
    _line(
        "agent-build-not-importable",
        "This build of the agent ends with a fault of its own",
        where=(JOURNAL, AGENT_LOG_LINUX),
        has=("NameError: ", "ImportError: cannot import name"),
        # In its own modules, while it starts; a module that its Python does not have is another matter.
        pattern=r"azurelinuxagent/[\w./-]{1,80}\.py\", line \d{1,5}, in <module>(?:[^\n]{0,300}\n){1,12}?[^\n]{0,200}"
        r"(?:NameError: (?:global )?name '(?!distro')|ImportError: cannot import name )",
        gives="signs.agent_build_faulty",
        source=WALINUXAGENT_ISSUES.section("1904"),
        example='  File "/usr/lib/python3/dist-packages/azurelinuxagent/common/event.py", line 632, in <module>\n'
        "    __event_logger__ = EventLogger()\nNameError: name 'DebianOSBaseUtil' is not defined",
        silent='  File "/usr/lib/python3/dist-packages/azurelinuxagent/common/version.py", line 234, in <module>\n'
        "    __distro__ = get_distro()\nNameError: name 'distro' is not defined",
    ),
    _line(
        "agent-build-loses-goal-state",
        "This build of the agent misses a file of its goal state that it has noted, and does not fetch it again",
        has="xml is missing",
        pattern=r"/(?:GoalState|ExtensionsConfig|HostingEnvironmentConfig|SharedConfig)\.\d{1,9}\.xml is missing",
        times=2,
        gives="signs.agent_build_faulty",
        until=(_WORKS, "linux-goal-state-works", "linux-agent-starts"),
        source=WALINUXAGENT_ISSUES.section("585, 587, 945, 1055"),
        example="Exception retrieving extension handlers: [ProtocolError] /var/lib/waagent/GoalState.1.xml is missing.",
        silent="Exception retrieving extension handlers: [ProtocolError] /var/lib/waagent/x.manifest is missing.",
    ),
    _line(
        "agent-build-does-not-report",
        "This build of the agent cannot report its status where Azure does not tell the kind of the status blob",
        has="Unknown is an unsupported blob type",
        gives="signs.agent_build_faulty",
        until=(_WORKS, "linux-agent-starts"),
        source=WALINUXAGENT_ISSUES.section("727"),
        example="Event: name=WALinuxAgent, op=ReportStatus, message=Unknown is an unsupported blob type",
        silent="Status Blob type is unspecified -- assuming it is a BlockBlob",
    ),
    _line(
        "agent-too-many-events",
        "This build of the agent ends where its folder of events holds too many files",
        has="Too many file under",
        pattern=r"Too many file under /\S{1,80}/events exit",
        gives="signs.agent_build_faulty",
        source=WALINUXAGENT_ISSUES.section("605"),
        example="Exception: WriteToFolder:Too many file under /var/lib/waagent/events exit",
        silent="Too many files under: /var/lib/waagent/events, removing oldest",
    ),
    _line(
        "agent-build-stops-at-cgroups",
        "This build of the agent stops where the kernel has no cgroups of the kind that it expects",
        has=("failed to update cgroups tracked extensions", "not found in /proc/cgroups"),
        gives="signs.agent_build_faulty",
        until=(),
        source=WALINUXAGENT_ISSUES.section("1390"),
        example="Monitor: failed to update cgroups tracked extensions: 'Cgroup hierarchy cpu not found in "
        "/proc/cgroups'",
        silent="Failed to process legacy cgroups. Collection of resource usage data will be disabled.",
    ),
    _line(
        "agent-names-former-host",
        "This build of the agent names itself to the host as before the VM was moved to another host",
        has="InvalidContainerConfiguration",
        beside=("32526", "HostGAPlugin", "ValidateIpAddress"),
        times=2,
        gives="signs.agent_build_faulty",
        source=WALINUXAGENT_ISSUES.section("1294"),
        example="Fetch failed from [http://168.63.129.16:32526/extensionArtifact]: [HTTP Failed] [400: Bad Request] "
        '{"errorCode": "InvalidContainerConfiguration", "details": "[0x8000100a] ValidateIpAddress"}',
        silent="Fetch failed from [http://168.63.129.16:32526/extensionArtifact]: [HTTP Failed] [502: Bad Gateway]",
    ),
    _line(
        "agent-start-limit",
        "systemd gave up starting the agent",
        where=(JOURNAL, AGENT_LOG_LINUX),
        has=("Start request repeated too quickly", "start-limit-hit", "start request repeated too quickly for"),
        beside=_UNIT,
        gives="signs.agent_crash_loop",
        source=WALINUXAGENT_ISSUES.section("319, 773, 3123"),
        example="systemd[1]: waagent.service: Start request repeated too quickly.",
        silent="systemd[1]: nginx.service: Start request repeated too quickly.",
    ),
    _line(
        "agent-restarted-by-systemd",
        "systemd starts the agent again and again",
        where=JOURNAL,
        has="restart counter is at ",
        beside=_UNIT,
        pattern=r"restart counter is at (?:[3-9]|[1-9]\d{1,8})\b",
        gives="signs.agent_crash_loop",
        source=WALINUXAGENT_ISSUES.section("541, 804"),
        example="systemd[1]: waagent.service: Scheduled restart job, restart counter is at 5.",
        silent="systemd[1]: waagent.service: Scheduled restart job, restart counter is at 1.",
    ),
    _line(
        "agent-restarted-by-older-systemd",
        "systemd starts the agent again and again",
        where=JOURNAL,
        has="hold-off time over, scheduling restart",
        beside=_UNIT,
        times=2,
        gives="signs.agent_crash_loop",
        source=WALINUXAGENT_ISSUES.section("541, 804"),
        example="systemd[1]: waagent.service: Service hold-off time over, scheduling restart.",
        silent="systemd[1]: docker.service: Service hold-off time over, scheduling restart.",
    ),
    _line(
        "agent-cannot-be-killed",
        "The agent's process could not be ended: it hangs in the kernel",
        where=(JOURNAL, AGENT_LOG_LINUX),
        has=("still around after SIGKILL", "still around after final SIGKILL", "stop-sigterm timed out"),
        beside=_UNIT,
        within=None,
        until=(),
        source=WALINUXAGENT_ISSUES.section("2674"),
        example="systemd[1]: waagent.service still around after SIGKILL. Ignoring.",
        silent="systemd[1]: docker.service still around after SIGKILL. Ignoring.",
    ),
    _line(
        "guest-disk-full",
        "A file system of the guest is full",
        where=(AGENT_LOG_LINUX, EXTENSION_LOG, HANDLER_MESSAGE, JOURNAL),
        has="[Errno 28]",
        # Not what another program writes to the journal, nor a file that neither agent nor extension has.
        pattern=r"(?m)^(?!\w{3} [ \d]\d [\d:]{8} \S{1,80} (?!python|waagent|walinuxagent)[\w./-]{1,40}\[)"
        r".{0,400}?\[Errno 28\](?![^\n']{0,60}'/(?!var/|etc/|tmp/))",
        until=(),
        source=WALINUXAGENT_ISSUES.section("1674, 2619, 2703, 3080"),
        example="Failed to save handler status: [Errno 28] No space left on device",
        silent="Failed to save handler status: [Errno 13] Permission denied",
    ),
    _line(
        "guest-disk-read-only",
        "A file system of the guest that the agent writes to is read-only",
        where=(AGENT_LOG_LINUX, EXTENSION_LOG, HANDLER_MESSAGE, JOURNAL),
        has="[Errno 30]",
        # On images whose /usr is read-only by design the agent cannot write its own unit, which harms nothing.
        pattern=r"Read-only file system(?!: ?'?/(?:usr|lib|lib64|boot|sys|proc)/)",
        until=(),
        source=WALINUXAGENT.section("azurelinuxagent/ga/exthandlers.py"),
        example="Failed to save handler status: [Errno 30] Read-only file system: '/var/lib/waagent/x/HandlerStatus'",
        silent="Unable to setup the persistent firewall rules: [Errno 30] Read-only file system: "
        "'/usr/lib/systemd/system/waagent-network-setup.service'",
    ),
    _line(
        "agent-killed-for-memory",
        "The kernel killed the agent or the backup extension: memory was used up",
        where=(KERNEL, JOURNAL),
        has=("Out of memory: Kill", "oom-kill:"),
        without=("Memory cgroup out of memory", "CONSTRAINT_MEMCG"),
        pattern=r"Kill(?:ed)? process \d{1,9} \((?:python[\d.]{0,5}|waagent|safefreeze)\)|"
        r"task=(?:python[\d.]{0,5}|waagent|safefreeze)",
        gives="signs.guest_killed_for_memory",
        until=(),
        source=WALINUXAGENT_ISSUES.section("Out of memory"),
        example="Out of memory: Killed process 1288 (python3) total-vm:912340kB, anon-rss:402112kB",
        silent="Out of memory: Killed process 4410 (java) total-vm:9912340kB, anon-rss:8402112kB",
    ),
    _line(
        "cgroup-limit-kills",
        "The kernel killed a process at the memory limit of its group",
        where=(KERNEL, JOURNAL),
        has=("Memory cgroup out of memory", "CONSTRAINT_MEMCG"),
        until=(),
        noise="the machine had memory: the agent's collection of logs meets a limit of its own every hour",
        source=WALINUXAGENT_ISSUES.section("2749, 2805, 2825"),
        example="Memory cgroup out of memory: Killed process 2855014 (python3) total-vm:101920kB",
        silent="Out of memory: Killed process 1288 (python3) total-vm:912340kB",
    ),
    _line(
        "agent-no-memory",
        "The agent or the backup extension gets no memory",
        where=(AGENT_LOG_LINUX, EXTENSION_LOG, HANDLER_MESSAGE),
        has="[Errno 12] Cannot allocate memory",
        gives="signs.guest_no_memory",
        until=(),
        example="OSError: [Errno 12] Cannot allocate memory",
        silent="OSError: [Errno 11] Resource temporarily unavailable",
    ),
    _line(
        "agent-memory-limit",
        "The agent ends itself at its limit of memory",
        has="is reached memory limit -- exiting",
        noise="the agent starts anew at once",
        example="Agent WALinuxAgent-2.9.1.1 is reached memory limit -- exiting",
        silent="Agent WALinuxAgent-2.9.1.1 is below its limit",
    ),
    _line(
        "agent-waits-for-orphan",
        "The agent waits for a process of an earlier start to end, and does nothing else meanwhile",
        has="waiting for orphan process",
        times=3,
        source=WALINUXAGENT_ISSUES.section("871"),
        example="WALinuxAgent-2.2.15 waiting for orphan process 4035 to terminate",
        silent="WALinuxAgent-2.2.15 forcibly terminated orphan process 4035",
    ),
    _line(
        "agent-version-passed-over",
        "The agent passes over an older version of itself that was withdrawn",
        has="is blacklisted - skipping download",
        noise="the agent that runs is another; some releases say it every few seconds",
        source=WALINUXAGENT_ISSUES.section("739, 746"),
        example="Agent WALinuxAgent-2.2.10 is blacklisted - skipping download",
        silent="Agent WALinuxAgent-2.2.10 is permanently blacklisted",
    ),
    _line(
        "agent-orphan",
        "A part of the agent whose parent has ended leaves",
        has="is an orphan -- exiting",
        noise="ordinary at a stop, a restart and an update",
        example="Agent WALinuxAgent-2.9.1.1 is an orphan -- exiting",
        silent="Agent WALinuxAgent-2.9.1.1 has a parent",
    ),
    _line(
        "agent-ended-unclean",
        "The agent was not ended in order the last time",
        has="Agent did not terminate cleanly",
        noise="it is said after any reset of the machine",
        example="Agent did not terminate cleanly: WALinuxAgent-2.9.1.1",
        silent="Agent terminated",
    ),
)
