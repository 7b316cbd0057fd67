"""The disk encryption set has a user-assigned identity, which Ultra and Premium SSD v2 disks do not take."""

from ...authoring import *

_CODE = "DirectDriveDiskNotSupportUserAssignedIdentityDes"
_USER = des.identity == "user"
_FAST = disks.fast_kinds.not_empty

CAUSE = cause(
    __name__,
    "The disk encryption set has only a user-assigned identity",
    "Snapshots of Ultra disks and Premium SSD v2 disks with a customer-managed key need a disk encryption set whose "
    "identity is system-assigned.",
    sources=(MATRIX_2026.section("VM storage support"), ENCRYPTION_SET_REPORT.section("Description")),
    codes=(_CODE,),
    rules=(
        confirms(
            _USER,
            _FAST,
            error.code == _CODE,
            because="the code's own name says it, and set and disks are of that kind",
            rival="des-no-access: it has a code of its own",
        ),
        hints(_USER, _FAST),
        suggests(error.code == _CODE),
        rules_out(disks.fast_kinds.empty),
        rules_out(des.identity.one_of("system", "system_and_user")),
    ),
    remedy=(
        look("See which identity the set has, and which disks use it.", ENCRYPTION_SET),
        change(
            "Give the set a system-assigned identity, and that one the right to the key (see des-no-access).",
            az("az disk-encryption-set identity assign -g {resource_group} -n {encryption_set} --system-assigned"),
            rights="Contributor on the set",
            caution="Disks of the set can use that identity at once, and it gets its right to the key only when it is "
            "there: do both in one go, in a window, and leave the user-assigned identity and its right.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("The set has a system-assigned identity, and a backup is complete.", ENCRYPTION_SET),
)
