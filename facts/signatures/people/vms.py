"""What people say of a VM in their own words: which system it has, and whether a restart of its agent helped.

These sentences stand in messages and questions that somebody wrote. They say what the writer saw, and no more.
"""

from __future__ import annotations

from functools import partial

from ...documents import LINUX_EXTENSION, MATRIX_2026, WALINUXAGENT_ISSUES
from ..declaration import Signature
from ..places import OWN_WORDS

_told = partial(Signature, where=OWN_WORDS)
_AGENT = (
    r"(?:the |an? |its |our |my )?(?:azure |linux |windows |vm |guest |wa |walinux){0,4}(?:agent|waagent|walinuxagent|"
    r"rdagent)(?:[ .]?(?:service|daemon))?"
)
_RESTART = rf"\brestart(?:s|ed|ing)? (?:of )?{_AGENT}"
_NOT = r"(?:n['’o]?t|not|never|no|without|hardly)\W{1,3}(?:\w{1,12}\W{1,3}){0,3}?"
_WELL = r"(?:help|solv|fix|resolv|work|back\b|ready\b|change|effect|success|luck|difference)"
# A firewall of this kind may as well stand before the VM: only what is said of the machine itself counts.
_IS = (
    r"\b(?:on|running|runs?|using|use|based on|is|of|for) (?:an? |the |my |our )?(?:azure |latest )?{0}\b|"
    r"\b{0}[ -](?:vm|virtual machine|machine|server|distro|image|appliance|box|instance)\b|\b{0} v?\d"
)

_LINUX_FILES = ("/var/lib/waagent", "/var/log/waagent", "vmsnapshotlinux", "walinuxagent")
# Commands, folders and names of extensions that only Linux has.
_LINUX_TOOLS = (
    "systemctl",
    "journalctl",
    "/etc/",
    "/usr/",
    "/var/",
    "apt-get",
    "apt install",
    "yum ",
    "dnf ",
    "zypper ",
    "waagent.service",
    "forlinux",
    "runcommandlinux",
    "azurerm_linux_virtual_machine",
    "journald",
    "do-release-upgrade",
    "iptables",
    "nftables",
    "fstab",
    "chrony",
    "jbd2",
)
_DISTRIBUTIONS = (
    "ubuntu",
    "centos",
    "rhel",
    "red hat",
    "redhat",
    "debian",
    "suse",
    "sles",
    "oracle linux",
    "rocky linux",
    "almalinux",
    "alma linux",
    "azure linux",
    "cbl-mariner",
    "flatcar",
    "coreos",
    "fedora",
    "photon os",
    "kali linux",
    "linux guest",
    "linux machine",
    "linux box",
)

SIGNATURES: tuple[Signature, ...] = (
    _told(
        "told-linux",
        "The VM is said to run Linux",
        has=(
            *_LINUX_FILES,
            *_LINUX_TOOLS,
            *_DISTRIBUTIONS,
            "waagent",
            "linux vm",
            "linux virtual machine",
            "linux server",
        ),
        without="windows",  # whoever names both says which VM is meant in a way that no pattern knows
        pattern=r"/var/(?:lib|log)/waagent|\b(?:vmsnapshotlinux|walinuxagent)|\b(?:systemctl|journalctl) -{0,2}\w|"
        r"(?<![\w:/.])/(?:etc|var/(?:log|lib)|usr/(?:bin|sbin|lib(?:exec)?))/\w|\b(?:apt-get|apt|yum|dnf|zypper) "
        r"(?:-y )?(?:install|remove|update|upgrade)\b|\bwaagent\.service\b|\b\w{2,40}ForLinux\b|"
        r"\bRunCommandLinux\b|\b(?:journald|do-release-upgrade|iptables|nftables|chronyd?|jbd2)\b|\bfstab\b|\bazurerm_linux_virtual_machine\b|"
        r"\b(?:ubuntu|centos|rhel|red ?hat|debian|suse|sles|oracle linux|rocky linux|alma ?linux|azure linux(?! (?:vm |"
        r"guest )?agent)|cbl-mariner|flatcar|(?:fedora )?coreos|fedora|photon os|kali linux|waagent|"
        r"linux (?:vm|virtual machine|server|guest|machine|box|boxe))s?\b",
        gives={"vm.os_type": "linux"},
        source=WALINUXAGENT_ISSUES.section("Their words"),
        example="The backup of an Ubuntu VM fails.",
        silent="The backup of a Windows VM fails, the one of an Ubuntu VM works.",
    ),
    _told(
        "told-freebsd",
        "The VM is said to run FreeBSD or a system that is made of it",
        has=("freebsd", "pfsense", "opnsense"),
        pattern=rf"\bfreebsd\b|{_IS.format('(?:pfsense|opnsense)')}",
        gives={"vm.os_name": "FreeBSD", "vm.os_supported": False},
        source=MATRIX_2026.section("Operating system support (Linux)"),
        example="I am unable to back up a pfSense VM.",
        silent="The VM stands behind a pfSense firewall.",
    ),
    _told(
        "scripts-named",
        "Pre and post scripts of the backup are named as part of the trouble",
        has=("VMSnapshotScriptPluginConfig", "preScriptLocation", "pre-script", "prescript", "pre_post"),
        source=LINUX_EXTENSION.section("main/ScriptRunner.py"),
        example="We set up VMSnapshotScriptPluginConfig.json, but it seems ignored during the backup.",
        silent="The backup fails before it takes the snapshot.",
    ),
    _told(
        "host-named",
        "The address of the host, 168.63.129.16, is named as part of the trouble",
        has="168.63.129.16",
        # In a route, a lease or a firewall's rule it stands on every machine.
        pattern=r"(?<!identifier )(?<!-routes )(?<!servers )(?<!=)(?<!= )\b168\.63\.129\.16\b"
        r"(?!/32|[ \t]{1,40}(?:via|dev|metric|\d|on-link)|;)",
        without=("Wire server endpoint", "168.63.129.16 exists", "restart"),  # a closed way is not opened by a restart
        source=WALINUXAGENT_ISSUES.section("1596, 797"),
        example="I believe it is related to the special Azure IP 168.63.129.16.",
        silent="Wire server endpoint:168.63.129.16",
    ),
    _told(
        "told-barrier",
        "A firewall of the guest is said to drop outgoing traffic",
        has=("iptables", "nftables", "firewalld", "ufw", "firewall", "security baseline", "hardening"),
        without=("access denied", "access is denied", "access was denied", "accessdenied"),  # rights, not packets
        pattern=r"\b(?:iptables|nftables|firewalld|ufw|firewall|outgoing|outbound|output)\b[^.!?\n]{0,60}\b(?:drops?|"
        r"den(?:y|ies)|blocks?|blocked|rejects?)\b|\bdefault (?:drop|deny)\b|"
        r"\bhardening\b[^.!?\n]{0,80}\b(?:firewall|iptables|nftables|outgoing|outbound|egress|network|ports?)\b",
        gives="signs.host_named",
        also=("told-egress-denied", "told-linux"),
        source=WALINUXAGENT_ISSUES.section("797"),
        example="We set the default policy of iptables for outgoing traffic to DROP.",
        silent="iptables is empty.",
    ),
    _told(
        "told-egress-denied",
        "The firewall of the guest itself is said to drop what goes out, but for some destinations",
        has=("output", "outgoing", "outbound", "egress"),
        # A network security group lets the host through in any case.
        pattern=r"\b(?:iptables|nftables|nft|firewalld|ufw|(?:windows|local|guest)(?: defender)? firewall)\b"
        r"[\s\S]{0,200}?\b(?:output|outgoing|outbound|egress)\b(?:(?!\bnsg\b|\ballow)[^.!?\n]){0,50}?"
        r"\b(?:drop(?:ped)?|den(?:y|ied)|reject(?:ed)?|blocked|closed)\b|"
        r"\b(?:iptables|nftables|nft|firewalld|ufw)\b[\s\S]{0,120}?(?<!no )\b(?:drop|deny|reject)(?:ped|s|ing|ed)?\b"
        r"[^.!?\n]{0,25}?\b(?:on|in|for|at|of) (?:the )?(?:output|outgoing|outbound|egress)\b",
        also=("told-barrier", "told-linux"),
        source=WALINUXAGENT_ISSUES.section("797"),
        example="We set the default policy of iptables for outgoing traffic to DROP.",
        silent="We set the NSG so that all outgoing traffic is dropped.",
    ),
    _told(
        "told-restart-helped",
        "A restart of the agent is said to have helped",
        has="restart",
        pattern=rf"{_RESTART}[^.!?\n]{{0,40}}?\b(?:to get (?:it|them|the backups?) (?:back|working|going)|"
        r"(?:will |does |did )?(?:solves?|solved|fix(?:es|ed)?|helps?|helped|resolves?|resolved|brings? it back|"
        r"brought it back|(?:changes|changed|goes|went|turns|turned|comes|came|is|was|becomes|becomes)"
        r" (?:\w{1,8} )?(?:to |back )?"
        r"(?:ready|green|back|fine|ok))\b)",
        without=("not help", "n't help", "n’t help", "not solve", "n't solve", "not fix", "n't fix", "no effect"),
        gives={"agent.restart_tried": "helped"},
        source=WALINUXAGENT_ISSUES.section("110, 821"),
        example="Only a restart of the agent helps.",
        silent="I restarted the agent, which did not help.",
    ),
    _told(
        "told-restart-in-vain",
        "A restart of the agent is said to have changed nothing",
        has="restart",
        pattern=rf"{_RESTART}[^!?\n]{{0,60}}?{_NOT}{_WELL}",
        gives={"agent.restart_tried": "no_change"},
        source=WALINUXAGENT_ISSUES.section("2310"),
        example="I restarted the agent, which did not help.",
        silent="Only a restart of the agent helps.",
    ),
)
