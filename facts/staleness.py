"""Facts that were observed long before or after the backup failed: what they tell may not have been so then.

Only a fact whose time of observation is known can be stale, and only in a case whose time of failure is known. What
hardly ever changes (names, the operating system, disks, the policy) is never stale.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from .case import Case, Source

BEFORE = timedelta(hours=24)  # a backup a day is the rule: what is older was before the last one that should have run
AFTER = timedelta(days=7)
_EARLIEST = -BEFORE
_LASTING = (
    "error.", "disks.", "keyvault.", "backup.",
    "vm.name", "vm.resource_group", "vm.subscription_id", "vm.id", "vm.vm_id", "vm.computer_name", "vm.location",
    "vm.size", "vm.security_type", "vm.os_", "vm.distribution", "vm.custom_image", "vm.provision_agent",
)  # fmt: skip


def staleness(case: Case, fact: str, source: Source) -> timedelta | None:
    """How long after the failure (negative: before it) a stale fact was observed; None for one that is not stale."""
    failed, seen = case.failed_at, source.observed_at
    if failed is None or seen is None or _lasts(fact):
        return None
    if bool(failed.tzinfo) != bool(seen.tzinfo):  # a time without a zone is taken to be in the zone of the other
        failed, seen = _aware(failed, seen), _aware(seen, failed)
    distance = seen - failed
    return None if _EARLIEST <= distance <= AFTER else distance


@lru_cache(maxsize=1024)
def _lasts(fact: str) -> bool:
    return fact.startswith(_LASTING)


def in_words(distance: timedelta) -> str:
    """A distance from the failure, as `3 days before the failure`."""
    hours = abs(distance).total_seconds() / 3600
    long = f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.0f} days"
    return f"{long} {'before' if distance < timedelta(0) else 'after'} the failure"


def _aware(time: datetime, other: datetime) -> datetime:
    return time if time.tzinfo or not other.tzinfo else time.replace(tzinfo=other.tzinfo)
