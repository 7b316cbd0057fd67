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
    codes=("agent", _CODE),
    rules=(
        confirms(derived.keyvault_code == True, keyvault.backup_has_access == False),
        # The code says it; where the permissions were given since, only the next backup can tell.
        suggests(derived.keyvault_code == True),
        suggests(disks.encrypted == True, keyvault.backup_has_access == False),
    ),
    remedy=(
        look(
            "See whether the key vault uses policies or RBAC, and what Backup Management Service has.",
            KEY_VAULT_ACCESS,
            rights="Reader on the key vault",
            caution="Access policies list object ids: `az ad sp show` tells the one of Backup Management Service. Look "
            "at every key vault that a disk of the VM names. An RBAC vault has no policies; that is no fault.",
        ),
        GRANT_BY_POLICY,
        GRANT_BY_ROLE,
        look(
            "If the permissions were given only now, or are there already, retry after a little while.",
            caution="New permissions take some minutes to work everywhere.",
        ),
    ),
    verify=verify("Backup Management Service has its permissions, and the next backup succeeds.", KEY_VAULT_ACCESS),
)
