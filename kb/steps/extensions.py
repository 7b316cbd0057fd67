"""What is done with an extension of the VM that has failed."""

from ..facts import extensions
from .azure import EXTENSIONS
from .making import az, azps, change, look, portal

# Whole steps.
KEEP_DISK_ENCRYPTION = look(
    "Disk encryption's own extension is never removed from an encrypted VM: repair what its message names, as "
    "the key vault, and enable the encryption again.",
    EXTENSIONS,
    when=extensions.encryption_failed == True,
)
REMOVE_EXTENSION = change(
    "Solve what the message names. What is not needed, or does not recover, remove; install it "
    "again afterwards if it is needed.",
    portal("VM > Settings > Extensions + applications > {extension} > Uninstall"),
    az("az vm extension delete -g {resource_group} --vm-name {vm} -n {extension}"),
    azps("Remove-AzVMExtension -ResourceGroupName {resource_group} -VMName {vm} -Name {extension}"),
    caution="What the extension does ends with it (monitoring, protection, domain, encryption): ask its owner, "
    "and keep its settings, since protected ones cannot be read back. The agent must be Ready for the removal "
    "to end.",
    when=extensions.encryption_failed == False,
)
