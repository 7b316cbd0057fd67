"""Names that stand in a fixed frame: what a command, a header, a prompt or a signature puts around each of them.

A frame is a pattern whose groups are named after the kinds of what they hold (`user`, `user1`, `host` ...).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, cast, get_args

from .kinds import NameKind, words

_NAME = r"[A-Za-z][\w-]{1,62}"
_ACCOUNT = r"[A-Za-z_][\w.-]{0,63}"
_HELD = "\U000f0000-\U0010ffff"
_END = r"(?![\w:\\/@-]|\.\w)"
_COLON = r"[ \t]{0,20}[:：=][ \t]{0,9}"
_VALUE = rf"[^\s\"'`,;&|<>{_HELD}]{{2,64}}"
_PERSON = rf"[^\W\d_][^\"<>\n:;\[\]{{}}={_HELD}]{{1,58}}[^\W_.]"
_NUMBER = r"(?!\d{1,3}(?:\.\d{1,3}){3}\b)\(?\+?\(?\d[\d ()./-]{5,20}\d"
_SUFFIX = r"(?:json|ya?ml|txt|xml|ps1|sh|py|csv|log|conf|service|com|exe|md|html?|js|cfg|ini)"
_MAKERS = (  # of certificates that everyone has
    r"(?:Microsoft|Windows Azure|Azure|Amazon|DigiCert|Baltimore|GlobalSign|VeriSign|ISRG|Let's Encrypt|Sectigo)"
)


class Frame(NamedTuple):
    """Where names stand."""

    hints: tuple[str, ...]  # one of them is in all that the pattern finds, in lower case
    pattern: re.Pattern[str]
    telling: bool  # only what looks like a name that somebody gave is one
    person: bool = False  # only what can be the name of a person is one


def _frame(*hints: str, pattern: str, telling: bool = False, cased: bool = False) -> Frame:
    return Frame(hints, re.compile(pattern, re.MULTILINE | (0 if cased else re.IGNORECASE)), telling)


FRAMES: tuple[Frame, ...] = (
    # People: headers and ends of mails, telephone numbers.
    _frame(
        "<", "[",
        pattern=rf"(?:^|[;,>]\s?|\b(?:From|To|Cc|Bcc|Sender|Von|An|Van|Aan|De|À|Afzender|Absender)\s?: ?)"
        rf"(?:\"(?P<user>[^\"\n<>{_HELD}]{{2,60}})\"|(?P<user1>{_PERSON}))(?=\s?(?:<|\[mailto:)[{_HELD}])",
    ),
    _frame(" schrieb", " schreef", pattern=rf"\b(?:schrieb|schreef) (?P<user>{_PERSON}) ?:$"),
    _frame(" a écrit", pattern=rf", (?P<user>{_PERSON}) a écrit ?:"),
    _frame(
        "regards", "grüße", "gruß", "groet", "cordialement", "saludos", "saluti", "mvg", "mfg", "cheers", "sincerely",
        pattern=r"^[ >]*(?:(?:with )?(?:kind|best|warm)? ?regards|mit (?:freundlichen|besten) grü(?:ß|ss)en|"
        r"viele grüße|"
        r"(?:met )?vriendelijke groet(?:en)?|cordialement|saludos|cordiali saluti|mvg|mfg|cheers|sincerely)[ ,.!]*"
        r"\n(?:[ >]*\n)?[ >]*(?P<user>[^\W\d_][\w.'-]*(?:[ ][^\W\d_][\w.'-]*){0,3})(?=[ ]*$)",
    ),
    _frame(
        "tel", "phone", "mobi", "cell", "fax", "call", "reach", "bel ", "ring ", "gsm",
        pattern=r"\b(?:tele(?:ph|f)on\w{0,3}|tel|phone|mobile|mobiel|mobil|cell|fax|handy|gsm|(?:call|reach|ring|bel)"
        rf"(?: (?:me|him|her|us|mij))?(?: (?:on|at|under|op|unter))?)\.?(?:{_COLON}| )(?P<name>{_NUMBER})(?![\w.-])",
    ),
    _frame(
        "+",
        pattern=r"(?<![\w+:.-])(?<!\d )(?P<name>\+[1-9]\d{0,2}[ (.-](?=(?:\D{0,3}\d){7})"
        r"[\d ()./-]{6,20}\d)(?![\w.:-])"),
    _frame("@", pattern=rf"(?<![\w@.{_HELD}])@(?P<user>[a-z]{{2,20}}\.(?!{_SUFFIX}\b)[a-z]{{3,30}})(?![\w@./\\-])"),
    # Accounts, and machines, in commands.
    _frame("get-credential", pattern=rf"\bGet-Credential (?:-UserName )?[\"']?(?P<user>{_ACCOUNT})"),
    _frame(
        "-localuser", "-aduser",
        pattern=rf"-(?:Local|AD)User (?:-(?:Name|Identity) )?[\"']?(?P<user>{_ACCOUNT})",
    ),
    _frame("/add:", pattern=r"(?<= )/add:(?P<host>[\w.-]{2,63})"),
    _frame("hostname", pattern=rf"\b(?:set-hostname|hostname) (?:--static )?(?P<host>{_NAME})[ ]*$", telling=True),
    _frame(
        "user",
        pattern=r"\buser (?P<user>[\w.-]{2,64}) (?:with|and|mit|und|en|met) "
        r"(?:\w+ )?(?:password|kennwort|passwort|wachtwoord)\b"),
    _frame("cred", "auth", pattern=rf"\b(?:creds?|credentials?|auth)\s?=\s?\([\"'](?P<user>{_VALUE})[\"'],"),
    _frame(
        "passwor", "kennwor", "wachtwoord",
        pattern=r"\b(?:password|passwort|kennwort|wachtwoord) (?:for|of|für|von|voor|van) "
        r"(?P<user>[^\W\d_][\w.-]{1,40})"
        r"(?= (?:is|ist|lautet|was|war)\b)",
    ),
    _frame(
        "use-context", "--context", "--cluster",
        pattern=r"(?:use-context |--context[= ]|--cluster(?:-name)?[= ])[\"']?(?P<name>[A-Za-z][\w.-]{1,62})",
    ),
    _frame(
        "userdomain=", "sudo_user=", "logname=",
        pattern=rf"(?<![\w-])(?:USERDOMAIN=(?P<domain>{_VALUE})|(?:SUDO_USER|LOGNAME)=(?P<user>{_VALUE}))",
        cased=True,
    ),
    _frame("initial catalog", "database=", pattern=r"\b(?:Initial Catalog|Database) ?= ?(?P<name>[^\s;\"'<>]{2,128})"),
    # Labels in other languages.
    _frame(
        "utilisateur", "usuario", "utente",
        pattern=rf"\b(?:nom d['’]utilisateur|nombre de usuario|nome utente)[\"']?{_COLON}[\"']?(?P<user>{_VALUE})",
    ),
    _frame("ユーザー名", "用户名", pattern=rf"(?:ユーザー名|用户名){_COLON}(?P<user>{_VALUE})"),
    _frame(
        "rechner", "computer", "ordinateur", "equipo", "hôte",
        pattern=rf"\b(?:rechnername|computername|nom (?:de l['’]ordinateur|d['’]hôte)|"
        rf"nombre (?:de|del) equipo)[\"']?{_COLON}"
        rf"[\"']?(?P<host>{_VALUE})",
    ),
    _frame("コンピューター名", "计算机名", pattern=rf"(?:コンピューター名|计算机名){_COLON}(?P<host>{_VALUE})"),
    _frame("仮想マシン", "虚拟机", pattern=r"(?:仮想マシン|虚拟机) ?[「'\"“]?(?P<vm>[A-Za-z][\w-]{1,62})"),
    _frame(
        "angemeldet als", "aangemeld als",
        pattern=rf"\ba(?:ngemeldet|angemeld) als (?P<user>[^\W\d_][\w.-]{{1,63}}){_END}"),
    # Windows: transcripts, errors of remoting, the trust of the domain, names of services in Kerberos.
    _frame("machine:", pattern=rf"^Machine: (?P<host>{_NAME})(?= \()"),
    _frame(":string)", pattern=rf"\((?P<host>{_NAME}):String\) \[[^\]\n]{{0,60}}\], PSRemoting"),
    _frame(" @ ", pattern=rf"(?<![\w.-])(?P<user>[A-Za-z][\w.$-]{{1,63}})(?= @ [A-Z0-9{_HELD}])", cased=True),
    _frame(
        "host/", "cifs/", "termsrv/", "wsman/", "mssqlsvc/", "nfs/", "dns/",
        pattern=rf"(?<![\w./-])(?:HOST|RestrictedKrbHost|TERMSRV|WSMAN|MSSQLSvc|cifs|nfs|DNS)/(?P<host>{_NAME}){_END}",
        telling=True,
    ),
    _frame("onedrive - ", pattern=r"\bOneDrive - (?P<domain>[^\\/\"'\n<>|:]{2,60})"),
    _frame(
        "o=", "o =", "cn=", "cn =",
        pattern=rf"(?<![\w.-])(?:O|OU|L|ST|CN) ?= ?(?!{_MAKERS})(?P<name>[^,=\n\"'<>/{_HELD}]{{2,64}}?)"
        rf"(?=[ ]?[,/] ?(?:O|OU|L|ST|S|C|CN|DC|E|emailAddress) ?=)",
    ),
    _frame(
        "o=", "o =", "cn=", "cn =",
        pattern=rf"(?<=[,/{_HELD}\w] )(?:O|OU|L|ST|CN) ?= ?(?!{_MAKERS})(?P<name>[^,=\n\"'<>/{_HELD}]{{2,64}})(?=$|\n)",
    ),
    # Linux: prompts, logins, files, volumes.
    _frame("㉿", pattern=r"\((?P<user>[\w.-]{1,32})㉿(?P<host>[\w.-]{1,63})\)"),
    _frame("#", ">", pattern=rf"^(?P<host>{_NAME})(?=[#>](?: [a-z]|$))", telling=True),
    _frame(":", pattern=rf"^(?P<host>{_NAME})(?=:[~/][\w/.-]{{0,80}}[#$>]$)"),
    _frame("permanently added", pattern=rf"Permanently added '(?P<host>{_NAME})(?=[',])"),
    _frame("connection to", pattern=rf"\bConnection to (?P<host>{_NAME}) (?=closed|timed out|reset|refused)"),
    _frame(".ssh/", pattern=r"(?<=\.ssh/)(?!id_|authorized_keys|known_hosts|config\b)(?P<name>[\w.-]{1,64})"),
    _frame("sha256:", pattern=r"\bSHA256:(?P<thumbprint>[A-Za-z0-9+/]{43})(?![\w+/])", cased=True),
    _frame(
        "/cron", "/mail/",
        pattern=r"(?<=/)(?:cron/(?:crontabs/|tabs/)?|mail/)(?P<user>[a-z_][\w.-]{1,31})(?![\w./-])"),
    _frame("all=", pattern=r"^(?P<user>[A-Za-z_][\w.-]{1,31})(?=\s{1,9}ALL=\()"),
    _frame("", pattern=rf"(?<=^[{_HELD}])[ \t]{{1,9}}(?P<host>{_NAME})(?=$|[ \t]{{1,9}}[\w{_HELD}])", telling=True),
    _frame(
        " nfs",
        pattern=r"(?<![\w./-])(?P<host>[A-Za-z][\w-]{1,62}):/(?:[a-z]{1,10}/)?(?P<dir>[\w.-]{1,64})"
        r"(?=[\w./-]{0,80}\s{1,9}(?:on )?/\S{1,200} (?:type )?nfs)",
    ),
    _frame(
        "/dev/mapper/",
        pattern=r"(?<=/dev/mapper/)(?!(?:rootvg|rhel|centos|ubuntu|ol|rl|vg0|system|osencrypt|control|luks|crypt)\b)"
        r"(?P<disk>[\w.+-]{2,128})",
    ),
    _frame(
        "/dev/",
        pattern=r"(?<![\w.])/dev/(?!(?:disk|mapper|shm|pts|net|input|mqueue|hugepages|cpu|dri|snd|block|char|fd|vfio|bus|"
        r"rootvg|rhel|centos|ubuntu-vg|vg0|system|azure|infiniband|cloud|tcp|udp)/)"
        r"(?P<disk>[A-Za-z][\w.+-]{1,64})/(?P<disk1>[\w.+-]{1,64})",
    ),
    _frame(
        "lv name", "vg name",
        pattern=r"^\s{0,9}(?:LV|VG) Name\s{2,40}(?P<disk>(?!rootvg|\w{2,9}lv$)[\w.+-]{2,64})\s*$"),
    _frame(
        "label=", "by-label/",
        pattern=r"(?:(?<![A-Z])LABEL=[\"']?|by-label/)(?!(?:BOOT|UEFI|EFI|ESP|root|boot|cloudimg-rootfs|swap)\b)(?P<disk>[\w.+-]{2,36})",
    ),
    # Addresses of shares, sites and files.
    _frame(
        "/sites/", "/teams/", "/personal/",
        pattern=rf"(?<=[{_HELD}])/(?:sites|teams|personal)/(?P<name>[^\s/\"'<>?#{_HELD}]{{1,80}})"),
    _frame(".vhd", pattern=r"(?<![\w.-])(?!(?:os|data)?disk\d?\.)(?P<disk>[A-Za-z0-9][\w-]{2,80})(?=\.vhdx?\b)"),
)  # fmt: skip

_KINDS = frozenset(get_args(NameKind))
_KEPT = words(
    "user name host hostname name password computer machine unknown none null (null) n/a localhost "
    "users computers builtin"
)


def framed(
    frame: Frame,
    name: Callable[[NameKind, str], str],
    looks_given: Callable[[str], bool],
    is_a_person: Callable[[str], bool],
) -> Callable[[re.Match[str]], str | None]:
    """What to put for a match of the frame: the same with pseudonyms in it; None where it holds no name."""

    def put(found: re.Match[str]) -> str | None:
        text, at, shown = found.group(), 0, []
        for group, value in found.groupdict().items():
            if value is None or value.lower() in _KEPT or (frame.telling and not looks_given(value)):
                continue
            if frame.person and not is_a_person(value):
                continue
            kind = group.rstrip("0123456789")
            assert kind in _KINDS
            start = found.start(group) - found.start()
            shown += [text[at:start], name(cast(NameKind, kind), value)]
            at = start + len(value)
        return "".join((*shown, text[at:])) if shown else None

    return put
