"""Lines that a window, a table or a program cut off at its width: what is left of their last word is no word.

`2.7.0.6` that was cut to `2.7.0` is another version, `rg-prod` cut to `rg-pr` another group. The last word of such a
line is replaced by an ellipsis, so that whoever reads the line sees that it goes on. Data in JSON is left alone: where
it was cut, it is broken, and told to be.
"""

from __future__ import annotations

import re

from .known_lines import begins_an_entry

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_WIDTHS = (79, 80, 99, 100, 119, 120, 131, 132, 159, 160)  # of windows, and of what programs print where none is
_FEWEST_DOTTED, _FEWEST = 2, 3  # lines: two of one length are met by chance
_NEARLY = 10  # characters: where words are wrapped, most of the long lines end that much before the width
_MOST = 512 * 1024  # characters; nobody cuts more
_LONGEST_WORD = 400  # characters
_MARKED = re.compile(r"\S{0,200}\w[^\s\w]{0,3}…[ \t]*$")  # … behind a blank is what a person left out
_DOTS = re.compile(r"\S{0,200}\.{3}$")
_LAST = re.compile(r"[^\s…]{1,300}$")
_RULE = re.compile(r"\s{0,8}-{2,200}(?: {1,200}-{1,200}){1,30}")
_OPENS = re.compile(r"\s*(?:[{<\"]|\[\s*[\[{\"])")


def undotted(text: str) -> str | None:
    """The text with an ellipsis for the last word of each line that ends with one, or with dots; else None."""
    if len(text) > _MOST or ("…" not in text and "..." not in text) or _OPENS.match(text):
        return None
    lines = text.split("\n")
    bare = [line.rstrip() for line in lines]
    width = max(map(len, bare))
    if any(map(_RULE.fullmatch, bare)):
        return None  # a table of PowerShell, whose readers know its dots
    dotted = width if _are_dotted(bare, width) else 0
    made = [_without_last(line, _DOTS if dotted and len(line) == dotted else _MARKED) for line in bare]
    return "\n".join(made) if made != bare else None


def uncut(text: str) -> str | None:
    """The text with an ellipsis for the last word of each line that was cut off, as its width shows; else None."""
    if len(text) > _MOST or _OPENS.match(text):
        return None
    lines = [line.rstrip() for line in text.split("\n")]
    width = max(map(len, lines))
    if not _is_width(lines, width) or any(map(_RULE.fullmatch, lines)):
        return None
    return "\n".join(_without_last(line, _LAST) if len(line) == width else line for line in lines)


def _are_dotted(lines: list[str], width: int) -> bool:
    """Whether the longest lines end with three dots, and all at one width: no sentences do."""
    dotted = [line for line in lines if line.endswith("...") and len(line) > width - _NEARLY]
    return all(len(line) == width for line in dotted) and (
        len(dotted) >= _FEWEST_DOTTED or (dotted != [] and width in _WIDTHS)
    )


def _is_width(lines: list[str], width: int) -> bool:
    """Whether lines were cut off at this width, that of the longest."""
    if width not in _WIDTHS:
        return False
    longest = [line for line in lines if len(line) == width]
    if len({line[-1] for line in longest}) == 1 and not longest[0][-1].isalnum():
        return False  # of a frame, or of sentences
    long = sum(len(line) > width - _NEARLY for line in lines)
    differ = len({line[-_NEARLY:] for line in longest}) > 1
    return len(longest) >= _FEWEST and differ and 3 * len(longest) > long and not _goes_on(lines, width)


def _goes_on(lines: list[str], width: int) -> bool:
    """Whether what was cut off stands in the next line, as a window shows it."""
    after = [lines[n + 1] for n, line in enumerate(lines[:-1]) if len(line) == width and lines[n + 1]]
    return bool(after) and not any(begins_an_entry(line) for line in after) and begins_an_entry(lines[0])


def _without_last(line: str, last: re.Pattern[str]) -> str:
    found = last.search(line, max(0, len(line) - _LONGEST_WORD))
    return f"{line[: found.start()]}{ELLIPSIS}" if found else line
