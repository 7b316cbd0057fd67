"""A Resource Guard protects the operation."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "A Resource Guard protects the operation (multi-user authorization)",
    "With multi-user authorization, stopping, deleting, weaker policies and weaker settings need a second right, on a "
    "Resource Guard that somebody else owns. Enabling backup and backing up are never guarded.",
    sources=(
        MUA.section("Critical operations"),
        THREADS.section("Resource Guards, 2025 and 2026"),
    ),
    codes=("AuthorizationFailed", "BMSUserErrorInvalidInput"),
    phases=CONFIGURING,
    rules=(
        confirms(
            vault.resource_guard == True,
            error.operation.one_of("stop", "change_policy", "vault_settings"),
            signs.resource_guard_request == True,
            because="a guard protected the vault, and the answer misses the guard's request for the operation",
            rival="rbac-missing: the roles on the vault are not what is asked for",
        ),
        suggests(vault.resource_guard == True, STOPPING),
        suggests(signs.resource_guard_request == True),
        hints(vault.resource_guard == True),
        rules_out(vault.resource_guard == False),
    ),
    remedy=(
        look("See which guard it is, and which operations it protects.", how(vault.resource_guard)),
        change(
            "Have its owner give the role Backup MUA Operator on the guard, for a while.",
            portal("Resource Guard > Access control (IAM) > Add role assignment"),
            az('az role assignment create --role "Backup MUA Operator" --assignee {caller} --scope {resource_guard}'),
            rights="Owner of the Resource Guard",
            caution="Not Contributor: that could delete the guard. Take the role back afterwards.",
        ),
        look(
            "Use a client that sends the guard's request: the portal or the Azure CLI (--tenant-id for a guard of "
            "another tenant). Terraform of 2026-03 did not.",
            portal(BACKUP_ITEM + " > Stop backup"),
        ),
    ),
    verify=verify("The operation is accepted.", PROTECTED),
)
