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
