"""Azure Backup may not read the keys of an encrypted VM."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import derived, disks, keyvault
from ...sources import ENCRYPTION, PAGE_2025, SEED

_CODE = "UserErrorKeyvaultPermissionsNotConfigured"
_APP = "262044b1-e2ce-469f-a196-69ab7ada62d3"  # Backup Management Service, public cloud
_POLICIES = keyvault.uses_rbac == False
_RBAC = keyvault.uses_rbac == True
_VAULT_ID = "$(az keyvault show -n {keyvault} --query id -o tsv)"
_LOOK = (
    Command("portal", "Key vault > Settings > Access configuration; Access policies, or Access control (IAM)"),
    Command("az", "az keyvault show -n {keyvault}", when=_POLICIES),
    Command("az", f"az role assignment list --scope {_VAULT_ID} --include-inherited -o table", when=_RBAC),
)

CAUSE = Cause(
    id="keyvault-perm",
    title="Azure Backup lacks permissions on the key vault",
    family="keyvault-permissions",
    step=1,
    explanation=(
        "To back up disks with Azure Disk Encryption, Azure Backup copies their keys and secrets from the "
        "key vault. Without permission to do so, it refuses the backup."
    ),
    sources=(
        SEED.section("UserErrorKeyvaultPermissionsNotConfigured"),
        SEED.section("Step 4: Check Azure Backup VM extension health"),
        PAGE_2025.section("UserErrorKeyvaultPermissionsNotConfigured"),
        ENCRYPTION.section("Provide permissions to Azure Backup"),
    ),
    codes=("agent", _CODE),
    rules=(
        confirms(derived.keyvault_code == True, keyvault.backup_has_access == False, covers=("S4.8",)),
        # The code says it; where the permissions were given since, only the next backup can tell.
        suggests(derived.keyvault_code == True, covers=("E.UserErrorKeyvaultPermissionsNotConfigured",)),
        suggests(disks.encrypted == True, keyvault.backup_has_access == False, covers=("S4.8",)),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "See whether the key vault uses policies or RBAC, and what Backup Management Service has.",
                _LOOK,
                rights="Reader on the key vault",
                caution=(
                    "Access policies list object ids: `az ad sp show` tells the one of Backup Management "
                    "Service. Look at every key vault that a disk of the VM names. An RBAC vault has no "
                    "policies; that is no fault."
                ),
                covers=("S4.8",),
            ),
            Step(
                "Grant it by access policy: Get, List and Backup on keys and on secrets.",
                (
                    Command(
                        "portal",
                        "Key vault > Access policies > Create > template Azure Backup > principal Backup "
                        "Management Service > Create",
                    ),
                    Command(
                        "az",
                        f"az keyvault set-policy -n {{keyvault}} --spn {_APP} "
                        "--key-permissions backup get list --secret-permissions backup get list",
                    ),
                    Command(
                        "az-powershell",
                        "Set-AzKeyVaultAccessPolicy -VaultName {keyvault} -ResourceGroupName "
                        "{keyvault_resource_group} -PermissionsToKeys backup,get,list "
                        f"-PermissionsToSecrets backup,get,list -ServicePrincipalName {_APP}",
                    ),
                ),
                effect="changes state",
                rights="Key Vault Contributor on the key vault",
                caution=(
                    "The application id is that of the public cloud; other clouds have others. A VM that is "
                    "encrypted without a key encryption key (BEK only) needs those on secrets only."
                ),
                when=_POLICIES,
                covers=("E.UserErrorKeyvaultPermissionsNotConfigured",),
            ),
            Step(
                "Grant it by role: Key Vault Administrator, or a custom role that may read and back up keys "
                "and secrets.",
                (
                    Command(
                        "portal",
                        "Key vault > Access control (IAM) > Add role assignment > Key Vault Administrator > "
                        "Backup Management Service",
                    ),
                    Command(
                        "az",
                        'az role assignment create --role "Key Vault Administrator" '
                        f"--assignee $(az ad sp show --id {_APP} --query id -o tsv) --scope {_VAULT_ID}",
                    ),
                ),
                effect="changes state",
                rights="Owner or User Access Administrator on the key vault",
                caution=(
                    "The role allows far more than a backup needs, deletion included: assign it on this key "
                    "vault only. The application id is that of the public cloud."
                ),
                when=_RBAC,
                covers=("E.UserErrorKeyvaultPermissionsNotConfigured",),
            ),
            Step(
                "If the permissions were given only now, or are there already, retry after a little while.",
                caution="New permissions take some minutes to work everywhere.",
            ),
        ),
        verify=Step("Backup Management Service has its permissions, and the next backup succeeds.", _LOOK),
    ),
    covers=("S4.8", "E.UserErrorKeyvaultPermissionsNotConfigured"),
)
