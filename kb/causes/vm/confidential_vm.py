"""A confidential VM outside the preview."""

from ...authoring import *

_CODE = "UserErrorComputeVmWithClassicStorage"
_CONFIDENTIAL = vm.security_type.one_of(*CONFIDENTIAL.values)
_OUTSIDE = vm.location.none_of(*CONFIDENTIAL.regions)

CAUSE = cause(
    __name__,
    "A confidential VM outside the preview",
    "Azure Backup takes confidential VMs only as a preview: of some sizes, in a few regions, for subscriptions that "
    "are enrolled, with encryption of the OS disk only, under an Enhanced policy. Elsewhere they are refused.",
    family="support-matrix",
    step=2,
    sources=(CONFIDENTIAL.source, MATRIX_2026.section("VM compute support")),
    hint_only=True,
    phases=BOTH,
    codes=(_CODE, "snapshot"),
    rules=(
        # The copies of the page disagree on the regions: none of them is proof.
        suggests(_CONFIDENTIAL, _OUTSIDE),
        suggests(_CONFIDENTIAL, backup.policy_type == "standard"),
        suggests(_CONFIDENTIAL, ENABLING),
        hints(_CONFIDENTIAL),
        rules_out(~_CONFIDENTIAL),
    ),
    today="One edition of the support matrix (2026-01-28) names six regions of the preview, another two, and a third "
    "part of the same page says 'Unsupported'.",
    remedy=(
        look(
            "Compare region, size and encryption with the support matrix of today.",
            az('az vm show -g {resource_group} -n {vm} --query "[location,hardwareProfile.vmSize,securityProfile]"'),
            portal("https://learn.microsoft.com/azure/backup/confidential-vm-backup"),
        ),
        TO_ENHANCED,
        look(
            "Where the preview does not take the VM, protect what is in it by other means: a backup inside the guest.",
            portal("Recovery Services vault > + Backup > Azure > Files and folders"),
        ),
    ),
    verify=verify("The VM can be protected, and its first backup is complete.", BACKUP_JOBS),
)
