"""Host names in a text: names of customers are replaced, the well-known hosts of Microsoft stay."""

from __future__ import annotations

import re

from .kinds import NameKind, words
from .names import Names
from .pseudonyms import is_pseudonym

# An at sign before it is that of a user, unless it stands alone or behind what is hidden already.
HOST = re.compile(
    r"(?<![\w.-])(?<![^#\s\U000f0000-\U0010ffff]@)[A-Za-z0-9][\w-]*(?:\.[A-Za-z0-9][\w-]*)*\.[A-Za-z][A-Za-z0-9-]{1,23}(?![\w-]|\.\w)"
)

# A machine without a domain in an address: behind the scheme, behind a user, and the next ones of a list with ports.
MACHINE_IN_URL = re.compile(
    r"(?:(?<=[a-z0-9]://)|(?<=[a-z]:\\/\\/)|(?<=[\U000f0000-\U0010ffff]@))(?!localhost\b|host\b)[A-Za-z][\w-]{1,62}"
    r"(?=[:/,\s\"'<>)\]]|$)|(?<=\d,)[A-Za-z][\w-]{1,62}(?=:\d{2,5}/)",
    re.IGNORECASE,
)

# Top-level domains of host names in practice, without those that are also suffixes of files (.sh, .py, .md, .zip).
_TOP = words(
    """
    com net org edu gov mil int biz io cloud tech dev local localdomain lan internal intranet intra corp ad domain
    example invalid
    at au be bg br ca ch cn cz de dk ee es eu fi fr gr hr hu ie il it jp kr lt lu lv mx nl no nz pt ro ru se sg si sk
    tr tw ua uk us za
    """
)
_NO_HOSTS = frozenset({"asp.net", "ado.net", "vb.net", "system.net", "microsoft.net"})
# Services where the first labels are the customer's; what follows is Microsoft's.
_CUSTOMERS: dict[str, NameKind] = {
    "storage.azure.net": "account", "core.windows.net": "account", "core.usgovcloudapi.net": "account",
    "core.chinacloudapi.cn": "account", "vault.azure.net": "keyvault", "vault.usgovcloudapi.net": "keyvault",
    "vault.azure.cn": "keyvault", "managedhsm.azure.net": "keyvault", "cloudapp.azure.com": "host",
    "cloudapp.net": "host", "onmicrosoft.com": "domain", "database.windows.net": "host", "azurewebsites.net": "host",
    "servicebus.windows.net": "host", "opinsights.azure.com": "id", "azurecr.io": "account",
    "azure-automation.net": "id", "trafficmanager.net": "host", "database.azure.com": "host",
    "redis.cache.windows.net": "host", "documents.azure.com": "account", "webhook.office.com": "domain",
    "search.windows.net": "host", "azure-api.net": "host", "azurefd.net": "host",
}  # fmt: skip
_SERVICE_LABELS = words(
    "blob file queue table dfs web privatelink internal ods oms agentsvc postgres mysql mariadb outlook"
)
# Hosts that are the same for everyone: Microsoft's own, and those that updates and certificates come from.
_PUBLIC = (
    "microsoft.com", "windows.net", "windows.com", "azure.com", "azure.net", "azure.cn", "azure.us", "windowsazure.com",
    "microsoftonline.com", "microsoftonline.us", "windowsupdate.com", "msftconnecttest.com", "msftncsi.com", "live.com",
    "office.com", "msauth.net", "msocsp.com", "azureedge.net", "usgovcloudapi.net", "chinacloudapi.cn", "aka.ms",
    "digicert.com", "verisign.com", "ubuntu.com", "debian.org", "redhat.com", "suse.com", "centos.org", "oracle.com",
    "rockylinux.org", "almalinux.org", "fedoraproject.org", "python.org", "github.com", "kernel.org",
    "freedesktop.org", "powershellgallery.com", "openssl.org", "w3.org",
)  # fmt: skip


def host(name: str, names: Names) -> str | None:
    """A host name with what is the customer's replaced; None for what is none, as the name of a file.

    The first label is the machine, the rest its domain; of two labels both are the domain, unless the machine is known.
    """
    lowered = name.lower()
    for suffix, kind in _CUSTOMERS.items():
        if lowered.endswith("." + suffix):
            return _of_customer(name[: -len(suffix) - 1], kind, names) + name[-len(suffix) - 1 :]
    if any(lowered == p or lowered.endswith("." + p) for p in _PUBLIC):
        return name
    labels = name.split(".")
    if len(labels) == 1:
        return None
    if lowered in _NO_HOSTS or (labels[-1] not in (labels[-1].lower(), labels[-1].upper())):
        return None  # as `Some.Thing.Net` in a program's message
    machine = names.known(labels[0])
    if labels[-1].lower() not in _TOP and (machine is None or len(labels) < 3):
        return None
    if machine is None and not is_pseudonym(labels[0]):
        if len(labels) == 2:
            return names.of("domain", name)
        machine = names.of("host", labels[0])
    return f"{machine or labels[0]}.{names.of('domain', '.'.join(labels[1:]))}"


def _of_customer(head: str, kind: NameKind, names: Names) -> str:
    shown = []
    for label in head.split("."):
        stays = label.lower() in _SERVICE_LABELS or re.fullmatch(r"z\d+|\d+", label, re.IGNORECASE)
        shown.append(label if stays else names.known(label) or names.of(kind, label))
    return ".".join(shown)
