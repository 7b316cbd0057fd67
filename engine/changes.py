"""What changed of a VM since an earlier export: the model of it, as data."""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from .data import Result


class Change(Result):
    """A fact that is known of both times and differs, or a row of a list (`item`) that does.

    An empty value of a row: it is not in the list of that time, which may be incomplete.
    """

    fact: str = Field(description="The fact's path")
    title: str = Field(description="What the fact is")
    item: str = Field(default="", description="The row of a list that it is about, as an extension; else empty")
    before: str = Field(description="Its value then")
    now: str = Field(description="Its value now")
    source_before: str = Field(default="", description="Where the value of then was read")
    source_now: str = Field(default="", description="Where the value of now was read, and what is doubtful of it")
    carries: tuple[str, ...] = Field(default=(), description="The established causes that rest on it")
    looked_at: tuple[str, ...] = Field(default=(), description="The other causes in question whose rules look at it")
    of_rules: bool = Field(description="Whether any rule looks at it")


class Changes(Result):
    """What changed since an earlier export of the same VM; what only one of them tells is no change."""

    taken_at: datetime | None = Field(default=None, description="When the earlier facts were observed, in UTC")
    last_good: datetime | None = Field(default=None, description="When the last backup ended well, as the jobs tell")
    error_code: str | None = Field(default=None, description="The error code of the earlier case")
    changes: tuple[Change, ...] = Field(description="Facts that a rule looks at first; those that carry a cause lead")
    same: int = Field(description="How many facts are known of both times, and are the same")
    only_now: tuple[str, ...] = Field(default=(), description="Facts that only the facts of now tell")
    only_before: tuple[str, ...] = Field(default=(), description="Facts that only the earlier ones tell")
    notes: tuple[str, ...] = Field(default=(), description="What has to be known to read this")
