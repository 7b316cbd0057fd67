"""The list of what the VSS writers hold is too long."""

from ...authoring import *

_VSS = error.code.one_of(*codes_that_say("vss"))
_SAID = signs.vss_metadata_too_long == True
_CACHE = "C:\\Windows\\Microsoft.NET\\Framework64\\v2.0.50727\\TemporaryInternetFiles"

CAUSE = cause(
    __name__,
    "The list of what the VSS writers hold is too long",
    "Each writer lists the files that it holds, in one document of limited size. Thousands of temporary files in a "
    "folder "
    "of Windows, or thousands of databases or virtual machines, make it too long, and the snapshot fails.",
    family="shadow-copies",
    step=7,
    sources=(METADATA.section("Cause and resolution"),),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            *(_SAID, _VSS),
            because="Windows says that the document is too long, and the code says that VSS failed",
            rival="vss-writer-bad: the writer is bad for this document",
        ),
        suggests(_SAID),
    ),
    leads_to=("vss-writer-bad",),
    remedy=(
        look(
            "Count the temporary files, which are the usual reason; else have diskshadow list what each writer holds.",
            ps(f"(Get-ChildItem {_CACHE} -Recurse -File -ErrorAction SilentlyContinue | Measure-Object).Count"),
            how(windows.bad_vss_writers, "powershell"),
            rights=ADMIN,
        ),
        destroy(
            "Copy the temporary files elsewhere, and delete them in that folder.",
            ps(f"Remove-Item {_CACHE}\\* -Recurse", verified=False, effect="destructive"),
            caution="Only in this folder; keep the copy until the next backup has succeeded.",
        ),
    ),
    verify=verify(
        "The next backup succeeds, and event 8193 does not come back.", how(windows.bad_vss_writers, "powershell")
    ),
)
