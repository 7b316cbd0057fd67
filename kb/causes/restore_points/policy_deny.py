"""An Azure Policy denies the resource group of the restore points, or what Azure Backup puts there."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...facts import error, restore_points
from ...sources import AUTOMATION, SIBLING

_CODE = "UserErrorRequestDisallowedByPolicy"
_COVERS = (f"X.{_CODE}",)
_DENIED = (
    Command("portal", "Subscription > Activity log: 'Deny' policy action, at the time of the failure"),
    Command("az", "az monitor activity-log list --offset 7d --status Failed -o table"),
)

CAUSE = Cause(
    id="policy-deny",
    title="An Azure Policy denies what the snapshot needs",
    family="policy-deny",
    step=1,
    explanation=(
        "Azure Backup creates a resource group of its own for the restore points, without your tags. A policy with "
        "effect Deny, as one that demands tags on every resource group, refuses that, and there is no snapshot."
    ),
    sources=(
        SIBLING.section("UserErrorRequestDisallowedByPolicy"),
        AUTOMATION.section("Creating Azure Backup resource group during snapshot retention"),
    ),
    codes=(_CODE,),
    rules=(
        confirms(restore_points.group_denied == True, error.code == _CODE, covers=_COVERS),
        suggests(restore_points.group_denied == True),
        # The code says it; a policy that no longer denies may have been changed since.
        suggests(error.code == _CODE, covers=_COVERS),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "Find the policy: the activity log names the assignment that denied the request.",
                (
                    *_DENIED,
                    Command("portal", "Policy > Assignments"),
                    Command("az", "az policy assignment list --disable-scope-strict-match -o table"),
                ),
                rights="Reader on the subscription",
                covers=_COVERS,
            ),
            Step(
                "Change its effect from Deny to Modify, or exclude the resource group of Azure Backup from it.",
                (
                    Command(
                        "portal", "Policy > Assignments > (the policy) > Edit assignment > Parameters, or Exclusions"
                    ),
                ),
                effect="changes state",
                rights="Resource Policy Contributor on the policy's scope",
                caution="The policy holds for others too: agree on it with those who answer for governance.",
                covers=_COVERS,
            ),
            Step(
                "Or create the resource group yourself, with the tags that the policy demands. Its name follows the "
                "scheme of Azure Backup (AzureBackupRG_<region>_<n>), or the one that the backup policy sets.",
                (Command("az", "az group create -n {backup_group} -l {location} --tags {tags}"),),
                effect="changes state",
                rights="Contributor on the subscription",
                caution="Put no lock on it: old restore points could then not be deleted.",
                covers=_COVERS,
            ),
        ),
        verify=Step("The next backup succeeds, and the activity log shows no new denial.", _DENIED),
    ),
    covers=_COVERS,
)
