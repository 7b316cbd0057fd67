"""Services, VSS writers and registry values as Windows guests print them."""

from __future__ import annotations

OS = {"vm.os_type": "windows"}

# --- services

STOPPED = {
    "agent.service_state": "stopped",
    "agent.service_start_type": "disabled",
    "agent.rdagent_state": "running",
    "windows.com_plus_state": "stopped",
    "windows.com_plus_start_type": "manual",
    "windows.msdtc_start_type": "automatic",
    "windows.msdtc_starts": True,
    "windows.vss_service_start_type": "manual",
}
ROWS = [
    ("WindowsAzureGuestAgent", 1, 4),
    ("RdAgent", 4, 2),
    ("COMSysApp", 1, 3),
    ("MSDTC", 4, 2),
    ("VSS", 1, 3),
]
NAMES = {1: "Stopped", 2: "StartPending", 3: "StopPending", 4: "Running"}
STARTS = {2: "Automatic", 3: "Manual", 4: "Disabled"}
TABLE = """
PS C:\\Users\\admin> Get-Service RdAgent,WindowsAzureGuestAgent,COMSysApp,MSDTC,VSS | Select Name,Status,StartType

Name                    Status StartType
----                    ------ ---------
COMSysApp              Stopped    Manual
MSDTC                  Running Automatic
RdAgent                Running Automatic
VSS                    Stopped    Manual
WindowsAzureGuestAgent Stopped  Disabled


PS C:\\Users\\admin>
"""
LIST = """

Name                : WindowsAzureGuestAgent
DisplayName         : Windows Azure Guest Agent
Status              : StopPending
DependentServices   : {}
ServicesDependedOn  : {RPCSS}
StartType           : AutomaticDelayedStart

Name                : RdAgent
DisplayName         : RdAgent
Status              : Running
StartType           : Automatic

"""
CSV = """\
#TYPE Selected.System.ServiceProcess.ServiceController
"Name","Status","StartType"
"WindowsAzureGuestAgent","Stopped","Disabled"
"RdAgent","Running","Automatic"
"""
SC_QUERY = """
C:\\>sc query WindowsAzureGuestAgent

SERVICE_NAME: WindowsAzureGuestAgent
        TYPE               : 10  WIN32_OWN_PROCESS
        STATE              : 3  STOP_PENDING
                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)
        WIN32_EXIT_CODE    : 0  (0x0)

SERVICE_NAME: RdAgent
DISPLAY_NAME: WindowsAzureGuestAgent
        ÉTAT               : 4  RUNNING
"""
SC_QC = """
[SC] QueryServiceConfig SUCCESS

SERVICE_NAME: MSDTC
        TYPE               : 10  WIN32_OWN_PROCESS
        START_TYPE         : 2   AUTO_START  (DELAYED)
        ERROR_CONTROL      : 1   NORMAL
        BINARY_PATH_NAME   : C:\\Windows\\System32\\msdtc.exe
        LOAD_ORDER_GROUP   :
        DISPLAY_NAME       : Distributed Transaction Coordinator
        DEPENDENCIES       : RPCSS
        SERVICE_START_NAME : {account}

"""

# --- VSS


def writer(name: str, writer_id: str, state: str = "[1] Stable", error: str = "No error") -> str:
    return (
        f"Writer name: '{name}'\n   Writer Id: {{{writer_id}}}\n"
        f"   Writer Instance Id: {{7e631031-c695-4229-9da1-a7de057e64cb}}\n   State: {state}\n"
        f"   Last error: {error}\n\n"
    )


SYSTEM, REGISTRY, COM, SQL = (
    "e8132975-6f93-4464-a53e-1050253ae220",
    "afbab4a2-367d-4d15-a586-71dbb18f8485",
    "542da469-d3e1-473c-9f4f-7847f01fc64f",
    "a65faa63-5ea8-4ebc-9dbd-a0c4db26912a",
)
WELL = (
    "vssadmin 1.1 - Volume Shadow Copy Service administrative command-line tool\n(C) Copyright 2001-2013 Microsoft\n\n"
    "Waiting for responses.\nThese may be delayed if a shadow copy is being prepared.\n\n"
    + writer("System Writer", SYSTEM)
    + writer("Registry Writer", REGISTRY)
    + writer("COM+ REGDB Writer", COM)
)
GERMAN = (
    WELL.replace("Writer name: '", 'Verfassername: "')
    .replace("'\n", '"\n')
    .replace("Writer Id", "Verfasserkennung")
    .replace("Writer Instance Id", "Verfasserinstanzkennung")
    .replace("State: [1] Stable", "Status: [1] Stabil")
    .replace("Last error: No error", "Letzter Fehler: Kein Fehler")
)

# --- registry

GUEST = {
    "DHCPStatus": 1,
    "GuestAgentStatus": 1,
    "GuestAgentVersion": "2.7.41491.1095",
    "WireServerStatus": 1,
    "RequiredDotNetVersionPresent": 1,
    "PSPath": "Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Virtual Machine\\Guest",
}
REG_QUERY = """
C:\\>reg query "HKLM\\SOFTWARE\\Microsoft\\Virtual Machine\\Guest"

HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Virtual Machine\\Guest
    (Default)    REG_SZ
    GuestAgentVersion    REG_SZ    2.7.41491.1095
    DHCPStatus    REG_DWORD    0x1

HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full
    Release    REG_DWORD    0x80eb1
    Version    REG_SZ    4.8.04161

HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired
    b2c3    REG_DWORD    0x1
"""
REG_FILE = """\
Windows Registry Editor Version 5.00

[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full]
"Version"="4.0.30319"
"Install"=dword:00000001
"""
