"""How people put the causes of kb/causes/keys/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "keyvault-perm": "key vault access policy; backup management service; permissions on key vault; get list backup; "
    "rbac key vault; key vault administrator; encrypted vm permissions; role on key vault; ade key vault",
    "keyvault-firewall": "key vault firewall; key vault public access disabled; trusted microsoft services; "
    "key vault private endpoint; key vault network; vnet only key vault; bypass trusted services",
    "des-no-access": "disk encryption set; des identity; cmk access; customer managed key role removed; "
    "encryption set no access; wrap unwrap",
    "des-key-unusable": "cmk expired; key disabled; key expired; customer managed key expired; key version deleted; "
    "expiry date of key",
    "des-keyvault-gone": "key vault deleted; vault of encryption set deleted; key vault not found; "
    "cleaned up key vaults; "
    "deleted vaults; unable to access key vault resource",
    "des-identity-kind": "user assigned identity; encryption set identity kind; system assigned needed",
    "ade-secret-gone": "bek secret deleted; secret missing; ade secret; key vault secret purged; "
    "bitlocker secret deleted",
    "ade-mode-mixed": "ade with aad; dual pass; single pass; aad app encryption",
    "keyvault-certificate-key": "key of a certificate; certificate key wraps; kek is certificate",
    "vault-cmk-access": "vault with customer-managed key; managed identity of the vault deleted; user-assigned "
    "identity removed; vault encryption key; recovery vault cmk; vault identity key vault; CMKKeyVaultAuthFailure; "
    "vault managed identity cannot read key; recovery services vault cmk; enabled for cmk; "
    "encryption settings of the vault; role assignment to key vault; Key Vault Crypto Service Encryption User; "
    "user-assigned managed identity vault",
}
