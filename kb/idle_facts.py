"""Facts that no rule, question or remedy looks at, each with why it is there: `kb check` wants every other used."""

from __future__ import annotations

_CODE = "the error code is recognised by it"
_JOIN = "it tells which file belongs to which VM"
_TICKET = "readers give it, and it stands in the case for whoever reads that: an engineer, the next tool"

IDLE: dict[str, str] = {
    "agent.log_seldom": "the signs that it names hint, as summaries (facts/summaries.py)",
    "error.number": _CODE,
    "error.recommendations": _CODE,
    "error.outer_code": "the job's own code, where its inner text is read in its place",
    "error.printed": "its words order what is possible (engine/likeness.py)",
    "error.other_codes": "the headline tells of them: each is a case of its own",
    "restore_points.create_error": "the error code is recognised by it, where the job only points on",
    "policy.assignment": _TICKET,
    "vm.vm_id": _JOIN,
    "vm.computer_name": _JOIN,
    "vm.size": _TICKET,
    "vm.os_version": _TICKET,
    "vm.changed_at": "it tells whether the power state can be that of the failure (facts/power.py)",
    "agent.service_since": "it tells whether the service's state can be that of the failure (facts/timing.py)",
    "agent.package_version": _TICKET,
    "windows.msdtc_start_type": _TICKET,
    "network.port_443": "the document names it (W.3), and no port of that host is needed but 80 and 32526",
    "network.azure_allocation": _TICKET,
    "locks.vm_group": "a lock on the VM's own group harms no backup: the case tells it from one that does",
    "keyvault.permissions_recently_set": _TICKET,
    "backup.last_status": "it tells of a later backup that completed (facts/summaries_jobs.py)",
    "backup.last_time": "it tells of a later backup that completed (facts/summaries_jobs.py)",
    "backup.precheck": "its reason is read as the error code of the item; that it has passed excludes nothing, for it "
    "turns critical only after a job on demand",
    "backup.refusal_code": _CODE,
    "backup.refusal_message": _CODE,
}
