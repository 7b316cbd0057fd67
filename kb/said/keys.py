"""How people put the causes of kb/causes/keys/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "keyvault-perm": "key vault access policy; backup management service; permissions on key vault; get list backup; "
    "rbac key vault; key vault administrator; encrypted vm permissions; role on key vault; ade key vault; "
    "KeyVaultPermissionsNotConfigured; does not have sufficient permissions to key vault; "
    "262044b1-e2ce-469f-a196-69ab7ada62d3; ff281ffe-705c-4f53-9f37-a40e6f2c68f3; Set-AzKeyVaultAccessPolicy; "
    "PermissionsToSecrets; PermissionsToKeys; az keyvault set-policy; access policies blade; permission model; rbac "
    "permission model; role-based access; enable_rbac_authorization; enableRbacAuthorization; switched key vault to "
    "rbac; key vault administrator for backup; custom role secrets backup action; bek and kek; ade vm backup "
    "permission; azure disk encryption backup rights; ade protected vm; secrets backup permission",
    "keyvault-firewall": "key vault firewall; key vault public access disabled; trusted microsoft services; key "
    "vault private endpoint; key vault network; vnet only key vault; bypass trusted services; ForbiddenByFirewall; "
    "client address is not authorized and caller is not a trusted service; ForbiddenByConnection; networkAcls; "
    "network_acls; defaultAction Deny; bypass None; bypass AzureServices; selected networks; allow public access "
    "from specific virtual networks; publicNetworkAccess Disabled key vault; public_network_access_enabled key "
    "vault; allow trusted microsoft services to bypass; vault behind private endpoint; key vault closed; hardened "
    "key vault; ip rules key vault; locked down key vault network; key vault reachable only from vnet; network "
    "security perimeter",
    "des-no-access": "disk encryption set; des identity; cmk access; customer managed key role removed; encryption "
    "set no access; wrap unwrap; KeyVaultAccessForbidden; unable to access key vault resource to enable encryption "
    "at rest; grant get wrapKey unwrapKey; wrapKey; unwrapKey; principalId of set; principal of des; "
    "diskEncryptionSets; Key Vault Crypto Service Encryption User; crypto service encryption; byok disks; customer "
    "key disks; access policy of des removed; switched key vault to rbac des; managed hsm; mhsm; des identity "
    "deleted; system assigned identity of des; server side encryption cmk; sse cmk; encryption set 403; "
    "federatedClientId; cross-tenant cmk",
    "des-key-unusable": "cmk expired; key disabled; key expired; customer managed key expired; key version deleted; "
    "expiry date of key; KeyVaultKeyNotEnabled; key not enabled; key expiry; expiration date; expired last week; key "
    "rotation; rotation policy; yearly rotation; auto rotation disabled; rotationToLatestKeyVersionEnabled; old key "
    "version disabled; new key version; key version pinned; disabled key; deleted key; exp attribute; "
    "set-attributes; activation date; nbf; key rotated by security; disks encrypted with expired key; cmk rotated; "
    "renew key",
    "des-keyvault-gone": "key vault deleted; vault of encryption set deleted; key vault not found; cleaned up key "
    "vaults; deleted vaults; unable to access key vault resource; KeyVaultNotFound; key vault deleted with resource "
    "group; list-deleted; recover key vault; purge key vault; vault with cmk deleted; removed key vaults; "
    "sourceVault; key url does not resolve; vault.azure.net not found; deleted key vault of disks; undelete key "
    "vault; soft-deleted key vault; encryption at rest key vault missing; tidied up key vaults; vault of the "
    "customer key; master key of drives gone; key vault removed with old resource group; customer-managed key vault "
    "removed by mistake; whole key vault removed; key vault no longer exists; encryption set points at missing "
    "vault; key vault of encryption set gone",
    "des-identity-kind": "user assigned identity; encryption set identity kind; system assigned needed; UserAssigned "
    "identity; identity type UserAssigned; user assigned identity disk encryption set; "
    "NotSupportUserAssignedIdentityDes; direct drive; DirectDriveDisk; ultra with cmk; premium v2 with cmk; "
    "azurerm_disk_encryption_set identity; system-assigned identity; SystemAssigned; switch identity of set; uami; "
    "ultra customer managed key",
    "ade-secret-gone": "bek secret deleted; secret missing; ade secret; key vault secret purged; bitlocker secret "
    "deleted; BEK; bek secret; SecretNotFound; secret not found in this key vault; KeyNotFound; kek deleted; "
    "encryption secret purged; purged; soft-deleted secret; recover secret; bitlocker key secret; secretUrl; "
    "diskEncryptionKey; keyEncryptionKey; key vault of ade deleted; secret expired disabled; secret version gone; "
    "secret name guid; cannot start encrypted vm; cleaned secrets; list-deleted secrets; afraid to reboot; bitlocker "
    "secret purged; secret of drive not in vault any more",
    "ade-mode-mixed": "ade with aad; dual pass; single pass; aad app encryption; AADClientID; AADClientSecret; "
    "aad-client-id; app registration for encryption; service principal encryption; old ade version 1.1; ade version "
    "2.2; re-encrypted without aad; encryption script run again; with and without app; InvalidVMEncryptionInfo; "
    "encryption settings mixed; sequence version; Set-AzVMDiskEncryptionExtension; previous release; dual-pass "
    "encryption; AzureDiskEncryptionForLinux versions; migrate ade single pass",
    "keyvault-certificate-key": "key of a certificate; certificate key wraps; kek is certificate; cert key; key "
    "backing certificate; managed true; managed key; certificate created key; kek from certificate; keyEncryptionKey "
    "certificates; certificate as kek; wrapped by certificate; pfx key; kid of certificate; ssl certificate key; "
    "keyUrl certificate; key belongs to certificate; standalone key needed",
    "vault-cmk-access": "vault with customer-managed key; managed identity of the vault deleted; user-assigned "
    "identity removed; vault encryption key; recovery vault cmk; vault identity key vault; CMKKeyVaultAuthFailure; "
    "vault managed identity cannot read key; recovery services vault cmk; enabled for cmk; encryption settings of "
    "the vault; role assignment to key vault; Key Vault Crypto Service Encryption User; user-assigned managed "
    "identity vault; UserErrorCMKKeyVaultAuthFailure; BCMProtGetSaSUri; all items in vault fail; every workload in "
    "one vault; sql and files and vms in that vault; vault encryption settings; kekIdentity; keyUri; "
    "infrastructureEncryption; infrastructure_encryption_enabled; use_system_assigned_identity; "
    "user_assigned_identity_id; cmkIdentity; backup encryption key; whole vault; encryption block of vault; vault's "
    "own key; key of the recovery vault rotated; crypto officer role for vault; azurerm_recovery_services_vault "
    "encryption; only this vault; one vault red; vault identity removed; vault key expired",
}
