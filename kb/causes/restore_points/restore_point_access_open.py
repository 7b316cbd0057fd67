"""An access to a disk of an old restore point is still open, and keeps it from being deleted."""

from ...authoring import *

_CODE = "DiskRestorePointUsedByCustomer"
_OPEN = restore_points.access_open == True

CAUSE = cause(
    __name__,
    "An access to a restore point is still open",
    "While someone has an access (a SAS) to a disk of a restore point, as for an export or for another backup product, "
    "Azure does not delete that point. The clean-up stops, until the limit of restore points is reached.",
    sources=(
        RESTORE_POINT_PAGE.section("DiskRestorePointUsedByCustomer"),
        SEED.section("UserErrorRpCollectionLimitReached"),
    ),
    codes=(_CODE, "restore-points"),
    rules=(
        confirms(
            _OPEN,
            error.code == _CODE,
            because="the platform names it as what keeps the point from being deleted",
            rival="rg-lock: it is refused in words of its own",
        ),
        # At the limit no more than that: one access keeps one point, and a schedule of many points reaches it as well.
        suggests(_OPEN),
        suggests(error.code == _CODE),
        rules_out(restore_points.access_open == False),
    ),
    leads_to=("rpc-limit",),
    remedy=(
        look("See in the activity log which restore point could not be deleted, and who opened it.", BACKUP_GROUP_LOG),
        change(
            "End the access: that of a disk or a snapshot with these commands, that of a disk restore point with the "
            "call endGetAccess.",
            az("az disk revoke-access -g {resource_group} -n {disk}"),
            az("az snapshot revoke-access -g {resource_group} -n {snapshot}"),
            caution="Ask who opened it: a download or a copy that still runs breaks off.",
        ),
        CLEAN_UP,
    ),
    verify=verify("The activity log shows no more refused deletion, and the next backup succeeds.", BACKUP_GROUP_LOG),
)
