"""The kind of disk asks for an Enhanced policy."""

from ...authoring import *

_CODES = ("UserErrorUnsupportedStorageType", "UserErrorUnsupportedDiskConfiguration")
_FAST = disks.fast_kinds.not_empty
_STANDARD = backup.policy_type == "standard"

CAUSE = cause(
    __name__,
    "The kind of disk asks for an Enhanced policy",
    "Ultra disks and Premium SSD v2 disks are backed up under an Enhanced policy only. Under a Standard policy the VM "
    "is refused: in the portal such a policy cannot be chosen for it.",
    sources=(ULTRA.source, ENHANCED.section("Back up an Azure VM by using the Enhanced policy")),
    phases=BOTH,
    codes=(*_CODES, "snapshot"),
    rules=(
        confirms(
            _FAST,
            _STANDARD,
            error.code.one_of(*_CODES),
            because="the code refuses the kind of disk, and the policy does not take this one",
            rival="disk-shared: it is refused under every policy, and is seen in the list of disks",
        ),
        suggests(_FAST, _STANDARD),
        hints(_FAST),
        rules_out(disks.fast_kinds.empty),
        rules_out(backup.policy_type == "enhanced"),
    ),
    remedy=(
        look("See which disks of the VM are Ultra (UltraSSD_LRS) or Premium SSD v2 (PremiumV2_LRS).", DISKS),
        TO_ENHANCED,
        TRY_AGAIN,
    ),
    verify=verify("The VM has an Enhanced policy, and a backup is complete.", BACKUP_JOBS),
)
