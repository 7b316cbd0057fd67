"""A VSS provider of another product takes part in the snapshot and fails."""

from ...authoring import *

_FAILS, _THERE = signs.foreign_provider_fails == True, windows.foreign_vss_providers.not_empty
_PROVIDERS = how(windows.foreign_vss_providers, "powershell")

CAUSE = cause(
    __name__,
    "A shadow copy provider of another product fails",
    "Storage and backup products bring VSS providers of their own, which Windows asks before its own. One that is "
    "damaged, or left over from a product that is gone, fails the snapshots of all others.",
    family="shadow-copies",
    step=4,
    sources=(MESSAGE_TABLES.section("vssvc.exe: 12292, 12293, 12373"), VSS_RESULTS.section("Providers")),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    hint_only=True,  # an event names a class alone, and the backup extension brings a provider of its own
    rules=(
        suggests(_FAILS),
        suggests(signs.told_foreign_provider == True),
        suggests(signs.provider_unfit == True, _THERE),
        hints(_THERE),
        hints(signs.provider_unfit == True),
        hints(signs.provider_failed == True),
        hints(signs.provider_refused == True),
        rules_out(~_THERE),
    ),
    leads_to=("vss-writer-bad", "vmsnapshot-failed"),
    remedy=(
        look("See which providers are registered: Windows' own begin with Microsoft.", _PROVIDERS, rights=ADMIN),
        change(
            "Update the product that the provider belongs to, or uninstall it where it is no longer used.",
            rights=ADMIN,
            caution="Use the product's own uninstaller: its backups depend on the provider. Delete no key of "
            "Services\\VSS\\Providers without its vendor.",
        ),
    ),
    verify=verify("Only providers that are in use are listed, and the next backup succeeds.", _PROVIDERS),
)
