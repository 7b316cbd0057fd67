"""Free text: what identifies is found by its form, by what stands before it, and by the names that the case tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..facts.vocabulary import vocabulary
from .accounts import ACCOUNT, account
from .addresses import ADDRESSES, CLIENT_ID, MAC, THUMBPRINT, address, hardware
from .arm import COLLECTION, arm_id, collection, container, file
from .columns import column_spans
from .encoded import each_word
from .hosts import HOST, MACHINE_IN_URL, host
from .kinds import NameKind, is_standard_segment
from .mentions import Mentions, Put, apart
from .names import GUID, INVISIBLE, Names
from .pseudonyms import PSEUDONYM, is_pseudonym
from .secrets import MARK, without_secrets
from .tokens import possible
from .unknown import Unknown

_Rules = list[tuple[tuple[str, ...], re.Pattern[str], Put]]

_ARM = re.compile(
    r"(?:/|(?<![\w/.-]))(?:subscriptions|resourceGroups|tenants)/[^\s\"'<>|,?#&\\`\[\]{}\U000f0000-\U0010ffff]+"
    r"|(?<![\w.])Microsoft(?:\.[A-Za-z]{1,60}){1,4}(?:/[^\s\"'<>|,?#&\\`/\[\]{}\U000f0000-\U0010ffff]+){2,}",
    re.IGNORECASE,
)
_CONTAINER = re.compile(
    r"(?<![\w;])(?:[A-Za-z]{2,30};)?iaasvmcontainer(?:v2)?;[^\s;/\"'`<>|,]+;[^\s;/\"'`<>|,]+", re.IGNORECASE
)
_WORKLOAD = re.compile(
    r"(?<![\w;])(VMAppContainer;Compute;|StorageContainer;(?:ClassicStorage|Storage);)([^\s;/\"'`<>|,]+);([^\s;/\"'`<>|,]+)"
    r"|(?<![\w;])((?:SQLDataBase|SQLInstance|SAPHana\w{0,20}|AzureFileShare);(?:[^\s;/\"'`<>|,]+;)?)([^\s;/\"'`<>|,]+)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+#'%$-])[\w.+#'%$-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24})(?![\w-])")
_UNITS = ("service", "socket", "timer", "mount", "target", "slice", "device", "scope", "path")
_SID = re.compile(r"(?<![\w-])S-1-(?:5-21|12-1)(?:-\d{1,10}){2,8}(?![\w-])", re.IGNORECASE)
_DASHED = re.compile(r"(?<![A-Za-z0-9-])ip-(?:\d{1,3}-){3}\d{1,3}(?![\w-])", re.IGNORECASE)
_HOME = re.compile(
    r"((?<![\w.])/home/|/Users/|(?:[A-Za-z]:|(?<=\\))[\\/]{1,2}(?:Users|Profiles|Documents and Settings)[\\/]{1,2})"
    r"([^\\/\"'<>:|?*\r\n]{1,64}(?<![ ,;])(?=[\\/])|[^\\/\s\"'<>:;,|?*)]{1,64})",
    re.IGNORECASE,
)
# Where the homes of a domain's accounts have its name first, as winbind has it.
_DOMAIN_HOME = re.compile(r"((?<![\w.])/home/)([A-Z][A-Z0-9-]{1,14}|[\w-]+(?:\.[\w-]+)+)/([^/\s\"'<>:;,|?*)]{1,64})")
_USER_IN_URL = re.compile(r"(?<=[a-z]://)[A-Za-z_][\w.-]{0,63}(?=@[A-Za-z0-9])", re.IGNORECASE)
_SHARE_URL = re.compile(
    r"((?:smb|cifs|nfs|file)://)(?:([^\s/\"'<>@]{1,64})@)?([A-Za-z0-9][\w.-]*)/([^/\s\"'<>?#]+)", re.IGNORECASE
)
_UNC = re.compile(
    r"(?<![\\:\w)%])((\\{1,2})\2(?:[?.]\2UNC\2)?)([A-Za-z0-9][\w.-]*+)(?:(\\{1,2})([^\\\s\"'<>|]++)(?=(\4[^\\\s])?))?",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?:(?<=\s)|(?<=[\"'=])|^)//([A-Za-z0-9][\w.-]*)/([^/\s\"'<>|]+)", re.MULTILINE)
# What is kept in a key vault, and the containers and blobs of a storage account.
_IN_VAULT = re.compile(
    r"(?:(?<=\.net)|(?<=\.cn)|(?<=:443))(/(?:secrets|keys|certificates|storage)/)([^\s/?#\"'<>]{1,127})", re.IGNORECASE
)
_BLOB = re.compile(r"(?:(?<=\.core\.windows\.net)|(?<=\.storage\.azure\.net))/[^\s?#\"'<>%,;)]{1,1000}", re.IGNORECASE)
_PROJECT = re.compile(r"(?<=dev\.azure\.com)(?:/(?!_)[^\s/?#\"'<>]{1,64}){1,2}", re.IGNORECASE)
_BARE = re.compile(r"[A-Za-z0-9 ]{0,11}|[A-Za-z ]{0,17}")  # which has no form of a name or of a secret
# Bytes of a thumbprint, the number of a card or an account, and a place on earth.
_BYTES = re.compile(r"(?<![\w:.])(?=[0-9:]{0,90}[A-Fa-f])(?:[0-9A-Fa-f]{2}:){3,31}[0-9A-Fa-f]{2}(?![\w:])")
_CARD = re.compile(r"(?<![\w.:/-])(?:[A-Z]{2})?\d{2,4}(?: \d{4}){3,7}(?: \d{1,3})?(?![\w.:/-]| \d)")
_PLACE = re.compile(r"(?<![\w.])-?\d{1,3}\.\d{4,9}°?[NS]?, ?-?\d{1,3}\.\d{4,9}(?![\w.])")
_FACT = re.compile(r"(?<![\w/-])[a-z_]+\.[a-z0-9_]+(?![\w-])")
_HELD = 0xF0000  # private characters that stand for what is done, so that no later pattern touches it
_HOLDER = re.compile("[\U000f0000-\U0010ffff]")
_MARK = re.compile(re.escape(MARK))
_DONE = re.compile(f"{_MARK.pattern}|{PSEUDONYM.pattern}")
_DEEPEST = 2  # texts in texts
_MOST = 100_000  # characters at once: each piece takes one of the private characters
_BREAK = re.compile(r".*[\s,;|]", re.DOTALL)


class _Look(NamedTuple):
    """What is looked for in a text; `TextRedactor` tells of it."""

    known: bool
    versions: bool
    near: set[str] | None


class TextRedactor:
    """Redacts texts with the names of one output."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._forms = self._by_form()
        self._mentions = Mentions(names).rules
        self._unknown = Unknown(names)

    def __call__(self, text: str, *, known: bool = True, versions: bool = False, near: set[str] | None = None) -> str:
        """The text with pseudonyms and marks in it.

        Without `known`, only what is told by its form is replaced; with `versions`, no numbers that could be one.
        `near` are the (folded) names that are looked for inside longer words too.
        """
        if not known and _BARE.fullmatch(text):
            return text
        look = _Look(known, versions, near)
        return "".join(self._part(part, look, 0) for part in _parts(without_secrets(_visible(text))))

    def _part(self, text: str, look: _Look, depth: int) -> str:
        held = _Held()
        text = held.start(text)
        if look.known and depth == 0:
            text = held.spans(text, column_spans(text, self._name))
        if depth < _DEEPEST:
            text = each_word(text, lambda word: self._part(without_secrets(word), look, depth + 1), held.hold)
        text = held.all(_MARK, lambda m: m.group(), text)
        text = held.rules(self._forms if look.versions else [*self._forms, *self._addresses], text)
        if look.known:
            text = held.all(PSEUDONYM, self._pseudonym, text)
            text = held.all(_FACT, lambda m: m.group() if m.group() in vocabulary() else None, text)
            text = held.opened(lambda: held.rules(self._mentions, text))
            text = held.spans(text, self._names.in_text(text))
            inside = self._names.inside_words(text, look.near) if look.near else ()
            text = held.spans(text, [(s, e, self._names.of("name", text[s:e])) for s, e in inside])
            text = self._unknown(text, held.piece)
        return held.end(text)

    def _pseudonym(self, found: re.Match[str]) -> str | None:
        """A pseudonym as it is; that of a word which turned out to be a name is that of the name."""
        pseudonym = found.group()
        if not is_pseudonym(pseudonym):
            return None
        name = self._names.given.get(pseudonym.lower(), "") if found[1].lower() == "word" else ""
        return (name and self._names.known(name)) or pseudonym

    def _name(self, kind: NameKind, name: str) -> str:
        return self._names.known(name) or host(name, self._names) or self._names.of(kind, name)

    def _by_form(self) -> _Rules:
        """What is told by its form, with texts of which one is in all that a pattern finds, in lower case."""
        names, of = self._names, self._names.of
        self._addresses: _Rules = [(hints, pattern, lambda m: address(m, names)) for hints, pattern in ADDRESSES]
        return [
            (("/secrets/", "/keys/", "/certificates/", "/storage/"), _IN_VAULT, lambda m: m[1] + of("name", m[2])),
            (("dev.azure.com/",), _PROJECT, lambda m: "/".join(p and of("name", p) for p in m.group().split("/"))),
            (("windows.net/", "azure.net/"), _BLOB, lambda m: file(m.group(), names)),
            (("/",), _ARM, self._arm),
            ((";",), _CONTAINER, self._container),
            ((";",), _WORKLOAD, self._workload),
            (("_",), COLLECTION, lambda m: collection(m.group(), names)),
            (("@",), _EMAIL, self._email),
            (("-",), GUID, lambda m: of("id", m.group())),
            (("s-1-",), _SID, lambda m: of("id", m.group())),
            (("01-",), CLIENT_ID, lambda m: "01-" + of("mac", m.group()[3:])),
            ((":", "-", ".", "_", " ", "0"), MAC, lambda m: hardware(m.group(), names)),
            (("/home/",), _DOMAIN_HOME, lambda m: m[1] + of("domain", m[2]) + "/" + of("user", m[3])),
            (("smb://", "cifs://", "nfs://", "file://"), _SHARE_URL, self._share_url),
            (("://",), _USER_IN_URL, lambda m: of("user", m.group())),
            (("home", "users", "profiles", "documents"), _HOME, lambda m: m[1] + of("user", m[2])),
            (("\\\\",), _UNC, self._share),
            (("\\",), ACCOUNT, lambda m: account(m, names)),
            (("//",), _SHARE, lambda m: f"//{self._machine(m[1])}/{of('dir', m[2])}"),
            (("",), THUMBPRINT, lambda m: of("thumbprint", m.group())),
            ((":",), _BYTES, lambda m: of("thumbprint", m.group())),
            ((" ",), _CARD, lambda m: of("name", m.group())),
            ((".",), _PLACE, lambda m: of("name", m.group())),
            ((".",), HOST, lambda m: host(m.group(), names)),
            (("ip-",), _DASHED, lambda m: of("host", m.group())),
            (("//", "\\/"), MACHINE_IN_URL, lambda m: self._machine(m.group())),
        ]

    def _machine(self, name: str) -> str:
        return host(name, self._names) or self._names.known(name) or self._names.of("host", name)

    def _arm(self, found: re.Match[str]) -> str:
        name, tail = apart(found.group())
        return arm_id(name, self._names) + tail

    def _container(self, found: re.Match[str]) -> str:
        name, tail = apart(found.group())
        return container(name, self._names) + tail

    def _workload(self, found: re.Match[str]) -> str:
        if found[4]:
            return found[4] + self._names.of("name", found[5])
        kind: NameKind = "vm" if found[1].lower().startswith("vmapp") else "account"
        return f"{found[1]}{self._names.of('group', found[2])};{self._names.of(kind, found[3])}"

    def _share(self, found: re.Match[str]) -> str | None:
        start, slash, machine, slashes, name, goes_on = found.groups()
        if machine.lower() in ("device", "globalroot", "localhost") or is_standard_segment(machine):
            return None
        if goes_on and slash != slashes:
            return None  # the folders of an escaped path
        if not slashes:
            return start + self._machine(machine)
        name, tail = apart(name)
        return start + self._machine(machine) + slashes + self._names.of("dir", name) + tail

    def _share_url(self, found: re.Match[str]) -> str:
        scheme, user, machine, name = found.groups()
        name, tail = apart(name)
        who = f"{self._names.of('user', user)}@" if user else ""
        return f"{scheme}{who}{self._machine(machine)}/{self._names.of('dir', name)}{tail}"

    def _email(self, found: re.Match[str]) -> str | None:
        domain = found[1]
        if domain.lower().endswith(_UNITS):
            return None
        shown = host(domain, self._names) if domain.lower().endswith(("microsoft.com", "azure.com")) else None
        user = found.group()[: -len(domain) - 1]
        return f"{self._names.of('user', user)}@{shown or self._names.of('domain', domain)}"


def _visible(text: str) -> str:
    """The text without characters that nobody sees: one in the midst of a name would hide it from us."""
    return text if text.isascii() else INVISIBLE.sub("", text)


def _parts(text: str) -> Iterator[str]:
    """The text in parts that are not too long, cut where a word ends, or the part of a list in JSON without blanks."""
    at = 0
    while len(text) - at > _MOST:
        found = _BREAK.match(text, at, at + _MOST)
        cut = found.end() if found else at + _MOST
        yield text[at:cut]
        at = cut
    yield text[at:]


def _is_done(text: str) -> bool:
    return text == MARK or is_pseudonym(text)


class _Held:
    """What is done: each piece is held by one private character, and comes back at the end."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._as_it_was: set[int] = set()

    def start(self, text: str) -> str:
        """The text without private characters of its own."""
        return text if text.isascii() else _HOLDER.sub("\N{REPLACEMENT CHARACTER}", text)

    def hold(self, piece: str) -> str:
        """The character that stands for the piece."""
        self._pieces.append(piece)
        return chr(_HELD + len(self._pieces) - 1)

    def piece(self, character: str) -> str:
        """What the character stands for."""
        return self._pieces[ord(character) - _HELD]

    def all(self, pattern: re.Pattern[str], put: Put, text: str) -> str:
        """Each match that `put` gives something for, held."""

        def held(found: re.Match[str]) -> str:
            if _HOLDER.search(found.group()):
                return found.group()  # done already, and what is left of it tells nothing by this form
            piece = put(found)
            if piece is None:
                return found.group()
            if piece == found.group():
                self._as_it_was.add(len(self._pieces))
            return self.hold(piece)

        return pattern.sub(held, text)

    def rules(self, rules: Sequence[tuple[tuple[str, ...], re.Pattern[str], Put]], text: str) -> str:
        """What each of the rules replaces, held."""
        lowered = text.lower()
        for hints, pattern, put in rules:
            if possible(hints, lowered):
                text = self.all(pattern, put, text)
        return text

    def opened(self, done: Callable[[], str]) -> str:
        """The text after this has been done, in which only pseudonyms and marks of it are held, not what tells them.

        A text that is redacted again is looked through in the same way.
        """
        first = len(self._pieces)
        text = done()
        if len(self._pieces) == first:
            return text

        def opened(found: re.Match[str]) -> str:
            place = ord(found.group()) - _HELD
            piece = self._pieces[place]
            if place < first or place in self._as_it_was or is_pseudonym(piece):
                return found.group()
            return _DONE.sub(lambda each: self.hold(each.group()) if _is_done(each.group()) else each.group(), piece)

        return _HOLDER.sub(opened, text)

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
