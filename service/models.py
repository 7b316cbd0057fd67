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
    progress: Progress = Field(default=Progress(), description="That of the round before.")
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

    markdown: str = Field(description="The text of the ticket.")


class Supposed(_Model):
    """A case, and facts that are supposed."""

    case: CaseData
    facts: dict[str, Any] = Field(description="Facts by path that are supposed to be so; null makes one unknown.")


class Comparing(_Model):
    """What is known now, and what was known earlier of the same VM: its `changes` stand in the diagnosis."""

    now: Given = Field(description="What is known now.")
    earlier: list[Given] = Field(
        min_length=1,
        max_length=20,
        description="Earlier exports or cases. Of several, the newest counts that is no newer than the last backup "
        "that ended well.",
    )


class FileRead(_Model):
    """What became of one content: `status` is read, ignored or unreadable, `detail` its kind or the reason."""

    file: str = Field(description="Its name, within its archive.")
    status: str = Field(description="read, ignored or unreadable.")
    detail: str = Field(description="As what it was read, or why it was not.")
    facts: int = Field(description="How many facts it gave.")


class Diagnosed(_Model):
    """The diagnosis of what was handed over, with the case that goes on from here."""

    diagnosis: Diagnosis = Field(description="As `backupdx diagnose --format json` writes it (schema `diagnosis`).")
    case: CaseData
    files: list[FileRead] = Field(default=[], description="What became of each text and file.")
    remarks: list[str] = Field(default=[], description="What was left out of them, and why.")


class FleetDiagnosed(_Model):
    """What the cases of a fleet have in common, and what could not be read of it."""

    summary: Summary = Field(description="As `backupdx fleet --format json` writes it (schema `summary`).")
    rejects: list[RejectRecord] = Field(
        default=[], description="The first lines that are no case, and why; `summary.rejected` counts all."
    )
    files: list[FileRead] = Field(default=[], description="What became of each export; files of lines are not in it.")
    remarks: list[str] = Field(default=[], description="What was left out, and why.")


class Message(_Model):
    """What a Teams workflow takes that starts when a webhook request is received: a message with one Adaptive Card."""

    type: Literal["message"] = Field(description="Always `message`.")
    attachments: list[dict[str, Any]] = Field(description="One, which holds the card.")


class Incident(_Model):
    """The body with which ServiceNow's Table API makes an incident; fields with nothing to say are left out."""

    short_description: str = Field(description="What is wrong, in a line.")
    description: str = Field(description="The diagnosis as text.")
    work_notes: str = Field(default="", description="What to do.")
    urgency: str = Field(description="1 is high, 3 is low.")
    impact: str = Field(description="1 is high, 3 is low.")
    contact_type: str = Field(description="Always `event`.")
    correlation_id: str = Field(description="The same for the same VM and cause: look for it before you make another.")
    correlation_display: str = Field(description="Always `backupdx`.")


class HowToSee(_Model):
    """One way to find out: in which tool, and the path in the portal or the command."""

    tool: str = Field(description="portal, az, bash, powershell or ask.")
    text: str = Field(description="The path in the portal, the command, or what to ask.")


class Asked(_Model):
    """One question: what to answer for `fact`, which answers there are, how to find out, which causes it is about."""

    fact: str = Field(description="The fact to answer for.")
    question: str = Field(description="As it is put to a person.")
    kind: str = Field(
        description="bool, choice, integer, list, text, version, ...; states: which of the choices are seen, perhaps "
        "several; lines and output: a text that is copied"
    )
    choices: list[str] = Field(default=[], description="The answers that there are, where they are few.")
    covers: list[str] = Field(default=[], description="The facts that one answer can tell, where it is about several.")
    unit: str = Field(default="", description="Of a number.")
    how: list[HowToSee] = Field(default=[], description="Ways to find out.")
    settles: list[str] = Field(default=[], description="The causes that the answer can settle.")


class Round(_Model):
    """Where an interview stands: what to ask next, or that it is over (`questions` is empty then, `ended` says why)."""

    case: CaseData
    progress: Progress = Field(description="Hand it over with the next answers.")
    questions: list[Asked] = Field(description="What to ask next, the best first.")
    ended: str = Field(default="", description="Why nothing more is asked; empty while there are questions.")
    diagnosis: Diagnosis = Field(description="As it stands with these answers.")


class Script(_Model):
    """A script that only reads: run it, and hand its output over as a file."""

    script: str = Field(description="azure, azure-powershell, linux or windows.")
    text: str = Field(description="The script; empty where nothing is missing that it could tell.")
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

    id: str = Field(description="The id of the cause, or the error code.")
    kind: str = Field(description="cause or code")
    title: str = Field(description="What it is called.")
    text: str = Field(description="The page as plain text.")


class Listed(_Model):
    """An entry of a list: a cause or an error code."""

    id: str = Field(description="The id of the cause, or the error code.")
    title: str = Field(description="What it is called.")
    family: str = Field(default="", description="Of a cause: what it belongs to.")


class FactListed(_Model):
    """A fact that can be told: what it means, which values it has, and how to find out."""

    fact: str = Field(description="Its path.")
    title: str = Field(description="What it means.")
    question: str = Field(default="", description="As it is put to a person; empty where nobody is asked.")
    kind: str = Field(description="bool, choice, integer, number, list, text, version, ...")
    choices: list[str] = Field(default=[], description="The values that there are, or the words of a list.")
    unit: str = Field(default="", description="Of a number.")
    os: str = Field(default="", description="linux or windows, where only such a guest can have it.")
    how: list[HowToSee] = Field(default=[], description="Ways to find out.")


class Problem(_Model):
    """An error, as RFC 9457 has it (application/problem+json)."""

    type: str = Field(
        default="about:blank",
        description="urn:backupdx:several-vms where the files are about several VMs: choose one, or use /v1/fleet.",
    )
    title: str = Field(description="The status in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong, where, and what was expected.")
    instance: str = Field(default="", description="Always empty: nothing is kept of a request.")
    vms: list[str] = Field(default=[], description="Of several VMs, their names: at most 1,000 of them.")
