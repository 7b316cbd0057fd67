"""Times as a Windows of the United States, or of a country that puts the day first, prints them, without a zone."""

from __future__ import annotations

from datetime import datetime

_FORMS = ("%m/%d/%Y %I:%M:%S %p", "%d/%m/%Y %I:%M:%S %p", "%d/%m/%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S")


def local_time(printed: str) -> datetime | None:
    """The time, without a zone; None for another form, and where day and month could be either."""
    found = {time for form in _FORMS if (time := _parsed(printed.strip(), form))}
    return found.pop() if len(found) == 1 else None


def _parsed(printed: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(printed, form)
    except ValueError:
        return None
