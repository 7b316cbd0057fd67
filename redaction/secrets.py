"""Secrets in a text: keys, passwords, tokens and signatures. They are removed, never kept for anyone to put back.

They are told by their own form (tokens.py), by the name before them, and by the command in which they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .logins import LOGINS
from .pseudonyms import PSEUDONYM, is_pseudonym
from .spoken import MARK, SPOKEN
from .tokens import TOKENS, possible

__all__ = ["MARK", "QUOTE", "without_secrets"]

_Put = str | Callable[[re.Match[str]], str]

# Quotes as they are, escaped any number of times for a text in a text, and written as entities.
QUOTE = r"(?:\\{0,15}[\"'`]|&quot;|&apos;|&#3[49];|\\{1,8}u002[27]|[“”„«»‘’])"
_GAP = r"[ \t]{0,40}"
_EQUALS = rf"{QUOTE}?{_GAP}(?>=>|:=|[=:：]){_GAP}+"

# -- names of secrets ----------------------------------------------------------------------------------------------

_LONG = (
    r"account[ _-]?key|access[ _-]?key(?:[ _-]?id)?|shared[ _-]?access[ _-]?(?:key|signature)|shared[ _-]?key|"
    r"primary[_-]?key|secondary[_-]?key|storage[ _-]?key|sas[ _-]?token|client[ _-]?secret|"
    r"app(?:lication)?[ _-]?secret|api[ _-]?key|subscription[_-]key|functions[_-]key|secret[ _-]?access[ _-]?key|"
    r"(?:principal|user|service|shared|consumer)[_-]?secret|secret[_-]?key|secure_?string|"
    r"pass[_-]?(?:word|wd|phrase)|auth[_-]?(?:key|pass)|(?<=[_.-])pass|(?<=[a-z])(?-i:Pass)|(?<![A-Za-z])(?:db|"
    r"root|admin|user|sys|my|sa|svc|ssh|sql|bind)_?pass|(?<=_)pat|pwd|"
    r"secret(?:[_-]?(?:value|text))?|protected_?settings|"
    r"(?:access|refresh|id|bearer|auth|session|security)[ _-]?token|private[ _-]?key|workspace[ _-]?key|"
    r"recovery[ _-]?(?:key|password)|instrumentation[ _-]?key|auth_?tok|community[ _-]?string|"
    r"psk|pre[ _-]?shared[ _-]?key|pin[ _-]?code|(?:signing|master|encryption)[_-]?key|regcode|activation[ _-]?key"
)
_SHORT = r"pw|psw|sig"
_LONG_FOREIGN = r"passwort|kennwort|zugangsschlüssel|wachtwoord|toegangssleutel"
_FOREIGN = (
    r"mdp|mot[ _-]?de[ _-]?passe|cl[ée] d['’]acc[èe]s|"
    r"contrase[ñn]a|clave(?: de acceso)?|senha|palavra[ -]?passe|has[łl]o|l[öo]senord|adgangskode|passord|salasana|"
    r"heslo|jelsz[óo]|[şs]ifre|parola(?: d['’]ordine)?|parol[ăa]|пароль|密码|密碼|パスワード|비밀번호|암호|"
    r"κωδικός(?: πρόσβασης)?|كلمة (?:المرور|السر)|סיסמ[הא]|mật khẩu|kata sandi|รหัสผ่าน|lozinka|zaporka|geslo|"
    r"slaptažodis|parool|"
    r"lykilorð"
)
_NAMED = rf"(?:{_LONG}|{_LONG_FOREIGN}|(?<![A-Za-z])(?:{_SHORT})|(?<![^\W_])(?:{_FOREIGN}))\d{{0,2}}"
_KEY_HINTS = (
    "key", "secret", "token", "pass", "pwd", "pw", "psw", "sig", "settings", "secure", "regcode", "wort", "woord",
    "schl", "sleutel", "mdp", "mot", "clé", "cle", "contrase", "clave", "senha", "has", "senord", "losenord", "adgangs",
    "salasana", "heslo", "jelsz", "ifre", "parol", "пароль", "密", "パスワード", "비밀", "암호", "κωδικός",
    "tok", "community", "psk", "pin", "pat",
    "كلمة", "סיסמ", "mật", "sandi", "รหัส", "lozin", "zapor", "geslo", "slapta", "parool", "lykil",
)  # fmt: skip

# -- values ---------------------------------------------------------------------------------------------------------

# What is no secret: our own mark, nothing, stars.
_NOTHING = r"(?!\(secret|\*{3}|(?:null|none|true|false|undefined|[yn01]|yes|no|n/a)(?!\w)|<[\w .-]{1,40}>)"
_VARIABLE = r"(?![-(@]|\$[A-Za-z_{(]|%\w{1,40}%|<)"  # what stands after an option in a command without a secret in it


def _quoted(group: str) -> str:
    """A quoted value. The quote may stand in it where it is escaped, or doubled."""
    return (
        rf"(?:(?P<{group}>\\{{0,15}}[\"'`]|&quot;|&apos;|&#3[49];|\\{{1,8}}u002[27])"
        rf"(?:(?P={group})(?P={group})(?=[^\s,;:)}}\]])|(?!(?<![\\`])(?P={group}))[^\n]){{0,4000}}?"
        rf"(?<![\\`])(?P={group})|[“„«‘][^”“»’\n]{{0,500}}[”“»’])"
    )


# A quote, comma or ampersand belongs to a value without quotes where no other pair can begin behind it.
_PLAIN = (
    r"(?:[^\s\"'<>;,&]|[\"'](?=[\w\"'!@#$%^*+.-])|&(?=(?:lt|gt|amp);)(?!lt;)"
    r"|[;,&](?![\w. -]{1,40}[=:]|\s|[\"'}\]]|$))+"
)
_VALUE = rf"{_NOTHING}(?:{_quoted('q')}|\{{[^{{}}\n\"']{{1,500}}\}}|(?![\[{{]){_PLAIN})"
# In prose, a word is a password only where it looks like one.
_TELLING = (
    rf"(?!\(secret|[a-z]{{1,12}}-[0-9a-z]{{14}}(?![\w-]))(?:{_quoted('q')}|"
    r"(?!\d{1,4}[-./]\d)(?=[^\s]{0,60}\d)(?=[^\s]{0,60}[^\W\d_])[^\s\"',;(]{5,100}(?<![.,:;]))"
)

_PAIR = r"[A-Za-z]{2,8}=[^&\s\"'<>\\]{0,2000}"
_AND = r"(?:&(?:amp;)?|\\{1,8}u0026)"
_OPTION = (
    r"(?:password|passwd|passphrase|secret|token|(?:account|api|access|storage)-?key|connection-?string|storepass|"
    r"keypass|regcode|activationkey|pass|pw|rp)"
)
_COMMANDS_P = (
    r"(?:sshpass|docker[ ]login|podman[ ]login|az[ ]login|az[ ]vm[ ]user|certutil|psexec\w*|mongo\w*|"
    r"subscription-manager|rdesktop|plink)"
)
_TAG = r"(?:<|&lt;|\\u003c)"
_TAG_END = r"(?:>|&gt;|\\u003e)"

_WRITTEN: tuple[tuple[tuple[str, ...], str, _Put], ...] = (
    (("-----begin",), r"-----BEGIN [A-Z0-9 ]{2,40}-----.*?(?:-----END [A-Z0-9 ]{2,40}-----|\Z)", MARK),
    # A password in an address, and the user whose it is; a port is followed by a slash, a password by an at sign.
    (
        ("://", "%2f", "\\/"),
        r"(?<=:(?://|\\/))(?:(?![^\s:@/\"'<>]{1,200}:\d{1,5}[/?#])[^\s:@/\"'<>]{0,200}:[^\s\"'<>]{1,300}"
        r"|[^\s:@/\"'<>]{20,300})@(?=[\w\[-])",
        f"{MARK}@",
    ),
    # A shared access signature is the whole query: who knows the rest has only to guess.
    (
        ("sig=",),
        rf"(?<![\w&=])(?:{_PAIR}{_AND}){{0,20}}sig=(?!\(secret)[^&\s\"'<>\\]+(?:{_AND}{_PAIR}){{0,20}}",
        MARK,
    ),
    (("sig%",), r"(?<![A-Za-z])(sig%(?:25){0,3}3D)(?!\(secret)[^\s\"'<>&\\]+", rf"\1{MARK}"),
    (("signature=",), r"(?<![A-Za-z])(signature=)(?!\(secret)[^\s\"'<>&]{6,2000}", rf"\1{MARK}"),
    (("code=",), r"([?&]code=)[\w/+=%-]{20,2000}", rf"\1{MARK}"),
    (
        ("authorization",),
        rf"((?<![A-Za-z])(?:proxy-)?authorization{_EQUALS}{QUOTE}?"
        rf"(?:(?:bearer|basic|digest|negotiate|ntlm|token|apikey|sharedkey(?:lite)?)[ ]+)?+)(?!\(secret)"
        r"[^\s\"',;\\]{4,8000}",
        rf"\1{MARK}",
    ),
    (("bearer",), r"\b(bearer\s+)[\w.~+/-]{16,}=*", rf"\1{MARK}"),
    (("cookie",), rf"((?<![A-Za-z])(?:set-)?cookie{QUOTE}?:[ \t]*{QUOTE}?)[^\n\"'\\]{{2,4000}}", rf"\1{MARK}"),
    # Elements: <Password>x</Password>, <Data Name="Password">x, and the name and the value in two attributes.
    (
        _KEY_HINTS,
        rf"({_TAG}[\w:.-]{{0,60}}?{_NAMED}(?:\s[^<>]{{0,200}})?{_TAG_END}\s{{0,40}}(?:{_TAG}Value{_TAG_END})"
        rf"?\s{{0,40}}(?:<!\[CDATA\[)?)"
        r"(?!\(secret)(?![\s<&]|\\u003c)(?:[^<&\\]|&(?!lt;)|\\(?!u003c)){1,4000}",
        rf"\1{MARK}",
    ),
    (
        _KEY_HINTS,
        rf"(\b(?:N|name|key)={QUOTE}[\w.:-]{{0,60}}?{_NAMED}{QUOTE}[^<>]{{0,100}}>\s{{0,40}}(?:<\w{{1,20}}>)?)"
        rf"(?!\(secret)"
        r"[^<\s][^<]{0,4000}",
        rf"\1{MARK}",
    ),
    (
        ("value",),
        rf"(\b(?:key|name){_EQUALS}{QUOTE}?[\w.-]{{0,60}}?{_NAMED}{QUOTE}?[\s,;]{{1,40}}{QUOTE}?value{_EQUALS})"
        rf"{_VALUE}",
        rf"\1{MARK}",
    ),
    # JSON: the value is an object that holds it.
    (
        _KEY_HINTS,
        rf"({_NAMED}{_EQUALS}\{{[^{{}}]{{0,300}}?\bvalue{_EQUALS}){_VALUE}",
        rf"\1{MARK}",
    ),
    (("settings",), rf"(protected_?settings{_EQUALS})\{{[^{{}}]{{0,20000}}\}}", rf"\1{MARK}"),
    (
        ("credentials", "pass", "gegevens", "daten", "identifiants", "credenciales"),
        rf"(\b(?:credentials|inloggegevens|zugangsdaten|anmeldedaten|identifiants|credenciales|"
        rf"user\s?/\s?pass\w{{0,9}}){_EQUALS})[^\s/]{{1,100}}\s?/\s?[^\s\"']{{1,200}}",
        rf"\1{MARK}",
    ),
    # "login x / secret", "creds are x:secret": a name, and what looks like a password behind it.
    (
        ("login", "logon", "cred", "zugang", "inlog"),
        r"(\b(?:log[io]n|creds?|credentials?|zugang|inlog)(?: (?:is|are|ist|sind|was|were))?[ :=]{1,3})"
        r"(?!\(secret|https?:)[\w.@\\-]{2,64}(?:\s?/\s|:)(?=[^\s]{0,60}[\d!@#$%^&*+=?])(?=[^\s]{0,60}[^\W\d_])"
        r"[^\s\"',;(]{6,100}(?<![.,:;])",
        rf"\1{MARK}",
    ),
    *SPOKEN,
    *LOGINS,
    # The value is quoted, or ends with the pair; a JSON key has its closing quote before the colon.
    (_KEY_HINTS, rf"({_NAMED}{_EQUALS})(?<!\bPWD=(?=/)){_VALUE}", rf"\1{MARK}"),
    (("pass", "_auth"), rf"((?<![A-Za-z])(?:pass=|/pass:|passin\s+pass:|_auth={QUOTE}?)){_VALUE}", rf"\1{MARK}"),
    (
        _KEY_HINTS,
        rf"((?<![^\W_])(?:password|pwd|pw|{_LONG_FOREIGN}|{_FOREIGN}|(?:shared|community)[ ](?:secret|string)|"
        rf"pin[ ]?code)(?:\s+|[はがを를은는]\s{{0,3}})(?:(?:is|was|ist|war|lautet|est|es|é|è|e)\s+)?)"
        rf"{_TELLING}",
        rf"\1{MARK}",
    ),
    (
        _KEY_HINTS,
        # "the password of the user: x"
        rf"((?:password|(?<![^\W_])(?:pass|pwd?|creds?)|{_LONG_FOREIGN}|(?<![^\W_])(?:{_FOREIGN}))"
        r"(?:[ ][^\s:=\"{}<>]{1,40}){1,6}[ ]?(?:[:：=]|(?<= )(?:is|was|ist|war|lautet|est|es|è))[ ])"
        rf"{_TELLING}",
        rf"\1{MARK}",
    ),
    # "log on to x with y / several words"
    (
        (" / ",),
        r"(\b(?:log|sign)(?:ged|ging|s)?[ ](?:in|on)\b[^\n]{0,60}?[ ](?:with|as|using)[ ][^\s/]{2,40}[ ]/[ ])"
        r"(?!\(secret)[^\s/|][^\n/|]{1,60}?(?=\s{0,9}(?:\n|$|[.;,]\s))",
        rf"\1{MARK}",
    ),
    # A line of PostgreSQL's file of passwords.
    (
        (":*:", ":5432:"),
        r"((?:^|(?<=\n))[ >]{0,9}[^\s:]{1,100}:(?:\d{2,5}|\*):[^\s:]{1,63}:[^\s:]{1,63}:)"
        r"(?!\(secret)[^\s]{1,100}(?=\s|$)",
        rf"\1{MARK}",
    ),
    (("pin",), r"(\bpin(?:[ -]?code\s+(?:is\s+)?|\s(?:is|ist)\s))\d{4,8}\b", rf"\1{MARK}"),
    (("otp", "2fa", "mfa"), r"(\b(?:[th]?otp|2fa|mfa)[ _-](?:seed|secret|key)\s?[:=]?\s?)(?-i:[A-Z2-7]{16,64})"
        r"\b", rf"\1{MARK}"),
    # The private parts of a key of JSON Web Key.
    (("kty",), rf"((?<=[{{,])\s{{0,20}}{QUOTE}(?:d|p|q|dp|dq|qi|k){QUOTE}\s?:\s?{QUOTE})[\w-]{{16,"
        rf"2000}}", rf"\1{MARK}"),
    (("token",), rf"(token{_EQUALS}){_TELLING}", rf"\1{MARK}"),
    # A variable, and its value within its block.
    (
        _KEY_HINTS,
        rf"(\bvariable\s{{1,9}}{QUOTE}[\w.-]{{0,60}}?{_NAMED}{QUOTE}\s{{0,9}}\{{[^{{}}]{{0,300}}?\bdefault\s{{0,"
        rf"20}}=\s{{0,9}}){_VALUE}",
        rf"\1{MARK}",
    ),
    (("--plaintext",), rf"(--plaintext\s{{1,9}}){_VARIABLE}{_VALUE}", rf"\1{MARK}"),
    (("community",), rf"(\bsnmp-server\s{{1,9}}community\s{{1,9}}){_VARIABLE}{_VALUE}", rf"\1{MARK}"),
    # What looks made by chance, behind a name that ends as those of secrets do; and behind an access key of Amazon.
    (
        ("key", "secret", "token", "cred", "hash"),
        rf"((?:key|secret|token|credential|hash)s?{_EQUALS}{QUOTE}?)(?!\(secret)(?=[^\s\"']{{0,100}}?\d)"
        rf"(?=[^\s\"']{{0,100}}?(?-i:[a-z]))"
        r"(?=[^\s\"']{0,100}?(?-i:[A-Z]))(?![0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-|[^\s\"']{0,200}[\\;])[\w+/~.=-]{24,"
        r"2000}(?![\w+/~.=-])",
        rf"\1{MARK}",
    ),
    (
        ("akia", "asia"),
        r"(?<![A-Za-z0-9])(?-i:A[KS]IA[A-Z0-9]{16})[^\w\n]{1,9}[A-Za-z0-9+/]{40}(?![\w+/=])",
        MARK,
    ),
    # Commands.
    (
        ("pass", "secret", "token", "key", "connection", "regcode", "-pw", "/pw", "/rp", "-rp"),
        rf"((?<![\w-])(?:--?|/)(?:[\w-]{{0,30}}?(?<![A-Za-z])|[A-Za-z]{{0,12}}?){_OPTION}(?:\s{{1,40}}|[=:]\s{{0,9}}))"
        rf"{_VARIABLE}{_VALUE}",
        rf"\1{MARK}",
    ),
    (
        ("securestring",),
        rf"(ConvertTo-SecureString(?:\s+-(?:AsPlainText|Force|String|Key\s+\S{{1,40}})){{0,4}}\s+)"
        rf"{_VARIABLE}{_VALUE}",
        rf"\1{MARK}",
    ),
    (("securestring",), rf"{_quoted('q')}(\s*\|\s*ConvertTo-SecureString)", rf"{MARK}\2"),
    (
        ("networkcredential",),
        rf"(NetworkCredential(?:\]::new)?\(\s*{QUOTE}[^\"'\n]{{0,200}}{QUOTE}\s*,\s*){_VALUE}",
        rf"\1{MARK}",
    ),
    (("-e",), r"((?<![\w-])-e(?:nc(?:odedcommand)?)?\s+)[A-Za-z0-9+/]{20,20000}={0,2}(?![\w+/=])", rf"\1{MARK}"),
    (
        ("-u", "-user", "-auth"),
        r"((?<![\w-])(?:-u|--(?:proxy-)?user|--auth)(?:[ ]{1,9}|=))(?!\d+:\d)"
        r"(?:(?P<q>[\"'])[^\s:\"']{1,100}:(?:\\.|(?!(?P=q))[^\n\\]){1,300}(?P=q)"
        r"|[^\s:\"'\\/]{1,100}:[^\s]{1,300})",
        rf"\1{MARK}",
    ),
    (("%",), rf"((?<![\w-])-U[ ]{{1,9}}{QUOTE}?)[^\s%\"']{{1,100}}%[^\s\"']{{1,300}}", rf"\1{MARK}"),
    (("-p",), rf"(\b{_COMMANDS_P}\b[^\n|;]{{0,200}}?\s(?-i:-p)\s{{1,9}}){_VARIABLE}{_VALUE}", rf"\1{MARK}"),
    (("snmp",), rf"(\bsnmp\w{{2,9}}\b[^\n|;]{{0,100}}?\s(?-i:-c)\s{{1,9}}){_VARIABLE}{_VALUE}", rf"\1{MARK}"),
    (
        ("cred", "auth"),
        rf"(\b(?:creds?|credentials?|auth)\s?=\s?\({QUOTE}[^\"'\n]{{1,100}}{QUOTE},\s?){_VALUE}",
        rf"\1{MARK}",
    ),
    (
        ("customdata", "custom_data", "userdata", "user_data"),
        rf"((?:custom|user)_?data{_EQUALS}{QUOTE}?)(?!\(secret)[A-Za-z0-9+/]{{24,20000}}={{0,2}}(?![\w+/=])",
        rf"\1{MARK}",
    ),
    (("mysql",), rf"(\bmysql\w{{0,9}}\b[^\n|;]{{0,200}}?\s(?-i:-p))(?=[^\s-]){_VARIABLE}{_VALUE}", rf"\1{MARK}"),
    (("sqlcmd", "bcp "), rf"(\b(?:sqlcmd|bcp)\b[^\n|;]{{0,200}}?\s(?-i:-P)\s{{0,9}}){_VARIABLE}{_VALUE}",
     rf"\1{MARK}"),
    (("suseconnect",), rf"(\bSUSEConnect\b[^\n|;]{{0,100}}?\s-r\s{{1,9}}){_VARIABLE}{_VALUE}", rf"\1{MARK}"),
    (("secret set",), rf"(\bsecret set\b[^\n]{{0,300}}?\s--value\s{{1,9}}){_VARIABLE}{_VALUE}", rf"\1{MARK}"),
    (("ldap",), rf"(\bldap\w{{1,9}}\b[^\n|;]{{0,300}}?\s-w\s{{1,9}}){_VARIABLE}{_VALUE}", rf"\1{MARK}"),
    (("<<<",), rf"(\b(?:kinit|passwd|sudo|su)\b[^\n|;<]{{0,100}}<<<\s{{0,9}}){_VARIABLE}{_VALUE}", rf"\1{MARK}"),
    (("reg_",), r"((?:password|passwd|pwd|secret|token)\w{0,20}\s{1,20}REG_(?:EXPAND_|MULTI_)?(?:SZ|BINARY)\s{1,20})"
     r"(?!\(secret)[^\s]{1,500}", rf"\1{MARK}"),
    (("secret_access_key",), r"(secret_access_key\s{1,9})[A-Za-z0-9+/]{16,100}", rf"\1{MARK}"),
    (("htpasswd",), rf"(\bhtpasswd\s+-\w*b\w*\s+\S{{1,200}}\s+)\S{{1,100}}\s+{_VARIABLE}{_VALUE}", rf"\1{MARK}"),
    (("send",), r"(\bsend(?:_user)?\s{1,9}(?:--\s{1,9})?\")(?!\(secret)[^\"\n]{1,200}(?=\\[rn]\")", rf"\1{MARK}"),
    (
        ("-command",),
        rf"(--pass(?:word|phrase)?-?command(?:\s{{1,9}}|=){QUOTE}?(?:echo|printf)\s{{1,9}}){_VARIABLE}{_VALUE}",
        rf"\1{MARK}",
    ),
    (
        ("passwd", "sudo -s"),
        rf"(\b(?:echo|printf)\s{{1,9}}(?:-\w\s{{1,9}})?){_VARIABLE}{_VALUE}(\s*\|\s*(?:sudo\s+-S|(?:ch)?passwd)\b)",
        rf"\1{MARK}\3",
    ),
    (("net",), r"\bnet(?:\.exe)? use[ ][^\n]{1,300}", lambda m: _net_use(m.group())),
    (("net",), r"(\bnet(?:\.exe)? user[ ]{1,9}\S{1,100}[ ]{1,9})(?![/\"*(]|\S+\s+(?![/}|;&)]))\S{1,100}", rf"\1{MARK}"),
    *((hints, pattern, MARK) for hints, pattern in TOKENS),
    (("-",), r"(?<![\d-])(?:\d{6}-){7}\d{6}(?![\d-])", MARK),  # a recovery password of BitLocker
    (
        ("otp", "code", "tan"),
        r"(\b(?:otp|tan|(?:mfa|2fa|totp|verification|one-time|sms|security) code)(?: is|:|=)? ?)"
        r"\d{3,4}[ -]?\d{3,4}(?!\w)",
        rf"\1{MARK}",
    ),
    # A word of small and large letters, digits and a sign in its midst, as people are told to make a password; no
    # number of an issue, and no class of a program.
    (
        ("!", "#", "$", "^", "*"),
        r"(?<![^\s\"'`“„‘«(\[,;:=>|→])(?=[\w@&+~?-]{1,40}[!#$^*][\w!#$^*])"
        r"(?=[^\s]{0,40}?(?-i:[A-Z]))(?=[^\s]{0,40}?(?-i:[a-z]))(?=[^\s]{0,40}?\d)(?![A-Za-z]{1,40}[#$][\d]{1,9}\b)"
        r"(?![A-Za-z]{1,40}[$#][A-Z][A-Za-z]{2,40})[\w!#$^*@&+~?%-]{7,40}(?=[.,;:)\]\"'`”“’»|<]{0,3}(?:\s|$))",
        MARK,
    ),
    # The key of a product: groups of the same length, with letters and digits among them.
    (("-",), r"(?<![\w-])(?-i:(?=[0-9-]{0,24}[A-Z])(?=[A-Z-]{0,24}[0-9])(?:[A-Z0-9]{5}(?:-[A-Z0-9]{5}){3,5}"
     r"|[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3,5}))(?![\w-])", MARK),
)  # fmt: skip


def _net_use(command: str) -> str:
    """`net use`, without the word that is neither a drive, a share nor an option: it is the password."""
    if MARK in command:
        return command
    words = re.split(r"( +)", command)
    for n, word in enumerate(words):
        plain = n > 3 and word.strip()
        if plain and not re.match(r"(?:[A-Za-z]:|\*)$|[\\/\"'(|]|https?:", word):
            words[n] = MARK
            break
    return "".join(words)


_PATTERNS = tuple((hints, re.compile(pattern, re.IGNORECASE | re.DOTALL), put) for hints, pattern, put in _WRITTEN)
_POSSIBLE = re.compile(r"[=:.\s：/-]|.{18}", re.DOTALL)  # what each of the patterns needs


def without_secrets(text: str) -> str:
    """The text with a mark in place of each secret that can be told by its form or by the name before it."""
    if _POSSIBLE.search(text) is None:
        return text
    shown = _without(text)
    if shown == text or PSEUDONYM.search(text) is None:
        return shown
    # A pseudonym that happens to end in `pw` is no key: what stands behind it stays.
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        if not is_pseudonym(found.group()) or len(held) >= _MOST_HELD:
            return found.group()
        held.append(found.group())
        return chr(_FIRST_HELD + len(held) - 1)

    if _HOLDERS.search(text) is not None:
        return shown
    return _HOLDERS.sub(lambda found: held[ord(found.group()) - _FIRST_HELD], _without(PSEUDONYM.sub(hold, text)))


_FIRST_HELD, _MOST_HELD = 0xE000, 6000  # private characters, each of which stands for a pseudonym
_HOLDERS = re.compile("[\ue000-\uf76f]")


def _without(text: str) -> str:
    lowered = text.lower()
    for hints, pattern, put in _PATTERNS:
        if possible(hints, lowered):
            text = pattern.sub(put, text)
    return text
