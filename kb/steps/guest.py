"""What is done in the guest on Linux and on Windows alike."""

from ..facts import network, vm
from .azure import RESTART_VM, SERIAL_CONSOLE
from .linux import RESTART_AGENT_LINUX, YUM
from .making import ADMIN_OR_ROOT, az, azps, bash, change, how, look, portal, ps, restart

LINUX = vm.os_type == "linux"
WINDOWS = vm.os_type == "windows"

# From outside or from inside, whichever can be reached.
RESTART = (*RESTART_VM, *bash("sudo reboot", when=LINUX), *ps("Restart-Computer", when=WINDOWS))
PENDING_REBOOT = (
    *bash("test -f /var/run/reboot-required && echo pending || needs-restarting -r", when=LINUX),
    *how(vm.pending_reboot, "powershell", when=WINDOWS),
)

# The backup extension, which the next backup installs again. It has another name on each system.
_PORTAL = "VM > Settings > Extensions + applications > "
_DELETE = "az vm extension delete -g {resource_group} --vm-name {vm} -n "
_REMOVE = "Remove-AzVMExtension -ResourceGroupName {resource_group} -VMName {vm} -Name "
REMOVE_BACKUP_EXTENSION = (
    *portal(f"{_PORTAL}VMSnapshot > Uninstall", when=WINDOWS),
    *portal(f"{_PORTAL}VMSnapshotLinux > Uninstall", when=LINUX),
    *az(f"{_DELETE}VMSnapshot", when=WINDOWS),
    *az(f"{_DELETE}VMSnapshotLinux", when=LINUX),
    *azps(f"{_REMOVE}VMSnapshot", when=WINDOWS),
    *azps(f"{_REMOVE}VMSnapshotLinux", when=LINUX),
)
REMOVAL = (
    "Only where it is failed or stuck: Microsoft warns against removing one that works. Until the next backup has "
    "installed it again there is no application-consistent recovery point; those that exist stay. Not while a backup "
    "runs; the agent must be Ready."
)

# Ports of the address from which the agent gets its orders; the agent admits only root and administrators.
WIRESERVER_TEST = (
    *how(network.port_80, "powershell", when=WINDOWS),
    *how(network.port_32526, "powershell", when=WINDOWS),
    *how(network.port_80, "bash", when=LINUX),
    *bash("sudo timeout 3 bash -c '</dev/tcp/168.63.129.16/32526' && echo open", when=LINUX),
)

# A whole step. The agent gets its orders from this address, and reports to it.
OPEN_WIRESERVER = change(
    "Allow TCP 80 and 32526 outbound to 168.63.129.16 in the guest's firewall.",
    bash(
        "sudo iptables -I OUTPUT -d 168.63.129.16 -p tcp -m multiport --dports 80,32526 -m owner --uid-owner 0 "
        "-j ACCEPT",
        when=LINUX,
        verified=False,
    ),
    ps(
        "New-NetFirewallRule -DisplayName 'Azure host' -Direction Outbound -Action Allow -RemoteAddress 168.63.129.16 "
        "-Protocol TCP -RemotePort 80,32526",
        when=WINDOWS,
        verified=False,
    ),
    caution="Leave the agent's own rules (OS.EnableFirewall): they keep other users out. On Windows a rule that blocks "
    "wins over one that allows; a rule of iptables ends with the next reboot.",
)

# Whole steps, which follow on a static address in Azure.
_CAREFUL = (
    "Done in the wrong order, or over RDP or SSH, it cuts your connection. DNS servers that were typed in are lost: "
    "set them in Azure on the network, or again in the guest."
)
DHCP_ON_WINDOWS = restart(
    "Windows: then switch DHCP on in the guest, from the serial console.",
    SERIAL_CONSOLE,
    ps("Set-NetIPInterface -InterfaceAlias {adapter} -Dhcp Enabled", "ipconfig /renew"),
    rights=ADMIN_OR_ROOT,
    caution=_CAREFUL,
    when=WINDOWS,
)
# A connection has a name of its own, as "System eth0".
_NMCLI = (
    "C=$(nmcli -g GENERAL.CONNECTION device show {adapter}); "
    "sudo nmcli connection modify \"$C\" ipv4.method auto ipv4.gateway '' ipv4.addresses '' && "
    'sudo nmcli connection up "$C"'
)
DHCP_ON_LINUX = restart(
    "Linux: then have the distribution's configuration use DHCP, from the serial console (netplan: dhcp4: true, "
    "and no addresses).",
    SERIAL_CONSOLE,
    bash("sudo netplan try", when=vm.distribution == "ubuntu", verified=False),
    bash(_NMCLI, when=YUM, verified=False),
    rights=ADMIN_OR_ROOT,
    caution=_CAREFUL,
    when=LINUX,
)

# A whole step; agent and extension reach this address directly only.
BYPASS_PROXY = look(
    "Let 168.63.129.16 bypass the proxy. One that asks for a login is not supported.",
    how(network.proxy, "powershell", "bash", by_os=True),
    rights=ADMIN_OR_ROOT,
    caution="The Linux backup extension uses no proxy: with HttpProxy.Host and .Port set, it goes out directly.",
    when=network.proxy != False,
)

# What DHCP told the guest.
DHCP_LEASE = (
    *ps(
        r"Get-ItemProperty 'HKLM:\SOFTWARE\Microsoft\Virtual Machine\Guest' | "
        "Select-Object DHCPStatus,DhcpWithFabricAddressTime",
        when=WINDOWS,
    ),
    *bash(
        "sudo grep -rhE 'unknown-245|OPTION_245|dhcp-server-identifier|SERVER_ADDRESS' "
        "/var/lib/dhcp /var/lib/dhclient /run/systemd/netif/leases",
        when=LINUX,
    ),
)

# A whole step, for a lease without option 245.
STATIC_ENDPOINT = change(
    "Linux, where the option cannot be had: set Protocol.EndpointDiscovery=static in "
    "/etc/waagent.conf, and restart the agent. It then uses 168.63.129.16.",
    bash("sudo grep -n EndpointDiscovery /etc/waagent.conf", effect="read-only"),
    RESTART_AGENT_LINUX,
    caution="It serves the agent; the backup extension uses this address in any case.",
    when=LINUX,
)

# A whole step; no route or rule of the network in Azure reaches this address.
LOOK_AT_ROUTES = look(
    "If the firewall is open, look whether a route of the guest takes the address away.",
    bash("ip route get 168.63.129.16", when=LINUX),
    ps("Find-NetRoute -RemoteIPAddress 168.63.129.16", when=WINDOWS),
    caution="Network security groups and routes of the subnet do not reach this address: look in the guest.",
)

# Memory that ran out.
MEMORY_EVENTS = (
    *bash("sudo dmesg | grep -i 'out of memory'", when=LINUX),
    *ps(
        "Get-WinEvent -FilterHashtable @{LogName='System';Id=2004} -MaxEvents 5 | Select-Object TimeCreated,Message",
        when=WINDOWS,
    ),
)
SEE_MEMORY = look(
    "See what uses the memory, and what ended or was refused for want of it.",
    bash("free -m", "ps -eo pid,rss,cmd --sort=-rss | head", when=LINUX),
    ps("Get-Process | Sort-Object PM -Descending | Select-Object -First 10 Name,Id,PM", when=WINDOWS),
    MEMORY_EVENTS,
)
MORE_MEMORY = change(
    "Have that program use less, or give the guest a swap file, or a larger page file.",
    bash("swapon --show", effect="read-only", when=LINUX),
    ps(
        "Get-CimInstance Win32_PageFileUsage | Select-Object Name,AllocatedBaseSize,CurrentUsage",
        when=WINDOWS,
        effect="read-only",
    ),
    rights=ADMIN_OR_ROOT,
    caution="What lies on the temporary disk is gone after a deallocation.",
)
LARGER_VM = restart(
    "If it is too small at any time, give the VM a larger size.",
    az("az vm list-vm-resize-options -g {resource_group} -n {vm}", effect="read-only"),
    az("az vm resize -g {resource_group} -n {vm} --size {vm_size}"),
    caution="The VM restarts, and costs more: use a maintenance window.",
)
