"""The platform had a fault that passes by itself."""

from ...authoring import *

_CODES = (
    "UserErrorProt32dAllocationPending",
    "CloudInternalError",
    "BMSUserErrorCrossRegionRestoreNotEnabledInThisVault",
)
_INCIDENT = platform.incident == True

CAUSE = cause(
    __name__,
    "The platform had a passing fault",
    "Azure's own services were being placed, updated or repaired. Nothing is wrong with the VM, and nothing has to be "
    "done to it: the next backups succeed, at the latest after 48 hours.",
    sources=(
        SELF_HELP.section("UserErrorProt32dAllocationPending"),
        VM_ERRORS.section("ResourceUpdateBlockedOnPlatformUpdate"),
    ),
    codes=(*_CODES, "BackUpOperationFailed", "BackUpOperationFailedV2", "snapshot"),
    phases=BOTH,
    rules=(
        confirms(
            *(_INCIDENT, error.code == _CODES[0]),
            because="the code is that of a fault of the platform, and Azure reports one for that time",
            rival="none: no state of a VM makes this code",
        ),
        # An internal error is met by calls that are wrong as well, and an incident may be of another service.
        confirms(
            *(_INCIDENT, platform.others_fail_too == True, error.code.one_of(*_CODES[1:])),
            because="other VMs failed with the same internal error, and Azure reports an incident for that time",
            rival="none: what is wrong with one VM or one call does not fail the others",
        ),
        suggests(error.code.one_of(*_CODES)),
        # Other VMs that fail at the same time point away from this one.
        suggests(_INCIDENT, platform.others_fail_too == True),
        suggests(signs.passed_by_itself_told == True, signs.many_fail_told == True),
        *(hints(sign) for sign in (_INCIDENT, signs.passed_by_itself_told == True)),
    ),
    remedy=(
        look(
            "See whether Azure reports an incident, and whether other VMs of the vault failed at the same time.",
            how(platform.incident, "portal"),
            OTHER_VMS,
        ),
        change(
            "Wait some hours, then start the backup again.",
            BACKUP_NOW,
            caution="Do not repeat it more often: at most 9 tries on demand are possible in 24 hours (UTC).",
        ),
        restart(
            "If it fails again, have Azure apply the VM's model anew.",
            REAPPLY,
            caution="In rare cases it restarts the VM.",
        ),
        TICKET,
    ),
    verify=verify("A backup of the VM is complete.", BACKUP_JOBS),
)
