"""That systemd knows no unit of the Linux agent, and the package manager no package, under the distribution's names.

Each alone tells nothing: the unit is called walinuxagent on Debian and Ubuntu, waagent elsewhere, and an agent may have
come without a package. Together, under the names of one distribution, they tell that there is none.
"""

from __future__ import annotations

from functools import partial

from ...documents import UPDATE_LINUX_AGENT
from ..declaration import Signature
from ..places import ANY_TEXT

_NAMES = UPDATE_LINUX_AGENT.section("How to update the Azure Linux Agent on a VM")
_told = partial(Signature, where=ANY_TEXT, source=_NAMES, only="linux", within=None)


def _no_unit(unit: str) -> str:
    """A pattern of how systemd and service say that they know no unit of this name."""
    return (
        rf"\bunit (?:file )?['\"“]?{unit}(?:\.service)?['\"”]? (?:could not be found|not found|not loaded|does not "
        rf"exist)|\b{unit}: unrecognized service|\bunit file state for {unit}\.service: No such file"
    )


SIGNATURES: tuple[Signature, ...] = (
    _told(
        "debian-agent-unit-unknown",
        "systemd knows no unit walinuxagent",
        has="walinuxagent",
        pattern=_no_unit("walinuxagent"),
        example="Unit walinuxagent.service could not be found.",
        silent="Unit waagent.service could not be found.",
    ),
    _told(
        "debian-agent-package-unknown",
        "dpkg knows no package walinuxagent",
        has="walinuxagent",
        pattern=r"\bno packages? found matching walinuxagent\b|\bpackage 'walinuxagent' is not installed\b|"
        r"^un\s{1,3}walinuxagent\b",
        example="dpkg-query: no packages found matching walinuxagent",
        silent="dpkg-query: no packages found matching waagent",
    ),
    _told(
        "rpm-agent-unit-unknown",
        "systemd knows no unit waagent",
        has="waagent",
        pattern=_no_unit("waagent"),
        example="Unit waagent.service could not be found.",
        silent="Unit walinuxagent.service could not be found.",
    ),
    _told(
        "rpm-agent-package-unknown",
        "rpm knows no package of the agent",
        has=("WALinuxAgent", "azure-agent"),
        pattern=r"\bpackage (?:WALinuxAgent|python3?\d{0,3}-azure-agent) is not installed\b|"
        r"\bNo match for argument: (?:WALinuxAgent|python3?\d{0,3}-azure-agent)\b",
        example="package WALinuxAgent is not installed",
        silent="package walinux is not installed",
    ),
)
