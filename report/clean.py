"""Untrusted text made safe to show: names and messages come from customers' machines."""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_MARKUP = re.compile(r"([\\`*_{}\[\]>#|~$])")
_BLOCK = re.compile(r"^(\s*\d{0,9})([-+=.)])")  # begins a rule, an underline, a list: at the beginning of a text only
_LINK = re.compile(r"(?i)(https?|ftp|mailto|www)([:.])")


def clean(text: str) -> str:
    """The text without control, escape, format (right-to-left override, zero-width) and surrogate characters.

    White space of any kind becomes a blank; what is removed leaves a replacement mark, so that nothing joins up.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(c) for c in text)


def _shown(char: str) -> str:
    if char in "\t\n\r\v\f":
        return " "
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(char) in _HIDDEN else char


def markdown(text: str) -> str:
    """The text as literal Markdown: nothing in it is markup, a link, a mention or HTML."""
    # Not every renderer knows a backslash before these two.
    plain = _MARKUP.sub(r"\\\1", clean(text).strip()).replace("&", "&amp;").replace("<", "&lt;")
    literal = _BLOCK.sub(r"\1\\\2", plain)
    return _LINK.sub(r"\1<!-- -->\2", literal).replace("@", "@<!-- -->")


def table_cell(text: str) -> str:
    """The text as a code span that can stand in a table cell."""
    return code_span(text).replace("|", "\\|")


def code_span(text: str) -> str:
    """The text as a Markdown code span, whatever backquotes it holds."""
    shown = clean(text).strip() or " "
    fence = "`" * (max((len(run) for run in re.findall(r"`+", shown)), default=0) + 1)
    pad = " " if "`" in shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def code_block(lines: list[str]) -> list[str]:
    """The lines as a fenced code block that they cannot close."""
    shown = [clean(line) for line in lines]
    longest = max((len(run) for line in shown for run in re.findall(r"`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, *shown, fence]
