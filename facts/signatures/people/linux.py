"""What people say of a Linux guest in their own words: its agent, its disk, its way to the host, what was switched off.

A sentence counts that states something of this machine. A question, a condition (`if the agent is not running`), and
what is denied do not. Which words stand for what was collected from the threads of the agent's and the extension's
repositories.
"""

from __future__ import annotations

from functools import partial

from ...documents import AGENT_WINDOWS, LINUX_EXTENSION_ISSUES, WALINUXAGENT_ISSUES
from ..declaration import Signature, group
from ..places import OWN_WORDS
from ._stating import stated

_told = partial(Signature, where=OWN_WORDS, source=WALINUXAGENT_ISSUES.section("Their words"))
_AGENT = (
    r"(?:waagent|walinuxagent|(?:azure )?linux (?:vm |guest )?agent|"
    r"(?:azure |vm |guest )?agent(?=[ -](?:service|daemon)))"
    r"(?:\.service)?(?:[ -](?:service|daemon|process|unit))?"
)
_AGENT_WORDS = ("waagent", "walinuxagent", "linux agent", "agent service", "agent daemon")
# What turns a statement into a condition, a question or an instruction.
_STATED = "".join(
    rf"(?<!\b{word} )(?<!\b{word} the )" for word in ("if", "whether", "when", "in case", "ensure", "that", "sure")
).replace(r"(?<!\bthat )(?<!\bthat the )", "")
_HALTED = r"(?:not (?:running|active|started|up)|no longer running|stopped|dead|inactive|down)\b"
_PLAIN = r"(?:(?!not\b|never\b|no\b|being\b)\w{1,12} ){0,2}?"  # up to two words that deny nothing

SIGNATURES: tuple[Signature, ...] = (
    _told(
        "told-agent-down",
        "The Linux agent's service is said to be stopped",
        has=_AGENT_WORDS,
        pattern=rf"{_STATED}\b{_AGENT} (?:on [\w .-]{{1,30}} )?(?:is|was|were|had been|has been|got) {_PLAIN}{_HALTED}|"
        rf"\b{_AGENT} (?:isn|wasn)['’]?t (?:running|started|active|up)\b|"
        rf"{_STATED}\b{_AGENT} (?:(?:did|does|do|would|wo|will)(?:n['’]?t| not)|never|no longer|failed to|fails to) "
        rf"(?:\w{{1,8}} )?"
        r"(?:come(?:s)? (?:back )?up|come(?:s)? back|start(?:ed|s)?(?! (?:the|a|my|any|its)\b)|run(?:s)?(?! (?:the|"
        r"a|my|any)\b))\b|"
        rf"\b(?:somebody|someone|we|i|they|who|colleague|admin\w{{0,10}}|team|script) (?:had |has |have )?"
        rf"(?:stopped|killed) (?:the |our )?{_AGENT}",
        gives={"agent.service_state": "stopped"},
        example="I logged in and saw that the walinuxagent service was not running.",
        silent="Check whether the walinuxagent service is not running.",
        also=("told-linux",),
    ),
    _told(
        "told-agent-inactive",
        "The status of the Linux agent's service is told",
        has=("waagent", "walinuxagent"),
        pattern=stated(
            r"\b(?:systemctl|service|status|is-active)\b[^.!?\n]{0,30}?\b(?:waagent|walinuxagent)\b(?:\.service)?"
            r"[^.!?\n\w]{0,4}(?:(?:it |which )?(?:says?|said|shows?|showed|reports?|prints?|returns?|gives?|is|was|"
            r"status|state|only)\W{1,3}){0,3}(?:inactive|dead\b)"
        ),
        gives={"agent.service_state": "stopped"},
        also=("told-linux",),
        example="systemctl status waagent says inactive (dead).",
        silent="When systemctl status waagent shows inactive, start it.",
    ),
    _told(
        "told-agent-disabled",
        "The Linux agent's service is said to be disabled",
        has=_AGENT_WORDS,
        pattern=rf"{_STATED}\b{_AGENT} (?:on [\w .-]{{1,30}} )?(?:is|was|were|had been|has been|got) {_PLAIN}"
        rf"(?:disabled|masked|switched off|turned off)\b|"
        rf"\b{_AGENT} (?:isn|wasn)['’]?t enabled\b|{_STATED}\b{_AGENT} (?:is|was) not enabled\b|"
        rf"\b(?:masked) (?:the |our )?{_AGENT}|"
        rf"\b(?:disabled|masked|switched off|turned off) (?:the |our )?{_AGENT}",
        gives={"agent.service_start_type": "disabled"},
        source=WALINUXAGENT_ISSUES.section("2646"),
        also=("told-linux",),
        example="A colleague had disabled the waagent service.",
        silent="The waagent service is not disabled.",
    ),
    _told(
        "told-agent-missing",
        "The Linux agent is said not to be installed",
        has=("agent", "waagent"),
        pattern=r"\b(?:waagent|walinuxagent): (?:command )?not found|\bno waagent in \(|"
        r"\bno (?:waagent|walinuxagent|(?:azure |linux |vm |guest ){1,2}agent) (?:on|in(?! the list)|inside|"
        r"installed|there|"
        r"present)\b|"
        r"\bnobody (?:has |had )?(?:ever )?installed (?:the |an? )?(?:azure |linux |vm |guest ){0,3}(?:waagent|"
        r"walinuxagent|agent)"
        r"\b|\b(?:there (?:is|was) no|ha[sd] no|have no|lacks?|lacked|never (?:had|installed)|"
        r"did(?: not|n['’]t) (?:have|install)|forgot to install) (?:the |an |any )?(?:azure |linux |vm |guest ){0,3}"
        r"(?:waagent|walinuxagent|agent)\b(?!['’]s\b| (?:log|status|version|package|update|answer|error|issue|"
        r"heartbeat|problem|restart|configuration|process|service))|"
        rf"{_STATED}\b(?:waagent|walinuxagent|(?:azure|linux|vm|guest) agent) (?:is|was) (?:not|never) installed"
        r"(?! or\b|,? ensure)|"
        rf"{_STATED}\b(?:image|vm|machine|system|distro|distribution|appliance|template|vhd|os|it|fcos|coreos)s? "
        r"(?:does(?: not|n['’]t)|do(?: not|n['’]t)|did(?: not|n['’]t)) (?:ship|include|contain|bring|come with|provide)"
        r"(?: with)? (?:the |an |any |its |their )?(?:azure |linux |vm |guest ){0,3}(?:waagent|walinuxagent|agent)\b"
        r"(?! (?:log|status|version|update|configuration))",
        gives={"agent.installed": False, "signs.told_agent_missing": True},
        also=("told-linux",),
        example="There is no waagent on the machine.",
        silent="The VM agent is not installed or not responding.",
    ),
    _told(
        "told-agent-not-provisioned",
        "The VM is said to be made with provisionVMAgent set to false",
        has=("provision_vm_agent", "provisionvmagent", "provision vm agent"),
        pattern=r"(?<!set )\bprovision[_ ]?vm[_ ]?agent\b['\"”`]{0,2}[^.;!?\n]{0,40}?"
        r"(?:=|:|\bto|\bis|\bwas|\bwere|\bas)\W{0,3}(?:still |currently )?['\"“`]?(?:false|off|disabled)\b|"
        r"\bprovision[_ ]?vm[_ ]?agent (?:false|disabled|off)\b|"
        r"\b(?:disabled|turned off|switched off) provision[_ ]?vm[_ ]?agent\b",
        without=("not false", "is true", "= true", ": true"),
        gives={"vm.provision_agent": False},
        source=AGENT_WINDOWS.section("Manual installation"),
        example="In the module provision_vm_agent had been set to false.",
        silent="We set provision_vm_agent to true.",
    ),
    _told(
        "told-agent-version",
        "The version of the Linux agent is told",
        only="linux",
        has=("waagent", "walinuxagent"),
        pattern=r"\b(?:waagent|walinuxagent)(?:[- ](?:version|v|is|is at|has|shows?|runs?))?[- ]{1,3}"
        r"(?P<version>\d{1,2}\.\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)\b(?!\.\d| (?:to|->|running on ))",
        without=(
            "updated",
            "upgraded",
            "update to",
            "upgrade to",
            "installed version",
            ".egg",
            "available",
            "->",
            "ii  walinux",
        ),
        gives={"agent.version": group("version")},
        also=("told-linux",),
        example="It is still walinuxagent 2.2.0 there.",
        silent="Which waagent version do I need?",
    ),
    _told(
        "told-agent-ancient",
        "The Linux agent is said to be one of the versions 2.0 or older",
        has=("agent", "waagent"),
        pattern=r"\b(?:wa ?agent|walinuxagent|agent)[ -]{1,3}(?:version |v|is )?"
        r"(?:2\.0|1\.\d)(?:\.\d{1,4}){1,2}\b",
        gives={"agent.latest": False},
        source=WALINUXAGENT_ISSUES.section("95, 110"),
        example="waagent -version shows WALinuxAgent-2.0.13 running on centos 6.5.",
        silent="waagent -version shows WALinuxAgent-2.2.13 running on centos 6.5.",
        also=("told-linux",),
    ),
    _told(
        "told-agent-loops",
        "The Linux agent is said to start and end again and again",
        only="linux",
        has=(*_AGENT_WORDS, "blacklisted"),
        pattern=rf"\b{_AGENT}[^.!?\n]{{0,60}}?\b(?:keeps? (?:re)?(?:starting|crashing)|restart(?:s|ing) (?:constantly|"
        r"continuously|again and again|every (?:few )?(?:seconds|minutes?)|in a loop)|crash(?:es|ing) (?:constantly|"
        r"in a loop|again and again)|(?:restart|crash)[ -]?loop|['\"“]?activating['\"”]?\b)|"
        r"\bversions?[^.!?\n]{0,20} (?:got|are|were|is|was) (?:permanently )?blacklisted",
        gives="signs.told_agent_loops",
        source=WALINUXAGENT_ISSUES.section("3123"),
        also=("told-linux",),
        example="The waagent service keeps restarting.",
        silent="The waagent service was restarted yesterday.",
    ),
    _told(
        "told-log-silent",
        "The Linux agent's log is said to have stopped, while its process is there",
        only="linux",
        has=("waagent", "walinuxagent", "agent log", "agent's log"),
        beside=(
            "no entr",
            "no new",
            "no line",
            "nothing",
            "last entry",
            "last line",
            "stopped at",
            "silent",
            "stands still",
        ),
        pattern=r"\b(?:no (?:new )?(?:entries|entry|lines?)|nothing (?:new )?|last (?:entry|"
        r"line))\b[\s\S]{0,160}?\b(?:process|"
        r"ps|service)\b[^.;!?\n]{0,25}?\b(?:is (?:still )?(?:there|running|alive|up|active)|shows?|exists|runs|"
        r"running)|"
        r"\b(?:process|service)\b[^.;!?\n]{0,25}?\b(?:there|running|alive|active|runs)\b[\s\S]{0,80}?\b(?:no (?:new )?"
        r"(?:entries|entry|lines?)|nothing (?:new )?(?:in|is written)|last (?:entry|line))|"
        r"\bps shows\b[\s\S]{0,60}?\bno new line",
        source=WALINUXAGENT_ISSUES.section("2674"),
        also=("told-linux",),
        example="No entries in waagent.log since Monday, though the process is there.",
        silent="There are entries in waagent.log, and the process is there.",
    ),
    _told(
        "told-extensions-off",
        "Extensions are said to be switched off in waagent.conf",
        has=("Extensions.Enabled", "waagent.conf"),
        pattern=r"\bExtensions\.Enabled\W{0,3}(?:=|is|was|to|set to|has)\W{0,3}(?:n|no|false)\b|"
        r"\bextensions? (?:handling |processing )?(?:is|are|was|were) (?:disabled|switched off|turned off) "
        r"in (?:/etc/)?waagent\.conf",
        gives={"agent.extensions_enabled": False},
        source=WALINUXAGENT_ISSUES.section("Configuration"),
        also=("told-linux",),
        example="In waagent.conf we have Extensions.Enabled=n",
        silent="In waagent.conf we have Extensions.Enabled=y",
    ),
    _told(
        "told-no-dhcp",
        "The guest is said to have no DHCP client",
        has=("dhclient", "dhcp client", "dhcp-client", "dhcpcd"),
        pattern=r"\b(?:dhclient|dhcpcd|dhcp[ -]client)\b(?: package| service)?(?: (?:is|was|has been|had been))? "
        r"(?:removed|missing|not installed|uninstalled|disabled|absent)\b|"
        r"\b(?:removed|uninstalled|missing|no|without(?: a| the)?) (?:the )?(?:dhclient|dhcpcd|dhcp[ -]client)\b",
        gives={"network.dhcp_enabled": False},
        source=WALINUXAGENT_ISSUES.section("735"),
        example="The dhclient package was removed from the system.",
        silent="WARNING Dhcp client is not running, but a dhcp client is running.",
    ),
    _told(
        "told-lib-noexec",
        "/var is said to be mounted noexec",
        has="noexec",
        without=(
            "not mounted noexec",
            "no noexec",
            "without noexec",
            "can prevent execution",
        ),  # the agent says the last
        # No other mount point stands between: lists of mounts lose their line ends.
        pattern=r"/var(?:/lib(?:/waagent)?)?[ \t\"'`](?:(?! on /| /(?!dev/))[^!?\n]){0,80}\bnoexec\b|"
        r"\bnoexec\b[^!?\n)]{0,80}[ \t\"'`]/var\b",
        gives={"linux.lib_noexec": True},
        source=WALINUXAGENT_ISSUES.section("1388"),
        example="We mount /var with the noexec flag.",
        silent="We mount /tmp with the noexec flag.",
    ),
    _told(
        "told-disk-full",
        "A file system of the guest is said to be full",
        has=("full", "100%", "100 %", "out of", "fill up", "filled up", "fills up", "filling up"),
        pattern=r"(?:(?<![\w/])/(?:var|tmp|opt|boot|home)?(?:/[\w/]{1,20})?|\b(?:root|boot|os|system) ?(?:disk|"
        r"partition|fs|volume|file ?system)|\bdisks?|\bfile ?systems?|\bpartitions?)[ \t][^.!?\n]{0,25}?(?:\b(?:is|was|"
        r"were|got|being|ran|had) (?:\w{1,10} )?(?:100 ?% )?(?:full\b|out of (?:space|inodes|room)\b)|(?:is|was|at) "
        r"100 ?%)|"
        r"\b(?:ran|run(?:s|ning)?) out of (?:(?:free )?disk[ -]?space|free space|inodes|space\b(?! for))|"
        r"\btak(?:es|ing|en) up (?:disk ?)?space up to 100 ?%|\bdisks? (?:fill(?:s|ed)? up|is filling up)\b|"
        r"\bIUse% 100\b",
        gives="signs.told_disk_full",
        source=WALINUXAGENT_ISSUES.section("2836, 808"),
        example="We found that /var was 100% full because of audit logs.",
        silent="It was a full backup of the disk.",
    ),
    _told(
        "told-host-closed",
        "It is said that 168.63.129.16 cannot be reached",
        has="168.63.129.16",
        pattern=r"168\.63\.129\.16[^!\n]{0,70}?\b(?:tim(?:es|ed) out|times? ?out|hangs|(?:is|was|were|are|gets?|"
        r"being) (?:blocked|dropped|denied|filtered|unreachable|rejected)|not reachable|unreachable|no route|"
        r"no response|(?:can|could) ?not be reached)|"
        r"\b(?:block(?:s|ed|ing)?|drop(?:s|ped)?|can ?not (?:reach|ping|connect to)|can['’]t (?:reach|connect to)|"
        r"unable to (?:reach|connect to)|no (?:route|connection|access) to)\b[^.!?\n]{0,50}168\.63\.129\.16",
        without=("IOError", "not blocked", "n't blocked", "is reachable", "not dropped"),
        gives="signs.told_host_closed",
        source=WALINUXAGENT_ISSUES.section("797, 1596"),
        example="curl to http://168.63.129.16/?comp=versions hangs.",
        silent="168.63.129.16 answers from the guest.",
        also=("host-named",),
    ),
    _told(
        "told-proxy",
        "A proxy of the guest is named as part of the trouble",
        has=("proxy", "zscaler", "netskope", "forcepoint"),
        without=("no proxy", "without a proxy", "without proxy", "not use a proxy", "proxyaddress"),
        pattern=r"\bHttpProxy\.(?:Host|Port)|\bhttps?_proxy\b|"
        # Not the headline and the labels of what tells that there is none.
        r"(?<!winhttp )(?<!internet )\bprox(?:y|ies)\b(?! (?:usage|server list|bypass|list)\b)|"
        r"\b(?:zscaler|netskope|forcepoint)\b",
        gives={"network.proxy": True},
        source=WALINUXAGENT_ISSUES.section("523, 769"),
        also=("told-linux",),
        example="In waagent.conf someone had set HttpProxy.Host=proxy.contoso.local",
        silent="There is no proxy.",
    ),
    _told(
        "told-mounted-twice",
        "A file system is said to be mounted more than once",
        has=(
            "bind mount",
            "bind-mount",
            "bindmount",
            "mounted twice",
            "mounted two times",
            "mount --bind",
            "same device",
        ),
        pattern=r"\bbind[ -]?mount(?:s|ed)?\b|\bmounted (?:twice|two times|several times|at two)\b|\bmount --bind\b|"
        r"\bsame device\b[^.!?\n]{0,30}?\bmounted\b",
        without=("no bind", "without bind", "not mounted twice"),
        source=LINUX_EXTENSION_ISSUES.section("946, 1922, 2172"),
        example="The chroot has bind mounts of /data.",
        silent="All file systems are mounted once.",
    ),
    _told(
        "told-vm-hangs",
        "The guest hangs while it is backed up",
        has=("backup", "back up", "back-up", "snapshot", "frozen"),
        pattern=r"\b(?:vms?|servers?|machines?|hosts?|os|instances?|box|guest|system)\b[^.!?\n]{0,50}?\b(?:hangs?|hung|"
        r"freezes?|froze|locks? up|locked up|(?:becomes?|is|are|gets?|goes|was) (?:\w{1,12} )?(?:unresponsive|frozen|"
        r"stuck|freezed)|stops? responding|does ?n[o'’]t respond)\b(?=[\s\S]{0,300}\b(?:back ?-?ups?|snapshots?)\b)|"
        r"\b(?:back ?-?ups?|snapshots?)\b[^.!?\n]{0,60}?\b(?:vms?|servers?|machines?|os|instances?|box|guest|system)\b"
        r"[^.!?\n]{0,50}?\b(?:hangs?|hung|freezes?|froze|locks? up|(?:becomes?|is|gets?|goes) (?:\w{1,12} )?"
        r"(?:unresponsive|frozen|stuck)|stops? responding)\b|"
        r"\b(?:vms?|servers?|machines?|disks?|file ?systems?)\b[^.!?\n]{0,30}?\b(?:stay|remain)(?:s|ed)? frozen\b",
        source=LINUX_EXTENSION_ISSUES.section("296, 951, 1868"),
        example="The VM freezes during the backup.",
        silent="The backup hangs for hours.",
    ),
    _told(
        "told-selinux",
        "SELinux is said to be what stands in the way",
        has=("selinux", "setenforce"),
        pattern=r"\b(?:only )?(?:works?|worked|succeeds?|succeeded|fine|ok)\b[^.!?\n]{0,40}\b(?:setenforce 0|"
        r"permissive|selinux (?:is )?(?:off|disabled|permissive))|"
        r"\b(?:setenforce 0|permissive|(?:disabl\w{2,3}|turn(?:ed|ing) off|switch(?:ed|ing) off) selinux|selinux "
        r"(?:is |was )?(?:off|disabled|permissive))\b[^.!?\n]{0,60}\b(?:works?|worked|succeeds?|fix(?:es|ed)|solve[sd]|"
        r"resolve[sd]|helps?|helped)\b|\bselinux (?:is )?(?:den(?:ies|ied|ying)|block(?:s|ed|ing)|"
        r"prevent(?:s|ed|ing)|problem)",
        gives={"linux.selinux_denies_agent": True},
        source=LINUX_EXTENSION_ISSUES.section("1127"),
        example="The backup only works with setenforce 0.",
        silent="SELinux is permissive, and the backup fails all the same.",
    ),
    _told(
        "told-appliance",
        "The VM is said to be an appliance of another maker",
        has=(
            "forti",
            "pan-os",
            "palo alto",
            "vm-series",
            "check point",
            "checkpoint",
            "barracuda",
            "sophos",
            "big-ip",
            "netscaler",
            "citrix adc",
            "vyos",
            "mikrotik",
            "asav",
            "csr1000v",
            "vsrx",
            "aviatrix",
            "cacheguard",
        ),
        pattern=r"\b(?P<name>forti(?:gate|analyzer|manager|web|mail|adc)|pan-os|palo alto(?: networks)?|vm-series|"
        r"check ?point(?: \w{1,12})?|barracuda|sophos(?: xg)?|big-ip|netscaler|citrix adc|vyos|mikrotik|asav|csr1000v|"
        r"vsrx|aviatrix|cacheguard|f5)(?: (?:firewall|gateway|virtual|security|nva|ve))?[ -](?:nva|ve|in azure|on "
        r"azure|vms?|virtual machines?|"
        r"virtual appliances?|appliances?|machines?|images?|instances?|box|gateways?)\b|"
        r"\b(?:back(?:ing|ed)?[ -]?ups?(?: of| for)?|protect(?:ing)?) (?:an? |the |my |our |some )?(?:azure )?"
        r"(?:forti(?:gate|analyzer|manager|web|mail|adc)|pan-os|palo alto|check ?point|barracuda|sophos|big-ip|"
        r"netscaler|citrix adc|vyos|mikrotik|asav|csr1000v|vsrx|aviatrix|cacheguard)\b",
        gives={"vm.os_supported": False},
        source=LINUX_EXTENSION_ISSUES.section("1202"),
        example="Can we back up a FortiGate NVA?",
        silent="Our VM stands behind a FortiGate.",
    ),
)
