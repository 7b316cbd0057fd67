"""What is said of a fault of ours: its kind and place. Its own text, and a traceback, can hold what a request gave."""

from __future__ import annotations

import traceback
from pathlib import Path


def fault(error: Exception) -> str:
    """The sentence that callers and logs get."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    return f"a fault of ours: {type(error).__name__} in {where}; please report it"
