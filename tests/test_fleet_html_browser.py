"""The HTML report of a fleet: how it works in a real browser, without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from backupdx.fleet.history import Run
from backupdx.report.fleet_html import Accepted, Fixed, PageRow
from browser import Browser, chromium
from fleet_pages import CODE, HOSTILE, hostile_lines, line, page_of, records

BIG = 10_000
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
    rows = [
        PageRow(each, "new" if n < 10 else "unchanged", *((known, ("vm-not-running",)) if n == 3 else ()))
        for n, each in enumerate(found)
    ]
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
    assert browser.js("document.getElementById('count').textContent") == "10,000 cases"
    assert len(names(browser)) == 50
    search(browser, "VM0123 eastus")
    assert names(browser) == [f"vm{n:05}" for n in (1233, 1239, 1231, 1235, 1237)]  # confirmed ones first
    search(browser, "not running")
    assert browser.js("document.getElementById('count').textContent").startswith("3,334 of 10,000 cases")
    search(browser, "no such name")
    assert browser.js("document.getElementById('count').textContent").startswith("No case fits")
    browser.js("document.querySelector('#chips button').click()")
    browser.js("document.querySelector('.facet.region [aria-pressed]').click()")
    assert browser.js("document.getElementById('count').textContent") == "5,000 of 10,000 cases"
    pressed = "[...document.querySelectorAll('[aria-pressed=true]')].map(e => e.querySelector('.name').textContent)"
    assert browser.js(pressed) == ["eastus"]
    assert len(browser.js("[...document.querySelectorAll('.facet.region li')].map(e => e.textContent)")) == 2
    fragment = browser.js("location.hash")
    browser.open(big, fragment)
    assert browser.js("document.getElementById('count').textContent") == "5,000 of 10,000 cases"
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
    assert "rebuilt every week (until 2027-01-31)" in browser.js("document.getElementById('body').textContent")
    browser.js("document.querySelector('#fixed summary').click()")
    browser.until("document.querySelectorAll('#fixed li').length === 1")
    assert browser.js("document.querySelector('#fixed li').textContent").startswith("old-vm (rg-9): A lock")


@needs_browser
def test_the_chosen_cause_has_its_remedy_and_its_vms_to_copy(browser: Browser, small: Path) -> None:
    browser.open(small)
    assert browser.js("find('cause-section').hidden")
    browser.js("document.querySelector('.facet.cause button').click()")
    assert browser.js("find('h-cause').textContent") == "The VM is not running"
    text = browser.js("find('cause').textContent")
    assert "What to do" in text and "9 VMs" in text and "Start the VM" in text
    listed = browser.js("document.querySelector('.names code').textContent").split("\n")
    assert listed == [n for n in names(browser) if n != "vm00003"] and len(listed) == 9, "what is accepted is not meant"
    browser.js("window.taken = []; copy = (text) => window.taken.push(text)")
    browser.js("document.querySelectorAll('.names button').forEach((each) => each.click())")
    plain, table = browser.js("window.taken")
    assert plain.split("\n") == listed
    assert table.split("\n")[:2] == [
        "VM\tResource group\tSubscription\tCustomer\tVault",
        f"{listed[0]}\trg-0\t\t\trsv-0",
    ]
    browser.js("[...document.querySelectorAll('#chips button')].find((e) => e.textContent === 'What to do').click()")
    assert browser.js("document.activeElement.id") == "h-cause"
    assert browser.js("find('h-cause').getBoundingClientRect().top >= document.querySelector('.tools').offsetHeight")
    assert browser.problems() == []


@needs_browser
def test_days_customers_and_runs(browser: Browser, tmp_path: Path) -> None:
    times = [f"2026-11-{day:02}T02:00:00+00:00" for day in (20, 21, 24)]
    found = records([line(n, failed_at=times[n % 3]) for n in range(9)])
    rows = [PageRow(each, customer=("Contoso", "")[n % 2]) for n, each in enumerate(found)]
    rows[2] = rows[2]._replace(since="2026-11-10T02:00:00+00:00")
    path = tmp_path / "days.html"
    runs = [Run("2026-11-23", 12, 11, 4, 2, 6, 0, 7)]
    path.write_text(page_of(rows, history=runs), encoding="utf-8")
    browser.open(path)

    def chart(field: str) -> list[str]:
        shown = f"[...document.querySelectorAll('.facet.{field} .row')]"
        told = f"{shown}.map(e => ['.name', '.figure'].map(c => e.querySelector(c).textContent).join(': '))"
        return list(browser.js(told))

    assert chart("day") == ["2026-11-24: 3", "2026-11-21: 3", "2026-11-20: 3"]
    assert chart("span") == ["8 to 30 days: 1", "4 to 7 days: 3", "2 to 3 days: 3", "less than one day: 2"]
    assert chart("customer") == ["Contoso: 5"]
    cells = "[...document.querySelectorAll('#trend tbody tr')].map(e => [...e.children].map(c => c.textContent))"
    assert browser.js(cells) == [
        ["2026-11-23", "12", "11", "4", "2", "6", "0", "7", ""],
        ["This run", "9", "9", "3", "0", "6", "0", "3", ""],
    ]
    browser.js("sortBy('days'); sortBy('days')")
    assert names(browser)[0] == "vm00002"
    browser.open(path, "#vm=2")
    assert "2026-11-10" in browser.js("find('vm-body').innerText")
    assert browser.problems() == []


@needs_browser
def test_causes_count_findings_and_all_else_counts_cases(browser: Browser, tmp_path: Path) -> None:
    """As the text does (tests/test_fleet.py): an effect and its root are two findings of one case."""
    stopped = {"vm": {"name": "a", "os_type": "linux", "power_state": "running"}}
    facts = {**stopped, "agent": {"installed": True, "service_state": "stopped", "status": "not_ready"}}
    (record,) = records([line(1, **facts)])
    path = tmp_path / "two.html"
    path.write_text(page_of([PageRow(record)]), encoding="utf-8")
    browser.open(path)
    figures = "[...document.querySelectorAll('.facet.cause .figure')].map(e => e.textContent)"
    assert browser.js(figures) == ["1", "1"]
    assert browser.js("find('lead').innerText").startswith("1 case of 1 VM failed. The cause is confirmed for 1.")
    browser.js("document.querySelectorAll('.facet.cause button')[1].click()")
    assert names(browser) == ["a"], "the second cause is chosen as well as the first"
    path.write_text(page_of([PageRow(record, set_aside=("agent-stopped-linux",))]), encoding="utf-8")
    browser.open(path)
    assert browser.js(figures) == ["1"]


@needs_browser
def test_a_long_code_breaks_at_its_words(browser: Browser, small: Path) -> None:
    browser.open(small)
    pieces = browser.js(
        "breakable('UserErrorVMAgentStatus_Not').map((e) => (typeof e === 'string' ? e : '|')).join('')"
    )
    assert pieces == "User|Error|VM|Agent|Status_|Not"
    assert browser.js("document.querySelectorAll('td.c-code wbr').length") > 0
    assert browser.js("breakable('a title of 1.2.3').length") == 1


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
    search(browser, "vm000")
    browser.send("Page.printToPDF")
    assert browser.js("window.printed") == 100
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
