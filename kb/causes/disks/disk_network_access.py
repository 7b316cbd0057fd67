"""A disk is closed to public networks, and the configuration of backup does not take it."""

from ...authoring import *

_CLOSED = disks.network_closed == True
_LOOK = how(disks.network_closed, "portal", "az")

CAUSE = cause(
    __name__,
    "A disk is closed to public networks, and the backup cannot be configured so",
    "A disk can shut out public networks (public access disabled), or let in only private endpoints by a disk access. "
    "Until July 2024 such a disk was refused under an Enhanced policy. Older clients and policies of a company can "
    "still ask for the access.",
    sources=(
        WHATS_NEW.section("Backup and restore of virtual machines with private endpoint enabled disks"),
        THREADS.section("MicrosoftDocs/azure-docs#118258"),
    ),
    codes=("enabling",),
    phases=CONFIGURING,
    hint_only=True,
    rules=(
        # No more: Standard policies always took such disks, and since 2024 Enhanced ones do.
        suggests(signs.disk_access_asked_told == True),
        suggests(_CLOSED, backup.policy_type == "enhanced", ENABLING),
        hints(_CLOSED),
        rules_out(disks.network_closed == False),
    ),
    today="Since July 2024 VMs whose disks have private endpoints can be backed up under both kinds of policy.",
    remedy=(
        look("See which disks are closed, and how: disabled, or over private endpoints only.", _LOOK),
        look("Try again with the newest client, or in the portal. Compare with a Standard policy.", POLICY),
        change(
            "Let private endpoints in, with a disk access; or open the disk for the time of the configuration.",
            portal("Disk {disk} > Settings > Networking"),
            rights="Contributor on the disk",
            caution="It is for those who answer for security to decide. A later restore asks which access the new "
            "disks get.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("The VM shows as protected.", CHECK_VM),
)
