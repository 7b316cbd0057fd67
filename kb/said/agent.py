"""How people put the causes of kb/causes/agent/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "agent-stopped-windows": "RdAgent service stopped; WindowsAzureGuestAgent stopped; guest agent service disabled; "
    "service does not start; cannot start service; startup type disabled; exit code 1067; service hangs; "
    "agent service not running; services.msc; automatic delayed start; event 7000; event 7009; event 7011; "
    "timeout 30000 milliseconds; Start-Service RdAgent; net start RdAgent; sc config RdAgent; WaAppAgent process hangs",
    "agent-missing-windows": "no guest agent; agent never installed; without vm agent; migrated vm; uploaded vhd; "
    "vmware migration; agent was uninstalled; no RdAgent service; agent not installed; provisionVMAgent false; "
    "provision_vm_agent; lift and shift; hyper-v vhd; vhdx converted; specialized disk; P2V; V2V; aws ec2 migrated; "
    "azure migrate; golden image without agent; cannot find any service RdAgent; "
    "C:\\WindowsAzure folder does not exist; install WindowsAzureVmAgent.msi; never got the agent",
    "agent-corrupt-windows": "side by side; agent files missing; reinstall agent; agent broken; corrupt agent; "
    "WaAppAgent crash; C:\\WindowsAzure\\Packages; GuestAgent folder deleted; unhandled exception WaAppAgent.exe; "
    "stuck in stopping; service marked for deletion; sc delete RdAgent; renamed C:\\WindowsAzure; WindowsAzure.old; "
    "TransparentInstaller.log; leftovers of the agent; remnants registry; in-place upgrade of windows; "
    "could not load file or assembly; BadImageFormatException; ConfigurationErrorsException; .NET Runtime 1026; "
    "Microsoft.WindowsAzure.GuestAgent; AppAgentRuntime.log; rdcrypt; one of two services missing",
    "agent-outdated-windows": "old guest agent; agent version too old; update vm agent; outdated agent msi; "
    "2.7.41491; 2.7.41491.901; 2.7.41491.1010; WindowsAzureVmAgent.amd64.msi newer; github releases WindowsVMAgent; "
    "upgrade guest agent; advisory agent version; retired agent version",
    "extension-operations-off": "allow_extension_operations; allowExtensionOperations false; extension operations "
    "disallowed; extension operations not allowed; OperationNotAllowed; extensions switched off in the template; "
    "osProfile; DisallowExtensions; cannot add extensions to this vm",
    "agent-not-up-yet": "right after creation; agent not ready soon enough; waits for the agent; "
    "second attempt works; works on retry; race; depends_on; time_sleep; sleep before extension; "
    "image starts slowly",
    "dotnet-too-old": "old .net framework; .net 3.5; .net 4.0; newer framework; dotnet missing; install .net; "
    "v4.0.30319 must install; framework 4.5 required; ndp48; 2008 r2 sp1; NDP v4 Full release; mscoree; dot net; "
    "setup refuses framework; 3.5.1 only; upgrade framework to 4.8",
    "wmi-broken": "wmi repository; winmgmt; verifyrepository inconsistent; Get-WmiObject hangs; wmi corrupt; "
    "salvagerepository; invalid class; StdRegProv; 0x80041010; 0x80041002; 0x80041003; wbemtest; root\\cimv2; "
    "mofcomp; repository inconsistent; resetrepository; windows management instrumentation; sccm client broken; "
    "Get-CimInstance error",
    "wcf-profiling": "wcf profiling; machine.config; ServiceModelSink; wcf debugging; vsdiag_regwcf; "
    "behaviorExtensions; commonBehaviors; endpointBehaviors; serviceBehaviors; visual studio remote debugger; "
    "visual studio on server; Microsoft.VisualStudio.Diagnostics; vsdiag_regwcf.exe; system.serviceModel",
    "agent-folder-acl": "C:\\WindowsAzure permissions; C:\\Packages permissions; system lost rights on folder; "
    "icacls; ownership of folder changed; access to the path is denied; UnauthorizedAccessException; ntfs rights; "
    "ntfs permissions; NT AUTHORITY\\SYSTEM removed; inheritance removed; inherited permissions; Get-Acl; "
    "full control for system; takeown; acl of folder; C:\\Packages\\Plugins denied",
    "agent-dll-injection": "dll injected; injected library; crash of agent by other product; hook dll; "
    "faulting module; faulting module name; umppc; hooking; dlp agent; data loss prevention; AppInit_DLLs; "
    "access violation in agent; application error 1000 WaAppAgent; 0xc0000005 WaAppAgent; sensor injects; detours; "
    "profiler loaded; apm profiler; COR_PROFILER",
    "agent-outdated-linux": "old waagent; walinuxagent version; agent too old; update waagent; latest agent; "
    "goal state agent; distro package of the agent; upgrade walinuxagent; agent version unsupported; 2.2.53; "
    "2.2.53.1; 2.0.16; 2.0.18; WALinuxAgent-2.0; WALinuxAgent-2.1; WALinuxAgent-2.2; old image; python-azure-agent; "
    "minimum agent version; below supported version; ecdsa keys",
    "agent-stopped-linux": "waagent stopped; walinuxagent dead; service inactive; systemctl status waagent; "
    "service not started after reboot; agent down; service disabled; start waagent; active inactive dead; "
    "vendor preset disabled; systemctl enable waagent; systemctl start walinuxagent; enable --now; unit masked; "
    "systemctl mask; service waagent start; waagent not running; no waagent process; ps shows no waagent; "
    "chkconfig waagent; rc-service waagent",
    "linux-agent-not-autorestart": "agent crashed and stayed down; no automatic restart; Restart policy; "
    "systemd Restart; Restart=no; Restart=on-failure; Restart=on-abort; Restart=always; RestartSec; "
    "out of memory killed waagent; signal 9; signal 11; segfault; core dumped; unit override; systemd drop-in; "
    "systemctl edit; code=killed; watchdog monit",
    "python-too-old": "python 2.4; python 2.6; old python; ancient centos; waagent refuses python; "
    "python version too old; SyntaxError; 2.4.3; python2.4",
    "agent-waits-for-cloud-init": "waiting for cloud-init; cloud-init does not appear to be running; ovf-env.xml; "
    "ovf-env.xml missing; retries remaining sleeping; reinstalled agent; deleted /var/lib/waagent; "
    "cloud-init disabled; cloud-init not installed; no datasource found; DataSourceAzure; udf disabled; "
    "provisioning not complete; stuck in creating; Provisioning.Agent cloud-init; UseCloudInit; provisioned file",
    "agent-config-missing": "waagent.conf missing; missing configuration; no /etc/waagent.conf; waagent.conf deleted; "
    "empty waagent.conf; AgentConfigError; waagent.conf not created; /usr/share/oem/waagent.conf; "
    "load_conf_from_file; configuration file gone after update",
    "agent-missing-linux": "waagent not installed; no walinuxagent; unit could not be found; "
    "command not found waagent; own image without agent; packer image; agent was removed; apt remove walinuxagent; "
    "minimal image; Unit waagent.service could not be found; waagent.service not found; rpm -qa; dpkg -l; apt purge; "
    "apt autoremove removed; zypper remove; no /var/lib/waagent; vendor appliance; firewall appliance image; "
    "fortigate; f5; citrix adc; qcow2; vmdk converted; aws ami migrated; migrated from vmware; kickstart image; "
    "cloud-init only; image without azure agent; apt install walinuxagent; freebsd; pfsense; alpine; self-built image",
    "linux-agent-disabled-file": "disable_agent file; agent disabled by file; disabled on purpose; "
    "cloud-init disabled; sleeping forever; disable_agent; Disabled agent; sleeps forever; flag file; marker file; "
    "rm /var/lib/waagent/disable_agent; --enable-agent false; enable-agent; allowExtensionOperations; "
    "touch disable_agent",
    "agent-autoupdate-off": "AutoUpdate.Enabled=n; auto update off; AutoUpdate.UpdateToLatestVersion=n; "
    "agent does not update itself; autoupdate disabled; AutoUpdate.Enabled; AutoUpdate.UpdateToLatestVersion; "
    "self update; auto-update; pinned version; version pinned; apt-mark hold; versionlock; never upgrades by itself",
    "agent-not-reporting": "agent status not ready; agent not responding; no heartbeat; status unavailable; "
    "vm agent unable to communicate; agent status unknown; not reported status for vm agent; status not ready banner; "
    "virtual machine agent status is not ready; troubleshoot the issue banner; "
    "could not communicate with the vm agent for snapshot status; status blob not yet populated; agent unresponsive; "
    "guest agent did not respond; precheck critical; NotReady; Not Ready; displayStatus Not Ready; "
    "ProvisioningState/Unavailable; rdp works; ssh works",
    "agent-python-mismatch": "No module named azurelinuxagent; ImportError azurelinuxagent; changed default python; "
    "python symlink; update-alternatives python; python upgraded; /usr/bin/python replaced; python3 from source; "
    "spawning /usr/bin/python no such file; interpreter missing; pyenv; conda; ModuleNotFoundError azurelinuxagent; "
    "anaconda; miniconda; alternatives --set python3; alternatives --config python; python2 and python3; shebang; "
    "ExecStart python; dist-packages; site-packages; PYTHONPATH; PYTHONHOME; do-release-upgrade; leapp upgrade; "
    "setup.py install; pip install; name distro is not defined; No module named distro; NameError distro; "
    "default interpreter; compiled python; platform-python; get_python_cmd; cannot import its own modules; "
    "symbol PyUnicode",
    "openssl-missing": "openssl removed; openssl not found; openssl binary; openssl.cnf; cannot load openssl config; "
    "libssl missing; openssl broken; openssl req fails; /usr/bin/openssl not found; openssl command not found; "
    "libcrypto.so; libcrypto.so.1.1; libssl.so; error while loading shared libraries; symbol lookup error; "
    "openssl compiled; /usr/local/ssl; /usr/local/lib openssl; LD_LIBRARY_PATH; ldconfig; OPENSSL_CONF; "
    "OPENSSL_3.0.0 not found; TransportCert.pem is missing; OS.OpensslPath; apt reinstall openssl; newkey rsa",
    "openssl-fips": "fips mode; fips enabled; OS.EnableFIPS; unknown cipher; fips-mode-setup; "
    "pkcs12 algor cipherinit; digital envelope routines unsupported; stig hardening fips; fips=1; fips_enabled; "
    "crypto-policies FIPS; update-crypto-policies; FIPS 140-3; FIPS 140-2; 0308010C; inner_evp_generic_fetch; "
    "DES-EDE3-CBC; DES_EDE3_CBC; 3des; converting PFX to PEM; PFX; EVP_PBE_CipherInit; ua enable fips; fedramp; "
    "disa stig; enableFips1403Encryption; nomacver; failed to decrypt Certificates.p7m fips",
    "linux-disk-full": "disk full; no space left on device; inodes used up; df 100%; root partition full; var full; "
    "history folder grows; out of inodes; 0 bytes left; filled up; waagent events files; Errno 28; ENOSPC; df -i; "
    "IUse; IUse% 100; ran out of space; log partition full; /var is full; disk usage 100; logrotate; "
    "journal too large; journalctl vacuum; core dumps filled; freed space; lvextend; xfs_growfs; resize2fs; "
    "/var/lib/waagent/history; waagent.log gigabytes",
    "agent-crash-loop": "agent keeps restarting; did not terminate cleanly; restarts again and again; crash loop; "
    "agent exits; failed with exception; blacklisted agent; restart counter; start request repeated too quickly; "
    "restarted more than; exthandlers process exited; status=1/FAILURE; keeps dying; dies after start; respawn; "
    "flapping; ready and not ready alternating; traceback at start; egg; run-exthandlers traceback; loop of starts; "
    "hold-off time over; unexpectedly restarted",
    "agent-hung-linux": "agent hangs; no new log lines; waiting for orphan process; process there but no activity; "
    "never retried; restart of waagent helps; stuck agent; log stopped days ago; waagent.log silent; "
    "last heartbeat days ago; no heartbeat in log; restarting waagent fixed; systemctl restart walinuxagent helped; "
    "bounced the agent; process alive but idle; zombie; defunct; strace futex; stuck in recv; "
    "forcibly terminated orphan; kill -9 waagent; agent stopped responding; does nothing; unresponsive waagent",
    "linux-agent-config": "Extensions.Enabled=n; Extensions.Enabled; waagent.conf extensions; "
    "extensions switched off; extensions disabled in config; allowExtensionOperations false; "
    "extension processing is disabled; extension handling disabled; Provisioning.Agent; handlers turned off; "
    "set Extensions.Enabled=y; conf forbids extensions; no extension gets installed; pci hardening conf; "
    "CustomScript does nothing",
    "selinux-blocks": "selinux; avc denied; enforcing; setenforce; audit.log; semanage; restorecon; permissive works; "
    "getenforce; sestatus; ausearch; audit2allow; semodule; sealert; setroubleshoot; type=AVC; scontext; tcontext; "
    "unconfined_service_t; waagent_t; mislabeled; relabel; autorelabel; file context; fcontext; bin_t; "
    "mandatory access control; apparmor; denials; targeted policy; Enforcing Permissive; setenforce 0",
    "machinekeys-acl": "MachineKeys; MachineKeys permissions; C:\\ProgramData\\Microsoft\\Crypto\\RSA; ownership; "
    "hardening removed rights; rsa keys folder; Keyset does not exist; keyset; 0x80090016; NTE_BAD_KEYSET; "
    "0x8009000D; 0x8009000B; CryptographicException; crypto keys directory; crypto folder permissions; "
    "private key permissions; CIS benchmark gpo; everyone removed; RSACryptoServiceProvider; icacls MachineKeys",
    "linux-disk-readonly": "read-only file system; remounted ro; errors=remount-ro; nothing can be written; mount ro; "
    "Errno 30; EROFS; Remounting filesystem read-only; aborted journal; ext4_journal_check_start; ro mode; "
    "went read only; cannot touch; touch read-only; filesystem shutdown xfs; XFS forced shutdown; buffer i/o error; "
    "emergency mode; fsck at boot; mount -o remount,rw; remount rw; root is ro; dmesg remounting",
    "vm-model-stale": "model out of sync; instance view stale; agent ready in guest, unknown in azure; reapply vm; "
    "az vm reapply; Redeploy + reapply; Update-AzVM; no-op update; az vm update; goal state not refreshed; "
    "instance view null; vmAgent null; incarnation; refresh the model",
}
