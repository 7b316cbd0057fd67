"""The readers of key vaults, of who may use them, and of encryption, on small answers of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from azure_samples import FULL, KV, NOBODY, SERVICE, VM, VM_ID, S, encrypted, key_vault, policy, role
from readings import one, seen

SECRETS = {"secrets": ["get", "list", "backup"]}
SAMPLE = {"keys": ["get", "list", "backup"], "secrets": ["get", "list"]}  # what the document's own sample grants


@pytest.mark.parametrize(
    ("kek", "policies", "access"),
    [
        (False, [policy(FULL)], True),
        (True, [policy(FULL)], True),
        (False, [policy({"keys": ["all"], "secrets": ["All"]})], True),
        (False, [policy(SECRETS)], True),  # no key wraps the secret, so none is needed
        (True, [policy(SECRETS)], False),
        (True, [policy(SAMPLE)], False),  # `backup` on secrets is missing
        (False, [policy({"secrets": ["list"]})], False),
        (False, [policy(FULL, object_id="someone")], False),
        (False, [policy(FULL, applicationId="app")], False),  # holds only through that application
        (False, [], None),  # without policies and without a word on RBAC
    ],
)
def test_access_policies_of_the_vault_of_the_disks(kek: bool, policies: Any, access: Any, tmp_path: Path) -> None:
    other = key_vault(name="other")
    known = seen(
        tmp_path, encrypted(kek), [key_vault(*policies), other], [SERVICE, {**SERVICE, "appId": "x", "id": "y"}]
    )
    assert known.get("keyvault.backup_has_access") is access
    assert known["keyvault.name"] == "till-keys"
    assert known["keyvault.resource_group"] == "Keys"
    assert known["disks.encrypted"] is True


@pytest.mark.parametrize(
    "answers",
    [
        [encrypted(), NOBODY],  # which object id is the service's is not known
        [VM, NOBODY, SERVICE],  # that the VM's keys are in this vault is not known
        [encrypted(), key_vault(policy(FULL, object_id="someone"), name="other"), SERVICE],
        [encrypted(), {"id": KV, "name": "till-keys", "type": "Microsoft.KeyVault/vaults"}, SERVICE],  # a bare list
        [encrypted(), [policy(FULL, object_id="someone")], SERVICE],  # policies of an unnamed vault
        [encrypted(), key_vault(rbac=True), SERVICE],  # a role may be inherited, or be a custom one
    ],
)
def test_no_access_is_never_said_without_proof(answers: list[Any], tmp_path: Path) -> None:
    assert "keyvault.backup_has_access" not in seen(tmp_path, *answers)


ADMINISTRATOR = "/providers/Microsoft.Authorization/RoleDefinitions/00482a5a-887f-4fb3-b363-3b7fe8e74483"


@pytest.mark.parametrize(
    ("roles", "access"),
    [
        ([role("Key Vault Administrator", KV)], True),
        ([role("Key Vault Administrator", f"{S}/resourceGroups/keys")], True),
        ([role("", S, roleDefinitionId=ADMINISTRATOR)], True),
        ([role("Key Vault Secrets Officer", KV), role("Key Vault Crypto Officer", S)], True),
        ([role("Key Vault Secrets Officer", KV)], True),  # no key wraps the secret, so none is needed
        ([role("Key Vault Administrator", KV, principalId="someone")], False),  # a list that reaches this vault
        ([role("Custom reader of secrets", KV)], None),  # a role that is not known may suffice
        ([role("Key Vault Administrator", f"{KV}2")], None),
        ([role("Key Vault Reader", KV)], None),
        ([], None),
    ],
)
def test_roles_prove_access_and_a_list_of_this_vault_that_there_is_none(
    roles: list[Any], access: Any, tmp_path: Path
) -> None:
    known = seen(tmp_path, encrypted(), key_vault(rbac=True), SERVICE, roles)
    assert known.get("keyvault.backup_has_access") is access
    assert known["keyvault.uses_rbac"] is True


def test_the_object_id_is_found_in_role_assignments_and_in_display_names(tmp_path: Path) -> None:
    assigned = role("Key Vault Administrator", KV, principalName="262044b1-e2ce-469f-a196-69ab7ada62d3")
    assert seen(tmp_path, encrypted(), key_vault(rbac=True), [assigned])["keyvault.backup_has_access"] is True
    shown = {
        "VaultUri": "https://till-keys.vault.azure.net/",
        "EnableRbacAuthorization": False,
        "AccessPolicies": [
            {
                "ObjectId": "0b7a",
                "ApplicationId": None,
                "DisplayName": "Backup Management Service (262044b1-e2ce-469f-a196-69ab7ada62d3)",
                "PermissionsToKeys": ["Get", "List"],
                "PermissionsToSecrets": ["Get"],
            }
        ],
        "ResourceId": KV,
        "VaultName": "till-keys",
        "ResourceGroupName": "Keys",
    }
    (tmp_path / "powershell").mkdir()
    assert seen(tmp_path / "powershell", encrypted(), shown)["keyvault.backup_has_access"] is False


@pytest.mark.parametrize(
    "shown",
    [
        {"disks": [{"name": "c", "statuses": [{"code": "EncryptionState/encrypted"}]}], "substatus": None},
        {"dataDisk": "NotEncrypted", "osDisk": "Encrypted", "osDiskEncryptionSettings": None, "osType": "Linux"},
        {"OsVolumeEncrypted": "Encrypted", "DataVolumesEncrypted": "NotEncrypted", "OsVolumeEncryptionSettings": None},
    ],
)
def test_encryption_of_a_vm(shown: dict[str, Any]) -> None:
    assert one(shown).facts["disks.encrypted"] is True


def test_no_encryption_is_established_only_by_every_disk() -> None:
    disks = [
        {"name": n, "statuses": [{"code": f"EncryptionState/{s}"}]}
        for n, s in (("c", "notEncrypted"), ("d", "unknown"))
    ]
    assert "disks.encrypted" not in one({"disks": disks, "substatus": []}).facts
    assert one({"disks": disks[:1], "substatus": []}).facts["disks.encrypted"] is False
    assert one("Azure Disk Encryption is not enabled\n").facts["disks.encrypted"] is False


def test_vaults_in_disks_and_in_the_extension() -> None:
    settings = {"diskEncryptionKey": {"sourceVault": {"id": KV}}, "keyEncryptionKey": {"sourceVault": {"id": KV + "2"}}}
    disk = {
        "name": "c",
        "type": "Microsoft.Compute/disks",
        "managedBy": VM_ID,
        "encryptionSettingsCollection": {"enabled": True, "encryptionSettings": [settings]},
    }
    both = (
        {"name": "till-keys", "resource_group": "Keys", "secrets": True},
        {"name": "till-keys2", "resource_group": "Keys", "keys": True},
    )
    assert one(disk).facts["keyvault.of_disks"] == both
    disk["encryptionSettingsCollection"]["enabled"] = False  # type: ignore[index]
    assert "keyvault.of_disks" not in one(disk).facts
    extension = {
        "id": f"{VM_ID}/extensions/AzureDiskEncryption",
        "name": "AzureDiskEncryption",
        "publisher": "Microsoft.Azure.Security",
        "typePropertiesType": "AzureDiskEncryption",
        "provisioningState": "Succeeded",
        "settings": {"EncryptionOperation": "EnableEncryption", "KeyVaultURL": "https://till-keys.vault.azure.net/"},
        "type": "Microsoft.Compute/virtualMachines/extensions",
    }
    assert one([extension]).facts["keyvault.of_disks"] == ({"name": "till-keys", "secrets": True},)


def test_of_two_answers_about_a_vault_the_one_after_the_later_change_holds(tmp_path: Path) -> None:
    before = {
        **key_vault(policy(SECRETS, object_id="someone")),
        "systemData": {"lastModifiedAt": "2026-07-24T20:00:00Z"},
    }
    after = {**key_vault(policy(SECRETS)), "systemData": {"lastModifiedAt": "2026-07-25T20:00:00Z"}}
    assert seen(tmp_path, encrypted(), after, before, SERVICE)["keyvault.backup_has_access"] is True


def test_encryption_settings_that_are_switched_off_name_no_vault_of_the_disks() -> None:
    model = encrypted()
    model["instanceView"]["disks"][0]["encryptionSettings"][0]["enabled"] = False
    assert one(encrypted()).facts["keyvault.of_disks"] == (
        {"name": "till-keys", "resource_group": "Keys", "secrets": True},
    )
    assert "keyvault.of_disks" not in one(model).facts
