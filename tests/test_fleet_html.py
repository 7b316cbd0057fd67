"""The HTML report of a fleet: what its text holds, and how it works in a real browser, without a network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from backupdx.facts.errors import InputError
from backupdx.fleet.lines import diagnose_lines
from backupdx.fleet.records import header as header_line
from backupdx.kb.examples import examples_of
from backupdx.kb.knowledge import knowledge_base
from backupdx.report.fleet_html import SCRIPTS, Accepted, Fixed, Row, fleet_html
from browser import Browser, chromium

KB = knowledge_base()
HEADER = json.loads(header_line(KB))
MADE = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ASSETS = Path(__file__).parents[1] / "report" / "assets"
CODE = "UserErrorGuestAgentStatusUnavailable"
HOSTILE = (
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<!--<script>",
    "';window.hit=1//",
    "{{script}}",
    "$(touch hit)",
    "abc\u202egpj.exe",
    "line\u2028end\u2029\u0085",
    "\x1b[31mred\x00",
    "=HYPERLINK(1)",
    "__proto__",
    "&lt;b&gt;",
)
BIG = 10_000


def line(n: int, **facts: Any) -> str:
    """A fact line: every third VM is stopped, which confirms a cause; the rest tell nothing."""
    about: dict[str, Any] = {"id": f"job-{n}", "schema_version": 1, "error": {"code": CODE}, "vm": {}, "agent": {}}
    about["vm"] = {"name": f"vm{n:05}", "resource_group": f"rg-{n // 20}", "location": ("westeurope", "eastus")[n % 2]}
    about["backup"] = {"vault": f"rsv-{n // 50}"}
    if n % 3 == 0:
        about["vm"] |= {"os_type": "linux", "power_state": "deallocated"}
    return json.dumps({**about, **facts})


def hostile_lines() -> Iterator[str]:
    for n, text in enumerate(HOSTILE):
        names = {
            "name": text,
            "resource_group": text,
            "location": text,
            "os_type": "linux",
            "power_state": "deallocated",
        }
        sources = {"vm.power_state": {"kind": "file", "file": text, "place": f"{text}.vm.power_state"}}
        yield line(n, id=text, vm=names, backup={"vault": text, "policy": text}, notes=[text], provenance=sources)


def records(lines: Iterator[str] | list[str]) -> list[str]:
    return list(diagnose_lines(lines))


def page_of(rows: list[str] | list[Row], **options: Any) -> str:
    return "".join(fleet_html(HEADER, rows, made=MADE, **options))


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
    assert parts.islands("fixed") == [[list(HOSTILE[:4])]]


def test_rejected_lines_are_counted_and_accepted_ones_apart() -> None:
    found = records([line(0), "{", line(1), line(3)])
    rows = [
        Row(found[0], "new"),
        Row(found[1]),
        Row(found[2]),
        Row(found[3], "unchanged", Accepted("ours", "2027-01-31")),
    ]
    page = page_of(rows)
    parts = Parts(page)
    [end] = parts.islands("end")
    assert end["rejected"] == 1 and "no valid JSON" in end["reasons"][0]
    assert (
        "VMs: 3. Causes confirmed: 1, likely: 0, not established: 1, accepted: 1, rejected lines of input: 1." in page
    )
    [chunk] = parts.islands("rows")
    assert [chunk["strings"][n] for n in chunk["rows"][2][-1]] == ["ours", "2027-01-31"]


def test_every_example_has_a_row() -> None:
    cases = [e.case for cause in KB.in_order for e in examples_of(cause.id)]
    lines = [json.dumps(case.model_dump(mode="json", exclude_none=True)) for case in cases]
    found = records(lines)
    assert not [each for each in found if each.startswith('{"rejected"')][:1]
    chunks = Parts(page_of(found)).islands("rows")
    assert sum(len(chunk["rows"]) for chunk in chunks) == len(found)


@pytest.mark.parametrize("bad", ["{}", "no json", '{"case":', '{"case":{}}', '{"case":1,"explanations":[]}'])
def test_what_is_no_record_is_refused(bad: str) -> None:
    with pytest.raises(InputError, match="record 1"):
        page_of([bad])


def test_a_header_of_something_else_is_refused() -> None:
    with pytest.raises(InputError, match="no header"):
        "".join(fleet_html({"case": {}}, []))


def test_the_same_records_give_the_same_bytes() -> None:
    found = records([line(n) for n in range(30)])
    assert page_of(found) == page_of([Row(each) for each in found])


def test_the_assets_are_small_and_cannot_leave_their_element() -> None:
    for path in ASSETS.iterdir():
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 400, path
        assert max(map(len, text.splitlines())) <= 120, path
        if path.suffix != ".html":
            assert not re.search(r"</|<!--|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text), path
    assert {path.name for path in ASSETS.iterdir()} == {*SCRIPTS, "fleet.css", "fleet.html"}


needs_browser = pytest.mark.skipif(chromium() is None, reason="no Chromium here (Debian: apt-get install chromium)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        found = Browser(str(chromium()))
    except (RuntimeError, OSError) as error:
        pytest.skip(f"the Chromium here does not start: {error}")
    with found:
        yield found


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fleet") / "big.html"
    path.write_text(page_of(records([line(n) for n in range(BIG)])), encoding="utf-8")
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    found = records([line(n) for n in range(30)])
    known = Accepted("rebuilt every week", "2027-01-31")
    rows = [Row(each, "new" if n < 10 else "unchanged", known if n == 3 else None) for n, each in enumerate(found)]
    path = tmp_path / "small.html"
    path.write_text(page_of(rows, fixed=[Fixed("old-vm", "rg-9", "", "rg-lock")]), encoding="utf-8")
    return path


def names(browser: Browser) -> list[str]:
    return list(browser.js("[...document.querySelectorAll('#body th')].map(e => e.textContent)"))


def search(browser: Browser, text: str) -> None:
    browser.js("document.getElementById('q').focus(); document.getElementById('q').select()")
    browser.type(text)


@needs_browser
def test_search_and_filters_in_ten_thousand_rows(browser: Browser, big: Path) -> None:
    browser.open(big)
    assert browser.js("document.getElementById('count').textContent") == "10,000 VMs"
    assert len(names(browser)) == 50
    search(browser, "VM0123 eastus")
    assert names(browser) == [f"vm{n:05}" for n in (1233, 1239, 1231, 1235, 1237)]  # confirmed ones first
    search(browser, "not running")
    assert browser.js("document.getElementById('count').textContent").startswith("3,334 of 10,000 VMs")
    search(browser, "no such name")
    assert browser.js("document.getElementById('count').textContent").startswith("No VM fits")
    browser.js("document.querySelector('#chips button').click()")
    browser.js("document.querySelector('.facet.region [aria-pressed]').click()")
    assert browser.js("document.getElementById('count').textContent") == "5,000 of 10,000 VMs"
    pressed = "[...document.querySelectorAll('[aria-pressed=true]')].map(e => e.querySelector('.name').textContent)"
    assert browser.js(pressed) == ["eastus"]
    assert len(browser.js("[...document.querySelectorAll('.facet.region li')].map(e => e.textContent)")) == 2
    fragment = browser.js("location.hash")
    browser.open(big, fragment)
    assert browser.js("document.getElementById('count').textContent") == "5,000 of 10,000 VMs"
    assert browser.problems() == []


@needs_browser
def test_sorting_and_pages(browser: Browser, big: Path) -> None:
    browser.open(big)
    header = "document.querySelector('#columns th')"
    browser.js(f"{header}.querySelector('button').click()")
    assert browser.js(f"{header}.ariaSort") == "ascending"
    assert names(browser)[:2] == ["vm00000", "vm00001"]
    browser.js("document.getElementById('next').click()")
    assert names(browser)[0] == "vm00050"
    browser.js(f"{header}.querySelector('button').click()")
    assert browser.js(f"{header}.ariaSort") == "descending"
    assert names(browser)[0] == "vm09999"
    assert browser.js("document.querySelectorAll('[aria-sort]').length") == 1


@needs_browser
def test_the_keyboard_alone_is_enough(browser: Browser, small: Path) -> None:
    browser.open(small)
    browser.press("/")
    assert browser.js("document.activeElement.id") == "q"
    browser.type("vm0000")
    while browser.js("document.activeElement.closest('#body') === null"):
        browser.press("Tab")
    browser.press("ArrowDown")
    wanted = browser.js("document.activeElement.textContent")
    browser.press("Enter")
    assert browser.js("document.activeElement.textContent") == wanted
    assert browser.js("document.querySelector('dialog').open")
    outside = "document.activeElement !== document.body && !document.activeElement.closest('dialog')"
    for _ in range(30):  # the rest of the page is out of reach while the dialog is open
        browser.press("Tab")
        assert not browser.js(outside)
    browser.press("Escape")
    browser.until("!document.querySelector('dialog').open && !find('vm-body').firstChild")
    assert browser.js("document.activeElement.textContent") == wanted
    browser.js("document.querySelector('.facet.os button').focus()")
    browser.press(" ")
    assert browser.js("document.activeElement.getAttribute('aria-pressed')") == "true"  # the focus stays on the bar
    assert browser.js("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@needs_browser
def test_a_vm_is_explained(browser: Browser, small: Path) -> None:
    browser.open(small, "#vm=6")
    text = browser.js("document.getElementById('vm-body').innerText")
    for part in ("vm00006", "The VM is not running", "deallocated", "Because", "What to do", "Ruled out", CODE):
        assert part in text
    commands = browser.js("[...document.querySelectorAll('dialog pre')].map(e => e.textContent)")
    assert any("'vm00006'" in each and "'rg-0'" in each for each in commands)
    assert browser.js("document.querySelectorAll('dialog .sources li').length") > 0
    browser.js("document.querySelector('dialog .copy').click()")
    browser.until("['Copied', 'Selected'].includes(document.getElementById('vm-status').textContent)")
    browser.js("openVm(rows[1])")
    text = browser.js("document.getElementById('vm-body').innerText")
    assert "Nothing is established yet" in text and "What to do" in text
    assert browser.js("document.querySelectorAll('dialog .missing summary').length") > 3
    assert browser.problems() == []


@needs_browser
def test_compared_and_known_findings(browser: Browser, small: Path) -> None:
    browser.open(small)
    tiles = browser.js("[...document.querySelectorAll('.tile')].map(e => e.innerText.replace(/\\s+/g, ' '))")
    assert tiles == ["9 Confirmed", "0 Likely", "20 Inconclusive", "1 Accepted", "9 New", "20 Unchanged"]
    browser.js("[...document.querySelectorAll('.tile')].find(e => e.innerText.includes('Accepted')).click()")
    assert names(browser) == ["vm00003"]
    assert "rebuilt every week (until 2027-01-31)" in browser.js("document.getElementById('body').innerText")
    browser.js("document.querySelector('#fixed summary').click()")
    browser.until("document.querySelectorAll('#fixed li').length === 1")
    assert browser.js("document.querySelector('#fixed li').textContent").startswith("old-vm (rg-9): A lock")


@needs_browser
def test_hostile_names_execute_nothing(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    found = records(hostile_lines())
    path.write_text(page_of(found, title=HOSTILE[1], fixed=[Fixed(*HOSTILE[:4])]), encoding="utf-8")
    browser.open(path)
    assert names(browser)[:2] == list(HOSTILE[:2])
    for n in range(len(HOSTILE)):
        browser.js(f"openVm(rows[{n}])")
        commands = browser.js("[...document.querySelectorAll('dialog pre')].map(e => e.textContent)")
        assert not [each for each in commands if "touch hit" in each or "window.hit" in each]
    browser.js(
        "find('vm').close(); for (const b of document.querySelectorAll('.bars button')) b.isConnected && b.click()"
    )
    browser.open(path, "#q=%3Cimg%20src%3Dx%20onerror%3Dwindow.hit%3D1%3E&os=__proto__&vm=__proto__&sort=constructor")
    assert browser.js("window.hit === undefined && document.querySelectorAll('img').length === 0")
    assert browser.problems() == []
    # The policy holds by itself too: what the script never does would be refused.
    assert (
        browser.js("(() => { try { document.body.innerHTML = '<b>'; } catch (e) { return e.name; } })()") == "TypeError"
    )


@needs_browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_has_contrast(browser: Browser, small: Path, dark: bool) -> None:
    browser.look(dark=dark)
    browser.open(small, "#vm=6")
    colours = browser.js(
        """[...document.querySelectorAll("h1, .quiet, .link, .words, td, .effect, dt, .tool, summary")].map(e => {
          let at = e; const clear = "rgba(0, 0, 0, 0)";
          while (at && getComputedStyle(at).backgroundColor === clear) at = at.parentElement;
          const back = at ? getComputedStyle(at).backgroundColor : "rgb(255, 255, 255)";
          return [getComputedStyle(e).color, back, e.className];
        })"""
    )
    back = browser.js("getComputedStyle(document.documentElement).backgroundColor")
    browser.look()
    assert len(colours) > 50
    for ink, paper, name in {tuple(each) for each in colours}:
        assert contrast(ink, paper) >= 4.5, (ink, paper, name)
    assert luminance(back) < 0.02 if dark else luminance(back) > 0.9


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(n) / 255 for n in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@needs_browser
def test_print_holds_all_filtered_rows(browser: Browser, big: Path) -> None:
    browser.open(big, "#vault=rsv-1&q=vm000")
    browser.js("addEventListener('beforeprint', () => (window.printed = document.querySelectorAll('#body tr').length))")
    browser.js("document.querySelector('[aria-label^=Remove]').click()")
    search(browser, "vm001")
    browser.look(media="print")
    assert browser.js("getComputedStyle(document.getElementById('q')).display") == "none"
    browser.look()
    search(browser, "vm00")
    browser.send("Page.printToPDF")
    assert browser.js("window.printed") == 1000
    assert len(names(browser)) == 50


@needs_browser
@pytest.mark.parametrize("width", [320, 390, 720])
def test_narrow_screens_need_no_sideways_scrolling(browser: Browser, small: Path, width: int) -> None:
    browser.look(width=width)
    browser.open(small, "#vm=6")
    wide = browser.js("[document.documentElement.scrollWidth, document.querySelector('dialog').scrollWidth]")
    browser.look()
    assert max(wide) <= width


@needs_browser
def test_every_control_has_a_name(browser: Browser, small: Path) -> None:
    browser.open(small, "#vm=6")
    for _ in range(2):
        nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
        named = [n for n in nodes if n.get("role", {}).get("value") in ("button", "searchbox", "dialog", "navigation")]
        assert named
        assert not [n for n in named if not n.get("name", {}).get("value")]
        browser.js("document.querySelector('dialog').close()")
    roles = [n["role"]["value"] for n in nodes if "role" in n]
    assert {"table", "columnheader", "rowheader", "searchbox", "status", "heading"} <= set(roles)


def test_without_script_the_totals_are_there() -> None:
    page = page_of(records([line(n) for n in range(30)]))
    plain = page.split('<div id="plain">')[1].split("<script>")[0]
    assert "VMs: 30. Causes confirmed: 10, " in plain and "The VM is not running</th><td>10</td>" in plain
