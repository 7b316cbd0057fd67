"""Reads what people write and paste of a failure: a message, an e-mail, a part of the portal, an error in JSON.

What is said there is recognised later, together with all that is known (kb/recognition.py): here the text is kept. A
text that has nothing to do with a backup is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..facts.failure_texts import (
    MOST_TEXT,
    Told,
    calls_it_an_error_code,
    errors_in,
    innermost,
    is_made_by_a_program,
    names_a_code,
    told_in,
    unquoted,
)
from ..facts.inner_texts import facts_in
from ..facts.signatures.places import OWN_WORDS
from .base import Finding
from .known_lines import begins_an_entry
from .linux import terminal
from .parts import is_words, paragraphs

KIND = "text about a failure"
ERROR_KIND = "error of Azure in JSON"
_LEAST = 4  # words of a message
_BETWEEN_WORDS = re.compile(r"\b[dl][’']|[\s’/]+")  # also `l'extension`
_LONGEST_CODE, _LONG_CODE = 120, 24
_CAN_BE_A_CODE = re.compile(r"[A-Za-z]\w{9,119}(?:\.[A-Za-z]\w{1,80})?")
_ASIAN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")  # where a sentence has no spaces
_WORD = re.compile(r"[^\W\d_]{2,}")
_ABOUT = re.compile(
    r"\b(?:back(?:ed|ing)?[ -]?ups?\b|snapshots?\b|restore points?|recovery (?:services|points?)|(?:vm|guest) ?agent|"
    r"resource guard|stop protection|"
    r"waagent|rdagent|windowsazureguestagent|waappagent|vmsnapshot|vss\b|"
    r"(?:sql|vss|system) ?(?:server)?writers?\b|(?:file ?system|crash|application)[- ]consistent|"
    r"shadow cop|azure|extensions?\b|virtual machine|sauvegarde|sicherung|"
    r"copias? de seguridad|c[oó]pias? de segurança|momentopnam|zálohov|kopi[aei] zapasow|säkerhetskopi|"
    r"sikkerhetskopi|sikkerhedskopi|varmuuskopi|резервн|yedekle|momentaufnahme|ögonblicksbild|instantan[eé]|"
    r"instant[aá]nea|instantâneo|machine virtuelle|m[aá]quina virtual|macchina virtuale|virtuelle[nr]? (?:computer|"
    r"maschine)|virtuele machine|virtuella dator|wiederherstellungspunkt\w*|points? de restauration|com\+|"
    r"puntos? de restauraci[oó]n|pontos? de restaura[cç][aã]o|punt[oi] di ripristino|erweiterung\w*|\w+ du coffre|"
    r"aus dem tresor|(?:der|die|la|les) vms?\b)|"
    r"バックアップ|スナップショット|拡張機能|备份|快照|備份|백업|스냅샷",
    re.IGNORECASE,
)


# What a person says who has a failure, whatever it is of.
_FAILURE = re.compile(
    r"\b(?:fail(?:s|ed|ing|ure)?|errors?|denied|refuse[sd]?|gre?[ae]yed out|"
    r"(?:do|does|did|have|has|had) (?:not|no) (?:have )?(?:access|permissions?|rights?|authori[sz]ation)|"
    r"crash(?:es|ed|ing)?|hangs?|stuck|time[sd]? out|does ?n[o'’]t|"
    r"(?:can|could|would|will|is|are) ?n[o'’]t|can['’]t|won['’]t|(?:ca|wo|does|did|is)nt|reject(?:s|ed)?|not in "
    r"(?:the )?list|no "
    r"longer|not (?:found|supported|allowed|able|registered|authori[sz]ed|permitted|valid)|un(?:able|supported)|"
    r"invalid|insufficient|missing|disallowed|prevent(?:s|ed|ing)?|locked|expired|max(?:imum)? limit|"
    r"lock(?:s|ed)? up|fr[eo]+ze[sn]?|stop(?:s|ped)|"
    r"fehler|fehlgeschlagen|schl[aä]gt fehl|échou\w+|erreur|falla|fall[oó]|fout|mislukt\w*|errore|erro|falha|"
    r"ungültig\w*|verhindert|nicht (?:m[oö]glich|unterst[uü]tzt)|kann nicht|keine|timeout|wurde erreicht|atteinte?|"
    r"expir[eé]e?|alcanzado|atingido|raggiunto|non valid[aeio]|emp[eê]che\w*|impossible|échec|no v[aá]lid[ao]|impid\w+|"
    r"impedi\w*|inv[aá]lid[ao]|ongeldig\w*|voorkomen|ogiltig\w*|förhindra\w*)\b|"
    r"\b(?:ошибк\w{0,3}|сбо[йяею]\w{0,2}|не (?:уда\w{2,5}|работает|запускается)|отключен\w?)\b|"
    r"エラー|失敗|できない|できません|ありません|错误|失败|錯誤|오류|실패",
    re.IGNORECASE,
)
# Commands that back up, or set it up.
_DOES_IT = re.compile(
    r"\baz backup (?:protection|policy (?:set|create|delete)|item set-policy|"
    r"vault (?:create|delete|update|backup-properties set|encryption update|identity)) |"
    r"\b(?:Enable|Disable|Backup|New|Set|Update|Remove|Undo)-Az(?:ureRm)?(?:RecoveryServices|DataProtection)|"
    r"\bterraform\b|\bazurerm_\w",
    re.IGNORECASE,
)
# What the service and deployments say, and rights that are asked for where something is to be done, not looked at.
_OF_THE_SERVICE = re.compile(
    r"\b(?:BMS)?UserError[A-Z]\w{4,100}|\bCloudDos[A-Z]\w{4,100}|"
    r"to perform action '(?:Microsoft\.RecoveryServices|Microsoft\.Compute)/[\w/]{1,200}/(?:write|action|delete)'|"
    r"Azure Virtual Machine Not Found|Azure Backup Protected VM|\bDeploymentFailed\b|"
    r"\bResource 'Microsoft\.RecoveryServices/vaults/[^'\n]{1,100}' under resource group|"
    # Terraform, which names what it was doing: it looks only where it is about to change something.
    r"\bError: (?:error )?(?:creat|updat|creating/updat|delet|retriev|read|waiting for|checking for|making Read)"
    r"\w{0,4}\b[^\n]{0,60}?\b(?:Protected|Backup|Recovery Services|Protection Polic(?:y|ies)|Vaults?)\b",
    re.IGNORECASE,
)
# Who says a line of a chat, and when: `[24.11.26, 09:12] Kim: ...`, `09:12 - Kim Lee: ...`, `[9:12 AM] Lee, Kim`.
_SPEAKER = re.compile(
    r"[ \t]{0,4}(?:\[(?=[^\]\n]{0,12}\d)[^\]\n]{4,30}\]|"
    r"(?:[\d./-]{6,10},? )?\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)? -)[ \t]{1,3}"
    r"(?!(?:ERROR|WARN(?:ING)?|INFO|DEBUG|VERBOSE|FATAL|TRACE)\b)[^\W\d_][\w.'’-]{0,30}"
    r"(?:,? [^\W\d_][\w.'’-]{0,30}){0,3}"
    r"(?::[ \t]|[ \t]*$)"
)
_BROKEN = re.compile(
    r"\s{0,20}[{\[][\s{]{0,20}\"(?:error|status|code|innererror|details|"
    r"statusMessage)\"",
    re.IGNORECASE,
)
_CODED = re.compile(r"\"(?:error)?code\"\s{0,4}:\s{0,4}\"[A-Za-z]\w{4,100}\"", re.IGNORECASE)
_NOTES = re.compile(
    r"\b(?:vms?|rsv|(?:recovery |backup )?vaults?|waagent|guest ?agent|transfers?|sauvegardes?|sicherung\w{0,3})\b",
    re.IGNORECASE,
)
# Names that stand in no text about something else.
_OURS = re.compile(
    r"\b(?:waagent|walinuxagent|rdagent|vmsnapshot(?:linux)?|safefreeze|vmbackup\.conf|disable_agent|azurebackuprg\w{0,40}|"
    r"restore ?points?|recovery services|backupstorageconfig|redundancysettings\w{3,40}|azure backup)\b",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\bdisabled\b|\bgr[ea]yed\b|\btakes? \d{1,3} ?(?:h|hrs|hours|days)\b|\bblocked\b|\bmissing\b|\bslow(?:ly)?\b|"
    r"\bstuck\b|\bstays? at \d|->|=>|\bred\b",
    re.IGNORECASE,
)
_ROW = re.compile(r"(?:\S(?: {2,40}|\t)\S[^\n]{0,200}){2}|(?:[^\s,],[^\s,]{1,100}){3}")  # of a table, of a list
_NOTED_LINES, _LONGEST_NOTE = 3, 300  # of a note in telegraphic style; characters of a line
_ROUTINE = re.compile(r"[^A-Za-z]{0,40}(?:INFO|VERBOSE|DEBUG)\b", re.IGNORECASE)
_LOGS = ("log of", "Windows events")
_FEW_LINES, _FEW_CHARACTERS = 5, 3000
_A_NOTE = 30  # lines that a person writes of a failure, with what was printed in them
_LONGEST_STORY = 4000  # characters of what a person tells that has no word of a backup in it


def read_told(text: str, whatever: bool = False) -> Finding | None:
    """What a text tells of a failure; None where it is about something else.

    `whatever` takes any text that has words in it: somebody gave it as the text of a failure.
    """
    plain = unquoted(text[:MOST_TEXT].replace("\r\n", "\n")).strip()
    finding = Finding(None)
    word = plain.strip("\"'`.,;: ")
    if re.fullmatch(r"\d{6}", word):
        finding.add("error.number", int(word), "line 1")
        return finding
    if len(word.split()) == 1 and len(word) <= _LONGEST_CODE and _ASIAN.search(word) is None:
        if not is_made_by_a_program(word) and not (len(word) >= 20 and word.isalnum()) and not whatever:
            return None
        # What is left of a text that was cut, as `}`, `lse.Enabled=y` or `ProxyAddress`, is nobody's code.
        made = is_made_by_a_program(word)
        sure = word[0].isupper() and (whatever or _is_of_a_failure(word))
        is_code = sure if made else _CAN_BE_A_CODE.fullmatch(word) is not None
        finding.add("error.code" if is_code else "error.words", word if is_code else (plain,), "line 1")
        return finding
    if not plain or not (whatever or _is_about_a_failure(plain, text)):
        return None
    finding.add("error.words", (plain,), "line 1")
    return finding


_OF_FAILURES = re.compile(
    r"Err|Fail|Invalid|Denied|Time[dO]|Conflict|Forbid|Unauth|Throttl|Exceed|Cancel|No[nt](?![a-z])|No[A-Z]|Cannot|Dis[ac]|"
    r"Un[a-z]|Missing|Lock|Block|Expired|Limit|Stuck|Exception|Abort|Reject|Quota|Bad|Wrong|Mism|Corrupt|Requ|Violat|"
    r"^In[a-z]|In[A-Z]|Low|Full|Too[A-Z]|Taking|Issue|Generic|Running"
)


def _is_of_a_failure(word: str) -> bool:
    """Whether a word that a program made says something of a failure, or is long as codes are.

    `PowerState` is the name of a value, `VMProv` what is left of one.
    """
    return _OF_FAILURES.search(word) is not None or names_a_code(word) or len(word) >= _LONG_CODE


def _is_about_a_failure(plain: str, text: str) -> bool:
    if all(terminal.prompted(line) is not None for line in plain.split("\n") if line.strip()):
        return False  # commands alone tell nothing of what they printed
    if any(is_made_by_a_program(each.code) for each in told_in(plain)) or facts_in(plain):
        return True
    plain = "\n".join(_SPEAKER.sub("", line, count=1) for line in plain.split("\n"))
    lines = [line for line in plain.split("\n") if line.strip()]
    if len(text) > MOST_TEXT or sum(map(begins_an_entry, lines)) > len(lines) // 2:
        return False  # a log, which has its readers
    if names_a_code(plain) or (_DOES_IT.search(plain) is not None and _FAILURE.search(plain) is not None):
        return True
    tells = any(is_words(paragraph) for paragraph in paragraphs(plain.split("\n")))
    if _says_something(plain) or _is_telegraphic(lines):
        return True
    if _ABOUT.search(plain) is None:
        return tells and len(plain) <= _LONGEST_STORY and _FAILURE.search(plain) is not None
    return tells or any(_is_message(line) for line in lines)


def is_broken_answer(text: str) -> bool:
    """Whether a text is a part of an error in JSON, short enough for one, whose code can be read."""
    return len(text) <= _LONGEST_STORY and _BROKEN.match(text) is not None and _CODED.search(text) is not None


def _is_telegraphic(lines: list[str]) -> bool:
    """Whether a few short lines note the trouble of a VM or a vault, as `VM weu, RSV neu -> vm not in list?` does."""
    if not 0 < len(lines) <= _NOTED_LINES or max(map(len, lines)) > _LONGEST_NOTE or any(map(_ROW.search, lines)):
        return False
    text = "\n".join(lines)
    enough = len(_WORD.findall(text)) >= _LEAST
    if not enough or _OURS.search(text) is not None:
        return enough
    return _NOTES.search(text) is not None and (_FAILURE.search(text) or _TROUBLE.search(text)) is not None


def _says_something(plain: str) -> bool:
    """Whether a known sentence stands in it that tells more than which system the VM runs."""
    from ..facts.signatures.lookup import told_by  # most texts are known by their words

    return any(fact not in ("vm.os_type", "vm.os_name") for fact, _ in told_by(OWN_WORDS, plain))


def is_of_a_job(text: str) -> bool:
    """Whether a text tells the failure of a backup or its configuration, not of a command that asked for something."""
    text = text[:MOST_TEXT]
    return (
        _DOES_IT.search(text) is not None
        or calls_it_an_error_code(unquoted(text))
        or _OF_THE_SERVICE.search(text) is not None
        or any(each.code.startswith("Extension") for each in told_in(text))
        or "error.code" in facts_in(text)  # as the platform's words in a row of an activity log
    )


def names_a_code_beside(text: str) -> bool:
    """Whether a short text names a code of Azure Backup in a line that is no entry of a log."""
    lines = text.split("\n")
    return len(lines) <= _A_NOTE and any(names_a_code(line) and not begins_an_entry(line) for line in lines)


def _is_message(line: str) -> bool:
    """Whether a line has some words of a failure one after the other, as a message has."""
    if _FAILURE.search(line) is None:
        return False
    tokens = [token for token in _BETWEEN_WORDS.split(line) if any(map(str.isalnum, token))]
    words = sum(_WORD.fullmatch(token.strip(".,;:!?()\"'„“”«»")) is not None for token in tokens)
    return words >= _LEAST and words >= 0.7 * len(tokens)


def words_of_lines(text: str, kind: str) -> Finding | None:
    """What a few lines of a log say, as words that hint at what it may be; None for a longer text, or another kind."""
    if len(text) > _FEW_CHARACTERS or text.strip().count("\n") >= _FEW_LINES or not is_of_words(text, kind):
        return None
    finding = Finding(None)
    finding.add("error.words", (text.strip(),), "line 1")
    return finding


def is_of_words(text: str, kind: str) -> bool:
    """Whether lines of a log can be taken as words: they tell no error, which in a log may be of something else."""
    return kind.startswith(_LOGS) and not (facts_in(text) or names_a_code(text) or told_in(text))


def tells_of_failure(text: str) -> bool:
    """Whether a text has a word of failure in it, of whatever it is."""
    return _FAILURE.search(text) is not None


def failing_lines(lines: Iterable[str]) -> str:
    """The lines of a log that tell of trouble: what a log says each time when all is well resembles nothing."""
    return "\n".join(line for line in lines if not _ROUTINE.match(line[:200]) or _FAILURE.search(line[:2000]))


def read_errors(data: Any) -> Finding | None:
    """The failure that data of no known kind tells, the innermost of its errors; None where it tells none."""
    told = list(errors_in(data))
    found = innermost(told)
    texts = list(dict.fromkeys((*(_said(each) for each in told), *_failures_in(data))))
    if found is None and not texts:
        return None
    finding = Finding(None)
    chain = sorted((each for each in told if each.code), key=lambda each: each.depth)
    if found is not None and len({each.depth for each in chain}) == len(chain):  # each one within the one before
        outer = chain[0]
        finding.add("error.code", outer.code if len(outer.code) <= _LONGEST_CODE else None)
        finding.add("error.message", outer.message)
        if found is not outer:
            finding.add("error.inner_message", f"{found.code} : {found.message}")
    elif texts:
        finding.add("error.words", ("\n".join(texts)[:MOST_TEXT],))
    return finding if finding.facts else None


def _said(told: Told) -> str:
    return f"({told.code}) {told.message}".strip()


def _failures_in(data: Any, depth: int = 0) -> list[str]:
    """The texts in an answer that are called an error or a failure."""
    if depth > 8:
        return []
    if isinstance(data, list):
        return [text for each in data[:40] for text in _failures_in(each, depth + 1)]
    if not isinstance(data, dict):
        return []
    found = []
    for key, value in list(data.items())[:200]:
        name = re.sub(r"[^a-z]", "", str(key).lower())
        if isinstance(value, str) and (
            (name in _FAILURES and len(value.split()) >= _LEAST) or names_a_code(value[:4000])
        ):
            found.append(value[:4000])
        elif isinstance(value, dict | list):
            found += _failures_in(value, depth + 1)
    return found[:40]


_FAILURES = frozenset({"failuredetails", "errormessage", "errorstring", "statusmessage", "joberrormessagedetails"})
