"""Passwords that stand beside who signs in with them, in words and in commands: `log in as x with y`, `login: x "
"/ y`."""

from __future__ import annotations

import re
from collections.abc import Callable

from .kinds import words
from .pseudonyms import is_pseudonym
from .spoken import MARK, SAID, WORD

_Put = str | Callable[[re.Match[str]], str]
_ANYONE = r"(?!\(secret)[^\s,;:/\"'`|()]{2,64}"
_WHO = rf"(?P<who>{_ANYONE})"
_VALUE = r"(?:\"[^\"\n]{1,80}\"|'[^'\n]{1,80}'|`[^`\n]{1,80}`|(?!\(secret)[^\s,;|\"'`()]{2,60}(?<![.!?]))"
_OF_PASSWORD = rf"(?:the |his |her |my |our |its |your |a )?(?:current |new |old |initial |default )?{WORD}(?![\w-])"
# What one signs in with that is no password, and what is done beside signing in.
_WITH = SAID | words(
    """
    mfa rdp ssh sso otp pin key keys certificate certificates password passwords passwort kennwort wachtwoord senha
    contraseña admin administrator root rights privileges credentials bastion putty powershell winrm aad entra azure
    microsoft windows local domain global owner contributor serial console success errors failure another someone it
    ssh-key public private managed identity service einem einer lokalen otro otra uno una un una outro um uma admin
    run restart restarted reboot rebooted check checked start started stop stopped try tried saw see seen found look
    looked got go went execute open opened close closed retry wait waited then logout logoff log sign signin register
    password username user name email mail pass pwd benutzer utilisateur usuario utente gebruiker
    herstarten neustarten redémarrer reiniciar riavviare daten rechten droits permisos permessi direitos
    """
)


_EVERYWHERE = words("root admin administrator azureuser sa system ubuntu postgres oracle user users")


def _value(found: re.Match[str]) -> str:
    """The match without its groups `value` and `who`; as it is where the value is a word of what is said of "
    "signing in."""
    told = found.groupdict()
    if told["value"].strip("\"'`").lower() in _WITH or MARK.startswith(told["value"]):
        return found.group()
    text, start = found.group(), found.start()
    for group in ("value", "who"):  # from the right to the left
        value = told.get(group)
        if value and (group == "value" or value.lower() not in _EVERYWHERE) and not is_pseudonym(value):
            text = text[: found.start(group) - start] + MARK + text[found.end(group) - start :]
    return text


_ASIDE = words(
    "e.g. eg i.e. ie or and if as for in on at from which that this min max minimum maximum see siehe voir ver see"
)

LOGINS: tuple[tuple[tuple[str, ...], str, _Put], ...] = (
    # "sign in as x with y"; nouns of other languages have `and` between both.
    (
        ("log", "sign", "connect", "anmeld", "einwähl", "authent"),
        r"\b(?:log(?:ged|ging|s)? ?(?:in|on)|login|logon|sign(?:ed|s)? ?(?:in|on)|connect(?:ed|s)?|anmelden?|"
        r"angemeldet|"
        rf"einloggen|eingeloggt|authenticated?)(?:\s(?:to|on|at|auf|an)(?: \S{{1,60}}){{1,3}}?)? (?:as|als|"
        rf"mit) (?:user )?{_WHO} "
        rf"(?:with|mit|using|/|:) ?(?P<value>{_VALUE})(?=[\s,;.!?)]|$)",
        _value,
    ),
    (
        ("acces", "aces", "entr", "conn", "inlog", "ingelog", "aanmeld"),
        r"\b(?:acces+[oi]|acessos?|entrar|entra|entrate|accedi|accedere|acceder|acessar|connexion|"
        r"connecte[rz](?:-vous)?|"
        r"inloggen|ingelogd|aanmelden) (?:con|com|avec|met|als|como|come|en tant que) "
        rf"{_WHO} (?:e|y|et|en|/|con|com|avec|met) (?P<value>{_VALUE})(?=[\s,;.!?)]|$)",
        _value,
    ),
    # "login: x / y", "x / y" behind a word for both.
    (
        ("log", "acces", "acces", "aces", "zugang", "toegang", "identif", "ログイン", "サインイン", "sign"),
        r"(?:\b(?:log-?ins?|logons?|sign-?in|acces+[oi]|acc[èe]s|acessos?|zugang|toegang|identifiants?)|ログイン|サインイン)"
        rf"(?:\s?[:：=]\s?| ){_WHO}(?:\s/\s|/(?=[^\s/]{{3,60}}(?:[\s,;.]|$)))(?P<value>{_VALUE})(?=[\s,;.!?)、。]|$)",
        _value,
    ),
    # Pairs in a row: who, perhaps where, and the password.
    (
        ("user", "login", "identif", "usuario", "utente", "utilizador", "benutzer", "gebruiker", "account", "konto"),
        r"\b(?:user(?:name)?|login|identifiant|usu[aá]rio|utente|utilizador|benutzer|gebruiker|account|"
        r"konto)[ :=]{1,3}"
        rf"{_WHO}[ ,;]{{1,3}}(?:(?:host|server|on|auf|at)[ :=]{{1,3}}{_ANYONE}[ ,;]{{1,3}})?(?:and |und |et |y |"
        rf"e |en )?"
        rf"(?:mdp|pwd?|pass|password|kennwort|passwort|clave|contraseña|senha|wachtwoord|secret|key)[ :=]{{1,3}}"
        rf"(?P<value>{_VALUE})(?=[\s,;.!?)]|$)",
        _value,
    ),
    # "y as the password", in other languages too; "set the password to y".
    (
        (" as ", " als ", " comme ", " como ", " come "),
        rf"(?<![\w-])(?P<value>{_VALUE}) (?:as (?:{_OF_PASSWORD})|(?:als|comme|como|come) "
        rf"(?:das |son |mon |la |il |a )?{WORD}(?![\w-]))",
        _value,
    ),
    (
        ("set ", "reset", "chang", "updat"),
        rf"\b(?:re-?set|chang(?:e|ed|ing)|updated?|set(?:ting)?) {_OF_PASSWORD}(?: (?:of|for|"
        rf"on) (?:the )?[\w.@\\-]{{1,40}}"
        rf"(?: \w{{1,20}})?)? to (?P<value>{_VALUE})(?=[\s,;.!?)]|$)",
        _value,
    ),
    # A number that an app or a message shows.
    (
        ("authenticator", "sms", "text", "app", "mfa", "2fa", "phone", "mail", "handy"),
        r"(\b(?:code|token|passcode|otp|codice|código)\b[^\n.;:0-9]{0,30}\b(?:authenticator|sms|text(?: message)?|"
        r"app|mfa|"
        r"2fa|phone|e-?mail|handy)\b[^\n.;:0-9]{0,20}?(?: is| was| war| ist| lautete?|:|"
        r"=) ?)\d{3,4}[ -]?\d{3,4}(?!\w)",
        rf"\1{MARK}",
    ),
    (
        ("code",),
        r"(\b(?:(?:verif\w{1,8}|sign-?in|login|confirm\w{0,6}|einmal|security)\W{0,3}(?:your )?code:? |"
        r"code (?=[\d -]{6,7} sent\b)))"
        r"\d{3}[ -]?\d{3}(?![\w-])",
        rf"\1{MARK}",
    ),
    (
        ("codes",),
        r"(\b(?:(?:mfa|2fa|totp|recovery|scratch|one-time|emergency)(?: backup| recovery)?|"
        r"mfa-?backup) codes?(?: are|:|=)? ?)"
        r"(?!\(secret)[\dA-Za-z]{0,8}\d[\dA-Za-z -]{3,14}(?:, ?[\dA-Za-z][\dA-Za-z -]{3,14}){0,20}(?=[.;)\n]|$)",
        rf"\1{MARK}",
    ),
    # "the passphrase (x)"; how it is said of an account of a database.
    (
        ("(",),
        rf"(?<![\w-]){WORD} \((?P<value>(?!secret removed)[^()\n]{{3,80}})\)",
        lambda m: m.group() if m["value"].split()[0].lower().strip(".,") in _WITH | _ASIDE else (
            m.group()[: m.start("value") - m.start()] + MARK[1:]
        ),
    ),
    (("identified",), rf"(\bidentified (?:with \S{{1,40}} )?by (?:password )?){_VALUE}", rf"\1{MARK}"),
    # Numbers that open something, behind other words than `PIN`.
    (
        ("password", "passcode", "kennwort", "passwort", "wachtwoord", "番号", "コード"),
        r"((?<![\w-])(?:password|passcode|kennwort|passwort|wachtwoord) |(?:暗証番号|認証コード|"
        r"確認コード)[ 　]?(?:[:：は][ ]?)?)\d{4,8}"
        r"(?![\w-]|[.:,]\d| (?:characters?|chars?|days?|times|attempts?|seconds?|minutes?|hours?|zeichen|tage|"
        r"failed|failures?|resets?"
        r"|events?)\b)",
        rf"\1{MARK}",
    ),
    (
        ("code ", "código", "codice"),
        r"(\b(?:code|código|codice) (?:de (?:la )?|del(?:la)? |van de |vom |der )?(?:kluis|tresor|safe|tür|deur|"
        r"porte|puerta|porta|door"
        r"|alarma?e?|gate|coffre|caja|cofre|cassaforte|kassa|rack|serverraum|"
        r"lift)\s?[:=]?\s?)\d{3,10}[A-Z]?(?![\w-]|[.:,]\d)",
        rf"\1{MARK}",
    ),
    # Commands.
    (("redis-cli",), rf"(\bredis-cli\b[^\n|;]{{0,200}}?\s-a\s{{1,9}}){_VALUE}", rf"\1{MARK}"),
    (("winrs",), rf"(\bwinrs\b[^\n|;]{{0,200}}?\s[-/]p(?:assword)?:){_VALUE}", rf"\1{MARK}"),
    (("7z",), rf"(\b7z[ar]?\b[^\n|;]{{0,200}}?\s-p)(?=[^\s-]){_VALUE}", rf"\1{MARK}"),
    (("zip",), rf"(\b(?:un)?zip\b[^\n|;]{{0,200}}?\s-P\s{{1,9}}){_VALUE}", rf"\1{MARK}"),
    (("curl", "wget"), r"(\bcurl\b[^\n|;]{0,300}?\s-H\s{1,9}[\"']?(?:x-)?[\w-]{0,30}(?:key|token|auth)[\w-]{0,10}: ?)"
     r"(?!\(secret)[^\s\"']{3,200}", rf"\1{MARK}"),
    (
        ("wlan", "wifi", "wi-fi", "wi‑fi", "netzwerk", "ssid"),
        r"(\b(?:(?:wlan|wi-?fi|netzwerk|ssid)[ -]?(?:schlüssel|sicherheitsschlüssel|key|passphrase|code|passwort|"
        r"password)"
        rf"|(?:clé|clave|chiave|senha|sleutel) (?:du |del |da |van )?wi-?fi)\s?(?:[:=]| is| ist)\s?){_VALUE}",
        rf"\1{MARK}",
    ),
)  # fmt: skip
