"""Soft delete cannot be switched off for the vault."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "Soft delete cannot be switched off for this vault",
    "For new vaults soft delete is always on, and newer clients refuse to switch it off (Azure CLI 2.75, module "
    "Az.RecoveryServices 7.5). What is deleted is kept 14 to 180 days.",
    sources=(
        SOFT_DELETE.section("Disable Soft Delete for Vault"),
        THREADS.section("Soft delete that stays on, 2025 and 2026"),
    ),
    codes=("BMSUserErrorDisablingSoftDeleteStateNotAllowed",),
    phases=CONFIGURING,
    rules=(
        confirms(
            vault.soft_delete == "always_on",
            error.operation == "vault_settings",
            because="soft delete was always on, and the code says that it cannot be switched off",
            rival="immutable-vault: that is another setting, with a code of its own",
        ),
        suggests(error.code == "BMSUserErrorDisablingSoftDeleteStateNotAllowed"),
        hints(signs.soft_delete_stays_told == True),
    ),
    remedy=(
        look("See the setting.", how(vault.soft_delete)),
        change(
            "Leave it on, and shorten its days instead, to 14 at least.",
            portal("Recovery Services vault > Settings > Properties > Security settings > Soft delete"),
            az(
                "az backup vault backup-properties set -g {vault_resource_group} -n {vault} "
                "--soft-delete-feature-state Enable --soft-delete-duration 14"
            ),
            rights="Backup Contributor on the vault",
            caution="It counts for what is deleted from now on. 14 days cost nothing.",
        ),
    ),
    verify=verify("The vault shows the new days.", how(vault.soft_delete, "az")),
)
