"""How people put each cause in their own words: an index of likeness reads this beside what a cause says of itself.

Phrases are separated by semicolons; two words that follow each other in one count together as well. They are what
administrators, tickets and forums call a thing that our titles name otherwise, with the names of programs, files,
settings and numbers that stand beside it. They prove nothing: they order what is possible (engine/likeness.py). Other
languages are translated word by word (meanings.py).
"""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "vm-not-running": "vm off; powered off; switched off; turned off; shut down; deallocated; stopped deallocated; "
    "machine is down; not started; only runs in business hours",
    "pending-updates": "windows update pending; patches waiting; patch tuesday; updates not installed; wsus",
    "pending-reboot": "reboot required; restart pending; awaits restart; needs reboot; not rebooted since updates",
    "agent-stopped-windows": "RdAgent service stopped; WindowsAzureGuestAgent stopped; guest agent service disabled; "
    "service does not start; cannot start service; startup type disabled; exit code 1067; service hangs; "
    "agent service not running; services.msc",
    "agent-missing-windows": "no guest agent; agent never installed; without vm agent; migrated vm; uploaded vhd; "
    "vmware migration; agent was uninstalled; no RdAgent service; agent not installed",
    "agent-corrupt-windows": "side by side; agent files missing; reinstall agent; agent broken; corrupt agent; "
    "WaAppAgent crash; C:\\WindowsAzure\\Packages; GuestAgent folder deleted; unhandled exception WaAppAgent.exe",
    "agent-outdated-windows": "old guest agent; agent version too old; update vm agent; outdated agent msi",
    "dotnet-too-old": "old .net framework; .net 3.5; .net 4.0; newer framework; dotnet missing; install .net",
    "wmi-broken": "wmi repository; winmgmt; verifyrepository inconsistent; Get-WmiObject hangs; wmi corrupt; "
    "salvagerepository; invalid class",
    "wcf-profiling": "wcf profiling; machine.config; ServiceModelSink; wcf debugging",
    "agent-folder-acl": "C:\\WindowsAzure permissions; C:\\Packages permissions; system lost rights on folder; "
    "icacls; ownership of folder changed; access to the path is denied",
    "agent-dll-injection": "dll injected; injected library; crash of agent by other product; hook dll; faulting module",
    "agent-outdated-linux": "old waagent; walinuxagent version; agent too old; update waagent; latest agent; "
    "goal state agent; distro package of the agent; upgrade walinuxagent; agent version unsupported",
    "agent-stopped-linux": "waagent stopped; walinuxagent dead; service inactive; systemctl status waagent; "
    "service not started after reboot; agent down; service disabled; start waagent; active inactive dead",
    "linux-agent-not-autorestart": "agent crashed and stayed down; no automatic restart; Restart policy; "
    "systemd Restart",
    "python-too-old": "python 2.4; python 2.6; old python; ancient centos; waagent refuses python; "
    "python version too old",
    "agent-missing-linux": "waagent not installed; no walinuxagent; unit could not be found; "
    "command not found waagent; own image without agent; packer image; agent was removed; apt remove walinuxagent; "
    "minimal image",
    "linux-agent-disabled-file": "disable_agent file; agent disabled by file; disabled on purpose; cloud-init disabled",
    "agent-autoupdate-off": "AutoUpdate.Enabled=n; auto update off; AutoUpdate.UpdateToLatestVersion=n; "
    "agent does not update itself; autoupdate disabled",
    "agent-not-reporting": "agent status not ready; agent not responding; no heartbeat; status unavailable; "
    "vm agent unable to communicate; agent status unknown; not reported status for vm agent",
    "agent-python-mismatch": "No module named azurelinuxagent; ImportError azurelinuxagent; changed default python; "
    "python symlink; update-alternatives python; python upgraded; /usr/bin/python replaced; python3 from source; "
    "spawning /usr/bin/python no such file; interpreter missing; pyenv; conda",
    "openssl-missing": "openssl removed; openssl not found; openssl binary; openssl.cnf; cannot load openssl config; "
    "libssl missing; openssl broken; openssl req fails",
    "openssl-fips": "fips mode; fips enabled; OS.EnableFIPS; unknown cipher; fips-mode-setup; "
    "pkcs12 algor cipherinit; digital envelope routines unsupported; stig hardening fips",
    "linux-disk-full": "disk full; no space left on device; inodes used up; df 100%; root partition full; var full; "
    "history folder grows; out of inodes; 0 bytes left; filled up; waagent events files",
    "agent-crash-loop": "agent keeps restarting; did not terminate cleanly; restarts again and again; crash loop; "
    "agent exits; failed with exception; blacklisted agent",
    "agent-hung-linux": "agent hangs; no new log lines; waiting for orphan process; process there but no activity; "
    "never retried; restart of waagent helps; stuck agent; log stopped days ago",
    "status-blob-missing": "status blob; blob does not exist; status upload 404; BlobNotFound; put status blob fails",
    "os-unsupported": "unsupported os version; unsupported operating system; appliance; nva; freebsd; "
    "pfsense; opnsense; barracuda; fortinet; checkpoint; "
    "palo alto; end of life os; windows 2003; not a supported distribution; network virtual appliance",
    "extension-failed": "another extension failed; provisioning failed extension; extension in failed state; "
    "custom script extension failed; monitoring extension failed; remove failed extension; OMS extension",
    "vm-updating": "vm updating; stuck in updating; operation in progress on vm; provisioning state updating; "
    "being changed by terraform; extension handling not finished; another operation running on the vm",
    "vm-failed-state": "vm in failed state; provisioning state failed; resize failed; status failed though it runs; "
    "allocation failed; reapply; redeploy",
    "com-plus-stopped": "com+ system application; comsysapp; component services; red arrow; com+ error; "
    "com+ does not start; 0x80070422; dcomcnfg",
    "msdtc-account": "msdtc account; network service; logon account of msdtc; dtc runs as local system",
    "msdtc-broken": "msdtc does not start; distributed transaction coordinator; msdtc -uninstall; msdtc log; "
    "dtc broken",
    "vmsnapshot-failed": "backup extension failed; vmsnapshot failed state; azure backup extension failed; "
    "vmsnapshot provisioning failed; cannot remove backup extension; extension not visible in portal",
    "extension-python-unsuitable": "python version unknown; returned from handle.py; no module named imp; "
    "python 3.12; python 3.13; no python; exit code 3; ModuleNotFoundError imp; extension needs python; "
    "python not in path",
    "extension-build-faulty": "bug in extension version; NameError; global name not defined; extension regression; "
    "new extension version breaks; TypeError in extension; traceback in handle.py; extension release; "
    "since the extension updated itself",
    "lib-noexec": "noexec; mounted noexec; /var noexec; exit code 126; permission denied handle.sh; cis hardening; "
    "noexec flag",
    "lib-dir-moved": "Lib.Dir; Lib.Dir=; changed agent folder; other directory than /var/lib/waagent",
    "stale-extension-manifest": "old manifest; downgrade not allowed; version list; extension version not found",
    "extension-files-damaged": "handle.sh no such file; extension folder deleted; main directory missing; "
    "HandlerState; HandlerManifest missing; cleaned up /var/lib/waagent; extension files gone; not a directory; "
    "log directory deleted; extension.log missing",
    "extension-policy-blocks": "allow list of extensions; waagent_policy.json; extension policy; not in the allowlist",
    "extension-certificate-missing": "certificate missing; cannot decrypt protected settings; TransportPrivate.pem; "
    "Certificates.p7m; thumbprint; no certificate; cryptographic exception",
    "extension-invoked-late": "extension started too late; invoked late; snapshot window passed; delayed start",
    "workload-quiesce": "mysql login; oracle backup mode; workload.conf; application consistent database; "
    "AzureBackup user; flush tables; workload config; quiesce database",
    "host-snapshot-service": "snapshot through host; host snapshot service; host plugin; host returned error; "
    "port 32526 error; PreSnapshot status code",
    "antivirus-blocks": "antivirus; virus scanner; symantec; endpoint protection; mcafee; trellix; sophos; "
    "crowdstrike; trend micro; sentinelone; carbon black; kaspersky; eset; defender blocks; quarantined; "
    "exclusion; excluded in scanner; IaaSBcdrExtension.exe quarantine; edr",
    "storage-unreachable": "cannot reach storage; storage account selected networks; blob.core.windows.net; "
    "blob.storage.azure.net; outbound blocked; 443 blocked; nsg blocks outbound; no network connectivity; "
    "upload timed out; storage service tag; private endpoint storage; RestrictedNetwork; "
    "outbound internet closed; just in time; upload to blob fails; storage firewall; storage account firewall; "
    "allow access from all networks; trusted microsoft services storage; whitelist storage",
    "wireserver-blocked": "168.63.129.16; wireserver; wire server; host ip blocked; port 80 32526; forced tunneling; "
    "no route to host; route table; iptables drop; goalstate unreachable; firewall blocks azure host; nva; "
    "second nic; 169.254.169.254; agent cannot reach fabric; connection to host address",
    "npcap-adapter": "npcap; wireshark; loopback adapter; nmap; packet capture installed",
    "multi-ip-primary": "secondary ip addresses; several ip configurations; source address wrong; primary ip; "
    "additional ips on nic; skipassource",
    "rdp-shutdown": "shut down from inside; shutdown in rdp; start menu shutdown; shutdown -s; poweroff in guest; "
    "stopped not deallocated",
    "dhcp-disabled": "static ip in guest; static addresses inside windows; fixed ip in windows; dhcp off; "
    "dhcp client disabled; dhclient missing; "
    "ip configured inside; netplan static; no dhcp; dhcp service stopped; ifcfg static",
    "dhcp-option-245": "option 245; dhcp option; own dhcp server; dhcp relay; azure dhcp answer",
    "vss-writer-bad": "vss writer failed; vssadmin list writers; writer state failed; last error timed out; "
    "writers in bad state; writer not stable; non-retryable error; retryable error; waiting for completion; "
    "writer vetoed; inconsistent shadow copy; writer has invalid state; restart writer service",
    "vss-service-bad": "volume shadow copy service disabled; vss service stopped; vss startup type; "
    "vss does not start; net start vss",
    "swprv-broken": "software shadow copy provider; swprv; ms software shadow copy provider disabled",
    "vss-writers-unregistered": "no writers listed; system writer missing; writers not registered; "
    "empty list of writers; vssadmin shows nothing; regsvr32 vss; 0x80042302; event system",
    "shadow-storage-full": "shadow copy storage; maxsize; shadowstorage; could not grow; volsnap 25; volsnap 36; "
    "diff area; resize shadowstorage; insufficient storage for shadow copy; 0x8004231f",
    "vss-third-party-provider": "third party vss provider; hardware provider; vssadmin list providers; "
    "provider veto; storage vendor provider; old provider left",
    "sql-writer-database": "sql writer; sqlwriter; trailing space; database name; sqlvdi; 24583; detached database; "
    "SqlServerWriter failed with database; restoring database; sql instance",
    "vss-access-denied": "vss 8194; IVssWriterCallback; access denied; 0x80070005; zugriff verweigert; "
    "dcom permission; com security default access; writer account; security settings in writer or requestor process",
    "vss-metadata-too-long": "metadata too large; 0x8000ffff; writer components; too many files in system writer",
    "service-imagepath-bad": "image path; ImagePath; unquoted service path; space in path; CAPI2 513; "
    "system writer object; service path wrong",
    "volume-errors-windows": "chkdsk; disk errors; ntfs corruption; bad block; volume corrupt; ntfs event 55; "
    "dirty bit",
    "dc-ntds-stopped": "domain controller; ntds; active directory service stopped; ntds writer",
    "other-backup-product": "another backup software; veeam; commvault; acronis; backup exec; netbackup; rubrik; "
    "altaro; dpm; arcserve; same time; both use vss; shadow copy already in progress; 0x80042316; "
    "two backup tools; SnapshotSetInProgress; windows server backup",
    "system-drive-full": "C: full; C drive full; no space on c; system drive mb free; low disk space; "
    "out of disk space",
    "keyvault-perm": "key vault access policy; backup management service; permissions on key vault; get list backup; "
    "rbac key vault; key vault administrator; encrypted vm permissions; role on key vault; ade key vault",
    "keyvault-firewall": "key vault firewall; key vault public access disabled; trusted microsoft services; "
    "key vault private endpoint; key vault network; vnet only key vault; bypass trusted services",
    "linux-agent-config": "Extensions.Enabled=n; Extensions.Enabled; waagent.conf extensions; "
    "extensions switched off; extensions disabled in config; allowExtensionOperations false",
    "app-control": "applocker; wdac; application whitelisting; whitelist; device guard; threatlocker; "
    "not whitelisted; allowlist executable; software restriction policy; ivanti application control; airlock",
    "rg-lock": "delete lock; CanNotDelete; no delete lock; lock on resource group; AzureBackupRG lock; "
    "lock subscription; cannot clean up restore points; resource lock; locked resource group; governance lock",
    "multiple-backups": "several backups a day; on demand many times; every 2 hours; script triggers backups; "
    "many manual backups; instant restore retention; backup more than once a day",
    "rpc-limit": "restore point collection limit; max limit has reached; 18 restore points; too many restore points; "
    "old restore points not removed; number of restore points exceeds",
    "disk-too-big": "disk larger than 32 tb; 40 tb; disk size not supported; huge disk; grew the disk; "
    "unsupported disk size; ade disk 4 tb",
    "job-running": "already in progress; another backup running; backup job still running; cannot start backup; "
    "previous job running; in progress job; wait until job ends",
    "job-running-old-vault": "job in old vault; switched vault while running; backup running in the former vault",
    "backup-overruns-schedule": "backup takes longer than a day; not finished when next starts; overlaps schedule; "
    "next scheduled backup skipped",
    "inner-error": "compute platform error; see inner error; crp error",
    "not-protected": "not protected; backup stopped; protection stopped; stop backup delete data; "
    "vm is not protected; removed from vault; disabled protection",
    "extension-module-bad": "iaasvmprovider.dll; bad image; wrong bitness; dll corrupt; not a valid win32 application",
    "provider-not-installed": "IaaSVmProvider; IsProviderInstalled; provider registration; snapshot provider install",
    "vcruntime-mismatch": "msvcp120.dll; msvcr120.dll; runtime dll version; mixed runtime",
    "storage-assembly-in-gac": "gac; global assembly cache; Microsoft.WindowsAzure.Storage; assembly version conflict",
    "desktop-heap-exhausted": "desktop heap; SharedSection; 0x80042308; win32k; too many services",
    "proxy-delay": "proxy of system account; bitsadmin proxy; localsystem proxy; wpad; delay in network calls; "
    "winhttp proxy; internet explorer proxy system",
    "policy-migration": "changed standard to enhanced policy; policy migration; moved to enhanced",
    "copy-timed-out": "transfer timed out; transfer data to vault runs for hours; 24 hours then cancelled; "
    "slow storage; iops limit; throttled disk; transfer never ends; hdd storage slow; vault copy phase; copy to vault "
    "fails; transfer to vault fails",
    "vm-in-transition": "starting when backup ran; auto shutdown; start stop automation; stopping during backup; "
    "deallocating; shut down at the same time as the schedule; start/stop runbook",
    "selinux-blocks": "selinux; avc denied; enforcing; setenforce; audit.log; semanage; restorecon; permissive works",
    "fsfreeze-unclean": "file system errors; xfs corruption; ext4 errors; fsck; xfs_repair; metadata i/o error; "
    "failed to freeze; dirty file system",
    "fsfreeze-duplicate": "mounted twice; bind mount; duplicate mount; same device two mount points; fstab twice; "
    "freezes twice; failed to FIFREEZE device busy",
    "fsfreeze-unsupported": "nfs mount freeze; cifs mount; fuse; overlay; vfat cannot be frozen; "
    "operation not supported freeze; new volumes failed to FIFREEZE",
    "fsfreeze-slow": "freeze takes too long; freeze timeout 60; heavy writes at freeze; sync slow; flush takes long",
    "freeze-lock-held": "SafeFreezeLockFile; acquire lock; lock file; site recovery freeze; asr at the same time; "
    "aquire lock retry",
    "snapshot-slow": "cpu 100%; cpu pegged; memory high; small vm; b-series credits; overloaded; high load; "
    "slow disks; snapshot times out under load; busy vm; low memory; sql server backup at the same time; sql backup "
    "configured; USEVSSCOPYBACKUP; snapshot task delay; vm hangs during snapshot; server hangs while snapshot is made; "
    "users thrown out; rds sessions freeze; unresponsive for minutes; pagefile; too small for its users; few gb of ram",
    "machinekeys-acl": "MachineKeys; MachineKeys permissions; C:\\ProgramData\\Microsoft\\Crypto\\RSA; ownership; "
    "hardening removed rights; rsa keys folder",
    "vmsnapshot-stuck-deleting": "extension stuck deleting; deletion state; vmsnapshot deleting; "
    "cannot be deleted extension; stuck in deletion",
    "snapshot-limit": "too many snapshots of disk; snapshot limit; 500 snapshots; blob snapshots; unmanaged snapshots",
    "vm-gone": "vm deleted; machine was deleted; vm no longer exists; protection not stopped after deletion; "
    "decommissioned server; orphaned backup item",
    "bitlocker-locked": "bitlocker; drive locked; auto-unlock; recovery key; encrypted drive locked after reboot",
    "strong-crypto": "SchUseStrongCrypto; tls 1.2; tls 1.0 disabled; secure channel; schannel; no secure network; "
    "could not create ssl/tls",
    "vcredist": "visual c++; vc redist; redistributable; vcredist_x64; 1935; 1401",
    "policy-deny": "azure policy; RequestDisallowedByPolicy; policy denies; tag required; allowed locations; "
    "naming policy; deny effect; disallowed by policy; governance policy; required tag on resource group; "
    "deny public network",
    "mount-unreadable": "cannot open mount; permission on mount; stale file handle; mount point unreadable; "
    "unable to open",
    "rpc-deleted": "restore point collection deleted; deleted restorePointCollections; cleaned up snapshots; "
    "collection removed by user; someone removed collection; deleted during transfer",
    "readonly-lock": "ReadOnly lock; read only lock; cannot perform write operation; scope is locked; read-only; "
    "lock on vm",
    "vm-changed-during-snapshot": "changed during snapshot; resized during backup; disk attached while backup; "
    "configuration changed while snapshot; script attaches disk at night; runbook resizes vm; "
    "preempted; update during snapshot; vm state changed",
    "disk-not-allocated": "disk not allocated; disk failed; detaching disk; stuck detach; disk not attached properly",
    "disk-shared": "shared disk; shared drive; maxShares; cluster disk; failover cluster; fci; s2d; cluster nodes",
    "policy-type-too-old": "premium ssd v2; ultra disk; needs enhanced policy; enhanced policy required; "
    "standard policy not supported for disk; another policy type; ultradisk; ultra disk snapshot; "
    "enhanced policy only",
    "grs-vault-fast-disk": "grs vault; geo-redundant vault with ultra; geo redundant premium v2; lrs vault needed; "
    "storage redundancy not supported for vm; cross region restore; other vault with lrs works",
    "tvm-standard-policy": "trusted launch; secure boot; vtpm; gen2; trusted launch needs enhanced policy",
    "disk-entra-auth": "data access authentication mode; entra authentication on disk; "
    "AzureActiveDirectory disk export",
    "disk-secure-data": "former os disk as data disk; trusted launch os disk attached; security profile of data disk",
    "write-accelerator": "write accelerator; wa disk; m-series; hana log disk",
    "disk-classic-storage": "classic storage account; migrated from classic; asm; classic vm migration; "
    "Microsoft.ClassicStorage",
    "disk-unmanaged": "unmanaged disks; vhd in storage account; page blob",
    "ephemeral-os-disk": "ephemeral; ephemeral os disk; local cache disk; resource disk os; avd hosts",
    "too-many-disks": "40 data disks; dozens of data disks; number of attached disks; more than 32 disks; 16 disks;"
    " number of data disks; too many data disks",
    "selective-disk-ade": "exclude disk encrypted; selective disk with ade; disk exclusion encrypted vm; "
    "leave out disk; "
    "disk-list-setting exclude; diskslist; encrypted with azure disk encryption",
    "des-no-access": "disk encryption set; des identity; cmk access; customer managed key role removed; "
    "encryption set no access; wrap unwrap",
    "des-key-unusable": "cmk expired; key disabled; key expired; customer managed key expired; key version deleted; "
    "expiry date of key",
    "des-keyvault-gone": "key vault deleted; vault of encryption set deleted; key vault not found; "
    "cleaned up key vaults; "
    "deleted vaults; unable to access key vault resource",
    "des-identity-kind": "user assigned identity; encryption set identity kind; system assigned needed",
    "ade-secret-gone": "bek secret deleted; secret missing; ade secret; key vault secret purged; "
    "bitlocker secret deleted",
    "ade-mode-mixed": "ade with aad; dual pass; single pass; aad app encryption",
    "keyvault-certificate-key": "key of a certificate; certificate key wraps; kek is certificate",
    "vault-cmk-access": "vault with customer-managed key; managed identity of the vault deleted; user-assigned "
    "identity removed; vault encryption key; recovery vault cmk; vault identity key vault; CMKKeyVaultAuthFailure; "
    "vault managed identity cannot read key; recovery services vault cmk; enabled for cmk; "
    "encryption settings of the vault; role assignment to key vault; Key Vault Crypto Service Encryption User; "
    "user-assigned managed identity vault",
    "rpc-being-deleted": "collection being deleted; marked for deletion; restore points removal running",
    "restore-point-access-open": "sas still open; disk export active; revoke access; endgetaccess; active sas",
    "restore-point-concurrent": "other product makes restore points at the same time; commvault restore points; "
    "two products create restore points; parallel restore point; concurrent restore point",
    "snapshot-collision": "snapshot collision; snapshot rate; another snapshot of the disk; "
    "other product snapshots disks; snapshot script at the same time; SnapshotRateExceeded",
    "rpc-limit-platform": "500 restore points; limit of collections; platform limit restore points",
    "backup-group-gone": "backup resource group deleted; AzureBackupRG deleted; resource group is being deleted; "
    "cleanup runbook; deletes resource groups; someone deleted the backup group",
    "arm-throttled": "429; too many requests; throttled; rate limit; api calls exceeded; arm limits",
    "vm-generalized": "sysprep; generalized; captured image; az vm generalize; captured into gallery; "
    "reference machine; golden image",
    "vmss-uniform": "scale set; vmss; uniform; instance of scale set; aks node",
    "confidential-vm": "confidential vm; dcasv5; sev-snp; confidential computing",
    "disk-kind-unsupported": "storage type not supported; standard ssd; nvme; disk type unsupported; elastic san",
    "platform-transient": "internal error once; worked the next night; retry succeeded; only once; "
    "many vms same night; region outage; passed by itself; azure incident; rca; other vms too",
    "protected-elsewhere": "already protected; other vault; vm not listed in vault; vm not found already protected; "
    "old recovery vault; unprotect first; not in the list; belongs to other vault; re-enable after stop; "
    "retain data; resume backup",
    "soft-deleted-item": "soft deleted; soft delete state; undelete; 14 days; deferred delete; "
    "item is in soft deleted; terraform destroy waits; recreate with same name; rebuilt vm",
    "request-malformed": "invalid request; bad request; not in proper format; invalid parameter; template error; "
    "wrong api version; container name wrong; case sensitive name; invalid input",
    "cli-wrong-group": "vault not found but it is there; in another resource group than i gave; vault not found in "
    "resource group; --resource-group of the vm; "
    "vault in different resource group; wrong resource group; ResourceNotFound vault",
    "vault-region-mismatch": "different region; vault in other region; west europe north europe; location mismatch; "
    "same region as vm; vms do not appear",
    "rbac-missing": "no permission; AuthorizationFailed; not authorized; reader role; backup contributor; "
    "backup operator; missing role; virtual machine contributor; does not have authorization; custom role; "
    "service principal lacks permission; role assignments; permissions to enable backup; access to each vm; "
    "owner is not enough",
    "vault-other-subscription": "different subscription; vault in another subscription; management subscription; "
    "cross subscription; hub subscription; central vault; same subscription as the vault; only vms of "
    "the same subscription; vault and vm subscription",
    "policy-input-invalid": "BMSUserErrorInvalidPolicyInput; schedule time; retention times; policy create fails; "
    "policy not in proper format; hourly policy v1; weekly policy; terraform backup policy; policy_type v2",
    "policy-wrong-workload": "sql policy for vm; workload type; policy for file share; wrong policy kind",
    "immutable-vault": "immutability; immutable vault; worm; locked vault; cannot reduce retention; "
    "cannot delete backup data; unlocked immutability",
    "mua-guard": "resource guard; mua; multi user authorization; security team approval; critical operation",
    "on-demand-limit": "backup now many times; dozen manual backups same day; limit of operations in 24 hours; "
    "too many on demand backups; triggered repeatedly; pipeline backup-now",
    "vm-moved": "moved vm; moved to another resource group; moved to another subscription; renamed; rebuilt; "
    "recreated; restored as new vm; old place; move feature; migrated to other region",
    "provider-unregistered": "not registered to use namespace; register provider; Microsoft.RecoveryServices; "
    "MissingSubscriptionRegistration; new subscription",
    "protection-change-running": "another operation on item in progress; configure protection running; "
    "modify protection in progress; ObjectLocked; vault move running; wait and retry",
    "policy-full": "vm 101; hundred vms in the policy; policy is full; 100 vms per policy; 1000 vms policy; policy "
    "limit; too many vms in policy",
    "vault-full": "add vm 1001; cannot add another vm to the vault; vault says limit; vault is full; 1000 vms per "
    "vault; vault limit; too many items in vault",
    "caller-lacks-linked-role": "LinkedAuthorizationFailed; linked scope; permission on policy or vm resource; "
    "permission on second resource; role on resource group of the vm",
    "deny-assignment": "deny assignment; DenyAssignmentAuthorizationFailed; managed application; blueprint lock; "
    "databricks managed group",
    "registration-quota": "200 vms a day; registrations per day; add many vms; 40 containers; "
    "enable protection in a loop; limit per day; after 24 hours; onboarding script for all vms; "
    "stops after some hundred machines; bulk enable",
    "azure-policy-sku-not-covered": "policy does not configure backup; DeployIfNotExists; remediation; "
    "non-compliant; custom image not covered; image sku not in policy; auto enable backup policy; tag inclusion; "
    "gallery image",
    "backup-conf-unreadable": "vmbackup.conf; encoding of conf; ConfigParser; MissingSectionHeader; "
    "config file ignored",
    "clock-skew": "clock behind; wrong time; time drift; ntp blocked; chrony; time sync; certificate not yet valid; "
    "clock off by minutes",
    "disk-exclusion-broken": "lun list; exclusion list empty; includeLunList; excluded disks ignored",
    "extension-command-hangs": "df hangs; lsblk hangs; mount hangs; command hangs; stale nfs; "
    "extension waits for command",
    "file-recovery-mounts-left": "file recovery; ilr; iscsi; item level recovery mounted; recovery volumes; "
    "unmount disks",
    "fs-stays-frozen": "vm hangs during backup; frozen file system; never thawed; unfreeze; "
    "blocked for more than 120 seconds; hung task; d state; only reset helps; freeze never ends; "
    "server unresponsive at backup; stuck frozen; docker freeze; vm freezes",
    "guest-out-of-memory": "out of memory; oom killer; oom-killer; not enough memory; ram exhausted; "
    "cannot allocate memory",
    "high-churn": "a lot of changed data; reindex; dumps on disk; database dump; changed gigabytes daily; defrag; "
    "churn; much data written; incremental large",
    "initial-or-new-disk": "enabled backup yesterday; first job runs for days; first backup; initial backup; new "
    "disk attached; added disk; initial replica; full copy; "
    "just enabled backup",
    "instant-retention-too-long": "instant retention; snapshot retention 30; instant restore days; 1-5 days; "
    "InstantRpRetentionRangeInDays",
    "linked-id-invalid": "LinkedInvalidPropertyId; invalid id; policy id wrong; malformed resource id",
    "linux-disk-readonly": "read-only file system; remounted ro; errors=remount-ro; nothing can be written; mount ro",
    "linux-parallel-snapshot": "many disks linux; parallel snapshot; snapshots in parallel hang; multiprocessing",
    "policy-downgrade": "enhanced back to standard; cannot change policy to standard; downgrade policy; v2 to v1",
    "policy-in-use": "policy in use; delete policy; policy has items; cannot delete policy; "
    "items associated with policy; remove backup protection policy",
    "policy-inconsistent": "policy inconsistent; policy update failed for item; modify policy job failed; "
    "reapply policy",
    "policy-retention-invalid": "retention 9999; retention too short; minimum retention; retention out of range; "
    "7 days",
    "prepost-script": "pre script; post script; VMSnapshotScriptPluginConfig.json; preScriptLocation; "
    "script returns; continueBackupOnFailure; pre-post framework",
    "queue-at-peak": "transfer starts late; waits in queue; many vms same time; transfer pending; peak; "
    "vault transfer waiting",
    "soft-delete-enforced": "disable soft delete; soft delete always on; cannot disable soft delete; secure by default",
    "subscription-disabled": "credits ran out; subscription read only mode; visual studio subscription credit; "
    "subscription disabled; credit used up; spending limit; msdn; pay as you go expired; "
    "warned state",
    "suspend-needs-immutability": "suspend backup; stop and retain as per policy; suspend protection",
    "tenant-changed": "new entra directory; new entra tenant; company split; divestiture; tenant changed; "
    "directory changed; change directory; subscription transferred; after merger; "
    "role assignments empty after transfer; "
    "moved subscription to other tenant; new aad tenant",
    "trusted-launch-left": "trusted launch disabled; switched back to standard security; security type changed",
    "vault-api-too-old": "RedundancySettingsUseVaultApi; old api version; terraform provider old; "
    "backup storage config api",
    "vault-network-restricted": "vault private endpoint; vault public network disabled; deny public access vault; "
    "disabled public network access on recovery services vault; request from public network denied; "
    "private link vault",
    "vault-not-empty": "az backup vault delete; clean up vault; remove vault; delete vault; vault cannot be "
    "deleted; existing resources in vault; registered servers; "
    "still items in vault; ServiceResourceNotEmpty",
    "vault-redundancy-fixed": "change lrs to grs; storage replication type; redundancy cannot be changed; "
    "cross region restore; crr; storage redundancy is locked; first machine registered; StorageModelModifyError",
    "vault-soft-deleted": "vault soft deleted; vault was deleted; undelete vault; recover vault",
    "vm-model-stale": "model out of sync; instance view stale; agent ready in guest, unknown in azure; reapply vm",
}

# Things of which it is well that there is none: whoever tells of `no lock` does not tell of a lock.
_UNNEEDED = """
    lock locks antivirus antivirenprogramm virenscanner proxy firewall nsg policies bitlocker encryption sperre sperren
    verrou verrous bloqueo bloqueos blocco blocchi bloqueios pare-feu cortafuegos verschlüsselung chiffrement cifrado
"""
UNNEEDED = frozenset(_UNNEEDED.split())
