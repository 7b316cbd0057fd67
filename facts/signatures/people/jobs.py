"""What people say of jobs that run, of protection that was stopped, of policies in use and of incidents of Azure.

What they deny, plan or only ask about does not count.
"""

from __future__ import annotations

from functools import partial

from ...documents import AUTOMATION, ENHANCED, OVERVIEW, SEED, SELF_HELP, THREADS, VM_ERRORS
from ..declaration import Signature
from ..places import OWN_WORDS

_told = partial(Signature, where=OWN_WORDS, within=None)
_BUSY = r"(?:in progress|still running|is running|running since|runs since|läuft noch|läuft seit|en cours|en curso)"
_STOPPED = r"(?:stopped|suspended|paused|gestoppt|angehalten|beendet|arrêtée?|detenida)"

SIGNATURES: tuple[Signature, ...] = (
    _told(
        "job-running-told",
        "Another backup job of the VM is said to run",
        has=("in progress", "running", "runs since", "läuft", "en cours", "en curso"),
        beside=("job", "backup", "sicherung", "sauvegarde"),
        pattern=rf"\b(?:backup|job|sicherung|auftrag|sauvegarde|tâche)\b[^.;!?]{{0,40}}?['\"“”]?{_BUSY}|"
        r"\boperation is already in progress\b",
        without=(
            *("no job", "not in progress", "no backup", "old vault", "other vault", "nothing is", "snapshot"),
            *("changes were made", "while the operation", "while operation"),
            *("progress on this item", "progress on the item", "progress on the selected"),
        ),
        gives={"backup.job_in_progress": True},
        source=SEED.section("UserErrorBackupOperationInProgress"),
        example="In the list there is a backup from yesterday in progress.",
        silent="No job is in progress.",
    ),
    _told(
        "protection-stopped-told",
        "The protection of the VM is said to have been stopped",
        has=("protection", "stop", "schutz", "backup"),
        beside=("stopped", "suspended", "paused", "stop", "gestoppt", "angehalten", "beendet", "arrêt", "deten"),
        pattern=rf"\bprotection\b (?:state |status )?(?:is |was |has been |shows |: ?|= ?)?['\"“]?{_STOPPED}\b|"
        r"\b(?:pressed|clicked|chose|used|did|selected)\b[^.;!?]{0,15}?\bstop(?: backup| protection)?\b|"
        rf"\b(?:somebody|someone|colleague|we|i|he|she|they|admin|team)\b (?:\w{{1,12}} )?{_STOPPED} (?:the |its )?"
        r"(?:backup|protection)\b|\bbackup (?:is|was|has been) (?:stopped|suspended|paused)\b",
        without=(
            *("delete backup data", "delete data", "deleted the data", "deleting the data", "deleted its data"),
            *("not stopped", "stop protection and delete", "want to stop", "cannot stop", "before we stop"),
        ),
        gives={"backup.protection_state": "stopped"},
        source=AUTOMATION.section("Resume backup", "resume-backup"),
        example="A colleague stopped the backup of the VM before the migration.",
        silent="We want to stop the backup of the VM.",
    ),
    _told(
        "policy-in-use-told",
        "A policy is said to be refused for deletion since items use it",
        has=("policy", "policies", "richtlinie"),
        beside=("delete", "remove", "löschen", "destroy"),
        pattern=r"\bpolic(?:y|ies)\b[^.;!?]{0,30}?\b(?:is|are|still) (?:still )?(?:associated|in use|used by|assigned|"
        r"attached)\b|\b(?:cannot|can't|unable to|not able to|fails? to|error when)\b[^.;!?]{0,15}?\b(?:delet|remov|"
        r"destroy)(?:e|ing)?\b[^.;!?]{0,30}?\bpolic(?:y|ies)\b",
        without=("azure policy", "access policy", "lock"),
        gives={"error.operation": "change_policy", "signs.policy_in_use_told": True},
        source=THREADS.section("Backup policies that were refused, 2018 to 2025"),
        example="We cannot delete the old backup policy.",
        silent="We deleted the old backup policy.",
    ),
    _told(
        "disk-detaching-told",
        "A disk of the VM is said to be stuck while it is attached or detached",
        has=("detach", "attaching"),
        beside=("disk", "lun", "drive"),
        pattern=r"\b(?:disks?|luns?|drives?)\b[^.;!?]{0,40}?\b(?:shows?|is|are|stays?|remains?|hangs?|stuck|state|status)"
        r"\b[^.;!?]{0,20}?['\"“]?\b(?:detaching|attaching)\b|\bstuck\b[^.;!?]{0,12}?\b(?:detach|attach)ing\b|"
        r"\b(?:detach|attach)(?:ing)?\b[^.;!?]{0,30}?\b(?:disk|drive)\b[^.;!?]{0,20}?\b(?:failed|fails|hangs|stuck|"
        r"never finished|did not finish)\b",
        without=("after detaching", "before detaching", "how to detach"),
        gives={"disks.failed": True},
        source=VM_ERRORS.section("DisksNotAllocated"),
        example="The old data disk shows detaching since Saturday.",
        silent="The disk is attached to the VM.",
    ),
    _told(
        "policy-downgrade-told",
        "Somebody tells that a VM is to go back from an Enhanced to a Standard policy",
        has=("standard policy", "standard backup policy", "to standard", "zur standard"),
        beside=("enhanced", "erweitert"),
        pattern=r"\b(?:back|downgrade|revert|switch|change|move|from enhanced)\b[^.;!?]{0,30}?\bto (?:the |a )?"
        r"(?:[\"'“])?standard\b",
        without=("disk to", "standard_lrs", "ssd", "security type"),
        gives={"error.operation": "change_policy", "signs.policy_downgrade_told": True},
        source=ENHANCED.section("Create an Enhanced policy and configure the VM backup"),
        example="We have the Enhanced policy and want to go back to the Standard policy.",
        silent="The VM has the Standard policy, and needs the Enhanced one.",
    ),
    _told(
        "on-demand-often-told",
        "Backups on demand are said to be refused for their number",
        has=("on-demand", "on demand", "ad-hoc", "adhoc", "manual backup", "backup now"),
        beside=("maximum", "limit", "exceed", "too many", "a day", "per day", "24 hours"),
        pattern=r"\b(?:maximum|limit|too many|exceed(?:s|ed)?)\b[^.;!?]{0,40}?\b(?:on[- ]demand|ad-?hoc|manual|"
        r"backup now)\b|\b(?:on[- ]demand|ad-?hoc|manual)\b (?:backups?|jobs?|runs?)[^.;!?]{0,40}?"
        r"\b(?:maximum|limit|too many|"
        r"exceed(?:s|ed)?)\b",
        without=("restore points", "recovery points"),
        source=THREADS.section("Limits of operations in a day"),
        example="The maximum number of on-demand backups per day is exceeded.",
        silent="We take one on-demand backup a day.",
    ),
    _told(
        "first-backup-told",
        "The backup is said to be the VM's first one",
        has=("first full", "first backup", "initial backup", "erste sicherung", "erstes backup"),
        pattern=r"\b(?:first|initial) (?:full )?backups?\b (?:of|is|runs?|takes?|since|hangs?|for|job|"
        r"still|has been)\b|"
        r"\berstes? (?:backup|sicherung)\b (?:der|läuft|dauert)",
        without=(
            "first backup was",
            "after the first",
            "first backup succeeded",
            "first backup worked",
            "since the first",
        ),
        gives={"backup.first_backup_done": False},
        source=OVERVIEW.section("Backup performance"),
        example="The first backup of the file server runs for two days.",
        silent="The first backup succeeded.",
    ),
    _told(
        "incident-told",
        "Azure is said to have had an incident at that time",
        has=("service health", "azure status", "incident", "outage", "störung", "panne"),
        beside=("azure", "microsoft", "region", "service health"),
        pattern=r"\bservice health\b[^.;!?]{0,30}?\b(?:has|had|shows?|showed|reports?|reported|lists?|listed)\b"
        r"[^.;!?]{0,20}?\b(?:incident|issue|outage|advisory)|\b(?:azure|microsoft)\b[^.;!?]{0,30}?\b(?:had|"
        r"has|reported|"
        r"reports|confirmed|announced)\b[^.;!?]{0,20}?\b(?:an? )?(?:incident|outage)\b|"
        r"\b(?:outage|incident)\b[^.;!?]{0,20}?\b(?:in|of) (?:the )?"
        r"(?:azure|region|[a-z]{3,14} (?:central|north|south|east|"
        r"west|europe))\b",
        without=("no incident", "no outage", "nothing in service health", "not an incident", "open an incident"),
        gives={"platform.incident": True},
        source=SELF_HELP.section("UserErrorProt32dAllocationPending"),
        example="Service Health has an incident of Azure for that night.",
        silent="Service Health shows no incident of Azure.",
    ),
)
