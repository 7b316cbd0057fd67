"""Where in a text a failure is told: labels of the portal, forms of the resource manager, quotes of an e-mail.

Every form gives what is said there: a code, and the message beside it. Which of them is known, and which is the
reason, is decided elsewhere (kb/recognition.py). Labels are those that the portal shows in its languages; the forms are
those of the Azure CLI, of Go programs (Terraform, azcopy), of REST answers and of Data Protection.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

MOST_TEXT = 20_000  # characters that are looked at
_NO_ERROR = ("success", "succeeded", "ok", "none", "noerror")  # codes of what went well
_MOST_OBJECTS, _DEEPEST = 40, 8
_MOST_SAID = 50

_CODE_LABELS = (
    "error ?code|errorcode|foutcode|fehlercode|code d['’]erreur|code erreur|c[oó]digo de error|c[oó]digo do erro|"
    "c[oó]digo de erro|codice (?:di )?errore|felkod|fejlkode|feilkode|virhekoodi|kod b[lł][eę]du|k[oó]d chyby|"
    "hibak[oó]d|hata kodu|код ошибки|エラー ?コード|错误代码|錯誤碼|錯誤代碼|오류 ?코드"
)
_MESSAGE_LABELS = (
    "error ?message|failure details|foutmelding|foutbericht|fehlermeldung|message d['’]erreur|mensaje de error|"
    "mensagem de erro|messaggio (?:di )?errore|felmeddelande|fejlmeddelelse|feilmelding|komunikat o b[lł][eę]dzie|"
    "chybov[aá] zpr[aá]va|hata iletisi|сообщение об ошибке|エラー ?メッセージ|错误消息|錯誤訊息|오류 ?메시지|"
    "warning message|detailednonlocalisedmessage|message"
)
_ACTION_LABELS = (
    "recommended actions?|recommendations?|aanbevolen actie|aanbeveling(?:en)?|empfohlene (?:aktion|ma[sß]nahme)n?|"
    "empfehlung(?:en)?|actions? recommand[eé]es?|recommandations?|acci[oó]n(?:es)? recomendadas?|recomendaciones|"
    "a[cç](?:[aã]o|[oõ]es) recomendadas?|azion[ei] consigliat[ae]|推奨される(?:操作|アクション)|推奨アクション|"
    "建议的操作|建議的動作|권장 (?:조치|작업)"
)
_LABEL = re.compile(
    rf"^[\s>|*_\[-]{{0,12}}(?:(?P<code>{_CODE_LABELS}|code)|(?P<message>{_MESSAGE_LABELS})|(?P<action>{_ACTION_LABELS}))"
    r"[\]*_]{0,3}(?:[ \t]{0,20}[:：=|\t][ \t|]{0,20}|[ \t]{2,40}|[ \t]*$)",
    re.IGNORECASE,
)
_CODE = re.compile(r"[\"'`]?([A-Za-z][A-Za-z0-9]{3,119}|\d{6})\b")
# A word that only a program makes: with a second capital somewhere in it.
_MADE_BY_A_PROGRAM = re.compile(r"(?=.{5,120}$)[A-Za-z][a-z0-9]*[A-Z][A-Za-z0-9]*$")
# How error codes of Azure Backup begin: a word that does is said of a failure, whatever stands around it.
_OF_A_BACKUP = re.compile(
    r"\b(?:(?:BMS)?UserError|GuestAgentSnapshot|Extension(?:Snapshot|Fail(?:ed)?|Install(?:ation)?|Oper(?:ation)?|VC|Config|Un|Stuck)|"
    r"BackUpOperation|Cloud(?:Internal|Dos)|BCM|CBP|VmNotIn|AzureVm)[A-Z][A-Za-z0-9]{4,100}\b"
)
_GO = re.compile(
    r"\bCode[=:][ ]?\"(?P<code>[A-Za-z]\w{2,119})\"(?:[ ]{1,3}Message[=:][ ]?\"(?P<message>(?:[^\"\\]|\\.){0,4000}))?"
)
_IN_BRACKETS = re.compile(
    r"^[ \t]{0,20}(?:az ?: )?(?:ERROR: )?\((?P<code>[A-Z]\w{3,119})\)[ \t]{1,4}(?P<message>.{0,4000})"
)
# What the SDKs put around a code: `with error: CODE: text` of Go, `Azure Error: CODE / Message: text` of Python, and
# `text (Code: CODE, Target: /id)` of the portal.
_SDKS = (
    re.compile(r"\bwith error:[ ]{1,3}(?P<code>[A-Z]\w{4,119}):[ ]{1,3}(?P<message>[^\n]{0,4000})"),
    re.compile(
        r"\bAzure Error:[ ]{1,3}(?P<code>[A-Z]\w{3,119})(?:\\n|\s){1,20}Message:[ ]{0,3}(?P<message>[^\n]{0,4000})"
    ),
    re.compile(r"\(Code:[ ]?(?P<code>[A-Z]\w{4,119})(?:, ?Target:[^()\n]{0,300})?\)"),
)
_STATUS = re.compile(r"\bStatus[=:][ ]?\"(?P<code>[A-Z][a-z]+[A-Z]\w{2,119})\"")
_OPENING = re.compile(r"\{[ \t\r\n]{0,200}\"")
_ROW = re.compile(r"[ \t]{0,8}[^\s:][^:\n\t]{0,40}?(?:[ ]{3,40}|\t)[^\s]")
_QUOTE = re.compile(r"(?:[ \t]{0,8}[>|│┃]){1,8}[ \t]?")
_INVISIBLE = str.maketrans(  # and letters as wide as those of East Asia, which are typed by mistake
    {chr(0xFF01 + n): chr(0x21 + n) for n in range(94) if chr(0x21 + n).isalnum()}
    | {"\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None, "\u00ad": None, "\u00a0": " "}
)


class Told(NamedTuple):
    """What one form says: the code and the message, each empty where it has none.

    `labelled`: the form calls the code an error's code. `depth` is that in an answer with details: the innermost is the
    reason.
    """

    code: str
    message: str
    labelled: bool = True
    depth: int = 0


def unquoted(text: str) -> str:
    """The text without what an e-mail or a chat puts before its lines, and without characters that nobody sees."""
    lines = text.translate(_INVISIBLE).split("\n")
    return "\n".join(line[mark.end() :] if (mark := _QUOTE.match(line)) else line for line in lines)


def told_in(text: str) -> list[Told]:
    """What the forms in a text say, in no order that means anything. Looks at `MOST_TEXT` characters."""
    text = unquoted(text[:MOST_TEXT])
    found = [*_by_labels(text), *_by_lines(text), *_of_objects(text)]
    return list(dict.fromkeys(found))[:_MOST_SAID]


def without_advice(text: str) -> str:
    """The text without what the portal recommends, which it says of every failure of a kind, up to an empty line."""
    kept: list[str] = []
    advice = False
    for line in unquoted(text).split("\n"):
        label = _LABEL.match(line[:400])
        if label is not None:
            advice = label["action"] is not None
        elif not line.strip():
            advice = False
        if not advice:
            kept.append(line)
    return "\n".join(kept)


def without_labels(text: str) -> str:
    """The text without the rows of tables and panels, as a portal's `Agent status    Not Ready`: nobody's words."""
    return "\n".join(line for line in text.split("\n") if _ROW.match(line) is None)


def calls_it_an_error_code(text: str) -> bool:
    """Whether a text has the portal's label of an error code, in any of its languages, with a code behind it."""
    for line in text.split("\n"):
        label = _LABEL.match(line[:400])
        if label and label["code"] and label["code"].lower() != "code":
            named = _CODE.match(line[label.end() :].strip())
            if named and (named[1].isdecimal() or is_made_by_a_program(named[1])):
                return True
    return False


def is_made_by_a_program(word: str) -> bool:
    """Whether a single word looks as error codes do: `UserErrorVmNotFound`."""
    return _MADE_BY_A_PROGRAM.match(word) is not None


def names_a_code(text: str) -> bool:
    """Whether a word stands in a text that begins and is made as the error codes of Azure Backup are."""
    return _OF_A_BACKUP.search(text) is not None


def codes_named(text: str) -> list[str]:
    """The words of a text that begin and are made as the error codes of Azure Backup are, in their order."""
    return _OF_A_BACKUP.findall(text)


def _by_labels(text: str) -> Iterator[Told]:
    """The blocks `Error Code / Error Message / Recommended Action`, one beside or below the other."""
    code, message, open_part = "", [""], ""
    for line in text.split("\n"):
        label = _LABEL.match(line[:400])
        if label is None:
            if open_part == "message" and line.strip() and len(" ".join(message)) < 4000:
                message.append(line.strip())
            elif open_part == "code" and (named := _CODE.match(line.strip())):
                code, open_part = named[1], ""
            elif not line.strip() and open_part == "message" and message != [""]:
                open_part = ""
            continue
        part, value = str(label.lastgroup), line[label.end() :].strip()
        if part == "code":
            if code:
                yield Told(code, " ".join(message).strip())
                message = [""]
            named = _CODE.match(value)
            code, open_part = (named[1], "") if named else ("", "" if value else "code")
        elif part == "message":
            message, open_part = [value], "message"
        else:
            open_part = ""
    said = " ".join(message).strip()
    if code or said:
        yield Told(code, said)


def _by_lines(text: str) -> Iterator[Told]:
    for pattern in (_GO, _STATUS, *_SDKS):
        for found in pattern.finditer(text):
            parts = found.groupdict()
            yield Told(parts["code"], (parts.get("message") or "").replace('\\"', '"'))
    for line in text.split("\n"):
        if named := _IN_BRACKETS.match(line):
            yield Told(named["code"], named["message"].strip())


def _of_objects(text: str) -> Iterator[Told]:
    """The errors in JSON objects that stand in a text, each read where it begins."""
    decoder, at = json.JSONDecoder(), 0
    for _ in range(_MOST_OBJECTS):
        opening = _OPENING.search(text, at)
        if opening is None:
            return
        try:
            data, at = decoder.raw_decode(text, opening.start())
        except (ValueError, RecursionError):
            at = opening.end()
            continue
        yield from errors_in(data)


def errors_in(data: Any, depth: int = 0) -> Iterator[Told]:
    """The errors in parsed data: objects with a code and a message, also in texts that are JSON themselves."""
    if depth > _DEEPEST:
        return
    if isinstance(data, str):
        if data.lstrip()[:1] in ("{", "[") and len(data) <= MOST_TEXT:
            try:
                inner = json.loads(data)
            except (ValueError, RecursionError):
                return
            yield from errors_in(inner, depth + 1)
    elif isinstance(data, list):
        for each in data[:_MOST_OBJECTS]:
            yield from errors_in(each, depth + 1)
    elif isinstance(data, dict):
        code = _word(data, "code") or _word(data, "errorcode") or _number(data, "errorcode")
        message = _word(data, "message") or _word(data, "errormessage") or _word(data, "errorstring")
        # An SDK prints a message that is not there as well: then the code has to look like one.
        told = message or "details" in data or ("message" in data and names_a_code(code))
        if code and "/" not in code and code.lower() not in _NO_ERROR and told:
            yield Told(code, message, depth=depth)
        for value in list(data.values())[:_MOST_OBJECTS]:
            if isinstance(value, dict | list | str):
                yield from errors_in(value, depth + 1)


def _word(data: dict[Any, Any], name: str) -> str:
    found = next((value for key, value in data.items() if isinstance(key, str) and key.lower() == name), None)
    return found.strip()[:4000] if isinstance(found, str) else ""


def _number(data: dict[Any, Any], name: str) -> str:
    """The number of an error as text: of the backup service, whose numbers have six digits."""
    found = next((value for key, value in data.items() if isinstance(key, str) and key.lower() == name), None)
    return str(found) if isinstance(found, int) and not isinstance(found, bool) and 99_999 < found < 10**6 else ""


def innermost(told: list[Told]) -> Told | None:
    """Of the errors of one answer the innermost with a code; of several at one depth the first. None where none is."""
    coded = [each for each in told if each.code]
    return max(coded, key=lambda each: each.depth, default=None)
