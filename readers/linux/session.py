"""Reads a terminal session: several commands with their outputs, as people paste them into a ticket.

It is cut at the prompts, and each output is read as a file of its own would be, by the readers that are given. What
comes later in it was printed later: where two outputs of one kind disagree (before and after a restart), the later
one stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ...facts.errors import InputError
from ..base import Finding, Line, Node, Reader, TextReader
from ..containers.parsing import parse
from ..succession import later_holds
from . import service, terminal, version

MAX_OUTPUT = 16 * 1024**2  # characters of one output; what goes on longer is cut
_HEAD = 64 * 1024


class _Output(NamedTuple):
    lines: list[Line]  # the prompt first

    @property
    def head(self) -> str:
        text, size = [], 0
        for line in self.lines:
            size += len(line.text) + 1
            if size > _HEAD:
                break
            text.append(line.text)
        return "\n".join(text)


Readings = Callable[[Node], list[tuple[Reader, Node]]]


def session_reader(texts: tuple[TextReader, ...], readings_of: Readings) -> TextReader:
    """The reader of terminal sessions in which outputs of these kinds of text, and structured data, may stand."""
    session = _Session(texts, readings_of)
    return TextReader("terminal session", session.recognises, session.read)


@dataclass(frozen=True, slots=True)
class _Session:
    texts: tuple[TextReader, ...]
    readings_of: Readings

    def recognises(self, head: str) -> bool:
        """Whether at least two commands were typed, and an output of one is known."""
        if len(terminal.typed_commands(head)) < 2:
            return False
        lines = (Line(number, text) for number, text in enumerate(head.split("\n"), 1))
        return any(self._kind(output) is not None or self._data(output) is not None for output in _outputs(lines))

    def read(self, lines: Iterable[Line]) -> Iterator[Finding]:
        """What the outputs tell, one finding each."""
        answers: list[tuple[str, list[Finding]]] = []
        held: list[Line] = []  # of `systemctl status` with one of the agent's two names, which by itself tells nothing
        for output in _outputs(lines):
            reader = self._kind(output)
            if reader is None:
                answers += self._data(output) or ()
                continue
            if reader is service.SERVICE:
                output.lines[:0] = held
                held = []
            findings = list(reader.read(output.lines))
            if reader is service.SERVICE and not any("agent.service_state" in finding.facts for finding in findings):
                held = output.lines
            answers.append((reader.kind, findings))
        later_holds(answers)
        told = {path for kind, found in answers if kind != version.PYTHON.kind for f in found for path in f.facts}
        for kind, findings in answers:
            for finding in findings if kind == version.PYTHON.kind else ():
                for path in told & set(finding.facts):  # another Python than the one that the agent runs on
                    del finding.facts[path], finding.places[path]
        yield from (finding for _, findings in answers for finding in findings)

    def _kind(self, output: _Output) -> TextReader | None:
        head = output.head
        return next((reader for reader in self.texts if reader.recognises(head)), None)

    def _data(self, output: _Output) -> list[tuple[str, list[Finding]]] | None:
        """What an output in JSON tells (of `az`, of `cat` of a status file), by kind; None for other outputs."""
        texts = [line.text for line in terminal.output(output.lines)]
        if not texts or texts[0].lstrip()[:1] not in ("{", "["):
            return None
        try:
            data = parse("\n".join(texts).encode("utf-8", "replace"))
        except InputError:
            return None
        readings = self.readings_of(Node(data)) if isinstance(data, dict | list) else []
        return [(reader.kind, list(reader.read(node))) for reader, node in readings] or None


def _outputs(lines: Iterable[Line]) -> Iterator[_Output]:
    """The outputs, each with the line of its prompt."""
    current, size = _Output([]), 0
    for line in lines:
        if terminal.prompted(line.text) is not None:
            if len(current.lines) > 1:
                yield current
            current, size = _Output([]), 0
        size += len(line.text) + 1
        if size <= MAX_OUTPUT:
            current.lines.append(line)
    if len(current.lines) > 1:
        yield current
