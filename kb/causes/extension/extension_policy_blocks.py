"""An allow list of the guest keeps the backup extension from running."""

from ...authoring import *

_BLOCKED = signs.extension_policy_blocks == True

CAUSE = cause(
    __name__,
    "The guest's allow list for extensions does not admit the backup extension",
    "With Debug.EnableExtensionPolicy=y the agent runs only extensions that /etc/waagent_policy.json names. One that "
    "it does not name is refused; where the file cannot be read, all are.",
    sources=(WALINUXAGENT.section("azurelinuxagent/ga/policy/policy_engine.py, azurelinuxagent/ga/exthandlers.py"),),
    applies=LINUX,
    codes=("extension",),
    needs_agent=True,
    rules=(
        confirms(
            _BLOCKED,
            because="the agent says itself that the list kept the backup extension from running",
            rival="linux-agent-config: extensions are on, and one of them is refused",
        ),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look("Read the list, and what the agent says of it.", bash("sudo cat /etc/waagent_policy.json"), AGENT_LOG),
        change(
            "Add Microsoft.Azure.RecoveryServices.VMSnapshotLinux under extensionPolicies.extensions, or correct what "
            "the agent calls invalid.",
            bash("sudo vi /etc/waagent_policy.json", verified=False),
            caution="The list is a rule of those who answer for security: ask them first. A tool that manages the "
            "file will set it back.",
        ),
        change("Restart the agent.", RESTART_AGENT_LINUX),
    ),
    verify=verify("The log no longer refuses the extension, and the next backup succeeds.", AGENT_LOG, NEXT_BACKUP),
)
