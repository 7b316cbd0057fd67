"""A volume of the guest is locked by BitLocker, so that no shadow copy of it can be made."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, suggests
from ...codes import codes_that_say
from ...facts import error, vm, windows
from ...sources import SIBLING
from ...steps.windows import ADMIN

_CODE = "ExtensionSnapshotBitlockerError"
_COVERS = (f"X.{_CODE}",)
_STATUS = Command("powershell", "manage-bde -status")

CAUSE = Cause(
    id="bitlocker-locked",
    title="A volume is locked by BitLocker",
    family="bitlocker",
    step=1,
    explanation=(
        "Volume Shadow Copy cannot read a volume that BitLocker keeps locked, as a data volume after a restart; the "
        "snapshot then fails."
    ),
    sources=(SIBLING.section("ExtensionSnapshotBitlockerError"),),
    applies=vm.os_type == "windows",
    codes=("snapshot", *codes_that_say("vss"), _CODE),
    needs_agent=True,
    rules=(
        confirms(windows.bitlocker_locked == True, error.code == _CODE, covers=_COVERS),
        suggests(windows.bitlocker_locked == True),
        # The code says it in so many words; that no volume is locked by now says nothing against it.
        suggests(error.code == _CODE, covers=_COVERS),
    ),
    leads_to=("vss-writer-bad",),
    remedy=Remedy(
        steps=(
            Step(
                "See which volumes are encrypted, and which are locked.",
                (_STATUS,),
                rights=ADMIN,
                covers=_COVERS,
            ),
            Step(
                "Unlock them. A data volume can be unlocked automatically at each start, where the system volume is "
                "encrypted too.",
                (
                    Command("powershell", "manage-bde -unlock {drive} -RecoveryPassword {recovery_password}"),
                    Command("powershell", "manage-bde -autounlock -enable {drive}"),
                ),
                effect="changes state",
                rights=ADMIN,
                caution="A recovery password stays in the history of the shell: remove it from there.",
                covers=_COVERS,
            ),
            Step(
                "If the snapshot still fails, turn BitLocker off for the drives, and see whether VSS recovers.",
                (Command("powershell", "manage-bde -off {drive}"),),
                effect="changes state",
                rights=ADMIN,
                caution=(
                    "The drives are then no longer encrypted: ask those who answer for security. Never do this on a VM "
                    "with Azure Disk Encryption, which uses BitLocker: turn that off with its own tools, or leave it. "
                    "Decryption takes hours."
                ),
                covers=_COVERS,
            ),
        ),
        verify=Step("No volume is locked, also after a restart, and the next backup succeeds.", (_STATUS,)),
    ),
    covers=_COVERS,
)
