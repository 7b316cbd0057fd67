"""Reads event logs as Windows keeps them (`.evtx`), with the parser of the extra `evtx`.

Such a file has no messages: these are put together where it is shown, from what the events carry as data. So signatures
that ask for words of a message do not find them there; what `wevtutil qe FILE /lf /f:RenderedXml` writes has them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from ...facts.errors import InputError
from ..base import Rows
from ..containers.xml_tree import parse_xml
from .event_xml import events_of

MOST_EVENTS = 20_000  # the last ones are kept
_MOST_BROKEN = 1_000
_AS_XML = "save it as XML, which has the messages too: `wevtutil qe FILE.evtx /lf /f:RenderedXml > events.xml`"


def parse_evtx(content: bytes, where: str = "") -> Any:
    """The last events of a log, as rows. Raises InputError where the parser is not installed, or finds no event."""
    try:
        from evtx import PyEvtxParser
    except ImportError:
        raise InputError(
            "is an event log of Windows (.evtx), which needs the extra `evtx`",
            where=where,
            hint=f"`pip install 'backupdx[evtx]'`, or {_AS_XML}",
        ) from None
    rows: list[Any] = []
    places: list[str] = []
    for number, text in _records(PyEvtxParser, content):
        try:
            found = events_of(parse_xml(text, where))
        except InputError:
            continue
        rows += found
        places += [f"event {number}"] * len(found)
        if len(rows) > 2 * MOST_EVENTS:
            del rows[:-MOST_EVENTS], places[:-MOST_EVENTS]
    if not rows:
        raise InputError("is an event log of Windows (.evtx) in which no event can be read", where=where, hint=_AS_XML)
    return Rows(rows[-MOST_EVENTS:], places[-MOST_EVENTS:], cut=True)


def _records(parser: Any, content: bytes) -> Iterator[tuple[int, str]]:
    """Number and XML of each record that can be read; the parser, of another language, may give up in its own way."""
    broken = 0
    try:
        records = iter(parser(io.BytesIO(content), number_of_threads=1).records())
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # a panic of the parser is no Exception
        return
    while broken < _MOST_BROKEN:
        try:
            record = next(records)
        except StopIteration:
            return
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            if not isinstance(error, Exception):
                return
            broken += 1
            continue
        yield int(record["event_record_id"]), str(record["data"])
