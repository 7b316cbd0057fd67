"""The key vault's firewall keeps Azure Backup out."""

from ...authoring import *

_CLOSED = keyvault.firewall == "closed"

CAUSE = cause(
    __name__,
    "The key vault's firewall keeps Azure Backup out",
    "The key vault of an encrypted VM is open to chosen networks only, and does not let trusted Microsoft services "
    "through. Azure Backup then cannot copy keys and secrets, whatever permissions it has.",
    family="keyvault-permissions",
    step=2,
    sources=(
        KEY_VAULT_BYPASS.section("Fields"),
        ENCRYPTED_ERRORS.section("UserErrorKeyVaultPermissionsNotConfigured"),
        KEY_VAULT_REFUSALS.section("Description"),
    ),
    phases=BOTH,
    codes=("keys",),
    rules=(
        confirms(
            _CLOSED,
            keyvault.backup_has_access == True,
            derived.keyvault_code == True,
            because="the code says that Azure Backup does not get in; permissions are complete, the firewall is closed",
            rival="keyvault-perm: the permissions are there",
        ),
        confirms(
            keyvault.firewall_refused == True,
            _CLOSED,
            derived.keyvault_code == True,
            because="the key vault itself says that it refused Azure Backup, and that its firewall did",
            rival="keyvault-perm: a vault says another thing of a caller without permissions",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("keys")),
            *(disks.encrypted == True, keyvault.firewall_refused == True, _CLOSED),
            because="the vault refuses Azure Backup, whatever has failed this time",
            rival="keyvault-perm: the log names the firewall",
        ),
        suggests(_CLOSED),
        suggests(keyvault.firewall_refused == True),
        suggests(signs.keyvault_firewall_refused == True, derived.keyvault_code == True),
        suggests(signs.keyvault_firewall_told == True, derived.keyvault_code == True),
        hints(signs.keyvault_firewall_told == True),
        rules_out(keyvault.firewall.one_of("open", "trusted_services")),
    ),
    remedy=(
        look(
            "See the key vault's networking: which networks it lets in, and whether trusted services pass.",
            KEY_VAULT_NETWORK,
            rights="Reader on the key vault",
            caution="Look at every key vault that a disk of the VM names.",
        ),
        TRUST_BACKUP,
        TRY_AGAIN,
    ),
    verify=verify("The bypass is AzureServices, and the next backup succeeds.", KEY_VAULT_NETWORK),
)
