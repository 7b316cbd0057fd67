"""How people put the causes of kb/causes/vss/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "com-plus-stopped": "com+ system application; comsysapp; component services; red arrow; com+ error; "
    "com+ does not start; 0x80070422; dcomcnfg; DCOM 10005; DCOM 10010; DCOM 10016; event 4689; event 4691; complus; "
    "COM+ catalog; RegDB corrupt; dllhost; restart COMSysApp; COM+ hangs; my computer red arrow; "
    "COM+ applications cannot be expanded; 0x8004E00F; 0x80040154; 0x8000401A; COM service will not start; "
    "component services snap-in; application service for COM; rpc dcom launch",
    "msdtc-account": "msdtc account; network service; logon account of msdtc; dtc runs as local system; "
    "SERVICE_START_NAME; NT AUTHORITY\\NetworkService; sc qc msdtc; sc config msdtc obj; dtc log on as; "
    "msdtc log on tab; coordinator runs under domain user; dtc service account changed; "
    "transaction coordinator account; msdtc under administrator; msdtc LocalSystem",
    "msdtc-broken": "msdtc does not start; distributed transaction coordinator; msdtc -uninstall; msdtc log; "
    "dtc broken; msdtc -install; msdtc -resetlog; resetlog; MSDTC.LOG; 4163; 4112; 4185; 4439; 53258; 3221229584; "
    "0x8004d01b; XACT_E_TMNOTAVAILABLE; transaction coordinator crashes; transaction coordinator will not start; "
    "dtc not available; dtctester; dtcping; reinstalled msdtc; msdtc stops after start; msdtc disabled; msdtc hangs; "
    "network dtc",
    "vss-writer-bad": "vss writer failed; vssadmin list writers; writer state failed; last error timed out; "
    "writers in bad state; writer not stable; non-retryable error; retryable error; waiting for completion; "
    "writer vetoed; inconsistent shadow copy; writer has invalid state; restart writer service; [8] Failed; "
    "[7] Failed; [9] Failed; [11] Failed; [5] Waiting for completion; 0x800423f2; 0x800423f3; 0x800423f4; 0x800423f0; "
    "VSS_E_WRITERERROR_TIMEOUT; VSS_WS_FAILED_AT_FREEZE; failed at freeze; failed at prepare snapshot; "
    "Microsoft Exchange Writer; exchange information store; MSExchangeIS; exchange replication service; "
    "IIS Metabase Writer; IIS Config Writer; AppHostSvc; WMI Writer; System Writer failed; NTDS writer; "
    "Registry Writer; ASR Writer; Shadow Copy Optimization Writer; WINS Jet Writer; Dhcp Jet Writer; FSRM Writer; "
    "DFS Replication writer; NPS VSS Writer; SharePoint writer; OSearch; Hyper-V VSS writer; "
    "Certificate Authority writer; TermServLicensing; Cluster Database writer; MSMQ Writer; COM+ REGDB Writer; "
    "writer stable again after restart; stable until next night; reboot resets writers; writer failed with timed out; "
    "only file-system consistent; falls back to file system consistent",
    "vss-service-bad": "volume shadow copy service disabled; vss service stopped; vss startup type; "
    "vss does not start; net start vss; sc query vss; sc config vss; vssvc.exe; vssvc hangs; kill vssvc; vssvc crash; "
    "vss stuck starting; vss service hung; shadow copy service disabled; shadow copy service itself; "
    "set vss to manual; START_TYPE DISABLED vss; event 8193; 0x80042302 unexpected; VSS_E_UNEXPECTED; "
    "VSS_E_BAD_STATE; 0x80042301; vssadmin hangs; vssadmin never returns; tuning tool disabled vss; "
    "someone disabled volume shadow copy",
    "swprv-broken": "software shadow copy provider; swprv; ms software shadow copy provider disabled; "
    "Microsoft Software Shadow Copy Provider; swprv.dll; swprv ServiceDll; sc query swprv; "
    "65ee1dba-8ff4-4a58-ac1c-3470ee2f376a; provider service disabled; 12289; 12292; "
    "error creating the shadow copy provider com class; swprv parameters; swprv registry wiped; 0x8007007e; "
    "specified module could not be found swprv; start provider service; system provider does not start",
    "vss-writers-unregistered": "no writers listed; system writer missing; writers not registered; "
    "empty list of writers; vssadmin shows nothing; regsvr32 vss; 0x80042302; event system; vssadmin returns nothing; "
    "only the header; blank output; COM+ Event System; EventSystem service; re-register vss; vss_ps.dll; "
    "eventcls.dll; es.dll; SENS; CryptSvc; cryptographic services restart; WinSxS permissions; winsxs filemaps; "
    "PendingRenames; takeown winsxs; trustedinstaller; 26c409cc-ae86-11d1-b616-00805fc79216; "
    "0b5a2c52-3eb9-470a-96e2-6c6d4570e40f; system writer vanished; system writer is not found; writers disappeared; "
    "writers do not appear; gathering writer data; event 22; 0x80040154 vss",
    "shadow-storage-full": "shadow copy storage; maxsize; shadowstorage; could not grow; volsnap 25; volsnap 36; "
    "diff area; resize shadowstorage; insufficient storage for shadow copy; 0x8004231f; volsnap 24; volsnap 33; "
    "volsnap 35; volsnap 13; VSS_E_INSUFFICIENT_STORAGE; user imposed limit; shadow copies aborted; "
    "shadow copies were deleted; vssadmin resize; UNBOUNDED; system reserved partition; reserved partition; "
    "recovery partition; efi partition; 50 mb free; 100 mb partition; small partition; "
    "insufficient storage available; previous versions; vssadmin list shadowstorage; vssadmin delete shadows; "
    "too many shadow copies; 0x80042317; VSS_E_MAXIMUM_NUMBER_OF_SNAPSHOTS_REACHED",
    "vss-third-party-provider": "third party vss provider; hardware provider; vssadmin list providers; provider veto; "
    "storage vendor provider; old provider left; 12293; 12298; 12305; leftover provider; provider leftover; "
    "SAN provider; netapp; snapdrive; dell equallogic; hpe 3par; hitachi provider; emc provider; storagecraft; "
    "shadowprotect; acronis vss provider; symantec software vss provider; backup exec provider; "
    "vmware snapshot provider; vmware tools vss; vmvss; qemu vss provider; datto provider; macrium; VSS\\Providers; "
    "provider clsid; non-microsoft provider; 0x80042304; 0x8004230f; VSS_E_UNEXPECTED_PROVIDER_ERROR; "
    "EndPrepareSnapshots",
    "sql-writer-database": "sql writer; sqlwriter; trailing space; database name; sqlvdi; 24583; detached database; "
    "SqlServerWriter failed with database; restoring database; sql instance; SqlServerWriter; SQLWRITER 24583; "
    "Sqllib error; ICommandText::Execute; SQLVDI error 1; SignalAbort; BACKUP DATABASE; suspect database; suspect; "
    "database offline; recovery pending; sql express; localdb; windows internal database; MICROSOFT##WID; wid; "
    "NT SERVICE\\SQLWriter; sysadmin role; sqlwriter login; availability group secondary; always on; log shipping; "
    "master database; autoclose; auto_close; SQL VSS writer restart; restart SQLWriter; event 18210; 3041; 3266; "
    "18264; 833; I/O is frozen on database; tempdb; mssql; dbcc checkdb; orphaned mdf; one of the databases; "
    "detaching the db",
    "vss-access-denied": "vss 8194; IVssWriterCallback; access denied; 0x80070005; zugriff verweigert; "
    "dcom permission; com security default access; writer account; security settings in writer or requestor process; "
    "8194; 8213; 12348; VssAccessControl; VssAccessControl registry; writer callback interface; E_ACCESSDENIED; "
    "edit default com security; network service local access; access permissions dcomcnfg; sufficient access rights; "
    "registry key VSS\\Diag; Diag permissions; osearch account; sharepoint search account; system volume information; "
    "permission on root of the volume",
    "vss-metadata-too-long": "metadata too large; 0x8000ffff; writer components; too many files in system writer; "
    "XML document is too long; document is too long; 0x80070018; CreateVssExamineWriterMetadata; "
    "Writer Exposing its Metadata; metadata document; TemporaryInternetFiles; Temporary ASP.NET Files; "
    "temporary asp.net; v2.0.50727; Framework64\\v2.0.50727; thousands of databases; thousands of temporary files; "
    "too many temp files; asp.net cache",
    "service-imagepath-bad": "image path; ImagePath; unquoted service path; space in path; CAPI2 513; "
    "system writer object; service path wrong; AddLegacyDriverFiles; AddWin32ServiceFiles; AddCoreCsiFiles; "
    "Unable to back up image of binary; OnIdentity; CAPI2; event 513; 0xC0000039; RtlConvertNtFilePathToWin32Path; "
    "vsock; vsock.sys; leftover driver; missing sys file; orphaned service; vmware tools leftover; mslldp; "
    "link-layer discovery protocol; quotes in path; QueryServiceConfig; cryptographic services failed",
    "volume-errors-windows": "chkdsk; disk errors; ntfs corruption; bad block; volume corrupt; ntfs event 55; "
    "dirty bit; chkdsk /f; chkdsk /r; chkdsk repair; Repair-Volume; fsutil dirty; volume is dirty; ntfs 55; ntfs 98; "
    "ntfs 137; ntfs 50; disk 7; disk 51; disk 153; disk 11; volsnap 14; file system structure corrupt; "
    "corrupt and unusable; master file table; MFT; bad sectors; delayed write failed; refs corruption; "
    "io failure on volume; 0x80070570; file or directory is corrupted; cyclic redundancy check; 0x80070017; "
    "event id 55; spotfix",
    "dc-ntds-stopped": "domain controller; ntds; active directory service stopped; ntds writer; DSRM; "
    "directory services restore mode; directory restore mode; restore mode; safeboot dsrepair; dsrepair; ntdsutil; "
    "offline defrag; AD DS; AD DS service; active directory domain services stopped; dcpromo; DC; domain controllers; "
    "ntds.dit; VSS 29; vss 26; net stop ntds; msconfig safe boot active directory",
    "other-backup-product": "another backup software; veeam; commvault; acronis; backup exec; netbackup; rubrik; "
    "altaro; dpm; arcserve; same time; both use vss; shadow copy already in progress; 0x80042316; two backup tools; "
    "SnapshotSetInProgress; windows server backup; datto; cohesity; n-able; cove; carbonite; nakivo; unitrends; "
    "veritas; avamar; networker; tivoli; spectrum protect; tsm; barracuda; msp360; cloudberry; druva; zerto; "
    "storagecraft; macrium; axcient; mars agent; mabs; wbadmin; ntbackup; VSS_E_SNAPSHOT_SET_IN_PROGRESS; "
    "another shadow copy creation; overlapping backup; overlaps with; collides; collision; second backup product; "
    "third-party backup agent; image-level agent; imaging agent; event 8222",
    "bitlocker-locked": "bitlocker; drive locked; auto-unlock; recovery key; encrypted drive locked after reboot; "
    "0x80310000; FVE_E_LOCKED_VOLUME; manage-bde; manage-bde -unlock; autounlock; automatic unlock; "
    "Lock Status Locked; padlock; padlock icon; 48 digit; 48-digit; recovery password; key protector; "
    "unlock the drive; Unlock-BitLocker; locked volume; data drive locked; fvevol; tpm",
}
