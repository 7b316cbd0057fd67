"""The error codes, with their causes in the document's order and every spelling they are met in.

Here stand those of the seed document; `codes_sibling.py` holds those of its sibling page, `codes_foreign.py` those of
other operations than a backup.

Message variants: the English page (2025-11-12), its Dutch edition (2021-03-20), and recorded answers of the API.
Numbers: recorded answers (2016 to 2026).
"""

from ...engine.knowledge import ErrorCode
from ..sources import PAGE_2025, SEED, SIBLING
from .sibling import SIBLING_CODES

_SNAPSHOT_NOTE = "Microsoft asks to work through the causes in the order listed, then to retry the backup."
_INTERNAL_ERROR = (
    "agent-unresponsive-windows",
    "agent-outdated-linux",
    "snapshot-status-unavailable",
    "restore-point-lock",
    "extension-module",
)
_INTERNAL_ERROR_SECTION = SEED.section("BackUpOperationFailed / BackUpOperationFailedV2")

SEED_CODES = (
    ErrorCode(
        code="UserErrorGuestAgentStatusUnavailable",
        title="VM agent unable to communicate with Azure Backup",
        families=("agent-unresponsive-windows", "agent-outdated-linux", "vm-provisioning"),
        messages=(
            "VM Agent unable to communicate with Azure Backup",
            "VM agent is unable to communicate with the Azure Backup Service.",
            "Unable to perform the operation as the VM Agent is not responsive",
            "VM-agent kan niet communiceren met Azure Backup",
            "de VM-agent kan niet communiceren met Azure backup",
        ),
        numbers=(400196,),
        note=(
            "This code means that the agent is stopped, outdated, in an inconsistent state or not installed. Check "
            "Status = Running and Agent status = Ready first (VM > Settings > Properties)."
        ),
        sources=(SEED.section("UserErrorGuestAgentStatusUnavailable"),),
        covers=("E.UserErrorGuestAgentStatusUnavailable",),
    ),
    ErrorCode(
        code="GuestAgentSnapshotTaskStatusError",
        title="Could not communicate with the VM agent for snapshot status",
        families=(
            "agent-unresponsive-windows",
            "agent-outdated-linux",
            "snapshot-status-unavailable",
            "linux-agent-config",
            "app-control",
        ),
        messages=(
            "Could not communicate with the VM agent for snapshot status",
            "kan niet communiceren met de VM-agent voor de status van de momentopname",
            "kan niet communiceren met de VM-agent voor de status van de moment opname",
        ),
        numbers=(400039,),
        note=_SNAPSHOT_NOTE,
        sources=(SEED.section("GuestAgentSnapshotTaskStatusError"),),
        covers=("E.GuestAgentSnapshotTaskStatusError",),
    ),
    ErrorCode(
        code="UserErrorVmProvisioningStateFailed",
        title="The VM is in failed provisioning state",
        families=("vm-provisioning",),
        messages=(
            "The VM is in failed provisioning state",
            "VM is in Failed Provisioning State.",
            "De VM bevindt zich in een mislukte inrichtingsstatus",
            "de inrichtings status van de virtuele machine is mislukt",
        ),
        numbers=(400160,),
        sources=(SEED.section("UserErrorVmProvisioningStateFailed"),),
        covers=("E.UserErrorVmProvisioningStateFailed",),
    ),
    ErrorCode(
        code="UserErrorRpCollectionLimitReached",
        title="The restore point collection max limit has been reached",
        families=("restore-point-lock", "multiple-backups-per-day", "restore-point-limit"),
        messages=(
            "The Restore Point collection max limit has reached.",
            "de limiet voor de verzameling herstelpunten is bereikt",
            "de maximale limiet voor de verzameling met herstel punten is bereikt",
        ),
        sources=(SEED.section("UserErrorRpCollectionLimitReached"),),
        covers=("E.UserErrorRpCollectionLimitReached",),
    ),
    ErrorCode(
        code="UserErrorKeyvaultPermissionsNotConfigured",
        title="Azure Backup lacks permissions on the key vault of encrypted VMs",
        families=("keyvault-permissions",),
        messages=(
            "Backup doesn't have sufficient permissions to the key vault for backup of encrypted VMs.",
            "Azure Backup Service does not have sufficient permissions to Key Vault for Backup of Encrypted "
            "Virtual Machines.",
            "backup heeft niet voldoende machtigingen voor de sleutel kluis voor het maken van een back-up van "
            "versleutelde Vm's",
            "back-up beschikt niet over voldoende machtigingen voor de sleutel kluis voor het maken van back-ups "
            "van versleutelde vm's.",
        ),
        aliases=("UserErrorKeyVaultPermissionsNotConfigured",),
        numbers=(400198,),
        sources=(SEED.section("UserErrorKeyvaultPermissionsNotConfigured"),),
        covers=("E.UserErrorKeyvaultPermissionsNotConfigured",),
    ),
    ErrorCode(
        code="ExtensionSnapshotFailedNoNetwork",
        title="Snapshot operation failed due to no network connectivity on the virtual machine",
        families=("snapshot-status-unavailable",),
        messages=(
            "Snapshot operation failed due to no network connectivity on the virtual machine",
            "Momentopname mislukt omdat er geen netwerkverbinding beschikbaar is op de virtuele machine",
            "de momentopname bewerking is mislukt omdat er geen netwerk verbinding is op de virtuele machine",
            "T:S Enable failed with FailedRetryableSnapshotFailedNoNetwork error",
        ),
        aliases=("FailedRetryableSnapshotFailedNoNetwork",),
        numbers=(400206,),
        note=(
            "The document names only the DHCP and the RDP cause for this code; its 2018 edition listed missing "
            "network access first, so the network checks are considered too."
        ),
        sources=(SEED.section("ExtensionSnapshotFailedNoNetwork"),),
        covers=("E.ExtensionSnapshotFailedNoNetwork", "W.9"),
    ),
    ErrorCode(
        code="ExtensionOperationFailedForManagedDisks",
        title="VMSnapshot extension operation failed",
        families=("snapshot-status-unavailable", "agent-unresponsive-windows", "agent-outdated-linux"),
        messages=(
            "VMSnapshot extension operation failed",
            "VMSnapshot-extensiebewerking mislukt",
            "de VMSnapshot-extensie bewerking is mislukt",
        ),
        aliases=("ExtensionOperationFailed",),
        note=_SNAPSHOT_NOTE,
        sources=(SEED.section("ExtensionOperationFailedForManagedDisks"),),
        covers=("E.ExtensionOperationFailedForManagedDisks",),
    ),
    ErrorCode(
        code="BackUpOperationFailed",
        title="Backup failed with an internal error",
        families=_INTERNAL_ERROR,
        messages=(
            "Backup failed with an internal error - Please retry the operation in a few minutes",
            "Backup failed with an internal error.",
            "Back-up mislukt met een interne fout",
            "de back-up is mislukt met een interne fout. Voer de bewerking over een paar minuten opnieuw uit",
        ),
        numbers=(400002,),
        note=_SNAPSHOT_NOTE,
        sources=(_INTERNAL_ERROR_SECTION, PAGE_2025.section("BackUpOperationFailed / BackUpOperationFailedV2")),
        covers=("E.BackUpOperationFailed", "X.BackUpOperationFailed"),
    ),
    ErrorCode(
        code="BackUpOperationFailedV2",
        title="Backup failed with an internal error",
        families=(*_INTERNAL_ERROR, "policy-migration"),
        messages=("The backups of VMs have failed after the policy migration from Standard to Enhanced policy.",),
        note=_SNAPSHOT_NOTE,
        sources=(_INTERNAL_ERROR_SECTION, SIBLING.section("BackUpOperationFailedV2")),
        covers=("E.BackUpOperationFailed", "X.BackUpOperationFailed", "X.BackUpOperationFailedV2"),
    ),
    ErrorCode(
        code="UserErrorUnsupportedDiskSize",
        title="The configured disk size is not supported by Azure Backup",
        families=("disk-size",),
        messages=(
            "The configured disk size(s) is currently not supported by Azure Backup.",
            "The specified Disk configuration is not supported",
            "Azure Backup does not support disk sizes greater than 1023GB",
            "de geconfigureerde schijf grootte (s) wordt momenteel niet ondersteund door Azure backup.",
        ),
        sources=(SEED.section("UserErrorUnsupportedDiskSize"),),
        covers=("E.UserErrorUnsupportedDiskSize",),
    ),
    ErrorCode(
        code="UserErrorBackupOperationInProgress",
        title="Another backup operation is in progress",
        families=("backup-in-progress",),
        messages=(
            "Unable to initiate backup as another backup operation is currently in progress",
            "Another operation is currently in progress on this item. Please wait until the previous operation "
            "is completed",
            "kan geen back-up initiëren omdat er momenteel een andere back-upbewerking wordt uitgevoerd",
            "kan de back-up niet starten omdat er momenteel een andere back-upbewerking wordt uitgevoerd",
        ),
        sources=(SEED.section("UserErrorBackupOperationInProgress"),),
        covers=("E.UserErrorBackupOperationInProgress",),
    ),
    ErrorCode(
        code="UserErrorCrpReportedUserError",
        title="The compute platform reported an error; see Job Error Message Details",
        families=("inner-error",),
        messages=(
            "Backup failed due to an error. For details, see Job Error Message Details.",
            "de back-up is mislukt vanwege een fout. Zie de details in het bericht met de taakfout voor meer "
            "informatie",
            "het maken van de back-up is mislukt vanwege een fout. Zie Details van het taak fout bericht voor meer "
            "informatie.",
        ),
        numbers=(400349,),
        sources=(SEED.section("UserErrorCrpReportedUserError"),),
        covers=("E.UserErrorCrpReportedUserError",),
    ),
    ErrorCode(
        code="UserErrorBcmDatasourceNotPresent",
        title="This virtual machine is not (actively) protected by Azure Backup",
        families=("not-protected",),
        messages=(
            "Backup failed: This virtual machine is not (actively) protected by Azure Backup.",
            "back-up is mislukt: deze virtuele machine is niet (actief) beveiligd door Azure Backup",
            "het maken van de back-up is mislukt: deze virtuele machine wordt niet (actief) beveiligd door Azure "
            "backup.",
        ),
        sources=(SEED.section("UserErrorBcmDatasourceNotPresent"),),
        covers=("E.UserErrorBcmDatasourceNotPresent",),
    ),
)

CODES = (*SEED_CODES, *SIBLING_CODES)

# What the codes leave open. A cause is excluded by every code that it does not name (`only_with`).

# Azure Backup heard nothing from the agent or the extension, or only that it failed: all between them is open.
EXTENSION_CODES = (
    "UserErrorGuestAgentStatusUnavailable",
    "GuestAgentSnapshotTaskStatusError",
    "ExtensionSnapshotFailedNoNetwork",
    "ExtensionOperationFailedForManagedDisks",
    "UserErrorVmProvisioningStateFailed",
    "BackUpOperationFailed",
    "BackUpOperationFailedV2",
)
# The VM, its agent or the extension's installation was not in a state to begin: no snapshot was tried.
STATE_CODES = (
    "UserErrorVmNotInDesirableState",
    "VmNotInDesirableState",
    "AzureVmOffline",
    "ExtensionStuckInDeletionState",
)
# What the agent and its way to Azure can explain.
AGENT_CODES = (*EXTENSION_CODES, *STATE_CODES)

# With these the extension ran in the guest, or was being installed there, and says itself what failed: so the VM ran
# and its agent worked. What can stop a program of the guest (antivirus, application control) they leave open.
COM_CODES = ("ExtensionSnapshotFailedCOM", "ExtensionInstallationFailedCOM", "ExtensionInstallationFailedMDTC")
VSS_CODES = ("ExtensionFailedVssWriterInBadState", "ExtensionFailedVssServiceInBadState")
LINUX_GUEST_CODES = ("UserErrorFsFreezeFailed", "UserErrorUnableToOpenMount")
WINDOWS_GUEST_CODES = (
    *COM_CODES,
    *VSS_CODES,
    "VMRestorePointInternalError",
    "ExtensionConfigParsingFailure",
    "ExtensionSnapshotBitlockerError",
    "ExtensionSnapshotFailedNoSecureNetwork",
    "ExtensionVCRedistInstallationFailure",
    "ExtensionFailedSnapshotLimitReachedError",  # these two come from Linux guests as well
    "ExtensionFailedTimeoutVMNetworkUnresponsive",
)
GUEST_CODES = (*WINDOWS_GUEST_CODES, *LINUX_GUEST_CODES)
# Of these, those with which the extension itself may not work; the others are its own reports.
BROKEN_EXTENSION_CODES = (
    "ExtensionInstallationFailedCOM",
    "ExtensionInstallationFailedMDTC",
    "VMRestorePointInternalError",
    "ExtensionConfigParsingFailure",
    "ExtensionVCRedistInstallationFailure",
)
# Of these, those that are about the extension's calls over the network.
CONNECTION_CODES = ("ExtensionSnapshotFailedNoSecureNetwork", "ExtensionFailedTimeoutVMNetworkUnresponsive")

# With these agent or extension was asked for the snapshot.
AGENT_USED_CODES = (*AGENT_CODES, *GUEST_CODES, "UserErrorGuestAgentVersionUnsupported")
# Codes that the seed document explains by the agent itself.
UNREACHABLE_CODES = tuple(c.code for c in SEED_CODES if "agent-outdated-linux" in c.families)
# Those that missing network access explains: with "no network" it is the extension that says so.
NETWORK_CODES = (*UNREACHABLE_CODES, "ExtensionSnapshotFailedNoNetwork")
# Those that say that the snapshot failed, and not why: the agent answered, or may have.
SNAPSHOT_CODES = tuple(c for c in UNREACHABLE_CODES if c != "UserErrorGuestAgentStatusUnavailable")
# Codes for which the sibling page names the agent's absence.
AGENT_ABSENT_CODES = ("VmNotInDesirableState", "AzureVmOffline")
# Codes for which the document names a lock on the restore point resource group as a cause.
LOCK_CODES = ("UserErrorRpCollectionLimitReached", "BackUpOperationFailed", "BackUpOperationFailedV2")
# This code only says that the compute platform has more to tell: it excludes nothing.
_OPEN_CODES = ("UserErrorCrpReportedUserError",)


def codes_other_than(*codes: str) -> tuple[str, ...]:
    """The known codes that say something else than these; a code that leaves everything open is not among them."""
    return tuple(c.code for c in CODES if c.code not in (*codes, *_OPEN_CODES))
