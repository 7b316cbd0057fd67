"""A failed configuration is no failed backup: which causes are in question, by operation, code and text."""

from __future__ import annotations

from typing import Any

import pytest
from backupdx.engine.result import Diagnosis
from backupdx.facts.case import Case, validated
from backupdx.kb.codes import codes_that_say
from backupdx.kb.knowledge import knowledge_base
from backupdx.library import diagnose, load, load_text, with_known_code

KB = knowledge_base()
BACKUP_ONLY = {c.id for c in KB.causes if c.phases == ("backup",)}
CONFIGURING_ONLY = {c.id for c in KB.causes if c.phases == ("configuring",)}


def of(**error: Any) -> Diagnosis:
    return diagnose(validated({"error": error}))


def shown(diagnosis: Diagnosis) -> set[str]:
    return {e.cause for e in diagnosis.explanations}


@pytest.mark.parametrize("code", codes_that_say("configuring"))
def test_a_code_of_configuring_leaves_open_no_cause_of_a_snapshot(code: str) -> None:
    assert shown(of(code=code)) and not shown(of(code=code)) & BACKUP_ONLY


@pytest.mark.parametrize("operation", ["enable", "change_policy", "stop", "vault_settings"])
def test_without_a_code_a_failed_configuration_has_only_its_own_causes(operation: str) -> None:
    found = shown(of(operation=operation))
    assert 20 < len(found) < 70 and not found & BACKUP_ONLY


@pytest.mark.parametrize("operation", ["backup", "on_demand"])
def test_a_failed_backup_has_no_cause_of_configuring(operation: str) -> None:
    assert not shown(of(operation=operation)) & CONFIGURING_ONLY


@pytest.mark.parametrize("code", ["UserErrorGuestAgentStatusUnavailable", "UserErrorRpCollectionLimitReached"])
def test_a_code_of_a_backup_says_more_than_the_operation_that_is_told(code: str) -> None:
    """Enabling can show the agent's code: then the agent's causes are in question."""
    assert shown(of(code=code, operation="enable")) == shown(of(code=code))


def test_a_restore_is_not_explained_by_causes_of_a_backup() -> None:
    diagnosis = of(operation="restore")
    assert not diagnosis.explanations
    assert diagnosis.headline is not None and diagnosis.headline.kind == "other_operation"


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("> az backup protection enable-for-vm -g rg -v v1 --vm erp01 --policy-name P\nsomething failed", "enable"),
        ('Error: creating/updating Azure Backup Protected VM "VM;iaasvmcontainerv2;g;v": nothing', "enable"),
        ("az backup protection backup-now -g rg -v v1 -c web1 -i web1 --debug", "on_demand"),
        ("Error: deleting Azure Backup Protected VM: it failed", "stop"),
        ("az backup policy set -g rg -v v1 -n daily --policy @p.json", "change_policy"),
        ("az backup job list -g rg -v v1", None),
    ],
)
def test_a_text_tells_which_operation_it_was(text: str, operation: str | None) -> None:
    case = with_known_code(Case().with_facts({"error.message": text}))
    found = case.observations().get("error.operation")
    assert (found.value if found else None) == operation


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Fehlermeldung: VM-Agent kann nicht mit Azure Backup kommunizieren", "UserErrorGuestAgentStatusUnavailable"),
        ("La limite maximale de la collection de points de restauration est atteinte.",
         "UserErrorRpCollectionLimitReached"),
        ("No se pudo comunicar con el agente de máquina virtual para ver el estado de la instantánea",
         "GuestAgentSnapshotTaskStatusError"),
        ("falha na operação da extensão VMSnapshot", "ExtensionOperationFailedForManagedDisks"),
        ("l'agente di macchine virtuali non riesce a comunicare con backup di Azure",
         "UserErrorGuestAgentStatusUnavailable"),
        ("仮想マシンがネットワークに接続していないためにスナップショット操作が失敗した",
         "ExtensionSnapshotFailedNoNetwork"),
    ],
)  # fmt: skip
def test_messages_of_other_languages_are_recognised(text: str, code: str) -> None:
    assert with_known_code(Case().with_facts({"error.message": text})).error.code == code


def test_the_only_failed_job_configured_and_is_read_as_such(tmp_path: Any) -> None:
    (tmp_path / "jobs.json").write_text(
        """[{"name": "7", "type": "Microsoft.RecoveryServices/vaults/backupJobs", "properties": {
        "jobType": "AzureIaaSVMJob", "backupManagementType": "AzureIaasVM", "operation": "ConfigureBackup",
        "entityFriendlyName": "web1", "status": "Failed", "startTime": "2026-11-20T02:00:00Z",
        "endTime": "2026-11-20T02:01:00Z", "errorDetails": [
        {"errorCode": 400175, "errorTitle": "UserErrorVmVaultLocationMismatch", "errorString": "x"}]}}]""",
        "utf-8",
    )
    case = load(tmp_path)
    assert (case.error.operation, case.error.code) == ("enable", "UserErrorVmVaultLocationMismatch")
    assert diagnose(case).explanations[0].cause == "vault-region-mismatch"


def test_what_a_vault_says_of_itself_is_read(tmp_path: Any) -> None:
    (tmp_path / "vault.json").write_text(
        """{"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v",
        "location": "westeurope", "name": "v", "type": "Microsoft.RecoveryServices/vaults", "properties": {
        "publicNetworkAccess": "Disabled", "securitySettings": {"immutabilitySettings": {"state": "Locked"},
        "softDeleteSettings": {"softDeleteState": "AlwaysON"}}}}""",
        "utf-8",
    )
    vault = load(tmp_path).vault
    assert (vault.location, vault.immutability, vault.soft_delete) == ("westeurope", "locked", "always_on")
    assert vault.public_access is False


@pytest.mark.parametrize(
    "text",
    [
        "Since Monday the nightly backup of our Linux VM fails. I tried to re-enable the backup, and it still fails.",
        "We tried to disable the antivirus, and then the backup worked.",
        "The backup policy was changed from Standard to Enhanced last week, and since then the backups fail.",
        "We can't delete old restore points, and the backup fails every night.",
        "I want to configure the backup so that it runs at night; now it fails with a timeout of the snapshot.",
        "Backup fails. I cannot enable the VM agent service on the server, it stops at once.",
        "The backup job fails since we are not able to remove the lock on the resource group.",
        "I am unable to delete the vault's failed alerts; the last backup failed.",
    ],
)
def test_what_somebody_tried_makes_a_failed_backup_no_failed_configuration(text: str) -> None:
    assert load_text(text).error.operation is None


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("When I try to enable the backup of this VM in the portal I get an error.", "enable"),
        ("Disable-AzRecoveryServicesBackupProtection: The vault is immutable, hence operation is denied.", "stop"),
        (
            "az backup vault delete -g rg -n v1\nVault cannot be deleted as there are existing resources",
            "vault_settings",
        ),
        ('Error: updating Backup Policy (Subscription: "s" Vault Name: "v"): it is not valid', "change_policy"),
        ("The remediation task of the DINE policy for VM backup fails with an error.", "enable"),
    ],
)
def test_commands_resources_and_words_tell_the_operation(text: str, operation: str) -> None:
    assert load_text(text).error.operation == operation
