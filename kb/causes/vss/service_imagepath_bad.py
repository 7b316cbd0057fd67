"""A service with a path that does not exist breaks the list of the system's files."""

from ...authoring import *

_LISTED = signs.service_path_enumerated
_FAILS = (signs.told_writer_failed, signs.vss_writer_failed)
_SERVICES = ps(
    "Get-CimInstance Win32_Service | Select-Object Name,State,PathName",
    "Get-CimInstance Win32_SystemDriver | Select-Object Name,State,PathName",
    verified=False,
)

CAUSE = cause(
    __name__,
    "A service with a wrong path breaks the System Writer",
    "The System Writer lists the programs of all services and drivers. One whose path (ImagePath) does not exist, or "
    "is not well formed, stops that list; backups of the system state fail by it, and application-consistent "
    "snapshots can.",
    family="shadow-copies",
    step=8,
    sources=(IMAGE_PATH.section("Cause and resolution"), SUPPORT_JP.section("The path of vsock.sys (2018-08-08)")),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    hint_only=True,
    rules=(
        *(suggests(seen == True) for seen in (_LISTED, signs.system_writer_file_missing)),
        suggests(signs.service_path_missing == True, windows.system_writer_listed == False),
        *(suggests(signs.told_service_path == True, bad == True) for bad in _FAILS),
        hints(signs.service_path_missing == True),
    ),
    leads_to=("vss-writers-unregistered", "vss-writer-bad"),
    remedy=(
        look(
            "Find the service or driver whose program is not there. The System log names a service in event 7000; one "
            "of a driver shows no event (seen: vsock of VMware Tools, on a machine that was moved).",
            _SERVICES,
        ),
        change(
            "Correct its ImagePath, or uninstall the product that it belongs to.",
            rights=ADMIN,
            caution="Ask the vendor where the right path is not plain. Export the key of the service first.",
        ),
    ),
    verify=verify(
        "The System Writer is listed, and the next backup succeeds.", how(windows.system_writer_listed, "powershell")
    ),
)
