"""What people say was done in Azure before a backup failed: keys, directory, encryption, vaults, disks, addresses.

What they deny, plan or only ask about does not count.
"""

from __future__ import annotations

from functools import partial

from ...documents import (
    ENCRYPTED_ERRORS,
    ENHANCED,
    FAQ_2025_12,
    GENERAL_MATRIX,
    NIC_ADDRESSES,
    RESTORE_POINT_PAGE,
    VM_ERRORS,
)
from ..declaration import Signature
from ..places import OWN_WORDS

_told = partial(Signature, where=OWN_WORDS, within=None)
_GONE = r"(?<!be )(?<!can )(?<!not )(?<!n't )\b(?:deleted|removed|purged|cleaned up|tidied up|dropped|wiped)\b"
_ACTS = r"(?:attach|detach|add|remov|unmount|swap|resiz|chang|exchang|updat)(?:e?s|ed|ing)?"
_PART = r"(?:disks?|sizes?|vm|nics?|network interfaces?|extensions?|tags?|identit(?:y|ies))"
_WHO = r"(?:scripts?|runbooks?|pipelines?|automation|jobs?|tasks?|functions?|terraform|ansible|skript|logic apps?)"
_WHEN = (
    r"(?:at \d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?|\d{1,2}[:.]\d\d|same time|during the (?:backup|job|snapshot)|"
    r"while the (?:backup|job|snapshot)|when the (?:backup|job|snapshot)|nightly|every (?:night|evening|day))"
)

SIGNATURES: tuple[Signature, ...] = (
    _told(
        "tenant-changed-told",
        "The subscription is said to have been moved to another directory",
        has=("subscription", "abonnement", "suscripción"),
        beside=("tenant", "directory", "verzeichnis", "mandant"),
        pattern=r"\b(?:moved|transferred|migrated|switched|transfer|move|verschoben|umgezogen)\b[^.;!?]{0,60}?"
        r"\bsubscriptions?\b[^.;!?]{0,40}?\b(?:tenant|directory|verzeichnis|mandant)|"
        r"\b(?:subscriptions?|abonnements?)\b[^.;!?]{0,40}?\b(?:was|were|is|got|has been|have been|wurde|wurden)\b "
        r"(?:moved|transferred|migrated|switched)?[^.;!?]{0,20}?\b(?:to|into|in)\b[^.;!?]{0,30}?"
        r"\b(?:new|other|another|different|parent\S{0,12}|their|neuen?|anderen?)\b[^.;!?]{0,25}?\b(?:tenant|directory|"
        r"verzeichnis|mandant)|"
        r"\b(?:changed?|changing) (?:the )?(?:tenant|directory)\b[^.;!?]{0,30}?\bsubscription\b|"
        r"\bsubscriptions?\b[^.;!?]{0,30}?\b(?:now |since then )?(?:belongs?|moved|lives?|sits?|ended up) (?:to|in|"
        r"under) "
        r"(?:the |an? |its )?(?:new|other|another|different|buyer\S{0,3})\b[^.;!?]{0,25}?\b(?:tenant|directory)",
        without=("do not move", "before we move", "can we move", "cannot move"),
        gives={"vault.tenant_changed": True},
        source=FAQ_2025_12.section("Backup"),
        example="We transferred the subscription to the tenant of the parent company.",
        silent="The subscription is in the same tenant.",
    ),
    _told(
        "encryption-vault-deleted-told",
        "The key vault of a disk encryption set is said to have been deleted",
        has=("key vault", "keyvault"),
        beside=("encryption set", "customer managed", "customer-managed", "cmk"),
        pattern=rf"{_GONE} (?:[\w\"'“”-]{{1,20}} ){{0,4}}?key ?vaults?\b(?! (?:secret|key|access|role))|"
        r"\bkey ?vaults?\b(?! (?:secret|key|access|role))[^.;!?]{0,30}?\b(?:was|were|is|got|has been|have been|been)\b "
        r"(?:\w{1,12} )?(?:deleted|removed|purged|gone)\b|\bdeleted key ?vaults?\b",
        without=("cannot be deleted", "can be deleted", "must not be deleted", "not deleted"),
        gives={"des.keyvault_gone": True},
        source=RESTORE_POINT_PAGE.section("Keyvault associated with DiskEncryptionSet is not found"),
        example="Somebody deleted the key vault that our disk encryption set uses.",
        silent="The key vault of the disk encryption set was not deleted.",
    ),
    _told(
        "generalized-told",
        "The VM is said to have been generalized",
        has=("generalized", "generalised", "sysprep"),
        pattern=r"\b(?:ran|run|executed|did|used|started) (?:a |the )?sysprep\b"
        r"(?! (?:fail|error))|\bsysprep(?:ped)? (?:was run|has been run|(?:the|this|our) (?:vm|machine|server))\b|"
        r"\b(?:vm|machine|server|it)\b (?:was|is|has been|got) (?:\w{1,12} )?(?:generali[sz]ed|sysprepped)\b",
        without=(
            "not generalized",
            "never ran sysprep",
            "not run sysprep",
            "without sysprep",
            "from a generalized",
            "not allowed",
        ),
        gives={"vm.generalized": True},
        also=("told-windows",),
        source=VM_ERRORS.section("Operation is not allowed since the VM is generalized"),
        example="We ran sysprep on the machine and captured it.",
        silent="The VM is not generalized.",
    ),
    _told(
        "changed-at-backup-told",
        "Something is said to change the VM at the time of its backup",
        has=("attach", "detach", "resiz", "adds ", "removes ", "swap", "changes ", "changed while", "updates "),
        pattern=rf"\b{_WHO}\b[^.;!?]{{0,50}}?\b{_ACTS}\b[^.;!?]{{0,40}}?\b{_PART}\b[^;!?]{{0,60}}?\b{_WHEN}\b|"
        rf"\b{_WHO}\b[^.;!?]{{0,30}}?\b{_WHEN}\b[^.;!?]{{0,40}}?\b{_ACTS}\b[^.;!?]{{0,40}}?\b{_PART}\b|"
        rf"\b{_WHO}\b[^.;!?]{{0,30}}?\b{_ACTS}\b[^.;!?]{{0,40}}?\b{_PART}\b {_WHEN}\b|"
        r"\b(?:changed|resized|detached|attached) while (?:the|its|a) (?:snapshot|backup)\b",
        without=("changes the tag", "no script"),
        source=RESTORE_POINT_PAGE.section(
            "Changes were made to the Virtual Machine while the operation was in progress"
        ),
        example="A runbook detaches the data disk at 23:00, when the backup starts.",
        silent="A runbook starts the VM at 07:00.",
    ),
    _told(
        "told-ade",
        "The disks are said to be encrypted with Azure Disk Encryption",
        has=("azure disk encryption", "azurediskencryption", "ade "),
        pattern=r"\bencrypted\b[^.;!?]{0,40}?\b(?:azure ?disk ?encryption|ade)\b|"
        r"\b(?:azure ?disk ?encryption|ade)\b (?:\w{1,12} )?(?:is|was|has been) (?:on|enabled|active|turned on|"
        r"switched on|installed)\b|\b(?:enabled|turned on|switched on|use|uses|using|have|has) (?:\w{1,12} )?"
        r"(?:azure ?disk ?encryption|ade)\b",
        without=(
            "not encrypted",
            "no azure disk encryption",
            "without azure disk encryption",
            "not use ade",
            "not azure",
        ),
        gives={"disks.encrypted": True},
        source=ENCRYPTED_ERRORS.section("UserErrorEncryptedVmNotSupportedWithDiskEx"),
        example="All disks are encrypted with Azure Disk Encryption.",
        silent="The disks are not encrypted with Azure Disk Encryption.",
    ),
    _told(
        "told-disks-excluded",
        "Disks are said to be left out of the backup",
        has=("exclu", "leave out", "left out", "selective disk", "--disk-list-setting", "ausgeschlossen"),
        beside=("disk", "drive", "lun"),
        pattern=r"--disk-list-setting (?:exclude|include)\b|"
        r"\b(?:exclude[ds]?|excluding|leave out|left out|leaving out)\b[^.;!?]{0,50}?\b(?:disks?|drives?|luns?)\b|"
        r"\b(?:disks?|drives?|luns?)\b (?:\w{1,12} ){0,3}?(?:is|are|was|"
        r"were) (?:excluded|left out|ausgeschlossen)|\bselective disk backup\b[^.;!?]{0,20}?\b(?:on|enabled|used)",
        without=("antivirus", "defender", "not excluded", "no disk", "scan"),
        gives={"disks.excluded": True},
        source=ENCRYPTED_ERRORS.section("UserErrorEncryptedVmNotSupportedWithDiskEx"),
        example="We exclude the data disk from the backup.",
        silent="No disk is excluded from the backup.",
    ),
    _told(
        "vault-georedundant-told",
        "The vault is said to be geo-redundant",
        has=(
            "geo redundan",
            "geo-redundan",
            "georedundan",
            "grs",
            "cross region restore",
            "cross-region restore",
            "paired region",
        ),
        beside=("vault", "tresor", "coffre", "almacén"),
        pattern=r"\b(?:is|are|has|have|with|uses?|set to|in an?|our|the|ist|auf)\b (?:\w{1,12} ){0,2}?"
        r"(?:geo[- ]?redundan\w{1,8}|grs\b)|\b(?:geo[- ]?redundan\w{1,8}|grs)\b (?:\w{1,12} ){0,2}?vaults?\b|"
        r"\bvault\b[^.;!?]{0,30}?\breplicat\w{1,4} (?:its data )?to (?:the |a |its )?paired region|"
        r"\(geo[- ]?redundan\w{1,8}|\bcross[- ]region restore\b (?:is|was) (?:on|enabled)",
        without=("not geo", "not grs", "to grs", "no grs", "to geo", "from grs", "from geo"),
        source=GENERAL_MATRIX.section("Vault support"),
        example="The vault is geo-redundant.",
        silent="The vault is not geo-redundant.",
    ),
    _told(
        "vault-closed-told",
        "The vault is said to be closed to public networks",
        has=("public network access", "public access", "private endpoint", "private link"),
        beside=("vault", "rsv"),
        pattern=r"\b(?:vault|rsv)\b[^.;!?]{0,40}?\b(?:and|,|with) (?:\w{1,12} )?(?:denied|disabled|closed|blocked|"
        r"turned off|no) (?:all )?public (?:network )?access\b|\bprivate endpoints?\b[^.;!?]{0,30}?\b(?:on|for|to) "
        r"(?:the |our )?(?:rsv|recovery (?:services )?vault)\b[^.;!?]{0,40}?\bpublic\b[^.;!?]{0,25}?\b(?:denied|"
        r"disabled|off|closed|blocked)\b|"
        r"\bpublic (?:network )?access\b[^.;!?]{0,40}?\b(?:recovery services |backup |this |the )?vault\b"
        r"[^.;!?]{0,20}?\b(?:is|was|has been|got) (?:disabled|denied|off|switched off|turned off|closed)|"
        r"\b(?:disabled|denied|switched off|turned off|closed|blocked)\b (?:the )?public (?:network )?access\b"
        r"[^.;!?]{0,40}?\b(?<!key )vault\b|\bvault\b[^.;!?]{0,40}?\bpublic (?:network )?access (?:is|was) (?:disabled|"
        r"denied|off)",
        without=("key vault", "keyvault", "backup vault"),
        gives={"vault.public_access": False},
        source=GENERAL_MATRIX.section("Private endpoints"),
        example="We disabled public network access on the Recovery Services vault.",
        silent="Public network access of the vault is on.",
    ),
    _told(
        "guest-static-address-told",
        "A static address is said to be set inside the guest",
        has=("static", "fixed ip", "feste ip", "fixe ip"),
        beside=("ip", "address", "adresse"),
        pattern=r"\b(?:static|fixed|feste?n?) (?:ipv?4? )?(?:ip|ips|address(?:es)?|adressen?|ip address(?:es)?|"
        r"ip-adressen?)\b[^.;!?]{0,40}?\b(?:inside|within|in|on) (?:of )?(?:the |our )?(?:windows|linux|guest|os|"
        r"operating system|adapter|vm itself|netplan|network (?:adapter|card|settings|connections))\b|"
        r"\b(?:inside|within) (?:of )?(?:the )?(?:windows|linux|guest|os|vm)\b[^.;!?]{0,40}?\b(?:static|fixed) "
        r"(?:ip|address)",
        without=("no static", "not static", "in azure as static", "in the portal"),
        gives={"network.guest_static_ip": True},
        source=NIC_ADDRESSES.section("Change IP address settings"),
        example="A static IP address was typed in inside Windows.",
        silent="The static IP address is set in Azure.",
    ),
    _told(
        "instant-days-told",
        "The days of instant restore points are said to be refused",
        has=("instant",),
        beside=("must be", "cannot be", "has to be", "between", "only allows", "not allow", "greater than", "maximum"),
        pattern=r"\binstant (?:restore |recovery |rp |snapshot )?(?:points? |snapshots? )?(?:retention|days|range)\b"
        r"[^.;!?]{0,40}?\b(?:must be|has to be|cannot be|can(?:not|'t) exceed|between|only allows|not allowed|"
        r"greater than|maximum)\b",
        without=("is between", "default"),
        gives="signs.instant_days_refused",
        source=ENHANCED.section("Create an Enhanced policy and configure the VM backup"),
        example="On saving I get: instant restore retention must be 5 days.",
        silent="The instant restore retention is 5 days.",
    ),
    _told(
        "registrations-stopped-told",
        "The enabling of many VMs is said to have stopped after a number of them",
        has=("per day", "24 hours", "limit of", "a day", "for the day", "tomorrow", "next day", "daily limit"),
        beside=("enable", "protect", "register", "onboard", "script", "loop"),
        pattern=r"\b(?:per|a|for the|each) day\b[^.;!?]{0,60}?\b(?:limit|maximum|reached|exceeded|quota|vault)\b|"
        r"\b(?:limit|maximum|quota)\b[^.;!?]{0,70}?\b(?:per|a|for the|each) day\b|\bstops? for the day\b|"
        r"\b(?:try|retry|again) (?:\w{1,12} )?(?:after|in) 24 hours\b",
        without=("backups a day", "on-demand", "on demand", "backups per day", "copies"),
        source=GENERAL_MATRIX.section("Vault support"),
        example="The script that protects all VMs stops at a limit per day of the vault.",
        silent="The script protects ten VMs, and fails.",
    ),
)
