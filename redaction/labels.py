"""What a label or a title tells: telephone numbers, days of birth, numbers of customers and tickets, people, projects.

These stand before the other patterns: what they find is hidden, whatever word it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .kinds import words
from .names import Names
from .pseudonyms import is_pseudonym
from .vocabulary import Stays, known_words

BIG = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŸŹŻŽА-ЯЁΑ-Ω"
_CAPITAL = rf"[{BIG}][\w'’&-]{{1,40}}"
_IS = r"(?:[ ]?[:=#][ ]?|[ ](?:is|ist|est|es|è|no\.?|nr\.?|number)[ ]|[ ])"
_DATE = r"\d{1,4}(?:[./-]\d{1,2}[./-]\d{1,4}|\.? [^\W\d_]{3,10}\.? \d{2,4})"


class Label(NamedTuple):
    """What tells that a word is a name or a number of somebody."""

    hints: tuple[str, ...]  # one of them is in all that the pattern finds, in lower case
    pattern: re.Pattern[str]  # what tells it is its group `before`, and what is hidden its group `what`
    stay: frozenset[str] = frozenset()  # words in lower case that are no such name
    field: bool = True  # whether a word of the field, or a function word, is one
    noun: bool = False  # whether, of known words, only common nouns are


def label(
    *hints: str,
    pattern: str,
    cased: bool = False,
    stay: frozenset[str] = frozenset(),
    field: bool = True,
    noun: bool = False,
) -> Label:
    """A label with its pattern compiled."""
    return Label(hints, re.compile(pattern, 0 if cased else re.IGNORECASE), stay, field, noun)


_PRODUCTS = words("azure microsoft windows linux")
_NO_PROJECT = _PRODUCTS | words(
    "manager management lead leader id server online plan team members office settings file"
)
_NO_FIRM = _PRODUCTS | words(
    """
    id ip os vm vms secret secrets certificate certificates error errors managed key keys support service services name
    names number no nr center centre portal lockbox data app apps application applications access authentication
    authenticator credentials machine machines version tools agent url sql has had says said is was reports wants and
    """
)
_NO_PERSON = words(
    "engineer admin administrator manager consultant developer systems rate ratio count word excel office"
)

# Groups of digits as telephone numbers have them. None is a date; a version has no group that begins with a zero.
_NO_DATE = r"(?!\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)\d\d(?!\d)|\d\d[./-]\d\d[./-]\d\d \d{4}(?!\d))"
_TELEPHONE = (
    r"\+[1-9]\d{0,2}(?=[ (./-])(?:[ ./-]?[\d()]){6,20}"
    r"|0[1-9](?P<apart>[ .-])\d\d(?:(?P=apart)\d\d){3}(?![ .:,]\d)"
    rf"|{_NO_DATE}(?=[\d ./-]{{0,12}}\d{{3}})(?=(?:(?: / |[ ./-])?\d){{8,15}}(?![\w/-]|[ .:,]\d))"
    rf"0\d{{1,5}}(?:(?: / |[ ./-])\d{{2,9}}){{1,6}}"
    rf"|{_NO_DATE}(?=(?:[ ./-]?\d){{8,15}}(?![\w/-]|[ .:,]\d))00?[1-9]\d{{0,2}}(?:[ ./-]\d{{1,9}}){{2,7}}"
    r"|\(0?\d{2,5}\) ?\d{3,9}(?:[ .-]\d{2,5}){0,4}"
    r"|[2-9]\d\d(?P<between>[ .-])\d{3}(?P=between)\d{4}"
    r"|\d(?: \d){0,4}(?: - \d(?: \d){2,4}){2,4}"
    r"|\d{3}-\d\d-\d{4}"
)

LABELS: tuple[Label, ...] = (
    label("", pattern=rf"(?P<before>)(?<![\w.:/+=-])(?<!\d[ ,])(?P<what>{_TELEPHONE})(?![\w/-]|[.:,]\d)"),
    label(
        "durchwahl", "dw", "ext", "klappe", "anschluss", "poste", "toestel", "内線",
        pattern=r"(?P<before>(?:\b|(?=内))(?:内線|durchwahl|dw|ext|extn|extension|klappe|anschluss|poste|"
        r"toestel)"
        r"(?:\b|(?<=線))\.?"
        r"(?:[ ]?[:=：][ ]?|[ ])?)"
        r"(?P<what>(?!\d{4}-\d\d-)-?(?:\d{3,6}|\d{2}(?=[ -]\d\d))(?:[ -]\d{1,4}){0,2})(?![\w-]|[.:]\d)",
    ),
    label(
        *("birth", "dob", "born", "geb", "naissance", "née", "né ", "nacimiento", "nascita", "nascimento", "geboorte"),
        pattern=r"(?P<before>\b(?:birth ?da(?:te|y)|date of birth|d\.?o\.?b|born(?: on)?|geb(?:oren)?(?: am)?|"
        r"geburts(?:datum|tag)|(?:date de )?naissance|née?(?: le)?|(?:fecha de )?nacimiento|(?:data di )?nascita|"
        rf"(?:data de )?nascimento|geboortedatum)\b\.?{_IS})(?P<what>{_DATE})(?![\w-])",
    ),
    label(
        *("social", "ssn", "steuer", "tax", "passport", "reisepass", "ausweis", "insurance"),
        pattern=r"(?P<before>\b(?:social security(?: (?:no|number))?|ssn|steuer-?(?:nr|id|nummer)|tax id|"
        rf"passport|reisepass|(?:personal)?ausweis|insurance (?:no|number))\.?{_IS})"
        r"(?P<what>(?=[\w/-]{0,30}\d)[A-Z0-9][\w/-]{4,30})",
    ),
    label("exp", "thru", pattern=r"(?P<before>\b(?:exp|valid thru)[:. ]{1,2})(?P<what>\d\d/\d\d(?:\d\d)?)(?![\w/])"),
    # Numbers of customers, contracts, invoices and tickets.
    label(
        *("kd", "kunde", "customer", "client", "vertrag", "contract", "rechnung", "invoice", "ticket", "account no"),
        *("contrat", "facture", "cliente", "contrato", "factura", "contratto", "fattura", "klant", "factuur", "order"),
        *("aktenzeichen", "bestell", "asset", "case no", "case number", "vorgang", "konto"),
        pattern=r"(?P<before>\b(?:(?:kd|kunden|customer|client|vertrags?|contract|rechnungs?|invoice|ticket|account|"
        r"contrat|facture|cliente|contrato|factura|contratto|fattura|klant(?:en)?|factuur|order|bestell(?:ung)?|asset|"
        r"case|vorgangs?|konto)[. -]{0,2}(?:(?:no|nr|num|number|nummer|n[°º]|id|tag|numéro|número|numero)\b[.:]{0,2}"
        r"|(?=[ :=#]))"
        rf"|aktenzeichen)(?:{_IS}|#)?)"
        r"(?P<what>#?(?=[\w/-]{0,30}\d)(?:(?!0x)[A-Z]{0,6}[-/]?\d[\w/-]{2,24}\d|[A-Z]{1,6}[-/]?\d{3,12}|\d{4,14}))"
        r"(?![\w-]|[.:]\d)",
    ),
    label(
        "inc", "chg", "req", "ritm", "prb",
        pattern=r"(?P<before>)(?<![\w-])(?P<what>(?:INC|CHG|REQ|RITM|PRB)-?\d{4,12})(?![\w-])", cased=True,
    ),
    # What people dial to see a screen, and numbers of places and things that few figures make: a desk, a site, a town.
    label(
        *("teamviewer", "anydesk", "rustdesk", "supremo", "zoom", "webex", "meeting", "quick assist"),
        pattern=r"(?P<before>\b(?:teamviewer|anydesk|rustdesk|supremo|zoom|webex|meeting|quick assist)"
        r"(?:[ -](?:id|code|no|number|meeting|session|address)\b){0,2}[ :#=]{1,3}(?:is )?)"
        r"(?P<what>\d(?:[ -]?\d){5,12})(?![\w-])",
    ),
    label(
        *("desk", "seat", "site", "plant", "branch", "store", "shop", "location", "office", "depot", "warehouse"),
        *("filial", "standort", "niederlassung", "sucursal", "tienda", "succursale", "magasin", "negozio", "vestiging"),
        *("winkel", "zip", "post", "plz", "cap", "cep", "purchase", "meter", "zähler", "flight", "locker", "werk"),
        pattern=r"(?P<before>(?<![\w-])(?:desk|seat|locker|(?:site|plant|branch|store|shop|location|office|depot|"
        r"warehouse)[ -](?:code|no\.?|number|id)|filial(?:e|nr\.?|[ -]nr\.?)?|standort|werk|niederlassung|sucursal|"
        r"tienda|succursale|magasin|negozio|vestiging|winkel|zip(?: ?code)?|post ?code|postal code|plz|postleitzahl|"
        r"cap|code postal|código postal|cep|purchase order|meter(?: no\.?| number)|zähler(?:nummer|[ -]nr\.?)|flight)"
        r"[ :#=]{1,3})(?P<what>#?\d{3,9})(?![\w-]|[.:,]\d)",
    ),
    label(
        "",
        pattern=r"(?P<before>(?:^|(?<=[\n↵])|(?<=, ))[> \t]{0,9}(?:(?:D|A|CH|F|NL|B|L|I|E)-)?)(?P<what>\d{4,5})"
        rf"(?= [{BIG}][^\W\d_]{{2,30}}(?:[ -][^\W\d_]{{2,30}}){{0,2}}[ \t]{{0,9}}(?:[,;.]?\n|[,;.)]|$|↵))",
        cased=True,
    ),
    label(
        "plate", "kennzeichen", "immatriculation", "matrícula", "targa", "kenteken",
        pattern=rf"(?P<before>\b(?:(?:number |license |licence )?plate|kennzeichen|immatriculation|matrícula|targa|"
        rf"kenteken){_IS})"
        r"(?P<what>(?-i:(?=[A-ZÄÖÜ -]{0,8}\d)[A-ZÄÖÜ0-9]{1,4}[ -]?[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,4})?))(?![\w-])",
    ),
    label(
        "room", "raum", "zimmer",
        pattern=r"(?P<before>\b(?:room|raum|zimmer)[ :]{1,2})(?P<what>[A-Z]\d{0,2}[.-]\d{2,4})(?![\w-])",
    ),
    # People behind a title. Titles in small letters are only those that are no other word.
    label(
        *("mr", "ms", "dr", "prof", "miss", "sir", "lord", "lady", "herr", "frau", "hr.", "mme", "mlle", "madame"),
        *("monsieur", "sr", "señor", "sig", "dhr", "mevr", "pan", "m. ", "heer"),
        pattern=rf"(?P<before>(?<![\w.-])"
        r"(?:Mrs?|MRS?|Ms|Miss|Dr|Prof|Sir|Lord|Lady|Herrn?|HERRN?|Frau|FRAU|Hr|M(?=\. )|"
        r"Mme|Mlle|Madame|Monsieur|Sra?|Srta|[Ss]eñor(?:a|ita)?|Sig|[Ss]ignor[ae]?|Dhr|Mevr|[Mm]evrouw|de heer|"
        r"[Pp]an(?:i|a|u|em|ią|e|í)?|mr|mrs|herrn?)\.? (?:(?:Dr|Prof|Ing)\.? ){0,2})"
        rf"(?P<what>{_CAPITAL}(?: (?!(?:Azure|VM|Backup|Microsoft|Windows|Linux)\b){_CAPITAL})?)",
        cased=True,
        stay=_NO_PERSON,
    ),
    label(
        "mr", "mme", "mlle", "dhr", "mevr",
        pattern=r"(?P<before>(?<![\w.-])(?:mrs?|mme|mlle|dhr|mevr)\.? )(?P<what>[^\W\d_][\w'’-]{2,40})",
        cased=True,
    ),
    # Projects, and firms that are written as a name.
    label(
        "proje", "proye", "proge",
        pattern=rf"(?P<before>\b(?:[Pp]roje[ck]ts?|PROJE[CK]T|[Pp]rojet|[Pp]rojeto|[Pp]royecto|[Pp]rogetto)"
        rf"(?: name| called| named)?(?: is)?(?:: ?| )[\"'“„«]?)(?P<what>{_CAPITAL}(?: {_CAPITAL})?)",
        cased=True,
        stay=_NO_PROJECT,
    ),
    label(
        "firm", "company", "customer", "client", "kunde", "klant", "klient",
        pattern=rf"(?P<before>\b(?:firms?|Firma|company|customer|client|Kund(?:e|in|en)|klant|klient)(?: name)?"
        rf"(?: (?:is|called|named|heißt))?(?:: ?| )[\"'“„«]?)"
        rf"(?P<what>{_CAPITAL}(?: (?:(?:and|und|et|e|y|&) )?{_CAPITAL}){{0,3}})",
        cased=True,
        stay=_NO_FIRM,
    ),
    # Systems of SAP.
    label(
        "sap", "sid",
        pattern=r"(?P<before>\b(?:SAP(?:[ -](?:system|System|instance|SID))+|SID)(?: is)?(?: ?[=:] ?| ))"
        r"(?P<what>(?!ERP|CRM|ECC|SCM|SRM|PRD|DEV|QAS|TST|SID|SAP)[A-Z][A-Z0-9]{2})(?!\w)",
        cased=True,
    ),
    # Words that somebody spells, so that no program finds them.
    label(
        " ", ".", "_", "-",
        pattern=r"(?P<before>)(?<![\w.-])(?<!(?<!\w)[^\W\d_][ ._-])(?!a[ ._-]b[ ._-]c|a\.s\.a\.p)"
        r"(?P<what>[^\W\d_](?P<between>[ ._-])[^\W\d_](?:(?P=between)[^\W\d_]){3,24})(?![\w-])",
    ),
)  # fmt: skip


def labelled(of: Label, names: Names) -> Callable[[re.Match[str]], str | None]:
    """What puts a pseudonym behind a label; None for what is no such name."""

    def put(found: re.Match[str]) -> str | None:
        what = found["what"]
        if what.split(" ", 1)[0].lower() in of.stay or is_pseudonym(what):
            return None
        if not of.field and any(known_words().get(word.lower()) == Stays.ANY for word in what.split(" ")):
            return None
        if of.noun and known_words().get(what.lower(), Stays.LOWER) != Stays.LOWER:
            return None
        return str(found["before"] + (names.known(what) or names.word(what)))

    return put
