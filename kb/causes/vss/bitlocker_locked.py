"""A volume of the guest is locked by BitLocker, so that no shadow copy of it can be made."""

from ...authoring import *

_CODE = "ExtensionSnapshotBitlockerError"
_STATUS = how(windows.bitlocker_locked, "powershell")

CAUSE = cause(
    __name__,
    "A volume is locked by BitLocker",
    "Volume Shadow Copy cannot read a volume that BitLocker keeps locked, as a data volume after a restart; the "
    "snapshot then fails.",
    family="bitlocker",
    sources=(SIBLING.section("ExtensionSnapshotBitlockerError"),),
    applies=WINDOWS,
    codes=("snapshot", *codes_that_say("vss"), _CODE),
    needs_agent=True,
    rules=(
        confirms(
            windows.bitlocker_locked == True,
            error.code == _CODE,
            because="a volume was locked, and the code says that a locked one stopped the snapshot",
            rival="vss-service-bad: the code speaks of the lock, not of the service",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("snapshot", *codes_that_say("vss"), _CODE)),
            windows.bitlocker_locked == True,
            because="VSS does not reach a locked volume, whatever has failed this time",
            rival="vss-service-bad: the lock is seen",
        ),
        suggests(windows.bitlocker_locked == True),
        *(suggests(sign == True) for sign in (signs.volume_locked, signs.told_volume_locked)),
        # The code says it in so many words; where no volume is locked by now, it was so then.
        suggests(error.code == _CODE),
        rules_out(windows.bitlocker_locked == False, error.code.one_of(_CODE, *codes_that_say("vss"))),
    ),
    leads_to=("vss-writer-bad", "vmsnapshot-failed"),
    remedy=(
        look("See which volumes are encrypted, and which are locked.", _STATUS, rights=ADMIN),
        change(
            "Unlock them. A data volume can be unlocked automatically at each start, where the system volume is "
            "encrypted too.",
            ps(
                "manage-bde -unlock {drive} -RecoveryPassword {recovery_password}",
                "manage-bde -autounlock -enable {drive}",
            ),
            caution="A recovery password stays in the history of the shell: remove it from there.",
        ),
        change(
            "If the snapshot still fails, turn BitLocker off for the drives, and see whether VSS recovers.",
            ps("manage-bde -off {drive}"),
            when=disks.encrypted == False,
            caution="The drives are then no longer encrypted: ask those who answer for security. Never do this on a VM "
            "with Azure Disk Encryption, which uses BitLocker. Decryption takes hours.",
        ),
    ),
    verify=verify("No volume is locked, also after a restart, and the next backup succeeds.", _STATUS),
)
