"""The call that was to enable, change or start a backup is malformed."""

from ...authoring import *

_CODE, _PARAMETER = "BMSUserErrorInvalidConfigureProtectionRequest", "InvalidRestApiParameter"
_VALUE = "UserErrorInvalidRequestParameter"
_GUARD = "BMSUserErrorInvalidCriticalOperationExclusionList"  # of a call that makes a Resource Guard

CAUSE = cause(
    __name__,
    "The command, template or call is malformed: a policy, a name, an id or a setting is missing or wrong",
    "The service wants the VM's full id, a policy of the same vault, and names of one form: container "
    "IaasVMContainer;iaasvmcontainerv2;<group>;<vm>, item VM;iaasvmcontainerv2;<group>;<vm>. Friendly names need the "
    "backup management type beside them.",
    sources=(
        THREADS.section("Requests that enable the backup of a VM, 2018 to 2026"),
        CLI.section("validators of az backup"),
    ),
    codes=(_CODE, _PARAMETER, _VALUE, _GUARD, "enabling", "BMSUserErrorDataSourceObjectNotFound"),
    phases=BOTH,
    rules=(
        confirms(
            error.request_fault.one_of("policy_missing", "name_wrong", "id_wrong", "type_missing"),
            because="the call had this fault when it was sent, and the service refuses calls of wrong form",
            rival="vault-other-subscription: there the call is right, and the VM stands elsewhere",
        ),
        suggests(error.code.one_of(_CODE, _PARAMETER, _GUARD)),
        suggests(signs.arguments_refused == True),
        suggests(signs.item_of_base_class == True),
        suggests(signs.cli_item_not_found == True),
        suggests(signs.cli_several_items == True),
        suggests(signs.cli_crashed == True),
        hints(error.code.one_of("BMSUserErrorInvalidInput", "BMSUserErrorDataSourceObjectNotFound", _VALUE)),
        # A setting can be wrong that is none of these faults: where the code speaks of the form, it stays possible.
        rules_out(error.request_fault == "none", error.code.none_of(_CODE, _PARAMETER)),
    ),
    remedy=(
        look(
            "Look at what was really sent: with variables filled in, an empty policy or name shows.",
            az(
                "az backup container list -g {vault_resource_group} -v {vault} --backup-management-type "
                "AzureIaasVM -o table"
            ),
            PROTECTED,
            caution="Take names from these lists, in full: they tell apart VMs of one name, and need no type beside.",
        ),
        look("Look for the policy, in the same vault.", POLICY),
        change(
            "Send it again, with the VM's full id and the policy.",
            portal("VM {vm} > Backup > Enable backup"),
            az(
                "az backup protection enable-for-vm -g {vault_resource_group} -v {vault} --vm {vm_id} "
                "--policy-name {policy}"
            ),
            rights="Backup Operator on the vault's resource group, Virtual Machine Contributor on the VM",
        ),
    ),
    verify=verify("The VM shows as protected, or the job of the backup appears.", PROTECTED),
)
