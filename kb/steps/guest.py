"""What is done in the guest on Linux and on Windows alike."""

from ...engine.knowledge import Command
from ..facts import vm
from .azure import RESTART_VM

LINUX = vm.os_type == "linux"
WINDOWS = vm.os_type == "windows"
ADMIN_OR_ROOT = "administrator (root) in the guest"

# From outside or from inside, whichever can be reached.
RESTART = (
    *RESTART_VM,
    Command("bash", "sudo reboot", when=LINUX),
    Command("powershell", "Restart-Computer", when=WINDOWS),
)
_KEYS = r"HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion"
PENDING_REBOOT = (
    Command("bash", "test -f /var/run/reboot-required && echo pending || needs-restarting -r", when=LINUX),
    Command(
        "powershell",
        rf"Test-Path '{_KEYS}\WindowsUpdate\Auto Update\RebootRequired',"
        rf"'{_KEYS}\Component Based Servicing\RebootPending'",
        when=WINDOWS,
        verified=False,
    ),
)

# The backup extension, which the next backup installs again. It has another name on each system.
_PORTAL = "VM > Settings > Extensions + applications > "
_DELETE = "az vm extension delete -g {resource_group} --vm-name {vm} -n "
_REMOVE = "Remove-AzVMExtension -ResourceGroupName {resource_group} -VMName {vm} -Name "
REMOVE_BACKUP_EXTENSION = (
    Command("portal", f"{_PORTAL}VMSnapshot > Uninstall", when=WINDOWS),
    Command("portal", f"{_PORTAL}VMSnapshotLinux > Uninstall", when=LINUX),
    Command("az", f"{_DELETE}VMSnapshot", when=WINDOWS),
    Command("az", f"{_DELETE}VMSnapshotLinux", when=LINUX),
    Command("az-powershell", f"{_REMOVE}VMSnapshot", when=WINDOWS),
    Command("az-powershell", f"{_REMOVE}VMSnapshotLinux", when=LINUX),
)
