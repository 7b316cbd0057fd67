"""The yes-or-no facts of known lines (`signs`): whether a log, an event log or a message shows one of them.

The facts are those of facts/signatures/, hundreds of them: they are kept by name, not as fields, and their titles and
questions are made from what the signatures declare.
"""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, ValidationError, model_validator
from pydantic_core import InitErrorDetails

from ..declaration import FactSpec, Topic
from ..signatures import signs
from ..signatures.declaration import SIGNS, WINDOW, Signature
from ..signatures.places import OWN_WORDS


class SignFacts(Topic):
    """What the logs show of the lines that we know: yes or no, by the name of the sign."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)
    __pydantic_extra__: dict[str, bool | None]

    @model_validator(mode="before")
    @classmethod
    def _known(cls, data: Any) -> Any:
        """Refuse names that no signature gives."""
        if not isinstance(data, dict):
            return data
        known = signs()
        strange = [name for name in data if f"{SIGNS}{name}" not in known]
        if strange:
            unknown = [InitErrorDetails(type="extra_forbidden", loc=(str(n),), input=data[n]) for n in strange]
            raise ValidationError.from_exception_data(cls.__name__, unknown)
        return data

    @classmethod
    def names(cls) -> list[str]:
        """The names of the signs."""
        return [path.removeprefix(SIGNS) for path in signs()]

    @classmethod
    def specs(cls, topic: str) -> list[FactSpec]:
        """The facts that signatures have of their own, in the order of declaration."""
        return [_spec(path, signatures) for path, signatures in signs().items()]

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        """The schema of signs by name, without the names: it is the same whichever lines are known."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        schema["propertyNames"] = {"pattern": "^[a-z][a-z0-9_]*$"}
        schema["additionalProperties"] = {"anyOf": [{"type": "boolean"}, {"type": "null"}]}
        schema["description"] = f"{cls.__doc__} `backupdx kb signatures` lists them."
        return schema


def _spec(path: str, signatures: tuple[Signature, ...]) -> FactSpec:
    """A sign as a fact: its question quotes one line for each place in which it can stand."""
    by_place: dict[str, tuple[Signature, Any]] = {}
    # An event that is known by its number alone has nothing to quote: its words are a signature of their own.
    signatures = tuple(s for s in signatures if s.has) or signatures
    for signature in signatures:
        for place in signature.places:
            by_place.setdefault(place.id, (signature, place))
    shown = [
        f"{place.name} show '{signature.quote}'" + (" in its last 24 hours" if signature.within == WINDOW else "")
        for signature, place in by_place.values()
    ]
    kinds = {signature.os for signature in signatures}
    title = signatures[0].title
    told = all(place is OWN_WORDS for _, place in by_place.values())
    return FactSpec(
        path=path,
        title=f"{title} ({', '.join(place.name for _, place in by_place.values())})",
        kind="bool",
        choices=(),
        unit="",
        question=f"{title}: is that so?" if told else f"{title}: does {', or does '.join(shown)}?",
        how=tuple(place.observe((signature.literals or ("",))[0]) for signature, place in by_place.values()),
        os=kinds.pop() if len(kinds) == 1 else None,
        lasts="event",
        hours=24,  # it is as of the log's end, and counts the last 24 hours of it
    )
