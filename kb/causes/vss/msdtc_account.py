"""The Distributed Transaction Coordinator runs under a wrong account.

With a code that says nothing of COM+ the account alone only suggests: with it COM+ may still work. Together with a COM+
System Application that is not disabled and yet does not start, or with a code that says that COM+ failed, the
document's own chain is established.
"""

from ...authoring import *

_MSDTC_CODE = "ExtensionInstallationFailedMDTC"  # with this one the account alone is enough
_COM_PLUS_CODES = tuple(code for code in codes_that_say("com") if code != _MSDTC_CODE)
_WRONG = windows.msdtc_account != "network_service"
_BREAKS_COM = (_WRONG, windows.com_plus_starts == False, windows.com_plus_start_type != "disabled")

CAUSE = cause(
    __name__,
    "The Distributed Transaction Coordinator does not run as Network Service",
    "COM+, through which the backup extension takes the snapshot, needs the Distributed Transaction Coordinator "
    "(MSDTC). Under another account than Network Service, MSDTC may not answer, and COM+ fails.",
    family="extension-services",
    step=2,
    sources=(HEALTH_STEP_3, SIBLING.section("ExtensionSnapshotFailedCOM / ExtensionInstallationFailedCOM")),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            *_BREAKS_COM,
            SNAPSHOT_CODE,
            AGENT_ANSWERS,
            because="the account was wrong and COM+ could not start under it; the extension needs COM+",
            rival="com-plus-stopped: COM+ is not disabled, so it has another reason not to start",
        ),
        confirms(
            _WRONG,
            windows.com_plus_start_type != "disabled",
            error.code.one_of(*_COM_PLUS_CODES),
            because="the account that the page asks for was not set, and the code says that COM+ failed",
            rival="com-plus-stopped: COM+ is not disabled, and nothing else of the page's list is wrong",
        ),
        confirms(
            _WRONG,
            error.code == _MSDTC_CODE,
            because="the account was wrong, and the code says that COM+ could not talk to this service",
            rival="msdtc-broken: the account is a root of that, and stands before it",
        ),
        suggests(_WRONG),
        suggests(derived.said_msdtc_account == True),
    ),
    leads_to=("com-plus-stopped", "msdtc-broken"),
    remedy=(
        SET_MSDTC_ACCOUNT,
        REINSTALL_MSDTC,
    ),
    verify=verify(
        "SERVICE_START_NAME is NT AUTHORITY\\NetworkService, and COM+ System Application starts.",
        how(windows.msdtc_account, "powershell"),
        ps("Get-Service MSDTC,COMSysApp | Select-Object Name,Status,StartType"),
    ),
)
