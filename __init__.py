"""backupdx explains why an Azure VM backup failed and what to do about it.

    from backupdx import Case, diagnose, load

    diagnosis = diagnose(load("vm-instance-view.json", error_code="UserErrorGuestAgentStatusUnavailable"))
    print(diagnosis.first.title)

Everything public stands in `__all__`. Errors derive from `BackupdxError` (see backupdx.facts.errors).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .engine.reasoning import Reasoning
    from .engine.result import Diagnosis, Explanation
    from .facts.case import Case
    from .facts.errors import BackupdxError, EngineError, InputError, UnknownFact, UsageError
    from .library import Interview, diagnose, load, load_all, load_all_bytes, load_bytes, load_data, load_text, reason
    from .redaction import Redactor

__version__ = "0.1.0"
_HOME = {
    "BackupdxError": ".facts.errors",
    "Case": ".facts.case",
    "Diagnosis": ".engine.result",
    "EngineError": ".facts.errors",
    "Explanation": ".engine.result",
    "InputError": ".facts.errors",
    "Interview": ".library",
    "Reasoning": ".engine.reasoning",
    "Redactor": ".redaction",
    "UnknownFact": ".facts.errors",
    "UsageError": ".facts.errors",
    "diagnose": ".library",
    "load": ".library",
    "load_all": ".library",
    "load_all_bytes": ".library",
    "load_bytes": ".library",
    "load_data": ".library",
    "load_text": ".library",
    "reason": ".library",
}
__all__ = [
    "BackupdxError",
    "Case",
    "Diagnosis",
    "EngineError",
    "Explanation",
    "InputError",
    "Interview",
    "Reasoning",
    "Redactor",
    "UnknownFact",
    "UsageError",
    "diagnose",
    "load",
    "load_all",
    "load_all_bytes",
    "load_bytes",
    "load_data",
    "load_text",
    "reason",
]


def __getattr__(name: str) -> Any:
    """Public names are imported on first use, so that `backupdx --help` does not load the knowledge base."""
    if name not in _HOME:
        raise AttributeError(f"module 'backupdx' has no attribute {name!r}")
    return getattr(import_module(_HOME[name], __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
