"""The Distributed Transaction Coordinator does not work, so that COM+ cannot use it."""

from ...authoring import *

_CODE = "ExtensionInstallationFailedMDTC"

CAUSE = cause(
    __name__,
    "The Distributed Transaction Coordinator does not start, or does not answer",
    "COM+, through which the backup extension takes the snapshot, needs the Distributed Transaction Coordinator "
    "(MSDTC). If that does not start, or is damaged, COM+ fails, and the extension with it.",
    family="extension-services",
    step=3,
    sources=(
        SIBLING.section("ExtensionSnapshotFailedCOM / ExtensionInstallationFailedCOM"),
        SIBLING.section("ExtensionInstallationFailedMDTC"),
    ),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            windows.msdtc_starts == False,
            error.code.one_of(*codes_that_say("com")),
            because="MSDTC could not be started, COM+ needs it, and the code says that COM+ failed",
            rival="msdtc-account: as its root, that stands before this where the account is wrong",
        ),
        suggests(windows.msdtc_starts == False),
        *(suggests(sign == True) for sign in (signs.msdtc_faulty, signs.msdtc_unavailable, derived.said_msdtc_down)),
        hints(signs.transactions_timed_out == True),
        # Where it starts by now, it did not answer then: COM+ could not talk to it, and the page has it reinstalled.
        suggests(error.code == _CODE),
        rules_out(windows.msdtc_starts == True, error.code == _CODE),
    ),
    leads_to=("com-plus-stopped",),
    remedy=(
        look(
            "See how it is set to start, under which account it runs, and whether it does. The account must be "
            "Network Service (see msdtc-account).",
            ps("Get-Service MSDTC,COMSysApp | Select-Object Name,Status,StartType"),
            how(windows.msdtc_account, "powershell"),
        ),
        change(
            "Give it a start type with which it can start, start it, and then COM+ System Application.",
            ps(
                "Set-Service -Name MSDTC -StartupType Automatic",
                "Start-Service -Name MSDTC",
                "Start-Service -Name COMSysApp",
            ),
            caution="Where a group policy or a hardening baseline disabled it, change it there.",
        ),
        REINSTALL_MSDTC,
    ),
    verify=verify(
        "MSDTC runs, and COM+ System Application starts.",
        ps("Get-Service MSDTC,COMSysApp | Select-Object Name,Status,StartType"),
    ),
)
