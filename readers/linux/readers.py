"""The readers of what a Linux guest tells, each list from the most specific kind on."""

from __future__ import annotations

from ..base import Reader, TextReader
from . import (
    agent_log,
    agent_status,
    extension_log,
    extension_status,
    guest_state,
    leases,
    mount_table,
    mounts,
    netplan,
    network_config,
    os_release,
    packages,
    presence,
    probes,
    processes,
    proxy,
    reboot,
    selinux,
    service,
    unit_file,
    unit_lists,
    updates,
    version,
    vmassist,
    waagent_conf,
)

READERS: tuple[Reader, ...] = (agent_status.STATUS, extension_status.STATUS, netplan.NETPLAN)
# What names itself comes first, what is known by a single line last.
TEXT_READERS: tuple[TextReader, ...] = (
    vmassist.REPORT,
    unit_file.UNIT,
    service.SERVICE,
    unit_lists.LISTS,
    version.VERSION,
    presence.PRESENCE,
    extension_log.LOG,
    agent_log.LOG,
    waagent_conf.CONFIGURATION,
    leases.LEASES,
    os_release.RELEASE,
    network_config.CONFIGURATION,
    packages.PACKAGE,
    updates.UPDATES,
    processes.LISTING,
    selinux.MODE,
    selinux.DENIALS,
    mount_table.TABLE,
    mounts.TARGETS,
    mounts.OPENED,
    mounts.ERRORS,
    probes.PROBE,
    proxy.ENVIRONMENT,
    version.PYTHON,
    reboot.ANSWER,
    guest_state.STATE,
)
