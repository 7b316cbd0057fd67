"""Signatures as they are declared, the matcher, and what counts over the entries of a log."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from backupdx.facts.case import Case, validated
from backupdx.facts.errors import InputError
from backupdx.facts.references import Reference
from backupdx.facts.signatures import SIGNATURES, literals_at, signs, signs_at
from backupdx.facts.signatures.declaration import MESSAGE, Group, Signature, every, group
from backupdx.facts.signatures.lookup import told_by
from backupdx.facts.signatures.matching import Entry, Matcher
from backupdx.facts.signatures.places import AGENT_LOG_LINUX, AGENT_LOG_WINDOWS, AGENT_MESSAGE, JOB_TEXT, event
from backupdx.facts.signatures.sweep import Sweep
from backupdx.facts.topics.agent import LOG_WORDS
from backupdx.facts.vocabulary import vocabulary
from backupdx.readers.known_lines import KIND
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import findings, one
from readings import signs as signs_in
from signature_logs import AT, log_of

MINUTE = timedelta(minutes=1)
SHOWN = ("agent-log-linux", "agent-log-windows", "extension-log", "event", "kernel", "audit-log")
IN_LOGS = [s for s in SIGNATURES if s.places[0].id in SHOWN and s.values]


def signature(**changes: Any) -> Signature:
    """A signature of the Linux agent's log."""
    plain = Signature(
        id="agent-asleep",
        title="The agent sleeps",
        where=AGENT_LOG_LINUX,
        has="is asleep",
        gives="vm.pending_reboot",
        source=Reference("A manual", "section", "2026"),
        example="it is asleep",
        silent="it is awake",
    )
    return replace(plain, **changes)


def hits(entry: str | Entry, *signatures: Signature) -> list[str]:
    entry = Entry(1, entry) if isinstance(entry, str) else entry
    return [hit.signature.id for hit in Matcher(signatures, {"agent-log-linux", "event"}).hits(entry)]


# -- every signature -------------------------------------------------------------------------------------------------


def given_by(text: str) -> dict[str, Any]:
    return {fact: value for finding in findings(text) for fact, value in finding.facts.items()}


@pytest.mark.parametrize("one_of", IN_LOGS, ids=lambda s: s.id)
def test_the_readers_give_the_facts_of_each_example(one_of: Signature) -> None:
    found = given_by(log_of(one_of))
    for fact, value in one_of.values.items():
        if fact in vocabulary():
            assert found[fact] == value or isinstance(value, Group), fact


@pytest.mark.parametrize("one_of", [s for s in IN_LOGS if s.silent], ids=lambda s: s.id)
def test_the_readers_give_nothing_for_a_counter_example(one_of: Signature) -> None:
    try:
        found = given_by(log_of(one_of, one_of.silent))
    except InputError:
        return
    assert found.keys().isdisjoint(fact for fact, value in one_of.values.items() if not isinstance(value, Group))


@pytest.mark.parametrize("one_of", [s for s in IN_LOGS if s.times > 1], ids=lambda s: s.id)
def test_what_has_to_be_seen_several_times_is_no_sign_before(one_of: Signature) -> None:
    found = given_by(log_of(one_of, times=one_of.times - 1))
    assert found.keys().isdisjoint(one_of.values)


def quantifiers(pattern: str) -> Iterable[tuple[int, int]]:
    """The largest counts of all repetitions in a pattern, each with that of the one around it."""
    parser = re._parser  # type: ignore[attr-defined]

    def walk(items: Any, around: int) -> Iterable[tuple[int, int]]:
        for operator, argument in items:
            if operator in (parser.MAX_REPEAT, parser.MIN_REPEAT):
                yield int(argument[1]), around
                yield from walk(argument[2], int(argument[1]))
            elif operator is parser.SUBPATTERN:
                yield from walk(argument[3], around)
            elif operator is parser.BRANCH:
                for branch in argument[1]:
                    yield from walk(branch, around)
            elif operator in (parser.ASSERT, parser.ASSERT_NOT):
                yield from walk(argument[1], around)

    return walk(parser.parse(pattern), 1)


@pytest.mark.parametrize("one_of", [s for s in SIGNATURES if s.pattern], ids=lambda s: s.id)
def test_patterns_take_time_that_grows_with_the_text_only(one_of: Signature) -> None:
    for most, around in quantifiers(one_of.pattern):
        assert most <= 4000, "a repetition without a limit"
        assert most * around <= 4000, "a repetition in a repetition"
    text = (one_of.example + " ") * (20_000 // len(one_of.example))
    begin = time.process_time()
    Matcher([one_of]).hits(Entry(1, text, None, "error", one_of.places[0].source.lower(), one_of.places[0].number))
    assert time.process_time() - begin < 0.5


def test_ids_are_words_with_dashes_and_signs_words_with_underscores() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", s.id) for s in SIGNATURES)
    assert all(re.fullmatch(r"signs\.[a-z0-9]+(_[a-z0-9]+)*", fact) for fact in signs())


# -- the matcher -----------------------------------------------------------------------------------------------------


def test_case_does_not_matter() -> None:
    assert hits("The agent IS ASLEEP", signature()) == ["agent-asleep"]
    assert hits("The agent IS ASLEEP", signature(pattern="The AGENT")) == ["agent-asleep"]


def test_what_stands_beside_has_to_be_in_the_same_line() -> None:
    beside = signature(beside=("deeply", "Soundly"))
    assert hits("it is asleep, soundly", beside)
    assert hits("first\nit is asleep\nit is asleep, deeply\nlast", beside)
    assert not hits("it is asleep\ndeeply", beside)
    assert not hits("deeply\nit is asleep", beside)


def test_what_may_not_stand_in_the_line() -> None:
    without = signature(without="not", beside="it")
    assert hits("it is asleep", without)
    assert not hits("it is asleep, or not", without)
    assert hits("it is asleep, or not\nit is asleep", without) == ["agent-asleep"]


def test_a_pattern_looks_at_the_whole_entry() -> None:
    assert hits("it is asleep\nsince noon", signature(pattern=r"asleep\s+since"))
    assert not hits("it is asleep", signature(pattern="since"))


@pytest.mark.parametrize(("level", "found"), [("error", True), ("warning", True), ("info", False), ("", True)])
def test_the_level_counts_where_it_is_told(level: str, found: bool) -> None:
    assert bool(hits(Entry(1, "it is asleep", None, level), signature(level="warning"))) is found


@pytest.mark.parametrize(
    ("source", "number", "found"),
    [("contoso agent", 7, True), ("", 7, True), ("contoso", 7, False), ("contoso agent", 8, False), ("", None, False)],
)
def test_source_and_number_of_events(source: str, number: int | None, found: bool) -> None:
    for one_of in (signature(where=event("Contoso Agent", 7)), signature(where=event("Contoso Agent", 7), has="")):
        assert bool(hits(Entry("", "it is asleep", None, "", source, number), one_of)) is found


WORDS = ["asleep", "sleep", "lee", "awake", "a", "is asleep", "\n", " "]


@settings(max_examples=300)
@given(
    st.lists(st.lists(st.sampled_from(WORDS[:-2]), min_size=1, max_size=2), min_size=1, max_size=5),
    st.lists(st.sampled_from(WORDS), max_size=12),
)
def test_the_index_finds_what_a_search_for_each_literal_finds(literals: list[list[str]], text: list[str]) -> None:
    signatures = [signature(id=f"s-{n}", has=tuple(has)) for n, has in enumerate(literals)]
    said = "".join(text)
    assert hits(said, *signatures) == [s.id for s in signatures if any(has in said for has in s.literals)]


# -- what counts over a log ------------------------------------------------------------------------------------------


def swept(*entries: tuple[float, str], signatures: Iterable[Signature], **options: Any) -> Sweep:
    """A log with entries of these minutes, level `info` in front of `-`."""
    sweep = Sweep(Matcher(signatures), **options)
    for number, (minutes, message) in enumerate(entries, 1):
        level = "info" if message.startswith("-") else "error"
        sweep.take(Entry(number, message, AT + minutes * MINUTE, level))
    return sweep


def counted(*entries: tuple[float, str], **changes: Any) -> bool:
    """Whether the sign counts, in a log that has a line of level `info`."""
    awake = signature(id="agent-awake", has="is awake", gives="", context="over")
    sweep = swept((0, "- begin"), *entries, signatures=(signature(**changes), awake))
    return "vm.pending_reboot" in sweep.given()


ASLEEP, AWAKE = "it is asleep", "it is awake"


def test_times_are_apart() -> None:
    assert counted((1, ASLEEP), (2, ASLEEP), times=2)
    assert not counted((1, ASLEEP), (1.01, ASLEEP), times=2)
    assert not counted((1, ASLEEP), times=2)
    assert counted((1, ASLEEP + ", still"), times=2, lasting=("for ever", "still"))


def test_it_counts_until_something_ends_it() -> None:
    assert not counted((1, ASLEEP), (2, AWAKE), until="agent-awake")
    assert counted((1, ASLEEP), (2, AWAKE), (3, ASLEEP), until="agent-awake")
    assert not counted((1, ASLEEP), (2, AWAKE), (3, ASLEEP), until="agent-awake", times=2)
    assert counted((1, ASLEEP + ", " + AWAKE), until="agent-awake"), "an entry does not end itself"


def test_it_counts_within_a_day_of_the_end() -> None:
    day = 24 * 60.0
    assert counted((0, ASLEEP), (day, "- end"))
    assert not counted((0, ASLEEP), (day + 1, "- end"))
    assert counted((0, ASLEEP), (9 * day, "- end"), within=None)
    assert not counted((0, ASLEEP), (61, "- end"), within=timedelta(hours=1))


def test_an_excerpt_shows_no_success() -> None:
    twice = signature(times=2, until="agent-awake", gives={"signs.npcap_adapter": True, "vm.pending_reboot": True})
    whole = swept((0, "- begin"), (1, ASLEEP), (2, ASLEEP), signatures=(twice,))
    assert set(whole.given()) == {"signs.npcap_adapter", "vm.pending_reboot"}
    excerpt = swept((1, ASLEEP), (2, ASLEEP), signatures=(twice,))
    assert set(excerpt.given()) == set()
    assert set(swept((1, ASLEEP), (2, ASLEEP), (3, ASLEEP), signatures=(twice,)).given()) == {"signs.npcap_adapter"}
    forced = swept((0, "- begin"), (1, ASLEEP), (2, ASLEEP), signatures=(twice,), excerpt=True)
    assert set(forced.given()) == set()


def test_entries_out_of_order_are_ended_by_their_times() -> None:
    pair = (signature(until="agent-awake"), signature(id="agent-awake", has="is awake", gives="", context="over"))
    assert set(swept((2, AWAKE), (1, ASLEEP), signatures=pair, by_time=True).given()) == set()
    assert set(swept((1, AWAKE), (2, ASLEEP), signatures=pair, by_time=True).given()) == {"vm.pending_reboot"}
    late = swept((2, ASLEEP), (1, ASLEEP), signatures=pair, by_time=True)
    assert (late.last, [s.place for s, _ in late.sightings()]) == (AT + 2 * MINUTE, [1])
    assert [s.signature.id for s in swept((2, AWAKE), (1, ASLEEP), signatures=pair, by_time=True).overcome()] == [
        "agent-asleep"
    ]


def test_values_of_a_line() -> None:
    mounts = signature(
        pattern=r"asleep at (?P<mount>\S{1,20})(?: since (?P<noon>\S{1,9}))?",
        gives={"linux.failed_mounts": every("mount"), "vm.os_version": group("noon"), "error.message": MESSAGE},
    )
    sweep = swept(
        (1, "is asleep at /a since noon"), (2, "is asleep at /b"), (3, "is asleep at /a"), signatures=(mounts,)
    )
    assert {fact: given.value for fact, given in sweep.given().items()} == {
        "linux.failed_mounts": ("/a", "/b"),
        "vm.os_version": "noon",
        "error.message": "is asleep at /a",
    }
    many = swept(*((n, f"is asleep at /{n}") for n in range(90)), signatures=(mounts,))
    assert len(many.given()["linux.failed_mounts"].value) == 50


def test_of_two_lines_that_give_one_fact_the_later_stands() -> None:
    pair = (
        signature(gives={"vm.os_version": "1"}),
        signature(id="agent-awake", has="is awake", gives={"vm.os_version": "2"}),
    )
    assert swept((1, AWAKE), (2, ASLEEP), signatures=pair).given()["vm.os_version"].value == "1"
    assert swept((1, ASLEEP), (2, AWAKE), signatures=pair).given()["vm.os_version"].value == "2"


def test_errors_that_no_signature_knows_are_counted() -> None:
    sweep = swept((1, "odd"), (2, ASLEEP), (3, "- odd"), (4, "odd"), signatures=(signature(),))
    assert (sweep.unknown, sweep.entries) == (2, 4)


def test_an_impossible_level_is_none() -> None:
    sweep = Sweep(Matcher([signature()]))
    sweep.take(Entry(1, ASLEEP, datetime(2026, 1, 1), ""))
    assert not sweep.is_excerpt
    assert [standing for _, standing in sweep.sightings()] == ["current"]


# -- signs as facts --------------------------------------------------------------------------------------------------


def test_each_sign_can_be_asked_for_where_it_can_be() -> None:
    for path in signs():
        spec = vocabulary()[path]
        assert spec.kind == "bool"
        assert spec.question.startswith(spec.title.partition(" (")[0])
        assert spec.question.endswith("?")
        for os in (spec.os,) if spec.os else ("linux", "windows"):
            assert spec.observers(os)


def test_the_words_of_older_fact_files_are_signs() -> None:
    assert {f"signs.{word}" for word in LOG_WORDS} <= set(signs())
    known = validated({"vm": {"os_type": "windows"}, "agent": {"log_signatures": ["npcap_adapter"]}}).known().values
    assert known["signs.npcap_adapter"] is True
    assert known["signs.bad_image_format"] is False
    assert "signs.agent_disabled" not in known, "only a Linux guest can have it"
    assert known["agent.log_shows_fault"] is True
    none = validated({"agent": {"log_signatures": []}}).known().values
    assert (none["signs.npcap_adapter"], none["signs.agent_disabled"], none["agent.log_shows_fault"]) == (False,) * 3
    implied = validated({"agent": {"log_signatures": [], "package_version": "2.2.46"}}).known().values
    assert "signs.npcap_adapter" not in implied


def test_what_is_stated_counts_more_than_the_list() -> None:
    case = validated({"agent": {"log_signatures": []}, "signs": {"npcap_adapter": "yes", "rdcrypt_failed": ""}})
    assert case.known().values["signs.npcap_adapter"] is True
    assert dict(case.stated()) == {"agent.log_signatures": (), "signs.npcap_adapter": True}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"npcap_adaptor": True}, "signs.npcap_adaptor: unknown name, did you mean npcap_adapter?"),
        ({"npcap_adapter": "perhaps"}, "signs.npcap_adapter: 'perhaps' is not possible"),
        ("yes", "signs: 'yes' is not possible, names with their values are expected here"),
    ],
)
def test_a_sign_that_cannot_be_is_refused(said: Any, expected: str) -> None:
    with pytest.raises(InputError, match=re.escape(expected)):
        validated({"signs": said})


def test_signs_can_be_set_and_made_unknown() -> None:
    case = Case().with_facts({"signs.npcap_adapter": True, "signs.rdcrypt_failed": False})
    assert case.signs.model_extra == {"npcap_adapter": True, "rdcrypt_failed": False}
    assert dict(case.with_facts({"signs.npcap_adapter": None}).stated()) == {"signs.rdcrypt_failed": False}
    assert case.observations()["signs.rdcrypt_failed"].value is False


def test_messages_of_a_case_are_looked_at_too() -> None:
    waits = "GuestAgent is running\n and waiting for  network issue to be resolved"
    assert dict(told_by(AGENT_MESSAGE, waits)) == {"agent.waits_for_network": True}
    assert dict(told_by(JOB_TEXT, waits)) == {}
    for fact in ("error.message", "error.inner_message"):
        case = Case().with_facts({fact: "during Policy Migration from\nStandard to Enhanced"})
        assert case.known().values["error.says_policy_migration"] is True


def test_what_a_command_looks_for() -> None:
    assert "signs.npcap_adapter" in signs_at(AGENT_LOG_WINDOWS)
    assert "sleeping forever" in literals_at(AGENT_LOG_LINUX, lasting=True)
    assert "Error fetching the goal state" not in literals_at(AGENT_LOG_LINUX, lasting=True)
    assert not [text for place in (AGENT_LOG_LINUX, AGENT_LOG_WINDOWS) for text in literals_at(place) if "'" in text]


# -- texts that no reader knows --------------------------------------------------------------------------------------


def test_a_known_line_in_a_text_of_another_kind() -> None:
    mail = "Hello,\n\nour monitoring says: RdCrypt Initialization failed. Error Code: -2147023143\n\nRegards: Bo\n"
    found = one(mail, KIND)
    assert (signs_in(found.facts), found.places) == (("rdcrypt_failed",), {"signs.rdcrypt_failed": "line 3"})


def test_a_line_goes_on_in_a_text_of_another_kind() -> None:
    text = "24/11/2026 error: Exception while fetching supported versions from HostGAPlugin\n at 168.63.129.16:32526\n"
    assert signs_in(one(text, KIND).facts) == ("wireserver_unreachable",)
    apart = text.replace("\n at", "\n25/11/2026 at")
    with pytest.raises(InputError):
        one(apart, KIND)


def test_a_text_of_another_kind_tells_no_version_and_no_fact_that_could_be_over() -> None:
    text = "ticket: 12\nPython: 3.6\n2026-11-24 08:00:00 WARN sleeping forever\n"
    assert one(text, KIND).facts == {"signs.agent_disabled": True}
    with pytest.raises(InputError):
        one("ticket: 12\nthis: Python: 3.6\n", KIND)


def test_a_text_in_another_encoding() -> None:
    (found,) = findings("Grüße: PInvoke PFXImportCertStore failed\n".encode("cp1252"), KIND)
    assert signs_in(found.facts) == ("certificate_store_denied",)


def test_a_failure_that_is_seen_once_in_a_text_of_another_kind_is_too_little() -> None:
    with pytest.raises(InputError):
        one("agent: 2026-11-24: Error fetching: the goal state\nError fetching the goal state: timed out\n", KIND)
