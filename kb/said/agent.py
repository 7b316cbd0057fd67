"""How people put the causes of kb/causes/agent/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
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
    "linux-agent-config": "Extensions.Enabled=n; Extensions.Enabled; waagent.conf extensions; "
    "extensions switched off; extensions disabled in config; allowExtensionOperations false",
    "selinux-blocks": "selinux; avc denied; enforcing; setenforce; audit.log; semanage; restorecon; permissive works",
    "machinekeys-acl": "MachineKeys; MachineKeys permissions; C:\\ProgramData\\Microsoft\\Crypto\\RSA; ownership; "
    "hardening removed rights; rsa keys folder",
    "linux-disk-readonly": "read-only file system; remounted ro; errors=remount-ro; nothing can be written; mount ro",
    "vm-model-stale": "model out of sync; instance view stale; agent ready in guest, unknown in azure; reapply vm",
}
