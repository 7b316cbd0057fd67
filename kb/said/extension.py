"""How people put the causes of kb/causes/extension/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "status-blob-missing": "status blob; blob does not exist; status upload 404; BlobNotFound; put status blob fails",
    "extension-failed": "another extension failed; provisioning failed extension; extension in failed state; "
    "custom script extension failed; monitoring extension failed; remove failed extension; OMS extension",
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
    "app-control": "applocker; wdac; application whitelisting; whitelist; device guard; threatlocker; "
    "not whitelisted; allowlist executable; software restriction policy; ivanti application control; airlock",
    "extension-module-bad": "iaasvmprovider.dll; bad image; wrong bitness; dll corrupt; not a valid win32 application",
    "provider-not-installed": "IaaSVmProvider; IsProviderInstalled; provider registration; snapshot provider install",
    "vcruntime-mismatch": "msvcp120.dll; msvcr120.dll; runtime dll version; mixed runtime",
    "storage-assembly-in-gac": "gac; global assembly cache; Microsoft.WindowsAzure.Storage; assembly version conflict",
    "desktop-heap-exhausted": "desktop heap; SharedSection; 0x80042308; win32k; too many services",
    "vmsnapshot-stuck-deleting": "extension stuck deleting; deletion state; vmsnapshot deleting; "
    "cannot be deleted extension; stuck in deletion",
    "vcredist": "visual c++; vc redist; redistributable; vcredist_x64; 1935; 1401",
    "extension-command-hangs": "df hangs; lsblk hangs; mount hangs; command hangs; stale nfs; "
    "extension waits for command",
    "prepost-script": "pre script; post script; VMSnapshotScriptPluginConfig.json; preScriptLocation; "
    "script returns; continueBackupOnFailure; pre-post framework",
}
