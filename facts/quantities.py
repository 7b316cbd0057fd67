"""Values with a meaning of their own: versions and sizes, in the spellings that people and tools use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

_VERSION = re.compile(r"\d{1,9}(?:\.\d{1,9}){0,5}")
_MISREAD = re.compile(r"\.?[OolISB](?:[\dOolISB]*(?:\.|$)|\d)")  # behind digits: letters that stand for digits
_SIZE = re.compile(r"([\d.,]+)\s*(k|m|g|t|p)?i?b?(?:yte[s]?)?", re.IGNORECASE)
_FACTOR = {"k": 1 / 1024**2, "m": 1 / 1024, "g": 1.0, "t": 1024.0, "p": 1024.0**2, "": 1.0}


@total_ordering
@dataclass(frozen=True, slots=True)
class Version:
    """A dotted version such as `2.7.41491.1010`, ordered by its numbers; `2.2` equals `2.2.0`."""

    text: str

    @property
    def parts(self) -> tuple[int, ...]:
        """The numbers, without trailing zeros."""
        numbers = [int(n) for n in self.text.split(".")]
        while len(numbers) > 1 and numbers[-1] == 0:
            numbers.pop()
        return tuple(numbers)

    def __eq__(self, other: object) -> bool:
        """Whether both are the same version."""
        return isinstance(other, Version) and self.parts == other.parts

    def __lt__(self, other: Version) -> bool:
        """Whether this one is older."""
        return self.parts < other.parts

    def __hash__(self) -> int:
        """Equal versions hash alike."""
        return hash(self.parts)

    def __str__(self) -> str:
        """The version as it was written."""
        return self.text

    @classmethod
    def parse(cls, value: Any) -> Version:
        """Read a version out of `2.7.1`, `v2.7.1` or `WALinuxAgent-2.7.1`. Raises ValueError."""
        if isinstance(value, Version):
            return value
        found = _VERSION.search(str(value)) if isinstance(value, str | int | float) else None
        if found is None or isinstance(value, bool) or _MISREAD.match(str(value), found.end()):
            raise ValueError("a dotted version such as 2.7.41491.1010 is expected")
        return cls(found.group())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        """Pydantic: accept what `parse` accepts, write a string."""
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """JSON Schema: a string with a dotted number in it."""
        return {"type": "string", "pattern": r"\d+(\.\d+)*"}


def gibibytes(value: Any) -> Any:
    """A size in GiB: plain numbers are GiB already; `4 TB`, `512GB`, `1.5 TiB` are converted (1 TB = 1024 GB,
    as Azure counts disk sizes). Other things are returned for the validator to refuse.
    """
    if not isinstance(value, str):
        return value
    found = _SIZE.fullmatch(value.strip())
    if found is None:
        return value
    number = found.group(1)
    if re.fullmatch(r"\d{1,3}(,\d{3})+", number):
        number = number.replace(",", "")
    try:
        size = float(number.replace(",", "."))
    except ValueError:
        return value
    return size * _FACTOR[(found.group(2) or "").lower()]


# A ZiB is far beyond any disk: what is larger is a typing error or an attack.
Gibibytes = Annotated[float, BeforeValidator(gibibytes), Field(ge=0, le=1e12, allow_inf_nan=False)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Hours = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]
Text = Annotated[str, Field(max_length=100_000)]
Name = Annotated[str, Field(max_length=500)]
