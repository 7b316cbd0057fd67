"""A fleet as one HTML page that needs nothing else: no network, no server, no build.

The page is written while the records are read. Rows go out a thousand at a time as JSON islands, each with the strings
and patterns that appear in it for the first time; what stays in memory is one number per distinct string and pattern.
Explanations lie in islands of their own, which the page parses only when one of their VMs is opened.

Own script instead of a library: Tabulator or DataTables with a chart library add 400 kB and more to every report, and
each of their releases would have to be examined for the policy below and for assistive technology. What is needed here
(bars, one search box, filters, pages of a real table, one dialog) is 35 kB of script that can be read, and answers a
search in ten thousand rows within 100 ms (`benchmarks/fleet_html.py`).

Nothing of a record becomes markup: the islands have `<`, `>` and `&` escaped, names are cleaned of control and
direction characters (`clean`), and the script makes text nodes only. A Content-Security-Policy allows the page's own
script and style by their hashes, nothing else, and Trusted Types refuse every HTML sink of the browser.
"""

from __future__ import annotations

import base64
import hashlib
import html
import itertools
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, NamedTuple

from ..facts.errors import InputError
from ..fleet.history import WELL, Run
from ..fleet.records import shared_titles
from ..fleet.tally import findings_of, vm_key
from .clean import clean
from .fleet_islands import CHUNK, Entry, Islands, island, usable

SCRIPTS = ("fleet-data.js", "fleet-view.js", "fleet-panel.js", "fleet-table.js", "fleet-detail.js")
REJECTED = '{"rejected":'
_TOLD = ("causes", "facts", "codes")  # what the page has of the header as it is
_MOST_REASONS = 20
_VERDICTS = {"confirmed": "confirmed", "likely": "likely", "possible": "not established"}


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that somebody decided to live with: why, and until when (a date as text; empty: for good)."""

    reason: str
    until: str = ""


class PageRow(NamedTuple):
    """A record line with what a comparison or a list of known findings says of it.

    `status` is "new", "unchanged" or empty (nothing was compared). An `accepted` finding is counted apart: it is in
    the table, but in no chart and no verdict total; `set_aside` are the causes of the case that are accepted.
    `customer` is whose VM it is, and `since` is when it began to fail, where earlier runs tell (fleet/history.py).
    """

    record: str
    status: str = ""
    accepted: Accepted | None = None
    set_aside: tuple[str, ...] = ()
    customer: str = ""
    since: str = ""


class Fixed(NamedTuple):
    """A VM of the earlier fleet whose finding is gone, the id of its cause, and how it is gone (fleet/compare.py)."""

    vm: str
    resource_group: str = ""
    subscription: str = ""
    cause: str = ""
    how: str = "fixed"


def fleet_html(
    header: Mapping[str, Any],
    rows: Iterable[str | PageRow],
    title: str = "Failed backups",
    *,
    made: datetime | None = None,
    fixed: Iterable[Fixed] = (),
    history: Iterable[Run] = (),
) -> Iterator[str]:
    """The page, piece by piece: write each to a file opened with encoding="utf-8".

    `header` is the parsed first line of a fleet's records (`fleet.records.header`). `rows` are the other lines, plain
    or as `PageRow`; those of rejected input are counted, and the first reasons shown. `made` is when the records were
    made (default: now). `fixed` is read after the last row, so that it may be filled while the rows pass. Rows and
    fixed ones are read once and not kept. `history` are the sums of earlier runs, oldest first. Raises InputError for
    a line that is no record.
    """
    if not header.keys() >= {"kb_version", *_TOLD}:
        raise InputError("is no header of a fleet's records", expected="the first line that `backupdx fleet` wrote")
    made = (made or datetime.now(UTC)).astimezone(UTC)
    style, script = _asset("fleet.css"), "\n".join(map(_asset, SCRIPTS))
    when = f"{made.day} {made:%B %Y, %H:%M} UTC"
    about = {"title": clean(title), "made": when, "chunk": CHUNK, "kb_version": header["kb_version"]}
    about["history"] = [[clean(run.name), *astuple(run)[1:]] for run in history]
    totals = Totals()
    islands = Islands()
    pieces = {
        "csp": [_policy(script, style)],
        "title": [_text(title)],
        "style": [style],
        "header": [island("header", {**about, "shared": shared_titles(dict(header)), **{k: header[k] for k in _TOLD}})],
        "rows": islands.of(totals.counted(rows)),
        "fixed": _fixed(fixed),
        "end": (island("end", totals.data()) for _ in (0,)),  # only when it is its turn
        "plain": (totals.plain(header["causes"], title, when, header["kb_version"]) for _ in (0,)),
        "script": [script],
    }
    for n, part in enumerate(re.split(r"\{\{(\w+)\}\}", _asset("fleet.html"))):
        yield from pieces[part] if n % 2 else [part]


class Totals:
    """What is counted while the rows pass: for the page without its script, and for what the rows do not tell."""

    def __init__(self) -> None:
        self.verdicts: Counter[str] = Counter()  # cases by their first cause
        self.causes: Counter[str] = Counter()  # findings
        self.vms: set[bytes] = set()
        self.accepted = 0
        self.rejected = 0
        self.reasons: list[str] = []

    def counted(self, rows: Iterable[str | PageRow]) -> Iterator[Entry]:
        """The rows that are records: parsed, with status and acceptance. Raises InputError for what is no record."""
        for n, row in enumerate(rows, 1):
            row = PageRow(row) if isinstance(row, str) else row
            if not row.record.strip():
                continue
            record = _parsed(row.record, n)
            if "rejected" in record:
                self.rejected += 1
                if len(self.reasons) < _MOST_REASONS:
                    self.reasons.append(clean(str(record["rejected"])))
                continue
            with usable(n):
                self._count(record, row)
                at = record["case"].get("failed_at", "")
                since = None if record.get("headline") in WELL else row.since or at
            accepted = [row.accepted.reason, row.accepted.until] if row.accepted else None
            yield Entry(n, record, row.status, accepted, row.set_aside, row.customer, since)

    def _count(self, record: dict[str, Any], row: PageRow) -> None:
        self.vms.add(vm_key(record["case"]))
        findings = [f for f in findings_of(record) if f.cause not in row.set_aside]
        if row.accepted:
            self.accepted += 1
            return
        self.verdicts[findings[0].verdict if findings else "possible"] += 1
        self.causes.update(finding.cause for finding in findings)

    def data(self) -> dict[str, Any]:
        """What the script cannot count: lines that are no rows."""
        return {"rejected": self.rejected, "reasons": self.reasons}

    def plain(self, causes: Mapping[str, Any], title: str, when: str, kb_version: str) -> str:
        """The totals as HTML, for viewers that run no script; the script takes it away."""
        counts = [f"{words}: {self.verdicts[verdict]:,}" for verdict, words in _VERDICTS.items()]
        counts += [f"accepted: {self.accepted:,}"] if self.accepted else []
        counts += [f"rejected lines of input: {self.rejected:,}"] if self.rejected else []
        total = self.verdicts.total() + self.accepted
        cells = (
            f"<tr><th scope=row>{_text(causes.get(cause, {}).get('title', cause))}</th><td>{count:,}</td></tr>\n"
            for cause, count in sorted(self.causes.items(), key=lambda item: (-item[1], item[0]))
        )
        return (
            f"<h1>{_text(title)}</h1>\n<p>{when}, knowledge base {_text(kb_version)}</p>\n"
            f"<p>Cases: {total:,}, of VMs: {len(self.vms):,}. Causes {', '.join(counts)}.</p>\n"
            f"<table><caption>Findings: causes that are confirmed or likely for a case</caption>\n{''.join(cells)}"
            "</table>\n"
        )


def _parsed(line: str, n: int) -> dict[str, Any]:
    if line.startswith(REJECTED) or line.startswith('{"case":'):
        try:
            found: dict[str, Any] = json.loads(line)
        except (ValueError, RecursionError):
            pass
        else:
            return found
    raise InputError("is no record of a fleet", where=f"record {n}", expected="a line that `backupdx fleet` wrote")


def _fixed(fixed: Iterable[Fixed]) -> Iterator[str]:
    rest = iter(fixed)
    while chunk := list(itertools.islice(rest, CHUNK)):
        yield island("fixed", [[clean(part) for part in each] for each in chunk], kind="class")


def _policy(script: str, style: str) -> str:
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _text(text: str) -> str:
    return html.escape(clean(text))


def _asset(name: str) -> str:
    return (files(__package__) / "assets" / name).read_text(encoding="utf-8")
