"""People, and the firms that they are of: in greetings and ends of mails, in chats, tickets, and fields."""

from __future__ import annotations

import re
from functools import cache

from .frames import Frame
from .kinds import ordinary_words, words
from .names import Names

_HELD = "\U000f0000-\U0010ffff"
_BIG = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŸŹŻŽА-ЯЁΑ-Ω"
_W = rf"[{_BIG}][^\W\d_]+(?:[-'’][^\W\d_]+)?"
_OF = r"(?:(?:de|den|der|del|della|di|da|dos|van|von|vom|ten|ter|zu|la|le|el|al) ){0,2}"
_FULL = rf"(?:{_W}|[{_BIG}]\.)(?: {_OF}{_W}){{1,3}}"
_PERSON = rf"(?:{_FULL}|{_W}, {_W}(?: {_W})?)"
_EITHER = rf"(?:{_PERSON}|{_W})"
_TITLE = r"(?:(?:Herrn?|Frau|Mr|Mrs|Ms|Dr|Prof|Señora?|Monsieur|Madame|de heer|mevrouw|Sr|Sra|Sig)\.? ){0,2}"
_QUOTE = r"\\{0,9}[\"']"
_IS = rf"(?:{_QUOTE})?[ \t]{{0,40}}[:=：][ \t]{{0,40}}(?:{_QUOTE})?"

# Words with which a person's name does not begin: programs, and whom one greets without a name.
_NOBODY = words(
    """
    azure microsoft windows linux backup group policy system defender the this that update updates manager administrator
    all team everyone everybody support colleagues colleague zusammen kollegen alle allen allemaal collega collegas tous
    todos tutti folks guys sir madam there world redhat oracle sap sql virtual machine cloud site shadow volume copy
    recovery services service automation security center network watcher operations remote desktop active directory
    visual studio power key storage data managed identity unknown none not north south east west central europe asia
    hyper-v vmware veeam commvault local server guest agent agents mit with kind best thank thanks dear hello hallo
    herr herrn frau mr mrs ms dr prof señor señora monsieur madame sr sra sig
    root admin nobody anonymous everyone application applications contributor reader owner operator user users account
    """
)
_GREETINGS = (
    r"(?:[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Hh]allo|[Ll]ieber?|[Ss]ehr geehrter?|[Gg]uten (?:Tag|Morgen)|[Mm]oin|[Bb]onjour"
    r"|[Ss]alut|[Cc]her|[Cc]hère|[Hh]ola|[Ee]stimad[oa]|[Cc]iao|[Gg]entile|[Bb]uongiorno|[Dd]ag|[Bb]este|[Gg]eachte"
    r"|[Gg]oedemorgen|Cześć|Dzień dobry|Witaj|Olá|Oi|Prezad[oa]|Merhaba|Sayın|Hej|Hei|Ahoj|Szia|Добрый день|Привет"
    r"|Здравствуйте|Уважаем(?:ый|ая))"
)
_ENDS = (
    r"(?:[Kk]ind regards|[Bb]est regards|[Ww]arm regards|[Rr]egards|[Bb]est wishes|[Tt]hanks(?: a lot)?|[Tt]hank you"
    r"|[Tt]hx|[Cc]heers|[Ss]incerely|[Mm]it freundlichen Grü(?:ß|ss)en|[Mm]it besten Grü(?:ß|ss)en|"
    r"[Vv]iele Grü(?:ß|ss)e"
    r"|[Bb]este Grü(?:ß|ss)e|(?:[Ll]iebe )?Grü(?:ß|ss)e|Gruß|MfG|VG|LG|[Mm]et vriendelijke groet(?:en)?|"
    r"[Gg]roet(?:en|jes)?"
    r"|[Cc]ordialement|[Bb]ien à vous|[Ss]aludos|[Uu]n saludo|[Aa]tentamente|[Cc]ordiali saluti|[Ss]aluti|[Pp]ozdrawiam"
    r"|[Aa]braços|[Aa]tenciosamente|[Ss]aygılar(?:ımla)?|С уважением|[Tt]erveisin|[Mm]ed vänlig hälsning|"
    r"[Vv]enlig hilsen|"
    r"S pozdravem"
    r"|Üdvözlettel)"
)
_ROLES = (
    r"(?:(?:assigned|escalated|reported|allocated)[ _]?to|(?:reported|requested|opened|raised|closed|resolved|approved|"
    r"owned|updated|logged|handled|last[ _]?modified|modified|created|submitted)[ _]?by|caller|requester|"
    r"requestor|assignee|"
    r"owner|contact(?: ?person)?|approver|reporter|author|technician|engineer|implementer|customer contact|full ?name|"
    r"given ?name|sur ?name|first ?name|last ?name|family ?name|ansprechpartner(?:in)?|bearbeiter(?:in)?|"
    r"melder(?:in)?|gemeldet von|verantwortlich(?:er?)?|eigentümer(?:in)?|nachname|vorname|behandelaar|aanvrager|"
    r"contactpersoon|melder|who|demandeur|technicien|solicitante|responsable|responsabile|richiedente|"
    r"primary ?owner ?name|"
    r"registered owner|uploaded by|signed[- ]off by|reviewed[ -]by|on[- ]call)"
)
_FIRMS = (
    r"(?:customer|company|client name|firma|kunde|klant|bedrijf|société|cliente|azienda|organi[sz]ation(?: ?name)?)"
)
_LEGAL = (
    r"(?:GmbH(?: & Co\. KG)?|AG|KG|OHG|e\.V\.|Ltd\.?|Limited|LLC|LLP|Inc\.?|plc|PLC|B\.?V\.?|N\.V\.|"
    r"S\.A\.(?:S\.)?|SARL|SAS|"
    r"S\.?p\.?A\.?|S\.?r\.?l\.?|S\.L\.|Sp\. z o\.o\.|Oyj?|AB|A/S|ApS|AS|a\.s\.|s\.r\.o\.|Kft\.?|Pty|Corp\.?|"
    r"Corporation|Co\.)"
)


def _frame(*hints: str, pattern: str, cased: bool = True) -> Frame:
    return Frame(hints, re.compile(pattern, re.MULTILINE | (0 if cased else re.IGNORECASE)), False, True)


PEOPLE: tuple[Frame, ...] = (
    _frame("", pattern=rf"^[> \t]*{_GREETINGS},? {_TITLE}(?P<user>{_EITHER})(?=[ ]?[,!.;:\n–-]|$)"),
    _frame("", pattern=rf"(?:^|(?<=[.!?] )){_ENDS}[,!.]?[ \t]{{0,9}}\n?[> \t]*(?:i\. ?[AV]\. )"
        rf"?(?P<user>{_EITHER})(?=[ \t]*[.]?$)"),
    _frame("様", "さん", "氏", pattern=r"(?<!お)(?P<user>(?!客|皆)[\u3400-\u9fff]{1,5})(?=様|さん|氏)"),
    _frame(" wrote", " écrit", "napisał", "scrisse", "escribió", pattern=rf"(?P<user>{_PERSON})(?= (?:wrote|a éc"
        rf"rit|napisał\w?|ha scritto|escribió) ?:)"),
    _frame("<", pattern=rf"(?:\d\d|[AP]M),? (?P<user>{_PERSON})(?= ?<[{_HELD}])"),
    # Headers without an address, chats.
    _frame(
        ":",
        pattern=rf"^[> ]*(?:From|To|Cc|CC|Bcc|Sent by|Von|An|Van|Aan|De|À|A|Para|Da|Od|Do|От|Кому)"
        rf" ?: (?P<user>{_PERSON})(?=[ ;]*$|[;<({_HELD}])",
    ),
    _frame(":", pattern=rf"^\[?\d{{1,2}}:\d\d(?::\d\d)?(?: ?[AP]M)?\]? (?:- )?(?P<user>{_PERSON}|[a-z]{{2,"
        rf"20}}\.[a-z]{{2,30}}): "),
    _frame(":", pattern=rf"^(?P<user>{_PERSON}|[a-z][\w-]{{2,31}}(?:\.[a-z]{{2,30}})?)[ ,]{{1,3}}\d{{1,"
        rf"2}}:\d\d(?: ?[AP]M)?$"),
    _frame("<", pattern=r"^<(?P<user>(?!b>|i>|p>|u>|code>|pre>|div>|span>|li>|td>|th>|tr>|br>)[a-z][\w.-]{2,31})"
        r">(?= [^<\n]+$)"),
    _frame(
        "@",
        pattern=r"(?:^|(?<=[ ,(]))@(?P<user>(?!echo|rem|reboot|daily|hourly|weekly|monthly|yearly|annually|"
        r"midnight|here|"
        r"channel|everyone|all|team|if|set|for|call|goto|odata|param|return|microsoft|property|cached|"
        r"classmethod|staticmethod|dataclass|pytest|app|media|import)[a-z][a-z0-9_-]{2,30})"
        r"(?=[ ,:!?][^=]|$)",
    ),
    _frame("(", pattern=rf"\(\d{{4}}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?[,;]? (?P<user>{_PERSON})\)"),
    _frame(
        *("login", "user", "logon", "usr"),
        pattern=r"\b(?:login|user(?:name)?|benutzer(?:name)?|logon|usr)[ :=]{1,3}(?P<user>[a-z][\w.-]{2,40})"
        r"(?=[ ,;/|]{1,"
        r"3}(?:and |und |mit |with )?(?:pw|pwd|pass\w*|"
        r"kennwort|wachtwoord|mdp|contraseña|senha|hasło)\b)",
        cased=False,
    ),
    _frame(
        "(at)", "[at]", "(@)", "[@]", " at ",
        pattern=r"(?P<user>[\w.+-]{2,64} ?[\[(](?:at|@)[\])] ?[\w-]{1,63}(?: ?(?:[\[(](?:dot|\.)[\])]|\.)"
        r" ?[\w-]{2,63}){1,4})",
        cased=False,
    ),
    # Fields of tickets and answers: what they hold is a person, or a firm.
    _frame(
        *(":", "=", "："),
        pattern=rf"\b{_ROLES}{_IS}(?:(?<=[\"'])(?P<user>[^\"'\\<>|\n{_HELD}@]{{2,80}})|(?P<user1>(?-i:{_PERSON})))",
        cased=False,
    ),
    _frame(
        *(":", "=", "："),
        pattern=rf"\b{_FIRMS}{_IS}(?:(?<=[\"'])(?P<name>[^\"'\\<>|\n{_HELD}@]{{2,80}})|"
        rf"(?P<name1>(?-i:[{_BIG}][^\n\"'<>|,;{_HELD}]{{1,60}}\w)))",
        cased=False,
    ),
    _frame(
        "\"name", "display", "'name", "value",
        pattern=rf"{_QUOTE}(?:user|author|owner|owned_?by|assignee|assigned_?to|requester|requested_?by|"
        rf"opened_?by|approver|"
        rf"caller(?:_id)?|reporter|creator|created_?by|initiated_?by|last_?modified_?by|contact|claims)"
        rf"{_QUOTE}\s{{0,9}}:\s{{0,9}}"
        rf"\{{[^{{}}]{{0,300}}?{_QUOTE}(?:display_?name|name|display_?value|full_?name){_QUOTE}\s{{0,9}}:\s{{0,"
        rf"9}}{_QUOTE}"
        rf"(?P<user>[^\"'\\<>|\n{_HELD}@]{{2,80}})(?=\\{{0,9}}[\"'])",
        cased=False,
    ),
    _frame(
        "/givenname", "/surname", "/name",
        pattern=rf"/(?:givenname|surname|name){_QUOTE}\s{{0,9}}:\s{{0,9}}{_QUOTE}(?P<user>[^\"'\\<>|"
        rf"\n{_HELD}@]{{2,80}})(?=\\{{0,9}}[\"'])",
        cased=False,
    ),
    _frame(
        *("gmbh", " ag", " kg", " ltd", " llc", " inc", " b.v", " bv", " n.v", " s.a", " s.p", " spa", " oy", " ab"),
        *(" a/s", " as", " plc", " corp", " sarl", " limited", " srl", " s.r", " kft", " pty", " co.", " sp."),
        pattern=rf"(?<![\w&.-])(?P<name>(?!Microsoft|Oracle|Red Hat|Canonical|SUSE|Veritas|Symantec|Trend)"
        rf"[{_BIG}][\w&.-]{{1,30}}(?: (?:[{_BIG}&][\w&.-]{{0,30}}|und|and|et|e|y)){{0,3}} {_LEGAL})(?![\w-])"),
    # What was done by whom.
    _frame(
        " by ", " from ", " with ", "ask ", "call", "engineer", "von ", "door ",
        pattern=rf"\b(?:(?:deleted|created|changed|closed|escalated|handled|assigned|confirmed|restarted|"
        rf"rebooted|made|started|stopped|run|approved|applied|"
        rf"opened|done|set|"
        rf"requested|resized|moved|removed|added|disabled|enabled|reported|triggered|signed|patched|installed|"
        rf"gelöscht|erstellt|"
        rf"verwijderd) (?:by|von|door)|together with|[Aa]sk|[Cc]all(?:ed)?|support engineer|technician|"
        rf"kontaktieren Sie) (?P<user>{_FULL})(?![\w-])",
    ),
    _frame("call", "ask ", "phone", pattern=rf"\b(?:[Cc]all(?:ed)?|[Pp]honed|[Aa]sked) (?P<user>{_W})(?= (?:on|"
        rf"at|under)? ?[{_HELD}(+\d])"),
    # Telephone numbers.
    _frame(
        "phone", "mobil", "telef", "tel", "fax", "durchwahl",
        pattern=rf"\b(?:\w{{0,12}}phones?|mobile|telefon|fax|durchwahl){_IS}\[?(?:{_QUOTE})"
        rf"?(?P<name>[+(]?[-\d][\d ()./-]{{3,24}}\d)(?![\w.-])",
        cased=False,
    ),
    _frame("0", pattern=r"(?:(?<=\bor )|(?<=\bat )|(?<=\bon )|(?<=\bunter )|(?<=\bfax )|(?<=\bmobile )|"
        r"(?<=[TMF]: )|(?<=[TMF] ))(?P<name>(?:00[1-9]\d{0,2}|0[1-9]\d{1,4})[ /-]\d[\d ()/-]{4,18}\d)(?![\w:-]|\.\d)"),
)  # fmt: skip


@cache
def _no_names() -> frozenset[str]:
    return ordinary_words() | _NOBODY


def is_a_person(name: str) -> bool:
    """Whether words can be the name of a person or a firm: not all that they say is known, and the first is none."""
    found = re.findall(r"[^\W\d_]+", name.lower())
    if "microsoft" in found:
        return False
    return not found or (found[0] not in _NOBODY and not all(word in _no_names() for word in found))


DISPLAYED = re.compile(
    rf"({_QUOTE}display_?name{_QUOTE}\s{{0,9}}:\s{{0,9}}{_QUOTE})([^\"'\\<>|\n{_HELD}@]{{2,80}})(?=\\{{0,9}}[\"'])",
    re.IGNORECASE,
)
_OF_A_PERSON = re.compile(
    rf"{_QUOTE}(?:mail|surname|given_?name|user_?principal_?name|job_?title|unique_?name|ip_?address|app_?id|"
    rf"mail_?nickname|"
    rf"user_?type|object_?type{_QUOTE}\s?:\s?{_QUOTE}(?:user|serviceprincipal|group)){_QUOTE}",
    re.IGNORECASE,
)
_A_PERSON_IS = re.compile(
    rf"{_QUOTE}(?:user|author|owner|assigne[er]|assigned_?to|reviewer|requester|caller|creator|created_?by|manager|"
    rf"last_?modified_?by|identity|approver){_QUOTE}\s{{0,9}}:\s{{0,9}}\{{[^{{}}]*$",
    re.IGNORECASE,
)


def is_of_a_person(found: re.Match[str]) -> bool:
    """Whether the object in which a display name stands is about a person, a group, or what signs in by itself."""
    before = found.string[max(0, found.start() - 600) : found.start()]
    after = found.string[found.end() : found.end() + 600]
    beside = re.split(r"[{}]", before)[-1] + re.split(r"[{}]", after)[0]
    return _OF_A_PERSON.search(beside) is not None or _A_PERSON_IS.search(before) is not None


def displayed(found: re.Match[str], names: Names) -> str | None:
    """The display name of who signs in with a pseudonym; None for that of anything else, as of a service."""
    return found[1] + names.of("principal", found[2]) if is_of_a_person(found) else None
