"""The fixed knowledge base: some causes of the real one, chosen by id, that stay the same when others are added.

Usage: python tools/fixed_knowledge.py ARGUMENTS OF backupdx
The transcripts in README and docs and the whole diagnoses in tests/decisions/ are made with it. It holds a cause of
each family of 2026-11, and those that explain the examples. Their rules, texts and remedies are the real ones.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache

from backupdx.engine.knowledge import KnowledgeBase
from backupdx.kb import knowledge

CAUSES = (
    "vm-not-running", "pending-updates", "pending-reboot", "agent-stopped-windows", "agent-corrupt-windows",
    "agent-outdated-linux", "agent-stopped-linux", "agent-missing-linux", "agent-autoupdate-off",
    "os-unsupported", "extension-failed", "vm-updating", "vm-failed-state", "com-plus-stopped", "msdtc-account",
    "vmsnapshot-failed", "antivirus-blocks", "storage-unreachable", "wireserver-blocked", "rdp-shutdown",
    "dhcp-disabled", "vss-writer-bad", "vss-service-bad", "keyvault-perm", "linux-agent-config", "app-control",
    "rg-lock", "multiple-backups", "rpc-limit", "disk-too-big", "job-running", "job-running-old-vault",
    "backup-overruns-schedule", "inner-error", "not-protected", "extension-module-bad", "policy-migration",
    "copy-timed-out", "vm-in-transition", "selinux-blocks", "fsfreeze-unclean", "snapshot-slow",
    "agent-not-reporting", "machinekeys-acl", "vmsnapshot-stuck-deleting", "snapshot-limit", "vm-gone",
    "bitlocker-locked", "strong-crypto", "vcredist", "policy-deny", "mount-unreadable", "rpc-deleted",
)  # fmt: skip


def reduced(kb: KnowledgeBase, causes: Iterable[str]) -> KnowledgeBase:
    """The knowledge base with these causes only, and what leads from one of them to another.

    Raises ValueError where one of them is not there.
    """
    chosen = set(causes)
    gone = chosen - kb.by_id.keys()
    if gone:
        raise ValueError(f"CAUSES in tools/fixed_knowledge.py names causes that are gone: {', '.join(sorted(gone))}")
    return kb.only(chosen)


@cache
def fixed_knowledge_base() -> KnowledgeBase:
    """The causes of the list above, with all families, codes and derivations of today."""
    return reduced(knowledge.knowledge_base(), CAUSES)


def main() -> None:
    """Run the command line of backupdx with the fixed knowledge base."""
    kb = fixed_knowledge_base()
    knowledge.knowledge_base = lambda: kb  # before another module has taken the name from there
    from backupdx.cli import main as run

    sys.argv[0] = "backupdx"
    run()


if __name__ == "__main__":
    main()
