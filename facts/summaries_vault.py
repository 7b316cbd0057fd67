"""Summaries of the vault beside the VM: same region, same subscription, as the outputs of both tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .arm_ids import id_parts
from .vocabulary import Observed


def _same(one: str | None, other: str | None) -> bool | None:
    """Whether two names mean the same; None where one is unknown. A region stands as `westeurope` or `West Europe`."""
    plain = [(name or "").replace(" ", "").lower() for name in (one, other)]
    return plain[0] == plain[1] if all(plain) else None


def _same_region(case: Observed) -> bool | None:
    return _same(case.vault.location, case.vm.location)


def _same_subscription(case: Observed) -> bool | None:
    mine = case.vm.subscription_id or id_parts(case.vm.id).get("subscriptions")
    return _same(case.vault.subscription_id, mine)


def _change_running(case: Observed) -> bool | None:
    """Whether a job that configures the VM's backup runs; a list may be filtered, so none proves nothing."""
    jobs = case.backup.jobs or ()
    running = (job.status == "in_progress" and (job.operation or "").lower() == "configurebackup" for job in jobs)
    return True if any(running) else None


VAULT_SUMMARIES: dict[str, tuple[str, Callable[[Observed], Any]]] = {
    "backup.protection_change_running": ("backup.jobs", _change_running),
    "vault.same_region": ("vault.location", _same_region),
    "vault.same_subscription": ("vault.subscription_id", _same_subscription),
}
