"""Names that a phrase or a command tells: `logged on from WKS01`, `ping web01`, `owner: jan.kok`, `CN=..,DC=..`."""

from __future__ import annotations

import re

from .kinds import NameKind, words
from .names import Names

_NAME = r"[A-Za-z][\w-]{2,62}"
_AFTER = r"(?![\w:\\/@-]|\.\w)"
FROM = re.compile(
    rf"(\bfrom (?:the )?(?:host |machine |workstation |computer |client )?)({_NAME}){_AFTER}", re.IGNORECASE
)
_LOGON = re.compile(
    r"\b(?:log(?:ged|gin[gs]?|ons?|ins?)?|sign(?:ed|s|ing)?[ -](?:in|on)|connect(?:ed|s|ions?)?|sessions?|came)\b",
    re.IGNORECASE,
)
PINGED = re.compile(
    rf"((?<![\w-])(?:ping6?|psping|tracert|traceroute|tracepath|telnet|nslookup|mstsc|tnc|Test-NetConnection|"
    rf"Test-Connection|Test-WSMan|Resolve-DnsName|Enter-PSSession)[ ](?:[-/][A-Za-z]{{1,20}}[ :]{{1,2}}(?:\d{{1,6}} )?)"
    rf"{{0,4}})({_NAME}){_AFTER}",
    re.IGNORECASE,
)
# What something is done to, or on: only a word that looks like a name counts.
DONE_TO = re.compile(
    r"(\b(?:(?:backup|snapshot|restore|replica|protection|recovery)s? (?:of|for)|(?:service|agent|backup|job|task|"
    rf"script|extension|process|reboot\w{{0,3}}|restart\w{{0,3}}|running|installed)s? on) (?:the )?)({_NAME}){_AFTER}",
    re.IGNORECASE,
)
REMOTE = re.compile(rf"(\bwinrs -r(?:emote)?:(?:https?://)?)({_NAME}){_AFTER}", re.IGNORECASE)
COMPUTERS = re.compile(rf"(-(?:ComputerName|VMName)[ :])({_NAME}(?:, ?{_NAME}){{1,50}})", re.IGNORECASE)
ONE = re.compile(_NAME)
TERRAFORM = re.compile(r"(\bresource \"azurerm_\w{1,60}\" \"|\bazurerm_\w{1,60}\.)([A-Za-z][\w-]{1,80})")
ANSIBLE = re.compile(rf"^((?:ansible )?)({_NAME})(?= \| (?:UNREACHABLE|SUCCESS|FAILED|CHANGED)\b)", re.MULTILINE)
DISK_OF = re.compile(r"(?<![\w-])([A-Za-z][A-Za-z0-9-]{1,62})(_(?:Os|Data)Disk_\d)", re.IGNORECASE)
DONE_BY = re.compile(
    r"(\b(?:run|started|stopped|changed|made|created|deleted|requested|opened|approved|moved|done|triggered) by )"
    r"(?!(?:system|microsoft|windows|azure|java|javax|com|org)\.)([A-Za-z]{2,20}\.[A-Za-z]{2,30})(?![\w.@\\/-])(?<!\.exe)(?<!\.log)(?<!\.service)(?<!\.dll)(?<!\.sys)(?<!\.py)",
    re.IGNORECASE,
)
OWNER = re.compile(
    r"(\b(?:owner|contact|approver|requester|requestor|requested ?by|assigned ?to|assignee|reporter|technician)"
    r"[\"']?\s{0,5}[:=]\s{0,5}[\"']?)([A-Za-z][\w-]{0,40}\.[A-Za-z][\w-]{1,40})(?![\w@.\\/-])",
    re.IGNORECASE,
)
SUBSCRIPTION = re.compile(
    r"(\bsubscription[ _-]?name[ \t]{0,40}[:=][ \t]{0,10})([A-Za-z0-9][^\n\"'|,;<>{}\\]{1,90})", re.IGNORECASE
)
DISTINGUISHED = re.compile(
    r"(?<![\w.-])(?:(?:CN|UID|OU|O)=[^,=\n\"'<>]{1,64}(?:, ?(?:CN|UID|OU|O|DC)=[^,=\n\"'<>]{1,64}){0,12}, ?"
    r"|(?=DC=[^,\n]{1,63}, ?DC=))"
    r"DC=[A-Za-z0-9-]{1,63}(?:, ?DC=[A-Za-z0-9-]{1,63}){0,7}",
    re.IGNORECASE,
)
# A person in a command that is about accounts, before an address, and as the owner of files.
ACCOUNT_OF = re.compile(
    r"((?<![\w./-])(?:useradd|usermod|userdel|adduser|deluser|chage|su|crontab|loginctl|gpasswd|runuser|pkill|id)[ ]"
    r"(?:(?:--?[A-Za-z][\w-]{0,20}|-)[ ](?:[\w,/-]{1,40}[ ])?){0,4})([A-Za-z_][\w.-]{2,31})(?![\w@\\:/%=-])"
)
OWNS = re.compile(r"((?<![\w./-])chown[ ](?:-\w{1,9}[ ]){0,3})([A-Za-z_][\w.-]{2,31})(?=[: ])")
OWNS_GROUP = re.compile(r"((?<=[\U000f0000-\U0010ffff]):)([A-Za-z_][\w.-]{2,31})(?=[ ][/~.*\U000f0000-\U0010ffff])")
AT_ADDRESS = re.compile(
    r"(?<![\w.@/:+%-])([A-Za-z_][\w.-]{0,31})(@)(?=[\U000f0000-\U0010ffff]|\d{1,3}(?:\.\d{1,3}){3})"
)
DOTTED = re.compile(r"(?<=[\s,;=:\"'(|@*])(\.)([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})(?![\w-])")
LEADERS = re.compile(
    rf"(\b(?:Host ?Name|Node ?Name|Hostname|Computer ?name|Rechnername)(?: \.){{2,40}} ?: ?)({_NAME}){_AFTER}",
    re.IGNORECASE,
)
_PART = re.compile(r"((?:CN|UID|OU|O|DC)=)([^,]+)", re.IGNORECASE)
_OF_ALL = words(
    "users computers builtin system services configuration schema sites local lan net com org corp internal"
)
_KINDS: dict[str, NameKind] = {"dc=": "domain", "cn=": "user", "uid=": "user"}
_STANDARD = ("domain ", "managed ", "program ", "microsoft")


def is_a_logon(found: re.Match[str]) -> bool:
    """Whether the line before a match of FROM tells of a logon or a connection."""
    line = found.string[max(0, found.start() - 120) : found.start()].rpartition("\n")[2]
    return _LOGON.search(line) is not None


def distinguished(found: re.Match[str], names: Names) -> str:
    """A name in a directory with its own parts replaced; what each directory has stays."""

    def shown(part: re.Match[str]) -> str:
        key, value = part[1], part[2].strip()
        if value.lower() in _OF_ALL or value.lower().startswith(_STANDARD):
            return part.group()
        return str(key + (names.known(value) or names.of(_KINDS.get(key.lower(), "name"), value)))

    return _PART.sub(shown, found.group())
