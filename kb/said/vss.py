"""How people put the causes of kb/causes/vss/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "com-plus-stopped": "com+ system application; comsysapp; component services; red arrow; com+ error; "
    "com+ does not start; 0x80070422; dcomcnfg",
    "msdtc-account": "msdtc account; network service; logon account of msdtc; dtc runs as local system",
    "msdtc-broken": "msdtc does not start; distributed transaction coordinator; msdtc -uninstall; msdtc log; "
    "dtc broken",
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
    "bitlocker-locked": "bitlocker; drive locked; auto-unlock; recovery key; encrypted drive locked after reboot",
}
