"""What people say of the circumstances of a backup that failed: what was off, closed, restarted or deleted then.

What they deny or only ask about does not count.
"""

from __future__ import annotations

from functools import partial

from ...documents import (
    FAQ,
    FEATURES_LINUX,
    LOCKS,
    MATRIX_2026,
    OVERVIEW,
    SEED,
    SOFT_DELETE,
    STATES,
    THREADS,
    VM_ERRORS,
)
from ..declaration import Signature, group
from ..places import OWN_WORDS

_told = partial(Signature, where=OWN_WORDS, within=None)
_CLOSED = r"(?:block(?:ed|s)|closed|den(?:y|ied|ies)|restrict(?:ed|s)|disabled|forbidden|not allowed|no longer)"
_WAY_OUT = r"(?:outbound|internet|egress|outgoing)"
_OFF = r"(?:deallocated|switched off|turned off|powered off|shut ?down|powered down|off)"
_RESTARTED = r"(?:re-?start|reboot)(?:s|ed|ing)?"
_SWEPT = r"\b(?:took|caught|hit|swept away|wiped|killed) (?:our |the |also )?"
_DELETED = r"(?<!be )(?<!can )(?<!not )(?<!n't )\b(?:deleted|removed|purged|cleaned up|tidied up)\b"
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

SIGNATURES: tuple[Signature, ...] = (
    _told(
        "outbound-closed-told",
        "The way out of the VM to the internet is said to be closed",
        has=("outbound", "internet", "egress", "outgoing"),
        pattern=rf"\b{_WAY_OUT}\b[^.;!?]{{0,40}}?\b{_CLOSED}\b|\b(?:{_CLOSED}|den(?:y|ying)(?:[- ]all)?|block(?:ing)?|"
        rf"closing|no|without)\b[^.;!?]{{0,30}}?\b{_WAY_OUT}\b",
        without=("not blocked", "no longer blocked", "internet is open"),
        source=FEATURES_LINUX.section("Network access"),
        example="Last week all outbound traffic of the subnet was blocked.",
        silent="The VM has internet access.",
    ),
    _told(
        "vault-deleted-told",
        "The vault is said to have been deleted",
        has=("vault",),
        beside=("deleted",),
        pattern=r"(?<!be )(?<!not )\bdeleted\b (?!state|items?\b)(?:[\w-]{1,12} ){0,4}?vault\b|"
        r"\bvault\b(?! item)[^.;!?]{0,50}?\b(?:was|is|got|has been|in|"
        r"still)\b (?:\w{1,12} ){0,2}?(?:soft[- ]?)?deleted\b",
        without=("cannot be deleted", "can't be deleted", "key vault", "items in"),
        gives={"signs.vault_deleted_told": True, "vault.deleted": True},
        source=SOFT_DELETE.section("Soft delete for vaults"),
        example="We deleted the old Recovery Services vault last week.",
        silent="Recovery Services vault cannot be deleted as there are existing resources within the vault.",
    ),
    _told(
        "backup-group-deleted-told",
        "The resource group of the restore points is said to have been deleted",
        has=("azurebackuprg", "backup resource group", "resource group of the restore points"),
        beside=("deleted", "removed", "cleaned up", "cleanup", "clean-up", "took", "removes", "deletes", "wiped"),
        pattern=rf"{_SWEPT}azurebackuprg|"
        r"(?<!never )\b(?:deletes|removes|wipes|cleans up)\b (?:[\w-]{1,12} ){0,4}?[\"'“*]?azurebackuprg|"
        rf"{_DELETED}(?:(?!\bsnapshots?\b|\bcollections?\b|\bpoints? (?:in|from)\b|\block)[^;!?]){{0,60}}?"
        r"\b(?:azurebackuprg\w{0,40}|backup resource group|group of the restore points)|"
        rf"\b(?:azurebackuprg\w{{0,40}}|backup resource group|group of the restore points)\b[^.;"
        rf"!?]{{0,30}}?\b(?:was|were|is|got|gets|has been|been|wurde) "
        rf"(?:\w{{1,12}} ){{0,2}}?{_DELETED}",
        without=("did not help", "didn't help", "still fail"),
        source=VM_ERRORS.section("Common virtual machine management errors"),
        example="A colleague deleted AzureBackupRG_westeurope_1.",
        silent="AzureBackupRG_westeurope_1 must not be deleted.",
    ),
    _told(
        "old-vault-busy-told",
        "A job is said to run in the old vault",
        has=("old vault", "former vault", "previous vault", "other vault"),
        pattern=r"\b(?:old|former|previous|other) vault\b[^.;!?]{0,40}?\bjob\b[^.;!?]{0,25}?\b(?:running|runs|"
        r"in progress)|"
        r"\bjob\b[^.;!?]{0,30}?\b(?:running|runs|in progress)\b[^.;!?]{0,20}?\b(?:old|former|previous|other) vault\b",
        without=("no job",),
        gives={"backup.job_in_old_vault": True},
        source=THREADS.section("VMs that another vault holds, 2017 to 2024"),
        example="In the old vault a job is still in progress.",
        silent="No job is in progress in the old vault.",
    ),
    _told(
        "overrun-told",
        "A backup is said to run into the next one",
        has=("hours", "hrs"),
        beside=("next one", "next job", "next backup", "next run", "next scheduled"),
        pattern=r"\b(?:takes?|took|needs?|needed|runs?|ran|lasts?)\b (?:more than |over |about |up to |longer than )?"
        r"\d{1,2} ?(?:h|hrs?|hours)\b[^!?]{0,80}?\bnext (?:one|job|backup|run|scheduled)\b",
        source=OVERVIEW.section("Backup performance"),
        example="One job takes 6 hours, and the next one fails.",
        silent="The next one takes 6 hours.",
    ),
    _told(
        "disk-added-told",
        "A disk is said to have been added to the VM",
        has=("disk",),
        beside=("added", "attached", "adding", "new "),
        pattern=r"(?<!be )\b(?:added|attached)\b (?:\w{1,12} ){0,5}?disks?\b|\b(?:after|since) (?:adding|attaching)\b"
        r"[^.;!?]{0,30}?\bdisks?\b|\bdisks?\b[^.;!?]{0,20}?\b(?:was|were|has been|have been) (?:added|attached)\b",
        without=("shared disk", "not added", "no disk"),
        gives={"backup.disk_added": True},
        source=OVERVIEW.section("Backup performance"),
        example="We added an 8 TB data disk to the VM.",
        silent="The VM has a new disk policy.",
    ),
    _told(
        "classic-migrated-told",
        "The VM is said to have been migrated from the classic model",
        has=("classic", "asm ", "クラシック"),
        beside=("arm", "resource manager", "migrat", "移行"),
        pattern=r"\b(?:migrated|moved|converted)\b[^.;!?]{0,40}?\b(?:classic|asm)\b|\b(?:classic|asm)\b[^.;!?]{0,40}?"
        r"\b(?:migrated|moved|converted) (?:to|into)\b|クラシック.{0,20}移行",
        source=MATRIX_2026.section("VM storage support"),
        example="The VM was migrated from classic to Resource Manager.",
        silent="The classic VM runs.",
    ),
    _told(
        "restart-at-backup-told",
        "The VM is said to be restarted while the backup runs",
        has=("restart", "reboot"),
        pattern=rf"\b(?:vms?|machines?|servers?|it|"
        rf"they)\b[^.;!?]{{0,40}}?\b{_RESTARTED}\b[^;!?]{{0,80}}?\b(?:same time|during the "
        r"(?:backup|job|snapshot)|while the (?:backup|job|snapshot)|when the (?:backup|job))|"
        rf"\b(?:same time|during the (?:backup|job|snapshot)|while the (?:backup|job|"
        rf"snapshot))\b[^.;!?]{{0,60}}?{_RESTARTED}",
        without=("agent was restarted", "restarted the agent", "restart of the agent"),
        source=STATES.section("Power states and billing"),
        example="The VMs are restarted at 01:00, the same time at which the backup starts.",
        silent="We restarted the VM, and the backup fails again.",
    ),
    _told(
        "started-at-backup-told",
        "The VM is said to be started or stopped at the time at which its backup begins",
        has=("start", "stop", "boot", "shut", "deallocat"),
        beside=("backup",),
        pattern=r"\b(?:vms?|machines?|servers?|it|they)\b[^.;!?]{0,25}?\b(?:started|starts|stopped|stops|boots?|booted|"
        r"deallocated|shut ?down|shuts down)\b[^.;!?]{0,40}?\b(?<![\d:.])(?P<at>\d{1,2}(?:[:.]\d\d| ?[ap]m))\b[^.;"
        r"!?]{0,60}?"
        r"\bback ?-?ups?\b[^.;!?]{0,25}?\b(?P=at)\b|"
        r"\bback ?-?ups?\b[^.;!?]{0,40}?\b(?<![\d:.])(?P<when>\d{1,2}(?:[:.]\d\d| ?[ap]m))\b[^.;!?]{0,60}?\b(?:vms?|"
        r"machines?|"
        r"servers?|it|they)\b[^.;!?]{0,25}?\b(?:started|starts|stopped|stops|boots?|booted|deallocated|shut ?down)\b"
        r"[^.;!?]{0,30}?\b(?P=when)\b",
        gives="signs.restart_at_backup_told",
        source=STATES.section("Power states and billing"),
        example="The VM is started by a schedule at 05:00, and the backup is at 05:00 too.",
        silent="The VM is started at 05:00, and the backup is at 23:00.",
    ),
    _told(
        "vm-off-told",
        "The VM is said to be off",
        has=(
            "deallocated",
            "switched off",
            "turned off",
            "powered off",
            "shutdown",
            "shut down",
            "powered down",
            " off",
            "evict",
        ),
        pattern=rf"\b(?:vms?|machines?|servers?)\b[^.;!?]{{0,30}}?\b(?:is|are|was|were|gets?|being|been)\b "
        rf"(?:\w{{1,12}} ){{0,2}}?{_OFF}\b(?! (?:by default|again|and on))|"
        r"(?<!not )\bevict(?:s|ed|ion|ions)\b|\bVM deallocated\b",
        without=("started again", "turned on again", "not off", "never off", "never was off", "never been off"),
        source=FAQ.section("My VM is shut down. Will an on-demand or a scheduled backup work?"),
        example="The VM is deallocated by a runbook at 20:00.",
        silent="The VM was turned off for a minute and started again.",
    ),
    _told(
        "keyvault-secret-gone-told",
        "A secret or key of an encrypted disk is said to have been deleted",
        has=("secret", " key", "kek", "bek"),
        beside=("encrypt", "bitlocker", "dm-crypt", " ade "),
        pattern=rf"{_DELETED} (?:\w{{1,12}} ){{0,3}}?(?:secrets?|keys?|kek|bek)\b(?! vault)|"
        r"\b(?:secrets?|keys?|kek|bek)\b(?! vault)[^.;!?]{0,20}?\b(?:was|were|has been|have been|got)\b (?:\w{1,12} )?"
        r"(?:deleted|purged|removed)",
        without=("access key", "ssh key", "registry key"),
        source=VM_ERRORS.section("DiskEncryptionKeySecretUnwrapFailed"),
        example="Somebody purged the old secret of the encrypted VM.",
        silent="The encrypted VM has its secret and key.",
    ),
    _told(
        "no-lock-told",
        "It is said that there is no lock",
        has=("lock", "sperre", "verrou", "bloqueo", "ロック"),
        pattern=r"(?<!that there are )(?<!remove )\b(?:no|without|any)\b (?:\w{1,12} ){0,2}?locks?\b(?! (?:release|"
        r"help))|\bkeine? \w{0,12}sperren?|"
        r"\baucun verrou|\bning[uú]n bloqueo|"
        r"ロック(?:は|を|も)?(?:なし|していません|かけていません|ありません|設定していません)",
        source=LOCKS.section("Considerations before applying your locks"),
        example="However, I did not create any locks.",
        silent="Please ensure that there are no resource locks which prevents Restore points cleanup.",
    ),
    _told(
        "data-rewritten-told",
        "Much of the VM's data is said to have been written anew",
        has=(
            *("replaced", "copied", "re-encrypt", "reencrypt", "defrag", "rewrote", "rewritten", "restored", "rebuilt"),
            *("reindex", "migrated", "imported", "moved", "入れ替え", "移行しました", "デフラグ"),
        ),
        beside=("transfer", "hours", "slow", "時間", "days"),
        without=("first backup", "initial backup", "初回"),
        pattern=r"\b(?:replaced|copied|re-?encrypted|defragment\w{0,3}|rewrote|rewritten|reindexed|rebuilt|migrated|"
        r"imported|"
        r"moved)\b[^.;!?]{0,50}?\b(?:data|files?|file server|database|volume|tb|gb|disk)\b|"
        r"\b(?:data|files|database|volume)\b[^.;!?]{0,30}?\b(?:was|were|been) (?:replaced|copied|re-?encrypted|"
        r"rewritten|"
        r"migrated|imported|defragmented)|データ.{0,6}(?:入れ替え|移行しま)|デフラグ",
        source=OVERVIEW.section("Backup performance"),
        example="We replaced the data of the file server, and the transfer is slow.",
        silent="The transfer is slow.",
    ),
    _told(
        "job-over-a-day-told",
        "The backup is said to take longer than a day",
        has=("hours", "hrs", "days", "時間た", "時間経", "時間以", "時間か", "stunden", "heures", "horas"),
        beside=("backup", "transfer", "job", "バックアップ", "sicherung", "sauvegarde", "copia"),
        pattern=r"\b(?:tak(?:es?|ing)|took|runs?|running|ran|lasts?|lasted|since|after|for)\b[^.;!?]{0,20}?"
        r"\b(?:2[5-9]|[3-9]\d|1\d\d) ?(?:h|hrs?|hours)\b|\b(?:dauert|läuft)\b[^.;!?]{0,25}?\b(?:2[5-9]|"
        r"[3-9]\d) ?(?:h|stunden)\b|"
        r"(?<!\d)(?:2[5-9]|[3-9]\d) ?時間(?:たって|経って|以上|かか)",
        source=OVERVIEW.section("Backup performance"),
        example="The backup of our file server takes 30 hours.",
        silent="The backup takes 3 hours.",
    ),
    _told(
        "restore-points-counted-told",
        "The number of restore points is told",
        has=("restore points", "recovery points in the collection"),
        pattern=r"\b(?:has|have|had|are|shows?|counted|count|see|list(?:s|ed)?|holds?|there are)\b (?:already |now |"
        r"exactly )?"
        r"(?P<count>\d{1,3}) (?:instant )?restore points\b",
        gives={"restore_points.count": group("count")},
        source=SEED.section("UserErrorRpCollectionLimitReached"),
        example="The VM has 18 restore points in its collection.",
        silent="The number of restore points for a VM cannot exceed 18 restore points.",
    ),
    *(
        _told(
            f"backups-a-day-told-{number}",
            f"{number} backups a day are told of",
            has=(f"{word} backups", f"{number} backups", f"{word} times", f"{number} times"),
            pattern=rf"\b(?:{word}|{number}) (?:scheduled |on-demand )?(?:backups|times)\b (?:are taken |run |"
            rf"taken )?(?:a|per|each|"
            r"every) day\b",
            without=("up to", "at most", "maximum"),
            gives={"backup.per_day": number},
            source=SEED.section("UserErrorRpCollectionLimitReached"),
            example=f"We take {word} backups a day.",
            silent=f"{word} backups failed.",
        )
        for word, number in _NUMBERS.items()
    ),
)
