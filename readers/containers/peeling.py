"""What people and their tools put around an output when they pass it on, taken off again, line for line.

A mail quotes with `> `, a chat or a ticket has fences (three backticks, `{code}`) and writes blanks that do not break,
a word processor bends quotation marks, a web page leaves `&quot;`, a terminal paints. The lines keep their numbers.
"""

from __future__ import annotations

import html
import re
import textwrap
from itertools import pairwise

MOST = 4 * 1024**2  # characters; nobody quotes more
ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*\x07?|[@-Z\\^_])")
_QUOTED = re.compile(r"^[ \t]{0,3}(?:>[ \t]?){1,20}", re.MULTILINE)
_FENCE = re.compile(
    r"^[ \t>]{0,20}(?:`{3,8}|~{3,8}|\{(?:code|noformat)[^}\n]{0,60}\})[\w+-]{0,20}[ \t]*$", re.MULTILINE
)
_HEADING = re.compile(r"^#{1,6} [A-Z]", re.MULTILINE)  # of a page that explains something: its fences hold examples
_FEWEST_QUOTED = 2
_NUMBERED = re.compile(r"^[ \t]{0,8}(\d{1,7})[\t:]", re.MULTILINE)
_MARKS = {"| ", "* "}
_MARKED = re.compile(r"^[|*](?: |$)", re.MULTILINE)
_BLANKS = {0xA0: " ", 0x2007: " ", 0x202F: " ", **dict.fromkeys((0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF))}
_BENT = {0x201C: '"', 0x201D: '"', 0x201E: '"', 0x201F: '"', 0xAB: '"', 0xBB: '"'}


def unmarked(text: str) -> str | None:
    """The text without numbers or marks before all of its lines, as `cat -n`, `grep -n` and some mails have them; None
    where a line has none, or where the numbers do not grow.
    """
    first = text.lstrip("\n")
    if _NUMBERED.match(first) is None and first[:2] not in _MARKS:
        return None
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < _FEWEST_QUOTED:
        return None
    numbers = [_NUMBERED.match(line) for line in lines]
    if None not in numbers:
        counted = [int(found[1]) for found in numbers if found is not None]
        grows = all(before < after for before, after in pairwise(counted))
        return _NUMBERED.sub("", text) if grows else None
    marks = {line[:2] for line in lines} - {line.rstrip()[:2] for line in lines if len(line.rstrip()) == 1}
    is_table = all(line.rstrip().endswith("|") for line in lines)  # of Markdown
    return _MARKED.sub("", text) if len(marks) == 1 and marks <= _MARKS and not is_table else None


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
