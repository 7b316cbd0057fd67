"""What of a text a person says: not the names and values of data, nor the lines that a program printed, beside it.

`"level": "CanNotDelete"` in an answer of Azure that was cut off, or `# ... on FreeBSD` in a file of settings, tell
something in the place where they belong, and nothing as a sentence. A tool may have put its own marks before them.
"""

from __future__ import annotations

import re

_QUOTE = r"(?:\\{0,3}[\"“”„]|&quot;)"
# A name and its value in JSON, whole or broken, also within a text of JSON; but for messages.
_PAIR = re.compile(
    rf"{_QUOTE}(?!\w{{0,40}}(?:message|string|detail|description|recommendation)s?{_QUOTE})"
    rf"[\w.@ /-]{{1,80}}{_QUOTE}[ \t]{{0,4}}:[ \t]{{0,4}}(?:\n[> \t]{{0,9}}(?=\\{{0,3}}[\"“]))?"
    rf"(?:{_QUOTE}(?:[^\"“”\n\\&]|\\[^\"\\\n]){{0,2000}}{_QUOTE}?|[^\s,\"}}\]]{{0,100}})",
    re.IGNORECASE,
)
# A line of data, whose beginning may be cut off; where there are several, no person says any of it, nor its messages.
_DATA = re.compile(
    rf"^[^\"“”\n]{{0,60}}{_QUOTE}[\w.@ /-]{{0,80}}{_QUOTE}?[ \t]{{0,4}}:[ \t]{{0,4}}[^\n]*$|"
    rf"^[^\"“”\n:]{{0,60}}{_QUOTE}[ \t]{{0,4}}:[ \t]{{0,4}}[^\n]*$",
    re.MULTILINE,
)
# The rest of a text in data whose line was broken: one mark, at its end.
_END_OF_DATA = re.compile(r"^[^\"“”\n]{0,400}(?:\\{0,3}[\"”]|&quot;)[ \t,}\]]{0,9}$", re.MULTILINE)
_BROKEN = re.compile(rf"\A[\w.@ /-]{{0,80}}{_QUOTE}[ \t]{{0,4}}:[ \t]{{0,4}}[^\n]*")  # its first pair, cut in its name
_FEWEST_DATA = 4  # lines
_ITEM = re.compile(rf"^[ \t|>*\d:•+-]{{0,20}}{_QUOTE}[^\"“”\n\\&]{{0,400}}{_QUOTE}?,?[ \t]*$", re.MULTILINE)
# What people and tools put before the lines of what they pass on: quotes, bullets, numbers, times, a host, a stream.
_MARK = (
    r"^[ \t|>*\d:•+-]{0,20}(?:\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\w.,:+-]{0,20}\]? {1,2}(?:std(?:out|err) [FP] )?)?"
    r"(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,60} [\w./-]{1,40}(?:\[\d{1,7}\])?: )?"
    r"(?:[A-Za-z][\w.-]{0,60}: ){0,2}[ \t]{0,40}"
)
_NAME = r"[a-z][a-z0-9]{0,40}(?:_[a-z0-9]{1,40}){1,8}:(?:[ \t]|$)"  # of a fact file, or another one in YAML
_ADDRESS = r"\d{1,3}(?:\.\d{1,3}){3}"
_LINES = (
    r"#[^\n]*",  # a remark in a file of settings
    r"[A-Za-z][\w.]{1,80}=[^\n]*",
    r"[A-Za-z][\w.]{1,60} = [^\n]*",
    rf"{_NAME}[^\n]*",
    r"[^\n:.]{1,60}(?: ?\.){3,60} ?:[^\n]*",  # of ipconfig
    r"[A-Za-z][\w.()-]{0,60} {2,60}:[^\n]*",  # of PowerShell
    # A label and a value; behind one that people line up, as in a ticket, they write sentences.
    r"[A-Za-z][^\n:]{0,60}: {2,60}(?:\S{1,200} {1,4}){0,4}\S{0,200}[ \t]*",
    r"(?:at [\w.]{4,200}\(|--->|--- End of)[^\n]*",  # of a stack
    # An entry of a log, whose beginning may be cut off.
    r"\[?[0-9A-Fa-f]{1,8}\] {1,4}\[?\d[^\n]*",
    r"[^\n]{0,40}\[(?:INFO|WARNING|WARN|ERROR|VERBOSE|DEBUG)\][^\n]*",
    r"[^\n]{0,20}\d\d:\d\d:\d\d(?:Z|[.,]\d{1,9}Z?) [^\n]*",
    r"[^\n]{0,40}\d\d:\d\d[\w.,:+-]{0,20} {1,4}\[?(?:INFO|WARNING|WARN|ERROR|VERBOSE|DEBUG)\b[^\n]*",
    rf"[^\n]{{0,80}}{_ADDRESS}[^\n.]{{0,80}}{_ADDRESS}[^\n]*",  # a route
    r"[^\n]{0,200}[;{}][ \t]*",  # of a lease, of rules
    r"\w[\w.-]{0,80} {2,80}\S[^\n]*|\w[\w.-]{0,80} \w{1,80} {2,80}\S[^\n]*",  # the row of a table
)
_PRINTED = re.compile(f"{_MARK}(?:{'|'.join(_LINES)})$", re.MULTILINE)
# A line in the writing of addresses.
_ENCODED = re.compile(
    r"^[^\n]{0,200}?%[0-9A-Fa-f]{2}[^\n]{0,200}?%[0-9A-Fa-f]{2}[^\n]{0,200}?%[0-9A-Fa-f]{2}[^\n]*$", re.MULTILINE
)
# What curl prints of a connection, but for its errors.
_CURL = re.compile(
    r"^[ \t>|]{0,20}(?:\*[ ]{1,3}(?:Trying|Connected to|Closing|Connection #|Host |Rebuilt)"
    r"|[<>] (?:GET|HTTP/|Host: |User-Agent: ))[^\n]*$",
    re.MULTILINE,
)
# What bitsadmin prints, of which one line is enough: its labels, and its headline, whose beginning may be cut off.
_BITS = re.compile(
    r"^[^\n]{0,200}roxy (?:(?:usage|list|bypass)[ \t]{0,20}:|settings for account)[^\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_FEWEST_PRINTED = 3  # lines that make an output: one or two are quoted in a sentence
_NAMED = re.compile(_MARK + _NAME, re.MULTILINE)
_YAML = re.compile(_MARK + r"(?:- )?[a-z]{2,40}:(?:[ \t][^\n]*)?$", re.MULTILINE)
_SETTING = re.compile(r"\b[A-Za-z]\w{2,40}\.[A-Z]\w{2,60}=")
_FEWEST_SETTINGS = 6  # that make a file of them
# From a prompt with its command up to an empty line.
_SESSION = re.compile(
    _MARK + r"\[?[\w.-]{1,40}@[\w.-]{1,60}[ :][^\n#$]{0,80}(?<=\S)[#$] \S[^\n]*(?:\n[^\n]+)*", re.MULTILINE
)
_GAP = re.compile(r"[^\s.,:;!?](?: {2}|\t| \t)[ \t]{0,80}(?=\S)")  # between the columns of a table
_FEWEST_GAPS = 2
# Of an output that lost its line ends: a value behind its name, its dots or its label, a ruled line, an address, a gap,
# a time.
_PIECE = re.compile(
    r"\w=\S|-{3,80}|(?:\. ){3,40}|\b[A-Z][\w()]{1,20}(?: [A-Z(][\w()]{1,20}){0,3}: |"
    r"\d(?:\.\d{1,3}){3}|\w_\w{1,60}: |[^\s.,:!?] {2,80}(?=\S)|\d:\d\d:\d\d|;(?= )"
)
_LONG, _FEWEST_PIECES, _WORDS_A_PIECE = 100, 6, 8  # characters, pieces, and words for each of them


def own_words(text: str) -> str:
    """The text without what data and programs in it say; the text itself where it has none."""
    if ":" in text and ('"' in text or "“" in text or "&quot;" in text):
        if len(_DATA.findall(text)) >= _FEWEST_DATA:
            text = _END_OF_DATA.sub("", _DATA.sub("", text))
        text = _ITEM.sub("", _PAIR.sub(lambda found: _ends(found[0]), _BROKEN.sub("", text)))
    if len(_SETTING.findall(text)) >= _FEWEST_SETTINGS:  # what is remarked there stands above a setting
        text = "\n\n".join(_ends(part) if _SETTING.search(part) else part for part in text.split("\n\n"))
    if any(mark in text for mark in ("=", "#", ":", "  ")) and len(_PRINTED.findall(text)) >= _FEWEST_PRINTED:
        if len(_NAMED.findall(text)) >= _FEWEST_PRINTED:
            text = _YAML.sub("", text)
        text = _PRINTED.sub("", text)
    if text.count("%") > 2:
        text = _ENCODED.sub("", text)
    if "* " in text or "HTTP/" in text:
        text = _CURL.sub("", text)
    if "roxy" in text.lower():
        text = _BITS.sub("", text)
    if "@" in text:
        text = _SESSION.sub(lambda found: _ends(found[0]), text)
    return "\n".join("" if _is_of_pieces(line) else line for line in text.split("\n"))


def _ends(text: str) -> str:
    """The line ends of a text, so that the lines behind it keep their numbers."""
    return "\n" * text.count("\n")


def _is_of_pieces(line: str) -> bool:
    """Whether a line is a table's, or a long one an output that lost its line ends: no person names so many values in a
    few words."""
    if len(_GAP.findall(line)) >= _FEWEST_GAPS:
        return True
    pieces = len(_PIECE.findall(line)) if len(line) > _LONG else 0
    words = sum(word != "." for word in line.split())
    return pieces >= _FEWEST_PIECES and pieces * _WORDS_A_PIECE > words
