"""The vault's number of registrations or operations of a day is used up."""

from ...authoring import *

_CODES = ("CloudDosAbsoluteLimitReached", "CloudDosTimeboudLimitReached")

CAUSE = cause(
    __name__,
    "The vault's number of registrations of a day is used up",
    "A vault registers at most 250 VMs, and takes at most 1000 changes of protection, in a day. A script that enables "
    "many VMs reaches that.",
    sources=(
        GENERAL_MATRIX.section("Vault support"),
        FAQ_2025_12.section("Is there a limit on number of VMs that can be associated with the same backup policy?"),
        THREADS.section("Limits of operations in a day"),
    ),
    codes=_CODES,
    phases=CONFIGURING,
    rules=(
        confirms(
            vault.registrations_today >= REGISTRATIONS_PER_DAY.value,
            because="250 VMs were registered that day, and the code says that the limit of a day is reached",
            rival="on-demand-limit: that counts backups on demand of one VM",
        ),
        suggests(error.code == "CloudDosAbsoluteLimitReached", ENABLING),
        hints(error.code == "CloudDosAbsoluteLimitReached"),
        hints(signs.registrations_stopped_told == True),
        hints(error.code == "CloudDosTimeboudLimitReached", ENABLING),
        # Fewer VMs exclude nothing: failed attempts count as well, and changes have a number of their own.
    ),
    remedy=(
        look(
            "Stop the script, and count what it did.",
            how(vault.registrations_today),
            caution="Each further try counts.",
        ),
        look("Go on the next day (UTC), with fewer VMs at a time, or with several vaults.", PROTECTED),
    ),
    verify=verify("The remaining VMs show as protected.", PROTECTED),
)
