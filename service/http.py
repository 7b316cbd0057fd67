"""The HTTP door: a FastAPI application that anything may call, and the page for the service desk at `/`.

Errors are problem details (RFC 9457). Nothing of a request is logged or kept. Every request is bounded in bytes, in
time and, in its worker process, in memory.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from importlib.resources import files
from typing import Annotated, Any

import anyio
import anyio.to_process
from fastapi import FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from .. import __version__
from ..engine.result import Diagnosis, Why
from ..kb.knowledge import version
from ..report.schemas import schemas
from . import fleets, models, operations, parts, uploads, work
from .bounds import Bounded, Limits, TooLarge, TooMany

Name = Annotated[str, Path(max_length=500, description="As the lists name it; of a code also its number or message.")]
Format = Annotated[
    models.Form,
    Query(
        description="json: the diagnosis, with the case to go on with. markdown: a ticket. teams: a message with a "
        "card for a Teams workflow. servicenow: the body of an incident for the Table API. These three are the "
        "diagnosis alone, ready to be sent on, as `backupdx diagnose --format` writes it."
    ),
]
FleetFormat = Annotated[
    models.FleetForm,
    Query(
        description="json: the summary, and what could not be read. records: a line of JSON for each case, to hand "
        "over as `earlier` the next time. text, markdown, teams (a card of what is new, else of what is wrong), "
        "servicenow: as `backupdx fleet --format` writes it. csv: a row for each case. html: a page that works offline."
    ),
]
_FORMS = models.Diagnosed | models.Message | models.Incident
_ASSETS = {"page.js": "text/javascript", "page.css": "text/css"}
_ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"description": text, "content": {parts.PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for status, text in {
        400: "The request cannot be read.",
        408: "The request came too slowly, or took too long.",
        413: "The request is larger than is taken.",
        422: "The input cannot be used; the detail says what, where, and what was expected.",
        503: "Too many requests at once: try again later.",
    }.items()
}
_FORMATTED: dict[int | str, dict[str, Any]] = {
    **_ERRORS,
    200: {
        "description": "In the format that is asked for.",
        "content": {parts.MARKDOWN: {"schema": {"type": "string"}}},
    },
}
_EXAMPLES: dict[str, dict[str, Any]] = {
    "diagnose": {"text": "UserErrorGuestAgentStatusUnavailable", "facts": {"vm.os_type": "linux"}},
    "compare": {
        "now": {"text": "UserErrorGuestAgentStatusUnavailable", "facts": {"agent.status": "not_ready"}},
        "earlier": [{"facts": {"agent.status": "ready"}}],
    },
    "answers": {
        "case": {"error": {"code": "UserErrorGuestAgentStatusUnavailable"}},
        "answers": {"vm.os_type": "linux"},
    },
    "why": {"case": {"error": {"code": "UserErrorGuestAgentStatusUnavailable"}}, "cause": "agent-stopped-linux"},
    "what-if": {
        "case": {"error": {"code": "UserErrorGuestAgentStatusUnavailable"}},
        "facts": {"vm.power_state": "deallocated"},
    },
    "ticket": {"case": {"error": {"code": "UserErrorGuestAgentStatusUnavailable"}}},
    "script": {"script": "linux", "case": {"error": {"code": "UserErrorGuestAgentStatusUnavailable"}}},
}
_TEXTS = {
    "diagnose": "Diagnose one failed operation: ranked causes, how sure, because of what, and what to do.",
    "compare": "Diagnose, and tell what changed of the VM since an earlier export, what rules look at first.",
    "answers": "Take answers, and ask what is worth asking next. Without answers it begins an interview.",
    "why": "Why has a cause its verdict: each rule for and against it, condition by condition.",
    "what-if": "What would the diagnosis be if these facts were so?",
    "script": "A script that only reads, for what is still missing; its output is a file for `diagnose`.",
    "ticket": "The diagnosis of a case as Markdown, for a ticket.",
}
_RESULTS = {
    "diagnose": _FORMS,
    "compare": _FORMS,
    "answers": models.Round,
    "why": Why,
    "what-if": Diagnosis,
    "script": models.Script,
    "ticket": models.Ticket,
}


def create_app(limits: Limits | None = None) -> FastAPI:
    """The application. It keeps no state but its worker processes."""
    limits = limits or Limits()

    @asynccontextmanager
    async def ready(app: FastAPI) -> AsyncIterator[None]:
        app.state.limiter = anyio.CapacityLimiter(limits.workers)
        async with anyio.create_task_group() as group:
            for _ in range(limits.workers):
                group.start_soon(partial(anyio.to_process.run_sync, work.within, limits.memory, work.warm_up))
        app.state.ready = True
        yield

    app = FastAPI(
        title="backupdx",
        version=__version__,
        description="Explains why an Azure VM backup failed, and what to do about it. A case is its own session.",
        docs_url=None,  # these pages load scripts from elsewhere
        redoc_url=None,
        lifespan=ready,
    )
    app.state.ready = False
    _operations(app, limits)
    _knowledge(app)
    _page(app)
    _problems(app)
    app.add_middleware(Bounded, limits=limits)
    return app


async def _run(app: FastAPI, limits: Limits, act: Callable[..., work.Reply], *args: Any) -> Response:
    """The reply of a worker process, within the time that one request may take."""
    limiter: anyio.CapacityLimiter = app.state.limiter
    if limiter.statistics().tasks_waiting >= limits.waiting:
        return _sent(work.problem(503, "too many requests at once: try again in a few seconds"))
    try:
        with anyio.fail_after(limits.seconds):
            run = partial(anyio.to_process.run_sync, work.within, limits.memory, act, *args)
            return _sent(await run(cancellable=True, limiter=limiter))
    except TimeoutError:
        return _sent(work.problem(408, f"this took longer than {limits.seconds:g} s: send less of it at once"))
    except anyio.BrokenWorkerProcess:
        return _sent(work.problem(413, "this takes more memory than one request may: send less of it"))


def _sent(reply: work.Reply) -> Response:
    headers = {"Retry-After": "5"} if reply.status == 503 else None
    return Response(reply.text, reply.status, headers, reply.media)


def _operations(app: FastAPI, limits: Limits) -> None:
    def acting(name: str) -> Callable[..., Awaitable[Response]]:
        async def act(request: Request) -> Response:  # the name is no default of it: that is a query parameter
            return await _run(app, limits, work.answered, name, await request.body())

        async def act_and_format(request: Request, format: Format = "json") -> Response:
            return await _run(app, limits, work.answered, name, await request.body(), None, format)

        return act_and_format if _RESULTS[name] is _FORMS else act

    for name in operations.OPERATIONS:
        model = operations.OPERATIONS[name][0]
        app.add_api_route(
            f"/v1/{name}",
            acting(name),
            methods=["POST"],
            name=name.replace("-", "_"),
            summary=_TEXTS[name],
            response_model=_RESULTS[name],
            responses=_FORMATTED if _RESULTS[name] is _FORMS else _ERRORS,
            openapi_extra={"requestBody": _body(model, _EXAMPLES[name])},
        )

    @app.post(
        "/v1/diagnose/files",
        summary="Diagnose uploaded files: exports, logs, archives of them; and a text beside them.",
        response_model=_FORMS,
        responses=_FORMATTED,
        openapi_extra={"requestBody": {"required": True, "content": {parts.MULTIPART: {"schema": _FORM}}}},
    )
    async def diagnose_files(request: Request, format: Format = "json") -> Response:
        given = await uploads.parts_of(request, limits.bytes)
        texts = {part.field: part.content.decode("utf-8", "replace") for part in given if not part.file}
        files = parts.named(part for part in given if part.file)
        return await _run(app, limits, work.answered, "diagnose", json.dumps(texts).encode(), files, format)

    @app.post(
        "/v1/fleet",
        summary="The summary of many failed operations: what is wrong, where, in how many VMs, what is new.",
        response_model=models.FleetDiagnosed | models.Message | models.Incident,
        responses={**_ERRORS, 200: fleets.ANSWERS},
        openapi_extra={"requestBody": fleets.BODY},
    )
    async def fleet(request: Request, format: FleetFormat = "json") -> Response:
        form = uploads.is_form(request)
        given = await uploads.parts_of(request, limits.bytes) if form else [await uploads.body_of(request, "files")]
        reply = await _run(app, limits, work.fleet, given, format)
        if reply.status_code == 200 and format in fleets.FILES:
            reply.headers["content-disposition"] = f'attachment; filename="{fleets.FILES[format]}"'
        return reply


_FORM = parts.form_schema(
    files=("Files and archives.", True),
    text=("What the person says, or copied.", False),
    code=("The error code, where it is known for sure.", False),
    vm=("Only this VM, where the files are about several.", False),
)


_JSON_FORMS: tuple[models.Form, ...] = ("json", "teams", "servicenow")


def _example(form: models.Form) -> str:
    """What `/v1/diagnose` gives in this format for the request that is its example."""
    return work.answered("diagnose", json.dumps(_EXAMPLES["diagnose"]).encode(), None, form).text


def _fleet_example(form: models.Form) -> str:
    """What `/v1/fleet` gives in this format for the request that is its example."""
    given = json.dumps(fleets.EXAMPLE).encode()
    return work.fleet([parts.Part("files", "body.json", given)], form).text


def _body(model: type[Any], example: dict[str, Any]) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"required": True, "content": {parts.JSON: {"schema": schema, "example": example}}}


def _knowledge(app: FastAPI) -> None:
    @app.get("/v1/causes", summary="All causes.", response_model=list[models.Listed])
    def causes() -> Response:
        return _sent(work.listed("causes"))

    @app.get("/v1/codes", summary="All error codes.", response_model=list[models.Listed])
    def codes() -> Response:
        return _sent(work.listed("codes"))

    @app.get("/v1/facts", summary="All facts that can be told.", response_model=list[models.FactListed])
    def facts() -> Response:
        return _sent(work.listed("facts"))

    missing: dict[int | str, dict[str, Any]] = {
        404: {**_ERRORS[422], "description": "There is none of this name; the detail names the nearest."},
        422: {**_ERRORS[422], "description": "The name is too long."},
    }

    @app.get("/v1/causes/{id}", summary="The page of a cause.", response_model=models.Page, responses=missing)
    def cause(id: Name) -> Response:
        return _sent(work.looked_up(id))

    @app.get("/v1/codes/{id}", summary="The page of an error code.", response_model=models.Page, responses=missing)
    def code(id: Name) -> Response:
        return _sent(work.looked_up(id))

    @app.get("/v1/schemas/{name}", summary="A published JSON Schema.", responses=missing)
    def schema(name: Name) -> Response:
        made = schemas().get(name)
        if made is None:
            return _sent(work.problem(404, f"no schema {name[:80]!r}: there are {', '.join(sorted(schemas()))}"))
        return Response(json.dumps(made), 200, media_type="application/schema+json")

    @app.get("/health", summary="Whether the process runs.")
    def health() -> dict[str, str]:
        return {"status": "ok", "version": __version__, "knowledge_base": version()}

    @app.get("/ready", summary="Whether requests are answered.", responses={503: _ERRORS[503]})
    def ready() -> Response:
        if not app.state.ready:
            return _sent(work.problem(503, "the knowledge base is being loaded"))
        return Response('{"status": "ready"}', media_type=parts.JSON)


def _page(app: FastAPI) -> None:
    @app.get("/", include_in_schema=False)
    def page() -> Response:
        return Response(_asset("page.html"), media_type="text/html")

    @app.get("/assets/{name}", include_in_schema=False)
    def asset(name: str) -> Response:
        if name not in _ASSETS:
            return _sent(work.problem(404, "there is no such asset"))
        return Response(_asset(name), media_type=_ASSETS[name])


def _asset(name: str) -> str:
    return (files("backupdx.service") / "assets" / name).read_text(encoding="utf-8")


def _problems(app: FastAPI) -> None:
    """Every error is a problem detail, those of the framework included; the schemas of requests are published."""

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        return _sent(work.problem(error.status_code, str(error.detail)))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        places = (f"{'.'.join(map(str, told['loc']))}: {told['msg']}" for told in error.errors()[:5])
        return _sent(work.problem(422, "; ".join(places)))

    @app.exception_handler(MultiPartException)
    async def malformed(request: Request, error: MultiPartException) -> Response:
        return _sent(work.problem(400, error.message))

    @app.exception_handler(TooLarge)
    async def too_large(request: Request, error: TooLarge) -> Response:
        return _sent(work.problem(413, str(error)))

    @app.exception_handler(TooMany)
    async def too_many(request: Request, error: TooMany) -> Response:
        return _sent(work.problem(503, str(error)))

    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = made()
            published = schema.setdefault("components", {}).setdefault("schemas", {})
            wanted = [model for model, _ in operations.OPERATIONS.values()] + [models.Problem]
            for model in wanted:
                plain = model.model_json_schema(ref_template="#/components/schemas/{model}")
                published.update(plain.pop("$defs", {}))
                published[model.__name__] = plain
            for path, example in (("/v1/diagnose", _example), ("/v1/fleet", _fleet_example)):
                content = schema["paths"][path]["post"]["responses"]["200"]["content"]
                content[parts.JSON]["examples"] = {form: {"value": json.loads(example(form))} for form in _JSON_FORMS}
                content[parts.MARKDOWN]["example"] = example("markdown")
        return app.openapi_schema or schema

    app.openapi = openapi  # type: ignore[method-assign]
