"""The readers of what people print of a Windows guest: free space, the proxy of LocalSystem, rights on folders."""

from __future__ import annotations

from typing import Any

import pytest
from readings import windows_facts

SPACE = "free space of a Windows guest"
PROXY = "proxy of LocalSystem"
RIGHTS = "rights on the agent's folders"

PSDRIVE = """
PS C:\\> Get-PSDrive C

Name           Used (GB)     Free (GB) Provider      Root                                CurrentLocation
----           ---------     --------- --------      ----                                ---------------
C                 126.45          {free} FileSystem    C:\\                                          Users
"""
VOLUME = """
DriveLetter FriendlyName   FileSystemType DriveType HealthStatus OperationalStatus SizeRemaining      Size
----------- ------------   -------------- --------- ------------ ----------------- -------------      ----
D           Temporary      NTFS           Fixed     Healthy      OK                      5.5 GB       7 GB
C           Windows        NTFS           Fixed     Healthy      OK                     {free} 126.45 GB
"""
WMIC = """
Caption  FreeSpace     Size
C:       {free}      136364158976
D:       5905580032    7516188672
"""
BITSADMIN = """
BITSADMIN version 3.0
Internet proxy settings for account LOCALSYSTEM:
Proxy usage:  {proxy}
Proxy list:   proxy.contoso.local:8080
"""
ICACLS = """
C:\\WindowsAzure NT AUTHORITY\\SYSTEM:{rights}
                BUILTIN\\Administrators:(OI)(CI)(F)

C:\\Packages BUILTIN\\Administrators:(OI)(CI)(F)
            NT AUTHORITY\\SYSTEM:(OI)(CI)(F)

Successfully processed 2 files; Failed processing 0 files
"""


def facts(text: str, kind: str) -> dict[str, Any]:
    return windows_facts(text.lstrip("\n"), kind)


@pytest.mark.parametrize(
    ("text", "megabytes"),
    [
        (PSDRIVE.format(free="0.02"), 20),
        (PSDRIVE.format(free="41,50"), 42496),
        (VOLUME.format(free="20.5 MB"), 20),
        (VOLUME.format(free="41.5 GB"), 42496),
        (WMIC.format(free="10485760"), 10),
    ],
)
def test_the_free_space_of_the_system_drive(text: str, megabytes: int) -> None:
    assert facts(text, SPACE) == {"windows.system_drive_free_mb": megabytes}


@pytest.mark.parametrize(
    ("printed", "value"),
    [("NO_PROXY", "none"), ("AUTODETECT", "auto_detect"), ("MANUAL_PROXY", "manual"), ("AUTOSCRIPT", "script")],
)
def test_the_proxy_of_the_system_account(printed: str, value: str) -> None:
    assert facts(BITSADMIN.format(proxy=printed), PROXY) == {"windows.proxy_of_system": value}


@pytest.mark.parametrize(("rights", "full"), [("(OI)(CI)(F)", True), ("(OI)(CI)(RX)", False)])
def test_the_rights_on_the_agents_folders(rights: str, full: bool) -> None:
    assert facts(ICACLS.format(rights=rights), RIGHTS) == {"windows.agent_folders_open": full}


def test_one_folder_alone_proves_no_right() -> None:
    assert facts("C:\\Packages NT AUTHORITY\\SYSTEM:(OI)(CI)(F)\n", RIGHTS) == {}
