"""The readers of what a Linux guest tells, each list from the most specific kind on.

A reader that stands in no list is found by itself (`discovery.py`), and comes after those that do.
"""

from __future__ import annotations

from ..base import Reader, TextReader
from ..discovery import unlisted
from . import (
    agent_log,
    agent_status,
    boots,
    disk_space,
    extension_log,
    extension_status,
    firewall,
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

_FIRST = (agent_status.STATUS, extension_status.STATUS, netplan.NETPLAN)
READERS: tuple[Reader, ...] = (*_FIRST, *unlisted(__package__, Reader, _FIRST))
# What names itself comes first, what is known by a single line last.
_FIRST_TEXTS = (
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
    boots.BOOTS,
    disk_space.SPACE,
    firewall.RULES,
    guest_state.STATE,
)
TEXT_READERS: tuple[TextReader, ...] = (*_FIRST_TEXTS, *unlisted(__package__, TextReader, _FIRST_TEXTS))
