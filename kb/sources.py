"""The documents that the knowledge rests on, with their editions."""

from __future__ import annotations

from dataclasses import dataclass

from ..engine.knowledge import Reference

_LEARN = "https://learn.microsoft.com/azure/"


@dataclass(frozen=True, slots=True)
class Document:
    """A document in one edition; `section` names a place in it."""

    title: str
    edition: str
    url: str

    def section(self, name: str, anchor: str = "") -> Reference:
        """A reference to a section, by its heading."""
        return Reference(self.title, name, self.edition, f"{self.url}#{anchor}" if anchor else self.url)


SEED = Document(
    "Troubleshoot Azure Backup failure: issues with the agent or extension",
    "nl-NL edition of 2021-03-20",
    _LEARN + "backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout",
)
PAGE_2025 = Document(
    "Troubleshoot Azure Backup failure: issues with the agent or extension",
    "2025-11-12",
    _LEARN + "backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout",
)
PAGE_2018 = Document(
    "Troubleshoot Azure Backup failure: issues with the agent or extension",
    "2018-01-09",
    "https://github.com/MicrosoftDocs/azure-docs",
)
SIBLING = Document(
    "Troubleshooting backup failures on Azure virtual machines",
    "2025-11-12",
    _LEARN + "backup/backup-azure-vms-troubleshoot",
)
MATRIX = Document("Support matrix for Azure VM backups", "2025-10-27", _LEARN + "backup/backup-support-matrix-iaas")
FAQ = Document("FAQ on Azure VM backup", "2025-10-27", _LEARN + "backup/backup-azure-vm-backup-faq")
ENCRYPTION = Document(
    "Back up and restore encrypted Azure virtual machines",
    "2022-12-14",
    _LEARN + "backup/backup-azure-vms-encryption",
)
STATES = Document(
    "States and billing status of Azure Virtual Machines", "2025", _LEARN + "virtual-machines/states-billing"
)
WINDOWS_AGENT = Document(
    "Troubleshoot the Azure Windows VM Agent",
    "2025-08-14",
    "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/windows-azure-guest-agent",
)
LINUX_AGENT = Document(
    "Troubleshoot the Azure Linux Agent",
    "2022",
    "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/linux/linux-azure-guest-agent",
)
AGENT_VERSIONS = Document(
    "Minimum version support for virtual machine agents in Azure",
    "2025-09-15",
    "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/support-extensions-agent-version",
)
AGENT_WINDOWS = Document(
    "Azure Virtual Machine Agent overview", "2025-08-18", _LEARN + "virtual-machines/extensions/agent-windows"
)
FEATURES_WINDOWS = Document(
    "Virtual machine extensions and features for Windows",
    "2025-08-18",
    _LEARN + "virtual-machines/extensions/features-windows",
)
UPDATE_LINUX_AGENT = Document(
    "How to update the Azure Linux Agent on a VM",
    "2025-08-18",
    _LEARN + "virtual-machines/extensions/update-linux-agent",
)
WALINUXAGENT = Document(
    "WALinuxAgent README and source", "2.15.0.1, 2025-11-19", "https://github.com/Azure/WALinuxAgent"
)
VMASSIST = Document("VMAssist", "2026-04-20", "https://github.com/Azure/azure-support-scripts/tree/master/vmassist")
EXTENSION_TROUBLESHOOTING = Document(
    "Troubleshoot Azure VM extension failures", "2025", _LEARN + "virtual-machines/extensions/troubleshoot"
)
OVERVIEW = Document("An overview of Azure VM backup", "2026-01-28", _LEARN + "backup/backup-azure-vms-introduction")
AUTOMATION = Document(
    "Back up and restore Azure VMs with PowerShell", "2022-01-04", _LEARN + "backup/backup-azure-vms-automation"
)
STOP_JOB = Document(
    "Stop-AzRecoveryServicesBackupJob",
    "Az.RecoveryServices reference",
    "https://learn.microsoft.com/powershell/module/az.recoveryservices/stop-azrecoveryservicesbackupjob",
)
MULTI_IP = Document(
    "No Internet access from Azure Windows VM that has multiple IP addresses",
    "2022-04-15",
    "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/no-internet-access-multi-ip",
)
FEATURES_LINUX = Document(
    "Virtual machine extensions and features for Linux",
    "2025-08-18",
    _LEARN + "virtual-machines/extensions/features-linux",
)
LINUX_EXTENSION = Document(
    "Source of the Linux extensions (VMBackup)",
    "b7eecd4b9c53",
    "https://github.com/Azure/azure-linux-extensions/tree/master/VMBackup",
)
NIC_ADDRESSES = Document(
    "Configure IP addresses for an Azure network interface",
    "2023-08-24",
    _LEARN + "virtual-network/ip-services/virtual-network-network-interface-addresses",
)
VMSNAPSHOT = Document(
    "VM Snapshot extension for Azure Backup", "2025", _LEARN + "virtual-machines/extensions/vmsnapshot-windows"
)
RECORDINGS = Document("Recorded answers of the Azure API", "2016 to 2026", "")
