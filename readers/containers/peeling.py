"""What people and their tools put around an output when they pass it on, taken off again, line for line.

A mail quotes with `> `, a chat or a ticket has fences (three backticks, `{code}`) and writes blanks that do not break,
a word processor bends quotation marks, a web page leaves `&quot;`, a terminal paints. The lines keep their numbers.
"""

from __future__ import annotations

import html
import re
import textwrap

MOST = 4 * 1024**2  # characters; nobody quotes more
ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*\x07?|[@-Z\\^_])")
_QUOTED = re.compile(r"^[ \t]{0,3}(?:>[ \t]?){1,20}", re.MULTILINE)
_FENCE = re.compile(
    r"^[ \t>]{0,20}(?:`{3,8}|~{3,8}|\{(?:code|noformat)[^}\n]{0,60}\})[\w+-]{0,20}[ \t]*$", re.MULTILINE
)
_HEADING = re.compile(r"^#{1,6} [A-Z]", re.MULTILINE)  # of a page that explains something: its fences hold examples
_FEWEST_QUOTED = 2
_BLANKS = {0xA0: " ", 0x2007: " ", 0x202F: " ", **dict.fromkeys((0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF))}
_BENT = {0x201C: '"', 0x201D: '"', 0x201E: '"', 0x201F: '"', 0xAB: '"', 0xBB: '"'}


def peeled(text: str) -> str | None:
    """The text without what was put around it; None where nothing was."""
    if len(text) > MOST:
        return None
    plain = ESCAPE.sub("", text) if "\x1b" in text else text
    plain = plain.translate(_BLANKS)
    if '"' not in plain:
        plain = html.unescape(plain) if "&quot;" in plain else plain.translate(_BENT)
    if len(_QUOTED.findall(plain)) >= _FEWEST_QUOTED:
        plain = _QUOTED.sub("", plain)
    if not _HEADING.search(plain):
        plain = _FENCE.sub("", plain)
    plain = textwrap.dedent(plain)
    return plain if plain.strip() != text.strip() else None
