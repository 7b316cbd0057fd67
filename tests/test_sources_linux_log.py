"""The reader of the Linux agent's log: what is a sign, what is none, and what is over."""

from __future__ import annotations

import tracemalloc
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from backupdx.readers.base import Finding
from backupdx.readers.containers.content import Line
from backupdx.readers.linux.agent_log import read_log
from readings import one, signs

START = datetime(2025, 11, 24, 12, 0, 0)


def log(*entries: tuple[float, str]) -> str:
    """Entries of minutes after the start, level and message; one without a level goes on."""
    lines = []
    for minutes, told in entries:
        level, _, message = told.partition(" ")
        time = (START + timedelta(minutes=minutes)).isoformat(timespec="microseconds")
        whole = level in ("INFO", "WARNING", "ERROR", "VERBOSE")
        lines.append(f"{time}Z {level} ExtHandler ExtHandler {message}" if whole else told)
    return "\n".join(lines) + "\n"


def finding(text: str) -> Finding:
    return one(text, "log of the Linux agent")


def facts(*entries: tuple[float, str]) -> dict[str, Any]:
    return finding(log(*entries)).facts


def signatures(*entries: tuple[float, str]) -> tuple[str, ...]:
    return signs(facts(*entries))


GOAL_STATE = "ERROR Error fetching the goal state: [ProtocolError] Error fetching goal state"
TIMEOUT = (
    "[HttpError] [HTTP Failed] GET http://168.63.129.16/machine/?comp=goalstate -- IOError timed out -- 6 attempts"
)
HOST_PLUGIN = (
    "ERROR HostGAPlugin: Exception Get API versions: GET http://168.63.129.16:32526/versions -- IOError timed out"
)
REFUSED = (
    "ERROR Fetching the goal state is still failing: [ProtocolError] GET vmSettings: [Errno 111] Connection refused"
)
RECOVERED = "INFO Fetching the goal state recovered from previous errors. Fetched etag_138 (certificates: [])"
HEARTBEAT = (
    "INFO [HEARTBEAT] Agent WALinuxAgent-2.15.0.1 is running as the goal state agent [DEBUG UpdateGSErrors: {};]"
)
INFO = (0.0, "INFO Start env monitor service.")


def test_failures_that_go_on() -> None:
    entries = (
        INFO,
        (1, GOAL_STATE),
        (1.001, TIMEOUT),
        (2, GOAL_STATE),
        (2.001, TIMEOUT),
        (3, GOAL_STATE),
        (3.001, TIMEOUT),
    )
    assert signatures(*entries) == ("goal_state_failing", "wireserver_unreachable")
    places = finding(log(*entries)).places
    assert places["signs.goal_state_failing"] == "line 6, 2025-11-24 12:03:00"
    assert places["signs.wireserver_unreachable"] == "line 6, 2025-11-24 12:03:00"  # the entry goes on in line 7
    assert signatures(INFO, (1, HOST_PLUGIN), (31, HOST_PLUGIN)) == ("wireserver_unreachable",)
    assert signatures(INFO, (1, REFUSED)) == ("goal_state_failing", "wireserver_unreachable")
    assert signatures(INFO, (1, HEARTBEAT.format(290))) == ("goal_state_failing",)


@pytest.mark.parametrize(
    "success",
    [
        RECOVERED,
        "INFO ProcessExtensionsGoalState completed [etag_138 4082 ms]",
        "INFO Fetch goal state completed",
    ],
)
def test_failures_that_are_over(success: str) -> None:
    entries = (
        INFO,
        (1, GOAL_STATE),
        (2, GOAL_STATE),
        (2.001, TIMEOUT),
        (3, GOAL_STATE),
        (3.001, TIMEOUT),
        (4, success),
    )
    assert signatures(*entries) == ()


def test_a_success_on_port_80_says_nothing_of_port_32526() -> None:
    blocked = ((1.0, HOST_PLUGIN), (31.0, HOST_PLUGIN))
    assert signatures(INFO, *blocked, (32, "INFO ProcessGoalState completed [incarnation 2; 56 ms]")) == (
        "wireserver_unreachable",
    )
    assert signatures(INFO, *blocked, (32, "INFO ProcessExtensionsGoalState completed [etag_138 82 ms]")) == ()
    assert signatures(INFO, *blocked, (32, HEARTBEAT.format(0))) == ("wireserver_unreachable",)


def test_one_failure_is_too_little() -> None:
    found = finding(log(INFO, (1, HOST_PLUGIN), (1.01, HOST_PLUGIN)))  # told twice within two seconds
    assert signs(found.facts) == ()
    assert any("too seldom to be a sign" in note for note in found.notes)


def test_trouble_of_the_day_before_is_past() -> None:
    day = 24 * 60.0
    trouble = ((1.0, GOAL_STATE), (2.0, GOAL_STATE), (3.0, GOAL_STATE))
    assert signatures(*trouble, (day, "INFO Something else")) == ("goal_state_failing",)
    assert signatures(*trouble, (day + 4, "INFO Something else")) == ()


@pytest.mark.parametrize(
    "message",
    [
        "WARNING Dhcp client is not running.",
        "ERROR Command: [iptables -w -t security -L OUTPUT --zero OUTPUT -nx], return code: [4], result: [iptables v1]",
        "WARNING Could not mount cgroups: [Errno 1] Operation not permitted: '/sys/fs/cgroup/cpu'",
        "WARNING Failed to create a cgroup for the VM Agent; resource usage for the Agent will not be tracked.",
        "INFO WireServer endpoint is not found. Rerun dhcp handler",
        "INFO Certificate with thumbprint 766D has no matching private key.",
        "INFO [HTTP Retry] Attempt 2 of 3: [HTTP Failed] HTTP GET http://168.63.129.16/ IOError timed out",
    ],
)
def test_what_working_machines_log_too(message: str) -> None:
    assert signatures(INFO, (1, message), (10, message), (20, message)) == ()


def test_a_time_out_on_the_way_to_another_host_is_no_sign() -> None:
    storage = "ERROR [HttpError] [HTTP Failed] PUT https://contoso.blob.core.windows.net/status -- IOError timed out"
    assert signatures(INFO, (1, storage), (10, storage), (20, storage)) == ()


def test_an_entry_with_an_impossible_time_does_not_count() -> None:
    garbled = log((2, GOAL_STATE), (3, GOAL_STATE)).replace("2025-11-24", "2025-13-24")
    found = finding(log(INFO, (1, GOAL_STATE)) + garbled)
    assert signs(found.facts) == ()
    assert "too seldom to be a sign" in found.notes[0]
    assert found.observed_at == datetime(2025, 11, 24, 12, 1, tzinfo=UTC)


DISABLED = "WARNING Disabling the guest agent by sleeping forever; to re-enable, remove /var/lib/waagent/disable_agent"
NO_EXTENSIONS = "INFO ******** Extensions.Enabled is set to False, not processing the operation ********"
DAEMON = "INFO Azure Linux Agent Version: 2.8.0.11"
WEEK = 7 * 24 * 60.0


def test_what_is_switched_off_holds_until_the_next_start() -> None:
    off = facts((0, DAEMON), (1, DISABLED))
    assert (off["agent.disabled_by_file"], signs(off)) == (True, ("agent_disabled",))
    again = facts((0, DAEMON), (1, DISABLED), (2, DAEMON))
    assert "agent.disabled_by_file" not in again
    assert signs(again) == ()
    extensions = facts((0, DAEMON), (1, NO_EXTENSIONS), (WEEK, HEARTBEAT.format(0)))
    assert (extensions["agent.extensions_enabled"], signs(extensions)) == (
        False,
        ("extensions_disabled",),
    )
    started = "INFO Agent WALinuxAgent-2.15.0.1 is running as the goal state agent"
    assert "agent.extensions_enabled" not in facts((0, DAEMON), (1, NO_EXTENSIONS), (2, started))
    skipped = (
        "ERROR Extension 'VMSnapshotLinux' will not be processed since extension processing is disabled. To enable"
    )
    assert signatures((0, DAEMON), (1, skipped)) == ("extensions_disabled",)


def test_lines_that_grep_found() -> None:
    """Without the other lines a later start or success cannot be seen: a sign at most, no fact of its own."""
    found = finding(log((0, DISABLED)))
    assert signs(found.facts) == ("agent_disabled",)
    assert "agent.disabled_by_file" not in found.facts
    assert "cannot be seen" in found.notes[0]
    assert signatures((1, GOAL_STATE), (2, GOAL_STATE)) == ()
    assert signatures((1, GOAL_STATE), (2, GOAL_STATE), (3, GOAL_STATE)) == ("goal_state_failing",)


@pytest.mark.parametrize(
    ("messages", "version"),
    [
        (["Agent WALinuxAgent-2.2.46 is running as the goal state agent"], "2.2.46"),
        (["[HEARTBEAT] Agent WALinuxAgent-2.15.0.1 is running as the goal state agent [DEBUG x]"], "2.15.0.1"),
        (["Azure Linux Agent (Goal State Agent version 2.9.1.1)"], "2.9.1.1"),
        (["Azure Linux Agent Version:2.2.46"], None),
        (
            [
                "Agent WALinuxAgent-2.2.46 is running as the goal state agent",
                "Agent WALinuxAgent-2.2.46 discovered update WALinuxAgent-2.15.0.1 -- exiting",
            ],
            None,
        ),
        (
            [
                "Agent WALinuxAgent-2.2.46 discovered update WALinuxAgent-2.15.0.1 -- exiting",
                "Determined Agent WALinuxAgent-2.15.0.1 to be the latest agent",
            ],
            "2.15.0.1",
        ),
    ],
)
def test_the_version_that_runs_at_the_end(messages: list[str], version: str | None) -> None:
    entries = [(float(n), f"INFO {message}") for n, message in enumerate(messages)]
    assert facts(*entries).get("agent.version") == version


def test_other_forms_of_lines() -> None:
    old = "2017/12/18 17:37:40.485843 INFO Azure Linux Agent Version:2.2.18\n2017/12/18 17:37:40.5 INFO Python: 2.7.5\n"
    found = finding(old)
    assert found.facts["agent.package_version"] == "2.2.18"
    assert found.facts["agent.python_version"] == "2.7.5"
    assert found.observed_at is None  # local time
    journal = (
        "Nov 24 12:00:00 web01 kernel: IN= OUT=eth0 DST=168.63.129.16 Connection refused\n"
        "Nov 24 12:00:01 web01 python3[990]: 2025-11-24T12:00:01.1Z INFO Daemon Daemon OS: ubuntu 22.04\r\n"
        "Nov 24 12:00:02 web01 python3[990]: 2025-11-24T12:00:02.1Z ERROR ExtHandler ExtHandler Error fetching the "
        "goal state\nNov 24 12:00:02 web01 kernel: IN= OUT=eth0 DST=168.63.129.16 Connection refused\n"
    )
    found = finding(journal)
    assert (found.host, found.facts["vm.distribution"]) == ("web01", "ubuntu")
    assert found.observed_at == datetime(2025, 11, 24, 12, 0, 2, tzinfo=UTC)
    assert not any("168.63.129.16" in note for note in found.notes)


def test_a_heartbeat_that_stopped() -> None:
    found = finding(log((0, HEARTBEAT.format(0)), (180, "INFO Something else")))
    assert "last heartbeat is of 2025-11-24 12:00:00" in found.notes[0]
    assert not finding(log((0, HEARTBEAT.format(0)), (60, "INFO Something else"))).notes


def test_a_start_ends_the_time_at_which_the_agent_was_surely_at_work() -> None:
    started = "INFO Azure Linux Agent (Goal State Agent version 2.15.0.1)"
    again = facts((0, started), (1, HEARTBEAT.format(0)), (20, started), (21, HEARTBEAT.format(0)))
    assert "agent.at_work" not in again
    assert facts((1, HEARTBEAT.format(0)), (21, HEARTBEAT.format(1)))["agent.at_work"]


def test_the_machine_s_name_is_the_last_that_was_published() -> None:
    published = "INFO Hostname record does not exist, creating [/var/lib/waagent/published_hostname] with hostname [{}]"
    changed = "INFO EnvMonitor: Detected hostname change: image01 -> web01"
    assert finding(log((0, published.format("image01")))).host == "image01"
    assert finding(log((0, published.format("image01")), (1, changed))).host == "web01"


def test_a_long_log_is_not_kept() -> None:
    failure = "ERROR ExtHandler ExtHandler Error fetching the goal state"
    lines = (Line(n, f"{(START + timedelta(seconds=n)).isoformat()}.1Z {failure} {n}") for n in range(1, 15_000))
    tracemalloc.start()
    (found,) = read_log(lines)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 500_000
    assert signs(found.facts) == ("goal_state_failing",)
