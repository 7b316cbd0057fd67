"""The site: every document has its place, and every place is a document. `make site` checks the links."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]


def test_every_document_has_a_place_on_the_site() -> None:
    """`knowledge/` is made by `backupdx kb pages`."""
    named = re.findall(r": (\S+\.md)$", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE)
    documents = {"README.md", "CONTRIBUTING.md", "CHANGELOG.md"}
    documents |= {f"docs/{document.name}" for document in (ROOT / "docs").glob("*.md")}
    assert {*named} == documents | {"knowledge/index.md"}
    assert len(named) == len({*named})


def test_the_generator_is_pinned_and_nothing_is_loaded_from_elsewhere() -> None:
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert settings["theme"]["font"] is False and settings["docs_dir"].startswith("build/")
    assert re.search(r'^site = \["zensical==[\d.]+"\]$', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
