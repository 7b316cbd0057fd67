"""The command line, run in the process of the tests: what a process of its own would do, without the half second.

What only a process shows (signals, closed pipes, terminals, exit) is tried in processes of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from backupdx import cli


def backupdx(
    *args: str, stdin: bytes = b"", cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The exit code of a run, and what it wrote; `env` is the whole environment."""
    with ExitStack() as stack:
        given, out, err = (stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8")) for _ in range(3))
        given.buffer.write(stdin)
        given.seek(0)
        if cwd is not None:
            stack.enter_context(chdir(cwd))
        if env is not None:
            stack.enter_context(patch.dict(os.environ, env, clear=True))
        stack.enter_context(patch.object(sys, "argv", ["backupdx", *args]))
        stack.enter_context(patch.object(sys, "stdin", given))
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        code = cli._run()
        for stream in (out, err):
            stream.seek(0)
        done = subprocess.CompletedProcess(args, code, out.read(), err.read())
    assert "Traceback" not in done.stderr
    return done
