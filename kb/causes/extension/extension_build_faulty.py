"""The installed build of the Linux backup extension has a known fault."""

from ...authoring import *

_OLD = extensions.backup_version < EXTENSION_WITHOUT_IMP.value
_PROVIDER = signs.old_build_configuration_provider == True

CAUSE = cause(
    __name__,
    "The installed build of the backup extension has a known fault",
    "Some builds of VMSnapshotLinux fail on some systems: those before December 2019 cannot set up their connections, "
    "and report a missing network; those before 1.0.9220 need a module that Python 3.12 no longer has.",
    sources=(
        LINUX_EXTENSION_ISSUES.section("120, 758 (reported as NoNetwork), 1922"),
        LINUX_EXTENSION.section("main/Utils/HttpUtil.py, main/Utils/WAAgentUtil.py"),
    ),
    applies=LINUX,
    codes=("extension",),
    needs_agent=True,
    rules=(
        confirms(
            _OLD,
            signs.vmsnapshot_python_module_removed == True,
            because="the build is older than the one that mended it, and its start ended with this very error",
            rival="extension-python-unsuitable: the same fault, seen from the side of Python",
        ),
        suggests(_PROVIDER),
        suggests(signs.vmsnapshot_build_raises == True),
        hints(_OLD, agent.python_version >= PYTHON_WITHOUT_IMP.value),
        rules_out(
            extensions.backup_version >= EXTENSION_WITHOUT_IMP.value, signs.old_build_configuration_provider == False
        ),
    ),
    leads_to=("extension-python-unsuitable", "vmsnapshot-failed"),
    remedy=(
        look("See which build is installed.", how(extensions.backup_version, "bash"), RUN_LOG),
        change(
            "Update the agent: one that is stuck installs no newer build.",
            INSTALL_AGENT_LINUX,
            caution=INSTALL_CAUTION_LINUX,
        ),
        change(
            "Remove the extension; the next backup installs the newest build.", REMOVE_BACKUP_EXTENSION, caution=REMOVAL
        ),
    ),
    verify=verify(
        "A newer folder is there, and the next backup succeeds.", how(extensions.backup_version, "bash"), NEXT_BACKUP
    ),
)
