"""Texts that lost something on their way: what is left tells less, and never something else."""

from __future__ import annotations

import json
import re

import pytest
from backupdx import InputError, load_all_bytes
from backupdx.readers.wrapped import unbroken
from passing_on import WAYS, wrapped
from test_passed_on import HEALTHY, told

BITS = (
    "BITSADMIN version 3.0\n\nInternet proxy settings for account NetworkService were retrieved.\n"
    "(connection = default)\n\nProxy usage:    {}\n{}"
)


@pytest.mark.parametrize("usage", ["NO_PROXY", "AUTODETECT", "Manual_proxy"])
def test_what_is_left_of_bitsadmin_names_no_proxy(usage: str) -> None:
    """It is a setting of one account, and `no proxy` as often as not."""
    text = BITS.format(usage, "Proxy list:     proxy.corp:8080\n" if usage == "Manual_proxy" else "")
    parts = (text, text[40:], text[24:], text[-60:], " ".join(text.split()), "\n".join(x[1:] for x in text.split("\n")))
    for part in parts:
        try:
            found = told(part)
        except InputError:
            continue
        assert "network.proxy" not in found, part


@pytest.mark.parametrize(
    "word", ["ProxyAddress", "PowerState", "DisplayName", "WriterName", "LastBootUpTime", "VMProv", "LinkLocalAdd"]
)
def test_the_name_of_a_value_is_no_code(word: str) -> None:
    """In a file; somebody who gives it as the text of a failure may know better."""
    try:
        cases = load_all_bytes({"x.txt": f"{word}\n".encode()})
    except InputError:
        return
    assert not any(case.error.code for case in cases)


def test_an_id_that_was_broken_twice_has_no_blanks() -> None:
    """As an answer to a quoted mail wraps it once more."""
    answer = json.loads((HEALTHY / "azure-vm-being-changed-this-morning" / "jobs.json").read_text())
    text = json.dumps(answer, indent=2)
    for first, second in ((72, 60), (80, 72), (80, 76), (120, 100)):
        whole = unbroken(str(wrapped(second)(str(wrapped(first)(text)))))
        assert whole is None or re.findall(r"/subscriptions/[^\"]*", whole) == re.findall(
            r"/subscriptions/[^\"]*", text
        )


def test_a_log_that_lost_the_first_signs_of_its_lines_has_no_signs() -> None:
    start = "2026-11-24T09:12:{:02}.123456Z "
    lines = [f"{start.format(n)}INFO ExtHandler ExtHandler Wire server endpoint:168.63.129.16" for n in range(5)]
    lines += [f"{start.format(9)}ERROR ExtHandler ExtHandler Wireserver: [Errno 110] Connection timed out"] * 2
    for lost in (1, 3, 10):
        part = "\n".join(line[lost:] for line in lines)
        try:
            found = told(part)
        except InputError:
            continue
        assert not any(fact.startswith("signs.") for fact in found), (lost, found)


def test_rights_that_lost_their_ends_are_not_known() -> None:
    text = (HEALTHY / "windows-2022-week" / "folders.txt").read_text()
    assert told(text)["windows.agent_folders_open"] is True
    short = "\n".join(line[:40] for line in text.split("\n"))
    assert "windows.agent_folders_open" not in told(short)
    assert "windows.agent_folders_open" not in told(text[: text.index("C:\\Packages NT") + 12])


@pytest.mark.parametrize("name", ["windows-static-address/ipconfig.txt", "windows-2022-week/systeminfo.txt"])
def test_an_output_in_one_line_is_nobody_s_word(name: str) -> None:
    text = " ".join((HEALTHY / name).read_text().split())
    try:
        found = told(text)
    except InputError:
        return
    assert not {"network.proxy", "signs.host_named"} & found.keys()


@pytest.mark.parametrize(
    "name", ["linux-debian-12-static-address/waagent.log", "linux-vmassist-and-journal/journal.txt"]
)
def test_a_version_that_a_broken_log_left_alone_is_no_package(name: str) -> None:
    assert "agent.package_version" in told("WALinuxAgent-2.9.1.1\n")
    log = (HEALTHY / name).read_text()
    for first, second in ((120, 72), (120, 100), (72, 60), (80, 60)):
        found = told(str(wrapped(second)(str(wrapped(first)(log)))))
        assert found.get("agent.package_version") in (None, told(log)["agent.package_version"])


@pytest.mark.parametrize("line", [1, 2, 6])
def test_what_curl_printed_is_nobody_s_word(line: int) -> None:
    text = (HEALTHY / "linux-proxy-for-updates" / "wire.txt").read_text().split("\n")[line]
    said = f"The backup fails since Monday, and nobody knows why.\n\n{text}\n"
    assert "signs.host_named" not in told(said)


@pytest.mark.parametrize("way", ["a text in JSON", "an address", "in a sentence"])
@pytest.mark.parametrize("widths", [(72, 72), (76, 72), (80, 72), (80, 80)])
def test_broken_lines_of_data_are_nobody_s_words(way: str, widths: tuple[int, int]) -> None:
    text = (HEALTHY / "azure-collections-of-many-vms" / "locks.json").read_text()
    quoted = "".join(f"> {line}\n" for line in str(wrapped(widths[0])(WAYS[way](text))).split("\n"))
    try:
        found = told(str(wrapped(widths[1])(quoted)))
    except InputError:
        return
    assert not any(fact.endswith("_told") for fact in found)
