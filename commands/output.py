"""Where commands write: results to stdout, talk to stderr, in UTF-8 whatever the locale says."""

from __future__ import annotations

import os
import shutil
import sys
from typing import Any

import typer


def width() -> int:
    """The columns to write for: those of the terminal, at most 100."""
    return min(shutil.get_terminal_size((80, 24)).columns, 100)


def style() -> Any:
    """Colours on a terminal, none elsewhere or where NO_COLOR is set."""
    from ..report.text import unstyled

    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return unstyled
    looks: dict[str, dict[str, Any]] = {
        "head": {"bold": True},
        "bold": {"bold": True},
        "confirmed": {"fg": "red", "bold": True},
        "likely": {"fg": "yellow", "bold": True},
        "possible": {"fg": "cyan", "bold": True},
        "ruled_out": {"dim": True},
        "dim": {"dim": True},
        "caution": {"fg": "yellow"},
        "command": {"fg": "green"},
    }
    return lambda text, role: typer.style(text, **looks.get(role, {}))


def out(text: str) -> None:
    """Write a result to stdout."""
    data = text.encode("utf-8", "replace")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """Write a remark to stderr, without what a terminal would act on."""
    from ..report.clean import clean

    typer.echo(f"backupdx: {clean(text)}", err=True)
