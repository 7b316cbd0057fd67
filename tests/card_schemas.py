"""What a card and an incident may be: the parts of the published schemas that backupdx uses, as JSON Schemas.

Adaptive Cards: the elements of version 1.4 as the schema explorer of Microsoft documents them
(learn.microsoft.com/adaptive-cards/schema-explorer). ServiceNow: fields of the table `incident` as the Table API takes
them, with the lengths of their columns; choices are given as text.
"""

from __future__ import annotations

from typing import Any

_COLOURS = ["default", "dark", "light", "accent", "good", "warning", "attention"]
_SPACING = ["default", "none", "small", "medium", "large", "extraLarge", "padding"]


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


_TEXT = {"type": "string", "minLength": 1}
_RUN = _object(
    ["type", "text"],
    type={"const": "TextRun"},
    text=_TEXT,
    color={"enum": _COLOURS},
    fontType={"enum": ["default", "monospace"]},
    isSubtle={"type": "boolean"},
    size={"enum": ["default", "small", "medium", "large", "extraLarge"]},
    weight={"enum": ["default", "lighter", "bolder"]},
)
_BLOCK = _object(
    ["type", "inlines"],
    type={"const": "RichTextBlock"},
    inlines={"type": "array", "minItems": 1, "items": _RUN},
    separator={"type": "boolean"},
    spacing={"enum": _SPACING},
)
_BOX = _object(
    ["type", "items"],
    type={"const": "Container"},
    style={"enum": ["default", "emphasis", "good", "attention", "warning", "accent"]},
    items={"type": "array", "minItems": 1, "items": _BLOCK},
)
_OPEN = _object(
    ["type", "url"],
    type={"const": "Action.OpenUrl"},
    title=_TEXT,
    url={"type": "string", "pattern": "^https://"},
)
_CARD = _object(
    ["type", "version", "body"],
    type={"const": "AdaptiveCard"},
    version={"const": "1.4"},
    fallbackText=_TEXT,
    body={"type": "array", "minItems": 1, "items": {"anyOf": [_BLOCK, _BOX]}},
    actions={"type": "array", "maxItems": 6, "items": _OPEN},
    **{"$schema": {"const": "http://adaptivecards.io/schemas/adaptive-card.json"}},
)
TEAMS_MESSAGE = _object(
    ["type", "attachments"],
    type={"const": "message"},
    attachments={
        "type": "array",
        "minItems": 1,
        "maxItems": 1,
        "items": _object(
            ["contentType", "content"],
            contentType={"const": "application/vnd.microsoft.card.adaptive"},
            contentUrl={"type": "null"},
            content=_CARD,
        ),
    },
)
INCIDENT = _object(
    ["short_description", "description", "urgency", "impact", "correlation_id"],
    short_description={"type": "string", "minLength": 1, "maxLength": 160},
    description={"type": "string", "minLength": 1, "maxLength": 4000},
    work_notes={"type": "string", "minLength": 1, "maxLength": 4000},
    urgency={"enum": ["1", "2", "3"]},
    impact={"enum": ["1", "2", "3"]},
    contact_type={"const": "event"},
    correlation_id={"type": "string", "minLength": 1, "maxLength": 100},
    correlation_display={"type": "string", "maxLength": 100},
)
