"""The HTML report of a fleet: what its text holds."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from backupdx.facts.errors import InputError
from backupdx.fleet.known import Accepted as Known
from backupdx.fleet.known import AcceptedCauses
from backupdx.fleet.rows import Beside, Rows
from backupdx.fleet.tally import tally_of
from backupdx.kb.examples import examples_of
from backupdx.report.fleet_html import SCRIPTS, Accepted, Fixed, PageRow, Totals, fleet_html
from fleet_pages import HEADER, HOSTILE, KB, MADE, hostile_lines, line, page_of, records

ASSETS = Path(__file__).parents[1] / "report" / "assets"


class Parts(HTMLParser):
    """What an HTML parser makes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append((self.tags[-1][0] if self.tags else "", data))

    def islands(self, name: str) -> list[Any]:
        page = self.rawdata_of
        return [json.loads(text) for kind, text in page if kind == name]

    @property
    def rawdata_of(self) -> list[tuple[str, str]]:
        kinds = [a.get("class") or a.get("id") or "" for tag, a in self.tags if tag == "script"]
        texts = [text for tag, text in self.texts if tag == "script" and text.strip()]
        return list(zip(kinds, texts, strict=True))


def test_the_islands_hold_all_rows_compactly() -> None:
    found = records([line(n) for n in range(1200)])
    page = page_of(found)
    parts = Parts(page)
    chunks = parts.islands("rows")
    strings = [text for chunk in chunks for text in chunk["strings"]]
    patterns = [pattern for chunk in chunks for pattern in chunk["patterns"]]
    rows = [row for chunk in chunks for row in chunk["rows"]]
    assert [len(chunk["rows"]) for chunk in chunks] == [1000, 200]
    assert [row[:2] for row in rows] == [[f"job-{n}", f"vm{n:05}"] for n in range(1200)]
    assert {strings[row[2]] for row in rows} == {f"rg-{n}" for n in range(60)}
    assert len(strings) == len(set(strings))
    assert len(patterns) == 2
    assert strings[patterns[0][0][0][0]] == "vm-not-running"
    assert len(page) < sum(map(len, found)) / 2 + len(json.dumps(HEADER)) + 60_000


def test_the_page_is_written_piece_by_piece() -> None:
    asked = 0

    def rows() -> Iterator[str]:
        nonlocal asked
        for each in found:
            asked += 1
            yield each

    found = records([line(n) for n in range(20)]) * 150
    for piece in fleet_html(HEADER, rows(), made=MADE):
        if 'class="rows"' in piece:
            break
    assert asked == 1000


def test_the_policy_allows_this_script_and_style_only() -> None:
    page = page_of(records([line(0)]))
    parts = Parts(page)
    [policy] = [a["content"] for tag, a in parts.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None and policy.startswith("default-src 'none'; ")
    for tag, source in (("script", "script-src"), ("style", "style-src")):
        text = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)[-1]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}';" in policy
    assert "unsafe" not in policy
    attributes = [name for _, a in parts.tags for name in a]
    assert not [name for name in attributes if name.startswith("on") or name in ("style", "src")]
    assert not re.search(r"https?://", page.replace(json.dumps(HEADER), "").split('id="header"')[0])


def test_hostile_names_stay_text() -> None:
    plain = Parts(page_of(records([line(0)])))
    page = page_of(records(hostile_lines()), title=HOSTILE[0], fixed=[Fixed(*HOSTILE[:4])])
    parts = Parts(page)
    extra = [tag for tag, a in parts.tags if a.get("class") == "fixed"]
    assert len(parts.tags) == len(plain.tags) + len(extra) == len(plain.tags) + 1
    assert "window.hit=1</script>" not in page
    assert not re.search("[\u2028\u2029\u202e\x1b\x00]", page)
    [chunk] = parts.islands("rows")
    assert [row[1] for row in chunk["rows"]][:2] == list(HOSTILE[:2])
    assert chunk["rows"][6][1] == "abc\N{REPLACEMENT CHARACTER}gpj.exe"
    assert parts.islands("fixed") == [[[*HOSTILE[:4], "fixed"]]]


def test_rejected_lines_are_counted_and_accepted_ones_apart() -> None:
    found = records([line(0), "{", line(1), line(3)])
    rows = [
        PageRow(found[0], "new"),
        PageRow(found[1]),
        PageRow(found[2]),
        PageRow(found[3], "unchanged", Accepted("ours", "2027-01-31")),
    ]
    page = page_of(rows)
    parts = Parts(page)
    [end] = parts.islands("end")
    assert end["rejected"] == 1 and "no valid JSON" in end["reasons"][0]
    assert (
        "Cases: 3, of VMs: 3. Causes confirmed: 1, likely: 0, not established: 1, accepted: 1, "
        "rejected lines of input: 1." in page
    )
    [chunk] = parts.islands("rows")
    assert [chunk["strings"][n] for n in chunk["rows"][2][13]] == ["ours", "2027-01-31"]


class Stored(NamedTuple):
    """Records in memory."""

    records: list[str]

    def lines(self) -> list[str]:
        return self.records


@pytest.fixture(scope="module")
def all_records() -> list[str]:
    cases = [e.case for cause in KB.in_order for e in examples_of(cause.id)]
    return records([json.dumps(case.model_dump(mode="json", exclude_none=True)) for case in cases])


def test_every_example_has_a_row(all_records: list[str]) -> None:
    found = all_records
    assert not [each for each in found if each.startswith('{"rejected"')][:1]
    chunks = Parts(page_of(found)).islands("rows")
    assert sum(len(chunk["rows"]) for chunk in chunks) == len(found)


def test_the_page_counts_as_the_summary_does(all_records: list[str]) -> None:
    """Cases by their first cause, findings by cause, VMs once: whatever is accepted."""
    entries = tuple(Known(cause=c, reason="ours", until=date(2999, 1, 1)) for c in ("rg-lock", "agent-not-reporting"))
    known = AcceptedCauses(entries)
    tally = tally_of(all_records, known)
    totals = Totals()
    rows = Rows(Stored(all_records), Beside(known))  # type: ignore[arg-type]
    shown = (PageRow(r.record, r.status, Accepted("ours") if r.accepted else None, r.set_aside) for r in rows)
    assert len(list(totals.counted(shown))) == tally.cases
    assert totals.verdicts == {v: n for v, n in tally.first.items() if v != "accepted"}
    assert totals.accepted == tally.first["accepted"] > 0
    assert totals.causes == {cause: counts.total() for cause, counts in tally.causes.items()}
    assert len(totals.vms) == len(tally.vms)


@pytest.mark.parametrize("bad", ["{}", "no json", '{"case":', '{"case":{}}', '{"case":1,"explanations":[]}'])
def test_what_is_no_record_is_refused(bad: str) -> None:
    with pytest.raises(InputError, match="record 1"):
        page_of([bad])


def test_a_header_of_something_else_is_refused() -> None:
    with pytest.raises(InputError, match="no header"):
        "".join(fleet_html({"case": {}}, []))


def test_the_same_records_give_the_same_bytes() -> None:
    found = records([line(n) for n in range(30)])
    assert page_of(found) == page_of([PageRow(each) for each in found])


def test_the_assets_are_small_and_cannot_leave_their_element() -> None:
    for path in ASSETS.iterdir():
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 400, path
        assert max(map(len, text.splitlines())) <= 120, path
        if path.suffix != ".html":
            assert not re.search(r"</|<!--|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text), path
    assert {path.name for path in ASSETS.iterdir()} == {*SCRIPTS, "fleet.css", "fleet.html"}


def test_without_script_the_totals_are_there() -> None:
    page = page_of(records([line(n) for n in range(30)]))
    plain = page.split('<div id="plain">')[1].split("<script>")[0]
    assert "Cases: 30, of VMs: 30. Causes confirmed: 10, " in plain and "The VM is not running</th><td>10</td>" in plain
