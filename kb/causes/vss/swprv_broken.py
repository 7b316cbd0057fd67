"""Microsoft's shadow copy provider does not start."""

from ...authoring import *

_VSS = error.code.one_of(*codes_that_say("vss"))
_SAID, _FAILS = signs.swprv_disabled == True, signs.swprv_fails == True
_DISABLED = windows.swprv_start_type == "disabled"

CAUSE = cause(
    __name__,
    "Microsoft's shadow copy provider does not start",
    "The service Microsoft Software Shadow Copy Provider (swprv) makes the shadow copies. Where it is disabled, or its "
    "entry in the registry is damaged, no snapshot of a volume can be made.",
    family="shadow-copies",
    step=1,
    sources=(SHADOW_PROVIDER.section("Cause and resolution"), MESSAGE_TABLES.section("vssvc.exe: 37, 40, 12292")),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            _SAID,
            _VSS,
            because="Windows itself says that the provider is disabled or lost, and the code says that VSS failed",
            rival="vss-service-bad: its own message names another service",
        ),
        confirms(
            *(_FAILS, _DISABLED, _VSS),
            because="Windows says that this provider does not start, and it is disabled",
            rival="vss-third-party-provider: the class that failed is Microsoft's own",
        ),
        # Disabled alone establishes nothing: Azure Backup brings a provider of its own, which other products do, too.
        *(suggests(each) for each in (_SAID, _FAILS, _DISABLED)),
        *(suggests(each == True) for each in (derived.said_swprv_down, signs.provider_failed)),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "See how it is set to start, and which program it names: %Systemroot%\\System32\\swprv.dll.",
            how(windows.swprv_start_type, "powershell"),
            cmd("reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\swprv\\Parameters /v ServiceDll"),
        ),
        change(
            "Give it its normal start type, Manual.",
            ps("Set-Service -Name swprv -StartupType Manual"),
            caution="Where a group policy or a hardening baseline disabled it, change it there.",
        ),
        change(
            "Where Parameters or ServiceDll is missing, or names another: export the key, and set it as REG_EXPAND_SZ.",
            cmd("reg export HKLM\\SYSTEM\\CurrentControlSet\\Services\\swprv C:\\swprv.reg", verified=False),
            rights=ADMIN,
            caution="A wrong value keeps the provider from starting: compare it with a healthy server.",
        ),
    ),
    verify=verify("The service starts, and the next backup succeeds.", how(windows.swprv_start_type, "powershell")),
)
