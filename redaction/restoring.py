"""Names put back into any text: a report, a fact file, or a colleague's reply with commands to run."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .pseudonyms import PSEUDONYM, is_pseudonym

# Names come from customers' machines, and where a name is put back, nothing quotes it for a shell any more, nor for
# JSON or YAML. So only what no shell acts on is put back; blanks only in names that stand in no command.
_HARMLESS = re.compile(r"[\w:](?:[\w.:@+/-]*[\w-])?")
_HARMLESS_WORDS = re.compile(r"\w[\w.@+/-]*(?: \w[\w.@+/-]*)*")
_IN_PROSE = ("case", "principal", "user", "file")


def restored(text: str, names: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The text with the names put back, and those that were not, since a shell could act on them: by pseudonym."""
    kept: dict[str, str] = {}

    def put(found: re.Match[str]) -> str:
        pseudonym = found.group().lower()
        name = names.get(pseudonym)
        if name is None:
            return found.group()
        if not is_harmless(name, found[1].lower()):
            kept[pseudonym] = name
            return found.group()
        return name

    return PSEUDONYM.sub(put, text), kept


def unknown_in(text: str, names: Mapping[str, str]) -> list[str]:
    """The pseudonyms in a text that these names have not, in the order in which they stand there first."""
    found = (match.group() for match in PSEUDONYM.finditer(text))
    return list(dict.fromkeys(each.lower() for each in found if is_pseudonym(each) and each.lower() not in names))


def is_harmless(name: str, kind: str) -> bool:
    """Whether a name of this kind may stand anywhere in a text as it is."""
    return _HARMLESS.fullmatch(name) is not None or (kind in _IN_PROSE and _HARMLESS_WORDS.fullmatch(name) is not None)
