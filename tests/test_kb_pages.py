"""The pages of the knowledge base: one for each cause and code, every link leads somewhere, examples are fact files."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
import yaml
from backupdx.engine.knowledge import Cause
from backupdx.kb.examples import examples_of
from backupdx.kb.knowledge import knowledge_base
from backupdx.report import kb_pages as made
from backupdx.report.kb_pages import Shown
from markdown_it import MarkdownIt
from running import backupdx

KB = knowledge_base()
READER = MarkdownIt("commonmark").enable("table")


def plainly(cause: Cause) -> Shown:
    return Shown([], [("a-line", "what `stands` in it")])


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return dict(made.kb_pages(KB, plainly))


def links(text: str) -> list[str]:
    return [target for target in re.findall(r"(?<!\\)\]\(([^)]+)\)", text) if "://" not in target]


def test_each_cause_and_each_code_has_its_page(pages: dict[str, str]) -> None:
    codes = [c.code for c in (*KB.codes, *KB.foreign_codes)]
    expected = {"index.md", *(f"causes/{c.id}.md" for c in KB.causes), *(f"codes/{code}.md" for code in codes)}
    assert set(pages) == expected
    assert len({name.lower() for name in pages}) == len(pages), "some systems take them for one file"


def test_every_link_leads_to_a_page_and_every_page_is_reached(pages: dict[str, str]) -> None:
    reached = {"index.md"}
    for name, text in pages.items():
        found = {posixpath.normpath(posixpath.join(posixpath.dirname(name), link)) for link in links(text)}
        assert found <= pages.keys(), name
        assert "index.md" in found or name == "index.md"
        reached |= found
    assert reached == pages.keys()


def test_a_page_says_what_is_known(pages: dict[str, str]) -> None:
    for cause in KB.causes:
        text = pages[f"causes/{cause.id}.md"]
        for part in ("## What to do", "To verify: ", "## Sources", "`a-line`", "## Examples"):
            assert part in text, cause.id
        assert all(source.url in text for source in cause.sources if source.url)
        first = READER.parse(text)[0]
        assert (first.type, first.tag) == ("heading_open", "h1")
    text = pages["codes/UserErrorRpCollectionLimitReached.md"]
    first, second = text.index("rg-lock.md"), text.index("rpc-limit.md")
    assert first < second and "de limiet voor de verzameling" in text


def test_examples_are_fact_files_with_their_verdict() -> None:
    examples = examples_of("rg-lock")
    shown = Shown([(each, yaml.safe_dump(each.data)) for each in examples], [])
    (text,) = [text for name, text in made.kb_pages(KB.only({"rg-lock"}), lambda cause: shown) if "rg-lock" in name]
    blocks = re.findall(r": \*\*([^*\n]+)\*\*[^\n]*\n\n```yaml\n(.*?)```", text, re.DOTALL)
    assert [verdict for verdict, _ in blocks] == [each.verdict.replace("_", " ") for each in examples]
    assert blocks and [yaml.safe_load(block) for _, block in blocks] == [each.data for each in examples]


def test_the_command_writes_them_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = made.kb_pages
    monkeypatch.setattr(made, "kb_pages", lambda kb, beside: real(kb.only({"rg-lock", "rpc-limit"}), beside))
    (tmp_path / "out" / "causes").mkdir(parents=True)
    (tmp_path / "out" / "causes" / "mine.md").write_text("mine")
    done = backupdx("kb", "pages", "--out", "out", cwd=tmp_path)
    assert done.returncode == 0 and done.stdout == "" and "begin with out/index.md" in done.stderr.replace("\\", "/")
    assert {p.name for p in (tmp_path / "out" / "causes").iterdir()} == {"rg-lock.md", "rpc-limit.md", "mine.md"}
    page = (tmp_path / "out" / "causes" / "rg-lock.md").read_text("utf-8")
    assert "code: UserErrorRpCollectionLimitReached" in page and "[The VM has reached the limit" in page
    (tmp_path / "file").write_text("x")
    done = backupdx("kb", "pages", "--out", "file", cwd=tmp_path)
    assert done.returncode == 3 and "file" in done.stderr and (tmp_path / "file").read_text() == "x"
