"""The agent works with an old list of the backup extension's versions."""

from ...authoring import *

_DOWNGRADE = signs.vmsnapshot_downgrade == True
_NOT_LISTED = signs.vmsnapshot_version_not_listed == True
_FAULTY = (agent.version >= "2.2.21", agent.version <= DOWNGRADE_AGENT.value)

CAUSE = cause(
    __name__,
    "The agent works with an old list of extension versions",
    "The agent keeps lists of the versions of each extension (*.manifest.xml). Agents 2.2.21 to 2.2.24 can take an "
    "old list for the newest, and then refuse the backup extension as a downgrade.",
    sources=(
        LINUX_EXTENSIONS_STOP.section("Symptoms, Resolution"),
        WALINUXAGENT_ISSUES.section("1059 (dozens of backups that failed)"),
    ),
    applies=LINUX,
    codes=("extension",),
    needs_agent=True,
    rules=(
        confirms(
            _DOWNGRADE,
            *_FAULTY,
            because="an agent with this very fault refused the backup extension",
            rival="agent-outdated-linux: that the agent is old explains it, and the lists have to be cleared all the "
            "same",
        ),
        suggests(_DOWNGRADE),
        suggests(_NOT_LISTED),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "Read what the agent says of the extension, and see its lists.",
            bash("sudo grep -a VMSnapshotLinux /var/log/waagent.log | tail -n 20", "sudo ls -l /var/lib/waagent"),
        ),
        change("Update the agent.", INSTALL_AGENT_LINUX, caution=INSTALL_CAUTION_LINUX),
        change(
            "Move the old lists away while the agent is stopped; it fetches new ones.",
            of_agent_unit("sudo systemctl stop {unit}"),
            bash(
                "sudo mkdir -p /var/backups/waagent-manifests && sudo mv /var/lib/waagent/*.manifest.xml "
                "/var/backups/waagent-manifests/"
            ),
            START_AGENT_LINUX,
            caution=RUN_COMMAND_LINUX,
        ),
        MOVE_EXTENSION_AWAY,
    ),
    verify=verify(
        "The log no longer says 'Downgrade not allowed', and the next backup succeeds.", AGENT_LOG, NEXT_BACKUP
    ),
)
