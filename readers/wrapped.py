"""Lines that a window, a mail or a page broke in two, put together again. The lines keep their numbers.

A log is known to be wrapped where lines without a time follow lines to which their first word would not have fitted. In
JSON a line that ends inside a text tells it.
"""

from __future__ import annotations

import json
import re

from .known_lines import begins_an_entry

MOST = 4 * 1024**2  # characters; nobody wraps more
_NARROWEST, _WIDEST = 40, 250
_FEWEST = 2  # lines that were broken
_MOST_JOINED = 20_000  # characters of a line that is put together
_FEWEST_LOST = 3  # entries in one line
_ENTRIES = re.compile(  # of the agents' logs, and of that of the backup extension
    r"(?<=\S) {1,4}(?=\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z? (?:INFO|WARNING|ERROR|VERBOSE) |"
    r" \[Microsoft\.Azure\.)|\[[0-9A-Fa-f]{8}\] \[?\d\d[/\d])"
)
_TIME_ALONE = re.compile(r"\s{0,8}[\[(]?[\dT:.,Z/ +-]{8,40}[\])},;]{0,3}\s{0,8}")
_ENDS = (":", ",", ";")  # of a word
_LONGEST_WORD = 24  # letters
_LEAST_INDENT = 2  # blanks before lines that go on
_OF_TEXTS = re.compile(r"\\.|\"|\n", re.DOTALL)  # in JSON: what is escaped, what begins or ends a text
_JOINT = "\ue000"  # where two lines were put together with a blank
_ADDRESS = re.compile(r"/?(?:subscriptions|providers)/|https?://|[^\s\"]*(?:[;_@]|/[^\s\"/]*/)")
_BESIDE = re.compile(rf"[-/_.;:@]{_JOINT}\w|\w{_JOINT}[-/_.;:@]\w")
_WORD = re.compile(r"\S{1,4000}")


def unwrapped(text: str) -> str | None:
    """The log with its broken lines put together; None where none is broken, or it is no log.

    The second line of what is one becomes empty.
    """
    lines = text.split("\n")
    if not begins_an_entry(next(filter(str.strip, lines), "")):
        return None
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST:
        return None
    if all(begins_an_entry(line) for line in lines if line.strip()):
        return None  # a collector's times, before empty lines as well
    going_on = [n for n, line in enumerate(lines) if line.strip() and not _begins(line)]
    broken = [n for n in going_on if n and _had_no_room(lines[n - 1], lines[n], width)]
    if len(broken) < _FEWEST or 2 * len(broken) < len(going_on):
        return None
    return "\n".join(_joined(lines, broken, width))


def relined(text: str) -> str | None:
    """The log whose line ends were lost, as a chat or a form loses them, with one before each entry; else None."""
    if len(text) > MOST or len(_ENTRIES.findall(max(text.split("\n"), key=len))) < _FEWEST_LOST:
        return None
    return _ENTRIES.sub("\n", text)


def _begins(line: str) -> bool:
    """Whether an entry begins in a line: a time with nothing behind it is the end of one."""
    return begins_an_entry(line) and _TIME_ALONE.fullmatch(line) is None


def unbroken(text: str) -> str | None:
    """The JSON with lines put together that end inside a text, where that makes it whole; None where it does not."""
    if len(text) > MOST:
        return None
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST or _is_json(text):
        return None
    broken, line, inside = [], 0, False
    for found in _OF_TEXTS.finditer(text):
        if found[0] == '"':
            inside = not inside
        elif found[0] == "\n":
            line += 1
            broken += [line] * inside
        else:
            line += found[0].count("\n")
    if not broken or (len(broken) <= _FEWEST and all(_is_of_either(lines[n - 1], lines[n], width) for n in broken)):
        return None
    if _JOINT in text:
        return None
    joined = _without_joints("\n".join(_joined(lines, broken, width, _JOINT)))
    return joined if _is_json(joined) else None


def _without_joints(text: str) -> str:
    """JSON with a blank, or nothing, at each place where lines were put together."""
    shown, at, begin = [], 0, -1
    for found in _OF_TEXTS.finditer(text):
        if found[0] == '"' and begin < 0:
            begin = found.start()
        elif found[0] == '"':
            shown += [text[at:begin], _mended(text[begin : found.end()])]
            at, begin = found.end(), -1
    return "".join((*shown, text[at:])).replace(_JOINT, " ")


def _mended(text: str) -> str:
    """A text of JSON, without blanks where it was broken if it has no others and is an id, an address or a name.

    Such a one was broken within, since it is longer than a line, or behind a dash.
    """
    if " " in text or _JOINT not in text:
        return text
    whole = text.replace(_JOINT, "")
    return whole if _ADDRESS.match(whole, 1) or _BESIDE.search(text) else text


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _had_no_room(before: str, line: str, width: int) -> bool:
    word = _WORD.search(line)
    return bool(before.strip()) and word is not None and len(before) + 1 + len(word[0]) > width


def _is_of_either(before: str, line: str, width: int) -> bool:
    """Whether a line can have ended in a word or behind one, which one or two breaks do not tell."""
    last = "".join(before.split()[-1:])
    return len(before) == width and last.isalpha() and len(last) <= _LONGEST_WORD and line.lstrip()[:1].isalpha()


def _joined(lines: list[str], broken: list[int], width: int, joint: str = " ") -> list[str]:
    """The lines, each of those that are broken off the one before put behind it, and empty in its own place.

    `joint` stands where they were broken at a blank. A window cuts all lines at its width; a mail breaks them at a
    blank, but for a word that is longer than a line.
    """
    indent = min((len(lines[n]) - len(lines[n].lstrip()) for n in broken), default=0)
    indent = indent if indent >= _LEAST_INDENT else 0
    hard = all(len(lines[n - 1]) == width or not lines[n - 1].strip() for n in broken)
    made, at = lines[:], 0
    for n in broken:
        if at != n - 1 and made[n - 1]:
            at = n - 1
        before, line = lines[n - 1], lines[n]
        if len(made[at]) + len(line) > _MOST_JOINED:
            at = n
            continue
        last, first = "".join(before.rsplit(maxsplit=1)[-1:]), "".join(line.split(maxsplit=1)[:1])
        is_one = last[-1:] not in _ENDS and len(last) + len(first) > width - indent
        is_cut = hard or (len(before) == width and is_one)
        made[at] += line[indent:] if is_cut else f"{joint}{line.lstrip()}"
        made[n] = ""
    return made
