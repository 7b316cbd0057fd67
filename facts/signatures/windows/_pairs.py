"""How events of Windows are declared that are known by their number, and by their text where only that is told.

A localised Windows tells them in its own words, with the same source and number. A pasted text has the words alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...references import Reference
from ..declaration import Signature
from ..places import WINDOWS_TEXT, event

OTHER_LANGUAGE = "(the message, in another language)"
OWN_PROVIDER = "65ee1dba-8ff4-4a58-ac1c-3470ee2f376a"  # the class of Microsoft's shadow copy provider
HYPER_V = ("3e02620c-e180-44f3-b154-2473646e4cb8", "74600e39-7dc5-4567-a03b-f091d6c7b092")  # class and id
_OWN = "|".join((OWN_PROVIDER, "b5946137-7b9f-4925-af80-51abd60b20d5", "89300202-3cec-4981-9171-19f59559e0f2"))
# The class or the id of a shadow copy provider that is not Windows' own.
STRANGE = rf"\{{(?!{_OWN}|{'|'.join(HYPER_V)})[0-9a-f]{{8}}-[0-9a-f-]{{27}}\}}"


def known_events(
    name: str,
    title: str,
    source: str,
    numbers: tuple[int, ...],
    has: str | tuple[str, ...],
    cited: Reference,
    *,
    example: str,
    silent: str,
    log: str = "Application",
    gives: str = "",
    pattern: str = "",
    numbered: tuple[str, str] = ("", OTHER_LANGUAGE),
    **more: Any,
) -> Iterator[Signature]:
    """The signature of the words, and where `numbers` are given that of the events: both give one sign, or `gives`.

    A `pattern` restricts the words, `numbered` the events of the numbers: a pattern of what is the same in every
    language, as classes and names of functions are, and a message that has it. An event whose number tells too little
    is declared without both.
    """
    fact = gives or f"signs.{name.replace('-', '_')}"
    harmless = "noise" in more or "context" in more
    given: dict[str, Any] = {} if harmless else {"gives": fact}
    yield Signature(
        name,
        title,
        where=WINDOWS_TEXT,
        has=has,
        pattern=pattern,
        source=cited,
        example=example,
        silent=silent,
        **given,
        **more,
    )
    if numbers:
        yield Signature(
            f"{name}-event",
            title,
            where=tuple(event(source, number, log) for number in numbers),
            pattern=numbered[0],
            source=cited,
            example=numbered[1],
            silent="",
            **given,
            **more,
        )
