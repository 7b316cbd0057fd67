"""Lines of the Linux backup extension (extension.log of VMSnapshotLinux)."""

from __future__ import annotations

from functools import partial

from ...documents import LINUX_EXTENSION
from ..declaration import MESSAGE, Signature, every
from ..places import EXTENSION_LOG

_FREEZE = LINUX_EXTENSION.section("main/fsfreezer.py, main/safefreeze/src/safefreeze.c")
_RUN = LINUX_EXTENSION.section("main/Utils/HandlerUtil.py, main/freezesnapshotter.py")
_RUN_ENDS = ("vmsnapshot-run-starts", "vmsnapshot-succeeded")
_line = partial(Signature, where=EXTENSION_LOG, source=_RUN)

SIGNATURES: tuple[Signature, ...] = (
    _line(
        "vmsnapshot-run-starts",
        "A run of the backup extension starts",
        has="Enable,success,4,",
        context="what the run before told is over",
        example="Enable,success,4,Transitioning state in extension,False",
        silent="Enable,success,1,Enable Succeeded,False",
    ),
    _line(
        "vmsnapshot-succeeded",
        "The run of the backup extension took its snapshot",
        has=("Enable,success,0,", "Enable,success,1,"),
        context="what failed on the way did no harm",
        example="Enable,success,1,Enable Succeeded,False",
        silent="Enable,success,76,,False",
    ),
    _line(
        "vmsnapshot-mount-not-frozen",
        "A mount point could not be frozen",
        has=("Failed to FIFREEZE", "Failed to FITHAW"),
        pattern=r"(?m)Failed to (?:FIFREEZE|FITHAW): (?P<mount>/.{0,400}?)(?: with error message ?:|[ \t]{0,20}$)",
        gives={"linux.failed_mounts": every("mount")},
        until=_RUN_ENDS,
        source=_FREEZE,
        example="Failed to FIFREEZE: /data with error message: Structure needs cleaning",
        silent="Failed to FIFREEZE: no mount was given",
        also=("vmsnapshot-freeze-detail",),
    ),
    _line(
        "vmsnapshot-freeze-detail",
        "Why the freeze or the snapshot failed",
        has=(
            "Failed to FIFREEZE",
            "Failed to FITHAW",
            "Failed to open",
            "freeze failed for some mount",
            "freeze timed-out",
            "Enable failed",
        ),
        gives={"extensions.backup_message": MESSAGE},
        until=_RUN_ENDS,
        context="the report shows the message, the extension's code decides",
        source=_FREEZE,
        example="T:S Enable failed with error: freeze failed for some mount",
        silent="T:S freeze, timeout value 60",
    ),
)
