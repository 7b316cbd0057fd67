"""An id that the template or call names is malformed, or of something that is gone."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "An id that the template or call names is malformed, or of something that is gone",
    "The text names the property and its path: the id of a VM, a policy, a disk encryption set or a subnet.",
    sources=(ARM_ERRORS.section("Error codes"),),
    codes=("LinkedInvalidPropertyId",),
    phases=CONFIGURING,
    rules=(
        confirms(
            error.request_fault == "id_wrong",
            because="the id that was sent is wrong, and the code says so of a linked id",
            rival="caller-lacks-linked-role: there the id is right, and a right is missing",
        ),
        suggests(error.code == "LinkedInvalidPropertyId"),
        rules_out(error.request_fault == "none"),
    ),
    remedy=(
        look("Read which property and path the text names, and compare that id with the real one.", VM_ID, POLICY),
        change(
            "Correct the id, and deploy again.",
            portal("Resource group > Deployments > (the failed one) > Redeploy"),
            rights="Backup Operator on the vault's resource group, Virtual Machine Contributor on the VM",
        ),
    ),
    verify=verify("The deployment succeeds, and the VM shows as protected.", PROTECTED),
)
