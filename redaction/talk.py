"""Where a text speaks of passwords and keys: what is unknown there may be one, so no map has it."""

from __future__ import annotations

import re

from .tokens import possible

# Sentences that speak of a password: what is unknown in them is removed.
OF_PASSWORDS = re.compile(
    r"passw|kennw|passphrase|mot de passe|contrase|\bclave\b|senha|palavra-passe|parola|wachtwoord|has[lł][oa]\b|"
    r"парол"
    r"|lösenord|adgangskode|passord|salasana|jelsz|hesl|şifre|κωδικ|パスワード|密码|密碼|암호|\bPIN\b|\bpwd\b"
    r"|/pass\b|\bpass is\b|\bcreds\b|\bwi-?fi\b|\botp\b",
    re.IGNORECASE,
)
# Lines that speak of who signs in where, or of keys. Around them a word that nothing tells may be a secret: it gets a
# pseudonym, which nobody can turn back.
_OF_ACCESS = (
    r"\b(?:log|sign)(?:ged|ging|s)? ?(?:in|on) (?:as|with|by|using|to|via)\b|(?<!last )\blogins?\b|\bsign-?ins?\b|"
    r"anmeld|einlog|inlog|ingelogd|zugang|toegang|\bacces+[oi]\b|\bacessos?\b"
    r"|identifi(?:ant|er avec)|connexion|\bmdp\b|\bp[wd]{1,2}s?\b|\bpsw\b|\bpass\b(?= ?[:=]| \w)"
    r"(?! (?:the|an?|through|on|over|by|it|all)\b)|"
    r"credential|credencia|credenzial"
    r"|\bsecrets?\b|geheimnis|\btokens?\b|\bkeys?\b(?! vault)|[-_]key\b|schlüssel|sleutel|\bclés?\b|\bllaves?\b|"
    r"\bchiav[ei]\b"
    r"|\bchaves?\b|ログイン|サインイン|キー|鍵|authentica|authentifi|authentisier|autentic|\bunlock|\bcombination\b"
    r"|\baccounts?\b|\bkonto\b|\bcompte\b|\bcuenta\b|\bconta\b|\bidentified by\b|\bget (?:on|in)(?:to)? (?:it|the|"
    r"there)\b|\bnonce\b|\binsert into \w{0,20}(?:users?|accounts?)\b|\bconnect\("
    r"|\bauth(?:s|ed)?\b|\bconnecte[rz]-vous\b|\bphrase\b|\bnet user\b|\b(?:re)?bind\b|\b(?:safe|code|"
    r"magic)[ -]?words?\b|\bsticky\b|post-?it|\bzettel\b|\bbreak-?glass\b"
    r"|\b(?:with|avec|mit|con|com|met|as|als) [^\s/]{2,40} / [^\s/]"
    r"|(?<![\w-])[-/]p(?:w|ass)?(?:[ :=]|$)|\b(?:re)?set it to\b|\bchanged it to\b|\bworks with\b|\btry with\b"
)
_BEFORE, _AFTER = 3, 20  # lines around such a line: heads of tables, and what is listed below a sentence


# One of these is in each line in which the pattern finds something: to look for them takes a tenth of its time.
_HINTS = (
    "pass", "kennw", "mot de", "contrase", "clave", "senha", "palavra", "parola", "wachtwoord", "hasł", "haslo",
    "hasla",
    "парол", "senord", "adgangs", "salasana", "jelsz", "hesl", "ifre", "κωδικ", "パスワード", "密", "암호", "pin",
    "pwd",
    "cred", "wifi", "wi-fi", "otp", "login", "log in", "log on", "logged", "logs ", "logging", "signin", "sign",
    "anmeld",
    "einlog", "inlog", "zugang", "toegang", "acce", "acess", "identifi", "connexion", "mdp", "pw", "pd", "pdd", "psw",
    "secret", "geheimnis", "token", "key", "schlüssel", "sleutel", "clé", "llave", "chiav", "chave", "サインイン",
    "ログイン",
    "キー", "鍵", "auth", "autent", "unlock", "combination", "account", "konto", "compte", "cuenta", "conta", "get on",
    "get in", "nonce", "insert into", "connect", "phrase", "net user", "bind", "word", "sticky", "post", "zettel",
    "break",
    " / ", "-p", "/p", "set it", "changed it", "works with", "try with",
)  # fmt: skip


_TALK = re.compile(f"{OF_PASSWORDS.pattern}|{_OF_ACCESS}".replace("PIN", "pin"))


def withheld_places(text: str) -> list[int]:
    """Where words may be secrets: the beginning and the end of each stretch in turn, in order."""
    lines, at = text.split("\n"), 0
    found: list[int] = []
    begins: list[int] = []
    for line in lines:
        begins.append(at)
        at += len(line) + 1
    for number, line in enumerate(lines):
        lowered = line.lower()  # a pattern that ignores case would take three times as long
        if possible(_HINTS, lowered) and _TALK.search(lowered):
            start = begins[max(0, number - _BEFORE)]
            end = begins[number + _AFTER + 1] if number + _AFTER + 1 < len(lines) else at
            if found and start <= found[-1]:
                found[-1] = end
            else:
                found += [start, end]
    return found
