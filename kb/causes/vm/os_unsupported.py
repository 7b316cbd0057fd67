"""Azure Backup does not support the guest's operating system."""

from ...authoring import *

_CODE, _APPLIANCE = "UserErrorUnSupportedDistribution", vm.plan_publisher.one_of(*APPLIANCES)
_LOOK = (
    *how(vm.os_name, "az"),
    *az("az vm get-instance-view -g {resource_group} -n {vm} --query instanceView.osVersion"),
    *bash("cat /etc/os-release; uname -m", when=LINUX),
    *ps("Get-CimInstance Win32_OperatingSystem | select Caption,Version,OSArchitecture", when=WINDOWS, verified=False),
)

CAUSE = cause(
    __name__,
    "The operating system is not supported by Azure Backup",
    "Agent and snapshot extension are made for the operating systems in the support matrix of Azure Backup only; "
    "on another one (FreeBSD, so pfSense and OPNsense; a firewall or network appliance (NVA) of another maker, as "
    "FortiGate, FortiAnalyzer, Palo Alto, Check Point), or a 32-bit one, they may not install or run.",
    family="os-support",
    sources=(
        HEALTH_STEP_2,
        MATRIX.section("Operating system support (Windows)"),
        MATRIX.section("Operating system support (Linux)"),
        MATRIX_2026_03.section("Operating system support (Linux): agentless crash-consistent backups"),
        OLD_WINDOWS.source,
        AGENT_WINDOWS.section("Prerequisites"),
    ),
    codes=("guest", _CODE),
    phases=BOTH,
    rules=(
        # A system that was backed up before fails for another reason; and the matrix is about support, not working.
        suggests(vm.os_supported == False, backup.first_backup_done == False),
        confirms(
            vm.os_supported == False,
            error.code == _CODE,
            because="the code refuses the system, and the support matrix does not have it",
            rival="none: the code is about the system alone",
        ),
        suggests(error.code == _CODE),
        *(hints(sign) for sign in (vm.os_supported == False, vm.os_name.one_of(*OLD_WINDOWS.values), _APPLIANCE)),
        rules_out(vm.os_supported == True, error.code.one_of(*codes_other_than(_CODE))),
        # What an appliance runs on is its maker's own system, which is not in the matrix. Some work all the same.
        *(suggests(_APPLIANCE, s) for s in (backup.first_backup_done == False, extensions.backup_state == "failed")),
    ),
    leads_to=("agent-not-reporting", "vmsnapshot-failed"),
    remedy=(
        look(
            "Compare name, version and architecture with https://learn.microsoft.com/azure/backup/backup-support-matrix-iaas.",
            _LOOK,
            caution="With an agent 32-bit is never supported; it asks for Windows Server 2016 or newer, or 10 or 11.",
        ),
        WITHOUT_AGENT,
        restart(
            "Or upgrade the system to a supported one, or move the workload to a new VM that has one.",
            rights=ADMIN_OR_ROOT,
            caution="Copy the data elsewhere first: this VM has no backup. Try the upgrade on a copy of the VM.",
        ),
    ),
    verify=verify("The system is in the support matrix, and the agent is Ready.", _LOOK),
)
