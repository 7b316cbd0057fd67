"""The vault cannot be deleted, as something is still in it."""

from ...authoring import *

_CODE = "ServiceResourceNotEmptyWithContainerDetails"

CAUSE = cause(
    __name__,
    "Something is still in the vault: it cannot be deleted",
    "A vault can be deleted once nothing is in it: backup items (stopped and soft-deleted ones too), registered "
    "servers and storage accounts, private endpoints, items of Site Recovery. The vault's resource group cannot be "
    "deleted before either.",
    sources=(
        DELETE_VAULT.section("Before you start"),
        SOFT_DELETE.section("Soft delete for vaults"),
        THREADS.section("Vaults whose settings or deletion were refused, 2017 to 2026"),
    ),
    codes=(_CODE,),
    phases=CONFIGURING,
    rules=(
        confirms(
            vault.vm_count >= 1,
            error.code == _CODE,
            because="VMs were protected by the vault, and the code says that it is not empty",
            rival="mua-guard, immutable-vault: they refuse to empty the vault, and have codes of their own",
        ),
        suggests(error.code == _CODE),
        suggests(signs.vault_deletion_refused_told == True),
    ),
    remedy=(
        look(
            "See what is in it, and whether anyone still needs the recovery points.",
            portal("Recovery Services vault {vault} > Overview > Delete: the list of what is left"),
            PROTECTED,
            caution="Soft-deleted items stay for 14 days or longer, and hold the vault as long. In an immutable vault "
            "they stay until they expire.",
        ),
        look(
            "If only soft-deleted items are left, delete the vault with the portal, or with Azure CLI 2.75 or newer: "
            "it is then soft-deleted itself, and its name is free.",
            portal("Recovery Services vault {vault} > Overview > Delete"),
            caution="Older clients refuse it until the items are gone.",
        ),
        STOP_THERE,
        destroy(
            "Only if nobody needs them: delete the backup data of what is left.",
            portal(BACKUP_ITEM + " > Stop backup > Delete backup data"),
            rights="Backup Contributor on the vault, and Backup MUA Operator where a Resource Guard protects it",
            caution="All recovery points of the VM go, after the days of soft delete for good.",
        ),
        change(
            "Unregister servers and storage accounts, and remove the private endpoints of the vault.",
            portal("Recovery Services vault {vault} > Backup infrastructure, and Settings > Private endpoint access"),
            rights="Backup Contributor on the vault, Network Contributor on the endpoints",
            caution="Other vaults and machines may use the same endpoint or account: look first.",
        ),
    ),
    verify=verify("Overview > Delete shows nothing that is left, and the vault can be deleted.", PROTECTED),
)
