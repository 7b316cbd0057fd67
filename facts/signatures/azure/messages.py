"""What the agent's status and the error of a backup job say."""

from __future__ import annotations

from ...documents import AT_CREATION, ENCRYPTION, LOCKS, MATRIX_2026, RECORDINGS, SIBLING, STATES, THREADS, VM_ERRORS
from ..declaration import Signature
from ..places import AGENT_MESSAGE, ANY_TEXT, JOB_TEXT

_CLOCK = (
    r"(?:\bclock|\bsystem time|\btime (?:on|of|in) the (?:windows |linux )?(?:vm|virtual machine|server|machine|guest))"
    r"[^.\n]{0,60}?(?:(?:\d|\b(?:one|two|three|four|five|six|seven|ten|several|some|many)) "
    r"(?:seconds?|minutes?|hours?|days?|months?|years?) (?:behind|ahead|off|fast|slow|wrong|in the (?:past|future))|"
    r"(?:is|was|were) (?:too )?(?:wrong|not correct|incorrect|off by|far off|out of sync|different from))|"
    r"\b(?:en avance|en retard|adelantad[oa]|atrasad[oa]|avanti|indietro) (?:de |d['’]|"
    r"di )?[^.\n]{0,30}?\b(?:secondes?|minutes?|"
    r"heures?|jours?|minutos|horas?|minuti|ore|ora)\b|"
    r"\b(?:uhr|uhrzeit|systemzeit)\b[^.\n]{0,60}?\b(?:falsch|(?:sekunden|minuten|stunden?|tage) (?:vor|nach|daneben|"
    r"falsch))\b|"
    r"\b(?:horloge|heure système|reloj|hora del sistema|orologio)\b[^.\n]{0,40}?\b(?:fausse|décalée?|"
    r"incorrect[eoa]?|errónea|"
    r"mal|desfasad[oa]|sbagliat[oa])|(?:時刻|時計)[^。\n]{0,20}(?:ずれ|進ん|遅れ)|"
    # As people put it: it was so much ahead.
    r"\b(?:vm|server|machine|guest|dc)\b[^.\n]{0,30}?\b(?:was|is|runs?|ran) (?:\w{1,8} )?\d{1,4} (?:seconds|minutes|"
    r"hours|days) "
    r"(?:ahead|behind|fast|slow|off)\b"
)

SIGNATURES: tuple[Signature, ...] = (
    Signature(
        "agent-waits-for-network",
        "The agent waits for a network issue to be resolved",
        where=AGENT_MESSAGE,
        has="waiting for network issue",
        gives="agent.waits_for_network",
        source=RECORDINGS.section("Instance views"),
        example="GuestAgent is running and waiting for network issue to be resolved.",
        silent="GuestAgent is running and processing the extensions.",
    ),
    Signature(
        "antivirus-restricts",
        "Antivirus restricts the backup extension",
        where=JOB_TEXT,
        has="antivirus configured in the vm is restricting",
        only="windows",
        source=SIBLING.section("VMRestorePointInternalError"),
        example="Antivirus configured in the VM is restricting the execution of backup extension.",
        silent="Restore Point creation failed due to an internal execution error while creating VM snapshot.",
    ),
    Signature(
        "auto-shutdown-told",
        "An automatic shutdown of the VM is told of",
        where=JOB_TEXT,
        has=("auto-shutdown", "auto shutdown", "autoshutdown"),
        without=(
            "shutdown is off",
            "shutdown is not",
            "shutdown is disabled",
            "no auto",
            "shutdown off",
            "without auto",
        ),
        within=None,
        source=STATES.section("Power states and billing"),
        example="Auto-shutdown runs at 19:00, and so does the backup.",
        silent="The VM was shut down by a person.",
    ),
    Signature(
        "vm-seen-between-states",
        "The VM was seen between two power states",
        where=JOB_TEXT,
        has=("deallocating", "stopping", "starting"),
        without=("not in deallocating", "not in stopping", "not in starting", "not in the "),
        pattern=r"\b(?:deallocating|stopping|starting)['\"]? state\b|\bPowerState/(?:deallocating|stopping|starting)\b",
        within=None,
        source=STATES.section("Power states and billing"),
        example="The VM is in Deallocating state at that time.",
        silent="The VM is in Stopped state, and the agent is starting.",
    ),
    Signature(
        "backup-group-not-created",
        "The resource group of the restore points could not be created",
        where=JOB_TEXT,
        has=(
            "azure backup resource group for virtual machines creation failed",
            "update resource group",
            "create resource group",
            "write resourcegroups",
        ),
        pattern=r"virtual machines creation failed|(?:update|create|write) resource ?groups?\W{1,4}(?:is |was |"
        r"status )?"
        r"[\"'“]?(?:failed|forbidden|denied)[^!?]{0,60}?\bbackup management service|\bbackup management "
        r"service\b[^!?]{0,80}?"
        r"(?:update|create|write) resource ?groups?\W{1,4}(?:is |was |status )?[\"'“]?(?:failed|forbidden|denied)",
        source=AT_CREATION.section("Azure Backup resource group for Virtual Machines"),
        example="Azure Backup resource group for virtual machines creation failed",
        silent="Azure Backup resource group for virtual machines",
    ),
    Signature(
        "backup-lacks-permissions",
        "Azure Backup lacks permissions for the operation",
        where=JOB_TEXT,
        has="azure backup does not have sufficient permissions to perform the operation",
        source=ENCRYPTION.section("Provide permissions to Azure Backup"),
        example="Azure Backup does not have sufficient permissions to perform the operation",
        silent="The client does not have sufficient permissions to perform the operation on the role assignment.",
    ),
    Signature(
        "classic-storage-account",
        "A storage account is of the classic kind",
        where=JOB_TEXT,
        has="microsoft.classicstorage/storageaccounts",
        within=None,
        source=MATRIX_2026.section("VM storage support"),
        example="portalvhds1  Default-Storage-JapanEast  japaneast  Microsoft.ClassicStorage/storageAccounts",
        silent="portalvhds1  rg-storage  japaneast  Microsoft.Storage/storageAccounts",
    ),
    Signature(
        "delete-lock-told",
        "A lock that forbids deletion is told of",
        where=JOB_TEXT,
        has=(
            *(
                "cannotdelete",
                "can not delete lock",
                "cannot delete lock",
                "no-delete lock",
                "delete lock",
                "delete-lock",
            ),
            *("no delete' lock", "deletion lock", "löschsperre", "lösch-sperre", "verrou de suppression"),
            *("bloqueo de eliminación", "bloqueo de eliminacion", "bloqueio de exclusão", "bloqueio de eliminação"),
            *("blocco di eliminazione", "verwijdervergrendeling", "削除ロック", "削除不可ロック"),
        ),
        without=("perform write operation", "no lock", "no cannotdelete", "is no delete", "not locked", "any lock"),
        within=None,
        source=LOCKS.section("Considerations before applying your locks"),
        example="We put a CanNotDelete lock on the subscription last month.",
        silent="Please ensure that there are no resource locks which prevents Restore points cleanup.",
    ),
    Signature(
        "clock-told-wrong",
        "Somebody says that the guest's clock is wrong",
        where=ANY_TEXT,
        has=(
            *(
                "clock",
                "system time",
                "time on the",
                "time of the",
                "time in the",
                "en avance",
                "en retard",
                "adelantad",
            ),
            *("atrasad", "avanti ", "indietro", "uhrzeit", "systemzeit", "uhr ", "horloge", "heure système", "reloj"),
            *(
                "orologio",
                "hora del sistema",
                "の時刻",
                "の時計",
                "時刻が",
                "時計が",
                "時刻は",
                "時計は",
                "ahead",
                "behind",
            ),
        ),
        pattern=_CLOCK,
        within=None,
        source=THREADS.section("MicrosoftDocs/azure-docs#76638"),
        example="The VM's clock was 40 minutes behind.",
        silent="The clock was 40 percent faster than the other core's.",
    ),
    Signature(
        "extension-provisioning-timed-out",
        "Another extension has failed",
        where=(JOB_TEXT, ANY_TEXT),
        has=("Provisioning of VM extension",),
        without="vmsnapshot",
        pattern=r"Provisioning of VM extension ['\"]?[\w.-]{1,90}['\"]? has timed out",
        gives="signs.other_extension_failed",
        source=VM_ERRORS.section("Common virtual machine management errors"),
        example="Provisioning of VM extension OMSExtension has timed out. Extension provisioning has taken too long.",
        silent="Provisioning of VM extension VMSnapshotLinux has timed out. Extension provisioning has taken too long.",
    ),
    Signature(
        "restore-point-access-outstanding",
        "An access to a disk of a restore point is still open",
        where=JOB_TEXT,
        has="active shared access signature outstanding for disk restore point",
        gives={"restore_points.access_open": True},
        within=None,
        source=VM_ERRORS.section("Common virtual machine management errors"),
        example="There is an active shared access signature outstanding for disk restore point. Call EndGetAccess.",
        silent="The restore point was deleted.",
    ),
    Signature(
        "policy-migration",
        "The VM is moved to another kind of policy",
        where=JOB_TEXT,
        has="policy migration from standard to enhanced",
        gives="error.says_policy_migration",
        source=RECORDINGS.section("Messages of backup jobs"),
        example="The operation failed because of the policy migration from Standard to Enhanced.",
        silent="The policy was changed.",
    ),
)
