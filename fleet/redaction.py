"""What makes a redacted run whole: every worker redacts its cases alone, and knows of no others.

So texts are looked through once more with the names of all cases, and records of earlier runs get the same pseudonyms.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ..facts.errors import InputError
from ..facts.vocabulary import vocabulary
from ..redaction import Redactor
from ..redaction.kinds import NameKind
from ..redaction.pseudonyms import PSEUDONYM
from .known import Accepted
from .stored import checked_records, header_of, is_redacted, is_reject

_VM: dict[str, NameKind] = {"vm": "vm", "resource_group": "group", "subscription": "subscription", "id": "case"}


def with_all_names(record: str, redactor: Redactor) -> str:
    """The record of a redacted case with pseudonyms for the names of other cases in its texts, too."""
    if is_reject(record) or ('"notes":[]' in record and not any(f'["{fact}",' in record for fact in _text_facts())):
        return record
    data: dict[str, Any] = json.loads(record)
    data["notes"] = [redactor.text(note, inside=False) for note in data["notes"]]
    for explanation in data["explanations"]:
        for seen in (*explanation["because"], *explanation.get("against", ())):
            if seen[0] in _text_facts():
                seen[1] = redactor.text(seen[1], inside=False)
    return _json(data) + "\n"


@cache
def _text_facts() -> frozenset[str]:
    free = (spec for spec in vocabulary().values() if spec.kind in ("text", "list") and spec.holds == "text")
    return frozenset(spec.path for spec in free if not spec.choices and not spec.items)


def alike(path: Path, redactor: Redactor) -> Iterator[str]:
    """The records of an earlier run, each with the pseudonyms of its VM that a run with this redactor gives.

    Raises InputError where they are redacted, and by another map.
    """
    redacted, own = is_redacted(header_of(path)), Redactor.like(redactor.pseudonyms)
    for record in checked_records(path, goes_on=True):
        data = json.loads(record)
        case = data.get("case", {})
        own.forget()  # a pseudonym begins as the name is met, which must not hang on other records
        for key, kind in _VM.items():
            text = case.get(key)
            if text and not redacted:
                case[key] = own.name(kind, text)
            elif text and PSEUDONYM.fullmatch(text) and text not in redactor.names:
                raise InputError(
                    f"has a pseudonym, {text}, that the map does not have",
                    where=str(path),
                    expected="the map that was written with it",
                    hint="--redact-map FILE; a run that was killed has written none: begin anew without --resume",
                )
        yield _json(data)
    redactor.take(own.names)


def accepted(entry: Accepted, redactor: Redactor) -> Accepted:
    """An accepted finding to show: its patterns name VMs, and its reason is free text."""
    shown = {name: _pattern(kind, getattr(entry, name), redactor) for name, kind in _VM.items() if name != "id"}
    return entry.model_copy(update={**shown, "reason": redactor.text(entry.reason)})


def _pattern(kind: NameKind, pattern: str, redactor: Redactor) -> str:
    if not re.search(r"[*?\[\]]", pattern):
        return redactor.name(kind, pattern)
    return re.sub(r"[^*?\[\]!]+", lambda part: redactor.name("name", part.group()), pattern)


_json = json.JSONEncoder(separators=(",", ":")).encode
