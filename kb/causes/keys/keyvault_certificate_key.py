"""The key that wraps the disks' secret belongs to a certificate."""

from ...authoring import *

_CODES = ("UserErrorInvalidVMEncryptionInfo", "DiskEncryptionKeySecretUnwrapFailed")
_MANAGED = keyvault.key_of_certificate == True
_LOOK = how(keyvault.key_of_certificate, "portal", "az")

CAUSE = cause(
    __name__,
    "The key that wraps the disks' secret belongs to a certificate",
    "Azure Backup takes VMs whose disks are encrypted with a key that stands alone in the key vault. A key that is "
    "part of a certificate (a managed key) is not supported.",
    sources=(ENCRYPTED_ERRORS.section("Before you start"), SELF_HELP.section("UserErrorInvalidVMEncryptionInfo")),
    phases=BOTH,
    codes=(*_CODES, "keys"),
    rules=(
        confirms(
            *(_MANAGED, keyvault.ade_modes_mixed == False, error.code == _CODES[0]),
            because="the code refuses the encryption, such a key is not supported, and the two ways are not mixed",
            rival="ade-mode-mixed: the page names that for this code, and it is known not to be so",
        ),
        confirms(
            *(_MANAGED, keyvault.backup_has_access == True, derived.keyvault_code == True),
            because="keys of certificates are not supported, the code refuses the keys, and the permissions are there",
            rival="keyvault-perm: they are seen to be there",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("keys", *_CODES)),
            disks.encrypted == True,
            _MANAGED,
            because="such a key is not supported, whatever has failed this time",
            rival="ade-mode-mixed: the key is seen to be of a certificate",
        ),
        suggests(_MANAGED),
        suggests(signs.key_of_certificate_told == True),
        rules_out(keyvault.key_of_certificate == False),
    ),
    remedy=(
        look(
            "Compare the address of the key encryption key with those of the vault's certificates.",
            _LOOK,
            rights="Reader, and Key Vault Reader on the key vault",
        ),
        change(
            "Make a key that stands alone, and encrypt the VM anew with it as key encryption key.",
            az("az keyvault key create --vault-name {keyvault} -n {key} --kty RSA --size 4096"),
            az(
                "az vm encryption enable -g {resource_group} -n {vm} --disk-encryption-keyvault {keyvault} "
                "--key-encryption-key {key}"
            ),
            rights="Virtual Machine Contributor, and Key Vault Administrator on the key vault",
            caution="It takes hours, and Linux VMs may restart. Take a snapshot of the disks before. Where the VM was "
            "encrypted with an Entra application, give that again: the two ways must not be mixed.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("The disks name the new key, and a backup is complete.", _LOOK),
)
