"""Codes of a backup that got no answer from agent or extension, or found VM, agent or extension in no fit state.

Of these, a code that says only that nothing was heard, or that the snapshot failed, leaves everything between Azure and
the snapshot open. Where no snapshot was tried, what fails during one is out of the question.
"""

from ...engine.knowledge import ErrorCode
from ..sources import PAGE_2025, RECORDINGS, RESTORE_POINT_PAGE, SEED, SIBLING

_AGENTS = ("agent-unresponsive-windows", "agent-outdated-linux")
_IN_ORDER = "Microsoft asks to work through the causes in the order listed, then to retry the backup."
_INTERNAL_ERROR = (
    "agent-unresponsive-windows",
    "agent-outdated-linux",
    "snapshot-status-unavailable",
    "restore-point-lock",
    "extension-module",
)
_INTERNAL_ERROR_SECTION = SEED.section("BackUpOperationFailed / BackUpOperationFailedV2")
# Azure Backup heard nothing from the agent or the extension, or only that it failed.
_EVERYTHING_IN_THE_GUEST = (
    *("snapshot", "agent", "guest", "programs", "extension", "network", "vss-stack"),
    *("mounts", "mounts-opened"),
)
# The agent was asked for it, and may not have answered. Not so where the extension itself tells of the network.
_NO_ANSWER = ("answer", *_EVERYTHING_IN_THE_GUEST)
# The VM, its agent or the extension's installation was not in a state to begin: no snapshot was tried.
_STATE = ("answer", "agent", "guest", "programs", "extension", "network")

AGENT_CODES = (
    ErrorCode(
        code="UserErrorGuestAgentStatusUnavailable",
        title="VM agent unable to communicate with Azure Backup",
        families=("agent-unresponsive-windows", "agent-outdated-linux", "vm-provisioning"),
        leaves_open=_NO_ANSWER,
        says=("agent", "network"),
        names=("agent-not-reporting",),
        messages=(
            "VM Agent unable to communicate with Azure Backup",
            "VM agent is unable to communicate with the Azure Backup Service.",
            "Unable to perform the operation as the VM Agent is not responsive",
            "VM-agent kan niet communiceren met Azure Backup",
            "de VM-agent kan niet communiceren met Azure backup",
        ),
        aliases=(
            "UserErrorGuestAgentStatusUnavailableWindows",
            "UserErrorGuestAgentStatusUnavailableLinux",
            "WindowsGuestAgentStatusUnavailable",
        ),
        numbers=(400196,),
        note=(
            "This code means that the agent is stopped, outdated, in an inconsistent state or not installed. Check "
            "Status = Running and Agent status = Ready first (VM > Settings > Properties)."
        ),
        sources=(SEED.section("UserErrorGuestAgentStatusUnavailable"),),
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
        leaves_open=_NO_ANSWER,
        says=("agent", "network", "snapshot"),
        messages=(
            "Could not communicate with the VM agent for snapshot status",
            "kan niet communiceren met de VM-agent voor de status van de momentopname",
            "kan niet communiceren met de VM-agent voor de status van de moment opname",
        ),
        numbers=(400039,),
        note=_IN_ORDER,
        sources=(SEED.section("GuestAgentSnapshotTaskStatusError"),),
    ),
    ErrorCode(
        code="UserErrorVmProvisioningStateFailed",
        title="The VM is in failed provisioning state",
        families=("vm-provisioning",),
        leaves_open=_NO_ANSWER,
        names=("vm-failed-state",),
        messages=(
            "The VM is in failed provisioning state",
            "VM is in Failed Provisioning State.",
            "De VM bevindt zich in een mislukte inrichtingsstatus",
            "de inrichtings status van de virtuele machine is mislukt",
        ),
        numbers=(400160,),
        sources=(SEED.section("UserErrorVmProvisioningStateFailed"),),
    ),
    ErrorCode(
        code="ExtensionSnapshotFailedNoNetwork",
        title="Snapshot operation failed due to no network connectivity on the virtual machine",
        families=("snapshot-status-unavailable",),
        leaves_open=_EVERYTHING_IN_THE_GUEST,
        says=("network",),
        messages=(
            "Snapshot operation failed due to no network connectivity on the virtual machine",
            "Momentopname mislukt omdat er geen netwerkverbinding beschikbaar is op de virtuele machine",
            "de momentopname bewerking is mislukt omdat er geen netwerk verbinding is op de virtuele machine",
            "T:S Enable failed with FailedRetryableSnapshotFailedNoNetwork error",
        ),
        aliases=("FailedRetryableSnapshotFailedNoNetwork", "FailedRetryableSnapshotFailedRestrictedNetwork"),
        numbers=(400206,),
        note=(
            "The document names only the DHCP and the RDP cause for this code; its 2018 edition listed missing "
            "network access first, so the network checks are considered too."
        ),
        sources=(SEED.section("ExtensionSnapshotFailedNoNetwork"),),
    ),
    ErrorCode(
        code="ExtensionOperationFailedForManagedDisks",
        title="VMSnapshot extension operation failed",
        families=("snapshot-status-unavailable", "agent-unresponsive-windows", "agent-outdated-linux"),
        leaves_open=_NO_ANSWER,
        says=("agent", "network", "snapshot"),
        messages=(
            "VMSnapshot extension operation failed",
            "VMSnapshot-extensiebewerking mislukt",
            "de VMSnapshot-extensie bewerking is mislukt",
        ),
        aliases=("ExtensionOperationFailed", "ExtentionOperationFailed"),
        note=_IN_ORDER,
        sources=(SEED.section("ExtensionOperationFailedForManagedDisks"),),
    ),
    ErrorCode(
        code="BackUpOperationFailed",
        title="Backup failed with an internal error",
        families=_INTERNAL_ERROR,
        leaves_open=(*_NO_ANSWER, "restore-points"),
        says=("agent", "network", "snapshot", "lock", "internal"),
        messages=(
            "Backup failed with an internal error - Please retry the operation in a few minutes",
            "Backup failed with an internal error.",
            "Back-up mislukt met een interne fout",
            "de back-up is mislukt met een interne fout. Voer de bewerking over een paar minuten opnieuw uit",
        ),
        numbers=(400002,),
        note=_IN_ORDER,
        sources=(_INTERNAL_ERROR_SECTION, PAGE_2025.section("BackUpOperationFailed / BackUpOperationFailedV2")),
    ),
    ErrorCode(
        code="BackUpOperationFailedV2",
        title="Backup failed with an internal error",
        families=(*_INTERNAL_ERROR, "policy-migration"),
        leaves_open=(*_NO_ANSWER, "restore-points"),
        says=("agent", "network", "snapshot", "lock", "internal"),
        messages=("The backups of VMs have failed after the policy migration from Standard to Enhanced policy.",),
        note=_IN_ORDER,
        sources=(_INTERNAL_ERROR_SECTION, SIBLING.section("BackUpOperationFailedV2")),
    ),
    ErrorCode(
        code="VMRestorePointInternalError",
        title="Restore point creation failed due to an internal execution error",
        families=(
            *_AGENTS,
            "snapshot-status-unavailable",
            "linux-agent-config",
            "app-control",
            "vm-provisioning",
            "antivirus",
        ),
        leaves_open=_NO_ANSWER,
        says=("agent", "network", "snapshot", "internal"),
        messages=(
            "Restore Point creation failed due to an internal execution error while creating VM snapshot. Please retry "
            "the operation after some time.",
            "Antivirus configured in the VM is restricting the execution of backup extension",
        ),
        note="The page on backups speaks of antivirus under this code, that on restore points of the causes of any "
        "internal error, on both systems: antivirus comes first only where the Application log shows the crash.",
        sources=(
            RESTORE_POINT_PAGE.section("VMRestorePointInternalError"),
            SIBLING.section("VMRestorePointInternalError"),
        ),
    ),
    ErrorCode(
        code="UserErrorVmNotInDesirableState",
        title="VM is not in a state that allows backups",
        families=("vm-provisioning", "vm-transition", "selinux"),
        leaves_open=_STATE,
        says=("vm_state",),
        messages=("VM is not in a state that allows backups.",),
        note=(
            "Running, Stopped and Stopped (deallocated) all allow backups; what does not is a VM that is Failed, or "
            "on its way from one state to another."
        ),
        sources=(SIBLING.section("UserErrorVmNotInDesirableState"),),
    ),
    ErrorCode(
        code="VmNotInDesirableState",
        title="The VM isn't in a state that allows backups",
        families=("vm-transition", "selinux", *_AGENTS),
        leaves_open=_STATE,
        says=("vm_state",),
        messages=("The VM isn't in a state that allows backups.",),
        note="Of the agent's troubles, the page names only one for this code: that it is not installed.",
        sources=(SIBLING.section("VmNotInDesirableState"),),
    ),
    ErrorCode(
        code="AzureVmOffline",
        title="The backup extension could not be installed: the virtual machine is not running",
        families=("vm-health", *_AGENTS),  # the page names the agent alone; the title names the VM
        leaves_open=_STATE,
        names=("vm-not-running",),
        messages=("Failed to install Microsoft Recovery Services extension as virtual machine  is not running",),
        numbers=(380008,),
        note="The agent has to be there before the extension can be installed; see also whether the VM runs.",
        sources=(SIBLING.section("380008, AzureVmOffline"),),
    ),
    ErrorCode(
        code="ExtensionStuckInDeletionState",
        title="Extension state is not supportive to the backup operation",
        families=(*_AGENTS, "extension-deletion"),
        leaves_open=_STATE,
        says=("agent_awaited",),
        names=("vmsnapshot-stuck-deleting",),
        messages=("Extension state is not supportive to the backup operation",),
        note="The agent has to be installed and to answer before the extension can be removed.",
        sources=(SIBLING.section("ExtensionStuckInDeletionState"),),
    ),
    ErrorCode(
        code="UserErrorGuestAgentVersionUnsupported",
        title="The VM does not have the latest agent installed",
        families=_AGENTS,
        names=("agent-outdated-windows", "agent-outdated-linux"),
        messages=("Does not have the latest agent installed.",),
        numbers=(380016,),
        note="Seen as a warning of the pre-check too, beside a backup that succeeded.",
        sources=(RECORDINGS.section("healthDetails of backup items"),),
    ),
)
