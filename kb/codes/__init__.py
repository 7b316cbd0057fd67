"""The error codes, by the part of a backup in which they arise; `foreign.py` holds those of other operations.

A code is one declaration: its causes in the document's order (`families`), every spelling that it is met in, what it
leaves open (`leaves_open`, see SCOPES) and what it says by itself (`says`). No rule names it.

Message variants: the English page (2025-11-12), its Dutch edition (2021-03-20), and recorded answers of the API.
Numbers: recorded answers (2016 to 2026).
"""

from dataclasses import replace

from ...engine.knowledge import EVERY_CAUSE
from ...facts.added import packs
from ..sources import SEED
from .agent import AGENT_CODES
from .compute import COMPUTE_CODES
from .configuring import CONFIGURING_CODES
from .disks import DISK_CODES
from .foreign import FOREIGN_CODES
from .guest import GUEST_CODES
from .keys import KEY_CODES
from .languages import MESSAGES
from .linux import LINUX_CODES
from .of_packs import pack_codes
from .platform import PLATFORM_CODES
from .start import START_CODES
from .transfer import TRANSFER_CODES

# By module of this folder.
PHASES = {
    "start": START_CODES,
    "agent": AGENT_CODES,
    "guest": GUEST_CODES,
    "linux": LINUX_CODES,
    "platform": PLATFORM_CODES,
    "compute": COMPUTE_CODES,
    "disks": DISK_CODES,
    "keys": KEY_CODES,
    "transfer": TRANSFER_CODES,
    "configuring": CONFIGURING_CODES,
}
CODES = tuple(
    replace(code, messages=(*code.messages, *MESSAGES.get(code.code, ())))
    for codes in PHASES.values()
    for code in codes
)
if packs():
    CODES = (*CODES, *pack_codes((*CODES, *FOREIGN_CODES)))
# The kinds of operations that can fail, as `derived.phase` has them.
OPERATIONS = ("backup", "configuring", "restore")
# What Azure refuses when a VM is protected as well as when it is backed up: the code alone does not tell which it was.
EITHER_OPERATION = (
    *(c.code for c in (*DISK_CODES, *KEY_CODES)),
    "ResourceNotFound",
    "CloudInternalError",
    "UserErrorKeyvaultPermissionsNotConfigured",
    "UserErrorUnsupportedDiskSize",
    "UserErrorRequestDisallowedByPolicy",
    "ScopeLocked",
    "ScopeLocked.Write",
    "ResourceGroupBeingDeleted",
    "TooManyRequests",
    "CloudDosAbsoluteLimitReached",
)
PHASE_NOTES = {
    "configuring": "What failed is a configuration, not a backup: there is often no job of it, and the answer in the "
    "terminal, the template or the portal is all there is. Causes of failed snapshots are left out.",
}
# Those of the seed document, and those that tell that agent or extension was asked for the snapshot: an internal error
# does not.
SEED_CODES = tuple(c for c in CODES if any(s.edition == SEED.edition for s in c.sources))
AGENT_USED = tuple(c.code for c in (*AGENT_CODES, *GUEST_CODES, *LINUX_CODES) if "internal" not in c.says)

# What causes have in common that one code leaves open, or rules out, together. A cause names its scopes in `codes`.
SCOPES = {
    "snapshot": "what lets a snapshot fail without a word of why",
    "agent": "what keeps the VM, its agent or any extension from working",
    "answer": "what keeps the agent from answering",
    "guest": "what is wrong with the guest as a whole",
    "programs": "what stops programs in a Windows guest",
    "extension": "what is wrong with the backup extension or its installation",
    "network": "what keeps the guest from reaching Azure",
    "vss-stack": "what Volume Shadow Copy and COM+ need in a Windows guest",
    "restore-points": "what keeps old restore points from being cleaned up",
    "keys": "what keeps Azure Backup from the keys of encrypted disks",
    "enabling": "what keeps a VM from being protected, or not by this vault",
    "mounts": "what keeps a mount point from being frozen",
    "mounts-opened": "what keeps a mount point from being opened, which comes before it is frozen",
}


def codes_that_say(what: str) -> tuple[str, ...]:
    """The codes that tell this by themselves. Raises ValueError where none does."""
    found = tuple(c.code for c in CODES if what in c.says)
    if not found:
        raise ValueError(f"no error code says {what!r}")
    return found


# Codes that say nothing but where to read on: the text behind them is read like a code (see facts/inner_texts.py).
POINTING = frozenset(c.code for c in CODES if EVERY_CAUSE in c.leaves_open)


def codes_that_list(family: str) -> tuple[str, ...]:
    """The codes for which the document names this family of causes. Raises ValueError where none does."""
    found = tuple(c.code for c in CODES if family in c.families)
    if not found:
        raise ValueError(f"no error code lists the family {family!r}")
    return found


def codes_other_than(*codes: str) -> tuple[str, ...]:
    """The known codes that say something else than these; one that only points to another error is not among them."""
    return tuple(c.code for c in CODES if c.code not in codes and EVERY_CAUSE not in c.leaves_open)


def codes_without(scope: str, *named: str) -> tuple[str, ...]:
    """The known codes that do not leave a scope open, but those `named`.

    One that only points to another error is not among them. What keeps its cause out of scope for all of them can be
    told as wrong as well.
    """
    apart = {EVERY_CAUSE, scope}
    return tuple(c.code for c in CODES if apart.isdisjoint(c.leaves_open) and c.code not in named)
