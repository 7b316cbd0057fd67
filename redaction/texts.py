"""Free text: what identifies is found by its form, by what stands before it, and by the names that the case tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from ipaddress import ip_address

from ..facts.vocabulary import vocabulary
from .arm import COLLECTION, arm_id, collection, container
from .hosts import HOST, host
from .kinds import NameKind
from .names import GUID, Names
from .pseudonyms import PSEUDONYM, is_pseudonym
from .secrets import MARK, without_secrets

_Put = Callable[[re.Match[str]], "str | None"]

_ARM = re.compile(
    r"(?:/|(?<![\w/.-]))(?:subscriptions|resourceGroups|tenants)/[^\s\"'<>|,?#&\\`\[\]{}\U000f0000-\U0010ffff]+"
    r"|(?<![\w.])Microsoft(?:\.[A-Za-z]{1,60}){1,4}(?:/[^\s\"'<>|,?#&\\`/\[\]{}\U000f0000-\U0010ffff]+){2,}",
    re.IGNORECASE,
)
_CONTAINER = re.compile(
    r"(?<![\w;])(?:[A-Za-z]{2,30};)?iaasvmcontainer(?:v2)?;[^\s;/\"'`<>|,]+;[^\s;/\"'`<>|,]+", re.IGNORECASE
)
_EMAIL = re.compile(r"(?<![\w.+#'%-])[\w.+#'%-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24})(?![\w-])")
_UNITS = ("service", "socket", "timer", "mount", "target", "slice", "device", "scope", "path")
_MAC = re.compile(r"(?<![\w:-])(?:[0-9A-Fa-f]{2}([:-]))(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![\w:-])")
_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\w)")
_IPV6 = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,8}[0-9A-Fa-f]{0,4}(?:(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])")
_THUMBPRINT = re.compile(
    r"(?<![\w:-])(?:[0-9A-Fa-f]{64}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{32}|(?:[0-9A-Fa-f]{2}[ :-]){19,31}[0-9A-Fa-f]{2})"
    r"(?![\w:-])"
)
_IS_VERSION = re.compile(
    r"(?:version|release|agent|walinuxagent|vmagent|(?<![a-z])v)\s*[\"']?\s*(?:is|[:=/-])?\s*[\"']?$"
)
_WELL_KNOWN = frozenset({"168.63.129.16", "12-34-56-78-9a-bc", "12:34:56:78:9a:bc"})  # Azure's own to every VM
_HOME = re.compile(
    r"((?<![\w.])/home/|/Users/|(?:[A-Za-z]:|(?<=\\))[\\/]{1,2}(?:Users|Documents and Settings)[\\/]{1,2})"
    r"([^\\/\"'<>:|?*\r\n]{1,64}(?=[\\/])|[^\\/\s\"'<>:;,|?*)]{1,64})",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"(?<![\\\w.:/-])([A-Z][A-Z0-9-]{1,14})(\\{1,2})([A-Za-z][\w.$-]*+)(?!\\)")
_NO_DOMAIN = frozenset({"HKLM", "HKCU", "HKCR", "HKU", "AUTHORITY", "BUILTIN", "SERVICE", "SYSTEM", "SOFTWARE", "ROOT"})
_UNC = re.compile(r"(?<![\\:\w)])(\\{2,4})([A-Za-z0-9][\w.-]*)(\\{1,2})([^\\\s\"'<>|]+)")
_NOUNS: dict[str, NameKind] = {
    "virtual machine": "vm", "vm": "vm", "resource group": "group", "vault": "vault", "key vault": "keyvault",
    "disk": "disk", "snapshot": "disk", "storage account": "account", "subscription": "subscription",
    "network interface": "nic", "extension": "extension", "policy": "policy", "resource": "name", "lock": "lock",
    "user": "user", "account": "user", "computer": "host", "machine": "host", "host": "host", "server": "host",
    "principal": "principal", "client": "principal", "tenant": "tenant", "collection": "collection",
}  # fmt: skip
_QUOTED = re.compile(
    rf"\b((?ai:{'|'.join(sorted(_NOUNS, key=len, reverse=True))}))((?: (?:name|id|named|called))?\s?[:=]?\s?)"
    r"(['\"])([^'\"\s/\\]{1,90}(?: [^'\"\s/\\]{1,90}){0,2})\3",
    re.IGNORECASE,
)
# What stands in a connection string or after an option of a command.
_SETTINGS: dict[str, NameKind] = {
    "accountname": "account", "resourcegroup": "group", "resourcegroupname": "group", "vmname": "vm", "vault": "vault",
    "vaultname": "vault", "username": "user", "userid": "user", "uid": "user", "server": "host", "datasource": "host",
    "subscription": "subscription", "subscriptionid": "subscription", "computername": "host", "hostname": "host",
}  # fmt: skip
_SETTING = re.compile(
    r"(?<![A-Za-z$-])(--)?"
    r"((?ai:account[- ]?name|resource[- ]?group(?:[- ]?name)?|vm[- ]?name|vault(?:[- ]?name)?|user[- ]?name|user ?id|"
    r"uid|server|data ?source|subscription(?:[- ]?id)?|computer[- ]?name|host[- ]?name))"
    r"(?(1)(?:=|[ ]+)|[ ]?=[ ]?)(?![{<$=])([^;\s\"',&|]+)",
    re.IGNORECASE,
)
# A machine that a text names without quotes: in a log's lines, in `hostname: x`, in notes of our own readers.
_MACHINE = re.compile(
    r"((?:\bcomes from the machine |\bcalls the machine of this VM |\b(?:computer|host) ?name\b[\"']?\s*[:=]\s*[\"']?)"
    r"|^(?:<\d+>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?=\S+ )"
    r"|(?<= on )(?=[\w.-]+: events of several machines))"
    r"([A-Za-z0-9][\w-]*(?:\.[\w-]+)*)",
    re.IGNORECASE | re.MULTILINE,
)
_BARE = re.compile(r"[A-Za-z0-9 ]{0,22}")  # which has no form of a name or of a secret
_FACT = re.compile(r"(?<![\w/-])[a-z_]+\.[a-z0-9_]+(?![\w-])")
_HELD = 0xF0000  # private characters that stand for what is done, so that no later pattern touches it
_HOLDER = re.compile("[\U000f0000-\U0010ffff]")
_MOST = 100_000  # characters at once: each piece takes one of the private characters
_BREAK = re.compile(r".*[\s,;|]", re.DOTALL)


class TextRedactor:
    """Redacts texts with the names of one output."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def __call__(self, text: str, *, known: bool = True, versions: bool = False, near: set[str] | None = None) -> str:
        """The text with pseudonyms and marks in it.

        Without `known`, only what is told by its form is replaced; with `versions`, no numbers that could be one.
        `near` are the (folded) names that are looked for inside longer words too.
        """
        if not known and _BARE.fullmatch(text):
            return text
        return "".join(self._part(part, known, versions, near) for part in _parts(without_secrets(text)))

    def _part(self, text: str, known: bool, versions: bool, near: set[str] | None) -> str:
        held = _Held()
        text = held.start(text)
        text = held.all(re.compile(re.escape(MARK)), lambda m: m.group(), text)
        for pattern, put in self._by_form(versions):
            text = held.all(pattern, put, text)
        if known:
            text = held.all(_SETTING, self._setting, text)
            text = held.all(_QUOTED, self._quoted, text)
            text = held.all(_MACHINE, self._machine, text)
            text = held.all(_FACT, lambda m: m.group() if m.group() in vocabulary() else None, text)
            text = held.all(PSEUDONYM, lambda m: m.group() if is_pseudonym(m.group()) else None, text)
            text = held.spans(text, self._names.in_text(text))
            inside = self._names.inside_words(text, near) if near else ()
            text = held.spans(text, [(s, e, self._names.of("name", text[s:e])) for s, e in inside])
        return held.end(text)

    def _by_form(self, versions: bool) -> list[tuple[re.Pattern[str], _Put]]:
        of = self._names.of
        rules: list[tuple[re.Pattern[str], _Put]] = [
            (_ARM, self._arm),
            (_CONTAINER, self._container),
            (COLLECTION, lambda m: collection(m.group(), self._names) if m[1] else None),
            (_EMAIL, self._email),
            (GUID, lambda m: of("id", m.group())),
            (_MAC, lambda m: m.group() if m.group().lower() in _WELL_KNOWN else of("mac", m.group())),
            (_HOME, lambda m: m[1] + of("user", m[2])),
            (_UNC, self._share),
            (_ACCOUNT, self._account),
            (_THUMBPRINT, lambda m: of("thumbprint", m.group())),
            (HOST, lambda m: host(m.group(), self._names)),
        ]
        return rules if versions else [*rules, (_IPV4, self._address), (_IPV6, self._address)]

    def _arm(self, found: re.Match[str]) -> str:
        name, tail = _apart(found.group())
        return arm_id(name, self._names) + tail

    def _container(self, found: re.Match[str]) -> str:
        name, tail = _apart(found.group())
        return container(name, self._names) + tail

    def _share(self, found: re.Match[str]) -> str:
        machine = host(found[2], self._names) or self._names.known(found[2]) or self._names.of("host", found[2])
        name, tail = _apart(found[4])
        return found[1] + machine + found[3] + self._names.of("dir", name) + tail

    def _email(self, found: re.Match[str]) -> str | None:
        domain = found[1]
        if domain.lower().endswith(_UNITS):
            return None
        shown = host(domain, self._names) if domain.lower().endswith(("microsoft.com", "azure.com")) else None
        user = found.group()[: -len(domain) - 1]
        return f"{self._names.of('user', user)}@{shown or self._names.of('domain', domain)}"

    def _account(self, found: re.Match[str]) -> str | None:
        if found[1] in _NO_DOMAIN:
            return None
        domain = self._names.known(found[1]) or self._names.of("domain", found[1])
        return domain + found[2] + self._names.of("user", found[3])

    def _address(self, found: re.Match[str]) -> str | None:
        text = found.group()
        try:
            address = ip_address(text)
        except ValueError:
            return None
        stays = address.is_loopback or address.is_unspecified or address.is_multicast or text in _WELL_KNOWN
        if stays or text.startswith(("255.", "169.254.")) or text.strip(":").count(":") + text.count(".") < 2:
            return text
        before = found.string[max(0, found.start() - 24) : found.start()].lower()
        if address.version == 4 and _IS_VERSION.search(before):
            return text
        return self._names.of("ip", text)

    def _quoted(self, found: re.Match[str]) -> str | None:
        name = self._names.known(found[4]) or self._names.of(_NOUNS[found[1].lower()], found[4])
        return found[1] + found[2] + found[3] + name + found[3]

    def _setting(self, found: re.Match[str]) -> str:
        kind = _SETTINGS[re.sub("[- ]", "", found[2]).lower()]
        name, tail = _apart(found[3])
        shown = self._names.known(name) or host(name, self._names) or self._names.of(kind, name)
        return found.group()[: -len(found[3])] + shown + tail

    def _machine(self, found: re.Match[str]) -> str | None:
        name = found[2]
        return found[1] + (host(name, self._names) or self._names.known(name) or self._names.of("host", name))


def _apart(name: str) -> tuple[str, str]:
    """A name without the punctuation of the sentence that it stands in, and that; a bracket may be its own."""
    end = len(name)
    open_ = name.count(")") - name.count("(")  # closing brackets that close nothing in the name
    while end and (name[end - 1] in ".,:;!*" or (name[end - 1] == ")" and open_ > 0)):
        end -= 1
        open_ -= name[end] == ")"
    return name[:end], name[end:]


def _parts(text: str) -> Iterator[str]:
    """The text in parts that are not too long, cut where a word ends, or the part of a list in JSON without blanks."""
    at = 0
    while len(text) - at > _MOST:
        found = _BREAK.match(text, at, at + _MOST)
        cut = found.end() if found else at + _MOST
        yield text[at:cut]
        at = cut
    yield text[at:]


class _Held:
    """What is done: each piece is held by one private character, and comes back at the end."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def start(self, text: str) -> str:
        """The text without private characters of its own."""
        return text if text.isascii() else _HOLDER.sub("\N{REPLACEMENT CHARACTER}", text)

    def hold(self, piece: str) -> str:
        """The character that stands for the piece."""
        self._pieces.append(piece)
        return chr(_HELD + len(self._pieces) - 1)

    def all(self, pattern: re.Pattern[str], put: _Put, text: str) -> str:
        """Each match that `put` gives something for, held."""

        def held(found: re.Match[str]) -> str:
            if _HOLDER.search(found.group()):
                return found.group()  # done already, and what is left of it tells nothing by this form
            piece = put(found)
            return found.group() if piece is None else self.hold(piece)

        return pattern.sub(held, text)

    def spans(self, text: str, spans: list[tuple[int, int, str]]) -> str:
        """The spans, which follow each other from left to right, held."""
        shown, at = [], 0
        for start, end, piece in spans:
            shown += [text[at:start], self.hold(piece)]
            at = end
        return "".join((*shown, text[at:]))

    def end(self, text: str) -> str:
        """The text with every piece in its place."""
        return _HOLDER.sub(lambda m: self._pieces[ord(m.group()) - _HELD], text)
