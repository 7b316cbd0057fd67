"""A proxy of LocalSystem, or the search for one, delays the calls of the snapshot."""

from ...authoring import *

_CODE = "ExtensionFailedTimeoutDelayInNetwork"
_SET = windows.proxy_of_system.one_of("manual", "script")
_PROXY = how(windows.proxy_of_system, "powershell")

CAUSE = cause(
    __name__,
    "A proxy of the system account delays the snapshot's calls",
    "The backup extension runs as LocalSystem. Where that account has a proxy, or searches for one (WPAD), each call "
    "to "
    "Azure waits for it, and the snapshot runs out of time.",
    family="proxy-delay",
    sources=(SELF_HELP.section(_CODE),),
    applies=WINDOWS,
    codes=("snapshot", _CODE, "ExtensionFailedTimeoutVMNetworkUnresponsive"),
    needs_agent=True,
    rules=(
        confirms(
            *(_SET, error.code == _CODE),
            because="the account of the extension had a proxy, and the code says that calls of the snapshot were "
            "delayed",
            rival="snapshot-slow: that page names the proxy first for this code",
        ),
        suggests(error.code == _CODE),
        hints(_SET),
        rules_out(windows.proxy_of_system == "none"),
    ),
    leads_to=("snapshot-slow",),
    remedy=(
        look("See which proxy the account has.", _PROXY, rights=ADMIN),
        change(
            "Note the setting down, and take the proxy from the account.",
            cmd("bitsadmin /Util /SetIEProxy LOCALSYSTEM NO_PROXY"),
            caution="Other services of LocalSystem (updates, monitoring) may need it: ask the network team, or have "
            "the "
            "proxy let Azure Storage and 168.63.129.16 through instead.",
        ),
        change(
            "If it still takes long, have the snapshot taken through the host.",
            cmd(
                f"{EXTENSION_KEYS} /v SnapshotMethod /t REG_SZ /d firstHostThenGuest /f",
                f"{EXTENSION_KEYS} /v CalculateSnapshotTimeFromHost /t REG_SZ /d True /f",
            ),
        ),
    ),
    verify=verify("It prints NO_PROXY, and the task 'Take Snapshot' of the next backup is short.", _PROXY, BACKUP_JOBS),
)
