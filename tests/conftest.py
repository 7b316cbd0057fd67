"""What the tests share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from backupdx.engine.reasoning import Reasoning
from backupdx.engine.result import Diagnosis
from backupdx.facts.case import validated
from backupdx.kb.knowledge import knowledge_base
from cases import examples
from hypothesis import HealthCheck, settings

settings.register_profile(
    "default", max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("default")


@pytest.fixture
def diagnosed() -> Callable[[dict[str, Any]], Diagnosis]:
    """Diagnoses a case given as nested plain data."""
    return lambda data: Reasoning(knowledge_base(), validated(data)).diagnosis()
