"""The disk of the agent's folder is mounted without the right to execute."""

from ...authoring import *

_MOUNTED = linux.lib_noexec == True
_TOLD = signs.lib_mounted_noexec == True

CAUSE = cause(
    __name__,
    "The file system of /var/lib/waagent is mounted noexec",
    "Extensions are programs below /var/lib/waagent. Where that file system is mounted with the option noexec, as "
    "hardening rules ask for /var, none of them can be started (exit code 126).",
    sources=(
        WALINUXAGENT.section("azurelinuxagent/ga/extensionprocessutil.py"),
        WALINUXAGENT_ISSUES.section("1388, 2859, 2949"),
        LINUX_EXTENSION_ISSUES.section("217, 1745"),
    ),
    applies=LINUX,
    codes=("extension",),
    needs_agent=True,
    rules=(
        confirms(
            _TOLD,
            because="the agent looked at the mounts after a command had been refused, and says so itself",
            rival="selinux-blocks: it refuses with the same exit code, but without the option on the mount",
        ),
        confirms(
            _MOUNTED,
            signs.vmsnapshot_not_executable == True,
            because="the backup extension was refused, and its disk admits no program",
            rival="selinux-blocks: it refuses with the same exit code, but without the option on the mount",
        ),
        wrong_as_well(
            error.code.one_of(*codes_without("extension")),
            _MOUNTED,
            because="Azure Backup does not support such a mount, whatever has failed this time",
            rival="linux-disk-full: the mount is seen to be noexec",
        ),
        suggests(_MOUNTED),
        # The shell may not run what the agent unpacked there: SELinux and a missing right to execute are rarer.
        *(suggests(seen == True) for seen in (signs.vmsnapshot_not_executable, signs.extension_not_executable)),
        rules_out(linux.lib_noexec == False, signs.lib_mounted_noexec == False),
    ),
    leads_to=("vmsnapshot-failed", "extension-failed"),
    remedy=(
        look("See which mount holds the folder, and its options.", how(linux.lib_noexec, "bash")),
        change(
            "Mount it with exec, and take noexec out of /etc/fstab (or of the mount unit).",
            bash("sudo mount -o remount,exec {mount}"),
            caution="A hardening rule may ask for noexec on /var: ask those who answer for security. Instead, give "
            "/var/lib/waagent a file system of its own with exec. Do not move the folder (Lib.Dir): the backup "
            "extension looks for its certificates under the usual path.",
        ),
        change("Restart the agent.", RESTART_AGENT_LINUX),
    ),
    verify=verify("The option is gone, and the next backup succeeds.", how(linux.lib_noexec, "bash"), NEXT_BACKUP),
)
