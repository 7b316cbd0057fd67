"""Names that stand behind a word which tells what they are: `vm erp-02`, `"vmName": "erp"`, `--vm-name`, prompts."""

from __future__ import annotations

import re
from collections.abc import Callable

from .customs import AFTER_COLON, BEHIND, CUSTOMS, LISTED, QUOTED, behind
from .frames import FRAMES, framed
from .hosts import host
from .kinds import NameKind, is_standard, ordinary_words, words
from .labels import LABELS, labelled
from .names import Names
from .people import DISPLAYED, PEOPLE, displayed, is_a_person
from .phrases import (
    ACCOUNT_OF,
    ANSIBLE,
    AT_ADDRESS,
    COMPUTERS,
    DISK_OF,
    DISTINGUISHED,
    DONE_BY,
    DONE_TO,
    DOTTED,
    FROM,
    LEADERS,
    ONE,
    OWNER,
    OWNS,
    OWNS_GROUP,
    PINGED,
    REMOTE,
    SUBSCRIPTION,
    TERRAFORM,
    distinguished,
    is_a_logon,
)
from .places import PLACES
from .pseudonyms import is_pseudonym
from .secrets import QUOTE

Put = Callable[[re.Match[str]], "str | None"]

_HELD = "\U000f0000-\U0010ffff"
NOUNS: dict[str, NameKind] = {
    "virtual machine": "vm", "vm": "vm", "resource group": "group", "vault": "vault", "key vault": "keyvault",
    "disk": "disk", "snapshot": "disk", "storage account": "account", "subscription": "subscription",
    "network interface": "nic", "extension": "extension", "policy": "policy", "resource": "name", "lock": "lock",
    "user": "user", "account": "user", "computer": "host", "machine": "host", "host": "host", "server": "host",
    "principal": "principal", "client": "principal", "tenant": "tenant", "collection": "collection",
    "secret": "name", "key": "name", "certificate": "name", "subnet": "name", "virtual network": "name",
    "network security group": "name", "availability set": "name", "machine virtuelle": "vm", "resourcegroep": "group",
    "ressourcengruppe": "group", "kluis": "vault", "tresor": "vault",
    "backup item": "vm", "protected item": "vm", "machine account": "host", "computer account": "host", "node": "host",
    "login": "user", "logon": "user", "management group": "name", "workspace": "name", "blob": "name",
    "container": "name", "cluster": "name", "cluster node": "host", "availability group": "name", "database": "name",
}  # fmt: skip
_NOUN = rf"(?ai:{'|'.join(sorted(NOUNS, key=len, reverse=True))})"
_BY_PEOPLE = (
    "subscription",
    "resource group",
    "vault",
    "key vault",
)  # whose names no program gives: `AppWeb-01` is one
_QUOTED = re.compile(
    rf"\b({_NOUN})((?: (?:name|id|named|called))?\s?[:=]?\s?)"
    rf"(\\{{0,9}}['\"])(?![:;,=)}}\]>])([^'\"\s/\\{_HELD}]{{1,90}}(?: [^'\"\s/\\{_HELD}]{{1,90}}){{0,2}})\3",
    re.IGNORECASE,
)
_WORD = r"[A-Za-z][\w.-]*[A-Za-z0-9]"
_BARE = re.compile(
    rf"\b({_NOUN})s?((?ai: (?:with )?(?:name(?: is)?|\(name/id\)|named|called))?(?: not found:)?) "
    rf"({_WORD}(?:(?:, ?| (?:and|or|und|en|et|y) ){_WORD}){{0,20}})",
    re.IGNORECASE,
)
# What a name in Azure begins or ends with by custom (the abbreviations of the Cloud Adoption Framework, and stages).
_MARKS = words(
    """
    rg rsv kv vm vnet snet nsg pip nic asg avset osdisk datadisk disk snap rpc lock sub pol srv sql prod prd dev tst acc
    uat stg weu neu eus eus2 wus cus uks we ne bek kek st stg db dc fs esx law aks acr vmss
    """
)
_ENGLISH = words(
    """
    a all and as at based be by down end for free group in is it level name new no non not of off on only or out own per
    pre post re read set side size so specific state status to type un up us use wide with write must shall should may
    might will would could does did
    """
)
_NO_NAME = re.compile(
    r"v\d.*|(?:[a-z]|eth|ens|enp|lun|tty|sr|dm|md|loop|port|step|level|line|tier|zone|day|gen|raid|com|lpt)-?\d{1,3}|"
    r"(?:sd|vd|xvd|hd)[a-z]\d*|nvme.*|standard_.*|premium_.*|.*\d(?:tb|gb|mb|kb|bit)|"
    r"(?:ipv|tls|ssl|smb|ntlm|sha|md|ext|utf|base|python|windows|win|server|ubuntu|rhel|sles|centos|debian|gen|event)"
    r"[-_v.]*\d[\w.-]*|[\w-]+\.(?:service|socket|mount|timer|log|exe|dll|sys|json|xml|conf|py|sh|ps1|txt|yaml)"
)
_HUMPS = re.compile(r"[a-z][A-Z]")
_APART = re.compile(rf"(?:, ?| (?:and|or|und|en|et|y) )|({_WORD})")

# What keys, columns, options and settings are called, without blanks and dashes. Those of the first group are found at
# the end of longer ones too (`sourceVmName`); those of the second are ordinary words.
_KEYS: dict[str, NameKind] = {
    "vmname": "vm", "virtualmachinename": "vm", "machinename": "host", "computername": "host", "hostname": "host",
    "servername": "host", "dnshostname": "host", "machinenaam": "host", "computernaam": "host",
    "workstationname": "host", "accountdomain": "domain", "domainname": "domain",
    "resourcegroup": "group", "resourcegroupname": "group", "ressourcengruppe": "group", "resourcegroep": "group",
    "vaultname": "vault", "keyvaultname": "keyvault", "secretname": "name", "keyname": "name",
    "certificatename": "name", "diskname": "disk", "snapshotname": "disk", "storageaccount": "account",
    "storageaccountname": "account", "subscriptionid": "subscription", "subscriptionname": "subscription",
    "username": "user", "userid": "user", "userprincipalname": "user", "accountname": "account",
    "benutzername": "user", "gebruikersnaam": "user", "networkinterfacename": "nic", "nicname": "nic",
    "virtualnetworkname": "name", "vnetname": "name", "subnetname": "name", "nsgname": "name", "policyname": "policy",
    "protecteditemname": "vm", "itemname": "vm", "friendlyname": "vm", "containername": "vm",
    "datasource": "host", "instancename": "host", "virtualmachine": "vm", "rgname": "group", "loginname": "user",
    "csname": "host", "sourceworkstation": "host", "logonaccount": "user", "ciname": "host", "affectedci": "host",
    "signinname": "user", "adminuser": "user", "principalname": "user", "mailnickname": "user",
    "serverinstance": "host", "createdby": "user", "modifiedby": "user", "serialnumber": "id", "biosserialnumber": "id",
}  # fmt: skip
_WORDS: dict[str, NameKind] = {
    "vm": "vm", "vms": "vm", "rg": "group", "vault": "vault", "server": "host", "host": "host", "__server": "host",
    "computer": "host",
    "user": "user", "uid": "user", "caller": "user", "benutzer": "user", "gebruiker": "user",
    "subscription": "subscription", "_hostname": "host", "ru": "user", "domain": "domain",
    "userdomain": "domain", "machine": "host", "policy": "policy", "sub": "subscription", "grp": "group", "ci": "host",
    "who": "user", "owner": "user",
}  # fmt: skip


def _spelled(names: dict[str, NameKind]) -> str:
    parts = sorted(names, key=len, reverse=True)
    ends = (
        r"(?<=.)(name|naam|group|groep|gruppe|id|account|interface|network|machine|domain|item|vault|source|"
        r"number|workstation)"
    )
    return "|".join(re.sub(ends, r"[ _-]?\1", part) for part in parts)


_KEY = re.compile(
    rf"(?P<option>(?<![\w-])--?(?:[a-z]{{2,9}}-){{0,2}}|(?<=[ ])/)?"
    rf"(?P<key>(?ai:{_spelled(_KEYS)})|(?(option)|(?<![\w$.-]))(?ai:{_spelled(_WORDS)}))(?![\w-])"
    rf"(?P<between>{QUOTE}?[ \t]{{0,40}}[:=][ \t]{{0,40}}{QUOTE}?|(?(option)[ ]{{1,9}}{QUOTE}?|(?!))"
    rf"|{QUOTE}?[ \t]{{0,9}}[:=]\s{{0,20}}\{{\s{{0,20}}(?:{QUOTE}type{QUOTE}\s?:\s?{QUOTE}\w{{1,20}}{QUOTE}\s?,"
    rf"\s{{0,20}})?{QUOTE}value"
    rf"{QUOTE}\s{{0,9}}:\s{{0,9}}{QUOTE}|[ ]string[ ]?=[ ]?{QUOTE}"
    rf"|[ ]{{0,40}}\|[ ]{{1,40}}|\t{{1,9}}|{QUOTE}?>|&gt;)(?![{{<$=\[])"
    rf"(?:(?<=[\"'“])(?P<quoted>[^\"'\\<>|\n{_HELD}“”]{{1,200}})|(?P<plain>[^\s;\"'`,&|<>\\{_HELD}]+))",
    re.IGNORECASE,
)
# A machine or a person that a text names without quotes: in a log's lines, in prompts, in notes of our own readers.
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mrt|Mai|Mei|Okt|Dez|Mär|Dic|Ene|Ago|Avr|Fév|Juin"
_STAMP = (
    rf"(?:(?:(?:{_MONTHS})\.?[ ]{{1,2}}\d{{1,2}}|\d{{1,2}} (?:{_MONTHS})) \d\d:\d\d:\d\d(?:\.\d{{1,9}})?"
    r"|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)"
)
_NAME = r"[A-Za-z0-9][\w-]*(?:\.[\w-]+)*"
_MACHINES = re.compile(
    r"(?P<before>\bcomes from the machine |\bcalls the machine of this VM "
    rf"|^(?:<\d{{1,3}}>)?(?:{_MONTHS}) [ \d]\d \d\d:\d\d:\d\d (?=\S+ )"
    rf"|<\d{{1,3}}>1 {_STAMP} (?=\S+ \S+ \S+ )"
    rf"|{_STAMP} (?=[\w.-]+ [\w./@()-]{{1,60}}(?:\[\d+\])?: ?)"
    r"|^Linux (?=\S+ \d+\.\d+)|-- Journal of (?=\S+ begins)|\[(?=[\w-]+\]: PS )|^(?=[\w-]+ login: )"
    r"|^(?=[\w-]+:[~/][\w/.-]{0,80} ?[#$>] )|(?-i:\s-[hS][ ])(?=[A-Za-z][\w-]*(?:\s|$))"
    r"|(?<= on )(?=[\w.-]+: events of several machines))"
    rf"(?P<name>{_NAME})",
    re.IGNORECASE | re.MULTILINE,
)
_LEVELS = words("info warning warn error debug verbose trace critical fatal notice alert emerg ERR crit")
_BUILDERS = words("buildd mockbuild geeko abuild builduser git")  # of kernels and addresses, the same for everyone
_PROMPT = re.compile(rf"(?<![\w.@/:+%{_HELD}-])([A-Za-z_][\w.-]{{0,31}})@([A-Za-z][\w-]{{0,62}})(?![\w@-]|\.\w)")
_PEOPLE = re.compile(
    r"(?:(?<=password for )|(?<=publickey for )|(?<=invalid user )|(?<=authenticating user )|(?<=for user )"
    r"|(?<=of user )|(?<=net user )|(?<=NetworkCredential\()(?=[\"'])[\"']|(?<=::new\()(?=[\"'])[\"']"
    r"|(?<=PSCredential\()(?=[\"'])[\"']|(?<=PSCredential \()(?=[\"'])[\"']|(?<=kinit )|(?<=passwd )|(?<=passwd -s )"
    r"|(?<=by )(?=[\w.-]{1,64}\(uid=)|(?<=login )(?=[\w.-]{1,64} pw )|^(?=[\w.-]{1,32} {1,9}pts/\d)|(?<=AzureAD\+)"
    r"|(?<=New-LocalUser -Name )|(?<=the user is )|(?<=--stdin )|(?<=-u )(?=[\w.-]+ )(?!\$)|(?<=-U )(?=[\w.-]+\s?))"
    r"(?!invalid )([A-Za-z_][\w.-]{0,63})(?![\w@\\:/%-])",
    re.MULTILINE,
)
# What only a whole line, a command or the pair beside it tells.
_ACCOUNT = re.compile(r"(?<=\bby ['\"])([A-Za-z][\w-]{1,14})(/)([A-Za-z][\w.-]{1,40})(?=['\"])")
_NAMED_VM = re.compile(
    r"(\"(?:display)?name\"\s{0,9}:\s{0,9}\")([^\"\n]{1,90})(?=\",\s{0,20}\"type\"\s{0,9}:\s{0,9}\"microsoft\.compute/"
    r"virtualmachines\")",
    re.IGNORECASE,
)
_BOUND = re.compile(r"(\bldap\w{1,9}\b[^\n|;]{0,200}?\s-D\s{1,9}[\"']?(?:cn|uid)=)([\w. -]{1,60})", re.IGNORECASE)
_TWO_COLUMNS = re.compile(
    r"^((?:server|computer|host|vm|machine)name[,;])([\w-]{3,60})(?=\s*$)", re.IGNORECASE | re.MULTILINE
)
_BEFORE_PEOPLE = ("user", "for ", "new", "stdin", "-u ", "cred", "kinit", "passwd", "uid=", "login", "pts/", "ad+")
_SUDO = re.compile(r"(?<=sudo:)(\s{1,9})([\w.-]{1,64})(?= : )")
_IDS = re.compile(r"(?<=\d\()([A-Za-z_][\w.-]{0,31})(?=\))")
_LISTED = re.compile(
    r"^([-dlbcps](?:[r-][w-][xsStT-]){3}[.+@]?\s{1,9}\d{1,9}\s{1,9})"
    r"([\w.-]{1,32})(\s{1,9})([\w.-]{1,32})(?=\s{1,12}\d)",
    re.MULTILINE,
)
_SHORT_OPTION = re.compile(
    rf"(?<![\w-])(-g|-n|-v|-Name|--name)((?:[ ]{{1,9}}|:)[\"']?)([^\s\"'`$<({_HELD}-][^\s\"'`;|,{_HELD}]*)"
)
_SHORT: dict[str, NameKind] = {"-g": "group", "-v": "vault", "-n": "vm", "-Name": "vm", "--name": "name"}
_NO_VALUE = words("y n yes no on off true false null none n/a enabled disabled 0 1")
_AZURE_COMMAND = re.compile(r"\baz [a-z]|(?<!\w)--[a-z]+-name\s|\b[A-Z][a-z]+-Az[A-Z]")


class Mentions:
    """What to look for, in its order, and what to put there."""

    def __init__(self, names: Names) -> None:
        self._names = names
        # With each pattern stands what every text has in it that holds a match: one of these, in lower case.
        self.rules: tuple[tuple[tuple[str, ...], re.Pattern[str], Put], ...] = (
            *((label.hints, label.pattern, labelled(label, names)) for label in (*LABELS, *PLACES)),
            (("name",), COMPUTERS, lambda m: m[1] + ONE.sub(lambda each: self._host(each[0]), m[2])),
            (("azurerm_",), TERRAFORM, lambda m: m[1] + self._names.of("name", m[2])),
            (("disk_",), DISK_OF, lambda m: self._name("vm", m[1]) + m[2]),
            (("subscription",), SUBSCRIPTION, lambda m: m[1] + self._names.of("subscription", m[2].rstrip())),
            (("dc=",), DISTINGUISHED, lambda m: distinguished(m, self._names)),
            *((f.hints, f.pattern, framed(f, self._name, _is_telling, is_a_person)) for f in (*FRAMES, *PEOPLE)),
            (("display",), DISPLAYED, lambda m: displayed(m, self._names)),
            (("\\", "/"), BEHIND, lambda m: behind(m, self._name, _is_telling)),
            (("[",), LISTED, lambda m: m[1] + QUOTED.sub(lambda each: each[1] + self._name("host", each[2]), m[2])),
            ((":",), AFTER_COLON, self._row_of_machines),
            (("az ", "-az", "-name"), _SHORT_OPTION, self._short_option),
            (("=", ":", "-", "/", "|", "\t", ">"), _KEY, self._key),
            (("'", '"'), _QUOTED, self._quoted),
            ((":", "machine", "linux", "journal", " -h", " -s"), _MACHINES, self._machine),
            (("@",), _PROMPT, self._prompt),
            (_BEFORE_PEOPLE, _PEOPLE, self._person),
            (("/",), _ACCOUNT, lambda m: self._names.of("domain", m[1]) + m[2] + self._names.of("user", m[3])),
            (("virtualmachines",), _NAMED_VM, lambda m: m[1] + self._name("vm", m[2])),
            (("ldap",), _BOUND, lambda m: m[1] + self._names.of("user", m[2])),
            (("name,", "name;"), _TWO_COLUMNS, lambda m: m[1] + self._name("host", m[2])),
            (("sudo:",), _SUDO, lambda m: m[1] + self._names.of("user", m[2])),
            (("id=",), _IDS, self._in_ids),
            (("rw",), _LISTED, lambda m: m[1] + self._names.of("user", m[2]) + m[3] + self._names.of("user", m[4])),
            (("from ",), FROM, lambda m: self._told_by_words(m) if is_a_logon(m) else None),
            (("ping", "trace", "tracert", "telnet", "nslookup", "mstsc", "tnc", "-"), PINGED, self._told_by_words),
            (("winrs",), REMOTE, self._told_by_words),
            ((" | ",), ANSIBLE, lambda m: m[1] + self._host(m[2])),
            ((" of ", " for ", " on "), DONE_TO, self._told_by_words),
            ((" by ",), DONE_BY, lambda m: m[1] + self._names.of("user", m[2])),
            ((". :",), LEADERS, lambda m: m[1] + self._host(m[2])),
            (("@",), AT_ADDRESS, lambda m: self._names.of("user", m[1]) + m[2]),
            (("chown ",), OWNS, self._owner),
            (("chown ",), OWNS_GROUP, self._owner),
            ((" ",), ACCOUNT_OF, self._owner),
            ((".",), DOTTED, lambda m: (shown := host(m[2], self._names)) and m[1] + shown),
            ((":", "="), OWNER, lambda m: m[1] + self._names.of("user", m[2])),
            ((" ",), _BARE, self._bare),
            *((f.hints, f.pattern, framed(f, self._name, _is_telling, is_a_person)) for f in CUSTOMS),
        )

    def _name(self, kind: NameKind, name: str) -> str:
        return self._names.known(name) or host(name, self._names) or self._names.of(kind, name)

    def _quoted(self, found: re.Match[str]) -> str | None:
        if found[4].startswith(("azurerm_", "azuread_", "azapi_")):
            return None  # a type of Terraform
        name = self._names.known(found[4]) or self._names.of(NOUNS[found[1].lower()], found[4])
        return found[1] + found[2] + found[3] + name + found[3]

    def _key(self, found: re.Match[str]) -> str | None:
        folded = re.sub("[ -]|(?<=.)_", "", found["key"]).lower()
        kind = _KEYS.get(folded) or _WORDS.get(folded) or _WORDS.get(found["key"].lower(), "name")
        value = found["quoted"] or found["plain"]
        if folded == "accountname" and ":" in found["between"]:
            kind = "user"
        name, tail = apart(value)
        between, option = found["between"].strip(" \t\"'\\"), found["option"]
        if not name or name.lower() in _NO_VALUE or name.endswith("=") or (folded == "uid" and name.isdecimal()):
            return None
        sure = found["quoted"] and kind in ("group", "vault", "subscription") and name.lower() not in ordinary_words()
        if not option and between != "=" and not sure and self._says_nothing(kind, name, folded, between):
            return None
        plain = folded in _WORDS and between == ":" and found["plain"] and not option
        if plain and not _is_telling(name) and _in_prose(found):
            return None
        return found.group()[: -len(value)] + self._name(kind, name) + tail

    def _says_nothing(self, kind: NameKind, name: str, key: str, between: str) -> bool:
        """Whether what follows a key is no name: a word of the field, a standard name, the next column's head."""
        lowered = name.lower()
        if (
            lowered in ordinary_words()
            or is_standard(kind, name)
            or (key == "machine" and name.isdecimal())
            or not any(c.isalnum() for c in name)
        ):
            return True
        if key in _WORDS and between == ":" and not _is_telling(name):
            return name.istitle() or "'" in name or lowered in _ENGLISH or lowered in _LEVELS
        return between in ("", "|") and _HUMPS.search(name) is not None

    def _short_option(self, found: re.Match[str]) -> str | None:
        line = found.string[max(0, found.start() - 200) : found.start()].rpartition("\n")[2]
        if _AZURE_COMMAND.search(line) is None:
            return None
        return found[1] + found[2] + self._name(_SHORT[found[1]], found[3])

    def _machine(self, found: re.Match[str]) -> str | None:
        name = found["name"]
        if name.lower() in _LEVELS or name.lower() in ordinary_words():
            return None
        return found["before"] + self._host(name)

    def _host(self, name: str) -> str:
        return host(name, self._names) or self._names.known(name) or self._names.of("host", name)

    def _prompt(self, found: re.Match[str]) -> str | None:
        if found[1].lower() in _BUILDERS:
            return found.group()
        return f"{self._names.of('user', found[1])}@{self._host(found[2])}"

    def _person(self, found: re.Match[str]) -> str | None:
        name, tail = apart(found[1])
        if name.lower() in ordinary_words() or name.lower() in _ENGLISH:
            return None
        return found.group()[: -len(found[1])] + self._names.of("user", name) + tail

    def _owner(self, found: re.Match[str]) -> str | None:
        """A person in a command: only one whose name is no word that every system has."""
        name = found[2]
        return found[1] + self._names.of("user", name) if _is_telling(name, ".") or "." in name else None

    def _told_by_words(self, found: re.Match[str]) -> str | None:
        """A machine that stands behind words which tell it: only one that looks like a name."""
        return found[1] + self._name("host", found[2]) if _is_telling(found[2]) else None

    def _row_of_machines(self, found: re.Match[str]) -> str | None:
        """Machines one after the other: where the first looks like a name, words that look like one are."""
        names = ONE.findall(found[2])
        if not _is_telling(names[0]):
            return None
        return found[1] + ONE.sub(
            lambda each: self._name("host", each[0]) if _is_telling(each[0]) else each[0], found[2]
        )

    def _in_ids(self, found: re.Match[str]) -> str | None:
        near = found.string[max(0, found.start() - 200) : found.start()]
        return self._names.of("user", found[1]) if re.search(r"\b[ug]id=\d", near) else None

    def _bare(self, found: re.Match[str]) -> str | None:
        noun = found[1].lower()
        kind, told = NOUNS[noun], bool(found[2]) and not found[2].endswith(" is")
        weak = noun in ("key", "resource", "secret", "account", "client", "container", "blob", "database", "cluster")
        any_name = False

        def shown(part: re.Match[str]) -> str:
            nonlocal any_name
            name = part[1]
            if name is None or is_pseudonym(name) or is_standard(kind, name):
                return part.group()
            if name.lower() in ordinary_words() or name in _ENGLISH:
                return part.group()
            if noun in _BY_PEOPLE and _is_telling(name.lower()):
                any_name = True
                return self._name(kind, name)
            if not (_is_telling(name, "." if kind == "user" else "") or (told and not weak and name.islower())):
                return part.group()
            any_name = True
            return self._name(kind, name)

        text = _APART.sub(shown, found[3])
        return found.group()[: -len(found[3])] + text if any_name else None


def _in_prose(found: re.Match[str]) -> bool:
    """Whether other words stand before a match in its line: `VMs: repair` there is no `VM: web01` of a list."""
    before = found.string[max(0, found.start() - 200) : found.start()].rpartition("\n")[2].rstrip(" \t\"'\\")
    return before != "" and before[-1] not in "{}[](),;|>-*=" and not before.endswith(" /")


def _is_telling(name: str, separators: str = "") -> bool:
    """Whether a word looks like a name that somebody gave: with a number in it, or a customary mark between dashes."""
    lowered = name.lower()
    if (
        len(name) < 4
        or _HUMPS.search(name)
        or _NO_NAME.fullmatch(lowered)
        or "." in name.replace(separators or "\0", "")
    ):
        return False
    parts = re.split(r"[-_.]", lowered)
    if any(part in _ENGLISH for part in parts[:-1]) and not any(c.isdecimal() for c in name):
        return False
    if len(parts) > 1 and not _MARKS.isdisjoint(parts):
        return not all(part in ordinary_words() for part in parts)
    return any(c.isdecimal() for c in name) and not all(p in ordinary_words() or p.isdecimal() for p in parts)


def apart(name: str) -> tuple[str, str]:
    """A name without the punctuation of the sentence that it stands in, and that; a bracket may be its own."""
    end = len(name)
    open_ = name.count(")") - name.count("(")  # closing brackets that close nothing in the name
    while end and (name[end - 1] in ".,:;!*]}" or (name[end - 1] == ")" and open_ > 0)):
        open_ -= name[end - 1] == ")"
        end -= 1
    return name[:end], name[end:]
