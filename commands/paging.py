"""A long result on a terminal goes through the pager that the person has, as `git log` does."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys

from .output import out


def show(text: str) -> None:
    """Write a result: through the pager where standard output is a terminal that it does not fit, else as it is.

    `PAGER` names the pager (`cat`, or nothing: none); without it, it is `less`, where there is one.
    """
    pager = _pager(text)
    if not pager:
        out(text)
        return
    sys.stdout.flush()
    stopping = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's, as in a shell
    try:
        subprocess.run(pager, input=text.encode("utf-8", "replace"), env={"LESS": "FRX", **os.environ}, check=False)
    except OSError:
        out(text)
    finally:
        signal.signal(signal.SIGINT, stopping)


def _pager(text: str) -> list[str]:
    """The pager's command; empty where none is wanted, there is none, or the text fits."""
    if not (sys.stdout.isatty() and sys.stdin.isatty()) or os.environ.get("TERM") in (None, "dumb"):
        return []
    columns, rows = shutil.get_terminal_size((80, 24))
    if sum(max(1, -(-len(line) // max(columns, 1))) for line in text.splitlines()) < rows:
        return []
    try:
        command = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:  # an open quote
        return []
    known = bool(command) and command[0] != "cat" and shutil.which(command[0])
    return command if known else []
