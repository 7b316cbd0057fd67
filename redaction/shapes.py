"""Which words that nothing tells may stand in a map: those that have the shape of a name.

A password and a name are both words that nobody knows. The map needs the names; what has not the shape of one gets a
pseudonym as any word does, and no map has what is behind it.
"""

from __future__ import annotations

import re
from itertools import pairwise

from .kinds import ordinary_words, words

_PARTS = re.compile(r"[^\W_]+")
_VERSION = re.compile(r"[-_~+]{0,2}[vV]?\d{1,9}(?:\.\d{1,9}){1,5}(?:[-~+_.]\w{1,12}){0,2}$")
_SIGNS = "!#$%^&*?+~"  # what people are told to put into a password
_OF_A_QUERY = "?&#%"  # what an address has, too
# A number as names have it: behind a short word, or with a nought before it, as machines are counted; before a letter.
_COUNTED = re.compile(r"[^\W\d_]{1,3}\d{1,12}|[^\W\d_]{1,12}0\d{1,3}|\d{1,12}[^\W\d_]{1,2}")
_FEWEST_HUMPS, _MOST_IN_A_NAME = 8, 0.5  # letters, and changes between small and large ones for each of them
_FEWEST_OF_A_PHRASE = 4  # words, and letters of each

# What is put before or behind the other words of a name by custom: kinds of resources, roles, stages, sites.
_MARKS = words(
    """
    rg rsv kv vnet snet nsg pip asg avset srv svc prod prd dev tst acc uat stg weu neu eus wus cus uks eu us west east
    north south main db dc fs sql gw app web fin hr erp mgmt hub dmz adm pg
    """
)
# With one of these it is no name: regions and languages, and what is said of a thing.
_SAID = words(
    """
    europe asia africa america india japan korea brazil canada australia france germany norway sweden switzerland uae
    poland italy israel spain mexico qatar china central zone pacific uk en
    consistent control controlled level rule rules based side wide bound facing only aware specific list show get set
    add remove update create delete server native ready like style related stopped blocks full to of on in by for with
    and or as is not no non pre post re per via out up
    """
)
_OF_OURS = words("rg-lock")  # what we call a cause
_ALONE = words("sql web app fs db us eu west east north south main")  # which make a name with another word only


# What is said of any vault, and what stands before a number that counts things.
_OF_A_VAULT = words(
    """
    key backup backups recovery services service source target old new same deleted immutable copy default azure job
    cross other restore no per in multi site my our your
    """
)
_COUNTED_THINGS = words(
    """
    option port version windows server disk event code step line level tier id volume lun zone phase part error
    case page test try attempt gen
    """
)
_VAULT = re.compile(r"([A-Z][a-z]{2,20})(?:Vault|RG)")
_LETTER_AND_NUMBER = re.compile(r"[a-z]{2,20}-[a-uw-z]\d{1,2}")


def is_made_as_a_name(word: str) -> bool:
    """Whether a word is joined of words that all are known as names are by custom.

    With a mark, as `ubuntu-fin`, `ts-gw1`, `BACKUP-WEST`, `LabVault`, or with a number at its end, as `dub-ora-2`,
    `grafana-x1`. Of a product, a region or a property it is none: `sql-2019`, `east-us`, `hana-v2`.
    """
    if "-" not in word:
        found = _VAULT.fullmatch(word)
        return found is not None and found[1].lower() not in _OF_A_VAULT
    lowered = word.lower()
    if lowered in _OF_OURS or lowered.startswith("-"):
        return False
    parts = lowered.split("-")
    said = [part for part in (part.rstrip("0123456789") for part in parts) if part]
    if len(said) < 2 or not _SAID.isdisjoint(said):
        return False
    if not _MARKS.isdisjoint(said):
        return not set(said) <= _ALONE
    if said[-1] == "vault":
        return _OF_A_VAULT.isdisjoint(said)
    numbered = parts[-1].isdecimal() and len(parts[-1]) < 4 and len(said) == len(parts) - 1
    return (numbered and _COUNTED_THINGS.isdisjoint(said)) or _LETTER_AND_NUMBER.fullmatch(lowered) is not None


def is_like_a_name(word: str) -> bool:
    """Whether a word that nothing tells has the shape of a name: letters, or parts of letters and parts of digits.

    Digits within a part that are no count, letters that change their size as by chance, and a row of words make it one
    that may be a password: `bananaphone77`, `k3j9-QmX2-77pz`, `qWxTzLpR`, `correct-horse-battery-staple`. A version at
    its end counts for nothing.
    """
    parts = _PARTS.findall(_VERSION.sub("", word))
    for part in parts:
        if not (part.isalpha() or part.isdecimal() or _COUNTED.fullmatch(part)) or _is_mixed(part):
            return False
    return not _is_phrase(parts) and not _is_serial(parts)


def _is_mixed(part: str) -> bool:
    """Whether small and large letters change as by chance."""
    if len(part) < _FEWEST_HUMPS:
        return False
    changes = sum(one.isupper() != other.isupper() for one, other in pairwise(part))
    return changes > _MOST_IN_A_NAME * len(part)


def _is_phrase(parts: list[str]) -> bool:
    """Whether parts are words of a pass phrase: several that are whole words, and one of the field at most.

    With a number behind them fewer are enough, and two where each is written large or the number stands amid them.
    """
    said = [part for part in parts if part.isalpha()]
    amid = len(said) < len(parts) and parts[-1].isalpha()  # a name has its number at its end
    fewer = 0 if len(said) == len(parts) else 2 if amid or all(part.istitle() for part in said) else 1
    return (
        len(said) >= _FEWEST_OF_A_PHRASE - fewer
        and all(len(part) >= _FEWEST_OF_A_PHRASE for part in said)
        and sum(part.lower() in ordinary_words() for part in said) < 2
    )


def _is_serial(parts: list[str]) -> bool:
    """Whether parts are short groups of letters and digits, as serial numbers and codes have: `9F-K2-77-QX-04`."""
    mixed = sum(not part.isalpha() and not part.isdecimal() for part in parts)
    return len(parts) > 3 and max(map(len, parts)) < 6 and mixed > 1


def stands_among_signs(text: str, start: int, end: int) -> bool:
    """Whether a sign that passwords have ties a word to what stands beside it: `Herbst!Laub`. One in an address counts
    for nothing.
    """
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    signs = {
        pair[at]
        for pair, at in ((before, 1), (after, 0))
        if len(pair) == 2 and pair[at] in _SIGNS and pair[1 - at].isalnum()
    }
    if not signs:
        return False
    return not signs <= set(_OF_A_QUERY) or not _is_in_address(text, start, end)


def _is_in_address(text: str, start: int, end: int) -> bool:
    """Whether a word stands in an address, or in what is set in one."""
    first = max(text.rfind(blank, max(0, start - 300), start) for blank in " \n\t\"'") + 1
    chunk = text[max(first, start - 300) : end + 40]
    return "/" in chunk or "=" in chunk
