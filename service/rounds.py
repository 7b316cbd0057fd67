"""The interview in rounds of the protocol: a form with a few questions; the case is sealed into the state between."""

from __future__ import annotations

import json
from typing import Any

from mcp.server.mcpserver import Context
from mcp_types import ElicitRequest, ElicitRequestFormParams, ElicitResult
from mcp_types import InputRequiredResult as InputRequiredResult
from mcp_types.version import is_version_at_least

from ..facts.declaration import listed_words
from ..facts.errors import InputError
from . import operations
from .models import Answers, Asked, CaseData, Round

FIRST_VERSION = "2026-07-28"
MOST_ROUNDS = 8
QUESTIONS = 3  # of one form
_KEY = "questions"


def asks_by_rounds(ctx: Context[Any, Any]) -> bool:
    """Whether the client can put a form to the person, and comes back with it."""
    version, able = ctx.protocol_version, ctx.client_capabilities
    if version is None or not is_version_at_least(version, FIRST_VERSION) or able is None:
        return False
    forms = able.elicitation
    return forms is not None and (forms.form is not None or forms.url is None)


def going_on(ctx: Context[Any, Any], begin: CaseData) -> Round:
    """Where the interview stands after this round's answers. Raises InputError for an answer that cannot be."""
    if ctx.request_state is None:
        return operations.answer(Answers(case=begin, most=QUESTIONS))
    state = json.loads(ctx.request_state)
    answered = (ctx.input_responses or {}).get(_KEY)
    if not isinstance(answered, ElicitResult) or answered.action != "accept":
        return _ended(operations.answer(Answers(case=state["case"], progress=state["progress"])), "the person stopped")
    stand = taken(state, answered.content or {})
    if state["round"] >= MOST_ROUNDS and stand.questions:
        return _ended(stand, f"{MOST_ROUNDS} rounds were asked; next_questions goes on")
    return stand


def taken(state: dict[str, Any], content: dict[str, Any]) -> Round:
    """The round after a form: what was left out is not known, and what cannot be an answer is not taken either."""
    stand = Answers(case=state["case"], progress=state["progress"], most=QUESTIONS)
    for fact, kind in state["asked"].items():
        value = content.get(fact)
        if isinstance(value, str):
            value = listed_words(value) if kind == "list" else value.strip()
        told = {"answers": {fact: value}} if value not in (None, "", []) else {"unknown": [fact]}
        try:
            after = operations.answer(stand.model_copy(update=told))
        except InputError:
            after = operations.answer(stand.model_copy(update={"unknown": [fact]}))
        stand = Answers(case=after.case, progress=after.progress, most=QUESTIONS)
    return operations.answer(stand)


def _ended(stand: Round, why: str) -> Round:
    return stand.model_copy(update={"questions": [], "ended": why})


def required(ctx: Context[Any, Any], stand: Round) -> InputRequiredResult:
    """The request for the next form, with the state to come back with."""
    earlier = json.loads(ctx.request_state)["round"] if ctx.request_state else 0
    asked = stand.questions[:QUESTIONS]
    state = {
        "case": stand.case,
        "progress": stand.progress.model_dump(),
        "asked": {q.fact: q.kind for q in asked},
        "round": earlier + 1,
    }
    form = ElicitRequestFormParams(
        message="Leave out what you do not know. " + " ".join(_where(q) for q in asked),
        requested_schema={"type": "object", "properties": {q.fact: _field(q) for q in asked}},
    )
    return InputRequiredResult(input_requests={_KEY: ElicitRequest(params=form)}, request_state=json.dumps(state))


def _field(question: Asked) -> dict[str, Any]:
    shown = {"title": question.question, "description": _where(question)}
    if question.kind == "bool":
        return {"type": "boolean", **shown}
    if question.kind == "integer":
        return {"type": "integer", **shown}
    if question.kind == "states":
        return {"type": "array", "items": {"type": "string", "enum": question.choices}, **shown}
    if question.kind == "choice":
        return {"type": "string", "enum": question.choices, **shown}
    return {"type": "string", **shown}


def _where(question: Asked) -> str:
    return f"{question.how[0].tool}: {question.how[0].text}" if question.how else ""
