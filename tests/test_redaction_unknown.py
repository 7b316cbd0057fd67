"""What is not known to name nobody does not stay: words, numbers, what signatures look for, and the data behind it."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from backupdx import Case, Redactor, reason
from backupdx.commands import redacting
from backupdx.facts.signatures import SIGNATURES
from backupdx.facts.vocabulary import vocabulary
from backupdx.library import load_all, with_known_code
from backupdx.redaction import MARK, read_map, restored, unknown_in
from cases import examples
from incident_files import incidents_of
from pseudonyms import numbered
from redaction_corpus import entries

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("it is zugspitze that fails", "it is word-1 that fails"),
        ("ask Zenobia, ZENOBIA or zenobia", "ask word-1, word-1 or word-1"),
        ("we asked Teamwork about the teamwork", "we asked word-1 about the teamwork"),
        ("Unfortunately the backup failed", "Unfortunately the backup failed"),
        ("the job was, Luckily, late", "the job was, word-1, late"),
        ("on Jan 12 and 12-Jan-2026, with Jan on leave", "on Jan 12 and 12-Jan-2026, with word-1 on leave"),
        ("Mark the disk, and mark it again", "word-1 the disk, and mark it again"),
        # words with numbers in them
        ("FILESRV02, sql-prod-01 and disk01", "host-1, host-2 and disk01"),
        ("utf-8, x86_64, rhel-9, tls1.2, KB5034441 and sda1", "utf-8, x86_64, rhel-9, tls1.2, KB5034441 and sda1"),
        ("agent-2.9.1.1 on quokka-2.9.1", "agent-2.9.1.1 on word-1"),
        ("the typed tr0ub4dor", f"the typed {MARK}"),
        # parts
        ("UserErrorSnapshotDenied and UserErrorQuokkaDenied", "UserErrorSnapshotDenied and word-1"),
        ("quokka_backup.log and backup_quokka()", "word-1.log and word-2()"),
        # numbers
        ("4,096 of 53687091200 bytes in 12.5 s at 02:32:08", "4,096 of 53687091200 bytes in 12.5 s at 02:32:08"),
        ("0x80070005, 80070005 and -2147024891", "0x80070005, 80070005 and -2147024891"),
        ("1764036011 and 20261121T020011Z", "1764036011 and 20261121T020011Z"),
        ("ticket 48291137, call 555-0142-887", "ticket word-1, call name-1"),
        ("30m0s for rwxr-xr-x", "30m0s for rwxr-xr-x"),
        # other writings
        ("エラー、quokkaが停止 田中", "エラー、word-1が停止 word-2"),
        ("仮想マシンが見つかりません", "仮想マシンが見つかりません"),
        # passwords
        ("her password was quokkaland", f"her password was {MARK}"),
        ("set QUX_KEY=quokkaland", f"set word-1={MARK}"),
        # what a text in a text has
        ("failed\\nError: quokka", "failed\\nError: word-1"),
    ],
)
def test_what_is_unknown_does_not_stay(text: str, shown: str) -> None:
    redactor = Redactor()
    once = redactor.text(text)
    assert numbered(once) == shown
    assert Redactor().text(once) == once
    if MARK not in shown and text.count("enobia") < 2:
        assert restored(once, redactor.names)[0] == text


def test_a_name_that_the_case_tells_keeps_its_kind() -> None:
    redactor = Redactor()
    once = redactor.text("zugspitze is down")
    redactor.learn([Case().with_facts({"vm.name": "zugspitze"})])
    assert numbered(once) == "word-1 is down"
    assert numbered(redactor.text("zugspitze is down")) == numbered(redactor.text(once)) == "vm-1 is down"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("login: quokka, and honeysuckle works", "honeysuckle"),
        ("I changed it to honeysuckle yesterday", "honeysuckle"),
        ("the logins:\n\nquokka    honeysuckle", "honeysuckle"),
        ('{"secrets": [{"name": "sa", "value": "honeysuckle"}]}', "honeysuckle"),
        ("ログイン quokka 黒猫丸", "黒猫丸"),
        ("she wrote Quokka2026 on a note", "Quokka2026"),
    ],
)
def test_what_may_be_a_password_is_in_no_map_and_has_the_pseudonym_of_any_word(text: str, secret: str) -> None:
    redactor = Redactor()
    once = redactor.text(text)
    assert secret not in once and secret not in redactor.names.values()
    again = Redactor(redactor.names, redactor.key)
    assert again.text(text) == once == again.text(once)


@pytest.mark.parametrize(
    "word",
    [
        "bananaphone77", "k3j9-QmX2-77pz", "qWxTzLpR", "correct-quokka-barrow-stapler", "Velvet-Barrow-93", "quokka7",
        "0e9d4f", "Quokka2026",
    ],
)  # fmt: skip
def test_what_has_not_the_shape_of_a_name_is_in_no_map_whatever_stands_beside_it(word: str) -> None:
    redactor = Redactor()
    once = redactor.text(f"the note said {word} and the backup failed")
    assert word not in once and not redactor.names
    assert Redactor(redactor.names, redactor.key).text(once) == once


@pytest.mark.parametrize("word", ["Zugspitze", "kvarn-lager", "zugspitze-02", "QUOKKA01", "quokka-2.9.1", "C0098311-B"])
def test_what_has_the_shape_of_a_name_comes_back(word: str) -> None:
    redactor = Redactor()
    text = f"the note said {word} and the backup failed"
    once = redactor.text(text)
    assert word not in once and restored(once, redactor.names)[0].casefold() == text.casefold()


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("east-us, north-south, sql-2019, app-consistent, en-us, nsg-rules, rg-lock", True),
        ("ubuntu-fin", False), ("the TS-GW1 is down", False), ("billing-eu", False), ("old-erp", False),
    ],
)  # fmt: skip
def test_a_mark_that_names_have_tells_a_name_of_known_words(text: str, stays: bool) -> None:
    assert (Redactor().text(text) == text) == stays


def test_a_name_far_from_talk_of_passwords_comes_back() -> None:
    redactor = Redactor()
    text = "quokka fails\n" + "the backup failed\n" * 30 + "the key is lost"
    assert restored(redactor.text(text), redactor.names)[0] == text


def test_what_is_put_back_is_what_was_there() -> None:
    for entry in entries("fifth.txt"):
        redactor = Redactor()
        once = redactor.text(entry.text)
        back, kept = restored(once, redactor.names)
        # Only where pseudonyms would have run together, a dash is left between what is put back.
        whole = MARK not in once and not kept and not unknown_in(once, redactor.names)
        if whole and not entry.secrets and entry.text.isascii() and "%" not in entry.text:
            assert back.casefold() == entry.text.casefold()


def test_what_signatures_look_for_stays() -> None:
    """The diagnosis hangs on it. Ids have pseudonyms of their own."""
    redactor = Redactor()
    literals = {text for signature in SIGNATURES for text in signature.literals if text.count("-") < 4}
    assert [text for text in literals if redactor.text(text) != text] == []


def test_values_of_facts_that_are_no_free_text_stay() -> None:
    own = (spec for spec in vocabulary().values() if spec.kind == "choice" and not spec.path.startswith("derived."))
    choices = [(spec.path, spec.choices[0]) for spec in own]
    case = Case().with_facts(dict(choices))
    redacted = Redactor().case(case)
    assert {path: redacted.observations()[path].value for path, _ in choices} == dict(choices)


def test_incidents_have_the_same_diagnosis(tmp_path: Path) -> None:
    """A part of the building half each day, all in the long run; the known code is that of the original."""
    for incident in incidents_of("building")[:: max(1, 800 // examples(80))]:
        folder = tmp_path / incident.id
        folder.mkdir()
        for text in (*incident.before.raw, *incident.later.raw):
            (folder / text.name).write_text(text.text, "utf-8")
        for case in load_all(folder) if any(folder.iterdir()) else ():
            original, redacted = (
                [(e.cause, e.verdict, [s.fact for s in e.because], [m.fact for m in e.missing]) for e in told]
                for told in (
                    reason(case).diagnosis().explanations,
                    reason(Redactor().case(with_known_code(case))).diagnosis().explanations,
                )
            )
            assert original == redacted, incident.id


def test_the_known_words_are_few_bytes_and_tell_their_licence() -> None:
    data = (ROOT / "redaction" / "words.txt.gz").read_bytes()
    assert len(data) < 300_000
    header, first, *words = gzip.decompress(data).decode().split("\n")
    assert "CC BY-SA 4.0" in header and "words.md" in header and first == "[any]"
    assert {"[prose]", "[lower]"} < set(words)
    assert len(set(words)) == len(words), "no word is in two classes"
    assert "Kevin Atkinson" in (ROOT / "redaction" / "words.md").read_text("utf-8")


def test_nothing_is_read_where_nothing_is_redacted() -> None:
    code = "import sys, backupdx as b; b.diagnose(b.Case()); print('backupdx.redaction.vocabulary' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


# -- maps and encodings -----------------------------------------------------------------------------------------------


def test_two_runs_with_one_new_map_share_its_key(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    redacting.begin()
    one, other = redacting.redactor(True, path), redacting.redactor(True, path)
    assert one is not None and other is not None and one.key == other.key
    shown = [used.text(text) for used, text in ((one, "zugspitze"), (other, "quokka"))]
    redacting.save_map(one, path)
    redacting.save_map(other, path)
    names = read_map(path).names
    assert [names[each] for each in shown] == ["zugspitze", "quokka"]
    redacting.end()
    assert path.exists()


def test_a_map_that_was_begun_and_not_saved_is_not_left(tmp_path: Path) -> None:
    redacting.begin()
    redacting.redactor(True, tmp_path / "map.json")
    redacting.end()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be", "utf-16", "utf-16-be"])
def test_a_text_of_wide_characters_is_read(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_bytes("vm: {name: web01}\nerror: {message: web01 is down}\n".encode(encoding))
    (case,) = load_all(tmp_path)
    assert (case.vm.name, case.error.message) == ("web01", "web01 is down")
    assert numbered(Redactor().case(case).error.message) == "vm-1 is down"
