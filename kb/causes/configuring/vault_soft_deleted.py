"""The VM's vault was deleted, and is kept for undeletion."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The vault that holds the VM was deleted, and is kept for undeletion",
    "A deleted vault is kept, with its soft-deleted items, as long as soft delete says. The check names a vault then "
    "that nobody finds in the portal.",
    sources=(SOFT_DELETE.section("Soft delete for vaults"), CLI.section("deleted-vault")),
    codes=("enabling",),
    phases=CONFIGURING,
    rules=(
        confirms(
            vault.deleted == True,
            backup.protected_elsewhere == True,
            ENABLING,
            because="the vault that held the VM is one that was deleted, and it keeps its items",
            rival="protected-elsewhere: the vault is listed among the deleted ones",
        ),
        suggests(vault.deleted == True),
        suggests(signs.vault_deleted_told == True, signs.vm_registered_elsewhere == True),
        hints(signs.vault_deleted_told == True),
        rules_out(vault.deleted == False),
    ),
    leads_to=("protected-elsewhere",),
    remedy=(
        look("List the deleted vaults of the region, and what is in them.", how(vault.deleted)),
        change(
            "Undelete the vault.",
            az("az backup deleted-vault undelete --name {vault} --location {location}"),
            rights="Contributor on the vault's resource group",
            caution="Its items then cost money again. Ask who deleted it, and why.",
        ),
        STOP_THERE,
        look("Or wait until the retention of soft delete is over.", how(vault.deleted, "az")),
    ),
    verify=verify("The check names no vault, or the new one.", CHECK_VM),
)
