"""The subscription was moved to another tenant."""

from ...authoring import *

# The identities of the vault, of Azure Backup and of the encryption sets lose their rights on key vaults.
_ROLES_GONE = ("UserErrorKeyvaultPermissionsNotConfigured", "BCMProtGetSaSUriAsyncError", "KeyVaultAccessForbidden")

CAUSE = cause(
    __name__,
    "The subscription was moved to another tenant",
    "In the new tenant the managed identities of vaults and disk encryption sets are unknown, and their "
    "roles are gone. "
    "Tokens of the old tenant are refused, and restores to the original place no longer work.",
    sources=(
        FAQ_2025_12.section("Backup"),
        SELF_HELP.section("UserErrorInvalidAuthenticationTokenTenant"),
    ),
    codes=("InvalidAuthenticationTokenTenant", *_ROLES_GONE),
    phases=BOTH,
    rules=(
        confirms(
            vault.tenant_changed == True,
            error.code == "InvalidAuthenticationTokenTenant",
            because="the subscription left its tenant, and the code is about a token of another tenant",
            rival="caller-lacks-linked-role: a right is missing there, in the right tenant",
        ),
        suggests(error.code == "InvalidAuthenticationTokenTenant"),
        suggests(vault.tenant_changed == True),
    ),
    leads_to=("keyvault-perm", "vault-cmk-access", "des-no-access"),
    remedy=(
        look(
            "See to which tenant you are signed in, and in which the subscription is: they have to be the same.",
            az("az account show -o table"),
        ),
        change(
            "Switch the managed identity of the vault (and of disk encryption sets) off and on again.",
            portal("Recovery Services vault > Settings > Identity > System assigned"),
            az(
                "az backup vault identity remove -g {vault_resource_group} -n {vault} --system-assigned",
                "az backup vault identity assign -g {vault_resource_group} -n {vault} --system-assigned",
            ),
            rights="Backup Contributor on the vault",
            caution="Not before you know what uses the identity: a vault's own key and private endpoints do.",
        ),
        GIVE_ROLES,
    ),
    verify=verify("The operation is accepted.", CHECK_VM),
)
