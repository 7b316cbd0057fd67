"""Backups are to be suspended in a vault that is not immutable."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "To suspend backups takes an immutable vault, and this one is not",
    "The state BackupsSuspended (stop, and retain as per policy) exists in immutable vaults only. For "
    "another vault the "
    "service answers, wrongly, that vault and item are immutable.",
    sources=(THREADS.section("Immutable vaults, 2024 and 2025"),),
    codes=("UserErrorOperationDeniedOnImmutableItem",),
    phases=CONFIGURING,
    hint_only=True,
    rules=(
        suggests(error.code == "UserErrorOperationDeniedOnImmutableItem", vault.immutability == "disabled", STOPPING),
        # An immutable vault lets its backups be suspended: the code can come here only where it is none.
        suggests(error.code == "UserErrorOperationDeniedOnImmutableItem", signs.suspending_asked == True),
        suggests(signs.suspending_asked == True, vault.immutability == "disabled", STOPPING),
        rules_out(vault.immutability.one_of("unlocked", "locked")),
    ),
    remedy=(
        look("See whether the vault is immutable.", how(vault.immutability)),
        change(
            "Stop the backup, and retain its data.",
            STOP_PROTECTION,
            rights="Backup Contributor on the vault",
            caution="The points are then kept until somebody deletes them, and cost money.",
        ),
    ),
    verify=verify("The item shows ProtectionStopped.", PROTECTED),
)
