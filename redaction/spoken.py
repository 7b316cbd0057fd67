"""Secrets that people tell in a sentence: short numbers behind `PIN`, and passwords that are words as others are."""

from __future__ import annotations

import re
from collections.abc import Callable

from .kinds import words

MARK = "(secret removed)"
_Put = str | Callable[[re.Match[str]], str]

WORD = (
    r"(?:logins|pass[_-]?(?:word|wd|phrase|code)s?|pass|"
    r"pwd?s?|pws|psw|creds?|credentials?|passw[oö]rt(?:er)?|passwörter|kennw[oö]rt(?:er)?|"
    r"zugangsdaten|anmeldedaten|wachtwoord(?:en)?|inloggegevens|mdp|mots?[ _-]de[ _-]passe|identifiants|"
    r"contraseñas?|contrasenas?|credenciales|claves?|senhas?|palavras?[ -]passe|has[łl][oa]|lösenord|losenord|"
    r"adgangskode|passord|salasana|hes(?:lo|la)|jelsz[óo]|[şs]ifre|parol[ăa]|parola(?: d['’]ordine)?|парол[ьи]|"
    r"credenziali|lozinka|geslo|slaptažodis|parool|"
    r"密码|密碼|パスワード|비밀번호|암호)"
)
_HINTS = (
    "logins", "pass", "pw", "gesl", "psw", "cred", "kennw", "daten", "wachtw", "gegevens", "mdp", "mot", "identif",
    "contras", "clave", "senha", "palavra", "has", "senord", "adgangs", "salasana", "hes", "jelsz", "ifre", "parol",
    "парол", "lozin", "slapta", "parool", "密", "パスワード", "비밀", "암호",
)  # fmt: skip
# What is said of a password that is none: how it is, and what became of it.
SAID = words(
    """
    use see check ask try make look get enter type give take
    a an the that this my our your his her its their not no never now still also already
    just only too very always
    wrong invalid expired incorrect bad missing empty blank unknown required needed necessary optional set reset
    changed stored saved kept known lost forgotten disabled enabled locked weak strong old new different same unchanged
    ok okay fine right good valid working being been to in on at by for with from of and or but if as it we i you they
    he she is are was were has have had will would can could should must may might do does did protected encrypted
    rejected refused denied accepted given asked checked verified synced synchronized rotated managed replaced removed
    shown hidden visible here there below above attached sent entered typed used one two longer shorter more less
    falsch ungültig abgelaufen geändert nicht kein keine im in der die das dem den ein eine gesetzt bekannt richtig
    neu alt zu von und oder auf für mit wurde ist wird bei gleich leer vergessen gespeichert hinterlegt
    verlopen onjuist gewijzigd niet een het de fout incorrecte expiré invalide faux oublié pas le la les un une dans
    changé incorrecta caducada inválida no la el una en errata scaduta non il lo errada expirada não o
    correct failed fails failure error errors null none true false yes wrongly unset n/a access authentication
    """
)
_GOES_ON = words(
    "and or but for since because on in at when so as btw by to from und oder aber für seit weil et ou mais y"
)
_IS = (
    r"(?:(?:(?:[ ](?:is|was|were|ist|wurde|est|fue))?(?:[ ](?:now|jetzt))?[ ]"
    r"(?:changed|set|reset|geändert|gesetzt|changée?)"
    r"[ ](?:to|auf|en|in)|[ ]one[ ](?:is|to|was)"
    r"|[ ](?:is|was|are|were|ist|war|sind|lautet|est|es|son|sono|è|é|jest|är|er|on|je)(?:[ ](?:now|jetzt|still))?|"
    r"[ ]?->|[ ]?→)[ ]|[ ]?[:：=](?!=)[ ]?)"
)
_VALUE = r"(?:\"[^\"\n]{1,80}\"|'[^'\n]{1,80}'|`[^`\n]{1,80}`|“[^”\n]{1,80}”|„[^“\n]{1,80}“|«[^»\n]{1,80}»)"
_END = r"(?=[.,;!?)\]]|\s*$|\s*\n|\s[/|(-])"
# "is x": one word, or some of them up to the end of what is said.
_TOLD = re.compile(
    rf"(?P<is>{_IS})(?:(?P<quoted>{_VALUE})|(?P<words>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){{0,11}})"
    rf"(?=[.,;!?)\]]{{0,3}}(?:\s|$))(?P<end>{_END})?)"
)
_PAIR = re.compile(
    rf"(?P<who>(?<![\w(/:.-])\w[\w.@\\-]{{0,39}}(?P<is>:[ ]?|/| / |=| = | - | -> ))(?![/(-])"
    rf"(?:(?P<quoted>{_VALUE})|(?P<word>[^\s,;/\"'`]{{2,60}}(?<![.!?:)])(?=[.!?:)]{{0,3}}(?:[\s,;\"'`]|/\s|$))))"
)


def _is_said(text: str, ends: bool) -> bool:
    """Whether words behind `the password is` say how it is, and are none."""
    found = text.lower().split()
    if found[0] in ("correct", "right") and len(found) > 1:
        return found[1] in _GOES_ON
    return found[0] in SAID or _DONE.fullmatch(found[0]) is not None or (not ends and len(found) > 6)


def _links(before: str, link: str) -> bool:
    """Whether a link stands where it ties a value to a password: at once, or behind whose password it is."""
    return " to" in link or " one " in link or _OF.fullmatch(before) is not None


def _told(found: re.Match[str]) -> str:
    """What is told of passwords, up to the end of the sentence or the list, without their values."""
    before, rest = found["before"], found["rest"]

    def value(part: re.Match[str]) -> str:
        if not _links(rest[: part.start()], part["is"]):
            return part.group()
        if part["quoted"]:
            return f"{part['is']}{MARK}"
        text = part["words"]
        several = text.split(" ")
        phrase = "phrase" in before.lower() and len(several) > 2 and part["end"] is not None
        if phrase and part["is"].strip() in (":", "=", "："):
            return f"{part['is']}{MARK}"
        if _is_said(text, part["end"] is not None):
            return part.group()
        if part["is"].strip() in ("", ":", "=", "："):  # a pair ends where a word of a sentence follows
            plain = part["end"] is not None and not any(word.lower() in SAID for word in several[1:])
            kept = 0 if plain else len(several) - 1
        elif part["end"] is not None and (len(several) == 1 or several[1].lower() not in _GOES_ON):
            kept = 0
        else:
            kept = len(several) - 1
        if kept == 0:
            return f"{part['is']}{MARK}"
        return f"{part['is']}{MARK} {' '.join(several[-kept:])}"

    def pair(part: re.Match[str]) -> str:
        if part["quoted"] is None and (
            part["word"].lower() in SAID or MARK.startswith(part["word"]) or part["who"].lower().startswith("http")
        ):
            return part.group()
        return f"{part['who']}{MARK}"

    if MARK in rest:
        rest, done = rest[: rest.index(MARK)], rest[rest.index(MARK) :]
    else:
        done = ""
    listed = _LISTED.match(rest)
    if listed is not None and (_PAIR.match(rest, listed.end()) or (listed["of"] and _PAIR.search(rest, listed.end()))):
        first = _TOLD.match(rest, listed.start("is")) if _PAIR.match(rest, listed.end()) is None else None
        at = first.end() if first else listed.end()
        return (
            before
            + rest[: listed.start("is")]
            + (value(first) if first else listed["is"])
            + _PAIR.sub(pair, rest[at:])
            + done
        )
    return before + _TOLD.sub(value, rest) + done


_DONE = re.compile(r"[a-z]{3,}ed")  # what was done with it
_OF = re.compile(
    r"(?:[ ](?:for|of|on|to|für|von|vom|des|der|pour|de|du|del|para|van|voor|per|di)"
    r"(?: (?!failed|because|was|is)[\w.@\\-]{1,30}){1,4})?",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?P<of>[ ](?:for|of|für|von|pour|para|per|voor|to)(?: [\w.-]{1,30}){1,5})?"
    r"(?P<is>[ ]?[:：=][ ]|[ ](?:are|sind|son|sont) )"
)
_PIN = (
    r"(?:pins?|puk|cvv2?|cvc2?|csc|tür[ -]?code|tuer[ -]?code|zugangs[ -]?code|(?:door|gate|alarm|entry|access|lock|"
    r"safe|"
    r"keypad|elevator|unlock)[ ](?:code|combination|pin)|safe(?:[ ](?:in|at|of)[ ]"
    r"(?:the[ ])?\w{1,20}(?:[ ]\w{1,20})?)?(?=[ ]?[:=]|[ ]is\b)|"
    r"tresor(?:code)?(?=[ ]?[:=]|[ ]ist\b)|codes?[ ]d['’]acc[èe]s|digicode|"
    r"toegangscode|deurcode|"
    r"código[ ]de[ ](?:acceso|acesso)|codice[ ](?:d['’])?accesso|pin[ ]?code)"
)

SPOKEN: tuple[tuple[tuple[str, ...], str, _Put], ...] = (
    (
        ("pin", "puk", "cvv", "cvc", "csc", "code", "safe", "tresor", "código", "codice", "combination"),
        rf"((?<![^\W_])(?:{_PIN})(?:[ ](?:no\.?|nr\.?|number|"
        rf"(?:of|for)[ ](?:the[ ])?\w{{1,20}}(?:[ ](?!is|was)\w{{1,20}})?))?"
        r"(?:[ ]?[:=#→-]{1,2}[ ]?|[ ](?:is|ist|lautet|est|es|è|was|now)[ ]|[ ]|[\"'][ ]?:[ ]?[\"']?)"
        r"[\"'“]?)(?:\d{4,10}|(?<=\bcv[vc]\W)\d{3}|(?<=\bcv[vc]: )\d{3})(?![\w/-]|[.:,]\d)",
        rf"\1{MARK}",
    ),
    # An account of Oracle: `user/password@host`.
    (
        ("jdbc:oracle", "sqlplus ", "expdp ", "impdp "),
        r"((?:jdbc:oracle:\w{2,5}:|\b(?:sqlplus|expdp|impdp)[ ](?:-\w{1,2}[ ]){0,3}))(?!\(secret)"
        r"[^\s/@]{1,60}/[^\s@/]{1,100}(?=@|\s|$)",
        rf"\1{MARK}",
    ),
    # Words from which a key is made again.
    (
        ("seed", "recovery", "mnemonic"),
        r"(\b(?:seed|recovery|mnemonic)[ ](?:words?|phrases?)(?:[ ](?:is|are))?[ ]?:?[ ])"
        r"(?!\(secret)[^\W\d_]{2,20}(?:,?[ ][^\W\d_]{2,20}){3,24}",
        rf"\1{MARK}",
    ),
    # On the next line: not where another field stands there.
    (
        (*_HINTS, "token", "secret"),
        rf"((?<![^\W_])(?:{WORD}|token|secret)[ ]?[:=][ \t]{{0,9}}\n[ \t>]{{0,20}})"
        r"(?!\(secret|[\"']?[\w.-]{1,60}[\"']?[ ]?[:=]|[-{[|}])[^\s\n]{2,100}(?=[ \t]{0,9}(?:\n|$))",
        rf"\1{MARK}",
    ),
    (
        _HINTS,
        rf"(?P<before>(?<![\w-])(?<!invalid )(?<!failed )(?<!wrong )(?<!bad )(?<!incorrect )(?<!no )(?<!or )(?<!/)"
        rf"{WORD}(?![\w-]))(?P<rest>(?:[^\n.!?]|[.!?](?=\S)){{2,300}})",
        _told,
    ),
)  # fmt: skip
