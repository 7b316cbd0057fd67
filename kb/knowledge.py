"""The knowledge base, put together from its parts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from traceback import extract_tb

from ..engine.knowledge import Cause, KnowledgeBase, Step
from ..engine.terms import Speech
from ..facts.added import packs
from ..facts.errors import EngineError
from . import causes
from .codes import CODES, OPERATIONS, PHASE_NOTES, SCOPES
from .codes.foreign import FOREIGN_CODES
from .derivations import CONTRADICTIONS, DERIVATIONS
from .facts import backup
from .families import families
from .meanings import MEANINGS, UNNEEDED
from .met import MET
from .ordinary import ORDINARY
from .packs import as_packed, pack_causes, pack_uninformative
from .said import SAID
from .steps.azure import BACKUP_NOW
from .uninformative_values import UNINFORMATIVE

VERSION = "2026.11.1"

# What fills a placeholder in a command or portal path; a placeholder without a fact is always left open.
PLACEHOLDERS = {
    "vm": "vm.name",
    "vm_id": "vm.id",
    "resource_group": "vm.resource_group",
    "location": "vm.location",
    "vault": "backup.vault",
    "vault_resource_group": "backup.vault_resource_group",
    "old_vault": "backup.old_vault",
    "old_vault_resource_group": "backup.old_vault_resource_group",
    "container": "backup.container",
    "item": "backup.item",
    "policy": "backup.policy",
    "job": "backup.job",
    "running_job": "backup.running_jobs",
    "backup_group": "restore_points.resource_group",
    "collection": "restore_points.collections",
    "lock_id": "locks.backup_group_ids",
    "lock_ids": "locks.backup_group_ids",
    "readonly_lock_id": "locks.readonly_on_vm_ids",
    "readonly_lock_ids": "locks.readonly_on_vm_ids",
    "extension": "extensions.failed",
    "keyvault": "keyvault.name",
    "keyvault_resource_group": "keyvault.resource_group",
    "private_ip": "",
    "nic": "",
    "ip_config": "",
    "adapter": "",
    "disk": "",
    "lun": "",
    "encryption_set": "",
    "key_id": "",
    "principal": "",
    "secret": "",
    "hsm": "",
    "key": "",
    "mount": "linux.failed_mounts",
    "device": "",
    "snapshot": "",
    "point": "",
    "container_sas": "",
    "tags": "",
    "drive": "",
    "script": "",
    "recovery_password": "",
    "storage_account": "",
    "caller": "",
    "vault_id": "",
    "new_vault": "",
    "new_vault_resource_group": "",
    "resource_guard": "",
    "policy_file": "",
    "vm_size": "",
}

# What people call a machine with such a system, where they do not say its kind.
PLATFORM_WORDS = {
    "linux": "linux ubuntu debian red hat rhel centos suse sles oracle rocky alma systemd",
    "windows": "windows server registry powershell",
}

RETRY = Step(
    "After the repair, start a backup on demand to see whether it works.",
    BACKUP_NOW,
    effect="changes state",
    rights="Backup Operator on the vault",
    caution="At most 9 tries on demand are possible in 24 hours (UTC).",
)


@cache
def cause_modules() -> Mapping[str, Path]:
    """The names of all causes' modules with their files, sorted by name. Raises EngineError where two have one name."""
    files = sorted(Path(causes.__file__).parent.glob("*/[!_]*.py"), key=lambda file: file.stem)
    found = {file.stem: file for file in files}
    if len(found) < len(files):
        raise EngineError(f"two causes have one name: {', '.join(str(f) for f in files if f != found[f.stem])}")
    return found


def version() -> str:
    """The version of the knowledge base, with the packs in use, as `2026.11.1+contoso-1.0.0`."""
    return "+".join((VERSION, *(f"{pack.name}-{pack.version}" for pack in packs())))


@cache
def knowledge_base() -> KnowledgeBase:
    """The knowledge base of backupdx. Raises EngineError where its parts do not fit together."""
    found = [_cause(file) for file in cause_modules().values()]
    if packs():
        found += pack_causes(found, PLACEHOLDERS)
    try:
        return _of(found)
    except EngineError as error:
        raise as_packed(error) from None


def _cause(file: Path) -> Cause:
    """The cause that a module declares. Raises EngineError with file and line where the module cannot be run."""
    try:
        found: Cause = import_module(f"{causes.__name__}.{file.parent.name}.{file.stem}").CAUSE
    except (AttributeError, NameError, TypeError, ValueError) as error:
        lines = [frame.lineno for frame in extract_tb(error.__traceback__) if Path(frame.filename) == file]
        place = f"kb/causes/{file.parent.name}/{file.name}, line {lines[-1] if lines else 1}"
        raise EngineError(
            f"{place}: {error}. A fact is declared in facts/topics/, a sign in facts/signatures/, a step in kb/steps/, "
            "before a cause uses it: declare it, or correct the name"
        ) from error
    return found


def _of(found: list[Cause]) -> KnowledgeBase:
    return KnowledgeBase(
        version=version(),
        causes=tuple(found),
        families=families(found),
        codes=CODES,
        foreign_codes=FOREIGN_CODES,
        scopes=SCOPES,
        phases=OPERATIONS,
        phase_notes=PHASE_NOTES,
        derivations=DERIVATIONS,
        contradictions=CONTRADICTIONS,
        uninformative=(*UNINFORMATIVE, *pack_uninformative()),
        ordinary=ORDINARY,
        placeholders=PLACEHOLDERS,
        retry=RETRY,
        met=MET,
        speech=Speech(SAID, MEANINGS, UNNEEDED, PLATFORM_WORDS),
        healthy=backup.last_status == "completed",
    )
