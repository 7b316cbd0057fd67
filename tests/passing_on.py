"""What people and their tools do to a text when they pass it on: each way as a function of the text.

A way that does not fit a text gives None.
"""

from __future__ import annotations

import html
import json
import textwrap
from collections.abc import Callable
from urllib.parse import quote

Way = Callable[[str], str | None]


def each(mark: str) -> Way:
    """A mark before each line; `{n}` in it is the line's number, `{s}` its second."""
    return lambda text: "".join(
        f"{mark.format(n=n, s=f'{n % 60:02}')}{line}\n" for n, line in enumerate(text.split("\n"), 1)
    )


def wrapped(width: int, indent: str = "") -> Way:
    """Lines broken as a mail or a page breaks them."""

    def wrap(text: str) -> str:
        broken = (
            textwrap.wrap(line, width, subsequent_indent=indent, replace_whitespace=False, break_on_hyphens=False)
            if len(line) > width
            else [line]
            for line in text.split("\n")
        )
        return "\n".join(part for parts in broken for part in parts or [""])

    return wrap


def cut_at(width: int) -> Way:
    """Lines broken as a window breaks them."""
    return lambda text: "\n".join(
        line[at : at + width] for line in text.split("\n") for at in range(0, max(len(line), 1), width)
    )


def bent(text: str) -> str:
    """With quotation marks as a word processor makes them."""
    parts = text.split('"')
    return "".join(part + ("“" if n % 2 == 0 else "”") * (n < len(parts) - 1) for n, part in enumerate(parts))


def in_one_line(text: str) -> str | None:
    """JSON in one line, in a sentence of a mail."""
    try:
        data = json.dumps(json.loads(text))
    except ValueError:
        return None
    return f"The backup of our VM fails since Monday. What az shows is {data} and I do not know what it means.\n"


def without_braces(text: str) -> str | None:
    """JSON of one object, as who marks its lines leaves out the first."""
    return "\n".join(text.split("\n")[1:]) if text.startswith("{\n") and text.rstrip().endswith("\n}") else None


WAYS: dict[str, Way] = {
    "bullets": each("• "),
    "dashes": each("- "),
    "a comparison": each("+ "),
    "numbers and a colon": each("{n}: "),
    "numbers and blanks": each("{n:4}  "),
    "a collector's time": each("2026-11-28T10:00:{s}.001Z "),
    "a container's log": each("2026-11-28T10:00:{s}.123456789Z stdout F "),
    "a system log": each("Nov 28 10:00:{s} loghost app[4711]: "),
    "times in brackets": each("[2026-11-28 10:00:{s}] "),
    "wrapped at 80": wrapped(80),
    "wrapped and indented": wrapped(80, "    "),
    "wrapped at 120": wrapped(120),
    "a window of 132": cut_at(132),
    "quoted and wrapped": lambda text: f"Hello,\n\nsee below.\n\n{each('> ')(str(wrapped(72)(text)))}\nRegards\nAnna\n",
    "bent quotes": bent,
    "blanks that do not break": lambda text: text.replace(" ", "\u00a0"),
    "escaped": lambda text: json.dumps(text)[1:-1],
    "a text in JSON": lambda text: json.dumps(text),
    "a field of a ticket": lambda text: json.dumps({"ticket": 7, "comments": [{"by": "anna", "text": text}]}),
    "Run Command": lambda text: json.dumps(
        {
            "value": [
                {"code": "ProvisioningState/succeeded", "message": f"Enable succeeded: \n[stdout]\n{text}\n[stderr]\n"}
            ]
        }
    ),
    "a cell of a table": lambda text: 'time,message\n2026-11-28,"{}"\n'.format(text.replace('"', '""')),
    "a page": lambda text: "<html><body><p>" + html.escape(text).replace("\n", "<br>\n") + "</p></body></html>",
    "a block of a page": lambda text: f"<pre>{html.escape(text)}</pre>",
    "an address": lambda text: quote(text) if "\n" in text.strip() else None,
    "in a sentence": in_one_line,
    "without its braces": without_braces,
}
