"""How far a run of the Linux backup extension came: the milestones of extension.log, and shell.log.

Of each run the last milestone stands. What happens while file systems are frozen is written after it only, so that a
machine which hangs in the freeze leaves nothing behind `proceeded for accepting signals`. Lines: azure-linux-extensions
b7eecd4b9c53 (handle.py, handle.sh, fsfreezer.py, hostsnapshotter.py).
"""

from __future__ import annotations

from functools import partial

from ...documents import LINUX_EXTENSION, LINUX_EXTENSION_ISSUES
from ..declaration import Signature
from ..places import AGENT_LOG_LINUX, ANY_TEXT, EXTENSION_LOG, HANDLER_MESSAGE, SHELL_LOG
from .mounts import RUN_ENDS

_FREEZE = LINUX_EXTENSION.section("main/fsfreezer.py")
_SHELL = LINUX_EXTENSION.section("main/handle.sh")
_WHY = "the last milestone of a run tells where it ended"


def _milestone(name: str, value: str, title: str, *has: str, silent: str) -> Signature:
    """A line that every run has which comes so far."""
    return Signature(
        id=name,
        title=title,
        where=EXTENSION_LOG,
        has=has,
        gives={"extensions.backup_milestone": value},
        until="vmsnapshot-run-starts",
        context=_WHY,
        source=_FREEZE,
        example=has[0],
        silent=silent,
    )


_shell = partial(Signature, where=SHELL_LOG, source=_SHELL, until="vmsnapshot-python-worked")

SIGNATURES: tuple[Signature, ...] = (
    _milestone(
        "vmsnapshot-host-asked",
        "prechecked",
        "The backup extension asked the host whether it is ready",
        "PreSnapshot: Status Code:",
        silent="PreSnapshot begins",
    ),
    _milestone(
        "vmsnapshot-freeze-begins",
        "freezing",
        "The backup extension begins to freeze the file systems",
        "proceeded for accepting signals",
        "****** 1. Starting Freeze Binary",
        silent="skip freeze is : True",
    ),
    _milestone(
        "vmsnapshot-frozen",
        "frozen",
        "The file systems are frozen",
        "****** 3. Binary Freeze Completed",
        silent="****** 3 files",
    ),
    _milestone(
        "vmsnapshot-snapshot-begins",
        "snapshotting",
        "The backup extension takes the snapshot",
        "****** 5. Snaphotting",
        silent="****** 5 files",
    ),
    _milestone(
        "vmsnapshot-thawed",
        "thawed",
        "The file systems are thawed again",
        "****** 9. Binary Process completed",
        "****** 8. Binary Thaw Signal Received",
        silent="****** 9 files",
    ),
    # Builds of 2016 to 2018 number no milestones. A freeze program that has ended froze nothing any longer.
    _milestone(
        "vmsnapshot-freeze-program-ended",
        "thawed",
        "The program that freezes the file systems has ended",
        "binary child terminated",
        "T:S thaw result",
        "T:S snapshotall ends",
        "unfreeze ends...",
        silent="some child process terminated",
    ),
    _milestone(
        "vmsnapshot-reported",
        "reported",
        "The backup extension reported how it ended",
        "doFreezeSnapshot : run_result",
        silent="doFreezeSnapshot begins",
    ),
    Signature(
        "vmsnapshot-counts-files",
        "The backup extension asks df for the size of the file systems",
        where=EXTENSION_LOG,
        has="df command executed for process wait time value",
        until=("vmsnapshot-files-counted", *RUN_ENDS),
        gives="signs.size_count_hangs",
        source=LINUX_EXTENSION.section("main/Utils/SizeCalculation.py"),
        example="df command executed for process wait time value300",
        silent="df return code 0",
    ),
    Signature(
        "vmsnapshot-files-counted",
        "df came back",
        where=EXTENSION_LOG,
        has="df return code",
        context="it ends what is told of a df that hangs",
        source=LINUX_EXTENSION.section("main/Utils/SizeCalculation.py"),
        example="df return code 0",
        silent="df command executed",
    ),
    Signature(
        "vmsnapshot-module-removed-told",
        "A part that the backup extension has needs a module that the guest's Python no longer has",
        where=ANY_TEXT,
        has=("No module named 'imp'", "No module named 'distutils'", "No module named 'crypt'"),
        # Shortened, as people write it down. Other extensions have these files as well: where one is named, it is its.
        pattern=r"\bFile \"(?:\./)?main/\w{1,40}\.py\",? line|(?:WAAgentUtil|WaagentLib)\.py\",? line \d",
        without=(
            "AzureDiskEncryption",
            "VMAccess",
            "OmsAgent",
            "AzureMonitor",
            "LinuxDiagnostic",
            "TeamServices",
            "CustomScript",
            "azurelinuxagent/",
        ),
        only="linux",
        source=LINUX_EXTENSION_ISSUES.section("1922, 2172, 2177, 2196"),
        example="File \".../WaagentLib.py\", line 26 import crypt ModuleNotFoundError: No module named 'crypt'",
        silent="File \"/usr/sbin/waagent\", line 29, in <module> import imp ModuleNotFoundError: No module named 'imp'",
    ),
    Signature(
        "vmsnapshot-build-raises",
        "The backup extension's program ends with a fault of its own: a name that is not defined in it",
        where=(EXTENSION_LOG, AGENT_LOG_LINUX, HANDLER_MESSAGE),
        has=("NameError: ", "UnboundLocalError: "),
        pattern=r"VMSnapshotLinux-[\d.]{1,30}/main/",
        until=RUN_ENDS,
        source=LINUX_EXTENSION_ISSUES.section("120"),
        example="detected unhandled Python exception in '/var/lib/waagent/Microsoft.Azure.RecoveryServices."
        "VMSnapshotLinux-1.0.7.0/main/handle.py' NameError: global name 'CommonVariables' is not defined",
        silent="File '/usr/sbin/waagent', line 12, in main NameError: name 'distro' is not defined",
    ),
    _shell(
        "vmsnapshot-no-python",
        "The backup extension found no Python that starts it",
        has=("python version unknown", "126 returned from handle.py", "127 returned from handle.py"),
        gives="signs.extension_python_missing",
        source=LINUX_EXTENSION_ISSUES.section("946"),
        example="Tue Nov 24 22:16:41 UTC 2026- python version unknown",
        silent="Tue Nov 24 22:16:41 UTC 2026- python3.8 path exists",
    ),
    _shell(
        "vmsnapshot-python-fails",
        "The backup extension's program ends at once under the guest's Python",
        has="1 returned from handle.py",
        pattern=r"(?:- |^)1 returned from handle\.py",
        example="Tue Nov 24 22:16:41 UTC 2026- 1 returned from handle.py",
        silent="Tue Nov 24 22:16:41 UTC 2026- 0 returned from handle.py",
    ),
    _shell(
        "vmsnapshot-python-worked",
        "A Python ran the backup extension's program to its end",
        has="0 returned from handle.py",
        until=(),
        context="it ends what is told of a Python that does not fit",
        example="Tue Nov 24 22:16:41 UTC 2026- 0 returned from handle.py",
        silent="Tue Nov 24 22:16:41 UTC 2026- 3 returned from handle.py",
    ),
)
