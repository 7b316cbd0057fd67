"""The Azure Policy that is to protect VMs does not cover this one."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The Azure Policy that is to protect the VM does not cover it",
    "The built-in policies that enable backup know only listed Marketplace images, of one location, "
    "perhaps with a tag. "
    "VMs from other images stay unprotected without any error, and so do those from before the assignment.",
    sources=(POLICY_SKUS.section("Supported VMs"),),
    codes=("enabling",),
    phases=CONFIGURING,
    hint_only=True,
    rules=(
        suggests(backup.protection_state == "not_protected", vm.custom_image == True, ENABLING),
        hints(backup.protection_state == "not_protected", ENABLING),
        suggests(signs.backup_policy_assigned == True),
        rules_out(backup.protection_state == "protected"),
    ),
    remedy=(
        look(
            "See whether the policy takes the VM for compliant, for non-compliant, or not into account at all.",
            portal("Policy > Compliance > (the assignment)"),
            az("az policy state list --resource {vm_id} -o table"),
        ),
        change(
            "Non-compliant: start a remediation task, once the assignment's identity has its roles.",
            portal("Policy > Remediation > Create remediation task"),
            rights="Resource Policy Contributor, and roles for the assignment's identity",
            caution="It deploys backup to every VM that is not compliant: see which these are.",
        ),
        look(
            "Not taken into account: protect the VM by hand, or with a policy of your own without the image filter.",
            portal("VM {vm} > Backup > Enable backup"),
        ),
    ),
    verify=verify("The VM shows as protected.", CHECK_VM),
)
