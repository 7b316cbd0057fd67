"""How people put the causes of kb/causes/vm/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "vm-not-running": "vm off; powered off; switched off; turned off; shut down; deallocated; stopped deallocated; "
    "machine is down; not started; only runs in business hours",
    "pending-updates": "windows update pending; patches waiting; patch tuesday; updates not installed; wsus",
    "pending-reboot": "reboot required; restart pending; awaits restart; needs reboot; not rebooted since updates",
    "os-unsupported": "unsupported os version; unsupported operating system; appliance; nva; freebsd; "
    "pfsense; opnsense; barracuda; fortinet; checkpoint; "
    "palo alto; end of life os; windows 2003; not a supported distribution; network virtual appliance",
    "vm-updating": "vm updating; stuck in updating; operation in progress on vm; provisioning state updating; "
    "being changed by terraform; extension handling not finished; another operation running on the vm",
    "vm-failed-state": "vm in failed state; provisioning state failed; resize failed; status failed though it runs; "
    "allocation failed; reapply; redeploy",
    "rdp-shutdown": "shut down from inside; shutdown in rdp; start menu shutdown; shutdown -s; poweroff in guest; "
    "stopped not deallocated",
    "system-drive-full": "C: full; C drive full; no space on c; system drive mb free; low disk space; "
    "out of disk space",
    "vm-in-transition": "starting when backup ran; auto shutdown; start stop automation; stopping during backup; "
    "deallocating; shut down at the same time as the schedule; start/stop runbook",
    "snapshot-slow": "cpu 100%; cpu pegged; memory high; small vm; b-series credits; overloaded; high load; "
    "slow disks; snapshot times out under load; busy vm; low memory; sql server backup at the same time; sql backup "
    "configured; USEVSSCOPYBACKUP; snapshot task delay; vm hangs during snapshot; server hangs while snapshot is made; "
    "users thrown out; rds sessions freeze; unresponsive for minutes; pagefile; too small for its users; few gb of ram",
    "vm-gone": "vm deleted; machine was deleted; vm no longer exists; protection not stopped after deletion; "
    "decommissioned server; orphaned backup item",
    "vm-changed-during-snapshot": "changed during snapshot; resized during backup; disk attached while backup; "
    "configuration changed while snapshot; script attaches disk at night; runbook resizes vm; "
    "preempted; update during snapshot; vm state changed",
    "vm-generalized": "sysprep; generalized; captured image; az vm generalize; captured into gallery; "
    "reference machine; golden image",
    "vmss-uniform": "scale set; vmss; uniform; instance of scale set; aks node",
    "confidential-vm": "confidential vm; dcasv5; sev-snp; confidential computing",
    "clock-skew": "clock behind; wrong time; time drift; ntp blocked; chrony; time sync; certificate not yet valid; "
    "clock off by minutes",
    "guest-out-of-memory": "out of memory; oom killer; oom-killer; not enough memory; ram exhausted; "
    "cannot allocate memory",
}
