"""All readers, and which of them a file is for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .azure.activity_log import EVENTS
from .azure.asked import asked_reader
from .azure.backup_status import BACKUP_STATUS, VALIDATION, VAULT_ID
from .azure.bare_statuses import STATUS_LINES, STATUSES_ANYWHERE
from .azure.csv_exports import exports_reader
from .azure.disks import DISKS
from .azure.encryption import ENCRYPTION, NOT_ENCRYPTED
from .azure.encryption_sets import SETS
from .azure.envelope import ENVELOPE
from .azure.extensions import EXTENSIONS
from .azure.instance_view import AGENT_STATUSES, AGENTS, HANDLERS, STATUSES, VIEWS
from .azure.items import ITEMS
from .azure.jobs import JOBS
from .azure.key_vaults import ASSIGNMENTS, BARE_POLICIES, KEY_VAULTS, PRINCIPALS
from .azure.locks import LOCKS
from .azure.log_analytics import LOG_ITEMS, LOG_JOBS
from .azure.network import NICS, ROUTES, RULES
from .azure.policies import POLICIES
from .azure.powershell_prints import powershell_prints
from .azure.printed_tables import printed_tables
from .azure.printed_tabs import printed_tabs
from .azure.recovery_points import RECOVERY_POINTS
from .azure.restore_points import COLLECTIONS, POINTS
from .azure.vault import ACCOUNT, GUARDS, PROVIDERS, VAULTS
from .azure.vm import VMS
from .azure.wrappers import unwrapped
from .base import Node, Reader, Rows, TextReader, is_cut, rows
from .discovery import unlisted
from .linux import readers as linux
from .linux.agent_log import LOG as AGENT_LOG
from .linux.extension_log import LOG as EXTENSION_LOG
from .linux.session import session_reader
from .told import read_told
from .windows import readers as windows

# Structured data (JSON, CLIXML), from the most specific kind on; what stands in no list comes after those that do.
_AZURE = (
    ENVELOPE,
    LOG_JOBS,
    LOG_ITEMS,
    JOBS,
    ITEMS,
    POLICIES,
    RECOVERY_POINTS,
    BACKUP_STATUS,
    VALIDATION,
    VAULT_ID,
    VAULTS,
    GUARDS,
    PROVIDERS,
    ACCOUNT,
    LOCKS,
    COLLECTIONS,
    POINTS,
    KEY_VAULTS,
    PRINCIPALS,
    ASSIGNMENTS,
    BARE_POLICIES,
    EVENTS,
    NICS,
    ROUTES,
    RULES,
    ENCRYPTION,
    VMS,
    EXTENSIONS,
    DISKS,
    SETS,
    VIEWS,
    AGENTS,
    AGENT_STATUSES,
    STATUSES,
    HANDLERS,
)
READERS: tuple[Reader, ...] = (
    *_AZURE,
    *unlisted(f"{__package__}.azure", Reader, (*_AZURE, STATUSES_ANYWHERE)),
    *windows.READERS,
    *linux.READERS,
    STATUSES_ANYWHERE,
)


def reader_for(node: Node) -> Reader | None:
    """The reader for a file's data; None for a kind that is not known.

    An empty list is of no kind: it does not say what it has none of.
    """
    return next((reader for reader in READERS if reader.recognises(node)), None)


def readings_of(node: Node) -> list[tuple[Reader, Node]]:
    """Which readers read a file's data, and which of its rows each of them reads; empty for a kind that is not known.

    An answer of Resource Graph or `az resource list` has rows of several kinds; each kind goes to its reader. Rows of
    no kind go with the others where there is one kind only: its reader tells of them.
    """
    node = unwrapped(node)
    found = rows(node)
    if len(found) < 2:
        reader = reader_for(node)
        return [(reader, node)] if reader is not None else []
    by_reader: dict[str, tuple[Reader, list[Node]]] = {}
    for row, reader in _readers_of(found):
        by_reader.setdefault(reader.kind, (reader, []))[1].append(row)
    if len(by_reader) == 1:
        return [(reader, node) for reader, _ in by_reader.values()]
    cut = is_cut(node)
    return [
        (reader, Node(Rows((row.value for row in mine), (row.place for row in mine), cut)))
        for reader, mine in by_reader.values()
    ]


def _readers_of(found: list[Node]) -> Iterator[tuple[Node, Reader]]:
    """The rows that have a reader. A row of a form that was seen before is asked of that one's reader first."""
    known: dict[tuple[Any, ...], Reader | None] = {}
    for row in found:
        below = row.value.get("properties")
        form = (row["type"].word, frozenset(row.value), frozenset(below) if isinstance(below, dict) else None)
        reader = known.get(form)
        if reader is None or not reader.recognises(row):
            if form in known and form[0].startswith("microsoft.") and reader is None:
                continue  # a resource of a kind without a reader
            reader = reader_for(row)
        known[form] = reader
        if reader is not None:
            yield row, reader


# Text, from the most specific kind on.
_PRINTED = printed_tables(readings_of)
_PRINTS = powershell_prints(lambda node: [(r, mine) for r, mine in readings_of(node) if r in _AZURE])
_TABLES = (
    NOT_ENCRYPTED,
    asked_reader(readings_of, _PRINTED, read_told),
    exports_reader(readings_of),
    _PRINTED,
    _PRINTS,
    printed_tabs(readings_of),
    STATUS_LINES,
)
_OUTPUTS = (*linux.TEXT_READERS, *windows.TEXT_READERS)
TEXT_READERS: tuple[TextReader, ...] = (*_TABLES, session_reader((*_TABLES, *_OUTPUTS), readings_of), *_OUTPUTS)


def text_reader_for(head: str) -> TextReader | None:
    """The reader for a text by its beginning; None for a kind that is not known."""
    return next((reader for reader in TEXT_READERS if reader.recognises(head)), None)


_HEAD = 64 * 1024
_LATE = (AGENT_LOG, EXTENSION_LOG)
_MARKS = ("ExtHandler", "Daemon Daemon", "Azure Linux Agent", "VMSnapshotLinux-")


def late_text_reader_for(text: str) -> TextReader | None:
    """The reader of a log that begins far behind the start of a text: of the agent, in the log of a serial console."""
    begins = sorted(at for mark in _MARKS if (at := text.find(mark)) >= 0)
    for at in begins:
        start = text.rfind("\n", 0, at) + 1
        window = text[start : start + _HEAD]
        found = next((reader for reader in _LATE if reader.recognises(window)), None)
        if found is not None:
            return found
    return None
