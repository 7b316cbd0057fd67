"""The key of the disk encryption set is disabled, expired or gone."""

from ...authoring import *

_CODE = "KeyVaultKeyNotEnabled"
_BAD = des.key_state.one_of("disabled", "expired", "gone")
_LOOK = (*ENCRYPTION_SET, *how(des.key_state, "az"))

CAUSE = cause(
    __name__,
    "The key of the disk encryption set is disabled, expired or gone",
    "The customer-managed key of the VM's disks was disabled, deleted or has expired. Azure can then encrypt no "
    "snapshot. With a key that is disabled or deleted the VM itself soon stops; with an expired one, at its next "
    "start.",
    sources=(ENCRYPTION_SET_REPORT.section("Description"),),
    codes=(_CODE, "KeyVaultAccessForbidden", "snapshot"),
    rules=(
        confirms(
            _BAD,
            error.code.one_of(_CODE, "KeyVaultAccessForbidden"),
            because="the platform is refused the key, and the key cannot be used",
            rival="des-no-access: rights do not help with such a key",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("snapshot", _CODE, "KeyVaultAccessForbidden")),
            _BAD,
            because="the disks cannot be copied without their key, whatever has failed this time",
            rival="des-no-access: the state of the key is seen",
        ),
        suggests(_BAD),
        suggests(error.code == _CODE),
        rules_out(des.key_state == "enabled"),
    ),
    remedy=(
        look("See the state of the key that the set uses.", _LOOK, rights="Reader, and Key Vault Reader"),
        change(
            "Enable the key, or recover it while it is only soft-deleted.",
            az("az keyvault key set-attributes --vault-name {keyvault} -n {key} --enabled true"),
            az("az keyvault key recover --vault-name {keyvault} -n {key}"),
            rights="Key Vault Crypto Officer on the key vault",
            caution="Ask who disabled it, and why. What was purged is lost, and the disks with it.",
        ),
        change(
            "For an expired key: make a new version, and give it to the set.",
            az("az keyvault key rotate --vault-name {keyvault} -n {key}"),
            az(
                "az disk-encryption-set update -g {resource_group} -n {encryption_set} --key-url {key_id} "
                "--source-vault {keyvault}"
            ),
            rights="Key Vault Crypto Officer, and Contributor on the set",
            caution="Keep the old version enabled until all disks have been encrypted with the new one.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("The key is enabled and valid, and a backup is complete.", _LOOK),
)
