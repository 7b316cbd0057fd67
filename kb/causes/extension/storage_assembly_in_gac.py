"""Another product's storage library is loaded in place of the extension's own."""

from ...authoring import *

_CODE, _THERE = "ExtensionCommandExecFailure", windows.storage_assembly_in_gac == True
_FOLDER = "C:\\Windows\\Microsoft.NET\\assembly\\GAC_MSIL\\Microsoft.WindowsAzure.Storage"
_TEST = how(windows.storage_assembly_in_gac, "powershell")

CAUSE = cause(
    __name__,
    "Another product's Azure Storage library is loaded by the backup extension",
    "A library that stands in the global assembly cache of .NET is loaded before the one that a program brings. Where "
    "another product put its Microsoft.WindowsAzure.Storage there, the backup extension can fail by it.",
    family="snapshot-provider",
    step=3,
    sources=(SELF_HELP.section("ExtensionCommandExecFailure"),),
    applies=WINDOWS,
    codes=("snapshot", "extension"),
    needs_agent=True,
    rules=(
        confirms(
            *(_THERE, signs.foreign_storage_library == True, error.code == _CODE),
            because="the extension's log says that it was given a foreign library, which is there, and it failed",
            rival="provider-not-installed: it leaves no error of this library in the log",
        ),
        # No more: the folder is there with many products and does no harm, and the page has it renamed untested.
        suggests(_THERE, error.code == _CODE),
        suggests(signs.foreign_storage_library == True),
        hints(_THERE),
        rules_out(windows.storage_assembly_in_gac == False),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look("See whether the folder is there, and which product it belongs to.", _TEST),
        change(
            "Rename the folder, and retry the backup.",
            cmd(f"ren {_FOLDER} Microsoft.WindowsAzure.Storage.old", verified=False),
            caution="The other product may need it: name it back if it fails, and ask its vendor for an update.",
        ),
    ),
    verify=verify("The next backup succeeds, and the other product works.", _TEST),
)
