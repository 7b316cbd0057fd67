"""What can be observed about the guest agent (`agent`) and the VM extensions (`extensions`)."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, get_args

from ..declaration import AtLeast, Row, Topic, ask, az, fact, linux, portal, windows
from ..quantities import Name, Text, Version

_CONFIG = linux("waagent --show-configuration | grep -E 'Extensions.Enabled|Provisioning.Agent|AutoUpdate'")
_SERVICES = windows("Get-Service RdAgent,WindowsAzureGuestAgent | Select-Object Name,Status,StartType")
_INSTANCE_VIEW = az("az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.vmAgent")

LogSignature = Literal[
    "wireserver_unreachable",
    "extensions_disabled",
    "agent_disabled",
    "npcap_adapter",
    "rdcrypt_failed",
    "certificate_store_denied",
    "bad_image_format",
    "config_errors",
    "stuck_stopping",
    "goal_state_failing",
]
LOG_WORDS: tuple[str, ...] = get_args(LogSignature)  # each is the name of a sign: `signs.npcap_adapter`


class AtWork(Row):
    """A time in which the agent was surely at work: between two heartbeats of its log, or several in a row."""

    name: Name | None = fact("Its beginning, which tells one from another", holds="word")
    since: datetime | None = fact("Time of the first heartbeat")
    until: datetime | None = fact("Time of the last heartbeat")


class AgentFacts(Topic):
    """The Azure guest agent: WindowsAzureGuestAgent on Windows, waagent (WALinuxAgent) on Linux."""

    status: Literal["ready", "not_ready"] | None = fact(
        "Agent status as Azure sees it",
        "What does the portal show as the agent status of the VM (Ready or Not Ready)?",
        portal("VM > Settings > Properties > Agent status"),
        _INSTANCE_VIEW,
        words={"not": "not_ready", "unavailable": "not_ready"},
        lasts="state",
    )
    message: Text | None = fact("Agent message in the instance view", holds="text", lasts="state")
    waits_for_network: bool | None = fact(
        "The agent says that it waits for a network issue to be resolved",
        "Does the agent's status message say that it waits for a network issue to be resolved?",
        az("az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.vmAgent.statuses"),
        os="windows",
        lasts="state",
    )
    installed: bool | None = fact(
        "Agent is installed in the guest",
        "Is the Azure guest agent installed in the guest at all?",
        windows("Test-Path C:\\WindowsAzure\\Packages; Get-Service WindowsAzureGuestAgent"),
        linux("command -v waagent"),
        lasts="configured",
        mended=True,
    )
    service_state: Literal["running", "starting", "stopping", "stopped", "failed", "missing"] | None = fact(
        "State of the agent's service",
        "In which state is the agent's service (WindowsAzureGuestAgent; Linux: walinuxagent or waagent)?",
        _SERVICES,
        linux("systemctl status walinuxagent || systemctl status waagent"),
        words={
            "active": "running",
            "inactive": "stopped",
            "dead": "stopped",
            "not_found": "missing",
            "started": "running",
            "not_listed": "missing",
        },
        lasts="state",
        mended="running",
    )
    service_since: datetime | None = fact("Since when the agent's service is in this state", lasts="fixed")
    service_start_type: Literal["automatic", "manual", "disabled", "masked"] | None = fact(
        "Start type of the agent's service",
        "How is the agent's service set to start (automatic, manual, disabled; Linux also masked)?",
        _SERVICES,
        linux("systemctl is-enabled walinuxagent || systemctl is-enabled waagent"),
        words={"auto": "automatic", "enabled": "automatic"},
        lasts="configured",
    )
    rdagent_state: Literal["running", "starting", "stopping", "stopped", "missing"] | None = fact(
        "State of the companion service RdAgent",
        "In which state is the service RdAgent?",
        _SERVICES,
        os="windows",
        words={"started": "running", "not_listed": "missing"},
        lasts="state",
        mended="running",
    )
    in_programs: bool | None = fact(
        "Programs and Features lists the agent",
        "Does Control Panel > Programs and Features list 'Windows Azure VM Agent'?",
        windows(
            "Get-ItemProperty HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\* | "
            "Where-Object DisplayName -like '*Azure VM*Agent*'"
        ),
        os="windows",
        lasts="configured",
        mended=True,
    )
    process_running: bool | None = fact(
        "Agent process is running",
        "Does `ps -ef` show a waagent process?",
        linux("ps -ef | grep -i '[w]aagent'"),
        os="linux",
        lasts="state",
        mended=True,
    )
    restart_tried: Literal["helped", "no_change", "not_tried"] | None = fact(
        "Result of restarting the agent",
        "Was the agent service restarted already, and did it help (helped, no change, not tried)?",
        ask("a restart of it is safe; what counts is whether Agent status becomes Ready within 5 minutes"),
        words={"yes": "no_change", "no": "not_tried"},
        lasts="fixed",
    )
    version: Version | None = fact(
        "Version of the agent (Linux: of the goal state agent)",
        "Which version does the agent have?",
        portal("VM > Settings > Properties > Agent version"),
        _INSTANCE_VIEW,
        linux("waagent --version"),
        lasts="configured",
    )
    package_version: Version | None = fact("Version of the installed agent package", os="linux", lasts="configured")
    latest: bool | None = fact(
        "Agent is the latest version that its source offers",
        "Is the agent the latest version that is offered (Linux: by the distribution's repository)?",
        windows("(Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\Virtual Machine\\Guest').GuestAgentVersion"),
        linux("apt-cache policy walinuxagent || dnf check-update WALinuxAgent || zypper info python-azure-agent"),
        lasts="state",
    )
    restart_policy: Literal["always", "on_failure", "on_abnormal", "on_abort", "on_success", "no"] | None = fact(
        "systemd restart policy of the agent",
        "What does systemd do when the agent dies (Restart=)?",
        linux("systemctl show -p Id,LoadState,Restart walinuxagent waagent"),  # of an unknown unit it shows defaults
        os="linux",
        lasts="configured",
    )
    auto_update: bool | None = fact(
        "Agent updates itself (AutoUpdate.UpdateToLatestVersion, before 2.10 AutoUpdate.Enabled)",
        "Is the agent's auto-update on in /etc/waagent.conf?",
        _CONFIG,
        os="linux",
        lasts="configured",
    )
    extensions_enabled: bool | None = fact(
        "`Extensions.Enabled` in waagent.conf",
        "Is Extensions.Enabled=y in /etc/waagent.conf (y when the line is absent)?",
        _CONFIG,
        os="linux",
        lasts="configured",
        mended=True,
    )
    provisioning_agent: Literal["auto", "waagent", "cloud-init", "disabled"] | None = fact(
        "`Provisioning.Agent` in waagent.conf",
        "What is Provisioning.Agent set to in /etc/waagent.conf (auto when the line is absent)?",
        _CONFIG,
        os="linux",
        lasts="configured",
    )
    disabled_by_file: bool | None = fact(
        "Agent is switched off by a disable_agent file",
        "Does /var/lib/waagent/disable_agent exist, or does waagent.log say 'sleeping forever'?",
        linux("ls /var/lib/waagent/disable_agent; grep -i 'sleeping forever' /var/log/waagent.log"),
        os="linux",
        lasts="configured",
        mended=False,
    )
    verbose_logging: bool | None = fact("`Logs.Verbose` in waagent.conf", os="linux", lasts="configured")
    python_version: Version | None = fact(
        "Python version that the agent runs on",
        "Which Python version does the agent run on (the Python line of `waagent --version`)?",
        linux("waagent --version; python3 --version"),
        os="linux",
        lasts="configured",
    )
    dotnet_version: Version | None = fact(
        ".NET Framework version in the guest",
        "Which .NET Framework version is installed?",
        windows("(Get-ItemProperty 'HKLM:\\SOFTWARE\\Microsoft\\NET Framework Setup\\NDP\\v4\\Full').Version"),
        os="windows",
        lasts="configured",
        mended=AtLeast(Version("4.0")),
    )
    at_work: tuple[AtWork, ...] | None = fact("When the agent was at work, as its log tells", os="linux", lasts="fixed")
    alive_at_failure: bool | None = fact(
        "Agent was at work when the backup failed, as its log tells",
        "Does the agent's log have heartbeats shortly before and after the time of the failure?",
        linux("grep HEARTBEAT /var/log/waagent.log | tail -n 50"),
        os="linux",
        lasts="fixed",
    )
    log_signatures: tuple[LogSignature, ...] | None = fact(
        "Known faults in the agent's log, as older fact files list them",
        lasts="event",
    )
    log_seldom: tuple[Name, ...] | None = fact(
        "Signs that a part of a log shows too seldom to count as such",
        holds="word",
        lasts="event",
    )
    log_shows_fault: bool | None = fact("The agent's log shows a known fault", lasts="event")


class Extension(Row):
    """One VM extension as Azure reports it."""

    name: Name | None = fact("Name", holds="extension")
    publisher: Name | None = fact("Publisher", holds="word")
    type: Name | None = fact("Type, as `VMSnapshot`", holds="word")
    version: Name | None = fact("Version", holds="word")
    state: Literal["succeeded", "failed", "updating", "creating", "deleting", "transitioning"] | None = fact(
        "State",
        words={
            "provisioning_succeeded": "succeeded",
            "provisioning_failed": "failed",
            "ready": "succeeded",
            "not_ready": "failed",
        },
    )
    message: Text | None = fact("Status message", holds="text")


class BackupRun(Row):
    """One run of the backup extension, as a log tells it."""

    name: Name | None = fact("The log and its beginning, which tell one from another", holds="word")
    started: datetime | None = fact("When it was started")
    reported: datetime | None = fact("When it reported how it ended")


class ExtensionFacts(Topic):
    """The VM extensions, the backup extension (VMSnapshot, VMSnapshotLinux) among them."""

    installed: tuple[Extension, ...] | None = fact("Extensions of the VM, as listed", lasts="state")
    failed: tuple[Name, ...] | None = fact(
        "Extensions that are not in state 'Provisioning succeeded'",
        "Which extensions show 'Provisioning failed' or 'Not ready' (none, or their names)?",
        portal("VM > Settings > Extensions + applications"),
        az("az vm extension list -g {resource_group} --vm-name {vm} -o table"),
        holds="extension",
        lasts="state",
        mended=(),
    )
    encryption_failed: bool | None = fact(
        "The extension of Azure Disk Encryption is among those that have failed", lasts="state"
    )
    in_transition: tuple[Name, ...] | None = fact(
        "Extensions that are being created, updated or deleted",
        "Which extensions are being created, updated or deleted right now (none, or their names)?",
        portal("VM > Settings > Extensions + applications"),
        az("az vm extension list -g {resource_group} --vm-name {vm} -o table"),
        holds="extension",
        lasts="state",
        hours=2,
    )
    backup_state: (
        Literal["absent", "succeeded", "failed", "updating", "creating", "deleting", "transitioning"] | None
    ) = fact(
        "State of the backup extension (VMSnapshot / VMSnapshotLinux)",
        "Which state does the extension VMSnapshot (Linux: VMSnapshotLinux) show (absent is normal before the "
        "first backup)?",
        portal("VM > Settings > Extensions + applications (not shown for every managed-disk VM)"),
        az("az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.vmAgent.extensionHandlers"),
        words={
            "missing": "absent",
            "none": "absent",
            "ok": "succeeded",
            "provisioning_succeeded": "succeeded",
            "provisioning_failed": "failed",
            "not_ready": "failed",
        },
        lasts="state",
        mended="succeeded",
    )
    backup_message: Text | None = fact("Status message of the backup extension", holds="text", lasts="state")
    backup_code: Name | None = fact(
        "Status that the backup extension itself reported, as `FailedRetryableFsFreezeFailed`",
        "Which status does the Linux backup extension name in the last 'StatusCode.' of its log (none, or the name)?",
        linux(
            "sudo grep -rhoE 'StatusCode[.][A-Za-z]+|Enable,[a-z]+,[0-9]+' "
            "/var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux"
        ),
        os="linux",
        holds="word",
        lasts="event",
    )
    backup_runs: tuple[BackupRun, ...] | None = fact(
        "When the backup extension ran, as the logs of agent and extension tell", lasts="fixed"
    )
    backup_started: bool | None = fact(
        "The backup extension was started for the backup that failed",
        "Was the backup extension started at the time of the failed backup (Linux: waagent.log has 'Enable extension' "
        "with VMSnapshotLinux; Windows: WaAppAgent.log has 'Beginning enable of plugin' with VMSnapshot)?",
        linux("sudo grep -a VMSnapshotLinux /var/log/waagent.log | grep -a 'Enable extension' | tail -n 5"),
        windows(
            "Select-String -Path C:\\WindowsAzure\\Logs\\WaAppAgent.log -SimpleMatch 'Beginning enable of plugin' | "
            "Select-Object -Last 5"
        ),
        lasts="fixed",
    )
    backup_reported: bool | None = fact(
        "The backup extension reported how it ended, for the backup that failed",
        "Did the backup extension report an end then (Linux: a line 'Enable,' with another number than 4 in its "
        "extension.log; Windows: 'DoSnapshot=complete' in IaaSBcdrExtension.log)?",
        linux("sudo grep -rha Enable, /var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux | tail -n 5"),
        windows(
            "Get-ChildItem -Recurse C:\\WindowsAzure\\Logs\\Plugins -Filter IaaSBcdrExtension*.log | "
            "Select-String -SimpleMatch 'DoSnapshot=complete' | Select-Object -Last 5"
        ),
        lasts="fixed",
    )
    backup_version: Version | None = fact(
        "Version of the backup extension (its build)",
        "Which version does the backup extension have (the end of its folder's name)?",
        linux("sudo ls -d /var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-*"),
        windows(r"Get-ChildItem C:\Packages\Plugins\Microsoft.Azure.RecoveryServices.VMSnapshot"),
        lasts="configured",
    )
    backup_milestone: (
        Literal["settings_read", "prechecked", "freezing", "frozen", "snapshotting", "thawed", "reported"] | None
    ) = fact(
        "How far the last run of the Linux backup extension came, as its log tells",
        "How far did the last run come in extension.log (reported: a line 'doFreezeSnapshot : run_result'; freezing: "
        "the last line is 'proceeded for accepting signals')?",
        linux("sudo tail -n 60 /var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux/extension.log"),
        os="linux",
        lasts="event",
    )
    log_ends_in: Literal["freeze", "size_count", "parallel_snapshots"] | None = fact(
        "Where the log of the Linux backup extension ends, as far as it is there",
        "With what does the part of extension.log that you have end (freeze: 'proceeded for accepting signals'; "
        "size_count: 'df command executed'; parallel_snapshots: '(Guest-parallel) Started')?",
        linux("sudo tail -n 3 /var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux/extension.log"),
        os="linux",
        lasts="event",
    )
