"""Answers of the Azure CLI to queries, below their commands or alone, in each of its output formats."""

from __future__ import annotations

from contextlib import suppress
from time import process_time
from typing import Any

import pytest
from az_outputs import FORMATS, printed
from backupdx import InputError, load_bytes, load_text
from backupdx.kb.verified import verified_commands
from backupdx.library import load_all_bytes, reason
from backupdx.readers.azure.asked import asked_in
from backupdx.readers.azure.queries import Cannot, path_of, put_back
from test_pasted import zipped

_VAULT = "-g rg -v v"
_ITEM = f"az backup item show {_VAULT} -c web -n web --backup-management-type AzureIaasVM"
_VIEW = "az vm get-instance-view -g rg-lin -n lin-05"
_FAILED = "ProvisioningState/failed/VMExtensionProvisioningError"
_EXTENSIONS = [["VMSnapshotLinux", "Failed", "Microsoft.Azure.RecoveryServices"], ["Mon", "Succeeded", "P"]]
# Commands that our scripts and remedies print, and what people make of them: what each answers with, and what it tells.
ASKED: dict[str, tuple[Any, dict[str, Any]]] = {
    f"{_ITEM} --query properties.protectionState": ("ProtectionStopped", {"backup.protection_state": "stopped"}),
    f"{_ITEM} --query properties.extendedInfo": (
        {"newestRecoveryPointInVault": None, "policyInconsistent": True, "recoveryPointCount": 3},
        {"backup.policy_inconsistent": True},
    ),
    "az account show --query state": ("Disabled", {"vault.subscription_disabled": True}),
    "az provider show -n Microsoft.RecoveryServices --query registrationState": (
        "NotRegistered",
        {"vault.provider_registered": False},
    ),
    "az backup vault show -g rg -n v --query location": ("northeurope", {"vault.location": "northeurope"}),
    "az backup vault show -g rg -n v --query properties.publicNetworkAccess": (
        "Disabled",
        {"vault.public_access": False},
    ),
    "az backup vault show -g rg -n v --query properties.securitySettings.softDeleteSettings": (
        {"softDeleteState": "AlwaysON", "softDeleteRetentionPeriodInDays": 14},
        {"vault.soft_delete": "always_on"},
    ),
    "az vm show -g rg -n web --query storageProfile.osDisk.osType": ("Linux", {"vm.os_type": "linux"}),
    "az vm show -d -g rg -n web --query powerState": ("VM deallocated", {"vm.power_state": "deallocated"}),
    f'{_VIEW} --query "instanceView.statuses[1].displayStatus"': ("VM stopped", {"vm.power_state": "stopped"}),
    f"{_VIEW} --query \"instanceView.statuses[?starts_with(code, 'PowerState/')].displayStatus\"": (
        ["VM running"],
        {"vm.power_state": "running"},
    ),
    f'{_VIEW} --query "instanceView.statuses[].code"': (
        [_FAILED, "PowerState/running"],
        {"vm.provisioning_error": "VMExtensionProvisioningError", "vm.power_state": "running"},
    ),
    f'{_VIEW} --query "instanceView.statuses[].[code,displayStatus]"': (
        [[_FAILED, "Provisioning failed"], ["PowerState/running", "VM running"]],
        {"vm.provisioning_state": "failed", "vm.power_state": "running"},
    ),
    'az vm extension list -g rg --vm-name web --query "[].{Name:name,State:provisioningState,By:publisher}"': (
        [dict(zip(("Name", "State", "By"), row, strict=True)) for row in _EXTENSIONS],
        {"extensions.failed": ("VMSnapshotLinux",), "extensions.backup_state": "failed"},
    ),
    'az vm extension list -g rg --vm-name web --query "[].[name,provisioningState,publisher]"': (
        _EXTENSIONS,
        {"extensions.failed": ("VMSnapshotLinux",), "extensions.backup_state": "failed"},
    ),
    'az vm show -d -g rg -n web --query "{n:name,p:powerState,s:provisioningState}"': (
        {"n": "web", "p": "VM deallocated", "s": "Succeeded"},
        {"vm.power_state": "deallocated", "vm.provisioning_state": "succeeded", "vm.name": "web"},
    ),
}
# Of objects whose names the query does not give, a table leaves the inner ones out, and tabs all names.
WHOLE = {command for command, (value, _) in ASKED.items() if isinstance(value, dict) and "{" not in command}
KEPT = [(command, form) for command in ASKED for form in FORMATS if command not in WHOLE or form not in FORMATS[-2:]]


def told(text: str) -> dict[str, Any]:
    return {fact: observation.value for fact, observation in reason(load_text(text)).known.items()}


@pytest.mark.parametrize(("command", "form"), KEPT)
def test_an_answer_below_its_command_is_read_in_each_format(command: str, form: str) -> None:
    value, facts = ASKED[command]
    text = f"me@cc-1:~$ {command} -o {form}\n{printed(value, form)}"
    found = told(text)
    assert {fact: found.get(fact) for fact in facts} == facts


@pytest.mark.parametrize("form", FORMATS)
def test_rows_keep_what_the_query_showed_of_them(form: str) -> None:
    command = (
        "az restore-point collection show -g AzureBackupRG_westeurope_1 --collection-name AzureBackup_web_1 "
        '--restore-points --query "length(restorePoints)"'
    )
    (found,) = load_text(f"$ {command} -o {form}\n{printed(18, form)}").restore_points.found or ()
    assert (found.name, found.points, found.resource_group) == ("AzureBackup_web_1", 18, "AzureBackupRG_westeurope_1")
    command = "az keyvault show -n kv --query [properties.enableRbacAuthorization]"
    (vault,) = load_text(f"$ {command} -o {form}\n{printed([True], form)}").keyvault.vaults or ()
    assert (vault.name, vault.uses_rbac, vault.firewall) == ("kv", True, None)


def test_the_firewall_of_a_key_vault_needs_both_of_its_settings() -> None:
    one = "az keyvault show -n kv --query [properties.publicNetworkAccess]"
    assert load_text(f"$ {one} -o tsv\nEnabled\n").keyvault.vaults is None
    both = 'az keyvault show -n kv --query "[properties.networkAcls,properties.publicNetworkAccess]"'
    closed = [{"bypass": "None", "defaultAction": "Deny", "ipRules": []}, "Enabled"]
    (vault,) = load_text(f"$ {both}\n{printed(closed, 'json')}").keyvault.vaults or ()
    assert vault.firewall == "closed"


def test_every_way_in_gives_the_same_answer() -> None:
    command = f'{_VIEW} --query "{{p:provisioningState,s:instanceView.statuses[].code}}"'
    answer = printed({"p": "Failed", "s": [_FAILED, "PowerState/running"]}, "json")
    words = "the backup of this VM fails since Tuesday, this is what I get:"
    mail = f"Hi team,\n\n{words}\n\n$ {command}\n{answer}\nAny idea?"
    for text in (f"$ {command}\n{answer}", f"PS C:\\Users\\me> {command}\n{answer}", mail, answer):
        for read in (
            load_text,
            lambda t: load_bytes({"x.txt": t.encode()}),
            lambda t: load_bytes({"x.zip": zipped(t)}),
            lambda t: load_bytes({"x.txt": t.encode("utf-16")}),
        ):
            vm = read(text).vm
            assert (vm.power_state, vm.provisioning_state) == ("running", "failed")
            assert vm.provisioning_error == "VMExtensionProvisioningError"
            assert vm.name == (None if text == answer else "lin-05")


BARE = {
    "one below the other": f"{_FAILED}\nPowerState/running\n",
    "one beside the other": f"{_FAILED}\tPowerState/running\n",
    "a list": f'["{_FAILED}","PowerState/running"]',
    "YAML": f"- {_FAILED}\n- PowerState/running\n",
    "a table": printed([_FAILED, "PowerState/running"], "table"),
    "columns": printed([[_FAILED, "Provisioning failed"], ["PowerState/running", "VM running"]], "table"),
    "deep in data of their own": f'{{"host": {{"at": "x", "now": ["PowerState/running", "{_FAILED}"]}}, "owner": 1}}',
}


@pytest.mark.parametrize("form", BARE)
def test_statuses_tell_for_themselves_whose_they_are(form: str) -> None:
    vm = load_text(BARE[form]).vm
    assert (vm.power_state, vm.provisioning_state) == ("running", "failed")
    assert vm.provisioning_error == "VMExtensionProvisioningError"


def test_of_several_vms_each_has_its_state() -> None:
    rows = [{"n": "web-01", "p": "VM running"}, {"n": "web-02", "p": "VM deallocated"}]
    for form in FORMATS[:-1]:
        cases = load_all_bytes({"x.txt": printed(rows, form).encode()})
        assert {c.vm.name: c.vm.power_state for c in cases} == {"web-01": "running", "web-02": "deallocated"}
    nameless = load_text(printed([["VM running", "westeurope"], ["VM deallocated", "westeurope"]], "tsv"))
    assert nameless.vm.power_state is None
    assert any("2 VMs without their names" in note for note in nameless.notes)


@pytest.mark.parametrize("state", ["ProvisioningState/succeeded", "ProvisioningState/failed/1007"])
def test_a_state_that_can_be_of_anything_is_none_of_the_vm(state: str) -> None:
    with pytest.raises(InputError, match="cannot be seen of what"):
        load_text(f'{{"x": "{state}"}}')
    with_power = load_text(f'{{"vm": ["PowerState/running"], "disk": {{"s": "{state}"}}}}')
    assert (with_power.vm.power_state, with_power.vm.provisioning_state) == ("running", None)
    assert any(state in note for note in with_power.notes)


def test_what_was_not_asked_for_is_not_concluded() -> None:
    storage = {"osDisk": {"osType": "Linux", "createOption": "FromImage"}, "dataDisks": []}
    case = load_text(f"$ az vm show -g rg -n web --query storageProfile\n{printed(storage, 'json')}")
    assert (case.vm.os_type, case.vm.vmss_mode, case.vm.name) == ("linux", None, "web")
    part = load_text("$ az vm show -g rg -n web --query storageProfile.osDisk.osType -o tsv\nLinux\n")
    assert part.disks.attached is None and part.vm.custom_image is None
    one = "az vm extension list -g rg --vm-name web --query \"[?name=='Mon'].[name,provisioningState]\""
    well = load_text(f"$ {one} -o tsv\nMon\tSucceeded\n")
    assert well.extensions.failed is None and well.extensions.installed is None


def test_a_command_that_failed_between_queries_keeps_its_words() -> None:
    text = (
        "$ az vm show -d -g rg -n web --query powerState -o tsv\nVM running\n"
        "$ az backup protection enable-for-vm -g rg -v v --vm web --policy-name p\n"
        "The VM is not in a state that allows the backup to be enabled: it failed.\n"
    )
    case = load_text(text)
    assert case.vm.power_state == "running" and "enable-for-vm" in " ".join(case.error.words or ())


@pytest.mark.parametrize(
    ("query", "value", "whole"),
    [
        ("a.b", 1, {"a": {"b": 1}}),
        ("[].a", [1, 2], [{"a": 1}, {"a": 2}]),
        ("[*].{x: a, y: b.c}", [{"x": 1, "y": 2}], [{"a": 1, "b": {"c": 2}}]),
        ("{x:a.b,y:a.c}", {"x": 1, "y": 2}, {"a": {"b": 1, "c": 2}}),
        ("a[].[b,c]", [[1, 2]], {"a": [{"b": 1, "c": 2}]}),
        ('"a b".c', 1, {"a b": {"c": 1}}),
        ("length(a)", 2, {"a": [{}, {}]}),
        ("statuses[0].code", "x", {"statuses": [{"code": "x"}]}),
    ],
)
def test_a_query_is_undone(query: str, value: Any, whole: Any) -> None:
    assert put_back(path_of(query), value) == whole


@pytest.mark.parametrize(
    "query",
    [
        "",
        "a | b",
        "sort_by(@, &a)",
        "join(',', a)",
        "a[",
        "[?x==']'",
        "{a}",
        "[a,]",
        "a..b",
        "`1`",
        "a" * 3000,
        "[" * 99,
    ],
)
def test_a_query_that_does_more_is_left_alone(query: str) -> None:
    with pytest.raises(Cannot):
        path_of(query)


@pytest.mark.parametrize(("query", "value"), [("[].a", {"a": 1}), ("[a,b]", [1]), ("a[].b[].c", [1]), ("a[0]", 1)])
def test_an_answer_of_another_form_is_left_alone(query: str, value: Any) -> None:
    with pytest.raises(Cannot):
        put_back(path_of(query), value)


def test_the_queries_of_our_own_commands_are_understood() -> None:
    mine = [c for c in verified_commands().commands if "--query" in c and "{" not in c.partition("--query")[0]]
    kinds = ("az vm show", "az vm get-instance-view", "az backup item show", "az backup vault show", "az keyvault show")
    asked = [c for c in mine if c.startswith(kinds)]
    assert [c for c in asked if asked_in(c.partition(" -o ")[0]) is None and "length" not in c] == []


@pytest.mark.parametrize("unit", ["[?a", "{a:", "a.", "[", "length(", "ProvisioningState/failed/A  "])
def test_looking_at_queries_takes_time_in_proportion(unit: str) -> None:
    def seconds(times: int) -> float:
        text = f'$ az vm show -g rg -n web --query "{unit * times}" -o tsv\n{unit * times}\n'
        began = process_time()
        with suppress(InputError):
            load_text(text)
        return process_time() - began

    seconds(10)
    assert seconds(8_000) < 12 * max(seconds(2_000), 0.02)


def test_statuses_of_an_extension_are_none_of_the_vm() -> None:
    statuses = [
        {"code": "ComponentStatus/StdErr/succeeded", "displayStatus": "x", "message": ""},
        {"code": "ProvisioningState/failed/1", "displayStatus": "Provisioning failed", "message": "Snapshot failed"},
    ]
    case = load_text(printed(statuses, "json"))
    assert case.vm.provisioning_state is None and case.vm.provisioning_error is None
    assert any("statuses of an extension" in note for note in case.notes)


def test_a_code_of_a_backup_that_nobody_knows_is_one_wherever_it_stands() -> None:
    text = "New-AzRecoveryServicesBackupProtection : Operation failed with exit code BMSUserErrorContainerNotThere"
    assert reason(load_text(text)).case.error.code == "BMSUserErrorContainerNotThere"


_GROUP = "/subscriptions/1-1/resourceGroups/AzureBackupRG_westeurope_1/providers"
_OF_VM = "/subscriptions/1-1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web"


@pytest.mark.parametrize("before", ["", "me@cc-1:~$ az lock list -o tsv\n"])
def test_tabs_with_an_id_in_them_tell_for_themselves(before: str) -> None:
    lock = f"{_GROUP}/Microsoft.Authorization/locks/keep\tCanNotDelete\tkeep\tNone\tNone\tAzureBackupRG\tx\n"
    (found,) = load_text(f"{before}{lock}").locks.found or ()
    assert (found.level, found.name) == ("cannot_delete", "keep")
    rows = [
        f"True\tNone\tNone\t{_OF_VM}/extensions/VMSnapshot\tNone\twesteurope\tVMSnapshot\tNone\tFailed\tP\trg\t1.0\n",
        f"True\tNone\tNone\t{_OF_VM}/extensions/Mon\tNone\twesteurope\tMon\tNone\tSucceeded\tP\trg\t1.0\n",
    ]
    case = load_text(before + "".join(rows))
    assert (case.vm.name, case.extensions.failed, case.extensions.backup_state) == ("web", ("VMSnapshot",), "failed")
    assert case.extensions.installed is None
    points = f"{_GROUP}/Microsoft.Compute/restorePointCollections/AzureBackup_web_1\twesteurope\tx\tFailed\tx\t1\n"
    (collection,) = load_text(f"{before}{points}").restore_points.found or ()
    assert (collection.name, collection.state, collection.points) == ("AzureBackup_web_1", "failed", None)


def test_other_tabs_name_the_command_that_tells_it() -> None:
    with pytest.raises(InputError, match=r"az disk list -g GROUP -o json"):
        load_text(f"x\t{_GROUP}/Microsoft.Compute/disks/d\tSucceeded\tPremium_LRS\n")


def test_jobs_that_our_own_script_looks_for() -> None:
    query = "[].[properties.startTime,properties.containerName,properties.status,name]"
    command = f'az backup job list -g rg -v v --operation Backup --start-date 06-11-2026 --query "{query}" -o tsv'
    rows = [
        ["2026-11-20T02:00:13.123456+00:00", "IaasVMContainerV2;rg;web", "Failed", "1f"],
        ["2026-11-19T02:00:13.123456+00:00", "IaasVMContainerV2;rg;web", "Completed", "2f"],
    ]
    case = load_text(f"$ {command}\n{printed(rows, 'tsv')}")
    assert (case.vm.name, case.vm.resource_group, len(case.backup.jobs or ())) == ("web", "rg", 2)
    assert {job.status for job in case.backup.jobs or ()} == {"failed", "completed"}
