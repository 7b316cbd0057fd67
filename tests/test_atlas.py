"""What each rule, code and derivation decides stands in atlas.ndjson; `make atlas` writes it anew, to be looked at."""

from __future__ import annotations

import pytest
from atlas import changes, read, rows
from backupdx.engine.knowledge import KnowledgeBase
from backupdx.kb.knowledge import knowledge_base

WRITTEN = read()
SHARDS = 4


@pytest.mark.parametrize("shard", range(SHARDS))
def test_what_is_decided_is_what_is_written(shard: int) -> None:
    found = list(changes(knowledge_base(), WRITTEN[shard::SHARDS]))
    assert found == [], "make atlas, and look at the difference"


def test_every_rule_and_code_has_its_row() -> None:
    def names(written: list[dict[str, object]]) -> list[object]:
        return [row.get("rule", row.get("code")) for row in written]

    assert names(list(rows(knowledge_base()))) == names(WRITTEN)


def test_a_changed_rule_is_seen() -> None:
    from rule_mutants import changed_rules

    first, other = next(changed_rules())
    assert isinstance(other, KnowledgeBase)
    about = first.partition(",")[0]
    own = [row for row in WRITTEN if row.get("about") == about]
    assert own
    assert list(changes(other, own))
