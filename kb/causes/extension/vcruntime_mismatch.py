"""The C++ runtime of the backup extension is of two different builds."""

from ...authoring import *

_SAID, _DIFFER = signs.provider_runtime_mismatch == True, windows.runtimes_differ == True
_CODES = error.code.one_of(*codes_that_say("com"), "ExtensionInstallationFailure", "ExtensionCommandExecFailure")
_VERSIONS = how(windows.runtimes_differ, "powershell")

CAUSE = cause(
    __name__,
    "The files of the C++ runtime do not belong together",
    "The snapshot provider needs msvcp120.dll and msvcr120.dll of one build (Visual C++ 2013). Where another installer "
    "replaced one of them, COM+ cannot load the provider (0x80110401).",
    family="snapshot-provider",
    step=2,
    sources=(SELF_HELP.section("Engineers' guide to ExtensionSnapshotFailedCOM: msvc.dlls file version mismatch"),),
    applies=WINDOWS,
    codes=("vss-stack", "extension"),
    needs_agent=True,
    rules=(
        confirms(
            *(_SAID, _DIFFER, _CODES),
            because="the provider failed with 0x80110401, the two files differ, and the code is that of such a run",
            rival="com-plus-stopped: the files explain this very number",
        ),
        *(suggests(said) for said in (_SAID, signs.told_runtime_replaced == True)),
        hints(_DIFFER),
        rules_out(windows.runtimes_differ == False),
    ),
    leads_to=("provider-not-installed", "vmsnapshot-failed"),
    remedy=(
        look("Compare the versions of the two files.", _VERSIONS),
        change(
            "Uninstall Visual C++ 2013 Redistributable (x64) in Programs and Features.",
            rights=ADMIN,
            caution="Other programs may use it: install it again at once, in the next step.",
        ),
        INSTALL_VCREDIST,
    ),
    verify=verify("Both files have one version, and the next backup succeeds.", _VERSIONS),
)
