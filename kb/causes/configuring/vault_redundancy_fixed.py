"""The vault's redundancy, or Cross Region Restore, cannot be changed."""

from ...authoring import *

_CODE, _LOCKED = "BMSUserErrorUnableToEnableCrossRegionRestore", "StorageModelModifyError"

CAUSE = cause(
    __name__,
    "The vault's redundancy or Cross Region Restore cannot be changed as wanted",
    "Redundancy is chosen before the first item is protected. Cross Region Restore takes a geo-redundant vault and "
    "access to the paired region, and once it is on it stays on.",
    sources=(
        CLI.section("az backup vault backup-properties set"),
        THREADS.section("Vaults whose settings or deletion were refused, 2017 to 2026"),
    ),
    codes=(_CODE, _LOCKED),
    phases=CONFIGURING,
    rules=(
        confirms(
            vault.paired_region_access == False,
            error.code == _CODE,
            because="the subscription may not use the paired region, and the code is about that",
            rival="vault-api-too-old: there the setting can be changed, by another call",
        ),
        confirms(
            vault.vm_count >= 1,
            error.code == _LOCKED,
            because="VMs are registered with the vault, and the code says that this locks the redundancy",
            rival="vault-api-too-old: there the setting can be changed, by another call",
        ),
        suggests(error.code.one_of(_CODE, _LOCKED)),
        suggests(signs.redundancy_change_told == True),
    ),
    remedy=(
        look(
            "See which redundancy the vault has, and whether anything is protected in it.",
            portal("Recovery Services vault {vault} > Settings > Properties > Backup configuration"),
            az("az backup vault backup-properties show -g {vault_resource_group} -n {vault}"),
        ),
        look(
            "Where the text speaks of a region with restricted access: ask for access to it, or do without.",
            portal("Help + support > Create a support request > Service and subscription limits"),
        ),
        MAKE_VAULT,
    ),
    verify=verify(
        "The vault in use has the redundancy that is wanted.",
        az("az backup vault backup-properties show -g {vault_resource_group} -n {vault}"),
    ),
)
