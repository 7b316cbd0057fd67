"""A text of several kinds in one: a person's words, with parts of logs, terminals and answers between them.

It is cut where a part of another kind begins: a JSON document, lines that begin with a time, a prompt, a paragraph of
words. Each part is read as a file of its own would be; the words are left for the recogniser of messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..facts.failure_texts import calls_it_an_error_code, is_made_by_a_program, unquoted
from .azure.asked import command_in
from .containers.strict_json import strict_decoder
from .known_lines import begins_an_entry, is_dated
from .linux import terminal

MOST_TEXT = 512 * 1024  # characters of a text that is cut into parts
MOST_PARTS = 200
_MOST_TRIED = 200  # openings of JSON that are tried
_LEAST_WORDS, _LEAST_FUNCTION_WORDS = 8, 3
_DOCUMENT = re.compile(r"\s{0,3}(?:\{|\[(?:[\s{\[\]\"]|$))")
_OPENING = re.compile(r"\{\s*(?:\"|$)|\[\s*(?:[{\"]|$)")
opens_an_answer = _OPENING.match  # of a line
_LAST = 8000  # characters at the end of a text in which a person's last words are looked for
_OF_A_PROGRAM = re.compile(
    r"\s*(?:#|//|--|/?\*|<|(?:error|warning|fatal|note|info|hint|usage|exception)\b(?! code))", re.I
)
_MOST_LAST = 3  # openings that are tried, from the end
_LEVEL = re.compile(r"\[(?:VERBOSE|INFO|DEBUG|WARN|WARNING|ERROR|FATAL)\]\s")  # of an entry whose time was cut off
_WINDOWS_PROMPT = re.compile(r"\s{0,4}(?:PS [^>\n]{0,200}>|[A-Za-z]:\\[^>\n]{0,200}>)")
_QUOTED = re.compile(r"\s{0,8}>")
_QUOTE = re.compile(r"> |>$")
_LONGEST_COMMAND = 20  # lines
_MOST_GREETED = 5  # words of a line that greets
_MOST_GREETING = 30  # lines of a person before what is quoted
# Words without which hardly a sentence is made, in the languages of the portal.
_SENTENCE_MAKERS = """
    the a an is are was were be been has have had do does did not no and or but of to in on at by with for from as it
    its this that these those we our i my you your they what which when why how there any all some since after before
    der die das ein eine ist sind war und oder nicht mit von zu auf für wir es den dem im
    le la les un une est sont et ou ne pas avec de du des pour sur nous il elle dans que qui
    el los las una es son y o con del para en no nosotros se lo al
    het een is zijn was en of niet met van op voor wij we er te dat deze
    il lo gli uno una è sono e non con di da per noi che nel
    o os as um uma é são e não com do da para nós que no na
    och att det är som en ett på för inte med av vi jag
"""
_FUNCTION_WORDS = frozenset(_SENTENCE_MAKERS.split())
_PROPERTY = re.compile(r"\s{0,8}[A-Za-z][\w.()-]{0,60} {2,60}:(?: |$)")  # of an object, as PowerShell lists them
_CMDLET_FAILED = re.compile(r"[A-Z][a-z]{1,20}-[A-Z]\w{1,60} ?: ")  # what PowerShell says begins so
# Sentences that programs print: Python, and VMAssist for Linux.
_OF_PROGRAMS = ("Traceback (most recent call last)", "Not running as root, logging may fail")
_EVENT_HEADER = 12  # lines
_LABEL = re.compile(r"[\s*>-]{0,8}(?P<label>[^\W\d_][^:：\n]{1,30})[:：](?P<value>[^\n]{0,100})$")
_ID = re.compile(r"(?:^|[^a-z])id$|^id\b", re.IGNORECASE)
_ASIAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{4}")

Kind = Literal["words", "data", "log", "session", "other"]


class Part(NamedTuple):
    """One part of a text: its kind, the line that it begins in, and its lines."""

    kind: Kind
    line: int
    lines: list[str]

    @property
    def text(self) -> str:
        """The part as text."""
        return "\n".join(self.lines)


def is_words(paragraph: list[str]) -> bool:
    """Whether a paragraph is made of sentences, not of output of a program."""
    if _CMDLET_FAILED.match(paragraph[0]) or any(line.lstrip().startswith(_OF_PROGRAMS) for line in paragraph):
        return False
    if _is_event(paragraph):
        return False
    if sum(_PROPERTY.match(line) is not None for line in paragraph) > len(paragraph) // 2:
        return False
    text = " ".join(paragraph)[:4000]
    if _ASIAN.search(text):
        return sum("、" <= c <= "힣" or c in "。、" for c in text) > len(text) // 3
    tokens = text.split()
    if len(tokens) < _LEAST_WORDS:
        return False
    plain = [token.strip(".,;:!?()\"'“”‘’«»") for token in tokens]
    words = sum(token.replace("-", "").replace("'", "").replace("’", "").isalpha() for token in plain)
    functional = {token.lower() for token in plain} & _FUNCTION_WORDS
    return words > 0.7 * len(tokens) and len(functional) >= _LEAST_FUNCTION_WORDS


def _is_event(paragraph: list[str]) -> bool:
    """Whether a paragraph has the labels of a Windows event, in any language: a number, and what stands beside it."""
    labels = [found for line in paragraph[:_EVENT_HEADER] if (found := _LABEL.match(line))]
    return len(labels) > 1 and any(
        found["value"].strip().isdecimal() and _ID.search(found["label"]) for found in labels
    )


def has_words_first(head: str) -> bool:
    """Whether a text begins with a person's words, and may have parts of other kinds behind them."""
    first = next((part for part in _raw_parts(head[:8000].split("\n")) if not _is_greeting(part.lines)), None)
    return first is not None and is_words(first.lines) and not is_dated(first.lines[0])


def has_words_last(text: str) -> bool:
    """Whether a text ends with a person's words, or with the error code, and has parts of other kinds before them."""
    *before, last = list(paragraphs(text[-_LAST:].split("\n"))) or [[]]
    if not before or is_dated(last[0]) or _kind(last[0]) != "other" or _OF_A_PROGRAM.match(last[0]):
        return False
    return not is_words(before[0]) and (is_words(last) or _is_code(last))


def has_answer_first(text: str) -> bool:
    """Whether a text begins with a whole JSON document, and goes on with something else than another one."""
    lines = text.split("\n")
    at = next((n for n, line in enumerate(lines) if line.strip()), 0)
    length = _document(lines, at) if _DOCUMENT.match(lines[at]) else 0
    behind = next((line.strip() for line in lines[at + length :] if line.strip()), "")
    return length > 0 and behind != "" and not behind.startswith(("{", "[", "}", "]", ","))


def _is_greeting(lines: list[str]) -> bool:
    """Whether a paragraph is no more than `Hi team,`."""
    words = lines[0].split()
    short = len(lines) == 1 and 0 < len(words) <= _MOST_GREETED and lines[0].rstrip().endswith((",", "!"))
    return short and all(word.strip(",!.").replace("-", "").isalpha() for word in words)


def has_code_first(head: str) -> bool:
    """Whether a text begins with nothing but an error code, as people put it above what they have of the failure."""
    first = next(paragraphs(head[:8000].split("\n")), [])
    named = next((n for n, line in enumerate(first) if _kind(line) != "other" or _DOCUMENT.match(line)), len(first))
    return _is_code(first[:named])


def _is_code(lines: list[str]) -> bool:
    text = "\n".join(lines)
    return is_made_by_a_program(text.strip(" .,;:\"'`")) or calls_it_an_error_code(text)


def is_quoted(head: str) -> bool:
    """Whether nearly every line of a text is quoted, as in an answer to an e-mail."""
    lines = [line for line in head.split("\n") if line.strip()]
    return len(lines) > 1 and sum(_QUOTED.match(line) is not None for line in lines) > 0.9 * len(lines)


def has_quotes(head: str) -> bool:
    """Whether a text begins with lines of a person, and has quoted ones behind them, as an answer to an e-mail."""
    lines = [line for line in head.split("\n") if line.strip()][:_MOST_GREETING]
    quoted = next((n for n, line in enumerate(lines) if _QUOTE.match(line)), 0)
    return quoted > 0 and all(_kind(line) == "other" and not _DOCUMENT.match(line) for line in lines[:quoted])


def paragraphs(lines: list[str]) -> Iterator[list[str]]:
    """The lines between empty ones."""
    made: list[str] = []
    for line in lines:
        if line.strip():
            made.append(line)
        elif made:
            yield made
            made = []
    if made:
        yield made


def parts_of(text: str) -> list[Part]:
    """The parts of a text in their order; one where it is of one kind, or is cut into too many."""
    lines = text.split("\n")
    if has_quotes(text):
        found = list(_quoted_parts(lines))
    else:
        last = answer_at_end(lines)
        found = list(_joined(_raw_parts(lines[:last] if last else lines)))
        found += [Part("data", last + 1, lines[last:])] if last else []
    return found if len(found) <= MOST_PARTS else [Part("other", 1, lines)]


def answer_at_end(lines: list[str]) -> int:
    """In which line an answer in JSON begins that goes on to the end, as below a log; 0 where none does, or all is one.

    What is indented is a part of one.
    """
    openings = [at for at, line in enumerate(lines) if at and _OPENING.match(line)]
    for at in openings[: -_MOST_LAST - 1 : -1]:
        length = _document(lines, at)
        if length and not "".join(lines[at + length :]).strip():
            return at
    return 0


def _quoted_parts(lines: list[str]) -> Iterator[Part]:
    """The parts of a text with quotes in it: each quote, with its marks taken off, and the parts between them."""
    at = 0
    while at < len(lines):
        quoted, end = _QUOTE.match(lines[at]) is not None, at + 1
        while end < len(lines) and (_QUOTE.match(lines[end]) is not None) == quoted:
            end += 1
        if quoted:
            plain = unquoted("\n".join(lines[at:end])).split("\n")
            kind: Kind = "data" if _DOCUMENT.match(plain[0]) else "log" if begins_an_entry(plain[0]) else "other"
            yield Part(kind, at + 1, plain)
        else:
            between = _joined(_raw_parts(lines[at:end]))
            yield from (Part(part.kind, part.line + at, part.lines) for part in between)
        at = end


def _raw_parts(lines: list[str]) -> Iterator[Part]:
    """Paragraphs, documents and runs of log lines, one after the other."""
    tried, at = 0, 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = at + 1
        kind: Kind
        if _DOCUMENT.match(lines[at]) and tried < _MOST_TRIED:
            tried += 1
            length = _document(lines, at)
            if length:
                yield Part("data", at + 1, lines[at : at + length])
                at += length
                continue
        kind = _kind(lines[at])
        while end < len(lines) and lines[end].strip() and not _begins_another(kind, lines[end]):
            end += 1
        paragraph = lines[at:end]
        said = _sentences_first(paragraph) if kind == "other" and not is_words(paragraph) else 0
        if said:
            end, paragraph = at + said, paragraph[:said]
        if kind == "other" and (is_words(paragraph) or _is_code(paragraph)):
            kind = "words"
        yield Part(kind, at + 1, paragraph)
        at = end


def _sentences_first(paragraph: list[str]) -> int:
    """How many lines of a paragraph are sentences by themselves before something else begins in it; 0 for none."""
    return next((n for n, line in enumerate(paragraph) if not is_words([line])), 0)


def _kind(line: str) -> Kind:
    if terminal.prompted(line) is not None or _WINDOWS_PROMPT.match(line) or command_in(line) is not None:
        return "session"
    return "log" if begins_an_entry(line) or _LEVEL.match(line) else "other"


def _begins_another(kind: Kind, line: str) -> bool:
    """Whether a line within a paragraph begins a part of another kind: never within the output of a command."""
    return kind == "other" and (_kind(line) != "other" or _DOCUMENT.match(line) is not None)


def _document(lines: list[str], at: int) -> int:
    """How many lines the JSON document takes that begins here; 0 where none does, or where more stands in its last."""
    text = "\n".join(lines[at:]).lstrip()
    try:
        _, end = strict_decoder().raw_decode(text)
    except (ValueError, RecursionError):
        return 0
    rest = text[end:].partition("\n")[0].strip()
    return 0 if rest else text.count("\n", 0, end) + 1


def _joined(parts: Iterator[Part]) -> Iterator[Part]:
    """The parts with what belongs together in one: a log with its next lines, a session with all of its output."""
    last: Part | None = None
    for part in parts:
        if last is not None and _belongs(last, part):
            last.lines.extend([""] * (part.line - last.line - len(last.lines)) + part.lines)
            continue
        if last is not None:
            yield last
        last = Part(part.kind, part.line, list(part.lines))
    if last is not None:
        yield last


def _asks(lines: list[str]) -> bool:
    """Whether a session ends with a command of the Azure CLI, which nothing has answered yet."""
    for line in reversed(lines[-_LONGEST_COMMAND:]):
        if line.strip() and command_in(line) is not None:
            return True
        if line.strip() and not line.lstrip().startswith("-"):
            return False  # the lines in which a command goes on begin with its options
    return False


def _belongs(last: Part, part: Part) -> bool:
    if last.kind == "session":  # what a command of Azure asked for, its answer alone may not tell
        return part.kind in ("session", "other") or (part.kind == "data" and _asks(last.lines))
    return part.kind == last.kind and last.kind != "data"
