"""The vault holds a soft-deleted backup item of the VM."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The vault still holds a soft-deleted backup item of the VM",
    "Deleted backup data is kept for 14 to 180 days. Until then the same vault does not take a VM of this name in this "
    "group again, and the portal does not list it; another vault does.",
    sources=(
        SOFT_DELETE.section("Soft delete for vaults"),
        PREPARE.section("Apply a backup policy"),
        THREADS.section("VMs that were made anew, 2019 to 2024"),
    ),
    codes=("enabling",),
    phases=CONFIGURING,
    rules=(
        confirms(
            backup.soft_deleted == True,
            ENABLING,
            because="the same vault does not configure an item that it keeps as soft-deleted",
            rival="protected-elsewhere: an active item, in another vault",
        ),
        suggests(backup.soft_deleted == True),
        suggests(signs.protected_item_exists == True),
        suggests(signs.destroy_waits_for_item == True),
        hints(ENABLING, backup.last_done == "recreated"),
        rules_out(backup.soft_deleted == False),
    ),
    remedy=(
        look(
            "See whether the vault holds a deleted item of the VM (isScheduledForDeferredDelete), and for how long.",
            portal("Recovery Services vault {vault} > Backup items > Azure Virtual Machine: Soft deleted"),
            ITEMS,
            caution="Where the item is active, nothing was deleted: with Terraform, import it into the state.",
        ),
        UNDELETE,
        RESUME,
        look(
            "Or wait until the time is over, or protect the VM in another vault.",
            portal("VM {vm} > Backup > Enable backup"),
            caution="Where another vault refuses it too (older vaults, some clouds), Microsoft's support frees it.",
        ),
    ),
    verify=verify("The item shows Protected (before the first backup: initial backup pending).", PROTECTED),
)
