"""Requests for a worker process that do no work: this module is all that it has to load."""

from __future__ import annotations

import time
from typing import Any

from backupdx.service.work import Reply


def sleeping(*_: Any) -> Any:
    """Longer than any test waits."""
    time.sleep(600)
    raise AssertionError


def bounded(*_: Any) -> Reply:
    """A reply with how many bytes the process may have, on Linux."""
    import resource

    return Reply(200, "text/plain", str(resource.getrlimit(resource.RLIMIT_AS)[0]))
