"""All readers of Azure's JSON, and which of them a file is for."""

from __future__ import annotations

from .base import Node, Reader
from .disks import DISKS
from .envelope import ENVELOPE
from .extensions import EXTENSIONS
from .instance_view import AGENTS, HANDLERS, STATUSES, VIEWS
from .items import ITEMS
from .jobs import JOBS
from .locks import LOCKS
from .vm import VMS

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
)


def reader_for(node: Node) -> Reader | None:
    """The reader for a file's content, from the most specific kind on; None for a kind that is not known.

    An empty list is of no kind: it does not say what it has none of.
    """
    return next((reader for reader in READERS if reader.recognises(node)), None)
