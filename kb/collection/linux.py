"""What is looked at in a Linux guest; `limited SECONDS COMMAND` and the rest stand in collect/skeletons/linux.sh.

Each command is one that our readers know; its name is what stands behind the prompt in the output, since some answers
(`enabled`, an empty list) mean something only below their question. All are quick, work without each other, and tell
nothing secret: passwords in addresses of proxies and the arguments of other processes are left out.
"""

from __future__ import annotations

from ...facts.signatures import literals_at, signs_at
from ...facts.signatures.declaration import Place
from ...facts.signatures.places import AGENT_LOG_LINUX, EXTENSION_LOG, JOURNAL, KERNEL, SHELL_LOG
from ..facts import agent
from ..steps.making import how
from .declaration import Collection, run_by

_WRITTEN = "/ /var /var/lib/waagent /var/log /etc /tmp"
_EXTENSION_LOGS = "/var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux"
# What the agent says at its start only: whether it is switched off, and what it is.
_KERNEL = " ".join(f"-e '{text}'" for text in literals_at(KERNEL))
_STARTS = " ".join(f"-e '{text}'" for text in literals_at(AGENT_LOG_LINUX, lasting=True))
# Of programs in Python the script's name is kept too: else it could be the agent.
_NAMES_ONLY = (
    "NR == 1 || /waagent|WALinuxAgent/ { print; next } "
    "{ last = 8; if ($8 ~ /python/) for (last = 9; $last ~ /^-/; last++); if (last < NF) NF = last; print }"
)
_NO_CACHE = "-o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache="  # apt would write it


def _linux(
    name: str, why: str, *gives: str, command: str = "", helps: tuple[str, ...] = (), seconds: int = 20
) -> Collection:
    run = run_by("linux", command or f"limited {seconds} {name}")
    return Collection("linux", name, run, why, gives, helps, seconds=seconds)


def _only(place: Place, *others: Place) -> tuple[str, ...]:
    """The signs of one place that none of the others shows."""
    return tuple(fact for fact in signs_at(place) if fact not in signs_at(*others))


LINUX: tuple[Collection, ...] = (
    _linux("cat /etc/os-release", "Distribution and version.", "vm.os_type", "vm.distribution"),
    _linux(
        "waagent --version",
        "Whether the agent is there, its versions, and the Python that it runs on.",
        "agent.installed",
        "agent.version",
        "agent.package_version",
        "agent.python_version",
    ),
    _linux("command -v waagent", "Whether the agent is there, where it does not start.", "agent.installed",
           command=how(agent.installed, "bash")[0].text),
    _linux(
        "waagent --show-configuration",
        "Whether extensions are switched on, who provisions, whether the agent updates itself.",
        "agent.extensions_enabled",
        "agent.provisioning_agent",
        "agent.auto_update",
        "network.proxy",
        command="limited 20 waagent --show-configuration | hidden",
    ),
    _linux(
        "cat /etc/waagent.conf",
        "The same, where the agent does not start.",
        "agent.extensions_enabled",
        "agent.provisioning_agent",
        "agent.auto_update",
        "network.proxy",
        command="limited 5 cat /etc/waagent.conf | hidden",
    ),
    _linux(
        "systemctl show -p Id,Names,FragmentPath,LoadState,ActiveState,SubState,UnitFileState,Restart "
        "walinuxagent.service waagent.service",
        "State, start type and restart policy of the agent's service, under both of its names.",
        "agent.service_state",
        "agent.service_start_type",
        "agent.restart_policy",
    ),
    _linux(
        "ps -ef",
        "Whether the agent's process runs; of other programs only their names are kept.",
        "agent.process_running",
        "agent.version",
        command=f"limited 10 ps -ef | awk '{_NAMES_ONLY}'",
    ),
    _linux(
        "ls -l /var/lib/waagent/disable_agent",
        "A file that switches the agent off.",
        "agent.disabled_by_file",
        seconds=5,
    ),
    _linux(
        "tail -n 2000 /var/log/waagent.log",
        "Known faults in the agent's log: its starts, and its end.",
        *signs_at(AGENT_LOG_LINUX),
        "agent.extensions_enabled",
        "agent.disabled_by_file",
        command=f"limited 20 grep -aF {_STARTS} /var/log/waagent.log | tail -n 200 | cut -c 1-1000\n"
        "limited 20 tail -n 2000 /var/log/waagent.log | cut -c 1-1000",
    ),
    _linux(
        "tail -n 1000 extension.log",
        "What the backup extension said of its last run: which mount points it could not freeze.",
        "linux.failed_mounts",
        "linux.unthawed_mounts",
        "linux.failed_mount_duplicate",
        "extensions.backup_code",
        "extensions.backup_milestone",
        "extensions.log_ends_in",
        *_only(EXTENSION_LOG, AGENT_LOG_LINUX),
        helps=("linux.failed_mount_unclean",),
        command=f"newest=$(limited 10 find {_EXTENSION_LOGS} -type f -name extension.log -printf '%T@ %p\\n' | "
        "sort -n | tail -n 1 | cut -d ' ' -f 2-)\n"
        'limited 10 tail -n 1000 "$newest" | cut -c 1-2000',
    ),
    _linux(
        "tail -n 40 shell.log",
        "Which Python ran the backup extension, and how it ended.",
        *_only(SHELL_LOG, AGENT_LOG_LINUX, EXTENSION_LOG),
        command=f"limited 5 tail -n 40 {_EXTENSION_LOGS}/shell.log",
    ),
    _linux(
        "journalctl -u walinuxagent -u waagent",
        "What the agent said when it could not start, and what systemd said of it.",
        *_only(JOURNAL, KERNEL),
        command="limited 20 journalctl -u walinuxagent -u waagent --no-pager -n 300 -o short-iso | cut -c 1-1000",
    ),
    _linux(
        "dmesg of hung tasks",
        "What hangs in the kernel, what it ended for want of memory, and file systems with errors.",
        *_only(KERNEL, AGENT_LOG_LINUX, EXTENSION_LOG, SHELL_LOG),
        command=f"limited 10 dmesg | grep -aF {_KERNEL} | tail -n 200 | cut -c 1-1000",
    ),
    _linux(
        f"df -P {_WRITTEN}",
        "Whether there is space where agent and extension write.",
        "linux.disk_full",
        command=f"limited 20 df -P {_WRITTEN}",
    ),
    _linux(
        f"df -Pi {_WRITTEN}",
        "The same, of inodes.",
        "linux.inodes_full",
        command=f"limited 20 df -Pi {_WRITTEN}",
    ),
    _linux(
        "findmnt -no OPTIONS -T /var/lib/waagent",
        "Whether programs may be run from the agent's folder.",
        "linux.lib_noexec",
    ),
    _linux("cat /proc/sys/crypto/fips_enabled", "Whether the guest runs in FIPS mode.", "linux.fips_enabled"),
    _linux("openssl version", "Whether OpenSSL starts: the agent needs it.", "linux.openssl"),
    _linux("timedatectl", "Whether the clock is synchronised.", "vm.clock_synchronized", seconds=5),
    _linux(
        "iptables-save of 168.63.129.16",
        "Whether a rule of the firewall keeps the agent from Azure's host.",
        "network.firewall_blocks_host",
        command="limited 5 iptables-save | grep -F 168.63.129.16 | head -n 40",
    ),
    _linux(
        "ip -4 route",
        "Whether the guest's routes lead to Azure's host another way than the rest.",
        "network.host_route_odd",
        seconds=5,
    ),
    _linux("chronyc tracking", "Whether the clock is right.", "vm.clock_offset_seconds"),
    _linux(
        "df, lsblk, mount under timeout",
        "Whether a program hangs that the backup extension calls.",
        "linux.hung_command",
        command="if [ \"$timeouts\" = yes ]; then for each in df lsblk mount; do\n"
        "    limited 20 \"$each\" > /dev/null 2>&1; result=$?\n"
        "    [ \"$result\" = 137 ] && result=124\n"
        "    printf '%s: %s\\n' \"$each\" \"$result\"\n"
        "done; fi",
        seconds=60,
    ),
    _linux(
        "ls -d VMSnapshotLinux",
        "The version of the backup extension.",
        "extensions.backup_version",
        command="limited 5 find /var/lib/waagent -maxdepth 1 -name '*VMSnapshotLinux-*'",
    ),
    _linux("findmnt -rn -o TARGET", "Mount points that are mounted more than once.", "linux.failed_mount_duplicate"),
    _linux(
        "ls -d MOUNT/. of each disk",
        "Mount points that cannot be opened.",
        "linux.unreadable_mounts",
        command="opened",
        seconds=60,
    ),
    _linux(
        "dmesg",
        "Errors of file systems: one with errors cannot be frozen.",
        helps=("linux.failed_mount_unclean",),
        command="limited 10 dmesg | grep -E 'EXT4-fs|XFS|BTRFS' | grep -iE 'error|corrupt|shutting down' | tail -n 20",
    ),
    _linux("cat /sys/fs/selinux/enforce", "Whether SELinux enforces its rules.", "linux.selinux", seconds=5),
    _linux(
        "ausearch --input-logs -m avc -ts this-week",
        "Whether SELinux denied the agent something.",
        "linux.selinux_denies_agent",
        command="limited 30 ausearch --input-logs -m avc -ts this-week | "
        "grep -E 'waagent|VMSnapshotLinux|no matches' | tail -n 20",
        seconds=30,
    ),
    _linux(
        "connect to 168.63.129.16:80",
        "The agent gets its orders from this address, and reports to it.",
        "network.port_80",
        command="reached 80",
    ),
    _linux(
        "connect to 168.63.129.16:32526",
        "The second port that the agent needs there.",
        "network.port_32526",
        command="reached 32526",
    ),
    _linux(
        "tail -n 100 /var/lib/dhcp/*.leases",
        "Whether DHCP told the address of the host (option 245): leases of dhclient.",
        "network.dhcp_option_245",
        command="limited 5 sh -c 'tail -q -n 100 /var/lib/dhcp/*.leases /var/lib/dhclient/*.lease*'",
    ),
    _linux(
        "cat /run/systemd/netif/leases/*",
        "The same, of systemd-networkd.",
        "network.dhcp_option_245",
        command="limited 5 sh -c 'cat /run/systemd/netif/leases/*'",
    ),
    _linux(
        "nmcli -f GENERAL.DEVICE,DHCP4 device show eth0",
        "Whether the primary adapter uses DHCP, and option 245: NetworkManager.",
        "network.dhcp_enabled",
        "network.dhcp_option_245",
    ),
    _linux(
        "grep dhcp4, BOOTPROTO",
        "Whether the primary adapter uses DHCP: netplan and ifcfg files.",
        "network.dhcp_enabled",
        "network.guest_static_ip",
        command="limited 5 grep -srHE '^ *(dhcp4:|BOOTPROTO=|IPADDR=)' /etc/netplan "
        "/etc/sysconfig/network-scripts/ifcfg-eth0 /etc/sysconfig/network/ifcfg-eth0",
    ),
    _linux(
        "env",
        "A proxy in the environment, and whether it asks for a login.",
        "network.proxy",
        "network.proxy_authenticated",
        command="{ env; limited 5 cat /etc/environment; } | grep -iE '^(https?|all)_proxy=' | hidden",
    ),
    _linux("cat /run/reboot-required", "Whether a reboot is pending: Debian, Ubuntu.", "vm.pending_reboot", seconds=5),
    _linux("needs-restarting -r", "The same: Red Hat and its kin.", "vm.pending_reboot", seconds=30),
    _linux("zypper --no-refresh needs-rebooting", "The same: SUSE.", "vm.pending_reboot", seconds=30),
    _linux(
        f"apt list --upgradable {_NO_CACHE}",
        "Updates that are pending, by the lists that are there: Debian, Ubuntu.",
        "vm.pending_updates",
        command=f"limited 30 apt list --upgradable {_NO_CACHE} | head -n 200",
    ),
    _linux(
        "yum check-update -C",
        "The same, by the cache that is there: Red Hat and its kin.",
        "vm.pending_updates",
        "agent.latest",
        command="limited 60 yum check-update -C | head -n 200",
        seconds=60,
    ),
    _linux(
        "zypper --no-refresh list-updates",
        "The same: SUSE.",
        "vm.pending_updates",
        "agent.latest",
        command="limited 60 zypper --no-refresh list-updates | head -n 200",
        seconds=60,
    ),
    _linux(
        "apt-cache policy walinuxagent",
        "Whether the distribution offers a newer agent: Ubuntu.",
        "agent.latest",
        command=f"limited 20 apt-cache policy walinuxagent {_NO_CACHE} | head -n 3",
    ),
    _linux(
        "apt-cache policy waagent",
        "The same: Debian.",
        "agent.latest",
        command=f"limited 20 apt-cache policy waagent {_NO_CACHE} | head -n 3",
    ),
    _linux("yum info WALinuxAgent -C", "The same: Red Hat and its kin.", "agent.latest", "agent.package_version",
           seconds=60),
    _linux("zypper --no-refresh info python-azure-agent", "The same: SUSE.", "agent.latest", "agent.package_version",
           seconds=60),
)  # fmt: skip
