"""Files of the backup extension, or programs of the system that it calls, are missing or damaged."""

from ...authoring import *

_MISSING = signs.extension_files_missing == True
_UNREADABLE = signs.extension_state_unreadable == True
_NO_BINARY = extensions.backup_code == "FailedSafeFreezeBinaryNotFound"

CAUSE = cause(
    __name__,
    "Files of an extension are missing or damaged",
    "The folder of the extension holds its program and the one that freezes file systems. A clean-up job, a scanner "
    "or a full disk can have taken files away; on some systems programs that it calls (lsblk, mount) are not there. "
    "Older agents report nothing at all where a state file or a log folder of any extension is damaged.",
    sources=(
        LINUX_EXTENSION.section("main/handle.py, main/Utils/DiskUtil.py"),
        WALINUXAGENT.section("azurelinuxagent/ga/exthandlers.py"),
        WALINUXAGENT_ISSUES.section("812, 1059, 1565"),
    ),
    codes=("extension", "mounts"),
    needs_agent=True,
    rules=(
        confirms(
            _NO_BINARY,
            AGENT_CODE,
            because="the extension itself reports that its program for the freeze is not there",
            rival="antivirus-blocks: a scanner that took it away stands behind this, and the file is missing",
        ),
        *(suggests(seen) for seen in (_NO_BINARY, _MISSING, _UNREADABLE, derived.said_files_gone == True)),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "See what is in the folder, and whether the programs that it calls are there.",
            bash(
                "sudo ls -lR /var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-*/main/safefreeze",
                "command -v lsblk mount df openssl",
            ),
            ps("Get-ChildItem -Recurse C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot"),
        ),
        change(
            "Exclude /var/lib/waagent (Windows: C:\\Packages) from clean-up jobs and from the antivirus product.",
            rights="root in the guest, and the administrator of that product",
            caution="Find out what took the files away first, or it takes the new ones as well.",
        ),
        change(
            "Install what the log misses of the system's programs.",
            bash("sudo apt-get -qq update && sudo apt-get install -y util-linux mount", when=DEBIAN),
            bash("sudo yum install -y util-linux", when=YUM),
            bash("sudo zypper install -y util-linux", when=SUSE),
        ),
        SET_EXTENSION_UP_ANEW_LINUX,
        change("Remove the extension; the next backup installs it whole.", REMOVE_BACKUP_EXTENSION, caution=REMOVAL),
    ),
    verify=verify("The next backup succeeds.", NEXT_BACKUP),
)
