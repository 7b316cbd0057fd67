"""Takes a POSIX shell line apart into the `az` calls in it: chains, pipes, redirections and `$(...)`."""

from __future__ import annotations

import re

STAND_IN = "substituted"  # stands for what `$(...)` would print
_BLANK = re.compile(r"(?:[ \t]|\\\n)+")
_REDIRECTION = re.compile(r"\d*(>>|>&|&>|<|>)[ \t]*")
_SINGLE = re.compile(r"'([^']*)'")
_PLAIN = re.compile(r"[^\s'\"\\`$;&|()<>]+|\$(?!\()")
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=.*", re.DOTALL)
_KEYWORDS = {"if", "then", "else", "elif", "do", "while", "until", "!", "time"}


def az_calls(line: str) -> list[list[str]]:
    """The arguments of each `az` call in the line, without the word `az`.

    Raises ValueError where quotes or parentheses do not close, or backticks would run a command.
    """
    calls = []
    for words in commands_of(line):
        while words and (words[0] in _KEYWORDS or _ASSIGNMENT.fullmatch(words[0])):
            words = words[1:]
        if words and words[0] == "az":
            calls.append(words[1:])
    return calls


def commands_of(line: str) -> list[list[str]]:
    """The words of each simple command, without quotes and redirections. Raises ValueError as `az_calls` does."""
    return [words for words in _Line(line).commands() if words]


class _Line:
    """Reads a line from left to right; what stands in `$(...)` counts as commands of their own."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._found: list[list[str]] = []

    def commands(self) -> list[list[str]]:
        """The words of each simple command; redirections are left out."""
        self._read_commands()
        if self._at < len(self._text):
            raise ValueError("a parenthesis closes that was not opened")
        return self._found

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return found

    def _read_commands(self) -> None:
        """Up to the end, or to where a parenthesis closes."""
        words: list[str] = []
        while self._at < len(self._text):
            if self._take(_BLANK):
                continue
            if self._take(_REDIRECTION):
                self._word()  # the file
            elif self._text[self._at] == "(":
                self._parenthesis()
            elif self._text[self._at] == ")":
                break
            elif self._text[self._at] in ";&|\n":
                self._at += 1
                self._found.append(words)
                words = []
            else:
                words.append(self._word())
        self._found.append(words)

    def _parenthesis(self) -> None:
        """The commands in `( )`."""
        self._at += 1
        self._read_commands()
        if self._at >= len(self._text):
            raise ValueError("a parenthesis is not closed")
        self._at += 1

    def _word(self) -> str:
        word = ""
        while self._at < len(self._text):
            char = self._text[self._at]
            if plain := self._take(_PLAIN):
                word += plain.group()
            elif char == "'":
                single = self._take(_SINGLE)
                if single is None:
                    raise ValueError("a single quote is not closed")
                word += single.group(1)
            elif char == '"':
                word += self._double()
            elif char in "\\$`":
                word += self._special()
            else:
                break
        return word

    def _double(self) -> str:
        """What stands between double quotes."""
        self._at += 1
        word = ""
        while self._at < len(self._text):
            char = self._text[self._at]
            if char == '"':
                self._at += 1
                return word
            if char in "`\\" or self._text.startswith("$(", self._at):
                word += self._special()
            else:
                word += char
                self._at += 1
        raise ValueError("a double quote is not closed")

    def _special(self) -> str:
        """An escaped character, or `$(...)`."""
        if self._text[self._at] == "`":
            raise ValueError("backticks outside single quotes run a command: use $(...)")
        if self._text[self._at] == "\\":
            self._at += 2
            return self._text[self._at - 1 : self._at]
        self._at += 1
        self._parenthesis()
        return STAND_IN
