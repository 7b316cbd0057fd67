"""Many failed operations at once: what `backupdx fleet` says of the same files, of what was uploaded."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import islice
from typing import Any

from ..facts.errors import UsageError
from ..fleet.given import Fleet, Handed, fleet_of
from ..fleet.held import Held
from ..fleet.stored import RejectRecord
from ..report.fleet_files import fleet_page, write_table
from ..report.formats import Look, media, renderer
from .models import FileRead, FleetDiagnosed, FleetForm
from .parts import CSV, JSON, MARKDOWN, MULTIPART, NDJSON, Part, form_schema, named

MOST_REJECTS = 100  # that are told one by one
# A page would not run under the policy of this service's own pages: it is a file to keep, as the table is.
FILES: dict[FleetForm, str] = {"records": "fleet.ndjson", "csv": "fleet.csv", "html": "fleet.html"}
_MEDIA: dict[FleetForm, str] = {"records": NDJSON, "csv": CSV, "html": "text/html"}
FIELDS = {
    "files": (
        "Cases one a line, exports and archives of any kind that `diagnose` reads, joined by VM; or, alone, the "
        "records of an earlier run, as `format=records` gives them.",
        True,
    ),
    "earlier": ("Records of one earlier run: what is new, unchanged, fixed, no longer reported?", True),
    "history": ("Records of earlier runs, oldest first: the trend, and since when a VM fails.", True),
    "customers": ("Whose VM it is: a list, or what `az account list` or `az vm list` printed.", True),
    "customer_tag": ("The tag of VMs that names the customer; else it is `customer`.", False),
    "known": ("Accepted findings: cause, vm, reason, until. They are counted apart.", True),
}
EXAMPLE = [
    {"error": {"code": "UserErrorGuestAgentStatusUnavailable"}, "vm": {"name": "web01", "power_state": "deallocated"}},
    {"error": {"code": "UserErrorGuestAgentStatusUnavailable"}, "vm": {"name": "web02", "power_state": "running"}},
]
_LINES = "".join(f"{line}\n" for line in ('{"error": {"code": "UserErrorGuestAgentStatusUnavailable"}}',) * 2)
BODY: dict[str, Any] = {
    "required": True,
    "description": "One file as the body, recognised by its content, or a form with several.",
    "content": {
        MULTIPART: {"schema": form_schema(**FIELDS)},
        NDJSON: {"schema": {"type": "string", "description": "A case a line, or records."}, "example": _LINES},
        JSON: {
            "schema": {
                "type": ["array", "object"],
                "items": {"type": "object"},
                "description": "Cases (GET /v1/schemas/case), or what `az` or Resource Graph printed.",
            },
            "example": EXAMPLE,
        },
        CSV: {"schema": {"type": "string", "description": "An export of jobs or VMs as a table."}},
    },
}
ANSWERS: dict[str, Any] = {
    "description": "In the format that is asked for.",
    "content": {
        MARKDOWN: {"schema": {"type": "string"}},
        "text/plain": {"schema": {"type": "string"}},
        NDJSON: {"schema": {"type": "string", "description": "Each line is as GET /v1/schemas/fleet has it."}},
        CSV: {"schema": {"type": "string"}},
        "text/html": {"schema": {"type": "string"}},
    },
}


def run(parts: Sequence[Part]) -> Fleet:
    """What comes of the fleet in these parts. Raises InputError and UsageError, as `fleet_of` does."""
    for part in parts:
        if part.field not in FIELDS:
            raise UsageError(f"no part of the form is called {part.field[:80]!r}: there are {', '.join(FIELDS)}")
    called = [part._replace(file=part.file or part.field) for part in parts if part.file or part.content]
    by = {name: [Held(*each) for each in named(p for p in called if p.field == name).items()] for name in FIELDS}
    for name in ("earlier", "known", "customer_tag"):
        if len(by[name]) > 1:
            hint = "; records of several runs are `history`" if name == "earlier" else ""
            raise UsageError(f"{len(by[name])} parts are called {name!r}: give one{hint}")
    tags = [held.content.decode("utf-8", "replace") for held in by["customer_tag"]]
    one = {name: next(iter(by[name]), None) for name in ("earlier", "known")}
    handed = Handed(
        by["files"],
        compare=one["earlier"],
        history=by["history"],
        customers=by["customers"],
        customer_tag=tags[0] if tags else "customer",
        known=one["known"],
    )
    return fleet_of(handed)


def answer(fleet: Fleet) -> FleetDiagnosed:
    """The summary, with what became of each line and file that is not in it."""
    rejects = [RejectRecord(**each) for each in islice(fleet.rejects, MOST_REJECTS)]
    more = fleet.summary.rejected - len(rejects)
    told = [f"{more:,} more lines are no case: format=records tells of each"] if more > 0 else []
    return FleetDiagnosed(
        summary=fleet.summary,
        rejects=rejects,
        files=[FileRead(file=f.file, status=f.status, detail=f.detail, facts=f.facts) for f in fleet.read.files],
        remarks=[*fleet.read.remarks, *told],
    )


def media_of(form: FleetForm) -> str:
    """The media type of what `written` gives."""
    return _MEDIA.get(form) or media("fleet", form)


def written(fleet: Fleet, form: FleetForm) -> str:
    """What `backupdx fleet` writes of it: by --format, or into the file of --output, --csv or --html."""
    if form == "records":
        return fleet.records.text()
    if form == "csv":
        stream = io.StringIO(newline="")
        write_table(fleet.rows, stream)
        return stream.getvalue()
    if form == "html":
        return "".join(fleet_page(fleet.rows))
    return renderer("fleet", form)(fleet.summary, Look())
