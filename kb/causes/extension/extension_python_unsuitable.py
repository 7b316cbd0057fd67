"""The backup extension finds no Python in the guest that can run it."""

from ...authoring import *

_NONE = signs.extension_python_missing == True
_REMOVED = signs.vmsnapshot_python_module_removed == True

CAUSE = cause(
    __name__,
    "The backup extension finds no Python that can run it",
    "VMSnapshotLinux is a Python program, and takes the first Python that it finds under /usr/bin or /usr/local/bin. "
    "Where there is none by such a name, or it is too new for the extension's build, it ends before it begins.",
    sources=(
        LINUX_EXTENSION.section("main/handle.sh"),
        LINUX_EXTENSION_ISSUES.section("946, 1922, 2172"),
        WALINUXAGENT_ISSUES.section("1719 (RHEL 8), 3132"),
    ),
    applies=LINUX,
    codes=("extension",),
    needs_agent=True,
    rules=(
        confirms(
            _REMOVED,
            AGENT_CODE,
            because="the extension's own start ended with this error of Python",
            rival="extension-build-faulty: the same fault seen from the other side, a newer build does without it",
        ),
        confirms(
            _NONE,
            AGENT_CODE,
            extensions.backup_state == "failed",
            because="the extension failed, and says that it found no Python",
            rival="extension-files-damaged: its script runs, and names what is missing",
        ),
        *(suggests(seen) for seen in (_REMOVED, _NONE, signs.vmsnapshot_python_fails == True)),
        suggests(signs.vmsnapshot_module_removed_told == True),
        hints(
            agent.python_version >= PYTHON_WITHOUT_IMP.value, extensions.backup_version < EXTENSION_WITHOUT_IMP.value
        ),
    ),
    leads_to=("vmsnapshot-failed", "extension-failed"),
    remedy=(
        look(
            "See which Pythons the extension tried, and which there are.",
            *(SHELL_LOG, bash("ls -l /usr/bin/python* /usr/local/bin/python*")),
        ),
        INSTALL_PYTHON_LINUX,
        MAKE_PYTHON_COMMAND,
        change(
            "If the error names imp or distutils, have the newest build of the extension installed: remove it, the "
            "next backup installs it. Until then the package python3-setuptools brings distutils.",
            REMOVE_BACKUP_EXTENSION,
            caution=REMOVAL,
        ),
    ),
    verify=verify(
        "The last line says '0 returned from handle.py', and the next backup succeeds.", SHELL_LOG, NEXT_BACKUP
    ),
)
