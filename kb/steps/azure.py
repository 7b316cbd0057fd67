"""What is done or looked at from outside the guest, with Azure's own tools."""

from ...engine.knowledge import Command, Step
from ..facts import vm

# With the agent's version and the state of its extensions; `AGENT_STATUSES` shows only whether it is Ready.
AGENT = Command("az", "az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.vmAgent")
AGENT_STATUSES = Command(
    "az", "az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.vmAgent.statuses"
)
PROPERTIES = Command("portal", "VM > Settings > Properties: Status and Agent status")
AGENT_READY = (PROPERTIES, AGENT)
# Power state and provisioning state.
VM_STATUSES = Command("az", "az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.statuses")
PROVISIONING_STATE = (Command("portal", "VM > Overview > JSON View: provisioningState"), VM_STATUSES)
EXTENSION_HANDLERS = Command(
    "az", "az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.vmAgent.extensionHandlers"
)
EXTENSIONS = (
    Command("portal", "VM > Settings > Extensions + applications"),
    Command("az", "az vm extension list -g {resource_group} --vm-name {vm} -o table"),
)

START_VM = (
    Command("portal", "VM > Overview > Start"),
    Command("az", "az vm start -g {resource_group} -n {vm}"),
    Command("az-powershell", "Start-AzVM -ResourceGroupName {resource_group} -Name {vm}"),
)
RESTART_VM = (
    Command("portal", "VM > Overview > Restart"),
    Command("az", "az vm restart -g {resource_group} -n {vm}"),
    Command("az-powershell", "Restart-AzVM -ResourceGroupName {resource_group} -Name {vm}"),
)
# Needs effect "needs restart": in rare cases it restarts the VM.
REAPPLY = (
    Command("portal", "VM > Help > Redeploy + reapply > Reapply"),
    Command("az", "az vm reapply -g {resource_group} -n {vm}"),
    Command("az-powershell", "Set-AzVM -ResourceGroupName {resource_group} -Name {vm} -Reapply"),
)
# A whole step, for a VM that Azure takes to be without an agent.
ALLOW_EXTENSIONS = Step(
    "Allow extension operations on the VM.",
    (
        Command("az", "az vm update -g {resource_group} -n {vm} --set osProfile.allowExtensionOperations=true"),
        Command(
            "az-powershell",
            "$vm = Get-AzVM -ResourceGroupName {resource_group} -Name {vm}; "
            "$vm.OSProfile.AllowExtensionOperations = $true; $vm | Update-AzVM",
        ),
    ),
    effect="changes state",
    rights="Virtual Machine Contributor",
    caution="Some owners forbid extensions on purpose: ask first.",
    when=vm.extension_operations_allowed == False,
)

# Routes and rules that hold for a network interface; Azure tells them only while the VM runs.
ROUTES = (
    Command("portal", "VM > Networking > Network interface > Help > Effective routes", verified=False),
    Command("az", "az network nic show-effective-route-table -g {resource_group} -n {nic}"),
    Command("az", "az network nic list-effective-nsg -g {resource_group} -n {nic}"),
    Command(
        "az-powershell",
        "Get-AzEffectiveRouteTable -ResourceGroupName {resource_group} -NetworkInterfaceName {nic}",
    ),
)

BACKUP_JOBS = Command("az", "az backup job list -g {vault_resource_group} -v {vault} -o table")
BACKUP_NOW = (
    Command("portal", "VM > Backup > Backup now"),
    Command(
        "az",
        "az backup protection backup-now -g {vault_resource_group} -v {vault} -c {vm} -i {vm} "
        "--backup-management-type AzureIaasVM",
    ),
)
# Opens an az-powershell command: the cmdlets of Azure Backup ask for the vault's id.
GET_VAULT = "$vault = Get-AzRecoveryServicesVault -ResourceGroupName {vault_resource_group} -Name {vault}; "
BACKUP_GROUP_LOCKS = Command("az", "az lock list -g {backup_group}")
# Moves the schedule; every VM of the policy follows.
SCHEDULE = Command("portal", "Recovery Services vault {vault} > Backup policies > {policy} > Modify > Schedule")
