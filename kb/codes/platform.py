"""Codes in which Azure itself refuses the snapshot: restore points, disks, keys, policies, the compute platform."""

from ...engine.knowledge import EVERY_CAUSE, ErrorCode
from ..sources import LOCKS, RECORDINGS, RESTORE_POINT_PAGE, SEED, SELF_HELP, SIBLING

PLATFORM_CODES = (
    ErrorCode(
        code="UserErrorRpCollectionLimitReached",
        title="The restore point collection max limit has been reached",
        families=("restore-point-lock", "multiple-backups-per-day", "restore-point-limit"),
        leaves_open=("restore-points",),
        says=("lock",),
        names=("rpc-limit",),
        messages=(
            "The Restore Point collection max limit has reached.",
            "de limiet voor de verzameling herstelpunten is bereikt",
            "de maximale limiet voor de verzameling met herstel punten is bereikt",
        ),
        sources=(SEED.section("UserErrorRpCollectionLimitReached"),),
    ),
    ErrorCode(
        code="UserErrorKeyvaultPermissionsNotConfigured",
        title="Azure Backup lacks permissions on the key vault of encrypted VMs",
        families=("keyvault-permissions",),
        leaves_open=("keys",),
        says=("keyvault",),
        names=("keyvault-perm",),
        messages=(
            "Backup doesn't have sufficient permissions to the key vault for backup of encrypted VMs.",
            "Azure Backup Service does not have sufficient permissions to Key Vault for Backup of Encrypted "
            "Virtual Machines.",
            "backup heeft niet voldoende machtigingen voor de sleutel kluis voor het maken van een back-up van "
            "versleutelde Vm's",
            "back-up beschikt niet over voldoende machtigingen voor de sleutel kluis voor het maken van back-ups "
            "van versleutelde vm's.",
        ),
        aliases=("UserErrorKeyVaultPermissionsNotConfigured", "UserErrorKeyvaultPermissionNotConfigured"),
        numbers=(400198,),
        sources=(SEED.section("UserErrorKeyvaultPermissionsNotConfigured"),),
    ),
    ErrorCode(
        code="UserErrorUnsupportedDiskSize",
        title="The configured disk size is not supported by Azure Backup",
        families=("disk-size",),
        names=("disk-too-big",),
        messages=(
            "The configured disk size(s) is currently not supported by Azure Backup.",
            "The specified Disk configuration is not supported",
            "Azure Backup does not support disk sizes greater than 1023GB",
            "de geconfigureerde schijf grootte (s) wordt momenteel niet ondersteund door Azure backup.",
        ),
        sources=(SEED.section("UserErrorUnsupportedDiskSize"),),
    ),
    ErrorCode(
        code="UserErrorCrpReportedUserError",
        title="The compute platform reported an error; see Job Error Message Details",
        families=("inner-error",),
        leaves_open=(EVERY_CAUSE,),
        messages=(
            "Backup failed due to an error. For details, see Job Error Message Details.",
            "de back-up is mislukt vanwege een fout. Zie de details in het bericht met de taakfout voor meer "
            "informatie",
            "het maken van de back-up is mislukt vanwege een fout. Zie Details van het taak fout bericht voor meer "
            "informatie.",
        ),
        numbers=(400349,),
        sources=(SEED.section("UserErrorCrpReportedUserError"),),
    ),
    ErrorCode(
        code="BCMCrpInternalError",
        title="The compute platform reported an internal error",
        families=("vm-health", "agent-unresponsive-windows", "agent-outdated-linux", "vm-provisioning"),
        leaves_open=(EVERY_CAUSE,),
        messages=("Backup failed due to CRP Internal Error",),
        note="In spite of its name, agent and extension come first: see that the VM runs, that the agent is Ready, and "
        "what the activity log shows for the restore point of that time.",
        sources=(SELF_HELP.section("BCMCrpInternalError"),),
    ),
    ErrorCode(
        code="ScopeLocked",
        title="The operation cannot be performed because a scope is locked",
        families=("restore-point-lock",),
        leaves_open=("restore-points",),
        says=("lock",),
        aliases=("UserErrorResourceGroupLockPreventsManagedRpDelete",),
        sources=(
            LOCKS.section("Considerations before applying your locks"),
            RESTORE_POINT_PAGE.section("Remove lock from the recovery point resource group"),
        ),
    ),
    ErrorCode(
        code="UserErrorRequestDisallowedByPolicy",
        title="An Azure Policy prevents the snapshot operation",
        families=("policy-deny",),
        aliases=("RequestDisallowedByPolicy",),
        names=("policy-deny",),
        messages=("An invalid policy is configured on the VM which is preventing Snapshot operation.",),
        sources=(SIBLING.section("UserErrorRequestDisallowedByPolicy"),),
    ),
    ErrorCode(
        code="UserErrorRpCollectionDeleted",
        title="The restore point collection has been deleted by the user",
        families=("restore-points-deleted",),
        names=("rpc-deleted",),
        messages=("The Restore Point collection has been deleted by the user.",),
        numbers=(400288,),
        sources=(RECORDINGS.section("healthDetails of backup items, 2021"),),
    ),
)
