"""Times as a Windows of the United States, or of a country that puts the day first, prints them, without a zone."""

from __future__ import annotations

from datetime import datetime

_FORMS = ("%m/%d/%Y %I:%M:%S %p", "%d/%m/%Y %I:%M:%S %p", "%d/%m/%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S")
_CUT = "%m/%d/%Y %I:%M:%S"  # a narrow table leaves AM and PM away


def local_time(printed: str) -> datetime | None:
    """The time, without a zone; None for another form, and where day and month, or the half of the day, are open."""
    text = printed.strip()
    found = {time for form in _FORMS if (time := _parsed(text, form))}
    return found.pop() if len(found) == 1 and _parsed(text, _CUT) is None else None


def _parsed(printed: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(printed, form)
    except ValueError:
        return None
