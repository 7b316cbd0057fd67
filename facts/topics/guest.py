"""What can be observed inside the guest: Windows services (`windows`) and the network (`network`)."""

from __future__ import annotations

from typing import Literal

from ..declaration import Row, Topic, ask, fact, linux, portal, windows
from ..quantities import Count, Name

_MODULE = r"C:\Packages\Plugins\Microsoft.Azure.RecoveryServices.VMSnapshot\*\iaasvmprovider.dll"


class VssWriter(Row):
    """One block of `vssadmin list writers`; `state` is the number in brackets, 1 is Stable."""

    name: Name | None = fact("Writer name", holds="word")
    state: Count | None = fact("State number")
    last_error: Name | None = fact("Last error, as printed", holds="text")


class WindowsFacts(Topic):
    """What the snapshot needs of a Windows guest."""

    com_plus_state: Literal["running", "starting", "stopping", "stopped", "missing"] | None = fact(
        "State of the service COM+ System Application (COMSysApp)",
        os="windows",
        words={"started": "running"},
        lasts="state",
    )
    com_plus_start_type: Literal["automatic", "manual", "disabled"] | None = fact(
        "Start type of COM+ System Application (COMSysApp)",
        "How is the service 'COM+ System Application' set to start (Manual and stopped is normal)?",
        windows("Get-Service COMSysApp | Select-Object Status,StartType"),
        os="windows",
        words={"auto": "automatic"},
        lasts="configured",
        mended=frozenset(("manual", "automatic")),
    )
    com_plus_starts: bool | None = fact(
        "COM+ System Application starts when asked to",
        "Does `net start COMSysApp` succeed (or is it running already)?",
        windows("Get-Service COMSysApp"),
        os="windows",
        lasts="state",
        mended=True,
    )
    msdtc_account: Literal["network_service", "local_system", "local_service", "other"] | None = fact(
        "Account of the Distributed Transaction Coordinator (MSDTC)",
        "Under which account does the service 'Distributed Transaction Coordinator' run?",
        windows("sc.exe qc MSDTC"),
        os="windows",
        words={
            "nt_authority\\networkservice": "network_service",
            "nt_authority\\network_service": "network_service",
            "localsystem": "local_system",
            "nt_authority\\localservice": "local_service",
        },
        lasts="configured",
        mended="network_service",
    )
    msdtc_start_type: Literal["automatic", "manual", "disabled"] | None = fact(
        "Start type of the Distributed Transaction Coordinator",
        os="windows",
        words={"auto": "automatic"},
        lasts="configured",
        mended=frozenset(("manual", "automatic")),
    )
    msdtc_starts: bool | None = fact(
        "The Distributed Transaction Coordinator (MSDTC) starts when asked to",
        "Does `net start MSDTC` succeed (or is it running already)?",
        windows("Get-Service MSDTC | Select-Object Status,StartType"),
        os="windows",
        lasts="state",
        mended=True,
    )
    vss_service_start_type: Literal["automatic", "manual", "disabled"] | None = fact(
        "Start type of Volume Shadow Copy (VSS)",
        "How is the service 'Volume Shadow Copy' set to start (Manual is normal)?",
        windows("Get-Service VSS | Select-Object Status,StartType"),
        os="windows",
        words={"auto": "automatic"},
        lasts="configured",
        mended=frozenset(("manual", "automatic")),
    )
    vss_service_starts: bool | None = fact(
        "Volume Shadow Copy starts when asked to",
        "Does `net start VSS` succeed (or is it running already)?",
        windows("Get-Service VSS"),
        os="windows",
        lasts="state",
        mended=True,
    )
    shadow_copy_timed_out: bool | None = fact(
        "Event log shows `The shadow copy provider timed out while holding writes` at the time of the failure",
        "Do the System and Application logs show 'The shadow copy provider timed out while holding writes to the "
        "volume being shadow copied' at the time of the failure?",
        windows(
            "Get-WinEvent -LogName System,Application -MaxEvents 5000 | "
            "Where-Object Message -like '*timed out while holding writes*'"
        ),
        os="windows",
        lasts="event",
    )
    vss_writers: tuple[VssWriter, ...] | None = fact(
        "VSS writers, as `vssadmin list writers` prints them",
        os="windows",
        lasts="state",
    )
    bad_vss_writers: tuple[Name, ...] | None = fact(
        "VSS writers that are not '[1] Stable' with 'No error'",
        "Which VSS writers are not in state '[1] Stable' with 'No error' (none, or their names)?",
        windows("vssadmin list writers"),
        os="windows",
        holds="word",
        lasts="state",
        mended=(),
    )
    backup_extension_crashed: bool | None = fact(
        "Application log shows `Faulting application name: IaaSBcdrExtension.exe` at the time of the failure",
        "Does the Application log show 'Faulting application name: IaaSBcdrExtension.exe' at the time of the failure?",
        windows(
            "Get-WinEvent -FilterHashtable @{LogName='Application';Id=1000} | "
            "Where-Object Message -like '*IaaSBcdrExtension.exe*'"
        ),
        os="windows",
        lasts="event",
    )
    antivirus: Name | None = fact(
        "Antivirus product in the guest",
        "Which antivirus product is at work in the guest (none, or its name)?",
        windows("Get-MpComputerStatus | Select-Object AMRunningMode,AntivirusEnabled"),
        os="windows",
        holds="text",
        lasts="configured",
        mended="none",
    )
    antivirus_excludes_backup: bool | None = fact(
        "Antivirus excludes the two folders of the backup extension",
        "Are both folders of the VMSnapshot extension excluded in the antivirus (or is there no antivirus)?",
        windows("(Get-MpPreference).ExclusionPath"),
        os="windows",
        lasts="configured",
        mended=True,
    )
    app_control: Literal["none", "applocker", "wdac", "other"] | None = fact(
        "Application control product",
        "Which application control is active in the guest (none, AppLocker, WDAC, other)?",
        windows("Get-AppLockerPolicy -Effective -Xml"),
        os="windows",
        lasts="configured",
        mended="none",
    )
    app_control_blocks_backup: bool | None = fact(
        "Application control blocked IaaSBcdrExtension.exe",
        "Do the AppLocker or code-integrity logs show IaaSBcdrExtension.exe as blocked?",
        windows(
            "Get-WinEvent -LogName 'Microsoft-Windows-AppLocker/EXE and DLL' | "
            "Where-Object Message -like '*IaaSBcdrExtension*'"
        ),
        os="windows",
        lasts="event",
    )
    machinekeys_default: bool | None = fact(
        "MachineKeys folder has its default permissions",
        "Does the MachineKeys folder have its default permissions (Everyone: (R,W), BUILTIN\\Administrators: (F), and "
        "no others)?",
        windows("icacls $env:ProgramData\\Microsoft\\Crypto\\RSA\\MachineKeys"),
        os="windows",
        lasts="configured",
        mended=True,
    )
    bitlocker_locked: bool | None = fact(
        "A volume is locked by BitLocker",
        "Does `manage-bde -status` show a volume as locked?",
        windows("manage-bde -status"),
        os="windows",
        lasts="state",
    )
    strong_crypto: Literal["on", "off", "not_set"] | None = fact(
        "SchUseStrongCrypto of the .NET Framework (not_set where the value is missing)",
        "What is SchUseStrongCrypto set to for the .NET Framework (1: on, 0: off, not_set where it is missing)?",
        windows(
            "Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v*',"
            "'HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v*' | Select-Object PSPath,SchUseStrongCrypto"
        ),
        os="windows",
        words={"1": "on", "0": "off", "missing": "not_set"},
        lasts="configured",
        mended="on",
    )
    installer_start_type: Literal["automatic", "manual", "disabled"] | None = fact(
        "Start type of the Windows Installer (msiserver)",
        "How is the service 'Windows Installer' (msiserver) set to start (Manual, 3 in the registry, is normal)?",
        windows("Get-Service msiserver | Select-Object Status,StartType"),
        os="windows",
        words={"auto": "automatic", "3": "manual", "4": "disabled"},
        lasts="configured",
    )
    vcredist_access_denied: bool | None = fact(
        "Application log shows that Visual C++ could not be installed for want of access (Error 1401, System error 5)",
        "Does the Application log show 'Product: Microsoft Visual C++ ... Error 1401. Could not create key: "
        "Software\\Classes. System error 5'?",
        windows("Get-WinEvent -LogName Application -MaxEvents 5000 | Where-Object Message -like '*Error 1401*'"),
        os="windows",
        lasts="event",
    )
    provider_module: Literal["intact", "corrupt", "wrong_bitness"] | None = fact(
        "State of the backup extension's module iaasvmprovider.dll",
        "Is iaasvmprovider.dll of the backup extension intact (its signature is Valid, and it has the bitness of "
        "Windows: 34404 is 64-bit, 332 is 32-bit), corrupt, or of the wrong bitness?",
        windows(f"Get-AuthenticodeSignature {_MODULE}"),
        windows(
            f"Get-ChildItem {_MODULE} | ForEach-Object {{ $b = [IO.File]::ReadAllBytes($_); "
            "[BitConverter]::ToUInt16($b, [BitConverter]::ToInt32($b, 60) + 4) }"
        ),
        os="windows",
        lasts="configured",
    )


class NetworkFacts(Topic):
    """What the agent and the extension need of the network."""

    port_80: bool | None = fact(
        "168.63.129.16 port 80 is reachable from the guest",
        "Can the guest reach 168.63.129.16 on port 80 (test as root or administrator: others are kept out)?",
        windows("Test-NetConnection 168.63.129.16 -Port 80"),
        linux("sudo curl -s -m 5 'http://168.63.129.16/?comp=versions'"),
        lasts="state",
        mended=True,
    )
    port_443: bool | None = fact("168.63.129.16 port 443 is reachable from the guest", lasts="state")
    port_32526: bool | None = fact(
        "168.63.129.16 port 32526 is reachable from the guest",
        "Can the guest reach 168.63.129.16 on port 32526 (test as root or administrator)?",
        windows("Test-NetConnection 168.63.129.16 -Port 32526"),
        linux("sudo timeout 3 bash -c '</dev/tcp/168.63.129.16/32526' && echo 168.63.129.16:32526 open"),
        lasts="state",
        mended=True,
    )
    storage_reachable: bool | None = fact(
        "Azure Storage of the region is reachable from the guest",
        "Can the guest reach Azure Storage of its region (*.blob.core.windows.net, port 443)?",
        windows("Test-NetConnection '<account>.blob.core.windows.net' -Port 443"),
        linux("curl -sI -m 5 'https://<account>.blob.core.windows.net'"),
        lasts="state",
        mended=True,
    )
    dhcp_enabled: bool | None = fact(
        "DHCP is enabled on the primary network adapter inside the guest",
        "Is DHCP enabled inside the guest, on the adapter with the primary address?",
        windows("Get-NetIPInterface -AddressFamily IPv4 | Select-Object InterfaceAlias,Dhcp"),
        linux("nmcli -f GENERAL.DEVICE,DHCP4 device show eth0 || cat /etc/netplan/*.yaml"),
        lasts="configured",
        mended=True,
    )
    dhcp_option_245: bool | None = fact(
        "DHCP answered with option 245 (the host address)",
        "Does the DHCP lease in the guest carry option 245 (unknown-245)?",
        linux("cat /var/lib/dhcp/*eth0*.leases /var/lib/dhclient/*eth0*.lease /run/systemd/netif/leases/*"),
        windows("(Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Virtual Machine\\Guest').DHCPStatus"),
        lasts="state",
        mended=True,
    )
    guest_static_ip: bool | None = fact(
        "The IP address is set as static inside the guest",
        "Is the IP address typed in as static inside the guest (instead of on the NIC in Azure)?",
        windows("Get-NetIPAddress -AddressFamily IPv4 | Select-Object InterfaceAlias,PrefixOrigin"),
        linux("grep -rE 'BOOTPROTO=.?(static|none)|addresses:' /etc/sysconfig /etc/netplan"),
        lasts="configured",
    )
    azure_allocation: Literal["static", "dynamic"] | None = fact(
        "Allocation of the private IP on the Azure side", lasts="configured"
    )
    proxy: bool | None = fact(
        "A proxy is configured for the agent or the system",
        "Is a proxy configured in the guest (WinHTTP, environment, or HttpProxy.Host in waagent.conf)?",
        windows("netsh winhttp show proxy"),
        linux("grep -i '^HttpProxy' /etc/waagent.conf; env | grep -i _proxy"),
        lasts="configured",
        mended=False,
    )
    proxy_authenticated: bool | None = fact(
        "The proxy asks for a login",
        "Does that proxy ask for a user name and password?",
        ask("the network team knows"),
        lasts="configured",
        mended=False,
    )
    primary_ip_matches: bool | None = fact(
        "Primary IP in the guest is the primary IP of the NIC in Azure",
        "Is the primary address in the guest also the primary address of the NIC in Azure?",
        windows("Get-NetIPAddress -AddressFamily IPv4"),
        portal("VM > Networking > Network interface > IP configurations"),
        os="windows",
        lasts="configured",
    )
    firewall_blocks_host: bool | None = fact(
        "A rule of the guest's firewall drops what root sends to 168.63.129.16",
        "Does a rule of the guest's firewall drop or reject what root sends to 168.63.129.16 (the agent's own rules "
        "let root through: `owner UID match 0`)?",
        linux("sudo iptables-save | grep -F 168.63.129.16"),
        os="linux",
        lasts="configured",
    )
    host_route_odd: bool | None = fact(
        "The guest's routes send 168.63.129.16 another way than the rest",
        "Do the guest's routes send 168.63.129.16 over another adapter or gateway than its default route?",
        windows("route print -4"),
        linux("ip -4 route"),
        lasts="configured",
    )
    npcap_adapter: bool | None = fact(
        "An enabled Npcap loopback adapter is present",
        "Is a 'Npcap Loopback Adapter' enabled (Wireshark, Nmap)?",
        windows("Get-NetAdapter | Where-Object Name -like '*Npcap*'"),
        os="windows",
        lasts="configured",
        mended=False,
    )
