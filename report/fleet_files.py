"""A fleet's rows as the files that other programs and people take: a table with one row a case, and the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from ..fleet.rows import Row, Rows
from .fleet_html import Accepted, Fixed, PageRow, fleet_html
from .fleet_tables import CsvRow, write_csv


def write_table(rows: Rows, stream: IO[str]) -> None:
    """Write one row of CSV for each case, with what is said of it beside."""
    write_csv(rows.header, map(_csv_row, rows), stream)


def _csv_row(row: Row) -> CsvRow:
    accepted = f"accepted until {row.accepted.until}: {row.accepted.reason}" if row.accepted else row.status
    return CsvRow(row.record, accepted, row.customer, row.since)


def fleet_page(rows: Rows) -> Iterator[str]:
    """The page that works offline, piece by piece."""
    fixed = (Fixed(each.vm, cause=each.cause, how=each.how) for each in rows.gone)
    history = rows.history.runs if rows.history else ()
    return fleet_html(rows.header, map(_page_row, rows), fixed=fixed, history=history)


def _page_row(row: Row) -> PageRow:
    accepted = Accepted(row.accepted.reason, str(row.accepted.until)) if row.accepted else None
    return PageRow(row.record, row.status, accepted, row.set_aside, row.customer, row.since)
