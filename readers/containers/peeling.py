"""What people and their tools put around an output when they pass it on, taken off again, line for line.

A mail quotes with `> `, a chat or a ticket has fences (three backticks, `{code}`) and writes blanks that do not break,
a word processor bends quotation marks, a web page leaves `&quot;`, a terminal paints. The lines keep their numbers.
"""

from __future__ import annotations

import html
import json
import re
import textwrap
from urllib.parse import unquote

MOST = 4 * 1024**2  # characters; nobody quotes more
ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*\x07?|[@-Z\\^_])")
_QUOTED = re.compile(r"^[ \t]{0,3}(?:>[ \t]?){1,20}", re.MULTILINE)
_FENCE = re.compile(
    r"^[ \t>]{0,20}(?:`{3,8}|~{3,8}|\{(?:code|noformat)[^}\n]{0,60}\})[\w+-]{0,20}[ \t]*$", re.MULTILINE
)
_HEADING = re.compile(r"^#{1,6} [A-Z]", re.MULTILINE)  # of a page that explains something: its fences hold examples
_FEWEST_QUOTED = 2
_FEWEST_ESCAPED = 2
_HEAD = 64 * 1024
_PAGE = re.compile(
    r"\s{0,40}<(?:!doctype html|html|head|body|pre|p|div|span|table|code|br)\b[^<>]{0,500}>", re.IGNORECASE
)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/pre|/h\d|/table)[ \t]{0,4}/?>", re.IGNORECASE)
_BREAK_AT_END = re.compile(_BREAK.pattern + r"[ \t]*\n", re.IGNORECASE)
_HIDDEN = re.compile(
    r"<(?:head|style|script)\b[^<>]{0,500}>[^<]{0,20000}</(?:head|style|script)>|<!--[^<>]{0,2000}-->", re.IGNORECASE
)
_TAG = re.compile(
    r"</?(?:!doctype|html|head|body|pre|p|div|span|table|tbody|thead|tr|td|th|br|b|i|u|a|code|ul|ol|li|h\d|font|meta|"
    r"title|strong|em|hr|blockquote|samp|kbd)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_MASKED = re.compile(r"&(?:quot|lt|gt|amp|#39|#x27|apos);")
_RULED = re.compile(r"^[ \u2013\u2014-]{2,400}$", re.MULTILINE)
BLANKS = {0xA0: " ", 0x2007: " ", 0x202F: " ", **dict.fromkeys((0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF))}
_BENT = {0x201C: '"', 0x201D: '"', 0x201E: '"', 0x201F: '"', 0xAB: '"', 0xBB: '"'}


def unescaped(text: str) -> str | None:
    """The text that was copied out of a text in JSON or a log: its quotes, or all of its line ends, are escaped.

    None for other texts.
    """
    plain = text.strip()
    if len(plain) > MOST:
        return None
    if "%20" in plain and not any(map(str.isspace, plain[:_HEAD])):
        return unquote(plain)
    if plain[:1] == plain[-1:] == '"' and len(plain) > 1 and "\n" not in plain:
        return _read_as_json(plain)
    bare = plain.replace('\\"', "")
    if '"' in bare:
        return None
    if "\n" not in plain and plain.count("\\n") >= _FEWEST_ESCAPED:
        return _read_as_json(f'"{plain}"')
    if '\\"' in plain:
        return text.replace('\\"', '"').replace("\\\\", "\\")
    return None


def _read_as_json(text: str) -> str | None:
    try:
        found = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, str) else None


def without_tags(text: str) -> str | None:
    """The text of a web page, or of a mail that was saved as one; None for other texts."""
    if len(text) > MOST or not (_PAGE.match(text) or len(_BREAK.findall(text[:_HEAD])) >= _FEWEST_ESCAPED):
        return None
    ends = r"[ \t]*\n" if _BREAK_AT_END.search(text) else ""  # else the line would end twice
    plain = re.sub(_BREAK.pattern + ends, "\n", text, flags=re.IGNORECASE)
    return html.unescape(_TAG.sub("", _HIDDEN.sub("", plain)))


def unmasked(text: str) -> str | None:
    """The text in which a page or a form wrote its quotes and brackets as names; None where any stands as it is."""
    if "&" not in text or _MASKED.search(text) is None or any(sign in text for sign in '"<>'):
        return None
    plain = html.unescape(text)
    return html.unescape(plain) if _MASKED.search(plain) and not any(sign in plain for sign in '"<>') else plain


def undashed(text: str) -> str | None:
    """The text with straight dashes in the ruled lines of its tables; None where a word processor joined none."""
    plain = _RULED.sub(lambda line: line[0].replace("\u2014", "--"), text) if "\u2014" in text else text
    return plain if plain != text else None


def unbent(text: str) -> str | None:
    """The text with straight quotation marks; None where it has none that a word processor bent, or straight ones."""
    if '"' in text or not _BENT.keys() & set(map(ord, text[:MOST])):
        return None
    single = {0x2018: "'", 0x2019: "'"} if "'" not in text else {}
    return text.translate(_BENT | single)


def peeled(text: str) -> str | None:
    """The text without what was put around it; None where nothing was."""
    if len(text) > MOST:
        return None
    plain = ESCAPE.sub("", text) if "\x1b" in text else text
    plain = plain.translate(BLANKS)
    if '"' not in plain:
        plain = html.unescape(plain) if "&quot;" in plain else plain.translate(_BENT)
    if len(_QUOTED.findall(plain)) >= _FEWEST_QUOTED:
        plain = _QUOTED.sub("", plain)
    if not _HEADING.search(plain):
        plain = _FENCE.sub("", plain)
    plain = textwrap.dedent(plain)
    return plain if plain.strip() != text.strip() else None
