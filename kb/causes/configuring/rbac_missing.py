"""Whoever configures or starts a backup lacks the rights."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "Whoever does it lacks the rights on vault or VM",
    "To enable backup takes Backup Operator on the resource group of the vault, and Virtual Machine Contributor on the "
    "VM; to change policies or to stop takes Backup Contributor. The status of a VM is asked for at its subscription.",
    sources=(
        RBAC.section("Minimum role requirements for Azure VM backup"),
        ARM_ERRORS.section("Error codes"),
        FAQ_2025_12.section("Which permissions are required to enable backup for a VM?"),
    ),
    codes=("AuthorizationFailed", "enabling"),
    phases=BOTH,
    rules=(
        confirms(
            caller.has_roles == False,
            error.code == "AuthorizationFailed",
            because="a role was missing when it was tried, and the code says that the caller may not do it",
            rival="deny-assignment: that one forbids what a role allows, and the text names it",
        ),
        suggests(caller.has_roles == False),
        suggests(error.code == "AuthorizationFailed"),
        hints(caller.roles_fresh == True),
        hints(ENABLING),
        rules_out(caller.has_roles == True, caller.roles_fresh == False),
    ),
    remedy=(
        look(
            "Read in the text who (object id) may not do which action on what scope, and list the roles of that one.",
            ROLES,
            caution="A pipeline acts as its own service principal, not as you.",
        ),
        look(
            "Roles given minutes ago: wait 10 minutes, sign in again, then try once more.",
            az("az account get-access-token --query expiresOn"),
            when=caller.roles_fresh != False,
        ),
        GIVE_ROLES,
    ),
    verify=verify("The roles are listed, and the operation is accepted.", ROLES),
)
