"""The readers of Linux guests on hostile texts: findings or an InputError, and only facts that a case can have."""

from __future__ import annotations

import time

import pytest
from backupdx.facts.case import Case
from backupdx.facts.errors import InputError
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.linux.readers import TEXT_READERS
from backupdx.readers.loading import read_content
from cases import EFFORT
from hypothesis import given, settings
from hypothesis import strategies as st

PRIVATE = "# This is private data. Do not parse."
SAMPLES = [
    "WALinuxAgent-2.2.46 running on ubuntu 22.04\nPython: 3.10.12\nGoal state agent: 2.13.1.1\n",
    "● waagent.service - Azure Linux Agent\n   Loaded: loaded (/x/waagent.service; enabled; vendor preset: enabled)\n"
    "   Active: active (running) since Mon 2025-11-03 06:00:00 UTC; 2 days ago\n"
    "           └─1093 python3 -u bin/WALinuxAgent-2.12.0.2-py3.9.egg -run-exthandlers\n",
    "Id=waagent.service\nLoadState=loaded\nActiveState=active\nSubState=running\nRestart=always\n",
    "Unit walinuxagent.service could not be found.\nUnit waagent.service could not be found.\n",
    "UNIT FILE STATE PRESET\ndbus.service static -\nwaagent.service enabled enabled\n2 unit files listed.\n",
    "  UNIT LOAD ACTIVE SUB DESCRIPTION\n● waagent.service loaded failed failed Azure Linux Agent\n",
    "[Service]\nExecStart=/usr/bin/python3 -u /usr/sbin/waagent -daemon\nRestart=always\n",
    "2025-11-24T12:00:00.1Z INFO ExtHandler [HEARTBEAT] Agent WALinuxAgent-2.15.0.1 is running as the goal state agent "
    "[DEBUG UpdateGSErrors: 0;]\n2025-11-24T12:00:05.1Z ERROR ExtHandler Error fetching the goal state: x\n"
    "GET http://168.63.129.16/ -- IOError timed out\n2025-11-24T12:09:05.1Z ERROR ExtHandler Fetching the goal state "
    "is still failing: GET vmSettings Connection refused\n",
    "Nov 24 12:00:01 web01 python3[990]: 2025-11-24T12:00:01.1Z INFO ExtHandler OS: ubuntu 22.04\n",
    "2025-11-24 20:59:00.1 [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0]Enable,error,121,freeze failed,True\n",
    "#\n# Microsoft Azure Linux Agent Configuration\n#\nExtensions.Enabled=n\nProvisioning.Agent=auto\nLogs.Verbose=n\n"
    "OS.EnableFIPS=n\nHttpProxy.Host=proxy\nAutoUpdate.Enabled=y\nResourceDisk.Format=y\nResourceDisk.EnableSwap=n\n",
    'lease {\n  interface "eth0";\n  fixed-address 10.0.1.4;\n  option dhcp-server-identifier 168.63.129.16;\n'
    "  option unknown-245 a8:3f:81:10;\n  expire 0 2152/07/23 23:27:10;\n}\n",
    f"{PRIVATE}\nADDRESS=10.0.1.4\nSERVER_ADDRESS=168.63.129.16\nOPTION_245=a83f8110\n",
    'NAME="Ubuntu"\nVERSION_ID="22.04"\nID=ubuntu\nID_LIKE=debian\n',
    "DEVICE=eth0\nBOOTPROTO=none\nIPADDR=10.0.0.5\n",
    "GENERAL.DEVICE: eth0\nipv4.method: manual\nDHCP4.OPTION[1]: private_245 = a8:3f:81:10\n",
    "[connection]\ninterface-name=eth0\n[ipv4]\nmethod=auto\n",
    "network:\n  version: 2\n  ethernets: {eth0: {dhcp4: no, addresses: [10.0.0.5/24]}}\n",
    "walinuxagent:\n  Installed: 2.2.46-0ubuntu5.1\n  Candidate: 2.11.1.4-0ubuntu0\n",
    "Listing... Done\nwalinuxagent/jammy-updates 2.11.1.4-0 amd64 [upgradable from: 2.2.46-0]\n",
    "Last metadata expiration check: 0:10:11 ago.\nWALinuxAgent.noarch  2.9.1.1-4.el8  baseos\n",
    "UID          PID    PPID  C STIME TTY          TIME CMD\nroot  1  0  0 Nov03 ?  00:00:10 /sbin/init\n"
    "root  2  0  0 Nov03 ?  00:00:00 [kthreadd]\nroot  767  1  0 Nov03 ?  00:00:01 /usr/sbin/waagent -daemon\n"
    "root  768  1  0 Nov03 ?  00:00:01 ps -ef\n",
    "root@web01:~# nc -vz 168.63.129.16 32526\nnc: connect to 168.63.129.16 port 32526 (tcp) failed: timed out\n",
    "HOME=/root\nhttps_proxy=http://user:secret@proxy:3128\n",
    "------ vmassist.py results ------\n=> status  : active(running)\n=> Main version  : 2.2.46\n  port 80  : 200\n",
    "*** System restart required ***\n",
    "/var/lib/waagent/disable_agent\n",
    "root@w:~# waagent --version\nWALinuxAgent-2.2.46 running on a 7\nroot@web01:~# python3 --version\nPython 3.6\n",
    '[{"version": "1.0", "timestampUTC": "2025-11-24T20:58:00Z", "status": {"name": "x.VMSnapshotLinux", '
    '"status": "error", "code": 121, "telemetryData": [{"Key": "extErrorCode", "Value": "error_http_failure"}]}}]',
    '{"timestampUTC": "2025-11-24T20:58:00Z", "aggregateStatus": {"guestAgentStatus": {"status": "Ready", "version": '
    '"2.15.0", "osname": "ubuntu"}, "handlerAggregateStatus": [{"handlerName": "a.VMSnapshotLinux", "status": "x"}]}}',
]


def check(data: bytes) -> None:
    """Reading gives findings or an InputError, and every fact of them is one that a case can have."""
    try:
        located, _ = read_content(of_bytes(data, "x"))
    except InputError:
        return
    for entry in located:
        Case().with_facts(entry.finding.facts).observations()
        assert set(entry.finding.places) == set(entry.finding.facts)
        assert entry.finding.observed_at is None or entry.finding.observed_at.tzinfo is not None


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """Real-looking texts, their lines mixed, repeated, cut, with other ends, and with strange things in between."""
    lines = [
        line for text in draw(st.lists(st.sampled_from(SAMPLES), min_size=1, max_size=3)) for line in text.split("\n")
    ]
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        cut = draw(st.integers(0, len(line)))
        strange = draw(
            st.sampled_from(["\0", "\x1b[31m", "\x1b]0;title\x07", "9" * 40, "ÿ", "A" * 40_000, "{", "\t", "²", ">"])
        )
        change = draw(st.sampled_from(["cut", "insert", "double", "drop", "move", "upper"]))
        if change == "cut":
            lines[at] = line[:cut]
        elif change == "insert":
            lines[at] = line[:cut] + strange + line[cut:]
        elif change == "double":
            lines.insert(at, line)
        elif change == "drop" and len(lines) > 1:
            del lines[at]
        elif change == "move":
            lines.append(lines.pop(at))
        else:
            lines[at] = line.upper()
    text = draw(st.sampled_from(["\n", "\r\n", "\r"])).join(lines)
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-16"])), "replace")


@given(mangled())
@settings(max_examples=400)
def test_mangled_texts(data: bytes) -> None:
    check(data)


@given(st.sampled_from(SAMPLES), st.binary(max_size=200), st.text(max_size=300))
@settings(max_examples=150)
def test_texts_with_anything_around_them(sample: str, before: bytes, after: str) -> None:
    check(before + sample.encode() + after.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("sample", SAMPLES, ids=range(len(SAMPLES)))
def test_every_sample_is_recognised(sample: str) -> None:
    located, _ = read_content(of_bytes(sample.encode(), "x"))
    assert any(entry.finding.facts for entry in located)


LONG = 8_000
STRETCHED = [
    " " * LONG + "x",
    "a " * (LONG // 2),
    "a@" * (LONG // 2) + "$",
    "a.b" * (LONG // 3),
    "x@y:" + "~" * LONG,
    "\x1b[" + "0;" * (LONG // 2),
    "WALinuxAgent-" + "1." * (LONG // 2),
    "Active: active (" + "(" * LONG,
    "2025-11-24T12:00:00Z ERROR " + "168.63.129.16 " * (LONG // 15),
    "OS: " * (LONG // 4),
    "  option " + "x" * LONG + " ;" * 10,
    "root " + "1 " * (LONG // 2),
    "since Mon 2025-11-03 06:00:00 UTC; " + "1 day " * (LONG // 6),
    "v|" + "a|" * (LONG // 2),
    "# /" + "a/" * (LONG // 2),
]


@pytest.mark.parametrize("line", STRETCHED, ids=range(len(STRETCHED)))
def test_long_lines_take_time_that_grows_with_them_only(line: str) -> None:
    for sample in SAMPLES if EFFORT > 1 else SAMPLES[len(line) % 3 :: 3]:
        first = sample.split("\n")[0]
        text = f"{sample}{line}\n{first}{line}\n{line}{first}\n" * 3
        begin = time.process_time()
        for reader in TEXT_READERS:
            if reader.recognises(text[: 64 * 1024]):
                break
        check(text.encode())
        assert time.process_time() - begin < 0.6
