"""What is handed over to a door, and what it gives back. The diagnosis in it is that of the command line.

A `case` is a fact file as data: the whole state of an interview. Whoever calls keeps it and hands it over again.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..engine.result import Diagnosis
from ..fleet.stored import RejectRecord
from ..fleet.summary import Summary

CaseData = Annotated[
    dict[str, Any],
    Field(
        description="A fact file as data (schema `case`): facts by topic, such as {'vm': {'os_type': 'linux'}}. Hand "
        "over the one that an earlier answer gave to go on with it."
    ),
]


Form = Literal["json", "markdown", "teams", "servicenow"]
FleetForm = Literal["json", "records", "text", "markdown", "teams", "servicenow", "csv", "html"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Given(_Model):
    """What is known of one failed operation. Give at least one of text, files, facts, code and case."""

    text: str = Field(
        default="",
        description="What a person has: an error code, the portal's message, an e-mail, lines of a log, the output of "
        "a command. Whatever it is, as it was copied.",
    )
    files: dict[str, str] = Field(
        default={},
        description="Contents of text files by name, such as an answer of `az` as JSON, waagent.log, a fact file. "
        "Each is recognised by its content.",
        max_length=1000,
    )
    code: str = Field(default="", description="The error code, its number or its message, where it is known for sure.")
    facts: dict[str, Any] = Field(
        default={},
        description="Facts by path, such as {'agent.status': 'not_ready'}; GET /v1/facts lists them. Never guess one: "
        "what is not known is left out.",
    )
    case: CaseData = {}
    vm: str = Field(default="", description="Only this VM, where the files are about several.")


class Progress(_Model):
    """How far an interview is. Hand over the one of the round before; a new one begins without."""

    asked: int = Field(default=0, ge=0, le=1000, description="Questions that were asked.")
    in_a_row: int = Field(default=0, ge=0, le=1000, description="Of them, those at last that nobody could answer.")


class Answers(_Model):
    """Answers to questions about a case, and what else became known."""

    case: CaseData
    answers: dict[str, Any] = Field(
        default={},
        description="The answer by the question's `fact`: a word, a number, true or false, a list of words; of a "
        "question of kind `states` the list of those that are seen; of `lines` and `output` the text that was copied.",
    )
    progress: Progress = Progress()
    unknown: list[str] = Field(
        default=[], description="Facts whose question nobody can answer; they are not asked again."
    )
    not_applicable: list[str] = Field(default=[], description="Facts whose question makes no sense for this VM.")
    most: int = Field(default=3, ge=1, le=20, description="How many questions to give back at most.")


class OfCause(_Model):
    """A case, and a cause to tell about."""

    case: CaseData
    cause: str = Field(description="The id of a cause, such as rg-lock.")


class OfCase(_Model):
    """A case alone."""

    case: CaseData


class Ticket(_Model):
    """A diagnosis as Markdown, for a ticket."""

    markdown: str


class Supposed(_Model):
    """A case, and facts that are supposed."""

    case: CaseData
    facts: dict[str, Any] = Field(description="Facts by path that are supposed to be so; null makes one unknown.")


class Comparing(_Model):
    """What is known now, and what was known earlier of the same VM: its `changes` stand in the diagnosis."""

    now: Given
    earlier: list[Given] = Field(
        min_length=1,
        max_length=20,
        description="Earlier exports or cases. Of several, the newest counts that is no newer than the last backup "
        "that ended well.",
    )


class FileRead(_Model):
    """What became of one content: `status` is read, ignored or unreadable, `detail` its kind or the reason."""

    file: str
    status: str
    detail: str
    facts: int = Field(description="How many facts it gave.")


class Diagnosed(_Model):
    """The diagnosis of what was handed over, with the case that goes on from here."""

    diagnosis: Diagnosis
    case: CaseData
    files: list[FileRead] = Field(default=[], description="What became of each text and file.")
    remarks: list[str] = Field(default=[], description="What was left out of them, and why.")


class FleetDiagnosed(_Model):
    """What the cases of a fleet have in common, and what could not be read of it."""

    summary: Summary
    rejects: list[RejectRecord] = Field(
        default=[], description="The first lines that are no case, and why; `summary.rejected` counts all."
    )
    files: list[FileRead] = Field(default=[], description="What became of each export; files of lines are not in it.")
    remarks: list[str] = Field(default=[], description="What was left out, and why.")


class Message(_Model):
    """What a Teams workflow takes that starts when a webhook request is received: a message with one Adaptive Card."""

    type: Literal["message"]
    attachments: list[dict[str, Any]]


class Incident(_Model):
    """The body with which ServiceNow's Table API makes an incident; fields with nothing to say are left out."""

    short_description: str
    description: str
    work_notes: str = ""
    urgency: str
    impact: str
    contact_type: str
    correlation_id: str = Field(description="The same for the same VM and cause: look for it before you make another.")
    correlation_display: str


class HowToSee(_Model):
    """One way to find out: in which tool, and the path in the portal or the command."""

    tool: str
    text: str


class Asked(_Model):
    """One question: what to answer for `fact`, which answers there are, how to find out, which causes it is about."""

    fact: str
    question: str
    kind: str = Field(
        description="bool, choice, integer, list, text, version, ...; states: which of the choices are seen, perhaps "
        "several; lines and output: a text that is copied"
    )
    choices: list[str] = []
    covers: list[str] = Field(default=[], description="The facts that one answer can tell, where it is about several.")
    unit: str = ""
    how: list[HowToSee] = []
    settles: list[str] = []


class Round(_Model):
    """Where an interview stands: what to ask next, or that it is over (`questions` is empty then, `ended` says why)."""

    case: CaseData
    progress: Progress
    questions: list[Asked]
    ended: str = Field(default="", description="Why nothing more is asked; empty while there are questions.")
    diagnosis: Diagnosis


class Script(_Model):
    """A script that only reads: run it, and hand its output over as a file."""

    script: str
    text: str
    run: str = Field(description="Where and how to run it.")
    for_people: dict[str, str] = Field(default={}, description="Facts that no command tells, with the reason of each.")


class ScriptWanted(_Model):
    """Which script to make: for the whole knowledge base, or for what a case still needs."""

    script: str = Field(
        default="azure", pattern="^(azure|azure-powershell|linux|windows)$", description="Where it runs."
    )
    case: CaseData = {}


class Page(_Model):
    """A page of the knowledge base as plain text: of a cause or of an error code."""

    id: str
    kind: str = Field(description="cause or code")
    title: str
    text: str


class Listed(_Model):
    """An entry of a list: a cause or an error code."""

    id: str
    title: str
    family: str = ""


class FactListed(_Model):
    """A fact that can be told: what it means, which values it has, and how to find out."""

    fact: str
    title: str
    question: str = Field(default="", description="As it is put to a person; empty where nobody is asked.")
    kind: str = Field(description="bool, choice, integer, number, list, text, version, ...")
    choices: list[str] = Field(default=[], description="The values that there are, or the words of a list.")
    unit: str = ""
    os: str = Field(default="", description="linux or windows, where only such a guest can have it.")
    how: list[HowToSee] = []


class Problem(_Model):
    """An error, as RFC 9457 has it (application/problem+json)."""

    type: str = Field(
        default="about:blank",
        description="urn:backupdx:several-vms where the files are about several VMs: choose one, or use /v1/fleet.",
    )
    title: str
    status: int
    detail: str
    instance: str = ""
    vms: list[str] = Field(default=[], description="Of several VMs, their names: at most 1,000 of them.")
