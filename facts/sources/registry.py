"""All readers, and which of them a file is for."""

from __future__ import annotations

from .azure.disks import DISKS
from .azure.envelope import ENVELOPE
from .azure.extensions import EXTENSIONS
from .azure.instance_view import AGENTS, HANDLERS, STATUSES, VIEWS
from .azure.items import ITEMS
from .azure.jobs import JOBS
from .azure.locks import LOCKS
from .azure.vm import VMS
from .base import Node, Reader, TextReader
from .linux import readers as linux
from .windows import readers as windows

# Structured data (JSON, CLIXML), from the most specific kind on.
READERS: tuple[Reader, ...] = (
    ENVELOPE,
    JOBS,
    ITEMS,
    LOCKS,
    VMS,
    EXTENSIONS,
    DISKS,
    VIEWS,
    AGENTS,
    STATUSES,
    HANDLERS,
    *windows.READERS,
    *linux.READERS,
)
# Text, from the most specific kind on.
TEXT_READERS: tuple[TextReader, ...] = (*linux.TEXT_READERS, *windows.TEXT_READERS)


def reader_for(node: Node) -> Reader | None:
    """The reader for a file's data; None for a kind that is not known.

    An empty list is of no kind: it does not say what it has none of.
    """
    return next((reader for reader in READERS if reader.recognises(node)), None)


def text_reader_for(head: str) -> TextReader | None:
    """The reader for a text by its beginning; None for a kind that is not known."""
    return next((reader for reader in TEXT_READERS if reader.recognises(head)), None)
