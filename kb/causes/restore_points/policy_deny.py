"""An Azure Policy denies the resource group of the restore points, or what Azure Backup puts there."""

from ...authoring import *

_CODE = "UserErrorRequestDisallowedByPolicy"
_DENIED = (
    *portal("Subscription > Activity log: 'Deny' policy action, at the time of the failure"),
    *how(restore_points.group_denied, "az")[:1],
)

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
        suggests(restore_points.group_denied == True),
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
        change(
            "Change its effect from Deny to Modify, or exclude the resource group of Azure Backup from it.",
            portal("Policy > Assignments > (the policy) > Edit assignment > Parameters, or Exclusions"),
            rights="Resource Policy Contributor on the policy's scope",
            caution="The policy holds for others too: agree on it with those who answer for governance.",
        ),
        change(
            "Or create the resource group yourself, with the tags that the policy demands. Its name follows the "
            "scheme of Azure Backup (AzureBackupRG_<region>_<n>), or the one that the backup policy sets.",
            az("az group create -n {backup_group} -l {location} --tags {tags}"),
            rights="Contributor on the subscription",
            caution="Put no lock on it: old restore points could then not be deleted.",
        ),
    ),
    verify=verify("The next backup succeeds, and the activity log shows no new denial.", _DENIED),
)
