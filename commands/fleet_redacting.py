"""`backupdx fleet --redact`: the redacted records, from which every output of the run is made."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from ..facts.errors import EngineError
from ..fleet.redaction import ROUNDS, RecordRedactor, redacted_header
from ..fleet.run import Store, header_of, is_reject, records_in
from ..readers.loading import FileReport
from ..redaction import Redactor
from .output import written


class Redaction:
    """The redaction of one run. `learn` it all records in their order, then `write` them."""

    def __init__(self, redactor: Redactor) -> None:
        self.redactor = redactor
        self.records = RecordRedactor(redactor)
        self._path = Path()

    def learn(self, records: Iterable[str]) -> None:
        """Give the names in these records their pseudonyms."""
        for record in records:
            self.records.record(record)

    def files(self, reports: Iterable[FileReport]) -> list[FileReport]:
        """What became of the files that were read, with pseudonyms."""
        used = self.redactor
        return [FileReport(used.file(r.file), r.status, used.text(r.detail), r.facts) for r in reports]

    def write(self, real: Store, path: Path | None, rejects: Path | None, stack: ExitStack) -> None:
        """Write the records to `path`, or to a file that `stack` removes; rejected ones again to `rejects`.

        Raises InputError where they cannot be written, and EngineError where names do not settle.
        """
        if path is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="backupdx-"))
            path = Path(folder) / "redacted.ndjson"
        with written(path) as stream:
            for _ in range(ROUNDS):
                known = self.records.known
                stream.seek(0)
                stream.truncate()
                stream.write(redacted_header(header_of(real.path)) + "\n")
                stream.writelines(self.records.record(line) + "\n" for line in real.lines())
                if self.records.known == known:  # else a text told a name that an earlier one may hold
                    break
            else:
                raise EngineError("new names are found in redacted records time and again; nothing was written")
        self._path = path
        if rejects is None:
            return
        rejects.unlink(missing_ok=True)
        if any(map(is_reject, self.lines())):
            with written(rejects) as stream:
                stream.writelines(filter(is_reject, self.lines()))

    def lines(self) -> Iterator[str]:
        """The redacted records, without the header; may be gone through again."""
        return islice(records_in(self._path), 1, None)
