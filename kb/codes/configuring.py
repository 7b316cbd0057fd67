"""Codes of configuring: of enabling the backup of a VM, of policies, of stopping, of the settings of a vault.

None of them fails a scheduled backup. There is often no job: the answer in the terminal, in Terraform or in the portal
is all there is. Most name their cause. Where a code of Azure's own names a right or a registration, the text behind it
tells of what.
"""

from ...engine.knowledge import ErrorCode
from ..sources import ARM_ERRORS, DELETE_VAULT, IMMUTABLE, MUA, RECORDINGS, SELF_HELP, SIBLING, SOFT_DELETE, THREADS

_CONFIGURING = ("configuring",)
_OPEN = ("enabling",)


def _names(code: str, title: str, *causes: str, source: object, **more: object) -> ErrorCode:
    """A code that names what is wrong: each of these causes, in this order."""
    return ErrorCode(code, title, causes, says=_CONFIGURING, names=causes, sources=(source,), **more)  # type: ignore[arg-type]


_REQUEST = THREADS.section("Requests that enable the backup of a VM, 2018 to 2026")
_POLICIES = THREADS.section("Backup policies that were refused, 2018 to 2025")

_VAULTS = THREADS.section("Vaults whose settings or deletion were refused, 2017 to 2026")

CONFIGURING_CODES = (
    # -- the VM and the vault -------------------------------------------------------------------------------------
    _names(
        "UserErrorVmVaultLocationMismatch",
        "Virtual machine and vault are in different regions",
        "vault-region-mismatch",
        messages=(
            "Virtual machine and vault are in different region.",
            "The VM should be in the same location as that of the Recovery Services vault to enable protection.",
        ),
        numbers=(400175,),
        source=SELF_HELP.section("UserErrorVmVaultLocationMismatch"),
    ),
    ErrorCode(
        code="UserErrorUnSupportedDistribution",
        title="The operating system of the VM is not supported",
        families=("os-support",),
        says=_CONFIGURING,
        names=("os-unsupported",),
        messages=("Unsupported OS version for virtual machine backup.",),
        sources=(SELF_HELP.section("UserErrorUnSupportedDistribution"),),
    ),
    _names(
        "UserErrorProtectionQuotaExceeded",
        "The vault protects as many VMs as it may",
        "vault-full",
        messages=("Please create new vault and enable VM protection in new vault",),
        source=SELF_HELP.section("UserErrorProtectionQuotaExceeded"),
    ),
    ErrorCode(
        code="CloudDosAbsoluteLimitReached",
        title="The number of operations of 24 hours is used up",
        families=("registration-quota", "on-demand-limit"),
        messages=("Operation is blocked as you have reached the limit on number of operations permitted in 24 hours.",),
        note="Each kind of operation has its own number: which one was refused tells what was tried too often.",
        sources=(THREADS.section("Limits of operations in a day"),),
    ),
    ErrorCode(
        code="CloudDosTimeboudLimitReached",
        title="The operation is blocked for some time, since it was tried too often",
        families=("on-demand-limit", "registration-quota"),
        aliases=("CloudDosTimeboundLimitReached",),
        messages=(
            "Operation is blocked for some time as it has been attempted beyond a limit.",
            "The operation is blocked, as a security precaution, since multiple attempts were made beyond an internal "
            "limit.",
        ),
        note="Do not try again and again: each try counts. The service itself says to wait for hours, or for a day.",
        sources=(THREADS.section("Limits of operations in a day"),),
    ),
    ErrorCode(
        code="BMSUserErrorInvalidInput",
        title="Input provided for the call is invalid",
        families=("request-malformed", "vault-other-subscription"),
        leaves_open=_OPEN,
        says=_CONFIGURING,
        messages=("Input provided for the call is invalid",),
        note="Met where a client names a VM of another subscription than the vault's, or builds a wrong name.",
        sources=(_REQUEST,),
    ),
    _names(
        "UserErrorMigrationFromTrustedLaunchVMToNonTrustedVMNotAllowed",
        "Backup cannot be configured for a VM that went from Trusted Launch to Standard",
        "trusted-launch-left",
        messages=(
            "Backup cannot be configured for the VM which has migrated from Trusted Launch mode to non Trusted Launch "
            "mode.",
        ),
        source=SIBLING.section("UserErrorMigrationFromTrustedLaunchVMToNonTrustedVMNotAllowed"),
    ),
    # -- the vault itself -----------------------------------------------------------------------------------------
    _names(
        "ServiceResourceNotEmptyWithContainerDetails",
        "The vault cannot be deleted, as something is still in it",
        "vault-not-empty",
        aliases=(
            "ServiceResourceNotEmptyWithBackendMessage",
            "BMSUserErrorVaultDeletionForbidden",
            "BMSUserErrorVaultDeletionNotAllowed",
            "BMSUserErrorVaultDeletionNotPermitted",
            "BMSUserErrorContainerHasDatasources",
        ),
        messages=(
            "Vault cannot be deleted as there are existing resources within the vault.",
            "Recovery Services vault cannot be deleted as there are backup items in soft deleted state in the vault.",
            "Recovery Services vault cannot be deleted as there are backup items still present in soft delete state.",
            "Please ensure all containers have been unregistered from the vault and all private endpoints associated "
            "with the vault have been deleted",
        ),
        source=DELETE_VAULT.section("Before you start"),
    ),
    _names(
        "BMSUserErrorUnableToEnableCrossRegionRestore",
        "Cross Region Restore cannot be enabled for the vault",
        "vault-redundancy-fixed",
        messages=(
            "To enable Cross Region Restore in a region whose paired region has restricted access, you need to have "
            "access in the restricted region.",
            "Cross Region Restore is currently a non-reversible storage property. You can not disable it once enabled.",
        ),
        source=_VAULTS,
    ),
    _names(
        "StorageModelModifyError",
        "The vault's redundancy is locked, since something is registered with it",
        "vault-redundancy-fixed",
        messages=(
            "Storage Redundancy option is locked when the first machine is registered with the vault, and cannot be "
            "modified thereafter.",
        ),
        source=_VAULTS,
    ),
    # Reading an item was refused so in vaults without Cross Region Restore, by a fault of the service (2023-05).
    _names(
        "BMSUserErrorCrossRegionRestoreNotEnabledInThisVault",
        "The service took the call for one of Cross Region Restore",
        "platform-transient",
        source=_VAULTS,
    ),
    _names(
        "BMSUserErrorRedundancySettingsUseVaultApi",
        "The vault's setting was made by its own API before, and has to be changed there",
        "vault-api-too-old",
        aliases=("BMSUserErrorSoftDeleteUseVaultApi",),
        messages=(
            "Redundancy settings for this vault cannot be modified using this API. Since the Vault API was previously "
            "used to update the redundancy settings for this vault, you must again use the Vault API",
        ),
        source=_VAULTS,
    ),
    ErrorCode(
        code="InvalidRestApiParameter",
        title="A setting of the vault in the request is not valid",
        families=("request-malformed", "vault-api-too-old"),
        says=_CONFIGURING,
        messages=(
            "redundancySettings parameter is invalid. Please provide a valid redundancySettings",
            "monitoringSettings parameter is invalid. Please provide a valid monitoringSettings",
            "cmkIdentity parameter is invalid. Please provide a valid cmkIdentity",
        ),
        note="The text names the setting. Met where the vault is written back with an old API version, and where the "
        "setting does not fit the others.",
        sources=(_VAULTS,),
    ),
    # -- the policy -----------------------------------------------------------------------------------------------
    _names(
        "BMSUserErrorInvalidPolicyInput",
        "The input for the policy is not in the proper format",
        "policy-input-invalid",
        "instant-retention-too-long",
        aliases=("CloudInvalidInputError",),
        messages=(
            "Input for create or update policy is not in proper format. Please check format of parameters like "
            "schedule time, schedule days, retention time and retention days",
            'The current operation failed due to an internal service error "Invalid input error".',
        ),
        source=_POLICIES,
    ),
    ErrorCode(
        code="UserErrorInvalidRequestParameter",
        title="A value in the request is not valid",
        families=("policy-input-invalid", "request-malformed"),
        says=_CONFIGURING,
        messages=("Parameter NO_PARAM in request is invalid. Please provide correct value for parameter NO_PARAM",),
        note="Met where a policy names a time zone that the service does not know, and where an Enhanced schedule "
        "lacks a value. The text names no parameter then.",
        sources=(_POLICIES, THREADS.section("2i2c-org/infrastructure#4414")),
    ),
    _names(
        "BMSUserErrorPolicyRetentionInvalid",
        "The retention in the backup policy is not supported",
        "policy-retention-invalid",
        messages=("The retention duration provided in the backup policy is not supported.",),
        source=_POLICIES,
    ),
    _names(
        "BMSUserErrorInstantRPRetentionExceedsVaultedRetention",
        "Instant restore points would be kept longer than those in the vault",
        "instant-retention-too-long",
        source=_POLICIES,
    ),
    _names(
        "BMSUserErrorInvalidPolicyForGivenProvider",
        "The policy is not one for this kind of workload",
        "policy-wrong-workload",
        messages=(
            "Policy is not valid for given provider type. Please choose valid policy for given provider.",
            "The policy type should match with the workload being protected.",
        ),
        source=_POLICIES,
    ),
    _names(
        "BMSUserErrorPolicyObjectInUse",
        "The policy is in use by items",
        "policy-in-use",
        source=_POLICIES,
    ),
    # -- the request, and what runs at the same time ----------------------------------------------------------------
    ErrorCode(
        code="BMSUserErrorInvalidConfigureProtectionRequest",
        title="The input for configuring protection is not in the proper format",
        families=("request-malformed",),
        says=_CONFIGURING,
        names=("request-malformed",),
        aliases=(
            "BMSUserErrorContainerNameIncorrectFormat",
            "BMSUserErrorProtectedItemNameIncorrectFormat",
            "BMSUserErrorInvalidSourceResourceId",
        ),
        messages=(
            "Input for configure protection is not in proper format",
            "Please ensure that container exists and other parameters are in valid format",
            "Container name is not in the correct format.",
        ),
        sources=(_REQUEST,),
    ),
    _names(
        "LinkedInvalidPropertyId",
        "A linked id in the request is not valid",
        "linked-id-invalid",
        source=ARM_ERRORS.section("Error codes"),
    ),
    _names(
        "BMSUserErrorObjectLocked",
        "Another operation is in progress on the selected item",
        "protection-change-running",
        aliases=(
            "BMSUserErrorConflictingProtectionOperation",
            "DiscoveryInProgress",
            "RSVaultUpdateErrorConflictingOperationInProgress",
        ),
        messages=(
            "Another operation is in progress on the selected item.",
            "Another configure protection operation is in progress for this item.",
            "An update operation or a conflicting operation is currently in progress.",
        ),
        numbers=(390026, 410002),
        source=SELF_HELP.section("BMSUserErrorObjectLocked"),
    ),
    # -- rights and registration ----------------------------------------------------------------------------------
    ErrorCode(
        code="AuthorizationFailed",
        title="The caller does not have authorization to perform the action",
        families=("rbac-missing", "deny-assignment", "provider-unregistered"),
        says=_CONFIGURING,
        messages=(
            "does not have authorization to perform action",
            "or the scope is invalid. If access was recently granted, please refresh your credentials.",
        ),
        note="The text names who lacks which action on what: read it to its end.",
        sources=(ARM_ERRORS.section("Error codes"),),
    ),
    _names(
        "LinkedAuthorizationFailed",
        "The caller lacks the right on a second resource that the request names",
        "caller-lacks-linked-role",
        messages=(
            "does not have permission to perform action(s) on the linked scope(s)",
            "however, it does not have permission to perform action",
            "or the linked scope(s) are invalid",
        ),
        source=ARM_ERRORS.section("Error codes"),
    ),
    _names(
        "DenyAssignmentAuthorizationFailed",
        "A deny assignment forbids the action",
        "deny-assignment",
        messages=("however, the access is denied because of the deny assignment",),
        source=ARM_ERRORS.section("Error codes"),
    ),
    _names(
        "MissingSubscriptionRegistration",
        "The subscription is not registered to use the resource provider",
        "provider-unregistered",
        aliases=("NoRegisteredProviderFound",),
        messages=("The subscription is not registered to use namespace",),
        source=ARM_ERRORS.section("Error codes"),
    ),
    _names(
        "ReadOnlyDisabledSubscription",
        "The subscription is disabled, and therefore read-only",
        "subscription-disabled",
        messages=("is disabled and therefore marked as read only. You cannot perform any write actions",),
        source=ARM_ERRORS.section("Error codes"),
    ),
    _names(
        "InvalidAuthenticationTokenTenant",
        "The access token is from another tenant than the subscription",
        "tenant-changed",
        aliases=("UserErrorInvalidAuthenticationTokenTenant",),
        source=SELF_HELP.section("UserErrorInvalidAuthenticationTokenTenant"),
    ),
    # -- security features ----------------------------------------------------------------------------------------
    ErrorCode(
        code="UserErrorOperationDeniedOnImmutableItem",
        title="Vault and backup item are said to be immutable: the operation is denied",
        families=("immutable-vault", "suspend-needs-immutability"),
        says=_CONFIGURING,
        messages=(
            "The Vault and Bakcup Item is in Immutable state where destructive operations are not supported.",
            "The Vault and Backup Item is in Immutable state where destructive operations are not supported.",
        ),
        note="The same text comes where the vault is not immutable and the backups are to be suspended: look at the "
        "vault's setting before you change it.",
        sources=(IMMUTABLE.section("Restricted operations"), THREADS.section("Immutable vaults, 2024 and 2025")),
    ),
    _names(
        "UserErrorDeleteBackupItemOnImmutableItem",
        "The backup item cannot be deleted, as it is immutable",
        "immutable-vault",
        source=THREADS.section("Immutable vaults, 2024 and 2025"),
    ),
    _names(
        "BMSUserErrorDisablingSoftDeleteStateNotAllowed",
        "Soft delete cannot be switched off for this vault",
        "soft-delete-enforced",
        aliases=("BMSUserErrorSoftDeleteStateNotSetToAlwaysON",),
        messages=(
            "Soft delete state and enhanced security state must be set to AlwaysON for this API version",
            "Disabling soft delete or enhanced security state is not allowed for this vault.",
        ),
        source=SOFT_DELETE.section("Disable Soft Delete for Vault"),
    ),
    _names(
        "BMSUserErrorInvalidCriticalOperationExclusionList",
        "What a Resource Guard is to leave unguarded names an operation that is always guarded",
        "request-malformed",
        source=MUA.section("Critical operations"),
    ),
    _names(
        "BMSUserErrorDataSourceObjectNotFound",
        "The VM that is to be protected is not found",
        "vm-moved",
        source=RECORDINGS.section("Answers to configuring, 2017 to 2023"),
    ),
)
