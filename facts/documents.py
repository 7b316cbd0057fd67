"""The documents that the knowledge rests on, with their editions: what rules, codes and signatures cite."""

from __future__ import annotations

from datetime import date

from .references import Document

_WRITTEN = date(2026, 11, 24)  # the knowledge base was written from these documents, each read on that day
_READ = date(2026, 11, 28)  # what was added for Azure's side, each read on that day
_LATER = date(2026, 11, 28)
_LEARN = "https://learn.microsoft.com/azure/"


SEED = Document(
    "Troubleshoot Azure Backup failure: issues with the agent or extension",
    "nl-NL edition of 2021-03-20",
    _LEARN + "backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout",
    _WRITTEN,
)
PAGE_2025 = Document(
    "Troubleshoot Azure Backup failure: issues with the agent or extension",
    "2025-11-12",
    _LEARN + "backup/backup-azure-troubleshoot-vm-backup-fails-snapshot-timeout",
    _WRITTEN,
)
PAGE_2018 = Document(
    "Troubleshoot Azure Backup failure: issues with the agent or extension",
    "2018-01-09",
    "https://github.com/MicrosoftDocs/azure-docs",
    _WRITTEN,
)
SIBLING = Document(
    "Troubleshooting backup failures on Azure virtual machines",
    "2025-11-12",
    _LEARN + "backup/backup-azure-vms-troubleshoot",
    _WRITTEN,
)
MATRIX = Document(
    "Support matrix for Azure VM backups", "2025-10-27", _LEARN + "backup/backup-support-matrix-iaas", _WRITTEN
)
FAQ = Document("FAQ on Azure VM backup", "2025-10-27", _LEARN + "backup/backup-azure-vm-backup-faq", _WRITTEN)
ENCRYPTION = Document(
    "Back up and restore encrypted Azure virtual machines",
    "2022-12-14",
    _LEARN + "backup/backup-azure-vms-encryption",
    _WRITTEN,
)
STATES = Document(
    "States and billing status of Azure Virtual Machines", "2025", _LEARN + "virtual-machines/states-billing", _WRITTEN
)
WINDOWS_AGENT = Document(
    "Troubleshoot the Azure Windows VM Agent",
    "2025-08-14",
    "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/windows-azure-guest-agent",
    _WRITTEN,
)
LINUX_AGENT = Document(
    "Troubleshoot the Azure Linux Agent",
    "2022",
    "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/linux/linux-azure-guest-agent",
    _WRITTEN,
)
AGENT_VERSIONS = Document(
    "Minimum version support for virtual machine agents in Azure",
    "2025-09-15",
    "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/support-extensions-agent-version",
    _WRITTEN,
)
AGENT_WINDOWS = Document(
    "Azure Virtual Machine Agent overview", "2025-08-18", _LEARN + "virtual-machines/extensions/agent-windows", _WRITTEN
)
FEATURES_WINDOWS = Document(
    "Virtual machine extensions and features for Windows",
    "2025-08-18",
    _LEARN + "virtual-machines/extensions/features-windows",
    _WRITTEN,
)
UPDATE_LINUX_AGENT = Document(
    "How to update the Azure Linux Agent on a VM",
    "2025-08-18",
    _LEARN + "virtual-machines/extensions/update-linux-agent",
    _WRITTEN,
)
WALINUXAGENT = Document(
    "WALinuxAgent README and source", "2.15.0.1, 2025-11-19", "https://github.com/Azure/WALinuxAgent", _WRITTEN
)
VMASSIST = Document(
    "VMAssist", "2026-04-20", "https://github.com/Azure/azure-support-scripts/tree/master/vmassist", _WRITTEN
)
EXTENSION_TROUBLESHOOTING = Document(
    "Troubleshooting Azure Windows VM extension failures",
    "2025-08-18",
    _LEARN + "virtual-machines/extensions/troubleshoot",
    _WRITTEN,
)
OVERVIEW = Document(
    "An overview of Azure VM backup", "2026-01-28", _LEARN + "backup/backup-azure-vms-introduction", _WRITTEN
)
AUTOMATION = Document(
    "Back up and restore Azure VMs with PowerShell",
    "2022-01-04",
    _LEARN + "backup/backup-azure-vms-automation",
    _WRITTEN,
)
STOP_JOB = Document(
    "Stop-AzRecoveryServicesBackupJob",
    "Az.RecoveryServices reference",
    "https://learn.microsoft.com/powershell/module/az.recoveryservices/stop-azrecoveryservicesbackupjob",
    _WRITTEN,
)
MULTI_IP = Document(
    "No Internet access from Azure Windows VM that has multiple IP addresses",
    "2022-04-15",
    "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/no-internet-access-multi-ip",
    _WRITTEN,
)
FEATURES_LINUX = Document(
    "Virtual machine extensions and features for Linux",
    "2025-08-18",
    _LEARN + "virtual-machines/extensions/features-linux",
    _WRITTEN,
)
LINUX_EXTENSION = Document(
    "Source of the Linux extensions (VMBackup)",
    "b7eecd4b9c53",
    "https://github.com/Azure/azure-linux-extensions/tree/master/VMBackup",
    _WRITTEN,
)
NIC_ADDRESSES = Document(
    "Configure IP addresses for an Azure network interface",
    "2023-08-24",
    _LEARN + "virtual-network/ip-services/virtual-network-network-interface-addresses",
    _WRITTEN,
)
VMSNAPSHOT = Document(
    "VM Snapshot extension for Azure Backup",
    "2025",
    _LEARN + "virtual-machines/extensions/vmsnapshot-windows",
    _WRITTEN,
)
RESTORE_POINT_SNAPSHOT = Document(
    "VM Snapshot extension using VM restore points",
    "006bb0c920d5",
    _LEARN + "virtual-machines/virtual-machines-restore-points-vm-snapshot-extension",
    _WRITTEN,
)
RESTORE_POINT_PAGE = Document(
    "Troubleshoot restore point failures", "2024", _LEARN + "virtual-machines/restore-point-troubleshooting", _WRITTEN
)
RESTORE_POINT_MATRIX = Document(
    "Support matrix for VM restore points", "2025", _LEARN + "virtual-machines/concepts-restore-points", _LATER
)
MATRIX_2026_03 = Document(
    "Support matrix for Azure VM backups", "2026-03-26", _LEARN + "backup/backup-support-matrix-iaas", _LATER
)
VM_ERRORS = Document(
    "Understand common error messages when you manage virtual machines in Azure",
    "2025-05-20",
    "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/error-messages",
    _WRITTEN,
)
LOCKS = Document(
    "Lock your Azure resources to protect your infrastructure",
    "2024",
    _LEARN + "azure-resource-manager/management/lock-resources",
    _WRITTEN,
)
SELF_HELP = Document(
    "Self-help articles of Azure Backup", "2021-04-09", "https://github.com/TheresaLui/SelfHelpContent_v2", _WRITTEN
)
FAQ_2025_12 = Document("FAQ on Azure VM backup", "2025-12-09", _LEARN + "backup/backup-azure-vm-backup-faq", _WRITTEN)
ENCRYPTED_ERRORS = Document(
    "Troubleshoot backup failures on encrypted Azure virtual machines",
    "2025-03-27",
    _LEARN + "backup/backup-azure-encrypted-vm-troubleshoot",
    _READ,
)
MATRIX_2026 = Document(
    "Support matrix for Azure VM backups", "2026-01-28", _LEARN + "backup/backup-support-matrix-iaas", _READ
)
AT_CREATION = Document(
    "Enable backup when you create an Azure VM", "2024-05-02", _LEARN + "backup/backup-during-vm-creation", _READ
)
THROTTLING = Document(
    "Troubleshooting API throttling errors",
    "2024-04-15",
    "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/troubleshooting-throttling-errors",
    _READ,
)
KEY_VAULT_BYPASS = Document(
    "KeyVaultNetworkRuleBypassOption",
    "reference of Azure.Provisioning.KeyVault",
    "https://learn.microsoft.com/dotnet/api/azure.provisioning.keyvault.keyvaultnetworkrulebypassoption",
    _READ,
)
ENCRYPTION_SET_REPORT = Document(
    "Public report of KeyVaultAccessForbidden with its whole message",
    "2022-07-27",
    "https://github.com/MicrosoftDocs/azure-docs/issues/96319",
    _READ,
)
KEY_VAULT_REFUSALS = Document(
    "Public report of a caller that a key vault's firewall keeps out",
    "2020-04-17",
    "https://github.com/MicrosoftDocs/azure-docs/issues/52649",
    _LATER,
)
PREPARE = Document(
    "Back up Azure VMs in a Recovery Services vault",
    "2026-01-22",
    _LEARN + "backup/backup-azure-arm-vms-prepare",
    _LATER,
)
MANAGE = Document(
    "Manage Azure VM backups with Azure Backup service",
    "2026-01-27",
    _LEARN + "backup/backup-azure-manage-vms",
    _LATER,
)
MUA = Document(
    "Multiuser authorization using Resource Guard",
    "2025-06-27",
    _LEARN + "backup/multi-user-authorization-concept",
    _LATER,
)
IMMUTABLE = Document(
    "Immutable vault for Azure Backup", "2025-06-19", _LEARN + "backup/backup-azure-immutable-vault-concept", _LATER
)
SOFT_DELETE = Document(
    "Secure by default with soft delete for Azure Backup", "2024-11-20", _LEARN + "backup/secure-by-default", _LATER
)
GENERAL_MATRIX = Document(
    "Support matrix for Azure Backup", "2025-01-08", _LEARN + "backup/backup-support-matrix", _LATER
)
WHATS_NEW = Document("What's new in Azure Backup", "2025-11-20", _LEARN + "backup/whats-new", date(2026, 11, 29))
ENHANCED = Document(
    "Back up an Azure VM using Enhanced policy",
    "2025-06-11",
    _LEARN + "backup/backup-azure-vms-enhanced-policy",
    _LATER,
)
MIGRATE = Document(
    "Move Azure VM backup from Standard to Enhanced policy",
    "2025-06-24",
    _LEARN + "backup/backup-azure-vm-migrate-enhanced-policy",
    _LATER,
)
DELETE_VAULT = Document(
    "Delete an Azure Backup Recovery Services vault",
    "2022-04-11",
    _LEARN + "backup/backup-azure-delete-vault",
    _LATER,
)
RBAC = Document(
    "Manage backups with Azure role-based access control", "2021-03-09", _LEARN + "backup/backup-rbac-rs-vault", _LATER
)
POLICY_SKUS = Document(
    "Supported VM images of the built-in policies for Azure VM backup",
    "2026-03-17",
    _LEARN + "backup/backup-azure-policy-supported-skus",
    _LATER,
)
ARM_ERRORS = Document(
    "Troubleshoot common Azure deployment errors",
    "2024-06-20",
    _LEARN + "azure-resource-manager/troubleshooting/common-deployment-errors",
    _LATER,
)
AZ_POWERSHELL = Document(
    "Source of the module Az.RecoveryServices (Azure PowerShell)",
    "2026",
    "https://github.com/Azure/azure-powershell",
    _LATER,
)
CLI = Document("Source of the Azure CLI (az backup)", "2.91.0", "https://github.com/Azure/azure-cli", _LATER)
WALINUXAGENT_ISSUES = Document(
    "Issues of WALinuxAgent", "2014 to 2026", "https://github.com/Azure/WALinuxAgent/issues", _WRITTEN
)
LINUX_EXTENSION_ISSUES = Document(
    "Issues of the Linux extensions", "2015 to 2026", "https://github.com/Azure/azure-linux-extensions/issues", _WRITTEN
)
LINUX_EXTENSIONS_STOP = Document(
    "Azure Linux VM extensions stop running",
    "2020-07-21",
    "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/linux/extensions-stop-running",
    _WRITTEN,
)
FIPS_LINUX = Document(
    "FIPS 140-3 support for Azure Linux VM extensions and guest agent",
    "2025-09-25",
    _LEARN + "virtual-machines/extensions/agent-linux-fips",
    _WRITTEN,
)
CERTIFICATES_WINDOWS = Document(
    "Troubleshoot extension certificate issues on a Windows VM in Azure",
    "2024-12-12",
    "https://learn.microsoft.com/troubleshoot/azure/virtual-machines/windows/"
    "troubleshoot-extension-certificates-issues-windows-vm",
    _WRITTEN,
)
RECORDINGS = Document("Recorded answers of the Azure API", "2016 to 2026", "", _WRITTEN)
_SERVER = "https://learn.microsoft.com/troubleshoot/windows-server/backup-and-storage/"
VSS_RESULTS = Document(
    "Results of the VSS API (vsserror.h, IVssBackupComponents, CVssWriterEx2)",
    "2024",
    "https://learn.microsoft.com/windows/win32/api/vsbackup/nf-vsbackup-ivssbackupcomponents-dosnapshotset",
    _READ,
)
MESSAGE_TABLES = Document(
    "Message tables of Windows (winevt-kb: vssvc.exe, volsnap.sys, es.dll)",
    "5e51c65e8331",
    "https://github.com/libyal/winevt-kb/tree/main/docs/sources/message-files",
    _READ,
)
NO_WRITERS = Document(
    "No VSS writers are listed", "2020-10-19", _SERVER + "no-vss-writers-listed-run-vssadmin-list", _READ
)
VOLSNAP_EVENTS = Document(
    "Volume Snapshot Driver Integrity",
    "Windows Server 2008 R2",
    "https://technet.microsoft.com/library/dd364896",
    _READ,
)
KB_956136 = Document(
    "Calls to the VSS management interface time out", "KB 956136", "https://support.microsoft.com/kb/956136", _READ
)
SUPPORT_JP = Document(
    "Japan Windows support team's blog (in Japanese)", "2017 to 2025", "https://jpwinsup.github.io/blog/", _READ
)
SYSTEM_WRITER = Document(
    "System state backup fails: system writer is not found in the backup",
    "2025-01-15",
    _SERVER + "system-writer-not-found-in-backup",
    _READ,
)
SHADOW_PROVIDER = Document(
    "Backup fails with VSS event ID 12292 and 11", "2020-09-08", _SERVER + "backup-fails-event-12292-11", _READ
)
SQL_WRITER = Document("Backup fails because of VSS writer", "2020-09-08", _SERVER + "backup-fails-vss-writer", _READ)
METADATA = Document(
    "Event ID 8193 when you perform a backup", "2023-12-26", _SERVER + "event-id-8193-when-you-perform-backup", _READ
)
IMAGE_PATH = Document(
    "System State Backup fails when an invalid ImagePath is specified for services",
    "2020-09-21",
    _SERVER + "system-state-backup-fails-invalid-imagepath",
    _READ,
)
EVENT_SYSTEM = Document(
    "Event ID 4609: COM+ Event System General Functionality",
    "2008",
    "https://technet.microsoft.com/en-us/library/dd337805(v=ws.10).aspx",
    _READ,
)
THREADS = Document("Public threads and posts that show the line", "2017 to 2026", "", _READ)
DOCUMENTS: tuple[Document, ...] = tuple(v for v in list(globals().values()) if isinstance(v, Document))
