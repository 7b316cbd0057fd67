"""Key or secret of an encrypted disk is gone."""

from ...authoring import *

_CODE = "DiskEncryptionKeySecretUnwrapFailed"
_GONE = (keyvault.secret_gone == True, keyvault.deleted == True)
_LOOK = (*how(keyvault.deleted, "portal", "az"), *how(keyvault.secret_gone, "az"))

CAUSE = cause(
    __name__,
    "Key or secret of an encrypted disk is gone",
    "The key vault, the secret or the key with which a disk of the VM is encrypted was deleted. Azure Backup copies "
    "them with each backup, and the VM itself does not start without them.",
    sources=(
        VM_ERRORS.section("DiskEncryptionKeySecretUnwrapFailed"),
        ENCRYPTED_ERRORS.section("DiskEncryptionInternalError"),
    ),
    phases=BOTH,
    codes=(_CODE, "keys"),
    rules=(
        *(
            confirms(
                gone,
                error.code == _CODE,
                because="the platform could not unwrap the secret, and it, its key or its vault was deleted",
                rival="keyvault-certificate-key: what is there is of another kind",
            )
            for gone in _GONE
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("keys", _CODE)),
            *(disks.encrypted == True, keyvault.secret_gone == True),
            because="the disks cannot be backed up without it, whatever has failed this time",
            rival="keyvault-perm: it is seen to be gone",
        ),
        *(suggests(gone) for gone in _GONE),
        # Unwrapping fails as well where the key may not be used, and the secret that lacks its tags is there.
        hints(error.code == _CODE),
        suggests(signs.keyvault_secret_gone_told == True),
        rules_out(keyvault.secret_gone == False, keyvault.deleted == False),
    ),
    remedy=(
        look("See what was deleted: the vault, a secret, a key.", _LOOK, rights="Key Vault Contributor"),
        RECOVER_KEY_VAULT,
        change(
            "Recover the secret or the key, while it is only soft-deleted.",
            az("az keyvault secret recover --vault-name {keyvault} -n {secret}"),
            az("az keyvault key recover --vault-name {keyvault} -n {key}"),
            rights="Key Vault Administrator on the key vault",
            caution="What was purged is lost. Key and secret travel with a recovery point and can be written back from "
            "one: keep the VM running until then.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("Vault, secret and key are there, and a backup is complete.", _LOOK),
)
