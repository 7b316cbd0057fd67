"""What the tests share."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
import typer.main
import typer.testing
from backupdx.engine.reasoning import Reasoning
from backupdx.engine.result import Diagnosis
from backupdx.facts.case import validated
from backupdx.kb.knowledge import knowledge_base
from cases import EFFORT, examples
from hypothesis import HealthCheck, settings

gc.disable()  # until all tests are collected: nearly nothing of what that makes is garbage

# What the person who runs the tests has set for other programs; the tests set for themselves what they need.
for name in ("FORCE_COLOR", "NO_COLOR", "PY_COLORS", "COLUMNS", "LINES", "BACKUPDX_TRACEBACK"):
    os.environ.pop(name, None)

# The tree of commands is the same in each run of the command line in this process: it is made once.
typer.main.get_command = typer.testing._get_command = cache(typer.main.get_command)

# The same examples every day, so that a check says the same twice; `make test-long` looks for new ones.
settings.register_profile(
    "default",
    max_examples=examples(60),
    deadline=None,
    derandomize=EFFORT <= 1,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")


def pytest_collection_finish() -> None:
    """What is there by now stays until the end: no search for garbage has to go through it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)  # a diagnosis alone makes some thousand objects
    gc.enable()


@pytest.fixture
def diagnosed() -> Callable[[dict[str, Any]], Diagnosis]:
    """Diagnoses a case given as nested plain data."""
    return lambda data: Reasoning(knowledge_base(), validated(data)).diagnosis()
