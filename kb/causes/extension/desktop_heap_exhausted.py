"""The desktop heap of Windows' services is used up."""

from ...authoring import *

_CODE = "ExtensionInstallProviderCOMMemoryQuotaReached"
_INNER, _HEAP = signs.com_inconsistent == True, signs.desktop_heap_full == True
_VALUE = how(windows.desktop_heap_kb, "powershell")

CAUSE = cause(
    __name__,
    "The desktop heap of Windows' services is used up",
    "All services without a window share one desktop heap, 768 KB by default. On a server with many services it is "
    "used "
    "up after some days: COM+ then cannot start the snapshot provider, and a restart helps for a while.",
    family="desktop-heap",
    sources=(SELF_HELP.section(_CODE),),
    applies=WINDOWS,
    codes=("vss-stack", "extension"),
    needs_agent=True,
    rules=(
        confirms(
            *(_HEAP, windows.desktop_heap_kb < 4096, error.code == _CODE),
            because="Windows says that the heap is used up, it is small, and the code is the one for that",
            rival="com-plus-stopped: that has other codes, and leaves no event of the heap",
        ),
        suggests(_INNER),  # COM+ says so of other faults too, and a restart helps where it hangs
        suggests(_HEAP),
        hints(windows.restart_helped_once == True, windows.desktop_heap_kb < 4096),
        suggests(error.code == _CODE),
        rules_out(windows.desktop_heap_kb >= 4096, error.code != _CODE),
    ),
    leads_to=("com-plus-stopped", "provider-not-installed", "vmsnapshot-failed"),
    remedy=(
        look("Read the value: the third number of SharedSection is the heap of services in KB.", _VALUE),
        restart(
            "Restart the VM in a window: that frees the heap for some days.", RESTART_VM, caution="Everything is down."
        ),
        restart(
            "To keep it: change only the third number of SharedSection to 4096, in the value Windows of "
            "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\SubSystems, and restart.",
            cmd('reg export "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\SubSystems" C:\\sub.reg'),
            caution="The value holds the whole command line of csrss.exe: change nothing else in it, else Windows "
            "does not "
            "start. Export the key first, and have a snapshot of the disk.",
        ),
    ),
    verify=verify("The third number is 4096 after the restart, and backups succeed for a week.", _VALUE),
)
