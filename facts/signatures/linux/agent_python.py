"""Which Python the agent does not find, or cannot run on: lines of its start, in the journal and in its own log.

They are said at a start, and are over with the next heartbeat. Lines: WALinuxAgent 2.15.0.1 (bin/waagent, ga/update.py)
and the threads named.
"""

from __future__ import annotations

from functools import partial

from ...documents import WALINUXAGENT, WALINUXAGENT_ISSUES
from ..declaration import Signature
from ..places import AGENT_LOG_LINUX, JOURNAL

_START = WALINUXAGENT.section("bin/waagent")
_WORKS = "linux-heartbeat"
_EXTENSIONS = ("/main/handle.py", "VMSnapshotLinux")
_line = partial(Signature, where=(JOURNAL, AGENT_LOG_LINUX), source=_START, until=_WORKS)

SIGNATURES: tuple[Signature, ...] = (
    _line(
        "agent-modules-not-found",
        "The Python that starts the agent does not find the agent's modules",
        has=("No module named 'azurelinuxagent", "No module named azurelinuxagent"),
        source=WALINUXAGENT_ISSUES.section("2310, 2728, 2802, 1499, 842"),
        example="ModuleNotFoundError: No module named 'azurelinuxagent'",
        silent="ModuleNotFoundError: No module named 'requests'",
    ),
    _line(
        "agent-interpreter-missing",
        "The Python with which the agent is started is not there",
        has=(
            "bad interpreter: No such file or directory",
            "Failed at step EXEC spawning /usr/bin/python",
            "Failed at step EXEC spawning /usr/libexec/platform-python",
        ),
        pattern=r"waagent|Failed at step EXEC",
        source=WALINUXAGENT_ISSUES.section("2699, 804"),
        example="/usr/sbin/waagent: /usr/bin/python3: bad interpreter: No such file or directory",
        silent="/opt/tool/run: /usr/bin/python: bad interpreter: No such file or directory",
    ),
    _line(
        "agent-not-executed",
        "systemd could not run the agent's program: its Python is missing, mostly, or may not be run",
        has="203/EXEC",
        pattern=r"waagent|walinuxagent",
        source=WALINUXAGENT_ISSUES.section("2699, 804"),
        example="waagent.service: Main process exited, code=exited, status=203/EXEC",
        silent="contoso.service: Main process exited, code=exited, status=203/EXEC",
    ),
    _line(
        "agent-script-interpreter-missing",
        "The Python with which the agent is started is not there",
        has=("env: python", "env: 'python", "env: ‘python"),
        # Of the start script, of the journal's entries of the unit: other scripts of the guest have this line too.
        pattern=r"(?:Starting waagent|waagent (?:re)?start|\bwaagent\[\d{1,9}\]|sbin/waagent:)[^\n]{0,60}\n?[^\n]{0,60}"
        r"env: .?python[\d.]{0,5}.?: No such file|"
        r"env: .?python[\d.]{0,5}.?: No such file[^\n]{0,40}\n[^\n]{0,60}failed to start waagent",
        gives="signs.agent_interpreter_missing",
        source=WALINUXAGENT_ISSUES.section("2126"),
        example="Starting waagent.\nenv: python: No such file or directory",
        silent="Running /opt/tool/run\nenv: python: No such file or directory",
    ),
    _line(
        "agent-child-interpreter-missing",
        "The Python with which the agent is started is not there",
        where=AGENT_LOG_LINUX,
        has=("No such file or directory: 'python'", "No such file or directory: 'python3'"),
        pattern=r"launched with command '?python",
        gives="signs.agent_interpreter_missing",
        source=WALINUXAGENT_ISSUES.section("2126"),
        example="Agent WALinuxAgent-2.2.45 launched with command 'python3 -u /usr/sbin/waagent "
        "-run-exthandlers' failed "
        "with exception: [Errno 2] No such file or directory: 'python3': 'python3'",
        silent="Tool launched: [Errno 2] No such file or directory: 'python3'",
        also=("agent-child-fails",),
    ),
    _line(
        "agent-distro-missing",
        "The agent's Python has no module distro",
        # The second is said before, and only where the first follows: its end is often cut off.
        has=("NameError: name 'distro' is not defined", "module 'platform' has no attribute '_supported_dists'"),
        source=WALINUXAGENT_ISSUES.section("1753, 2589, 2911, 3207"),
        example="NameError: name 'distro' is not defined",
        silent="NameError: name 'distros' is not defined",
    ),
    _line(
        "agent-module-removed",
        "The agent needs a module that its Python no longer has",
        has=("No module named 'imp'", "No module named 'distutils'", "No module named 'crypt'"),
        # As a warning, the last one is about passwords only; and the backup extension has such tracebacks of its own.
        pattern=r"(?:sbin/waagent|azurelinuxagent/[\w./-]{1,80})\", line[^\n]{1,80}\n(?:[^\n]{0,300}\n){0,3}"
        r"[^\n]{0,200}ModuleNotFoundError",
        source=WALINUXAGENT_ISSUES.section("3132"),
        example='  File "/usr/sbin/waagent", line 29, in <module>\n    import imp\n'
        "ModuleNotFoundError: No module named 'imp'",
        silent="Failed to import crypt module: No module named 'crypt'",
    ),
)
