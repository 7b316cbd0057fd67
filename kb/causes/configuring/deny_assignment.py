"""A deny assignment keeps the caller, or Azure Backup, out."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "A deny assignment forbids the operation",
    "Managed applications, blueprints and deployment stacks put deny assignments on their resources. They forbid what "
    "roles allow, to people and to Azure Backup itself.",
    sources=(ARM_ERRORS.section("Error codes"), THREADS.section("Refusals by deny assignments")),
    codes=("DenyAssignmentAuthorizationFailed", "AuthorizationFailed"),
    phases=BOTH,
    rules=(
        confirms(
            caller.deny_assignment == True,
            error.code == "DenyAssignmentAuthorizationFailed",
            because="the assignment stood on the resource, and the code names it as what forbids",
            rival="rbac-missing: the text says that the permission is there",
        ),
        suggests(error.code == "DenyAssignmentAuthorizationFailed"),
        suggests(caller.deny_assignment == True),
        rules_out(caller.deny_assignment == False),
    ),
    remedy=(
        look(
            "See which deny assignment it is, and who made it.",
            how(caller.deny_assignment),
        ),
        change(
            "Change it where it comes from: publish the managed application anew, change or unlock the blueprint or "
            "the deployment stack, with Azure Backup or the caller as excluded principal.",
            portal("Deployment stacks, Blueprints or Managed applications > (the one that made it)"),
            rights="Owner of what made it",
            caution="It protects resources on purpose: agree with its owner. It cannot be deleted by itself.",
        ),
    ),
    verify=verify("The operation is accepted.", CHECK_VM),
)
