"""Redaction: names, ids, addresses and secrets of a case replaced by pseudonyms, and put back by a local map."""

from __future__ import annotations

from .cases import Redactor
from .maps import RedactionMap, begin_map, read_map, refuse_two_names, write_map
from .restoring import restored, unknown_in
from .secrets import MARK

__all__ = [
    "MARK", "RedactionMap", "Redactor", "begin_map", "read_map", "refuse_two_names", "restored", "unknown_in",
    "write_map",
]  # fmt: skip
