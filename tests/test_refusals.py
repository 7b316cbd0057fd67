"""Texts that hold no facts: what they are told to be, and which command is named instead."""

from __future__ import annotations

import pytest
from backupdx.facts.errors import InputError
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.loading import read_content
from backupdx.readers.refusals import refusal_of

# As azure-cli 2.88 and Az 14 print them; the values are ours.
TABLES = {
    "az backup job list": """\
Name                                  Operation        Status     Item Name    Start Time UTC              Duration
------------------------------------  ---------------  ---------  -----------  --------------------------  ---------
3c1f5a2e-0000-0000-0000-000000000000  Backup           Failed     till         2026-07-25T08:39:18.572547  0:18:40
""",
    "az backup job list ": """\
Name    Backup Management Type    Operation    Status    Item Name    Start Time UTC
------  ------------------------  -----------  --------  -----------  --------------
j       AzureIaasVM               Backup       Failed    till         2019-07-25
""",
    "az backup item list": """\
Name                             Friendly Name    Container name   Resource Group    Type    Last Backup Status
-------------------------------  ---------------  ---------------  ----------------  ------  --------------------
VM;iaasvmcontainerv2;shop;till   till             x                safe              VM      Failed
""",
    "az backup recoverypoint list": """\
Name             Time                              Consistency
---------------  --------------------------------  -------------
226096578744499  2020-12-18T14:22:29.069157+00:00  AppConsistent
""",
    "az vm get-instance-view": """\
Name    ResourceGroup    Location    ProvisioningState    PowerState
------  ---------------  ----------  -------------------  ------------
till    shop             westeurope  Succeeded            VM running
""",
    "az vm get-instance-view ": """\
Name    ResourceGroup    Location    Zones
------  ---------------  ----------  -------
till    shop             westeurope
""",
    "az vm get-instance-view  ": """\
Code                Level    DisplayStatus
------------------  -------  ---------------
PowerState/running  Info     VM running
""",
    "az vm get-instance-view   ": """\
Name    ResourceGroup    PowerState    PublicIps    Fqdns    Location    Zones
------  ---------------  ------------  -----------  -------  ----------  -------
till    shop             VM running                          westeurope
""",
    "az vm extension list": """\
Name        ProvisioningState    Publisher                         Version    AutoUpgradeMinorVersion
----------  -------------------  --------------------------------  ---------  -------------------------
VMSnapshot  Failed               Microsoft.Azure.RecoveryServices  1.0        True
""",
    "az disk list": """\
Name    ResourceGroup    Location    Zones    Sku          OsType    SizeGb    ProvisioningState
------  ---------------  ----------  -------  -----------  --------  --------  -------------------
c       SHOP             westeurope           Premium_LRS  Linux     30        Succeeded
""",
    "az lock list": """\
Level         Name    ResourceGroup
------------  ------  --------------------------
CanNotDelete  keep    AzureBackupRG_westeurope_1
""",
    "az restore-point collection list": """\
Location    Name                  ProvisioningState    ResourceGroup    RestorePointCollectionId
----------  --------------------  -------------------  ---------------  --------------------------
westeurope  AzureBackup_till_111  Succeeded            x                y
""",
    "az role assignment list": """\
Principal    Role                     Scope
-----------  -----------------------  -------
x            Key Vault Administrator  y
""",
    "az network nic show-effective-route-table": """\
Source    State    Address Prefix    Next Hop Type    Next Hop IP
--------  -------  ----------------  ---------------  -------------
Default   Active   10.0.0.0/16       VnetLocal
""",
    "Get-AzRecoveryServicesBackupJob": """\

WorkloadName     Operation            Status               StartTime                 EndTime                   JobID
------------     ---------            ------               ---------                 -------                   -----
till             Backup               Failed               5/22/2018 2:36:31 PM      5/22/2018 2:37:03 PM      9f835...
""",
    "Get-AzVM": """\
ResourceGroupName Name   Location       VmSize OsType     NIC ProvisioningState Zone
----------------- ----   --------       ------ ------     --- ----------------- ----
SHOP              till westeurope Standard_B2s  Linux tillnic         Succeeded
""",
    "same command": "Colour    Price\n--------  -------\nred       2\n",
}


@pytest.mark.parametrize("command", TABLES)
@pytest.mark.parametrize("prompt", ["", "user@host:~$ az x -o table\n"])
def test_a_table_names_the_command(command: str, prompt: str) -> None:
    refusal = refusal_of(prompt + TABLES[command])
    assert refusal is not None
    assert refusal.what == "is a table"
    assert f"{command.strip()} " in refusal.hint
    assert ("ConvertTo-Json" in refusal.hint) == command.startswith(("Get-", "same"))


IN_SIGN = "nobody is signed in"
ERRORS = [
    ("ERROR: Please run 'az login' to setup account.", IN_SIGN),
    (
        "ERROR: AADSTS70043: The refresh token has expired.\nInteractive authentication is needed.",
        IN_SIGN,
    ),
    ("Get-AzVM : Run Connect-AzAccount to login.\nAt line:1 char:1", IN_SIGN),
    ("Get-AzVM: Your Azure credentials have not been set up or have expired, please run Connect-AzAccount", IN_SIGN),
    ("ERROR: (ResourceNotFound) The Resource 'Microsoft.Compute/virtualMachines/x' was not found.", "does not exist"),
    ("(ResourceNotFound) The Resource 'x' was not found.\nCode: ResourceNotFound", "does not exist"),
    ("Get-AzVM : The Resource 'x' under resource group 'y' was not found.", "does not exist"),
    (
        "az : ERROR: (ResourceNotFound) The Resource 'x' was not found.\nAt line:1 char:1\n+ az vm show",
        "does not exist",
    ),
    ("user@host:~$ az vm show\nERROR: (VaultNotFound) x was not found.", "does not exist"),
    ("ERROR: (ResourceGroupNotFound) Resource group 'shop' could not be found.", "no such resource group"),
    ("ERROR: (AuthorizationFailed) The client 'x' does not have authorization to perform action", "may not read"),
    ("ERROR: The subscription of 'prod' doesn't exist in cloud 'AzureCloud'.", "does not know the subscription"),
    ("ERROR: (SubscriptionNotFound) The subscription 'x' could not be found.", "does not know the subscription"),
    ("ERROR: argument --resource-group/-g: expected one argument", "was mistyped"),
    ("the following arguments are required: --name/-n\n\nExamples from AI knowledge base:\nhttps://x", "was mistyped"),
    ("ERROR: 'lists' is misspelled or not recognized by the system.", "was mistyped"),
    ("bash: az: command not found", "not installed"),
    ("zsh: command not found: az", "not installed"),
    ("'az' is not recognized as an internal or external command,\noperable program or batch file.", "not installed"),
    ("Get-AzVM : The term 'Get-AzVM' is not recognized as the name of a cmdlet", "Az module"),
    ("ERROR: (ResourceRequestsThrottled) Number of requests exceeded the limit", "too many requests"),
    ("ERROR: Failed to establish a new connection: [Errno 11001] getaddrinfo failed", "could not reach Azure"),
    ("ERROR: something that is new", "something that is new"),
]


@pytest.mark.parametrize(("text", "what"), ERRORS)
def test_an_error_is_told_in_plain_words(text: str, what: str) -> None:
    for form in (text, text.replace("\n", "\r\n") + "\r\n", f"\n{text}\n"):
        with pytest.raises(InputError, match=what) as refused:
            read_content(of_bytes(form.encode(), "x"))
        assert refused.value.hint


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/disks/d\t128\n", "az disk list"),
        ("till\tSHOP\twesteurope\n", "the same command"),
        ("\t/subscriptions/s/providers/Microsoft.Authorization/locks/keep\tCanNotDelete\t\n", "az lock list"),
    ],
)
def test_tabs(text: str, command: str) -> None:
    refusal = refusal_of(text)
    assert refusal is not None
    assert "-o tsv" in refusal.what
    assert command in refusal.hint


def test_a_list_of_powershell() -> None:
    text = "\nResourceId        : x\nName              : keep\nResourceGroupName : g\nLockId            : y\n"
    refusal = refusal_of(text)
    assert refusal is not None
    assert "Get-AzResourceLock" in refusal.hint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dear all, the VM was not found this morning.\nPlease advise.\n",
        "vm:\n  name: till\n",
        "2026-07-25T08:39:18Z WARNING ExtHandler the file was not found\n",
        "Name: till\nOs: linux\nSize: small\n",
        "a -- b\n-------\nc\n\n----\n",
        "WARNING: the certificate expires soon\n",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert refusal_of(text) is None


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "ERROR: Could not load file or assembly 'AlphaVSS.60.x64.dll' or one of its dependencies. "
            "The specified module could not be found.",
            "signs.native_library_missing",
        ),
        (
            "ERROR: The specified Azure Virtual Machine Not Found. Possible causes are 1. VM does not exist",
            "error.words",
        ),
    ],
)
def test_a_line_of_a_guest_or_of_the_service_is_no_error_of_a_command(text: str, fact: str) -> None:
    entries, _ = read_content(of_bytes(text.encode(), "x"))
    assert any(fact in entry.finding.facts for entry in entries)
