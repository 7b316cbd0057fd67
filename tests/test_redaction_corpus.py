"""Redaction over a corpus of texts: which share leaks, by kind; what stays; how long it takes; errors on stderr."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from backupdx import Redactor
from backupdx.redaction import MARK, talk
from backupdx.redaction.tokens import possible
from cases import EFFORT
from redaction_corpus import FOLDER, entries, leaking
from running import backupdx

ROOT = Path(__file__).parents[1]
# What leaks today, by kind. It may only fall: who mends a leak takes it out, and nobody adds one.
# Some of them are secrets that stand in the map alone, as words; of the others a common word is left, or a number
# that looks like the address of a pointer.
KNOWN = {
    "prose that nothing tells": 1,
    "odd programs": 3,
    "formats that nothing tells": 2,
    "a sixth attack": 1,
    "everyday names": 5,
    "passwords beside logins": 1,
}
ENTRIES = leaking()
STAYING = list(entries("stays.txt"))


def test_no_more_leaks_than_are_known() -> None:
    left = {entry.text: (entry.kind, found) for entry in ENTRIES if (found := entry.leaks())}
    counted = Counter(kind for kind, _ in left.values())
    more = {kind: count for kind, count in counted.items() if count > KNOWN.get(kind, 0)}
    assert not more, [(text, found) for text, (kind, found) in left.items() if kind in more]
    assert counted == KNOWN, "a leak is mended: take it out of KNOWN, and correct the table of docs/trust.md"


def test_the_corpus_is_as_large_as_is_told_and_its_share_is_below_two_percent() -> None:
    assert len(ENTRIES) >= 300 and len(STAYING) >= 60
    assert sum(KNOWN.values()) / len(ENTRIES) < 0.02
    assert all(entry.names or entry.secrets for entry in ENTRIES)


def test_the_documentation_tells_the_measured_share_of_each_kind() -> None:
    told = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
    rows = {found[1]: (int(found[2]), int(found[3])) for found in re.finditer(r"\| ([^|]+) \| (\d+) \| (\d+) \|", told)}
    counted = Counter(entry.kind for entry in ENTRIES)
    assert {kind: rows.get(kind) for kind in counted} == {k: (n, KNOWN.get(k, 0)) for k, n in counted.items()}


# Texts that name nobody, in which a word is unknown today. There may only be fewer.
REWRITTEN = 6


def test_what_names_nobody_stays() -> None:
    """All but a few texts as they are, and of all their words nearly every one."""
    words = lost = rewritten = 0
    for entry in STAYING:
        shown = Redactor().text(entry.text)
        rewritten += shown != entry.text
        words += len(re.findall(r"\w+", entry.text))
        lost += len(re.findall(r"\b[a-z]+-[0-9a-z]{14}\b", shown)) + shown.count(MARK)
    assert lost / words < 0.01
    assert rewritten <= REWRITTEN


def test_redacting_again_changes_nothing() -> None:
    for entry in ENTRIES[:: 1 if EFFORT > 1 else 3]:
        redactor = Redactor()
        once = redactor.text(entry.text)
        assert Redactor().text(once) == once, entry.text


def test_a_pseudonym_that_ends_as_a_key_does_hides_nothing_behind_it() -> None:
    names = Redactor()
    ends = (made for n in range(20_000) if (made := names.name("host", f"web{n}")).endswith("pw"))
    text = f"mongodb://(secret removed)@{next(ends)}:27017/admin"
    assert Redactor().text(text) == text


# Of each line one part invites a pattern to begin again and again.
ADVERSARIAL = [line for line in (FOLDER / "adversarial.txt").read_text(encoding="utf-8").split("\n") if line]


@pytest.mark.parametrize("part", [*ADVERSARIAL, *(f"{part} " for part in ADVERSARIAL[:: 1 if EFFORT > 1 else 4])])
def test_no_line_takes_long(part: str) -> None:
    """What grows with the square of the length takes a second and more for as much text as this."""
    redactor = Redactor()
    start = time.process_time()
    redactor.text(part * (7_500 // len(part)))
    assert time.process_time() - start < 0.7


def test_a_long_line_with_many_names_takes_no_time() -> None:
    redactor = Redactor()
    for n in range(5_000):
        redactor.name("vm", f"erp-app-prod-weu-{n}")
    start = time.process_time()
    redactor.text("erp_app_prod_weu_17, erp app prod weu 18, ERP-APP-PROD-WE; " * 500)
    assert time.process_time() - start < 3


# -- errors -----------------------------------------------------------------------------------------------------------


def test_errors_on_stderr_tell_no_name(tmp_path: Path) -> None:
    case = tmp_path / "erpapp-prod.yaml"
    case.write_text("vm: {name: erpapp-prod-01}\nerror: {code: UserErrorGuestAgentStatusUnavailable}\n")
    done = backupdx("diagnose", str(case), "--redact", "--vm", "erpapp-prod-02")
    assert done.returncode == 3 and "no VM" in done.stderr
    assert "erpapp" not in done.stderr
    assert "erpapp-prod-01" in backupdx("diagnose", str(case), "--vm", "erpapp-prod-02").stderr


def test_errors_about_files_tell_neither_their_names_nor_what_is_in_them(tmp_path: Path) -> None:
    broken = tmp_path / "erpapp-prod.json"
    broken.write_text('{"vm": {"name": "erpapp-prod-01", "password=hunter2": }')
    done = backupdx("diagnose", str(broken), "--redact")
    assert done.returncode == 3
    assert not [word for word in ("erpapp", "hunter2", tmp_path.name) if word in done.stderr]


def test_a_question_for_one_vm_tells_no_names(tmp_path: Path) -> None:
    two = tmp_path / "two.yaml"
    two.write_text("cases:\n- vm: {name: erpapp-prod-01}\n- vm: {name: erpapp-prod-02}\n")
    done = backupdx("ask", "--from", str(two), "--redact")
    assert done.returncode == 2 and "--vm" in done.stderr
    assert "erpapp" not in done.stderr


def test_a_secret_is_in_no_map() -> None:
    redactor = Redactor()
    text = redactor.text("http://jdoe:Pa55word!@proxy.contoso.com:8080 and ftp://jdoe:Pa55word!@files01/")
    assert text.count(MARK) == 2
    assert not [name for name in redactor.names.values() if "Pa55" in name or "jdoe" in name]


def test_what_spares_a_pattern_misses_no_line_that_it_finds() -> None:
    for entry in (*ENTRIES, *STAYING):
        for line in entry.text.lower().split("\n"):
            found = talk._TALK.search(line)
            assert found is None or possible(talk._HINTS, line), found
