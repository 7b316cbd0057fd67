"""The disk encryption set cannot use its key."""

from ...authoring import *

_CODE = "KeyVaultAccessForbidden"

CAUSE = cause(
    __name__,
    "The disk encryption set cannot use its key",
    "Managed disks with a customer-managed key are encrypted by a disk encryption set. Its own identity has to get, "
    "wrap and unwrap with the key; without that right, or behind a closed firewall, no snapshot of the disks can be "
    "made.",
    sources=(
        ENCRYPTION_SET_REPORT.section("Description"),
        RESTORE_POINT_PAGE.section("Keyvault associated with DiskEncryptionSet is not found"),
    ),
    codes=(_CODE, "snapshot"),
    rules=(
        confirms(
            des.has_access == False,
            error.code == _CODE,
            because="the platform says that the key is forbidden, and the set has no right to it",
            rival="des-key-unusable: a key that is disabled is refused to everyone",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("snapshot", _CODE)),
            des.has_access == False,
            because="the disks cannot be copied without their key, whatever has failed this time",
            rival="des-key-unusable: the key may be well",
        ),
        suggests(des.has_access == False),
        suggests(error.code == _CODE),
        rules_out(des.has_access == True),
    ),
    remedy=(
        look("See the set's identity and its key.", ENCRYPTION_SET, rights="Reader"),
        change(
            "Give that identity the right to the key: by access policy, or by role where the key vault uses Azure "
            "RBAC.",
            az("az keyvault set-policy -n {keyvault} --object-id {principal} --key-permissions get wrapKey unwrapKey"),
            az(
                'az role assignment create --role "Key Vault Crypto Service Encryption User" --assignee-object-id '
                "{principal} --assignee-principal-type ServicePrincipal --scope "
                "$(az keyvault show -n {keyvault} --query id -o tsv)"
            ),
            rights="Key Vault Contributor, or User Access Administrator, on the key vault",
            caution="Azure Backup itself needs no right here. New rights take some minutes to work everywhere.",
        ),
        HSM_ROLE,
        TRUST_BACKUP,
        TRY_AGAIN,
    ),
    verify=verify("The portal shows no warning at the set, and a backup is complete.", ENCRYPTION_SET),
)
