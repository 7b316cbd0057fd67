"""What an interview asks for at once is told by what a person then pastes, or names."""

from __future__ import annotations

import re

import pytest
from backupdx import load_text
from backupdx.engine.bundles import Bundle
from backupdx.facts.errors import InputError
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.bundles import bundles
from backupdx.kb.collection import COLLECTIONS
from test_collection import samples_of

OF_COMMANDS = [b for b in bundles() if b.kind == "output"]
PROMPTS = {"linux": "admin@web01:~$ ", "windows": "PS C:\\> "}
# What it takes more than these commands' samples to tell.
ELSEWHERE = {
    "windows.com_plus_starts",  # `sc.exe qc` tells it, which stands beside in the script
    "agent.process_running",  # its own command, below
    "windows.bad_vss_writers",  # a list as short as the sample can be a part of it; tests/test_sources_windows_vss.py
}
WIRESERVER = """\
admin@web01:~$ sudo curl -sS -m 5 'http://168.63.129.16/?comp=versions'
{curl}
admin@web01:~$ sudo timeout 3 bash -c '</dev/tcp/168.63.129.16/32526' && echo 168.63.129.16:32526 open || echo failed
{port}
admin@web01:~$ sudo iptables-save | grep -F 168.63.129.16
{rules}admin@web01:~$ """


def pasted(bundle: Bundle) -> set[str]:
    """The facts that some sample of its commands tells, pasted below the command."""
    assert bundle.os is not None
    told = set()
    for way in bundle.how:
        for command in COLLECTIONS:
            plain = re.sub(r"^limited \d+ ", "sudo ", command.command.text).removesuffix(" | hidden")
            if command.script != bundle.os or plain != way.text:
                continue
            for sample in samples_of(bundle.os, command.name):
                output = sample if isinstance(sample, str) else sample[0]
                try:
                    case = load_text(f"{PROMPTS[bundle.os]}{way.text}\n{output}\n{PROMPTS[bundle.os]}\n")
                except InputError:
                    continue
                told |= {fact for fact, _ in case.stated()}
    return told


@pytest.mark.parametrize("bundle", [b for b in OF_COMMANDS if b.id != "network-linux"], ids=lambda b: b.id)
def test_the_commands_tell_what_is_promised(bundle: Bundle) -> None:
    assert bundle.how and set(bundle.facts) - pasted(bundle) - ELSEWHERE == set()


def test_a_process_list_that_was_filtered_tells_that_the_agent_runs_and_never_that_it_does_not() -> None:
    shown = "root   812   1  0 Nov20 ?  00:00:21 /usr/bin/python3 -u /usr/sbin/waagent -daemon\n"
    told, silent = (load_text(f"admin@web01:~$ ps -ef | grep '[w]aagent'\n{o}admin@web01:~$ \n") for o in (shown, ""))
    assert told.agent.process_running is True and silent.agent.process_running is None


@pytest.mark.parametrize(
    ("curl", "port", "rules", "reached", "open_port"),
    [
        ("<?xml version=\"1.0\"?><Versions><Preferred><Version>2015-04-05</Version></Preferred>"
         "<Supported><Version>2012-11-30</Version></Supported></Versions>",
         "168.63.129.16:32526 open", "", True, True),
        ("curl: (28) Connection timed out after 5001 milliseconds", "168.63.129.16 port 32526 failed",
         "-A OUTPUT -d 168.63.129.16/32 -p tcp -m tcp --dport 80 -j DROP\n", False, False),
    ],
)  # fmt: skip
def test_the_way_to_the_platform_is_told_either_way(
    curl: str, port: str, rules: str, reached: bool, open_port: bool
) -> None:
    told = dict(load_text(WIRESERVER.format(curl=curl, port=port, rules=rules)).stated())
    assert told["network.port_80"] == reached and told["network.port_32526"] == open_port
    assert bool(told.get("network.firewall_blocks_host")) == bool(rules)


def test_states_are_values_of_their_facts() -> None:
    for bundle in bundles():
        assert set(bundle.facts) <= set(vocabulary())
        for state in bundle.states:
            assert set(state.facts) <= set(bundle.facts), (bundle.id, state.words)
            for fact, value in state.facts.items():
                spec = vocabulary()[fact]
                assert value is None or not spec.choices or value in spec.choices, (fact, value)


def test_a_look_that_shows_nothing_excludes_nothing() -> None:
    """Of a log that somebody looks through by eye, that a line was not seen is not known to be false."""
    log = next(b for b in bundles() if b.id == "activity-log")
    assert not any(value is False for state in log.states for value in state.facts.values())
