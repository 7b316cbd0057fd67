"""Texts that were changed on their way: each kind of change that once told something that was not so."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest
from backupdx import InputError, load_all_bytes, load_bytes, load_text
from backupdx.facts.own_words import own_words
from backupdx.readers.base import Line
from backupdx.readers.headless import with_braces
from backupdx.readers.tables import table_rows
from backupdx.readers.wrapped import unbroken, unwrapped
from passing_on import WAYS, cut_at, each, wrapped
from test_pasted import Typed
from test_pasted_shells import JSON
from test_pasted_tables import LOCKS
from vm_samples import job, lock

HEALTHY = Path(__file__).parent / "healthy"
GROUP = "/subscriptions/s-1/resourceGroups/shop"
MILESTONES = "".join(
    f"2026-11-24 22:00:{10 + n} {text} of the machine, with some words that fill the line far beyond its width of 80\n"
    for n, text in enumerate(["Info  first line", "Info  second line", "Info  third line", "Info  last line"])
)
LINE = "2026-11-24T09:12:{:02}.123456Z INFO ExtHandler ExtHandler Agent WALinuxAgent-2.9.1.1 is running as the agent\n"
DENIAL = (
    "admin@web01:~$ sudo ausearch -m avc\n"
    'type=AVC msg=audit(1764000000.123:45): avc:  denied  { read } for  pid=812 comm="waagent" name="x" '
    "scontext=system_u:system_r:waagent_t:s0 tcontext=system_u:object_r:var_t:s0 tclass=file permissive=0\n"
)


TEXT = ("error.words", "error.printed")


def told(text: str) -> dict[str, Any]:
    """What is known by a text, without the text itself."""
    return {f: seen.value for f, seen in load_text(text).observations().items() if f not in TEXT}


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8, 0.95])
def test_a_part_of_a_list_of_locks_is_nobody_s_word(share: float) -> None:
    text = json.dumps([lock(GROUP), lock(f"{GROUP}/providers/Microsoft.Compute/disks/d", "ReadOnly")], indent=2)
    for whole in (text, text.replace('"', "“"), json.dumps(text)):
        part = whole[: int(len(whole) * share)]
        said = f"The backup of our VM fails since Monday, and this is what az says:\n\n{part}\n"
        assert not any(fact.endswith("_told") for fact in told(said))
        with pytest.raises(InputError, match=r"cut off|not recognised"):
            load_bytes({"locks.json": part.encode()})


@pytest.mark.parametrize("prompt", ["", "me@cc:~$ az lock list -o table\n", "PS C:\\> az lock list --output table\n"])
def test_the_rows_of_a_table_are_nobody_s_word(prompt: str) -> None:
    case = load_text(prompt + LOCKS)
    assert [row.level for row in case.locks.found or ()] == ["cannot_delete", "read_only"]
    assert "signs.delete_lock_told" not in case.observations()
    said = load_text(f"There is a CanNotDelete lock on the group, since when no backup works.\n\n{prompt}{LOCKS}")
    assert said.observations()["signs.delete_lock_told"].value is True


def test_an_answer_in_a_sentence_is_an_answer() -> None:
    one_line = json.dumps({**json.loads(JSON), "tags": {"AutoShutdown": "19:00", "shutdown": "each evening"}})
    for text in (
        f"Hi,\n\nthe backup of our VM fails since Monday, az shows this:\n\n{one_line}\n\nRegards\nAnna\n",
        f"The backup of our VM fails since Monday. What az shows is {one_line} and I do not know what it means.\n",
    ):
        found = told(text)
        assert found["vm.name"] == "till" and not any(fact.endswith("_told") for fact in found)


def test_a_job_that_completed_with_warnings_is_no_failure_in_a_text_of_json() -> None:
    done = job("1", "CompletedWithWarnings", "2026-11-24T10:00:00Z")
    done["properties"]["errorDetails"] = [{"errorCode": 400, "errorString": "UserErrorGuestAgentStatusUnavailable: no"}]
    plain = json.dumps([done])
    for text in (plain, json.dumps(plain), json.dumps({"output": plain}), WAYS["Run Command"](plain)):
        assert "error.code" not in told(str(text)), text


@pytest.mark.parametrize("way", [wrapped(80), wrapped(80, "    "), cut_at(80), WAYS["quoted and wrapped"]])
def test_a_log_with_broken_lines_is_put_together(way: Any) -> None:
    whole = unwrapped(str(wrapped(80)(MILESTONES)))
    assert whole is not None and [line for line in whole.split("\n") if line] == MILESTONES.splitlines()
    log = "".join(LINE.format(n).replace("the agent", "the goal state agent of this machine") for n in range(9))
    assert told(str(way(log))) == told(log) != {}


def test_a_log_whose_entries_go_on_is_left_as_it_is() -> None:
    trace = "Traceback (most recent call last):\n  File 'x.py', line 1\n    run()\nOSError: no\n"
    assert unwrapped("".join(LINE.format(n) + trace for n in range(9))) is None
    assert unwrapped("a text of words\n" * 9) is None


def test_json_is_put_together_where_that_is_sure() -> None:
    text = json.dumps({"message": "a message with words " * 9, "id": "x" * 200}, indent=1)
    assert all(json.loads(unbroken(str(way(text))) or "0") == json.loads(text) for way in (cut_at(77), cut_at(110)))
    assert unbroken('{"a": "' + "x" * 40 + ' one\ntwo"}') is None  # perhaps of one word
    assert unbroken(text) is None and unbroken("{\n") is None


def test_only_the_outermost_braces_are_put_back() -> None:
    assert with_braces('"a": 1,\n"b": 2\n}') == '{"a": 1,\n"b": 2\n}'
    assert with_braces('"a": 1,\n"b": 2,\n') == '{"a": 1,\n"b": 2}'
    assert with_braces('"a": 1 }, {"b": 2}]') is None and with_braces("a: 1") is None


@pytest.mark.parametrize("way", [WAYS["bent quotes"], lambda text: text.replace('"', "”"), WAYS["a page"]])
def test_denials_with_quotes_that_were_bent_are_denials(way: Any) -> None:
    assert told(DENIAL)["linux.selinux_denies_agent"] is True
    assert told(str(way(DENIAL))) == told(DENIAL)


RELEASE = 'NAME="Rocky Linux"\nVERSION_ID="9.4"\nID="rocky"\nPRETTY_NAME="Rocky Linux 9.4"\n'
AGENT_LOG = "".join(LINE.format(n).replace("2.9.1.1", f"2.9.1.{n // 5}") for n in range(8))
WINHTTP = "Current WinHTTP proxy settings:\n\nDirect access (no proxy server).\n\n\n"
SETTINGS = (
    "# Enable extension handling.\nExtensions.Enabled=y\n\n# Typically ext4. FreeBSD images should use 'ufs2'.\n"
    "ResourceDisk.Filesystem=ext4\n\n# If set, use a proxy server to access internet.\nHttpProxy.Host=None\n"
    "HttpProxy.Port=None\n# A failed backup is none of the agent.\nOS.EnableFIPS=n\nLogs.Verbose=n\n"
    "Provisioning.Agent=auto\nProvisioning.MonitorHostName=y\n"
)
FACTS = (
    "id: INC-7\nerror:\n  code: UserErrorGuestAgentStatusUnavailable\nvm:\n  power_state: running\n  os_type: linux\n"
    "  resource_group: rg-shop\nagent:\n  status: not_ready\n  service_state: stopped\n  process_running: no\n"
)
ROUTES = (
    "default via 10.1.0.1 dev eth0 proto dhcp src 10.1.0.4 metric 100\n"
    "168.63.129.16 via 10.1.0.1 dev eth0 proto dhcp src 10.1.0.4 metric 100\n"
)
TABLE = (
    "\nResourceGroupName   Name   Location          VmSize  OsType        NIC ProvisioningState Zone     PowerState\n"
    "-----------------   ----   --------          ------  ------        --- ----------------- ----     ----------\n"
    "RG                web-01 westeurope Standard_D2s_v3   Linux web-01-nic         Succeeded          VM running\n"
)
WRITERS = "".join(
    f"Writer name: '{name}'\n   Writer Id: {{{n}8132975-6f93-4464-a53e-1050253ae22{n}}}\n"
    f"   Writer Instance Id: {{{n}8132975-6f93-4464-a53e-1050253ae2{n}0}}\n"
    f"   State: {state}\n   Last error: {error}\n\n"
    for n, (name, state, error) in enumerate(
        [("SqlServerWriter", "[8] Failed", "Non-retryable error"), ("System Writer", "[1] Stable", "No error")]
    )
)


@pytest.mark.parametrize("before", ["stdout: ", "web01: ", "web01.corp.example: "])
@pytest.mark.parametrize("text", [RELEASE, AGENT_LOG, JSON, WINHTTP])
def test_the_name_of_a_machine_or_a_stream_before_all_lines_changes_nothing(text: str, before: str) -> None:
    assert told("".join(f"{before}{line}\n" for line in text.split("\n"))) == told(text) != {}
    some = "".join(f"{before * (n % 4 != 1)}{line}\n" for n, line in enumerate(AGENT_LOG.split("\n")))
    assert told(some) == told(AGENT_LOG)


@pytest.mark.parametrize("mark", ["2026-11-28T10:00:09.001Z ", "Nov 28 10:00:09 loghost app[4711]: ", "host: ", "> "])
@pytest.mark.parametrize("name", ["linux-rhel-8-denials-of-the-agent", "linux-extension-log-repeats"])
def test_a_log_with_a_mark_before_some_entries_is_that_log(mark: str, name: str) -> None:
    log = (HEALTHY / name / "extension.log").read_text()
    marked = "\n".join(mark * (n % 3 != 2 and line != "") + line for n, line in enumerate(log.split("\n")))
    runs = [dict(load_text(text).stated())["extensions.backup_runs"] for text in (marked, log)]
    assert runs[0] == runs[1] != ()


@pytest.mark.parametrize("end", [30, 40, 50])
def test_the_headline_of_proxies_names_none(end: int) -> None:
    assert told(WINHTTP[:end]).get("network.proxy") is not True
    assert told("The backup fails since our proxy is there, and nobody knows why.")["network.proxy"] is True


def test_an_output_with_quotes_before_some_lines_is_that_output() -> None:
    sc = (
        "C:\\>sc query WindowsAzureGuestAgent\n\nSERVICE_NAME: WindowsAzureGuestAgent\n        TYPE       : 10\n"
        "        STATE              : 3  STOP_PENDING\n        WIN32_EXIT_CODE    : 0  (0x0)\n\nSERVICE_NAME: RdAgent\n"
        "DISPLAY_NAME: WindowsAzureGuestAgent\n        STATE              : 4  RUNNING\n"
    )
    marked = "\n".join("> " * (n not in (4, 8, 9)) + line for n, line in enumerate(sc.split("\n")))
    assert told(marked) == told(sc)
    assert told(sc)["agent.service_state"] == "stopping"


def test_times_before_empty_lines_are_no_ends_of_lines() -> None:
    stamped = "\n".join(f"2026-11-28T10:00:0{n}.001Z {line}" for n, line in enumerate(WINHTTP.split("\n")))
    assert told(stamped)["network.proxy"] is False


@pytest.mark.parametrize("times", [1, 2])
def test_quotes_that_a_page_wrote_as_names_are_quotes(times: int) -> None:
    text = RELEASE
    for _ in range(times):
        text = html.escape(text)
    assert told(text) == told(RELEASE) != {}


def test_a_log_with_escaped_line_ends_is_read_though_python_printed_in_it() -> None:
    log = (HEALTHY / "linux-oracle-8-host-hiccups" / "waagent.log").read_text()
    assert told(json.dumps(log)[1:-1]) == told(log) != {}


def test_joined_dashes_below_a_table_are_its_line() -> None:
    table = "Name        Status StartType\n----        ------ ---------\nRdAgent    Stopped  Disabled\n"
    assert told(table.replace("--", "\N{EM DASH}")) == told(table) != {}


@pytest.mark.parametrize(
    "word", ["}", "/", "[00000006]", "level", "La", "13.1.1", "Address=10.1.0.5/24", "uxagent", "inuxAgent"]
)
def test_what_is_left_of_a_word_is_no_code(word: str) -> None:
    assert "error.code" not in told(word)
    assert told("UserErrorVmNotFound")["error.code"] == "UserErrorVmNotFound"


def test_a_value_of_a_fact_file_that_was_cut_off_is_not_known() -> None:
    cut = FACTS.replace("rg-shop", "rg-…") + "restore_points:\n  collections: [one, tw…]\n"
    found = told(cut)
    assert found["agent.status"] == "not_ready"
    assert not {"vm.resource_group", "restore_points.collections"} & found.keys()


def test_what_is_left_out_of_a_fact_file_is_told() -> None:
    text = "vm: {name: web..., resource_group: my group}\nagent: {version: '2.2…'}\n"
    case = load_bytes({"case.yaml": text.encode()})
    assert not case.vm.name and not case.vm.resource_group and not case.agent.version
    (note,) = [note for note in case.notes if "not used" in note]
    assert {"agent.version", "vm.name", "vm.resource_group"} == set(note.partition(": ")[2].split(", "))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\n".join(f"{'stdout: ' * (n % 4 != 1)}{line}" for n, line in enumerate(text.split("\n"))),
        lambda text: "\n".join(f"2026-11-28T10:00:00.001Z {line}" for line in text.split("\n")),
        lambda text: "\n".join(line[1:] for line in text.split("\n")),
        lambda text: " ".join(text.split("\n")),
        lambda text: (
            f"Hello,\n\nthe backup fails since Monday, and we do not know why it does.\n\n{each('> * ')(text)}"
        ),
    ],
)
@pytest.mark.parametrize("text", [SETTINGS, FACTS, ROUTES, AGENT_LOG, TABLE])
def test_what_a_program_printed_is_nobody_s_word(text: str, change: Any) -> None:
    try:
        found = told(change(text))
    except InputError:  # as a fact file that is broken
        return
    strange = {"vm.os_name", "signs.host_named", "network.proxy", "signs.told_agent_not_ready", "vm.os_supported"}
    assert not strange & found.keys(), found
    assert not any(fact.endswith("_told") or ".told_" in fact for fact in found), found
    assert found.get("agent.version") in (None, told(text).get("agent.version"))


@pytest.mark.parametrize(
    "rows",
    [
        'evel": "CanNotDelete",\n  "notes": "n"',
        "[00000006] 2026-11-19T02:00:01Z [INFO]  The agent is stopped\n" * 4,
        "HttpProxy.Host = proxy\nAutoUpdate.Enabled = True\nHttpProxy.Port = 80",
        "MSDTC                  Running Automatic\nRdAgent                Stopped Automatic\nVSS     Stopped    Manual",
        "Level         Name    ResourceGroup\nCanNotDelete  keep    AzureBackupRG_westeurope_1",
        "admin@web01:~$ systemctl status walinuxagent\nthe agent is dead",
    ],
)
def test_no_line_of_these_is_somebody_s(rows: str) -> None:
    assert not any(word in own_words(rows) for word in ("CanNot", "agent is", "Proxy", "Stopped", "keep"))


def test_what_a_person_says_beside_it_is_theirs() -> None:
    said = "We see that 168.63.129.16 is blocked by our proxy.  The agent shows Not Ready since then, and we wait."
    assert own_words(said) == said
    assert own_words(f"{said}\n\n{SETTINGS}").strip() == said


def test_a_table_without_its_blanks_gives_no_names() -> None:
    assert told(TABLE)["vm.name"] == "web-01"
    with pytest.raises(InputError, match="is a table"):
        load_text("\n".join(" ".join(line.split()) for line in TABLE.split("\n")))


def test_a_table_with_quotes_or_times_before_some_rows_gives_no_names_with_them() -> None:
    rows = "".join(f'"web-0{n}","Backup","Failed","AzureIaasVM","2026-11-2{n}"\n' for n in range(4))
    table = '"Workload Name","Operation","Status","Type","Start Time"\n' + rows
    stamped = table.replace('"web-02', '2026-11-28T10:00:00Z "web-02')
    assert len(load_all_bytes({"jobs.csv": table.encode()})) == 4
    for text in (stamped, TABLE.replace("RG  ", "> RG  ")):
        for case in load_all_bytes({"x.txt": text.encode()}):
            assert not (case.vm.name or "").startswith((">", "2026-11-28T10"))
            assert not (case.vm.resource_group or "").startswith(">")


def test_a_route_that_ends_in_the_name_of_its_device_is_cut_off() -> None:
    assert told(ROUTES)["network.host_route_odd"] is False
    assert "network.host_route_odd" not in told(ROUTES[: ROUTES.rindex("eth0") + 2])


def test_the_last_cell_of_a_row_that_lacks_some_may_be_cut() -> None:
    rows, _ = table_rows(
        [Line(2, "web-01,Backup,Failed"), Line(3, "web-02,Back")], ["Name", "Operation", "Status"], ","
    )
    assert rows.value == [{"Name": "web-01", "Operation": "Backup", "Status": "Failed"}, {"Name": "web-02"}]


def test_a_state_before_the_ids_of_a_writer_is_another_one_s() -> None:
    assert [row.name for row in load_text(WRITERS).windows.vss_writers or ()] == ["SqlServerWriter", "System Writer"]
    turned = "\n".join(reversed(WRITERS.split("\n")))
    assert "windows.bad_vss_writers" not in told(turned)


def test_a_setting_that_was_misread_has_no_default() -> None:
    conf = (
        "# Microsoft Azure Linux Agent Configuration\n\nExtensions.Enabled=y\nProvisioning.Agent=auto\nLogs.Verbose=n\n"
        "OS.EnableFIPS=n\nHttpProxy.Host=None\nHttpProxy.Port=None\nResourceDisk.Format=y\nResourceDisk.EnableSwap=n\n"
        "# AutoUpdate.UpdateToLatestVersion=y\nAutoUpdate.{}=n\n"
    )
    assert told(conf.format("Enabled"))["agent.auto_update"] is False
    assert "agent.auto_update" not in told(conf.format("Enab1ed"))
    shorter = conf.format("Enabled") + "AutoUpdate.UpdateTo"
    assert all("agent.auto_update" not in told(shorter + more) for more in ("", "LatestVersion", "LatestVersion="))


def test_a_mount_point_ends_before_what_is_left_of_its_error() -> None:
    start = "2026-11-19 02:00:12.000000 [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0] "
    for rest in ("", " with", " with err", " with error me", " with error …"):
        log = f"{start}starting enable\n{start}freeze start\n{start}Failed to FIFREEZE: /mnt/scratch{rest}\n"
        assert told(log)["linux.failed_mounts"] == ("/mnt/scratch",), rest


@pytest.mark.parametrize("lines", [10, 2_000])
def test_an_answer_below_a_long_log_is_read(lines: int) -> None:
    log = "".join(LINE.format(n % 60) for n in range(lines))
    case = load_text(log + JSON)
    assert (case.vm.name, case.vm.power_state) == ("till", "running")
    assert case.provenance["vm.power_state"].place.startswith(f"line {lines + 1}:")
    assert load_text(f"{log}{JSON}\n{log}").vm.name is None  # a part of the log


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("me@web01:~$ systemctl status walinuxagent\nme@web01:~$ \n", "is a command without what it printed"),
        (WAYS["Run Command"](""), "the answer of Run Command, and nothing that is known here was printed"),
        (JSON[: len(JSON) // 2], "may be cut off"),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(text: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputError, match=says):
        load_bytes({"x.txt": text.encode()})
    if "without" not in says:  # in a session words are kept
        Typed(text).run()
        said = " ".join(capsys.readouterr().err.split())
        assert "What you pasted is " in said and says in said
