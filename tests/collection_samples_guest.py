"""As collection_samples.py, of guests: what the sections of the scripts for Linux and for Windows hold."""

from __future__ import annotations

from backupdx.facts.signatures.places import (
    AGENT_LOG_LINUX,
    AGENT_LOG_WINDOWS,
    EXTENSION_LOG,
    JOURNAL,
    KERNEL,
    SHELL_LOG,
)
from backupdx.facts.signatures.windows import (
    agent_setup,
    application_events,
    extension,
    hresults,
    other_extensions,
    system_events,
    vss_events,
)
from collection_samples import Sample, j
from signature_logs import logs_at

CONF = """\
# Microsoft Azure Linux Agent Configuration
Extensions.Enabled=n
Provisioning.Agent=auto
Provisioning.DeleteRootPassword=y
ResourceDisk.Format=n
Logs.Verbose=n
OS.RootDeviceScsiTimeout=300
AutoUpdate.Enabled=n
HttpProxy.Host=http://(hidden):(hidden)@proxy.contoso.com
HttpProxy.Port=3128
"""
AGENT_LOG = """\
2026-11-20T08:00:00.000000Z INFO Daemon Daemon Azure Linux Agent Version: 2.2.46
2026-11-20T08:00:01.000000Z INFO ExtHandler ExtHandler Agent WALinuxAgent-2.9.1.1 is running as the goal state agent
2026-11-20T08:00:01.000000Z INFO ExtHandler ExtHandler Extensions.Enabled is set to False, not processing any extension
2026-11-20T08:00:02.000000Z INFO Daemon Daemon sleeping forever
2026-11-24T08:00:02.000000Z INFO ExtHandler ExtHandler [HEARTBEAT] Agent WALinuxAgent-2.9.1.1 is running
"""
MOUNT_LOG = (
    "2026-11-24 08:00:01 [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9210.0] "
    "2026-11-24 08:00:01 Failed to FIFREEZE: /data\nFailed to FITHAW: /data\n"
)
REPORTED = (
    "2026-11-24 08:00:01 [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0] proceeded for accepting signals\n"
    "2026-11-24 08:00:09 [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0] Enable,error,121,freeze failed,False\n"
)
DF = """\
Filesystem     1024-blocks     Used Available Capacity Mounted on
/dev/sda1         30298176 30298176         0     100% /
/dev/sda1         30298176 30298176         0     100% /
/dev/sdb1         61611820  1024000  60587820       2% /var/log
"""
DF_INODES = """\
Filesystem      Inodes   IUsed   IFree IUse% Mounted on
/dev/sda1      3870720 3870720       0  100% /
"""
TRACKING = """\
Reference ID    : 50484330 (PHC0)
Stratum         : 1
System time     : 7201.118164062 seconds slow of NTP time
Leap status     : Normal
"""
PS = """\
UID        PID  PPID  C STIME TTY          TIME CMD
root 1 0 0 Nov24 ? 00:00:04 /sbin/init
root 2 0 0 Nov24 ? 00:00:00 [kthreadd]
root       812     1  0 08:00 ?        00:00:09 /usr/bin/python3 -u /usr/sbin/waagent -daemon
root       913   812  0 08:00 ?        00:00:19 python3 -u bin/WALinuxAgent-2.9.1.1-py3.8.egg -run-exthandlers
root 950 1 0 08:00 ? 00:00:00 ps
"""
UNITS = """\
Restart=always
Id=walinuxagent.service
Names=walinuxagent.service
LoadState=loaded
ActiveState=inactive
SubState=dead
FragmentPath=/lib/systemd/system/walinuxagent.service
UnitFileState=disabled

Restart=no
Id=waagent.service
Names=waagent.service
LoadState=not-found
ActiveState=inactive
SubState=dead
"""
LEASE = """\
lease {
  interface "eth0";
  fixed-address 10.0.0.4;
  option dhcp-server-identifier 168.63.129.16;
  option unknown-245 a8:3f:81:10;
  expire 0 2160/12/31 00:00:00;
}
"""
YUM_INFO = """\
Last metadata expiration check: 0:10:00 ago on Tue 24 Nov 2026 08:00:00 AM UTC.
Installed Packages
Name         : WALinuxAgent
Version      : 2.7.0.6
Release      : 1.el8
From repo    : base

Available Packages
Name         : WALinuxAgent
Version      : 2.9.0.4
Release      : 1.el8
"""
ZYPPER_INFO = """\
Information for package python-azure-agent:
-------------------------------------------
Repository     : Update
Name           : python-azure-agent
Version        : 2.9.1.1-1
Installed      : Yes
Status         : up-to-date
"""
ZYPPER_UPDATES = """\
S | Repository | Name               | Current Version | Available Version | Arch
--+------------+--------------------+-----------------+-------------------+-------
v | Update     | python-azure-agent | 2.7.0.6-1       | 2.9.1.1-1         | noarch
"""
UNIT_SHOW = (
    "systemctl show -p Id,Names,FragmentPath,LoadState,ActiveState,SubState,UnitFileState,Restart "
    "walinuxagent.service waagent.service"
)
NO_CACHE = "-o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache="
AVC = 'type=AVC msg=audit(1732435200.1:4): avc:  denied  { read } for  pid=812 comm="waagent" name="x" permissive=0\n'

LINUX: dict[str, list[Sample]] = {
    "cat /etc/os-release": ['NAME="Ubuntu"\nVERSION_ID="22.04"\nID=ubuntu\nHOME_URL="https://x"\n'],
    "waagent --version": [
        "WALinuxAgent-2.2.46 running on ubuntu 22.04\nPython: 3.10.12\nGoal state agent: 2.9.1.1\n",
        "timeout: failed to run command 'waagent': No such file or directory\n",
    ],
    "command -v waagent": ["/usr/sbin/waagent\n"],
    "waagent --show-configuration": [
        "AutoUpdate.Enabled = True\nExtensions.Enabled = True\nHttpProxy.Host = proxy\nProvisioning.Agent = auto\n"
    ],
    "cat /etc/waagent.conf": [CONF],
    UNIT_SHOW: [UNITS],
    "ps -ef": [PS],
    "ls -l /var/lib/waagent/disable_agent": [
        "ls: cannot access '/var/lib/waagent/disable_agent': No such file or directory\n",
        "-rw-r--r-- 1 root root 0 Nov 24 08:00 /var/lib/waagent/disable_agent\n",
    ],
    "tail -n 2000 /var/log/waagent.log": [AGENT_LOG, *logs_at(AGENT_LOG_LINUX)],
    "tail -n 1000 extension.log": [(MOUNT_LOG, ("findmnt -rn -o TARGET",)), REPORTED, *logs_at(EXTENSION_LOG)],
    "findmnt -rn -o TARGET": [("/\n/proc\n/data\n/data\n", ("tail -n 1000 extension.log",))],
    "tail -n 40 shell.log": logs_at(SHELL_LOG),
    "journalctl -u walinuxagent -u waagent": logs_at(JOURNAL),
    "dmesg of hung tasks": logs_at(KERNEL),
    "df -P / /var /var/lib/waagent /var/log /etc /tmp": [DF],
    "df -Pi / /var /var/lib/waagent /var/log /etc /tmp": [DF_INODES],
    "findmnt -no OPTIONS -T /var/lib/waagent": ["rw,relatime,noexec\n"],
    "cat /proc/sys/crypto/fips_enabled": ["1\n"],
    "openssl version": ["OpenSSL 3.0.2 15 Mar 2022 (Library: OpenSSL 3.0.2 15 Mar 2022)\n"],
    "chronyc tracking": [TRACKING],
    "df, lsblk, mount under timeout": ["df -k: 124\nlsblk: 0\nmount: 0\n"],
    "ls -d VMSnapshotLinux": ["/var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9217.0\n"],
    "ls -d MOUNT/. of each disk": [
        "ls: cannot access '/old/.': Input/output error\ncannot be opened: /old\n"
        "3 mount points tried, 1 cannot be opened\n"
    ],
    "dmesg": ["[   12.34] EXT4-fs error (device sdc1): ext4_lookup:1701: inode #2: comm ls\n"],
    "timedatectl": ["System clock synchronized: no\n              NTP service: inactive\n"],
    "iptables-save of 168.63.129.16": ["-A OUTPUT -d 168.63.129.16/32 -j DROP\n"],
    "cat /sys/fs/selinux/enforce": [
        "1",
        "cat: /sys/fs/selinux/enforce: No such file or directory\n",
    ],
    "ausearch --input-logs -m avc -ts this-week": ["<no matches>\n", AVC],
    "connect to 168.63.129.16:80": [
        "168.63.129.16:80 open\n",
        "168.63.129.16 port 80 timed out\n",
        "bash: connect: Connection refused\nbash: line 1: /dev/tcp/168.63.129.16/80: Connection refused\n",
    ],
    "connect to 168.63.129.16:32526": ["Killed\n168.63.129.16 port 32526 timed out\n"],
    "tail -n 100 /var/lib/dhcp/*.leases": [LEASE],
    "cat /run/systemd/netif/leases/*": [
        "# This is private data. Do not parse.\nADDRESS=10.0.0.4\nSERVER_ADDRESS=168.63.129.16\nOPTION_245=a83f8110\n"
    ],
    "nmcli -f GENERAL.DEVICE,DHCP4 device show eth0": [
        "GENERAL.DEVICE:                         eth0\n"
        "DHCP4.OPTION[1]:                        dhcp_server_identifier = 168.63.129.16\n"
        "DHCP4.OPTION[2]:                        private_245 = a8:3f:81:10\n"
    ],
    "grep dhcp4, BOOTPROTO": [
        "/etc/netplan/50-cloud-init.yaml:            dhcp4: true\n",
        "/etc/sysconfig/network-scripts/ifcfg-eth0:BOOTPROTO=none\n/etc/sysconfig/network-scripts/ifcfg-eth0:IPADDR=10.0.0.4\n",
    ],
    "env": ["http_proxy=http://(hidden):(hidden)@proxy:3128\n"],
    "cat /run/reboot-required": ["*** System restart required ***\n"],
    "needs-restarting -r": ["No core libraries or services have been updated.\nReboot should not be necessary.\n"],
    "zypper --no-refresh needs-rebooting": [
        "Reboot is required to ensure that your system benefits from these updates.\n"
    ],
    f"apt list --upgradable {NO_CACHE}": [
        "WARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\nListing...\n"
        "bash/jammy-updates 5.1-6ubuntu1.1 amd64 [upgradable from: 5.1-6ubuntu1]\n"
    ],
    "yum check-update -C": [
        "\nWALinuxAgent.noarch      2.9.0.4-1.el8      base\nbash.x86_64      4.4.20-5.el8      base\n"
    ],
    "zypper --no-refresh list-updates": [ZYPPER_UPDATES],
    "apt-cache policy walinuxagent": [
        "walinuxagent:\n  Installed: 2.2.46-0ubuntu5.1\n  Candidate: 2.2.46-0ubuntu5.1\n",
    ],
    "apt-cache policy waagent": ["waagent:\n  Installed: 2.9.1.1-2\n  Candidate: 2.9.1.1-3\n"],
    "yum info WALinuxAgent -C": [YUM_INFO],
    "zypper --no-refresh info python-azure-agent": [ZYPPER_INFO],
}

SERVICES = [
    {"Name": name, "State": state, "StartMode": mode, "StartName": account}
    for name, state, mode, account in (
        ("WindowsAzureGuestAgent", "Stopped", "Disabled", "LocalSystem"),
        ("RdAgent", "Running", "Auto", "LocalSystem"),
        ("COMSysApp", "Running", "Manual", "LocalSystem"),
        ("MSDTC", "Running", "Auto", "NT AUTHORITY\\NetworkService"),
        ("VSS", "Stopped", "Disabled", "LocalSystem"),
        ("msiserver", "Stopped", "Manual", "LocalSystem"),
        ("swprv", "Stopped", "Disabled", "LocalSystem"),
    )
]
NEWEST = {"Id": 1, "ProviderName": "x", "LogName": "Application", "TimeCreated": "/Date(1763971200000)/",
          "MachineName": "web01", "Message": "(the newest event)"}  # fmt: skip


def events(message: str, number: int = 1000, source: str = "Application Error") -> str:
    return j([NEWEST, {**NEWEST, "Id": number, "ProviderName": source, "Message": message}])


WRITERS = """\
vssadmin 1.1 - Volume Shadow Copy Service administrative command-line tool

Writer name: 'System Writer'
   Writer Id: {e8132975-6f93-4464-a53e-1050253ae220}
   Writer Instance Id: {11111111-1111-1111-1111-111111111111}
   State: [7] Failed
   Last error: Timed out
"""
PROVIDERS = """\
vssadmin 1.1 - Volume Shadow Copy Service administrative command-line tool

Provider name: 'Contoso VSS Provider'
   Provider type: Software
   Provider Id: {11111111-2222-4333-8444-555555555555}
   Version: 1.0
"""
CHECKED = {
    "SystemDriveFreeMB": 812,
    "SharedSection": "SharedSection=1024,20480,768",
    "IsProviderInstalled": "True",
    "SnapshotProviderService": False,
    "RuntimeVersions": ["12.00.40664.0", "12.00.21005.1"],
    "StorageAssemblyInGac": True,
    "AgentProgramsFound": [True, False],
    "AgentFoldersOpen": [True, False],
    "WcfProfiling": True,
    "WmiClassMissing": True,
    "ProxyOfSystem": "Current IE proxy settings: AUTODETECT",
}
_APPLICATION = (*vss_events.SIGNATURES, *application_events.SIGNATURES)
WINDOWS_LOG = """\
[00000006] [11/24/2026 08:00:00.10] [INFO]  WindowsAzureGuestAgent starting. Version 2.7.41491.1095
[00000006] [11/24/2026 08:00:01.10] [INFO]  Using fabric address 168.63.129.16 from DHCP
[00000006] [11/24/2026 08:00:02.10] [ERROR] RdCrypt Initialization failed. Error Code: -2147023143.
"""
CODE_INTEGRITY = (
    "Code Integrity determined that a process (\\Device\\x\\WindowsAzureGuestAgent.exe) attempted to load "
    "\\Device\\x\\IaaSBcdrExtension.exe that did not meet the Enterprise signing level requirements."
)
APPLOCKER = (
    '<AppLockerPolicy Version="1"><RuleCollection Type="Exe" EnforcementMode="Enabled">'
    '<FilePathRule Id="a" Name="b" Description="" UserOrGroupSid="S-1-1-0" Action="Allow"/>'
    "</RuleCollection></AppLockerPolicy>"
)
NET = "Microsoft.PowerShell.Core\\Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\"
WINDOWS: dict[str, list[Sample]] = {
    "Win32_OperatingSystem": [
        j({"Caption": "Microsoft Windows Server 2022 Datacenter", "Version": "10.0.20348", "CSName": "web01"})
    ],
    "Win32_Service": [j(SERVICES)],
    "registry: guest agent": [j({"GuestAgentVersion": "2.7.41491.1095", "DHCPStatus": 1, "WireServerStatus": 1})],
    "registry: .NET Framework": [
        j({"PSPath": f"{NET}Microsoft\\NET Framework Setup\\NDP\\v4\\Full", "Release": 528049, "Version": "4.8.04161"})
    ],
    "registry: installed programs": [
        j({"DisplayName": "Windows Azure VM Agent - 2.7.41491.1095", "DisplayVersion": "2.7.41491.1095"})
    ],
    "registry: pending reboot": [j({"ComponentBasedServicing": False, "WindowsUpdateAutoUpdate": False})],
    "registry: cryptography of .NET": [
        j(
            [
                {"PSPath": f"{NET}{n}Microsoft\\.NETFramework\\v4.0.30319", "SchUseStrongCrypto": 0}
                for n in ("", "WOW6432Node\\")
            ]
        )
    ],
    "Get-Content WaAppAgent.log": [WINDOWS_LOG, *logs_at(AGENT_LOG_WINDOWS)],
    "Test-NetConnection 168.63.129.16": [
        j([{"ComputerName": "168.63.129.16", "RemotePort": p, "TcpTestSucceeded": p == 80} for p in (80, 32526)])
    ],
    "Win32_NetworkAdapterConfiguration": [
        j(
            {
                "Description": "Microsoft Hyper-V Network Adapter",
                "DHCPEnabled": False,
                "IPAddress": ["10.0.0.4"],
                "DefaultIPGateway": ["10.0.0.1"],
            }
        )
    ],
    "Get-NetAdapter": [
        j({"Name": "Npcap Loopback Adapter", "InterfaceDescription": "Npcap Loopback Adapter", "Status": "Up"})
    ],
    "netsh winhttp show proxy": ["\nCurrent WinHTTP proxy settings:\n\n    Direct access (no proxy server).\n\n"],
    "vssadmin list writers": [WRITERS],
    "vssadmin list providers": [PROVIDERS],
    "checks of the guest": [j(CHECKED)],
    "log of IaaSBcdrExtension": [s.example for s in (*hresults.SIGNATURES, *extension.SIGNATURES) if not s.harmless],
    "logs of other extensions": [s.example for s in other_extensions.SIGNATURES],
    "logs of agent installation": [s.example for s in agent_setup.SIGNATURES if not s.harmless],
    "Get-WinEvent Application": [
        *(events(s.example, s.places[0].number or 1, s.places[0].source) for s in _APPLICATION),
        events("Faulting application name: IaaSBcdrExtension.exe, version: 1.0.0.0, time stamp: 0x0"),
        events(
            "The shadow copy provider timed out while holding writes to the volume being shadow copied.", 12298, "VSS"
        ),
        events(
            "Product: Microsoft Visual C++ 2013 x64 -- Error 1401. "
            "Could not create key: Software\\Classes. System error 5.",
            11401,
            "MsiInstaller",
        ),
        events(
            "Application: WindowsAzureGuestAgent.exe\n"
            "Exception Info: System.Configuration.ConfigurationErrorsException",
            1026,
            ".NET Runtime",
        ),
    ],
    "Get-WinEvent System": [
        *(events(s.example, s.places[0].number or 1, s.places[0].source) for s in system_events.SIGNATURES),
        events("The Windows Azure Guest Agent service terminated unexpectedly.", 7031, "Service Control Manager"),
        events(
            "The shadow copy provider timed out while holding writes to the volume being shadow copied.", 25, "volsnap"
        ),
    ],
    "Get-WinEvent Microsoft-Windows-AppLocker/EXE and DLL": [
        events(
            "%OSDRIVE%\\PACKAGES\\X\\IAASBCDREXTENSION.EXE was prevented from running.",
            8004,
            "Microsoft-Windows-AppLocker",
        )
    ],
    "Get-WinEvent Microsoft-Windows-CodeIntegrity/Operational": [
        events(CODE_INTEGRITY, 3077, "Microsoft-Windows-CodeIntegrity")
    ],
    "Get-AppLockerPolicy": [APPLOCKER],
    "Get-MpPreference": [
        j(
            {
                "ExclusionPath": [
                    "C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot",
                    "C:\\WindowsAzure\\Logs",
                ],
                "DisableRealtimeMonitoring": False,
            }
        )
    ],
    "Get-MpComputerStatus": [j({"AMRunningMode": "Normal", "AntivirusEnabled": True})],
    "Get-Acl MachineKeys": [
        j(
            {
                "Path": "Microsoft.PowerShell.Core\\FileSystem::C:\\ProgramData\\Microsoft\\Crypto\\RSA\\MachineKeys",
                "Sddl": "O:SYG:SYD:PAI(A;;0x12019f;;;WD)(A;;FA;;;BA)",
            }
        )
    ],
    "Get-BitLockerVolume": [j({"MountPoint": "C:", "VolumeType": 0, "LockStatus": 0})],
    "iaasvmprovider.dll": [
        j(
            {
                "Path": "C:\\Packages\\Plugins\\X\\1.0.1\\iaasvmprovider.dll",
                "Status": "Valid",
                "Machine": 34404,
                "Is64BitOperatingSystem": True,
            }
        )
    ],
}
