"""Ultra or Premium SSD v2 disks in a geo-redundant vault, in a region that does not take that."""

from ...authoring import *

_CODE = "UserErrorUltraDiskOrPremiumSSDV2DiskVMCannotBeProtectedOnGRSVault"
_OUTSIDE = tuple(
    (disks.fast_kinds.includes(kind.values[0]), vm.location.none_of(*kind.regions)) for kind in (ULTRA, PREMIUM_V2)
)

CAUSE = cause(
    __name__,
    "The vault is geo-redundant, and the region does not take such disks there",
    "VMs with Ultra disks or Premium SSD v2 disks can be protected in a geo-redundant vault only in some regions. "
    "Elsewhere the vault has to be locally or zone redundant.",
    sources=(ULTRA.source, PREMIUM_V2.source),
    phases=BOTH,
    codes=(_CODE,),
    rules=(
        *(
            confirms(
                *outside,
                error.code == _CODE,
                because="the code names vault and disks, the VM has such disks, and its region is not in the list",
                rival="policy-type-too-old: the code is about the vault, not about the policy",
            )
            for outside in _OUTSIDE
        ),
        suggests(error.code == _CODE),
        *(hints(*outside) for outside in _OUTSIDE),
        suggests(disks.fast_kinds.not_empty, signs.vault_georedundant_told == True),
        rules_out(disks.fast_kinds.empty),
    ),
    remedy=(
        look(
            "Compare the region with the support matrix, and see how the vault is replicated.",
            portal("Recovery Services vault {vault} > Settings > Properties > Backup Configuration"),
            az("az backup vault backup-properties show -g {vault_resource_group} -n {vault}"),
        ),
        change(
            "Protect the VM in another vault, which is locally or zone redundant.",
            portal("Recovery Services vaults > Create; then Properties > Backup Configuration, before the first item"),
            rights="Contributor on the resource group of the vault",
            caution="The replication of a vault cannot be changed once an item is in it. A copy in the paired region "
            "is then missing.",
        ),
    ),
    verify=verify("The VM is protected in the new vault, and its first backup is complete.", BACKUP_JOBS),
)
