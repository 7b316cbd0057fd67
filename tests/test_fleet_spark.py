"""The example of docs/fleet.md on a Spark of this machine: the records are those of a run over the whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from backupdx.facts.saving import cases_text
from backupdx.fleet.lines import diagnose_lines
from backupdx.kb.examples import examples_of
from backupdx.kb.knowledge import knowledge_base

sql = pytest.importorskip("pyspark.sql")


def test_partitions_give_the_records_of_the_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    cases = [e.case for cause in knowledge_base().in_order for e in examples_of(cause.id)]
    text = cases_text(cases, ".ndjson")
    (tmp_path / "cases.ndjson").write_text(text)
    spark = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        lines = spark.sparkContext.textFile(str(tmp_path / "cases.ndjson"), 4)
        lines.mapPartitions(diagnose_lines).saveAsTextFile(str(tmp_path / "records"))
    finally:
        spark.stop()
    parts = sorted((tmp_path / "records").glob("part-*"))
    assert len(parts) == 4
    whole = "".join(f"{record}\n" for record in diagnose_lines(text.splitlines()))
    assert b"".join(part.read_bytes() for part in parts) == whole.encode()
