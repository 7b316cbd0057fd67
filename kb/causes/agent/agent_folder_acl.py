"""The agent has no full access to its own folders."""

from ...authoring import *

_CLOSED, _DENIED = windows.agent_folders_open == False, signs.agent_folder_denied == True
_TEST = how(windows.agent_folders_open, "powershell")

CAUSE = cause(
    __name__,
    "SYSTEM has no full access to C:\\WindowsAzure or C:\\Packages",
    "The agent runs as SYSTEM, and keeps its programs, its logs and the extensions in these two folders. Where SYSTEM "
    "may "
    "not write there, extensions are not installed and their state is not kept.",
    family="agent-unresponsive-windows",
    step=10,
    sources=(VMASSIST.section("vmassist.ps1: permissions"),),
    applies=WINDOWS,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            *(_CLOSED, _DENIED, AGENT_SILENT),
            because="the agent's log tells that access was denied, SYSTEM lacks the right, and Azure hears nothing",
            rival="antivirus-blocks: the right itself is missing",
        ),
        suggests(_CLOSED),
        suggests(_DENIED),
        suggests(signs.told_agent_folder_denied == True),
        rules_out(windows.agent_folders_open == True),
    ),
    leads_to=("agent-not-reporting", "extension-failed"),
    remedy=(
        look("Look at the rights: NT AUTHORITY\\SYSTEM has to have (F).", _TEST),
        change(
            "Give SYSTEM and Administrators full control again, and restart the agent.",
            cmd(
                *(
                    f"icacls C:\\{folder} /grant *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F"
                    for folder in ("WindowsAzure", "Packages")
                ),
                verified=False,
            ),
            RESTART_AGENT_WINDOWS,
            caution="Where a group policy or a hardening baseline took it away, change it there. Run Command needs a "
            "working agent.",
        ),
    ),
    verify=verify("SYSTEM has (F), and Azure shows the agent as Ready.", _TEST, AGENT_READY),
)
