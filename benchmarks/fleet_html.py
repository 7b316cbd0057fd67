"""What the HTML report of a fleet costs: to write, and in a real browser to open, search, filter, sort and print.

Run with `python benchmarks/fleet_html.py [ROWS]` where Chromium is installed. Times in the page are from the event to
the finished layout; searches grow by a letter, as typed, and each one's time is the least of five rounds, so that other
work on the machine does not count. Target: a search in ten thousand rows is answered within 100 ms. The memory is what
Python holds at most while the page is written.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from backupdx.fleet.lines import diagnose_lines
from backupdx.fleet.records import header
from backupdx.kb.knowledge import knowledge_base
from backupdx.report.fleet_html import fleet_html
from fleets import all_different, realistic

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from browser import Browser, chromium

TIMED = """(() => {
  const act = () => { %s; document.body.offsetHeight; };
  const begun = performance.now(); act(); return performance.now() - begun;
})()"""
SEARCH = "find('q').value = %s; find('q').dispatchEvent(new Event('input'))"


def main(count: int) -> None:
    """Print the table."""
    for name, lines in (("as real ones are", realistic(count)), ("no two alike", all_different(count))):
        with tempfile.TemporaryDirectory() as folder:
            records = Path(folder) / "records.ndjson"
            with records.open("w") as file:
                file.writelines(f"{record}\n" for record in diagnose_lines(lines))
            print(f"{count:,} VMs, {name} ({records.stat().st_size / 1e6:.1f} MB of records)")
            page = Path(folder) / "fleet.html"
            writing(records, page)
            in_the_page(page)


def writing(records: Path, page: Path) -> None:
    """Write the page and print what it costs."""
    head = json.loads(header(knowledge_base()))
    begun = time.perf_counter()
    with records.open() as lines, page.open("w", encoding="utf-8") as file:
        file.writelines(fleet_html(head, lines))
    row("write", (time.perf_counter() - begun) * 1000)
    tracemalloc.start()
    with records.open() as lines:
        for _ in fleet_html(head, lines):
            pass
    print(f"  {'size of the page':36}{page.stat().st_size / 1e6:10.1f} MB")
    print(f"  {'memory while writing':36}{tracemalloc.get_traced_memory()[1] / 1e6:10.1f} MB")
    tracemalloc.stop()


def in_the_page(page: Path) -> None:
    """Open the page and print what its answers cost."""
    path = chromium()
    if path is None:
        print("  no Chromium here")
        return
    with Browser(path) as browser:
        browser.look()
        browser.open(page)
        timing = "performance.getEntriesByType('navigation')[0]"
        row("open, until it can be used", browser.js(f"{timing}.domComplete"))

        def timed(action: str) -> float:
            return float(browser.js(TIMED % action))

        words = ("vm0000123", "westeurope agent", "provisioning", "rsv-00042 confirmed", "nothing fits this")
        typed = [word[:n] for word in words for n in range(1, len(word) + 1)]
        for place in ("#verdicts", "#h-table"):
            browser.js(f"document.querySelector('{place}').scrollIntoView()")
            rounds = [[timed(SEARCH % json.dumps(text)) for text in typed] for _ in range(5)]
            times = sorted(min(each) for each in zip(*rounds, strict=True))
            seen = "charts" if place == "#verdicts" else "table"
            row(f"search, {seen} in sight, median", times[len(times) // 2])
            row(f"search, {seen} in sight, worst", times[-1])
        timed(SEARCH % "''")
        row("filter by a bar", least(timed, "document.querySelector('.bars button').click()", 6))
        row("sort, first time", timed("document.querySelector('#columns button').click()"))
        row("next page", least(timed, "find('next').click()", 5))
        row("explanation of a VM", least(timed, "openVm(shown[Math.floor(Math.random() * shown.length)])", 20))
        browser.js("find('vm').close()")
        row("all rows laid out for print", timed("dispatchEvent(new Event('beforeprint'))"))


def least(timed: Callable[[str], float], action: str, times: int) -> float:
    """The least of several times: the machine may have other work."""
    return min(timed(action) for _ in range(times))


def row(name: str, milliseconds: float) -> None:
    """Print one line of the table."""
    print(f"  {name:36}{milliseconds:10.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
