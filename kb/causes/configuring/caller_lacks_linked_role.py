"""Whoever does it lacks rights on a second resource that the request names."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "Whoever does it lacks rights on a second resource that the request names",
    "The request touches two resources. On the first the caller may act; on the linked one (the VM, a key vault, a "
    "subnet, a Resource Guard in another tenant) not.",
    sources=(ARM_ERRORS.section("Error codes"), RBAC.section("Minimum role requirements for Azure VM backup")),
    codes=("LinkedAuthorizationFailed",),
    phases=BOTH,
    rules=(
        confirms(
            caller.has_linked_role == False,
            because="the right on the linked scope was missing, and the code says so of a linked scope",
            rival="rbac-missing: there the first resource is the forbidden one",
        ),
        suggests(error.code == "LinkedAuthorizationFailed"),
        rules_out(caller.has_linked_role == True, caller.roles_fresh == False),
    ),
    remedy=(
        look(
            "Read the linked scope and the action in the text, and list the caller's roles there.",
            how(caller.has_linked_role),
        ),
        change(
            "Have its owner give a role that holds that action.",
            portal("The linked resource > Access control (IAM) > Add role assignment"),
            az('az role assignment create --role "Virtual Machine Contributor" --assignee {caller} --scope {vm_id}'),
            rights="Owner or User Access Administrator of the linked resource",
            caution="This role fits where the linked resource is the VM. Another tenant needs a sign-in there too.",
        ),
    ),
    verify=verify("The operation is accepted.", ROLES),
)
