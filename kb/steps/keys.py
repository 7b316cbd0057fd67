"""What is done with the key vault of an encrypted VM."""

from ..facts import keyvault
from .making import az, azps, change, how, portal

_APP = "262044b1-e2ce-469f-a196-69ab7ada62d3"  # Backup Management Service, public cloud
_POLICIES = keyvault.uses_rbac == False
_RBAC = keyvault.uses_rbac == True
_VAULT_ID = "$(az keyvault show -n {keyvault} --query id -o tsv)"
KEY_VAULT_ACCESS = (
    *portal("Key vault > Settings > Access configuration; Access policies, or Access control (IAM)"),
    *how(keyvault.backup_has_access, "az", when=_POLICIES)[:1],
    *how(keyvault.backup_has_access, "az", when=_RBAC)[-1:],
)

# Whole steps, for a key vault that uses policies, and for one that uses roles.
GRANT_BY_POLICY = change(
    "Grant it by access policy: Get, List and Backup on keys and on secrets.",
    portal(
        "Key vault > Access policies > Create > template Azure Backup > principal Backup Management Service > Create"
    ),
    az(
        f"az keyvault set-policy -n {{keyvault}} --spn {_APP} "
        "--key-permissions backup get list --secret-permissions backup get list"
    ),
    azps(
        "Set-AzKeyVaultAccessPolicy -VaultName {keyvault} -ResourceGroupName {keyvault_resource_group} "
        f"-PermissionsToKeys backup,get,list -PermissionsToSecrets backup,get,list -ServicePrincipalName {_APP}"
    ),
    rights="Key Vault Contributor on the key vault",
    caution="The application id is that of the public cloud; other clouds have others. A VM that is "
    "encrypted without a key encryption key (BEK only) needs those on secrets only.",
    when=_POLICIES,
)
GRANT_BY_ROLE = change(
    "Grant it by role: Key Vault Administrator, or a custom role that may read and back up keys and secrets.",
    portal(
        "Key vault > Access control (IAM) > Add role assignment > Key Vault Administrator > Backup Management Service"
    ),
    az(
        'az role assignment create --role "Key Vault Administrator" '
        f"--assignee $(az ad sp show --id {_APP} --query id -o tsv) --scope {_VAULT_ID}"
    ),
    rights="Owner or User Access Administrator on the key vault",
    caution="The role allows far more than a backup needs, deletion included: assign it on this key "
    "vault only. The application id is that of the public cloud.",
    when=_RBAC,
)
