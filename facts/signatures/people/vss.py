"""What people say in their own words of Volume Shadow Copy: of writers, providers, rights, and room for copies.

A sentence tells what its writer saw, or what helped. One with `if`, `whether` or a question mark tells nothing.
"""

from __future__ import annotations

from functools import partial

from ...documents import THREADS
from ..declaration import Signature
from ..places import OWN_WORDS
from .windows import CLAUSE, NO_QUESTION
from .windows_faults import GOES, NO_NOT

_told = partial(Signature, where=OWN_WORDS, source=THREADS.section("Faults inside a Windows guest, in people's words"))
# What a writer is called in several languages, and what people say of one that is not well.
_WRITERS = (
    r"(?:(?:sql ?server|exchange|hyper-v|system|registry|wmi|iis|com\+ regdb|ntds|dhcp(?: jet)?|fsrm|dedup\w{0,12}|asr|"
    r"sharepoint|shadow copy optimization|msssearch|mssearch|osearch\w{0,8}|task scheduler|performance counters?|"
    r"certificate authority|ad lds|adam|oracle|vss|replica|storage)(?: vss)?(?: service)?[ -]?)"
    r"(?:vss )?(?:writers?|generator\w{0,4}|rédacteurs?)(?: service)?"
)
_UNWELL = (
    r"(?:fail(?:s|ed|ing)?|tim(?:es|ed|ing) out|time-?outs?|non-?retryable|retryable|not stable|unstable|"
    r"(?:in )?(?:an? )?(?:bad|error|failed|unknown) state|waiting for completion|inconsistent|stuck|errors?|"
    r"fehlgeschlagen|fehlerhaft\w{0,3}|fehler|zeitüberschreitung|en échec|échoué|erreur|fallido|error|errore|"
    r"失敗|エラー)"
)
SIGNATURES: tuple[Signature, ...] = (
    _told(
        "told-writer-failed",
        "A VSS writer is said to fail",
        only="windows",
        has=("writer", "generator", "rédacteur", "ライター"),
        pattern=rf"{CLAUSE}\b{_WRITERS}['\"”)]{{0,2}}{NO_NOT}{{0,50}}?\b{_UNWELL}\b{NO_QUESTION}|"
        rf"\b{_UNWELL} (?:of |for |in |state of |on )?(?:the )?['\"“]?{_WRITERS}|"
        rf"{CLAUSE}\bwriters? (?:are|is|was|were|keeps?|goes|go|went|shows?|showed)(?: \w{{1,10}}){{0,3}}? (?:in )?"
        rf"(?:a |an |the )?['\"“]?{_UNWELL}|ライター[^。\n]{{0,30}}(?:失敗|エラー|タイムアウト)",
        without=("all writers are stable",),
        example="vssadmin shows that the Registry Writer is failed again.",
        silent="vssadmin shows that all writers are stable.",
        also=("told-windows",),
    ),
    _told(
        "told-sql-writer",
        "The writer of SQL Server is said to be what fails",
        only="windows",
        has=(
            "sqlwriter",
            "sqlserverwriter",
            "sql writer",
            "sql server writer",
            "sql server vss writer",
            "sql vss writer",
        ),
        pattern=r"\bsql ?(?:server ?)?(?:vss )?writer(?: service)?['\"”)]{0,2}"
        rf"{NO_NOT}{{0,60}}?\b(?:{_UNWELL}|disabled|stopped|removed)\b{NO_QUESTION}|"
        r"\b(?:stop|disabl|restart|remov|"
        r"uninstall)\w{0,6} (?:of )?(?:the )?(?:service )?['\"“]?sql ?(?:server ?)?(?:vss )?"
        rf"writer\b[^!?\n]{{0,80}}?\b{GOES}\b",
        also=("told-windows",),
        example="As soon as we stop the SQL Server VSS Writer the backup works.",
        silent="The SQL Server VSS Writer is running.",
    ),
    _told(
        "told-shadow-storage",
        "The space for shadow copies is said to be used up, or bounded",
        only="windows",
        has=("shadow", "schattenkopie", "vss storage", "clichés", "instantánea"),
        pattern=r"\b(?:shadow(?: ?copy| ?copies)?(?: area)?|vss|diff(?:erence)? area)[ -]?(?:storage|space|area)?\b"
        r"[^.!?\n]{0,60}?\b(?:(?:reached|hit|exceed(?:s|ed)|at) (?:its |the )?(?:max(?:imum)?|limit|quota)|"
        r"(?:max(?:imum)?(?: size)?|limit|quota)\b"
        r"[^.!?\n]{0,40}?\b(?:reached|too (?:small|low)|exceeded|full|only|(?:set )?to (?:\d|0)|of \d{1,3} ?mb))\b|"
        r"\b(?:not enough|insufficient|no|out of|too little) (?:free )?(?:disk )?(?:space|storage|room)"
        r" (?:is available )?"
        r"(?:for|to create) (?:the )?(?:volume )?shadow|"
        r"\bshadow ?(?:copy )?storage\b[^.!?\n]{0,30}?\b(?:full|exhausted|used up|too small|unbounded helped)\b|"
        r"\b(?:resiz|increas|enlarg|rais|unbound)\w{0,5}[^.!?\n]{0,30}?\b(?:shadow ?(?:copy )?storage|shadowstorage|"
        rf"maxsize)\b[^!?\n]{{0,80}}?\b{GOES}\b",
        also=("told-windows",),
        example="The shadow copy storage of drive D: had reached its maximum size.",
        silent="Shadow copies are enabled on drive D:.",
    ),
    _told(
        "told-foreign-provider",
        "A VSS provider of another maker is said to stand in the way",
        only="windows",
        has="provider",
        pattern=r"\b(?:vss )?(?:hardware |shadow copy |third[- ]party |old |acronis |macrium |paragon |netapp |"
        r"dell |emc |hp\w? |veritas |symantec |storagecraft |shadowprotect |altaro |ibm |falconstor |nimble |qemu |"
        r"virtio |"
        r"equallogic |hyper-v |vmware |datto |solarwinds |commvault |foreign )"
        r"(?:\w{1,12} )?(?:vss )?(?:hardware )?providers?\b[^.!?\n]{0,60}?\b(?:left|remained|still|uninstalled|"
        r"removed|unregister\w{0,3}|"
        r"fail\w{0,3}|veto\w{0,3}|blocks?|used by default|instead of)\b|"
        r"\b(?:remov|uninstall|unregister|delet)\w{0,5}[^.!?\n]{0,40}?\b(?:vss |shadow copy |hardware )providers?\b"
        rf"[^!?\n]{{0,80}}?\b{GOES}\b"
        r"|\b(?:installs?|installed|brought|registers?|registered|left(?: behind)?|adds?|added) (?:an? |its |"
        r"their )?(?:own )?"
        r"(?:vss|shadow copy|hardware) providers?\b|\bprovider\b[^.!?\n]{0,60}?\b(?:instead of|rather than|over|"
        r"before) "
        r"(?:the )?(?:one (?:from|of) |default )?(?:microsoft|windows|system)\b"
        # A provider of another maker in the list, and an event of one that failed beside it.
        r"|\A(?=[\s\S]{0,4000}?(?:12292|12293|shadow copy provider com class|routine on a shadow copy provider))"
        r"[\s\S]{0,4000}?provider name: ?['‘](?!microsoft|[^'\n]{0,20}(?:azure|iaas))[^'\n]{2,80}['’]",
        without=("no third-party provider", "no other provider", "only provider", "only the microsoft"),
        also=("told-windows",),
        example="An old Acronis VSS provider was still registered.",
        silent="Only the Microsoft provider is listed.",
    ),
    _told(
        "told-vss-rights",
        "An account is said to lack rights for VSS in COM security",
        only="windows",
        has=(
            "com security",
            "dcom",
            "component services",
            "dcomcnfg",
            "8194",
            "access permissions",
            "vssaccesscontrol",
        ),
        pattern=r"\b(?:network ?service|local ?service|writer|service account)\b[^!?\n]{0,100}?\b(?:com security|"
        r"dcom\w{0,5}|"
        r"component services|access permissions|local access|vssaccesscontrol)\b[^!?\n]{0,120}?"
        rf"\b(?:{GOES}|missing|lacks?|removed|denied)\b|"
        r"\b(?:com security|dcom\w{0,5}|component services|access permissions|vssaccesscontrol)\b[^!?\n]{0,100}?"
        rf"\b(?:network ?service|local ?service|service account)\b[^!?\n]{{0,120}}?\b(?:{GOES}|missing|lacks?|"
        rf"removed|denied)\b|"
        r"\b(?:dcom|com security|machine(?:launch|access)restriction)\b[\s\S]{0,300}?\b(?:vss|shadow cop\w{1,3}|"
        r"819[34]|system writer)\b"
        r"[\s\S]{0,200}?(?:\bdenied\b|0x80070005)",
        example="In dcomcnfg NETWORK SERVICE was missing under Access Permissions.",
        silent="In dcomcnfg all is set as by default.",
    ),
    _told(
        "told-vssadmin-hangs",
        "The list of VSS writers is said never to come",
        only="windows",
        has=("vssadmin", "diskshadow", "list writers"),
        pattern=r"\b(?:vssadmin|diskshadow|list writers)\b[^!?\n]{0,120}?\b(?:hangs?|hung|never (?:comes? back|"
        r"returns?|ends?|finish\w{0,3}|"
        r"completes?)|(?:just )?(?:sits|waits|stays) there|no (?:answer|response|output)|stuck|for ever|forever|"
        r"for minutes|does ?n(?:ot|['’]t) "
        r"(?:return|come back|respond|answer)|hängt|bleibt hängen|reste bloqué|se queda)\b|"
        r"\bwaiting for responses\b[\s\S]{0,120}?\b(?:never|hangs?|stuck|nothing|for (?:minutes|hours|ever))\b",
        example="vssadmin list writers hangs for ever.",
        silent="vssadmin list writers shows all writers as stable.",
        also=("told-windows",),
    ),
    _told(
        "told-snapshot-deleted",
        "Windows is said to have deleted the shadow copy during the backup",
        has=("snapshot", "shadow cop"),
        pattern=r"\b(?:vss )?(?:snapshots?|shadow cop(?:y|ies))\b (?:was|were|is|got|has been|have been) "
        r"(?:\w{2,12}ly )?(?:deleted|removed|discarded|dropped) by (?:the (?:operating )?system|windows)\b",
        gives="signs.shadow_storage_short",
        also=("told-windows",),
        example="The VSS Snapshot was deleted by the system.",
        silent="The snapshot was deleted by a colleague.",
    ),
)
