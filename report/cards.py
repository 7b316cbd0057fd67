"""A message for Teams with one Adaptive Card: made of parts, the least needed of which are left out if it is too big.

Every text stands in a text run, in which Markdown, links, mentions and HTML mean nothing. The version of the schema is
1.4, which Teams takes in every client; nothing that only Teams knows is used.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from .clean import clean

# Teams takes messages of about 28 KB ("Size limits" of its connector), and some have been refused from 21 KB on.
MOST_BYTES = 20_000
MOST_LETTERS = 600  # of one text; a command is shown whole
MOST_ACTIONS = 4  # Teams shows six at most
MOST_OF_A_NAME = 200
ALWAYS = 0
STYLE = {"confirmed": "attention", "likely": "warning", "possible": "accent", "good": "good"}
_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"


class Part(NamedTuple):
    """Some elements of a card: what they are, in words, and how soon they are given up (the highest number first)."""

    name: str
    items: Sequence[dict[str, Any]]
    spare: int = ALWAYS


def run(text: str, most: int = MOST_LETTERS, **look: Any) -> dict[str, Any]:
    """A text in one look: literal, in one line, of at most so many letters."""
    return {"type": "TextRun", "text": _literal(short(text, most)), **look}


def short(text: str, most: int) -> str:
    """The text, cleaned, of at most so many letters; dots tell that it is longer."""
    shown = clean(text)
    return shown if len(shown) <= most else f"{shown[: most - 4].rstrip()} ..."


def command(text: str) -> dict[str, Any]:
    """A command in a block of its own, whole."""
    lines = "\n".join(clean(line) for line in text.split("\n"))
    return block({"type": "TextRun", "text": _literal(lines), "fontType": "monospace", "size": "small"})


def _literal(text: str) -> str:
    """Without the marks of dates and functions (`{{DATE(...)}}`), which are worked out in every text of a card."""
    return text.replace("{{", "{ {").replace("}}", "} }") or " "


def block(*runs: dict[str, Any], **look: Any) -> dict[str, Any]:
    """A paragraph."""
    return {"type": "RichTextBlock", "inlines": list(runs), **look}


def box(style: str, *items: dict[str, Any]) -> dict[str, Any]:
    """Paragraphs on a ground of their own; its colour never tells what a word does not."""
    return {"type": "Container", "style": style, "items": list(items)}


def message(parts: Iterable[Part], links: Iterable[tuple[str, str]], fallback: str, more: str) -> str:
    """The message as JSON in ASCII, ending in a newline: of at most MOST_BYTES, whatever the parts are.

    `links` are titles with addresses, `fallback` is what a client shows that knows no cards, and `more` tells where
    the rest stands if something is left out.
    """
    kept, left = list(parts), list[str]()
    actions = [{"type": "Action.OpenUrl", "title": _literal(short(title, 60)), "url": url} for title, url in links][
        :MOST_ACTIONS
    ]
    while len(text := _message(kept, actions, fallback, left, more)) > MOST_BYTES:
        least = max(kept, key=lambda part: part.spare)
        if least.spare == ALWAYS:  # names as long as this are no names
            return _message([kept[0]], [], "", [*left, "all but the first lines"], more)
        kept.remove(least)
        left.insert(0, least.name)
    return text


def _message(
    parts: Sequence[Part], actions: Sequence[dict[str, Any]], fallback: str, left: Sequence[str], more: str
) -> str:
    body = [item for part in parts for item in part.items]
    if left:
        body.append(block(run(f"Left out, to fit into a message: {', '.join(left)}. {more}", isSubtle=True)))
    card: dict[str, Any] = {"type": "AdaptiveCard", "$schema": _SCHEMA, "version": "1.4"}
    if fallback:
        card["fallbackText"] = run(fallback, MOST_OF_A_NAME)["text"]
    card["body"] = body
    if actions:
        card["actions"] = list(actions)
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return json.dumps({"type": "message", "attachments": [attachment]}, indent=1) + "\n"
