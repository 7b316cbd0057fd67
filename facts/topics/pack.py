"""The facts that packs add (`pack`): each pack's own, by names that begin with the pack's name."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import ConfigDict, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from ..added import packs
from ..commands import Command, Cost
from ..declaration import FactSpec, Topic, canonical_choice

PACK = "pack."
_YES, _NO = ("true", "yes", "y", "on", "1"), ("false", "no", "n", "off", "0")
_OF_GUEST = ("bash", "powershell", "cmd")


class PackFacts(Topic):
    """What only packs know of, by the name of the fact."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)
    __pydantic_extra__: dict[str, bool | int | float | str | None]

    @model_validator(mode="before")
    @classmethod
    def _known(cls, data: Any) -> Any:
        """Refuse names that no pack declares, and values that cannot be; the others get the type of their fact."""
        if not isinstance(data, dict):
            return data
        known = pack_specs()
        wrong: list[InitErrorDetails] = []
        typed: dict[str, Any] = {}
        for name, value in data.items():
            spec = known.get(f"{PACK}{name}")
            if spec is None:
                wrong.append(InitErrorDetails(type="extra_forbidden", loc=(str(name),), input=value))
                continue
            try:
                typed[name] = None if value in (None, "") else _typed(spec, value)
            except ValueError as error:
                custom = PydanticCustomError("pack_fact", "{told}", {"told": str(error)})
                wrong.append(InitErrorDetails(type=custom, loc=(str(name),), input=value))
        if wrong:
            raise ValidationError.from_exception_data(cls.__name__, wrong)
        return typed

    @classmethod
    def names(cls) -> list[str]:
        """The names of the facts."""
        return [path.removeprefix(PACK) for path in pack_specs()]

    @classmethod
    def specs(cls, topic: str) -> list[FactSpec]:
        """The facts that the packs in use declare, in their order."""
        return [*pack_specs().values()]

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        """The schema of facts by name, without the names: it is the same whichever packs are used."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        schema["propertyNames"] = {"pattern": "^[a-z][a-z0-9_]*$"}
        kinds = ("boolean", "integer", "number", "string", "null")
        schema["additionalProperties"] = {"anyOf": [{"type": kind} for kind in kinds]}
        schema["description"] = f"{cls.__doc__} `backupdx kb facts` lists them."
        return schema


def _typed(spec: FactSpec, value: Any) -> Any:
    """The value in the fact's type. Raises ValueError that says what is possible."""
    text = str(value).strip().lower()
    if spec.kind == "bool":
        if text in _YES or text in _NO:
            return text in _YES
        raise ValueError("input should be yes or no")
    if spec.kind == "choice":
        word = canonical_choice(str(value), spec.choices, {})
        if word in spec.choices:
            return word
        raise ValueError(f"input should be one of {', '.join(spec.choices)}")
    number = float(text)  # raises ValueError
    if isinstance(value, bool) or number != number or abs(number) > 1e15:
        raise ValueError("input should be a number")
    if spec.kind == "number":
        return number
    if number != int(number):
        raise ValueError("input should be a whole number")
    return int(number)


@cache
def pack_specs() -> dict[str, FactSpec]:
    """The facts of the packs in use, by path."""
    specs: dict[str, FactSpec] = {}
    for pack in packs():
        for fact in pack.facts:
            path = f"{PACK}{fact.name}"
            ways = ((w, Cost.GUEST if w.tool in _OF_GUEST else Cost.LOOK) for w in fact.how)
            specs[path] = FactSpec(
                path=path,
                title=fact.title,
                kind=fact.kind,
                choices=fact.choices,
                unit=fact.unit,
                question=fact.question,
                how=tuple(Command(w.tool, w.text, cost=cost, verified=False) for w, cost in ways),
                os=fact.os,
                lasts=fact.lasts,
                hours=fact.hours,
            )
    return specs
