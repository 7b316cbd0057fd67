"""What people say of limits and of what runs at the same time: numbers of disks and VMs, other changes, a subscription.

Numbers count where they are said of what somebody has, not where a limit is quoted.
"""

from __future__ import annotations

from ...documents import FAQ_2025_12, LOCKS, MATRIX_2026, OVERVIEW, RESTORE_POINT_PAGE, SOFT_DELETE, THREADS
from ..declaration import Signature, group
from ._stating import told as _told

_QUOTED = ("up to", "maximum of", "at most", "limit of", "supports", "no more than", "less than", "limited to")
_ITEM = r"(?:vms?|virtual machines?|machines?|servers?|items?|instances?)"
_PRODUCT = (
    r"(?:veeam|commvault|rubrik|cohesity|veritas|netbackup|acronis|druva|n2ws|site recovery|asr|hycu|avepoint|keepit|"
    r"nakivo|own script|our script|another product|other product|second product|third[- ]party)"
)
_MACHINE = r"(?:vm|virtual machine|machine|server)"
_MAKES = r"(?:makes?|takes?|creates?|writes?|triggers?|requests?|uses?|does|runs?)"

SIGNATURES: tuple[Signature, ...] = (
    _told(
        "data-disks-counted-told",
        "The number of the VM's data disks is told",
        has="disks",
        pattern=r"\b(?:has|have|had|got|holds?|carries|carrying|uses|with)\b (?:about |some |over |its )?"
        r"(?P<count>\d{1,3}) (?:(?:managed|data|premium|attached|ssd|hdd|big|small) ){0,3}disks\b",
        without=(*_QUOTED, "support", "excluded", "left out"),
        gives={"disks.data_count": group("count")},
        source=MATRIX_2026.section("VM storage support"),
        example="The database server has 40 data disks attached.",
        silent="Azure Backup supports VMs with up to 32 data disks.",
    ),
    _told(
        "policy-full-told",
        "A policy is said to have all the VMs that it may have",
        has=("policy", "policies", "tica", "directiva", "tratégie", "richtlinie", "criterio", "beleid"),
        pattern=rf"\b(?:{_ITEM} )?(?:number |no\.? ?|#)?10[1-9](?:st|nd|rd|th)?\b(?: {_ITEM})?[^.;!?]{{0,30}}?"
        rf"\b(?:to|in|into|under|with)\b[^.;!?]{{0,20}}?\bpolic(?:y|ies)\b|"
        rf"\bpolicy\b[^.;!?]{{0,25}}?\b(?:has|holds|covers|contains|protects|with|hat)\b (?:already |now |exactly )?"
        rf"(?:100|a hundred|hundert) (?:\w{{1,12}} )?{_ITEM}|"
        rf"\b(?:after|first) (?:the )?(?:100|hundred) {_ITEM}?[^.;!?]{{0,40}}?\bpolicy\b|"
        r"\b(?:pol[ií]tica|directiva|stratégie|richtlinie|criterio|beleid)\b[^.;!?]{0,60}?\b100 (?:\w{1,12} )?(?:itens|"
        r"elementos|éléments|elemente|elementi|items|vms|máquinas|machines|maschinen|macchine)\b",
        without=_QUOTED,
        gives="signs.policy_full",
        source=THREADS.section("Policies with as many VMs as they take, 2018 to 2024"),
        example="Adding VM 101 to the daily policy fails.",
        silent="A policy takes up to 100 VMs.",
    ),
    _told(
        "vault-counted-told",
        "A vault is said to have as many VMs as it may have",
        has=("vault", "rsv"),
        pattern=rf"\b(?:vault|rsv)\b[^.;!?]{{0,25}}?\b(?:has|holds|contains|protects|with|is at)\b (?:already |now "
        rf"|exactly )?(?:1[,.]?000|a thousand|one thousand) (?:\w{{1,12}} )?{_ITEM}|"
        rf"\b(?:1[,.]?000|one thousand|a thousand|tausend) (?:\w{{1,12}} )?{_ITEM}\b[^.;!?]{{0,20}}?\b(?:vault|rsv)\b|"
        rf"\b{_ITEM} (?:number |no\.? ?|#)?100[1-9]\b[^.;!?]{{0,30}}?\b(?:vault|rsv)\b",
        without=_QUOTED,
        gives={"vault.vm_count": 1000},
        source=FAQ_2025_12.section("Backup"),
        example="The vault has already 1000 VMs.",
        silent="A vault takes up to 1000 VMs.",
    ),
    _told(
        "protection-change-running-told",
        "Another change of the protection is said to run",
        has=("in progress", "running", "twice", "object locked", "objectlocked"),
        beside=("operation", "protection", "configur", "enabl", "policy"),
        pattern=r"\b(?:another|other|an|previous) operation\b[^.;!?]{0,25}?\b(?:in progress|running)\b[^.;!?]{0,20}?"
        r"\b(?:on|for) (?:this|the|that) (?:\w{1,10} )?(?:item|vm|instance|container)\b|"
        r"\b(?:enabl\w{1,4}|configur\w{1,6}|modif\w{1,6}|change|update)\b (?:of )?(?:the )?(?:backup|protection|policy)"
        r"\b[^.;!?]{0,30}?\b(?:is|are|still|was)\b[^.;!?]{0,12}?\b(?:in progress|running)\b",
        without=("backup job", "snapshot", "no operation"),
        gives={"backup.protection_change_running": True},
        source=THREADS.section("Changes of the protection that meet, 2018 to 2025"),
        example="Another operation is in progress on this item, the portal says.",
        silent="A backup job is in progress.",
    ),
    _told(
        "subscription-disabled-told",
        "The subscription is said to be disabled",
        has=("subscription", "credit", "spending limit", "abonnement", "suscripción"),
        pattern=r"\bcredits?\b[^.;!?]{0,30}?\b(?:ran out|run out|used up|exhausted|expired|gone|spent|consumed|over)\b|"
        r"\bspending limit (?:was |is |has been |got )?(?:reached|hit|exceeded)|"
        r"\bsubscription\b (?:\w{1,12} ){0,3}?(?:is|was|got|has been|went|became|shows?)\b (?:\w{1,12} ){0,3}?"
        r"[\"'“]?(?:disabled|cancel?led|suspended|expired|past due|deactivated|warned|read[- ]only)\b|"
        r"\babonnement (?:ist|wurde|est) (?:deaktiviert|gekündigt|abgelaufen|désactivé|expiré)|"
        r"\bsuscripción (?:está|fue) (?:deshabilitada|cancelada)",
        without=("not disabled", "lock", "cpu credit", "burst", "n't disabled"),
        gives={"vault.subscription_disabled": True},
        source=THREADS.section("Subscriptions that were disabled, 2019 to 2025"),
        example="Our subscription was disabled last week, when the credit was used up.",
        silent="The subscription is active, and has credit.",
    ),
    _told(
        "enabled-lately-told",
        "The backup is said to have been enabled a short time ago, and its first job runs",
        has=("enabled", "activated", "configured", "aktiviert", "activé", "habilit"),
        beside=("hours", "days", "transfer", "stuck", "slow", "%", "stunden", "heures", "horas"),
        pattern=r"\b(?:enabled|activated|configured|set up|turned on|switched on) (?:the |its |azure )?"
        r"(?:back ?-?up|protection)\b[^.;!?]{0,40}?\b(?:yesterday|today|this (?:morning|week)|last night|"
        r"(?:\d{1,2}|two|three|a few) (?:hours|days) ago|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
        without=("worked before", "first backup succeeded", "first backup was", "backups succeeded"),
        gives={"backup.first_backup_done": False},
        source=OVERVIEW.section("Backup performance"),
        example="We enabled backup yesterday, and the transfer is slow.",
        silent="We enabled the backup last year.",
    ),
    _told(
        "foreign-restore-points-told",
        "Another product is said to make restore points or snapshots of the VM",
        has=("restore point", "snapshot"),
        pattern=rf"\b{_PRODUCT}\b[^.;!?]{{0,30}}?\b{_MAKES}\b[^.;!?]{{0,25}}?\brestore points?\b",
        without=("no longer", "was removed", "not make", "stopped using"),
        source=RESTORE_POINT_PAGE.section("Concurrent restore points"),
        example="Commvault also makes restore points of the same VMs at 2:00.",
        silent="Azure Backup makes restore points of the VM.",
    ),
    _told(
        "provider-unregistered-told",
        "The resource provider of Azure Backup is said not to be registered",
        has=("recoveryservices", "resource provider", "provider"),
        beside=("regist",),
        pattern=r"\b(?:recovery ?services|microsoft\.recoveryservices|(?:this |the |its )?(?:resource )?provider)\b"
        r"[^.;!?]{0,40}?\b(?:not ?registered|unregistered|(?:is|was) ?n[o'’]t registered|not yet registered|"
        r"never registered)|"
        r"\bnot (?:being )?registered\b[^.;!?]{0,40}?\b(?:recovery ?services|resource provider|namespace)\b",
        without=("was registered", "is registered now", "vault is not registered", "vss", "provider not registered in"),
        gives={"vault.provider_registered": False},
        source=THREADS.section("Subscriptions whose providers were not registered, 2018 to 2024"),
        example="The provider Microsoft.RecoveryServices is not registered in the new subscription.",
        silent="The provider Microsoft.RecoveryServices is registered.",
    ),
    _told(
        "rights-missing-told",
        "Whoever enables the backup is said to lack rights",
        has=("permis", "rights", "role", "rechte", "droits", "berechtig", "autorizz", "権限がない", "権限がありません"),
        beside=("enabl", "configur", "habilit", "aktiv", "activ", "abilit", "attiv", "einricht", "set up", "有効"),
        pattern=r"\b(?:i|we|he|she|they|user|pipeline|sp|service principal)\b[^.;!?]{0,15}?\b(?:have|has|had|with|got) "
        r"(?:no|only|just)\b[^.;!?]{0,25}?\b(?:permissions?|rights|roles?|reader)\b[^.;!?]{0,30}?"
        r"\b(?:vault|vms?|machines?|rsv)\b|"
        r"\b(?:for|on|over) the (?:vms?|machines?|vault)(?: themselves| itself)?,? (?:i|we|he|she|they) "
        r"(?:have|has|had|got) no (?:roles?|rights|permissions?)\b|"
        r"\bback ?up (?:contributor|operator|reader)\b[^;!?]{0,120}?\b(?:except|but not|but can ?not|apart from)\b"
        r"[^.;!?]{0,15}?\b(?:enabl|configur|set up|activat)\w{0,4}\b[^.;!?]{0,15}?\bback[ -]?up|"
        r"\bno teng?o? (?:los )?permisos\b|\bnão tenho permiss|\bnon ho (?:i |le )?(?:permessi|autorizzazioni)|"
        r"\bje n['’]ai pas (?:les |de )?(?:droits|permissions|autorisations)|\b(?:habe|haben) (?:ich |wir )?keine "
        r"(?:rechte|berechtigung)|権限がありません|権限がない",
        without=("key vault", "keyvault", "tresorschlüssel", "almacén de claves"),
        gives={"caller.has_roles": False},
        source=FAQ_2025_12.section("Backup"),
        example="When I enable the backup: I have only reader rights on the vault.",
        silent="I have all rights on the vault, and enable the backup.",
    ),
    _told(
        "backup-group-locked-told",
        "A lock on the resource group of the restore points is told of",
        has=("lock", "sperre", "verrou", "bloque", "blocco"),
        beside=("azurebackuprg", "backup group", "backup rg", "backup resource group", "restore points"),
        pattern=r"\b(?:locks?|locked|sperren?|verrous?|bloqueos?|blocco)\b[^.;!?]{0,40}?\b(?:on|to|at|auf|sur|en|el|su|of|"
        r"for)\b[^.;!?]{0,25}?\b(?:azurebackuprg\w{0,40}|backup (?:resource )?(?:group|rg))|"
        r"\b(?:azurebackuprg\w{0,40}|backup (?:resource )?(?:group|rg))\b[^.;!?]{0,25}?\b(?:is|was|got|has been|are|"
        r"has (?:a|an)|ist|est)\b (?:\w{1,12} ){0,2}?(?:locks?\b|locked|gesperrt|verrouillé)",
        without=(
            "no lock",
            "not locked",
            "without a lock",
            "any lock",
            "read-only",
            "readonly",
            "read only",
            "removed the lock",
        ),
        gives="signs.delete_lock_told",
        source=LOCKS.section("Considerations before applying your locks"),
        example="It is the lock that we set on AzureBackupRG_westeurope_1.",
        silent="There is no lock on AzureBackupRG_westeurope_1.",
    ),
    _told(
        "data-deleted-told",
        "The protection is said to have been stopped with its data deleted",
        has=(
            "delete backup data",
            "delete data",
            "deleted the backup data",
            "deleted its backup",
            "delete-backup-data",
        ),
        pattern=r"\b(?:stop(?:ped)?|disabled?|ended|removed)\b[^.;!?]{0,40}?\bdeleted? (?:the |its )?(?:backup "
        r")?data\b|"
        r"--delete-backup-data (?:true|yes|y)\b|\bdeleted (?:the|its) backup data\b",
        without=(
            "want to delete",
            "cannot",
            "can't",
            "unable to",
            "how do i",
            "fails",
            "greyed",
            "planned",
            "refused",
            "protected by",
        ),
        gives={"backup.soft_deleted": True},
        source=SOFT_DELETE.section("Soft delete for vaults"),
        example="I stopped protection with delete backup data last week.",
        silent="I stopped protection and kept the data.",
    ),
    _told(
        "vm-deleted-told",
        "The VM is said to have been deleted",
        has=("deleted", "decommissioned", "destroyed", "gelöscht", "retired", "no longer exists"),
        beside=("vm", "virtual machine", "machine", "server", "maschine"),
        pattern=r"(?<!be )(?<!not )(?<!to )\b(?:deleted|destroyed|decommissioned|retired)\b (?:(?:the|this|that|"
        r"our|an?|"
        rf"old) ){{0,3}}(?:azure )?{_MACHINE}s?\b(?![\'’]s)(?! (?:extension|agent|snapshot|item|backup|restore|scale))|"
        rf"\b(?:vms?|virtual machines?|(?:the|this|that|our|my|which|whose) {_MACHINE})\b (?:itself )?(?:is|was|"
        rf"has been|"
        r"have been|were|got) (?:\w{1,12} )?(?:deleted|destroyed|decommissioned|retired)\b|"
        rf"\b(?:the|this|that|our|my|which) {_MACHINE}\b (?:itself )?no longer exists\b|"
        r"\b(?:vm|maschine|server) (?:wurde|ist) (?:\w{1,12} )?gelöscht",
        without=(
            *("again", "recreat", "re-creat", "rebuil", "same name", "anew", "not deleted", "was not", "restored"),
            *(
                "other vm",
                "from the disk",
                "snapshot of",
                "test vm",
                "marked for deletion",
                "renamed",
                "possible causes",
            ),
        ),
        gives={"vm.exists": False},
        source=FAQ_2025_12.section("Backup"),
        example="The server was decommissioned in spring, but nobody stopped its backup.",
        silent="We deleted the VM and created it again.",
    ),
)
