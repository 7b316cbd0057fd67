"""The vault is immutable."""

from ...authoring import *

_CODE, _DELETING = "UserErrorOperationDeniedOnImmutableItem", "UserErrorDeleteBackupItemOnImmutableItem"

CAUSE = cause(
    __name__,
    "The vault is immutable: recovery points cannot be lost on purpose",
    "An immutable vault refuses to stop a backup with deletion of its data, and to shorten any retention, by changing "
    "the policy or by giving the VM another one. Enabled it can be switched off, locked never.",
    sources=(
        IMMUTABLE.section("Restricted operations"),
        THREADS.section("Immutable vaults, 2024 and 2025"),
    ),
    codes=(_CODE, _DELETING, "enabling"),
    phases=CONFIGURING,
    rules=(
        confirms(
            vault.immutability.one_of("unlocked", "locked"),
            error.operation.one_of("stop", "change_policy"),
            error.code.one_of(_CODE, _DELETING),
            because="the vault was immutable, and the code denies an operation for that",
            rival="suspend-needs-immutability: there the vault is not immutable",
        ),
        suggests(error.code == _CODE, CHANGING_POLICY),
        suggests(error.code == _DELETING),
        suggests(signs.retention_reduction_refused == True),
        hints(error.code == _CODE),
        hints(signs.immutability_told == True),
        suggests(vault.immutability.one_of("unlocked", "locked"), error.operation.one_of("stop", "change_policy")),
        rules_out(vault.immutability == "disabled"),
    ),
    remedy=(
        look("See whether it is enabled (unlocked) or locked.", how(vault.immutability)),
        change(
            "Stop the backup, and let the points go as the policy says.",
            portal(BACKUP_ITEM + " > Stop backup > Retain as per policy"),
            az(
                "az backup protection disable -g {vault_resource_group} -v {vault} -c {vm} -i {vm} "
                "--backup-management-type AzureIaasVM --retain-recovery-points-as-per-policy"
            ),
            rights="Backup Contributor on the vault",
            caution="No new points are made then; the old ones cost money until they expire, and the last one until "
            "somebody deletes it.",
        ),
        change(
            "Only where it is not locked, and whoever is responsible agrees: switch it off.",
            portal("Recovery Services vault > Settings > Properties > Immutable vault"),
            az("az backup vault update -g {vault_resource_group} -n {vault} --immutability-state Disabled"),
            rights="Backup Contributor on the vault, and Backup MUA Operator where a Resource Guard protects it",
            caution="It protects against ransomware and deletion, for all items of the vault.",
            when=vault.immutability != "locked",
        ),
    ),
    verify=verify("The item shows BackupsSuspended, or the change is accepted.", PROTECTED),
)
