"""The places where known lines appear."""

from __future__ import annotations

from .declaration import Place

_AGENT_WINDOWS = "C:\\WindowsAzure\\Logs\\WaAppAgent.log"
_EXTENSION = "/var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux"
_VIEW = "az vm get-instance-view -g {resource_group} -n {vm}"

AGENT_LOG_LINUX = Place(
    "agent-log-linux",
    "/var/log/waagent.log",
    "bash",
    "sudo grep -iF '{text}' /var/log/waagent.log | tail -n 5",
    "linux",
)
AGENT_LOG_WINDOWS = Place(
    "agent-log-windows",
    _AGENT_WINDOWS,
    "powershell",
    f"Select-String -Path {_AGENT_WINDOWS} -SimpleMatch '{{text}}' | Select-Object -Last 5",
    "windows",
)
EXTENSION_LOG = Place(
    "extension-log",
    "extension.log of VMSnapshotLinux",
    "bash",
    f"sudo grep -rhiF '{{text}}' {_EXTENSION} | tail -n 5",
    "linux",
)
SHELL_LOG = Place(
    "shell-log",
    "shell.log of VMSnapshotLinux",
    "bash",
    f"sudo tail -n 20 {_EXTENSION}/shell.log | grep -F '{{text}}'",
    "linux",
)
EXTENSION_STATUS = Place(
    "extension-status",
    "the status file of the backup extension",
    "bash",
    "sudo grep -rliF '{text}' /var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-*/status",
    "linux",
)
HANDLER_MESSAGE = Place(
    "handler-message",
    "the status message of the backup extension",
    "az",
    f"{_VIEW} --query instanceView.extensions",
)
AGENT_MESSAGE = Place(
    "agent-message",
    "the agent's status message",
    "az",
    f"{_VIEW} --query instanceView.vmAgent.statuses",
)
JOB_TEXT = Place(
    "job-text",
    "the error message of the backup job",
    "portal",
    "Recovery Services vault > Monitoring > Backup jobs > (the failed job)",
)
# One kind of text with the messages of jobs, but made of sentences: a single line of it tells nothing.
OWN_WORDS = Place(
    "job-text", "what somebody told of the failure", "ask", "whoever told it can say whether '{text}' is so"
)
ACTIVITY_LOG = Place(
    "activity-log",
    "the activity log of the VM",
    "az",
    "az monitor activity-log list --resource-id {vm_id} --offset 2d -o table",
)
KERNEL = Place(
    "kernel",
    "the kernel's messages (dmesg, journalctl -k, serial console log)",
    "bash",
    "sudo dmesg | grep -iF '{text}' | tail -n 5",
    "linux",
)
JOURNAL = Place(
    "journal",
    "the journal of the guest",
    "bash",
    "sudo journalctl --since '2 days ago' | grep -iF '{text}' | tail -n 5",
    "linux",
)
AUDIT_LOG = Place(
    "audit-log",
    "the audit log",
    "bash",
    "sudo ausearch -m avc -ts this-week | grep -iF '{text}' | tail -n 5",
    "linux",
)
WINDOWS_TEXT = Place(
    "any-text",
    "an event log, a log or a message of the guest",
    "powershell",
    "Get-WinEvent -LogName Application,System -MaxEvents 5000 | Where-Object Message -like '*{text}*'",
    "windows",
)
ANY_TEXT = Place("any-text", "any log or message", "ask", "whoever has the logs can search them for '{text}'")


def event(source: str = "", number: int | None = None, log: str = "Application") -> Place:
    """The Windows events of this source and number in this log; without them, all events that fit otherwise."""
    name = f"event {number} in the log {log}" if number else f"the event log {log}"
    chosen = f"-FilterHashtable @{{LogName='{log}'" + (f";Id={number}" if number else "") + "}"
    look = f"Get-WinEvent {chosen} -MaxEvents 5000 | Where-Object Message -like '*{{text}}*'"
    return Place("event", name, "powershell", look, "windows", source, number)
