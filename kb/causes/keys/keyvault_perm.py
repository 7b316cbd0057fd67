"""Azure Backup may not read the keys of an encrypted VM."""

from ...authoring import *

_CODE = "UserErrorKeyvaultPermissionsNotConfigured"

CAUSE = cause(
    __name__,
    "Azure Backup lacks permissions on the key vault",
    "To back up disks with Azure Disk Encryption, Azure Backup copies their keys and secrets from the "
    "key vault. Without permission to do so, it refuses the backup.",
    family="keyvault-permissions",
    sources=(
        SEED.section("UserErrorKeyvaultPermissionsNotConfigured"),
        HEALTH_STEP_4,
        PAGE_2025.section("UserErrorKeyvaultPermissionsNotConfigured"),
        ENCRYPTION.section("Provide permissions to Azure Backup"),
    ),
    codes=(_CODE,),
    phases=BOTH,
    rules=(
        *(
            confirms(
                each,
                keyvault.backup_has_access == False,
                because="a key vault of the VM's disks does not let Backup Management Service read and back up",
                rival="the key vault's firewall: it keeps out who has the permissions",
            )
            for each in (derived.keyvault_code == True, disks.encrypted == True)
        ),
        suggests(signs.backup_lacks_permissions == True, disks.encrypted == True),
        # The code says it; where the permissions were given since, only the next backup can tell.
        suggests(derived.keyvault_code == True),
    ),
    remedy=(
        look(
            "See whether the key vault uses policies or RBAC, and what Backup Management Service has: get, list and "
            "backup on secrets, and on keys where a key wraps them. In an RBAC vault, policies have no effect.",
            KEY_VAULT_ACCESS,
            rights="Reader on the key vault",
            caution="Access policies list object ids: `az ad sp show` tells the one of Backup Management Service. Look "
            "at every key vault that a disk of the VM names, and, where nothing lacks, at its firewall: it has to let "
            "trusted Microsoft services through.",
        ),
        GRANT_BY_POLICY,
        GRANT_BY_ROLE,
        look(
            "If the permissions were given only now, or are there already, retry after a little while.",
            caution="New permissions take some minutes to work everywhere. The portal grants them by itself only for a "
            "member of the directory; the CLI, PowerShell, templates and guests have to grant them by hand.",
        ),
    ),
    verify=verify("Backup Management Service has its permissions, and the next backup succeeds.", KEY_VAULT_ACCESS),
)
