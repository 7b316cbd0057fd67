"""Pseudonyms: the kind of a name, and characters that a secret key makes of the name, as `vm-3k7q9w2m5xhtzc`.

Who has the key makes the same pseudonym of a name on any day and in any process. Who has not cannot find the name, not
even by trying names. The first 12 characters are 60 bits of HMAC-SHA256: among ten million names of one kind, two have
the same ones with a chance of 1 in 23,000, and that is noticed (see names.py). The last 2 are a checksum without a
key: it tells a pseudonym from a name that only looks like one.
"""

from __future__ import annotations

import hmac
import re
import secrets
from typing import NamedTuple
from zlib import crc32

from .kinds import KINDS

KEY_BYTES = 32
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # without those that people take for others
_PAIRS = [one + other for one in _DIGITS for other in _DIGITS]  # ten bits each
_TOLD, _CHECKED = 12, 2
_MADE = rf"[{_DIGITS}]{{{_TOLD + _CHECKED}}}"
# The second form, with a number, is that of maps without a key. Of other scripts no letter counts as one of these.
FORM = rf"({'|'.join(sorted(KINDS))})-({_MADE}|[1-9][0-9]{{0,7}})"
_SIGNS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # of writings that put no blank between words
PSEUDONYM = re.compile(rf"(?<![^\W_{_SIGNS}])(?ai:{FORM})(?![^\W_{_SIGNS}])")


class Pseudonyms(NamedTuple):
    """What pseudonyms come from: the key, and those of names that have another one from an earlier output."""

    key: bytes
    kept: dict[tuple[str, str], str]

    def of(self, kind: str, family: str, folded: str) -> str:
        """The pseudonym of a name of this family, in lower case; `kind` is how it begins where it is made."""
        return self.kept.get((family, folded)) or self.made(kind, family, folded)

    def made(self, kind: str, family: str, folded: str) -> str:
        """The pseudonym that the key makes."""
        digest = hmac.digest(self.key, f"{family}\0{folded}".encode("utf-8", "surrogatepass"), "sha256")
        bits = int.from_bytes(digest[:8], "big")
        digits = "".join([_PAIRS[bits >> at & 1023] for at in range(0, 60, 10)])
        return f"{kind}-{digits}{_checksum(digits)}"


def new_key() -> str:
    """A key that nobody else has, in hexadecimal."""
    return secrets.token_hex(KEY_BYTES)


def is_pseudonym(text: str) -> bool:
    """Whether a text is a pseudonym that some key has made, by its checksum: none of those with a number."""
    if text[-_TOLD - _CHECKED - 1 : -_TOLD - _CHECKED] != "-":
        return False
    found = PSEUDONYM.fullmatch(text)
    return found is not None and found[2][_TOLD:].lower() == _checksum(found[2][:_TOLD].lower())


def without_pseudonyms(text: str) -> str:
    """The text with blanks in place of pseudonyms."""
    return PSEUDONYM.sub(lambda found: " " if is_pseudonym(found.group()) else found.group(), text)


def _checksum(digits: str) -> str:
    return _PAIRS[crc32(digits.encode()) & 1023]
