"""The limits that the document names, with what holds today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..facts.references import Reference
from .sources import (
    AGENT_VERSIONS,
    AGENT_WINDOWS,
    FAQ_2025_12,
    FEATURES_WINDOWS,
    FIPS_LINUX,
    GENERAL_MATRIX,
    LINUX_EXTENSION_ISSUES,
    LINUX_EXTENSIONS_STOP,
    MANAGE,
    MATRIX,
    MATRIX_2026,
    OVERVIEW,
    RESTORE_POINT_PAGE,
    SEED,
    WALINUXAGENT,
)

TB = 1024  # GiB, as Azure counts disk sizes


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit: `seed` is the value that the document prints, `today` the one that holds (the same where None)."""

    id: str
    meaning: str
    seed: Any
    unit: str
    source: Reference
    today: Any = None
    today_source: Reference | None = None

    @property
    def value(self) -> Any:
        """The value that holds today."""
        return self.seed if self.today is None else self.today


RESTORE_POINTS = Limit(
    "L.rp-18",
    "instant restore points that a VM may have, over all collections and resource groups",
    18,
    "restore points",
    SEED.section("UserErrorRpCollectionLimitReached"),
)
INSTANT_RETENTION = Limit(
    "L.instant-retention",
    "longest instant restore retention; 30 days with an Enhanced policy",
    5,
    "days",
    SEED.section("UserErrorRpCollectionLimitReached"),
)
BACKUPS_PER_DAY = Limit(
    "L.one-per-day",
    "backups a day: the document recommends one; today a Standard policy allows 1 scheduled and 3 on demand",
    1,
    "per day",
    SEED.section("UserErrorRpCollectionLimitReached"),
    4,
    MATRIX.section("Supported backup actions"),
)
DISK_SIZE = Limit(
    "L.disk-32TB",
    "largest disk that can be backed up",
    32 * TB,
    "GiB",
    SEED.section("UserErrorUnsupportedDiskSize"),
    64 * TB,
    FAQ_2025_12.section("Is 64 TB disk support for Azure Backup available in all regions?"),
)
TOTAL_DISK_SIZE = Limit(
    "today.total-disk-size",
    "largest total size of a VM's disks (not in the document)",
    512 * TB,
    "GiB",
    MATRIX.section("VM storage support: Data disk size"),
)
ENCRYPTED_DISK_SIZE = Limit(
    "L.enc-4TB",
    "largest disk with Azure Disk Encryption",
    4 * TB,
    "GiB",
    SEED.section("UserErrorUnsupportedDiskSize"),
)
PYTHON = Limit(
    "L.python",
    "oldest Python for the Linux agent (2.7 where a proxy is configured)",
    "2.6",
    "version",
    SEED.section("Step 2: Check Azure VM guest agent service health"),
)
PYTHON_WITH_PROXY = Limit(
    "today.python-with-proxy",
    "oldest Python for the Linux agent where a proxy is configured (not in the document)",
    "2.7",
    "version",
    MATRIX.section("Operating system support (Linux)"),
)
DOTNET = Limit(
    "L.dotnet",
    "oldest .NET Framework for the Windows agent",
    "4.5",
    "version",
    SEED.section("The agent is installed in the VM, but it's unresponsive"),
    "4.0",
    AGENT_WINDOWS.section("Prerequisites"),
)
PORTS = Limit(
    "L.ports",
    "ports of 168.63.129.16 that the guest must reach",
    (80, 443, 32526),
    "ports",
    SEED.section("Step 4: Check Azure Backup VM extension health"),
    (80, 32526),
    FEATURES_WINDOWS.section("Network access"),
)
PORTAL_RETRIES = Limit(
    "L.retry",
    "tries until the portal has deleted a large restore point collection",
    3,
    "tries",
    SEED.section("Clean up restore point collection"),
)
WINDOWS_AGENT_VERSION = Limit(
    "today.windows-agent",
    "oldest supported Windows agent (the document says only: the latest)",
    "2.7.41491.1010",
    "version",
    AGENT_VERSIONS.section("Minimum supported version of Windows VM Agent"),
)
LINUX_AGENT_VERSION = Limit(
    "today.linux-agent",
    "oldest supported Linux agent, goal state (the document says only: the latest)",
    "2.2.53.1",
    "version",
    AGENT_VERSIONS.section("Minimum supported version of Linux VM Agent"),
)
AUTO_UPDATE_KEY = Limit(
    "today.auto-update-key",
    "agent version since which AutoUpdate.UpdateToLatestVersion exists",
    "2.10.0.8",
    "version",
    WALINUXAGENT.section("AutoUpdate.UpdateToLatestVersion"),
)
PLATFORM_RESTORE_POINTS = Limit(
    "today.rp-500",
    "restore points that the compute platform keeps of a VM, over all collections and products",
    500,
    "restore points",
    RESTORE_POINT_PAGE.section("maximum allowed snapshot limit"),
)
DATA_DISKS = Limit(
    "today.disks-32",
    "disks of a VM that can be backed up (whether the OS disk counts is not said: more data disks than this fail)",
    32,
    "disks",
    MATRIX_2026.section("VM storage support"),
)
VMS_PER_VAULT = Limit(
    "today.vms-per-vault",
    "Azure VMs that one vault protects (not in the document)",
    1000,
    "VMs",
    GENERAL_MATRIX.section("Vault support"),
)
VMS_PER_POLICY = Limit(
    "today.vms-per-policy",
    "VMs that the portal gives one policy (not in the document)",
    100,
    "VMs",
    FAQ_2025_12.section("Is there a limit on number of VMs that can be associated with the same backup policy?"),
)
REGISTRATIONS_PER_DAY = Limit(
    "today.registrations-per-day",
    "VMs that are registered with one vault in a day (not in the document)",
    250,
    "VMs",
    GENERAL_MATRIX.section("Vault support"),
)
ON_DEMAND_TRIES = Limit(
    "today.on-demand-tries",
    "backups on demand that may be tried for one VM in a day (not in the document)",
    9,
    "tries",
    MANAGE.section("Run an on-demand backup"),
)
HIGH_CHURN = Limit(
    "today.high-churn",
    "changes in a day from which a backup takes more than 8 hours (not in the document)",
    200,
    "GiB",
    OVERVIEW.section("Backup performance"),
)
FIPS_AGENT = Limit(
    "today.fips-agent",
    "oldest goal state agent that can read certificates under FIPS 140-3",
    "2.14.0.1",
    "version",
    FIPS_LINUX.section("Linux guest agent"),
)
PYTHON_WITHOUT_IMP = Limit(
    "today.python-without-imp",
    "first Python that has neither imp nor distutils",
    "3.12",
    "version",
    LINUX_EXTENSION_ISSUES.section("1922"),
)
EXTENSION_WITHOUT_IMP = Limit(
    "today.extension-without-imp",
    "first build of VMSnapshotLinux that does without imp",
    "1.0.9220.0",
    "version",
    LINUX_EXTENSION_ISSUES.section("1922"),
)
DOWNGRADE_AGENT = Limit(
    "today.downgrade-agent",
    "newest Linux agent that can refuse an extension as a downgrade by mistake",
    "2.2.24",
    "version",
    LINUX_EXTENSIONS_STOP.section("Symptoms"),
)
LIMITS: tuple[Limit, ...] = tuple(v for v in list(globals().values()) if isinstance(v, Limit))
