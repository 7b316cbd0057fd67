"""The VM was moved, and the backup item means its old place."""

from ...authoring import *

_NOT_FOUND = ("UserErrorVmNotFoundV2", "BCMV2VMNotFound", "ResourceNotFound", "BMSUserErrorDataSourceObjectNotFound")
_NOT_PROTECTED = "UserErrorBcmDatasourceNotPresent"  # so Azure Backup says of the new VM

CAUSE = cause(
    __name__,
    "The VM was moved, renamed or made anew elsewhere: the backup item means its old place",
    "For Azure Backup a VM that was moved to another resource group or subscription is a new VM. The old item goes on "
    "asking for the old one, and its backups fail; the new one is not protected.",
    sources=(
        MANAGE.section("Backup item where primary data source no longer exists"),
        FAQ_2025_12.section("What happens after I move a VM to a different resource group?"),
    ),
    codes=(*_NOT_FOUND, _NOT_PROTECTED),
    phases=BOTH,
    rules=(
        confirms(
            backup.last_done.one_of("moved_group", "moved_subscription"),
            error.code != _NOT_PROTECTED,
            because="the VM has another id since the move, and the code says that the old one is not there",
            rival="vm-gone: the VM exists, at another place",
        ),
        suggests(backup.last_done.one_of("moved_region", "renamed", "restored")),
        suggests(backup.last_done.one_of("moved_group", "moved_subscription")),
        suggests(signs.resume_after_move_told == True),
        hints(error.code.one_of(*_NOT_FOUND)),
        rules_out(backup.last_done == "nothing"),
    ),
    leads_to=("vm-gone",),
    remedy=(
        look(
            "Find the VM by its name, in each subscription that it can be in, and compare its id with that of the "
            "backup item; the vmId tells whether it is the same machine.",
            az("az resource list --resource-type Microsoft.Compute/virtualMachines --name {vm} -o table"),
            az("az vm show -g {resource_group} -n {vm} --query vmId"),
            caution="The pre-check stays 'passed' until a backup on demand has failed: it proves nothing.",
        ),
        STOP_THERE,
        change(
            "Protect the VM at its new place, as a new one.",
            portal("VM {vm} > Backup > Enable backup"),
            az(
                "az backup protection enable-for-vm -g {vault_resource_group} -v {vault} --vm {vm_id} "
                "--policy-name {policy}"
            ),
            rights="Backup Operator on the vault's resource group, Virtual Machine Contributor on the VM",
            caution="Before the next move: stop protection and keep the data, delete the VM's restore point "
            "collection, move, then protect anew.",
        ),
    ),
    verify=verify("The VM shows as protected at its new place.", CHECK_VM),
)
