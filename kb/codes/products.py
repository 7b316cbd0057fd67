"""Codes of other products of Azure Backup that people paste: who gives them, where to look instead, and their names.

They stand in the same folder of Microsoft's self-help articles (2021-04). The prefix `UserError` tells nothing of the
product.
"""

from __future__ import annotations

# Whose they are, what to do instead, and the codes.
_PRODUCTS: tuple[tuple[str, str, str], ...] = (
    (
        "the MARS agent, DPM, Azure Backup Server or Windows Server Backup",
        "It is a backup of files or servers by an agent inside the machine: look at that agent's own job and log "
        "(CBEngine*.errlog), and at Microsoft's page on troubleshooting the MARS agent.",
        """
        AgentShadowCopyMissing AnotherWSBJobRunning ApplicatorSyncError CBPBackupOrRestoreInProgress CBPDiskFull
        CBPFilePathIsNonexistent CBPIcMetadataValidationFailure CBPInvalidRecoveryTargetError
        CBPMaxParallelBackupJobsReached CBPOperationAborted CBPPassphraseValidationWarning CBPReplicationFailed
        CBPSendDataFailure CBPSnapshotDisappeared CBPSourceSnapshotFailed CBPSourceSnapshotFailedLowDiskSpace
        CBPSourceSnapshotFailedLowShadowCopyVolumeSpace CBPSourceSnapshotFailedReplicaCloningIssue
        CBPSourceSnapshotFailedReplicaInconsistent CBPSourceSnapshotFailedReplicaMetadataInvalid
        CBPSourceSnapshotFailedReplicaMissingOrInvalid CBPSourceSnapshotFailedVSSProviderVETO
        CBPSourceSnapshotFailedVSSRetryableError CBPSourceSnapshotFailedVSSSnapshotInProgress CBPStorageClientError
        CBPStorageDataMoverCommunicationError CBPStorageServerError CloudBackupJobFailed CloudStorageUnexpectedError
        DpmCallFailed GenericAgentFailure MaxFailedFilesReachedInBackup MaximumDataSourceSizeExceededForOSVersion
        ReaderCriticalInconsistency RebuildMetadataError SFCCheckFailed SSJobFailedOnWSB SalBitmapError
        SalChecksumStoreInitializationFailed SalFailedToMountVhd SalFailedToMountVhdSemaphoreTimeoutError
        SalFileIOError SalFileProviderUnInitializationFailed SalLowDiskSpace SalMetadataVhdCorrupt SalVdsGeneric
        SalVhdBackupPrepareFailed SalVhdInitializationError ScratchLocationError WSBDiskSpaceOrSFCIssue
        WSBPathIncorrectErrorForSSB WSBSnapshotDisappeared WSBSystemFileAccessFailed
        """,
    ),
    (
        "the backup of SQL Server or SAP HANA inside a VM",
        "It is a backup of databases, with jobs, policies and an extension of its own: look at the vault's job of the "
        "database, and at Microsoft's pages on troubleshooting SQL Server or SAP HANA backup.",
        """
        AutoProtectionCancelledOrNotValid FabricSvcBackupPreferenceCheckFailedUserError
        GuestAgentStatusUnavailableUserError OperationCancelledBecauseConflictingOperationRunningUserError
        PitManagerDataPlaneIoFail SendCmdToPluginHostFailed UserErrorAGReplicaRoleIsResolving
        UserErrorBackupFailedAsRemedialBackupInProgress
        UserErrorBackupFailedAsReplicaIsNotInSynchronizingOrSynchronizedState
        UserErrorBackupFailedAsTransactionLogIsFull UserErrorBackupFailedDBGuidChanged
        UserErrorBackupFailedDatabaseFilesLimitExceeded UserErrorBackupFailedStandaloneDatabaseMovedInToAG
        UserErrorBailingOutFromBackupOtherNodeMarkerExists UserErrorCannotFindServerCertificateWithThumbprint
        UserErrorCannotOpenFailoverClusteringRegKey UserErrorCannotRestoreExistingDBWithoutForceOverwrite
        UserErrorCannotTakeBackupBasedOnBackupPreference UserErrorConnectionToPrimaryReplicaIsNotActive
        UserErrorDatabaseFileCollision UserErrorDotNetVersionUpgradeRequired
        UserErrorFileManipulationIsNotAllowedDuringBackup UserErrorGenericSQLUserCorrectableFault
        UserErrorHANAInternalRoleNotPresent UserErrorHANASystemDBNotRunning UserErrorInOpeningHanaOdbcConnection
        UserErrorInsufficientSpaceForRestoreOnDisk UserErrorInvalidBackintConfiguration UserErrorLatestFullPitIsOld
        UserErrorLogBackupFailedAsRecoveryModelChanged UserErrorNoFullBackupTriggeredAfterRestore
        UserErrorOpeningSQLConnection UserErrorOperatingSystemFault
        UserErrorOperationFailedAsDatasourceIsOpenedByAnotherUser
        UserErrorOperationFailedTargetSQLServerInSingleUserMode UserErrorOperationNotAllowedDatabaseMirroringEnabled

        UserErrorParentFullBackupMissingRemedialFullNotPossible UserErrorPermissionDenied
        UserErrorRestoreFailedDatabaseCannotBeOfflined UserErrorRestoreFailedIncompatibleSQLServerInstanceVersion
        UserErrorRestoreNotPossibleBecauseLogBackupContainsBulkLoggedChanges
        UserErrorSQLNoSysadminMembership UserErrorSQLPODoesNotExist UserErrorSQLPODoesNotSupportBackupType
        UserErrorSQLPODoesNotSupportBackupTypeOnSecondaryNode UserErrorSQLVDIInitFailed
        UserErrorVMInternetConnectivityIssue UserErrorWorkloadExtensionNotInstalled VMNotInRunningStateUserError
        WLExtPluginServiceStartTimedOut WorkloadExtensionNotPresent WorkloadExtensionNotReachable
        """,
    ),
    (
        "the backup of Azure Files or of a storage account",
        "It is a backup of file shares or of an account: look at that item's own job.",
        "UserErrorBackupAFSInDeleteState UserErrorAnotherRestoreInProgressOnSameTarget",
    ),
    (
        "the backup of AKS clusters through a Backup vault",
        "Allow key access on the storage account of the cluster's backup, or let the cluster sign in "
        "with its identity.",
        "UserErrorStorageAccountKeyAccessDisallowed",
    ),
    (
        "a policy of a Backup vault (Data Protection)",
        "A policy there cannot be changed: make a new one, and move the backup instances to it. Policies of VMs in a "
        "Recovery Services vault can be changed.",
        "UserErrorBMSUpdatePolicyNotSupported",
    ),
)
PRODUCTS = tuple((product, instead, tuple(codes.split())) for product, instead, codes in _PRODUCTS)
