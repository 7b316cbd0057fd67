"""There is no room for the shadow copies."""

from ...authoring import *

_VSS = error.code.one_of(*codes_that_say("vss"))
_REFUSED, _SHORT = signs.shadow_storage_refused == True, signs.shadow_storage_short == True
_STORAGE = cmd("vssadmin list shadowstorage")

CAUSE = cause(
    __name__,
    "There is no room for the shadow copies",
    "A shadow copy keeps what changes in a storage area of a volume. Where that volume is full, a limit is reached, or "
    "a small recovery partition has less than 50 MB free, the shadow copy cannot be made or is lost.",
    family="shadow-copies",
    step=3,
    sources=(
        VSS_RESULTS.section("VSS_E_INSUFFICIENT_STORAGE"),
        MESSAGE_TABLES.section("volsnap.sys: 13, 23 to 25, 36"),
    ),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            *(_REFUSED, _VSS),
            because="Windows says that a shadow copy was refused for want of room, and the code says that VSS failed",
            rival="vss-writer-bad: the state of the writers follows from the snapshot that was refused",
        ),
        suggests(_REFUSED),
        suggests(derived.said_shadow_storage == True),
        # Old copies are lost so on healthy file servers too: that alone fails no snapshot.
        suggests(_SHORT, _VSS),
        hints(_SHORT),
        hints(signs.provider_refused == True),
    ),
    leads_to=("vss-writer-bad", "vmsnapshot-failed"),
    remedy=(
        look(
            "See how much each volume may use for shadow copies, and how much is free on it; small partitions without "
            "a "
            "letter (recovery, system) count too.",
            _STORAGE,
            ps("Get-Volume | Select-Object DriveLetter,FileSystemLabel,Size,SizeRemaining"),
            rights=ADMIN,
        ),
        change(
            "Free space on the volume, or let the storage area grow.",
            cmd("vssadmin resize shadowstorage /for=C: /on=C: /maxsize=10%"),
            caution="A smaller maximum deletes old shadow copies: never set less than is in use.",
        ),
        destroy(
            "If nothing else gives room, delete the oldest shadow copy.",
            cmd("vssadmin delete shadows /for=C: /oldest", effect="destructive"),
            caution="Users lose that 'previous version', and a product that keeps shadow copies may lose a backup: "
            "ask.",
        ),
    ),
    verify=verify("The storage area has room, and the next backup succeeds.", _STORAGE),
)
