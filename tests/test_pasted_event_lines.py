"""Events in one line each, as tickets, monitoring and Event Viewer's rows have them."""

from __future__ import annotations

import pytest
from backupdx import diagnose, load_bytes, load_text
from backupdx.library import with_known_code
from readings import findings

COM = (
    "Volume Shadow Copy Service error: Unexpected error calling routine CoCreateInstance. hr = 0x80040154, Class not "
    "registered."
)
CLASS = {"signs.vss_writers_unreachable": True}
SHORT_OF_ROOM = {"signs.shadow_storage_short": True}
LINES = {
    "a ticket": (f"Event ID 8193 Source VSS: {COM}", CLASS),
    "a source and a number": (f"VSS 8193: {COM}", CLASS),
    "a monitoring": (f"11/24/2026 02:01:13 AM  VSS  Error 8193  {COM}", CLASS),
    "columns": (f"2026-11-24 02:01:13  Error  VSS  8193  {COM}\n.\n", CLASS),
    "labels in one line": (
        f"Log Name: Application; Source: VSS; Date: 11/24/2026 2:01:13 AM; Event ID: 8193; Level: Error; Text: {COM}",
        CLASS,
    ),
    "rows of Event Viewer": (
        "Warning\t11/24/2026 2:01:13 AM\tvolsnap\t25\tNone\nError\t11/24/2026 2:01:14 AM\tvolsnap\t36\tNone\n",
        SHORT_OF_ROOM,
    ),
    "a row in German": ("Fehler\t24.11.2026 02:01:13\tVolsnap\t36\tKeine", SHORT_OF_ROOM),
    "bars": (
        "2026-11-24T02:01:13Z | Error | volsnap | 36 | The shadow copies of volume C: were aborted",
        SHORT_OF_ROOM,
    ),
}


@pytest.mark.parametrize("form", LINES)
def test_an_event_in_a_line_gives_what_the_whole_event_gives(form: str) -> None:
    text, expected = LINES[form]
    variants = (
        text,
        "".join(f"> {line}\n" for line in text.splitlines()),
        "".join(f"   {line}\n" for line in text.splitlines()),
        text.replace("\n", "\r\n"),
        text.encode("utf-16"),
    )
    for variant in variants:
        told = {f: v for found in findings(variant, "Windows events") for f, v in found.facts.items()}
        assert {f: v for f, v in told.items() if f != "vm.os_type"} == expected, variant


@pytest.mark.parametrize("text", ["Error\t24/11/2026 02:01:13\tVSS\t12289\tNone", "Event 12292, VSS"])
def test_an_event_without_its_text_says_what_is_missing(text: str) -> None:
    for case in (load_text(text), load_bytes({"x.txt": text.encode()})):
        assert any("whose text is missing" in note and "Format-List" in note for note in case.notes), case.notes


@pytest.mark.parametrize(
    "text",
    [
        "disk 3 of web1 is full since yesterday, the backup fails",
        "VSS event 8193, and the backup ends with UserErrorFsFreezeFailed",
        "com 1 and com 2 are the ports of this machine, and its backup fails with an error",
    ],
)
def test_what_only_looks_like_an_event_is_none(text: str) -> None:
    case = with_known_code(load_text(text))
    assert not any("event" in note.lower() for note in case.notes)
    assert case.error.code == ("UserErrorFsFreezeFailed" if "UserError" in text else None)


def test_a_line_that_nothing_is_known_of_hints_by_its_words() -> None:
    line = (
        "2026-11-20T02:00:11.123456Z WARNING ExtHandler ExtHandler Error fetching the goal state: [ProtocolError] GET "
        "vmSettings: HttpError [HTTP Failed] GET http://168.63.129.16:32526/vmSettings -- IOError timed out"
    )
    for case in (load_text(line), load_bytes({"x.txt": line.encode()})):
        first = diagnose(case).explanations[0]
        assert (first.cause, first.verdict) == ("wireserver-blocked", "possible")
