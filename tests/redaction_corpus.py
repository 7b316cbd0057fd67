"""The corpus of texts for redaction, as data: what each must not hold afterwards. Its README tells the signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from backupdx import Case, Redactor
from pseudonyms import numbered

FOLDER = Path(__file__).parent / "redaction_corpus"
_MARKED = re.compile(r"⟦([^⟧]*)⟧|⟪([^⟫]*)⟫")
_NUMBERED = re.compile(r"<U\+([0-9A-F]{4,6})>")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True)
class Entry:
    """A text of the corpus, without its signs."""

    kind: str
    text: str
    names: tuple[str, ...]
    secrets: tuple[str, ...]
    knows: dict[str, str] = field(default_factory=dict)

    def leaks(self) -> list[str]:
        """What is left of what must not stay: in the redacted text, and of secrets in the map, too."""
        redactor = Redactor()
        if self.knows:
            redactor.learn([Case().with_facts(self.knows)])
        shown = _folded(numbered(redactor.text(self.text)))
        kept = _folded("\n".join(redactor.names.values()))
        left = [name for name in (*self.names, *self.secrets) if _folded(name) in shown]
        return [*left, *(secret for secret in self.secrets if _folded(secret) in kept)]


def _folded(text: str) -> str:
    return _INVISIBLE.sub("", text).casefold()


def entries(file: str) -> Iterator[Entry]:
    """The texts of a file of the corpus, in its order."""
    kind, knows = "", {}
    for line in (FOLDER / file).read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            kind, knows = line[3:], {}
        elif line.startswith("@ "):
            fact, _, value = line[2:].partition("=")
            knows[fact] = value
        elif line:
            yield _entry(kind, line, knows)


def _entry(kind: str, line: str, knows: dict[str, str]) -> Entry:
    plain = line.replace("·", "").replace("↵", "\n")
    plain = _NUMBERED.sub(lambda found: chr(int(found[1], 16)), plain)
    names = tuple(found[1] for found in _MARKED.finditer(plain) if found[1])
    secrets = tuple(found[2] for found in _MARKED.finditer(plain) if found[2])
    text = _MARKED.sub(lambda found: found[1] or found[2] or "", plain)
    return Entry(kind, text, names, secrets, dict(knows))


def leaking() -> list[Entry]:
    """Every text in which something must not stay."""
    files = (
        "secrets",
        "names",
        "unseen",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    )
    return [entry for file in files for entry in entries(f"{file}.txt")]
