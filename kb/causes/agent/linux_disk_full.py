"""A file system that the agent or the backup extension writes to has no room left."""

from ...authoring import *

_NO_ROOM = linux.disk_full.not_empty
_NO_INODES = linux.inodes_full.not_empty
_LOGGED = signs.guest_disk_full == True

CAUSE = cause(
    __name__,
    "A file system of the Linux guest is full",
    "Agent and backup extension write settings, states and logs below /var and /etc. Without free space, or without "
    "free inodes, they start no extension, or never report how the snapshot ended.",
    sources=(
        WALINUXAGENT_ISSUES.section("977, 1674, 1759, 2619, 2703, 3080"),
        SELF_HELP.section("GuestAgentSnapshotTaskStatusError: free disk space"),
        LINUX_EXTENSION.section("main/Utils/HandlerUtil.py: Status file creation failed"),
    ),
    applies=LINUX,
    codes=("answer", "extension"),
    needs_agent=True,
    rules=(
        # A line of the day before alone is not it: room may have been made since.
        *(
            confirms(
                *(_LOGGED, seen),
                because="its log says that it could not write, and it is full as seen, or Azure hears nothing",
                rival="fsfreeze-unclean: a sick file system gives other errors than 'No space left'",
            )
            for seen in (_NO_ROOM, _NO_INODES, derived.agent_silent == True)
        ),
        *(suggests(seen) for seen in (_LOGGED, _NO_ROOM, _NO_INODES, signs.told_disk_full == True)),
        rules_out(linux.disk_full.empty, linux.inodes_full.empty, signs.guest_disk_full == False),
    ),
    leads_to=("agent-crash-loop", "agent-not-reporting", "vmsnapshot-failed"),
    remedy=(
        look(
            "See which file system is full, of space or of inodes, and what fills it.",
            *(how(linux.disk_full, "bash"), how(linux.inodes_full, "bash")),
            bash("sudo du -xsh /var/lib/waagent/* /var/log/* | sort -h | tail"),
        ),
        destroy(
            "Free space: have the journal and the logs shortened, and delete the agent's old diagnosis files.",
            bash("sudo journalctl --vacuum-size=200M"),
            bash("sudo find /var/lib/waagent/history -mindepth 1 -mtime +7 -delete"),
            caution="Never delete *.crt, *.prv, mrseq or the folders config of /var/lib/waagent. Logs that the law "
            "asks for have to be copied first.",
        ),
        change("Or make the file system larger, as the distribution does it.", bash("lsblk -f"), rights=ROOT),
        change("Update the agent: old ones leave much behind.", INSTALL_AGENT_LINUX, caution=INSTALL_CAUTION_LINUX),
        change("Restart the agent.", RESTART_AGENT_LINUX),
    ),
    verify=verify(
        "The agent can write below /var/lib/waagent again, and the next backup succeeds.",
        how(linux.disk_full, "bash"),
        AGENT_LOG,
    ),
)
