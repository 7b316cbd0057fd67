"""Where facts were read, as records tell it in one text: `export-3.json: [12].agent.status, 3 days after the failure`.

A fleet has millions of them and few kinds: what was redacted once is remembered, as long as no name that was learnt
since could stand in it, and the numbers of rows make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from ..facts.vocabulary import vocabulary
from ..redaction import Redactor

_STALE = re.compile(r"(?:, )?(?:\d+ (?:hours|days) (?:before|after) the failure)?$")
_SUMMARY = re.compile(r"from ([a-z_]+\.[a-z0-9_]+)(?: \((.+)\))?", re.DOTALL)
_ROW = re.compile(r"(?<=\[)\d{1,4}(?=\])|(?<=line )\d{1,9}(?!\w)")
_FILE = re.compile(r"(?:.*[/\\])?[^/\\]+\.[A-Za-z]\w{1,5}", re.DOTALL)
_OURS = frozenset({"your answer", "command line", "given by the caller", "first line"})
_MOST = 20_000


class _Redacted(NamedTuple):
    shown: str
    known: int  # how many names were known when it was made, or last looked at


class Sources:
    """Redacts sources with the names of one redactor."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._done: dict[str, _Redacted] = {}

    def shown(self, source: str) -> str:
        """The source with pseudonyms: files by their parts, the place in them as text."""
        stale = _STALE.search(source)
        end = stale.start() if stale else len(source)
        return self._located(source[:end]) + source[end:]

    def _located(self, source: str) -> str:
        if source in _OURS or source in vocabulary():
            return source
        if (found := _SUMMARY.fullmatch(source)) and found[1] in vocabulary():
            return source if not found[2] else f"from {found[1]} ({self._file(found[2])})"
        *files, place = source.split(": ")
        if files in ([], ["command line"]) and _FILE.fullmatch(place):
            files, place = [*files, place], ""
        shown = [part if part in _OURS else self._file(part) for part in files]
        return ": ".join([*shown, self._place(place)] if place else shown)

    def _file(self, name: str) -> str:
        return self._remembered(name, self._redactor.file)

    def _place(self, place: str) -> str:
        if place in vocabulary():
            return place
        form = _ROW.sub("0", place)
        if self._redactor.may_hold_names(place) or self._remembered(form, self._redactor.text) != form:
            return self._redactor.text(place)
        return place

    def _remembered(self, text: str, redacted: Callable[[str], str]) -> str:
        done = self._done.get(text)
        if done is not None:
            known = self._redactor.known[0]
            if done.known == known:
                return done.shown
            if not self._redactor.may_hold_names(text):
                self._done[text] = done._replace(known=known)
                return done.shown
        if len(self._done) >= _MOST:
            self._done.clear()
        shown = redacted(text)
        self._done[text] = _Redacted(shown, self._redactor.known[0])
        return shown
