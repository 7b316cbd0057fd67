"""The support matrix: every row is dated, names facts and causes that there are, and the rules read it."""

from __future__ import annotations

from datetime import date

import pytest
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.knowledge import knowledge_base
from backupdx.kb.support_matrix import SUPPORT_MATRIX, Support, supported

KB = knowledge_base()


@pytest.mark.parametrize("row", SUPPORT_MATRIX, ids=lambda r: r.id)
def test_each_row_names_what_there_is(row: Support) -> None:
    spec = vocabulary()[row.fact]
    legal = spec.choices or spec.items
    assert row.cause in KB.by_id
    assert not legal or set(row.values) <= set(legal)
    assert set(row.policies) <= {"standard", "enhanced"}
    assert date(2025, 1, 1) <= row.as_of <= row.source.checked


def test_ids_are_unique_and_regions_are_written_as_azure_writes_them() -> None:
    assert len({row.id for row in SUPPORT_MATRIX}) == len(SUPPORT_MATRIX)
    assert all(region == region.lower() and region.isalnum() for row in SUPPORT_MATRIX for region in row.regions)


@pytest.mark.parametrize(
    ("cause", "row"),
    [
        ("grs-vault-fast-disk", "disk-ultra"),
        ("grs-vault-fast-disk", "disk-premium-v2"),
        ("confidential-vm", "confidential"),
        ("vmss-uniform", "vmss-uniform"),
        ("os-unsupported", "windows-old"),
    ],
)
def test_the_rules_read_their_values_from_it(cause: str, row: str) -> None:
    support = supported(row)
    literals = {c.literal for rule in KB.rules_of(KB.by_id[cause]) for c in rule.conditions}
    told = {v for literal in literals for v in (literal if isinstance(literal, tuple) else (literal,))}
    assert set(support.regions or support.values) <= told
    assert not support.policies or support.supported
