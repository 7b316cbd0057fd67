"""backupdx explains why an Azure VM backup failed, and what to do about it.

    from backupdx import diagnose, load, reason, to_text

    case = load("vm-instance-view.json", error_code="UserErrorGuestAgentStatusUnavailable")
    diagnosis = diagnose(case)
    if first := diagnosis.first:
        print(first.title, first.verdict)
    print(to_text(diagnosis))

A case, one failed backup of one VM, comes from
    load(*paths)         files and folders: fact files, answers of `az`, logs, archives of them
    load_text(text)      a text at hand: an error code, a message, an e-mail, a log
    load_data(data)      parsed JSON: an answer of Azure, or a fact file
    load_bytes(contents) contents by the name of the file that each would be
    Case(...)            facts one by one; `load(vm__os_type="linux")` takes them too
    load_all, load_all_bytes   several cases, sorted by VM

What follows from it
    diagnose(case)       a `Diagnosis`: ranked `explanations`, each with its verdict (confirmed, likely, possible),
                         `reasons`, `remedy`, `links`; `ruled_out`, `also_wrong`, `next_checks`, `headline`
    diagnose(case, earlier=[...])   with `changes` since earlier cases of the same VM
    reason(case)         a `Reasoning`: `why(cause)`, `what_if({"agent.status": "ready"})`, `diagnosis()`
    Interview(case)      questions, the best one first, until the cause is known

How it is shown
    to_text(diagnosis)   one screen, or with `full=True` all of it
    to_markdown(diagnosis)   for a ticket
    diagnosis.model_dump(mode="json")   the contract (`backupdx schema diagnosis`)
    Redactor()           pseudonyms for names: `reason(case, redactor)`

It prints and logs nothing, touches no network, and can be used from several threads. Errors derive from
`BackupdxError`: `InputError` for what cannot be read, `UsageError` for a request that makes no sense, `EngineError` for
a fault of ours; each says what is wrong, where, what was expected and what to do.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .facts.added import read_with as _read_packs_with

if TYPE_CHECKING:
    from .engine.reasoning import Reasoning
    from .engine.result import Diagnosis, Explanation
    from .facts.case import Case
    from .facts.errors import BackupdxError, EngineError, InputError, UnknownFact, UsageError
    from .library import (
        Interview,
        diagnose,
        load,
        load_all,
        load_all_bytes,
        load_bytes,
        load_data,
        load_text,
        reason,
        to_markdown,
        to_text,
    )
    from .redaction import Redactor

__version__ = "0.1.0"
_read_packs_with(lambda places, lock: import_module(".readers.packs", __name__).read_packs(places, lock))
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
    "to_markdown": ".library",
    "to_text": ".library",
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
    "to_markdown",
    "to_text",
]


def __getattr__(name: str) -> Any:
    """Public names are imported on first use, so that `backupdx --help` does not load the knowledge base."""
    if name not in _HOME:
        raise AttributeError(f"module 'backupdx' has no attribute {name!r}")
    return getattr(import_module(_HOME[name], __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
