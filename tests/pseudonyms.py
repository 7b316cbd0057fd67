"""Pseudonyms as a test can write them: numbered in the order in which they are met, `vm-1`."""

from __future__ import annotations

from collections.abc import Mapping

from backupdx.redaction.pseudonyms import PSEUDONYM, is_pseudonym


class Numbers:
    """Numbers pseudonyms of one redactor; the same one has the same number in each text."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def __call__(self, text: str) -> str:
        """The text with a number in each pseudonym, in place of what a key made."""
        return PSEUDONYM.sub(lambda found: self._number(found.group(), found[1].lower()), text)

    def _number(self, pseudonym: str, kind: str) -> str:
        if not is_pseudonym(pseudonym):
            return pseudonym
        if pseudonym not in self._numbers:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._numbers[pseudonym] = f"{kind}-{self._counts[kind]}"
        return self._numbers[pseudonym]


def numbered(text: str | None) -> str:
    """The text with numbers in its pseudonyms."""
    assert text is not None
    return Numbers()(text)


def pseudonym_of(name: str, names: Mapping[str, str]) -> str:
    """The pseudonym of a name; fails where it has none, or several."""
    (found,) = [pseudonym for pseudonym, behind in names.items() if behind == name]
    return found
