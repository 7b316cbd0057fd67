"""A request that never ends, for a worker process: this module is all that it has to load."""

from __future__ import annotations

import time
from typing import Any


def sleeping(*_: Any) -> Any:
    """Longer than any test waits."""
    time.sleep(600)
    raise AssertionError
