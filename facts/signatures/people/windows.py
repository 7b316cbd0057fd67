"""What people say in their own words of a Windows VM: of its agent, its services, and what a snapshot needs.

A sentence tells what its writer saw. One with `if`, `whether` or a question mark tells nothing, nor does advice.
"""

from __future__ import annotations

from functools import partial

from ...documents import THREADS
from ..declaration import Signature
from ..places import OWN_WORDS

_told = partial(Signature, where=OWN_WORDS, source=THREADS.section("Windows VMs, in people's words"))

# The beginning of a clause that neither supposes something, nor advises, nor denies.
CLAUSE = (
    r"(?:^|[.!?;,:(\n]|\b(?:and|but|because|since|und|aber|et|y|e)\b)"
    r"(?:(?!\b(?:if|when|whether|unless|until|in case|ensure|make sure|verify|check|either|not?|never|could|may|might|"
    r"should|can be|falls|wenn|ob|si|cuando)\b)[^.!?;\n]){0,60}?"
)
NO_QUESTION = r"(?![^.!\n]{0,120}\?)"
_SERVICE = (
    r"(?:(?:windows ?)?azure ?(?:windows )?(?:vm |guest ?)?agent|windowsazureguestagent|(?:vm|guest) ?agent|waappagent|"
    r"ga service)(?:\.exe)?(?:['\"”)]{0,2}|\s?[»›\"])(?: (?:windows )?(?:services?|process))?"
)
_RD = r"rd ?agent(?:\.exe)?(?:['\"”)]{0,2}|\s?[»›\"])(?: services?)?"
STAYS_DOWN = (
    r"(?:(?:does ?n[o'’]t|do ?n[o'’]t|wo ?n[o'’]t|will not|can ?not|ca ?n['’]t|could ?n[o'’]t|fail(?:s|ed)? to|"
    r"refuse[sd]? to|unable to|never) (?:be )?(?:re)?start(?:ed)?|(?:start|startet) nicht|ne d[ée]marre pas|"
    r"start niet|no (?:se )?inicia|no arranca|non si avvia|crash(?:es|ed)?|"
    r"stops? (?:again|by itself|immediately|right after)|"
    r"keeps? (?:crashing|stopping)|terminat(?:es|ed) unexpectedly)"
)
_IS = r" (?:is|are|was|were|has been|had been|shows?(?: as)?|showed|stays?|remains?|appears?|ist|war|est|était|está) "
_RATHER = r"(?:(?!not\b|never\b|no\b)\w{1,10} ){0,2}"
_LINUX = (
    r"\b(?:linux|azurerm_linux_virtual_machine|ubuntu|centos|rhel|red ?hat|debian|suse|sles|freebsd|waagent|"
    r"walinuxagent|systemctl|systemd)\b"
)
_WINDOWS = (
    *("windows server", "windows vm", "windows virtual machine", "windows 10", "windows 11", "windows guest"),
    *("windows image", "windows machine", "windows host", "windows node", "windows box", "our windows", "sysprep"),
    *("both agent services", "both azure agent services", "both guest agent services"),  # Linux has but one
    "azurerm_windows_virtual_machine",
    *("waappagent", "windowsazureguestagent", "rdagent", "windowsazure\\", "packages\\plugins", "services.msc"),
    *("vssadmin", "vss writer", "vss provider", "event viewer", "shadow copy", "hklm"),
    *("vss ", "volume shadow", "group policy", "windows azure guest", "2008 r2", "2012 r2", "c:\\windows", "c: drive"),
    *("regedit", "server 2008", "server 2012", "server 2016", "server 2019", "server 2022", "server 2025"),
)
_SCANNERS = (
    *("antivirus", "anti-virus", "virenscanner", "symantec", "mcafee", "trellix", "crowdstrike", "sophos"),
    *(
        "sep 1",
        "sep off",
        "intercept x",
        "cortex",
        "fireeye",
        "webroot",
        "malwarebytes",
        "f-secure",
        "withsecure",
        "avast",
    ),
    *("deep security", "apex one", "huntress"),
    *(
        "trend micro",
        "kaspersky",
        "eset",
        "bitdefender",
        "sentinelone",
        "carbon black",
        "cylance",
        "defender",
        " edr",
        "endpoint protection",
        "virus scanner",
    ),
)
_ANTIVIRUS = f"(?:{'|'.join(_SCANNERS)})"
_HARDENED = (
    *("hardened", "hardening", "cis level", "cis benchmark", "cis baseline", "stig", "security baseline", "by gpo"),
    *("applocker", "wdac", "application control", "whitelist", "white-list", "gehärtet", "härtung", "durci"),
)
_PRODUCTS = (
    *("veeam", "commvault", "acronis", "netbackup", "backup exec", "data protection manager", "dpm", "rubrik"),
    *("cohesity", "arcserve", "networker", "shadowprotect", "macrium", "altaro", "windows server backup"),
    *("druva", "datto", "tivoli", "spectrum protect", "other backup", "another backup", "third-party backup"),
)
_PRODUCT = rf"\b(?:{'|'.join(_PRODUCTS)})\b"
_SAME_TIME = (
    r"(?<!not at the )(?<!n't )(?<!not )\b(?:same (?:time|moment|hour|window|schedule)|"
    r"simultaneous\w{0,4}|overlap\w{0,5}|in parallel|"
    r"(?:is|was|were) still (?:running|active)|both (?:start|run)|runs? (?:then|at that time))\b"
)
SIGNATURES: tuple[Signature, ...] = (
    _told(
        "told-windows",
        "The VM is said to run Windows",
        has=_WINDOWS,
        pattern=rf"\A(?![\s\S]{{0,4000}}?{_LINUX})",  # who names both says in a way of their own which one is meant
        gives={"vm.os_type": "windows"},
        example="The backup of a VM with Windows Server 2019 fails.",
        silent="The backup of the Windows Server works, that of the Ubuntu server fails.",
    ),
    _told(
        "told-agent-not-ready",
        "The agent is said to be Not Ready",
        has=(
            "not ready",
            "not-ready",
            "notready",
            "no ready",
            "nicht bereit",
            "non prêt",
            "no está list",
            "エージェント",
            "не готов",
            *(
                "n't ready",
                "n’t ready",
                "unresponsive",
                "not responding",
                "not reporting",
                "not reported",
                "unavailable",
            ),
            *("no heartbeat", "not respond", "unable to communicate"),
        ),
        pattern=rf"{CLAUSE}\b(?:(?:agent|agente|агент)\b[^.!?\n]{{0,60}}?(?:not?[- ]?ready|n['’]t (?:be )?ready|"
        rf"nicht bereit|"
        r"(?:pas|non) prêt|no está list|не готов|(?:is|was|shows?|appears?|goes|went|being|as|status:?) (?:\w{1,8} )?"
        r"[\"'“‘]?(?:unresponsive|unavailable|not (?:responding|reporting))\b|(?:does|did) ?n(?:ot|['’]t) respond)|"
        r"\bhas not reported status for (?:the )?vm agent|\bno heartbeat\b[^.!?\n]{0,20}\bagent\b|(?:portal|azure)"
        r" (?:now |still |only |then )?(?:shows?|says?|reads?) "
        rf"(?:it as |it is |the vm as |a |status )?[\"'“‘]?not[- ]?ready\b(?! for (?:\w{{1,10}} ){{0,2}}"
        rf"extension)){NO_QUESTION}|"
        r"エージェント[^。\n]{0,40}(?:準備未完了|準備ができて(?:い)?ま?せん)",
        example="The VM agent shows as Not Ready since Monday.",
        silent="Check whether the VM agent is Not Ready.",
    ),
    _told(
        "told-agent-stopped",
        "The agent's service is said to be stopped",
        has="agent",
        pattern=rf"{CLAUSE}\b{_SERVICE}(?: on (?:the|this|our|that) \w{{2,8}})?{_IS}{_RATHER}"
        rf"(?:stopped|not (?:running|started)|down|disabled|beendet|gestopp?t|arrêté|detenid[oa]|arrestato)\b"
        rf"(?! or\b){NO_QUESTION}|"
        rf"\bwindowsazureguestagent\.exe['\"”]?{_IS}{_RATHER}(?:gone|missing|not (?:there|running|"
        rf"in the list))\b{NO_QUESTION}",
        gives={"agent.service_state": "stopped", "signs.told_agent_down": True},
        also=("told-agent-down",),
        example="I noticed that the Azure guest agent service was stopped.",
        silent="Check that the Azure guest agent service is not stopped.",
    ),
    _told(
        "told-rdagent-stopped",
        "The service RdAgent is said to be stopped",
        has=("rdagent", "rd agent"),
        pattern=rf"{CLAUSE}\b{_RD}{_IS}(?:set to automatic,? (?:but|and) (?:is |was )?)?{_RATHER}(?:stopped|not "
        r"(?:running|started)|down|disabled)\b(?! or\b)"
        rf"{NO_QUESTION}",
        gives={"agent.rdagent_state": "stopped", "signs.told_agent_down": True},
        also=("told-windows",),
        example="The RdAgent service is stopped.",
        silent="The RdAgent service is running.",
    ),
    _told(
        "told-rdagent-runs",
        "The service RdAgent is said to run",
        has=("rdagent", "rd agent"),
        pattern=rf"{CLAUSE}\b{_RD}(?:{_IS}{_RATHER}(?:running|started|up|fine|there)\b| runs\b){NO_QUESTION}",
        gives={"agent.rdagent_state": "running"},
        also=("told-windows",),
        example="The RdAgent service is running.",
        silent="The RdAgent service is stopped.",
    ),
    _told(
        "told-agent-does-not-start",
        "The agent's service is said not to start, or to end at once",
        has="agent",
        pattern=rf"{CLAUSE}\b(?:{_SERVICE}|{_RD}|"
        rf"agent (?:version )?[\d.]{{5,20}})(?: \w{{1,12}}){{0,3}}? {STAYS_DOWN}\b{NO_QUESTION}|"
        rf"\b(?:could not|can ?not|unable to|fail(?:s|ed)? to|nicht) (?:re)?start(?:en)? (?:the |service )?['\"]?"
        rf"(?:{_SERVICE}|{_RD})|"
        rf"(?:start(?:ing)?|restart(?:ing)?) (?:the )?(?:{_SERVICE}|{_RD})[^.!?\n]{{0,80}}?\b(?:error|fehler|erreur) "
        r"(?:code )?10(?:53|67|68|69)\b",
        gives={"signs.agent_does_not_start": True, "agent.service_state": "stopped"},
        example="The Azure guest agent service does not start, error 1053.",
        also=("told-agent-down",),
        silent="The Azure guest agent service starts with the machine.",
    ),
    _told(
        "told-agent-service-missing",
        "The agent's service is said not to be there",
        has="agent",
        pattern=rf"{CLAUSE}\b(?!\w{{1,30}}\.exe\b){_SERVICE}(?:{_IS}{_RATHER}(?:missing|gone|not (?:there|listed|"
        rf"present))\b|"
        rf" (?:does|did) ?n[o'’]t exist|(?:has|had)? disappeared)(?! or\b){NO_QUESTION}|"
        r"\b(?:there (?:is|are|was|were) (?:neither|no)|(?:can ?not|ca ?n['’]t|could ?n[o'’]t|do ?n[o'’]t) (?:find|"
        r"see)|missing) "
        r"(?:the |a |any )?(?:services? (?:with the name|called|named|like|of the name) ['\"“]?)?"
        rf"(?:{_RD} (?:n?or|and) )?(?:the )?{_SERVICE}",
        gives={"agent.service_state": "missing", "signs.told_agent_absent": True},
        also=("told-windows",),
        example="The WindowsAzureGuestAgent service is missing in services.msc.",
        silent="The WindowsAzureGuestAgent service is there in services.msc.",
    ),
    _told(
        "told-agent-reinstall-helped",
        "Installing the agent again is said to have helped",
        has=("reinstall", "re-install", "installed"),
        pattern=r"\b(?:re-?install(?:ed|ing|ation)?|uninstalled [^!?\n]{0,100}?\binstalled|removed [^!?\n]{0,100}?\b"
        r"installed|installed (?:the |a )?(?:new|newest|latest|current))\b[^.!?\n]{0,80}?\b(?:agent|msi)\b"
        r"(?:(?!n['’o]t\b|\bnot?\b|without|in vain)[^.!?\n]){0,80}?\b(?:fixed|solved|resolved|helps?|helped|works?|"
        r"worked|did the trick|ready|went)\b",
        example="Reinstalling the VM agent with the MSI fixed it for a week.",
        silent="I reinstalled the VM agent, which did not help.",
    ),
    _told(
        "told-no-writers",
        "No VSS writers are said to be listed, or not the System Writer",
        has=("writer", "generator", "rédacteur", "ライター"),
        pattern=r"\b(?:keine?n? (?:einzigen )?|aucun |ningún |geen (?:enkele )?|nessun )(?:vss[ -])?writer\b|"
        r"\bno (?:vss )?writers?\b[^.!?\n]{0,30}\b(?:listed|shown|displayed|returned|found|there|appears?)\b|"
        r"\bvssadmin list writers\b['\"”]?[^.!?\n]{0,40}\b(?:returns? nothing|shows? nothing|is empty|empty|"
        r"(?:lists?|shows?|returns?) no(?:ne| writers?)\b)|"
        r"\bsystem writer\b['\"”]?[^.!?\n]{0,30}\b(?:is|was|are|ist|est) (?:\w{2,10} )?(?:missing|not (?:listed|there|"
        rf"shown|present|in the list)|gone){NO_QUESTION}|"
        r"\bdoes ?n[o'’]t (?:list|show) the system writer\b|"
        r"(?:ライター|writer)[\"”」']{0,2}[^。\n]{0,20}(?:表示され(?:ません|ていない|ていません|ない)|存在し(?:ません|ない)|ありません)",
        gives={"windows.system_writer_listed": False, "signs.told_no_writers": True},
        example="When I run it, the System Writer is missing.",
        silent="The System Writer is listed as stable.",
    ),
    _told(
        "told-agent-folder-absent",
        "The folder of the agent is said not to be there, or nothing of the agent to be installed",
        only="windows",
        has=("c:\\windowsazure", "windowsazure folder", "agent"),
        pattern=r"\b(?:no|without|neither)\b (?:such |a |the )?(?:folder |directory |path )?(?:called |named )?"
        r"['\"“]?(?:c:\\windowsazure|windowsazure folder)\b|"
        r"c:\\windowsazure['\"”]?(?: folder| directory)? (?:does ?n(?:ot|['’]t) exist|is missing|is not there|"
        r"is ?n['’]t there)|"
        r"\bagent was ?n(?:ot|['’]t|ever) (?:ever )?installed|\bnever (?:had|got) (?:the |an? )?(?:azure |vm |"
        r"guest ){0,3}agent\b",
        gives="signs.told_agent_absent",
        also=("told-windows",),
        example="There is no folder C:\\WindowsAzure on the machine.",
        silent="SYSTEM has no rights on C:\\WindowsAzure.",
    ),
    _told(
        "told-msdtc-account",
        "The Distributed Transaction Coordinator is said to run under another account",
        has=("distributed transaction coordinator", "msdtc"),
        pattern=r"\b(?:distributed transaction coordinator|msdtc)\b[^.!?\n]{0,40}?\b(?:logs? on (?:with|as)|"
        r"runs? (?:as|"
        r"under|with)|running (?:as|under)|started as|uses)(?:(?!network ?service|\bits?\b)[^.!?\n]){0,40}?\b(?:domain|"
        r"local|service|own|other|admin\w{0,10}|user) ?(?:account|user|system)\b",
        gives={"windows.msdtc_account": "other", "signs.told_msdtc_account": True},
        example="MSDTC runs under a domain account since the migration.",
        silent="MSDTC runs as NT AUTHORITY\\NetworkService, not under a domain account.",
    ),
    _told(
        "told-machinekeys-changed",
        "The rights of the MachineKeys folder are said to be changed",
        has="machinekeys",
        pattern=r"\bMachineKeys\b[^!?]{0,120}?\b(?:(?:was|were|been) (?:\w{2,10} )?(?:removed|changed|missing)|"
        r"(?:is|are) missing|lacks?|no longer|had no)\b|"
        r"\b(?:changed|removed|tightened)\b[^.!?\n]{0,60}?\bMachineKeys\b",
        gives={"windows.machinekeys_default": False, "signs.told_machinekeys_changed": True},
        example="On MachineKeys the entry of Everyone was removed by a script.",
        silent="The rights on MachineKeys are the default ones.",
    ),
    _told(
        "told-antivirus",
        "Antivirus software is said to keep the extension or the agent from working",
        only="windows",
        has=_SCANNERS,
        pattern=r"\b(?:quarantin\w{1,6}|block(?:s|ed|ing)|delet(?:es|ed)|remov(?:es|ed)|kill(?:s|ed))\b[^.!?\n]{0,60}?"
        r"(?:iaasbcdr\w{0,20}|vmsnapshot|waappagent|windowsazureguestagent|c:\\packages|backup extension|guest agent)|"
        r"(?:iaasbcdr\w{0,20}(?:\.exe)?|vmsnapshot|waappagent|windowsazureguestagent|backup extension|guest agent)"
        r"(?:(?!applocker|app ?control|wdac|whitelist)[^.!?\n]){0,40}?"
        r"\b(?:quarantined|blocked|deleted|removed|killed|terminated)\b(?! (?:and|or) re)"
        r"(?!(?: by)?[^.!?\n]{0,40}(?:applocker|app ?control|wdac|whitelist))|"
        # It works where the scanner only watches, or it fails since the scanner came.
        rf"\b(?:detect(?:ion)?[- ]only|passive|audit|monitor(?:ing)?) mode\b[^.!?\n]{{0,60}}?\b(?:succeed\w{{0,3}}|"
        rf"works?|worked|complete[sd]?)\b|\b(?:since|after)\b[^.!?\n]{{0,60}}?\b(?:roll|install|deploy|enabl|updat|"
        rf"activat)\w{{0,6}}"
        rf"[^.!?\n]{{0,60}}?\b{_ANTIVIRUS}\b[^.!?\n]{{0,80}}?\b(?:backups?|"
        rf"snapshots?)\b[^.!?\n]{{0,60}}?\bfail\w{{0,4}}\b|"
        rf"\b(?:took|taken|taking|turned|switched|with) (?:the )?(?:{_ANTIVIRUS}|sep)(?: (?:agent|client))? off\b"
        rf"[^.!?\n]{{0,60}}?\b(?:backups?|snapshots?)\b[^.!?\n]{{0,30}}?\b(?:succeed\w{{0,3}}|works?|worked|fine|ok)\b|"
        rf"\b(?:disabl|uninstall|exclud|whitelist|remov|"
        rf"stopp)\w{{0,6}}[^.!?\n]{{0,60}}?\b{_ANTIVIRUS}\b[^.!?\n]{{0,60}}?"
        r"\b(?:backups?|snapshots?)\b[^.!?\n]{0,30}?"
        r"\b(?:succeed\w{0,3}|works?|worked|complete[sd]?|(?:ran|went) (?:fine|through|ok))\b",
        gives="signs.antivirus_restricts",
        also=("told-antivirus-alert",),
        example="Symantec quarantined IaaSBcdrExtension.exe.",
        silent="Symantec is installed on the machine.",
    ),
    _told(
        "told-hardened",
        "The machine is said to be hardened by a policy",
        has=_HARDENED,
        pattern=r"\b(?:hardened|hardening|cis (?:level|benchmark|baseline)|stig|security baseline|baseline by gpo|"
        r"applocker|wdac|application control|white-?list(?:ing|ed)?|gehärtet|härtung|durci(?:e|ssement)?)\b",
        example="The server is a hardened one, with our baseline by GPO.",
        silent="The server is a plain one, without any policy.",
    ),
    _told(
        "told-hardened-and-denied",
        "Something is denied since the machine was hardened",
        has=_HARDENED,
        pattern=r"\b(?:hardened|hardening)\b[^!?]{0,200}?\b(?:access (?:is |was )?denied|accessdenied|denied)|"
        r"\b(?:access (?:is |was )?denied|denied)\b[^!?]{0,200}?\b(?:hardened|hardening)\b",
        also=("told-hardened",),
        example="Since the last hardening it fails with access denied.",
        silent="Since the last hardening it fails with a time-out.",
    ),
    _told(
        "told-com-plus-does-not-start",
        "COM+ System Application is said not to start, or to be disabled",
        has=("com+ system application", "comsysapp"),
        pattern=rf"{CLAUSE}(?:com\+ system application|comsysapp)['\"”)]{{0,2}}(?: \(comsysapp\))?(?: services?)?"
        rf"(?: \w{{1,12}}){{0,3}}? (?:{STAYS_DOWN}|(?:is|was) disabled)\b{NO_QUESTION}",
        gives={"windows.com_plus_starts": False, "signs.told_com_plus_down": True},
        example="The COM+ System Application service does not start.",
        silent="I restarted the COM+ System Application service.",
    ),
    _told(
        "told-vss-service-does-not-start",
        "Volume Shadow Copy is said not to start, or to be disabled",
        has=("volume shadow copy", "vss service", "service vss"),
        pattern=rf"{CLAUSE}(?:volume shadow copy|vss|service vss)['\"”)]{{0,2}}(?: \(vss\))?(?: services?)?"
        rf"(?: \w{{1,12}}){{0,3}}? (?:{STAYS_DOWN}|(?:is|was|set|on|shows)(?: set)?(?: to| on|"
        rf" as)? ['\"“]?disabled)\b{NO_QUESTION}",
        gives={"windows.vss_service_starts": False, "signs.told_vss_service_down": True},
        also=("told-windows",),
        example="The Volume Shadow Copy service was disabled on this server.",
        silent="The Volume Shadow Copy service is set to manual on this server.",
    ),
    _told(
        "told-vssadmin-finds-it-disabled",
        "vssadmin is said to answer that a service is disabled",
        has="vssadmin",
        pattern=r"\bvssadmin\b[^!?]{0,200}?\b(?:0x80070422|service cannot be started,? (?:either )?because it is "
        r"disabled)",
        gives="signs.told_vss_service_down",
        also=("told-windows",),
        example="vssadmin list writers says: The service cannot be started, either because it is disabled or "
        "because it has no enabled devices associated with it.",
        silent="vssadmin list writers shows all writers as stable.",
    ),
    _told(
        "told-system-drive-full",
        "The system drive is said to be full",
        only="windows",
        has=("drive", "disk", "c:\\", "on c:", "c: has", "c: is", "c: was", "c: had", "c: ran", "laufwerk", "disque"),
        pattern=r"\b(?:c(?::\\?| drive)|system (?:drive|disk)|os disk|laufwerk c:?)['\"”)]{0,2}"
        rf"[^.!?\n]{{0,40}}?\b(?:(?:is|was|were|has|had|ist|war) (?:(?!not\b)\w{{2,12}} )?(?:full\b|out of space|"
        rf"(?:0|no|zero) (?:[kmg]?b|bytes|space|free)|voll)|ran (?:out of space|full)){NO_QUESTION}|"
        r"\b(?:0|no|zero) (?:[kmg]?b|bytes|space)(?: (?:is |was )?(?:free|left|available))? on (?:the )?c(?::|\b)",
        gives="signs.told_system_drive_low",
        example="The system drive was completely full that night.",
        silent="The system drive is not full.",
    ),
    _told(
        "told-other-product",
        "Another backup product is said to be at work at the same time",
        has=_PRODUCTS,
        pattern=rf"{_PRODUCT}[^.!?\n]{{0,100}}?{_SAME_TIME}|{_SAME_TIME}[^.!?\n]{{0,100}}?{_PRODUCT}",
        gives={"backup.other_product_at_failure": True},
        example="Veeam runs its own job at the same time.",
        silent="Veeam was removed a year ago.",
    ),
)
