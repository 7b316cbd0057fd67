"""Anything at all through the readers of Azure's answers: findings with facts that a case accepts, or an InputError."""

from __future__ import annotations

import json
from typing import Any

import pytest
from azure_samples import (
    FAILED,
    FULL,
    HEADER,
    LISTED,
    LOG,
    SERVICE,
    VM,
    backup_item,
    backup_policy,
    collection,
    encrypted,
    event,
    hourly,
    key_vault,
    log_row,
    nic,
    policy,
    role,
    status,
    table,
    weekly,
)
from backupdx.facts.case import Case
from backupdx.facts.errors import InputError
from backupdx.readers.base import Node
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.loading import read_content
from backupdx.readers.merging import cases_of
from backupdx.readers.registry import READERS, readings_of
from hypothesis import given, settings
from hypothesis import strategies as st
from junk import JUNK, broken_today
from test_documents import PASTES
from test_refusals import ERRORS, TABLES

ANSWERS: list[Any] = [
    LISTED,
    collection("AzureBackup_till_1", 2),
    {"id": "/a/restorePointCollections/AzureBackup_till_1/restorePoints/p"},
    key_vault(policy(FULL, applicationId="x"), rbac=False),
    [SERVICE],
    [role("Key Vault Administrator", "/subscriptions/s")],
    encrypted(kek=True),
    {"disks": [{"name": "c", "statuses": [{"code": "EncryptionState/encrypted"}]}], "substatus": []},
    [backup_policy("p", hourly(4, 24), policyType="V2"), backup_policy("q", weekly("Sunday", 3))],
    backup_item("p"),
    {"value": [{"id": "/vaults/v/x/vm;iaasvmcontainerv2;g;v/recoveryPoints/1", "type": "microsoft.x/recoveryPoints"}]},
    status("Protected", vaultId="/subscriptions/s/vaults/v"),
    {"status": "x", "errorCode": "y", "protectedItemName": "z", "containerName": "iaasvmcontainerv2;g;v"},
    nic(),
    [{"addressPrefix": ["168.63.129.16/32"], "nextHopType": "None", "state": "Active", "source": "User"}],
    [
        {
            "effectiveSecurityRules": [
                {"access": "Deny", "direction": "Outbound", "destinationAddressPrefix": "168.63.129.16"}
            ]
        }
    ],
    [event("microsoft.compute/virtualmachines/start/action", "2026-07-24T20:00:00Z"), event("x", "y")],
    [*LOG, log_row("3", "x", JobDurationInSecs="y")],
    {"tables": [{"columns": [{"name": n} for n in LOG[0]], "rows": [list(LOG[0].values())]}]},
    {"data": {"columns": [{"name": "type"}, {"name": "properties"}], "rows": [["microsoft.compute/disks", {"a": 1}]]}},
    {"count": 2, "data": [VM, backup_item("p")], "skip_token": None},
    [{"value": [VM]}, {"value": [VM], "nextLink": "x"}],
    {"value": [{"Code": "PowerState/running", "DisplayStatus": "x"}], "Count": 1},
]
TEXTS = [
    *(json.dumps(answer, indent=1) for answer in ANSWERS),
    *PASTES,
    *TABLES.values(),
    *(text for text, _ in ERRORS),
    table(HEADER, FAILED, FAILED, delimiter=";"),
    table(["id", "name", "type", "properties"], ["x", "y", "microsoft.compute/disks", '{"diskSizeGB": 3}']),
]


def read(data: bytes) -> None:
    try:
        found, _ = read_content(of_bytes(data, "x"))
    except InputError:
        return
    for entry in found:
        case = Case().with_facts(entry.finding.facts)
        case.observations()
        assert set(entry.finding.places) == set(entry.finding.facts)
    for case in cases_of(found)[0]:
        case.observations()


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=150, deadline=None)
def test_arbitrary_bytes(data: bytes) -> None:
    read(data)


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A text that looks real, cut, doubled, mixed with another, or with odd characters and very long lines in it."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        lines = text.split("\n")
        how = draw(st.sampled_from(["cut", "behead", "double", "mix", "insert", "crlf", "shuffle", "value"]))
        if how == "cut":
            text = text[:at]
        elif how == "behead":
            text = text[at:]
        elif how == "double":
            text = text[:at] + text
        elif how == "mix":
            other = draw(st.sampled_from(TEXTS)).split("\n")
            text = "\n".join(line for pair in zip(lines, other, strict=False) for line in pair)
        elif how == "insert":
            text = (
                text[:at]
                + draw(st.sampled_from(["\0", "x" * 20_000, "\x1b[31m", '"', "\n", "{", "]", "é", ","]))
                + text[at:]
            )
        elif how == "crlf":
            text = text.replace("\n", "\r\n")
        elif how == "shuffle":
            text = "\n".join(draw(st.permutations(lines[:30])))
        else:
            odd = draw(
                st.sampled_from(
                    ["null", "[]", "{}", "-1", "1e999", "99999999999999999999", "true", '"x"', '[{"a":[]}]']
                )
            )
            part = draw(st.sampled_from(['"x"', "null", "true", "1", '"Failed"', "[", '"2026-07-24T20:00:00Z"']))
            text = text.replace(part, odd)
    return text.encode("utf-8", "replace")


@given(spoilt())
@settings(max_examples=400, deadline=None)
def test_texts_that_look_real(data: bytes) -> None:
    read(data)


@pytest.mark.parametrize("junk", JUNK, ids=[repr(j)[:12] for j in JUNK])
def test_odd_parts_never_raise_and_never_give_invalid_facts(junk: Any) -> None:
    for answer in ANSWERS:
        for odd in broken_today(answer, junk):
            readings = readings_of(Node(odd))
            chosen = {reader for reader, _ in readings}
            others = [(r, Node(odd)) for r in READERS if r not in chosen and r.recognises(Node(odd))]
            for reader, node in [*readings, *others]:
                for finding in reader.read(node):
                    case = Case().with_facts(finding.facts)
                    case.observations()
