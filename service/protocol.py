"""The door for assistants: a Model Context Protocol server with eight read-only tools, over stdio or HTTP.

The tools take what was handed over and read nothing from disk. Each gives its result twice: whole, as structured
content, and as a short text to read. The interview runs through the protocol's rounds (`input_required`, 2026-07-28)
with the case as its state; clients without them go on with the tool `answer`.
"""

from __future__ import annotations

import logging
from importlib.resources import files
from typing import Annotated, Any, Literal

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, Field, ValidationError

from .. import __version__
from ..engine.result import Diagnosis, Why
from ..facts.errors import BackupdxError, UsageError
from ..report.changed import changed
from ..report.schemas import schemas
from ..report.text import TextReport
from . import operations
from .faults import fault
from .models import Answers, Comparing, Diagnosed, Given, OfCause, Page, Progress, Round, Script, ScriptWanted, Supposed
from .rounds import InputRequiredResult, asks_by_rounds, going_on, required

_LOOKS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
Case = Annotated[dict[str, Any], Field(description="The `case` that an earlier call gave, unchanged.")]
Facts = Annotated[
    dict[str, Any],
    Field(
        description="Facts by path, such as {'agent.status': 'not_ready'}. Only what somebody observed; never a guess."
    ),
]


def skill() -> str:
    """How an assistant works with these tools, as a SKILL.md."""
    return (files("backupdx.service") / "SKILL.md").read_text(encoding="utf-8")


def create_server() -> MCPServer[Any]:
    """The server with its tools and resources. It keeps nothing between calls."""
    server: MCPServer[Any] = MCPServer(
        "backupdx",
        title="backupdx",
        description="Explains why an Azure VM backup failed, and what to do about it.",
        instructions=skill().partition("---\n\n")[2],
        version=__version__,
        log_level="WARNING",
    )
    logging.getLogger("mcp.server.mcpserver").setLevel(logging.CRITICAL)  # tracebacks show what was handed over
    _diagnosing(server)
    _asking(server)
    _knowing(server)
    _resources(server)
    return server


def _diagnosing(server: MCPServer[Any]) -> None:
    @server.tool(annotations=_LOOKS, title="Diagnose a failed Azure VM backup")
    def diagnose(
        text: Annotated[
            str, Field(description="Whatever the person has: error code, message, e-mail, log lines.")
        ] = "",
        files: Annotated[
            dict[str, str],
            Field(description="Contents of files by name: JSON that `az` printed, logs, command output. No paths."),
        ] = {},  # noqa: B006
        facts: Facts = {},  # noqa: B006
        vm: Annotated[str, Field(description="Which VM, where the files are about several.")] = "",
        earlier: Annotated[
            dict[str, str],
            Field(
                description="Contents, by name, of an earlier export of the same VM, or the `case` of an earlier "
                "diagnosis as JSON: what changed since comes with the diagnosis."
            ),
        ] = {},  # noqa: B006
        format: Annotated[
            Literal["text", "markdown", "teams", "servicenow"],
            Field(description="The text of the answer: to read, a ticket, a card for Teams, or a ServiceNow incident."),
        ] = "text",
    ) -> Annotated[CallToolResult, Diagnosed]:
        """Explain why an Azure VM backup, its configuration or its extension failed: ranked causes with a verdict
        (confirmed, likely, possible), the facts for each, and the remedy with commands. Use it first, with all that the
        person has, word for word; with `earlier` where somebody has files of a time when it worked, or asks what
        changed. One VM at a time: where files are about many, choose with `vm`; the error says where the summary of
        all of them comes from. It does not run anything, and does not look into Azure."""
        now = Given(text=text, files=files, facts=facts, vm=vm)
        if earlier:
            told = _told(operations.compare, Comparing(now=now, earlier=[Given(files=earlier)]))
        else:
            told = _told(operations.diagnose, now)
        if format != "text":
            return _both(told, operations.formatted(told.diagnosis, format))
        lines = [f"{f.status}: {f.file}: {f.detail}" for f in told.files if f.status != "read"]
        return _both(told, "\n".join([*lines, *told.remarks, _short(told.diagnosis)]))

    @server.tool(annotations=_LOOKS, title="Why has a cause its verdict?")
    def why(
        case: Case, cause: Annotated[str, Field(description="The id of a cause, such as rg-lock.")]
    ) -> Annotated[CallToolResult, Why]:
        """Explain the verdict on one cause, rule by rule: what was needed, what was seen, what is missing. Use it when
        somebody asks "why this?" or "why not that?". It changes no verdict."""
        told = _told(operations.why, OfCause(case=case, cause=cause))
        return _both(told, TextReport(100).why(told))

    @server.tool(annotations=_LOOKS, title="What if these facts were so?")
    def what_if(case: Case, facts: Facts) -> Annotated[CallToolResult, Diagnosis]:
        """The diagnosis if these facts were so. Use it for "would it help to ...?" and "what if the agent were ready?".
        What it says is supposed, not observed: never report it as the diagnosis."""
        told = _told(operations.what_if, Supposed(case=case, facts=facts))
        return _both(told, f"SUPPOSED, not observed.\n{_short(told)}")


def _asking(server: MCPServer[Any]) -> None:
    @server.tool(annotations=_LOOKS, title="What should be asked next?")
    def next_questions(case: Case) -> Annotated[CallToolResult, Round]:
        """The questions that would narrow the diagnosis most, best first, with how to find each answer. Use it when no
        cause is confirmed. Put them to the person; do not answer them yourself."""
        return _round(_told(operations.answer, Answers(case=case)))

    @server.tool(annotations=_LOOKS, title="Take answers to questions")
    def answer(
        case: Case,
        answers: Annotated[dict[str, Any], Field(description="Answers by the question's `fact`.")] = {},  # noqa: B006
        unknown: Annotated[list[str], Field(description="Facts that the person does not know.")] = [],  # noqa: B006
        not_applicable: Annotated[list[str], Field(description="Facts that make no sense for this VM.")] = [],  # noqa: B006
        progress: Annotated[Progress, Field(description="The `progress` of the round before, unchanged.")] = Progress(),  # noqa: B008
    ) -> Annotated[CallToolResult, Round]:
        """Take what a person answered, and give the next questions and the diagnosis as it stands. Use it after
        next_questions, with what the person said or a command printed; what is not known goes into `unknown`."""
        given = Answers(case=case, answers=answers, unknown=unknown, not_applicable=not_applicable, progress=progress)
        return _round(_told(operations.answer, given))

    @server.tool(annotations=_LOOKS, title="Interview the person at the client")
    async def interview(
        ctx: Context[Any, Any],
        text: Annotated[str, Field(description="What the person has, word for word.")] = "",
        facts: Facts = {},  # noqa: B006
    ) -> Annotated[CallToolResult, Round] | InputRequiredResult:
        """Ask the person directly, in forms of a few questions, until the diagnosis stands: at most eight rounds. Use
        it where the person sits at this client and wants to be led; else next_questions and answer. A client without
        forms gets the first questions back."""
        begin = _told(operations.diagnose, Given(text=text, facts=facts)).case if text or facts else {}
        stand = _told(going_on, ctx, begin)
        if stand.questions and asks_by_rounds(ctx):
            return required(ctx, stand)
        return _round(stand)

    @server.tool(annotations=_LOOKS, title="A script that collects what is missing")
    def collection_script(
        where: Annotated[
            str, Field(description="azure, azure-powershell, linux or windows: where it will run.")
        ] = "azure",
        case: Case = {},  # noqa: B006
    ) -> Annotated[CallToolResult, Script]:
        """A script that only reads, and collects what the diagnosis of this case still needs. A person runs it; its
        output goes to `diagnose` as a file, together with what was known before."""
        told = _told(operations.collection_script, ScriptWanted(script=where, case=case))
        return _both(told, f"Run: {told.run}\n\n{told.text}")


def _knowing(server: MCPServer[Any]) -> None:
    @server.tool(annotations=_LOOKS, title="Look up a cause or an error code")
    def look_up(
        name: Annotated[str, Field(description="A cause's id, an error code, its number, or a message with it.")],
    ) -> Annotated[CallToolResult, Page]:
        """What is known of a cause (rules, remedy, sources) or of an error code (meaning, messages, causes in order).
        Use it to explain a word of a diagnosis. It says nothing about one VM: for that use diagnose."""
        told = _told(operations.page, name)
        return _both(told, told.text)


def _resources(server: MCPServer[Any]) -> None:
    @server.resource("backupdx://causes", title="All causes", mime_type="text/plain")
    def causes() -> str:
        return "".join(f"{entry.id}: {entry.title}\n" for entry in operations.causes())

    @server.resource("backupdx://codes", title="All error codes", mime_type="text/plain")
    def codes() -> str:
        return "".join(f"{entry.id}: {entry.title}\n" for entry in operations.codes())

    @server.resource("backupdx://causes/{name}", title="The page of a cause", mime_type="text/plain")
    def cause(name: str) -> str:
        return _page(name)

    @server.resource("backupdx://codes/{name}", title="The page of an error code", mime_type="text/plain")
    def code(name: str) -> str:
        return _page(name)

    @server.resource("backupdx://schemas/{name}", title="A published JSON Schema", mime_type="application/schema+json")
    def schema(name: str) -> dict[str, Any]:
        made = schemas()
        if name not in made:
            raise ResourceNotFoundError(f"no schema {name[:80]!r}: there are {', '.join(sorted(made))}")
        return made[name]

    @server.resource("backupdx://skill", title="How to work with backupdx", mime_type="text/markdown")
    def how() -> str:
        return skill()


def _told(act: Any, *given: Any) -> Any:
    """What an operation gives; an error of the caller is told to the assistant, with what to do."""
    try:
        return act(*given)
    except (BackupdxError, ValidationError) as error:
        raise ToolError(str(error)) from None
    except RecursionError:
        raise ToolError("the data are nested too deeply") from None
    except Exception as error:
        raise ToolError(fault(error)) from None


def _page(name: str) -> str:
    """The page of a cause or code. Raises ResourceNotFoundError that names the nearest where there is none."""
    try:
        return operations.page(name).text
    except UsageError as error:
        raise ResourceNotFoundError(str(error)) from None


def _both(result: BaseModel, text: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=text)], structured_content=result.model_dump(mode="json"))


def _round(stand: Round) -> CallToolResult:
    lines = [_short(stand.diagnosis), f"No more questions: {stand.ended}." if stand.ended else "Ask the person:"]
    for question in stand.questions:
        choices = f" ({', '.join(question.choices)})" if question.choices else ""
        lines.append(f"- {question.fact}: {question.question}{choices}")
        lines += [f"    {way.tool}: {way.text}" for way in question.how[:2]]
    return _both(stand, "\n".join(lines))


def _short(diagnosis: Diagnosis) -> str:
    return changed(diagnosis, 100) + TextReport(100).diagnosis(diagnosis)
