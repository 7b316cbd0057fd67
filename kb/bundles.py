"""What is asked for at once: the logs and messages that a person can paste, and the states that the portal shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ..engine.bundles import Bundle, State
from ..facts.commands import Command
from ..facts.declaration import az, linux, portal, windows
from ..facts.signatures import signs
from ..facts.signatures.declaration import Signature
from ..facts.vocabulary import vocabulary
from .collection import COLLECTIONS
from .collection.declaration import Script

_LIMITED = re.compile(r"^limited \d+ ")
_EXTENSION = "/var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux"


def _is_at(signature: Signature, *places: str) -> bool:
    return signature.places[0].id in places


def _signs(os: str | None, *places: str) -> tuple[str, ...]:
    """The signs whose first place is one of these, in a guest of this kind."""
    return tuple(fact for fact, (first, *_) in signs().items() if _is_at(first, *places) and first.places[0].os == os)


def _bundles() -> Iterator[Bundle]:
    yield Bundle(
        "vm-page",
        "states",
        "What does the VM's page in the portal show? Name all that you see.",
        ("vm.os_type", "vm.power_state", "agent.status", "vm.provisioning_state"),
        (
            portal("VM > Overview (operating system, status); VM > Settings > Properties (agent status)"),
            az("az vm get-instance-view -g {resource_group} -n {vm} -o json"),
        ),
        states=(
            State("Operating system: Windows", {"vm.os_type": "windows"}),
            State("Operating system: Linux", {"vm.os_type": "linux"}),
            State("Status: Running", {"vm.power_state": "running"}),
            State("Status: Stopped", {"vm.power_state": "stopped"}),
            State("Status: Stopped (deallocated)", {"vm.power_state": "deallocated"}),
            State("Agent status: Ready", {"agent.status": "ready"}),
            State("Agent status: Not Ready", {"agent.status": "not_ready"}),
            State("Provisioning state: Succeeded", {"vm.provisioning_state": "succeeded"}),
            State("Provisioning state: Failed", {"vm.provisioning_state": "failed"}),
            State("Provisioning state: Updating", {"vm.provisioning_state": "updating"}),
        ),
    )
    yield Bundle(
        "extensions-page",
        "states",
        "What does the VM's list of extensions in the portal show? Name all that you see.",
        ("extensions.backup_state", "extensions.failed", "extensions.in_transition"),
        (
            portal("VM > Settings > Extensions + applications"),
            az("az vm extension list -g {resource_group} --vm-name {vm} -o table"),
        ),
        states=(
            State("VMSnapshot: Provisioning succeeded", {"extensions.backup_state": "succeeded"}),
            State("VMSnapshot: Provisioning failed", {"extensions.backup_state": "failed"}),
            State("VMSnapshot: Transitioning", {"extensions.backup_state": "transitioning"}),
            State("no VMSnapshot", {"extensions.backup_state": "absent"}),
            State("another extension: Provisioning failed", {"extensions.failed": None}),
            State("another extension: Transitioning", {"extensions.in_transition": None}),
            State("all others: Provisioning succeeded", {"extensions.failed": (), "extensions.in_transition": ()}),
        ),
    )
    yield Bundle(
        "activity-log",
        "states",
        "What does the activity log of the VM, and of the group of its restore points, show at the time of the "
        "failure? Name all that you see.",
        (
            "restore_points.group_denied",
            "restore_points.collection_deleted",
            "locks.refused_cleanup",
            "vm.changed_state_at_failure",
            "vm.model_changed_at_failure",
        ),
        (
            portal("VM > Activity log; resource group of the restore points > Activity log"),
            az("az monitor activity-log list -g {resource_group} --offset 2d -o table"),
        ),
        states=(
            State("a policy denied something (RequestDisallowedByPolicy)", {"restore_points.group_denied": True}),
            State("a restore point collection was deleted", {"restore_points.collection_deleted": True}),
            State("a lock refused a deletion (ScopeLocked)", {"locks.refused_cleanup": True}),
            State("the VM was started, stopped, restarted or deallocated", {"vm.changed_state_at_failure": True}),
            State("the VM or a disk of it was changed", {"vm.model_changed_at_failure": True}),
            State("nothing of this", {}),  # two logs, looked through by eye: that a line was not seen excludes nothing
        ),
    )
    yield Bundle(
        "network-linux",
        "output",
        "What do these commands print in the guest? They ask the platform for an answer. Paste it.",
        ("network.port_80", "network.port_32526", "network.firewall_blocks_host"),
        (
            linux("sudo curl -sS -m 5 'http://168.63.129.16/?comp=versions'"),
            linux(
                "sudo timeout 3 bash -c '</dev/tcp/168.63.129.16/32526' && echo 168.63.129.16:32526 open || "
                "echo 168.63.129.16 port 32526 failed"
            ),
            linux("sudo iptables-save | grep -F 168.63.129.16"),
        ),
        "linux",
    )
    yield Bundle(
        "messages",
        "lines",
        "Does an error text stand anywhere: in the details of the failed job, the status of an extension, the activity "
        "log of the VM? Paste it.",
        (
            "error.inner_message",
            *_signs(None, "job-text", "handler-message", "agent-message", "activity-log", "any-text"),
        ),
        (
            portal("Recovery Services vault > Monitoring > Backup jobs > (the failed job) > Details"),
            portal("VM > Extensions + applications > (the extension that failed) > Detailed status"),
            az("az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.extensions -o json"),
        ),
    )
    yield Bundle(
        "agent-log-linux",
        "lines",
        "Which lines are the last in the agent's log? Paste them.",
        _signs("linux", "agent-log-linux"),
        (linux("sudo tail -n 150 /var/log/waagent.log"),),
        "linux",
    )
    yield Bundle(
        "extension-log-linux",
        "lines",
        "Which lines are the last in the log of the backup extension? Paste them.",
        _signs("linux", "extension-log", "shell-log", "extension-status"),
        (linux(f"sudo sh -c 'tail -n 150 {_EXTENSION}/*.log'"),),
        "linux",
    )
    yield Bundle(
        "system-log-linux",
        "lines",
        "Which warnings do the journal and the kernel's messages show? Paste them.",
        _signs("linux", "kernel", "journal", "audit-log"),
        (linux("sudo journalctl -p warning --since '2 days ago' | tail -n 150"),),
        "linux",
    )
    yield Bundle(
        "agent-log-windows",
        "lines",
        "Which lines are the last in the agent's log? Paste them.",
        _signs("windows", "agent-log-windows"),
        (windows("Get-Content C:\\WindowsAzure\\Logs\\WaAppAgent.log -Tail 150"),),
        "windows",
    )
    yield Bundle(
        "event-log-windows",
        "lines",
        "Which errors and warnings do the event logs show about the time of the failure? Paste them.",
        _signs("windows", "any-text", "event"),
        (
            windows(
                "Get-WinEvent -FilterHashtable @{LogName='Application','System'; Level=1,2,3} -MaxEvents 60 | "
                "Format-List TimeCreated,ProviderName,Id,Message"
            ),
        ),
        "windows",
    )


def _outputs() -> Iterator[Bundle]:
    yield _output(
        "linux",
        "agent-linux",
        "What do these commands print in the guest? They look at the agent. Paste it.",
        "systemctl show -p Id,Names,FragmentPath,LoadState,ActiveState,SubState,UnitFileState,Restart "
        "walinuxagent.service waagent.service",
        "waagent --version",
        "waagent --show-configuration",
        "ls -l /var/lib/waagent/disable_agent",
        beside={"agent.process_running": linux("ps -ef | grep '[w]aagent'")},
    )
    yield _output(
        "linux",
        "system-linux",
        "What do these commands print in the guest? They look at its disks and at openssl. Paste it.",
        "df -P / /var /var/lib/waagent /var/log /etc /tmp",
        "df -Pi / /var /var/lib/waagent /var/log /etc /tmp",
        "findmnt -no OPTIONS -T /var/lib/waagent",
        "cat /proc/sys/crypto/fips_enabled",
        "openssl version",
    )
    yield _output(
        "windows",
        "services-windows",
        "What does this command print in the guest? It lists the services. Paste it.",
        "Win32_Service",
    )
    yield _output(
        "windows",
        "vss-windows",
        "What do these commands print in the guest? They list what takes part in a snapshot. Paste it.",
        "vssadmin list writers",
        "vssadmin list providers",
    )
    yield _output(
        "windows",
        "network-windows",
        "What do these commands print in the guest? They look at the network. Paste it.",
        "Test-NetConnection 168.63.129.16",
        "Win32_NetworkAdapterConfiguration",
        "Get-NetAdapter",
    )


def _output(script: Script, id: str, question: str, *names: str, beside: Mapping[str, Command] | None = None) -> Bundle:
    """What the commands of these names print, as `backupdx collect` runs them; `beside` are facts with own commands."""
    commands = [c for name in names for c in COLLECTIONS if c.script == script and c.name == name]
    facts = dict.fromkeys(fact for c in commands for fact in c.gives if vocabulary()[fact].askable)
    guest = linux if script == "linux" else windows
    how = tuple(guest(_LIMITED.sub("sudo ", c.command.text).removesuffix(" | hidden")) for c in commands)
    own = beside or {}
    return Bundle(
        id, "output", question, (*facts, *own), (*how, *own.values()), "linux" if script == "linux" else "windows"
    )


@cache
def bundles() -> tuple[Bundle, ...]:
    """What an interview asks for at once."""
    return (*_bundles(), *_outputs())
