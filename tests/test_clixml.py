"""CLIXML and other XML: what becomes of PowerShell's objects, and that hostile XML is refused."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from backupdx.facts.errors import InputError
from backupdx.readers.markup import is_markup, parse_markup
from hypothesis import given
from hypothesis import strategies as st

HEAD = '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">'


def plain(inner: str) -> Any:
    return parse_markup(f"{HEAD}{inner}</Objs>".encode(), "x.clixml")


def test_an_object_with_properties_of_every_kind() -> None:
    assert plain(
        """
        <Obj RefId="0">
          <TN RefId="0"><T>Selected.Thing</T><T>System.Object</T></TN>
          <ToString>a thing</ToString>
          <Props>
            <S N="Name">RdAgent</S><I32 N="Number">-4</I32><U64 N="Large">18446744073709551615</U64>
            <Db N="Part">0.5</Db><B N="Yes">true</B><Nil N="None" /><DT N="When">2025-03-01T10:00:00+01:00</DT>
            <Version N="Version">2.7.41491.1095</Version><G N="Id">0f</G>
            <Obj N="Status" RefId="1">
              <TN RefId="1"><T>System.Enum</T></TN><ToString>Running</ToString><I32>4</I32>
            </Obj>
            <Obj N="Wrapped" RefId="9"><B>false</B></Obj>
          </Props>
          <MS>
            <Obj N="List" RefId="2"><LST><S>one</S><I32>2</I32></LST></Obj>
            <Obj N="Table" RefId="3"><DCT><En><S N="Key">a</S><B N="Value">false</B></En></DCT></Obj>
            <Ref N="Again" RefId="1" /><Ref N="Self" RefId="0" />
            <S N="Escaped">a_x000A_b_xD83D__xDE00__xD83D_</S>
          </MS>
        </Obj>
        """
    ) == {
        "Name": "RdAgent",
        "Number": -4,
        "Large": 18446744073709551615,
        "Part": 0.5,
        "Yes": True,
        "None": None,
        "When": "2025-03-01T10:00:00+01:00",
        "Version": "2.7.41491.1095",
        "Id": "0f",
        "Status": "Running",
        "Wrapped": False,
        "List": ["one", 2],
        "Table": {"a": False},
        "Again": "Running",
        "Self": None,
        "Escaped": "a\nb😀",
    }


def test_several_objects_are_a_list_and_one_with_only_a_text_is_that() -> None:
    two = '<S>text</S><Obj RefId="0"><TN RefId="0"><T>X</T></TN><ToString>shown</ToString></Obj>'
    assert plain(two) == ["text", "shown"]
    assert plain("") == []
    assert parse_markup(f"#< CLIXML\r\n{HEAD}<I32>1</I32></Objs>".encode("utf-16"), "x") == 1


@pytest.mark.parametrize("number", ["<I32>x</I32>", f"<I64>{'9' * 50}</I64>", "<Db>one</Db>", "<B>maybe</B>"])
def test_what_is_no_number_is_unknown(number: str) -> None:
    assert plain(number) is None


def test_beginnings() -> None:
    assert is_markup(HEAD)
    assert is_markup("#< CLIXML\n" + HEAD)
    assert is_markup('<?xml version="1.0" encoding="utf-16"?>\n<Events>')
    assert is_markup("<AppLockerPolicy Version='1'>")
    assert not is_markup("<html>")
    assert not is_markup("<?xml version='1.0'")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<!DOCTYPE Objs [<!ENTITY a "aaaa">]><Objs><S>&a;</S></Objs>', "document type"),
        ('<!DOCTYPE Objs SYSTEM "file:///etc/passwd"><Objs />', "document type"),
        ("<Objs>" + "<Obj>" * 300 + "</Obj>" * 300 + "</Objs>", "nested more than 200"),
        ("<Objs>" + "<Obj><LST>" * 70 + "</LST></Obj>" * 70 + "</Objs>", "nested more than 64"),
        ("<Objs><S>cut", "no valid XML"),
        ("<Objs></Objs><Objs></Objs>", "no valid XML"),
        ("<Objs><S>&unknown;</S></Objs>", "no valid XML"),
        ("<Eventing />", "unknown kind"),
    ],
)
def test_hostile_and_broken_xml_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_markup(text.encode(), "x.xml")


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backupdx.readers.containers.xml_tree.MAX_NODES", 100)
    with pytest.raises(InputError, match="more than 100 elements"):
        plain("<S />" * 200)


def test_references_do_not_multiply() -> None:
    ten = "".join('<Ref RefId="{0}" />' for _ in range(10))
    levels = "".join(f'<Obj RefId="{n}"><LST>{ten.format(n - 1)}</LST></Obj>' for n in range(1, 40))
    assert len(str(plain(f'<Obj RefId="0"><LST><S>x</S></LST></Obj>{levels}'))) < 5000


@given(st.text(max_size=300), st.sampled_from(["S", "I32", "Db", "B", "DT", "Obj", "Ref", "LST", "ToString", "En"]))
def test_any_text_gives_data_or_an_input_error(text: str, tag: str) -> None:
    for made in (f"<Objs><{tag}>{text}</{tag}></Objs>", f"{HEAD}{text}", f"<Event>{text}</Event>", f"<{text}"):
        with suppress(InputError):
            parse_markup(made.encode("utf-8", "replace"), "x")
