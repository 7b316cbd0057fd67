"""The causes as the document lists them, in health-check order: the order of candidates when no code is known.

A family is declared only where it holds several causes. One that is alone in its family lends it title and sources; it
stands here for its place in the order, and comes after all others where it does not stand here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..engine.knowledge import Cause, Family
from ..facts.errors import EngineError
from .sections import HEALTH_STEP_2, HEALTH_STEP_3, HEALTH_STEP_4
from .sources import SEED, SELF_HELP, SIBLING


def _alone(family: str, health_step: int | None = None) -> Family:
    """The place of a family that holds one cause."""
    return Family(family, "", health_step=health_step)


_IN_ORDER = (
    Family("vm-health", "The VM is not healthy", (SEED.section("Step 1: Check Azure VM health"),), 1),
    Family(
        "agent-unresponsive-windows",
        "The agent is installed in the VM, but it's unresponsive (Windows)",
        (
            SEED.section("Causes and solutions"),
            HEALTH_STEP_2,
        ),
        2,
    ),
    Family(
        "agent-outdated-linux",
        "The agent installed in the VM is out of date (Linux)",
        (
            SEED.section("Causes and solutions"),
            HEALTH_STEP_2,
        ),
        2,
    ),
    _alone("agent-not-reporting", 2),
    _alone("agent-python-mismatch", 2),
    _alone("openssl-missing", 2),
    _alone("openssl-fips", 2),
    _alone("linux-disk-full", 2),
    _alone("agent-crash-loop", 2),
    _alone("agent-hung-linux", 2),
    _alone("status-blob-missing", 2),
    _alone("os-support", 2),
    Family(
        "vm-provisioning",
        "An extension or the VM is not in state 'Provisioning succeeded'",
        (
            SEED.section("UserErrorVmProvisioningStateFailed"),
            HEALTH_STEP_3,
        ),
        3,
    ),
    Family(
        "extension-services",
        "A Windows service that the extension needs does not work",
        (HEALTH_STEP_3,),
        3,
    ),
    _alone("backup-extension", 4),
    _alone("extension-python-unsuitable", 4),
    _alone("extension-build-faulty", 4),
    _alone("lib-noexec", 4),
    _alone("lib-dir-moved", 4),
    _alone("stale-extension-manifest", 4),
    _alone("extension-files-damaged", 4),
    _alone("extension-policy-blocks", 4),
    _alone("extension-certificate-missing", 4),
    _alone("extension-invoked-late", 4),
    _alone("workload-quiesce", 4),
    _alone("host-snapshot-service", 4),
    _alone("antivirus", 4),
    Family(
        "network-access",
        "The guest cannot reach what agent and extension need",
        (HEALTH_STEP_4,),
        4,
    ),
    Family(
        "snapshot-status-unavailable",
        "The snapshot status can't be retrieved, or a snapshot can't be taken",
        (
            SEED.section("Causes and solutions"),
            HEALTH_STEP_4,
        ),
        4,
    ),
    _alone("vss", 4),
    _alone("vss-service", 4),
    Family(
        "shadow-copies",
        "What shadow copies need is missing or broken (Windows)",
        (HEALTH_STEP_4,),
        4,
    ),
    _alone("other-backup", 4),
    _alone("system-drive", 4),
    _alone("keyvault-permissions", 4),
    _alone("linux-agent-config"),
    _alone("app-control"),
    _alone("restore-point-lock"),
    _alone("multiple-backups-per-day"),
    _alone("restore-point-limit"),
    _alone("disk-size"),
    Family(
        "backup-in-progress",
        "Another backup is in progress",
        (SEED.section("UserErrorBackupOperationInProgress"),),
    ),
    _alone("inner-error"),
    _alone("not-protected"),
    # What the seed document does not have: its English edition of 2025, then the sibling page in its order.
    _alone("extension-module"),
    Family(
        "snapshot-provider",
        "The snapshot provider of the backup extension does not work (Windows)",
        (SELF_HELP.section("ExtensionSnapshotFailedCOM"),),
    ),
    _alone("desktop-heap"),
    _alone("proxy-delay"),
    _alone("policy-migration"),
    _alone("copy-to-vault"),
    _alone("vm-transition"),
    _alone("selinux"),
    Family(
        "filesystem-freeze",
        "A mount point cannot be frozen (Linux)",
        (SIBLING.section("UserErrorFsFreezeFailed"),),
    ),
    _alone("vm-resources"),
    _alone("machinekeys"),
    _alone("extension-deletion"),
    _alone("snapshot-limit"),
    _alone("vm-gone"),
    _alone("bitlocker"),
    _alone("secure-network"),
    _alone("vcredist"),
    _alone("policy-deny"),
    _alone("mount-points"),
    _alone("restore-points-deleted"),
)


def families(causes: Iterable[Cause]) -> tuple[Family, ...]:
    """The families of these causes, in their order. Raises EngineError where one of several causes has no title."""
    return tuple(_families(tuple(causes)))


def _families(causes: tuple[Cause, ...]) -> Iterator[Family]:
    placed = {family.id: family for family in _IN_ORDER}
    for name in dict.fromkeys((*placed, *(cause.family for cause in causes))):
        family = placed.get(name) or _alone(name)
        if family.title:
            yield family
            continue
        members = [cause for cause in causes if cause.family == name]
        if len(members) != 1:
            held = ", ".join(cause.id for cause in members) or "no cause"
            raise EngineError(
                f"the family {name} holds {held}: declare it in kb/families.py, with a title and sources, or give each "
                "cause a family of its own"
            )
        yield replace(family, title=members[0].title, sources=members[0].sources)
