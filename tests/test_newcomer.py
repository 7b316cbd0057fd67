"""Who adds something is told what to do: by each check, and by readers that need no second entry."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from advising import told_of
from backupdx.engine.checks.causes import CAUSE_CHECKS
from backupdx.engine.checks.model import run_checks
from backupdx.engine.knowledge import Family
from backupdx.kb.advice import ADVICE
from backupdx.kb.check import check, material, newest_review, own_checks
from backupdx.kb.knowledge import knowledge_base
from backupdx.kb.pack_checks import PACK_CHECKS
from backupdx.readers.base import Reader, TextReader
from backupdx.readers.discovery import unlisted
from backupdx.readers.linux import readers as linux
from backupdx.readers.registry import READERS
from backupdx.readers.windows import readers as windows
from small_kb import CODES, FAMILIES, NETWORK, SOURCE, cause, small_kb

ROOT = Path(__file__).parents[1]
DAY = newest_review()


def test_every_check_that_can_fail_says_what_to_do_and_in_which_file() -> None:
    names = {c.check for c in check(DAY).checks if c.level == "anomaly"}
    of_packs = {c.name for c in PACK_CHECKS}
    assert ADVICE.keys() == names | of_packs | {"parts"}, "kb/advice.py has a line for each check"
    for name, text in ADVICE.items():
        named = re.findall(r"(?:kb|facts)/[\w/]+(?:\.\w+)?", text)
        assert named or name in of_packs, f"the advice for {name} names no file"
        assert [path for path in named if not (ROOT / path).exists()] == []


def test_a_cause_without_a_rival_is_told_where_to_write_one() -> None:
    kb, beside = knowledge_base(), material()
    lacking = {**beside.examples, "rg-lock": [replace(e, rival=False) for e in beside.examples["rg-lock"]]}
    text = told_of(run_checks(kb, own_checks(replace(beside, examples=lacking), DAY), DAY, ADVICE))
    assert "rg-lock has no example in which the same symptoms fit a rival" in text
    assert "What to do: write an example in kb/causes/<area>/<cause>.yaml with `rival: true`" in text


def test_a_cause_is_reached_over_a_scope_without_a_list_of_families() -> None:
    """A family that stands in no list of a code is no anomaly where a code leaves its causes open."""
    alone = cause("alone", *NETWORK.rules, family="alone", codes=("reach",))
    families = (*FAMILIES, Family("alone", "Alone", (SOURCE,)))
    for leaves_open, found in (((), 1), (("reach",), 0)):
        codes = (CODES[0], replace(CODES[1], leaves_open=leaves_open))
        kb = small_kb(causes=(*small_kb().causes, alone), families=families, codes=codes, scopes={"reach": "."})
        (listed,) = (c for c in CAUSE_CHECKS if c.name == "never-listed")
        assert len(list(listed.look(kb))) == found


@pytest.mark.parametrize("module", [linux, windows])
def test_a_reader_that_no_list_names_is_found_once(module: ModuleType) -> None:
    package = module.__name__.rpartition(".")[0]
    first, *others = module.TEXT_READERS
    assert unlisted(package, TextReader, others) == (first,)
    assert unlisted(package, TextReader, module.TEXT_READERS) == ()
    assert unlisted(package, Reader, module.READERS) == () == unlisted("backupdx.readers.azure", Reader, READERS)
