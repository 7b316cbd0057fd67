"""The vault cannot use its own encryption key."""

from ...authoring import *

_CODE = "BCMProtGetSaSUriAsyncError"
_REFUSED = platform.vault_key_accessible == False
_LOOK = (
    *how(platform.vault_key_accessible, "portal", "az"),
    *az("az backup vault identity show -g {vault_resource_group} -n {vault}"),
)

CAUSE = cause(
    __name__,
    "The vault cannot use its own encryption key",
    "A Recovery Services vault can encrypt its data with a key of yours. When its identity loses the right to that "
    "key, or the key is disabled, expired or gone, every item of the vault fails at once.",
    sources=(ENCRYPTED_ERRORS.section("BCMProtGetSaSUriAsyncError"),),
    phases=BOTH,
    codes=(_CODE,),
    rules=(
        confirms(
            _REFUSED,
            error.code == _CODE,
            because="the code says it, and the vault's identity may not use the key",
            rival="keyvault-perm: it is about the key vault of encrypted disks",
        ),
        suggests(_REFUSED, platform.others_fail_too == True),
        suggests(error.code == _CODE),
        rules_out(platform.vault_key_accessible == True),
    ),
    remedy=(
        look("See the vault's key and identity, and whether other items of the vault fail too.", _LOOK, OTHER_VMS),
        change(
            "Give the vault's identity the right to the key: get, list, unwrapKey and wrapKey, or the role Key Vault "
            "Crypto Service Encryption User.",
            portal("Key vault > Access policies, or Access control (IAM) > Add role assignment"),
            az(
                "az keyvault set-policy -n {keyvault} --object-id {principal} "
                "--key-permissions get list unwrapKey wrapKey"
            ),
            rights="Key Vault Contributor, or User Access Administrator, on the key vault",
            caution="A system-assigned identity exists only once the vault exists: give it its right before the key is "
            "set. After a move to another tenant it has to be switched off and on.",
        ),
        look(
            "See that the key is enabled and valid, and that the key vault lets trusted Microsoft services through.",
            KEY_VAULT_NETWORK,
            how(des.key_state, "az"),
        ),
        TRY_AGAIN,
    ),
    verify=verify("A backup of any item of the vault is complete.", BACKUP_JOBS),
)
