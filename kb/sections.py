"""The sections of the seed document that several causes cite."""

from .sources import SEED

HEALTH_STEP_1 = SEED.section("Step 1: Check Azure VM health", "step-1-check-azure-vm-health")
HEALTH_STEP_2 = SEED.section("Step 2: Check Azure VM guest agent service health")
HEALTH_STEP_3 = SEED.section("Step 3: Check Azure VM extension health")
HEALTH_STEP_4 = SEED.section("Step 4: Check Azure Backup VM extension health")
WINDOWS_AGENT_SILENT = SEED.section(
    "The agent is installed in the VM, but it's unresponsive (for Windows VMs)", "solution"
)
LINUX_AGENT_OLD = SEED.section("The agent installed in the VM is out of date (for Linux VMs)", "solution")
NO_SNAPSHOT_STATUS = SEED.section("The snapshot status can't be retrieved, or a snapshot can't be taken")
