"""What the agent's status and the error of a backup job say."""

from __future__ import annotations

from ...documents import RECORDINGS, SIBLING
from ..declaration import Signature
from ..places import AGENT_MESSAGE, JOB_TEXT

SIGNATURES: tuple[Signature, ...] = (
    Signature(
        "agent-waits-for-network",
        "The agent waits for a network issue to be resolved",
        where=AGENT_MESSAGE,
        has="waiting for network issue",
        gives="agent.waits_for_network",
        source=RECORDINGS.section("Instance views"),
        example="GuestAgent is running and waiting for network issue to be resolved.",
        silent="GuestAgent is running and processing the extensions.",
    ),
    Signature(
        "antivirus-restricts",
        "Antivirus restricts the backup extension",
        where=JOB_TEXT,
        has="antivirus configured in the vm is restricting",
        source=SIBLING.section("VMRestorePointInternalError"),
        example="Antivirus configured in the VM is restricting the execution of backup extension.",
        silent="Restore Point creation failed due to an internal execution error while creating VM snapshot.",
    ),
    Signature(
        "policy-migration",
        "The VM is moved to another kind of policy",
        where=JOB_TEXT,
        has="policy migration from standard to enhanced",
        gives="error.says_policy_migration",
        source=RECORDINGS.section("Messages of backup jobs"),
        example="The operation failed because of the policy migration from Standard to Enhanced.",
        silent="The policy was changed.",
    ),
)
