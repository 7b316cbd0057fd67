"""What people say in their own words of faults inside a Windows guest: runtimes, folders, certificates, TLS, load.

A sentence tells what its writer saw, or what helped. One with `if`, `whether` or a question mark tells nothing.
"""

from __future__ import annotations

from functools import partial

from ...documents import THREADS
from ..declaration import Signature
from ..places import OWN_WORDS
from .windows import NO_QUESTION

_told = partial(Signature, where=OWN_WORDS, source=THREADS.section("Faults inside a Windows guest, in people's words"))
GOES = (
    r"(?:works?|worked|fine|ok|succe\w{2,8}|complet\w{2,4}|helps?|helped|fix(?:es|ed)|solved|resolved|gone|green|"
    r"did the trick|was back|is back)"
)
NO_NOT = r"(?:(?!\bnot?\b|n['’]t\b|\bnever\b)[^.!?;\n])"
_GONE = r"(?:missing|gone|empty|deleted|removed|not (?:there|found|present)|cleaned(?: up| out)?|wiped|lost|vanished)"

SIGNATURES: tuple[Signature, ...] = (
    _told(
        "told-wmi-broken",
        "WMI is said not to answer, or its repository to be damaged",
        only="windows",
        has=("wmi", "winmgmt", "wbemtest", "cimv2", "0x80041"),
        pattern=r"\b(?:wmi|winmgmt)(?: repository| service| database)?\b"
        rf"{NO_NOT}{{0,40}}?\b(?:corrupt\w{{0,4}}|inconsistent|broken|damaged|hangs?|hung|fails?|failed|beschädigt|"
        rf"defekt|"
        rf"inkonsistent|corrompu|dañado)\b{NO_QUESTION}|"
        r"\bwmi\b[^!?\n]{0,40}?\b(?:error|fehler|hr =?|hresult) ?:?0x80041\w{3}|\b0x80041\w{3}\b[^!?\n]{0,60}?\bwmi\b|"
        r"\b(?:get-wmiobject|gwmi|get-ciminstance|wmic|wbemtest|root\\cimv2)\b[^.!?\n]{0,60}?\b(?:hangs?|can(?:not|"
        r"['’]t) connect|invalid class|invalid namespace|fails?|"
        r"failed|never returns?|no answer|errors?|provider load failure|throws)\b|"
        r"\b(?:rebuil[dt]\w{0,3}|salvag\w{1,14}|reset\w{0,12}|repair\w{0,3}|winmgmt)[^.!?\n]{0,30}?\b(?:wmi\b|"
        r"repository\b|/?salvage\w{0,10}|/?reset\w{0,10})"
        rf"[^!?\n]{{0,80}}?\b{GOES}\b",
        gives={"windows.wmi_answers": False, "signs.told_wmi_broken": True},
        example="winmgmt /verifyrepository says that the WMI repository is inconsistent.",
        silent="winmgmt /verifyrepository says that the WMI repository is consistent.",
    ),
    _told(
        "told-dotnet-missing",
        "The .NET Framework is said to be missing, too old or damaged",
        only="windows",
        has=(".net", "dotnet"),
        pattern=r"\.net(?: framework)?(?: (?:version )?[v\d.x]{1,8})?"
        rf"{NO_NOT}{{0,30}}?\b(?:missing|too old|corrupt\w{{0,4}}|broken|damaged|outdated|(?:was|is|got|were)"
        rf" (?:uninstalled|removed)|"
        r"defekt|fehlt|veraltet)\b|"
        r"\b(?:not|never|isn['’]t|wasn['’]t) (?:have |installed )?(?:the )?\.net (?:framework )?[34]|"
        r"\.net(?: framework)?(?: (?:version )?[v\d.x]{1,8})?(?: \w{1,8}){0,2} (?:is not|isn['’]t|was not|"
        r"wasn['’]t) installed|"
        r"\b(?:this )?(?:application|setup|installer|program|product) requires (?:the )?(?:microsoft )?\.net|"
        r"\b(?:only|just|still) (?:has |have |had )?(?:the )?\.net (?:framework )?(?:[123]\.\d|4\.0)\b|"
        r"\b(?:install|updat|upgrad|repair|reinstall)\w{0,4}[^.!?\n]{0,25}?\.net(?: framework)?(?: [\d.x]{1,6})?\b"
        rf"[^!?\n]{{0,80}}?\b(?:{GOES}|starts?|started|runs|ready)\b",
        without=("not help", "n't help", "no change"),
        example="On this server .NET Framework 4.5 is not installed.",
        silent="On this server .NET Framework 4.8 is installed.",
    ),
    _told(
        "told-overloaded",
        "The guest is said to be overloaded while it is backed up",
        has=("cpu", "memory", "ram ", "iops", "disk queue", "speicher", "load", "processor", "mémoire"),
        pattern=r"\b(?:cpu|processor|memory|ram|arbeitsspeicher)(?: usage| utili[sz]ation| load)?\b[^.!?\n]{0,40}?"
        r"(?:\b(?:is|was|were|at|hits?|reach(?:es|ed)|over|above|near|around|goes to|went to|jumps? to|spikes? to|"
        r"bei|auf)"
        r" (?:\w{1,8} )?(?:100|9\d) ?%|\b(?:pegged|maxed out|exhausted|saturated|fully used|used up|starv\w{1,5})\b)|"
        r"\b(?:100|9\d) ?% (?:of )?(?:the )?(?:cpu|memory|ram)\b|\b(?:cpu|memory|disk|iops?) (?:starv\w{1,5}|"
        r"exhaust\w{1,4})\b|"
        r"\bran out of memory\b|\b(?:disk|iops)[^.!?\n]{0,30}?\bthrottled\b",
        without=("load is low", "not high"),
        gives={"vm.overloaded": True, "signs.told_overloaded": True},
        example="During the backup the CPU is at 100% for minutes.",
        silent="During the backup the CPU is at 10%.",
    ),
    _told(
        "told-plugin-files-gone",
        "Files of the backup extension are said to be lost",
        has=(
            "c:\\packages",
            "packages\\plugins",
            "plugins folder",
            "plugin folder",
            "packages folder",
            "extension folder",
        ),
        pattern=r"(?:c:\\packages(?:\\[\w.\\-]{0,80}+)?|packages\\plugins[\w.\\-]{0,80}+|plugins? folder|"
        rf"packages folder|extension folder)['\"”)]{{0,2}}{NO_NOT}{{0,60}}?\b{_GONE}\b{NO_QUESTION}|"
        r"\b(?:deleted|removed|cleaned(?: up| out)?|emptied|wiped|purged)\b[^.!?\n]{0,60}?"
        r"(?:c:\\packages|packages\\plugins|plugins? folder|packages folder|extension folder)",
        only="windows",
        also=("told-windows",),
        example="Somebody deleted C:\\Packages\\Plugins to make room.",
        silent="C:\\Packages\\Plugins has all folders.",
    ),
    _told(
        "told-certificate-gone",
        "The certificate of the agent or the settings is said to be missing or expired",
        has=("certificate", "zertifikat", "certificat ", "certificado", "証明書"),
        pattern=r"\b(?:windows azure crp|crp|tenant ?encryption(?:cert)?|azure(?: guest)?(?: agent)?|goal ?state|"
        r"transport|"
        r"wireserver|guest agent|vm agent|extension|encryption)(?: \w{1,12}){0,3}? (?:certificates?|zertifikat\w{0,4}|"
        r"cert)\b"
        rf"{NO_NOT}{{0,60}}?\b(?:{_GONE}|expired|no private key|without (?:a )?private key|abgelaufen|fehlt)\b|"
        r"\b(?:deleted|removed|cleaned(?: up)?|purged)\b[^.!?\n]{0,60}?\b(?:windows azure crp|azure|self-signed|"
        r"expired|unknown|old)\b[^.!?\n]{0,30}?\bcertificates?\b(?=[\s\S]{0,600}\b(?:backup|extension|agent))",
        only="windows",
        example="The Windows Azure CRP Certificate Generator certificate is missing in the store.",
        silent="The Windows Azure CRP Certificate Generator certificate is valid.",
    ),
    _told(
        "told-runtime-missing",
        "The Visual C++ runtime is said to be missing or not to install",
        has=("visual c++", "vc++", "vcredist", "vc_redist", "msvcr", "msvcp", "vcruntime", "redistributable"),
        pattern=r"\b(?:visual c\+\+|vc\+\+|vcredist\w{0,12}|vc_redist\w{0,12}|msvc[rp]\d{2,3}\w{0,4}|"
        r"vcruntime\d{2,3}\w{0,4}|"
        r"redistributable)"
        rf"(?:\.dll|\.exe)?{NO_NOT}{{0,60}}?\b(?:missing|corrupt\w{{0,4}}|broken|damaged|(?:was|is|not|never) found|"
        r"uninstalled|removed|fails?|failed|blocked|denied)\b|"
        r"\b(?:install|repair|reinstall)\w{0,4}[^.!?\n]{0,40}?(?:visual c\+\+|vc\+\+|vcredist|redistributable)"
        rf"[^!?\n]{{0,80}}?\b{GOES}\b",
        only="windows",
        without=("all redistributables are",),
        example="The Visual C++ 2013 redistributable was missing on the server.",
        silent="The Visual C++ 2013 redistributable is installed on the server.",
    ),
    _told(
        "told-agent-folder-denied",
        "SYSTEM is said to lack rights on a folder of the agent or the extensions",
        has=("c:\\windowsazure", "c:\\packages", "windowsazure folder", "packages folder"),
        pattern=r"\b(?:system|trustedinstaller|administrators?)\b[^.!?\n]{0,80}?\b(?:no|lacks?|lost|missing|without|"
        r"denied|removed|"
        r"not have|only read)\b[^.!?\n]{0,80}?(?:c:\\windowsazure|c:\\packages|windowsazure folder|packages folder)|"
        r"(?:c:\\windowsazure|c:\\packages|windowsazure folder|packages folder)\b[^.!?\n]{0,80}?"
        r"(?:\baccess (?:is |was )?denied|\b(?:no|lacks?|lost|wrong|missing|changed|tightened|broken|restricted) "
        r"(?:access|acls?|permissions?|rights?|ntfs)|\bpermissions?\b[^.!?\n]{0,40}?\b(?:removed|wrong|missing|changed|"
        r"tightened|reset))|"
        r"(?:c:\\windowsazure|c:\\packages|windowsazure folder|"
        r"packages folder)\b[^!?\n]{0,160}?\bsystem\b['\"”]? (?:is ?n(?:ot|['’]t)|was "
        r"?n(?:ot|['’]t)|is no longer|was no longer|is|was) (?:there|listed|in (?:it|the acl)|missing|"
        r"gone)\b(?<!is there)(?<!is listed)",
        only="windows",
        also=("told-windows",),
        example="SYSTEM had no rights on C:\\WindowsAzure any more.",
        silent="SYSTEM has full control of C:\\WindowsAzure.",
    ),
    _told(
        "told-tls-off",
        "Old versions of TLS, or ciphers, are said to be switched off in the guest",
        has=("tls", "iis crypto", "iiscrypto", "schannel", "cipher", "schusestrongcrypto", "ssl"),
        pattern=r"\b(?:tls|ssl) ?(?:v?1\.[012](?:(?:,| and|/| or| und)? ?(?:tls ?)?v?1\.[012]){0,2}|v?3(?:\.0)?)?"
        rf"{NO_NOT}{{0,30}}?\b(?:disabled|turned off|switched off|deaktiviert|not enabled|désactivé|abgeschaltet)\b|"
        r"\b(?:disabl|turn(?:ed|ing) off|switch(?:ed|ing) off|harden)\w{0,4}[^.!?\n]{0,40}?\b(?:tls|schannel|"
        r"ciphers?|ssl)\b|"
        r"\biis ?crypto\b|\bschusestrongcrypto\b|\bcould not create ssl/tls secure channel\b|"
        r"\b(?:enabl|activat)\w{0,4}[^.!?\n]{0,25}?\btls ?v?1\.[23]\b"
        rf"[^!?\n]{{0,80}}?\b{GOES}\b",
        only="windows",
        example="The security team disabled TLS 1.0 and 1.1 with a GPO.",
        silent="TLS 1.2 is enabled on the server.",
    ),
    _told(
        "told-app-control-blocks",
        "A list of allowed programs is said to keep the extension or the agent from starting",
        has=(
            *("applocker", "wdac", "app control", "application control", "whitelist", "white-list", "allowlist"),
            *("software restriction", "threatlocker", "airlock", "ivanti", "device guard", "srp "),
        ),
        pattern=r"\b(?:applocker|wdac|app(?:lication)? control|white-?list\w{0,4}|allow-?list\w{0,4}|"
        r"software restriction\w{0,2}|"
        r"threatlocker|airlock|ivanti|device guard|srp)\b"
        r"(?:(?!\bnot\b(?! allowed)|n['’]t\b|\bnever\b|\bnothing\b|\baudit)[^!?\n]){0,120}?"
        r"\b(?:block(?:s|ed|ing)?|prevent(?:s|ed)|"
        r"den(?:y|ies|ied)|not allowed|stopp(?:s|ed)|exempt\w{0,6}|exclu\w{0,7}|allow rule|exception|added|missing)\b|"
        r"\b(?:block(?:s|ed)?|prevent(?:s|ed)|denied)\b[^!?\n]{0,80}?\b(?:applocker|wdac|app(?:lication)? control|"
        r"threatlocker|airlock|ivanti|device guard|software restriction\w{0,2})\b",
        only="windows",
        also=("told-hardened",),
        example="AppLocker blocked the executable under C:\\Packages.",
        silent="AppLocker is not configured.",
    ),
    _told(
        "told-static-since",
        "The agent is said to be silent since an address was typed in inside the guest, or DHCP switched off",
        has=(
            "dhcp",
            "ipv4",
            "ip address",
            "static ip",
            "coded ip",
            "an ip",
            "the ip",
            "ip-adresse",
            "ip 1",
            "fixed ip",
        ),
        pattern=r"\b(?:after|since|once|as|nachdem|seit|seitdem|depuis|desde)\b[^.!?\n]{0,60}?\b(?:hard-?coded|set|"
        r"assigned|typed|"
        r"configured|changed|entered|gave|disabled|fixed|eingetragen|umgestellt|"
        r"static)\b[^.!?\n]{0,40}?\b(?:ip(?:v4)?|ip "
        r"address|dhcp|static)\b[^!?]{0,200}?\b(?:not ready|unresponsive|no (?:more )?backups?|fails?|failed|failing|"
        r"not respond\w{0,3}|nicht bereit)\b|\b(?:set|switch|chang|turn|mov)\w{0,4} (?:it |the adapter |the nic |"
        r"the card )?back to "
        r"dhcp\b[^!?]{0,80}?\b(?:works?|worked|ready|fixed|solved|helped|fine|green)\b",
        without=("firewall", "whitelist", "nsg", "public ip", "route"),
        example="After we hard-coded the IP in Windows, the agent shows Not Ready.",
        silent="After a restart the agent shows Not Ready.",
        also=("told-agent-not-ready",),
    ),
    _told(
        "told-system-drive-low",
        "Little room is said to be left on the system drive",
        only="windows",
        has=(
            *(
                "on c:",
                "auf c:",
                "sur c:",
                "en c:",
                "su c:",
                "c: has",
                "c: had",
                "c: only",
                "c drive",
                "c:\\",
                "on c ",
                "c: is",
            ),
            *(
                "system drive",
                "os disk",
                "laufwerk c",
                "lecteur c",
                "disque c",
                "unidad c",
                "c: down",
                "c: with",
                "c: was",
            ),
        ),
        pattern=r"\b(?:[1-9]\d{0,2} ?(?:mb|mo|мб|mib|megs?|megabytes?)|0[.,]\d{1,2} ?(?:gb|go|gib))\b(?: of)?(?: disk)?"
        r"(?: space| room| espace| platz)?[^.!?\n]{0,30}?\b(?:on|sur|auf|en|su|op)\b (?:the |le |la |dem |drive |"
        r"disk |lecteur |laufwerk |"
        r"system drive |os disk |disque ){0,2}(?:c\b|c:|os disk|system drive)|"
        r"\b(?:c:\\?|c drive|system drive|os disk|laufwerk c:?)['\"”)]{0,2}[^.!?\n]{0,40}?\b(?:only|just|nur|"
        r"less than|under|about|"
        r"around|down to|has|had|with|left)\b[^.!?\n]{0,20}?\b(?:[1-9]\d{0,2} ?(?:mb|mo|mib|megs?)|"
        r"0[.,]\d{1,2} ?(?:gb|go))\b|"
        r"\b(?:very |extremely |really )?(?:low|little|almost no|hardly any|nearly no) (?:on )?(?:disk )?(?:space|"
        r"room) (?:left |free )?"
        r"(?:on|at|in) (?:the )?(?:c\b|c:|system drive|os disk)",
        also=("told-windows",),
        example="On this Windows Server only 180 MB are free on C:.",
        silent="On this Windows Server 180 GB are free on C:.",
    ),
    _told(
        "told-antivirus-alert",
        "A virus scanner is said to have reported the extension or the agent",
        only="windows",
        has=("packages", "iaasbcdr", "vmsnapshot", "waappagent", "windowsazureguestagent", "iaasvmprovider"),
        pattern=r"\b(?:detect(?:s|ed|ion|ions)|alert(?:s|ed)?|flag(?:s|ged)|quarantin\w{1,4}|lockdown|heuristic|"
        r"malware|trojan|"
        r"ransomware|exploit|threat|incident|false positive|isolated)\b[^!?\n]{0,140}?(?:c:\\packages|iaasbcdr\w{0,20}|"
        r"iaasvmprovider|vmsnapshot|waappagent|windowsazureguestagent)|"
        r"(?:c:\\packages|iaasbcdr\w{0,20}|iaasvmprovider|waappagent|"
        r"windowsazureguestagent)[^!?\n]{0,140}?\b(?:detected|flagged|"
        r"quarantined|malware|trojan|ransomware|exploit|threat|false positive|isolated|heuristic)\b",
        gives="signs.antivirus_restricts",
        also=("told-antivirus",),
        example="Sophos shows a detection, and quarantined C:\\Packages\\IaaSBcdrExtension.exe.",
        silent="Sophos excludes C:\\Packages\\IaaSBcdrExtension.exe.",
    ),
    _told(
        "told-agent-switched-off",
        "The agent's services are said to have been disabled or switched off by somebody",
        has=("rdagent", "windowsazureguestagent", "guest agent", "vm agent", "azure agent"),
        pattern=r"\b(?:disabl(?:es|ed|ing)|switch(?:es|ed) off|turn(?:s|ed) off|stopp(?:s|ed)|deaktivier\w{1,3}|"
        r"to disabled|as disabled)\b"
        r"[^.!?\n]{0,120}?\b(?:rdagent|windowsazureguestagent|(?:guest|vm|azure) agent)\b(?!.{0,20}\b(?:log|"
        r"extension)|[^.!\n]{0,120}\?)|"
        r"\b(?:rdagent|windowsazureguestagent|(?:guest|vm|azure) agent)(?: services?)?\b"
        r"(?:(?! services?\b)[^.!?;\n]){0,40}?\b(?:had been|"
        r"has been|got|were|was|is|"
        r"are) (?:\w{1,10} )?(?:disabled|switched off|turned off|deaktiviert)\b|"
        r"\bstart(?:up)? ?type\b[^.!?\n]{0,40}?\bdisabled\b[^.!?\n]{0,40}?\bagent\b",
        without=("not disabled", "never disabled", "n't disable", "disable_agent", "cannot be disabled"),
        only="windows",
        gives={"agent.service_start_type": "disabled", "signs.told_agent_down": True},
        also=("told-windows",),
        example="Our script sets services to disabled, among them RdAgent.",
        silent="Our script sets services to automatic, among them RdAgent.",
    ),
    _told(
        "told-agent-half",
        "Of the agent's two services one is said to run, and the other one to be missing",
        only="windows",
        has=("rdagent", "rd agent"),
        pattern=r"\brd ?agent\b[^.!?\n]{0,30}?\b(?:running|runs|started|fine)\b[^.!?\n]{0,20}?\b(?:but|while|yet)\b"
        r"[^.!?\n]{0,40}?\b(?:windowsazureguestagent|guest agent)\b[^.!?\n]{0,20}?\b(?:missing|gone|not (?:there|found|"
        r"listed|present)|does ?n(?:ot|['’]t) exist)\b|"
        r"\A(?=[\s\S]{0,4000}?\b(?:windowsazureguestagent|guest agent)\b[^.\n]{0,40}?\b(?:running|runs|"
        r"started|there|fine|up)\b)"
        r"[\s\S]{0,4000}?(?:\brd ?agent\b[^.!?\n]{0,40}?\b(?:missing|gone|not (?:there|found|listed|present|"
        r"installed)|does ?n(?:ot|['’]t) "
        r"exist|cannot be found|can['’]t be found|disappeared)\b|"
        r"(?:\bno (?:service )?(?:called |named )?|\b(?:can ?not|can['’]t)"
        r" find any service with service name )['\"“]?rd ?agent\b)",
        example="Windows Azure Guest Agent is running, but RdAgent is missing.",
        silent="Windows Azure Guest Agent is running, and RdAgent is running.",
        also=("told-windows",),
    ),
)
