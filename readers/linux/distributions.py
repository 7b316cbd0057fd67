"""Which Linux distribution a name means: ids of os-release, and the names that the agent uses."""

from __future__ import annotations

_KNOWN = {
    "ubuntu": "ubuntu",
    "debian": "debian",
    "rhel": "rhel",
    "redhat": "rhel",
    "red hat": "rhel",
    "centos": "centos",
    "almalinux": "alma",
    "alma": "alma",
    "rocky": "rocky",
    "rockylinux": "rocky",
    "ol": "oracle",
    "oracle": "oracle",
    "oraclelinux": "oracle",
    "sles": "sles",
    "sles_sap": "sles",
    "sle_hpc": "sles",
    "suse": "sles",
    "opensuse": "opensuse",
    "azurelinux": "azurelinux",
    "mariner": "azurelinux",
}


def known(name: str) -> str | None:
    """The distribution of this name in the vocabulary; None for a name that is not known."""
    plain = name.strip().strip("\"'").lower()
    return "opensuse" if plain.startswith("opensuse") else _KNOWN.get(plain)


def by_id(own: str, like: str) -> str:
    """The distribution of `ID` and `ID_LIKE` in os-release; `other` where neither is one that is known.

    A derivative counts as what it is like, as it has the same packages and service names.
    """
    return known(own) or next((found for word in like.split() if (found := known(word))), "other")
