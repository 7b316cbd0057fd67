"""How people put the causes of kb/causes/vm/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "vm-not-running": "vm off; powered off; switched off; turned off; shut down; deallocated; stopped deallocated; "
    "machine is down; not started; only runs in business hours; PowerState/deallocated; VM deallocated; "
    "AzureVmOffline; parked; parked vm; stopped to save cost; cost saving; cold standby; turned off since; off over "
    "the weekend; switched off server; never started; dormant; not in use; offline; powered down; stopped machine; "
    "standby machine; only used monthly; passive node off; hibernated; hibernate; started rarely; started twice a "
    "month; otherwise off; off most of the time; only started when needed; switched on only",
    "pending-updates": "windows update pending; patches waiting; patch tuesday; updates not installed; wsus; kb "
    "missing; missing kb; outstanding updates; patch level; not patched; unpatched; behind on patches; apt "
    "upgradable; yum check-update; security updates missing; update manager; azure update manager; assessment; "
    "critical updates missing; cumulative update pending; windows update stuck; servicing stack; packages to "
    "upgrade; no updates since; wuauserv; trustedinstaller busy; pending install",
    "pending-reboot": "reboot required; restart pending; awaits restart; needs reboot; not rebooted since updates; "
    "reboot-required; /var/run/reboot-required; RebootPending; PendingFileRenameOperations; Component Based "
    "Servicing; needs-restarting; kernel updated not rebooted; restart required banner; uptime too long; not "
    "restarted for months; postponed restart; restart outstanding; installed but not restarted; RebootRequired; "
    "reboot after patching outstanding; waiting for restart; pending restart; restart postponed; nobody restarts; "
    "updates installed restart missing; asks for restart",
    "os-unsupported": "unsupported os version; unsupported operating system; appliance; nva; freebsd; pfsense; "
    "opnsense; barracuda; fortinet; checkpoint; palo alto; end of life os; windows 2003; not a supported "
    "distribution; network virtual appliance; UnSupportedDistribution; unsupported distro; distribution not "
    "supported; openbsd; netscaler; citrix adc; sophos firewall; f5 big-ip; cisco; csr1000v; fortigate; checkpoint "
    "gaia; panos; vyos; mikrotik; juniper vsrx; zscaler; windows 2008; windows 7; windows 10 32 bit; centos 5; "
    "centos 6; rhel 5; debian 7; alpine; nixos; flatcar; coreos; photon; gentoo; 32-bit; i386; arm64; marketplace "
    "appliance; custom kernel appliance; eol distribution; support matrix os; network appliance; firewall vm from "
    "marketplace; load balancer appliance",
    "vm-updating": "vm updating; stuck in updating; operation in progress on vm; provisioning state updating; being "
    "changed by terraform; extension handling not finished; another operation running on the vm; "
    "ProvisioningState/updating; provisioningState Updating; updating since yesterday; updating for hours; stuck "
    "updating; extension Transitioning; extension creating; AutomaticExtensionUpgrade; extension install in "
    "progress; update domain; conflicting operation in progress; guest patching; automatic guest patching; monitor "
    "agent being installed; arm deployment running; long running extension script; policy pushes extension; ama "
    "install; cannot proceed until update finishes; ongoing update; status Updating; extension still being "
    "installed; being updated; stays updating",
    "vm-failed-state": "vm in failed state; provisioning state failed; resize failed; status failed though it runs; "
    "allocation failed; reapply; redeploy; ProvisioningState/failed; VmProvisioningStateFailed; red banner; failed "
    "provisioning; OverconstrainedAllocationRequest; AllocationFailed; SkuNotAvailable; capacity; no capacity; "
    "resize without capacity; last operation failed; update failed; az vm reapply; Set-AzVM -Reapply; reapply "
    "button; extension broke vm state; quota exceeded at resize; OSProvisioningTimedOut; failed but running; disk "
    "encryption failed; state Failed",
    "rdp-shutdown": "shut down from inside; shutdown in rdp; start menu shutdown; shutdown -s; poweroff in guest; "
    "stopped not deallocated; shutdown from windows; start button shut down; shut down in the guest; shutdown /s; "
    "init 0; shutdown -h now; halt; os shutdown; user shut it down; PowerState/stopped; still billed; portal shows "
    "running but machine off; stopped allocated; not through portal; guest initiated shutdown; from within the os; "
    "closed by user; logged in and shut down; displayed state differs",
    "system-drive-full": "C: full; C drive full; no space on c; system drive mb free; low disk space; out of disk "
    "space; not enough space on the disk; 0x80070070; there is not enough space; c: drive; low on c; free space c; "
    "winsxs; disk cleanup; windows system partition full; ERROR_DISK_FULL; windows partition; mb left; logs fill c; "
    "temp folder full; inetpub logs; pagefile fills c; boot disk full; os disk full; 127 gb; extend os disk; event "
    "2013",
    "vm-in-transition": "starting when backup ran; auto shutdown; start stop automation; stopping during backup; "
    "deallocating; shut down at the same time as the schedule; start/stop runbook; PowerState/deallocating; "
    "PowerState/starting; PowerState/stopping; deallocating at; auto-shutdown schedule; devtest shutdown; start/stop "
    "vms v2; start stop runbook; automation stops vm; logic app stops; stops at 19:00; same time as schedule; "
    "shutdown at backup time; reboot during backup; JobCancelledOnMachineReboot; restarted during backup; restart in "
    "the middle; patch reboot during backup; maintenance reboot; machine rebooted while; power schedule; avd scaling "
    "plan; autoscale stops hosts; spot eviction; booting; redeployed meanwhile",
    "snapshot-slow": "cpu 100%; cpu pegged; memory high; small vm; b-series credits; overloaded; high load; slow "
    "disks; snapshot times out under load; busy vm; low memory; sql server backup at the same time; sql backup "
    "configured; USEVSSCOPYBACKUP; snapshot task delay; vm hangs during snapshot; server hangs while snapshot is "
    "made; users thrown out; rds sessions freeze; unresponsive for minutes; pagefile; too small for its users; few "
    "gb of ram; percentage cpu; cpu 99; high cpu; cpu credits; b2s; burst credits exhausted; queue depth; disk "
    "queue; high latency; iops throttled; batch window; batch job at night; etl at night; busy at backup time; peak "
    "load; freeze longer than 10 seconds; writers time out under load; hang during backup; freezes when snapshot "
    "starts; users disconnected; application pauses; server stops responding; ping lost; stun; cluster failover "
    "during snapshot; heartbeat lost; undersized; small sku; sql agent backup same hour; disk at limit; memory "
    "pressure; paging; slow vss; SnapshotTimeout",
    "vm-gone": "vm deleted; machine was deleted; vm no longer exists; protection not stopped after deletion; "
    "decommissioned server; orphaned backup item; BCMV2VMNotFound; VmNotFoundV2; ResourceNotFound virtualMachines; "
    "vm was removed; vm deleted but alerts; alerts for deleted server; alert for server that no longer exists; "
    "server decommissioned; retired server; terraform destroyed vm; still listed in backup items; leftover item; "
    "orphan; item without vm; forgot to stop backup; nightly failures of deleted vm; scrapped; deleted last year; vm "
    "removed from portal; test vm deleted; ghost item; replaced server; server deleted; backup job of deleted "
    "server; vm deleted months ago; torn down; item still tries; still tries each night",
    "vm-changed-during-snapshot": "changed during snapshot; resized during backup; disk attached while backup; "
    "configuration changed while snapshot; script attaches disk at night; runbook resizes vm; preempted; update "
    "during snapshot; vm state changed; OperationPreempted; model was modified; modified while restore point; VM "
    "model changed; attach disk at same time; detach disk during backup; nightly resize; resized at night; scale "
    "down script; runbook at the same time; terraform apply during backup; update while snapshot; edit during "
    "snapshot; extension update during snapshot; ExtensionOperationInProgress; concurrent change of vm; pipeline "
    "changes vm during; patched at same time; vm put by automation; az vm update at; disk hot add",
    "vm-generalized": "sysprep; generalized; captured image; az vm generalize; captured into gallery; reference "
    "machine; golden image; OSState/generalized; image captured; gallery image from this vm; template from vm; "
    "Set-AzVM -Generalized; waagent -deprovision; deprovision; sysprepped; made image; image version; capture "
    "button; cannot start generalized; marked generalized; golden master; avd image vm; master image; source of "
    "image; az image create; packer source; since the VM is generalized",
    "vmss-uniform": "scale set; vmss; uniform; instance of scale set; aks node; virtualMachineScaleSets; "
    "virtualMachineScaleSets/virtualMachines; orchestrationMode Uniform; orchestration mode; aks; aks nodepool; "
    "kubernetes nodes; node pool; scale set instance; instance id; instances not listed; flexible orchestration; "
    "Flex; azurerm_linux_virtual_machine_scale_set; service fabric nodes; autoscaling instances; databricks workers; "
    "kubernetes pool; batch pool; scaleset",
    "confidential-vm": "confidential vm; dcasv5; sev-snp; confidential computing; ConfidentialVM; cvm; DCadsv5; "
    "ECasv5; Standard_DC; Standard_EC; tdx; amd sev; memory encryption; encrypted memory; VMGuestStateOnly; "
    "DiskWithVMGuestState; confidential os disk encryption; securityEncryptionType; secure key release; vTPM "
    "attestation; enclave; confidential preview enrollment; security_encryption_type; azure confidential; guest "
    "state; trusted execution",
    "clock-skew": "clock behind; wrong time; time drift; ntp blocked; chrony; time sync; certificate not yet valid; "
    "clock off by minutes; time is wrong; minutes slow; minutes fast; hours ahead; drift; w32time; w32tm; "
    "vmictimesync; time source; ntp; ntpd; chronyd; timesyncd; timedatectl; system clock synchronized no; sas not "
    "valid yet; signature not valid in the specified time frame; AuthenticationFailed signature; token not yet "
    "valid; domain controller time; kerberos time; wrong time zone; ptp; clock jumped; 1970; dc hierarchy; system "
    "time; actual time; real time; time differs from actual; clock an hour off; system time too different",
    "guest-out-of-memory": "out of memory; oom killer; oom-killer; not enough memory; ram exhausted; cannot allocate "
    "memory; killed process; Out of memory: Killed process; oom-kill; fork cannot allocate memory; MemoryError; no "
    "swap; swap missing; 1 gb ram; memory leak; committed bytes; resource exhaustion detector; event 2004; virtual "
    "memory low; 0x8007000e; ERROR_NOT_ENOUGH_MEMORY; insufficient system resources; dmesg; commit limit; paging "
    "file too small; ExtensionFailedOutOfMemory; memory used up",
}
