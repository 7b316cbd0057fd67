"""What of a text a person says: not the names and values of data, nor the lines of a configuration, beside it.

`"level": "CanNotDelete"` in an answer of Azure that was cut off, or `# ... on FreeBSD` in a file of settings, tell
something in the place where they belong, and nothing as a sentence.
"""

from __future__ import annotations

import re

_QUOTE = r"(?:\\{0,3}[\"“”„]|&quot;)"
# A name and its value in JSON, whole or broken, also within a text of JSON; but for messages.
_PAIR = re.compile(
    rf"{_QUOTE}(?!\w{{0,40}}(?:message|string|detail|description|recommendation)s?{_QUOTE})"
    rf"[\w.@ /-]{{1,80}}{_QUOTE}[ \t]{{0,4}}:[ \t]{{0,4}}"
    rf"(?:{_QUOTE}(?:[^\"“”\n\\&]|\\[^\"\\\n]){{0,2000}}{_QUOTE}?|[^\s,\"}}\]]{{0,100}})",
    re.IGNORECASE,
)
# A line of data, whose beginning may be cut off; where there are several, no person says any of it, nor its messages.
_DATA = re.compile(
    rf"^[^\"“”\n]{{0,60}}{_QUOTE}[\w.@ /-]{{0,80}}{_QUOTE}?[ \t]{{0,4}}:[ \t]{{0,4}}[^\n]*$|"
    rf"^[^\"“”\n:]{{0,60}}{_QUOTE}[ \t]{{0,4}}:[ \t]{{0,4}}[^\n]*$",
    re.MULTILINE,
)
_FEWEST_DATA = 4  # lines
_ITEM = re.compile(rf"^[ \t|>*\d:•+-]{{0,20}}{_QUOTE}[^\"“”\n\\&]{{0,400}}{_QUOTE}?,?[ \t]*$", re.MULTILINE)
_SETTING = re.compile(r"^[ \t|>*\d:•+-]{0,20}(?:#[^\n]*|[A-Za-z][\w.]{1,80}=[^\n]*)$", re.MULTILINE)
_FEWEST_SETTINGS = 4  # lines that make a file of settings: one or two are quoted in a sentence


def own_words(text: str) -> str:
    """The text without what data and settings in it say; the text itself where it has none."""
    if ":" in text and ('"' in text or "“" in text or "&quot;" in text):
        if len(_DATA.findall(text)) >= _FEWEST_DATA:
            text = _DATA.sub("", text)
        text = _ITEM.sub("", _PAIR.sub("", text))
    if ("=" in text or "#" in text) and len(_SETTING.findall(text)) >= _FEWEST_SETTINGS:
        text = _SETTING.sub("", text)
    return text
