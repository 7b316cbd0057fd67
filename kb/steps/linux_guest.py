"""More of what is done in a Linux guest: where its logs are read, and whole steps that several causes share."""

from .azure import SCHEDULE
from .guest import LINUX, WINDOWS
from .linux import DEBIAN, RUN_COMMAND_LINUX, START_AGENT_LINUX, YUM, of_agent_unit
from .making import ADMIN, ADMIN_OR_ROOT, ROOT, az, bash, change, destroy, look, portal, ps, restart

EXTENSION_FOLDER = "/var/log/azure/Microsoft.Azure.RecoveryServices.VMSnapshotLinux"
AGENT_LOG = bash("sudo tail -n 100 /var/log/waagent.log")
AGENT_JOURNAL = of_agent_unit("sudo journalctl -u {unit} -n 100 --no-pager")
RUN_LOG = bash(f"sudo tail -n 100 {EXTENSION_FOLDER}/extension.log")
SHELL_LOG = bash(f"sudo tail -n 20 {EXTENSION_FOLDER}/shell.log")
NEXT_BACKUP = bash(f"sudo grep -h Enable, {EXTENSION_FOLDER}/extension.log", "sudo tail -n 20 /var/log/waagent.log")

# Whole steps. The first one gives the agent a new goal state, with new certificates.
REAPPLY_MODEL = change(
    "Have Azure send the VM's model again: the agent gets a new goal state, and new certificates with it.",
    portal("VM > Help > Redeploy + reapply > Reapply"),
    az("az vm reapply -g {resource_group} -n {vm}"),
    caution="In rare cases it restarts the VM. Wait five minutes before you look at the result.",
)
REALLOCATE = restart(
    "If that does not help, stop (deallocate) the VM and start it again.",
    az("az vm deallocate -g {resource_group} -n {vm}", "az vm start -g {resource_group} -n {vm}"),
    caution="The VM is down meanwhile. What lies on the temporary disk is lost, and a dynamic public address changes.",
)
VMBACKUP_CONF = bash(
    "test -f /etc/azure/vmbackup.conf || printf '[SnapshotThread]\\n' | sudo tee /etc/azure/vmbackup.conf",
    "sudo vi /etc/azure/vmbackup.conf",
    verified=False,
)
CONF_CAUTION = (
    "The copy in the extension's own folder has no effect. Keep the file in plain ASCII: one that cannot be read is "
    "passed over without an error."
)

# Whole steps, of certificates. On Windows the platform makes a certificate that was deleted anew.
COMPARE_CERTIFICATES = look(
    "Compare the thumbprint in the extension's settings with the certificates that are there.",
    bash(
        "sudo grep -rh Thumbprint /var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-*/config",
        "sudo ls -l /var/lib/waagent/",
        when=LINUX,
    ),
    ps("Get-ChildItem Cert:\\LocalMachine\\My | Select-Object Subject,NotAfter,Thumbprint", when=WINDOWS),
    rights=ADMIN_OR_ROOT,
)
DELETE_CERTIFICATE = destroy(
    "Windows, if that did not help: delete the certificate 'Windows Azure CRP Certificate Generator'; the platform "
    "makes it anew where it is needed. Then have the model sent once more.",
    ps(
        "Get-ChildItem Cert:\\LocalMachine\\My | Where-Object Subject -like '*CRP Certificate Generator*' | "
        "Remove-Item",
        when=WINDOWS,
    ),
    rights=ADMIN,
    caution="Only this certificate, and no other of the store.",
    when=WINDOWS,
)

# Whole steps, of what keeps a file system frozen.
SKIP_GUARDED_MOUNT = change(
    "Before the next backup: under [SnapshotThread] leave out the mount point of the program that watches, with "
    "MountsToSkip (paths with commas, no blanks); or stop that program in a pre script. The mount point / cannot be "
    "left out.",
    VMBACKUP_CONF,
    caution=f"What is left out is only crash consistent. {CONF_CAUTION}",
)
CRASH_CONSISTENT_ONLY = change(
    "Or update the kernel and that program; or have the policy take crash-consistent snapshots only.",
    SCHEDULE,
    rights="Backup Contributor on the vault",
    caution="A crash-consistent copy holds what was on disk only.",
)

# Whole steps, of the backup extension's files and its Python.
MOVE_EXTENSION_AWAY = change(
    "If it stays, move the folders of the extension away in the same way: the next backup installs it. No recovery "
    "point is lost.",
    of_agent_unit("sudo systemctl stop {unit}"),
    bash(
        "sudo mkdir -p /var/backups/waagent-extensions && sudo mv "
        "/var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-* /var/backups/waagent-extensions/"
    ),
    START_AGENT_LINUX,
    caution=f"Not while a backup runs. {RUN_COMMAND_LINUX}",
)
MAKE_PYTHON_COMMAND = change(
    "If the command 'python3' or 'python' is missing although Python is there, have the distribution make it.",
    bash("sudo alternatives --auto python3", when=YUM, verified=False),
    bash("sudo apt-get install -y python-is-python3", when=DEBIAN),
    rights=ROOT,
)

# Publishers of network and storage appliances in the marketplace: their images have a system of their own.
APPLIANCES = (
    *("paloaltonetworks", "fortinet", "checkpoint", "f5-networks", "cisco", "barracudanetworks", "netgate", "sophos"),
    *("juniper-networks", "riverbed", "infoblox", "velocloud", "silver-peak-systems", "arista-networks", "watchguard"),
)
