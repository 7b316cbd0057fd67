"""The page for the service desk in a real browser: paste, answer, take a ticket away; hostile text stays text."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from backupdx.service import work
from backupdx.service.bounds import Limits
from backupdx.service.parts import Part
from browser import Browser, chromium
from test_fleet import STOPPED, line
from test_service_http import Running

needs_browser = pytest.mark.skipif(chromium() is None, reason="no Chromium here (Debian: apt-get install chromium)")
HOSTILE = "<img src=x onerror=document.title='owned'> \u202e UserErrorGuestAgentStatusUnavailable"


@pytest.fixture(scope="module")
def page() -> Iterator[tuple[Browser, str]]:
    try:
        browser = Browser(str(chromium()))
    except (RuntimeError, OSError) as error:
        pytest.skip(f"the Chromium here does not start: {error}")
    with browser, Running(Limits(workers=1)) as running:
        yield browser, f"http://127.0.0.1:{running.port}/"


def settled(browser: Browser) -> None:
    browser.until(
        "document.querySelector('#given button').disabled === false && !document.getElementById('answer').hidden"
    )


@needs_browser
def test_a_pasted_error_is_diagnosed_and_answers_change_the_ranking(page: tuple[Browser, str]) -> None:
    browser, address = page
    browser.look(1000, 1200)
    browser.visit(address)
    browser.js("document.getElementById('text').focus()")
    browser.type(HOSTILE)
    browser.press("Tab", 2)
    browser.press("Enter")
    settled(browser)
    browser.until("document.querySelectorAll('.question').length > 0")
    assert "UserErrorGuestAgentStatusUnavailable" in browser.js("document.getElementById('headline').innerText")
    before = browser.js("document.getElementById('ranking').innerText")
    for answer in ("Operating system: Linux", "Status: Running", "Agent status: Not Ready"):
        browser.js(f"document.querySelector('#questions input[value=\"{answer}\"]').click()")
    browser.js("document.getElementById('questions').requestSubmit()")
    browser.until(f"document.getElementById('ranking').innerText !== {before!r}")
    settled(browser)
    assert browser.js("document.querySelector('#ranking .moved:not(:empty)') !== null")
    browser.js("document.getElementById('ticket').click()")
    browser.until("!document.getElementById('ticket-text').hidden")
    assert browser.js("document.getElementById('ticket-text').value").startswith("#")
    assert browser.js("document.title") == "backupdx" and browser.js("document.images.length") == 0
    assert browser.problems() == []


@needs_browser
def test_nothing_given_is_told_and_the_page_fits_a_phone(page: tuple[Browser, str]) -> None:
    browser, address = page
    browser.look(360, 700, dark=True)
    browser.visit(address)
    browser.js("document.getElementById('given').requestSubmit()")
    browser.until("document.getElementById('status').textContent.includes('nothing to diagnose')")
    assert browser.js("document.documentElement.scrollWidth <= 360")
    assert [text for text in browser.problems() if "422" not in text] == []


@needs_browser
def test_many_vms_are_summed_up_and_one_of_them_can_be_chosen(page: tuple[Browser, str]) -> None:
    browser, address = page
    browser.look(1000, 1200)
    browser.visit(address)
    lines = [line("web<b>1", STOPPED), line("db1", code="UserErrorRpCollectionLimitReached")]
    export = json.dumps({"cases": [json.loads(each) for each in lines]})
    browser.js(f"document.getElementById('text').value = {json.dumps(export)}")
    browser.js("document.getElementById('given').requestSubmit()")
    browser.until("!document.getElementById('several').hidden")
    assert "several VMs, such as db1, web<b>1" in browser.js("document.getElementById('several').innerText")
    assert browser.js("document.getElementById('status').textContent") == ""
    browser.js("document.getElementById('all').click()")
    browser.until("!document.getElementById('summary').hidden")
    assert "web<b>1" in browser.js("document.getElementById('summary').innerText")
    assert browser.js("document.querySelector('#several b') === null")
    browser.js("HTMLAnchorElement.prototype.click = function () { window.named = this.download; }")
    browser.js("URL.createObjectURL = (blob) => { blob.text().then((text) => { window.page = text; }); return ''; }")
    browser.js("document.getElementById('all-page').click()")
    browser.until("window.page !== undefined && window.named !== undefined")
    assert browser.js("`${window.named} ${window.page.slice(0, 15)}`") == "fleet.html <!doctype html>"
    browser.js("document.getElementById('vm').value = 'DB1'; document.getElementById('one').requestSubmit()")
    settled(browser)
    assert browser.js("document.getElementById('status').textContent") == ""
    assert [text for text in browser.problems() if "422" not in text] == []


@needs_browser
def test_records_that_are_dropped_beside_the_field_are_summed_up(page: tuple[Browser, str]) -> None:
    browser, address = page
    browser.visit(address)
    records = work.fleet([Part("files", "a.ndjson", line("web1", STOPPED).encode())], "records").text
    browser.js(
        f"const given = new DataTransfer(); given.items.add(new File([{json.dumps(records)}], 'night.ndjson'));"
        "document.querySelector('header').dispatchEvent("
        "new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: given}))"
    )
    assert "night.ndjson" in browser.js("document.getElementById('chosen').innerText")
    browser.js("document.getElementById('given').requestSubmit()")
    browser.until("!document.getElementById('several').hidden")
    assert browser.js("document.getElementById('one').hidden")
    browser.js("document.getElementById('all').click()")
    browser.until("document.getElementById('summary').textContent.includes('1 case of 1 VM')")
