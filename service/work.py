"""One request, answered in a worker process: what takes too long, or too much memory, ends with its process.

anyio keeps idle worker processes and ends one whose request is given up, so a request costs itself only.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from ..facts.errors import BackupdxError, InputError, UsageError
from ..report.formats import media
from . import fleets, operations
from .faults import fault
from .models import FleetForm, Form, Given, Problem
from .parts import JSON, PROBLEM, Part

SEVERAL, MOST_NAMES = "urn:backupdx:several-vms", 1000
MEMORY_BYTES = 2 * 1024**3  # of address space, in a worker, where the system can limit it
MOST_ANSWER = 256 * 1024**2  # characters: the process that sends it has no bound of memory


class Reply(NamedTuple):
    """What goes back: the HTTP status, the media type, and the text."""

    status: int
    media: str
    text: str


def problem(status: int, detail: str, **more: Any) -> Reply:
    """An error as RFC 9457 has it; `more` are further members of it."""
    told = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, **more)
    return Reply(status, PROBLEM, told.model_dump_json(exclude_defaults=False))


def warm_up() -> int:
    """Load the knowledge base in this worker; returns how many causes there are."""
    return len(operations.causes())


def within(memory: int, act: Callable[..., Any], *given: Any) -> Any:
    """What `act` gives, in a process that may have so many bytes: also one that takes the place of an ended one."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    return act(*given)


def answered(operation: str, body: bytes, uploads: dict[str, bytes] | None = None, form: Form = "json") -> Reply:
    """The reply to a request of `operations.OPERATIONS`; an error of the caller is a problem, and none is raised.

    In another `form` than JSON it is the diagnosis alone, as `backupdx diagnose --format` writes it.
    """
    model, act = operations.OPERATIONS[operation]

    def reply() -> Reply:
        given = model.model_validate_json(body or b"{}")
        result = act(given) if uploads is None else operations.diagnose(_given(given), uploads)
        if form != "json":
            return Reply(200, media("diagnose", form), operations.formatted(result.diagnosis, form))
        return Reply(200, JSON, as_json(result))

    return _held(reply)


def fleet(parts: Sequence[Part], form: FleetForm = "json") -> Reply:
    """The reply to a fleet in these parts: its summary with what could not be read, or what `backupdx fleet` writes."""

    def reply() -> Reply:
        found = fleets.run(parts)
        if form != "json":
            return Reply(200, fleets.media_of(form), fleets.written(found, form))
        told = fleets.answer(found).model_dump(mode="json") | {"summary": found.summary.as_data()}
        return Reply(200, JSON, json.dumps(told, ensure_ascii=True))

    return _held(reply)


def _held(reply: Callable[[], Reply]) -> Reply:
    """The reply, or the problem that came in its place; none is raised."""
    try:
        made = reply()
    except ValidationError as error:
        return problem(422, _told(error))
    except operations.SeveralVMs as error:
        return problem(422, str(error), type=SEVERAL, vms=error.names[:MOST_NAMES])
    except (InputError, UsageError) as error:
        return problem(422, str(error))
    except BackupdxError as error:
        return problem(500, f"a fault of ours: {error}")
    except MemoryError:
        return problem(413, "this takes more memory than one request may: send less of it at once")
    except RecursionError:
        return problem(422, "the data are nested too deeply")
    except Exception as error:
        return problem(500, fault(error))
    if len(made.text) > MOST_ANSWER:
        return problem(413, f"the answer has more than {MOST_ANSWER // 1024**2} MB: send less, or ask for the summary")
    return made


def _given(given: Any) -> Given:
    assert isinstance(given, Given)
    return given


def looked_up(name: str) -> Reply:
    """The page of a cause or code, or a problem."""
    try:
        return Reply(200, JSON, as_json(operations.page(name)))
    except UsageError as error:
        return problem(404, str(error))


def listed(which: str) -> Reply:
    """The list of `causes`, `codes` or `facts`."""
    lists: dict[str, Callable[[], Sequence[BaseModel]]] = {
        "causes": operations.causes,
        "codes": operations.codes,
        "facts": operations.facts,
    }
    return Reply(200, JSON, json.dumps([e.model_dump() for e in lists[which]()], ensure_ascii=True))


def as_json(result: BaseModel) -> str:
    """In ASCII, in the order of the fields, as the command line writes it."""
    return json.dumps(result.model_dump(mode="json"), ensure_ascii=True)


def _told(error: ValidationError) -> str:
    """Each wrong place of a request, and what is expected there; values are not repeated."""
    places = (
        f"{'.'.join(map(str, d['loc'])) or 'the request'}: {d['msg']}"
        for d in error.errors(include_url=False, include_input=False)[:5]
    )
    return "; ".join(places)
