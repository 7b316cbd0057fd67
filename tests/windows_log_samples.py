"""Logs of the Windows agent, events and reports of VMAssist as Windows guests write them."""

from __future__ import annotations

# --- log of the agent

START = """\
[00000006] [11/14/2019 05:52:13.44] [INFO]  WindowsAzureGuestAgent starting. Version 2.7.41491.949
[00000006] [11/14/2019 05:52:13.50] [INFO]  Attempting to discover fabric address on interface Ethernet.
"""
FOUND = """\
[00000006] [11/14/2019 05:52:23.50] [INFO]  Discovered fabric address on interface Ethernet.
[00000006] [11/14/2019 05:52:23.50] [INFO]  Using fabric address 168.63.129.16 from DHCP.
[00000006] [11/14/2019 05:52:24.10] [INFO]  ControlSystem initialized with version 2012-11-30.
"""
NPCAP = (
    "[00000006] [11/14/2019 05:52:15.00] [ERROR] Did not discover fabric address on interface Npcap Loopback Adapter\n"
)
FORBIDDEN = """\
[00000011] [11/14/2019 06:27:55.66] [WARN]  (Ignoring) Exception while fetching supported versions from HostGAPlugin: \
System.Net.WebException: Unable to connect to the remote server
---> System.Net.Sockets.SocketException: An attempt was made to access a socket in a way forbidden {}
   at System.Net.Sockets.Socket.DoConnect(EndPoint endPointSnapshot, SocketAddress socketAddress)
"""

# --- events

CRASH = (
    "Faulting application name: IaaSBcdrExtension.exe, version: 1.0.9.0, time stamp: 0x5d8a9215\r\n"
    "Faulting module name: ntdll.dll, version: 10.0.20348.1, time stamp: 0x50702a8c\r\nException code: 0xc0000005"
)
EVENT = {
    "Id": 1000,
    "ProviderName": "Application Error",
    "LogName": "Application",
    "MachineName": "web01.contoso.com",
    "TimeCreated": "/Date(1740823200000)/",
    "Message": CRASH,
}
LOCKER = {
    **EVENT,
    "ProviderName": "Microsoft-Windows-AppLocker",
    "LogName": "Microsoft-Windows-AppLocker/EXE and DLL",
}
WEVTUTIL = """\
Event[0]:
  Log Name: Application
  Source: Application Error
  Date: 2025-03-01T10:00:00.0000000Z
  Event ID: 1000
  Task: Application Crashing Events
  Level: Error
  Computer: web01
  Description:
{0}

Event[1]:
  Log Name: Application
  Source: Windows Error Reporting
  Date: 2025-03-01T10:00:01.0000000Z
  Event ID: 1001
  Computer: web01
  Description:
Fault bucket , type 0
"""
VIEWER = """\
Log Name:      Application
Source:        Application Error
Date:          3/1/2025 11:00:00 AM
Event ID:      1000
Task Category: (100)
Level:         Error
Keywords:      Classic
User:          N/A
Computer:      web01
Description:
{0}
Event Xml:
<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">
"""
FORMAT_LIST = """

TimeCreated  : 3/1/2025 11:00:00 AM
ProviderName : Application Error
Id           : 1000
Message      : {1}

"""
WRAPPED = """
TimeCreated          Id ProviderName      Message
-----------          -- ------------      -------
3/1/2025 11:00:00  1000 Application Error Faulting application name: IaaSBcdrExtension.exe,
                                          version: 1.0.9.0, time stamp: 0x5d8a9215
"""
VIEWER_CSV = (
    'Level,Date and Time,Source,Event ID,Task Category\nError,3/1/2025 11:00:00 AM,Application Error,1000,(100),"{0}"\n'
)
EXPORT_CSV = '"Message","Id","ProviderName","TimeCreated"\n"{0}","1000","Application Error","3/1/2025 11:00:00 AM"\n'
XML = """\
<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<Events><Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>
<Provider Name='Application Error'/><EventID Qualifiers='0'>1000</EventID>
<TimeCreated SystemTime='2025-03-01T10:00:00.000000000Z'/><Channel>Application</Channel><Computer>web01</Computer>
</System><EventData><Data>IaaSBcdrExtension.exe</Data><Data>1.0.9.0</Data></EventData></Event></Events>
"""

# --- VMAssist, aggregatestatus.json

VMASSIST = r"""
2025-04-20 05:10:20Z 00:00 00.00s Log file: C:\logs\vmassist_web01_20250420171020.log
2025-04-20 05:10:20Z 00:00 00.05s Windows Server 2022 Datacenter 21H2 2009 10.0.20348.0
2025-04-20 05:10:21Z 00:01 00.15s C:\WindowsAzure folder exists: {folder}
2025-04-20 05:10:21Z 00:01 00.15s RdAgent service: {rdagent}
2025-04-20 05:10:21Z 00:01 00.15s WindowsAzureGuestAgent service: {agent}
2025-04-20 05:10:22Z 00:02 00.15s VM Agent installed: {installed}
2025-04-20 05:10:22Z 00:02 00.15s VM agent installed by provisioning agent or Windows Installer package (MSI): {how}
2025-04-20 05:10:22Z 00:02 00.15s VM agent is supported version:  (installed: 2.7.41491.900, minimum: 2.7.41491.1010)
2025-04-20 05:10:22Z 00:02 00.15s Proxy configured: {proxy}
2025-04-20 05:10:23Z 00:03 00.15s Wireserver endpoint 168.63.129.16:80 reachable: True
2025-04-20 05:10:24Z 00:04 01.15s Wireserver endpoint 168.63.129.16:32526 reachable: False
2025-04-20 05:10:24Z 00:04 00.15s DHCP-assigned IP addresses: False
"""
STATUS = {
    "version": "1.0",
    "timestampUTC": "2025-03-01T10:00:00Z",
    "aggregateStatus": {
        "guestAgentStatus": {
            "version": "2.7.41491.1095",
            "status": "Ready",
            "formattedMessage": {"lang": "en-US", "message": "GuestAgent is running and processing the extensions."},
            "lastStatusUploadMethod": "HostGA Plugin - Default",
            "lastStatusUploadTime": "2025-03-01T09:59:00Z",
        },
        "handlerAggregateStatus": [],
    },
}
