"""An earlier case of a VM: whether it is of the same one, when it was taken, and when a backup last ended well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from .case import Case
from .errors import InputError

_GOOD = ("completed", "completed_with_warnings")
# What tells VMs apart where their unique id does not: what is known of both and differs is another VM.
_IDENTITY = ("subscription_id", "resource_group", "name")


def in_utc(time: datetime) -> datetime:
    """The time in UTC; one without a zone is taken to be in UTC."""
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def taken_at(case: Case) -> datetime | None:
    """When the newest fact of a case was observed, in UTC; else when its backup failed; None where nothing tells."""
    seen = [in_utc(source.observed_at) for source in case.provenance.values() if source.observed_at is not None]
    return max(seen) if seen else in_utc(case.failed_at) if case.failed_at is not None else None


def last_good(case: Case) -> datetime | None:
    """When the last backup before the failure ended well, in UTC; None where no job that is listed tells of one."""
    failed = in_utc(case.failed_at) if case.failed_at is not None else None
    ends = [
        in_utc(time)
        for job in case.backup.jobs or ()
        if job.status in _GOOD
        and "backup" in (job.operation or "backup").lower()
        and (time := job.ended or job.started)
    ]
    return max((end for end in ends if failed is None or end < failed), default=None)


def differs(now: Case, earlier: Case) -> str:
    """In words, why two cases are of different VMs; empty where nothing that is known of both differs."""
    one, other = now.vm, earlier.vm
    if one.vm_id and other.vm_id:
        same = one.vm_id.casefold() == other.vm_id.casefold()
        return "" if same else f"vm.vm_id is {other.vm_id} there, and {one.vm_id} here"
    for name in _IDENTITY:
        here, there = getattr(one, name), getattr(other, name)
        if here and there and here.casefold() != there.casefold():
            return f"vm.{name} is {there} there, and {here} here"
    return ""


def same_vm(now: Case, cases: Sequence[Case]) -> list[Case]:
    """Those of the cases that can be of the same VM; where just one has its name too, that one alone."""
    same = [case for case in cases if not differs(now, case)]
    named = [case for case in same if case.vm.name and now.vm.name]
    return named if len(named) == 1 else same


def chosen(now: Case, earlier: Sequence[Case]) -> Case:
    """The earlier case to compare with: the newest that was taken no later than the last good backup, else the newest.

    Raises InputError where one of them is known to be of another VM.
    """
    for case in earlier:
        if why := differs(now, case):
            raise InputError(
                f"the earlier facts are of another VM: {why}",
                hint="give an export of the same VM; of one that was moved, give the unique id as vm.vm_id in both",
            )
    good = last_good(now)
    times = [(taken_at(case) or datetime.min.replace(tzinfo=UTC), n) for n, case in enumerate(earlier)]
    fitting = [entry for entry in times if good is not None and entry[0] <= good]
    return earlier[max(fitting or times)[1]]
