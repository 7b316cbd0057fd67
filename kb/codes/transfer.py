"""Codes of a backup whose snapshot was taken, and whose transfer to the vault failed."""

from ...engine.knowledge import ErrorCode
from ..sources import SELF_HELP, SIBLING

TRANSFER_CODES = (
    ErrorCode(
        code="CopyingVHDsFromBackUpVaultTakingLongTime",
        title="Copying the backed-up data timed out",
        families=("copy-to-vault",),
        messages=("Copying backed up data from vault timed out",),
        note="The message says 'from vault'; the page explains the code by the transfer of a backup to the vault.",
        sources=(SIBLING.section("CopyingVHDsFromBackUpVaultTakingLongTime"),),
    ),
    ErrorCode(
        code="DiffCopyFailedToTransferData",
        title="The changed data could not be transferred to the vault",
        families=("copy-to-vault", "high-churn", "initial-or-new-disk"),
        numbers=(400052,),
        note="Microsoft publishes no text for this code: what is known of slow transfers is what there is to check.",
        sources=(SELF_HELP.section("DiffCopyFailedToTransferData"),),
    ),
)
