"""Where the document of 2021 errs or has aged: what it says, what holds today, which causes that touches."""

from __future__ import annotations

from dataclasses import dataclass

from ..facts.references import Reference
from .sources import (
    AUTOMATION,
    FAQ,
    FEATURES_WINDOWS,
    MATRIX,
    PAGE_2018,
    RECORDINGS,
    SIBLING,
    WALINUXAGENT,
    WINDOWS_AGENT,
)


@dataclass(frozen=True, slots=True)
class Deviation:
    """A statement that must not be taken literally: `seed` is the document's, `today` what rules.

    `causes` are ids of the causes it touches; empty where it touches how codes are recognised. `source` tells
    where today's statement stands.
    """

    id: str
    seed: str
    today: str
    causes: tuple[str, ...]
    source: Reference


DEVIATIONS = (
    Deviation(
        "W.1",
        "The provisioning state must be Running; Stopped, Deallocated or Updating disturbs the backup.",
        "Running, Stopped and Deallocated are power states, and a VM that is off is backed up, "
        "crash-consistently. What disturbs is a provisioning state of Updating or Failed.",
        ("vm-not-running", "vm-updating", "vm-failed-state"),
        MATRIX.section("Supported backup actions: Back up a VM that's shut down or offline"),
    ),
    Deviation(
        "W.2",
        "The service is called 'Windows Azure VM Guest Agent service'.",
        "Its display name is Windows Azure Guest Agent, its name WindowsAzureGuestAgent; RdAgent stands beside it.",
        ("agent-stopped-windows", "agent-missing-windows", "agent-corrupt-windows"),
        WINDOWS_AGENT.section("Troubleshooting checklist"),
    ),
    Deviation(
        "W.3",
        "The guest needs the ports 80, 443 and 32526 of 168.63.129.16.",
        "80 and 32526 are needed; 443 no longer is.",
        ("wireserver-blocked",),
        FEATURES_WINDOWS.section("Network access"),
    ),
    Deviation(
        "W.4",
        "A lock on the resource group of the VM keeps restore points from being cleaned up.",
        "The lock that matters is on the resource group that Azure Backup made, or inherited from the "
        "subscription. A lock on the VM's own group does no harm.",
        ("rg-lock",),
        FAQ.section("I enabled a lock on the resource group created by Azure Backup Service"),
    ),
    Deviation(
        "W.5",
        "The option Extensions.Enable in waagent.conf must be y.",
        "The key is Extensions.Enabled, and y where the line is absent.",
        ("linux-agent-config",),
        WALINUXAGENT.section("Extensions.Enabled"),
    ),
    Deviation(
        "W.5b",
        "The option Provisioning.Agent in waagent.conf must be auto.",
        "auto, waagent, cloud-init and disabled are all valid: it only chooses who sets up the VM at first "
        "boot, and extensions do not look at it. Another value than auto is a weak hint.",
        ("linux-agent-config",),
        WALINUXAGENT.section("Provisioning.Agent"),
    ),
    Deviation(
        "W.6",
        "Exclude the path /var/lib, or IaaSBcdrExtension.exe, from AppLocker.",
        "/var/lib is a Linux path (/var/lib/waagent is excluded from SELinux). For AppLocker, allow the "
        "program in C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot.",
        ("app-control",),
        SIBLING.section("UserErrorVmNotInDesirableState"),
    ),
    Deviation(
        "W.7",
        "Restore point collections are named AzureBackupRG_<VM name>_<number>.",
        "They are named AzureBackup_<VM name>_<digits>.",
        ("rpc-limit",),
        FAQ.section("How do I move a VM backed up by Azure Backup to a different resource group?"),
    ),
    Deviation(
        "W.8",
        "The resource group of the restore points is always named AzureBackupRG_<region>_<number>.",
        "The backup policy can set another name, and any group may be named like that: the name proves nothing.",
        ("rg-lock", "rpc-limit"),
        AUTOMATION.section("Creating Azure Backup resource group during snapshot retention"),
    ),
    Deviation(
        "W.9",
        "ExtensionSnapshotFailedNoNetwork comes from a shutdown inside RDP or from DHCP.",
        "The edition of 2018 named missing network access first, and the Linux extension reports it when a "
        "call to the storage fails: the network checks count too.",
        ("rdp-shutdown", "dhcp-disabled", "dhcp-option-245", "storage-unreachable", "wireserver-blocked"),
        PAGE_2018.section("ExtensionSnapshotFailedNoNetwork"),
    ),
    Deviation(
        "W.10",
        "The messages stand there in Dutch, translated by machine.",
        "Azure reports codes, and messages of its own in each language: codes and English messages count, "
        "and the Dutch texts serve only to recognise a pasted one.",
        (),
        RECORDINGS.section("errorDetails of backup jobs: errorTitle holds the code"),
    ),
)
