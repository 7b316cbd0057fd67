"""Secrets in a text: keys, tokens and signatures. They are removed, never kept for anyone to put back."""

from __future__ import annotations

import re

MARK = "(secret removed)"

_NAMED = (
    r"account_?key|access_?key(?:_?id)?|shared_?access_?key|shared_?access_?signature|shared_?key|primary_?key|"
    r"secondary_?key|storage_?key|sas_?token|client_?secret|app_?secret|api[_-]?key|subscription-key|x-functions-key|"
    r"pass(?:word|wd|phrase)|pwd|admin_?password|protected_?settings|(?:access|refresh|id|bearer|auth)_?token|"
    r"private_?key|recovery_?(?:key|password)"
)
_PAIR = r"[A-Za-z]{2,8}=[^&\s\"'<>\\]{0,2000}"
_AND = r"(?:&(?:amp;)?|\\u0026)"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), put)
    for pattern, put in (
        (r"-----BEGIN [A-Z0-9 ]{2,40}-----.*?(?:-----END [A-Z0-9 ]{2,40}-----|\Z)", MARK),
        (r"(?<![\w-])eyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)*", MARK),
        # A shared access signature is the whole query: who knows the rest has only to guess.
        (rf"(?<![\w&=])(?:{_PAIR}{_AND}){{0,20}}sig=[^&\s\"'<>\\]+(?:{_AND}{_PAIR}){{0,20}}", MARK),
        (
            r"\b(authorization[\"']?\s*[:=]\s*[\"']?(?:bearer|basic|sharedkey(?:lite)?)\s+)(?!\(secret)[^\s\"',;]+",
            rf"\1{MARK}",
        ),
        (r"\b(bearer\s+)[\w.~+/-]{16,}=*", rf"\1{MARK}"),
        # The value is quoted, or ends with the pair; a JSON key has its closing quote before the colon.
        (
            rf"(?<![A-Za-z])((?:{_NAMED})(?:\\?[\"'])?\s*[=:]\s*)"
            r"(?!\(secret removed\))"
            rf"(?:\"[^\"\n]{{0,20000}}\"|'[^'\n]{{0,20000}}'|\\\"[^\"\n]{{0,20000}}\"|[^\s;,&\"']+)",
            rf"\1{MARK}",
        ),
        (r"(?<![A-Za-z])(--?(?:account-key|sas-token|password|admin-password)\s+)(?!\(secret)\S+", rf"\1{MARK}"),
        (r"(?<![\w+/=])[A-Za-z0-9+/]{86}==(?![\w+/=])", MARK),
        (r"(?<![\d-])(?:\d{6}-){7}\d{6}(?![\d-])", MARK),  # a recovery password of BitLocker
    )
)


_POSSIBLE = re.compile(r"[=:.\s]|.{55}", re.DOTALL)  # what each of the patterns needs


def without_secrets(text: str) -> str:
    """The text with a mark in place of each secret that can be told by its form or by the name before it."""
    if _POSSIBLE.search(text) is None:
        return text
    for pattern, put in _PATTERNS:
        text = pattern.sub(put, text)
    return text
