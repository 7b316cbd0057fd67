"""Bad input: every kind gets a clear error, none a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from backupdx.facts.case import validated
from backupdx.facts.errors import InputError
from backupdx.readers.containers import parsing
from backupdx.readers.containers.parsing import parse
from backupdx.readers.containers.strict_json import json_within, limit, plain_json
from backupdx.readers.loading import load_paths
from cases import examples
from hypothesis import given, settings
from hypothesis import strategies as st

BAD = {
    "duplicate key in JSON": (b'{"vm": {"name": "a", "name": "b"}}', "'name' stands twice"),
    "duplicate key in YAML": (b"vm:\n  name: a\n  name: b\n", "'name' stands twice"),
    "NaN": (b'{"disks": {"largest_gb": NaN}}', "NaN is no number"),
    "infinity": (b'{"disks": {"largest_gb": 1e999}}', "too large"),
    "cut off": (b'{"vm": {"name": ', "cut off"),
    "deep JSON": (b"[" * 100_000, "nested too deeply"),
    "rather deep JSON": (b"[" * 80 + b"]" * 80, "levels deep"),
    "deep YAML": (b"- " * 5000 + b"x", "levels deep"),
    "deep flow YAML": (b"{a: " * 3000, "levels deep"),
    "alias bomb": (b"a: &a [x, x]\nb: [*a, *a]\n", "anchors"),
    "alias": (b"a: *a\n", "aliases"),
    "tag": (b"a: !!python/object/apply:os.system [ls]\n", "tag"),
    "binary": (bytes(range(256)), "no text"),
    "broken YAML": (b"vm: [a\n  b: c", "neither JSON nor YAML"),
    "huge number": (b'{"error": {"number": ' + b"9" * 5000 + b"}}", "digits"),
    "key that is no text": (b"? [a]\n: b\n", "key must be text"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    content, reason = BAD[name]
    file = tmp_path / "case.json"
    file.write_bytes(content)
    with pytest.raises(InputError, match=reason) as caught:
        load_paths([file])
    assert "case.json" in str(caught.value)
    assert caught.value.exit_code == 3


@given(st.binary(max_size=300))
def test_any_bytes_give_data_or_an_input_error(content: bytes) -> None:
    try:
        parse(content, "x")
    except InputError as error:
        assert str(error)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda c: st.lists(c, max_size=3) | st.dictionaries(st.text(max_size=8), c, max_size=3),
        max_leaves=10,
    )
)
def test_any_data_is_a_case_or_an_input_error(data: object) -> None:
    try:
        validated(data)
    except InputError as error:
        assert str(error)


def told(read: Callable[[str], object], text: str) -> str:
    """What a reader makes of a text: the value with its types, or the error in its words."""
    try:
        return repr(read(text))
    except (ValueError, InputError, RecursionError) as error:
        return f"{type(error).__name__}: {error}"


def slowly(text: str) -> object:
    data = plain_json(text)
    limit(data, "", 200)
    return data


FRAGMENTS = st.sampled_from(
    [
        *("{", "}", "[", "]", ",", ":", '"', '"a"', '"a":', '"b":', "1", "-0", "1e999", "2e308", "1E5", "0.1", "01"),
        *(
            "NaN",
            "Infinity",
            '"Infinity"',
            "true",
            "null",
            " ",
            "\\",
            '"\\u0061":',
            '"\\""',
            "\x01",
            "\ufeff",
            "\ud800",
        ),
        *(
            '"é"',
            '"[["',
            '":["',
            "9" * 4400,
            '"a":1,"a":2',
            '{"a":{"b":1,"b":2}}',
            "[" * 63,
            "]" * 63,
            '"x":{}',
            "[" * 300,
        ),
    ]
)
TEXTS = st.lists(FRAGMENTS, max_size=14).map("".join) | st.lists(FRAGMENTS, max_size=6).map(",".join).map(
    "{{{}}}".format
)


@settings(max_examples=examples(1500))
@given(
    st.lists(FRAGMENTS, max_size=14).map("".join) | st.lists(FRAGMENTS, max_size=6).map(",".join).map("{{{}}}".format)
)
def test_the_quick_parser_says_what_the_strict_one_says(text: str) -> None:
    assert told(lambda t: json_within(t, 200), text) == told(slowly, text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda c: st.lists(c, max_size=4) | st.dictionaries(st.text(max_size=3), c, max_size=4),
        max_leaves=20,
    ),
    st.booleans(),
)
def test_the_quick_parser_reads_any_value_as_the_strict_one(data: object, ascii: bool) -> None:
    text = json.dumps(data, ensure_ascii=ascii)
    assert told(lambda t: json_within(t, 200), text) == told(slowly, text)


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["1", '"a"', '{"a": 1}', "[]"])), max_size=5),
    st.integers(0, 3),
)
def test_a_key_that_stands_twice_is_never_missed(pairs: list[tuple[str, str]], depth: int) -> None:
    text = '{"z": [' * depth + "{" + ", ".join(f'"{key}": {value}' for key, value in pairs) + "}" + "]}" * depth
    if len({key for key, _ in pairs}) < len(pairs):
        with pytest.raises(ValueError, match="stands twice in one object"):
            json_within(text, 200)
    else:
        assert json_within(text, 200) == json.loads(text)


def test_a_line_has_no_more_values_and_levels_than_allowed() -> None:
    assert json_within("[" * 64 + "]" * 64, 200)
    with pytest.raises(InputError, match="more than 64 levels"):
        json_within("[" * 65 + "]" * 65, 200)
    assert json_within("[" + "1," * 198 + "1]", 200)
    with pytest.raises(InputError, match="more than 200 values"):
        json_within("[" + "1," * 199 + "1]", 200)


def test_yaml_has_no_implicit_types() -> None:
    assert parse(b"a: no\nb: 1.10\nc: 2026-01-01\nd: ~\ne:\nf: '~'\n") == {
        "a": "no", "b": "1.10", "c": "2026-01-01", "d": None, "e": None, "f": "~",
    }  # fmt: skip


def test_utf16_and_bom() -> None:
    data = {"vm": {"name": "web"}}
    text = json.dumps(data)
    for content in (text.encode("utf-16"), text.encode("utf-8-sig"), text.encode("utf-16-le")):
        assert parse(content) == data


def test_ndjson_names_the_broken_line() -> None:
    assert parse(b'{"vm": {}}\n\n{"vm": {}}\n') == [{"vm": {}}, {"vm": {}}]
    with pytest.raises(InputError, match="line 2"):
        parse(b'{"vm": {}}\n{"vm": \n')
    with pytest.raises(InputError, match="line 2 cannot be used: NaN is no number"):
        parse(b'{"vm": {}}\n{"disks": {"largest_gb": NaN}}\n')


def test_documents_of_which_only_the_first_fits_in_a_line() -> None:
    several = parse(b'{"vm": {"name": "a"}}\n{\n  "vm": {"name": "b"}\n}\n')
    assert [document.data for document in several.found] == [{"vm": {"name": "a"}}, {"vm": {"name": "b"}}]


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MAX_BYTES", 10)
    (tmp_path / "big.json").write_bytes(b'{"vm": "' + b"x" * 100)
    with pytest.raises(InputError, match="larger than"):
        load_paths([tmp_path / "big.json"])


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"agnt": {}}, "did you mean agent?"),
        ({"agent": {"statsu": "ready"}}, "did you mean status?"),
        ({"disks": {"largest_gb": -1}}, "greater than or equal to 0"),
        ({"disks": {"attached": [{"nam": "x"}]}}, "disks.attached\\[0\\].nam: unknown name, did you mean name?"),
        ({"network": {"port_80": 99999}}, "network.port_80"),
        ({"vm": {"power_state": "flying"}}, "'running'"),
        ({"provenance": {"vm.name": {"kin": "file"}}}, "provenance.vm.name.kin: unknown name, did you mean kind?"),
        ({"agent": {"version": "latest"}}, "dotted version"),
        ({"restore_points": {"count": 10**30}}, "restore_points.count"),
        (["a"], "names with their values are expected"),
    ],
)  # fmt: skip
def test_impossible_facts_name_place_and_expectation(data: object, says: str) -> None:
    with pytest.raises(InputError, match=says):
        validated(data, where="x.yaml")


@pytest.mark.parametrize(
    ("text", "gib"),
    [("4 TB", 4096), ("512GB", 512), ("1.5 TiB", 1536), ("1,5 TB", 1536), ("32,767 GB", 32767), ("100", 100)],
)
def test_sizes_in_other_units_are_understood(text: str, gib: float) -> None:
    assert validated({"disks": {"largest_gb": text}}).disks.largest_gb == gib


@pytest.mark.parametrize(("text", "words"), [("a, b", ("a", "b")), ("a", ("a",)), ("None", ()), ("[]", ())])
def test_a_list_may_stand_in_one_line(text: str, words: tuple[str, ...]) -> None:
    assert validated({"extensions": {"failed": text}}).extensions.failed == words


def test_messages_of_missing_and_empty_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_paths([tmp_path / "none.json"])
    (tmp_path / "empty.json").write_text("\n")
    with pytest.raises(InputError, match="is empty"):
        load_paths([tmp_path / "empty.json"])
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="holds no file"):
        load_paths([tmp_path / "folder"])


def test_an_empty_list_is_said_to_tell_nothing(tmp_path: Path) -> None:
    (tmp_path / "locks.json").write_text("[]")
    with pytest.raises(InputError, match="empty list"):
        load_paths([tmp_path / "locks.json"])


def test_one_bad_file_in_a_folder_loses_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text("vm: {name: web, os_type: linux}\n")
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "other.json").write_text('{"hello": "world"}')
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    loaded = load_paths([tmp_path])
    assert [c.vm.name for c in loaded.cases] == ["web"]
    assert {(Path(f.file).name, f.status) for f in loaded.files} == {
        ("good.yaml", "read"), ("bad.json", "unreadable"), ("other.json", "ignored"), ("picture.png", "ignored"),
    }  # fmt: skip
