"""COM+ System Application does not start.

Stopped with start type Manual is its normal state: it starts on demand. The fault is that it cannot start.
A disabled service only hints: one that was disabled while it was running runs until the next reboot.
"""

from ...authoring import *

CAUSE = cause(
    __name__,
    "COM+ System Application cannot start, or does not answer",
    "The backup extension asks Volume Shadow Copy for the snapshot through COM+. Without the service "
    "COM+ System Application (COMSysApp) the snapshot fails; one that runs can hang all the same.",
    family="extension-services",
    sources=(
        HEALTH_STEP_3,
        SIBLING.section("ExtensionSnapshotFailedCOM / ExtensionInstallationFailedCOM"),
        RECORDINGS.section("Services of healthy Windows servers"),
        RESTORE_POINT_PAGE.section("Restore point creation failed due to COM+ error"),
    ),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            windows.com_plus_starts == False,
            SNAPSHOT_CODE,
            AGENT_ANSWERS,
            because="the service could not be started, and the extension takes every snapshot through it",
            rival="agent-not-reporting: the agent answers; a wrong account of MSDTC stands before this as its root",
        ),
        confirms(
            windows.com_plus_starts == False,
            error.code.one_of(*codes_that_say("com")),
            because="the service could not be started, and the code says that COM+ made the failure",
            rival="msdtc-account: as its root, that stands before this",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("vss-stack")),
            windows.com_plus_starts == False,
            because="no snapshot goes without it, whatever has failed this time",
            rival="msdtc-account: as its root, that stands before this",
        ),
        *(suggests(sign == True) for sign in (signs.com_plus_disabled, signs.com_plus_failed, signs.com_class_missing)),
        suggests(error.code.one_of("ExtensionSnapshotFailedCOM", "ExtensionInstallationFailedCOM")),
        *(suggests(each) for each in (windows.com_plus_starts == False, signs.told_com_plus_down == True)),
        suggests(windows.com_plus_start_type == "disabled"),
        rules_out(windows.com_plus_starts == True, signs.com_plus_failed == False),  # it can have hung that night
    ),
    leads_to=("vmsnapshot-failed",),
    today="The document wants the service to be running; on a healthy server it is stopped with start type "
    "Manual, and starts on demand.",
    remedy=(
        ENABLE_COM_PLUS,
        RESTART_COM_PLUS,
        SEE_MSDTC_ACCOUNT,
        restart("If the error comes back, restart the VM in a window.", RESTART_VM, caution="Its programs are down."),
    ),
    verify=verify("The service starts without an error. That it stops again by itself is normal.", COM_PLUS_STATE),
)
