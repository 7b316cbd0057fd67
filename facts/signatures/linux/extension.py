"""Lines of the Linux backup extension (extension.log of VMSnapshotLinux)."""

from __future__ import annotations

from functools import partial

from ...documents import LINUX_EXTENSION
from ..declaration import MESSAGE, Signature
from ..places import EXTENSION_LOG
from .mounts import RUN_ENDS

_FREEZE = LINUX_EXTENSION.section("main/fsfreezer.py, main/safefreeze/src/safefreeze.c")
_RUN = LINUX_EXTENSION.section("main/Utils/HandlerUtil.py, main/freezesnapshotter.py")
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
        until=RUN_ENDS,
        context="the report shows the message, the extension's code decides",
        source=_FREEZE,
        example="T:S Enable failed with error: freeze failed for some mount",
        silent="T:S freeze, timeout value 60",
    ),
)
