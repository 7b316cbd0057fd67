"""Items still use the policy that is to be deleted or replaced."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "Backup items still use the policy that is to be deleted or replaced",
    "A policy can be deleted once no item uses it. Its type cannot change: a client that wants another type deletes it "
    "and makes it anew.",
    sources=(THREADS.section("Backup policies that were refused, 2018 to 2025"),),
    codes=("BMSUserErrorPolicyObjectInUse",),
    phases=CONFIGURING,
    rules=(
        confirms(
            backup.policy_items >= 1,
            error.code == "BMSUserErrorPolicyObjectInUse",
            because="items used the policy, and the code says that it is in use",
            rival="policy-input-invalid: the policy itself was not refused",
        ),
        suggests(error.code == "BMSUserErrorPolicyObjectInUse"),
        hints(signs.policy_in_use_told == True),
    ),
    remedy=(
        look(
            "List the items that use it.",
            az(
                "az backup policy list-associated-items -g {vault_resource_group} -v {vault} -n {policy} "
                "--backup-management-type AzureIaasVM"
            ),
            caution="Soft-deleted items, and those stopped 'as per policy', hold it too.",
        ),
        MOVE_TO_POLICY,
    ),
    verify=verify(
        "No item uses the policy any more.",
        az(
            "az backup policy list-associated-items -g {vault_resource_group} -v {vault} -n {policy} "
            "--backup-management-type AzureIaasVM"
        ),
    ),
)
