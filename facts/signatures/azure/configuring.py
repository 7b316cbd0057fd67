"""What is answered where backup is configured: by the service, the Azure CLI, PowerShell and Terraform.

There is no job then: the texts stand in a terminal, a pipeline's log or a mail. Those that name the operation tell
which one failed.
"""

from __future__ import annotations

from functools import partial

from ...documents import CLI, THREADS
from ..declaration import Place, Signature
from ..places import ANY_TEXT

_ANSWERS = Place(
    "job-text",
    "the answer to the command, template or portal that configured backup",
    "ask",
    "whoever ran it has the output: look for '{text}'",
)
_REPORTS = THREADS.section("Requests that enable the backup of a VM, 2018 to 2026")
_answer = partial(Signature, where=_ANSWERS, source=CLI.section("az backup: texts of the client"), within=None)
_reported = partial(Signature, where=_ANSWERS, source=_REPORTS, within=None)

SIGNATURES: tuple[Signature, ...] = (
    _reported(
        "vm-registered-elsewhere",
        "The VM is registered with another vault",
        has="registering with another recovery services vault",
        example="Virtual machine is already registered\\registering with another recovery services vault Please select "
        "a different virtual machine for registration.",
        silent="Virtual machine is registered with the recovery services vault.",
    ),
    _answer(
        "vm-not-found-three-causes",
        "The CLI found no VM to protect, and names three causes",
        has="the specified azure virtual machine not found",
        example="The specified Azure Virtual Machine Not Found. Possible causes are 1. VM does not exist",
        silent="The specified Azure Virtual Machine was found.",
    ),
    _reported(
        "protected-item-exists",
        "Terraform says that the backup item exists already",
        has="already exists - to be managed via terraform this resource needs to be imported",
        beside="/protecteditems/",
        example="A resource with the ID "
        '"/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v'
        "/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;g;web1/protectedItems/VM;"
        'iaasvmcontainerv2;g;web1" already exists - to be managed via Terraform this resource needs to '
        "be imported into "
        "the State.",
        silent='A resource with the ID "/subscriptions/s/resourceGroups/g" already exists - to be managed via '
        "Terraform this resource needs to be imported into the State.",
        also=("enabling-by-template",),
    ),
    _reported(
        "vault-not-found",
        "The vault was looked for in a resource group that does not have it",
        has="the resource 'microsoft.recoveryservices/vaults/",
        beside="was not found",
        example="The Resource 'Microsoft.RecoveryServices/vaults/v1' under resource group 'backups' was not found.",
        silent="The Resource 'Microsoft.KeyVault/vaults/v1' under resource group 'backups' was not found.",
    ),
    _answer(
        "cli-item-not-found",
        "The CLI finds no item, container or policy of the name that was given",
        has=(
            "item not found. please provide a valid item_name",
            "policy not found. please provide a valid policy_name",
            "protectable item not found. please provide a valid",
            "could not extract the backup management type",
        ),
        example="Item not found. Please provide a valid item_name.",
        silent="Item found.",
    ),
    _answer(
        "cli-several-items",
        "The CLI finds several items or containers of the friendly name that was given",
        has=(
            "multiple items found. please give native names instead",
            "multiple containers with same friendly name found",
            "found multiple backup items",
        ),
        example="Multiple items found. Please give native names instead.",
        silent="Multiple items were restored.",
    ),
    _reported(
        "cli-crashed",
        "A command of az backup died with a Python error",
        has=("argument of type 'nonetype' is not iterable", "'nonetype' object has no attribute"),
        beside=("azure/cli", "azure.cli", "az backup ", "protected_items_count"),
        example="AttributeError: 'NoneType' object has no attribute 'protected_items_count'",
        silent="AttributeError: 'NoneType' object has no attribute 'get' in /usr/sbin/waagent",
    ),
    _answer(
        "policy-full",
        "The policy has as many VMs as it may have",
        has="cannot configure backup for more than",
        beside="vms per policy",
        example="Cannot configure backup for more than 1000 VMs per policy",
        silent="Backup was configured for 12 VMs per policy.",
        also=("enabling-told",),
    ),
    _answer(
        "instant-days-refused",
        "The CLI refuses the days of instant restore points",
        has="retention policy range must be ",
        example="Retention policy range must be between 1 to 5.",
        silent="Retention policy range was set.",
    ),
    _reported(
        "destroy-waits-for-item",
        "Terraform waits in vain for the backup item to be gone",
        has="waiting for state to become 'notfound'",
        beside=("protected vm", "/protecteditems/", "azurerm_backup_protected_vm"),
        source=THREADS.section("VMs that were made anew, 2019 to 2024"),
        example="waiting for the Azure Backup Protected VM to be deleted: timeout while waiting for state to become "
        "'NotFound' (last state: 'Found', timeout: 1h20m0s)",
        silent="timeout while waiting for state to become 'NotFound' of the network interface",
        also=("enabling-failed",),
    ),
    _reported(
        "policy-refused-by-client",
        "Terraform refuses a backup policy before it sends it",
        has=("`retention_", "`backup.0.", "`instant_restore_retention_days`", "`tiering_policy"),
        beside=("must be", "must not be", "is required", "can't be", "cannot be", "expected"),
        source=THREADS.section("Backup policies that were refused, 2018 to 2025"),
        example="Error: `retention_daily` must be not set when `backup.0.frequency` is `Weekly`",
        silent="azurerm_backup_policy_vm: `retention_daily` was changed",
    ),
    # A policy's template writes the vault back without settings that the vault has by its own API.
    *(
        _reported(
            f"vault-{name}-left-out",
            f"The vault is written back without its settings of {name}",
            has=f"{setting} parameter is invalid",
            beside=("remediat", "azure policy", "deployifnotexists"),
            gives="signs.vault_settings_left_out",
            source=THREADS.section("Vaults whose settings or deletion were refused, 2017 to 2026"),
            example=f"Failed to remediate resource: The 'PUT' request failed. Inner Error: '{setting} parameter is "
            "invalid.'",
            silent="cmkIdentity parameter is invalid. Please provide a valid cmkIdentity",
        )
        for name, setting in (("redundancy", "redundancysettings"), ("monitoring", "monitoringsettings"))
    ),
    _reported(
        "policy-value-refused",
        "The service refuses a value of a backup policy, and does not name it",
        has="parameter no_param in request is invalid",
        beside=("polic",),
        source=THREADS.section("2i2c-org/infrastructure#4414"),
        example="protectionpolicies.ProtectionPoliciesClient#CreateOrUpdate: Status=400 "
        'Code="UserErrorInvalidRequestParameter" Message="Parameter NO_PARAM in request is invalid."',
        silent="Parameter NO_PARAM in request is invalid. Please provide correct value for parameter NO_PARAM",
        also=("policy-change-failed",),
    ),
    _answer(
        "trusted-vm-needs-enhanced",
        "A Trusted Launch VM is refused under a Standard policy",
        has=(
            "trusted vm can only be protected using enhanced policy",
            "cannot be upgraded to trusted launch as it is configured for azure backup using standard policy",
        ),
        example="Trusted VM can only be protected using Enhanced Policy. Please provide a valid IaasVM "
        "Enhanced Policy in "
        "--policy-name argument.",
        silent="The VM is protected using Enhanced Policy.",
    ),
    _reported(
        "resource-guard-request",
        "A guarded operation came without the request of its Resource Guard",
        has="resourceguard operation requestid is either null or empty",
        example="ResourceGuard Operation requestid is either null or empty",
        silent="The vault does not have any Resource Guard Mapping.",
    ),
    _answer(
        "arguments-refused",
        "The client does not take the arguments, before anything is sent",
        has=(
            "a parameter cannot be found that matches parameter name",
            "namedparameternotfound,",
            "object reference not set to an instance of an object",
            "unrecognized arguments:",
            "the following arguments are required:",
            "the variable passed should be in valid json format and be supplied by az backup",
        ),
        beside=("recoveryservicesbackup", "az backup "),
        example="Enable-AzRecoveryServicesBackupProtection : A parameter cannot be found that matches parameter name "
        "'DiskListSetting'.",
        silent="az vm create: error: unrecognized arguments: --disk",
        also=("enabling-failed",),
    ),
    _reported(
        "container-name-refused",
        "The service refuses the form of the container's name",
        has="container name is not in the correct format",
        gives={"error.request_fault": "name_wrong"},
        source=THREADS.section("Azure/azure-sdk-for-python#3159; Azure/azure-rest-api-specs#26552"),
        example="BMSUserErrorContainerNameIncorrectFormat: Container name is not in the correct format.",
        silent="Container name is in the correct format, and the item was found.",
    ),
    _reported(
        "item-of-base-class",
        "The request names the base class of the SDK as the type of the item",
        where=(_ANSWERS, ANY_TEXT),
        has=("azureiaasvmprotecteditem", "new iaasvmprotecteditem"),
        pattern=r"protectedItemType[\"']{0,2} {0,4}[:=] {0,4}[\"']AzureIaaSVMProtectedItem[\"']|"
        r"\bAzureIaaSVMProtectedItem is not in (?:the )?correct format|\bnew IaasVmProtectedItem\b",
        source=THREADS.section("Azure/azure-sdk-for-net#57105, samples/Sample1_ManagingIaaSVMProtection.md"),
        example='{"properties": {"protectedItemType": "AzureIaaSVMProtectedItem", "policyId": "p"}}',
        silent='{"properties": {"protectedItemType": "Microsoft.Compute/virtualMachines", "policyId": "p"}}',
    ),
    _reported(
        "suspending-asked",
        "The backup was to be stopped with its points kept as the policy says",
        has=(
            "retainrecoverypointsasperpolicy",
            "retain-recovery-points-as-per-policy",
            "protection to backupssuspended",
        ),
        example="Disable-AzRecoveryServicesBackupProtection -Item $item -RetainRecoveryPointsAsPerPolicy -Force",
        silent="az backup protection disable --delete-backup-data false",
        also=("stopping-failed",),
    ),
    _reported(
        "retention-reduction-refused",
        "The service refuses to shorten a retention, as the vault is immutable",
        has="reduction in retention is not allowed since the vault is immutable",
        example="Reduction in retention is not allowed since the vault is immutable",
        silent="The retention was reduced.",
        also=("policy-change-failed", "immutability-told"),
    ),
    _reported(
        "vm-not-in-group",
        "The VM was looked for in a resource group that does not have it",
        has="the resource 'microsoft.compute/virtualmachines/",
        beside="was not found",
        example="(ResourceNotFound) The Resource 'Microsoft.Compute/virtualMachines/vm1' under resource group 'vaults' "
        "was not found.",
        silent="The Resource 'Microsoft.RecoveryServices/vaults/v1' under resource group 'backups' was not found.",
    ),
)
