"""The records of a fleet's run, each with what is said of it beside: compared, accepted, whose it is, since when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from .compare import Comparison, Gone
from .customers import Customers
from .history import History
from .known import Accepted, AcceptedCauses
from .stored import Records
from .summary import Summary, summary_of
from .tally import Tally, findings_of, has_finding

if TYPE_CHECKING:
    from ..redaction import Redactor  # dear to import, and few runs need it


class Row(NamedTuple):
    """A record line with what is said of it.

    `status` is `new`, `unchanged` or empty; `accepted` accepts all that was found for it, and `set_aside` are the
    causes of it that are accepted. `since` is when its VM began to fail, as far as the runs tell.
    """

    record: str
    status: str = ""
    accepted: Accepted | None = None
    set_aside: tuple[str, ...] = ()
    customer: str = ""
    since: str = ""


class Beside(NamedTuple):
    """What is told beside the records of a run."""

    known: AcceptedCauses
    comparison: Comparison | None = None
    customers: Customers | None = None
    history: History | None = None


class Rows:
    """The records of a run with what is said of each; may be gone through again."""

    def __init__(self, store: Records, beside: Beside, redactor: Redactor | None = None) -> None:
        self._store, self._beside, self._redactor = store, beside, redactor

    @property
    def header(self) -> dict[str, Any]:
        """The header of the records."""
        return self._store.header

    @property
    def history(self) -> History | None:
        """The earlier runs, where there are any."""
        return self._beside.history

    @property
    def has_more(self) -> bool:
        """Whether anything is said beside the records."""
        known, *rest = self._beside
        return bool(known.entries) or any(part is not None for part in rest)

    def __iter__(self) -> Iterator[Row]:
        if not self.has_more:
            yield from map(Row, self._store.lines())
            return
        for line in self._store.lines():
            record = json.loads(line)
            yield self._row(line, record) if "rejected" not in record else Row(line)

    @property
    def gone(self) -> Iterator[Gone]:
        """The findings that are gone; complete when the rows were gone through."""
        return self._beside.comparison.gone if self._beside.comparison else iter(())

    def summary(self, tally: Tally) -> Summary:
        """What the records say together, with what was compared; `tally` are their sums, to which customers are added.

        Of rows that were not gone through before; they may be afterwards.
        """
        if self._beside.comparison is not None or self._beside.customers is not None:
            for row in self:  # counts what is new, what is gone, and whose it is
                if row.customer:
                    tally.add_place("customer", row.customer, has_finding(row.record, row.set_aside))
        expired = [self.shown(entry) for entry in self._beside.known.expired]
        return summary_of(tally, self.header, expired, self._beside.comparison, self.history)

    def _row(self, line: str, record: dict[str, Any]) -> Row:
        known, comparison, customers, history = self._beside
        found = [(f, known.accepts(record["case"], f.cause)) for f in findings_of(record)]
        if comparison is not None:
            comparison.take(record)
            for finding, entry in found:
                if entry is not None:
                    comparison.is_there(finding)
        standing = [finding for finding, entry in found if entry is None]
        statuses = [comparison.status(f) for f in standing] if comparison else [""]  # each is counted
        accepted = found[0][1] if found and not standing else None
        return Row(
            line,
            statuses[0] if standing else "",
            self.shown(accepted) if accepted else None,
            tuple(finding.cause for finding, entry in found if entry is not None),
            customers.of(record["case"]) if customers else "",
            history.since(record) if history else "",
        )

    def shown(self, entry: Accepted) -> Accepted:
        """The entry as it may be shown: with pseudonyms where the run has them."""
        if self._redactor is None:
            return entry
        from .redaction import accepted

        return accepted(entry, self._redactor)
