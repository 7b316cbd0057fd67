"""The records of a fleet's run, each with what is said of it beside: compared, accepted, whose it is, since when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ..fleet.compare import Comparison, Gone
    from ..fleet.customers import Customers
    from ..fleet.history import History
    from ..fleet.known import Accepted, AcceptedCauses
    from ..fleet.stored import Records
    from ..redaction import Redactor


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

    def _row(self, line: str, record: dict[str, Any]) -> Row:
        from ..fleet.tally import findings_of  # which loads the engine: `--help` has to answer at once

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
        from ..fleet.redaction import accepted

        return accepted(entry, self._redactor)
