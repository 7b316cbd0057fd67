"""How people put the causes of kb/causes/extension/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "status-blob-missing": "status blob; blob does not exist; status upload 404; BlobNotFound; put status blob fails; "
    "exception uploading status blob; failed to upload status blob; specified container does not exist; "
    "ContainerNotFound; ResourceNotFound blob; vmstatus; cleaned up storage accounts; lease on blob; LeaseIdMissing; "
    "upload gets 404; status never uploaded; diagnostics storage deleted",
    "extension-failed": "another extension failed; provisioning failed extension; extension in failed state; "
    "custom script extension failed; monitoring extension failed; remove failed extension; OMS extension; "
    "extensions + applications provisioning failed; AzureMonitorLinuxAgent; AzureMonitorWindowsAgent; "
    "MicrosoftMonitoringAgent; OmsAgentForLinux; MDE.Windows; MDE.Linux; defender for endpoint onboarding extension; "
    "DependencyAgent; DSC extension; AzurePolicyforWindows; guest configuration extension; NetworkWatcherAgent; "
    "Qualys; BGInfo; JsonADDomainExtension; domain join extension; AADLoginForWindows; AADSSHLoginForLinux; VMAccess; "
    "IaaSDiagnostics; LinuxDiagnostic; KeyVaultForLinux; IaaSAntimalware; SqlIaasAgent; VMExtensionProvisioningError; "
    "VMExtensionHandlerNonTransientError; VMExtensionProvisioningTimeout; terminal failure for extension; "
    "log analytics extension",
    "vmsnapshot-failed": "backup extension failed; vmsnapshot failed state; azure backup extension failed; "
    "vmsnapshot provisioning failed; cannot remove backup extension; extension not visible in portal; "
    "VMSnapshot failed; VMSnapshotLinux failed; ExtensionOperationFailed; ProvisioningState/failed; "
    "az vm extension delete VMSnapshot; az vm get-instance-view extensions; vmHealth; reinstall snapshot extension; "
    "all other extensions succeeded; uninstall backup extension; Microsoft.Azure.RecoveryServices.VMSnapshot failed",
    "extension-python-unsuitable": "python version unknown; returned from handle.py; no module named imp; "
    "python 3.12; python 3.13; no python; exit code 3; ModuleNotFoundError imp; extension needs python; "
    "python not in path; No module named 'imp'; No module named 'distutils'; distutils; python3-setuptools; 24.04; "
    "noble; python3.12; python3.13; python3.14; no python interpreter; python2 removed; python-is-python3; "
    "/usr/bin/python missing; symlink python to python3; flatcar; coreos; shell.log; -1 returned from handle.py; "
    "minimal without python; crypt module; pipes module",
    "extension-build-faulty": "bug in extension version; NameError; global name not defined; extension regression; "
    "new extension version breaks; TypeError in extension; traceback in handle.py; extension release; "
    "since the extension updated itself; AttributeError; UnboundLocalError; KeyError in extension; "
    "ConfigurationProvider; failed to construct ConfigurationProvider; __init__() takes exactly; "
    "VMSnapshotLinux-1.0.91; VMSnapshotLinux-1.0.92; 1.0.9111.0; 1.0.9147.0; 1.0.9188; 1.0.9220; "
    "new build of extension; faulty release; bad release; regression; known bug; freezesnapshotter.py traceback; "
    "unicode is not defined",
    "extension-wrong-os": "windows extension on linux; exe on linux; install.cmd; enable.cmd; IaaSBcdrExtension.exe; "
    "agent pulls an exe; windows agent on linux vm; wrong extension type; NetworkWatcherAgentWindows on linux; "
    "IaaSDiagnostics on linux; BGInfo on linux; exit code 127; windows diagnostics extension; wrong osType",
    "lib-noexec": "noexec; mounted noexec; /var noexec; exit code 126; permission denied handle.sh; cis hardening; "
    "noexec flag; mount option; nosuid nodev noexec; nodev; nosuid; remount,exec; remount exec; fstab noexec; "
    "separate /var partition; cis benchmark var; stig var; handle.sh: Permission denied; cannot execute; "
    "Non-zero exit code 126; execute bit; EACCES; mount unit noexec",
    "lib-dir-moved": "Lib.Dir; Lib.Dir=; changed agent folder; other directory than /var/lib/waagent; "
    "working directory of agent moved; relocated waagent directory; moved /var/lib/waagent; conf lib dir; "
    "prv not found other folder; relocated",
    "stale-extension-manifest": "old manifest; downgrade not allowed; version list; extension version not found; "
    "Downgrade is not allowed; manifest.xml; .manifest.xml; cached manifest; Unable to find version in manifest; "
    "no versions found; 2.2.21; 2.2.22; 2.2.23; 2.2.24; extension list cached; stale cache of extensions; "
    "HandlerStatus no such file",
    "extension-files-damaged": "handle.sh no such file; extension folder deleted; main directory missing; "
    "HandlerState; HandlerManifest missing; cleaned up /var/lib/waagent; extension files gone; not a directory; "
    "log directory deleted; extension.log missing; tmpwatch; tmpreaper; systemd-tmpfiles; rm -rf; find -mtime delete; "
    "safefreeze binary missing; FailedSafeFreezeBinaryNotFound; main/safefreeze; HandlerEnvironment.json; "
    "HandlerManifest.json; Error while unzipping; BadZipfile; truncated; lsblk not found; util-linux missing; "
    "C:\\Packages\\Plugins emptied; /var/log/azure deleted; mrseq; FileNotFoundError",
    "extension-policy-blocks": "allow list of extensions; waagent_policy.json; extension policy; "
    "not in the allowlist; Debug.EnableExtensionPolicy; EnableExtensionPolicy; extension is disallowed; "
    "disallowed by policy; policy file json; extensionPolicies; allowListedExtensionsOnly; signatureRequired; "
    "permitted handlers; allowed extensions list; policy engine; does not conform to valid json; unsigned extension; "
    "list of permitted extensions",
    "extension-certificate-missing": "certificate missing; cannot decrypt protected settings; TransportPrivate.pem; "
    "Certificates.p7m; thumbprint; no certificate; cryptographic exception; .prv no such file; .crt missing; "
    "Windows Azure CRP Certificate Generator; private key not in guest; cloned vm; failed decrypting; "
    "failed to decrypt settings; protectedSettings; protectedSettingsCertThumbprint; "
    "cannot find the certificate and private key; certificate store cleaned; deleted certificates; "
    "TenantEncryptionCert; certificate with thumbprint not found; smime; openssl smime",
    "extension-invoked-late": "extension started too late; invoked late; snapshot window passed; delayed start; "
    "GuestAgentInvokedCommandTooLate; total_span_in_seconds; 140 minutes; waited behind another extension; "
    "queue of extensions; busy with another; snapshot order",
    "workload-quiesce": "mysql login; oracle backup mode; workload.conf; application consistent database; "
    "AzureBackup user; flush tables; workload config; quiesce database; FLUSH TABLES WITH READ LOCK; read lock; "
    "mysql_config_editor; login-path; mylogin.cnf; azbackup; NOARCHIVELOG; archivelog; begin backup; "
    "alter database begin backup; sqlplus; rman; sysbackup; ora-; oracle sid; postgres; pg_start_backup; "
    "FailedWorkloadConnectionError; FailedWorkloadQuiescingError; FailedWorkloadAuthorizationMissing; "
    "FailedWorkloadIPCDirectoryMissing; FailedWorkloadPreError; ipc_folder; workload_name; cred_string; credString; "
    "ORACLE_SID; ORACLE_HOME; linux_user; configuration_path; oracle database; mysql database; v$backup; "
    "hot backup mode",
    "host-snapshot-service": "snapshot through host; host snapshot service; host plugin; host returned error; "
    "port 32526 error; PreSnapshot status code; dosnapshot; presnapshot; DoSnapshot responseCode; recsvc; "
    "metadata/recsvc/snapshot; FailedHostSnapshotRemoteServerError; status code 500; status code 503; "
    "status code 556; bhsVersion; Taking Snapshot through Host; firstHostThenGuest; redeploy cured; "
    "redeployed to another node; hypervisor host; could not find config corresponding to the disk; "
    "fallback to guest snapshot",
    "antivirus-blocks": "antivirus; virus scanner; symantec; endpoint protection; mcafee; trellix; sophos; "
    "crowdstrike; trend micro; sentinelone; carbon black; kaspersky; eset; defender blocks; quarantined; exclusion; "
    "excluded in scanner; IaaSBcdrExtension.exe quarantine; edr; IaaSBcdrExtension.exe crash; IaaSBcdrExtension; "
    "faulting application IaaSBcdrExtension.exe; bitdefender; gravityzone; webroot; cylance; cortex xdr; "
    "palo alto traps; deep security; apex one; falcon sensor; fireeye; malwarebytes; avast; f-secure; panda; "
    "huntress; deep instinct; on-access scan; real-time protection; real-time scanning; tamper protection; asr rule; "
    "attack surface reduction; controlled folder access; anti ransomware; ransomware protection; behavior monitoring; "
    "killed by the sensor; security software; scan exclusion; sensor removed; uninstalled the scanner; "
    "exclude C:\\Packages; threat detected; false positive; malware",
    "app-control": "applocker; wdac; application whitelisting; whitelist; device guard; threatlocker; "
    "not whitelisted; allowlist executable; software restriction policy; ivanti application control; airlock; "
    "event 8004; event 8003; event 8007; 3077; 3076; CodeIntegrity; prevented from running; enterprise signing level; "
    "publisher rule; hash rule; only signed programs; app control for business; windows defender application control; "
    "srp; enforce mode; audit to enforce; carbon black protection bit9; was blocked by group policy; "
    "privilege management; beyondtrust; cyberark epm",
    "extension-module-bad": "iaasvmprovider.dll; bad image; wrong bitness; dll corrupt; "
    "not a valid win32 application; error 193; LoadLibrary failed; 0xc000012f; zero bytes dll; 0 byte file; "
    "HashMismatch; NotSigned; Get-AuthenticodeSignature; signature broken; 32-bit 64-bit; x86 dll; corrupted dll; "
    "%1 is not valid",
    "provider-not-installed": "IaaSVmProvider; IsProviderInstalled; provider registration; snapshot provider install; "
    "IsCommonProviderInstalled; BcdrAgent; BcdrAgentPersistentKeys; provider flag; registry flag says installed; "
    "provider not registered; RegisterProvider; provider missing in vssadmin; Azure Backup provider not listed; "
    "InstallProvider; set to False; REG ADD BcdrAgent; iaasvmprovider service; flag to false",
    "vcruntime-mismatch": "msvcp120.dll; msvcr120.dll; runtime dll version; mixed runtime; 0x80110401; 12.0.21005; "
    "12.0.40660; 12.0.40649; dll versions differ; c++ 2013 files; system32 dll overwritten; overwrote runtime dll; "
    "repair c++ 2013; COMADMIN_E_DLLLOADFAILED; dll load failed",
    "storage-assembly-in-gac": "gac; global assembly cache; Microsoft.WindowsAzure.Storage; "
    "assembly version conflict; GAC_MSIL; gacutil; MissingMethodException; method not found; "
    "System.MissingMethodException; TypeLoadException; FileLoadException; machine wide assembly; "
    "storage client library; assembly binding; fusion log; binding redirect; manifest definition does not match; "
    "dynamics",
    "desktop-heap-exhausted": "desktop heap; SharedSection; 0x80042308; win32k; too many services; event 243; "
    "desktop heap allocation failed; window station; heap allocation; 768; 4096; SubSystems; csrss.exe; "
    "Session Manager SubSystems; many services; hundreds of services; after days of uptime; uptime; "
    "reboot cures for some time; not enough quota; memory quota; 0xc0000142; 0xc0000017",
    "vmsnapshot-stuck-deleting": "extension stuck deleting; deletion state; vmsnapshot deleting; "
    "cannot be deleted extension; stuck in deletion; still deleting; deleting for days; shown as deleting; "
    "removal never ends; uninstall hangs; Remove-AzVMExtension hangs; extension removal stuck; "
    "remove extension hangs; pending deletion",
    "vcredist": "visual c++; vc redist; redistributable; vcredist_x64; 1935; 1401; vcredist2013_x64; "
    "vcredist2013_x64.log; visual c++ 2013; c++ runtime; msiserver; windows installer disabled; 0x80070643; "
    "error 1603; 1603; 1601; HKLM\\SOFTWARE\\Classes; msiexec unregister; msiexec; dd_vcredist; VCRUNTIME140.dll; "
    "DllNotFoundException; unable to load dll; runtime cannot be installed; package cache",
    "extension-command-hangs": "df hangs; lsblk hangs; mount hangs; command hangs; stale nfs; "
    "extension waits for command; nfs server gone; dead nfs; nfs unreachable; nfs: server not responding; "
    "cifs share unreachable; df never returns; df -k; df does not come back; lsblk never returns; lsblk root; "
    "multipath dead path; onlyLocalFilesystems; df -kl; size calculation; SizeCalculation; total used size; "
    "decommissioned filer; filer gone; umount -l; lazy umount; autofs; glusterfs; sshfs; blobfuse; azure files mount; "
    "hangs indefinitely; lsof hangs; file server gone; executing command df; suse lsblk",
    "prepost-script": "pre script; post script; VMSnapshotScriptPluginConfig.json; preScriptLocation; script returns; "
    "continueBackupOnFailure; pre-post framework; prescript; postscript; pre-script; post-script; postScriptLocation; "
    "timeoutInSeconds; preScriptParams; preScriptNoOfRetries; custom script before snapshot; freeze script; "
    "thaw script; mongodb fsynclock; fsyncLock; script owner root; script permissions 700; permissions must be 600; "
    "chmod 600; /etc/azure scripts; FailedPrepostPreScriptFailed; FailedPrepostPluginConfigNotFound; pluginConfig; "
    "PluginHost; hana backint script; script not found",
}
