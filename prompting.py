"""Where the lines of a session come from: a terminal with line editing, plain lines, or a script of answers."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from .report.clean import clean

LONGEST = 20_000  # characters of one answer; a longer paste is cut
QUOTES = '"""'  # around a text of several lines, where lines are read one by one


class Prompter(Protocol):
    """Reads one line; raises EOFError at the end of input and KeyboardInterrupt at Ctrl-C."""

    @property
    def asks(self) -> bool:
        """Whether somebody is there who can be asked back; else the next line is already the next answer."""

    def read(self, prompt: str, words: Iterable[str]) -> str:
        """The line that was typed after `prompt`; `words` are completions."""


class PlainPrompter:
    """Plain lines, for pipes, screen readers and dumb terminals, and for a script of answers."""

    def __init__(self, lines: Iterator[str] | None = None) -> None:
        self._lines = lines

    @property
    def asks(self) -> bool:
        """Whether standard input is a terminal."""
        return self._lines is None and sys.stdin.isatty()

    def read(self, prompt: str, words: Iterable[str]) -> str:
        """The next line of the script or of standard input; all lines of a text that stands in three quotes."""
        print(prompt, end="", file=sys.stderr, flush=True)
        line = self._next()
        if line is None:
            raise EOFError
        if not line.lstrip().startswith(QUOTES):
            return line
        text, size = line.lstrip()[len(QUOTES) :].rstrip("\r\n"), len(line)
        while QUOTES not in text and size <= 2 * LONGEST and (line := self._next()) is not None:
            text, size = f"{text}\n{line.rstrip(chr(13) + chr(10))}", size + len(line)
        return text.partition(QUOTES)[0]

    def _next(self) -> str | None:
        line = next(self._lines, None) if self._lines is not None else sys.stdin.readline() or None
        if line is not None and self._lines is not None:
            print(clean(line.rstrip("\n")), file=sys.stderr)
        return line


class TerminalPrompter:
    """A prompt with line editing and completion, drawn by prompt_toolkit. A paste of several lines is one answer."""

    asks = True

    def __init__(self) -> None:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.output import create_output

        self._session: Any = PromptSession(output=create_output(stdout=sys.stderr))

    def read(self, prompt: str, words: Iterable[str]) -> str:
        """The line that was typed; Tab completes."""
        from prompt_toolkit.completion import WordCompleter

        completer = WordCompleter(list(words), ignore_case=True, sentence=True)
        return str(self._session.prompt(prompt, completer=completer, complete_while_typing=False))
