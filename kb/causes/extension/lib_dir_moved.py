"""The agent's folder was moved, and the backup extension looks for its certificates in the usual place."""

from ...authoring import *

_MOVED = signs.lib_dir_moved == True
_GONE = signs.settings_certificate_missing == True

CAUSE = cause(
    __name__,
    "The agent's folder (Lib.Dir) is not /var/lib/waagent",
    "With Lib.Dir in /etc/waagent.conf the agent can keep its files elsewhere. The backup extension does not look at "
    "this setting: it looks for the certificates of its settings under /var/lib/waagent, and does not find them.",
    sources=(
        LINUX_EXTENSION.section("main/Utils/WAAgentUtil.py, main/Utils/HandlerUtil.py"),
        WALINUXAGENT.section("azurelinuxagent/ga/update.py"),
        WALINUXAGENT_ISSUES.section("2949"),
    ),
    applies=LINUX,
    codes=("extension",),
    needs_agent=True,
    rules=(
        confirms(
            _MOVED,
            _GONE,
            because="the folder is elsewhere, and the extension missed a certificate in the usual place",
            rival="extension-certificate-missing: the certificate is there, in the folder that was moved",
        ),
        suggests(_MOVED),
    ),
    leads_to=("extension-certificate-missing", "vmsnapshot-failed"),
    remedy=(
        look(
            "See where the folder is.",
            bash("waagent --show-configuration | grep Lib.Dir"),
            bash("sudo ls /var/lib/waagent"),
        ),
        change(
            "Have it at /var/lib/waagent again: stop the agent, mount the other disk there (or move the files back), "
            "delete the line Lib.Dir, and start the agent.",
            of_agent_unit("sudo systemctl stop {unit}"),
            bash("sudo sed -i.bak 's/^Lib.Dir/#Lib.Dir/' /etc/waagent.conf"),
            START_AGENT_LINUX,
            caution=f"Copy the whole folder, with owners and rights, before you start the agent. {RUN_COMMAND_LINUX}",
        ),
    ),
    verify=verify(
        "extension.log says 'Config decoded correctly.', and the next backup succeeds.", RUN_LOG, NEXT_BACKUP
    ),
)
