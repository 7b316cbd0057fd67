r"""Accounts with a domain, `contoso\jan`: in any case of letters, and apart from paths, escapes and choices of two."""

from __future__ import annotations

import re

from .kinds import is_standard_segment, words
from .names import Names

ACCOUNT = re.compile(
    r"(?<![\\\w./%-])(?<!\b[A-Za-z]:)([A-Za-z][\w-]{0,14}[\w])(\\{1,9})([A-Za-z][\w.$-]*+)(?!\\{1,9}\w|/)"
)
_NO_DOMAIN = words(
    """
    hklm hkcu hkcr hku hkey_local_machine hkey_current_user hkey_users authority builtin service system software root
    localmachine currentuser vordefiniert predefinito integrado instans ntinstans apppool manager host nt machine bin
    obj debug release x64 x86 currentversion parameters currentcontrolset
    """
)
_CLOUD = words("azuread microsoftaccount azure")  # the same for everyone
_FILE = re.compile(
    r".*\.(?:exe|dll|log|sys|ps1|psm1|psd1|txt|json|xml|ini|conf|cfg|bat|cmd|vhdx?|dmp|evtx|etl|cat|inf|zip)",
    re.IGNORECASE,
)
_CMDLET = re.compile(
    r"(?:Add|Clear|Convert\w*|Disable|Enable|Export|Find|ForEach|Format|Get|Import|Install|Invoke|Measure|Move|New|Out|Read"
    r"|Register|Remove|Repair|Restart|Select|Set|Show|Start|Stop|Test|Unregister|Update|Wait|Where|Write)-[A-Z]\w+"
)
_OF_SOMEONE = re.compile(
    r"(?:user|account|owner|identity|caller|principal|login|logon|whoami|by|for|as|-u|obj=|/user)\W{0,6}(?:name)?\W{0,6}$",
    re.IGNORECASE,
)


def account(found: re.Match[str], names: Names) -> str | None:
    """What is put for a match of ACCOUNT; None where it is a part of a path, or a line break in an escaped text."""
    domain, slashes, user = found[1], found[2], found[3].rstrip(".")
    tail = found[3][len(user) :]
    lowered = domain.lower()
    if len(user) == 1 and user in "nrtbf":
        return None  # the end of a line in an escaped text
    if lowered in _NO_DOMAIN or lowered.startswith(("nt-", "autorit", "autorid")):
        return None
    if lowered in _CLOUD:
        return domain + slashes + names.of("user", user) + tail
    if domain != domain.upper():
        if is_standard_segment(domain) or _FILE.fullmatch(user) or _CMDLET.fullmatch(user):
            return None
        before = found.string[max(0, found.start() - 24) : found.start()]
        sure = names.known(domain) or not domain.isalpha() or _OF_SOMEONE.search(before)
        if len(slashes) % 2 and user[0] in "nrtbfux" and not sure:
            return None
        if domain.istitle() and user.istitle() and user.isalpha() and not sure:
            return None  # `Yes\No`
    shown = names.known(domain) or names.of("domain", domain)
    return shown + slashes + names.of("user", user) + tail
