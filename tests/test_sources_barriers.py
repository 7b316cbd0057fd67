"""What can bar the backup extension inside a guest: permissions, encryption, mount points, SELinux, events."""

from __future__ import annotations

from typing import Any

import pytest
from readings import findings

KEYS = r"Microsoft.PowerShell.Core\FileSystem::C:\ProgramData\Microsoft\Crypto\RSA\MachineKeys"
NET = r"Microsoft.PowerShell.Core\Registry::HKEY_LOCAL_MACHINE\SOFTWARE\{}Microsoft\.NETFramework\v4.0.30319"
DLL = r"C:\Packages\Plugins\Microsoft.Azure.RecoveryServices.VMSnapshot\1.0.112.0\iaasvmprovider.dll"


def facts(content: Any) -> dict[str, Any]:
    return {k: v for f in findings(content) for k, v in f.facts.items() if k != "vm.os_type"}


@pytest.mark.parametrize(
    ("sddl", "default"),
    [
        ("O:SYG:SYD:PAI(A;;0x12019f;;;WD)(A;;FA;;;BA)", True),
        ("O:SYG:SYD:P(A;;FA;;;BA)(A;;FRFW;;;WD)S:(AU;SA;FA;;;WD)", True),
        ("O:SYG:SYD:PAI(A;;FA;;;BA)", False),
        ("O:SYG:SYD:PAI(A;;0x12019f;;;WD)(A;;FA;;;BA)(A;;FA;;;S-1-5-21-1-2-3-1001)", None),  # more than by default
        ("O:SYG:SYD:PAI(A;;FR;;;WD)(A;;FA;;;BA)", False),
        ("O:SYG:SYD:PAI(D;;0x12019f;;;WD)(A;;FA;;;BA)", False),
        ("O:SYG:SYD:PAI(A;OICI;0x12019f;;;WD)(A;OICI;FA;;;BA)", None),
        ("O:SYG:SY", None),
        ("D:(A;;FA)", None),
    ],
)
def test_permissions_of_machine_keys(sddl: str, default: bool | None) -> None:
    assert facts({"Path": KEYS, "Sddl": sddl}).get("windows.machinekeys_default") is default


def test_permissions_of_another_folder_are_none_of_these() -> None:
    with pytest.raises(Exception, match="not recognised"):
        findings({"Path": r"FileSystem::C:\Temp", "Sddl": "D:(A;;FA;;;BA)"})


@pytest.mark.parametrize(
    ("rows", "locked"),
    [
        ([("C:", 0, 0), ("D:", 1, 1)], True),
        ([("C:", 0, "Unlocked"), ("D:", 1, "Locked")], True),
        ([("C:", 0, 0), ("D:", 1, 0)], False),
        ([("D:", 1, 0)], None),  # an excerpt, perhaps
        ([("C:", 0, 0), ("D:", 1, "Unknown")], None),
    ],
)
def test_bitlocker(rows: list[tuple[str, Any, Any]], locked: bool | None) -> None:
    data = [{"MountPoint": m, "VolumeType": v, "LockStatus": s} for m, v, s in rows]
    assert facts(data).get("windows.bitlocker_locked") is locked


@pytest.mark.parametrize(
    "row", [{"MountPoint": "C:", "LockStatus": 1}, {"PSPath": NET.format(""), "SchUseStrongCrypto": 0}]
)
def test_rows_that_lie_within_other_rows_tell_nothing(row: dict[str, Any]) -> None:
    within = {"value": [row], "of": "another answer"}
    assert findings([within, within]) == []


@pytest.mark.parametrize(
    ("values", "expected"), [((1, 1), "on"), ((1, 0), "off"), ((None, None), "not_set"), ((1, None), None)]
)
def test_strong_cryptography(values: tuple[Any, Any], expected: str | None) -> None:
    rows = [
        {"PSPath": NET.format(n), "SchUseStrongCrypto": v} for n, v in zip(("", "WOW6432Node\\"), values, strict=True)
    ]
    assert facts(rows).get("windows.strong_crypto") == expected
    old = {"PSPath": NET.format("").replace("v4.0.30319", "v2.0.50727"), "SchUseStrongCrypto": 0}
    assert facts([*rows, old]).get("windows.strong_crypto") == expected


@pytest.mark.parametrize(
    ("status", "machine", "expected"),
    [
        ("Valid", 34404, "intact"),
        ("Valid", 332, "wrong_bitness"),
        ("HashMismatch", 34404, "corrupt"),
        ("UnknownError", 34404, None),
        ("Valid", None, None),
    ],
)
def test_the_module_of_the_extension(status: str, machine: int | None, expected: str | None) -> None:
    row = {"Path": DLL, "Status": status, "Machine": machine, "Is64BitOperatingSystem": True}
    assert facts(row).get("windows.provider_module") == expected


def test_services_that_start_and_that_do_not() -> None:
    def services(state: str, start: str) -> dict[str, Any]:
        return facts([{"Name": n, "State": state, "StartMode": start, "StartName": None} for n in ("MSDTC", "VSS")])

    assert services("Running", "Auto")["windows.msdtc_starts"] is True
    assert services("Stopped", "Disabled")["windows.vss_service_starts"] is False
    assert "windows.vss_service_starts" not in services("Stopped", "Manual")
    installer = [{"Name": "msiserver", "State": "Stopped", "StartMode": "Disabled", "StartName": "LocalSystem"}]
    assert facts(installer) == {"windows.installer_start_type": "disabled"}


def event(message: str, source: str, number: int) -> dict[str, Any]:
    return {"Id": number, "ProviderName": source, "TimeCreated": "2026-11-24T08:00:00Z", "Message": message}


def test_events_of_a_busy_volume_and_of_an_installation_without_access() -> None:
    slow = "Volume Shadow Copy Service error: The shadow copy provider timed out while holding writes to the volume."
    denied = (
        "Product: Microsoft Visual C++ 2013 x64 Minimum Runtime - 12.0.21005 -- Error 1401. Could not create key: "
        "Software\\Classes.  System error 5.  Verify that you have sufficient access to that key."
    )
    assert facts([event(slow, "VSS", 12298)]) == {"windows.shadow_copy_timed_out": True}
    assert facts([event(denied, "MsiInstaller", 11401)]) == {"windows.vcredist_access_denied": True}
    other = denied.replace("Microsoft Visual C++ 2013", "Contoso Agent")
    assert facts([event(other, "MsiInstaller", 11401)]) == {}


# -- Linux --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("root@web01:~# getenforce\nEnforcing\n", "enforcing"),
        ("[azureuser@web01 ~]$ sudo getenforce\nPermissive\n", "permissive"),
        ("root@web01:~# cat /sys/fs/selinux/enforce\n1\n", "enforcing"),
        ("root@web01:~# cat /sys/fs/selinux/enforce\n0", "permissive"),
        ("cat: /sys/fs/selinux/enforce: No such file or directory\n", "disabled"),
    ],
)
def test_the_mode_of_selinux(text: str, mode: str) -> None:
    assert facts(text) == {"linux.selinux": mode}


def test_a_word_alone_is_no_mode() -> None:
    with pytest.raises(Exception, match=r"not recognised"):
        findings("Enforcing\n")


AVC = (
    'type=AVC msg=audit(1732435200.123:456): avc:  denied  { read } for  pid=812 comm="waagent" name="config" '
    'dev="sda2" ino=1 scontext=system_u:system_r:waagent_t:s0 tcontext=x tclass=file permissive=0\n'
)


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        (AVC, True),
        (AVC.replace("waagent", "httpd"), None),
        (AVC.replace("type=AVC", 'type=AVC apparmor="DENIED"') + AVC.replace("waagent", "httpd"), None),
        ("root@web01:~# ausearch -m avc -ts this-week\n<no matches>\n", False),
        ("user@web01:~$ ausearch -m avc -ts this-week\n<no matches>\n" + AVC.replace("waagent", "httpd"), None),
    ],
)
def test_denials_of_selinux(text: str, denies: bool | None) -> None:
    assert facts(text).get("linux.selinux_denies_agent") is denies


def test_mount_points_that_are_mounted_twice() -> None:
    text = "root@web01:~# findmnt -rn -o TARGET\n/\n/boot\n/usr/sap\n/data\\x20files\n/usr/sap\n/data\\x20files\n"
    assert facts(text) == {"linux.duplicate_mounts": ("/usr/sap", "/data files")}
    assert facts(text.replace("\n/\n", "\n")) == {}
    warned = text + "findmnt: warning\nroot@web01:~# ls -d /data\n/data\n/boot\n"
    assert facts(warned) == {"linux.duplicate_mounts": ("/usr/sap", "/data files")}


@pytest.mark.parametrize(
    ("sign", "said", "expected"),
    [
        ("root@web01:~#", "cannot be opened: /mnt/old\n3 mount points tried, 1 cannot be opened\n", ("/mnt/old",)),
        ("root@web01:~#", "3 mount points tried, 0 cannot be opened\n", ()),
        ("root@web01:~#", "3 mount points tried, 1 cannot be opened\n", None),
        ("root@web01:~#", "0 mount points tried, 0 cannot be opened\n", None),
        ("user@web01:~$", "cannot be opened: /mnt/old\n3 mount points tried, 1 cannot be opened\n", None),
    ],
)
def test_mount_points_that_cannot_be_opened(sign: str, said: str, expected: tuple[str, ...] | None) -> None:
    assert facts(f"{sign} ls -d MOUNT/.\n{said}").get("linux.unreadable_mounts") == expected


def test_errors_of_file_systems_are_remarks() -> None:
    (found,) = findings(
        "[  12.3] EXT4-fs error (device sdc1): ext4_lookup:1701: inode #2\n[ 13.0] XFS (sdd1): Mounting V5\n"
    )
    assert list(found.facts) == ["vm.os_type"]
    assert len(found.notes) == 1 and "EXT4-fs error" in found.notes[0]


LOG = (
    "2026-11-24 08:00:0{} [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9210.0] "
    "2026-11-24 08:00:01 Failed to FITHAW: {} with error message : Invalid argument\n"
)


@pytest.mark.parametrize(("mounted", "duplicate"), [("/usr/sap", True), ("/other", False)])
def test_a_mount_point_that_could_not_be_frozen_and_is_there_twice(
    mounted: str, duplicate: bool, tmp_path: Any
) -> None:
    from backupdx import load

    (tmp_path / "extension.log").write_text(LOG.format(1, "/boot") + LOG.format(2, "/usr/sap"))
    (tmp_path / "mounts.txt").write_text(f"root@web01:~# findmnt -rn -o TARGET\n/\n/usr/sap\n{mounted}\n/other\n")
    case = load(tmp_path)
    assert case.linux.unthawed_mounts == ("/boot", "/usr/sap")
    told = case.observations()
    assert told["linux.failed_mounts"].value == ("/boot", "/usr/sap"), "where no line tells of the freeze itself"
    assert told["linux.failed_mount_duplicate"].value is duplicate


def test_a_job_in_the_old_vault() -> None:
    from backupdx import Case

    jobs = [{"name": "j", "vault": "Old", "operation": "Backup", "status": "in_progress"}]
    case = Case.model_validate({"backup": {"old_vault": "old", "jobs": jobs}})
    assert case.observations()["backup.job_in_old_vault"].value is True
    assert "backup.job_in_old_vault" not in Case.model_validate({"backup": {"jobs": jobs}}).observations()


def test_the_activity_log_tells_of_deleted_collections_and_of_refusals() -> None:
    scope = "/subscriptions/s/resourceGroups/AzureBackupRG_westeurope_1"

    def entry(operation: str, state: str, **more: Any) -> dict[str, Any]:
        collection = f"{scope}/providers/Microsoft.Compute/restorePointCollections/AzureBackup_web01_1"
        return {
            "eventTimestamp": "2026-11-24T08:00:00Z", "operationName": {"value": operation}, "status": {"value": state},
            "resourceId": collection, "caller": "ann@contoso.com", **more,
        }  # fmt: skip

    (deleted,) = findings([entry("Microsoft.Compute/restorePointCollections/delete", "Succeeded")])
    assert not deleted.facts and "ann@contoso.com deleted the restore point collection AzureBackup_web01_1" in str(
        deleted.notes
    )
    refused = entry("x/write", "Failed", subStatus="RequestDisallowedByPolicy")
    (row,) = facts([refused])["restore_points.refused"]
    assert row["id"] == refused["resourceId"]
    (last,) = findings([{**refused, "eventTimestamp": "2026-09-01T08:00:00Z"}, refused])
    assert str(last.observed_at) == "2026-11-24 08:00:00+00:00", "the log holds 90 days"
