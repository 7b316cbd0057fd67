"""An Azure Policy denies the resource group of the restore points, or what Azure Backup puts there."""

from ...authoring import *

_CODE = "UserErrorRequestDisallowedByPolicy"
_DENIED = (*how(policy.denied_type, "portal"), *how(restore_points.group_denied, "az")[:1])

CAUSE = cause(
    __name__,
    "An Azure Policy denies what the snapshot needs",
    "Azure Backup creates a resource group of its own for the restore points, without your tags. A policy with "
    "effect Deny, as one that demands tags on every resource group, refuses that, and there is no snapshot.",
    sources=(
        SIBLING.section("UserErrorRequestDisallowedByPolicy"),
        AUTOMATION.section("Creating Azure Backup resource group during snapshot retention"),
    ),
    codes=(_CODE,),
    phases=BOTH,
    rules=(
        confirms(
            restore_points.group_denied == True,
            error.code == _CODE,
            because="the code says that a policy refused the snapshot, and what it refused is Azure Backup's",
            rival="rg-lock: a lock refuses in words of its own",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("policy-deny", _CODE)),
            restore_points.group_denied == True,
            because="what Azure Backup creates for the snapshot is refused, whatever has failed this time",
            rival="rg-lock: a lock refuses in words of its own",
        ),
        suggests(restore_points.group_denied == True),
        confirms(
            policy.denied_type.one_of("resource_group", "collection", "snapshot", "extension"),
            error.code == _CODE,
            because="the code says that a policy refused the snapshot, and it refused what a snapshot needs",
            rival="app-control: that lets the extension be installed, and stops its program",
        ),
        suggests(policy.denied_type.one_of("resource_group", "collection", "snapshot", "disk", "extension")),
        # The other reason for it is that whoever asks lacks rights on the subscription.
        suggests(signs.backup_group_not_created == True),
        suggests(signs.policy_denial_told == True),
        # The code says it; a policy that no longer denies may have been changed since.
        suggests(error.code == _CODE),
    ),
    remedy=(
        look(
            "Find the policy: the activity log names the assignment that denied the request.",
            _DENIED,
            portal("Policy > Assignments"),
            how(restore_points.group_denied, "az")[1:],
            rights="Reader on the subscription",
        ),
        ADD_TAGS,
        EXEMPT_BACKUP_GROUP,
        OWN_BACKUP_GROUP,
        ALLOW_SNAPSHOT_EXTENSION,
    ),
    verify=verify("The next backup succeeds, and the activity log shows no new denial.", _DENIED),
)
