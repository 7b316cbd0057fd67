"""Numbers, and words with numbers in them, that tell nobody apart: counts, times, versions, sizes, devices, codes."""

from __future__ import annotations

import re

from .kinds import is_standard
from .vocabulary import Stays, known_words

_UNIT = (
    r"(?:[kKMGTP]i?[bB]?(?:/s|ps)?|[nuµm]?s(?:ecs?)?|m(?:in)?|h(?:rs?)?|d|w|x|Z|B|bytes?|bit|[MG]?Hz|st|nd|rd|th|U|V|W|px"
    r"|e|er|[oº°])"
)
_PLAIN = re.compile(
    r"\d{1,6}"
    rf"|\d{{1,6}}(?:[.,]\d{{1,9}})?{_UNIT}?"  # a count, a size
    r"|\d{1,3}(?:[.,']\d{3}){1,5}(?:[.,]\d{1,2})?"  # in groups of thousands
    rf"|\d{{1,4}}[.:/-]\d{{1,2}}(?:[.:/-]\d{{1,4}})?(?:T\d\d)?{_UNIT}?"  # a date, a time, a fraction
    rf"|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}T\d{{1,2}}(?::\d\d){{0,2}}(?:[.,]\d{{1,9}})?Z?(?:[+-]\d\d:?\d\d)?"
    r"|\d{1,5}:\d\d(?::\d\d)?(?:[.,]\d{1,9})?Z?(?:[+-]\d\d:?\d\d)?(?:AM|PM|am|pm)?"
    r"|0[xX][0-9A-Fa-f]{1,16}[uUlL]{0,3}"
    r"|(?:8[0-3]|[cCdD]0)[0-9A-Fa-f]{6}"  # HRESULT and NTSTATUS without 0x
    r"|-?(?:214[67]|322[12])\d{6}"  # and as a decimal number
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T?\d{2,10}Z?)?"  # a date without signs, with a time
    r"|1[5-9]\d{8}(?:\.\d{1,9})?|1[5-9]\d{11}"  # seconds, and milliseconds, since 1970
    r"|[0-9a-f]{2,4}|0{3,}[0-9A-Fa-f]{1,13}"
    r"|(?:\d{1,5}[dhms]){2,4}"  # a duration
    r"|(?:19|20)\d\d-(?:19|20)\d\d"  # years
    r"|v?\d{1,9}(?:\.\d{1,9}){1,5}"  # a version
)
_VERSION = re.compile(r"v?\d{1,6}(?:\.\d{1,9}){1,6}(?=[-+~_.a-z])([-+~_.\w]{1,80})")
_DATED = re.compile(r"\d{1,2}-([^\W\d_]{3,10})-\d{2,4}")
# Stems that stand with a number behind them by custom, with or without a dash.
_NUMBERED = re.compile(
    r"(?:disk|data|lun|line|step|volume|vol|partition|part|block|sector|track|slot|port|cpu|core|node|zone|az|rack|row|col"
    r"|column|page|chapter|section|item|test|try|attempt|retry|phase|stage|level|tier|task|thread|worker|pool|queue|event"
    r"|event-?id|id|error|err|code|exit|rc|sig|signal|state|status|version|ver|v|ip|ipv|http|tls|ssl|sslv|sha|md|utf|iso|rsa|aes"
    r"|ecdsa|ed|base|x|i|amd|arm|win|wow|nt|vista|rhel|el|fc|centos|ubuntu|debian|sles|sle|sp|lib|python|py|perl|php|net|dotnet"
    r"|java|jdk|jre|sql|oracle|postgres|mysql|ext|fat|ntfs|xfs|raid|loop|tty|pts|ttys|eth|ens|eno|enp|wlan|bond|br|veth|docker|lo"
    r"|sr|sg|scsi|ide|sata|dm|drive|tape|gen|generation|lvl|class|type|mode|kb|ms|cve|rfc|bug|issue|pr|case-?study|q|h|w|f|s|p|day|week|month"
    r"|log|file|snapshot|image|run|rule|job|batch|example|sample|part|key|value|arg|param|group|set|list|table|index|slide|figure"
    r"|fig|note|option|choice|answer|question|release|build|update|cu|hotfix|patch|rev|revision|r|u|b|c|d|e|m|n|t|a|g|k|l|o|y|z"
    r"|memory|swap|cache|buffer|channel|link|nic|adapter|interface|vlan|vxlan|mtu|window|screen|display|monitor|user32|kernel"
    r"|lock|copy|point|rp|backup|restore|policy|tab|top|max|min|low|high|hour|minute|second|at|on|to|of|in|for)-?\d{1,4}"
    r"|[rwxst]{1,9}(?:-[rwxst]{1,9}){1,4}"  # permissions of a file
    r"|s-1(?:-\d{1,3}){1,4}"  # accounts that every Windows has
    r"|(?:[svh]d|xvd)[a-z]{1,2}\d{0,3}|nvme\d{1,2}n\d{1,2}(?:p\d{1,2})?|en[ops]\d{1,3}(?:[sfp]\d{1,3}){0,3}|dm-\d{1,3}|lun\d{1,3}"
    r"|(?:fe|ff)80|x86[-_]64|amd64|i[3-6]86|win(?:32|64)|wow64(?:32node)?|wow6432node|sys(?:tem|wow)(?:32|64)|advapi32|kernel32|user32|lib(?:32|64)"
    r"|kb\d{6,7}|cve-\d{4}-\d{4,7}|ms\d\d-\d{3}|rfc-?\d{3,4}|p\d\d|\d{1,2}(?:st|nd|rd|th)|[a-z]\d{1,3}|\d{1,4}[a-z]|[a-z]{1,2}\d"
    r"|(?:standard_|basic_)?[a-z]{1,3}\d{1,3}[a-z]{0,5}_v\d"
    r"|(?:standard|basic)_[a-z]{1,3}\d{1,3}[-a-z0-9_]{0,20}|(?:premium|standard)v2_[lz]rs|cimv2|v1_0|utf-?\d{1,2}(?:-?[bl]e)?|iso-\d{4,5}(?:-\d{1,2})?"
    r"|sha-?\d{1,3}|tls-?v?1|base64|http2|ipv[46]|oauth2|log4j|s3|ec2|m365|o365|e5|e3|f5|k8s|i18n|l10n|a11y|s4hana|h2|r2|2k\d{1,2}",
    re.IGNORECASE | re.ASCII,
)
_BETWEEN = re.compile(r"[-_.+~:/]")
_LETTERS_OR_DIGITS = re.compile(r"[^\W\d_]+|\d+")


def is_plain_number(word: str) -> bool:
    """Whether a word that begins with a digit, or is a version, is a number that tells nobody apart."""
    if _PLAIN.fullmatch(word) or (word.isdecimal() and len(word) < 16 and int(word) % 4096 == 0):  # bytes of a disk
        return True
    dated = _DATED.fullmatch(word)
    if dated and known_words().get(dated[1].lower()) in (Stays.ANY, Stays.DATED):
        return True
    found = _VERSION.fullmatch(word)
    return found is not None and all(_is_plain_part(part) for part in _LETTERS_OR_DIGITS.findall(found[1]))


def _is_plain_part(part: str) -> bool:
    return len(part) < 7 and (part.isdecimal() or len(part) == 1 or known_words().get(part.lower()) == Stays.ANY)


def is_usual(word: str) -> bool:
    """Whether a word with a number in it is one that many machines have: a device, a standard, a product's version."""
    if _NUMBERED.fullmatch(word) or is_standard("group", word):
        return True
    parts = _BETWEEN.split(word)
    return len(parts) > 1 and all(
        not part or _NUMBERED.fullmatch(part) or (part.isdecimal() and len(part) < 5 and n == 0) or _is_any(part)
        for n, part in enumerate(parts)
    )


def _is_any(part: str) -> bool:
    return known_words().get(part.lower()) == Stays.ANY
