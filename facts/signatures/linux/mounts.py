"""The lines of the Linux backup extension that name a mount point: not opened, not frozen, not thawed."""

from __future__ import annotations

from ...documents import LINUX_EXTENSION
from ..declaration import Signature, every
from ..places import EXTENSION_LOG

RUN_ENDS = ("vmsnapshot-run-starts", "vmsnapshot-succeeded")
_FREEZE = LINUX_EXTENSION.section("main/fsfreezer.py, main/safefreeze/src/safefreeze.c")


def _of_mount(name: str, title: str, has: str, fact: str, example: str, also: tuple[str, ...] = ()) -> Signature:
    """A line of the freeze that names a mount point."""
    return Signature(
        id=name,
        title=title,
        where=EXTENSION_LOG,
        has=has,
        # The line may be cut off.
        pattern=rf"(?m){has}: (?P<mount>/.{{0,255}}?)"
        rf"(?: with error(?: message)? ?:|(?: with(?: err\w{{0,3}}(?: me\w{{0,5}})?)?)?[ \t…]{{0,20}}$)",
        gives={fact: every("mount")},
        until=RUN_ENDS,
        source=_FREEZE,
        example=example,
        silent=f"{has}: no mount was given",
        also=("vmsnapshot-freeze-detail", *also),
    )


SIGNATURES: tuple[Signature, ...] = (
    _of_mount(
        "vmsnapshot-mount-not-frozen",
        "A mount point could not be frozen",
        "Failed to FIFREEZE",
        "linux.failed_mounts",
        example="Failed to FIFREEZE: /data with error message: Structure needs cleaning",
        also=("freeze-refused-unclean", "freeze-by-hand-unclean"),
    ),
    # After the first failure every mount point is thawed, those too that were never frozen (safefreeze.c, CLEANUP).
    _of_mount(
        "vmsnapshot-mount-not-thawed",
        "A mount point could not be thawed: it was not frozen",
        "Failed to FITHAW",
        "linux.unthawed_mounts",
        example="Failed to FITHAW: /data with error message : Invalid argument",
    ),
    _of_mount(
        "vmsnapshot-mount-not-opened",
        "A mount point could not be opened",
        "Failed to open",
        "linux.unreadable_mounts",
        example="Failed to open: /data/app with error: -1 and error message: Permission denied",
    ),
)
